"""A small annotated article, and a reader whose answers the test chooses."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from geoevents.model import Reading

TEXT = "Warplanes hit Raqqa on Tuesday. Shells fell near Palmyra, and Moscow denied it."


@pytest.fixture
def record() -> dict[str, Any]:
    """A gold record with one air strike, one optional shelling, two literal mentions and a metonym."""
    places = {
        "Raqqa": {"lat": 35.95, "lon": 39.01, "radius_km": 5},
        "Palmyra": {"lat": 34.56, "lon": 38.27, "radius_km": 5},
        "Moscow": {"lat": 55.75, "lon": 37.62, "radius_km": 20},
    }
    toponyms = [
        {
            "start": TEXT.index(name),
            "end": TEXT.index(name) + len(name),
            "text": name,
            "use": "metonym" if name == "Moscow" else "literal",
            "place": name,
            **point,
        }
        for name, point in places.items()
    ]
    strike = {
        "event_id": "e1",
        "category": "air_strike",
        "trigger": "hit",
        "trigger_start": TEXT.index("hit"),
        "trigger_end": TEXT.index("hit") + 3,
        "evidence_start": 0,
        "evidence_end": TEXT.index(".") + 1,
        "date_start": "2017-05-30",
        "date_end": "2017-05-30",
        "places": [{"name": "Raqqa", "role": "location", **places["Raqqa"]}],
        "actor1": "US-led Coalition",
        "actor2": None,
        "weapon": None,
        "fatalities_min": 3,
        "fatalities_max": 5,
        "injured": None,
        "status": "asserted",
        "claimed_by": None,
    }
    shelling = {
        **copy.deepcopy(strike),
        "event_id": "e2",
        "category": "shelling",
        "trigger": "fell",
        "trigger_start": TEXT.index("fell"),
        "trigger_end": TEXT.index("fell") + 4,
        "evidence_start": TEXT.index("Shells"),
        "evidence_end": len(TEXT),
        "date_start": None,
        "date_end": None,
        "places": [{"name": "Palmyra", "role": "location", **places["Palmyra"]}],
        "optional": True,
    }
    return {
        "id": "a1",
        "language": "en",
        "published": "2017-06-01",
        "text": TEXT,
        "toponyms": toponyms,
        "events": [strike, shelling],
    }


@pytest.fixture
def reader():
    """A function that makes a reader which reads these mentions and events in every article."""

    def make(toponyms=(), events=()):
        return lambda article: Reading(article=article, toponyms=tuple(toponyms), times=(), events=tuple(events))

    return make
