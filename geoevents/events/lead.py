"""What only announces other events: the headline above a text, and sums without a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geoevents.events.draft import Draft

_WIDE = frozenset({"PPLA", "PPLC", "RGN", "AREA", "DSRT"})
"""Codes of what stands for a whole region in a headline, a governorate's capital among them."""


def without_headline(drafts: Iterable[Draft], end: int) -> tuple[Draft, ...]:
    """Leave out the events that a headline tells where the text below tells them.

    Parameters
    ----------
    drafts
        The events of a text, in its order.
    end
        Where the headline ends, in code points; 0 where the text does not begin with one.

    Returns
    -------
    tuple of Draft
        Without those of the headline that have no day of their own and are of the category, the place (or the
        governorate, where it names no smaller one) and, where both name one, the actor of an event below.
    """
    drafts = tuple(drafts)
    below = [draft for draft in drafts if draft.trigger_start >= end]
    return tuple(d for d in drafts if d.trigger_start >= end or not any(_tells_of(d, other) for other in below))


def _tells_of(headline: Draft, told: Draft) -> bool:
    if headline.category != told.category or headline.time is not None:
        return False
    if headline.actor1 and told.actor1 and headline.actor1 != told.actor1:
        return False
    wide = all(place.feature_class == "A" or place.feature_code in _WIDE for place in headline.known_places)
    if wide:
        return not headline.areas or not set(headline.areas).isdisjoint(told.areas)
    return not {place.place_id for place in headline.known_places}.isdisjoint(p.place_id for p in told.known_places)


def without_sums(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Leave out the events of no place, or of the whole country, in a text that tells others place by place.

    They sum up ("19 strikes were conducted") or are the war at large.
    """
    drafts = tuple(drafts)
    placed = tuple(draft for draft in drafts if _has_place(draft))
    return placed or drafts


def _has_place(draft: Draft) -> bool:
    anchors = [anchor.place for _, phrase in draft.places for anchor in phrase.anchors]
    return any(place is None or not place.feature_code.startswith("PCL") for place in anchors)
