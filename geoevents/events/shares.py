"""Casualties shared out among the places of a list: "two dead in A and three in B", "four dead in the latter"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geoevents.events.groups import Group, Toll, counted_groups
from geoevents.events.harm import Harm
from geoevents.language.clitics import BA, WA

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from geoevents.events.frame import Frame
    from geoevents.events.scene import Scene
    from geoevents.events.vocabulary import Vocabulary
    from geoevents.language import Document

_PLACE_REACH = 2
_NUMBER_REACH = 9
_AFTER_REACH = 12
_LEAST = 2
_NOBODY = Toll()
_POINTERS = {"former": 0, "latter": -1, "second": 1}


class _Share(NamedTuple):
    """People counted together: what happened to them, and the place of the list that they are told with."""

    group: Group
    kind: str
    place: int | None


def shared_harm(
    frame: Frame, events: Sequence[Collection[str]], document: Document, words: Vocabulary
) -> list[Harm] | None:
    """The casualties of each of several places, where the words tell at which of them people were harmed.

    Parameters
    ----------
    events
        The identifiers of the places of each event, in the order in which the text lists them.

    Returns
    -------
    list of Harm or None
        One an event, in their order; ``None`` where no count is told with a place.
    """
    scene = frame.scene
    causes = [t for t in scene.triggers if "harm" in t.payload.attributes and frame.first <= t.start < frame.last]
    if not causes or any(t.payload.attributes["harm"] == "both" for t in causes):
        return None
    first = max(frame.first, causes[0].start - _NUMBER_REACH, frame.trigger.end if _leads(frame) else 0)
    counted = counted_groups(scene, document, words, first, frame.last)
    shares = [
        _Share(group, kind, _place_of(scene, document, group, events))
        for group in counted
        if (kind := group.harm or _kind_at(frame, group)) is not None
    ]
    portions = _portions(frame, events, document, words)
    if portions:
        return [_sum(frame, i, portions) for i in range(len(events))]
    if all(share.place is None for share in shares):
        return None
    return [_sum(frame, i, _placed(shares)) for i in range(len(events))]


def _leads(frame: Frame) -> bool:
    """Whether the trigger that tells what happened stands before its casualties."""
    return frame.trigger.start < frame.harm.start


def _kind_at(frame: Frame, group: Group) -> str | None:
    """What the word of harm before a count, or right behind it, tells of the people."""
    causes = [t for t in frame.scene.triggers if "harm" in t.payload.attributes]
    before = [t for t in causes if t.start <= group.start and group.start - t.end < _AFTER_REACH]
    after = [t for t in causes if 0 <= t.start - group.end <= 1]
    found = before[-1:] or after[:1]
    return str(found[0].payload.attributes["harm"]) if found else None


def _place_of(scene: Scene, document: Document, group: Group, events: Sequence[Collection[str]]) -> int | None:
    """The number of the place told right behind a count or before it, by its name or by a word such as "the latter"."""
    words = document.words
    fronted = not words[group.start].startswith(WA)
    for cue in scene.cues_of(*_POINTERS):
        behind = cue.start == group.end + 1 or (fronted and cue.end == group.start)
        if behind and scene.cue(cue.start, "cause") is not None:
            number = _POINTERS[cue.payload.key]
            return number % len(events) if number < len(events) else None
    near = [p for p in scene.places if 0 <= p.start - group.end < _PLACE_REACH]
    near += [p for p in scene.places if fronted and p.end == group.start]
    place = next((p for p in near if BA in p.prefix or scene.cue(p.start, "cause") is not None), None)
    if place is None or any(word in (",", ".") for word in words[group.end : place.start]):
        return None
    ids = {anchor.place.place_id for anchor in place.phrase.anchors if anchor.place}
    return next((number for number, event in enumerate(events) if not ids.isdisjoint(event)), None)


def _portions(frame: Frame, events: Sequence[Collection[str]], document: Document, words: Vocabulary) -> list[_Share]:
    """The parts of a toll, each with its places: "seven died in A, three of them in B and two each in C and D"."""
    scene, shares, told = frame.scene, [], False
    parts = {c.start: c.end for c in scene.cues_of("part", "portion")}
    causes = [str(t.payload.attributes["harm"]) for t in scene.triggers if "harm" in t.payload.attributes]
    for number in words.numerals.find(document, max(frame.first, frame.harm.start), frame.last):
        after = parts.get(number.end, number.end)
        told = told or after > number.end
        toll = Toll(*(None if x is None else int(x) for x in (number.value, number.low, number.high)))
        group = Group(number.start, number.end, toll, "none", None)
        if told:
            shares += [
                _Share(group, _kind_at(frame, group) or causes[0], place)
                for place in _places_behind(scene, document, after, events)
            ]
    return shares if len(shares) >= _LEAST else []


def _places_behind(scene: Scene, document: Document, at: int, events: Sequence[Collection[str]]) -> Iterator[int]:
    """The places right behind a count: one, or those of a list that each have as many."""
    each = next((c for c in scene.cues_of("each") if at <= c.start <= at + 1), None)
    start = at if each is None else each.end
    places = [p for p in scene.places if p.start >= start]
    for before, place in zip([None, *places], places, strict=False):
        end = start if before is None else before.end
        if place.start - end >= _PLACE_REACH or (before is not None and each is None):
            return
        if "," in document.words[end : place.start] and before is None:
            return
        ids = {anchor.place.place_id for anchor in place.phrase.anchors if anchor.place}
        yield from (number for number, event in enumerate(events) if not ids.isdisjoint(event))


def _placed(shares: list[_Share]) -> list[_Share]:
    """Give a count without a place that of the next one with a place: "two dead and three hurt in A".

    A count that the placed ones after it add up to is their sum, told before them.
    """
    placed: list[_Share] = []
    shares = [s for i, s in enumerate(shares) if s.place is not None or not _adds_up(s, shares[i + 1 :])]
    last: int | None = None
    for share in reversed(shares):
        last = last if share.place is None else share.place
        placed.insert(0, share._replace(place=last))
    return placed


def _adds_up(total: _Share, shares: list[_Share]) -> bool:
    parts = [s.group.toll.value or 0 for s in shares if s.kind == total.kind and s.place is not None]
    return len(parts) > 1 and total.group.toll.value == sum(parts)


def _sum(frame: Frame, number: int, shares: list[_Share]) -> Harm:
    here = [s for s in shares if s.place == number]
    civilian = True if any(s.group.side == "civilian" for s in here) else frame.harm.civilian
    tolls = {"killed": _NOBODY, "injured": _NOBODY}
    for share in here:
        tolls[share.kind] = tolls[share.kind].plus(share.group.toll)
    start = here[0].group.start if here else -1
    return Harm(tolls["killed"], tolls["injured"], civilian, start)
