"""What the head of a text tells of what follows: the headline's events, its day; and sums without a place."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

from geoevents.events.categories import ATTACKS
from geoevents.geometry import distance_km

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geoevents.events.draft import Draft
    from geoevents.model import Place, SpatialPhrase

_WIDE = frozenset({"PPLA", "PPLC", "RGN", "AREA", "DSRT"})
"""Codes of what stands for a whole region in a headline, a governorate's capital among them."""
_SIDE_OF = "_of"
_GOVERNED = frozenset({"ADM1", "RGN"})
"""Codes of governorates, and of the regions that are called by a governorate's city."""
_COUNTRYSIDE_KM = 30.0
"""How far the countryside of a district's town reaches in a headline. Own choice."""
_SEVERAL = 2
"""From how many places on a text tells one by one what it summed up."""
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
        governorate, where it names no smaller one) and, where both name one, the actor and the number of dead of an
        event below.
    """
    drafts = tuple(drafts)
    below = [draft for draft in drafts if draft.trigger_start >= end]
    kept = []
    for draft in drafts[: len(drafts) - len(below)]:
        meant = [i for i, other in enumerate(below) if _tells_of(draft, other)]
        if not meant:
            kept.append(draft)
        elif len(meant) == 1 and draft.harm.killed.known and not below[meant[0]].harm.killed.known:
            harm = below[meant[0]].harm.merged(draft.harm)
            below[meant[0]] = dataclasses.replace(below[meant[0]], harm=harm)
    return (*kept, *below)


def _tells_of(headline: Draft, told: Draft) -> bool:
    unsaid = headline.category == "shelling" and headline.weapon is None and told.category in ATTACKS
    if not (unsaid or headline.category == told.category) or headline.time is not None:
        return False
    if headline.actor1 and told.actor1 and headline.actor1 != told.actor1:
        return False
    dead, below = headline.harm.killed, told.harm.killed
    if dead.known and below.known and dead.value != below.value and None not in (dead.value, below.value):
        return False
    if all(place.feature_class == "A" or place.feature_code in _WIDE for place in headline.known_places):
        return not headline.areas or not set(headline.areas).isdisjoint(told.areas)
    if all(phrase.relation == "countryside" for _, phrase in headline.places):
        return any(_near(town, place) for town in headline.known_places for place in told.known_places)
    return not {place.place_id for place in headline.known_places}.isdisjoint(p.place_id for p in told.known_places)


def _near(town: Place, place: Place) -> bool:
    return distance_km(town.latitude, town.longitude, place.latitude, place.longitude) <= _COUNTRYSIDE_KM


def without_sums(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Leave out the events of no place, or of the whole country, in a text that tells others place by place.

    They sum up ("19 strikes were conducted") or are the war at large.
    """
    drafts = tuple(drafts)
    placed = tuple(draft for draft in drafts if _has_place(draft))
    return placed or drafts


def without_summaries(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Leave out what sums up, for a whole governorate, the events that the text goes on to tell place by place.

    They are of its category, its actor and its day, in its area, at least two, and no dead are counted with it.
    """
    drafts = tuple(drafts)
    return tuple(draft for i, draft in enumerate(drafts) if not _sums_up(draft, drafts[i + 1 :]))


def _sums_up(summary: Draft, below: tuple[Draft, ...]) -> bool:
    wide = bool(summary.places) and all(_is_wide(phrase) for _, phrase in summary.places)
    if not wide or summary.harm.killed.known or summary.actor1 is None:
        return False
    details = [
        draft
        for draft in below
        if (draft.category, draft.actor1) == (summary.category, summary.actor1)
        and not set(draft.areas).isdisjoint(summary.areas)
        and (draft.time is None or summary.time is None or _same_day(draft, summary))
        and all(place.feature_code not in _GOVERNED for place in draft.known_places)
    ]
    return len(details) >= _SEVERAL


def _is_wide(phrase: SpatialPhrase) -> bool:
    """Whether a phrase tells of a governorate, or of the land on one side of its city ("north of Aleppo")."""
    beside = phrase.relation.endswith(_SIDE_OF) and phrase.distance_km is None
    codes = _WIDE if beside else _GOVERNED
    return all(anchor.place is not None and anchor.place.feature_code in codes for anchor in phrase.anchors)


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


def with_day_of_paper(drafts: Iterable[Draft], published: str | None) -> tuple[Draft, ...]:
    """Give what a morning paper tells without a day the day before, of which the rest of its news is.

    Parameters
    ----------
    published
        The day of publication (ISO 8601). A paper that tells at least two events of the day before, and none of the day
        itself, went to print in the night.
    """
    found = tuple(drafts)
    today = dt.date.fromisoformat(published) if published else None
    if today is None:
        return found
    dated = [draft for draft in found if _is_of_a_day(draft) and draft.time_source == "own"]
    eve = [d for d in dated if d.time is not None and d.time.first == today - dt.timedelta(days=1)]
    if len(eve) < _SEVERAL or any(d.time is not None and d.time.first == today for d in dated):
        return found
    return tuple(
        dataclasses.replace(d, time=eve[0].time, time_source="lead", rule=f"{d.rule}; day of the paper's news")
        if d.time is None and not d.background and d.status in _HAPPENED
        else d
        for d in found
    )


def _is_of_a_day(draft: Draft) -> bool:
    time = draft.time
    told = time is not None and time.first is not None and time.first == time.last
    return told and not draft.background and draft.status in _HAPPENED


def _same_day(one: Draft, other: Draft) -> bool:
    return one.time is not None and other.time is not None and one.time.first == other.time.first


def _has_place(draft: Draft) -> bool:
    anchors = [anchor.place for _, phrase in draft.places for anchor in phrase.anchors]
    return any(place is None or not place.feature_code.startswith("PCL") for place in anchors)
