"""Days: today, yesterday, last night, weekdays, parts of the day, weekends, seasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.dates.calendars import add_days, month_days, weekday_after, weekday_before
from geoevents.dates.figures import year_at
from geoevents.dates.scan import NO_DATE, Found
from geoevents.dates.shifts import reference, shifted_unit
from geoevents.language.clitics import ARTICLE, LAM

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from geoevents.dates.scan import Scan
    from geoevents.dates.vocabulary import Item
    from geoevents.model import DateBasis

_WEEK = 7
_SEASON_MONTHS = 3
_SEASON = "a part of a year"


def _counted(
    start: int, end: int, first: dt.date | None, last: dt.date | None, reason: str, kind: str = "day"
) -> Found:
    if first is None or last is None:
        return Found(
            start=start, end=end, kind=kind, days=None, precision=1, basis="relative", reason=reason or NO_DATE
        )
    value = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
    return Found(
        start=start, end=end, kind=kind, days=(first, last), precision=1, basis="relative", value=value, reason=reason
    )


def read_day(scan: Scan, item: Item) -> list[Found]:
    """A day counted from the article's date by one word or phrase."""
    if scan.arabic and item.key == "day.today":
        if item.end - item.start == 1 and item.prefix.endswith(LAM):
            return []  # "for the fifth day"
        if scan.ending(item.start, "per", "same_before") is not None:
            return []
    if scan.arabic and item.end - item.start == 1 and scan.item(item.end, "shift", "ordinal"):
        return []  # "the following day", "that night"
    if scan.document.text[scan.document.starts[item.start] - 1 : scan.document.starts[item.start]] == "_":
        return []  # part of a name in a hashtag
    offset, length = int(item.attributes["offset"]), int(item.attributes.get("length", 0))
    published = scan.published
    first = add_days(published, offset) if published else None
    last = add_days(published, offset + length) if published else None
    reason = f"counted from the article's date, {offset:+d} days" if offset else "the article's day"
    found = _counted(item.start, item.end, first, last, reason if published else NO_DATE)
    return [found._replace(part=item.attributes.get("part"))]


def read_weekday(scan: Scan, item: Item) -> list[Found]:
    """A weekday: the latest one up to the article's day, unless its words tell of another."""
    if not _is_weekday(scan, item):
        return []
    number = int(item.attributes["number"])
    before = scan.ending(item.start, "this_before" if scan.arabic else "shift")
    after = scan.item(item.end, "shift") if scan.arabic else None
    shift = after or before
    word = str(shift.attributes["shift"]) if shift else ""
    start = before.start if before else item.start
    end = after.end if after else item.end
    day, missing = _weekday(scan, number, word, item.start)
    found = _counted(
        start, end, day, day, missing or "the latest such weekday" + (f" ({word})" if word else ""), "weekday"
    )
    return [found]


def _is_weekday(scan: Scan, item: Item) -> bool:
    at = item.start
    if not scan.capital(at) or scan.ending(at, "every") or scan.item(item.end, "not_before"):
        return False
    named = scan.ending(at, "not_after")
    if named is not None and ARTICLE not in named.prefix:
        return False  # "the village of Friday"
    if item.attributes.get("short"):
        following = item.end + (scan.word(item.end) in (",", "."))
        return scan.digits(following, 31) is not None or scan.item(following, "month") is not None
    return True


def _weekday(scan: Scan, number: int, shift: str, at: int) -> tuple[dt.date | None, str]:
    day, missing = reference(scan, shift if shift in ("following", "previous") else "")
    if day is None:
        return None, missing
    if not shift and scan.week is not None and not scan.ahead(at):
        return weekday_before(scan.week, number, strictly=False), ""
    if shift in ("next", "following"):
        return weekday_after(day, number, strictly=True), ""
    if shift == "before_last":
        return weekday_before(add_days(day, -_WEEK), number, strictly=True), ""
    if shift in ("last", "past", "previous"):
        return weekday_before(day, number, strictly=True), ""
    if not shift and scan.ahead(at):
        return weekday_after(day, number, strictly=True), ""
    return weekday_before(day, number, strictly=False), ""


def read_part(scan: Scan, item: Item, core: Callable[[int], Found | None]) -> list[Found]:
    """A part of the day: of the day named behind it, or alone where it can stand so."""
    code = str(item.attributes["code"])
    following = core(item.end)
    if following is None:
        glue = scan.item(item.end, "of")
        following = core(glue.end) if glue else None
    if following is not None and following.kind in ("day", "weekday", "date", "later"):
        second = None if scan.arabic else scan.item(following.end, "part")
        end = second.end if second else following.end  # "early on Thursday morning"
        return [in_part(scan, following._replace(start=item.start, end=end), item)]
    shift = scan.ending(item.start, "shift")
    if shift is not None and not scan.arabic:
        word = str(shift.attributes["shift"])
        word = "following" if word == "next" else word
        day, missing = reference(scan, word)
        if day is not None and word in ("following", "previous"):
            day = add_days(day, -1 if word == "previous" else 1)
        early = scan.ending(shift.start, "part")
        start = early.start if early else shift.start
        return [_counted(start, item.end, day, day, missing or "a part of that day")._replace(part=code)]
    return [_alone(scan, item, code)] if item.attributes.get("adverb") else []


def _alone(scan: Scan, item: Item, code: str) -> Found:
    day = scan.day_of_sentence(item.start)
    reason = "a part of the day told before it" if day else "a part of the article's day"
    first = last = day or scan.published
    if day and item.attributes.get("days") == 2:  # noqa: PLR2004
        last = add_days(day, 1)
    elif first and day is None and item.attributes.get("back"):
        first = add_days(first, -1)
    return _counted(item.start, item.end, first, last, reason if first else NO_DATE, "part")._replace(part=code)


def in_part(scan: Scan, found: Found, item: Item) -> Found:
    """A day with its part; a night that runs into the next day has both, up to the article's day."""
    day = found.single
    code = str(item.attributes["code"])
    if day is None or item.attributes.get("days") != 2:  # noqa: PLR2004
        value = f"{found.value}{code}" if day and found.value else found.value
        return found._replace(part=code, value=value)
    last = add_days(day, 1)
    if day == scan.published:
        last = day
    value = day.isoformat() if last == day else f"{day.isoformat()}/{last.isoformat()}"
    return found._replace(days=(day, last), part=code, value=value)


def read_weekend(scan: Scan, item: Item) -> list[Found]:
    """The weekend last begun, the one before the current week, or the next."""
    shift = scan.ending(item.start, "shift") or (scan.item(item.end, "shift") if scan.arabic else None)
    start, end = (min(shift.start, item.start), max(shift.end, item.end)) if shift else (item.start, item.end)
    published = scan.published
    if published is None:
        return [Found(start=start, end=end, kind="span", days=None, precision=1, basis="relative", reason=NO_DATE)]
    word = shift.attributes["shift"] if shift else "this"
    first_number = int(item.attributes["first"])
    length = int(item.attributes["last"]) - first_number
    if word in ("next", "following"):
        first = weekday_after(published, first_number, strictly=True)
    else:
        first = weekday_before(published, first_number, strictly=False)
        if word == "last" and add_days(first, length) >= published:
            first = add_days(first, -_WEEK)
    last = add_days(first, length)
    value = f"{first.isoformat()}/{last.isoformat()}"
    return [
        Found(
            start=start,
            end=end,
            kind="span",
            days=(first, last),
            precision=1,
            basis="relative",
            value=value,
            reason="a weekend",
        )
    ]


def read_season(scan: Scan, item: Item) -> list[Found]:
    """A season or a part of a year, with its year."""
    glue = scan.item(item.end, "year_word", "of")
    after = glue.end if glue else item.end
    year, end, start = year_at(scan, after), after + 1, item.start
    basis: DateBasis = "explicit"
    if year is None:
        year, start, end = _season_shift(scan, item, after)
        basis = "relative"
    if year is None:
        return []
    first_month, months = int(item.attributes["month"]), int(item.attributes.get("months", _SEASON_MONTHS))
    first_year = year - 1 if first_month + months - 1 > 12 else year  # noqa: PLR2004 - winter begins in the year before
    last_year, last_month = divmod(first_year * 12 + first_month - 1 + months - 1, 12)
    days = (month_days(first_year, first_month)[0], month_days(last_year, last_month + 1)[1])
    value = f"{year:04}-{item.attributes['code']}"
    return [
        Found(
            start=start,
            end=end,
            kind="span",
            days=days,
            precision=3,
            basis=basis,
            value=value,
            reason=_SEASON,
        )
    ]


def _season_shift(scan: Scan, item: Item, after: int) -> tuple[int | None, int, int]:
    published = scan.published
    if published is None:
        return None, item.start, item.end
    shifted = shifted_unit(scan, after, "year") or shifted_unit(scan, item.end, "year")
    if shifted is not None:
        offset = {"last": -1, "past": -1, "this": 0, "next": 1}.get(shifted.shift)
        return (None if offset is None else published.year + offset), item.start, shifted.end
    shift = scan.item(item.end, "shift") if scan.arabic and ARTICLE in item.prefix else scan.ending(item.start, "shift")
    if shift is None or item.kind != "season":
        return None, item.start, item.end
    year = published.year
    begun = item.attributes["month"] % 12 <= published.month
    if shift.attributes["shift"] in ("last", "past"):
        ended = item.attributes["month"] % 12 + 3 <= published.month
        year -= not ended
    elif shift.attributes["shift"] == "next":
        year += begun
    return year, min(shift.start, item.start), max(shift.end, item.end)
