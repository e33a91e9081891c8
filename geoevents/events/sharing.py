"""What one verb of a sentence has from the verb before it: who acts, with which aircraft, in which kind of attack.

And who of those told together stand against each other.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from geoevents.events.categories import ATTACKS, decide
from geoevents.events.mentions import JOINED
from geoevents.events.standing import operates
from geoevents.language.clitics import WA
from geoevents.lexicon.parties import actors, camps

if TYPE_CHECKING:
    from geoevents.events.frame import Frame

_PAIR = 2
_OPERATION = "clash.operation"

_RESPONSE = frozenset({"response"})
_SIMILAR = frozenset({"similar"})


def share_agents(frames: list[Frame]) -> None:
    """Give the agent of an earlier verb to one coordinated with it, to a noun told after it, to what it includes."""
    for before, frame in itertools.pairwise(frames):
        if frame.agent is not None or before.agent is None or frame.category in ("protest", "travel", "agreement"):
            continue
        idle = frame.trigger.payload.attributes.get("agent") in ("target", "none")
        if idle or frame.category == "harm" or frame.peopled:
            continue
        if answered(frame):
            frame.agent, frame.target = before.target, frame.target or before.agent
            frame.rules.append("sides of what was answered")
            continue
        included = frame.scene.cue(frame.trigger.start, "include") is not None
        verb = frame.trigger.payload.form in ("past", "present", "participle") and not (frame.flown or frame.blown)
        after = frame.scene.cue(frame.trigger.start, "cause") is not None and not frame.definite
        after = after and not _apart(before, frame)
        joined = frame.trigger.prefix.startswith(WA)
        if not (included or verb or after or joined) or frame.scene.cue(frame.trigger.start, "passive") is not None:
            continue
        frame.agent = before.agent
        frame.target = frame.target or before.target
        frame.rules.append("agent of the verb before")
        if frame.trigger.payload.attributes["category"] == "attack" and not frame.weapons:
            frame.category = "attack"
            frame.category = before.category if included and before.category in ATTACKS else decide(frame)


def _apart(before: Frame, frame: Frame) -> bool:
    """Whether a word such as "while" parts two deeds: "A shelled X, while two died of rocket fire on Y"."""
    start, end = before.trigger.end, frame.trigger.start
    parted = [c.end for c in frame.scene.cues_of("apart") if start <= c.start < end]
    return bool(parted) and any(parted[0] <= t.start < end for t in frame.scene.triggers)


def answered(frame: Frame) -> bool:
    """Whether a deed is what another one answered: "A shelled B in response to rocket fire on X"."""
    if frame.scene.lacks(_RESPONSE):
        return False
    at = frame.trigger.start
    return frame.scene.cue(at, "response") is not None or frame.scene.cue(at - 1, "response") is not None


def alike(frame: Frame) -> bool:
    """Whether an attack is told as of the kind of the one before it: "a similar strike on X"."""
    attack = frame.trigger.payload.attributes["category"] in ("attack", "air_strike", "assault") and not frame.weapons
    if not attack or frame.scene.lacks(_SIMILAR):
        return False
    cues = frame.scene.cues_of("similar")
    return any(c.start == frame.trigger.end or c.end == frame.trigger.start for c in cues)


def share_aircraft(frames: list[Frame]) -> None:
    """Aircraft that took off are those that then bomb: the subject of coordinated verbs."""
    for before, frame in itertools.pairwise(frames):
        carriers = [w for w in before.weapons if w.payload.platform]
        if carriers and frame.category == "attack" and not frame.weapons and frame.trigger.prefix.startswith(WA):
            frame.weapons = carriers
            frame.category = decide(frame)


def share_kinds(frames: list[Frame]) -> None:
    """Give a participle the kind of attack that it goes on telling, and more dead elsewhere the fight they died in."""
    for before, frame in itertools.pairwise(frames):
        if alike(frame) and before.category in ATTACKS:
            frame.category, frame.agent = before.category, frame.agent or before.agent
        if before.category in ATTACKS and _goes_on(frame) and frame.agent in (None, before.agent):
            frame.category = before.category
        if before.category == "clash" and frame.category == "harm" and _more_dead(frame):
            frame.category, frame.agent, frame.target = "clash", before.agent, before.target
            frame.rules.append("of the fight before")


def set_against(frame: Frame) -> None:
    """Set two sides of the war told together against each other: "A and B clashed", "12 of A and 3 of B died"."""
    both = frame.agent or frame.target
    if frame.category != "clash" or both is None or (frame.agent is not None and frame.target is not None):
        return
    if frame.agent is not None and (frame.key == _OPERATION or operates(frame.scene, frame.agent)):
        return  # "A and B raided"
    first, _, second = both.name.partition(JOINED)
    sides = {camps().get(first), camps().get(second)}
    if len(sides) == _PAIR and None not in sides:
        other = next((actor for actor in actors().values() if actor.name == second), None)
        frame.agent, frame.target = both._replace(name=first), both._replace(name=second, actor=other)


def _goes_on(frame: Frame) -> bool:
    """Whether a verb of attack without a subject or a weapon opens a clause: ", and hitting targets in X"."""
    told, scene, at = frame.trigger.payload, frame.scene, frame.trigger.start
    if told.form != "present" or told.attributes["category"] != "attack" or frame.weapons:
        return False
    first = scene.clauses[scene.clause(at)]
    return at == first or (at == first + 1 and any(c.start == first for c in scene.cues_of("conjunction")))


def _more_dead(frame: Frame) -> bool:
    """Whether more people are told to have died at another place, and nothing of how: "while another two died in X"."""
    if frame.weapons or frame.agent is not None or frame.harm.civilian or not frame.located():
        return False
    first, at = frame.scene.clauses[frame.scene.clause(frame.trigger.start)], frame.trigger.start
    return any(first <= c.start < at for c in frame.scene.cues_of("again"))
