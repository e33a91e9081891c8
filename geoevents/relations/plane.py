"""Shapes in a local plane: discs, sectors, corridors, clipped polygons; standard library only.

The plane is an equirectangular one around a centre: kilometres east and north. Within 150 km of the centre and in
Syria's latitudes lengths err by less than 2 %, which is far below what the words leave open. Rings are tuples of
(x, y), not closed, counter-clockwise; they are closed and wound as RFC 7946 asks (outer rings counter-clockwise,
holes clockwise) when they become geometries in degrees.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from geoevents.geometry import KM_PER_DEGREE, inside_ring
from geoevents.model import Geometry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Point = tuple[float, float]
    Ring = Sequence[Point]
    Polygon = Sequence[Ring]

_CIRCLE = tuple((math.cos(math.tau * i / 24), math.sin(math.tau * i / 24)) for i in range(24))
_OUTSIDE = 1 / math.cos(math.pi / 24)
"""A polygon of 24 corners with this radius has the unit circle inside."""
_STEP_DEG = 7.5
_DECIMALS = 5
"""Of degrees: about a metre."""
_TINY = 1e-9


class Plane(NamedTuple):
    """Kilometres east and north of a point in degrees."""

    latitude: float
    longitude: float
    east_km: float

    @classmethod
    def around(cls, latitude: float, longitude: float) -> Plane:
        """The plane around a point."""
        return cls(latitude, longitude, KM_PER_DEGREE * math.cos(math.radians(latitude)))

    def to_xy(self, longitude: float, latitude: float) -> Point:
        """Kilometres of a point in degrees."""
        return (longitude - self.longitude) * self.east_km, (latitude - self.latitude) * KM_PER_DEGREE

    def to_degrees(self, x: float, y: float) -> Point:
        """(longitude, latitude) of a point in kilometres."""
        return (
            round(self.longitude + x / self.east_km, _DECIMALS),
            round(self.latitude + y / KM_PER_DEGREE, _DECIMALS),
        )

    def ring(self, coordinates: Iterable[Point]) -> list[Point]:
        """A closed ring in degrees as an open one in kilometres."""
        return [self.to_xy(*point) for point in coordinates][:-1]

    def polygon(self, outer: Ring, *holes: Ring) -> tuple[tuple[Point, ...], ...]:
        """The coordinates of a polygon of some rings."""
        rings = [self._closed(outer, counter_clockwise=True)]
        rings.extend(self._closed(hole, counter_clockwise=False) for hole in holes)
        return tuple(rings)

    def geometry(self, polygons: Sequence[Polygon]) -> Geometry | None:
        """One polygon, or several; None for none."""
        made = tuple(self.polygon(*rings) for rings in polygons)
        if not made:
            return None
        return Geometry("Polygon", made[0]) if len(made) == 1 else Geometry("MultiPolygon", made)

    def _closed(self, ring: Ring, *, counter_clockwise: bool) -> tuple[Point, ...]:
        if (signed_area(ring) > 0) != counter_clockwise:
            ring = ring[::-1]
        degrees = [self.to_degrees(x, y) for x, y in ring]
        return (*degrees, degrees[0])


def direction(bearing_deg: float) -> Point:
    """Unit vector east and north of a bearing."""
    angle = math.radians(bearing_deg)
    return math.sin(angle), math.cos(angle)


def disc(radius: float, x: float = 0.0, y: float = 0.0) -> list[Point]:
    """A polygon of 24 corners around a circle."""
    radius *= _OUTSIDE
    return [(x + radius * c, y + radius * s) for c, s in _CIRCLE]


def sector(bearing_deg: float, half_deg: float, inner: float, outer: float) -> list[Point]:
    """The part of a ring around the origin within some degrees of a bearing."""
    steps = max(2, math.ceil(2 * half_deg / _STEP_DEG))
    arc = [direction(bearing_deg + half_deg - 2 * half_deg * i / steps) for i in range(steps + 1)]
    ring = [(outer * dx, outer * dy) for dx, dy in arc]
    if inner > _TINY:
        ring.extend((inner * dx, inner * dy) for dx, dy in reversed(arc))
    else:
        ring.append((0.0, 0.0))
    return ring


def hull(points: Iterable[Point]) -> list[Point]:
    """The convex hull (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:  # noqa: PLR2004
        return ordered
    halves = []
    for sequence in (ordered, ordered[::-1]):
        half: list[Point] = []
        for point in sequence:
            while len(half) > 1 and cross(half[-2], half[-1], point) <= 0:
                half.pop()
            half.append(point)
        halves.append(half[:-1])
    return halves[0] + halves[1]


def cross(a: Point, b: Point, c: Point) -> float:
    """Positive when a, b, c turn left."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def signed_area(ring: Ring) -> float:
    """Area in square kilometres, positive for a counter-clockwise ring."""
    total = 0.0
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        total += x1 * y2 - x2 * y1
        x1, y1 = x2, y2
    return total / 2


def half_plane(ring: Ring, origin: Point, normal: Point) -> list[list[Point]]:
    """The parts of a ring where ``normal`` points to, seen from ``origin``; each part a simple ring.

    Sutherland and Hodgman's walk around the ring gives the pieces of outline on the right side; their ends lie on the
    cutting line and are joined in pairs in their order along it, so that a ring that the line cuts more than
    once falls into separate parts.
    """
    side = [(x - origin[0]) * normal[0] + (y - origin[1]) * normal[1] for x, y in ring]
    side = [d if abs(d) > _TINY else _TINY for d in side]
    if all(d > 0 for d in side):
        return [list(ring)]
    if all(d < 0 for d in side):
        return []
    return _joined(_pieces(ring, side), (-normal[1], normal[0]))


def _pieces(ring: Ring, side: Sequence[float]) -> list[list[Point]]:
    """The stretches of outline on the right side, each from crossing to crossing."""
    pieces: list[list[Point]] = []
    current: list[Point] = []
    count = len(ring)
    start = next(i for i in range(count) if side[i - 1] < 0 < side[i])
    for step in range(count):
        i = (start + step) % count
        before, after = side[i - 1], side[i]
        if (before < 0) != (after < 0):
            (x1, y1), (x2, y2), t = ring[i - 1], ring[i], before / (before - after)
            current.append((x1 + t * (x2 - x1), y1 + t * (y2 - y1)))
            if after < 0:
                pieces.append(current)
                current = []
        if after > 0:
            current.append(ring[i])
    return pieces


def _joined(pieces: list[list[Point]], along: Point) -> list[list[Point]]:
    """Join pieces to rings: a piece's end with the crossing that is its neighbour along the line."""
    crossings = sorted(
        (point[0] * along[0] + point[1] * along[1], number, at_end)
        for number, piece in enumerate(pieces)
        for point, at_end in ((piece[0], False), (piece[-1], True))
    )
    follows: dict[int, int] = {}
    for (_, a, a_end), (_, b, b_end) in zip(crossings[::2], crossings[1::2], strict=True):
        if a_end == b_end:
            return [[point for piece in pieces for point in piece]]  # touching outlines: keep all
        follows[a if a_end else b] = b if a_end else a
    rings = []
    left = set(range(len(pieces)))
    while left:
        ring: list[Point] = []
        number = min(left)
        while number in left:
            left.discard(number)
            ring.extend(pieces[number])
            number = follows[number]
        rings.append(ring)
    return rings


def wedge(rings: Iterable[Ring], apex: Point, bearing_deg: float, half_deg: float) -> list[list[Point]]:
    """The parts of rings within some degrees (under 90) of a bearing, seen from a point."""
    parts = [list(ring) for ring in rings]
    for turn in (half_deg, -half_deg):
        dx, dy = direction(bearing_deg + turn)
        normal = (-dy, dx) if turn > 0 else (dy, -dx)
        parts = [piece for part in parts for piece in half_plane(part, apex, normal)]
    return parts


def inner_point(ring: Ring) -> Point:
    """The centre of gravity, or, where that lies outside, the middle of the widest stretch of its latitude inside."""
    area = signed_area(ring)
    if abs(area) < _TINY:
        return ring[0]
    gx = gy = 0.0
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        w = x1 * y2 - x2 * y1
        gx += (x1 + x2) * w
        gy += (y1 + y2) * w
        x1, y1 = x2, y2
    gx, gy = gx / (6 * area), gy / (6 * area)
    if inside_ring(ring, gx, gy):
        return gx, gy
    xs = sorted(
        ax + (gy - ay) * (bx - ax) / (by - ay)
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True)
        if (ay > gy) != (by > gy)
    )
    spans = list(zip(xs[::2], xs[1::2], strict=False))
    if not spans:
        return ring[0]
    west, east = max(spans, key=lambda span: span[1] - span[0])
    return (west + east) / 2, gy
