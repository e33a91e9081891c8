"""One article being read for time: its tokens, its own date, and the latest time expression before."""

from __future__ import annotations

from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from geoevents.dates.vocabulary import Item, lexis

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator

    from geoevents.dates.calendars import Days
    from geoevents.language import Document
    from geoevents.model import DateBasis

_CUE_REACH = 14
_MEMORY = 30
_REVIEW = range(3, 10)  # days
NO_DATE = "the article's own date is not known"
NO_ANCHOR = "no time expression before it to count from"


class Found(NamedTuple):
    """A time expression at tokens ``start`` to ``end`` (exclusive).

    ``kind`` is ``day`` (counted), ``weekday``, ``date``, ``hijri``, ``part``, ``week``, ``month``, ``year``
    or ``span``; ``days`` its first and last day, ``None`` when they cannot be told; ``yearless`` marks a
    date whose year was not told.
    """

    start: int
    end: int
    kind: str
    days: Days | None
    precision: int
    basis: DateBasis
    value: str | None = None
    mod: str | None = None
    part: str | None = None
    reason: str = ""
    yearless: bool = False

    @property
    def single(self) -> dt.date | None:
        """Its day, when it is one."""
        return self.days[0] if self.days and self.days[0] == self.days[1] else None


class Scan:
    """Access to the tokens of a document and to what was found so far.

    Attributes
    ----------
    published
        The article's own date, or ``None``.
    found
        The time expressions before the current token.
    first_line
        The token that ends the first of several lines, else 0.
    """

    __slots__ = ("_cues", "arabic", "document", "first_line", "found", "lexis", "published", "words")

    def __init__(self, document: Document, published: dt.date | None) -> None:
        self.document = document
        self.words = document.words
        self.published = published
        self.lexis = lexis(document.language)
        self.arabic = document.language == "ar"
        self.found: list[Found] = []
        self.first_line = self.words.index("\n") if "\n" in self.words else 0
        self._cues: dict[tuple[str, int], bool] = {}

    def items(self, at: int, kinds: Collection[str] = ()) -> Iterator[Item]:
        """The listed phrases that begin at a token, of some kinds or of all, the longest first."""
        words = self.words
        if not 0 <= at < len(words):
            return
        for rest, kind, entry, prefix in self.lexis[words[at]]:
            if kinds and kind not in kinds:
                continue
            end = at + 1 + len(rest)
            if not rest or tuple(words[at + 1 : end]) == rest:
                yield Item(at, end, kind, entry.key, entry.attributes, prefix)

    def item(self, at: int, *kinds: str) -> Item | None:
        """The longest phrase of some kinds that begins at a token."""
        words = self.words
        if not 0 <= at < len(words):
            return None
        for rest, kind, entry, prefix in self.lexis[words[at]]:
            if kind in kinds:
                end = at + 1 + len(rest)
                if not rest or tuple(words[at + 1 : end]) == rest:
                    return Item(at, end, kind, entry.key, entry.attributes, prefix)
        return None

    def ending(self, at: int, *kinds: str) -> Item | None:
        """The longest phrase of some kinds that ends just before a token."""
        if at < 1:
            return None
        longest = 0
        for kind, length in self.lexis.ends[self.words[at - 1]].items():
            if kind in kinds and length > longest:
                longest = length
        for start in range(max(0, at - longest), at):
            for item in self.items(start, kinds):
                if item.end == at:
                    return item
        return None

    def word(self, at: int) -> str:
        """The token, or "" outside the text."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def capital(self, at: int) -> bool:
        """Whether a token has a capital letter in the text; Arabic words always pass."""
        return self.arabic or self.document.text[self.document.starts[at]].isupper()

    def digits(self, at: int, most: int) -> int | None:
        """The number in figures at a token, 1 to ``most``."""
        word = self.word(at)
        if word.isdigit() and len(word) <= len(str(most)):
            value = int(word)
            return value if 1 <= value <= most else None
        return None

    def sentence_start(self, at: int) -> int:
        """The first token of the sentence that holds a token."""
        sentences = self.document.sentences
        index = bisect_right(sentences, (at, len(self.words) + 1)) - 1
        return sentences[index][0] if index >= 0 else 0

    def cue(self, at: int, kind: str, reach: int = _CUE_REACH) -> bool:
        """Whether a phrase of a kind stands in the same sentence, not far before a token."""
        key = (kind, at)
        if key not in self._cues:
            first = max(self.sentence_start(at), at - reach)
            heads = self.lexis
            near = [i for i in range(first, at) if heads[self.words[i]]]
            self._cues[key] = any(self.item(i, kind) is not None for i in near)
        return self._cues[key]

    def ahead(self, at: int) -> bool:
        """Whether the words before an expression make it one of the future: "will", "due", "the truce holds until"."""
        return self.cue(at, "future") or (self.ending(at, "until") is not None and self.cue(at, "ahead"))

    def _latest(self) -> Iterator[Found]:
        """The latest time expressions, back from the current token; older ones are no longer meant by "then"."""
        return islice(reversed(self.found), _MEMORY)

    @property
    def anchor(self) -> Found | None:
        """The latest time expression before that tells a day."""
        return next((found for found in self._latest() if found.days and found.days[1]), None)

    @property
    def day_anchor(self) -> Found | None:
        """The latest time expression before that tells days, not months or years; else the latest one."""
        found = (found for found in self._latest() if found.precision == 1 and found.days and found.days[1])
        return next(found, None) or self.anchor

    @property
    def week(self) -> dt.date | None:
        """The last day of the interval of some days in the text's first line: what a weekly review is about."""
        found = self.found[0] if self.found else None
        if found is None or found.kind != "date" or found.days is None or found.end > self.first_line:
            return None
        first, last = found.days
        return last if first and last and (last - first).days in _REVIEW else None

    def day_of_sentence(self, at: int) -> dt.date | None:
        """The day that was told before in the same sentence, or in a heading with a full date."""
        anchor = self.anchor
        if anchor is None or anchor.single is None:
            return None
        if anchor.start >= self.sentence_start(at):
            return anchor.single
        return anchor.single if anchor.kind == "date" and anchor.end <= self.first_line else None
