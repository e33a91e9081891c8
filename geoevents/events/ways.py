"""Where an attack came from and where a journey went, as an English sentence tells it with its subject.

"Insurgents in X shelled Y": the subject's place is the launch. "Up the road from X towards Y": with a
destination told, what stands behind "from" is the origin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.events.categories import ATTACKS

if TYPE_CHECKING:
    from geoevents.events.frame import Frame, PlaceSlot
    from geoevents.language import Document

_MOVING = frozenset({"movement", "evacuation", "travel"})
_REMOTE = ATTACKS | {"attack", "fire", "shooting", "assault", "clash", "violence_against_civilians"}


def give_ways(frame: Frame, document: Document, passive: frozenset[str]) -> None:
    """Tell the launch and the origin among the places of an English frame."""
    if frame.category in _MOVING:
        if any(slot.role == "destination" for slot in frame.places):
            for slot in frame.places:
                if slot.role == "location" and _behind_from(frame, slot, document):
                    slot.role = "origin"
        return
    for slot in frame.places if frame.category in _REMOTE else ():
        if slot.role == "location" and _is_launch(frame, slot, document, passive):
            slot.role = "launch"


def _behind_from(frame: Frame, slot: PlaceSlot, document: Document) -> bool:
    name = document.token_at(slot.mention.phrase.anchors[0].start)
    return any(frame.scene.cue(at, "preposition.from") is not None for at in {slot.mention.start, name})


def _is_launch(frame: Frame, slot: PlaceSlot, document: Document, passive: frozenset[str]) -> bool:
    scene, trigger = frame.scene, frame.trigger
    inside = scene.cue(slot.mention.start, "stands_in") or scene.cue(slot.mention.start - 1, "stands_in")
    if inside is None or not passive.isdisjoint(document.words[slot.mention.end : slot.mention.end + 1]):
        return False
    verb = next((t for t in scene.triggers if t.start == slot.mention.end), None)
    if verb is None or verb.payload.form not in ("past", "present", "word"):
        return False
    party = any(p.end == inside.start and not p.adjective for p in scene.parties)
    ends = {trigger.end} | {w.end for w in frame.weapons} | {v.end for v in frame.victims}
    armed = inside.start in ends
    clause = scene.clause(verb.start)
    return (party or armed) and any(p.start >= verb.end and scene.clause(p.start) == clause for p in scene.places)
