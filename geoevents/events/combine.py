"""Several words for one event: frames of a sentence that tell the same thing become one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.events.absorb import absorb
from geoevents.events.categories import ATTACKS, OPEN, VIOLENT, settle
from geoevents.events.causes import HOSTS, harm_after_cause, harm_before_cause, harm_of_next, same_place
from geoevents.events.sharing import set_against, share_agents, share_aircraft, share_kinds
from geoevents.language.clitics import BA, LAM, WA

if TYPE_CHECKING:
    from collections.abc import Callable

    from geoevents.events.frame import Frame

_CAUSED = 12
_SIDE_BY_SIDE = 3
_DAMAGE = ("attack.blow", "attack.damage")
_MOVING = frozenset({"movement", "evacuation"})
_TRAVELS = _MOVING | {"travel"}
_EXPOSED = "attack.exposed"
_KILLING = "violence_against_civilians.killing"


def combine(frames: list[Frame]) -> list[Frame]:
    """Join the frames of one sentence that tell one event; settle what is still open.

    Returns
    -------
    list of Frame
        In the order of the text. Frames of harm that found no cause and no place of their own stay, with
        category ``harm``, for the event that the sentence before told.
    """
    aside = [f for f in frames if f.scene.aside(f.trigger.start) is not None]
    if aside and len(aside) < len(frames):
        main = [f for f in frames if f not in aside]
        return sorted([*combine(main), *combine(aside)], key=lambda f: f.trigger.start)
    if len(frames) > 1:
        share_aircraft(frames)
        for join in _JOINS:
            frames = _joined(frames, join)
        share_agents(frames)
        share_kinds(frames)
    kept = []
    for frame in frames:
        if frame.category == "harm" and not frame.places and not frame.weapons:
            kept.append(frame)
            continue
        category = settle(frame)
        if category is not None:
            frame.category = category
            set_against(frame)
            kept.append(frame)
        elif kept and not kept[-1].located() and kept[-1].category in VIOLENT:
            kept[-1].places += frame.places  # the word tells nothing, but where the one before it happened
    return kept


def _joined(frames: list[Frame], join: Callable[[Frame, Frame], Frame | None]) -> list[Frame]:
    out: list[Frame] = []
    for frame in frames:
        one = join(out[-1], frame) if out and not (out[-1].negated or frame.negated) else None
        if one is None:
            out.append(frame)
        else:
            out[-1] = one
    return out


def _attack_by_its_verb(host: Frame, other: Frame) -> Frame | None:
    """Join "raids that hit the town": a noun and the verb that says where, or two nouns for one strike."""
    if (host.category == "fire" and not host.weapons) or _of_others(host, other):
        return None
    raid = (
        host.category == "clash"
        and not host.located()
        and other.category == "attack"
        and not other.trigger.prefix.startswith(WA)
    )
    if (not raid and host.category not in ATTACKS | {"attack", "assault", "fire"}) or other.category not in ATTACKS | {
        "attack",
        "fire",
    }:
        return None
    if host.background != other.background or (other.times and host.times and other.times != host.times):
        return None
    one_open = not host.located() or not other.located()
    if not one_open or (host.harm.killed.known and other.harm.killed.known):
        return None
    if host.category in ATTACKS and other.category in ATTACKS and host.category != other.category:
        coordinated = other.trigger.start - host.trigger.end <= _SIDE_BY_SIDE and not host.located()
        if not coordinated and not (host.category == "shelling" or other.category == "shelling"):
            return None
    new_clause = host.scene.clause(host.trigger.start) != host.scene.clause(other.trigger.start)
    relative = host.scene.cue(other.trigger.start, "connector") is not None
    if new_clause and host.scene.cue(other.trigger.start, "again") is not None:
        return None
    if new_clause and not relative and not other.weak and host.located():
        return None
    leads = host.weak and not other.weak and (not host.located() or host.key in _DAMAGE)
    leads = leads or _sound_of(host, other)
    return absorb(other, host, "told by") if leads else absorb(host, other, "told by")


def _patrol_hit(host: Frame, other: Frame) -> Frame | None:
    """Join an attack to the patrol that it hit, which only reads like a movement: "a bomb hit a patrol of A near X"."""
    post = any(c.start == other.trigger.start for c in host.scene.cues_of("holding"))
    if not post or other.category != "movement" or host.category not in ATTACKS | {"attack", "assault", "clash"}:
        return None
    if host.located() or host.scene.cue(other.trigger.start, "definite", "indefinite") is None:
        return None
    host.target, other.agent = host.target or other.agent, None
    return absorb(host, other, "hitting")


def _exposed_to(host: Frame, other: Frame) -> Frame | None:
    """Join a verb of suffering to what was suffered: "which has been exposed for a month to shelling"."""
    if host.key != _EXPOSED or LAM not in other.trigger.prefix or host.located():
        return None
    if other.trigger.payload.form not in ("noun", "word") or other.trigger.start - host.trigger.end > _CAUSED:
        return None
    return absorb(other, host, "exposed to")


def _in_flight(host: Frame, other: Frame) -> Frame | None:
    """Join an attack to what those attacked were doing: "struck a car during their attempt to flee from X"."""
    if other.category not in _TRAVELS or host.category not in ATTACKS | {"attack"} or host.located():
        return None
    during = host.scene.cues_of("while")
    if not any(0 <= other.trigger.start - c.end <= 1 for c in during) or other.trigger.payload.form == "past":
        return None
    for slot in other.places:
        slot.role = "location"
    other.agent = other.target = None
    return absorb(host, other, "during")


def _of_others(host: Frame, other: Frame) -> bool:
    """Whether two frames have agents of their own who are not the same: A's rockets, and B's answer."""
    return host.agent is not None and other.agent is not None and host.agent.name != other.agent.name


def _damage_done(host: Frame, other: Frame) -> Frame | None:
    """Join what an attack, a battle or a capture destroyed, and a drop of leaflets with the leaflets."""
    idle = host.category == "fire" and not host.weapons
    if (
        other.key in _DAMAGE
        and not idle
        and host.category in HOSTS | {"assault"}
        and not other.times
        and same_place(host, other)
    ):
        return absorb(host, other, "destroying")
    if host.category == "harm" and other.key in _DAMAGE and other.trigger.prefix.startswith(WA) and not other.located():
        return absorb(host, other, "and")
    if host.category in ("attack", "air_strike", "fire") and other.category == "warning" and not host.located():
        return absorb(other, host, "dropped")
    by = host.scene.cue(other.trigger.start, "preposition.agent", "indefinite")
    if host.key.startswith("other.") and other.category in ATTACKS and by is not None and not other.located():
        return absorb(other, host, "leaving")  # "was put out of service by an air strike"
    if other.key.startswith("other.") and host.category in ATTACKS and not (host.located() and other.located()):
        return absorb(host, other, "leaving")
    if host.category == other.category == "agreement" and not (other.times and (host.times or host.located())):
        return absorb(host, other, "and")
    return None


def _repelled(host: Frame, other: Frame) -> Frame | None:
    """Join what was beaten off to the attack that it was: a fight of the defender, a strike of the attacker."""
    if other.trigger.payload.attributes.get("defends") and host.category in ATTACKS and not other.located():
        host.target, other.agent = host.target or other.agent, None
        return absorb(host, other, "beaten off by")
    if _was_repelled(host, other):  # "an assault by A on X was repelled by B"
        host.target, other.agent = other.agent or host.target, None
        return absorb(host, other, "beaten off by")
    near = other.category == "clash" or other.trigger.start - host.trigger.end <= _SIDE_BY_SIDE
    near = near or LAM in other.trigger.prefix
    defends = host.trigger.payload.attributes.get("defends")
    attempt = other.key == "advance.progress" and other.trigger.payload.form in ("noun", "word")
    fought = attempt or other.category in ATTACKS | {"clash", "assault"}
    if not defends or not near or (host.located() and other.located()) or not fought:
        return None
    if other.category in ATTACKS:
        other.target = other.target or host.agent
        host.agent = None
        return absorb(other, host, "beaten off")
    return absorb(host, other, "beating off")


def _was_repelled(host: Frame, other: Frame) -> bool:
    """Whether an English passive tells how an attack ended: its subject is the attack, its agent who beat it off."""
    told = other.trigger.payload.attributes.get("defends") and not other.located() and not other.times[1:]
    passive = told and host.scene.cue(other.trigger.start, "passive") is not None
    return bool(passive) and host.category in ("clash", "assault") and host.trigger.payload.form != "past"


def _one_killing(host: Frame, other: Frame) -> Frame | None:
    """Join a bullet to whom it hit and the fight that it was fired in, bodies found to how they were killed."""
    if (host.key, other.key) == ("shooting.fire", "attack.wound") and not other.located() and not other.weapons:
        return absorb(host, other, "hitting")  # "a bullet that hit him"
    if _by_marksman(host, other):
        return absorb(host, other, "by")
    if host.key == "violence_against_civilians.body" and other.key == _KILLING and not other.located():
        return absorb(host, other, "again")  # "bodies were found, and activists said that they had been executed"
    if _in_fight(host, other):
        return absorb(other, host, "during")
    taken = other.key == "arrest.capture" and not other.located() and not other.times
    if host.category in ("advance", "clash") and taken:
        return absorb(host, other, "capturing")  # "took the base and captured ten soldiers"
    return None


def _by_marksman(host: Frame, other: Frame) -> bool:
    """Whether who shot is named after an English verb of shooting: "was shot dead by an army sniper in X"."""
    shot = host.trigger.payload.attributes["category"] == "shooting"
    by = (c for c in host.scene.cues_of("preposition.agent") if host.trigger.end <= c.start)
    return shot and other.key == "shooting.fire" and any(0 <= other.trigger.start - c.end <= _SIDE_BY_SIDE for c in by)


def _means(host: Frame, other: Frame) -> Frame | None:
    """Join a killing to how it was done ("by shooting at"), to the arrest before it, a raid to whom it took."""
    if _killed_in(host, other):
        other.places = [] if host.located() else other.places
        return absorb(host, other, "killing")
    if _leads_away(host, other):
        other.places = []  # where they were taken is not where it happened
        return absorb(host, other, "and")
    if host.category == "arrest":
        beside = other.trigger.start == host.trigger.end and not host.located()  # "arrests that reached"
        at = other.trigger.start
        led = any(0 <= at - c.end <= 1 and c.start >= host.trigger.end for c in host.scene.cues_of("cause"))
        landed = led and other.key == "clash.operation" and not other.located()
        if landed:  # "arrested in an airborne raid of A"
            return absorb(host, other, "in")
        raid = led and not host.located()  # "detained during a raid in X"
        strikes = other.category in ATTACKS | {"attack"} and not other.weapons
        return absorb(host, other, "reaching") if strikes and (beside or raid or not other.located()) else None
    if _attacked_with(host, other) or _shot_at(host, other):
        return absorb(other, host, "attacking")
    by = host.category == other.category == "violence_against_civilians" and BA in other.trigger.prefix
    after = host.key == _KILLING and other.category == "arrest"
    if not (by or after) or host.located() or other.times or (host.harm.killed.known and other.harm.killed.known):
        return None
    return absorb(host, other, "by")


def _sound_of(host: Frame, other: Frame) -> bool:
    """Whether blasts are only what was heard of strikes: "explosions caused by air strikes on X"."""
    caused = other.scene.cue(other.trigger.start, "cause") is not None and not other.definite
    return host.category == "explosion" and other.category == "air_strike" and caused and not host.weapons


def _in_fight(host: Frame, other: Frame) -> bool:
    """Whether gunfire that killed somebody is of the fight told next: "shot dead by a stray bullet in clashes in X"."""
    during = other.scene.cue(other.trigger.start, "cause") is not None
    return host.key == "shooting.fire" and other.category == "clash" and during and not host.located()


def _attacked_with(host: Frame, other: Frame) -> bool:
    """Whether the gunfire that killed somebody is what an attack without a weapon was: "attacked X, and shot a man"."""
    attack = host.trigger.payload.attributes["category"] in ("attack", "assault") and not host.weapons
    shot = other.category == "violence_against_civilians" and bool(other.weapons) and not other.located()
    told_once = host.harm.killed.known != other.harm.killed.known
    return attack and shot and told_once and bool(host.places) and not other.times


def _shot_at(host: Frame, other: Frame) -> bool:
    """Whether a verb of attack is told as gunfire, or what somebody was exposed to is ("to an attempt on his life")."""
    if host.category != "attack" or host.weapons or not same_place(host, other):
        return False
    if host.trigger.payload.attributes.get("agent") == "target":
        return other.category in ("violence_against_civilians", "arrest") and other.trigger.prefix.endswith(LAM)
    return other.key == "shooting.fire" and other.trigger.prefix.endswith(BA)


def _killed_in(host: Frame, other: Frame) -> bool:
    """Whether whom a raid was for was killed in it: "raided the house of a commander and killed him at once"."""
    raid = host.key == "clash.operation" and other.key == _KILLING and bool(other.trigger.suffix)
    return raid and other.agent is None and not other.times and not host.harm.killed.known


def _leads_away(host: Frame, other: Frame) -> bool:
    """Whether those abducted or arrested are led away by the next verb: "and took them to the desert"."""
    taken = host.category == "arrest" or host.key == "violence_against_civilians.abduction"
    return taken and other.category == "arrest" and other.trigger.prefix.startswith(WA) and bool(other.trigger.suffix)


def _left_to(host: Frame, other: Frame) -> Frame | None:
    """Join an entry to the withdrawal before it: "A entered the town after B had left it"."""
    leaving = other.key == "travel.leave" and other.category == "movement"
    if host.category != "advance" or not leaving or other.agent is None:
        return None
    if other.located():  # "after B had withdrawn from it to Y"
        led = all(slot.role == "destination" for slot in other.places)
        after = any(0 < other.trigger.start - cue.end < _CAUSED for cue in host.scene.cues_of("after"))
        host.target = host.target or (other.agent if led and after else None)
        return None
    host.target, other.agent = host.target or other.agent, None
    return absorb(host, other, "after")


def _attack_and_aim(host: Frame, other: Frame) -> Frame | None:
    """Join an attack with what it is to bring about ("an offensive to take X"), and with who repels it."""
    pair = (host.category, other.category)
    if pair == ("clash", "clash") and host.trigger.payload.attributes.get("defends") and not host.located():
        return absorb(host, other, "of")
    scene = host.scene
    attempted = other.category == "clash" and other.trigger.payload.form == "base" and not host.located()
    if host.category not in ATTACKS | {"clash"} or not (other.category == "advance" or attempted):
        return None
    if scene.clause(host.trigger.start) != scene.clause(other.trigger.start) or not _aimed_at(host, other):
        return None
    if host.located() and other.trigger.payload.form != "base":
        other.places = []  # nobody has taken it yet
    return absorb(host, other, "aimed at")


def _aimed_at(host: Frame, other: Frame) -> bool:
    """Whether a capture is only what was fought for: "an assault to take X", "in an attempt by A to retake it"."""
    scene, trigger = host.scene, other.trigger
    if trigger.payload.form == "base":
        return scene.cue(trigger.start, "infinitive") is not None
    led = any(host.trigger.end <= c.start < trigger.start for c in scene.cues_of("result"))
    return trigger.prefix.endswith(LAM) and trigger.payload.form != "present" and not led


def _terms(host: Frame, other: Frame) -> Frame | None:
    """Join an agreement to what it provides for, which has not happened yet: it is about those places."""
    provided = other.category in _MOVING | {"travel", "transfer", "harm"} and not other.times
    if host.category != "agreement" or not provided:
        return None
    told = any(c.end <= other.trigger.start for c in host.scene.cues_of("terms"))
    told = told or (other.trigger.prefix.endswith(LAM) and other.trigger.start - host.trigger.end <= 1)  # "a deal to"
    if not told or other.scene.clause(other.trigger.start) != host.scene.clause(host.trigger.start):
        return None
    for slot in other.places:
        slot.role = "location" if slot.role in ("origin", "destination", "along") else slot.role
    other.agent = other.target = None
    return absorb(host, other, "provides for")


def _deed_of_protest(host: Frame, other: Frame) -> Frame | None:
    """Join what a crowd did ("residents closed the road in protest") to the protest named after it."""
    crowd = host.agent is not None and host.agent.crowd is not None and host.category in ("other", "advance")
    if crowd and other.category == "protest" and not other.located():
        return absorb(other, host, "by")
    reason = other.scene.cue(other.trigger.start, "preposition.target") is not None and not other.times
    beside = 0 < other.trigger.start - host.trigger.end <= _SIDE_BY_SIDE
    if host.category == "protest" and other.category == "other" and reason and beside:
        return absorb(host, other, "over")  # "protest at the power cuts"
    reaches = other.key == "attack.shelling" and other.trigger.start == host.trigger.end and not other.weapons
    deed = host.category in ("other", "evacuation") and host.trigger.payload.form in ("noun", "word")
    return absorb(host, other, "reaching") if reaches and deed and not host.located() else None


def _light_before_heavy(host: Frame, other: Frame) -> Frame | None:
    """Join what only leads to something else: fighting to a capture, a step to a journey, a word said twice."""
    if (host.category, other.category) == ("travel", "harm") and not other.located():
        return absorb(other, host, "brought out")
    if other.key == "advance.progress" and host.key == "movement.forces" and not host.located():
        other.category = "travel"
    pair = (host.category, other.category)
    if pair == ("clash", "advance") and not host.located() and not host.harm.killed.known and not host.times:
        return absorb(other, host, "after")
    if pair == ("advance", "clash") and not other.located() and all(t.time.first != t.time.last for t in other.times):
        other.times = []  # "after fighting that lasted three days"
        return absorb(host, other, "after")
    if pair == ("advance", "advance") and not (other.background or host.background):
        return _one_of_two(host, other)
    if set(pair) <= _MOVING | {"travel"}:
        return _one_journey(host, other)
    told_by = not host.located() and other.key == "shooting.fire" and not other.trigger.prefix
    again = host.category == other.category and host.category not in OPEN and (told_by or not other.located())
    if again and other.trigger.start - host.trigger.end <= _CAUSED:
        return absorb(host, other, "again")
    return None


def _with_intent(host: Frame, other: Frame) -> Frame | None:
    """Join a protest to how people took to the streets, and an arrest to the entry that was meant for it."""
    if other.category == "protest" and host.key.startswith("travel.leave"):
        for slot in host.places:
            slot.role = "location"
        return absorb(other, host, "went out in")
    if (host.key, other.category) == ("advance.cut", "protest") and not other.located():
        return absorb(other, host, "cutting")  # a road blocked in protest is taken by nobody
    if (host.category, other.key) == ("protest", "advance.cut") and other.agent is None and not host.located():
        return absorb(host, other, "cutting")
    return absorb(host, other, "meant for") if _meant_for(host, other) else None


def _meant_for(host: Frame, other: Frame) -> bool:
    """Whether an arrest is only what somebody went to a place for."""
    went = host.category in ("travel", "movement") or host.key == "advance.progress"
    return went and other.category == "arrest" and LAM in other.trigger.prefix and not other.located()


def _one_of_two(host: Frame, other: Frame) -> Frame | None:
    expels = other.trigger.payload.attributes.get("expels") and other.trigger.prefix.startswith(WA)
    if expels and _of_others(host, other) and other.target is None:
        other.agent, other.target = host.agent, other.agent  # "A took the town and drove out B"
    if other.trigger.payload.attributes.get("expels") and other.trigger.payload.form in ("noun", "word"):
        host.target, other.agent, other.target = host.target or other.target or other.agent, None, None
        return absorb(host, other, "driving out") if not other.located() else None
    if _of_others(host, other):
        return None  # "A took the town before B took it back"
    if host.agent is None and other.agent is not None and other.trigger.payload.form in ("past", "present"):
        return None if host.located() else absorb(other, host, "and")
    if not other.located():
        return absorb(host, other, "and")
    return None if host.located() else absorb(other, host, "and")


def _one_journey(host: Frame, other: Frame) -> Frame | None:
    if host.category == other.category and other.places and host.places:
        return None
    if _of_others(host, other):
        return None
    planned = host.scene.cues_of("modality.planned") if other.times and host.times else []
    if any(host.trigger.end <= c.start < other.trigger.start for c in planned):
        return None  # "a second is due to leave on Monday"
    if host.category == "travel":
        return absorb(other, host, "and")
    return absorb(host, other, "and") if other.category in ("travel", host.category) else None


_JOINS = (
    _exposed_to,
    _in_flight,
    _damage_done,
    _attack_by_its_verb,
    _patrol_hit,
    harm_of_next,
    harm_after_cause,
    harm_before_cause,
    _repelled,
    _one_killing,
    _means,
    _left_to,
    _attack_and_aim,
    _terms,
    _with_intent,
    _deed_of_protest,
    _light_before_heavy,
)
"""What makes one event of two frames that follow each other, in the order in which it is tried."""
