"""How sure an event is: the share of events read with such features that were right.

A logistic model; its weights stand in data/confidence.toml, fitted by scripts/calibrate_confidence.py on annotated
articles (the README has the reliability table). The features are what the reader knows of its own reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.calibration import logistic, weights

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geoevents.events.draft import Draft
    from geoevents.model import DateBasis, Placement

_FURTHER_RULES = (" + ", "; ")
"""What stands between a rule and the further ones that agreed."""


def features(draft: Draft, placement: Placement | None, basis: DateBasis) -> Mapping[str, float]:
    """Return the features of a reading, each from 0 to 1.

    ``strong``: the trigger tells the event by itself. ``own_place``: the place stands in the event's own clause.
    ``located``: the place has coordinates. ``place``: how sure the place is of its first mention. ``own_date``: the
    text gives the day. ``opponent``: against whom is known. ``agreed``: further rules bore out the first.
    """
    anchors = draft.places[0][1].anchors if draft.places else ()
    return {
        "base": 1.0,
        "strong": float(draft.strong),
        "own_place": float(bool(draft.places) and draft.place_source == "own"),
        "located": float(placement is not None and placement.latitude is not None),
        "place": anchors[0].confidence if anchors else 0.0,
        "own_date": float(basis in ("explicit", "relative")),
        "opponent": float(draft.actor2 is not None),
        "agreed": float(any(mark in draft.rule for mark in _FURTHER_RULES)),
    }


def confidence(draft: Draft, placement: Placement | None, basis: DateBasis) -> float:
    """Return the confidence of an event, 0 to 1, rounded to two places."""
    model = weights("events")
    return round(logistic(sum(model[name] * value for name, value in features(draft, placement, basis).items())), 2)
