import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoevents.dates import find_times
from geoevents.language import Document
from geoevents.lexicon import topic

DATA = Path(__file__).parents[2] / "data"
PUBLISHED = dt.date(2018, 4, 10)  # a Tuesday


def read(text, language="en", published=PUBLISHED):
    return find_times(Document(text, language), published)


def days(text, language="en", published=PUBLISHED):
    return [(time.text, str(time.first), str(time.last)) for time in read(text, language, published)]


def load(language):
    lines = (DATA / f"time_expressions_{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def as_told(time):
    day = str(time.first) if time.first else None, str(time.last) if time.last else None
    return {
        "text": time.text,
        "start": time.start,
        "first": day[0],
        "last": day[1],
        "precision": time.precision,
        "basis": time.basis,
    }


@pytest.mark.parametrize("language", ["ar", "en"])
def test_hand_written_expressions(language):
    wrong = []
    for row in load(language):
        published = dt.date.fromisoformat(row["published"]) if row["published"] else None
        found = [as_told(time) for time in read(row["text"], language, published)]
        if found != row["times"]:
            wrong.append((row["text"], found))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "language", "first", "last"),
    [
        ("the first week of May 2017", "en", 1, 7),
        ("the third week of May 2017", "en", 15, 21),
        ("the last week of May 2017", "en", 25, 31),
        ("the first half of May 2017", "en", 1, 15),
        ("the second half of May 2017", "en", 16, 31),
        ("the fifth week of May 2017", "en", 29, 31),
        ("الأسبوع الأول من أيار 2017", "ar", 1, 7),
        ("الأسبوع الثالث من أيار 2017", "ar", 15, 21),
        ("الأسبوع الأخير من أيار 2017", "ar", 25, 31),
        ("النصف الثاني من شهر أيار 2017", "ar", 16, 31),
    ],
)
def test_parts_of_a_month(text, language, first, last):
    assert days(text, language) == [(text, f"2017-05-{first:02}", f"2017-05-{last:02}")]


def test_a_week_that_a_month_does_not_have_ends_with_it():
    assert days("the fifth week of February 2017") == [("the fifth week of February 2017", "2017-02-28", "2017-02-28")]


@pytest.mark.parametrize("language", ["ar", "en"])
def test_set_is_large_and_its_offsets_fit(language):
    rows = load(language)
    times = [(row["text"], time) for row in rows for time in row["times"]]
    assert len(times) >= 150
    assert all(text[time["start"] : time["start"] + len(time["text"])] == time["text"] for text, time in times)
    assert sum(not row["times"] for row in rows) >= 20


@given(st.text(max_size=80), st.sampled_from(["ar", "en"]), st.none() | st.dates())
def test_any_text_gives_spans_of_itself_in_order(text, language, published):
    end = 0
    for time in read(text, language, published):
        assert text[time.start : time.end] == time.text
        assert end <= time.start < time.end
        assert time.first is None or time.last is None or time.first <= time.last
        end = time.end


_PIECES = {
    language: [
        *sorted({phrase for name in ("times", "months") for phrase, _ in topic(language, name).phrases()}),
        "7",
        "25",
        "2017",
        "1445",
        "-",
        "/",
        ",",
        ".",
        "\n",
        "7-9-2017",
    ]
    for language in ("ar", "en")
}


@given(st.data(), st.sampled_from(["ar", "en"]), st.none() | st.dates())
def test_any_words_of_time_give_sound_intervals(data, language, published):
    text = " ".join(data.draw(st.lists(st.sampled_from(_PIECES[language]), max_size=12))).title()
    for time in read(text, language, published):
        assert text[time.start : time.end] == time.text
        assert (time.precision is None) == (time.first is None and time.last is None)
        assert time.first is None or time.last is None or time.first <= time.last


@pytest.mark.parametrize("published", [dt.date.min, dt.date.max, dt.date(2020, 2, 29)])
def test_ends_of_the_calendar_break_nothing(published):
    text = "two years ago, last month, next week, five days later, next year, on 29 February, last Friday, in May"
    assert read(text, "en", published)


def test_without_a_date_of_its_own_the_reason_is_told():
    (time,) = read("A guard was shot on Friday.", published=None)
    assert (time.first, time.last, time.precision, time.value) == (None, None, None, None)
    assert "own date" in time.reason


def test_later_counts_from_the_latest_day_told():
    found = days("It fell on 3 April. The next day it was shelled; two days later it was retaken.")
    assert [day[1] for day in found] == ["2018-04-03", "2018-04-04", "2018-04-06"]


def test_future_words_turn_a_date_without_year_ahead():
    assert days("The talks will open on 15 May.") == [("15 May", "2018-05-15", "2018-05-15")]
    assert days("The talks opened on 15 May.") == [("15 May", "2017-05-15", "2017-05-15")]


def test_weekday_corrects_a_day_counted_from_a_date_one_day_late():
    text = "قصفت الطائرات البلدة اليوم الاثنين"
    assert days(text, "ar") == [("اليوم الاثنين", "2018-04-09", "2018-04-09")]


def test_weekday_that_names_a_place_is_none():
    assert days("قصفت المدفعية بلدة الخميس", "ar") == []
    assert days("قصفت المدفعية البلدة الخميس", "ar") == [("الخميس", "2018-04-05", "2018-04-05")]


def test_civil_date_beside_an_islamic_one_counts():
    text = "صدر البيان في 24 رجب 1439 هـ الموافق 10 نيسان 2018"
    assert days(text, "ar") == [("24 رجب 1439 هـ الموافق 10 نيسان 2018", "2018-04-10", "2018-04-10")]


def test_value_and_mod_are_timex3():
    assert [(t.value, t.mod) for t in read("in late March 2018")] == [("2018-03", "END")]
    assert [t.value for t in read("on Friday morning")] == ["2018-04-06TMO"]
    assert [t.value for t in read("between 3 and 5 April")] == ["2018-04-03/2018-04-05"]
    assert [t.value for t in read("last week")] == ["2018-W14"]


def test_part_of_the_day_belongs_to_the_day_of_its_sentence():
    assert [t.first for t in read("A post fell on 3 April and was shelled at dawn.")] == [dt.date(2018, 4, 3)] * 2
    assert [t.first for t in read("It was shelled at dawn.")] == [PUBLISHED]


def test_diacritics_and_joined_conjunction_stay_outside_or_inside_the_span():
    assert [t.text for t in read("وأمسِ قُصفت البلدة", "ar")] == ["أمسِ"]


def test_weekday_of_a_weekly_review_lies_in_its_week():
    text = "Weekly review, 25 - 31 March 2018\nOn Thursday shells fell. The army will answer on Friday."
    assert [day[1] for day in days(text)][1:] == ["2018-03-29", "2018-04-13"]


def test_numbered_day_without_month():
    assert days("Shells fell on the 9th, a monitor said.") == [("the 9th", "2018-04-09", "2018-04-09")]
    assert days("Shells fell on the 12th, a monitor said.") == [("the 12th", "2018-03-12", "2018-03-12")]
    assert days("Shells fell on the 9th floor.") == []


def test_that_day_is_the_latest_day_told_not_the_latest_month():
    text = "It fell on 3 April, after the quiet of March. That evening it was retaken."
    assert days(text)[-1] == ("That evening", "2018-04-03", "2018-04-03")
    text = "سقطت القرية في 3 نيسان. ومنذ ذلك اليوم لم يعد أهلها"
    assert days(text, "ar")[-1] == ("منذ ذلك اليوم", "2018-04-03", "2018-04-10")


def test_interval_ends_share_year_and_month():
    assert days("It lasted from 28 December to 3 January 2017.")[0][1:] == ("2016-12-28", "2017-01-03")
    assert days("Raids between Oct 10 and 15 killed forty.")[0][1:] == ("2017-10-10", "2017-10-15")


def test_precision_follows_the_length_of_the_interval():
    assert [t.precision for t in read("on Friday; last night; from 3 to 6 April; since February")] == [1, 1, 2, 3]
