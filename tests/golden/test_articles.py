"""Further annotated articles, in the styles of papers, observatories, ministries and channels: a floor, not a target."""

from __future__ import annotations

from pathlib import Path

import pytest

from geoevents.evaluation import evaluate

ARTICLES = Path(__file__).resolve().parents[1] / "data" / "annotated_articles.jsonl"


@pytest.fixture(scope="module")
def report():
    return evaluate(ARTICLES)


def test_places(report):
    assert report.places.f1 >= 0.95
    assert report.right_place.value >= 0.93


def test_events(report):
    assert report.events.f1 >= 0.73
    assert report.events.precision >= 0.71
    assert report.dates.f1 >= 0.79


def test_what_was_read_in_events(report):
    assert report.slots["date_exact"].value >= 0.86
    assert report.slots["status"].value >= 0.89
    assert report.slots["fatalities_not_invented"].value >= 0.9
