"""Dates in figures: 7-9-2017, 2017/09/07, 6 3 2016, and years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.dates.calendars import MONTHS, add_months, civil_date, month_part, year_days, year_of_day
from geoevents.dates.scan import NO_DATE, Found

if TYPE_CHECKING:
    import datetime as dt

    from geoevents.dates.scan import Scan

_SEPARATORS = frozenset("-/.")
_SHORT_YEAR, _FULL_YEAR = 2, 4
_WORDS = 5  # three figures and two separators
_FIRST_YEAR, _LAST_YEAR = 1940, 2060
_NEAR_DAYS = 10


def read_figures(scan: Scan, at: int) -> list[Found]:
    """The date or year that begins at a number, if one does."""
    following = scan.word(at + 1)
    if not scan.arabic and scan.item(at + 1, "suffix"):
        return _day_alone(scan, at)
    if following not in _SEPARATORS and not following.isdigit() and len(scan.words[at]) != _FULL_YEAR:
        return []
    if scan.document.adjacent(at) and scan.word(at - 1) in _SEPARATORS and scan.word(at - 2).isdigit():
        return []
    found = _separated(scan, at) or _spaced(scan, at) or _day_and_month(scan, at) or read_year(scan, at)
    return [found] if found else []


def year_at(scan: Scan, at: int) -> int | None:
    """The year in figures at a token."""
    word = scan.word(at)
    if len(word) == _FULL_YEAR and word.isdigit() and _FIRST_YEAR <= int(word) <= _LAST_YEAR:
        return int(word)
    return None


def _found(start: int, end: int, date: dt.date | None, rule: str) -> Found | None:
    if date is None:
        return None
    return Found(
        start=start,
        end=end,
        kind="date",
        days=(date, date),
        precision=1,
        basis="explicit",
        value=date.isoformat(),
        reason=rule,
    )


def _separated(scan: Scan, at: int) -> Found | None:
    words = scan.words[at : at + _WORDS]
    if (
        len(words) < _WORDS
        or words[1] not in _SEPARATORS
        or words[3] != words[1]
        or not (words[2] + words[4]).isdigit()
    ):
        return None
    if words[1] == "." and not all(map(scan.document.adjacent, range(at + 1, at + _WORDS))):
        return None
    return _found(at, at + _WORDS, _ordered(scan, words[0], words[2], words[4]), "a date in figures")


def _ordered(scan: Scan, first: str, second: str, third: str) -> dt.date | None:
    """Year first where it has four figures; else day, month, year, unless only the American order fits."""
    if max(map(len, (first, second, third))) > _FULL_YEAR:
        return None
    if len(first) == _FULL_YEAR:
        if len(second) > _SHORT_YEAR or len(third) > _SHORT_YEAR:
            return None
        return civil_date(int(first), int(second), int(third)) or civil_date(int(first), int(third), int(second))
    if len(third) not in (_SHORT_YEAR, _FULL_YEAR) or len(first) > _SHORT_YEAR or len(second) > _SHORT_YEAR:
        return None
    year = int(third) + (2000 if len(third) == _SHORT_YEAR else 0)
    if len(third) == _SHORT_YEAR and scan.published and year > scan.published.year:
        return None
    usual = civil_date(year, int(second), int(first))
    american = civil_date(year, int(first), int(second))
    if scan.arabic or usual is None or american is None or scan.published is None:
        return usual or american
    distance = abs((scan.published - american).days)
    return american if distance <= _NEAR_DAYS < abs((scan.published - usual).days) else usual


def _spaced(scan: Scan, at: int) -> Found | None:
    """6 3 2016, as titles of films write it: single spaces and a full year."""
    day, month, year = scan.digits(at, 31), scan.digits(at + 1, MONTHS), year_at(scan, at + 2)
    document = scan.document
    if not (day and month and year) or any(document.starts[i] - document.ends[i - 1] != 1 for i in (at + 1, at + 2)):
        return None
    return _found(at, at + 3, civil_date(year, month, day), "a date in figures, parted by spaces")


def _day_and_month(scan: Scan, at: int) -> Found | None:
    """22/3 behind a weekday or a word that announces a date."""
    day, month = scan.digits(at, 31), scan.digits(at + 2, MONTHS)
    if not (day and month) or scan.word(at + 1) not in ("/", "-") or not scan.document.adjacent(at + 2):
        return None
    if scan.ending(at, "weekday", "date_word") is None or scan.word(at + 3) in _SEPARATORS - {"."}:
        return None
    if scan.published is None:
        return Found(start=at, end=at + 3, kind="date", days=None, precision=1, basis="explicit", reason=NO_DATE)
    return _found(at, at + 3, year_of_day(month, day, scan.published), "day and month in figures, the latest such date")


def _day_alone(scan: Scan, at: int) -> list[Found]:
    """A numbered day without its month ("on the 13th"): the latest such day."""
    day, before = scan.digits(at, 31), scan.ending(at, "on_the")
    if day is None or before is None or scan.word(at + 2).isalpha():
        return []
    start = before.end - 1
    if scan.published is None:
        return [Found(start=start, end=at + 2, kind="date", days=None, precision=1, basis="relative", reason=NO_DATE)]
    for back in range(4):
        month = add_months(scan.published.replace(day=1), -back)
        date = civil_date(month.year, month.month, day)
        if date is not None and date <= scan.published:
            found = _found(start, at + 2, date, "a numbered day, the latest such one")
            return [found._replace(basis="relative")] if found else []
    return []


def read_year(scan: Scan, at: int) -> Found | None:
    """A year that a word or preposition of time stands before, or two years with a dash."""
    year = year_at(scan, at)
    if year is None:
        return None
    word = scan.ending(at, "year_word")
    position = scan.ending(at, "position") or (scan.ending(word.start, "position") if word else None)
    if position is None and scan.word(at - 1) == "-":
        position = scan.ending(at - 1, "position")  # "mid-2017"
    last, end = _second_year(scan, at, year)
    announced = word is not None and (scan.arabic or word.end - word.start > 1)
    if not (position or announced or _year_signal(scan, at, ranged=last != year)):
        return None
    start = min([at, *(item.start for item in (position, word if scan.arabic else None) if item)])
    between = scan.ending(start, "between", "from") if last != year else None
    start = between.start if between else start
    days = (year_days(year)[0], year_days(last)[1])
    mod = str(position.attributes["mod"]) if position else None
    days = month_part(days, mod) if mod else days
    value = str(year) if year == last else f"{year}/{last}"
    found = Found(start=start, end=end, kind="year", days=days, precision=3, basis="explicit", value=value)
    return found._replace(mod=mod, reason="a year")


def _year_signal(scan: Scan, at: int, *, ranged: bool) -> bool:
    """Whether what stands before a year makes it one: a preposition of time, or another year and "and"."""
    if scan.ending(at, "year_in", "between") is not None or (ranged and scan.ending(at, "from") is not None):
        return True
    link = scan.ending(at, "and")
    return link is not None and bool(scan.found) and scan.found[-1].kind == "year" and scan.found[-1].end == link.start


def _second_year(scan: Scan, at: int, year: int) -> tuple[int, int]:
    """The last year of "2014-2016", "between 2014 and 2016", "2014 and 2015", and the token after it."""
    link = scan.item(at + 1, "and", "to")
    if scan.word(at + 1) in ("-", "/") or link:
        later = year_at(scan, at + 2)
        ranged = link is None or link.kind == "to" or later == year + 1 or scan.ending(at, "between") is not None
        ranged = ranged or (scan.arabic and scan.ending(at, "year_word") is not None)
        if later is not None and year < later and ranged and scan.word(at + 3) not in _SEPARATORS - {"."}:
            return later, at + 3
    mark = scan.item(at + 1, "civil_mark")
    return year, mark.end if mark else at + 1
