"""Time expressions side by side that tell one time, and the signals before them: since, until, between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.dates.calendars import add_days, add_months, week_days, weekday_before
from geoevents.language.clitics import WA

if TYPE_CHECKING:
    import datetime as dt

    from geoevents.dates.calendars import Days
    from geoevents.dates.scan import Found, Scan
    from geoevents.model import DateBasis

_RANK = {"date": 4, "day": 3, "later": 3, "weekday": 2, "hijri": 1}
_NEAR = 3
MOST_GLUE = 3
_BOTH_ENDS = "an interval with both ends told"
_JOINING = frozenset(",()-/")


def joined(scan: Scan, first: Found, second: Found) -> Found | None:
    """One time expression of two neighbours, or ``None`` where they tell different times."""
    if not _touch(scan, first.end, second.start):
        return None
    end = second.end + (scan.word(second.end) == ")" and scan.word(second.start - 1) == "(")
    second = second._replace(end=end)
    if first.kind in _RANK and second.kind in _RANK and second.kind not in (first.kind, "later"):
        return _one_day(scan, first, second)
    if first.kind == "part" and second.kind in _RANK:
        return second._replace(start=first.start, part=first.part)
    if second.kind == "part" and first.kind in _RANK:
        return first._replace(end=second.end, part=second.part, days=_night(first, second))
    if first.kind in ("weekday", "day") and second.kind == "week":
        return _in_week(first, second)
    return None


def _touch(scan: Scan, end: int, start: int) -> bool:
    if not 0 <= start - end <= MOST_GLUE:
        return False
    at = end
    while at < start:
        item = scan.item(at, "join")
        if item is not None and item.end <= start and WA not in item.prefix:
            at = item.end
        elif scan.words[at] in _JOINING:
            at += 1
        else:
            return False
    return True


def _night(day: Found, part: Found) -> Days | None:
    """The night of a day has the days that the part gave it when it was read with the day before it."""
    if part.days is not None and day.single is not None and part.days[0] == day.single:
        return part.days
    return day.days


def _one_day(scan: Scan, first: Found, second: Found) -> Found | None:
    """The surer of two names of a day; a weekday corrects a day counted from the article's date by one."""
    sure, other = (first, second) if _RANK[first.kind] >= _RANK[second.kind] else (second, first)
    start, end = min(first.start, second.start), max(first.end, second.end)
    basis = "explicit" if "explicit" in (first.basis, second.basis) else sure.basis
    part = first.part or second.part
    days, value, reason = sure.days, sure.value, sure.reason
    if days is None:
        days, value, reason = other.days, other.value, other.reason
    elif other.days is not None and days[0] and other.days[0]:
        distance = (other.days[0] - days[0]).days
        if other.kind == "hijri" and abs(distance) > _NEAR:
            return None
        if sure.kind == "day" and other.kind == "weekday" and distance:
            days, reason = _corrected(sure, other, scan.published)
            value = days[0].isoformat() if days[0] and days[0] == days[1] else None
        if sure.kind == "date" and other.days[0] != other.days[1] and sure.single:
            length = (other.days[1] - other.days[0]).days if other.days[1] else 0
            days = (sure.single, add_days(sure.single, length))
    return sure._replace(start=start, end=end, basis=basis, part=part, days=days, value=value, reason=reason)


def _corrected(counted: Found, weekday: Found, published: dt.date | None) -> tuple[Days, str]:
    assert counted.days is not None
    assert weekday.days is not None
    first = counted.days[0]
    target = weekday.days[0]
    if first is None or target is None:
        return counted.days, counted.reason
    apart = (target.isoweekday() - first.isoweekday() + 3) % 7 - 3
    moved = add_days(first, apart)
    # The date of an article is often that of the day after, or before, it was written; it never tells ahead.
    if apart == -1 or (apart == 1 and published is not None and moved <= published):
        last = counted.days[1]
        days = (moved, add_days(last, apart) if last else None)
        return days, "the weekday beside it, one day from the day counted from the article's date"
    return counted.days, counted.reason + "; the weekday beside it does not fit"


def _in_week(day: Found, week: Found) -> Found | None:
    """A weekday of a week: "Friday of last week"."""
    if day.kind != "weekday" or day.single is None or week.days is None or week.days[0] is None:
        return None
    monday = week_days(week.days[0])[0]
    date = add_days(monday, day.single.isoweekday() - 1)
    return day._replace(end=week.end, days=(date, date), value=date.isoformat(), reason="the weekday of " + week.reason)


def nights(scan: Scan, first: Found, second: Found) -> Found | None:
    """The night between two weekdays: "the night of Wednesday - Thursday"."""
    if first.part != "TNI" or second.kind != "weekday" or first.days is None or first.kind not in ("weekday", "day"):
        return None
    if not _touch(scan, first.end, second.start) or second.single is None or first.days[0] is None:
        return None
    following = add_days(first.days[0], 1)
    if following.isoweekday() != second.single.isoweekday():
        return None
    value = f"{first.days[0].isoformat()}/{following.isoformat()}"
    return first._replace(end=second.end, days=(first.days[0], following), value=value)


def with_signals(scan: Scan, found: list[Found]) -> list[Found]:
    """Intervals: two ends with their connector, and what reaches up to or from the article's day."""
    out: list[Found] = []
    for current in found:
        pair = _pair(scan, out[-1], current) if out else None
        if pair is not None:
            out[-1] = pair
        else:
            out.append(current)
    return [_signalled(scan, item, out[index - 1] if index else None) for index, item in enumerate(out)]


def _pair(scan: Scan, first: Found, second: Found) -> Found | None:
    """Two ends of an interval: "between A and B", "from A to B", "A - B"."""
    if second.start - first.end > MOST_GLUE:
        return None
    if first.days is None or second.days is None or first.days[0] is None or second.days[1] is None:
        return None
    if first.kind in ("part", "span") or second.kind in ("part", "span"):
        return None
    signal = scan.ending(first.start, "between", "from", "since", "two_days")
    glue = range(first.end, second.start)
    link = scan.item(first.end, "to", "and") if glue else None
    dash = len(glue) == 1 and scan.word(first.end) == "-"
    if link is not None and link.end != second.start and scan.item(link.end, "of") is None:
        link = None
    if link is not None and second.start - link.end > 1:
        return None
    prefixed = not glue and scan.arabic and _has_and(scan, second.start)
    between = signal is not None and signal.kind in ("between", "two_days")
    connects = dash or (link is not None and (link.kind == "to" or between)) or (prefixed and between)
    if not connects:
        return None
    begin = _begin(first, second)
    if begin is None:
        return None
    start = signal.start if signal else first.start
    days = (begin, second.days[1])
    value = f"{begin.isoformat()}/{second.days[1].isoformat()}"
    basis: DateBasis = "explicit" if "explicit" in (first.basis, second.basis) else "relative"
    precision = max(first.precision, second.precision)
    return first._replace(
        start=start,
        end=second.end,
        kind="span",
        days=days,
        value=value,
        basis=basis,
        precision=precision,
        reason=_BOTH_ENDS,
    )


def _has_and(scan: Scan, at: int) -> bool:
    """Whether an Arabic "and" is written with the first word of an expression."""
    return any(item.prefix.startswith(WA) for item in scan.items(at))


def _begin(first: Found, second: Found) -> dt.date | None:
    """The first day of an interval; an end without a year or a weekday is the latest before the other end."""
    assert first.days is not None
    assert second.days is not None
    begin, finish = first.days[0], second.days[1]
    if begin is None or finish is None:
        return None
    weekdays = first.kind == "weekday" and (begin > finish or second.kind == "weekday")
    if weekdays and begin.isoweekday() != finish.isoweekday():
        return weekday_before(finish, begin.isoweekday(), strictly=True)
    if first.yearless and (begin > finish or not second.yearless):
        begin = add_months(begin, 12 * (finish.year - begin.year))
        begin = add_months(begin, -12) if begin > finish else begin
    return begin if begin <= finish else None


def _signalled(scan: Scan, found: Found, before: Found | None) -> Found:
    if found.days is None or found.reason == _BOTH_ENDS:
        return found
    signal = scan.ending(found.start, "since", "until", "before")
    if signal is None:
        return found
    if signal.kind == "since":
        return _since(scan, found, signal.start)
    if signal.kind == "until":
        return _until(scan, found, signal.start, before)
    if found.mod == "END" and found.precision > 1:
        return _until(scan, found, signal.start, before)
    return found


def _since(scan: Scan, found: Found, start: int) -> Found:
    published = scan.published
    assert found.days is not None
    first, last = found.days
    if found.mod == "MID" and first and last:
        first = add_days(first, (last - first).days // 2)
    if first is None:
        return found
    if published is None or first > published:
        return found._replace(
            start=start,
            days=(first, None if published is None else found.days[1]),
            kind="span",
            value=f"{first.isoformat()}/..",
        )
    kind = "span" if first != published else found.kind
    value = f"{first.isoformat()}/{published.isoformat()}" if first != published else found.value
    return found._replace(
        start=start,
        days=(first, published),
        kind=kind,
        value=value,
        basis="relative",
        reason="from then up to the article's day",
    )


def _until(scan: Scan, found: Found, start: int, before: Found | None) -> Found:
    """Up to a day: from the article's day where that is ahead, with no beginning where it is past."""
    assert found.days is not None
    last, published = found.days[1], scan.published
    if last is None:
        return found
    if scan.cue(start, "delayed"):
        return found._replace(start=start)
    first: dt.date | None = published if published and published <= last else None
    if first is None and before is not None and before.days is not None and before.start >= scan.sentence_start(start):
        first = before.days[0] if before.days[0] and before.days[0] <= last else None
    value = f"{first.isoformat() if first else '..'}/{last.isoformat()}"
    return found._replace(start=start, kind="span", days=(first, last), value=value, reason="up to then")
