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


_AFTER = frozenset({"side", "class"})
_REMEMBERED = 200_000


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


class Words:
    """All words of spatial phrases of a language, looked up from their beginning or from their end."""

    def __init__(self, language: Language) -> None:
        self.table: PhraseTable[Word] = PhraseTable(clitics=language == "ar")
        self._lengths: dict[str, set[int]] = {}
        self._single: dict[str, tuple[tuple[str, str, str, dict[str, Any]], ...]] = {}
        self._following: dict[str, bool] = {}
        self._weights: dict[str, int] = {}
        for phrase, entry in topic(language, "relations").phrases():
            self._add(phrase.split(), Word(entry.key.partition(".")[0], entry.key, entry.attributes))
        for phrase, entry in topic(language, "place_cues").phrases():
            kind = entry.key.partition(".")[0]
            if kind not in _OWN_CLASSES:
                self._add(phrase.split(), Word("class", kind, {}))

    def _add(self, words: list[str], word: Word) -> None:
        self.table.add(words, word)
        if len(words) > 1:
            self._lengths.setdefault(words[-1], set()).add(len(words))

    def ending_at(self, document: Document, at: int, floor: int) -> list[Mark]:
        """The relation words that end before a token."""
        last = document.words[at - 1]
        lengths = self._lengths.get(last)
        try:
            single = self._single[last]
        except KeyError:
            single = self._remember(last)
        if lengths is None:
            return [Mark(at - 1, at, *rest) for rest in single] if single else []
        found: list[Mark] = []
        for length in lengths:
            if at - length >= floor:
                found.extend(m for m in self.beginning_at(document, at - length, at) if m.end == at)
        found.extend(Mark(at - 1, at, *rest) for rest in single)
        return found

    def precedes(self, document: Document, at: int, floor: int) -> bool:
        """Whether relation words may end before a token: not where only a preposition stands after other words."""
        if at <= floor:
            return False
        weight = self._weight(document.words[at - 1])
        if weight == 1:
            return at - 1 > floor and self._weight(document.words[at - 2]) > 0
        return weight > 0

    def _weight(self, word: str) -> int:
        """0 for a word that ends no relation words, 1 for a mere preposition, 2 for others."""
        try:
            return self._weights[word]
        except KeyError:
            single = self._remember(word)
            linking = all(kind == "link" and key != "link.article" for kind, key, _, _ in single)
            weight = 2 if word in self._lengths or not linking else min(1, len(single))
            self._weights[word] = weight
            return weight

    def follows(self, word: str) -> bool:
        """Whether a word may begin what stands after a name."""
        try:
            return self._following[word]
        except KeyError:
            heads = self.table.heads(word) or ()
            answer = any(w.kind in _AFTER or w.kind.endswith("_after") for _, w, _, _ in heads)
            self._following[word] = answer
            return answer

    def _remember(self, word: str) -> tuple[tuple[str, str, str, dict[str, Any]], ...]:
        """The relations of one word alone: kind, key, clitics and attributes."""
        if len(self._single) > _REMEMBERED:
            self._single.clear()
            self._following.clear()
            self._weights.clear()
        found = tuple(
            (w.kind, w.key, prefix, w.attributes)
            for rest, w, prefix, _ in self.table.heads(word) or ()
            if not rest and not (prefix.endswith(ARTICLE) and w.kind in _BARE)
        )
        self._single[word] = found
        return found

    def beginning_at(self, document: Document, at: int, last: int) -> list[Mark]:
        """The relation words that begin at a token and end by another one, the longest first."""
        words = document.words
        found = []
        for rest, word, prefix, _ in self.table.heads(words[at]) or ():
            end = at + 1 + len(rest)
            if end > last or (rest and tuple(words[at + 1 : end]) != rest):
                continue
            if not (prefix.endswith(ARTICLE) and word.kind in _BARE):
                found.append(Mark(at, end, word.kind, word.key, prefix, word.attributes))
        return found


@cache
def words_of(language: Language) -> Words:
    """The compiled vocabulary of a language."""
    return Words(language)


@cache
def countryside_words(language: Language) -> frozenset[str]:
    """The words for countryside, as they may begin a place's own name."""
    return topic(language, "relations").words("countryside")
