"""Distances and bearings on the sphere, and whether a point lies in a ring; standard library only.

Mean Earth radius 6,371.0088 km (IUGG). Against the ellipsoid the error stays under 0.3 % in Syria's latitudes.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

EARTH_RADIUS_KM = 6371.0088
KM_PER_DEGREE = EARTH_RADIUS_KM * math.pi / 180
"""Of latitude."""


def distance_km(latitude1: float, longitude1: float, latitude2: float, longitude2: float) -> float:
    """Great-circle distance of two points in kilometres (haversine); degrees, EPSG:4326."""
    phi1, phi2 = math.radians(latitude1), math.radians(latitude2)
    a = math.sin((phi2 - phi1) / 2) ** 2
    a += math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(longitude2 - longitude1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(a)))


def bearing_deg(latitude1: float, longitude1: float, latitude2: float, longitude2: float) -> float:
    """Initial bearing from the first point to the second, degrees clockwise from north in [0, 360)."""
    phi1, phi2 = math.radians(latitude1), math.radians(latitude2)
    delta = math.radians(longitude2 - longitude1)
    y = math.sin(delta) * math.cos(phi2)
    x = math.cos(phi1) * math.sin(phi2) - math.sin(phi1) * math.cos(phi2) * math.cos(delta)
    return math.degrees(math.atan2(y, x)) % 360


def destination(latitude: float, longitude: float, bearing: float, distance: float) -> tuple[float, float]:
    """The point (latitude, longitude) at a bearing in degrees and a distance in kilometres from a point."""
    delta = distance / EARTH_RADIUS_KM
    theta, phi = math.radians(bearing), math.radians(latitude)
    sin_phi = math.sin(phi) * math.cos(delta) + math.cos(phi) * math.sin(delta) * math.cos(theta)
    phi2 = math.asin(max(-1.0, min(1.0, sin_phi)))
    y = math.sin(theta) * math.sin(delta) * math.cos(phi)
    x = math.cos(delta) - math.sin(phi) * sin_phi
    moved = longitude + math.degrees(math.atan2(y, x))
    return math.degrees(phi2), (moved + 540) % 360 - 180


def inside_ring(ring: Sequence[tuple[float, float]], x: float, y: float) -> bool:
    """Whether a point lies in a ring of (x, y) points, closed or not, by the even-odd rule."""
    inside = False
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
        x1, y1 = x2, y2
    return inside
