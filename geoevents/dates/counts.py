"""Counted time: "three days ago", "for three days", "four days earlier"."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from geoevents.dates.calendars import Days, add_days, add_months, month_days, year_days
from geoevents.dates.scan import NO_ANCHOR, NO_DATE, Found
from geoevents.dates.shifts import PRECISION
from geoevents.language.clitics import ARTICLE, BA, LAM

if TYPE_CHECKING:
    import datetime as dt

    from geoevents.dates.scan import Scan
    from geoevents.dates.vocabulary import Item

_NUMBER_REACH = 5
_MOST = 1000
_VAGUE = {"hour": (1, 24), "day": (1, 7), "week": (1, 4), "month": (1, 6), "year": (1, 5)}
_HOURS = 24
_HALF_DAY = 12
_VERB_REACH = 5
_DATE_REACH = 5


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


def make(start: int, end: int, days: Days | None, unit: str, **extra: str | None) -> Found:
    """What was counted, as a time expression; ``extra`` its mod, reason and kind where they are not the usual."""
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


def count_of(item: Item, start: int, end: int, number: int | None) -> Count:
    """So many of a unit; without a number, from the word's form: one, two, or a few."""
    unit = str(item.attributes["unit"])
    number = number or item.attributes.get("count")
    if number:
        return Count(start, end, unit, number, number, None)
    low, high = _VAGUE.get(unit, (1, 1))
    return Count(start, end, unit, low, high, "APPROX")


def moved(day: dt.date, count: Count, sign: int, number: int | None = None) -> dt.date:
    """The day that lies a count of units before or after a day."""
    n = (count.high if number is None else number) * sign
    if count.unit == "hour":
        hours = abs(n)
        days = 1 if count.vague else 0 if hours < _HALF_DAY else math.ceil(hours / _HOURS)
        return add_days(day, days * sign)
    if count.unit in ("day", "week"):
        return add_days(day, n * (7 if count.unit == "week" else 1))
    return add_months(day, n * (12 if count.unit == "year" else 1))


def read_counted(scan: Scan, item: Item) -> Found | None:
    """The time that a number of units and the signal beside them tell."""
    count = number_before(scan, item) or (
        count_of(item, item.start, item.end, None)
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
        one = scan.item(item.end, "one")
        count = count._replace(low=1, high=1, mod=None, end=one.end if one else count.end)
    about = scan.ending(count.start, "about")
    if about is not None:
        return count._replace(start=about.start, mod=str(about.attributes["mod"]))
    return count


def number_before(scan: Scan, item: Item) -> Count | None:
    """The number that stands directly before a unit, in figures or words."""
    unit = str(item.attributes["unit"])
    one = scan.ending(item.start, "one")
    if one is not None and not item.attributes.get("plural"):
        told = int(item.attributes.get("count", 1))
        return Count(one.start, item.end, unit, told, told, None)
    few = scan.ending(item.start, "few")
    if few is not None:
        return Count(few.start, item.end, unit, 2, max(_VAGUE[unit][1], 2), "APPROX")
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
        return _lasting(scan, count.start, count.end, count) if _lasts(scan, item, count) else None
    if signal.kind == "lasting":
        return _lasting(scan, signal.start if signal.attributes.get("include") else count.start, count.end, count)
    if signal.kind == "since":
        return _since(scan, signal.start, count.end, count)
    of_event = scan.item(count.end, "of_event")
    if signal.kind == "after" and of_event is not None:
        lasted = of_event.attributes.get("lasting") and scan.word(of_event.end).startswith(ARTICLE)
        return None if lasted else _from_event(scan, signal.start, of_event.end, count)
    if signal.kind == "after":
        return None if count.vague else _after(scan, signal.start, count)
    counts_from_event = of_event is not None and scan.item(of_event.end, "event_noun") is not None
    return None if counts_from_event else _ago(scan, signal.start, count.end, count)


def _lasts(scan: Scan, item: Item, count: Count) -> bool:
    """Whether an Arabic count without a signal of its own is a duration: by its preposition, or a verb before it."""
    if scan.ending(count.start, "over") is not None:
        return not count.vague and not scan.cue(count.start, "future")
    with_preposition = scan.word(count.start)[:1] == LAM and item.attributes["unit"] != "hour"
    return with_preposition or scan.cue(count.start, "lasted", _VERB_REACH)


def _counted_english(scan: Scan, item: Item, count: Count) -> Found | None:
    after = scan.item(item.end, "ago", "later", "earlier")
    if after is not None and after.key == "ago":
        return _ago(scan, count.start, after.end, count)
    if after is not None and not (after.end - after.start == 1 and scan.word(after.start) == scan.word(count.start)):
        return _from_anchor(scan, count.start, after.end, count, after.kind)
    told = _beside_event(scan, count)
    if told is not None:
        return told
    signal = scan.ending(count.start, "lasting", "since", "after")
    if signal is None or (signal.kind == "after" and scan.item(item.end, "of_event") is not None):
        return None
    if signal.kind == "after":
        return None if count.vague or scan.word(item.end) == "-" else _after(scan, signal.start, count)
    if signal.kind == "since":
        return _since(scan, signal.start, count.end, count)
    return _lasting(scan, signal.start if signal.attributes.get("include") else count.start, count.end, count)


def _beside_event(scan: Scan, count: Count) -> Found | None:
    """Count from an event: "in the three days that followed", "a week after X fell".

    At the head of a sentence "a week after" tells the day of its main clause, from the day told before; further on
    the day of what follows, back from the day of what stands before it. News does not tell ahead: where the main
    clause would come after the article's date, it is of the day told before, and "a week" goes with what follows.
    """
    followed = scan.item(count.end, "followed")
    if followed is not None and not count.vague and count.unit in ("day", "week"):
        return _days_after(scan, count.start, followed.end, count)
    after = scan.item(count.end, "after")
    if after is None or scan.ending(count.start, "since", "lasting") is not None:
        return None
    return _from_event(scan, count.start, after.end, count)


def _from_event(scan: Scan, start: int, end: int, count: Count) -> Found | None:
    """Count from the event that follows: back to its day, or at the head of a sentence on to the main clause's.

    What stands before "two days after" is news of the article's day where no day was told near by.
    """
    if count.unit == "hour":
        return None
    if any(scan.item(at, "month", "weekday", "day", "unit") for at in range(end, end + _DATE_REACH)):
        return None  # counted from a day told behind it
    heads = start - scan.sentence_start(start) <= 1
    if not heads and not _told_near(scan, start):
        return _back_from_today(scan, start, end, count)
    found = _from_anchor(scan, start, end, count, "later" if heads else "before")
    first = found.days[0] if found.days is not None else None
    if heads and first is not None and scan.published is not None and first > scan.published:
        return _from_anchor(scan, start, count.end, count, "before")
    return found


def _told_near(scan: Scan, at: int) -> bool:
    """Whether a day was told in the sentence of a token or the one before it."""
    anchor = scan.day_anchor
    return anchor is not None and anchor.start >= scan.sentence_start(scan.sentence_start(at) - 1)


def _back_from_today(scan: Scan, start: int, end: int, count: Count) -> Found | None:
    published = scan.published
    if published is None:
        return None
    days = (moved(published, count, -1), moved(published, count, -1, count.low))
    return make(start, end, days, count.unit, mod=count.mod, reason=f"counted from {published.isoformat()}")


def _days_after(scan: Scan, start: int, end: int, count: Count) -> Found:
    """All days of a count after the day told before."""
    anchor = scan.day_anchor
    if anchor is None or anchor.days is None or anchor.days[1] is None:
        return make(start, end, None, count.unit, reason=NO_ANCHOR)
    day = anchor.days[1]
    days = (add_days(day, 1), moved(day, count, 1))
    return make(start, end, days, count.unit, reason=f"counted from {day.isoformat()}")


def _ago(scan: Scan, start: int, end: int, count: Count) -> Found:
    """A day for days and weeks, the whole month or year for months and years."""
    published = scan.published
    if published is None:
        return make(start, end, None, count.unit, mod=count.mod)
    reason = f"counted back from {published.isoformat()}"
    near, far = moved(published, count, -1, count.low), moved(published, count, -1)
    if count.unit == "hour" and count.vague:
        near = far = published
    if count.vague:
        return make(start, end, (far, near), count.unit, mod=count.mod, reason=reason)
    if count.unit == "month":
        return make(
            start, end, month_days(near.year, near.month), count.unit, kind="month", mod=count.mod, reason=reason
        )
    if count.unit == "year":
        return make(start, end, year_days(near.year), count.unit, kind="year", mod=count.mod, reason=reason)
    return make(start, end, (near, near), count.unit, mod=count.mod, reason=reason)


def _since(scan: Scan, start: int, end: int, count: Count) -> Found:
    published = scan.published
    hours = count.unit == "hour" and count.vague
    days = (published if hours else moved(published, count, -1), published) if published else None
    return make(start, end, days, count.unit, mod=count.mod, reason="up to the article's day" if published else NO_DATE)


def _lasting(scan: Scan, start: int, end: int, count: Count) -> Found | None:
    """A duration: up to the article's day, or from it on where the sentence speaks of a truce or of what will be."""
    if count.unit == "hour" and (count.vague or count.high < _HOURS):
        return None
    if scan.item(end, "in") and scan.item(end + 1, "month", "weekday"):
        return None  # the time stands behind it
    published = scan.published
    if published is None:
        return make(start, end, None, count.unit, mod=count.mod)
    if scan.cue(start, "ahead") or scan.cue(start, "future"):
        return make(
            start,
            end,
            (published, moved(published, count, 1)),
            count.unit,
            mod=count.mod,
            reason="from the article's day on",
        )
    return make(
        start,
        end,
        (moved(published, count, -1), published),
        count.unit,
        mod=count.mod,
        reason="up to the article's day",
    )


def _after(scan: Scan, start: int, count: Count) -> Found | None:
    """After three days: from the day told before it, or from the article's where the words are of the future."""
    anchor = scan.anchor
    if scan.cue(start, "future") and scan.published is not None:
        day = moved(scan.published, count, 1)
        return make(start, count.end, (day, day), count.unit, mod=count.mod, reason="counted from the article's day")
    if anchor is None or count.unit == "hour":
        return None
    return _from_anchor(scan, start, count.end, count, "later")


def _from_anchor(scan: Scan, start: int, end: int, count: Count, direction: str) -> Found:
    anchor = scan.day_anchor
    day = None
    if anchor is not None and anchor.days is not None:
        day = anchor.days[1] if direction in ("later", "before") else anchor.days[0] or anchor.days[1]
    if day is None and direction == "earlier":
        day = scan.published
    if day is None:
        return make(start, end, None, count.unit, mod=count.mod, reason=NO_ANCHOR)
    sign = 1 if direction == "later" else -1
    near, far = moved(day, count, sign, count.low), moved(day, count, sign)
    if count.unit == "hour" and count.vague:
        near = far = day
    days = (min(near, far), max(near, far))
    kind = "later" if near == far else "span"
    return make(start, end, days, count.unit, mod=count.mod, kind=kind, reason=f"counted from {day.isoformat()}")
