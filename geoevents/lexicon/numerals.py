"""Numbers in digits and in words, with the bounds that the words around them give."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geoevents.language.clitics import ARTICLE, WA
from geoevents.lexicon.loader import topic

if TYPE_CHECKING:
    from geoevents.language import Document
    from geoevents.lexicon.loader import Entry
    from geoevents.model import Language

_LONGEST_DIGITS = 12
_BOUND_REACH = 4
_TEN, _HUNDRED, _THOUSAND = 10, 100, 1000


class Number(NamedTuple):
    """A number at tokens ``start`` to ``end`` (exclusive), bound words included.

    ``value`` is the number as told, ``None`` for a vague quantity ("dozens"); ``low`` and ``high`` are its
    bounds, ``None`` where open: "at least 5" is (5, 5, None), "up to 7" (7, None, 7), "between 3 and 5" (None, 3, 5).
    ``core`` is the token where the number itself begins.
    """

    start: int
    end: int
    core: int
    value: float | None
    low: float | None
    high: float | None


class Numerals:
    """Reads numbers by a language's vocabulary (``numbers.toml``)."""

    def __init__(self, language: Language) -> None:
        self._table = topic(language, "numbers").table()

    def read(self, document: Document, at: int, last: int | None = None) -> Number | None:
        """The number that begins at a token, bound words before it not included, or ``None``."""
        last = len(document.words) if last is None else last
        bare = self._bare(document, at, last)
        if bare is None:
            return None
        end, value, low, high = bare
        number = Number(at, end, at, value, low, high)
        return self._ranged(document, number, last)

    def find(self, document: Document, first: int, last: int) -> list[Number]:
        """All numbers among some tokens, with the bounds told before and after them."""
        found: list[Number] = []
        at = first
        while at < last:
            number = self.read(document, at, last)
            if number is None:
                at += 1
                continue
            bounded = self._bounded(document, number, first, last)
            while found and found[-1].end > bounded.start:
                found.pop()  # "many" of "as many as 78"
            found.append(bounded)
            at = max(number.end, bounded.end, at + 1)
        return found

    def definite(self, document: Document, at: int) -> int | None:
        """The number with the article at a token, after what it counts: "her three children" in Arabic."""
        if at >= len(document.words):
            return None
        entry, _, prefix = self._entry(document, at, len(document.words))
        if entry is None or prefix != ARTICLE or entry.attributes["kind"] != "unit":
            return None
        return int(entry.attributes["value"])

    def find_bound_after(self, document: Document, at: int, last: int) -> int | None:
        """Where a bound such as "at least" ends that stands at a token, after a number and its noun."""
        entry, end, _ = self._entry(document, at, last)
        return end if entry is not None and entry.attributes["kind"] == "least_after" else None

    def _bare(
        self, document: Document, at: int, last: int
    ) -> tuple[int, float | None, float | None, float | None] | None:
        word = document.words[at]
        if word.isdecimal():
            if len(word) > _LONGEST_DIGITS:
                return None
            return self._digits(document, at, last)
        heads = self._table.heads(word)
        if heads is None:
            return None
        entry, end, prefix = self._entry(document, at, last)
        if entry is None or (ARTICLE in prefix and not entry.key.startswith("vague")):
            return None
        kind = entry.attributes["kind"]
        if kind == "vague":
            return end, None, entry.attributes["low"], entry.attributes.get("high")
        if "value" not in entry.attributes:
            return None
        total, end = self._words(document, at, last)
        return end, total, total, total

    def _digits(self, document: Document, at: int, last: int) -> tuple[int, float, float, float]:
        words = document.words
        value: float = int(words[at])
        end = at + 1
        if (
            end + 1 < last
            and words[end] == "."
            and words[end + 1].isdecimal()
            and document.adjacent(end)
            and document.adjacent(end + 1)
        ):
            value = float(f"{words[at]}.{words[end + 1]}")
            end += 2
        entry, after, prefix = self._entry(document, end, last) if end < last else (None, end, "")
        if entry is not None and entry.attributes["kind"] == "multiplier" and not prefix:
            value *= entry.attributes["value"]
            end = after
        value = int(value) if value == int(value) else value
        return end, value, value, value

    def _words(self, document: Document, at: int, last: int) -> tuple[int, int]:
        """Add up a number in words: groups before each multiplier, smaller parts joined by "and"."""
        total = group = latest = 0
        end = at
        while end < last:
            entry, after, prefix = self._entry(document, end, last)
            if entry is None or "value" not in entry.attributes or (end > at and prefix not in ("", WA)):
                break
            value = entry.attributes["value"]
            if entry.attributes["kind"] == "multiplier":
                if end > at and prefix:
                    break
                if value < _THOUSAND:  # English "hundred"
                    group = max(group, 1) * value
                else:
                    total, group = total + max(group, 1) * value, 0
            elif end > at and not self._continues(document, prefix, group, latest, value):
                break
            else:
                group += value
            latest = value
            end = after
            end = self._skip_and(document, end, last)
        while end > at + 1 and self._entry(document, end - 1, last)[0] is None:
            end -= 1
        return total + group, end

    @staticmethod
    def _continues(document: Document, prefix: str, group: int, latest: int, value: int) -> bool:
        """Whether a number word adds to those before it: "twenty five"; Arabic only with "and"."""
        if document.language == "ar" and not prefix:
            return False
        if group == 0:
            return True
        if document.language == "ar" and latest < _TEN <= value < _HUNDRED:
            return True  # five and twenty
        return value < group and group % (10 ** len(str(value))) == 0

    def _skip_and(self, document: Document, end: int, last: int) -> int:
        """English "and" inside a number is stepped over when a number word follows it."""
        if document.language == "en" and end + 1 < last and document.words[end] == "and":
            entry, _, _ = self._entry(document, end + 1, last)
            previous, _, _ = self._entry(document, end - 1, last)
            if (
                entry is not None
                and "value" in entry.attributes
                and previous is not None
                and previous.attributes.get("kind") == "multiplier"
            ):
                return end + 1
        return end

    def _entry(self, document: Document, at: int, last: int) -> tuple[Entry | None, int, str]:
        heads = self._table.heads(document.words[at]) if at < last else None
        for rest, entry, prefix, _ in heads or ():
            end = at + 1 + len(rest)
            if end <= last and (not rest or tuple(document.words[at + 1 : end]) == rest):
                return entry, end, prefix
        return None, at + 1, ""

    def _ranged(self, document: Document, number: Number, last: int) -> Number:
        """Extend "3-5", "3 to 5", "3 or 4" to a range."""
        words, at = document.words, number.end
        if number.value is None or at + 1 >= last or not words[number.core].isdecimal():
            return number
        joined = words[at] == "-" or self._kind(document, at, last) == "to"
        if not joined or not words[at + 1].isdecimal() or len(words[at + 1]) > _LONGEST_DIGITS:
            return number
        bare = self._digits(document, at + 1, last)
        high = bare[1]
        if words[at] == "and" or not number.value < high <= number.value * 10:
            return number
        following = words[bare[0]] if bare[0] < last else ""
        if following in ("-", "/"):
            return number  # a date in figures
        return Number(number.start, bare[0], number.core, None, number.value, high)

    def _bounded(self, document: Document, number: Number, first: int, last: int) -> Number:
        number = self._between(document, number, first, last)
        after_kind = self._kind(document, number.end, last) if number.end < last else None
        before = self._before(document, number.start, first)
        if before is not None:
            start, kind = before
            number = number._replace(start=start)
            if kind == "least" and number.value is not None:
                return number._replace(high=None)
            if kind == "most" and number.value is not None:
                return number._replace(value=None, low=None)
        if after_kind == "least_after" and number.value is not None:
            _, end, _ = self._entry(document, number.end, last)
            return number._replace(end=end, high=None)
        return number

    def _between(self, document: Document, number: Number, first: int, last: int) -> Number:
        """Read "between 3 and 5" with the numbers apart."""
        if number.start - 1 < first or number.value is None or number.low != number.high:
            return number
        if self._kind(document, number.start - 1, last) != "between":
            return number
        at = number.end
        words = document.words
        if (at + 1 < last and words[at] in ("and", "to", WA)) or (
            at + 1 < last and self._kind(document, at, last) == "to"
        ):
            at += 1
        elif not (at < last and words[at].startswith(WA)):
            return number
        bare = self._bare(document, at, last)
        if bare is None or bare[1] is None or bare[1] <= number.value:
            return number
        return Number(number.start - 1, bare[0], number.core, None, number.value, bare[1])

    def _kind(self, document: Document, at: int, last: int) -> str | None:
        entry, _, _ = self._entry(document, at, last)
        return None if entry is None else str(entry.attributes["kind"])

    def _before(self, document: Document, start: int, first: int) -> tuple[int, str] | None:
        """A bound that ends where the number starts: its first token and kind."""
        for at in range(max(first, start - _BOUND_REACH), start):
            entry, end, _ = self._entry(document, at, start)
            if entry is not None and end == start and entry.attributes["kind"] in ("least", "most", "about"):
                return at, str(entry.attributes["kind"])
        return None


@cache
def numerals(language: Language) -> Numerals:
    """The reader of numbers of a language."""
    return Numerals(language)
