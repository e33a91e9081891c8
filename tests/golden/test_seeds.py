"""Whole sample articles, read and compared with their annotations: nothing may get worse unnoticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from geoevents.evaluation import evaluate

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="module")
def report():
    return evaluate(SEEDS / "articles.jsonl")


def test_places(report):
    assert report.places.f1 >= 0.97
    assert report.right_place.value >= 0.96
    assert report.use.value >= 0.98


def test_events(report):
    assert report.events.f1 >= 0.87
    assert report.events_near.f1 >= 0.87
    assert report.dates.f1 >= 0.85


def test_what_was_read_in_events(report):
    assert report.slots["date_exact"].value >= 0.88
    assert report.slots["status"].value >= 0.91
    assert report.slots["fatalities_not_invented"].value >= 0.95
    assert report.slots["actor1"].value >= 0.68
    assert report.slots["weapon"].value >= 0.62
    assert report.slots["fatalities"].value >= 0.75
    assert report.slots["injured"].value >= 0.95


def test_other_countries_wars_are_no_events(report):
    abroad = {"Diyarbakir", "Hit", "Istanbul", "Erbil", "Gaza", "Amman", "Geneva"}
    assert not abroad & {finding.place for finding in report.invented_events}
