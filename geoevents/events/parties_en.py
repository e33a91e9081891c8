"""Who does it to whom in English: the subject before a verb, the agent of a passive or of a noun after "by"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.events.standing import Parties, acts, cue_before, in_other_role

if TYPE_CHECKING:
    from geoevents.events.mentions import Party
    from geoevents.events.scene import Scene
    from geoevents.events.vocabulary import Vocabulary
    from geoevents.language import Document, Match
    from geoevents.lexicon import Entry

_APOSTROPHE = "'"
_HYPHEN = "-"
_PARTICIPLE = "ing"
_NEAR = 4
_VERBS = ("past", "present", "participle", "base")
_AUXILIARIES = 2
"""Words between a subject and its verb, at most: "has since captured"."""
_GOVERNED = ("of", "preposition.with", "preposition.between", "preposition.to", "preposition.under")
_TAKEN = ("advance", "transfer")
_FIRED = ("attack", "shooting", "shelling", "missile_launch")


def read_english(
    scene: Scene, document: Document, vocabulary: Vocabulary, trigger: Match[Entry], parties: list[Party]
) -> Parties:
    """The parties of an English trigger, among those of its clause in the order of the text."""
    before = _owners_dropped(scene, document, [p for p in parties if p.end <= trigger.start])
    after = [p for p in parties if p.start > trigger.start]  # one may stand in the trigger: "fought the army"
    verb = trigger.payload.form in _VERBS or any(c.start == trigger.start for c in scene.cues_of("light"))
    passive = _suffers(trigger, before) or (verb and _is_passive(document, vocabulary, trigger, before))
    agent = None if verb and not passive and _has_subject(scene, trigger, before, after) else _named_agent(scene, after)
    agent = agent or next((p for p in before if acts(scene, p)), None)
    if trigger.payload.attributes.get("agent") == "after":
        return Parties(next(iter(after), None), before[-1] if before else None)
    if trigger.payload.attributes.get("agent") == "target":
        taker = next((p for p in after if in_other_role(scene, p) or scene.cue(p.start, "preposition.to")), None)
        return Parties(agent or taker, before[-1] if before else None)
    if agent is None and (passive or not verb):
        agent = _whose_fire(scene, trigger, after)
    if passive:
        met = _loser(scene, trigger, after) or (before[-1] if before else _blown_up(trigger, agent, after))
        return Parties(agent, met)
    agent = agent or _of_relative(scene, trigger, after) or _of_gerund(scene, document, trigger)
    if agent is None and before:
        agent = before[-1] if verb or _words_between(scene, before[-1].end, trigger.start) <= _NEAR else None
        if agent is not None and in_other_role(scene, agent):
            agent = None
    target = next(
        (p for p in after if p is not agent and not p.adjective and (agent is None or p.name != agent.name)), None
    )
    return Parties(agent, target)


def _named_agent(scene: Scene, after: list[Party]) -> Party | None:
    return next((p for p in after if acts(scene, p)), None)


def _is_passive(document: Document, vocabulary: Vocabulary, trigger: Match[Entry], before: list[Party]) -> bool:
    if trigger.payload.form == "present":
        return False
    named = {token for p in before for token in range(p.start, p.end)}  # "IS fighters"
    near = (i for i in range(max(0, trigger.start - 2), trigger.start) if i not in named)
    return any(document.words[i] in vocabulary.passive for i in near)


def _suffers(trigger: Match[Entry], before: list[Party]) -> bool:
    """Whether those told before a word of harm are who it befell: "20 men of A died", "left 20 men of A dead"."""
    harmed = trigger.payload.key.startswith("harm.") and trigger.payload.form == "word"
    counted = harmed and any(p.end == trigger.start for p in before)
    return counted or "intransitive" in trigger.payload.attributes


def _has_subject(scene: Scene, trigger: Match[Entry], before: list[Party], after: list[Party]) -> bool:
    """Whether a verb has its subject right before it, so that "by" tells who did what is told behind it.

    "The army foiled an attempt by A": A attacked. In "the positions hit by A" the verb is a participle.
    """
    if any(c.start == trigger.end for c in scene.cues_of("preposition.agent")):
        return False
    subject = next((p for p in reversed(before) if not p.adjective and not in_other_role(scene, p)), None)
    if subject is None or not any(acts(scene, p) for p in after):
        return False
    return _words_between(scene, subject.end, trigger.start) <= _AUXILIARIES


def _loser(scene: Scene, trigger: Match[Entry], after: list[Party]) -> Party | None:
    """Who held what was taken, or got what was handed over: "X was captured by A from B", "was handed over to B"."""
    category = trigger.payload.attributes["category"]
    if category not in _TAKEN:
        return None
    ways = ("preposition.from", "preposition.to") if category == "transfer" else ("preposition.from",)
    return next((p for p in after if cue_before(scene, p, *ways) is not None), None)


def _blown_up(trigger: Match[Entry], agent: Party | None, after: list[Party]) -> Party | None:
    """Whom a blast was meant for that is told in the passive: "a tunnel was blown up under army positions"."""
    if trigger.payload.attributes["category"] != "explosion":
        return None
    return next((p for p in after if p is not agent), None)


def _whose_fire(scene: Scene, trigger: Match[Entry], after: list[Party]) -> Party | None:
    """Who shelled or shot where only whom it came from is told: "under fire from A", "shelling from A posts"."""
    if trigger.payload.attributes["category"] not in _FIRED:
        return None
    near = (p for p in after if p.start - trigger.end <= _NEAR)
    return next((p for p in near if cue_before(scene, p, "preposition.from") is not None), None)


def _of_relative(scene: Scene, trigger: Match[Entry], after: list[Party]) -> Party | None:
    """The subject of the clause that tells of a noun: "an ambush that A laid"."""
    if trigger.payload.form in ("past", "present"):
        return None
    linked = next((c.end for c in scene.cues_of("relative") if c.start == trigger.end), None)
    return next((p for p in after if p.start == linked and not p.adjective), None)


def _owners_dropped(scene: Scene, document: Document, parties: list[Party]) -> list[Party]:
    """Parties without those that only own something, where another is named: "A answered B's breaches"."""
    own = {m.start for kind in (scene.triggers, scene.weapons, scene.victims) for m in kind}
    left = [p for p in parties if document.words[p.end] != _APOSTROPHE or p.end + 1 in own]
    return left or parties


def _of_gerund(scene: Scene, document: Document, trigger: Match[Entry]) -> Party | None:
    """Who does what a participle behind "by" or "with" tells: the sentence's subject ("A replied by shelling X")."""
    ends = document.words[trigger.start].endswith(_PARTICIPLE)
    if not ends or trigger.payload.form != "present" or scene.cue(trigger.start, "instrument") is None:
        return None
    before = [p for p in scene.parties if p.end <= trigger.start and not p.adjective]
    first = next(iter(_owners_dropped(scene, document, before)), None)
    return None if first is None or in_other_role(scene, first) or first.end > scene.clauses[0] + 2 * _NEAR else first


def opens_with(scene: Scene, document: Document, verb: int) -> int | None:
    """Where the subject of an English verb begins, if it is a party, or several joined ones, right before it."""
    party = next((p for p in scene.parties if p.end == verb and not p.adjective), None)
    if party is not None and (
        scene.cue(party.start, "indefinite") is not None or _HYPHEN in document.original(party.end - 1, verb + 1)
    ):
        return None  # "an A-held bridge"
    start = verb
    while party is not None:
        if acts(scene, party) or in_other_role(scene, party) or cue_before(scene, party, *_GOVERNED) is not None:
            return None
        article = scene.cue(party.start, "definite")
        start = party.start if article is None else article.start
        joins = next((c.start for c in scene.cues_of("conjunction") if c.end == start), None)
        if joins is None:
            return start
        party = next((p for p in scene.parties if p.end == joins and not p.adjective), None)
    return None


def _words_between(scene: Scene, end: int, start: int) -> int:
    """How many words stand between two mentions, asides not counted."""
    return start - end - sum(aside.end - aside.after for aside in scene.asides if end <= aside.after < start)
