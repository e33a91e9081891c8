"""Turns readings into the compact columns that a page embeds.

Events stand in the page once, column by column: text as a dictionary and codes, days as days since
1970-01-01, coordinates as whole multiples of 1e-5 degrees, other geometries once each, as deltas.
Offsets count UTF-16 code units there, as the page's strings do. Standard library only.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geoevents.model import Article, Event, Geometry, Place, Reading, Toponym

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
SPARSE = 0.3
"""A column with fewer values than this part of its rows is written with row numbers."""


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
    start = [_day(event.event_date) for event in events]
    columns: dict[str, Any] = {name: _text_column(_values(events, name)) for name in TEXT_COLUMNS}
    columns |= {name: _number_column(_values(events, name)) for name in NUMBER_COLUMNS}
    columns |= {
        "event_id": [event.event_id for event in events],
        "article": owners,
        "event_date": _number_column(start),
        "lasting": _number_column([_length(event) for event in events]),
        "point": _number_column([geometries.point(event) for event in events]),
        "confidence": [round(event.confidence * 1000) for event in events],
        "spans": spans,
        "geometry": _number_column([geometries.code(event.geometry) for event in events]),
        "path": _number_column(late.paths(events, geometries)),
    }
    first = {
        "n": len(events),
        "scale": SCALE,
        "columns": {name: column for name, column in columns.items() if column is not None},
        "points": geometries.flat_points(),
        "articles": [_article_row(article) for article in articles],
        "geometries": geometries.rows,
    }
    return first, late.as_json()


def _values(events: Iterable[Event], name: str) -> list[Any]:
    return list(map(attrgetter(name), events))


def _length(event: Event) -> int | None:
    """Return how many days the event goes on after its first, None for one day or no date."""
    if event.event_date is None or event.end_date is None or event.event_date == event.end_date:
        return None
    return (event.end_date - event.event_date).days


def _day(date: dt.date | None) -> int | None:
    return None if date is None else date.toordinal() - EPOCH


def _text_column(values: Sequence[str | None]) -> dict[str, Any] | None:
    """Return a dictionary ``d`` and codes ``c`` (-1 is null); no codes for one value throughout, None for no value.

    Codes of a column that is mostly null stand with their row numbers ``i``.
    """
    index: dict[str | None, int] = {
        value: code for code, value in enumerate(v for v in dict.fromkeys(values) if v is not None)
    }
    if not index:
        return None
    column: dict[str, Any] = {"d": list(index)}
    index[None] = -1
    codes = [index[value] for value in values]
    filled = len(codes) - codes.count(-1)
    if filled < len(codes) * SPARSE:
        column["i"] = [row for row, code in enumerate(codes) if code >= 0]
        column["c"] = [code for code in codes if code >= 0]
    elif len(index) > 2 or filled < len(codes):  # noqa: PLR2004 - a value and None
        column["c"] = codes
    return column


def _number_column(values: Sequence[float | None]) -> list[float | None] | dict[str, Any] | None:
    """Return the values, or those that are not null with their row numbers where most are null, or None for none."""
    rows = [row for row, value in enumerate(values) if value is not None]
    if not rows:
        return None
    if len(rows) < len(values) * SPARSE:
        return {"i": rows, "v": [values[row] for row in rows]}
    first = values[rows[0]]
    if len(rows) == len(values) and all(value == first for value in values):
        return {"k": first}
    return list(values)


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
    # Encoding is the quickest way to tell whether any character takes two units.
    if text.isascii() or len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text):
        return lambda offset: offset
    wide = [index for index, character in enumerate(text) if character > "\uffff"]
    # A character outside the plane takes two units: add one for each before the offset.
    return lambda offset: offset + bisect_right(wide, offset - 1)


@dataclass(slots=True)
class _Geometries:
    """Each geometry that is not a mere point, once."""

    rows: list[list[Any]] = field(default_factory=list)
    codes: dict[Geometry, int] = field(default_factory=dict)
    points: dict[tuple[float, float], int] = field(default_factory=dict)

    def point(self, event: Event) -> int | None:
        """Return the number of the event's representative point: many events share a town."""
        if event.longitude is None or event.latitude is None:
            return None
        return self.points.setdefault((event.longitude, event.latitude), len(self.points))

    def flat_points(self) -> list[int]:
        """Return longitude and latitude of each point in steps, one after the other."""
        return [round(degrees * SCALE) for point in self.points for degrees in point]

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
        self.places: list[list[Any]] = []
        self._known: dict[tuple[str, str], int] = {}
        self.reasons: list[list[Any]] = []
        self.mentions: list[list[int]] = []
        self._positions: list[dict[str, tuple[float, float]]] = []
        self._owner: list[int] = []

    def add_event(self, number: int, event: Event, article: Article, unit: Callable[[int], int]) -> None:
        """Keep why the event was read, and its evidence where it is not simply a piece of the text."""
        text = article.text
        if event.notes != text[event.text_start : event.text_end]:
            self.notes[number] = event.notes
        why = event.explanation
        row: list[Any] = [self.rules.code(why.rule or None), len(why.slots)]
        for name, filler, start, end in why.slots:
            row.append(self.slot_names.code(name))
            if start is not None and end is not None and text[start:end] == filler:
                row += (unit(start), unit(end))
            else:
                row += (-1, filler)
        row += [self.remarks.code(remark) for remark in why.alternatives]
        self.reasons.append(row)
        self._owner.append(len(self.texts))

    def add_article(self, reading: Reading, unit: Callable[[int], int]) -> None:
        """Keep the text, the mentions in events' evidence, and where named places are."""
        self.texts.append(reading.article.text)
        self._positions.append(
            {t.place.name: (t.place.longitude, t.place.latitude) for t in reading.toponyms if t.place is not None}
        )
        spans = [(event.text_start, event.text_end) for event in reading.events]
        flat: list[int] = []
        for toponym in reading.toponyms:
            if any(start <= toponym.start < end for start, end in spans):
                self._mention(flat, toponym, unit)
        self.mentions.append(flat)

    def _mention(self, flat: list[int], toponym: Toponym, unit: Callable[[int], int]) -> None:
        """Append the mention, flat: span, place, confidence in per cent, reason, and its candidates likewise."""
        code = self.remarks.code
        place = -1 if toponym.place is None else self._place(toponym.place)
        candidates = toponym.candidates[:CANDIDATES_SHOWN]
        flat += (unit(toponym.start), unit(toponym.end), place, round(toponym.confidence * 100))
        flat += (code(toponym.reason or None), len(candidates))
        for candidate in candidates:
            flat += (self._place(candidate.place), round(candidate.score * 100), len(candidate.reasons))
            flat += [code(reason) for reason in candidate.reasons]

    def _place(self, place: Place) -> int:
        key = (place.source, place.place_id)
        number = self._known.get(key)
        if number is None:
            number = self._known[key] = len(self.places)
            self.places.append([place.name, place.name_local, place.admin1, place.country, place.feature_code])
        return number

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
            "places": self.places,
            "reasons": self.reasons,
            "mentions": self.mentions,
        }
