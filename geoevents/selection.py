"""Choosing events: by days, regions, categories and confidence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from geoevents.model import Event, Reading

Subject = str | tuple[str, int, int]
"""What a correction names: an event by its id, or a mention by article, start and end."""

# Several governorates or districts stand with a semicolon between them, several places with a dash.
_PARTS = re.compile("; | \u2013 ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which events to keep.

    ``since`` and ``until`` are inclusive days: an event is kept when its days overlap them, one without a date only
    when neither is given. ``regions`` are English names of governorates, districts or places, or country codes;
    an event in several of them is kept with each.
    ``without`` are ids of events to leave out.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    regions: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    min_confidence: float = 0.0
    without: frozenset[str] = frozenset()

    def keeps(self, event: Event) -> bool:
        """Tell whether an event is chosen."""
        return (
            event.confidence >= self.min_confidence
            and event.event_id not in self.without
            and (not self.categories or event.category in self.categories)
            and (not self.regions or not self.regions.isdisjoint(_regions(event)))
            and self._in_time(event)
        )

    def _in_time(self, event: Event) -> bool:
        if self.since is None and self.until is None:
            return True
        if event.event_date is None:
            return False
        last = event.end_date or event.event_date
        return (self.since is None or last >= self.since) and (self.until is None or event.event_date <= self.until)


def _regions(event: Event) -> Iterator[str]:
    for name in (event.admin1, event.admin2, event.country, event.location, event.location_local):
        if name is not None:
            yield name
            yield from _PARTS.split(name)


def select(reading: Reading, selection: Selection) -> Reading:
    """Return the reading with the chosen events only."""
    events = tuple(event for event in reading.events if selection.keeps(event))
    return reading if len(events) == len(reading.events) else replace(reading, events=events)


def found_in(reading: Reading, subjects: frozenset[Subject]) -> frozenset[Subject]:
    """Return those mentions and events that a reading has."""
    if not subjects:
        return subjects
    name = reading.article.article_id
    mentions = {(name, toponym.start, toponym.end) for toponym in reading.toponyms}
    return subjects.intersection(mentions) | subjects.intersection(event.event_id for event in reading.events)
