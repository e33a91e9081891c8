"""Casualties: who was harmed, how many, and by which bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from geoevents.events.named import named_before, names_after
from geoevents.language.clitics import ALEF, ARTICLE, HA, WA

if TYPE_CHECKING:
    from geoevents.events.scene import Scene
    from geoevents.events.vocabulary import Vocabulary
    from geoevents.language import Document, Match
    from geoevents.lexicon import Entry
    from geoevents.lexicon.numerals import Number

_NOUN_REACH = 3
_AFTER_REACH = 12
_BEFORE_REACH = 9
_NAME_WORDS = 5
_APART = 2
_QUOTES = frozenset('"()')


class Toll(NamedTuple):
    """A number of people: as told, and its bounds; each ``None`` where it is not told or open."""

    value: int | None = None
    low: int | None = None
    high: int | None = None

    @property
    def known(self) -> bool:
        """Whether the text gives a number or a bound."""
        return self.low is not None or self.high is not None

    def plus(self, other: Toll) -> Toll:
        """The sum of two tolls of different people."""
        if not self.known or not other.known:
            return self if self.known else other
        return Toll(*(None if a is None or b is None else a + b for a, b in zip(self, other, strict=True)))

    def joined(self, other: Toll) -> Toll:
        """The range of two reports of one toll; the higher one is the value: tolls rise, and parts are told later."""
        if not self.known or not other.known:
            return other if other.known else self
        lows = [t for t in (self.low, other.low) if t is not None]
        highs = [t for t in (self.high, other.high) if t is not None]
        high = max(highs) if len(highs) == 2 else None  # noqa: PLR2004 - one open end leaves the range open
        told = [t for t in (self.value, other.value) if t is not None]
        return Toll(max(told) if told else None, min(lows) if lows else None, high)


_UNKNOWN = Toll()
_ONES = (HA, HA + ALEF)
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


class Group(NamedTuple):
    """A counted group of people at some tokens."""

    start: int
    end: int
    toll: Toll
    side: str
    harm: str | None
    single: bool = False
    """One person with the article, whose name may follow."""
    kin: bool = False
    """Relatives of somebody named before."""


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
    groups = _groups(scene, document, vocabulary, first, last)
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
        if not _is_part(scene, g, first) or (g.end == trigger.start and _summed_before(scene, g))
    ]
    if trigger.payload.form == "word" and _uncounted(scene, trigger, groups):
        before = []
    passive = _passive(document, vocabulary, trigger) or "intransitive" in trigger.payload.attributes
    passive = passive or (document.language == "en" and any(g.end == trigger.start for g in before))
    subjects = _coordinated(scene, document, vocabulary, before)
    chosen = (subjects or after) if passive else (after or subjects)
    if document.language == "en" and all(g.kin for g in chosen):
        chosen = []  # "her husband was killed in the war": a life's story
    toll = _told_by_name(scene, document, vocabulary, trigger, None if chosen and chosen is not after else after)
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


def _uncounted(scene: Scene, trigger: Match[Entry], groups: list[Group]) -> bool:
    """Whether people without a number follow a noun: "and the wounding of others"."""
    followers = [v for v in scene.victims if v.start == trigger.end and not _NUMBERED & v.payload.attributes.keys()]
    return bool(followers) and not any(g.start <= followers[0].start < g.end for g in groups)


def read_unharmed(scene: Scene, first: int, last: int) -> Harm:
    """Zero, where the words say that nobody was harmed."""
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
        if number.value is None or _in_time(scene, number):
            continue
        if people or _stands_alone(document, vocabulary, number, last):
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


def _groups(scene: Scene, document: Document, vocabulary: Vocabulary, first: int, last: int) -> list[Group]:
    """Counted people: a number and a word for people, or a word that is one or two by its form."""
    numbers = [n for n in vocabulary.numerals.find(document, first, last) if not _in_time(scene, n)]
    numbers = [n for n in numbers if scene.cue(n.start, "parent") is None]
    victims = [v for v in scene.victims if first <= v.start < last]
    used = set()
    groups = []
    for number in numbers:
        if any(v.end == number.start and v.payload.attributes.get("number") == number.value for v in victims):
            continue  # "one civilian", the number after its noun
        noun = next((v for v in victims if _is_noun_of(v, number) and v.start not in used), None)
        noun = noun or next((v for v in victims if _is_label_of(v, number, document)), None)
        if noun is None and any(t.start == number.end for t in scene.triggers if t.start >= last):
            continue
        suffers = number.value is not None and _suffers(scene, document, vocabulary, number, last)
        alone = _stands_alone(document, vocabulary, number, last) or _stands_for_people(scene, number, document)
        if noun is None and not (suffers or alone):
            continue
        if noun is not None:
            used.add(noun.start)
        groups.append(_counted(document, vocabulary, number, noun, last))
    for noun in victims:
        count = noun.payload.attributes.get("number") or vocabulary.numerals.definite(document, noun.end)
        if noun.start in used or count is None or _qualifies(scene, document, noun):
            continue
        if any(
            n.start <= noun.start < n.end or n.start == noun.end
            for n in numbers
            if _stands_for_people(scene, n, document)
        ):
            continue  # "another two"
        if any(n.start <= noun.start < n.end for n in numbers) or scene.cue(noun.start, "who") is not None:
            continue
        groups.append(_told(document, noun, Toll(count, count, count)))
    return sorted(groups)


def counted_groups(scene: Scene, document: Document, vocabulary: Vocabulary, first: int, last: int) -> list[Group]:
    """The people counted between two tokens, in their order, without those told as a part of others."""
    counted: list[Group] = []
    for group in _groups(scene, document, vocabulary, first, last):
        within = counted and group.start < counted[-1].end  # the number of a dual: "two civilians, two"
        if not within and not _is_part(scene, group, first):
            counted.append(group)
    return counted


def _is_noun_of(noun: Match[Entry], number: Number) -> bool:
    """Whether a word for people, soon after a number, is what is counted: not one with "and" after another word."""
    gap = noun.start - number.end
    return gap == 0 or (0 < gap < _NOUN_REACH and not noun.prefix.startswith(WA))


def _is_label_of(noun: Match[Entry], number: Number, document: Document) -> bool:
    """Whether a number is listed under its noun: "Dead: 4"."""
    return noun.end + 1 == number.start and document.words[noun.end] == ":" and "harm" in noun.payload.attributes


def _told(document: Document, noun: Match[Entry], toll: Toll, end: int | None = None) -> Group:
    """People counted by the form of their word."""
    told = noun.payload.attributes
    definite = ARTICLE in noun.prefix or document.words[noun.start].startswith(ARTICLE)
    kin = noun.payload.key.startswith("kin.")
    end = noun.end if end is None else end
    return Group(noun.start, end, toll, told["side"], told.get("harm"), definite and toll.value == 1, kin)


def _qualifies(scene: Scene, document: Document, noun: Match[Entry]) -> bool:
    """Whether a word for a person only qualifies the next one: "civilian casualties", "a terrorist group"."""
    if document.language != "en":
        return False
    followers = {m.start for m in scene.victims} | {p.start for p in scene.parties}
    followers.update(
        t.start for t in scene.triggers if not ("harm" in t.payload.attributes and t.payload.form == "past")
    )
    followers.update(c.start for c in scene.cues_of("facility", "holding"))
    grouped = any(p.start <= noun.start and noun.end < p.end and p.actor is None for p in scene.parties)
    return grouped or noun.end in followers


def _in_time(scene: Scene, number: Number) -> bool:
    return any(t.start <= number.core < t.end for t in scene.times)


def _stands_alone(document: Document, vocabulary: Vocabulary, number: Number, last: int) -> bool:
    """A bare number counts people when no other noun follows it."""
    if number.end >= last:
        return True
    word = document.words[number.end]
    return not word[0].isalpha() or word in vocabulary.links or word in vocabulary.passive


def _summed_before(scene: Scene, group: Group) -> bool:
    """Whether a part has a verb of its own, the whole one before it: "30 were killed, among them 14 who died in"."""
    return any(t.end <= group.start and "harm" in t.payload.attributes for t in scene.triggers)


def _suffers(scene: Scene, document: Document, vocabulary: Vocabulary, number: Number, last: int) -> bool:
    """Whether a number told as a part has a verb of harm of its own in Arabic: "among them 12 at least were killed"."""
    if document.language != "ar" or scene.cue(number.start, "part") is None:
        return False
    end = vocabulary.numerals.find_bound_after(document, number.end, last) or number.end
    return any(t.start == end and "harm" in t.payload.attributes for t in scene.triggers)


def _stands_for_people(scene: Scene, number: Number, document: Document) -> bool:
    """Whether a number right before a word of harm counts people: "another two died", "42 killed"."""
    verb = next((t for t in scene.triggers if t.start == number.end and "harm" in t.payload.attributes), None)
    if verb is None or document.language != "en":
        return False
    more = scene.cue(number.start, "again") is not None
    return more or (verb.payload.form == "past" and not any(0 <= v.start - verb.end <= 1 for v in scene.victims))


def _counted(document: Document, vocabulary: Vocabulary, number: Number, noun: Match[Entry] | None, last: int) -> Group:
    low, high = number.low, number.high
    end = noun.end if noun is not None else number.end
    # "35 people at least": the bound may follow the noun.
    following = vocabulary.numerals.find_bound_after(document, end, last)
    if following is not None:
        high, end = None, following
    side = noun.payload.attributes["side"] if noun is not None else "none"
    harm = noun.payload.attributes.get("harm") if noun is not None else None
    toll = Toll(*(None if x is None else int(x) for x in (number.value, low, high)))
    return Group(number.start, end, toll, side, harm)


def _is_part(scene: Scene, group: Group, first: int) -> bool:
    """Whether a group is told as part of another one: "13 people, among them 3 women", but "he was among 13"."""
    if any(group.start < c.start <= group.end for c in scene.cues_of("portion")):
        return True
    part = [c for c in scene.cues_of("part") if scene.cue(c.start, "passive") is None or c.end != group.start]
    return any(first <= c.start <= group.start and group.start - c.start < _AFTER_REACH for c in part)


def _coordinated(scene: Scene, document: Document, vocabulary: Vocabulary, before: list[Group]) -> list[Group]:
    """The last group before a trigger, in English with the ones that "and" joins to it ("a woman and her two sons")."""
    chain = before[-1:]
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
        if _is_part(scene, group, trigger.start):
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
