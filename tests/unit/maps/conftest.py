"""Small readings of our own making."""

import datetime as dt

import pytest

from geoevents.model import Article, Candidate, Event, Explanation, Geometry, Place, Reading, Toponym

TEXT = "Shelling hit 🏚 Palmyra on Monday. Troops moved from Homs to Palmyra. Talks were held."


def place(name, longitude, latitude, local=None):
    return Place(
        place_id=f"sy.{name}",
        name=name,
        name_local=local,
        feature_class="P",
        feature_code="PPL",
        country="SY",
        admin1="Homs",
        admin2="Palmyra",
        latitude=latitude,
        longitude=longitude,
        extent_m=3000,
        importance=0.5,
    )


def make_event(**changes):
    values = dict.fromkeys(Event.__dataclass_fields__)
    values |= {
        "event_id": "e1",
        "article_id": "a1",
        "category": "shelling",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "event_date": dt.date(2017, 6, 5),
        "end_date": dt.date(2017, 6, 5),
        "time_precision": 1,
        "date_basis": "relative",
        "location": "Palmyra",
        "admin1": "Homs",
        "latitude": 34.56,
        "longitude": 38.27,
        "coordinate_uncertainty_m": 3000.0,
        "spatial_relation": "in",
        "status": "asserted",
        "trigger": "Shelling",
        "text_start": 0,
        "text_end": 34,
        "notes": TEXT[0:34],
        "confidence": 0.8,
        "geometry": Geometry("Point", (38.27, 34.56)),
        "explanation": Explanation(
            rule="shelling.noun", slots=(("place", "Palmyra", 15, 22),), alternatives=("clash",)
        ),
    }
    return Event(**(values | changes))


def make_reading(events=None, **changes):
    palmyra, homs = place("Palmyra", 38.27, 34.56, "PALMYRA-AR"), place("Homs", 36.72, 34.73, "HOMS-AR")
    values = {
        "article_id": "a1",
        "text": TEXT,
        "language": "en",
        "title": "A title",
        "published": dt.date(2017, 6, 6),
        "published_basis": "given",
        "source": "Paper",
        "url": "https://example.org/a1",
    }
    toponyms = tuple(
        Toponym(
            start=start,
            end=start + len(where.name),
            text=where.name,
            use="literal",
            cue=None,
            place=where,
            parent=None,
            candidates=(Candidate(where, 0.9, ("near",)), Candidate(other, 0.1)),
            confidence=0.9,
            reason="the only one",
        )
        for start, where, other in ((15, palmyra, homs), (53, homs, palmyra))
    )
    return Reading(
        article=Article(**(values | changes)),
        toponyms=toponyms,
        times=(),
        events=tuple([make_event()] if events is None else events),
    )


@pytest.fixture
def event():
    return make_event


@pytest.fixture
def reading():
    return make_reading
