"""Roads and rivers as lines: the part inside the country, and stretches of them."""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geoevents.gazetteer.shapes import lines, nearest_on_path
from geoevents.geometry import distance_km
from geoevents.model import Geometry
from geoevents.relations.areas import Area, along
from geoevents.relations.reach import STRETCH_KM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place
    from geoevents.relations.plane import Point

_ON_ROAD_KM = 6.0
"""A place this near to a road's line, or nearer than its own extent, counts as on the road. Own choice."""
_FARTHEST_KM = 40.0
"""A place farther from a road does not tell a stretch of it. Own choice."""


class _Position(NamedTuple):
    """A point of a line: the vertex before it, how far behind that, and the distance of what it is next to."""

    vertex: int
    behind_km: float
    point: Point
    away_km: float


def on_road(road: Place, beside: Sequence[Place], gazetteer: Gazetteer) -> Area | None:
    """A road's line, or the stretch of it next to one place or between two; None where it has no line."""
    parts = _inside_lines(gazetteer, road)
    if not parts:
        return None
    line = min(parts, key=lambda part: sum(_away_km(part, place) for place in beside))
    positions = sorted(_position(line, place.longitude, place.latitude) for place in beside)
    positions = [position for position in positions if position.away_km <= _FARTHEST_KM]
    if not positions:
        return along(_geometry(line) if len(parts) == 1 else Geometry("MultiLineString", parts))
    first, last = positions[0], positions[-1]
    if (first.vertex, first.behind_km) == (last.vertex, last.behind_km):
        return _around(line, first)
    return along(_geometry(_between(line, first, last)))


def beside_point(road: Place, latitude: float, longitude: float, gazetteer: Gazetteer) -> Area | None:
    """The stretch of a road next to a point."""
    parts = _inside_lines(gazetteer, road)
    if not parts:
        return None
    line = min(parts, key=lambda part: nearest_on_path(part, longitude, latitude)[0])
    return _around(line, _position(line, longitude, latitude))


def _away_km(line: Sequence[Point], place: Place) -> float:
    return nearest_on_path(line, place.longitude, place.latitude)[0]


@lru_cache(maxsize=1024)
def road_between(gazetteer: Gazetteer, one: Place, two: Place) -> Place | None:
    """The gazetteer's road that passes both places; of several the shortest."""
    found = []
    for road in gazetteer.places(("RD",)):
        for line in _lines(gazetteer, road):
            if any(_away_km(line, place) > max(_ON_ROAD_KM, place.extent_m / 1000) for place in (one, two)):
                continue
            found.append((road.extent_m, road.place_id, road))
    return min(found)[2] if found else None


def straight(one: Place, two: Place) -> Area:
    """The straight line between two places, where no road is known."""
    return along(Geometry("LineString", ((one.longitude, one.latitude), (two.longitude, two.latitude))))


def _lines(gazetteer: Gazetteer, road: Place) -> tuple[tuple[Point, ...], ...]:
    geometry = gazetteer.geometry(road.place_id) if road.has_geometry else None
    return lines(geometry) if geometry is not None else ()


@lru_cache(maxsize=256)
def _inside_lines(gazetteer: Gazetteer, road: Place) -> tuple[tuple[Point, ...], ...]:
    """The stretches of a road inside the governorates that the gazetteer outlines; all of it where none are."""
    parts = _lines(gazetteer, road)
    if road.feature_class != "R":
        return parts
    inside: list[tuple[Point, ...]] = []
    for line in parts:
        within = [gazetteer.admin1_of(y, x) is not None for x, y in line]
        for ok, group in itertools.groupby(zip(line, within, strict=True), key=lambda item: item[1]):
            run = tuple(point for point, _ in group)
            if ok and len(run) > 1:
                inside.append(run)
    return tuple(inside) or parts


def _position(line: Sequence[Point], longitude: float, latitude: float) -> _Position:
    away, vertex, (x, y) = nearest_on_path(line, longitude, latitude)
    x, y = round(x, 5), round(y, 5)
    return _Position(vertex, round(distance_km(line[vertex][1], line[vertex][0], y, x), 6), (x, y), away)


def _between(line: Sequence[Point], first: _Position, last: _Position) -> list[Point]:
    return _distinct([first.point, *line[first.vertex + 1 : last.vertex + 1], last.point])


def _around(line: Sequence[Point], position: _Position) -> Area:
    """Some kilometres of a line to both sides of a point on it."""
    back = _walk([position.point, *line[position.vertex :: -1]], STRETCH_KM)
    forth = _walk([position.point, *line[position.vertex + 1 :]], STRETCH_KM)
    stretch = _distinct([*reversed(back), *forth])
    geometry = _geometry(stretch) if len(stretch) > 1 else Geometry("Point", position.point)
    return Area(geometry, position.point[1], position.point[0])


def _walk(path: Sequence[Point], km: float) -> list[Point]:
    walked = [path[0]]
    for (x1, y1), (x2, y2) in itertools.pairwise(path):
        step = distance_km(y1, x1, y2, x2)
        if step >= km:
            t = km / step
            walked.append((round(x1 + t * (x2 - x1), 5), round(y1 + t * (y2 - y1), 5)))
            break
        walked.append((x2, y2))
        km -= step
    return walked


def _distinct(points: Sequence[Point]) -> list[Point]:
    return [point for i, point in enumerate(points) if i == 0 or point != points[i - 1]]


def _geometry(line: Sequence[Point]) -> Geometry:
    return Geometry("LineString", tuple(line)) if len(line) > 1 else Geometry("Point", line[0])
