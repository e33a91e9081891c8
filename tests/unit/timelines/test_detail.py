"""Events by region, period and category, and two collections side by side."""

import csv
import datetime as dt
import io
import json

import pytest

from geoevents.cli import main
from geoevents.errors import UnknownFormatError
from geoevents.timelines import compare, detail_csv, detail_json, tabulate, write_detail


def day(number, month=5):
    return dt.date(2017, month, number)


@pytest.fixture
def events(make_event):
    none = {"fatalities": None, "fatalities_min": None, "fatalities_max": None}
    return [
        make_event(0, event_date=day(1), end_date=day(1)),
        make_event(1, event_date=day(3), end_date=day(3), **{**none, "fatalities_min": 5}),
        make_event(2, event_date=day(3), end_date=day(3), category="clash", **none),
        make_event(3, event_date=day(30), end_date=day(2, 6), admin2="Tabqa", fatalities_min=1, fatalities_max=9),
        make_event(4, event_date=None, end_date=None, admin1=None, admin2=None),
    ]


def test_by_month(events):
    table = tabulate(events, "admin1", "month")
    assert table.columns == ("admin1", "first", "last", "category", "events", "fatalities_low", "fatalities_high")
    assert table.rows() == [
        ("Raqqa", day(1), day(31), "air_strike", 2, 8, 8),
        ("Raqqa", day(1), day(31), "clash", 1, None, None),
        ("Raqqa", day(30), day(2, 6), "air_strike", 1, 1, 9),
        (None, None, None, "air_strike", 1, 3, 3),
    ]


def test_by_district_and_week(events):
    table = tabulate(events, "admin2", "week")
    assert table.columns[:4] == ("admin1", "admin2", "first", "last")
    rows = table.rows()
    assert ("Raqqa", "Raqqa", day(1), day(7), "air_strike", 2, 8, 8) in rows
    assert ("Raqqa", "Tabqa", day(29), day(4, 6), "air_strike", 1, 1, 9) in rows
    assert sum(row[5] for row in rows) == len(events)


@pytest.mark.parametrize("by", ["admin1", "admin2", "place", "category", "actor1"])
@pytest.mark.parametrize("period", ["auto", "day", "week", "month"])
def test_all_events_are_counted(events, by, period):
    table = tabulate(events, by, period)
    column = table.columns.index("events")
    assert sum(row[column] for row in table.rows()) == len(events)


def test_side_by_side(events, make_event):
    more = [*events[:2], make_event(9, event_date=day(9), end_date=day(9), admin1="Homs")]
    table = compare({"ours": iter(events), "theirs": iter(more)}, "admin1", "month")
    rows = {(row[0], row[1], row[3]): row[4:] for row in table.rows()}
    assert table.columns[-1] == "difference"
    assert rows["Homs", day(1), "air_strike"] == (0, None, None, 1, 3, 3, 1)
    assert rows["Raqqa", day(1), "air_strike"] == (2, 8, 8, 2, 8, 8, 0)
    assert rows["Raqqa", day(1), "clash"] == (1, None, None, 0, None, None, -1)


def test_unknown_names(events):
    with pytest.raises(ValueError, match="rows by"):
        tabulate(events, "river")
    with pytest.raises(ValueError, match="counts by"):
        tabulate(events, "admin1", "year")


def test_files(events, make_event, tmp_path):
    table = tabulate([*events, make_event(7, admin1="=HYPERLINK(1)")], "admin1", "day")
    rows = list(csv.DictReader(io.StringIO(detail_csv(table))))
    assert len(rows) == len(table.lines)
    assert rows[0]["admin1"] == "'=HYPERLINK(1)"
    assert next(row for row in rows if not row["admin1"])["first"] == ""
    value = json.loads(detail_json(table))
    assert value["by"] == "admin1"
    assert value["rows"][1]["first"] == "2017-05-01"
    assert value["rows"][-1]["first"] is None
    assert write_detail(table, tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    with pytest.raises(UnknownFormatError):
        write_detail(table, tmp_path / "t.html")


def test_command(tmp_path, capsys):
    for name, words in (
        ("a", "Palmyra on 3 May 2017, killing 4 people"),
        ("b", "Raqqa on 4 May 2017, killing 2 people"),
    ):
        (tmp_path / f"{name}.txt").write_text(f"Warplanes bombed the town of {words}.", encoding="utf-8")
    first, second = str(tmp_path / "a.txt"), str(tmp_path / "b.txt")
    assert main(["timeline", first, "--detail", "--by", "admin2", "--period", "day"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].split() == [
        "ADMIN1",
        "ADMIN2",
        "FIRST",
        "LAST",
        "CATEGORY",
        "EVENTS",
        "FATALITIES_LOW",
        "FATALITIES_HIGH",
    ]
    assert told[1].split()[-6:] == ["2017-05-03", "2017-05-03", "air_strike", "1", "4", "4"]
    out = tmp_path / "t.json"
    assert main(["timeline", first, "--compare", second, "--period", "month", "-o", str(out)]) == 0
    rows = json.loads(out.read_text(encoding="utf-8"))["rows"]
    assert sorted((row["admin1"], row["events_1"], row["events_2"], row["difference"]) for row in rows) == [
        ("Homs", 1, 0, -1),
        ("Raqqa", 0, 1, 1),
    ]
    assert main(["timeline", first, "--compare", first]) == 0
    assert capsys.readouterr().out.splitlines()[-1].split()[-1] == "0"
    assert main(["timeline", first, "--detail", "-o", str(tmp_path / "t.png")]) == 2
