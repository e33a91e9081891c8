"""What filled each slot of an event, as it stands in the text, and what of the sentence was passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoevents.events.claims import Claim
    from geoevents.events.frame import Frame, PlaceSlot
    from geoevents.events.harm import Harm
    from geoevents.events.mentions import TimeMention
    from geoevents.language import Document

Slot = tuple[str, str, int | None, int | None]
"""A slot, the words as read, and their offsets, ``None`` where it stands elsewhere in the article."""

_SHOWN = 4
"""Passed-over mentions of one kind that are kept: a long list says nothing more."""


def fillers(
    frame: Frame,
    claim: Claim,
    document: Document,
    places: tuple[PlaceSlot, ...],
    time: TimeMention | None,
    *,
    weapon: str | None,
    harm: Harm,
) -> tuple[Slot, ...]:
    """Return the filler of each slot, then what else is named there ("other actor", "other time", "other place")."""
    trigger = frame.trigger
    slots = [_at("trigger", document, trigger.start, trigger.end)]
    for place in places:
        phrase = place.mention.phrase
        slots.append((place.role, document.text[phrase.start : phrase.end], phrase.start, phrase.end))
    for role, party in (("actor1", frame.agent), ("actor2", frame.target)):
        if party is not None:
            slots.append(_at(role, document, party.start, party.end))
    if time is not None:
        slots.append(("time", time.time.text, time.time.start, time.time.end))
    armed = next((w for w in frame.weapons if w.payload.name == weapon), None) if weapon is not None else None
    if armed is not None:
        slots.append(_at("weapon", document, armed.start, armed.end))
    if harm.start >= 0 and (harm.killed.known or harm.injured.known):
        slots.append(_at("casualties", document, harm.start, harm.start + 1))
    if claim.party is not None and claim.claimed_by is not None:
        slots.append(_at("claimed_by", document, claim.party.start, claim.party.end))
    return (*slots, *_passed_over(frame, document, time))


def _at(name: str, document: Document, start: int, end: int) -> Slot:
    return (name, document.original(start, end), *document.span(start, end))


def _passed_over(frame: Frame, document: Document, time: TimeMention | None) -> Iterator[Slot]:
    """What the frame's clause names and no slot took; other days of the whole sentence."""
    scene = frame.scene
    taken = {party.start for party in (frame.agent, frame.target) if party is not None}
    others = [p for p in scene.parties if frame.first <= p.start < frame.last and p.start not in taken]
    for party in others[:_SHOWN]:
        yield _at("other actor", document, party.start, party.end)
    for mention in [t for t in scene.times if time is None or t.time is not time.time][:_SHOWN]:
        yield "other time", mention.time.text, mention.time.start, mention.time.end
    for slot in [s for s in frame.places if s.role in ("native", "context")][:_SHOWN]:
        phrase = slot.mention.phrase
        yield "other place", document.text[phrase.start : phrase.end], phrase.start, phrase.end
