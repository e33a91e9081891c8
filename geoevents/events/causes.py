"""Casualties joined to what caused them: a strike told before them, in their clause or right behind it."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from geoevents.events.absorb import absorb
from geoevents.events.categories import VIOLENT, decide
from geoevents.events.groups import Toll
from geoevents.events.harm import Harm
from geoevents.events.sharing import alike
from geoevents.events.spoken import carriers
from geoevents.language.clitics import BA, WA

if TYPE_CHECKING:
    from geoevents.events.frame import Frame
    from geoevents.events.mentions import Party

_CAUSED = 12
HOSTS = VIOLENT | {"attack", "other", "fire"}
"""Categories that casualties may be of."""


def harm_after_cause(host: Frame, other: Frame) -> Frame | None:
    """Join "shelled X, killing five": what happened first, then the casualties, in one place or as what came of it."""
    if other.category != "harm" or host.category not in HOSTS | {"assault"}:
        return None
    result = any(host.trigger.end <= c.start and c.end <= other.trigger.end for c in host.scene.cues_of("result"))
    if not same_place(host, other) and not result:
        return None
    gapped = result and len(other.harm.parts) > 1 and bool(other.located())
    if other.times and host.times and other.times != host.times and not gapped:
        return None
    if host.category in ("protest", "arrest") and not result:
        return None
    if host.harm.killed.known and other.harm.killed.known and not result:
        return None
    if host.harm.killed.known and other.harm.killed.known:
        other.harm = _without_killed(other)
    return absorb(host, other, "with")


def _without_killed(frame: Frame) -> Harm:
    return Harm(Toll(), frame.harm.injured, frame.harm.civilian, frame.harm.start)


def harm_of_next(host: Frame, other: Frame) -> Frame | None:
    """Join casualties in a clause of their own with the strike that is named as their cause right after them."""
    scene = host.scene
    if host.category != "harm":
        return None
    if _of_own_cause(host, other):
        return harm_before_cause(host, other)
    if not any(0 <= host.trigger.start - c.end <= _CAUSED for c in scene.cues_of("connector")):
        return None
    if other.category == "harm":
        return harm_before_cause(host, other) if not other.located() else None
    linked = any(0 <= other.trigger.start - c.end <= 1 and c.start >= host.trigger.end for c in scene.cues_of("cause"))
    return harm_before_cause(host, other) if linked else None


def _caused_by(host: Frame, other: Frame) -> bool:
    """Whether what follows casualties is what caused them: a word says so, or it stands in their clause."""
    if any(host.trigger.end <= c.start and c.prefix for c in carriers(host.scene, other.trigger)):
        return False  # "two were killed, and its artillery answered by shelling"
    cause = any(host.trigger.end <= c.end <= other.trigger.start + 1 for c in host.scene.cues_of("cause"))
    attached = BA in other.trigger.prefix or any(BA in w.prefix for w in other.weapons)
    return cause or attached or host.scene.clause(host.trigger.start) == host.scene.clause(other.trigger.start)


def _of_own_cause(host: Frame, other: Frame) -> bool:
    """Whether "and was killed" is told with what killed, which is new: "and a man was killed by a sniper of A in B"."""
    new = host.trigger.prefix.startswith(WA) or host.scene.cue(host.trigger.start, "again") is not None
    if not new or host.located() or other.category == "harm" or other.definite:
        return False
    by = other.trigger.prefix.endswith(BA) or any(w.prefix.endswith(BA) for w in other.weapons[:1])
    return by and bool(other.located()) and (other.agent is not None or alike(other))


def harm_before_cause(host: Frame, other: Frame) -> Frame | None:
    """Join "five were killed in shelling on": casualties first, then what caused them."""
    if host.category != "harm" or other.category not in HOSTS | {"assault", "harm"}:
        return None
    if other.category == "harm":
        if host.harm.killed.known and other.harm.killed.known:
            placed = host.places or other.places
            if host.key == other.key and (placed or not other.trigger.prefix.startswith(WA)):
                return None
            if not placed and other.trigger.prefix.startswith(WA):
                host.harm = dataclasses.replace(host.harm, killed=host.harm.killed.plus(other.harm.killed), parts=())
        if other.trigger.start == host.trigger.end and not host.harm.killed.known and other.harm.injured.known:
            # "killed and injured 20": one number for both, which tells neither.
            other.harm = Harm(Toll(None, None, other.harm.injured.high), Toll(), other.harm.civilian, other.harm.start)
        return absorb(host, other, "and")
    if not _caused_by(host, other):
        return None
    target = host.target if host.target is None or not _fought(host.target, other) else other.target
    times = tuple(other.times or host.times)  # of the strike: the dead may be found or buried on another day
    merged = absorb(other, host, "killed by")
    merged.target = target or merged.target
    if target is not None and merged.agent is not None and merged.agent.name == target.name:
        merged.agent = None  # "two of A's men were killed by sniper fire": whose men, told once
    if merged.trigger.payload.attributes["category"] == "shooting":
        merged.category = _shooting_of(merged)
    merged.times = list(times)
    merged.places.sort(key=lambda slot: slot.mention.start)
    return merged


def _fought(loser: Party, fight: Frame) -> bool:
    """Whether who lost men is told to have fought somebody: "A lost three men in clashes with B"."""
    return fight.target is not None and fight.agent is not None and fight.agent.name == loser.name


def _shooting_of(frame: Frame) -> str:
    """The category of gunfire, by whom it killed: their number is told with the casualties."""
    frame.category = "shooting"
    return decide(frame)


def same_place(host: Frame, other: Frame) -> bool:
    """Whether the other frame names no place, or one that the host names too."""
    if not other.located() or not host.located():
        return True
    mine = {a.place.place_id for s in host.located() for a in s.mention.phrase.anchors if a.place}
    theirs = {a.place.place_id for s in other.located() for a in s.mention.phrase.anchors if a.place}
    return bool(mine & theirs)
