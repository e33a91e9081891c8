"""Geometries as blobs, against shapely and pyogrio's readers."""

import shapely
from hypothesis import given
from hypothesis import strategies as st

from geoevents.collection.blobs import as_multi, as_single, from_blob, from_wkb, to_blob, to_wkb
from geoevents.model import Geometry

numbers = st.floats(-180, 180, allow_nan=False)
points = st.tuples(numbers, numbers)
lines = st.lists(points, min_size=2, max_size=6).map(tuple)
rings = st.lists(points, min_size=3, max_size=6).map(lambda ring: (*ring, ring[0]))
polygons = st.lists(rings, min_size=1, max_size=3).map(tuple)


def several(of):
    return st.lists(of, min_size=1, max_size=3).map(tuple)


geometries = st.one_of(
    points.map(lambda c: Geometry("Point", c)),
    lines.map(lambda c: Geometry("LineString", c)),
    polygons.map(lambda c: Geometry("Polygon", c)),
    several(points).map(lambda c: Geometry("MultiPoint", c)),
    several(lines).map(lambda c: Geometry("MultiLineString", c)),
    several(polygons).map(lambda c: Geometry("MultiPolygon", c)),
)


@given(geometries)
def test_wkb_is_what_shapely_reads(geometry):
    assert shapely.from_wkb(to_wkb(geometry)).equals_exact(shapely.geometry.shape(geometry))
    assert from_wkb(to_wkb(geometry)) == geometry
    assert from_wkb(shapely.to_wkb(shapely.geometry.shape(geometry), byte_order=1)) == geometry


@given(geometries)
def test_blob_comes_back(geometry):
    blob = to_blob(geometry)
    assert blob[:2] == b"GP"
    assert from_blob(blob) == geometry


@given(geometries)
def test_multi_and_back(geometry):
    multi = as_multi(geometry)
    assert multi.type.startswith("Multi") or multi.type == "Point"
    assert as_single(multi, geometry.type) == geometry
