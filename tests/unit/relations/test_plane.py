"""Shapes in the plane."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon, shape

from geoevents.geometry import bearing_deg, distance_km, inside_ring
from geoevents.relations.plane import (
    Plane,
    disc,
    half_plane,
    hull,
    inner_point,
    sector,
    signed_area,
    wedge,
)

latitudes = st.floats(30, 40)
longitudes = st.floats(34, 43)
radii = st.floats(0.5, 80)
bearings = st.floats(0, 360)
COMB = [(0, 0), (10, 0), (10, 10), (8, 10), (8, 2), (6, 2), (6, 10), (4, 10), (4, 2), (2, 2), (2, 10), (0, 10)]


@given(latitudes, longitudes, radii)
def test_disc_holds_the_circle_and_little_more(latitude, longitude, radius):
    plane = Plane.around(latitude, longitude)
    (ring,) = plane.polygon(disc(radius))
    away = [distance_km(latitude, longitude, y, x) for x, y in ring]
    assert min(away) >= radius * 0.98
    assert max(away) <= radius * 1.03


@given(latitudes, longitudes, bearings, st.floats(5, 60), radii)
def test_sector_lies_in_its_direction(latitude, longitude, bearing, half, outer):
    plane = Plane.around(latitude, longitude)
    (ring,) = plane.polygon(sector(bearing, half, outer / 2, outer))
    for x, y in ring:
        turn = (bearing_deg(latitude, longitude, y, x) - bearing + 180) % 360 - 180
        assert abs(turn) <= half + 2
        assert outer * 0.45 <= distance_km(latitude, longitude, y, x) <= outer * 1.02


@given(latitudes, longitudes, bearings, st.floats(5, 80), radii)
def test_rings_are_closed_and_wound_as_rfc_7946_asks(latitude, longitude, bearing, half, outer):
    plane = Plane.around(latitude, longitude)
    geometry = plane.geometry([[sector(bearing, half, 0.0, outer)], [disc(outer), disc(outer / 2)]])
    assert geometry is not None
    assert geometry.type == "MultiPolygon"
    for polygon in geometry.coordinates:
        for number, ring in enumerate(polygon):
            assert ring[0] == ring[-1]
            assert (signed_area(ring[:-1]) > 0) == (number == 0)
    assert shape(geometry.__geo_interface__.copy()).geoms[1].is_valid


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=3, max_size=30))
def test_hull_holds_its_points(points):
    ring = hull(points)
    if len(ring) > 2 and abs(signed_area(ring)) > 1e-6:
        assert signed_area(ring) > 0
        assert Polygon(ring).buffer(1e-6).covers(Polygon(points).convex_hull)


def test_half_plane_cuts_a_comb_into_its_teeth():
    teeth = half_plane(COMB, (0, 5), (0, 1))
    assert sorted(round(abs(signed_area(tooth))) for tooth in teeth) == [10, 10, 10]
    assert all(Polygon(tooth).is_valid for tooth in teeth)


def test_half_plane_keeps_the_back_of_a_comb_whole():
    (back,) = half_plane(COMB, (0, 5), (0, -1))
    assert abs(signed_area(back)) == pytest.approx(3 * 10 + 2 * 2 * 2)


@given(st.floats(-3, 13), st.floats(-3, 13), st.floats(0, 360))
def test_half_plane_gives_what_shapely_gives(x, y, angle):
    normal = (math.sin(math.radians(angle)), math.cos(math.radians(angle)))
    far = 100.0
    along = (-normal[1] * far, normal[0] * far)
    half = Polygon(
        [
            (x + along[0], y + along[1]),
            (x - along[0], y - along[1]),
            (x - along[0] + normal[0] * far, y - along[1] + normal[1] * far),
            (x + along[0] + normal[0] * far, y + along[1] + normal[1] * far),
        ]
    )
    expected = Polygon(COMB).intersection(half).area
    found = sum(abs(signed_area(part)) for part in half_plane(COMB, (x, y), normal))
    assert found == pytest.approx(expected, abs=0.01)


@given(bearings, st.floats(10, 80))
def test_wedge_of_a_comb_has_the_area_that_shapely_gives(bearing, half):
    apex = (5.0, 1.0)
    expected = Polygon(COMB).intersection(Polygon([(x + 5, y + 1) for x, y in sector(bearing, half, 0.0, 500.0)]))
    parts = wedge([COMB], apex, bearing, half)
    assert sum(abs(signed_area(part)) for part in parts) == pytest.approx(expected.area, abs=0.05)


def test_inner_point_of_a_bent_area_lies_inside():
    bent = [(0, 0), (10, 0), (10, 10), (9, 10), (9, 1), (0, 1)]
    x, y = inner_point(bent)
    assert inside_ring(bent, x, y)
    assert Polygon(bent).contains(Point(x, y))
