"""TimelineJS 3's JSON: one slide a dated event. The format has no place for undated events; they are left out."""

from __future__ import annotations

import html
from typing import IO, TYPE_CHECKING, Any

from geoevents.exports.geojson import encode

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from geoevents.model import Event


def write_events(events: Iterable[Event], stream: IO[bytes]) -> int:
    """Write the dated events and return how many."""
    stream.write(b'{"events":[')
    count = 0
    for count, event in enumerate((event for event in events if event.event_date), start=1):
        stream.write((",\n" if count > 1 else "\n").encode() + encode(_slide(event)).encode())
    stream.write(b"\n]}\n")
    return count


def _slide(event: Event) -> dict[str, Any]:
    assert event.event_date is not None
    place = event.location or event.location_local or ""
    kind = event.category.replace("_", " ").capitalize()
    # TimelineJS sets these texts as HTML.
    slide: dict[str, Any] = {
        "unique_id": event.event_id,
        "start_date": _date(event.event_date),
        "text": {"headline": html.escape(f"{kind}: {place}" if place else kind), "text": html.escape(event.notes)},
    }
    group = event.admin1 or event.country
    if group:
        slide["group"] = html.escape(group)
    if event.end_date and event.end_date != event.event_date:
        slide["end_date"] = _date(event.end_date)
    return slide


def _date(day: dt.date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}
