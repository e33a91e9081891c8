"""Reading a place query: its parts, their class words, and which part lies in which.

A query is a name as people write it in a table's cell: a class word before or after the name, the town
or region after a comma or after "in", "near" before it. Class words come from the vocabulary's
``place_cues``, the others from ``geocode``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from geoevents.gazetteer.forms import is_arabic
from geoevents.language import analyses, fold_name
from geoevents.lexicon import topic

if TYPE_CHECKING:
    from geoevents.model import Language

_PARTS = re.compile(r"\s*(?:[,;:/|()\[\]\n\u060c\u061b]|\s[-\u2013\u2014]\s)+\s*")
_APOSTROPHES = dict.fromkeys((0x27, 0x60, 0xB4, 0x2BB, 0x2BC, 0x2BE, 0x2BF, 0x2018, 0x2019, 0x2032))
_LONGEST_PHRASE = 5
_LONGEST_QUERY = 300


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a query.

    Attributes
    ----------
    text
        As written.
    whole
        Folded, without words of nearness.
    bare
        Folded, without class words too: what is left to be the name (may be empty).
    cue
        Key of the class word in ``place_cues``, or None.
    codes, near_codes
        Feature codes that the class word fits, and those that it fits loosely; empty without one.
    landmark
        Whether it names something that stands in a town.
    near
        Whether it is said to be near the place only.
    nameless
        Whether it is a word for something in a town and nothing else ("a school").
    """

    text: str
    whole: str
    bare: str
    cue: str | None = None
    codes: tuple[str, ...] = ()
    near_codes: tuple[str, ...] = ()
    landmark: bool = False
    near: bool = False
    nameless: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query's main part and the parts that say where that lies."""

    main: Part
    parents: tuple[Part, ...]


def parse_query(text: str) -> Query | None:
    """Read a query; None where no word is in it."""
    parts: list[Part] = []
    # "Ra's al-Ayn": in a name an apostrophe is a hamza, not a possessive.
    for piece in _PARTS.split(text[:_LONGEST_QUERY].translate(_APOSTROPHES)):
        parts.extend(_split_inside(piece))
    parts = [part for part in parts if part.whole]
    if not parts:
        return None
    finest = next((part for part in parts if part.landmark), parts[0])
    return Query(finest, tuple(part for part in parts if part is not finest))


def _split_inside(piece: str) -> list[Part]:
    """Cut a piece at a word such as "in": what stands after it holds what stands before it."""
    words = fold_name(piece).split()
    if not words:
        return []
    language: Language = "ar" if is_arabic(words[0]) else "en"
    vocabulary = _vocabulary(language)
    for i in range(1, len(words) - 1):
        length = _matches(vocabulary.inside, words, i)
        cue_goes_on = any(" ".join(words[k : i + 1]) in vocabulary.cues for k in range(max(0, i - 3), i + 1))
        if length and not cue_goes_on and i + length < len(words):
            return [_part(piece, words[:i], vocabulary), _part(piece, words[i + length :], vocabulary)]
        length = _matches(vocabulary.near, words, i)
        if length and i + length < len(words):
            return [_part(piece, words[:i], vocabulary), _part(piece, words[i:], vocabulary)]
    return [_part(piece, words, vocabulary)]


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    cues: dict[str, tuple[str, dict[str, Any]]]
    landmarks: frozenset[str]
    near: frozenset[str]
    inside: frozenset[str]
    whole: frozenset[str]


@cache
def _vocabulary(language: Language) -> _Vocabulary:
    others = topic(language, "geocode")
    cues: dict[str, tuple[str, dict[str, Any]]] = {}
    for phrase, entry in topic(language, "place_cues").phrases():
        cues.setdefault(phrase, (entry.key, entry.attributes))
    return _Vocabulary(
        cues, others.words("landmark"), others.words("near"), others.words("inside"), others.words("whole")
    )


def _matches(phrases: frozenset[str] | dict[str, Any], words: list[str], at: int) -> int:
    """How many words from ``at`` on make the longest phrase of a set; 0 for none."""
    for length in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
        if " ".join(words[at : at + length]) in phrases:
            return length
    return 0


def _matches_end(phrases: dict[str, Any], words: list[str]) -> int:
    for length in range(min(_LONGEST_PHRASE, len(words) - 1), 0, -1):
        if " ".join(words[-length:]) in phrases:
            return length
    return 0


def _part(text: str, words: list[str], vocabulary: _Vocabulary) -> Part:
    near = False
    while words:
        length = _matches(vocabulary.near, words, 0)
        if not length:
            length = _matches(vocabulary.whole, words, 0) if len(words) > 1 else 0
            if not length:
                break
        else:
            near = True
        words = words[length:]
    if not words:
        return Part(text, "", "")
    landmark = _is_landmark(words, vocabulary.landmarks)
    cue, bare = _strip_cue(words, vocabulary.cues)
    key, attributes = cue or (None, {})
    return Part(
        text=text,
        whole=" ".join(words),
        bare=" ".join(bare),
        cue=key,
        codes=tuple(attributes.get("codes", ())),
        near_codes=tuple(attributes.get("near", ())),
        landmark=landmark,
        near=near,
        nameless=" ".join(words) in vocabulary.landmarks,
    )


def _is_landmark(words: list[str], landmarks: frozenset[str]) -> bool:
    if _matches(landmarks, words, 0):
        return True
    return not is_arabic(words[0]) and any(_matches(landmarks, words, i) for i in range(1, len(words)))


def _strip_cue(
    words: list[str], cues: dict[str, tuple[str, dict[str, Any]]]
) -> tuple[tuple[str, dict[str, Any]] | None, list[str]]:
    """Take the class word off the beginning (prepositions with it), or off the end of a Latin name."""
    readings = [words]
    if is_arabic(words[0]):
        readings += [[reading.stem, *words[1:]] for reading in analyses(words[0])[1:]]
    for reading in readings:
        length = _matches(cues, reading, 0)
        if length and length < len(reading):
            return cues[" ".join(reading[:length])], reading[length:]
    if not is_arabic(words[-1]) and (length := _matches_end(cues, words)):
        return cues[" ".join(words[-length:])], words[:-length]
    return None, words
