"""Frames: what each trigger of a sentence tells, slot by slot.

A frame owns the mentions of its clause; where several triggers share a clause, a mention belongs to the
trigger before it, and what stands before the first trigger to that one.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from geoevents.events.categories import ATTACKS, decide
from geoevents.events.frame import Frame, PlaceSlot
from geoevents.events.harm import read_harm, read_unharmed
from geoevents.events.opponents import holder, holder_of_origin
from geoevents.events.parties import read_parties
from geoevents.events.parties_en import opens_with
from geoevents.events.place_roles import let_context_count, role_of, share_roles
from geoevents.events.spoken import carriers, only_spoken_of
from geoevents.events.standing import cue_before
from geoevents.events.ways import give_ways
from geoevents.language.clitics import ARTICLE, BA, LAM, WA

if TYPE_CHECKING:
    from geoevents.events.mentions import PlaceMention, TimeMention
    from geoevents.events.scene import Scene
    from geoevents.events.vocabulary import Vocabulary
    from geoevents.language import Document, Match
    from geoevents.lexicon import Entry
    from geoevents.lexicon.parties import Weapon

_VERBS = frozenset({"past", "present", "base", "participle"})
_REACH = 3
_OFF_REACH = 8
_DAMAGE = ("attack.blow", "attack.damage")
_FRONT = 8
_FIRED = ATTACKS | {"attack", "fire", "shooting"}
_COUNTED = frozenset({"counted"})
_SAYING = frozenset({"claim.say", "claim.deny"})
_NEGATIONS = frozenset({"negation", "called_off"})
_CALLS = frozenset({"call"})
_REFERRING = ATTACKS | {"attack", "assault", "clash", "agreement"}
"""Categories whose nouns, with the article, point back to an event told before."""


def read_frames(scene: Scene, document: Document, vocabulary: Vocabulary) -> list[Frame]:
    """The frames of a sentence, one a trigger, in the order of the text."""
    scene.triggers = [trigger for trigger in scene.triggers if not only_spoken_of(scene, trigger)]
    bounds = _all_domains(scene, document, vocabulary) if scene.triggers else []
    frames = []
    for trigger, (first, last) in zip(scene.triggers, bounds, strict=True):
        frame = Frame(scene, trigger, str(trigger.payload.attributes["category"]), first, last)
        _fill(frame, document, vocabulary)
        frames.append(frame)
    return frames


def _all_domains(scene: Scene, document: Document, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """The domains of the main clause's triggers, as if no aside stood there, and of each aside's within it."""
    if not scene.asides:
        return _domains(scene, document, vocabulary, scene.triggers)
    found: dict[int, tuple[int, int]] = {}
    for aside in (None, *scene.asides):
        triggers = [t for t in scene.triggers if scene.aside(t.start) == aside]
        bounds = _domains(scene, document, vocabulary, triggers) if triggers else []
        for trigger, (first, last) in zip(triggers, bounds, strict=True):
            low, high = (aside.start, aside.end) if aside is not None else (first, last)
            found[trigger.start] = (max(first, low), min(last, high))
    return [found[trigger.start] for trigger in scene.triggers]


def _domains(
    scene: Scene, document: Document, vocabulary: Vocabulary, triggers: list[Match[Entry]]
) -> list[tuple[int, int]]:
    """From which token to which each trigger owns the mentions."""
    starts = [_first_start(scene, triggers[0])]
    for before, after in itertools.pairwise(triggers):
        clause_before, clause_after = scene.clause(before.start), scene.clause(after.start)
        if clause_before == clause_after:
            starts.append(_subject_start(scene, document, vocabulary, before, after))
        else:
            # Clauses without a trigger between the two go to the one before.
            start = _before_aside(scene, document, scene.clauses[clause_after], before.end)
            if after.start - start > _FRONT and after.payload.form in ("noun", "word"):
                commas = [i + 1 for i in range(start, after.start) if document.words[i] == ","]
                start = commas[-1] if commas else after.start
            starts.append(max(start, before.end))
    ends = [*starts[1:], scene.last]
    if scene.lacks(_SAYING):
        return list(zip(starts, ends, strict=True))
    return [
        (_after_speaker(scene, trigger, start), _before_next_speaker(scene, trigger, end))
        for trigger, start, end in zip(triggers, starts, ends, strict=True)
    ]


def _first_start(scene: Scene, trigger: Match[Entry]) -> int:
    """Where the mentions of the first trigger begin: not what is told without one before "while" and a subject."""
    for cue in scene.cues_of("apart"):
        if scene.first < cue.start < trigger.start and cue.start in scene.clauses:
            subjects = [p.start for p in scene.parties] + [v.start for v in scene.victims]
            subjects += [w.start for w in scene.weapons]
            if any(cue.end <= start <= trigger.start for start in subjects):
                return cue.start
    return scene.first


def _before_aside(scene: Scene, document: Document, start: int, first: int) -> int:
    """Where a clause begins whose verb stands behind an aside: at its subject ("a convoy, of whom ..., left")."""
    aside = next((a for a in scene.asides if a.end == start), None)
    if aside is None:
        return start
    commas = [i + 1 for i in range(first, aside.after) if document.words[i] == "," and scene.aside(i) is None]
    return commas[-1] if commas else start


def _subject_start(
    scene: Scene, document: Document, vocabulary: Vocabulary, before: Match[Entry], after: Match[Entry]
) -> int:
    """Where the mentions of the second of two triggers in a clause begin: at its subject, in a passive after "and"."""
    words = document.words
    light = [c.start for c in carriers(scene, after) if before.end <= c.start]
    if light:
        return light[-1]
    if after.start == 0 or words[after.start - 1] not in vocabulary.passive:
        return _owner_start(scene, document, before, after)
    for at in range(after.start - 1, before.end, -1):
        if words[at] in vocabulary.conjunctions and any(at < p.start < after.start for p in scene.places):
            return at
    return after.start


def _owner_start(scene: Scene, document: Document, before: Match[Entry], after: Match[Entry]) -> int:
    """Where a party right before an English noun begins, if it is told as the cause: "killed in regime shelling".

    Of a participle such as "fired", the weapon before it.
    """
    if document.language != "en":
        return after.start
    if after.payload.key == "fire.launch":
        return next((w.start for w in scene.weapons if w.end == after.start and w.start >= before.end), after.start)
    if after.payload.form == "past":
        subject = opens_with(scene, document, after.start)
        return after.start if subject is None or subject < before.end else subject
    if after.payload.form in ("noun", "word", "base"):
        for party in scene.parties:
            owner = before.end <= party.start and 0 <= after.start - party.end <= 1
            if owner and cue_before(scene, party, "cause") is not None:
                return party.start
    return after.start


def _after_speaker(scene: Scene, trigger: Match[Entry], start: int) -> int:
    """What stands between a word of saying and "that" is the speaker's, not the event's."""
    saying = [c for c in scene.cues_of("claim.say", "claim.deny") if start <= c.start and c.end <= trigger.start]
    if not saying:
        return start
    said = [c.end for c in scene.cues_of("that") if saying[-1].end <= c.start and c.end <= trigger.start]
    return max(start, said[-1] if said else start)


def _before_next_speaker(scene: Scene, trigger: Match[Entry], end: int) -> int:
    """A later word of saying begins another statement."""
    later = [c.start for c in scene.cues_of("claim.say", "claim.deny") if trigger.end <= c.start < end]
    that = scene.cues_of("that")
    return next((at for at in later if any(at < t.start < end for t in that)), end)


def _own_times(scene: Scene, trigger: Match[Entry], times: list[TimeMention]) -> list[TimeMention]:
    """The times of a frame's words, of those counted from an event only its own: "B two days after A" tells A's."""
    counted = {c.end for c in scene.cues_of("counted")}
    from_events = [t for t in scene.times if t.end in counted]
    if not from_events:
        return times
    nearest = max((t.start for t in scene.triggers if t.start < trigger.start), default=scene.first)
    own = [t for t in from_events if nearest < t.start < trigger.start]
    return [t for t in times if t not in from_events] + own


def _counting_range(scene: Scene, trigger: Match[Entry], first: int, last: int) -> tuple[int, int]:
    """Where a trigger's numbers stand: from the trigger before it, since a number comes before its noun."""
    earlier = [t.end for t in scene.triggers if t.start < trigger.start]
    low = min(first, max(_clause_start(scene, trigger), *earlier)) if earlier else first
    if trigger.payload.form in ("past", "present") or any(c.start == trigger.end for c in scene.cues_of("cause")):
        # A verb's subject may stand behind the cause: "were killed in the raid two people".
        counts = [t.start for t in scene.triggers if t.start >= last and "harm" in t.payload.attributes]
        clause = scene.clause(trigger.start) + 1
        last = min([*counts, scene.clauses[clause] if clause < len(scene.clauses) else scene.last])
    return low, max(last, trigger.end)


def _clause_start(scene: Scene, trigger: Match[Entry]) -> int:
    """Where a trigger's clause begins: its subject's if a part is told between ("five, two women among them, died")."""
    clause = scene.clause(trigger.start)
    start = scene.clauses[clause]
    if clause == 0 or start != trigger.start:
        return start
    before = max((t.end for t in scene.triggers if t.end <= start), default=scene.first)
    between = any(max(before, scene.clauses[clause - 1]) < c.start < start for c in scene.cues_of("part", "believed"))
    return scene.clauses[clause - 1] if between else start


def _fill(frame: Frame, document: Document, vocabulary: Vocabulary) -> None:
    scene, trigger = frame.scene, frame.trigger
    first, last = frame.first, frame.last
    aside = scene.aside(trigger.start)
    frame.times = [t for t in scene.times if t.end > first and t.start < last and scene.aside(t.start) == aside]
    if scene.times and not scene.lacks(_COUNTED):
        frame.times = _own_times(scene, trigger, frame.times)
    frame.weapons = [
        w
        for w in scene.weapons
        if first <= w.start < last and scene.aside(w.start) in (aside, scene.manner(w.start)) and not _in_name(scene, w)
    ]
    frame.victims = [v for v in scene.victims if first <= v.start < last and scene.aside(v.start) == aside]
    frame.agent, frame.target = read_parties(scene, document, vocabulary, trigger, first, last)
    if frame.agent is None and document.language == "en" and frame.category in _FIRED:
        frame.agent = holder_of_origin(frame, document)
    if frame.target is None and frame.category == "advance":
        held = holder(frame, document)
        frame.target = held if frame.agent is None or held is None or held.name != frame.agent.name else None
    if frame.agent is not None:
        frame.victims = [v for v in frame.victims if not frame.agent.start <= v.start < frame.agent.end]
    if frame.key in _DAMAGE:
        frame.weapons = [w for w in frame.weapons if w.start < trigger.start or _is_means(scene, document, trigger, w)]
    if "harm" in trigger.payload.attributes:
        frame.harm = read_harm(scene, document, vocabulary, trigger, *_counting_range(scene, trigger, first, last))
    else:
        frame.harm = read_unharmed(scene, first, last)
    frame.definite = _definite(scene, document, trigger)
    frame.negated = _negated(scene, trigger)
    said = any(c.end <= trigger.start for c in scene.cues_of("claim.say"))
    past = scene.cues_of("background") if said else scene.cues_of("background", "perfect")
    frame.background = any(c.end <= trigger.start and trigger.start - c.end <= 2 * _REACH for c in past)
    _turn_missiles(frame)
    frame.category = decide(frame)
    frame.places = [
        PlaceSlot(
            p,
            role_of(frame, p, document),
            p.end <= trigger.start,
            p.end == trigger.start and _names_operation(frame, document),
        )
        for p in scene.places
        if first <= p.start < last
        and scene.aside(p.start) == aside
        and p not in scene.header
        and not _is_party(scene, p)
    ]
    if aside is not None and not frame.places:  # "Y, which rebels captured in May"
        frame.places = [PlaceSlot(p, "location", fronted=True) for p in scene.places if aside.describes(p)]
    share_roles(frame, document, vocabulary)
    if document.language == "en":
        give_ways(frame, document, vocabulary.passive)
    let_context_count(frame)


def _turn_missiles(frame: Frame) -> None:
    """Make missiles that were shot down an attack by whose they are: "the air defences intercepted A's missiles"."""
    told = frame.trigger.payload.attributes
    missile = next((w for w in frame.weapons if w.payload.either), None)
    if missile is None or not (told["category"] == "downing" or told.get("defends")):
        return
    near = (p for p in frame.scene.parties if 0 <= missile.start - p.end <= 1 and p.actor is not None)
    whose = next(near, None)
    if whose is not None and (frame.agent is None or frame.agent.name != whose.name):
        frame.category = "attack"
        frame.agent, frame.target = whose, frame.agent


def _is_party(scene: Scene, place: PlaceMention) -> bool:
    """Whether a country stands in a party's name, or right after one with "and": a party itself."""
    anchor = place.phrase.anchors[0].place
    if anchor is None or anchor.feature_code != "PCLI":
        return False
    joined = place.prefix.startswith(WA)
    return any(p.start < place.start < p.end + joined for p in scene.parties if not p.adjective)


def _in_name(scene: Scene, weapon: Match[Weapon]) -> bool:
    """Whether a word of arms only belongs to the name of a party that is no air force: "Air Force Intelligence"."""
    return any(
        p.start < weapon.start < p.end and p.actor.attack != "air_strike"
        for p in scene.parties
        if p.actor is not None and not p.adjective
    )


def _is_means(scene: Scene, document: Document, trigger: Match[Entry], weapon: Match[Weapon]) -> bool:
    """Whether a weapon after a word of damage did it, and was not what was damaged.

    The air force right after an Arabic verb is its subject, after a noun whose deed it is ("a massacre of the jets").
    """
    arm = weapon.payload.platform and weapon.start == trigger.end
    if arm and LAM in weapon.prefix:
        return True
    arm = arm and trigger.payload.form in _VERBS
    subject = arm and any(word.startswith(ARTICLE) for word in document.words[weapon.start : weapon.end])
    return subject or BA in weapon.prefix or scene.cue(weapon.start, "instrument") is not None


def _names_operation(frame: Frame, document: Document) -> bool:
    """Whether an English noun is one that a place before it tells the name of: "the Aleppo offensive"."""
    return document.language == "en" and frame.key.startswith("assault.") and frame.trigger.payload.form == "noun"


def _negated(scene: Scene, trigger: Match[Entry]) -> bool:
    """Whether a negation stands right before a trigger, no other trigger between them, or it is only referred to."""
    at = trigger.start
    if trigger.payload.attributes["category"] == "agreement" and scene.cue(at, "reference") is not None:
        return True
    if scene.lacks(_NEGATIONS):
        return _called_for(scene, trigger)
    fixed = {c.start for c in scene.cues_of("fixed")}
    carriers = {c.start for c in scene.cues_of("light")}  # "did not manage to enter"
    near = [
        c.end
        for c in scene.cues_of("negation")
        if 0 <= at - c.end < (2 * _REACH if c.end in carriers else _REACH) and c.start not in fixed
    ]
    if any(not any(end <= t.start < at for t in scene.triggers) for end in near) or _called_for(scene, trigger):
        return True
    after = (c for c in scene.cues_of("called_off") if 0 <= c.start - trigger.end <= _OFF_REACH)
    return any(not any(trigger.end <= t.start < c.start for t in scene.triggers) for c in after)


def _called_for(scene: Scene, trigger: Match[Entry]) -> bool:
    """Whether somebody only calls for it: "the UN called for the evacuation of"."""
    at = trigger.start
    if scene.lacks(_CALLS) or trigger.payload.form not in ("noun", "word"):
        return False
    led = BA in trigger.prefix or scene.cue(at, "preposition.to") is not None
    here = (c for c in scene.cues_of("call") if scene.clause(c.start) == scene.clause(at))
    return led and any(0 <= at - c.end <= 2 * _REACH for c in here)


def _definite(scene: Scene, document: Document, trigger: Match[Entry]) -> bool:
    """A noun with an article or a demonstrative, or the verb of missiles with one: spoken of as known."""
    if trigger.payload.form in _VERBS and any(
        w.end == trigger.start and not w.payload.platform and document.words[w.start].startswith(ARTICLE)
        for w in scene.weapons
    ):
        return True
    if trigger.payload.form not in ("noun", "word", "base") or trigger.payload.attributes["category"] not in _REFERRING:
        return False
    if document.language == "ar":
        return document.words[trigger.start].startswith(ARTICLE) or ARTICLE in trigger.prefix
    return scene.cue(trigger.start, "definite") is not None
