"""Wrong annotations are found, and told with file, line and field."""

from __future__ import annotations

import json

import pytest

from geoevents.errors import EncodingError, InputError
from geoevents.evaluation import parse_gold, read_gold


def test_a_right_record_is_taken_as_it_stands(record):
    gold = parse_gold(record)
    assert gold.article.article_id == "a1"
    assert gold.article.published_basis == "metadata"
    assert [toponym.use for toponym in gold.toponyms] == ["literal", "literal", "metonym"]
    assert [event.optional for event in gold.events] == [False, True]
    assert gold.events[0].accepted == ("air_strike",)


def change(record, path, value):
    *parents, last = path
    for key in parents:
        record = record[key]
    if value is KeyError:
        del record[last]
    else:
        record[last] = value


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (["id"], KeyError, "id is missing"),
        (["text"], "", "text is empty"),
        (["language"], "fr", "language is 'fr', none of ar, en"),
        (["published"], "1 June", "published is '1 June', not a date"),
        (["toponyms"], KeyError, "toponyms is missing"),
        (["events"], {}, "events is no list"),
        (["events", 0], "e1", r"events\[0\] is not a JSON object"),
        (["toponyms", 0, "text"], "Rakka", r"toponyms\[0\].text is 'Rakka', but the offsets point to 'Raqqa'"),
        (["toponyms", 1, "end"], 3, r"toponyms\[1\].end is 3: offsets run from start \(49\) to at most 79"),
        (["toponyms", 1, "start"], "49", r"toponyms\[1\].start is no whole number"),
        (["toponyms", 1, "start"], None, r"toponyms\[1\].start is missing"),
        (["toponyms", 2, "use"], "figurative", r"toponyms\[2\].use is 'figurative', none of literal, metonym"),
        (["toponyms", 0, "lat"], 95, r"toponyms\[0\].lat is 95, not from -90 to 90"),
        (["toponyms", 0, "lat"], float("nan"), r"toponyms\[0\].lat is no number"),
        (["toponyms", 0, "lon"], None, r"toponyms\[0\].lon is missing: give both coordinates"),
        (["toponyms", 0, "radius_km"], None, r"toponyms\[0\].radius_km is missing"),
        (["events", 0, "category"], "airstrike", r"events\[0\].category is 'airstrike', none of air_strike, "),
        (["events", 0, "category_alt"], "rain", r"events\[0\].category_alt is 'rain'"),
        (["events", 0, "trigger"], "struck", r"events\[0\].trigger is 'struck', but the offsets point to 'hit'"),
        (["events", 0, "date_start"], "2017-05-32", r"events\[0\].date_start is '2017-05-32', not a date"),
        (["events", 0, "date_end"], "2017-05-29", r"events\[0\].date_end is 2017-05-29, before date_start"),
        (["events", 0, "places"], [], r"events\[0\].places is empty"),
        (["events", 0, "places", 0, "role"], "target", r"events\[0\].places\[0\].role is 'target', none of location"),
        (["events", 0, "fatalities_min"], 7, r"events\[0\].fatalities_max is 5, below fatalities_min \(7\)"),
        (["events", 0, "injured"], True, r"events\[0\].injured is no whole number from 0: True"),
        (["events", 0, "status"], None, r"events\[0\].status is missing"),
        (["events", 0, "actor1"], 5, r"events\[0\].actor1 is no text: 5"),
        (["events", 1, "optional"], "yes", r"events\[1\].optional is neither true nor false"),
    ],
)
def test_a_wrong_field_is_named(record, path, value, message):
    change(record, path, value)
    with pytest.raises(InputError, match=message):
        parse_gold(record)


def test_errors_name_file_and_line(record, tmp_path):
    path = tmp_path / "gold.jsonl"
    broken = {**record, "id": "a2", "language": "fr"}
    path.write_text("\n".join([json.dumps(record), "", json.dumps(broken)]), encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl, line 3: language is 'fr'"):
        read_gold(path)
    path.write_text(json.dumps(record) + "\n{'id':", encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl, line 2: broken JSON in column 2"):
        read_gold(path)
    path.write_text(json.dumps(record) + "\n" + json.dumps(record), encoding="utf-8")
    with pytest.raises(InputError, match=r"line 2: id 'a1' stands in line 1 already"):
        read_gold(path)


def test_files_that_are_none(tmp_path, record):
    path = tmp_path / "gold.jsonl"
    with pytest.raises(InputError, match="cannot be read: No such file"):
        read_gold(path)
    path.write_text("\n\n", encoding="utf-8")
    with pytest.raises(InputError, match="no annotated article"):
        read_gold(path)
    path.write_bytes('{"id": "حلب"}'.encode("cp1256"))
    with pytest.raises(EncodingError, match="not UTF-8"):
        read_gold(path)
    path.write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(InputError, match=r"line 1: nested too deeply"):
        read_gold(path)


def test_a_mark_at_the_beginning_and_line_separators_in_texts_do_no_harm(tmp_path, record):
    record["text"] += " A\u2028B"
    path = tmp_path / "gold.jsonl"
    path.write_text("\ufeff" + json.dumps(record, ensure_ascii=False) + "\r\n", encoding="utf-8")
    (gold,) = read_gold(path)
    assert gold.article.text.endswith("A\u2028B")
