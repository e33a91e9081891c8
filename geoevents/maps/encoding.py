"""Turns readings into the compact columns that a page embeds.

Events stand in the page once, column by column: text as a dictionary and codes, days as days since
1970-01-01, coordinates as whole multiples of 1e-5 degrees, other geometries once each, as deltas.
Offsets count UTF-16 code units there, as the page's strings do. Standard library only.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geoevents.model import Article, Candidate, Event, Geometry, Place, Reading, Toponym

EPOCH = dt.date(1970, 1, 1).toordinal()
SCALE = 100_000  # steps a degree: about 1 m, finer than any place that a text names

TEXT_COLUMNS = (
    "category",
    "event_type",
    "sub_event_type",
    "date_basis",
    "location",
    "location_local",
    "admin1",
    "admin2",
    "country",
    "spatial_relation",
    "origin",
    "destination",
    "actor1",
    "actor2",
    "weapon",
    "status",
    "claimed_by",
    "trigger",
)
NUMBER_COLUMNS = (
    "time_precision",
    "geo_precision",
    "coordinate_uncertainty_m",
    "distance_km",
    "civilian_targeting",
    "weapon_count",
    "fatalities",
    "fatalities_min",
    "fatalities_max",
    "injured",
)
CANDIDATES_SHOWN = 4


@dataclass(slots=True)
class _Table:
    """Values that get a number each, in order of their first use."""

    codes: dict[Any, int] = field(default_factory=dict)

    def code(self, value: Any) -> int:  # noqa: ANN401 - any hashable value
        return -1 if value is None else self.codes.setdefault(value, len(self.codes))


def encode_readings(readings: Iterable[Reading]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the page needs at once, and the texts and reasons that it reads after its first drawing.

    Parameters
    ----------
    readings
        Articles with their events, in the order in which the page lists equal dates.

    Returns
    -------
    tuple of dict, dict
        ``{"n", "columns", "articles", "geometries", ...}`` and ``{"texts", "notes", "slots", ...}``, both JSON.
    """
    events: list[Event] = []
    owners: list[int] = []
    articles: list[Article] = []
    spans: list[int] = []
    late = _Late()
    for reading in readings:
        unit = _utf16(reading.article.text)
        for event in reading.events:
            spans += (unit(event.text_start), unit(event.text_end))
            late.add_event(len(events), event, reading.article, unit)
            events.append(event)
        owners.extend([len(articles)] * len(reading.events))
        late.add_article(reading, unit)
        articles.append(reading.article)
    geometries = _Geometries()
    columns = {
        **{name: _text_column([getattr(event, name) for event in events]) for name in TEXT_COLUMNS},
        **{name: _number_column([getattr(event, name) for event in events]) for name in NUMBER_COLUMNS},
        "event_id": [event.event_id for event in events],
        "article": owners,
        "event_date": _number_column([_day(event.event_date) for event in events]),
        "end_date": _number_column([_day(event.end_date) for event in events]),
        "latitude": _number_column([_steps(event.latitude) for event in events]),
        "longitude": _number_column([_steps(event.longitude) for event in events]),
        "confidence": [round(event.confidence * 1000) for event in events],
        "spans": spans,
        "geometry": _number_column([geometries.code(event.geometry) for event in events]),
        "path": _number_column(late.paths(events, geometries)),
    }
    first = {
        "n": len(events),
        "scale": SCALE,
        "columns": {name: column for name, column in columns.items() if column is not None},
        "articles": [_article_row(article) for article in articles],
        "geometries": geometries.rows,
    }
    return first, late.as_json()


def _day(date: dt.date | None) -> int | None:
    return None if date is None else date.toordinal() - EPOCH


def _steps(degrees: float | None) -> int | None:
    return None if degrees is None else round(degrees * SCALE)


def _text_column(values: Sequence[str | None]) -> dict[str, Any] | None:
    """Return a dictionary and codes (-1 is null), only the dictionary for one value throughout, None for no value."""
    table = _Table()
    codes = [table.code(value) for value in values]
    if not table.codes:
        return None
    column: dict[str, Any] = {"d": list(table.codes)}
    if len(table.codes) > 1 or -1 in codes:
        column["c"] = codes
    return column


def _number_column(values: Sequence[float | None]) -> list[float | None] | None:
    return list(values) if any(value is not None for value in values) else None


def _article_row(article: Article) -> list[Any]:
    published = _day(article.published)
    return [
        article.article_id,
        article.title,
        article.source,
        article.url,
        published,
        article.published_basis,
        article.language,
    ]


def _utf16(text: str) -> Callable[[int], int]:
    """Return a function from code point offsets to UTF-16 offsets; the identity for text of the basic plane."""
    if text.isascii() or not text or max(text) <= "\uffff":
        return lambda offset: offset
    wide = [index for index, character in enumerate(text) if character > "\uffff"]
    # A character outside the plane takes two units: add one for each before the offset.
    return lambda offset: offset + bisect_right(wide, offset - 1)


@dataclass(slots=True)
class _Geometries:
    """Each geometry that is not a mere point, once."""

    rows: list[list[Any]] = field(default_factory=list)
    codes: dict[Geometry, int] = field(default_factory=dict)

    def code(self, geometry: Geometry | None) -> int | None:
        if geometry is None or geometry.type == "Point":
            return None
        code = self.codes.get(geometry)
        if code is None:
            code = self.codes[geometry] = len(self.rows)
            self.rows.append([geometry.type, _deltas(geometry.coordinates)])
        return code

    def line(self, points: tuple[tuple[float, float], ...]) -> int:
        self.rows.append(["LineString", _deltas(points)])
        return len(self.rows) - 1


def _deltas(coordinates: Any) -> list[Any]:  # noqa: ANN401 - nested to any depth
    """Return nested positions as flat lists of steps, each relative to the position before it."""
    if coordinates and isinstance(coordinates[0][0], (list, tuple)):
        return [_deltas(part) for part in coordinates]
    flat: list[int] = []
    last_x = last_y = 0
    for position in coordinates:
        x, y = round(position[0] * SCALE), round(position[1] * SCALE)
        flat += (x - last_x, y - last_y)
        last_x, last_y = x, y
    return flat


class _Late:
    """What the source panel shows: texts, the rule and slots of each event, mentions and their candidates."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.notes: dict[int, str] = {}
        self.rules = _Table()
        self.slot_names = _Table()
        self.remarks = _Table()
        self.places = _Table()
        self.reasons: list[list[Any]] = []
        self.mentions: list[list[Any]] = []
        self._positions: list[dict[str, tuple[float, float]]] = []
        self._owner: list[int] = []

    def add_event(self, number: int, event: Event, article: Article, unit: Callable[[int], int]) -> None:
        """Keep why the event was read, and its evidence where it is not simply a piece of the text."""
        text = article.text
        if event.notes != text[event.text_start : event.text_end]:
            self.notes[number] = event.notes
        why = event.explanation
        slots: list[Any] = []
        for name, filler, start, end in why.slots:
            slots.append(self.slot_names.code(name))
            if start is not None and end is not None and text[start:end] == filler:
                slots += (unit(start), unit(end))
            else:
                slots += (-1, filler)
        self.reasons.append(
            [self.rules.code(why.rule or None), slots, [self.remarks.code(a) for a in why.alternatives]]
        )
        self._owner.append(len(self.texts))

    def add_article(self, reading: Reading, unit: Callable[[int], int]) -> None:
        """Keep the text, the mentions in events' evidence, and where named places are."""
        self.texts.append(reading.article.text)
        self._positions.append(
            {t.place.name: (t.place.longitude, t.place.latitude) for t in reading.toponyms if t.place is not None}
        )
        spans = [(event.text_start, event.text_end) for event in reading.events]
        self.mentions.append(
            [
                self._mention(toponym, unit)
                for toponym in reading.toponyms
                if any(start <= toponym.start < end for start, end in spans)
            ]
        )

    def _mention(self, toponym: Toponym, unit: Callable[[int], int]) -> list[Any]:
        return [
            unit(toponym.start),
            unit(toponym.end),
            -1 if toponym.place is None else self._place(toponym.place),
            round(toponym.confidence, 3),
            self.remarks.code(toponym.reason or None),
            [self._candidate(candidate) for candidate in toponym.candidates[:CANDIDATES_SHOWN]],
        ]

    def _candidate(self, candidate: Candidate) -> list[Any]:
        return [
            self._place(candidate.place),
            round(candidate.score, 3),
            [self.remarks.code(reason) for reason in candidate.reasons],
        ]

    def _place(self, place: Place) -> int:
        return self.places.code(
            (
                place.name,
                place.name_local,
                place.admin1,
                place.country,
                place.feature_code,
                round(place.latitude, 4),
                round(place.longitude, 4),
            )
        )

    def paths(self, events: Sequence[Event], geometries: _Geometries) -> list[int | None]:
        """Return the number of a line from origin to destination for events that have both ends and no own line.

        An end that the event does not name is its own place, so that a launch runs to where it hit.
        """
        found: dict[tuple[tuple[float, float], tuple[float, float]], int] = {}
        numbers: list[int | None] = []
        for event, owner in zip(events, self._owner, strict=True):
            ends = self._ends(event, self._positions[owner]) if event.origin or event.destination else None
            if ends is None:
                numbers.append(None)
                continue
            if ends not in found:
                found[ends] = geometries.line(ends)
            numbers.append(found[ends])
        return numbers

    @staticmethod
    def _ends(
        event: Event, positions: dict[str, tuple[float, float]]
    ) -> tuple[tuple[float, float], tuple[float, float]] | None:
        if event.geometry is not None and event.geometry.type.endswith("LineString"):
            return None
        own = None if event.longitude is None or event.latitude is None else (event.longitude, event.latitude)
        start = positions.get(event.origin) if event.origin else own
        end = positions.get(event.destination) if event.destination else own
        return None if start is None or end is None or start == end else (start, end)

    def as_json(self) -> dict[str, Any]:
        """Return everything as JSON values."""
        return {
            "texts": self.texts,
            "notes": self.notes,
            "rules": list(self.rules.codes),
            "slotNames": list(self.slot_names.codes),
            "remarks": list(self.remarks.codes),
            "places": list(self.places.codes),
            "reasons": self.reasons,
            "mentions": self.mentions,
        }
