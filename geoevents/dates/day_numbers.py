"""The days of a month named beside it: "25", "the 6th of", "22 and 23", "from 3 to 7"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geoevents.language.clitics import WA

if TYPE_CHECKING:
    from geoevents.dates.scan import Scan

MOST_DAYS = 31
_SLASH = "/"


class DayNumber(NamedTuple):
    """The days of a month named beside it: tokens, and the numbers in order."""

    start: int
    end: int
    days: tuple[int, ...]
    joined: bool = False


def day_before(scan: Scan, end: int) -> tuple[int, int] | None:
    """The day's number that ends before a token: (its first token, the number)."""
    day = scan.digits(end - 1, MOST_DAYS)
    if day is not None:
        start = end - 1
        article = scan.ending(start, "article")
        if article is not None:
            return article.start, day
        return None if scan.document.adjacent(start) and scan.word(start - 1) in (":", ".", ",") else (start, day)
    if scan.word(end - 1) == scan.word(end - 3) == _SLASH and (day := scan.digits(end - 2, MOST_DAYS)) is not None:
        article = scan.ending(end - 3, "article")  # official Arabic sets numbers between slashes: "/24/"
        return (article.start if article else end - 3), day
    if scan.ending(end, "suffix") and (day := scan.digits(end - 2, MOST_DAYS)) is not None:
        return end - 2, day
    return _ordinal_before(scan, end)


def _ordinal_before(scan: Scan, end: int) -> tuple[int, int] | None:
    item = scan.ending(end, "ordinal")
    if item is None:
        return None
    value, start = int(item.attributes["value"]), item.start
    if item.attributes.get("tens"):
        unit = scan.ending(start, "ordinal") if item.prefix == WA else None
        if unit is not None and not unit.attributes.get("tens") and unit.attributes["value"] < 10:  # noqa: PLR2004
            return unit.start, value + int(unit.attributes["value"])
        if item.prefix.startswith(WA):
            return None
    taken = scan.arabic and (scan.ending(start, "unit") or scan.ending(end, "half", "month"))
    return None if taken else (start, value)


def days_before(scan: Scan, at: int) -> DayNumber | None:
    """The days before a month's name: "25", "the 6th of", "22 and 23", "from 3 to 7"."""
    found = day_before(scan, at)
    if found is None:
        for _ in range(2):  # "the sixth of the month of"
            glue = scan.ending(at, "of", "month_word")
            if glue is None or glue.key == "in":
                return None
            at = glue.start
            found = day_before(scan, at)
            if found is not None:
                break
    if found is None:
        return None
    start, day = found
    the = None if scan.arabic or (scan.word(start).isdigit() and start == at - 1) else scan.ending(start, "the")
    start = the.start if the else start
    return _more_before(scan, DayNumber(start, at, (day,)))


def _more_before(scan: Scan, named: DayNumber) -> DayNumber:
    """Add the days before it that share its month: "3-7", "22 and 23", "3, 5 and 9"."""
    while True:
        start = named.start
        dash = scan.word(start - 1) in ("-", "/")
        link = scan.ending(start, "to", "and")
        comma = scan.word(start - 1) == ","
        before = start - 1 if dash or comma else link.start if link else None
        if before is None and any(item.prefix.startswith(WA) for item in scan.items(start, ("ordinal",))):
            before = start  # the conjunction is written with the ordinal
        if before is None:
            return named
        found = day_before(scan, before)
        if found is None or found[1] >= named.days[0] or (comma and len(named.days) < 2):  # noqa: PLR2004
            return named
        signal = scan.ending(found[0], "between", "from")
        joined = dash or named.joined or (link is not None and link.kind == "to")
        if signal is not None and (joined or signal.kind == "between"):
            return DayNumber(signal.start, named.end, (found[1], *named.days), joined=True)
        named = DayNumber(found[0], named.end, (found[1], *named.days), joined)
