"""Counts events by a column and by day, week or month: plain values, standard library only.

An event counts in a period that holds it whole. One that is told less exactly than the periods are fine
(a month-long one in a table of days) counts as *longer*, and one without a date as *undated*, so that the
numbers of a row always add up to its total. One in several governorates or districts, or of several actors,
counts in the row of each, and once in the total of the table.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from geoevents.model import SEVERAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geoevents.model import Event

By = Literal["admin1", "admin2", "place", "category", "actor1"]
Period = Literal["auto", "day", "week", "month"]

MAX_DAYS = 45
"""Longest span in days that ``auto`` counts by day: six weeks still make a table that can be read."""

MAX_PERIODS = 6000
"""Most periods that a table may have; beyond, coarser ones are taken (sixteen years of days)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One period of the table, first and last day inclusive."""

    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The events of one region, place, category or actor; ``name`` is ``None`` where it is not known."""

    name: str | None
    counts: tuple[int, ...]
    longer: int
    undated: int

    @property
    def total(self) -> int:
        """All events of the row."""
        return sum(self.counts) + self.longer + self.undated


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineTable:
    """Counts by row and period; ``events`` are those counted, by date, undated ones last."""

    by: By
    period: Literal["day", "week", "month"]
    periods: tuple[Span, ...]
    rows: tuple[Row, ...]
    events: tuple[Event, ...]

    @property
    def total(self) -> Row:
        """All events, each once."""
        return _row(None, self.events, {span.first: index for index, span in enumerate(self.periods)}, self.period)

    def _repr_html_(self) -> str:
        """Show the table in a notebook."""
        from html import escape

        def line(cells: Iterable[object], tag: str) -> str:
            return "<tr>" + "".join(f"<{tag}>{escape(str(cell))}</{tag}>" for cell in cells) + "</tr>"

        head = line([self.by, *(s.first.isoformat() for s in self.periods), "longer", "undated", "total"], "th")
        rows = (
            line([row.name or "-", *(n or "" for n in row.counts), row.longer, row.undated, row.total], "td")
            for row in self.rows
        )
        return f"<table>{head}{''.join(rows)}</table>"


def summarise(events: Iterable[Event], by: str = "admin1", period: str = "auto") -> TimelineTable:
    """Count events by a column and by period.

    Parameters
    ----------
    events
        The events, in any order.
    by
        ``admin1`` (governorate), ``admin2`` (district), ``place``, ``category`` or ``actor1``.
    period
        ``day``, ``week`` (from Monday), ``month``, or ``auto``: days for up to :data:`MAX_DAYS` days, else months.

    Returns
    -------
    TimelineTable
        Rows in falling order of their events, the unknown one last; periods without a gap from the first
        to the last date, none when no event has a date.

    Raises
    ------
    ValueError
        If ``by`` or ``period`` is none of these.
    """
    key = _key(by)
    counted = tuple(sorted(events, key=_order))
    unit = unit_of(counted, period)
    periods = _periods(counted, unit)
    number = {span.first: index for index, span in enumerate(periods)}
    groups: defaultdict[str | None, list[Event]] = defaultdict(list)
    for event in counted:
        for name in row_names(event, key):
            groups[name].append(event)
    rows = [_row(name, members, number, unit) for name, members in groups.items()]
    rows.sort(key=lambda row: (row.name is None, -row.total, row.name or ""))
    return TimelineTable(by=key, period=unit, periods=periods, rows=tuple(rows), events=counted)


def _key(by: str) -> By:
    for known in get_args(By):
        if by == known:
            found: By = known
            return found
    raise ValueError(f"a timeline has rows by {', '.join(get_args(By))}, not by {by!r}")


def row_name(event: Event, by: str) -> str | None:
    """Return the name of the row that an event stands in, several names in one.

    Raises
    ------
    ValueError
        If ``by`` is none of :data:`By`.
    """
    key = _key(by)
    value: str | None = getattr(event, "location" if key == "place" else key)
    return event.location_local if value is None and key == "place" else value


def row_names(event: Event, by: str) -> tuple[str | None, ...]:
    """Return the names of the rows that an event stands in: of each governorate, district or actor that it names.

    Raises
    ------
    ValueError
        If ``by`` is none of :data:`By`.
    """
    name = row_name(event, by)
    return (None,) if name is None else tuple(name.split(SEVERAL))


def _order(event: Event) -> tuple[bool, dt.date, dt.date]:
    first = event.event_date or dt.date.max
    return event.event_date is None, first, event.end_date or first


def unit_of(events: Sequence[Event], period: str) -> Literal["day", "week", "month"]:
    """Return the period that events are counted by: the one asked for, or one that makes a table of bearable size.

    Raises
    ------
    ValueError
        If ``period`` is none of :data:`Period`.
    """
    if period not in get_args(Period):
        raise ValueError(f"a timeline counts by {', '.join(get_args(Period))}, not by {period!r}")
    days = _days(events)
    length = 0 if days is None else (days[1] - days[0]).days + 1
    if period == "day" and length <= MAX_PERIODS:
        return "day"
    if period == "week" and length <= MAX_PERIODS * 7:
        return "week"
    return "day" if period == "auto" and length <= MAX_DAYS else "month"


def _days(events: Iterable[Event]) -> tuple[dt.date, dt.date] | None:
    dates = [(event.event_date, event.end_date or event.event_date) for event in events if event.event_date is not None]
    return (min(first for first, _ in dates), max(last for _, last in dates)) if dates else None


def period_start(day: dt.date, unit: str) -> dt.date:
    """Return the first day of the day's period."""
    if unit == "week":
        return day - dt.timedelta(days=min(day.weekday(), (day - dt.date.min).days))
    return day.replace(day=1) if unit == "month" else day


def period_end(first: dt.date, unit: str) -> dt.date:
    """Return the last day of the period that begins with a day."""
    if unit == "week":
        return first + dt.timedelta(days=min(6, (dt.date.max - first).days))
    if unit == "month":
        return first.replace(day=monthrange(first.year, first.month)[1])
    return first


def _periods(events: Iterable[Event], unit: str) -> tuple[Span, ...]:
    days = _days(events)
    if days is None:
        return ()
    spans = []
    first = period_start(days[0], unit)
    while first <= days[1]:
        last = period_end(first, unit)
        spans.append(Span(first=first, last=last))
        if last >= days[1]:  # the day after may lie beyond the calendar's end
            break
        first = last + dt.timedelta(days=1)
    return tuple(spans)


def _row(name: str | None, events: Iterable[Event], number: dict[dt.date, int], unit: str) -> Row:
    counts: Counter[int] = Counter()
    longer = undated = 0
    for event in events:
        if event.event_date is None:
            undated += 1
            continue
        first = period_start(event.event_date, unit)
        if period_start(event.end_date or event.event_date, unit) == first:
            counts[number[first]] += 1
        else:
            longer += 1
    return Row(name=name, counts=tuple(counts[k] for k in range(len(number))), longer=longer, undated=undated)
