"""GeoJSON (RFC 7946), streamed feature by feature by the standard library: memory stays flat.

WGS 84 without a ``crs`` member, coordinates in (longitude, latitude) rounded to six places (0.1 m), rings by the
right-hand rule, null geometry for an event without a known place.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from itertools import pairwise
from operator import attrgetter
from typing import IO, TYPE_CHECKING, Any

from geoevents.model import EVENT_COLUMNS, Geometry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from geoevents.model import Event

DIGITS = 6
_DATES = tuple(EVENT_COLUMNS.index(name) for name in ("published", "event_date", "end_date"))
_VALUES: Callable[[Event], tuple[Any, ...]] = attrgetter(*EVENT_COLUMNS)
_NUMBERS = frozenset({int, float})
_FLOATS = tuple(
    map(EVENT_COLUMNS.index, ("latitude", "longitude", "coordinate_uncertainty_m", "distance_km", "confidence"))
)
# Three times as fast as encoding a dictionary an event.
_FEATURE = (
    '{"type":"Feature","id":%s,"geometry":%s,"properties":{' + ",".join(f'"{name}":%s' for name in EVENT_COLUMNS) + "}}"
)
_MOST_KEPT = 512
_MOST_TEXTS = 20_000
encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
"""One value as compact JSON text, letters as they are."""


def write_events(events: Iterable[Event], stream: IO[bytes]) -> int:
    """Write a FeatureCollection of events and return how many."""
    geometries, texts = _Geometries(), _Texts()
    return _write_collection((_event_feature(event, geometries, texts) for event in events), stream)


def write_mentions(rows: Iterable[Mapping[str, Any]], stream: IO[bytes]) -> int:
    """Write a FeatureCollection of place mentions (dictionaries of the public columns) and return how many."""
    return _write_collection((_mention_feature(row) for row in rows), stream)


def _write_collection(features: Iterable[str], stream: IO[bytes]) -> int:
    stream.write(b'{"type":"FeatureCollection","features":[')
    count = 0
    for count, feature in enumerate(features, start=1):
        stream.write((f",\n{feature}" if count > 1 else f"\n{feature}").encode())
    stream.write(b"\n]}\n")
    return count


def event_properties(event: Event) -> dict[str, Any]:
    """Return the public columns of an event as JSON values."""
    values = list(_VALUES(event))
    for index in _DATES:
        if values[index] is not None:
            values[index] = values[index].isoformat()
    for index in _FLOATS:
        if isinstance(values[index], float):
            values[index] = round(values[index], DIGITS) if math.isfinite(values[index]) else None
    return dict(zip(EVENT_COLUMNS, values, strict=True))


def _event_feature(event: Event, geometries: _Geometries, texts: _Texts) -> str:
    geometry = geometries.text(event.geometry) if event.geometry else "null"
    values: list[Any] = [value if value.__class__ in _NUMBERS else texts[value] for value in _VALUES(event)]
    for index in _FLOATS:
        if values[index].__class__ is float:
            values[index] = round(values[index], DIGITS) if math.isfinite(values[index]) else "null"
    return _FEATURE % (texts[event.event_id], geometry, *values)


class _Texts(dict[Any, str]):
    """Values as JSON text, all but numbers (1 and True are the same key); most words of a war come again and again."""

    def __missing__(self, value: str | bool | dt.date | None) -> str:
        if len(self) >= _MOST_TEXTS:
            self.clear()
        text = self[value] = encode(value.isoformat() if isinstance(value, dt.date) else value)
        return text


def _mention_feature(row: Mapping[str, Any]) -> str:
    known = row["latitude"] is not None and row["longitude"] is not None
    point = [round(row["longitude"], DIGITS), round(row["latitude"], DIGITS)] if known else None
    geometry = encode({"type": "Point", "coordinates": point}) if point else "null"
    return f'{{"type":"Feature","geometry":{geometry},"properties":{encode(row)}}}'


class _Geometries:
    """Geometries as JSON text; many events share the area of a governorate, so the last ones are kept."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Geometry, str]] = {}

    def text(self, geometry: Geometry) -> str:
        if geometry.type == "Point":
            x, y = geometry.coordinates
            return f'{{"type":"Point","coordinates":[{round(x, DIGITS)},{round(y, DIGITS)}]}}'
        kept = self._kept.get(id(geometry))
        if kept is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            # Holding the geometry keeps its id from being given to another one.
            kept = self._kept[id(geometry)] = (geometry, encode(geojson_geometry(geometry)))
        return kept[1]


def geojson_geometry(geometry: Geometry) -> dict[str, Any]:
    """Return a geometry as RFC 7946 wants it: rounded, outer rings counter-clockwise and holes clockwise."""
    coordinates: Any = geometry.coordinates
    if geometry.type == "GeometryCollection":
        return {"type": geometry.type, "geometries": [geojson_geometry(part) for part in coordinates]}
    if geometry.type == "Polygon":
        coordinates = _oriented(coordinates)
    elif geometry.type == "MultiPolygon":
        coordinates = [_oriented(polygon) for polygon in coordinates]
    return {"type": geometry.type, "coordinates": _rounded(coordinates)}


def _rounded(value: Any) -> Any:  # noqa: ANN401 - nested sequences of numbers
    return round(float(value), DIGITS) if isinstance(value, int | float) else [_rounded(part) for part in value]


def _oriented(rings: Iterable[Any]) -> list[Any]:
    return [ring if (_area(ring) > 0) == (index == 0) else list(ring)[::-1] for index, ring in enumerate(rings)]


def _area(ring: Any) -> float:  # noqa: ANN401
    """Twice the signed area of a ring, positive when counter-clockwise."""
    return float(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)))
