"""Counted people: a number with a word for people, or a word that is one or two by its form."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geoevents.language.clitics import ARTICLE, BA, WA

if TYPE_CHECKING:
    from geoevents.events.scene import Scene
    from geoevents.events.vocabulary import Vocabulary
    from geoevents.language import Document, Match
    from geoevents.lexicon import Entry
    from geoevents.lexicon.numerals import Number

_NOUN_REACH = 3
_PART_REACH = 12


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


def groups_between(scene: Scene, document: Document, vocabulary: Vocabulary, first: int, last: int) -> list[Group]:
    """Counted people: a number and a word for people, or a word that is one or two by its form."""
    numbers = _numbers(scene, document, vocabulary, first, last)
    victims = [v for v in scene.victims if first <= v.start < last]
    used = set()
    groups = []
    for number in numbers:
        if any(v.end == number.start and v.payload.attributes.get("number") == number.value for v in victims):
            continue  # "one civilian", the number after its noun
        noun = next((v for v in victims if _is_noun_of(v, number) and v.start not in used), None)
        noun = noun or next((v for v in victims if _is_label_of(v, number, document)), None)
        if noun is None and _goes_to_next(scene, document, number, last):
            continue
        suffers = number.value is not None and _suffers(scene, document, vocabulary, number, last)
        alone = stands_alone(document, vocabulary, number, last) or _stands_for_people(scene, number, document)
        if noun is None and not (suffers or alone):
            continue
        if noun is not None:
            used.add(noun.start)
        groups.append(_counted(document, vocabulary, number, noun, last))
    for noun in victims:
        count = noun.payload.attributes.get("number") or vocabulary.numerals.definite(document, noun.end)
        if (
            noun.start in used
            or count is None
            or _qualifies(scene, document, noun)
            or _heads_unit(scene, document, noun)
        ):
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


def _numbers(scene: Scene, document: Document, vocabulary: Vocabulary, first: int, last: int) -> list[Number]:
    """The numbers that may count people: of no time, in no source's name ("Daraa 24"), not of somebody's children."""
    numbers = [n for n in vocabulary.numerals.find(document, first, last) if not in_time(scene, n)]
    if numbers:
        outlets = {token for s in scene.sources for token in range(s.start, s.end)}
        numbers = [n for n in numbers if n.start not in outlets and scene.cue(n.start, "parent") is None]
    return numbers


def counted_groups(scene: Scene, document: Document, vocabulary: Vocabulary, first: int, last: int) -> list[Group]:
    """The people counted between two tokens, in their order, without those told as a part of others."""
    counted: list[Group] = []
    for group in groups_between(scene, document, vocabulary, first, last):
        within = counted and group.start < counted[-1].end  # the number of a dual: "two civilians, two"
        if not within and not is_part(scene, group, first):
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


def _goes_to_next(scene: Scene, document: Document, number: Number, last: int) -> bool:
    """Whether a bare number counts those of the next trigger, but not in Arabic "10 were hurt | with wounds"."""
    following = (t.start for t in scene.triggers if t.start >= last)
    return any(at == number.end and not document.words[at].startswith(BA) for at in following)


def _heads_unit(scene: Scene, document: Document, noun: Match[Entry]) -> bool:
    """Whether an Arabic word for an officer is that of a unit, whose name it begins ("the eighth brigade")."""
    if not document.words[noun.start].startswith(ARTICLE):
        return False
    named = (p for p in scene.parties if p.start <= noun.start and p.end > noun.end)
    return any(p.actor is not None and not p.adjective for p in named)


def in_time(scene: Scene, number: Number) -> bool:
    """Whether a number belongs to an expression of time: "for three days"."""
    return any(t.start <= number.core < t.end for t in scene.times)


def stands_alone(document: Document, vocabulary: Vocabulary, number: Number, last: int) -> bool:
    """A bare number counts people when no other noun follows it."""
    if number.end >= last:
        return True
    word = document.words[number.end]
    return not word[0].isalpha() or word in vocabulary.links or word in vocabulary.passive


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


def is_part(scene: Scene, group: Group, first: int) -> bool:
    """Whether a group is told as part of another one: "13 people, among them 3 women", but "he was among 13"."""
    if any(group.start < c.start <= group.end for c in scene.cues_of("portion")):
        return True
    part = [c for c in scene.cues_of("part") if scene.cue(c.start, "passive") is None or c.end != group.start]
    return any(first <= c.start <= group.start and group.start - c.start < _PART_REACH for c in part)
