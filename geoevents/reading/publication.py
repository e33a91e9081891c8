"""The date of publication where the text tells it: a dateline at its head or foot.

Only a full date, with its year, in a line that holds little else, or that opens the article before a dash, a
colon or a bracket ("DAMASCUS, 1 June 2017 (Agency) - ..."). A date inside a sentence is news, not a dateline.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from itertools import islice
from typing import NamedTuple

from geoevents.language import fold_name
from geoevents.lexicon import languages, topic

_HEAD_LINES = 4
_FOOT_LINES = 2
_LONGEST_HEAD = 160
_MOST_OTHER_WORDS = 3
_MOST_WORDS_BEFORE = 4
_MONTHS = 12
_YEARS = range(1900, 2101)
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_CLOSERS = frozenset("-\u2013\u2014:()|[]\u2022/")
_JOINS = frozenset("-/.")


class _Found(NamedTuple):
    date: dt.date
    start: int
    end: int


@cache
def _months() -> dict[tuple[str, ...], int]:
    """Month names as tuples of folded words."""
    names: dict[tuple[str, ...], int] = {}
    for language in languages():
        for phrase, entry in topic(language, "months").phrases():
            if entry.attributes.get("calendar") != "hijri":
                names[tuple(phrase.split())] = entry.attributes["number"]
    return names


@cache
def _labels() -> frozenset[tuple[str, ...]]:
    return frozenset(
        tuple(label.split()) for language in languages() for label in topic(language, "datelines").words("label")
    )


def find_dateline(text: str) -> dt.date | None:
    """Return the date that the first or last lines give as the article's own, or ``None``."""
    head = list(islice((line.strip() for line in text[:4000].splitlines() if line.strip()), _HEAD_LINES))
    foot = [line.strip() for line in text[-1000:].splitlines() if line.strip()][-_FOOT_LINES:]
    for lines, opening in ((head, True), (foot, False)):
        for line in lines:
            if _YEAR.search(line[:_LONGEST_HEAD]) and (date := _own_date(line[:_LONGEST_HEAD], opening=opening)):
                return date
    return None


def _own_date(line: str, *, opening: bool) -> dt.date | None:
    tokens = [fold_name(token) if token.isalpha() else token for token in _TOKEN.findall(line)]
    found = _first_date(tokens)
    if found is None:
        return None
    before = [token for token in tokens[: found.start] if token.isalnum()]
    behind = [token for token in tokens[found.end :] if token.isalnum()]
    if tuple(before[-3:]) in _labels() or tuple(before[-2:]) in _labels() or tuple(before[-1:]) in _labels():
        return found.date
    if any(token.isdecimal() and int(token) > 59 for token in (*before, *behind)):  # noqa: PLR2004 - not a time of day
        return None
    if len(before) + len(behind) <= _MOST_OTHER_WORDS and len(line) < _LONGEST_HEAD:
        return found.date
    closes = found.end < len(tokens) and tokens[found.end] in _CLOSERS
    return found.date if opening and closes and len(before) <= _MOST_WORDS_BEFORE else None


def _first_date(tokens: list[str]) -> _Found | None:
    for index, token in enumerate(tokens):
        found = _numeric(tokens, index) if token.isdecimal() else None
        found = found or _written(tokens, index)
        if found:
            return found
    return None


def _numeric(tokens: list[str], index: int) -> _Found | None:
    """Read 2017-06-01 and 25/5/2017; 5/6/2017 may be May or June and is passed over."""
    parts = tokens[index : index + 5]
    if len(parts) < 5 or parts[1] not in _JOINS or parts[3] != parts[1] or not (parts[2] + parts[4]).isdecimal():  # noqa: PLR2004
        return None
    first, second, third = int(parts[0]), int(parts[2]), int(parts[4])
    if len(parts[0]) == 4:  # noqa: PLR2004 - a year
        date = _date(first, second, third)
    elif first > _MONTHS or first == second:
        date = _date(third, second, first)
    elif second > _MONTHS:
        date = _date(third, first, second)
    else:
        date = None
    return _Found(date, index, index + 5) if date else None


def _written(tokens: list[str], index: int) -> _Found | None:
    """Read 1 June 2017, June 1, 2017, and the two names of a month side by side (June/Haziran)."""
    month, end = _month_at(tokens, index)
    if month is None:
        return None
    other, other_end = _month_at(tokens, end + 1) if end < len(tokens) and tokens[end] in "/(" else (None, end)
    if other == month:
        end = other_end + (tokens[other_end : other_end + 1] == [")"])
    numbers = [(place, int(token)) for place, token in enumerate(tokens[end : end + 3], start=end) if token.isdecimal()]
    if index and tokens[index - 1].isdecimal() and numbers:
        date, start, last = _date(numbers[0][1], month, int(tokens[index - 1])), index - 1, numbers[0][0]
    elif len(numbers) > 1:
        date, start, last = _date(numbers[1][1], month, numbers[0][1]), index, numbers[1][0]
    else:
        return None
    return _Found(date, start, last + 1) if date else None


def _month_at(tokens: list[str], index: int) -> tuple[int | None, int]:
    for length in (2, 1):
        month = _months().get(tuple(tokens[index : index + length]))
        if month is not None:
            return month, index + length
    return None, index


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
