"""The words of spatial phrases: ``relations.toml``, with the class words of ``place_cues.toml``."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from geoevents.language import PhraseTable
from geoevents.language.clitics import ARTICLE
from geoevents.lexicon import topic

if TYPE_CHECKING:
    from geoevents.language import Document
    from geoevents.model import Language

_OWN_CLASSES = frozenset({"countryside", "road", "border"})
"""Class words that make a relation of their own; relations.toml lists their forms."""

_BARE = frozenset({"class", "direction", "near", "between", "unit", "lead", "link", "until", "extends"})
"""Kinds that are not read with the Arabic article taken off."""


class Word(NamedTuple):
    """What a phrase does: its role, the entry's key, and the entry's attributes."""

    kind: str
    key: str
    attributes: dict[str, Any]


class Mark(NamedTuple):
    """A relation word in a document at tokens ``start`` to ``end`` with the clitics taken off its first word."""

    start: int
    end: int
    kind: str
    key: str
    prefix: str
    attributes: dict[str, Any]


@cache
def table(language: Language) -> PhraseTable[Word]:
    """All words of spatial phrases of a language."""
    words: PhraseTable[Word] = PhraseTable(clitics=language == "ar")
    for phrase, entry in topic(language, "relations").phrases():
        words.add(phrase.split(), Word(entry.key.partition(".")[0], entry.key, entry.attributes))
    for phrase, entry in topic(language, "place_cues").phrases():
        kind = entry.key.partition(".")[0]
        if kind not in _OWN_CLASSES:
            words.add(phrase.split(), Word("class", kind, {}))
    return words


@cache
def countryside_words(language: Language) -> frozenset[str]:
    """The words for countryside, as they may begin a place's own name."""
    return topic(language, "relations").words("countryside")


def marks(document: Document, first: int, last: int) -> list[Mark]:
    """Every relation word among some tokens, nested and overlapping ones too; at one place the longest first."""
    return [
        Mark(m.start, m.end, m.payload.kind, m.payload.key, m.prefix, m.payload.attributes)
        for m in table(document.language).scan_all(document, first, min(last, len(document)))
        if not (m.prefix.endswith(ARTICLE) and m.payload.kind in _BARE)
    ]
