"""The places that phrases are built of, each with the relation words before and after its name."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from geoevents.language.clitics import ARTICLE, BA, FA, KAF, LAM, WA
from geoevents.lexicon.numerals import numerals
from geoevents.relations.vocabulary import Mark, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geoevents.language import Document
    from geoevents.model import Toponym

_WINDOW = 12
"""Tokens before a name that may belong to its phrase."""
_TAIL = 5
_NUMBER_REACH = 5
_ADJECTIVES = 5
"""Tokens of adjectives at most, the article before them included ("the rebel-held hilltop town of")."""
_MANY = ".many"
"""What the keys of class words in the plural end with."""
_QUOTES = frozenset('"(')
_AND = frozenset({"and", WA})
_UNKNOWN = 4
"""Tokens of an unknown name at most, its class word included."""
_SEPARATING = frozenset((WA, FA, BA, KAF))
_CLOSING = frozenset('")')
_NONE: frozenset[str] = frozenset()
_ANY_NOUN = ("class", "direction", "near", "edge", "part", "countryside", "road", "border", "between", "extends")
_LINKS = ("link.from", "link.of", "link.in", "link.article")

# What may stand before what: role of the right neighbour to the roles of the left one.
_BEFORE: dict[str, frozenset[str]] = {
    "name": frozenset((*_ANY_NOUN, *_LINKS, "side")),
    "class": frozenset((*_ANY_NOUN, *_LINKS, "side")),
    "countryside": frozenset((*_ANY_NOUN, *_LINKS, "side")),
    "border": frozenset((*_ANY_NOUN, *_LINKS, "side")),
    "direction": frozenset({"unit", "class", "part", "near", "edge", "inside", "between", "extends"}),
    "near": frozenset({"class", "part", "border", "edge", "unit", "link.article", "between", "extends"}),
    "edge": frozenset({"side", "link.article", "class", "unit"}),
    "part": frozenset({"side", "link.article"}),
    "side": frozenset({"edge", "part", "countryside", "class", "near", "link.article"}),
    "road": frozenset({"link.article", "near", "edge", "direction", "side", "between"}),
    "link.of": frozenset({"class", "part", "edge", "unit", "countryside", "border", "side"}),
    "link.from": frozenset({"unit", "part", "side", "edge", "near", "countryside", "road"}),
    "link.in": frozenset({"class", "part", "side", "countryside"}),
    "link.article": frozenset({*_ANY_NOUN, "link.of", "link.from"} - {"class"}),
    "unit": frozenset({"lead", "class"}),
    "lead": frozenset({"lead", "class"}),
    "between": frozenset({"link.article"}),
    "extends": frozenset({"link.article"}),
    "inside": frozenset(),
}


class Unit(NamedTuple):
    """A mention at tokens ``start`` to ``end``; ``prefix`` is what is written with its first word.

    ``generic`` marks a common noun that stands for the place ("the town").
    """

    start: int
    end: int
    toponym: Toponym
    prefix: str
    generic: bool


@dataclass(slots=True)
class Head:
    """A unit with its relation words, read.

    ``start`` and ``end`` are the tokens of the whole; ``prefix`` is what is written with the first of them and
    does not belong to it (a conjunction or a preposition). ``marks`` in the order of the text.
    """

    unit: Unit
    start: int
    end: int
    prefix: str
    marks: tuple[Mark, ...] = ()
    tail: tuple[Mark, ...] = ()
    distance_km: float | None = None
    kinds: frozenset[str] = _NONE

    def has(self, *kinds: str) -> bool:
        """Whether words of one of some roles are there, before or after the name."""
        return not self.kinds.isdisjoint(kinds)


def find_units(
    document: Document, toponyms: Sequence[Toponym], generics: Mapping[int, Toponym] | None = None
) -> list[Unit]:
    """The mentions and the common nouns that stand for places, in the order of the text, none overlapping."""
    words = words_of(document.language)
    starts, ends = document.starts, document.ends
    units: list[Unit] = []
    for toponym in toponyms:
        start = bisect.bisect_right(ends, toponym.start)
        attached = document.words[start][: max(0, toponym.start - starts[start])]
        end = max(start + 1, bisect.bisect_left(starts, toponym.end, start))
        units.append(Unit(start, end, toponym, attached, generic=False))
    for token, toponym in (generics or {}).items():
        if any(mark.end > token + 1 for mark in words.beginning_at(document, token, len(document))):
            continue  # "the road between"
        units.append(Unit(token, token + 1, toponym, _conjunction(document.words[token]), generic=True))
    if generics:
        units.sort(key=lambda unit: (unit.start, unit.generic))
    kept: list[Unit] = []
    for unit in units:
        if not kept or unit.start >= kept[-1].end:
            kept.append(unit)
    return kept


def _conjunction(word: str) -> str:
    """The clitics before a noun with the article."""
    at = word.find(ARTICLE)
    return word[:at] if 0 < at <= 2 else ""  # noqa: PLR2004 - a conjunction and a preposition


def read_heads(document: Document, units: Sequence[Unit]) -> list[Head]:
    """The relation words of every unit."""
    heads: list[Head] = []
    known, words = words_of(document.language), document.words
    floor = 0
    for i, unit in enumerate(units):
        start, end = unit.start, unit.end
        ceiling = units[i + 1].start if i + 1 < len(units) else len(words)
        head = Head(unit, start, end, unit.prefix)
        if _goes_on(unit.prefix) and (known.precedes(document, start, floor) or words[start - 1] in _QUOTES):
            _take(document, head, max(floor, start - _WINDOW))
        if end < ceiling and (known.follows(words[end]) or words[end] in _CLOSING):
            head.tail = _read_tail(document, unit, ceiling)
        if head.marks or head.tail:
            head.end = max((mark.end for mark in head.tail), default=unit.end)
            head.kinds = frozenset(mark.kind for mark in (*head.marks, *head.tail))
        while heads and heads[-1].unit.generic and heads[-1].unit.start >= head.start:
            heads.pop()  # "the hamlet" of "the hamlet of X"
        if not unit.generic:
            floor = head.end
        heads.append(head)
    return heads


def _take(document: Document, head: Head, floor: int) -> None:
    """Take relation words from the name leftwards while they fit together."""
    taken: list[Mark] = []
    words, known = document.words, words_of(document.language)
    role, at, of = "name", head.unit.start, LAM in head.unit.prefix
    while at > floor:
        if words[at - 1] in _QUOTES and not (taken and words[at - 1] == "("):
            at -= 1
            continue
        mark = _fitting(known.ending_at(document, at, floor), role, of=of, arabic=document.language == "ar")
        if mark is None and role == "class" and all(_role(m) in ("class", "link.of") for m in taken[:-1]):
            mark, at = _beyond_adjectives(document, at, floor, many=taken[-1].key.endswith(_MANY))
        if mark is None:
            break
        if mark.kind == "unit":
            read = _read_number(document, mark, floor)
            if read is None:
                break
            mark, head.distance_km = mark._replace(start=read[0], prefix=""), read[1]
        at = mark.start
        taken.append(mark)
        if not _goes_on(mark.prefix):
            break
        role, of = _role(mark), LAM in mark.prefix
    _keep(head, taken)


def _keep(head: Head, taken: list[Mark]) -> None:
    """Give a head the relation words read from the name leftwards, without what leads to nothing."""
    while taken and taken[-1].kind in ("link", "inside") and taken[-1].key not in ("link.article", "inside"):
        taken.pop()
    if taken:
        first = taken[-1]
        head.start, head.prefix = first.start, first.prefix.removesuffix(ARTICLE)
        if first.kind == "inside":  # "in the": the preposition stays outside
            head.start = first.end - 1
        head.marks = tuple(reversed(taken))


def _beyond_adjectives(document: Document, at: int, floor: int, *, many: bool) -> tuple[Mark | None, int]:
    """The article before the adjectives of an English class word ("the strategic town of"), and where it ends.

    Before a plural one that opens a clause is the subject's: "The army shelled towns of X".
    """
    if document.language != "en":
        return None, at
    known = words_of(document.language)
    for i in range(at - 1, max(floor, at - _ADJECTIVES) - 1, -1):
        article = [mark for mark in known.ending_at(document, i + 1, floor) if mark.key == "link.article"]
        if article and i < at - 1:
            opens = many and (i == 0 or not document.words[i - 1].isalpha())
            return (None, at) if opens else (article[0], i + 1)
        word = document.words[i]
        if not (word.isalpha() or word == "-") or document.text[document.starts[i]].isupper():
            break
    return None, at


def _goes_on(prefix: str) -> bool:
    """Whether words before a word with these clitics may belong with it: not after a conjunction or bi-."""
    return not prefix or _SEPARATING.isdisjoint(prefix.removesuffix(ARTICLE))


def _role(mark: Mark) -> str:
    return mark.key if mark.kind == "link" else mark.kind


def _fitting(found: Sequence[Mark], role: str, *, of: bool, arabic: bool) -> Mark | None:
    """The longest word that may stand before one of a role; ``of``: written with li-, "of"."""
    allowed = _BEFORE[role]
    best: Mark | None = None
    for mark in found:
        if _role(mark) not in allowed or (best is not None and mark.end - mark.start <= best.end - best.start):
            continue
        if arabic and mark.kind == "side" and role in ("name", "class", "countryside", "border", "road") and not of:
            continue  # an Arabic adjective follows its noun
        best = mark
    return best


def _read_number(document: Document, mark: Mark, floor: int) -> tuple[int, float | None] | None:
    """Where the number before a unit of length begins, and the length in kilometres; None without a number."""
    km, count = mark.attributes["km"], mark.attributes.get("count")
    reader = numerals(document.language)
    for start in range(max(floor, mark.start - _NUMBER_REACH), mark.start):
        for number in reader.find(document, start, mark.start)[:1]:
            if number.end == mark.start and number.start == start:
                value = number.value
                if value is None and number.low is not None and number.high is not None:
                    value = (number.low + number.high) / 2
                return start, None if value is None else round(value * km, 3)
    return (mark.start, count * km) if count else None


def _read_tail(document: Document, unit: Unit, ceiling: int) -> tuple[Mark, ...]:
    first, last = unit.end, min(ceiling, unit.end + _TAIL)
    words = words_of(document.language)
    while first < last and document.words[first] in _CLOSING:
        first += 1
    if first >= last or not words.follows(document.words[first]):
        return ()
    beginning = {at: words.beginning_at(document, at, last) for at in range(first, last)}
    return _arabic_tail(beginning, first) if document.language == "ar" else _english_tail(beginning, first)


def _arabic_tail(beginning: dict[int, list[Mark]], first: int) -> tuple[Mark, ...]:
    """Adjectives of direction: "the countryside of Homs, the eastern", "the northern and the western"."""
    taken: list[Mark] = []
    at = first
    while True:
        mark = next((m for m in beginning.get(at, ()) if m.kind == "side" and m.prefix in ("", WA)), None)
        if mark is None or (mark.prefix == WA) != bool(taken):
            return tuple(taken)
        taken.append(mark)
        at = mark.end


def _english_tail(beginning: dict[int, list[Mark]], first: int) -> tuple[Mark, ...]:
    """Class words and parts: "Hama's northern countryside", "Aleppo city", "Idlib province"."""
    taken: list[Mark] = []
    kept = 0
    at = first
    while True:
        found = [m for m in beginning.get(at, ()) if _may_follow(m, beginning)]
        if not found:
            return tuple(taken[:kept])
        mark = next((m for m in found if m.kind != "class"), found[0])
        taken.append(mark)
        at = mark.end
        if mark.kind != "side":
            kept = len(taken)


def _may_follow(mark: Mark, beginning: dict[int, list[Mark]]) -> bool:
    """Whether an English word may follow the name that it goes with: "district", not "district of"."""
    if mark.kind == "class":
        return not any(m.key == "link.of" for m in beginning.get(mark.end - 1, ()))
    return mark.kind == "side" or mark.kind.endswith("_after")


def half_between(document: Document, head: Head, floor: int) -> int | None:
    """Where "between X and" begins before a place, X being no known place; None where no such words stand there.

    X must look like a name: a capital in English, a class word in Arabic.
    """
    at = head.start
    if head.prefix[:1] != WA and (at <= floor or document.words[at - 1] not in _AND):
        return None
    words = words_of(document.language)
    at -= head.prefix[:1] != WA
    for end in range(at - 1, max(floor, at - _UNKNOWN) - 1, -1):
        if end >= at or not document.words[end].isalnum():
            return None
        for mark in words.ending_at(document, end, floor):
            if mark.kind == "between" and end < at and _looks_named(document, end):
                return mark.start
    return None


def _looks_named(document: Document, at: int) -> bool:
    if document.language == "en":
        return document.text[document.starts[at]].isupper()
    return any(m.kind == "class" for m in words_of("ar").beginning_at(document, at, len(document)))
