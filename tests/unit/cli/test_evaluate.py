"""``geoevents evaluate`` as a user calls it."""

from __future__ import annotations

import json

import pytest

from geoevents.cli import main

TEXT = "Russian warplanes bombed Palmyra on 30 May 2017."


@pytest.fixture
def gold(tmp_path):
    start = TEXT.index("Palmyra")
    place = {"lat": 34.56, "lon": 38.27, "radius_km": 5}
    event = {
        "event_id": "e1", "category": "air_strike", "trigger": "bombed", "trigger_start": 18, "trigger_end": 24,
        "evidence_start": 0, "evidence_end": len(TEXT), "date_start": "2017-05-30", "date_end": "2017-05-30",
        "places": [{"name": "Palmyra", "role": "location", **place}], "status": "asserted",
    }  # fmt: skip
    toponym = {"start": start, "end": start + 7, "text": "Palmyra", "use": "literal", "place": "Palmyra", **place}
    record = {
        "id": "a1", "language": "en", "published": "2017-06-01", "text": TEXT, "toponyms": [toponym], "events": [event],
    }  # fmt: skip
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


def test_tables(gold, capsys):
    assert main(["evaluate", str(gold)]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "1 article"
    assert next(line for line in out if line.startswith("events ")).split() == ["events", *["1.000"] * 3, *"111"]
    assert "Events missed: 0" in out


def test_json_and_summary(gold, capsys):
    assert main(["evaluate", str(gold), "--format", "json"]) == 0
    whole = json.loads(capsys.readouterr().out)
    assert whole["events"]["f1"] == whole["right_place"]["value"] == 1.0
    assert main(["evaluate", str(gold), "--format", "json", "--summary"]) == 0
    assert set(whole) - set(json.loads(capsys.readouterr().out)) == {
        "missed_events", "invented_events", "missed_places", "invented_places", "misplaced",
    }  # fmt: skip
    assert main(["evaluate", str(gold), "--summary"]) == 0
    assert "Events missed" not in capsys.readouterr().out


def test_a_bad_line_is_one_clear_message(gold, capsys):
    with gold.open("a", encoding="utf-8") as file:
        file.write('{"id": "a2", "language": "en"}\n')
    assert main(["evaluate", str(gold)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"geoevents: {gold}, line 2: text is missing\n"


def test_no_such_file(tmp_path, capsys):
    assert main(["evaluate", str(tmp_path / "none.jsonl")]) == 1
    assert "cannot be read: No such file" in capsys.readouterr().err
