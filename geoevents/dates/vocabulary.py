"""The words of time expressions of a language, as data/lexicon lists them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from geoevents.language import PhraseTable
from geoevents.lexicon import topic
from geoevents.lexicon.loader import Entry
from geoevents.lexicon.numerals import Numerals, numerals

if TYPE_CHECKING:
    from geoevents.model import Language

OPENERS = frozenset(
    {
        "day",
        "weekday",
        "month",
        "part",
        "unit",
        "weekend",
        "season",
        "half",
        "none",
        "anaphor",
        "this_month",
        "two_days",
    }
)
"""Kinds of words that a time expression is read from; the others are looked for beside them."""

_REMEMBERED = 100_000
_LONGEST_FIGURE = 4


class Item(NamedTuple):
    """A listed phrase in the text: its tokens, kind, attributes, and the clitics before it."""

    start: int
    end: int
    kind: str
    key: str
    attributes: dict[str, Any]
    prefix: str


Heads = tuple[tuple[tuple[str, ...], Entry, str], ...]


class Lexis(dict[str, Heads]):
    """What may begin with a written word, worked out once a word; empty where nothing may."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._table: PhraseTable[Entry] = PhraseTable(clitics=language == "ar")
        for name in ("times", "months"):
            self._table.extend(topic(language, name).phrases())
        self.opens = _Opens(self)
        self.numerals: Numerals = numerals(language)

    def __missing__(self, word: str) -> Heads:
        if len(self) > _REMEMBERED:
            self.clear()
        heads = tuple((rest, entry, prefix) for rest, entry, prefix, _ in self._table.heads(word) or ())
        self[word] = heads
        return heads


class _Opens(dict[str, bool]):
    """Whether a written word may open a time expression."""

    def __init__(self, lexis: Lexis) -> None:
        super().__init__()
        self._lexis = lexis

    def __missing__(self, word: str) -> bool:
        if len(self) > _REMEMBERED:
            self.clear()
        if word.isdigit():
            answer = len(word) <= _LONGEST_FIGURE
        else:
            answer = any(entry.attributes["kind"] in OPENERS for _, entry, _ in self._lexis[word])
        self[word] = answer
        return answer


@cache
def lexis(language: Language) -> Lexis:
    """The vocabulary of a language."""
    return Lexis(language)
