"""What counts as found, and how it is counted."""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
import json

import pytest

from geoevents.evaluation import Score, evaluate
from geoevents.model import Geometry, Toponym

STRIKE = {
    "category": "air_strike",
    "event_date": dt.date(2017, 5, 30),
    "end_date": dt.date(2017, 5, 30),
    "latitude": 35.95,
    "longitude": 39.01,
    "text_start": 0,
    "actor1": "US-led Coalition",
    "fatalities": 4,
    "geometry": None,
}


@pytest.fixture
def strike(make_event):
    return lambda **changes: make_event(**{**STRIKE, **changes})


@pytest.fixture
def mention(raqqa):
    def make(start, text, **changes):
        values = {"use": "literal", "cue": None, "parent": None, "candidates": (), "confidence": 1.0, "reason": ""}
        return Toponym(start=start, end=start + len(text), text=text, **{"place": raqqa, **values, **changes})

    return make


def test_the_right_event_is_found(record, reader, strike):
    report = evaluate([record], reader(events=[strike()]))
    assert report.events == Score(1, 1, 1)
    assert report.events.f1 == 1.0
    assert report.categories == {"air_strike": Score(1, 1, 1)}
    assert report.missed_events == report.invented_events == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"category": "shelling"},
        {"latitude": 36.1},  # 17 km
        {"latitude": None, "longitude": None},
        {"event_date": dt.date(2017, 5, 28), "end_date": dt.date(2017, 5, 28)},
        {"event_date": dt.date(2017, 6, 1), "end_date": None},
        {"event_date": None, "end_date": None},
    ],
)
def test_another_category_place_or_day_is_another_event(record, reader, strike, changes):
    report = evaluate([record], reader(events=[strike(**changes)]))
    assert report.events == Score(0, 1, 1)
    assert [finding.text for finding in report.missed_events] == ["hit"]
    assert len(report.invented_events) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"latitude": 36.03},  # 9 km
        {"latitude": 10.0, "geometry": Geometry("LineString", ((38.0, 35.0), (39.02, 35.96)))},
        {"event_date": dt.date(2017, 5, 29), "end_date": None},
        {"event_date": dt.date(2017, 5, 1), "end_date": dt.date(2017, 5, 31)},
    ],
)
def test_tolerances(record, reader, strike, changes):
    assert evaluate([record], reader(events=[strike(**changes)])).events.right == 1


def test_the_annotated_radius_widens_the_tolerance(record, reader, strike):
    far = reader(events=[strike(latitude=36.3)])  # 39 km
    assert evaluate([record], far).events.right == 0
    record["events"][0]["places"][0]["radius_km"] = 40
    assert evaluate([record], far).events.right == 1


def test_the_outline_of_an_area_is_no_place_of_the_event(record, reader, strike):
    ring = ((39.01, 35.95), (41.0, 35.95), (41.0, 37.0), (39.01, 35.95))
    report = evaluate(
        [record], reader(events=[strike(latitude=36.5, longitude=40.5, geometry=Geometry("Polygon", (ring,)))])
    )
    assert report.events.right == 0


def test_where_a_movement_began_is_not_where_it_is(record, reader, strike):
    raqqa = record["events"][0]["places"][0]
    raqqa["role"] = "origin"
    assert evaluate([record], reader(events=[strike()])).events.right == 1
    record["events"][0]["places"].append({**raqqa, "role": "destination", "lat": 34.56, "lon": 38.27})
    assert evaluate([record], reader(events=[strike()])).events.right == 0
    assert evaluate([record], reader(events=[strike(latitude=34.56, longitude=38.27)])).events.right == 1


def test_an_annotation_without_coordinates_or_date_asks_for_none(record, reader, strike):
    record["events"][0]["places"][0].update(lat=None, lon=None, radius_km=None)
    record["events"][0].update(date_start=None, date_end=None)
    nowhere = strike(latitude=None, longitude=None, event_date=None, end_date=None)
    assert evaluate([record], reader(events=[nowhere])).events == Score(1, 1, 1)


def test_an_annotation_open_at_its_beginning_takes_any_earlier_day(record, reader, strike):
    record["events"][0].update(date_start=None)
    early = strike(event_date=dt.date(2011, 1, 1), end_date=dt.date(2011, 1, 1))
    assert evaluate([record], reader(events=[early])).events.right == 1
    late = strike(event_date=dt.date(2017, 6, 1), end_date=dt.date(2017, 6, 1))
    assert evaluate([record], reader(events=[late])).events.right == 0


def test_a_second_category_counts_and_a_near_one_only_in_the_soft_figure(record, reader, strike):
    record["events"][0].update(category="clash")
    advance = reader(events=[strike(category="advance")])
    report = evaluate([record], advance)
    assert (report.events.right, report.events_near.right) == (0, 1)
    record["events"][0].update(category_alt="advance")
    report = evaluate([record], advance)
    assert report.events == report.events_near == Score(1, 1, 1)
    assert report.categories == {"clash": Score(1, 1, 1)}


def test_one_event_serves_one_annotation(record, reader, strike):
    second = {**copy.deepcopy(record["events"][0]), "event_id": "e3"}
    record["events"].append(second)
    assert evaluate([record], reader(events=[strike()])).events == Score(1, 1, 2)
    assert evaluate([record], reader(events=[strike(), strike(event_id="event-2")])).events == Score(2, 2, 2)
    assert evaluate([record], reader(events=[strike()] * 3)).events == Score(2, 3, 2)


def test_the_event_of_the_annotated_sentence_is_paired_first(record, reader, strike):
    elsewhere = strike(text_start=60, status="denied")
    report = evaluate([record], reader(events=[elsewhere, strike()]))
    assert (report.slots["status"].right, report.slots["status"].total) == (1, 1)


def test_an_optional_event_is_neither_asked_for_nor_blamed(record, reader, strike):
    shelling = strike(category="shelling", latitude=34.56, longitude=38.27, text_start=32)
    assert evaluate([record], reader(events=[strike()])).events == Score(1, 1, 1)
    report = evaluate([record], reader(events=[strike(), shelling]))
    assert report.events == report.events_near == Score(1, 1, 1)
    assert report.invented_events == ()
    assert evaluate([record], reader(events=[strike(), shelling, shelling])).events == Score(1, 2, 1)


def test_days_are_counted_once_an_article_and_to_the_day(record, reader, strike):
    report = evaluate([record], reader(events=[strike(), strike(category="protest")]))
    assert report.dates == Score(1, 1, 1)
    near_miss = strike(event_date=dt.date(2017, 5, 29), end_date=None)
    assert evaluate([record], reader(events=[near_miss])).dates == Score(0, 1, 1)
    record["events"][1].update(date_start="2017-05-29", date_end="2017-05-29")
    assert evaluate([record], reader(events=[near_miss])).dates == Score(0, 0, 1)


@pytest.mark.parametrize(
    ("slot", "gold", "read", "right"),
    [
        ("date_exact", {}, {}, True),
        ("date_exact", {}, {"event_date": dt.date(2017, 5, 29)}, False),
        ("actor1", {"actor1": "US-led Coalition"}, {"actor1": "Coalition of the willing"}, True),
        ("actor1", {"actor1": "Syrian forces"}, {"actor1": "Turkish forces (Turkey)"}, False),
        ("actor1", {"actor1": "Syrian forces"}, {"actor1": None}, False),
        ("actor1", {"actor1": None}, {"actor1": "Turkey"}, None),
        ("actor2", {"actor2": "civilians"}, {"actor2": "Civilians"}, True),
        ("weapon", {"weapon": "barrel bombs"}, {"weapon": "artillery"}, False),
        ("fatalities", {}, {"fatalities": 3}, True),
        ("fatalities", {}, {"fatalities": 6}, False),
        ("fatalities", {"fatalities_max": None}, {"fatalities": 60}, True),
        ("fatalities", {}, {"fatalities": None}, False),
        ("fatalities", {"fatalities_min": None}, {}, None),
        ("fatalities_not_invented", {"fatalities_min": None}, {"fatalities": 4}, False),
        ("fatalities_not_invented", {"fatalities_min": None}, {"fatalities": None}, True),
        ("injured", {"injured": 0}, {"injured": 0}, True),
        ("injured", {"injured": 2}, {"injured": None}, False),
        ("status", {"status": "claimed"}, {"status": "asserted"}, False),
        ("claimed_by", {"claimed_by": "residents"}, {"claimed_by": "residents of Raqqa"}, True),
    ],
)
def test_slots_of_events_that_were_found(record, reader, strike, slot, gold, read, right):
    record["events"][0].update(gold)
    rate = evaluate([record], reader(events=[strike(**read)])).slots[slot]
    assert (rate.right, rate.total) == ((0, 0) if right is None else (int(right), 1))


def test_places_by_span_coordinates_and_use(record, reader, mention, raqqa):
    text = record["text"]
    palmyra = dataclasses.replace(raqqa, name="Palmyra", latitude=34.56, longitude=38.27)
    mentions = [
        mention(text.index("Raqqa"), "Raqqa"),
        mention(text.index("near Palmyra"), "near Palmyra", place=palmyra),
        mention(text.index("Moscow"), "Moscow"),
        mention(0, "Warplanes", place=None),
    ]
    report = evaluate([record], reader(toponyms=mentions))
    assert report.places == Score(3, 4, 3)
    assert report.places_exact == Score(2, 4, 3)
    assert (report.right_place.right, report.right_place.total) == (2, 2)
    assert (report.use.right, report.use.total) == (2, 3)
    assert [finding.text for finding in report.invented_places] == ["Warplanes"]


def test_a_mention_in_the_wrong_place_or_without_one_is_listed(record, reader, mention):
    text = record["text"]
    mentions = [mention(text.index("Raqqa"), "Raqqa", place=None), mention(text.index("Palmyra"), "Palmyra")]
    report = evaluate([record], reader(toponyms=mentions))
    assert [(finding.text, finding.place, finding.expected) for finding in report.misplaced] == [
        ("Raqqa", None, "Raqqa"),
        ("Palmyra", "Raqqa", "Palmyra"),
    ]
    assert [finding.text for finding in report.missed_places] == ["Moscow"]


def test_articles_are_summed_and_not_mixed(record, reader, strike):
    other = {**copy.deepcopy(record), "id": "a2"}
    report = evaluate(
        [record, other], lambda article: reader(events=[strike()] if article.article_id == "a1" else [])(article)
    )
    assert report.articles == 2
    assert report.events == Score(1, 1, 2)
    assert [finding.article_id for finding in report.missed_events] == ["a2"]


def test_nothing_to_measure_is_unknown_and_not_zero(record, reader):
    record.update(events=[], toponyms=[])
    report = evaluate([record], reader())
    assert report.events.precision is report.events.recall is report.events.f1 is report.use.value is None


def test_the_report_becomes_json(record, reader, strike, mention):
    report = evaluate([record], reader(toponyms=[mention(0, "Warplanes")], events=[strike(category="shelling")]))
    values = json.loads(json.dumps(report.to_dict()))
    assert values["events"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "right": 0, "predicted": 1, "gold": 1}
    assert values["missed_events"][0]["date"] == "2017-05-30"
    assert values["invented_places"][0] | {"article_id": "a1", "text": "Warplanes"} == values["invented_places"][0]
    assert values["slots"]["status"] == {"value": None, "right": 0, "total": 0}
