"""A headline's events are told below it."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.model import Article
from geoevents.pipeline import read

TITLE = "قتلى في قصف على ريف إدلب"
BODY = "قتل ثلاثة مدنيين جراء قصف مدفعي لقوات النظام استهدف بلدة سرمين أمس."


def events(title: str | None, text: str) -> list[tuple[str, str | None]]:
    article = Article(article_id="t", text=text, language="ar", title=title, published=dt.date(2019, 6, 1))
    return [(event.category, event.location) for event in read(article).events]


def test_a_headline_is_no_event_beside_what_the_text_tells() -> None:
    assert events(TITLE, f"{TITLE}\n\n{BODY}") == events(TITLE, BODY) == [("shelling", "Sarmin")]


def test_a_headline_that_the_text_does_not_tell_again_stays() -> None:
    told = events(TITLE, f"{TITLE}\n\nوانفجرت عبوة ناسفة في مدينة نوى أمس.")
    assert ("shelling", "Idlib Governorate") in told
    assert ("explosion", "Nawa") in told


def test_a_short_first_line_is_the_headline_of_a_text_without_a_title() -> None:
    assert events(None, f"{TITLE}\n\n{BODY}") == [("shelling", "Sarmin")]
    assert len(events(None, f"{TITLE}.\n\n{BODY}")) == 2
    assert len(events("عنوان آخر", f"{TITLE}\n\n{BODY}")) == 2


@pytest.mark.parametrize(
    ("headline", "count"),
    [
        ("استشهاد ثلاثة مدنيين في قصف على ريف جسر الشغور", 2),
        ("استشهاد ثلاثة مدنيين في قصف على ريف إدلب", 1),
        ("استشهاد خمسة مدنيين في قصف على ريف إدلب", 2),
        ("استشهاد ثلاثة مدنيين في قصف على ريف حلب", 2),
        ("استشهاد ثلاثة مدنيين بانفجار لغم في ريف إدلب", 2),
    ],
)
def test_what_a_headline_tells_otherwise_is_another_event(headline: str, count: int) -> None:
    assert len(events(None, f"{headline}\n{BODY}")) == count


def test_the_dead_of_a_headline_are_those_of_what_is_told_below() -> None:
    text = "استشهاد ثلاثة مدنيين في قصف على ريف إدلب\nقصفت قوات النظام بالمدفعية بلدة سرمين."
    article = Article(article_id="t", text=text, language="ar", published=dt.date(2019, 6, 1))
    assert [(event.location, event.fatalities) for event in read(article).events] == [("Sarmin", 3)]


def test_a_sum_without_a_place_is_no_event_beside_its_items() -> None:
    text = (
        "On Sept. 13, Coalition forces conducted 19 strikes against ISIS.\n* Near Manbij, three strikes hit a tactical "
        "unit.\n* Near Raqqa, four strikes destroyed a headquarters."
    )
    article = Article(article_id="t", text=text, language="en", published=dt.date(2016, 9, 14))
    assert [event.location for event in read(article).events] == ["Manbij", "Raqqa"]
    lone = Article(article_id="t", text=text.partition("\n")[0], language="en", published=dt.date(2016, 9, 14))
    assert len(read(lone).events) == 1


def test_the_war_in_the_whole_country_is_no_event_beside_those_of_places() -> None:
    text = "Shelling hit Saraqib on Monday, a day after 200 people died in fighting across Syria."
    article = Article(article_id="t", text=text, language="en", published=dt.date(2019, 6, 4))
    assert [event.location for event in read(article).events] == ["Saraqib"]


def days(text: str) -> list[tuple[str | None, str]]:
    article = Article(article_id="t", text=text, language="ar", published=dt.date(2021, 11, 20))
    return [(event.location, str(event.event_date)) for event in read(article).events]


LEAD = "قصفت قوات النظام بلدة سرمين مساء الجمعة.\n"


def test_what_follows_is_of_the_day_that_the_first_event_is_told_with() -> None:
    assert days(LEAD + "واستهدفت مدفعيتها بلدة النيرب، وأصيب طفل.") == [
        ("Sarmin", "2021-11-19"),
        ("Al-Nayrab", "2021-11-19"),
    ]


def test_until_another_day_is_told() -> None:
    told = days(LEAD + "وانفجرت عبوة ناسفة اليوم في نوى.\nواندلعت اشتباكات في بلدة كفرنبل.")
    assert [day for _, day in told] == ["2021-11-19", "2021-11-20", "2021-11-20"]


def test_a_day_told_later_is_not_that_of_what_stands_before() -> None:
    told = days("قصفت قوات النظام بلدة سرمين.\nواستهدفت مدفعيتها بلدة النيرب مساء الخميس.")
    assert [day for _, day in told] == ["2021-11-20", "2021-11-18"]


@pytest.mark.parametrize(
    ("summary", "places"),
    [
        ("The army took several villages in Hama Governorate on Monday.", ["Suran", "Morek"]),
        ("The army seized villages north of Hama on Monday.", ["Suran", "Morek"]),
        ("The army seized villages in Hama Governorate on Monday, killing nine rebels.", [None, "Suran", "Morek"]),
        ("The army seized villages in Homs Governorate on Monday.", [None, "Suran", "Morek"]),
    ],
)
def test_a_summary_of_a_governorate_is_no_event_beside_its_details(summary: str, places: list[str | None]) -> None:
    text = f"{summary}\nArmy units captured Souran and Morek, activists said."
    article = Article(article_id="t", text=text, language="en", published=dt.date(2016, 9, 14))
    told = [event.location for event in read(article).events]
    assert len(told) == len(places)
    assert told[-2:] == places[-2:]
