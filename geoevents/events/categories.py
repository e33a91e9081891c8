"""Which category an event is of, where its trigger alone does not say.

An attack is of its weapon's category (data/weapons.toml), else of its agent's usual one (data/actors.toml),
else shelling. Casualties without an attack are violence against civilians, or a clash when fighters fell.
The categories and their ACLED types are those of data/taxonomy.toml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.events.standing import operates
from geoevents.language.clitics import BA, LAM, SIN, WA

if TYPE_CHECKING:
    from geoevents.events.frame import Frame
    from geoevents.language import Match
    from geoevents.lexicon import Entry

ATTACKS = frozenset({"air_strike", "missile_launch", "shelling", "explosion", "chemical_attack"})
VIOLENT = ATTACKS | {"clash", "advance", "violence_against_civilians", "arrest", "protest"}
OPEN = frozenset({"downing", "held", "attack", "assault", "harm", "fall", "fire", "shooting", "travel"})
"""Categories of the vocabulary that the rest of the sentence decides."""
_BY_CROWDS = frozenset({"attack", "assault", "advance", "other", "travel"})
"""Categories whose deeds by protesters are part of their protest: roads closed, stones thrown."""
_THREATENED = frozenset({"attack", "assault", "clash", "advance", "shelling"})
_DESTROYING = frozenset({"attack.damage", "attack.blow"})
"""Entries of data/lexicon/*/triggers.toml for what was destroyed: by men on the ground it was in a fight."""
_ROADBLOCK = "protest.roadblock"
_RAID = "air_strike.raid"
FLYING = frozenset({"unknown aircraft", "unknown drones"})
"""Groups of data/lexicon/*/roles.toml that attack from the air."""
_GUNMEN = frozenset({"unknown gunmen", "armed gang"})
"""Those that attack with small arms where no weapon is told."""
_REACH = 5
_NEAR = 2
_ARMED = frozenset({"insurgents", "militants", "local factions", "allied militias", "mercenaries"})
"""Groups of data/lexicon/*/roles.toml whose people fight."""


def decide(frame: Frame) -> str:
    """The category of a frame, as far as its own words decide it; an open one stays open."""
    category = frame.category
    if _is_chemical(frame):
        return "chemical_attack"
    if category in _BY_CROWDS and frame.agent is not None and frame.agent.crowd == "protest":
        return "protest"
    if frame.key == _ROADBLOCK and _by_soldiers(frame):
        return "held"
    if category == "explosion" and _flown(frame):
        return "air_strike"
    if frame.trigger.payload.key == _RAID and _by_guns(frame):
        return "shelling"
    if category in _THREATENED and _threatened(frame):
        return "warning"
    decider = _DECIDERS.get(category)
    return category if decider is None else decider(frame)


def _is_chemical(frame: Frame) -> bool:
    """Whether an attack is told with a chemical agent."""
    attack = frame.category in ("attack", "assault", "air_strike", "shelling", "fire")
    return attack and any(w.payload.category == "chemical_attack" for w in frame.weapons)


def _by_soldiers(frame: Frame) -> bool:
    """Whether a party with an army does it, be it as the subject of the clause before: "took X, blocking the road"."""
    doer = frame.agent
    if doer is None and frame.trigger.payload.form == "present":
        before = (p for p in reversed(frame.scene.parties) if p.end <= frame.trigger.start and not p.adjective)
        doer = next(before, None)
    return doer is not None and doer.actor is not None


def _by_guns(frame: Frame) -> bool:
    """Whether what bombs, right before the verb, are guns: "the artillery bombed a post"."""
    guns = (w.end == frame.trigger.start and w.payload.category == "shelling" for w in frame.weapons)
    return any(guns) and not _from_the_air(frame)


def _flown(frame: Frame) -> bool:
    """Whether aircraft blow something up, or are what explodes: "drones laden with explosives"."""
    weapons = frame.weapons
    air = [w for w in weapons if w.payload.branch == "air"]
    return bool(air) and (len(air) == len(weapons) or any(w.end == frame.trigger.start for w in air))


def _threatened(frame: Frame) -> bool:
    """Whether what the trigger tells is only threatened: "threatened at a meeting to storm the town"."""
    threats = (c for c in frame.scene.cues_of("threat") if c.end <= frame.trigger.start)
    return frame.trigger.prefix == BA and next(threats, None) is not None


def weapon_category(frame: Frame) -> str | None:
    """The category that the frame's weapons give, a weapon before the aircraft or ship that carries it."""
    for platform in (False, True):
        found = [w.payload for w in frame.weapons if w.payload.platform is platform and w.payload.category in ATTACKS]
        found = [w for w in found if platform or w.branch != "air" or not _flies_nothing(frame)]
        if not found:
            continue
        if any(w.branch == "air" or (w.either and _attacks_from_the_air(frame)) for w in found):
            return "air_strike"
        if not platform and _from_the_air(frame) and found[0].category == "shelling":
            return "air_strike"
        categories = [w.category for w in found]
        return "missile_launch" if "missile_launch" in categories else categories[0]  # "a rocket of the type Scud"
    return None


def _flies_nothing(frame: Frame) -> bool:
    """Whether who acts has no aircraft, so that its bombs are not dropped."""
    actor = frame.agent.actor if frame.agent is not None else None
    return actor is not None and actor.air is None and actor.attack != "air_strike"


def _attacks_from_the_air(frame: Frame) -> bool:
    """Whether who acts is told of as attacking from the air, be it with missiles: "Israeli missiles hit"."""
    return frame.agent is not None and frame.agent.actor is not None and frame.agent.actor.attack == "air_strike"


def _from_the_air(frame: Frame) -> bool:
    force = frame.agent.actor if frame.agent is not None else None
    return (force is not None and force.air == force.name) or any(w.payload.branch == "air" for w in frame.weapons)


def _attack(frame: Frame) -> str:
    by_weapon = weapon_category(frame)
    if by_weapon is not None:
        return by_weapon
    if any(w.payload.category == "warning" for w in frame.weapons):
        return "warning"  # leaflets are dropped, too
    guns = [w for w in frame.weapons if frame.key == "attack.shelling" and w.payload.category == "shooting"]
    if guns and (any(w.payload.crewed for w in guns) or not _of_an_army(frame)):  # a sniper aims at men
        return _shooting(frame)
    if frame.agent is not None and frame.agent.name in FLYING:
        return "air_strike"
    if frame.trigger.payload.attributes.get("armed") and not _from_the_air(frame):
        return "attack"  # "released ten prisoners"
    if frame.agent is not None and frame.agent.name in _GUNMEN and frame.key == "attack.shelling":
        return "clash" if frame.target is not None and frame.target.actor is not None else _shooting(frame)
    if frame.agent is not None and frame.agent.actor is not None and frame.agent.actor.attack:
        destroys = frame.key in _DESTROYING and frame.trigger.payload.form in ("past", "present")
        return "clash" if destroys and frame.agent.actor.attack == "shelling" else frame.agent.actor.attack
    return str(frame.trigger.payload.attributes.get("resolves", "attack"))


def _of_an_army(frame: Frame) -> bool:
    return frame.agent is not None and frame.agent.actor is not None


def _assault(frame: Frame) -> str:
    by_weapon = weapon_category(frame)
    if by_weapon is None and frame.agent is not None and frame.agent.actor is not None:
        by_weapon = "air_strike" if frame.agent.actor.attack == "air_strike" else None
    return by_weapon or "clash"


def _fire(frame: Frame) -> str:
    near = [
        w
        for w in frame.weapons
        if 0 <= w.start - frame.trigger.end < _REACH + 1 or frame.trigger.start - w.end < _REACH + 1
    ]
    if near:
        return weapon_category(frame) or "fire"
    before = [w for w in frame.scene.weapons if w.end == frame.trigger.start and w.payload.category in ATTACKS]
    return str(before[0].payload.category) if before and frame.trigger.suffix else "fire"  # "shells that B fired"


def _shooting(frame: Frame) -> str:
    """Between armed sides a clash; of single men by unknown ones an attack on a person."""
    if _from_the_air(frame) and frame.key == "shooting.fire":
        return "air_strike"
    combatants = [v for v in frame.victims if v.payload.attributes["side"] == "combatant"]
    civilians = any(v.payload.attributes["side"] == "civilian" for v in frame.victims)
    armed = frame.agent is not None and frame.agent.actor is not None
    several = any(v.payload.attributes.get("number") is None for v in combatants)
    return "clash" if combatants and not civilians and (armed or several) else "violence_against_civilians"


def _fall(frame: Frame) -> str:
    start, end = frame.trigger.start, frame.trigger.end
    end = next((t.end for t in frame.times if t.start == end), end)  # "there fell last night a rocket"
    fallen = [
        str(w.payload.category)
        for w in frame.scene.weapons
        if w.payload.category in ATTACKS
        and ((w in frame.weapons and 0 <= w.start - end <= _REACH) or 0 <= start - w.end <= 1)
    ]
    if fallen:
        return weapon_category(frame) or fallen[0]
    if any(0 <= v.start - end <= _REACH and v.payload.attributes.get("number") != 1 for v in frame.victims):
        return "harm"
    counted = (t for t in frame.scene.triggers if "harm" in t.payload.attributes and 0 <= t.start - end <= _REACH)
    if any(not t.prefix.startswith(WA) for t in counted):
        return "harm"
    places = frame.scene.places
    if any(c.start == end for c in frame.scene.cues_of("aimed")):
        return "attack"  # what falls on something is no town
    if any(0 <= p.start - end <= _NEAR or 0 <= start - p.end <= 1 for p in places):
        return "advance"
    return "fall"


def _transfer(frame: Frame) -> str:
    """What civilians alone hand over or receive is no place: "the farmers received their money"."""
    people = {v.payload.attributes["side"] for v in frame.victims} == {"civilian"}
    nobody = frame.agent is None and frame.target is None
    return "held" if frame.key == "transfer.handover" and people and nobody else "transfer"


def _travel(frame: Frame) -> str:
    sides = [v.payload.attributes["side"] for v in frame.victims]
    civilians = _beside(frame) == "civilian"
    if "civilian" in sides and ("combatant" not in sides or civilians) and frame.agent is None:
        return "evacuation"
    people = frame.agent is not None and frame.agent.crowd == "people"
    if "combatant" in sides or ("vehicle" in sides and not people) or (frame.agent is not None and not people):
        return "movement"
    if sides or frame.agent is not None:
        return "evacuation"
    if any(m.payload.key.startswith("movement") for m in frame.scene.triggers):
        return "movement"
    return "travel"


def _beside(frame: Frame) -> str | None:
    """Who stands right beside a verb of moving."""
    start, end = frame.trigger.start, frame.trigger.end
    beside = [v for v in frame.victims if 0 <= v.start - end <= 1 or start == v.end]
    return str(beside[0].payload.attributes["side"]) if beside else None


def _downing(frame: Frame) -> str:
    """Aircraft brought down; of anything else the word tells nothing."""
    aircraft = [w for w in frame.weapons if w.payload.branch == "air"]
    return "other" if any(w.start - frame.trigger.end <= 2 * _REACH for w in aircraft) else "downing"


def _advance(frame: Frame) -> str:
    """To seize people is no advance, and buses or a convoy that enter somewhere travel."""
    end = frame.trigger.end
    if _holds(frame):
        return "held"
    if frame.key == "advance.progress" and _of_vehicles(frame):
        return _travel(frame)
    before = frame.agent is not None and frame.agent.start < frame.trigger.start  # after it fighters are the subject
    before = (
        before or frame.scene.cue(frame.trigger.start, "conjunction") is not None
    )  # "and captured two members of A"
    form = frame.trigger.payload.form
    sides = ("civilian", "combatant") if before and form in ("past", "base") else ("civilian",)
    objects = [v for v in frame.victims if 0 <= v.start - end <= _NEAR and v.payload.attributes["side"] in sides]
    passive = frame.scene.cue(frame.trigger.start, "passive")
    if passive is not None and frame.key == "advance.control":
        objects = [v for v in frame.victims if v.end == passive.start] or objects
    first_place = min((p.start for p in frame.scene.places if p.start >= end), default=frame.last)
    seized = (
        frame.key == "advance.control"
        and objects
        and objects[0].start < first_place
        and form in ("past", "present", "base", "participle")
    )
    if not seized:
        return "advance"
    civilian = objects[0].payload.attributes["side"] == "civilian"
    return "violence_against_civilians" if civilian else "arrest"


def _holds(frame: Frame) -> bool:
    """Whether a verb in the present before its subject tells who holds a place: "and A controls most of B"."""
    trigger, agent = frame.trigger, frame.agent
    if frame.key != "advance.control" or trigger.payload.form != "present":
        return False
    if frame.background:  # "A was controlling B"
        return True
    if frame.times:
        return False
    told = agent is not None and agent.start >= trigger.end
    return told and frame.scene.cue(trigger.start, "that") is None and not trigger.prefix.endswith((LAM, SIN))


def _of_vehicles(frame: Frame) -> bool:
    """Whether the subject beside a verb are vehicles: after it in Arabic, before it in both languages."""
    start, end = frame.trigger.start, frame.trigger.end
    others = [p.start for p in frame.scene.parties if p.start >= end] + [
        p.start for p in frame.scene.places if p.start >= end
    ]
    reach = min([end + _REACH - 1, *others])  # "entered more than a hundred lorries"
    beside = [v for v in frame.victims if end <= v.start <= reach or 0 <= start - v.end <= 1 or _leads(frame, v)]
    return frame.trigger.payload.form in ("past", "present") and any(
        v.payload.attributes["side"] == "vehicle" for v in beside
    )


def _leads(frame: Frame, vehicles: Match[Entry]) -> bool:
    """Whether vehicles open a clause as the head of its subject: "a convoy of the army entered"."""
    scene, start = frame.scene, frame.trigger.start
    opens = vehicles.start - scene.clauses[scene.clause(start)] <= _REACH
    of = any(c.start == vehicles.end for c in scene.cues_of("of"))
    return opens and of and vehicles.end < start and not any(vehicles.end <= t.start < start for t in scene.triggers)


def _clash(frame: Frame) -> str:
    """To stop missiles or drones in the air is part of the attack with them; what aircraft storm they strike."""
    end = frame.trigger.end
    if frame.key == "clash.fighting" and any(
        w.payload.branch == "air" and w.end == frame.trigger.start for w in frame.weapons
    ):
        return "air_strike"
    flying = [w for w in frame.weapons if 0 <= w.start - end <= 1 and LAM in w.prefix]
    category = flying[0].payload.category if flying else None
    return str(category) if frame.key == "clash.repel" and category in ("missile_launch", "air_strike") else "clash"


_DECIDERS = {
    "clash": _clash,
    "advance": _advance,
    "downing": _downing,
    "attack": _attack,
    "assault": _assault,
    "fire": _fire,
    "shooting": _shooting,
    "fall": _fall,
    "transfer": _transfer,
    "travel": _travel,
}


def settle(frame: Frame) -> str | None:
    """The category of a frame that is still open when its sentence has been read, or ``None`` to drop it."""
    if _is_chemical(frame):
        return "chemical_attack"
    if frame.category == "attack":
        if frame.trigger.payload.attributes.get("armed") and all(w.payload.platform for w in frame.weapons):
            return None  # "a plane landed in"
        told = frame.trigger.payload.form == "word" and (frame.harm.killed.known or frame.harm.injured.known)
        named = frame.weapons or frame.agent or frame.target
        if not frame.weak or named or (frame.victims and not told):
            return "shelling"
        return _harm(frame) if told else None
    if frame.category == "harm":
        return _harm(frame)
    return None if frame.category in OPEN else frame.category


def _harm(frame: Frame) -> str | None:
    by_weapon = weapon_category(frame)
    if by_weapon is not None:
        return by_weapon
    if any(frame.first <= c.start < frame.last for c in frame.scene.cues_of("accident")):
        return None
    shot = any(w.payload.category == "shooting" for w in frame.weapons)
    sides = {v.payload.attributes["side"] for v in frame.victims}
    armed = frame.harm.civilian is False
    if frame.harm.civilian is None:
        armed = "combatant" in sides and "civilian" not in sides
        armed = armed or (frame.target is not None and (frame.target.actor is not None or frame.target.name in _ARMED))
    if armed and (shot or frame.agent is not None):
        return "clash"
    if frame.agent is not None and operates(frame.scene, frame.agent):
        return "clash"
    named = frame.key == "harm.killed" and frame.trigger.payload.form == "word" and bool(frame.located())
    if shot or frame.agent is not None or frame.harm.killed.known or named:
        return "clash" if armed else "violence_against_civilians"
    return None
