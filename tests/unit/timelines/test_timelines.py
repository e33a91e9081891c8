import csv
import datetime as dt
import io
import json
import sys

import pytest

from geoevents.errors import MissingExtraError, OutputError, UnknownFormatError
from geoevents.model import Article, Event, Explanation, Reading
from geoevents.timelines import render_terminal, summarise, timeline_csv, timeline_json, write_timeline


def make(first=None, last=None, **changes):
    values = dict.fromkeys(Event.__dataclass_fields__)
    start = None if first is None else dt.date.fromisoformat(first)
    end = start if last is None else dt.date.fromisoformat(last)
    values |= {
        "event_id": "e",
        "article_id": "a",
        "category": "clash",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "event_date": start,
        "end_date": end,
        "date_basis": "explicit",
        "status": "asserted",
        "trigger": "t",
        "text_start": 0,
        "text_end": 1,
        "notes": "n",
        "confidence": 0.5,
        "explanation": Explanation(rule=""),
    }
    return Event(**(values | changes))


def article(events):
    return Reading(
        article=Article(article_id="a", text="n", language="en", title="T"), toponyms=(), times=(), events=tuple(events)
    )


EVENTS = [
    make("2017-06-05", admin1="Homs"),
    make("2017-06-05", admin1="Homs", category="shelling"),
    make("2017-06-07", admin1="Aleppo"),
    make("2017-06-01", "2017-06-30", admin1="Homs"),
    make(admin1="Homs"),
    make("2017-06-06"),
]


def test_counts_add_up_and_nothing_is_dropped():
    table = summarise(EVENTS)
    assert (table.by, table.period) == ("admin1", "day")
    assert [row.name for row in table.rows] == ["Homs", "Aleppo", None]
    homs = table.rows[0]
    assert (homs.total, homs.longer, homs.undated, sum(homs.counts)) == (4, 1, 1, 2)
    assert len(table.periods) == 30
    assert table.total.total == len(EVENTS) == len(table.events)
    assert table.events[-1].event_date is None


def test_periods_have_no_gap_and_weeks_begin_on_monday():
    table = summarise([make("2017-05-31"), make("2017-06-14")], period="week")
    assert [span.first.isoformat() for span in table.periods] == ["2017-05-29", "2017-06-05", "2017-06-12"]
    assert all(span.first.weekday() == 0 for span in table.periods)
    months = summarise([make("2016-12-31"), make("2017-02-01")], period="month").periods
    assert [(s.first.isoformat(), s.last.isoformat()) for s in months] == [
        ("2016-12-01", "2016-12-31"),
        ("2017-01-01", "2017-01-31"),
        ("2017-02-01", "2017-02-28"),
    ]


def test_long_spans_are_counted_by_month():
    assert summarise([make("2017-01-01"), make("2017-12-31")]).period == "month"
    assert summarise([make("0001-01-01"), make("9999-12-31")], period="day").period == "month"


def test_a_month_long_event_is_whole_in_a_table_of_months():
    table = summarise([make("2017-06-01", "2017-06-30", admin1="Homs")], period="month")
    assert table.rows[0].counts == (1,)
    assert table.rows[0].longer == 0


def test_no_events_and_no_dates():
    assert summarise([]).rows == ()
    assert summarise([]).total.total == 0
    undated = summarise([make(admin1="Homs")])
    assert undated.periods == ()
    assert undated.total.undated == 1


@pytest.mark.parametrize(
    ("by", "name"), [("category", "clash"), ("place", "Palmyra"), ("actor1", "Army"), ("admin2", "X")]
)
def test_rows_by_other_columns(by, name):
    event = make("2017-06-05", location="Palmyra", actor1="Army", admin2="X")
    assert summarise([event], by).rows[0].name == name


def test_wrong_words_are_told():
    with pytest.raises(ValueError, match="admin1"):
        summarise([], by="colour")
    with pytest.raises(ValueError, match="month"):
        summarise([], period="year")


def test_csv_has_a_column_a_period_and_no_formulas():
    rows = list(csv.reader(io.StringIO(timeline_csv(summarise([*EVENTS, make("2017-06-05", admin1="=HYPERLINK(1)")])))))
    assert rows[0][:5] == ["admin1", "total", "undated", "longer", "2017-06-01"]
    assert rows[1][:4] == ["Homs", "4", "1", "1"]
    assert any(row[0] == "'=HYPERLINK(1)" for row in rows)
    assert rows[-1][0] == ""


def test_json_keeps_null():
    value = json.loads(timeline_json(summarise(EVENTS)))
    assert value["rows"][-1]["name"] is None
    assert value["events"][-1]["event_date"] is None
    assert len(value["periods"]) == len(value["rows"][0]["counts"])


def shown(table, language="en", width=100):
    from rich.console import Console

    console = Console(width=width, file=io.StringIO(), color_system=None)
    console.print(render_terminal(table, language=language, width=width))
    return console.file.getvalue()


def test_terminal_shows_rows_numbers_and_the_dated_list():
    text = shown(summarise(EVENTS))
    for words in ("Homs", "Aleppo", "No governorate", "2017-06-05", "Clash", "2017-06-01/2017-06-30", "No date"):
        assert words in text


def test_terminal_axis_is_as_wide_as_its_bars():
    lines = shown(summarise(EVENTS), width=100).splitlines()  # thirty days: one cell each
    axis = next(line for line in lines if "2017-06-01" in line)
    begin, end = axis.index("2017-06-01"), axis.index("2017-06-30") + len("2017-06-30")
    assert end - begin == 30
    homs = next(line for line in lines if line.lstrip().startswith("Homs"))
    assert homs[begin + 4] not in " ·"  # 5 June
    assert set(homs[begin + 5 : end]) == {"·"}


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", [40, 80, 300])
def test_terminal_takes_any_width_and_no_events(language, width):
    assert shown(summarise([]), language, width)
    many = [make(f"2017-{month:02d}-{day:02d}", admin1="Homs") for month in range(1, 13) for day in (1, 15)]
    assert shown(summarise(many, period="day"), language, width)


def test_markup_in_names_is_text():
    assert "[red]x[/red]" in shown(summarise([make("2017-06-05", admin1="[red]x[/red]", location="[bold]y")]))


def test_a_notebook_gets_a_table_with_escaped_names():
    text = summarise([make("2017-06-05", admin1="<script>alert(1)</script>")])._repr_html_()
    assert "<script" not in text
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("suffix", [".html", ".csv", ".json"])
def test_files_by_suffix(tmp_path, suffix):
    path = write_timeline([article(EVENTS)], tmp_path / f"t{suffix}")
    text = path.read_text("utf-8-sig")
    assert {".html": '"view":"timeline"', ".csv": "admin1,total", ".json": '"by": "admin1"'}[suffix] in text


@pytest.mark.parametrize("language", ["ar", "en"])
def test_png(tmp_path, language):
    pytest.importorskip("matplotlib", minversion="3.11")
    for name, events in (("many", EVENTS), ("none", [])):
        path = write_timeline([article(events)], tmp_path / f"{name}.png", language=language)
        assert path.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("period", "marks"),
    [("day", ["2017-06-30", "2017-07-01", "2017-07-02"]), ("month", ["2017-06", "2017-07"])],
)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_png_marks_its_periods_in_the_reading_direction(monkeypatch, language, period, marks):
    pytest.importorskip("matplotlib", minversion="3.11")
    from geoevents.timelines import picture

    figures = []
    monkeypatch.setattr(picture, "as_png", figures.append)
    events = [make("2017-06-30", admin1="Homs"), make("2017-07-02", admin1="Homs", category="shelling")]
    picture.draw_timeline_png(summarise(events, period=period), language=language)
    axes = figures[0].axes[0]
    assert [label.get_text() for label in axes.get_xticklabels()] == marks
    left, right = axes.get_xlim()
    assert (left > right) == (language == "ar")
    assert len({patch.get_facecolor() for patch in axes.patches}) == 2


def test_png_without_matplotlib_names_the_extra(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r"geoevents\[pictures\]"):
        write_timeline([article(EVENTS)], tmp_path / "t.png")
    assert list(tmp_path.iterdir()) == []


def test_wrong_suffix_and_place(tmp_path):
    with pytest.raises(UnknownFormatError, match=r"\.csv"):
        write_timeline([], tmp_path / "t.xls")
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError):
        write_timeline([], tmp_path / "file" / "t.csv")


def test_an_event_in_several_regions_counts_in_each_and_once_in_all():
    events = [
        make("2017-06-05", admin1="Homs; Hama", actor1="A; B"),
        make("2017-06-06", admin1="Homs"),
        make(admin1="Idlib; Homs"),
    ]
    table = summarise(events, "admin1")
    assert {row.name: (row.counts, row.undated) for row in table.rows} == {
        "Homs": ((1, 1), 1),
        "Hama": ((1, 0), 0),
        "Idlib": ((0, 0), 1),
    }
    assert (table.total.counts, table.total.undated, table.total.total) == ((1, 1), 1, 3)
    assert {row.name: row.total for row in summarise(events, "actor1").rows} == {"A": 1, "B": 1, None: 2}


def test_several_regions_are_named_in_the_language():
    from geoevents.maps.words import region_label

    assert region_label("Homs; Hama", "ar") == "حمص؛ حماة"
    assert region_label("Homs; Hama", "en") == "Homs; Hama"
