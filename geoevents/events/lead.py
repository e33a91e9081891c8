"""What the head of a text tells of what follows: the headline's events, its day; and sums without a place."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geoevents.events.draft import Draft

_WIDE = frozenset({"PPLA", "PPLC", "RGN", "AREA", "DSRT"})
"""Codes of what stands for a whole region in a headline, a governorate's capital among them."""
_HAPPENED = ("asserted", "claimed")


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


def with_day_of_lead(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Give what follows the day that the first event of a text is told with, until another day is told.

    News tells the day once, at its head: what it goes on to tell without one is of that day rather than of the
    day of publication.
    """
    found = list(drafts)
    if not found or not _is_of_a_day(found[0]):
        return tuple(found)
    lead = found[0]
    for i, draft in enumerate(found[1:], 1):
        if _is_of_a_day(draft) and not _same_day(draft, lead):
            break
        if draft.time is None and not draft.background and draft.status in _HAPPENED:
            rule = f"{draft.rule}; day of the first event"
            found[i] = dataclasses.replace(draft, time=lead.time, time_source="lead", rule=rule)
    return tuple(found)


def _is_of_a_day(draft: Draft) -> bool:
    time = draft.time
    told = time is not None and time.first is not None and time.first == time.last
    return told and not draft.background and draft.status in _HAPPENED


def _same_day(one: Draft, other: Draft) -> bool:
    return one.time is not None and other.time is not None and one.time.first == other.time.first


def _has_place(draft: Draft) -> bool:
    anchors = [anchor.place for _, phrase in draft.places for anchor in phrase.anchors]
    return any(place is None or not place.feature_code.startswith("PCL") for place in anchors)
