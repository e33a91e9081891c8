"""How sure an event is: the share of events read with such features that were right.

The weights are a logistic model's, fitted on development articles (see the README's reliability table);
features are what the reader knows of its own reading.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geoevents.events.draft import Draft
    from geoevents.model import DateBasis, Placement

_WEIGHTS = {
    "base": 0.2,
    "strong": 0.7,
    "own_place": 0.9,
    "resolved": 0.3,
    "precise": 0.3,
    "own_time": 0.3,
    "actor": 0.3,
    "toll": 0.3,
    "no_place": -1.2,
    "hypothetical": -0.8,
}


def features(draft: Draft, placement: Placement | None, basis: DateBasis) -> dict[str, float]:
    """The features of a reading, each 0 or 1."""
    located = placement is not None and placement.latitude is not None
    return {
        "base": 1,
        "strong": draft.strong,
        "own_place": draft.place_source == "own" and bool(draft.places),
        "resolved": located,
        "precise": placement is not None and placement.geo_precision == 1,
        "own_time": basis in ("explicit", "relative"),
        "actor": draft.actor1 is not None,
        "toll": draft.harm.killed.known or draft.harm.injured.known,
        "no_place": placement is None,
        "hypothetical": draft.status in ("planned", "hypothetical"),
    }


def confidence(draft: Draft, placement: Placement | None, basis: DateBasis) -> float:
    """The confidence of an event, 0 to 1, rounded to two places."""
    score = sum(_WEIGHTS[name] * value for name, value in features(draft, placement, basis).items())
    return round(1 / (1 + math.exp(-score)), 2)
