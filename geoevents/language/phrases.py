"""Finding listed phrases in a document: one dictionary look-up a token.

Every phrase is filed under its first word. A written word's readings (with clitics off) are worked out
once and remembered, so that going over a text costs one look-up for each token that begins nothing.
"""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeAlias, TypeVar

from geoevents.language.clitics import analyses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geoevents.language.document import Document

T = TypeVar("T")
Heads: TypeAlias = "tuple[tuple[tuple[str, ...], T, str, str], ...]"
"""What a word may begin: (further words, payload, prefix, suffix) of each phrase."""
_REMEMBERED = 200_000


class Match(NamedTuple, Generic[T]):
    """A phrase found at tokens ``start`` to ``end`` (exclusive), with what was taken off its first word."""

    start: int
    end: int
    payload: T
    prefix: str
    suffix: str


_ALONE = ""
"""Stands for any word that goes on with no phrase; no token is empty."""
_made = tuple.__new__
"""Makes a match at half the cost: they are made by the hundred in each article."""


def _by_next_word(heads: Heads[T]) -> dict[str, Heads[T]]:
    """What a word may begin by the word after it, each in the order of all."""
    return {
        word: tuple([head for head in heads if not head[0] or head[0][0] == word])
        for word in {_ALONE, *(rest[0] for rest, *_ in heads if rest)}
    }


class PhraseTable(Generic[T]):
    """Phrases with a payload each.

    Parameters
    ----------
    clitics
        Take Arabic prefixes off the first word.
    pronouns
        Take Arabic pronouns off the end of a phrase's first word too (of one-word phrases and of first words).
    accepts
        Whether a phrase, by its payload, may stand with what was taken off before it.
    """

    def __init__(
        self, *, clitics: bool = True, pronouns: bool = False, accepts: Callable[[T, str], bool] | None = None
    ) -> None:
        self._clitics = clitics
        self._pronouns = pronouns
        self._accepts = accepts
        self._heads: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        self._memory: dict[str, Heads[T] | None] = {}
        self._plans: dict[str, dict[str, Heads[T]] | None] = {}

    def __len__(self) -> int:
        return sum(map(len, self._heads.values()))

    def add(self, words: Sequence[str], payload: T) -> None:
        """File a phrase, given as folded words (:func:`geoevents.language.fold_name` and ``split``)."""
        self._heads.setdefault(words[0], []).append((tuple(words[1:]), payload))
        self._memory.clear()
        self._plans.clear()

    def extend(self, phrases: Iterable[tuple[str, T]]) -> None:
        """File many phrases given as folded text."""
        for phrase, payload in phrases:
            self.add(phrase.split(), payload)

    def heads(self, word: str) -> Heads[T] | None:
        """What may begin with a written word: (further words, payload, prefix, suffix), the longest first."""
        try:
            return self._memory[word]
        except KeyError:
            return self._remember(word)

    def _remember(self, word: str) -> Heads[T] | None:
        if len(self._memory) > _REMEMBERED:
            self._memory.clear()
            self._plans.clear()
        readings = analyses(word, pronouns=self._pronouns) if self._clitics else analyses(word)[:1]
        found = [
            (rest, payload, reading.prefix, reading.suffix)
            for reading in readings
            for rest, payload in self._heads.get(reading.stem, ())
            if self._accepts is None or not reading.prefix or self._accepts(payload, reading.prefix)
        ]
        found.sort(key=lambda item: -len(item[0]))
        answer = tuple(found) or None
        self._memory[word] = answer
        self._plans[word] = None if answer is None else _by_next_word(answer)
        return answer

    def _plan(self, word: str) -> dict[str, Heads[T]] | None:
        if word not in self._plans:
            self._remember(word)
        return self._plans[word]

    def _beginnings(self, words: Sequence[str], first: int, last: int) -> list[tuple[int, Heads[T]]]:
        """The tokens that may begin a phrase, with what each may begin before the word that follows it."""
        inside = words if last - first == len(words) else words[first:last]
        try:
            plans = list(map(self._plans.__getitem__, inside))
        except KeyError:  # words not met before
            plans = list(map(self._plan, inside))
        beginnings: list[tuple[int, Heads[T]]] = []
        for i, plan in compress(enumerate(plans, first), plans):
            assert plan is not None
            word = words[i + 1] if i + 1 < last else _ALONE
            found = plan[word] if word in plan else plan[_ALONE]
            if found:
                beginnings.append((i, found))
        return beginnings

    def scan(self, document: Document, first: int = 0, last: int | None = None) -> list[Match[T]]:
        """Find phrases from left to right, the longest at each place, none overlapping another.

        Where several phrases of that length fit, the one whose first word had least taken off counts.
        """
        words = document.words
        last = len(words) if last is None else min(last, len(words))
        found: list[Match[T]] = []
        skip_to = first
        for i, heads in self._beginnings(words, first, last):
            if i < skip_to:
                continue
            for rest, payload, prefix, suffix in heads:
                end = i + 1
                if rest:
                    end += len(rest)
                    if end > last or (len(rest) > 1 and tuple(words[i + 1 : end]) != rest):
                        continue
                found.append(_made(Match, (i, end, payload, prefix, suffix)))
                skip_to = end
                break
        return found

    def scan_all(self, document: Document, first: int = 0, last: int | None = None) -> list[Match[T]]:
        """Find every phrase at every place, nested and overlapping ones too; at one place the longest first."""
        words = document.words
        last = len(words) if last is None else min(last, len(words))
        found: list[Match[T]] = []
        for i, heads in self._beginnings(words, first, last):
            for rest, payload, prefix, suffix in heads:
                end = i + 1
                if rest:
                    end += len(rest)
                    if end > last or (len(rest) > 1 and tuple(words[i + 1 : end]) != rest):
                        continue
                found.append(_made(Match, (i, end, payload, prefix, suffix)))
        return found
