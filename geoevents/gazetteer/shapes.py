"""Paths, outlines and boxes: what every lookup asks of a geometry, with the standard library alone.

Coordinates are WGS 84 degrees in (longitude, latitude) order, distances in kilometres (:mod:`geoevents.geometry`).
"""

from __future__ import annotations

import itertools
from math import cos, hypot, radians
from typing import TYPE_CHECKING, Any

from geoevents.geometry import KM_PER_DEGREE, distance_km, inside_ring
from geoevents.model import Geometry

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Point = tuple[float, float]
    Box = tuple[float, float, float, float]

_MINIMUM_RING = 4


def geometry_from_geojson(value: dict[str, Any]) -> Geometry:
    """A GeoJSON geometry object as nested tuples."""
    return Geometry(value["type"], _tuples(value["coordinates"]))


def _tuples(value: Any) -> Any:  # noqa: ANN401 - nesting depth depends on the geometry type
    return tuple(map(_tuples, value)) if isinstance(value, list | tuple) else value


def points(geometry: Geometry) -> Iterator[Point]:
    """All vertices of a geometry."""
    stack: list[Any] = [geometry.coordinates]
    while stack:
        item = stack.pop()
        if item and isinstance(item[0], int | float):
            yield (item[0], item[1])
        else:
            stack.extend(reversed(item))


def bounds(geometry: Geometry) -> Box:
    """West, south, east and north of a geometry."""
    xs, ys = zip(*points(geometry), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def polygons(geometry: Geometry) -> tuple[tuple[tuple[Point, ...], ...], ...]:
    """The polygons of a (multi)polygon, each as rings; none for other types."""
    if geometry.type == "Polygon":
        return (geometry.coordinates,)
    return geometry.coordinates if geometry.type == "MultiPolygon" else ()


def lines(geometry: Geometry) -> tuple[tuple[Point, ...], ...]:
    """The lines of a (multi)line; none for other types."""
    if geometry.type == "LineString":
        return (geometry.coordinates,)
    return geometry.coordinates if geometry.type == "MultiLineString" else ()


def contains(geometry: Geometry, longitude: float, latitude: float) -> bool:
    """Whether a point lies inside a (multi)polygon (even-odd rule, so holes count as outside)."""
    return any(
        sum(inside_ring(ring, longitude, latitude) for ring in polygon) % 2 == 1 for polygon in polygons(geometry)
    )


def distance_to_path_km(path: Sequence[Point], longitude: float, latitude: float) -> float:
    """Distance from a point to a line through ``path`` (local plane around the point; for tens of kilometres)."""
    return nearest_on_path(path, longitude, latitude)[0]


def nearest_on_path(path: Sequence[Point], longitude: float, latitude: float) -> tuple[float, int, Point]:
    """Distance in km to the nearest point of a path, the index of the vertex before it, and that point."""
    scale = cos(radians(latitude))
    flat = [((x - longitude) * scale, y - latitude) for x, y in path]
    best = (hypot(*flat[0]), 0, path[0])
    for i, ((ax, ay), (bx, by)) in enumerate(itertools.pairwise(flat)):
        dx, dy = bx - ax, by - ay
        length = dx * dx + dy * dy
        t = min(1.0, max(0.0, -(ax * dx + ay * dy) / length)) if length else 0.0
        x, y = ax + t * dx, ay + t * dy
        if (d := hypot(x, y)) < best[0]:
            best = (d, i, (longitude + x / scale, latitude + y))
    return best[0] * KM_PER_DEGREE, best[1], best[2]


def part_of_path(
    path: Sequence[Point], start: tuple[float, int, Point], end: tuple[float, int, Point]
) -> tuple[Point, ...]:
    """The part of a path between two answers of :func:`nearest_on_path`, in the path's own direction."""
    if (start[1], start[2] != path[start[1]]) > (end[1], end[2] != path[end[1]]):
        start, end = end, start
    return (start[2], *path[start[1] + 1 : end[1] + 1], end[2])


def point_along(path: Sequence[Point], km: float) -> Point:
    """The point of a path that lies a way from its beginning (its end when the path is shorter)."""
    for (x1, y1), (x2, y2) in itertools.pairwise(path):
        step = distance_km(y1, x1, y2, x2)
        if step >= km and step > 0:
            t = km / step
            return x1 + (x2 - x1) * t, y1 + (y2 - y1) * t
        km -= step
    return path[-1]


def distance_to_boundary_km(geometry: Geometry, longitude: float, latitude: float) -> float:
    """Distance from a point to the outline of an area or to a line."""
    paths: list[Sequence[Point]] = [ring for polygon in polygons(geometry) for ring in polygon]
    paths.extend(lines(geometry))
    return min(distance_to_path_km(path, longitude, latitude) for path in paths)


def path_length_km(path: Sequence[Point]) -> float:
    """Length of a line."""
    return sum(distance_km(y1, x1, y2, x2) for (x1, y1), (x2, y2) in itertools.pairwise(path))


def ring_faults(ring: Sequence[Point]) -> Iterator[str]:
    """What is wrong with a polygon's ring: too short, not closed, or crossing itself."""
    if len(ring) < _MINIMUM_RING:
        yield "a ring of fewer than four positions"
    elif ring[0] != ring[-1]:
        yield "a ring that is not closed"
    elif (crossing := _self_crossing(ring)) is not None:
        yield f"a ring that crosses itself near {crossing[0]:.3f}, {crossing[1]:.3f}"


def _self_crossing(ring: Sequence[Point]) -> Point | None:
    edges = list(itertools.pairwise(ring))
    for i, (a, b) in enumerate(edges):
        for j in range(i + 2, len(edges)):
            if i == 0 and j == len(edges) - 1:
                continue
            c, d = edges[j]
            if _cross(a, b, c) * _cross(a, b, d) < 0 and _cross(c, d, a) * _cross(c, d, b) < 0:
                return c
    return None


def _cross(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def box_around(latitude: float, longitude: float, km: float) -> Box:
    """West, south, east and north of a box that holds the circle of a radius around a point."""
    dy = km / KM_PER_DEGREE
    dx = dy / max(0.05, cos(radians(latitude)))
    return longitude - dx, latitude - dy, longitude + dx, latitude + dy


def boxes_meet(box: Box, other: Box) -> bool:
    """Whether two boxes touch."""
    return box[0] <= other[2] and other[0] <= box[2] and box[1] <= other[3] and other[1] <= box[3]
