"""Civil days, weeks and months, and the Islamic calendar; nothing here knows a language."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange

Days = tuple[dt.date | None, dt.date | None]

FIRST_YEAR, LAST_YEAR = 1900, 2100
MONTHS = 12
WEEK = 7
_MONTH_LENGTHS = range(28, 32)
_HIJRI_MONTH = 30
_SLACK_DAYS = 21
_SOON_DAYS = 150
_HIJRI_EPOCH = dt.date(622, 7, 19).toordinal()  # 1 Muharram 1 of the civil epoch, proleptic Gregorian
_HIJRI_YEARS = range(1300, 1600)


def civil_date(year: int, month: int, day: int) -> dt.date | None:
    """The date, or ``None`` where there is no such day or the year is not one of our time."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def add_days(day: dt.date, count: int) -> dt.date:
    """A day some days later; at the ends of the calendar, its first or last day."""
    ordinal = min(max(day.toordinal() + count, 1), dt.date.max.toordinal())
    return dt.date.fromordinal(ordinal)


def month_days(year: int, month: int) -> tuple[dt.date, dt.date]:
    """First and last day of a month, its year kept within the calendar."""
    year = min(max(year, dt.MINYEAR), dt.MAXYEAR)
    return dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1])


def year_days(year: int) -> tuple[dt.date, dt.date]:
    """First and last day of a year, or of the calendar's first or last one."""
    year = min(max(year, dt.MINYEAR), dt.MAXYEAR)
    return dt.date(year, 1, 1), dt.date(year, MONTHS, 31)


def week_days(day: dt.date, weeks: int = 0) -> tuple[dt.date, dt.date]:
    """Monday and Sunday of the week (ISO 8601) that lies some weeks after the one of a day."""
    monday = add_days(day, WEEK * weeks - day.weekday())
    return monday, add_days(monday, WEEK - 1)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day some months later, or that month's last day where it has no such day."""
    index = min(max(day.year * MONTHS + day.month - 1 + months, MONTHS), dt.MAXYEAR * MONTHS + MONTHS - 1)
    year, month = divmod(index, MONTHS)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def month_part(days: tuple[dt.date, dt.date], mod: str) -> tuple[dt.date, dt.date]:
    """Beginning, middle or end of a period, a third each: of a month 1-10, 11-20 and 21 to its end."""
    first, last = days
    if (first.month, first.day, last.month, last.day) == (1, 1, MONTHS, 31):
        months = {"START": (1, 4), "MID": (5, 8), "END": (9, MONTHS)}[mod]
        return month_days(first.year, months[0])[0], month_days(last.year, months[1])[1]
    length = last.toordinal() - first.toordinal() + 1
    third = 10 if length in _MONTH_LENGTHS else max(length // 3, 1)
    if mod == "START":
        return first, add_days(first, third - 1)
    if mod == "MID":
        return add_days(first, third), add_days(first, 2 * third - 1) if length > 2 * third else last
    return add_days(first, 2 * third) if length > 2 * third else last, last


def weekday_before(reference: dt.date, number: int, *, strictly: bool) -> dt.date:
    """The latest day with an ISO weekday number on (unless ``strictly``) or before a day."""
    back = (reference.isoweekday() - number) % WEEK
    return add_days(reference, -(back or (WEEK if strictly else 0)))


def weekday_after(reference: dt.date, number: int, *, strictly: bool) -> dt.date:
    """The first day with an ISO weekday number on (unless ``strictly``) or after a day."""
    ahead = (number - reference.isoweekday()) % WEEK
    return add_days(reference, ahead or (WEEK if strictly else 0))


def year_of_day(
    month: int, day: int, published: dt.date, *, future: bool = False, slack: int = _SLACK_DAYS
) -> dt.date | None:
    """The date that a day and month without a year mean in an article of a day.

    News tells what has been: the latest such date not after the article. A date some days ahead is announced,
    since one of almost a year ago would be told with its year; a farther one needs words of the future.
    """
    dates = [date for year in range(published.year - 8, published.year + 2) if (date := civil_date(year, month, day))]
    if future:
        ahead = [date for date in dates if 0 <= (date - published).days <= _SOON_DAYS]
        if ahead:
            return ahead[0]
    past = [date for date in dates if (date - published).days <= slack]
    return past[-1] if past else None


def hijri_date(year: int, month: int, day: int) -> dt.date | None:
    """Civil date of a day in the tabular Islamic calendar (civil epoch, leap years 2 5 7 10 13 16 18 21 24 26 29).

    The observed calendar may differ by a day. Source: Reingold and Dershowitz, Calendrical Calculations,
    "The Islamic Calendar".
    """
    if year not in _HIJRI_YEARS or not 1 <= day <= _HIJRI_MONTH:
        return None
    ordinal = _HIJRI_EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    return dt.date.fromordinal(ordinal)
