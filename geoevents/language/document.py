"""A text as tokens and sentences, with every token's place in the original."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from geoevents.language.normalise import TATWEEL, fold
from geoevents.language.tokens import tokenise

if TYPE_CHECKING:
    from geoevents.model import Language

_LONGEST = 400
"""Words of a sentence; the longest in articles of agencies, newspapers and observatories have about a hundred."""
_BREAKS = frozenset(".!?\u2026\n|")
_BAR = "|"
_HEADING = 6
"""Words before a double bar: fewer are a heading of what follows."""
_TITLE, _MONTH = 3, 5
"""Longest abbreviations before a name ("Gen.") and before a number ("Sept.")."""
_ARABIC_FIRST, _ARABIC_LAST = "\u0620", "\u06d3"


class Document:
    r"""The tokens of a text in parallel lists.

    Attributes
    ----------
    text
        The original text.
    language
        ``"ar"`` or ``"en"``: which lexicon reads it.
    words
        Folded tokens: words, numbers, single punctuation marks, and ``"\n"`` for one or more line ends.
    starts, ends
        Code-point offsets of each token in ``text``.
    sentences
        (first, one past last) token of each sentence, punctuation included, line ends left out.
    """

    __slots__ = ("ends", "language", "sentences", "starts", "text", "words")

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language = language
        self.words, self.starts, self.ends = tokenise(fold(text))
        self.sentences = _sentences(self)

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets in the text of the tokens from ``first`` up to, not including, ``last``."""
        return self.starts[first], self.ends[last - 1]

    def original(self, first: int, last: int) -> str:
        """The original text of the tokens from ``first`` up to, not including, ``last``."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def letters(self, token: int, count: int) -> int:
        """Code points of the original that a token's first letters take up, left-out characters included.

        0 for no letters and where the token has no more than so many.
        """
        if not count:
            return 0
        written = self.original(token, token + 1)
        found = [i for i, c in enumerate(written) if c.isalpha() and c != TATWEEL]
        return found[count] if count < len(found) else 0

    def adjacent(self, token: int) -> bool:
        """Whether nothing stands between a token and the one before it."""
        return token > 0 and self.starts[token] == self.ends[token - 1]

    def token_at(self, offset: int) -> int:
        """The token that holds a text offset, or the first one after it."""
        return bisect_right(self.ends, offset)


def detect_language(text: str) -> Language:
    """Arabic when at least a third of the letters in the first 4,000 are Arabic, else English."""
    letters = [c for c in text[:4000] if c.isalpha()]
    arabic = sum(_ARABIC_FIRST <= c <= _ARABIC_LAST or "\ufb50" <= c <= "\ufefc" for c in letters)
    return "ar" if arabic * 3 >= len(letters) > 0 else "en"


def _sentences(document: Document) -> list[tuple[int, int]]:
    words = document.words
    sentences = []
    first = 0
    for i in [i for i, word in enumerate(words) if word in _BREAKS]:
        if words[i] == "\n":
            if i > first:
                sentences.append((first, i))
            first = i + 1
        elif words[i] == _BAR:
            if words[i - 1] == _BAR and i - first > _HEADING:  # "||" between two posts of one line
                sentences.append((first, i - 1))
                first = i + 1
        elif i >= first and _ends_sentence(document, i):
            sentences.append((first, i + 1))
            first = i + 1
    if first < len(words):
        sentences.append((first, len(words)))
    return [piece for a, b in sentences if b > a + 1 or words[a].isalnum() for piece in _pieces(a, b)]


def _pieces(first: int, last: int) -> list[tuple[int, int]]:
    """A sentence whole, or in pieces where it has no end: what looks for partners in it takes time by its square."""
    return [(start, min(start + _LONGEST, last)) for start in range(first, last, _LONGEST)]


def _ends_sentence(document: Document, at: int) -> bool:
    """A full stop ends a sentence unless it stands in a number, an abbreviation or an address."""
    if document.words[at] != "." or at == 0:
        return True
    text, end = document.text, document.ends[at]
    following = text[end : end + 1]
    before = document.words[at - 1]
    if following.isdecimal() and before.isdigit():
        return False
    if following.isascii() and following.isalnum():
        return False
    if len(before) == 1 and before.isalpha() and following.isalpha():
        return False
    if before.isascii() and before.isalpha():
        return not _abbreviated(document, at, before)
    return True


def _abbreviated(document: Document, at: int, before: str) -> bool:
    """A single letter, or a short word before a number or a small letter, is an abbreviation."""
    if len(before) == 1:
        return True
    after = at + 1
    if after >= len(document.words) or document.words[after] == "\n":
        return False
    first = document.text[document.starts[after]]
    capital = document.text[document.starts[at - 1]].isupper()
    return first.islower() or (capital and (len(before) <= _TITLE or (first.isdecimal() and len(before) <= _MONTH)))
