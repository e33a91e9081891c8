"""Fixtures that many tests share: made-up articles, events and readings."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from geoevents.model import Article, Candidate, Event, Geometry, Place, Reading, Toponym

TEXT = "قصفت طائرات حربية أمس أطراف مدينة الرقة، وقتل ثلاثة مدنيين.\nدارت اشتباكات قرب تدمر."


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory):
    """Keep the user's gazetteer and cache out of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GEOEVENTS_DATA", str(tmp_path_factory.mktemp("data")))
        patch.setenv("GEOEVENTS_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def make_event():
    """A function that makes an event; keywords override its attributes."""

    def make(number: int = 0, **changes: Any) -> Event:
        values: dict[str, Any] = {
            "event_id": f"event-{number}",
            "article_id": "article-1",
            "source": "وكالة الشرق",
            "source_url": None,
            "published": dt.date(2017, 6, 1),
            "category": "air_strike",
            "event_type": "Explosions/Remote violence",
            "sub_event_type": "Air/drone strike",
            "event_date": dt.date(2017, 5, 31),
            "end_date": dt.date(2017, 5, 31),
            "time_precision": 1,
            "date_basis": "relative",
            "location": "Raqqa",
            "location_local": "الرقة",
            "admin1": "Raqqa",
            "admin2": "Raqqa",
            "country": "SY",
            "latitude": 35.95,
            "longitude": 39.01,
            "geo_precision": 1,
            "coordinate_uncertainty_m": 8000.0,
            "spatial_relation": "in",
            "distance_km": None,
            "origin": None,
            "destination": None,
            "actor1": None,
            "actor2": None,
            "civilian_targeting": True,
            "weapon": "aircraft",
            "weapon_count": None,
            "fatalities": 3,
            "fatalities_min": 3,
            "fatalities_max": 3,
            "injured": None,
            "status": "asserted",
            "claimed_by": None,
            "trigger": "قصفت",
            "text_start": 0,
            "text_end": 58,
            "notes": TEXT[:58],
            "confidence": 0.8,
            "geometry": Geometry("Point", (39.01, 35.95)),
        }
        return Event(**{**values, **changes})

    return make


@pytest.fixture
def five_events(make_event):
    """A point, a line, a clockwise area, one without a place and one without a date."""
    ring = ((38.0, 35.0), (38.0, 36.0), (39.0, 36.0), (39.0, 35.0), (38.0, 35.0))
    nowhere = {"latitude": None, "longitude": None, "location": None, "geometry": None}
    return [
        make_event(0),
        make_event(1, category="movement", geometry=Geometry("LineString", ((38.0, 35.0), (39.1234567891, 36.0)))),
        make_event(2, category="clash", geometry=Geometry("Polygon", (ring,))),
        make_event(3, category="agreement", **nowhere),
        make_event(4, event_date=None, end_date=None, date_basis="unknown", civilian_targeting=None, fatalities=None),
    ]


@pytest.fixture
def raqqa() -> Place:
    return Place(
        place_id="sy.raqqa.raqqa",
        name="Raqqa",
        name_local="الرقة",
        feature_class="P",
        feature_code="PPLA",
        country="SY",
        admin1="Raqqa",
        admin2="Raqqa",
        latitude=35.95,
        longitude=39.01,
        extent_m=8000.0,
        importance=0.9,
    )


@pytest.fixture
def reading(make_event, raqqa) -> Reading:
    """One article with a resolved and an unresolved mention and one event."""
    start, unknown = TEXT.index("الرقة"), TEXT.index("تدمر")
    mention = {"use": "literal", "cue": None, "parent": None, "reason": "the only one"}
    return Reading(
        article=Article(article_id="article-1", text=TEXT, language="ar", published=dt.date(2017, 6, 1)),
        toponyms=(
            Toponym(
                start=start,
                end=start + 5,
                text="الرقة",
                place=raqqa,
                candidates=(Candidate(raqqa, 0.9),),
                confidence=0.9,
                **mention,
            ),
            Toponym(start=unknown, end=unknown + 4, text="تدمر", place=None, candidates=(), confidence=0.2, **mention),
        ),
        times=(),
        events=(make_event(),),
    )
