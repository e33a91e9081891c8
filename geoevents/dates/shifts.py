"""Units of time with a word that says which: "last week", "the same day", "the current month"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geoevents.dates.calendars import add_days, add_months, month_days, week_days, year_days
from geoevents.dates.scan import NO_ANCHOR, NO_DATE, Found
from geoevents.language.clitics import ARTICLE

if TYPE_CHECKING:
    import datetime as dt

    from geoevents.dates.scan import Scan
    from geoevents.dates.vocabulary import Item

PRECISION = {"hour": 1, "day": 1, "week": 2, "month": 3, "year": 3}
ANAPHORIC = frozenset({"same", "following", "previous"})
_OFFSETS = {"last": -1, "past": -1, "this": 0, "next": 1, "before_last": -2, "same": 0, "following": 1, "previous": -1}
_WORD_BEFORE = {"this_before", "same_before"}


class Shifted(NamedTuple):
    """A unit and which one it is, at tokens ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    unit: str
    shift: str


def shifted_unit(scan: Scan, at: int, unit: str | None = None) -> Shifted | None:
    """One unit with its shift that begins at a token, such as "last year" or its Arabic order."""
    if scan.arabic:
        return _arabic(scan, at, unit)
    shift = scan.item(at, "shift")
    item = scan.item(shift.end, "unit") if shift else None
    if shift is None or item is None or item.attributes.get("plural") or unit not in (None, item.attributes["unit"]):
        return None
    return Shifted(at, item.end, str(item.attributes["unit"]), str(shift.attributes["shift"]))


def _arabic(scan: Scan, at: int, unit: str | None) -> Shifted | None:
    before = scan.item(at, *_WORD_BEFORE)
    item = _unit(scan, before.end if before else at, unit)
    if item is None or item.attributes.get("plural") or item.attributes.get("count"):
        return None
    if ARTICLE not in item.prefix:
        return None
    after = scan.item(item.end, "shift")
    shift = after or before
    if shift is None:
        return None
    return Shifted(at, after.end if after else item.end, str(item.attributes["unit"]), str(shift.attributes["shift"]))


def _unit(scan: Scan, at: int, unit: str | None) -> Item | None:
    return next((i for i in scan.items(at, ("unit",)) if unit in (None, i.attributes["unit"])), None)


def reference(scan: Scan, shift: str, unit: str = "day") -> tuple[dt.date | None, str]:
    """The day that a shift counts from, and why there is none."""
    if shift not in ANAPHORIC:
        return scan.published, "" if scan.published else NO_DATE
    anchor = scan.day_anchor if unit in ("day", "hour") else scan.anchor
    if anchor is None or anchor.days is None:
        return (None, NO_ANCHOR) if shift == "following" or scan.published is None else (scan.published, "")
    day = anchor.days[0] if shift == "previous" and anchor.days[0] else anchor.days[1]
    return day, ""


def resolve_unit(scan: Scan, start: int, end: int, unit: str, shift: str) -> Found:
    """The days of one unit: a day, or the calendar's week, month or year; the current one up to the article's day."""
    day, missing = reference(scan, shift, unit)
    kind = ("later" if shift in ANAPHORIC else "day") if unit in ("day", "hour") else unit
    precision = PRECISION[unit]
    if day is None:
        return Found(start=start, end=end, kind=kind, days=None, precision=precision, basis="relative", reason=missing)
    offset = _OFFSETS[shift]
    if unit in ("day", "hour"):
        moved = add_days(day, offset if unit == "day" else 0)
        days, value = (moved, moved), moved.isoformat()
    elif unit == "week":
        days = week_days(day, offset)
        value = f"{days[0].isocalendar().year:04}-W{days[0].isocalendar().week:02}"
    elif unit == "month":
        moved = add_months(day.replace(day=1), offset)
        days, value = month_days(moved.year, moved.month), f"{moved.year:04}-{moved.month:02}"
    else:
        days, value = year_days(day.year + offset), f"{day.year + offset:04}"
    reason = f"the {unit} counted from {day.isoformat()} ({shift.replace('_', ' ')})"
    return Found(
        start=start, end=end, kind=kind, days=days, precision=precision, basis="relative", value=value, reason=reason
    )


def up_to_now(scan: Scan, found: Found, shift: str) -> Found:
    """The current week, month or year told as news has not gone on after the article's day."""
    published = scan.published
    if shift != "this" or published is None or found.days is None or found.days[0] is None or found.days[1] is None:
        return found
    if found.days[0] <= published < found.days[1]:
        return found._replace(days=(found.days[0], published))
    return found
