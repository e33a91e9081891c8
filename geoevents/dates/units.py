"""Counted time: three days ago, the past 48 hours, for the fourth consecutive day, four days earlier."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from geoevents.dates.calendars import Days, add_days, add_months, month_days, month_part, year_days
from geoevents.dates.scan import NO_ANCHOR, NO_DATE, Found
from geoevents.dates.shifts import ANAPHORIC, PRECISION, reference, resolve_unit, up_to_now
from geoevents.language.clitics import ARTICLE, BA, LAM

if TYPE_CHECKING:
    import datetime as dt

    from geoevents.dates.scan import Scan
    from geoevents.dates.vocabulary import Item

_NUMBER_REACH = 5
_MOST = 1000
_VAGUE = {"day": (1, 7), "week": (1, 4), "month": (1, 6), "year": (1, 5)}
_HOURS = 24
_HALF_DAY = 12


class Count(NamedTuple):
    """A number of units at tokens ``start`` to ``end`` (exclusive); bounds differ where it is vague."""

    start: int
    end: int
    unit: str
    low: int
    high: int
    mod: str | None

    @property
    def vague(self) -> bool:
        """Whether no number was told."""
        return self.low != self.high


def read_unit(scan: Scan, item: Item) -> list[Found]:
    """What a unit of time and the words around it tell."""
    if scan.ending(item.start, "every") is not None:
        return []
    for rule in (_consecutive, _which, _several, _counted):
        found = rule(scan, item)
        if found is not None:
            return [found]
    return []


def _make(start: int, end: int, days: Days | None, unit: str, **extra: str | None) -> Found:
    mod, reason, kind = extra.get("mod"), extra.get("reason") or "", extra.get("kind") or "span"
    precision = PRECISION[unit]
    if days is None:
        return Found(
            start=start,
            end=end,
            kind=kind,
            days=None,
            precision=precision,
            basis="relative",
            mod=mod,
            reason=reason or NO_DATE,
        )
    first, last = days
    if first is not None and first == last:
        value: str | None = first.isoformat()
        kind = "day" if kind == "span" else kind
    else:
        value = f"{first.isoformat() if first else '..'}/{last.isoformat() if last else '..'}"
    return Found(
        start=start,
        end=end,
        kind=kind,
        days=days,
        precision=precision,
        basis="relative",
        value=value,
        mod=mod,
        reason=reason,
    )


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
    return _make(
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
    if before is None and not definite:
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
        return replace(found, mod=mod)
    days = month_part((found.days[0], found.days[1]), mod)
    published = scan.published
    if shift == "this" and published and days[0] <= published < days[1] and mod != "END":
        days = (days[0], published)
    return replace(found, days=days, mod=mod)


def _day_in_month(scan: Scan, found: Found, unit: str) -> Found | None:
    """A day's number before the month that was chosen: "the sixth of the current month"."""
    from geoevents.dates.months import days_before

    if unit != "month" or found.mod:
        return None
    named = days_before(scan, found.start)
    if named is None or not (scan.arabic or named.end < found.start or scan.ending(found.start, "of")):
        return None
    if found.days is None or found.days[0] is None:
        return replace(found, start=named.start, kind="date", precision=1)
    month = found.days[0]
    last_day = month_days(month.year, month.month)[1].day
    if named.days[-1] > last_day:
        return None
    first, last = month.replace(day=named.days[0]), month.replace(day=named.days[-1])
    return _make(named.start, found.end, (first, last), "day", kind="date", reason="a day of " + found.reason)


def read_this_month(scan: Scan, item: Item) -> list[Found]:
    """A day's number and no month: "the 12th of the current"."""
    from geoevents.dates.months import days_before

    named = days_before(scan, item.start)
    published = scan.published
    if named is None or named.end != item.start:
        return []
    if published is None:
        return [_make(named.start, item.end, None, "day", kind="date")]
    if named.days[-1] > month_days(published.year, published.month)[1].day:
        return []
    days = (published.replace(day=named.days[0]), published.replace(day=named.days[-1]))
    return [_make(named.start, item.end, days, "day", kind="date", reason="a day of the article's month")]


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
    return _count_of(item, start, shift.end, number), start, shift.end, str(shift.attributes["shift"])


def _several_english(scan: Scan, item: Item) -> tuple[Count, int, int, str] | None:
    number = _number_before(scan, item)
    start = number.start if number else item.start
    shift = scan.ending(start, "shift")
    if shift is None or shift.attributes["shift"] in ("this", "same"):
        return None
    if number is None and not item.attributes.get("plural"):
        return None
    count = number or _count_of(item, item.start, item.end, None)
    return count, shift.start, item.end, str(shift.attributes["shift"])


def _count_of(item: Item, start: int, end: int, number: int | None) -> Count:
    unit = str(item.attributes["unit"])
    number = number or item.attributes.get("count")
    if number:
        return Count(start, end, unit, number, number, None)
    low, high = _VAGUE.get(unit, (1, 1))
    return Count(start, end, unit, low, high, "APPROX")


def _rolling(scan: Scan, start: int, end: int, count: Count, shift: str) -> Found:
    day, missing = reference(scan, shift if shift in ("previous", "following") else "")
    if day is None:
        return _make(start, end, None, count.unit, mod=count.mod, reason=missing)
    if shift in ("next", "following"):
        return _make(
            start, end, (add_days(day, 1), _moved(day, count, 1)), count.unit, mod=count.mod, reason="days ahead"
        )
    first = _moved(day, count, -1)
    return _make(start, end, (first, day), count.unit, mod=count.mod, reason=f"up to {day.isoformat()}")


def _moved(day: dt.date, count: Count, sign: int, number: int | None = None) -> dt.date:
    """The day that lies a count of units before or after a day."""
    n = (count.high if number is None else number) * sign
    if count.unit == "hour":
        hours = abs(n)
        days = 1 if count.vague else 0 if hours < _HALF_DAY else math.ceil(hours / _HOURS)
        return add_days(day, days * sign)
    if count.unit in ("day", "week"):
        return add_days(day, n * (7 if count.unit == "week" else 1))
    return add_months(day, n * (12 if count.unit == "year" else 1))


# --- "three days ago", "for three days", "four days earlier"


def _counted(scan: Scan, item: Item) -> Found | None:
    count = _number_before(scan, item) or (
        _count_of(item, item.start, item.end, None)
        if item.attributes.get("plural") or item.attributes.get("count") or scan.arabic
        else None
    )
    if count is None or (scan.arabic and ARTICLE in item.prefix):
        return None
    count = _bounded(scan, item, count)
    return _counted_arabic(scan, item, count) if scan.arabic else _counted_english(scan, item, count)


def _bounded(scan: Scan, item: Item, count: Count) -> Count:
    if (
        scan.arabic
        and count.start == item.start
        and not item.attributes.get("plural")
        and not item.attributes.get("count")
    ):
        count = count._replace(low=1, high=1, mod=None)
    about = scan.ending(count.start, "about")
    if about is not None:
        return count._replace(start=about.start, mod=str(about.attributes["mod"]))
    return count


def _number_before(scan: Scan, item: Item) -> Count | None:
    unit = str(item.attributes["unit"])
    one = scan.ending(item.start, "one")
    if one is not None and not item.attributes.get("plural"):
        told = int(item.attributes.get("count", 1))
        return Count(one.start, item.end, unit, told, told, None)
    for start in range(max(0, item.start - _NUMBER_REACH), item.start):
        number = scan.lexis.numerals.read(scan.document, start, item.start)
        if number is None or number.end != item.start:
            continue
        if number.value is None:
            low, high = int(number.low or 1), int(number.high or _VAGUE.get(unit, (1, 7))[1])
            return Count(start, item.end, unit, low, high, "APPROX")
        if not 0 < number.value < _MOST:
            return None
        return Count(start, item.end, unit, int(number.value), int(number.value), None)
    return None


def _counted_arabic(scan: Scan, item: Item, count: Count) -> Found | None:
    first = scan.word(count.start)
    signal = scan.ending(count.start, "ago", "since", "after", "lasting", "later", "earlier")
    if first[:1] == BA and signal is not None and signal.kind in ("later", "earlier"):
        return _from_anchor(scan, signal.start, count.end, count, signal.kind)
    if signal is None or signal.kind in ("later", "earlier"):
        if first[:1] == LAM and item.attributes["unit"] != "hour":
            return _lasting(scan, count.start, count.end, count)
        return None
    if signal.kind == "lasting":
        return _lasting(scan, signal.start if signal.attributes.get("include") else count.start, count.end, count)
    if signal.kind == "since":
        return _since(scan, signal.start, count.end, count)
    if scan.item(count.end, "of_event") is not None:
        return None
    if signal.kind == "after":
        return None if count.vague else _after(scan, signal.start, count)
    return _ago(scan, signal.start, count.end, count)


def _counted_english(scan: Scan, item: Item, count: Count) -> Found | None:
    after = scan.item(item.end, "ago", "later", "earlier")
    if after is not None and after.key == "ago":
        return _ago(scan, count.start, after.end, count)
    if after is not None and not (after.end - after.start == 1 and scan.word(after.start) == scan.word(count.start)):
        return _from_anchor(scan, count.start, after.end, count, after.kind)
    signal = scan.ending(count.start, "lasting", "since", "after")
    if signal is None or (signal.kind == "after" and scan.item(item.end, "of_event") is not None):
        return None
    if signal.kind == "after":
        return None if count.vague or scan.word(item.end) == "-" else _after(scan, signal.start, count)
    if signal.kind == "since":
        return _since(scan, signal.start, count.end, count)
    return _lasting(scan, signal.start if signal.attributes.get("include") else count.start, count.end, count)


def _ago(scan: Scan, start: int, end: int, count: Count) -> Found:
    """A day for days and weeks, the whole month or year for months and years."""
    published = scan.published
    if published is None:
        return _make(start, end, None, count.unit, mod=count.mod)
    reason = f"counted back from {published.isoformat()}"
    near, far = _moved(published, count, -1, count.low), _moved(published, count, -1)
    if count.vague:
        return _make(start, end, (far, near), count.unit, mod=count.mod, reason=reason)
    if count.unit == "month":
        return _make(
            start, end, month_days(near.year, near.month), count.unit, kind="month", mod=count.mod, reason=reason
        )
    if count.unit == "year":
        return _make(start, end, year_days(near.year), count.unit, kind="year", mod=count.mod, reason=reason)
    return _make(start, end, (near, near), count.unit, mod=count.mod, reason=reason)


def _since(scan: Scan, start: int, end: int, count: Count) -> Found:
    published = scan.published
    days = (_moved(published, count, -1), published) if published else None
    return _make(
        start, end, days, count.unit, mod=count.mod, reason="up to the article's day" if published else NO_DATE
    )


def _lasting(scan: Scan, start: int, end: int, count: Count) -> Found | None:
    """A duration: up to the article's day, or from it on where the sentence speaks of a truce or of what will be."""
    if count.unit == "hour" and (count.vague or count.high < _HOURS):
        return None
    published = scan.published
    if published is None:
        return _make(start, end, None, count.unit, mod=count.mod)
    if scan.cue(start, "ahead") or scan.cue(start, "future"):
        return _make(
            start,
            end,
            (published, _moved(published, count, 1)),
            count.unit,
            mod=count.mod,
            reason="from the article's day on",
        )
    return _make(
        start,
        end,
        (_moved(published, count, -1), published),
        count.unit,
        mod=count.mod,
        reason="up to the article's day",
    )


def _after(scan: Scan, start: int, count: Count) -> Found | None:
    """After three days: from the day told before it, or from the article's where the words are of the future."""
    anchor = scan.anchor
    if scan.cue(start, "future") and scan.published is not None:
        day = _moved(scan.published, count, 1)
        return _make(start, count.end, (day, day), count.unit, mod=count.mod, reason="counted from the article's day")
    if anchor is None or count.unit == "hour":
        return None
    return _from_anchor(scan, start, count.end, count, "later")


def _from_anchor(scan: Scan, start: int, end: int, count: Count, direction: str) -> Found:
    anchor = scan.anchor
    day = None
    if anchor is not None and anchor.days is not None:
        day = anchor.days[1] if direction == "later" else anchor.days[0] or anchor.days[1]
    if day is None:
        return _make(start, end, None, count.unit, mod=count.mod, reason=NO_ANCHOR)
    sign = 1 if direction == "later" else -1
    near, far = _moved(day, count, sign, count.low), _moved(day, count, sign)
    if count.unit == "hour" and count.vague:
        near = far = day
    days = (min(near, far), max(near, far))
    return _make(start, end, days, count.unit, mod=count.mod, reason=f"counted from {day.isoformat()}")
