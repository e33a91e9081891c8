"""What narrows a month: its first week, its last week, its second half."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.dates.calendars import MONTHS, WEEK, add_days
from geoevents.dates.day_numbers import MOST_DAYS
from geoevents.language.clitics import ARTICLE

if TYPE_CHECKING:
    import datetime as dt

    from geoevents.dates.scan import Scan


def days_of_share(days: tuple[dt.date, dt.date], low: int, high: int) -> tuple[dt.date, dt.date]:
    """Some days of a month by their numbers, from its end where they are negative; no day beyond its last one."""
    if low < 0:
        return add_days(days[1], low + 1), add_days(days[1], high + 1)
    return min(add_days(days[0], low - 1), days[1]), min(add_days(days[0], high - 1), days[1])


def share_of_month(scan: Scan, at: int) -> tuple[int, int, int] | None:
    """First token and days of a month of what narrows it: "the first week of", "the second half of"."""
    glue = scan.ending(at, "of", "month_word")
    for end in (at, glue.start if glue else at):
        half = scan.ending(end, "half")
        if half is not None and half.attributes["months"] == MONTHS // 2:
            return (half.start, 16, MOST_DAYS) if half.attributes["month"] > 1 else (half.start, 1, 15)
        week = _numbered_week(scan, end)
        if week is not None:
            start, number = week
            return start, WEEK * number - WEEK + 1, WEEK * number
        start_of_last = _last_week(scan, end)
        if start_of_last is not None:
            return start_of_last, -WEEK, -1
    return None


def _last_week(scan: Scan, end: int) -> int | None:
    """Where "the last week (of a month)" begins that ends before a token."""
    unit = scan.ending(end, "unit")
    shift = scan.ending(unit.start, "shift") if unit and not scan.arabic else scan.ending(end, "shift")
    if scan.arabic:
        unit = scan.ending(shift.start, "unit") if shift else None
    if unit is None or shift is None or unit.attributes["unit"] != "week" or unit.attributes.get("plural"):
        return None
    return min(unit.start, shift.start) if shift.attributes["shift"] in ("last", "past") else None


def _numbered_week(scan: Scan, end: int) -> tuple[int, int] | None:
    if scan.arabic:
        ordinal = scan.ending(end, "ordinal")
        unit = scan.ending(ordinal.start, "unit") if ordinal else None
        start = unit.start if unit else end
    else:
        unit = scan.ending(end, "unit")
        ordinal = scan.ending(unit.start, "ordinal") if unit else None
        the = scan.ending(ordinal.start, "the") if ordinal else None
        start = the.start if the else ordinal.start if ordinal else end
    if ordinal is None or unit is None or unit.attributes["unit"] != "week" or ordinal.attributes["value"] > 5:  # noqa: PLR2004
        return None
    if scan.arabic and ARTICLE not in unit.prefix:
        return None
    return start, int(ordinal.attributes["value"])
