"""Units of time with what tells which or how many: last week, the past 48 hours, the fourth consecutive day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.dates.calendars import add_days, month_days, month_part
from geoevents.dates.counts import Count, count_of, make, moved, number_before, read_counted
from geoevents.dates.day_numbers import days_before
from geoevents.dates.scan import NO_DATE, Found
from geoevents.dates.shifts import ANAPHORIC, reference, resolve_unit, up_to_now
from geoevents.language.clitics import ARTICLE, LAM

if TYPE_CHECKING:
    from geoevents.dates.scan import Scan
    from geoevents.dates.vocabulary import Item

_MOST = 1000


def read_unit(scan: Scan, item: Item) -> list[Found]:
    """What a unit of time and the words around it tell."""
    if scan.ending(item.start, "every") is not None or _names_another(scan, item):
        return []
    for rule in (_consecutive, _which, _several, read_counted):
        found = rule(scan, item)
        if found is not None:
            return [found]
    return []


def _names_another(scan: Scan, item: Item) -> bool:
    """Whether the unit only announces a name: "the year 2011", "the day Friday", "the month of May"."""
    if not scan.arabic or item.attributes.get("plural") or item.attributes.get("count") or ARTICLE in item.prefix:
        return False
    return scan.word(item.end).isdigit() or scan.item(item.end, "weekday", "day", "month", "ordinal") is not None


# --- "for the fourth consecutive day"


def _consecutive(scan: Scan, item: Item) -> Found | None:
    """Days in a row that end with the article's."""
    if item.attributes["unit"] not in ("day", "week") or item.attributes.get("plural"):
        return None
    if scan.arabic:
        ordinal = scan.item(item.end, "ordinal")
        if ordinal is None or not item.prefix.endswith(LAM + ARTICLE):
            return None
        run = scan.item(ordinal.end, "consecutive")
        if run is None and scan.item(ordinal.end, "of_event", "of") is not None:
            return None
        start, end = item.start, run.end if run else ordinal.end
    else:
        run = scan.ending(item.start, "consecutive") or scan.item(item.end, "consecutive")
        at = run.start if run and run.start < item.start else item.start
        ordinal = scan.ending(at, "ordinal")
        lasting = scan.ending(ordinal.start, "lasting") if ordinal else None
        if ordinal is None or (run is None and lasting is None) or (run is None and scan.item(item.end, "of_event")):
            return None
        start, end = (lasting or ordinal).start, max(item.end, run.end if run else 0)
    number = int(ordinal.attributes["value"]) * (7 if item.attributes["unit"] == "week" else 1)
    last = scan.published
    days = (add_days(last, 1 - number), last) if last else None
    return make(
        start,
        end,
        days,
        str(item.attributes["unit"]),
        reason="days in a row up to the article's" if last else NO_DATE,
    )


# --- "last week", "the end of the month", "the next day"


def _which(scan: Scan, item: Item) -> Found | None:
    """One unit with the word that says which one it is."""
    if item.attributes.get("plural") or item.attributes.get("count"):
        return None
    chosen = _which_arabic(scan, item) if scan.arabic else _which_english(scan, item)
    if chosen is None:
        return None
    start, end, shift, position = chosen
    unit = str(item.attributes["unit"])
    if unit == "hour":
        shift = "same" if shift in ANAPHORIC else "this"
    if unit == "day" and shift == "next":
        shift = "following"
    if unit == "day" and shift in ("last", "past"):
        return None
    if shift == "past":
        return _rolling(scan, start, end, Count(item.start, item.end, unit, 1, 1, None), shift)
    found = resolve_unit(scan, start, end, unit, shift)
    if position is not None:
        return _in_position(scan, found, position, shift)
    day = _day_in_month(scan, found, unit)
    return day or up_to_now(scan, found, shift)


def _which_arabic(scan: Scan, item: Item) -> tuple[int, int, str, Item | None] | None:
    definite = ARTICLE in item.prefix
    before = scan.ending(item.start, "this_before", "same_before")
    after = scan.item(item.end, "shift")
    position = scan.ending(before.start if before else item.start, "position")
    if not definite and (before is None or before.kind == "same_before"):
        return None
    start = min(i.start for i in (before, position, item) if i)
    if after is not None:
        return start, after.end, str(after.attributes["shift"]), position
    if before is not None:
        return start, item.end, str(before.attributes["shift"]), position
    if position is not None and item.attributes["unit"] in ("week", "month", "year"):
        return start, item.end, "this", position
    return None


def _which_english(scan: Scan, item: Item) -> tuple[int, int, str, Item | None] | None:
    before = scan.ending(item.start, "shift")
    if before is not None:
        position = scan.ending(before.start, "position")
        later = scan.item(item.end, "after_shift")
        if later is not None and later.attributes["shift"] == "before_last" and before.attributes["shift"] != "this":
            return None
        return (position or before).start, item.end, str(before.attributes["shift"]), position
    the = scan.ending(item.start, "the")
    if the is None:
        return None
    position = scan.ending(the.start, "position")
    after = scan.item(item.end, "after_shift")
    if after is not None and (after.attributes["shift"] == "before_last" or not scan.word(after.end).isalnum()):
        return (position or the).start, after.end, str(after.attributes["shift"]), position
    if position is not None and item.attributes["unit"] in ("week", "month", "year"):
        return position.start, item.end, "this", position
    return None


def _in_position(scan: Scan, found: Found, position: Item, shift: str) -> Found:
    mod = str(position.attributes["mod"])
    if found.days is None or found.days[0] is None or found.days[1] is None:
        return found._replace(mod=mod)
    days = month_part((found.days[0], found.days[1]), mod)
    published = scan.published
    if shift == "this" and published and days[0] <= published < days[1] and mod != "END":
        days = (days[0], published)
    return found._replace(days=days, mod=mod)


def _day_in_month(scan: Scan, found: Found, unit: str) -> Found | None:
    """A day's number before the month that was chosen: "the sixth of the current month"."""
    if unit != "month" or found.mod:
        return None
    named = days_before(scan, found.start)
    if named is None or not (scan.arabic or named.end < found.start or scan.ending(found.start, "of")):
        return None
    if found.days is None or found.days[0] is None:
        return found._replace(start=named.start, kind="date", precision=1)
    month = found.days[0]
    last_day = month_days(month.year, month.month)[1].day
    if named.days[-1] > last_day:
        return None
    first, last = month.replace(day=named.days[0]), month.replace(day=named.days[-1])
    return make(named.start, found.end, (first, last), "day", kind="date", reason="a day of " + found.reason)


def read_this_month(scan: Scan, item: Item) -> list[Found]:
    """A day's number and no month: "the 12th of the current"."""
    named = days_before(scan, item.start)
    published = scan.published
    if named is None or named.end != item.start:
        return []
    if published is None:
        return [make(named.start, item.end, None, "day", kind="date")]
    if named.days[-1] > month_days(published.year, published.month)[1].day:
        return []
    days = (published.replace(day=named.days[0]), published.replace(day=named.days[-1]))
    return [make(named.start, item.end, days, "day", kind="date", reason="a day of the article's month")]


# --- "the past 48 hours", "recent days", "the next three days"


def _several(scan: Scan, item: Item) -> Found | None:
    """A number of units up to the article's day, or behind it."""
    chosen = _several_arabic(scan, item) if scan.arabic else _several_english(scan, item)
    if chosen is None:
        return None
    count, start, end, shift = chosen
    return _rolling(scan, start, end, count, shift)


def _several_arabic(scan: Scan, item: Item) -> tuple[Count, int, int, str] | None:
    at, number = item.end, None
    inner = scan.item(at, "article")
    figure = scan.digits(inner.end if inner else at, _MOST)
    word = scan.item(at, "count")
    if figure is not None:
        at, number = (inner.end if inner else at) + 1, figure
    elif word is not None:
        at, number = word.end, int(word.attributes["value"])
    shift = scan.item(at, "shift")
    if shift is None or shift.attributes["shift"] not in ("last", "past", "next", "previous", "following"):
        return None
    start = item.start
    if number is None and not item.attributes.get("count"):
        figure = scan.digits(start - 1, _MOST)
        if figure is not None:
            article = scan.ending(start - 1, "article")
            start, number = (article.start if article else start - 1), figure
    definite = ARTICLE in item.prefix or start != item.start
    if not definite or not (number or item.attributes.get("plural") or item.attributes.get("count")):
        return None
    return count_of(item, start, shift.end, number), start, shift.end, str(shift.attributes["shift"])


def _several_english(scan: Scan, item: Item) -> tuple[Count, int, int, str] | None:
    number = number_before(scan, item)
    start = number.start if number else item.start
    shift = scan.ending(start, "shift")
    if shift is None or shift.attributes["shift"] in ("this", "same"):
        return None
    if number is None and not item.attributes.get("plural"):
        return None
    count = number or count_of(item, item.start, item.end, None)
    return count, shift.start, item.end, str(shift.attributes["shift"])


def _rolling(scan: Scan, start: int, end: int, count: Count, shift: str) -> Found:
    day, missing = reference(scan, shift if shift in ("previous", "following") else "")
    if day is None:
        return make(start, end, None, count.unit, mod=count.mod, reason=missing)
    if shift in ("next", "following"):
        return make(
            start, end, (add_days(day, 1), moved(day, count, 1)), count.unit, mod=count.mod, reason="days ahead"
        )
    first = moved(day, count, -1)
    return make(start, end, (first, day), count.unit, mod=count.mod, reason=f"up to {day.isoformat()}")
