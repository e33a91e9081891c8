import datetime as dt
import json

from geoevents.maps.encoding import SCALE, encode_readings
from geoevents.model import Explanation, Geometry


def decode(column, n):
    """A text or number column as the page reads it."""
    if column is None:
        return [None] * n
    if isinstance(column, list):
        return column
    if "k" in column:
        return [column["k"]] * n
    if "v" in column:
        values = dict(zip(column["i"], column["v"], strict=True))
        return [values.get(row) for row in range(n)]
    words = column["d"]
    if "i" in column:
        codes = dict(zip(column["i"], column["c"], strict=True))
        return [words[codes[row]] if row in codes else None for row in range(n)]
    codes = column.get("c", [0] * n)
    return [None if code < 0 else words[code] for code in codes]


def test_columns_come_back_as_they_were(event, reading):
    events = [
        event(event_id="e1"),
        event(event_id="e2", actor1="A", fatalities=0, latitude=None, longitude=None, geometry=None),
        event(event_id="e3", status="claimed", event_date=None, end_date=None, category="clash"),
        event(event_id="e4", end_date=dt.date(2017, 6, 9), weapon="mortar", fatalities=7),
    ]
    first, late = encode_readings([reading(events)])
    json.dumps([first, late])
    columns = first["columns"]
    assert first["n"] == 4
    assert columns["event_id"] == ["e1", "e2", "e3", "e4"]
    for name in ("category", "status", "actor1", "weapon", "fatalities", "injured", "coordinate_uncertainty_m"):
        assert decode(columns.get(name), 4) == [getattr(e, name) for e in events], name
    day = dt.date(2017, 6, 5).toordinal() - dt.date(1970, 1, 1).toordinal()
    assert decode(columns["event_date"], 4) == [day, day, None, day]
    assert decode(columns["lasting"], 4) == [None, None, None, 4]
    points = decode(columns["point"], 4)
    assert points == [0, None, 0, 0]
    assert first["points"] == [3827000, 3456000]


def test_unknown_columns_are_left_out(event, reading):
    first, _ = encode_readings([reading([event()])])
    assert "actor1" not in first["columns"]
    assert "fatalities" not in first["columns"]


def test_offsets_count_utf16_units(event, reading):
    text = reading().article.text
    start = text.index("Palmyra")
    first, late = encode_readings([reading([event(text_start=start, text_end=start + 7, notes="Palmyra")])])
    units = text.encode("utf-16-le")
    begin, end = first["columns"]["spans"]
    assert units[2 * begin : 2 * end].decode("utf-16-le") == "Palmyra"
    rule, slots, name, slot_start, slot_end, other = late["reasons"][0]
    assert (late["rules"][rule], slots, late["slotNames"][name], late["remarks"][other]) == (
        "shelling.noun",
        1,
        "place",
        "clash",
    )
    assert units[2 * slot_start : 2 * slot_end].decode("utf-16-le") == "Palmyra"


def test_evidence_is_written_out_only_where_it_is_not_in_the_text(event, reading):
    _, late = encode_readings([reading([event(), event(event_id="e2", notes="other words")])])
    assert late["notes"] == {1: "other words"}


def test_a_filler_that_is_not_in_the_text_is_written_out(event, reading):
    why = Explanation(rule="", slots=(("actor", "the army", None, None),))
    _, late = encode_readings([reading([event(explanation=why)])])
    assert late["reasons"][0] == [-1, 1, 0, -1, "the army"]


def test_geometries_stand_once_and_as_deltas(event, reading):
    shape = Geometry("Polygon", (((36.0, 34.0), (37.0, 34.0), (37.0, 35.0), (36.0, 34.0)),))
    same = Geometry("Polygon", (((36.0, 34.0), (37.0, 34.0), (37.0, 35.0), (36.0, 34.0)),))
    first, _ = encode_readings([reading([event(geometry=shape), event(event_id="e2", geometry=same), event()])])
    assert first["geometries"] == [
        ["Polygon", [[36 * SCALE, 34 * SCALE, SCALE, 0, 0, SCALE, -SCALE, -SCALE]]],
    ]
    assert decode(first["columns"]["geometry"], 3) == [0, 0, None]


def test_movements_get_a_path_between_the_named_places(event, reading):
    events = [event(origin="Homs"), event(origin="Nowhere"), event(origin="Palmyra")]
    first, _ = encode_readings([reading(events)])
    path = decode(first["columns"]["path"], 3)
    assert path == [0, None, None]
    line = first["geometries"][0][1]
    assert line[:2] == [3672000, 3473000]
    assert [line[0] + line[2], line[1] + line[3]] == [3827000, 3456000]


def test_mentions_in_evidence_carry_their_candidates(event, reading):
    _, late = encode_readings([reading([event()])])
    start, end, where, sure, reason, many, *candidates = late["mentions"][0]
    assert (sure, late["remarks"][reason], many) == (90, "the only one", 2)
    assert late["places"][where][0] == "Palmyra"
    assert candidates[:3] == [where, 90, 1]
    assert late["places"][candidates[4]][0] == "Homs"
    assert (start, end) == (16, 23)


def test_no_readings_make_an_empty_page():
    first, late = encode_readings([])
    assert first["n"] == 0
    assert late["texts"] == []
