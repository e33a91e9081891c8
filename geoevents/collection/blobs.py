"""Geometries as well-known binary, and as the blobs of a GeoPackage (OGC 12-128r18, 2.1.3). Standard library only.

Coordinates are (longitude, latitude) in EPSG:4326, two dimensions, little-endian throughout.
"""

from __future__ import annotations

import struct
from itertools import chain
from typing import TYPE_CHECKING, Any

from geoevents.model import Geometry

if TYPE_CHECKING:
    from collections.abc import Iterable

SRS_ID = 4326
_CODES = {"Point": 1, "LineString": 2, "Polygon": 3, "MultiPoint": 4, "MultiLineString": 5, "MultiPolygon": 6}
_NAMES = {code: name for name, code in _CODES.items()}
_PARTS = {"MultiPoint": "Point", "MultiLineString": "LineString", "MultiPolygon": "Polygon"}
_HEADER = struct.Struct("<2sBBi")
_HEAD = struct.Struct("<BI")
_COUNT = struct.Struct("<I")
_POINT = struct.Struct("<BIdd")
_PAIR = struct.Struct("<dd")
_BOX = struct.Struct("<dddd")
_LITTLE_ENDIAN, _WITH_BOX = 0b1, 0b10
_BOX_SIZES = (0, 32, 48, 48, 64)


def to_wkb(geometry: Geometry) -> bytes:
    """Return a geometry as well-known binary."""
    return b"".join(_wkb(geometry.type, geometry.coordinates))


def _wkb(kind: str, coordinates: Any) -> Iterable[bytes]:  # noqa: ANN401 - nested sequences of numbers
    if kind == "Point":
        return (_POINT.pack(1, 1, coordinates[0], coordinates[1]),)
    head = _HEAD.pack(1, _CODES[kind]) + _COUNT.pack(len(coordinates))
    if kind == "LineString":
        return (head, *(_PAIR.pack(x, y) for x, y, *_ in coordinates))
    if kind == "Polygon":
        rings = ((_COUNT.pack(len(ring)), *(_PAIR.pack(x, y) for x, y, *_ in ring)) for ring in coordinates)
        return (head, *chain.from_iterable(rings))
    part = _PARTS[kind]
    return (head, *chain.from_iterable(_wkb(part, one) for one in coordinates))


def from_wkb(data: bytes) -> Geometry:
    """Return the geometry of well-known binary that :func:`to_wkb` wrote."""
    kind, coordinates, _ = _read(data, 0)
    return Geometry(kind, coordinates)


def _read(data: bytes, at: int) -> tuple[str, tuple[Any, ...], int]:
    _, code = _HEAD.unpack_from(data, at)
    kind = _NAMES[code]
    at += _HEAD.size
    if kind == "Point":
        return kind, _PAIR.unpack_from(data, at), at + _PAIR.size
    if kind == "LineString":
        line, at = _read_line(data, at)
        return kind, line, at
    (count,) = _COUNT.unpack_from(data, at)
    at += _COUNT.size
    parts: list[Any] = []
    for _ in range(count):
        if kind == "Polygon":
            part, at = _read_line(data, at)
        else:
            _, part, at = _read(data, at)
        parts.append(part)
    return kind, tuple(parts), at


def _read_line(data: bytes, at: int) -> tuple[tuple[tuple[float, float], ...], int]:
    (count,) = _COUNT.unpack_from(data, at)
    at += _COUNT.size
    values = struct.unpack_from(f"<{2 * count}d", data, at)
    return tuple(zip(values[::2], values[1::2], strict=True)), at + 16 * count


def to_blob(geometry: Geometry) -> bytes:
    """Return a geometry as a GeoPackage blob; with its box, points excepted."""
    if geometry.type == "Point":
        return _HEADER.pack(b"GP", 0, _LITTLE_ENDIAN, SRS_ID) + to_wkb(geometry)
    xs, ys = zip(*_points(geometry.type, geometry.coordinates), strict=True)
    box = _BOX.pack(min(xs), max(xs), min(ys), max(ys))
    return _HEADER.pack(b"GP", 0, _LITTLE_ENDIAN | _WITH_BOX, SRS_ID) + box + to_wkb(geometry)


def from_blob(blob: bytes) -> Geometry:
    """Return the geometry of a GeoPackage blob that :func:`to_blob` wrote."""
    flags = blob[3]
    return from_wkb(blob[_HEADER.size + _BOX_SIZES[flags >> 1 & 0b111] :])


def _points(kind: str, coordinates: Any) -> Iterable[tuple[float, float]]:  # noqa: ANN401
    depth = {"LineString": 0, "MultiPoint": 0, "Polygon": 1, "MultiLineString": 1, "MultiPolygon": 2}[kind]
    for _ in range(depth):
        coordinates = chain.from_iterable(coordinates)
    return ((point[0], point[1]) for point in coordinates)


def as_multi(geometry: Geometry) -> Geometry:
    """Return a geometry as the multi-geometry of its kind, since a layer has one type."""
    if geometry.type in _PARTS.values():
        return Geometry(f"Multi{geometry.type}", (geometry.coordinates,))
    return geometry


def as_single(geometry: Geometry, kind: str) -> Geometry:
    """Undo :func:`as_multi` for a geometry that was of the type ``kind``."""
    return geometry if geometry.type == kind else Geometry(kind, geometry.coordinates[0])
