"""Dates that name a month: 25 May, September 14, 2016, 12-14 July, early March, 28 Rabi I 1445 AH."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geoevents.dates.calendars import (
    MONTHS,
    add_days,
    civil_date,
    hijri_date,
    month_days,
    month_part,
    year_of_day,
)
from geoevents.dates.day_numbers import MOST_DAYS, DayNumber, days_before
from geoevents.dates.figures import year_at
from geoevents.dates.scan import NO_DATE, Found
from geoevents.dates.shares import days_of_share, share_of_month
from geoevents.dates.shifts import shifted_unit
from geoevents.language.clitics import WA

if TYPE_CHECKING:
    import datetime as dt

    from geoevents.dates.scan import Scan
    from geoevents.dates.vocabulary import Item
    from geoevents.model import DateBasis

_MONTH = "a month, from its first to its last day"
_PAST_SHIFTS = frozenset({"last", "past", "previous"})


class _Year(NamedTuple):
    end: int
    year: int | None = None
    shift: str | None = None
    said: bool = False


def read_month(scan: Scan, item: Item) -> list[Found]:
    """The dates that a month's name belongs to."""
    if not scan.capital(item.start):
        return []
    hijri = item.attributes.get("calendar") == "hijri"
    month = int(item.attributes["number"])
    end = _after_name(scan, item, month)
    named = None if WA in item.prefix else days_before(scan, item.start)
    if named is None and (not scan.arabic or year_at(scan, end + 1 + (scan.word(end + 1) == ",")) is not None):
        named = _days_after(scan, item.start, end)
        end = named.end if named else end
    year = _year_after(scan, end, hijri=hijri)
    end = year.end
    if named is None:
        return _month_alone(scan, item, year, hijri=hijri)
    start = min(named.start, item.start)
    if hijri:
        return _hijri(scan, start, end, year.year, month, named.days)
    return _days_of_month(scan, start, end, named, month, year)


def _after_name(scan: Scan, item: Item, month: int) -> int:
    """The token after a month's name, its full stop, and the same month's other name beside it."""
    end = item.end
    if item.attributes.get("short") and scan.word(end) == "." and scan.document.adjacent(end):
        end += 1
    at = end + (scan.word(end) in ("/", "(", "-", ","))
    other = next((i for i in scan.items(at, ("month",)) if i.attributes["number"] == month), None)
    if other is not None and other.attributes.get("calendar") == item.attributes.get("calendar"):
        return other.end + (at > end and scan.word(end) == "(" and scan.word(other.end) == ")")
    return end


def _days_after(scan: Scan, start: int, at: int) -> DayNumber | None:
    """The days behind an English month's name: "May 25", "June 3-7", "June 3 to 7"."""
    day = scan.digits(at, MOST_DAYS)
    if day is None:
        return None
    end = at + 2 if scan.item(at + 1, "suffix") else at + 1
    between = scan.ending(start, "between", "from")
    more = _second_day(scan, end, day, joined=between is not None)
    if more is not None:
        after, second, joined = more
        return DayNumber(between.start if between else start, after, (day, second), joined)
    plain = scan.word(end) != "," and _year_after(scan, end, hijri=False).end == end
    if plain and scan.ending(start, "in_month") and scan.word(end).isalpha():
        return None  # "in March 20 people": a number of something else
    return DayNumber(start, end, (day,))


def _second_day(scan: Scan, end: int, day: int, *, joined: bool) -> tuple[int, int, bool] | None:
    """The second day behind "June 3": the token after it, its number, and whether the two are an interval's ends."""
    link = scan.item(end, "to", "and")
    if link is None and scan.word(end) != "-":
        return None
    at = link.end if link else end + 1
    second = scan.digits(at, MOST_DAYS)
    after = at + 2 if scan.item(at + 1, "suffix") else at + 1
    joined = joined or link is None or link.kind == "to"
    if not second or second <= day or scan.item(after, "month"):
        return None
    if not joined and second != day + 1 and scan.word(after).isalpha():
        return None  # "June 3 and 7 people"
    return after, second, joined


def _year_after(scan: Scan, at: int, *, hijri: bool) -> _Year:
    """The year behind a date: in figures, or as "of last year", "the past" (of the month itself)."""
    comma = at + (scan.word(at) in (",", "/", "-"))
    word = scan.item(comma, "year_word", "year_of")
    figures = word.end if word else comma
    year = _hijri_year(scan, figures) if hijri else year_at(scan, figures)
    if year is not None:
        mark = scan.item(figures + 1, "hijri_mark" if hijri else "civil_mark")
        return _Year(mark.end if mark else figures + 1, year, said=True)
    if hijri:
        mark = scan.item(at, "hijri_mark")
        return _Year(mark.end if mark else at)
    glue = scan.item(at, "of")
    shifted = shifted_unit(scan, glue.end if glue else at, "year") or shifted_unit(scan, at, "year")
    if shifted is not None:
        return _Year(shifted.end, _year_of_shift(scan, shifted.shift), said=False, shift="year")
    shift = scan.item(at, "shift", "same_before") if scan.arabic else None
    return _Year(shift.end, shift=str(shift.attributes["shift"])) if shift else _Year(at)


def _hijri_year(scan: Scan, at: int) -> int | None:
    word = scan.word(at)
    return int(word) if len(word) == 4 and word.isdigit() and 1300 <= int(word) < 1600 else None  # noqa: PLR2004


def _year_of_shift(scan: Scan, shift: str) -> int | None:
    reference = scan.published
    if shift in ("same", "following", "previous") and scan.anchor and scan.anchor.days and scan.anchor.days[1]:
        reference = scan.anchor.days[1]
    offset = {"last": -1, "past": -1, "previous": -1, "before_last": -2, "next": 1, "following": 1}.get(shift, 0)
    return reference.year + offset if reference else None


def _days_of_month(scan: Scan, start: int, end: int, named: DayNumber, month: int, year: _Year) -> list[Found]:
    if not named.joined and len(named.days) > 1 and named.days[-1] - named.days[0] != len(named.days) - 1:
        latest = _day(scan, month, named.days[-1], year, start)
        out = []
        for day in named.days[:-1]:
            at = next(i for i in range(named.start, named.end) if scan.digits(i, MOST_DAYS) == day)
            date = _safe(latest, month, day)
            out.append(_date(at, at + 1, date, date, year))
        last = max(i for i in range(named.start, max(end, named.end)) if scan.digits(i, MOST_DAYS) == named.days[-1])
        return [*out, _date(last if last > out[-1].start else start, end, latest, latest, year)]
    latest = _day(scan, month, named.days[-1], year, start)
    if latest is None and (scan.published or year.said):
        return []
    return [_date(start, end, _safe(latest, month, named.days[0]), latest, year)]


def _safe(latest: dt.date | None, month: int, day: int) -> dt.date | None:
    return civil_date(latest.year, month, day) if latest else None


def _date(start: int, end: int, first: dt.date | None, last: dt.date | None, year: _Year) -> Found:
    if first is None or last is None:
        return Found(
            start=start,
            end=end,
            kind="date",
            days=None,
            precision=1,
            basis="explicit",
            reason=f"no year told and {NO_DATE}",
        )
    value = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    reason = (
        "day, month and year"
        if year.said
        else "day and month; the latest such date in the article's past, unless its words tell of another"
    )
    found = Found(start=start, end=end, kind="date", days=(first, last), precision=1, basis="explicit", reason=reason)
    return found._replace(value=value, yearless=not (year.year or year.shift))


def _day(scan: Scan, month: int, day: int, year: _Year, at: int) -> dt.date | None:
    """The date of a day of a month, by the year told, or by what the words say of the month."""
    published = scan.published
    if year.year is not None:
        return civil_date(year.year, month, day)
    if published is None:
        return None
    if year.shift == "this":
        return civil_date(published.year, month, day)
    if year.shift in _PAST_SHIFTS:
        return year_of_day(month, day, add_days(published, -1), slack=0)
    future = year.shift in ("next", "following") or scan.ahead(at)
    if not future and scan.ending(at, "since") is not None:
        return year_of_day(month, day, published, slack=0)
    return year_of_day(month, day, published, future=future)


def _hijri(scan: Scan, start: int, end: int, year: int | None, month: int, days: tuple[int, ...]) -> list[Found]:
    if year is None and scan.published is not None:
        guesses = [
            y
            for y in range(1300, 1600)
            if (date := hijri_date(y, month, days[-1])) and date <= add_days(scan.published, 3)
        ]
        year = guesses[-1] if guesses else None
    first, last = (hijri_date(year, month, days[0]), hijri_date(year, month, days[-1])) if year else (None, None)
    told = (first, last) if first and last else None
    value = None if told is None else first.isoformat() if first == last else f"{first}/{last}"  # type: ignore[union-attr]
    return [
        Found(
            start=start,
            end=end,
            kind="hijri",
            days=told,
            precision=1,
            basis="explicit",
            value=value,
            mod="APPROX",
            reason="a date of the Islamic calendar, by its tables: the observed day may differ by one"
            if told
            else NO_DATE,
        )
    ]


def _month_alone(scan: Scan, item: Item, year: _Year, *, hijri: bool) -> list[Found]:
    """A month without a day: its first to its last, or the part of it that "early", "mid" or "late" tells."""
    position = scan.ending(item.start, "position")
    share = share_of_month(scan, item.start)
    before = None if scan.arabic else scan.ending(item.start, "shift")
    if before is not None:
        year = year._replace(shift=str(before.attributes["shift"]))
    uncertain = not scan.arabic or item.attributes.get("bare", True) is False
    if uncertain and not (year.year or year.shift or position or share):
        cues = ("month_word",) if item.attributes.get("name") else ("in", "between", "from", "to")
        cue = scan.ending(item.start, *cues) or _after_month(scan, item.start)
        if cue is None:
            return []
    start = min(
        found
        for found in (item.start, position and position.start, share and share[0], before and before.start)
        if found is not None
    )
    month = int(item.attributes["number"])
    days = _hijri_month(scan, year.year, month) if hijri else _civil_month(scan, month, year, item.start)
    if days is None:
        if scan.published is not None or year.said:
            return []
        return [
            Found(start=start, end=year.end, kind="month", days=None, precision=3, basis="explicit", reason=NO_DATE)
        ]
    value = None if hijri else f"{days[0].year:04}-{days[0].month:02}"
    mod = str(position.attributes["mod"]) if position else None
    precision = 3
    if mod:
        days = month_part(days, mod)
    elif share:
        days, precision = days_of_share(days, share[1], share[2]), 2
    basis: DateBasis = "relative" if year.shift == "year" else "explicit"
    found = Found(start=start, end=year.end, kind="month", days=days, precision=precision, basis=basis, reason=_MONTH)
    return [found._replace(value=value, mod=mod, yearless=not (year.year or year.shift))]


def _after_month(scan: Scan, at: int) -> Item | None:
    """The "and" that joins a month to another one before it."""
    link = scan.ending(at, "and")
    return link if link and scan.found and scan.found[-1].kind == "month" and scan.found[-1].end == link.start else None


def _civil_month(scan: Scan, month: int, year: _Year, at: int) -> tuple[dt.date, dt.date] | None:
    if year.year is not None:
        return month_days(year.year, month)
    published = scan.published
    if published is None:
        return None
    this_year = published.year
    if year.shift == "this":
        return month_days(this_year, month)
    if year.shift in ("next", "following") or (scan.ahead(at) and (month - published.month) % MONTHS <= 5):  # noqa: PLR2004
        return month_days(this_year + (month < published.month), month)
    past = year.shift in _PAST_SHIFTS
    return month_days(this_year - (month > published.month or (past and month == published.month)), month)


def _hijri_month(scan: Scan, year: int | None, month: int) -> tuple[dt.date, dt.date] | None:
    if year is None and scan.published is not None:
        past = [y for y in range(1300, 1600) if (date := hijri_date(y, month, 1)) and date <= scan.published]
        year = past[-1] if past else None
    first = hijri_date(year, month, 1) if year else None
    last = hijri_date(year, month, 29 + month % 2) if year else None
    return (first, last) if first and last else None
