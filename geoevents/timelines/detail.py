"""Events by region, period and category, with casualties; and two collections side by side. Standard library only.

A line a region, period and category. As in :mod:`geoevents.timelines.table` an event counts in the period that holds
it whole; one that is told less exactly stands under its own days, and one without a date under none, so that the
lines always add up.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geoevents.timelines.table import period_end, period_start, row_name, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geoevents.model import Event

Key = tuple[str | None, str | None, dt.date | None, dt.date | None, str]
"""Governorate, the name that the rows are by, first and last day, category."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The events of one region, period and category.

    ``first`` and ``last`` are the period's days, or those of events that are longer than a period; ``None`` without a
    date. ``fatalities_low`` and ``fatalities_high`` add up what is told, "at least five" as five in both; they are
    ``None`` where no event tells a figure.
    """

    events: int
    fatalities_low: int | None
    fatalities_high: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailTable:
    """Cells by region, period and category: of one collection, or of several side by side.

    ``names`` are what the collections are called, ``lines`` the keys in their order with a cell for each collection,
    empty cells included.
    """

    by: str
    period: str
    names: tuple[str, ...]
    lines: tuple[tuple[Key, tuple[Cell, ...]], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns of :meth:`rows`."""
        figures = ("events", "fatalities_low", "fatalities_high")
        heads = ("admin1", "admin2") if self.by == "admin2" else (self.by,)
        category = () if self.by == "category" else ("category",)
        if len(self.names) == 1:
            return (*heads, "first", "last", *category, *figures)
        several = tuple(f"{figure}_{number}" for number in range(1, len(self.names) + 1) for figure in figures)
        return (*heads, "first", "last", *category, *several, "difference")

    def rows(self) -> list[tuple[Any, ...]]:
        """Return the lines as tuples of plain values; of two collections, last how many more events the second has."""
        return [self._row(key, cells) for key, cells in self.lines]

    def _row(self, key: Key, cells: Sequence[Cell]) -> tuple[Any, ...]:
        admin1, name, first, last, category = key
        heads = (admin1, name) if self.by == "admin2" else (name,)
        kind = () if self.by == "category" else (category,)
        figures = tuple(v for cell in cells for v in (cell.events, cell.fatalities_low, cell.fatalities_high))
        difference = (cells[-1].events - cells[0].events,) if len(cells) > 1 else ()
        return (*heads, first, last, *kind, *figures, *difference)


def tabulate(events: Iterable[Event], by: str = "admin1", period: str = "month") -> DetailTable:
    """Count events by region, period and category.

    Parameters
    ----------
    events
        The events, in any order.
    by
        ``admin1`` (governorate), ``admin2`` (district, told with its governorate), ``place``, ``category`` or
        ``actor1``.
    period
        ``day``, ``week`` (from Monday), ``month``, or ``auto`` as of :func:`geoevents.timelines.summarise`.

    Raises
    ------
    ValueError
        If ``by`` or ``period`` is none of these.
    """
    return compare({"": events}, by, period)


def compare(collections: dict[str, Iterable[Event]], by: str = "admin1", period: str = "month") -> DetailTable:
    """Count the events of collections by region, period and category, side by side.

    Parameters
    ----------
    collections
        The events of each by its name.
    by, period
        As of :func:`tabulate`; ``auto`` looks at all collections.

    Raises
    ------
    ValueError
        If ``by`` or ``period`` is none of these.
    """
    counted = {name: list(events) for name, events in collections.items()}
    unit = unit_of([event for events in counted.values() for event in events], period)
    cells = {name: _cells(events, by, unit) for name, events in counted.items()}
    keys = sorted(set().union(*cells.values()), key=_order)
    empty = Cell(events=0, fatalities_low=None, fatalities_high=None)
    lines = tuple((key, tuple(own.get(key, empty) for own in cells.values())) for key in keys)
    return DetailTable(by=by, period=unit, names=tuple(counted), lines=lines)


def _cells(events: Iterable[Event], by: str, unit: str) -> dict[Key, Cell]:
    groups: defaultdict[Key, list[Event]] = defaultdict(list)
    for event in events:
        first, last = _period(event, unit)
        admin1 = event.admin1 if by == "admin2" else None
        groups[admin1, row_name(event, by), first, last, event.category].append(event)
    return {key: _cell(members) for key, members in groups.items()}


def _period(event: Event, unit: str) -> tuple[dt.date | None, dt.date | None]:
    if event.event_date is None:
        return None, None
    first, last = period_start(event.event_date, unit), event.end_date or event.event_date
    if period_start(last, unit) == first:
        return first, period_end(first, unit)
    return event.event_date, last


def _cell(events: Sequence[Event]) -> Cell:
    lows = [_known(event.fatalities_min, event.fatalities) for event in events]
    highs = [_known(event.fatalities_max, event.fatalities, event.fatalities_min) for event in events]
    return Cell(events=len(events), fatalities_low=_sum(lows), fatalities_high=_sum(highs))


def _known(*figures: int | None) -> int | None:
    return next((figure for figure in figures if figure is not None), None)


def _sum(figures: Iterable[int | None]) -> int | None:
    known = [figure for figure in figures if figure is not None]
    return sum(known) if known else None


def _order(key: Key) -> tuple[Any, ...]:
    admin1, name, first, last, category = key
    day = first or dt.date.max
    return admin1 is None, admin1 or "", name is None, name or "", first is None, day, last or day, category


def detail_csv(table: DetailTable) -> str:
    """Return the table as CSV, a line a region, period and category; unknown is empty."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(table.columns)
    writer.writerows([[inert(value) for value in row] for row in table.rows()])
    return stream.getvalue()


def inert(value: Any) -> Any:  # noqa: ANN401 - a cell
    """Return the value so that a spreadsheet does not take a name for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in tuple("=+-@\t\r") else value


def detail_json(table: DetailTable) -> str:
    """Return the table as JSON: an object a line; unknown is null."""
    rows = [dict(zip(table.columns, map(_plain, row), strict=True)) for row in table.rows()]
    value: dict[str, Any] = {"by": table.by, "period": table.period, "rows": rows}
    if len(table.names) > 1:
        value["collections"] = table.names
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _plain(value: Any) -> Any:  # noqa: ANN401 - a cell
    return value.isoformat() if isinstance(value, dt.date) else value
