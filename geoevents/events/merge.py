"""Retellings within an article: one event told twice is one event, with its figures as a range."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from geoevents.events.categories import ATTACKS
from geoevents.events.mentions import JOINED
from geoevents.geometry import distance_km

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.events.draft import Draft

_FAMILY = frozenset({"shelling", "missile_launch"})
_VIOLENT = frozenset({"air_strike", "missile_launch", "shelling", "explosion", "chemical_attack", "clash"})
_LOOKED_BACK = 200
"""How many events at one place are compared with the next one there."""
_TELLING = 3
"""From how many dead on their number tells a retelling; fewer die everywhere."""
_BESIDE_KM = 25.0
"""How far apart two places may lie that an article calls one attack's: a city and its suburb. Own choice."""
_MOVING = frozenset({"movement", "evacuation"})


def merge_retold(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Join drafts of the same category, place and day whose actors do not differ; the first one stays."""
    kept: list[Draft] = []
    places: list[frozenset[tuple[str, str]]] = []
    at_place: dict[tuple[str, str], list[int]] = {}
    for draft in drafts:
        where = _where(draft)
        near = {i for place in where for i in at_place.get(place, ())[-_LOOKED_BACK:]}
        same = next((i for i in sorted(near) if _same_event(kept[i], draft, places[i], where)), None)
        if same is None and _is_told_by_more(draft):
            same = next((i for i, e in enumerate(kept) if _same_toll(e, draft) or _same_blast(e, draft)), None)
            if same is not None and _is_narrower(draft, kept[same]):
                kept[same] = dataclasses.replace(kept[same], places=draft.places)
        if same is None:
            same = len(kept)
            kept.append(draft)
            places.append(where)
        else:
            before = places[same]
            kept[same] = _joined(kept[same], draft)
            places[same] = _where(kept[same])
            where = places[same] - before
        for place in where:
            at_place.setdefault(place, []).append(same)
    return tuple(kept)


def _same_event(a: Draft, b: Draft, here: frozenset[tuple[str, str]], there: frozenset[tuple[str, str]]) -> bool:
    """Whether two drafts tell one event; ``here`` and ``there`` are their places."""
    pointing = b.refers and {a.category, b.category} <= _VIOLENT
    if a.category != b.category and not pointing and not {a.category, b.category} <= _FAMILY:
        return False
    if a.status != b.status and "planned" in (a.status, b.status):
        return False
    if not _same_where(a, here, there):
        return False
    if a.actor1_party and b.actor1_party and not _one_actor(a, b):
        return False
    return _days_agree(a, b) or (pointing and b.time is None)


def _is_told_by_more(draft: Draft) -> bool:
    """Whether its dead or its town may tell an event again, as of attacks with many dead and of blasts."""
    killed = draft.harm.killed.value
    return draft.category == "explosion" or (killed is not None and killed >= _TELLING and draft.category in ATTACKS)


def _same_toll(a: Draft, b: Draft) -> bool:
    """Whether an attack is told again by its dead: as many on the same day, beside the place told before."""
    killed = a.harm.killed.value
    if a.category != b.category or killed is None or killed < _TELLING or b.harm.killed.value != killed:
        return False
    if a.time is None or not _days_agree(a, b):
        return False
    if a.actor1_party and b.actor1_party and not _one_actor(a, b):
        return False
    return any(
        distance_km(p.latitude, p.longitude, q.latitude, q.longitude) < _BESIDE_KM
        for p in a.surroundings
        for q in b.surroundings
    )


def _same_blast(a: Draft, b: Draft) -> bool:
    """Whether a blast at a spot that the gazetteer does not know is told again by its town."""
    if a.category != "explosion" or b.category != "explosion" or not _days_agree(a, b) or not a.places or not b.places:
        return False
    if bool(a.known_places) == bool(b.known_places) or (a.harm.killed.known and b.harm.killed.known):
        return False
    return not {p.place_id for p in a.surroundings}.isdisjoint(p.place_id for p in b.surroundings)


def _is_narrower(draft: Draft, other: Draft) -> bool:
    spots = [any(phrase.anchors[0].place is None for _, phrase in d.places) for d in (draft, other)]
    if spots[0] != spots[1] or not draft.known_places or not other.known_places:
        return spots[0]  # a spot that is not known is smaller than its town
    mine, theirs = (min(place.extent_m for place in d.known_places) for d in (draft, other))
    return mine < theirs


def _one_actor(a: Draft, b: Draft) -> bool:
    """Whether two events have one actor, an army and its own air force or navy, or one of those told together."""
    names = [set(d.actor1.split(JOINED)) if d.actor1 else set() for d in (a, b)]
    return not names[0].isdisjoint(names[1]) or _is_branch(a.actor1, b) or _is_branch(b.actor1, a)


def _is_branch(name: str | None, of: Draft) -> bool:
    """Whether a name is that of the air force or navy of an event's first actor."""
    party = of.actor1_party
    return party is not None and name in (party.air, party.navy)


def _same_where(a: Draft, here: frozenset[tuple[str, str]], there: frozenset[tuple[str, str]]) -> bool:
    """The same places in the same roles; a movement may be told by a part of its way."""
    if a.category in _MOVING:
        return bool(here & there) and (here <= there or there <= here)
    return bool(here) and here == there


def _where(draft: Draft) -> frozenset[tuple[str, str]]:
    return frozenset(
        [
            (role, anchor.place.place_id if anchor.place else anchor.text)
            for role, phrase in draft.places
            if role != "launch"
            for anchor in phrase.anchors
        ]
    )


def _days_agree(a: Draft, b: Draft) -> bool:
    if a.time is None or b.time is None:
        return a.background == b.background
    return (a.time.first, a.time.last) == (b.time.first, b.time.last)


def _joined(a: Draft, b: Draft) -> Draft:
    return dataclasses.replace(
        a,
        places=a.places if len(a.places) >= len(b.places) else b.places,
        harm=a.harm.merged(b.harm),
        time=a.time or b.time,
        time_source=a.time_source if a.time else b.time_source,
        actor1=b.actor1 if b.actor1_party and not a.actor1_party else a.actor1 or b.actor1,
        actor1_party=a.actor1_party or b.actor1_party,
        actor2=a.actor2 or b.actor2,
        weapon=a.weapon or b.weapon,
        weapon_count=a.weapon_count if a.weapon else b.weapon_count,
        rule=f"{a.rule}; told again: {b.rule}",
    )
