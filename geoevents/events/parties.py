"""Who does it to whom: the parties of a trigger.

Arabic puts the subject after a verb or before it, the agent of a verbal noun right after it (in the
genitive or after li-), what is attacked after it or after a preposition. English puts the subject before
a verb, the agent of a passive or of a noun after "by", and whose strike it is before the noun.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.events.blasts import carries, goes_off, whose_men
from geoevents.events.categories import FLYING
from geoevents.events.companions import CONJUNCTIONS, coordinated, with_companions
from geoevents.events.parties_en import read_english
from geoevents.events.spoken import carriers
from geoevents.events.standing import (
    Parties,
    acts,
    closes,
    cue_before,
    faces,
    has_source,
    in_other_role,
    is_believed,
    is_charge,
    is_part,
    only_backs,
    operates,
    owns_doer,
    speaks,
    tells_home,
    weapon_of,
    weapons_of,
)
from geoevents.language.clitics import ALEF, ARTICLE, BA, LAM, NUN, TA, WA
from geoevents.lexicon.numerals import numerals

if TYPE_CHECKING:
    from geoevents.events.mentions import Party
    from geoevents.events.scene import Scene
    from geoevents.events.vocabulary import Vocabulary
    from geoevents.language import Document, Match
    from geoevents.lexicon import Entry

_NEAR = 4
_QUOTE = '"'
_VERBS = ("past", "present", "participle", "base")
_MOVING = ("travel", "movement", "evacuation")
_POSTED = frozenset({"arrest", "violence_against_civilians", "fire", "advance", *_MOVING})
"""Categories whose verbs a checkpoint or a patrol right behind them is the subject of, not what was struck."""
_DONE_TO = frozenset({"harm", "violence_against_civilians", "attack", "shooting", "arrest", "clash"})
"""Categories of what is done to somebody, of whom a text may tell where he is from."""
_FRONTS = frozenset({"front"})
_CHARGES = frozenset({"accused"})
_BELIEVED = frozenset({"believed"})
_RELATIVE = frozenset({"relative"})
_MUTUAL = frozenset({"mutual"})
_FIRED = ("attack", "shooting")
_PLURALS = (WA + ALEF, WA + NUN, TA + ALEF)


def read_parties(
    scene: Scene, document: Document, vocabulary: Vocabulary, trigger: Match[Entry], first: int, last: int
) -> Parties:
    """Find a trigger's parties among those that stand between two tokens."""
    named = _named_between(scene, document, trigger, first, last)
    charges = [] if scene.lacks(_CHARGES) else [p for p in named if is_charge(scene, p)]
    parties = [p for p in named if p not in charges] if charges else named
    category = trigger.payload.attributes["category"]
    facing = category in ("clash", "agreement") or (category in _FIRED and _is_mutual(scene, trigger))
    pair = _opponents(scene, document, trigger, parties) if facing and parties else None
    if pair is not None:
        return pair
    agent, target = Parties(None, None)
    if parties or document.language == "en":
        reader = _arabic if document.language == "ar" else read_english
        agent, target = reader(scene, document, vocabulary, _carried_by(scene, trigger, first), parties)
    described = None if scene.lacks(_RELATIVE) else _described(scene, document, trigger)
    if described is not None:
        agent, target = _of_described(trigger, described, Parties(agent, target))
    if not scene.lacks(_BELIEVED):
        agent, target = _of_believed(scene, trigger, parties, Parties(agent, target))
    if trigger.payload.attributes.get("agent") == "finder":  # who found a body is not who killed
        agent = agent if agent is not None and acts(scene, agent) else None
    if category == "arrest":  # "five were arrested on suspicion of being of A"
        target = target or next(iter(charges), None)
    if category == "agreement":
        agent, target = _signatories(scene, agent, target, parties)
    if agent is None and category in _MOVING:
        agent = _mover(parties, target)
        target = None if target is agent else target
    told = Parties(
        with_companions(scene, document, agent, [p for p in parties if p is not target]),
        with_companions(scene, document, target, [p for p in parties if p is not agent]),
    )
    return told if scene.lacks(_MUTUAL) else _each_other(scene, trigger, told, parties)


def _each_other(scene: Scene, trigger: Match[Entry], told: Parties, parties: list[Party]) -> Parties:
    """The two that one word tells of each other, apart: "A and B clashed", "A and B exchanged shelling"."""
    if not _is_mutual(scene, trigger) or told.agent is None or told.target is not None:
        return told
    each = [p for p in parties if told.agent.start <= p.start < told.agent.end and not p.adjective]
    return Parties(each[0], each[-1]) if each and each[0].name != each[-1].name else told


def _is_mutual(scene: Scene, trigger: Match[Entry]) -> bool:
    """Whether a trigger is or follows a word for what two do to each other: "clashed", "exchanged fire"."""
    return any(c.start == trigger.start or 0 <= trigger.start - c.end < _NEAR for c in scene.cues_of("mutual"))


def _named_between(scene: Scene, document: Document, trigger: Match[Entry], first: int, last: int) -> list[Party]:
    """The parties between two tokens that may act or suffer: no holders, no speakers, none across a front."""
    aside = scene.aside(trigger.start)
    parties = [
        p
        for p in scene.parties
        if ((first <= p.start < last and scene.aside(p.start) == aside) or scene.joins(p, aside))
        and not only_backs(scene, p)
        and not has_source(scene, p)
        and not closes(scene, document, p, trigger)
    ]
    category = trigger.payload.attributes["category"]
    if category in _MOVING and not scene.lacks(_FRONTS):
        parties = [p for p in parties if not faces(scene, p)]
    return [p for p in parties if not tells_home(scene, p)] if category in _DONE_TO else parties


def _of_believed(scene: Scene, trigger: Match[Entry], parties: list[Party], told: Parties) -> Parties:
    """The parties where men of no party act who are believed to be of one: "gunmen believed to be of A"."""
    believed = next((p for p in parties if is_believed(scene, p) and not _names_a_man(scene, trigger, p)), None)
    if believed is None or (told.agent is not None and told.agent.actor is not None):
        return told
    return Parties(believed, None if told.target is believed else told.target)


def _described(scene: Scene, document: Document, trigger: Match[Entry]) -> Party | None:
    """The party that an Arabic verb's relative clause describes: "the forces that had left it took X"."""
    start = scene.clauses[scene.clause(trigger.start)]
    if document.language != "ar" or trigger.payload.form not in _VERBS:
        return None
    if not any(c.start == start for c in scene.cues_of("relative")):
        return None
    end = start - 1 if document.words[start - 1] == _QUOTE else start
    if any(place.end in (start, end) for place in scene.places):
        return None
    return next((p for p in scene.parties if p.end == end and not p.adjective), None)


def _of_described(trigger: Match[Entry], described: Party, told: Parties) -> Parties:
    """The parties of a relative clause: who it describes did it, or by a pronoun at the verb ("whom") suffered it."""
    if trigger.suffix:
        return Parties(told.agent, told.target or described) if told.agent is not described else told
    return Parties(told.agent or described, told.target)


def _signatories(scene: Scene, agent: Party | None, target: Party | None, parties: list[Party]) -> Parties:
    """The parties to an agreement where its words do not tell them apart: the first two named, no speakers."""
    named = [p for p in parties if not p.adjective and not in_other_role(scene, p)]
    first = agent or next((p for p in named if target is None or p.name != target.name), None)
    second = target or next((p for p in named if first is not None and p.name not in first.name), None)
    if first is not None and second is not None and second.start < first.start:
        return Parties(second, first)
    return Parties(first, second)


def _mover(parties: list[Party], target: Party | None) -> Party | None:
    """Who travels where a text names nobody as the subject of the verb: "buses left with fighters of A"."""
    movers = [p for p in parties if not p.adjective and p is not target]
    if target is not None:
        movers.append(target)
    return next((p for p in movers if p.actor is not None), movers[0] if movers else None)


def _carried_by(scene: Scene, trigger: Match[Entry], first: int) -> Match[Entry]:
    """The light verb that carries a noun ("carried out raids"): its subject is the noun's agent."""
    if trigger.payload.form in _VERBS:
        return trigger
    light = [c for c in carriers(scene, trigger) if first <= c.start]
    if not light:
        return trigger
    verb = light[-1]
    entry = trigger.payload._replace(form=verb.payload.form)
    return trigger._replace(start=verb.start, end=verb.end, payload=entry, prefix=verb.prefix)


def _opponents(scene: Scene, document: Document, trigger: Match[Entry], parties: list[Party]) -> Parties | None:
    """The two sides of a clash: "between A and B", "with B"."""
    after = [p for p in parties if p.start >= trigger.end and not p.adjective]
    first = next(
        (p for p in after if cue_before(scene, p, "preposition.between", "preposition.with") is not None), None
    )
    ends = [c.end for c in scene.cues_of("preposition.between") if c.start >= trigger.start]
    between = bool(after) and any(0 <= after[0].start - end <= _NEAR for end in ends)  # "between a group of A and B"
    first = after[0] if first is None and between else first
    if first is None:
        return None
    told = [c.end for c in scene.cues_of("side") if c.start >= first.end]
    beyond = told[0] if told else first.end
    others = [p for p in after if p.start >= beyond and p.name != first.name]
    if (between or cue_before(scene, first, "preposition.between") is not None) and others:
        foe = next(
            (p for p in others if p.actor is None or first.actor is None or p.actor.camp != first.actor.camp), None
        )
        return Parties(first, foe if foe is not None and foe is not others[0] and len(others) > 1 else others[0])
    before = [p for p in parties if p.end <= first.start and p is not first and not p.adjective]
    if not before:
        before = [p for p in scene.parties if p.end <= trigger.start and p.name != first.name and not speaks(scene, p)]
    opponent = with_companions(scene, document, first, after)
    return Parties(with_companions(scene, document, before[-1] if before else None, before), opponent)


def _arabic(
    scene: Scene, document: Document, vocabulary: Vocabulary, trigger: Match[Entry], parties: list[Party]
) -> Parties:
    del vocabulary
    after = [p for p in parties if p.start >= trigger.start and p.end > trigger.end - 1]
    before = [p for p in parties if p.end <= trigger.start and (not p.adjective or weapon_of(scene, p))]
    agent = next((p for p in parties if acts(scene, p)), None)
    verb = trigger.payload.form in _VERBS
    if verb and agent is None and goes_off(scene, trigger, before):
        hit = next((p for p in after if carries(scene, p)), None)
        return Parties(next((p for p in after if p.adjective), None), hit or whose_men(scene, before))
    if trigger.payload.attributes["category"] == "harm" and agent is None:
        return _arabic_harm(scene, document, trigger, parties)
    exposed = trigger.payload.attributes.get("agent") == "target"
    if trigger.payload.attributes.get("agent") == "before" and (before or not verb):
        agent = agent or (before[-1] if before else None)
    elif agent is None and not exposed:
        agent = _arabic_agent(scene, document, trigger, after, before, verb=verb)
    agent = agent or next((p for p in parties if owns_doer(scene, p)), None)
    agent = agent or next((p for p in after if BA in p.prefix and p.name in FLYING), None)  # "by unknown drones"
    if exposed:
        after = [p for p in after if not _suffers(scene, trigger, p)]
    if exposed and agent is None:
        agent = next((p for p in after if LAM in p.prefix or p.adjective), None)
    target = _arabic_target(scene, trigger, after, agent)
    target = next((p for p in parties if exposed and p is not agent and _suffers(scene, trigger, p)), target)
    if target is None and verb and not exposed and _is_plural(document, trigger):
        target = next((p for p in after if p is not agent and not p.adjective and p.prefix in ("", ARTICLE)), None)
    if target is None and exposed:
        suffering = [p for p in after if p.prefix in ("", ARTICLE) and not p.adjective and p is not agent]
        beside = [p for p in suffering if verb and p.start - trigger.end <= _NEAR]
        target = next(iter(beside or before[-1:]), None)
    return Parties(agent, target)


def _arabic_agent(
    scene: Scene, document: Document, trigger: Match[Entry], after: list[Party], before: list[Party], *, verb: bool
) -> Party | None:
    if verb and before and _is_subject(scene, trigger, before[-1]):
        return before[-1]
    target_end = None
    taken = trigger.payload.attributes["category"] in ("advance", "transfer")  # "freed it from A"
    for party in [] if verb and _is_plural(document, trigger) else after:
        cue = scene.cue(party.start, "preposition.target")
        joined = target_end is not None and coordinated(document, target_end, party)
        aimed = joined or (cue is not None and cue.start != trigger.start)
        if verb and (owns_doer(scene, party) or _mans_post(scene, trigger, party) or _fires(scene, trigger, party)):
            return party
        if aimed or LAM in party.prefix or _names_a_man(scene, trigger, party):
            target_end = party.end
            aimed = aimed or LAM not in party.prefix
        free = party.adjective or party.prefix in (*CONJUNCTIONS, ARTICLE)
        free = free and not (taken and scene.cue(party.start, "preposition.from") is not None)
        if verb and free and not aimed and not _behind_place(scene, trigger, party):
            if party.start - trigger.end <= 2 * _NEAR:
                return party
        elif (
            not verb
            and not aimed
            and not _has_members(scene, trigger, party)
            and (free or (LAM in party.prefix and not _names_the_hit(trigger)))
            and party.start - trigger.end <= _NEAR
        ):
            return party
    if before and (verb or trigger.prefix or before[-1].end >= trigger.start - _NEAR):
        subject = [p for p in before if p.prefix in (*CONJUNCTIONS, ARTICLE) and not in_other_role(scene, p)]
        if subject and not (
            verb and trigger.prefix[:1] in CONJUNCTIONS[1:] and document.words[trigger.start - 1] == "."
        ):
            beside = len(subject) > 1 and subject[-2].end == subject[-1].start  # "A urged B ..., and gave it until"
            return subject[-2] if beside else subject[-1]
    return None


def _is_plural(document: Document, trigger: Match[Entry]) -> bool:
    """Whether an Arabic verb is in the plural or dual: its subject stands before it; a verb before it is singular."""
    return document.words[trigger.start].endswith(_PLURALS)


def _is_subject(scene: Scene, trigger: Match[Entry], party: Party) -> bool:
    """A party right before a verb, or one that opens a headline with a verb in the present, is its subject."""
    owned = party.end == trigger.start and next(weapons_of(scene, party), None) is not None  # "a drone of A struck"
    if not owned and (party.prefix not in (*CONJUNCTIONS, ARTICLE) or in_other_role(scene, party)):
        return False
    opens = party.start - scene.first <= 1 and trigger.payload.form == "present"
    had = any(c.end == trigger.start and 0 <= c.start - party.end <= 1 for c in scene.cues_of("had"))
    return party.end == trigger.start or opens or had or _after_that(scene, trigger, party)


def _after_that(scene: Scene, trigger: Match[Entry], party: Party) -> bool:
    """Whether a party is the noun right after "that", and the verb the next one: "said that men of A detained"."""
    if not any(c.end == party.start for c in scene.cues_of("that")) or trigger.start - party.end > 2 * _NEAR:
        return False
    return not any(party.end <= t.start < trigger.start for t in scene.triggers)


def _behind_place(scene: Scene, trigger: Match[Entry], party: Party) -> bool:
    """A party after the place of a verb is no subject any more."""
    return any(trigger.end <= p.start < party.start for p in scene.places)


def _arabic_target(scene: Scene, trigger: Match[Entry], after: list[Party], agent: Party | None) -> Party | None:
    for party in after:
        if party.adjective or owns_doer(scene, party) or (agent is not None and party.name == agent.name):
            continue
        given = trigger.payload.attributes["category"] == "transfer" and scene.cue(party.start, "preposition.from")
        aimed = scene.cue(party.start, "preposition.target") is not None or LAM in party.prefix
        if given or aimed or _has_members(scene, trigger, party) or _names_a_man(scene, trigger, party):
            return party
        taken = trigger.payload.attributes["category"] == "advance"
        if taken and scene.cue(party.start, "preposition.from") is not None:
            return party
    if agent is not None and trigger.payload.form in _VERBS:
        later = [
            p
            for p in after
            if p.start >= agent.end
            and p is not agent
            and not p.adjective
            and p.prefix in ("", ARTICLE)
            and p.name != agent.name
            and not is_part(scene, p)
            and not (p.start - agent.end == 1 and scene.cue(p.start, "preposition.from") is not None)  # "a group of"
        ]
        return later[0] if later else None
    return None


def _has_members(scene: Scene, trigger: Match[Entry], party: Party) -> bool:
    """Whether the words of an arrest or a killing name a man of the party ("a commander of A")."""
    men = (v for v in scene.victims if v.payload.attributes["side"] == "combatant" and v.start >= trigger.end)
    taken = trigger.payload.attributes["category"] in ("arrest", "violence_against_civilians")
    return taken and any(0 <= party.start - v.end <= 1 for v in men)


def _names_the_hit(trigger: Match[Entry]) -> bool:
    """Whether a noun of destruction names what was destroyed: "the destruction of a tank of A"."""
    return trigger.payload.key == "attack.blow" and trigger.end - trigger.start > 1


def _names_a_man(scene: Scene, trigger: Match[Entry], party: Party) -> bool:
    """Whether a party is told as whose the one man was that an attack hit: "a car that carried a commander in A"."""
    if trigger.payload.attributes["category"] != "attack" or party.adjective:
        return False
    men = (v for v in scene.victims if v.payload.attributes["side"] == "combatant")
    one = (v for v in men if v.payload.attributes.get("number") == 1 and v.start > trigger.end)
    return any(0 <= party.start - v.end <= 2 for v in one)  # noqa: PLR2004 - "in the organisation of"


def _suffers(scene: Scene, trigger: Match[Entry], party: Party) -> bool:
    """Whether a party is whose convoy or patrol right behind a verb was exposed to something."""
    cue = scene.cue(party.start, "post", "doer", "preposition.target")
    return LAM in party.prefix and cue is not None and cue.start == trigger.end


def _fires(scene: Scene, trigger: Match[Entry], party: Party) -> bool:
    """Whether a party is whose the aircraft or artillery right behind a verb is: "a helicopter of A dropped"."""
    return any(w.start == trigger.end for w in weapons_of(scene, party))


def _mans_post(scene: Scene, trigger: Match[Entry], party: Party) -> bool:
    """Whether a party is whose the checkpoint or patrol right behind a verb is: "a checkpoint of A arrested"."""
    if trigger.payload.attributes["category"] not in _POSTED:
        return False
    ends = [c.start for c in scene.cues_of("belonging") if c.end == party.start]
    ends += [party.start] if LAM in party.prefix else []
    posts = [c for end in ends if (c := scene.cue(end, "post", "doer")) is not None]
    return any(post.start == trigger.end for post in posts)


def _arabic_harm(scene: Scene, document: Document, trigger: Match[Entry], parties: list[Party]) -> Parties:
    """Of casualties the party told after "of" or as the noun is the victims' side; after bi- or "by" the killer's."""
    agent = target = None
    for party in parties:
        if party.start < trigger.start:
            continue
        if BA in party.prefix or acts(scene, party) or weapon_of(scene, party, trigger):
            agent = agent or party
        elif target is None and not party.adjective:
            target = party
    if agent is None:
        before = [p for p in parties if p.end <= trigger.start and not p.adjective]
        before = [p for p in before if p.prefix in CONJUNCTIONS or operates(scene, p)]
        if before and _is_plural(document, trigger) and _counts_before(scene, document, trigger, before[-1]):
            target = before[-1]
        elif before and trigger.payload.form in _VERBS:
            agent = before[-1]
        elif before and _inflicts(scene, trigger, before[0]):
            alone = before[-1] is before[0] or operates(scene, before[0])
            agent, target = before[0], target or (None if alone else before[-1])
    return Parties(agent, target)


def _counts_before(scene: Scene, document: Document, trigger: Match[Entry], party: Party) -> bool:
    """Whether men of a party are counted before a verb and nobody behind it: they are who was killed."""
    before = range(max(scene.first, party.start - 2), party.start)  # "17 of the fighters of A"
    counted = any(numerals("ar").read(document, at) is not None for at in before)
    return counted and not any(0 <= v.start - trigger.end <= _NEAR for v in scene.victims)


def _inflicts(scene: Scene, trigger: Match[Entry], party: Party) -> bool:
    """Whether a party is the subject of a verb that only leads to the first casualties told: "A left many dead"."""
    reach = scene.last if operates(scene, party) else _NEAR
    led = (c for c in scene.cues_of("result") if 0 <= c.start - party.end <= reach and c.end <= trigger.start)
    return scene.triggers[0].start == trigger.start and next(led, None) is not None
