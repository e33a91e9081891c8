"""Reports of made-up events, read and brought together: most pairs are right."""

import sys
from pathlib import Path

import pytest

from geoevents.gazetteer import Gazetteer

pytestmark = pytest.mark.slow


def test_made_reports(monkeypatch):
    monkeypatch.setattr(sys, "path", [str(Path(__file__).parents[2] / "benchmarks"), *sys.path])
    import merging
    import retellings

    events = retellings.make_events(Gazetteer.default(), count=250, days=120, places=100, seed=23)
    told = list(retellings.make_reports(events, count=1000, seed=29))
    readings = merging.read(article for article, _ in told)
    found = merging.measure(readings, {article.article_id: event for article, event in told})
    assert found["F1"] >= 0.93, found
    assert found["precision"] >= 0.9, found
