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
        "this_month",
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


Heads = tuple[tuple[tuple[str, ...], str, Entry, str], ...]


class Lexis(dict[str, Heads]):
    """What may begin with a written word, worked out once a word: (further words, kind, entry, clitics)."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._table: PhraseTable[Entry] = PhraseTable(clitics=language == "ar")
        self.lasts: dict[str, dict[str, int]] = {}
        """Kinds of the phrases of several words that end with a word, with the most words that they have."""
        for name in ("times", "months"):
            for phrase, entry in topic(language, name).phrases():
                words = phrase.split()
                self._table.add(words, entry)
                if len(words) > 1:
                    kinds = self.lasts.setdefault(words[-1], {})
                    kind = str(entry.attributes["kind"])
                    kinds[kind] = max(kinds.get(kind, 0), len(words))
        self.opens = _Opens(self)
        self.ends = _Ends(self)
        self.numerals: Numerals = numerals(language)

    def __missing__(self, word: str) -> Heads:
        if len(self) > _REMEMBERED:
            self.clear()
        found = self._table.heads(word) or ()
        heads = tuple((rest, str(entry.attributes["kind"]), entry, prefix) for rest, entry, prefix, _ in found)
        self[word] = heads
        return heads


class _Ends(dict[str, dict[str, int]]):
    """Kinds of the phrases that may end with a written word, with the most words that they have."""

    def __init__(self, lexis: Lexis) -> None:
        super().__init__()
        self._lexis = lexis

    def __missing__(self, word: str) -> dict[str, int]:
        if len(self) > _REMEMBERED:
            self.clear()
        kinds = {kind: 1 for rest, kind, _, _ in self._lexis[word] if not rest}
        answer = self[word] = kinds | self._lexis.lasts.get(word, {})
        return answer


class _Opens(dict[str, "bool | frozenset[str]"]):
    """Whether a written word may open a time expression; where only phrases do, the words that must follow it."""

    def __init__(self, lexis: Lexis) -> None:
        super().__init__()
        self._lexis = lexis

    def __missing__(self, word: str) -> bool | frozenset[str]:
        if len(self) > _REMEMBERED:
            self.clear()
        answer: bool | frozenset[str] = word.isdigit() and len(word) <= _LONGEST_FIGURE
        if not word.isdigit():
            rests = [rest for rest, kind, _, _ in self._lexis[word] if kind in OPENERS]
            answer = not all(rests) or frozenset(rest[0] for rest in rests)
        self[word] = answer
        return answer


@cache
def lexis(language: Language) -> Lexis:
    """The vocabulary of a language."""
    return Lexis(language)
