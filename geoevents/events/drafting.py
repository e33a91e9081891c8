"""From a finished frame to the drafts of its events."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from geoevents.events.categories import ATTACKS, VIOLENT
from geoevents.events.draft import CIVILIANS, FIGHTERS, PROTESTERS, Draft
from geoevents.events.harm import Harm
from geoevents.events.opponents import holder
from geoevents.events.shares import shared_harm
from geoevents.events.sites import sites
from geoevents.events.slots import fillers
from geoevents.lexicon.parties import actors, carriers

if TYPE_CHECKING:
    from geoevents.events.claims import Claim
    from geoevents.events.frame import Frame, PlaceSlot
    from geoevents.events.mentions import TimeMention
    from geoevents.events.vocabulary import Vocabulary
    from geoevents.language import Document
    from geoevents.lexicon.parties import Actor

_AFTER_REACH = 8
_NUMBER_REACH = 3
_FOUGHT = ATTACKS | {"clash", "advance"}
_ARMED = ATTACKS | {"warning"}
_TAKEN = frozenset({"movement", "evacuation"})
_CIVILIAN = frozenset({"violence_against_civilians", "arrest"})


class _Named(NamedTuple):
    """What the columns call who acts, civilians, whose men or holdings are told, the weapon; and its number."""

    agent: str | None
    people: str
    attacked: str | None
    weapon: str | None
    weapon_count: int | None


def make_drafts(
    frame: Frame, claim: Claim, document: Document, words: Vocabulary, day: str | None = None
) -> list[Draft]:
    """The events of a frame, one a place where it lists several."""
    groups = sites(frame, document.words)
    shares = None
    if len(groups) > 1 and frame.harm.start >= 0:
        shares = shared_harm(frame, [_place_ids(group) for group in groups], document, words)
    people = _people(frame, document, words)
    attacked = _soldiers_of(frame, day) or _holder(frame, document)
    named = _Named(_agent_name(frame, day), people, attacked, *_weapon(frame, document, words))
    return [
        _draft(
            frame,
            claim,
            document,
            named,
            places,
            _harm_of(frame, groups, i) if shares is None else shares[i],
            _time_of(frame, groups, i),
        )
        for i, places in enumerate(groups)
    ]


def _place_ids(slots: tuple[PlaceSlot, ...]) -> set[str]:
    return {a.place.place_id for slot in slots for a in slot.mention.phrase.anchors if a.place}


def _harm_of(frame: Frame, groups: list[tuple[PlaceSlot, ...]], number: int) -> Harm:
    """The casualties of one of several places: its own count where each has one, else at the place told with them."""
    parts = frame.harm.parts
    if len(groups) > 1 and len(parts) == len(groups):
        return dataclasses.replace(frame.harm, killed=parts[number][1], parts=())
    return frame.harm if number == _harm_place(frame, groups) else Harm(civilian=frame.harm.civilian)


def _harm_place(frame: Frame, groups: list[tuple[PlaceSlot, ...]]) -> int:
    """Which of a list of places the casualties go with: one told right after them, else the first."""
    if frame.harm.start < 0:
        return 0
    if frame.harm.at is not None:
        own = (i for i, group in enumerate(groups) if group and group[0].mention.start == frame.harm.at)
        again = (p for p in frame.scene.places if p.start == frame.harm.at)
        told = {a.place.place_id for p in again for a in p.phrase.anchors if a.place}
        named = (i for i, group in enumerate(groups) if not told.isdisjoint(_place_ids(group)))
        return next(own, next(named, 0))
    after = (
        i for i, group in enumerate(groups) if group and 0 <= group[0].mention.start - frame.harm.start < _AFTER_REACH
    )
    return next(after, 0)


def _time_of(frame: Frame, groups: list[tuple[PlaceSlot, ...]], number: int) -> TimeMention | None:
    """The time of one of several places: the first one after it where each has its own."""
    times = [t for t in frame.times if t.time.first is not None]
    if len(groups) > 1 and frame.scene.cues_of("respective"):
        return _in_order(times, len(groups), number) or frame.time
    if len(groups) == 1 or len(times) < len(groups) or not groups[number]:
        return frame.time
    return next((t for t in times if t.start >= groups[number][0].mention.end), frame.time)


def _in_order(times: list[TimeMention], places: int, number: int) -> TimeMention | None:
    """The day of one of several places that are told in the order of their days."""
    if len(times) == places:
        return times[number]
    first, last = (times[0].time.first, times[0].time.last) if len(times) == 1 else (None, None)
    if first is None or last is None or (last - first).days + 1 != places:
        return None
    day = first + dt.timedelta(days=number)
    return times[0]._replace(time=dataclasses.replace(times[0].time, first=day, last=day, value=day.isoformat()))


def _draft(
    frame: Frame,
    claim: Claim,
    document: Document,
    named: _Named,
    places: tuple[PlaceSlot, ...],
    harm: Harm,
    time: TimeMention | None,
) -> Draft:
    scene, trigger = frame.scene, frame.trigger
    start, end = document.span(*_evidence(frame))
    time_source = "own" if time is not None else "none"
    if time is None and scene.header_time is not None and not frame.background:
        time, time_source = scene.header_time, "header"
    return Draft(
        category=frame.category,
        trigger=document.original(trigger.start, trigger.end),
        trigger_start=document.starts[trigger.start],
        trigger_end=document.ends[trigger.end - 1],
        start=start,
        end=end,
        places=tuple((s.role, s.mention.phrase) for s in places),
        place_source=frame.inherited or "own",
        time=time.time if time is not None else None,
        time_source=time_source,
        background=frame.background and frame.time is None,
        actor1=named.agent,
        actor1_party=frame.agent.actor if frame.agent is not None else None,
        actor2=_target_name(frame, harm, named) or named.attacked,
        weapon=named.weapon,
        weapon_count=named.weapon_count,
        harm=harm,
        status=claim.status,
        claimed_by=claim.claimed_by,
        strong=not frame.weak,
        refers=frame.definite,
        rule=" + ".join([frame.key, *frame.rules]),
        slots=fillers(frame, claim, document, places, time, weapon=named.weapon, harm=harm),
    )


def _evidence(frame: Frame) -> tuple[int, int]:
    """The tokens that tell an event: its sentence, or of several events' sentence its own clauses."""
    scene = frame.scene
    if frame.alone or frame.first < scene.first or not scene.clauses:
        return scene.first, scene.last
    first = scene.clauses[scene.clause(frame.first)]
    beyond = scene.clause(max(frame.last - 1, frame.trigger.start)) + 1
    return first, scene.clauses[beyond] if beyond < len(scene.clauses) else scene.last


def _of_two(frame: Frame) -> bool:
    """A clash of which one side is named: it is the first actor, unless it was attacked or only its losses are told."""
    return (
        frame.category == "clash"
        and not frame.key.startswith(("harm.", "assault.", "shooting."))
        and not _defends(frame)
    )


def _agent_name(frame: Frame, day: str | None) -> str | None:
    agent = None if _moves_itself(frame) else frame.agent
    if agent is None and _of_two(frame) and frame.target is not None:
        return frame.target.name
    if frame.category == "protest":
        return _crowd(frame)
    if agent is None and frame.category in _TAKEN and _carries_fighters(frame):
        return FIGHTERS
    if agent is None:
        owner = _owner(frame, day)
        if owner is None or frame.category not in _ARMED or not (day is None or owner.holds(day)):
            return None
        return owner.branch_name(_branch(frame))
    if agent.actor is None or agent.name != agent.actor.name:
        return agent.name
    return agent.actor.branch_name(_branch(frame))


def _carries_fighters(frame: Frame) -> bool:
    """Whether those who leave or come are armed men of nobody named: "buses with fighters left X"."""
    sides = {v.payload.attributes["side"] for v in frame.victims}
    return "combatant" in sides and "civilian" not in sides


def _crowd(frame: Frame) -> str:
    """Who protests: a crowd that acts or is told of; the party that stands against it is the second actor."""
    if frame.agent is not None and frame.agent.crowd is not None:
        return frame.agent.name
    told = (p.name for p in frame.scene.parties if p.crowd is not None and frame.first <= p.start < frame.last)
    return next(told, PROTESTERS)


def _owner(frame: Frame, day: str | None) -> Actor | None:
    """Whose the weapons are where nobody is named; of an attack told without any, what must have carried it."""
    if frame.trigger.payload.attributes.get("defends"):
        return None  # whoever it is that was beaten off
    areas = _areas(frame)
    carrier = carriers().get(frame.category)
    weapons = [w.payload for w in frame.weapons] or ([carrier] if carrier is not None else [])
    return next((actors()[owner] for weapon in weapons if (owner := weapon.owner(day, areas))), None)


def _moves_itself(frame: Frame) -> bool:
    """Whether those who flee or leave are the people of a place: nobody did it to them."""
    return frame.category == "evacuation" and frame.agent is not None and frame.agent.crowd == "people"


def _branch(frame: Frame) -> str | None:
    """Whether an air force, a navy or a state acts in an event."""
    if frame.category == "missile_launch" and any(w.payload.branch == "navy" for w in frame.weapons):
        return "navy"
    return {"air_strike": "air", "agreement": "state"}.get(frame.category)


def _areas(frame: Frame) -> frozenset[str]:
    """The governorates and districts of a frame's places."""
    places = [anchor.place for slot in frame.located() for anchor in slot.mention.phrase.anchors if anchor.place]
    return frozenset(name for place in places for name in (place.admin1, place.admin2) if name)


def _people(frame: Frame, document: Document, words: Vocabulary) -> str:
    """The civilians of a frame by name, with their work or situation where all of them are told with one."""
    civilians = [v for v in frame.victims if v.payload.attributes["side"] == "civilian"]
    told = [words.professions.scan(document, v.start, v.end) for v in civilians]
    names = dict.fromkeys(str(match.payload.attributes["name"]) for found in told for match in found)
    return f"{CIVILIANS} ({', '.join(names)})" if names and all(told) else CIVILIANS


def _soldiers_of(frame: Frame, day: str | None) -> str | None:
    """The army whose soldiers are told as those attacked: by a nationality beside them, else their country's own."""
    fought = frame.target if _of_two(frame) and frame.agent is None else frame.agent
    if frame.category not in VIOLENT or (_of_two(frame) and fought is None):
        return None
    parties = frame.scene.parties
    for soldier in (v for v in frame.victims if "party" in v.payload.attributes and not v.suffix):
        beside = next((p for p in parties if p.start <= soldier.end and soldier.start <= p.end), None)
        army = beside.actor if beside is not None else actors()[str(soldier.payload.attributes["party"])]
        agent = fought.actor if fought is not None else None
        if army is not None and (agent is None or agent.camp != army.camp) and (day is None or army.holds(day)):
            return army.name
    return None


def _target_name(frame: Frame, harm: Harm, names: _Named) -> str | None:
    agent, target = frame.agent, frame.target
    if agent is None and _of_two(frame):
        return None
    if frame.category == "protest" and agent is not None and agent.crowd is None:
        return agent.name
    civilian = harm.civilian or any(v.payload.attributes["side"] == "civilian" for v in frame.victims)
    named = target is not None and (agent is None or target.name != agent.name)
    if target is not None and named and (target.actor is not None or not civilian):
        if target.actor is not None and target.name == target.actor.name:
            return target.actor.branch_name("state" if frame.category == "agreement" else None)
        return target.name
    if frame.category == "protest" or (harm.civilian is False and not named):
        return None
    persons = any(v.payload.key.startswith("person.") for v in frame.victims)
    unnamed = persons and harm.start >= 0 and names.attacked is None
    told = frame.category in ATTACKS and (civilian or unnamed)
    moved = frame.category == "evacuation" and (agent is None or _moves_itself(frame))
    suffered = frame.category in _CIVILIAN and (civilian or persons)
    return names.people if moved or told or harm.civilian or suffered else None


def _holder(frame: Frame, document: Document) -> str | None:
    """Who holds what somebody else attacks or takes."""
    held = holder(frame, document) if frame.agent is not None and frame.category in _FOUGHT else None
    return held.name if held is not None and frame.agent is not None and held.name not in frame.agent.name else None


def _defends(frame: Frame) -> bool:
    """Whether the trigger tells that an attack was repelled: who attacked is the second actor."""
    return bool(frame.trigger.payload.attributes.get("defends"))


def _weapon(frame: Frame, document: Document, words: Vocabulary) -> tuple[str | None, int | None]:
    """The weapon and how many: the most telling one, aircraft and ships only where no weapon is named."""
    named = [w for w in frame.weapons if not w.payload.platform] or [w for w in frame.weapons if w.payload.telling]
    if not named or frame.category not in ATTACKS | {"warning", "clash"}:
        return None, None
    best = max(named, key=lambda w: (w.payload.category == frame.category, -w.start))
    before = words.numerals.find(document, max(frame.first, best.start - _NUMBER_REACH), best.start)
    number = next((n for n in before if n.end >= best.start - 1 and n.value is not None), None)
    return best.payload.name, None if number is None or number.value is None else int(number.value)
