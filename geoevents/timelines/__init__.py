"""Timelines: events by region and day, week or month, as a table, in a terminal and in files.

:func:`summarise` counts, :func:`tabulate` counts by category too and adds up casualties, :func:`compare` puts
collections side by side; :func:`render_terminal` draws for a terminal (rich), :func:`write_timeline` writes ``.html``,
``.csv``, ``.json`` or ``.png``, :func:`write_detail` ``.csv`` or ``.json``.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

from geoevents.errors import UnknownFormatError
from geoevents.timelines.chart import render_terminal
from geoevents.timelines.detail import Cell, DetailTable, compare, detail_csv, detail_json, inert, tabulate
from geoevents.timelines.table import Row, Span, TimelineTable, summarise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geoevents.model import Reading

__all__ = [
    "DETAIL_SUFFIXES",
    "SUFFIXES",
    "Cell",
    "DetailTable",
    "Row",
    "Span",
    "TimelineTable",
    "compare",
    "detail_csv",
    "detail_json",
    "render_terminal",
    "summarise",
    "tabulate",
    "timeline_csv",
    "timeline_json",
    "write_detail",
    "write_timeline",
]

SUFFIXES = (".html", ".csv", ".json", ".png")
"""The suffixes that :func:`write_timeline` serves."""
DETAIL_SUFFIXES = (".csv", ".json")
"""The suffixes that :func:`write_detail` serves."""


def timeline_csv(table: TimelineTable) -> str:
    """Return the table as CSV: a row a region, a column a period (named by its first day), null names empty."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow([table.by, "total", "undated", "longer", *(span.first.isoformat() for span in table.periods)])
    for row in table.rows:
        writer.writerow([inert(row.name), row.total, row.undated, row.longer, *row.counts])
    return stream.getvalue()


def timeline_json(table: TimelineTable) -> str:
    """Return the table and its dated list as JSON; unknown is null."""
    value = {
        "by": table.by,
        "period": table.period,
        "periods": [{"first": span.first.isoformat(), "last": span.last.isoformat()} for span in table.periods],
        "rows": [
            {"name": r.name, "counts": r.counts, "longer": r.longer, "undated": r.undated, "total": r.total}
            for r in table.rows
        ],
        "events": [
            {
                "event_id": event.event_id,
                "article_id": event.article_id,
                "event_date": None if event.event_date is None else event.event_date.isoformat(),
                "end_date": None if event.end_date is None else event.end_date.isoformat(),
                "category": event.category,
                "location": event.location,
                "location_local": event.location_local,
                "admin1": event.admin1,
                "admin2": event.admin2,
                "actor1": event.actor1,
                "status": event.status,
                "notes": event.notes,
                "confidence": event.confidence,
            }
            for event in table.events
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def write_timeline(
    readings: Iterable[Reading],
    path: str | Path,
    *,
    by: str = "admin1",
    period: str = "auto",
    title: str | None = None,
    language: str | None = None,
) -> Path:
    """Write the timeline to the format that the suffix names, whole or not at all.

    ``.html`` is the map page opened on its timeline, whose periods and rows a reader changes there; ``by``
    and ``period`` are for the others.

    Parameters
    ----------
    readings
        Articles with their events.
    path
        Ends in one of :data:`SUFFIXES`.
    by, period
        As of :func:`summarise`.
    title, language
        As of :func:`geoevents.maps.render_page`.

    Raises
    ------
    UnknownFormatError
        If the suffix is none of :data:`SUFFIXES`.
    ValueError
        If ``by`` or ``period`` is not known.
    OutputError
        If the file cannot be written.
    MissingExtraError
        For ``.png`` without matplotlib.
    """
    from geoevents.maps import main_language, save_map, write_whole

    target = Path(path)
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        raise UnknownFormatError(f"a timeline is written to {', '.join(SUFFIXES)}, not to {target.name}")
    told = list(readings)
    if suffix == ".html":
        return save_map(told, target, title=title, language=language, view="timeline")
    table = summarise((event for reading in told for event in reading.events), by, period)
    if suffix == ".png":
        from geoevents.timelines.picture import draw_timeline_png

        name = title if title is not None else _title(told)
        return write_whole(target, draw_timeline_png(table, title=name, language=language or main_language(told)))
    # Spreadsheets take a file for UTF-8 only with the mark at its beginning.
    text = "\ufeff" + timeline_csv(table) if suffix == ".csv" else timeline_json(table)
    return write_whole(target, text.encode("utf-8", "replace"))


def write_detail(table: DetailTable, path: str | Path) -> Path:
    """Write a table of :func:`tabulate` or :func:`compare` to ``.csv`` or ``.json``, whole or not at all.

    Raises
    ------
    UnknownFormatError
        If the suffix is none of :data:`DETAIL_SUFFIXES`.
    OutputError
        If the file cannot be written.
    """
    from geoevents.maps import write_whole

    target = Path(path)
    suffix = target.suffix.lower()
    if suffix not in DETAIL_SUFFIXES:
        raise UnknownFormatError(f"such a table is written to {', '.join(DETAIL_SUFFIXES)}, not to {target.name}")
    text = "\ufeff" + detail_csv(table) if suffix == ".csv" else detail_json(table)
    return write_whole(target, text.encode("utf-8", "replace"))


def _title(readings: Sequence[Reading]) -> str | None:
    return readings[0].article.title if len(readings) == 1 else None
