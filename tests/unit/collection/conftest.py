"""Reports and stores for the tests of collections."""

import datetime as dt
import random
from dataclasses import replace

import pytest

from geoevents.collection.geopackage import GeoPackageStore
from geoevents.collection.rows import Rows
from geoevents.model import Article, Geometry, Reading

TOWNS = (("Raqqa", 35.95, 39.01), ("Tabqa", 35.84, 38.55), ("Palmyra", 34.56, 38.27), ("Sukhnah", 34.89, 38.87))


@pytest.fixture
def make_report(make_event):
    """A function that makes a report: of a town, a day in June 2017, with figures."""

    def make(number, town=0, day=1, **changes):
        name, latitude, longitude = TOWNS[town]
        when = dt.date(2017, 6, day)
        values = {
            "event_id": f"r{number:04d}",
            "article_id": f"a{number:04d}",
            "location": name,
            "latitude": latitude,
            "longitude": longitude,
            "coordinate_uncertainty_m": 4000.0,
            "geometry": Geometry("Point", (longitude, latitude)),
            "event_date": when,
            "end_date": when,
            "published": when,
            "notes": "",
            "text_start": 0,
            "text_end": 5,
            "source": f"paper {number % 3}",
        }
        return make_event(number, **{**values, **changes})

    return make


@pytest.fixture
def random_reports(make_report):
    """A function that makes reports of few towns and days, so that many meet, conflict and chain."""

    def make(seed, count=60):
        chance = random.Random(seed)
        return [
            make_report(
                number,
                town=chance.randrange(len(TOWNS)),
                day=chance.randrange(1, 9),
                category=chance.choice(["air_strike", "shelling", "clash", "arrest"]),
                actor1=chance.choice([None, "Syrian Air Force", "Russian Air Force (Russia)"]),
                fatalities=(killed := chance.choice([None, 3, 4, 5, 20])),
                fatalities_min=killed,
                fatalities_max=killed,
                coordinate_uncertainty_m=chance.choice([2000.0, 5000.0, 60000.0]),
                date_basis=chance.choice(["explicit", "document"]),
            )
            for number in range(count)
        ]

    return make


@pytest.fixture
def reading_with():
    """A function that makes the reading of an article with some events."""

    def make(article_id, *events, text="some words", **changes):
        article = Article(
            article_id=article_id, text=text, language="en", published=dt.date(2017, 6, 1), published_basis="metadata"
        )
        own = tuple(replace(event, article_id=article_id) for event in events)
        return Reading(article=replace(article, **changes), toponyms=(), times=(), events=own)

    return make


@pytest.fixture
def store(tmp_path):
    """An empty collection."""
    with GeoPackageStore(tmp_path / "events.gpkg", create_it=True) as opened:
        yield opened


@pytest.fixture
def put(reading_with):
    """A function that puts reports into a store, an article each."""

    def put_in(store, reports, content_hash="1"):
        rows = Rows()
        for report in reports:
            rows.add(reading_with(report.article_id, report), content_hash, {})
        return store.add(rows)

    return put_in
