"""Casualties: who was harmed, how many, and by which bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geoevents.events.groups import Group, Toll, groups_between, in_time, is_part, stands_alone
from geoevents.events.named import named_before, names_after
from geoevents.language.clitics import ALEF, ARTICLE, HA, WA

if TYPE_CHECKING:
    from geoevents.events.scene import Scene
    from geoevents.events.vocabulary import Vocabulary
    from geoevents.language import Document, Match
    from geoevents.lexicon import Entry

_NOUN_REACH = 3
_AFTER_REACH = 12
_BEFORE_REACH = 9
_NAME_WORDS = 5
_APART = 2
_QUOTES = frozenset('"()')


_UNKNOWN = Toll()
_ONES = (HA, HA + ALEF)
_NONE_HARMED = frozenset({"unharmed", "uninjured"})
_NUMBERED = frozenset({"number", "harm"})
_NOBODY = Toll(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Harm:
    """What an event did to people. ``civilian`` is ``None`` where the text does not say who they were."""

    killed: Toll = _UNKNOWN
    injured: Toll = _UNKNOWN
    civilian: bool | None = None
    start: int = -1
    parts: tuple[tuple[int, Toll], ...] = ()
    """The counted groups that ``killed`` adds up, each with its token, where there are several."""
    at: int | None = None
    """The first token of the place told with them, of several places of one sentence."""

    def merged(self, other: Harm) -> Harm:
        """Two sentences' accounts of one event's casualties."""
        civilian = self.civilian if other.civilian is None else (other.civilian or bool(self.civilian))
        return Harm(self.killed.joined(other.killed), self.injured.joined(other.injured), civilian, self.start)


UNTOLD = Harm()
"""Nothing is told of casualties: most triggers."""


def read_harm(
    scene: Scene, document: Document, vocabulary: Vocabulary, trigger: Match[Entry], first: int, last: int
) -> Harm:
    """The casualties that a trigger of harm tells, from the words between two tokens.

    Parameters
    ----------
    trigger
        A trigger with the attribute ``harm``: killed, injured or both.
    first, last
        The tokens that belong to it: from the trigger before it to the trigger after it.
    """
    kind = str(trigger.payload.attributes["harm"])
    groups = groups_between(scene, document, vocabulary, first, last)
    groups = [g for g in groups if g.start >= trigger.end or g.end <= trigger.start or not _outdone(groups, trigger)]
    after = _chain(
        [g for g in groups if g.end > trigger.start and g.start < trigger.end + _AFTER_REACH],
        trigger,
        scene,
        document,
        vocabulary,
    )
    before = [
        g
        for g in groups
        if g.end <= trigger.start and trigger.start - g.end < _BEFORE_REACH
        if not is_part(scene, g, first) or (g.end == trigger.start and _summed_before(scene, g))
    ]
    if trigger.payload.form == "word" and _uncounted(scene, trigger, groups):
        before = []
    passive = _passive(document, vocabulary, trigger) or "intransitive" in trigger.payload.attributes
    passive = passive or (document.language == "en" and any(g.end == trigger.start for g in before))
    subjects = _coordinated(scene, document, vocabulary, before, owned=trigger.payload.form == "word")
    chosen = (subjects or after) if passive else (after or subjects)
    if document.language == "en" and all(g.kin for g in chosen):
        chosen = []  # "her husband was killed in the war": a life's story
    toll = _told_by_name(scene, document, vocabulary, trigger, None if chosen and chosen is not after else after)
    if not toll.known and kind != "both" and _is_one(scene, trigger, groups):
        toll = Toll(1, 1, 1)
    if not chosen and not toll.known and kind != "both" and named_before(scene, document, vocabulary, trigger):
        toll = Toll(1, 1, 1)
    if not chosen and not toll.known:
        toll = _risen_to(scene, document, vocabulary, trigger)
    if not chosen and not toll.known and trigger.suffix in _ONES and trigger.payload.form in ("word", "noun"):
        toll = Toll(1, 1, 1)  # "his death"
    sides = set()
    for group in chosen:
        toll = toll.plus(group.toll)
        sides.add(group.side)
    sides |= {g.side for g in groups if g.side == "civilian" and chosen and g.start <= chosen[-1].end + _AFTER_REACH}
    civilian = True if "civilian" in sides else False if "combatant" in sides else None
    parts = tuple((g.start, g.toll) for g in chosen) if kind == "killed" and len(chosen) > 1 else ()
    return Harm(
        toll if kind == "killed" else Toll(), toll if kind == "injured" else Toll(), civilian, trigger.start, parts
    )


def _is_one(scene: Scene, trigger: Match[Entry], groups: list[Group]) -> bool:
    """Whether an English pronoun tells of one person who was harmed: "killing her and her two sons"."""
    pronoun = any(c.start == trigger.end for c in scene.cues_of("object.one"))
    if not pronoun:
        return False
    owned = {g.start for g in groups} | {v.start for v in scene.victims}
    return trigger.end + 1 not in owned  # "killing her two sons"


def _uncounted(scene: Scene, trigger: Match[Entry], groups: list[Group]) -> bool:
    """Whether people without a number follow a noun: "and the wounding of others"."""
    followers = [v for v in scene.victims if v.start == trigger.end and not _NUMBERED & v.payload.attributes.keys()]
    return bool(followers) and not any(g.start <= followers[0].start < g.end for g in groups)


def read_unharmed(scene: Scene, first: int, last: int) -> Harm:
    """Zero, where the words say that nobody was harmed."""
    if scene.lacks(_NONE_HARMED):
        return UNTOLD
    for kind, killed in (("unharmed", _NOBODY), ("uninjured", _UNKNOWN)):
        if any(first <= c.start < last or _told_next(scene, c, last) for c in scene.cues_of(kind)):
            return Harm(killed, _NOBODY, None, first)
    return UNTOLD


def _told_next(scene: Scene, cue: Match[Entry], last: int) -> bool:
    """Whether the next trigger from a token on only is one of the words of a cue ("but no casualties")."""
    after = next((t.start for t in scene.triggers if t.start >= last), -1)
    return cue.start <= after < cue.end


def _outdone(groups: list[Group], trigger: Match[Entry]) -> bool:
    """Whether the trigger's own word counts one, and another count stands right behind it: "its victims were 5"."""
    if trigger.end - trigger.start > 1:
        return any(0 <= g.start - trigger.end <= _APART for g in groups)
    owned = trigger.payload.form == "word" and trigger.payload.key == "harm.killed"
    return owned and any(g.start == trigger.end and g.harm is None for g in groups)


def _told_by_name(
    scene: Scene,
    document: Document,
    vocabulary: Vocabulary,
    trigger: Match[Entry],
    after: list[Group] | None,
) -> Toll:
    """People told by their names right after a trigger, where no number is, or before those who are added to them."""
    if after is None:
        return Toll()
    if not after:
        last = min((t.start for t in scene.triggers if t.start > trigger.start), default=scene.last)
        count = names_after(scene, document, vocabulary, trigger.end, last)
        return Toll(count, count, count) if count else Toll()
    plus = scene.cue(after[0].start, "plus")
    start = after[0].start if plus is None else plus.start
    if start <= trigger.end or not (plus is not None or _joined(document, after[0])):
        return Toll()
    count = names_after(scene, document, vocabulary, trigger.end, start)
    if not count and after[0].kin and _free(scene, document, trigger.end, start):
        count = 1  # the relatives are somebody's
    return Toll(count, count, count) if count else Toll()


def _risen_to(scene: Scene, document: Document, vocabulary: Vocabulary, trigger: Match[Entry]) -> Toll:
    """The figure at the end of "the number of those killed in the strikes on the town rose to four"."""
    if scene.cue(trigger.start, "number") is None:
        return Toll()
    counted = [t.start for t in scene.triggers if t.start >= trigger.end and "harm" in t.payload.attributes]
    last = min(counted, default=scene.last)
    for number in vocabulary.numerals.find(document, trigger.end, last):
        people = number.end == last or any(v.start == number.end for v in scene.victims)
        if number.value is None or in_time(scene, number):
            continue
        if people or stands_alone(document, vocabulary, number, last):
            return Toll(*(None if x is None else int(x) for x in (number.value, number.low, number.high)))
    return Toll()


def _joined(document: Document, group: Group) -> bool:
    """Whether a group is written with "and"."""
    words = document.words
    return words[group.start].startswith(WA) or words[group.start - 1] == WA


def _free(scene: Scene, document: Document, start: int, end: int) -> bool:
    """Whether only a name can stand between two tokens, or a side: few words, none that tells anything else."""
    side = next((p for p in scene.parties if p.actor is not None and start <= p.start <= start + 1), None)
    if side is not None and side.end == end:
        return True  # "a soldier of the army and a civilian"
    if end - start > _NAME_WORDS or not all(w.isalpha() or w in _QUOTES for w in document.words[start:end]):
        return False
    marked = (scene.cues, scene.triggers, scene.places, scene.times, scene.victims, scene.weapons)
    return not any(start <= mention.start < end for kind in marked for mention in kind)


def _passive(document: Document, vocabulary: Vocabulary, trigger: Match[Entry]) -> bool:
    """English participles and adjectives take their subject before them: "5 people were killed"."""
    if document.language != "en" or trigger.start == 0:
        return False
    word = document.words[trigger.start - 1]
    return word in vocabulary.passive or trigger.payload.form == "word"


def _summed_before(scene: Scene, group: Group) -> bool:
    """Whether a part has a verb of its own, the whole one before it: "30 were killed, among them 14 who died in"."""
    return any(t.end <= group.start and "harm" in t.payload.attributes for t in scene.triggers)


def _coordinated(
    scene: Scene, document: Document, vocabulary: Vocabulary, before: list[Group], *, owned: bool
) -> list[Group]:
    """The last group before a trigger, in English with the ones that "and" joins to it ("a woman and her two sons").

    In Arabic, too, where the trigger is ``owned``: "a man and two boys met their death".
    """
    chain = before[-1:]
    for group in reversed(before[:-1] if owned and document.language == "ar" else ()):
        at = chain[0].start
        if document.words[group.end : at] not in ([], [WA]) or not document.words[min(group.end, at)].startswith(WA):
            break
        chain.insert(0, group)
    for group in reversed(before[:-1] if document.language == "en" else ()):
        start = chain[0].start
        article = scene.cue(start, "definite", "indefinite")
        beyond = article.start if article is not None else start
        plus = scene.cue(beyond, "plus")
        gap = document.words[group.end : beyond]
        if (
            not gap
            or not (set(gap) <= vocabulary.conjunctions | {","} or (plus is not None and plus.start == group.end))
            or any(p.start < start and p.start >= group.end for p in scene.places)
        ):
            break
        chain.insert(0, group)
    return chain


def _named_to(scene: Scene, document: Document, group: Group) -> int:
    """The token that a counted group of fighters ends at, with whose they are: "12 fighters of A"."""
    if group.side != "combatant" or group.toll.value == 1 or document.language != "ar":
        return group.end
    parties = (p for p in scene.parties if not p.adjective and p.end > group.end)
    party = next((p.end for p in parties if p.start <= group.end + bool(scene.cue(p.start, "preposition.from"))), 0)
    return party or group.end + any(w.startswith(ARTICLE) for w in document.words[group.end : group.end + 1])


def _chain(
    groups: list[Group], trigger: Match[Entry], scene: Scene, document: Document, vocabulary: Vocabulary
) -> list[Group]:
    """The groups from a trigger on that are added up: joined by "and" or a comma, none a part of another."""
    chain: list[Group] = []
    for group in groups:
        if is_part(scene, group, trigger.start):
            break
        if not chain:
            if any(c.start > trigger.start and c.end <= group.start for c in scene.cues_of("connector")):
                break
            chain.append(group)
            continue
        article = scene.cue(group.start, "definite") if document.language == "en" else None  # "and her two sons"
        beyond = group.start if article is None else article.start
        gap = document.words[_named_to(scene, document, chain[-1]) : beyond]
        attached = document.words[group.start].startswith(WA)
        plus = scene.cue(group.start, "plus")
        told = chain[-1].side == "combatant" or chain[-1].kin or group.kin
        one = chain[-1].single or (chain[-1].toll.value == 1 and told)
        if (plus is not None and _free(scene, document, chain[-1].end, plus.start)) or (
            one and gap and _joined(document, group) and _free(scene, document, chain[-1].end, group.start)
        ):
            chain.append(group)
            continue
        if not set(gap) <= {",", WA, *vocabulary.conjunctions} or not (attached or set(gap) - {","}):
            break
        if any(p.start < group.start + _NOUN_REACH and p.start >= group.end for p in scene.places) and any(
            chain[-1].end <= p.start < group.start for p in scene.places
        ):
            break
        chain.append(group)
    return chain
