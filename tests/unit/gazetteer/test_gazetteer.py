from __future__ import annotations

import pytest
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geoevents.gazetteer.geocoder import GazetteerGeocoder
from geoevents.gazetteer.summary import core_sources, summarise
from geoevents.gazetteer.validate import compare, read_reference, validate
from geoevents.model import Placement


def test_core_is_valid():
    assert validate() == []


def test_core_is_large_enough(core):
    summary = summarise(core)
    assert summary.places >= 3000
    assert {name for name, _ in summary.by_admin1} >= {"Aleppo", "Homs", "Quneitra", "Rural Damascus"}
    assert summary.lines >= 40
    assert summary.areas >= 14 + 62
    assert "Natural Earth" in core_sources()


@pytest.mark.parametrize(
    ("latitude", "longitude", "admin1"),
    [(34.56, 38.28, "Homs"), (33.49, 38.66, "Rural Damascus"), (32.98, 35.75, "Quneitra"), (36.2, 37.15, "Aleppo")],
)
def test_admin1_of(core, latitude, longitude, admin1):
    assert core.admin1_of(latitude, longitude).admin1 == admin1


def test_outside_every_governorate(core):
    assert core.admin1_of(48.85, 2.35) is None
    assert core.admin2_of(0.0, 0.0) is None


def test_near_is_sorted_and_bounded(core):
    near = core.near(34.56, 38.28, 20)
    assert near[0].place.place_id in {"sy.homs.palmyra", "sy.homs.palmyra-ruins"} or near[0].distance_km < 2
    distances = [n.distance_km for n in near]
    assert distances == sorted(distances)
    assert distances[-1] <= 20


def test_geometry(core):
    assert core.geometry("sy.road.m5").type == "LineString"
    assert core.geometry("sy.homs.palmyra") is None
    assert core.geometry("no.such-place") is None
    assert core.place("sy.road.m5").has_geometry
    assert core.properties("sy.road.m5")["accuracy_m"] > 0


def test_road_between(core):
    road = core.road_between(core.place("sy.idlib.saraqib"), core.place("sy.idlib.ariha"))
    assert road.feature_code == "RD"
    assert core.road_between(core.place("sy.latakia.latakia"), core.place("sy.deir-ez-zor.abu-kamal")) is None


def test_geocoder_is_geopys(core):
    geocoder = GazetteerGeocoder(core)
    assert isinstance(geocoder, Geocoder)
    location = geocoder.geocode("Palmyra")
    assert isinstance(location, Location)
    assert location.latitude == pytest.approx(34.56, abs=0.05)
    assert location.raw["candidates"]
    assert isinstance(core.geocode("Palmyra", exactly_one=False), list)
    assert core.geocode("qwxzptk") is None


def test_reverse(core):
    location = core.reverse((34.6, 38.3))
    assert location.raw["admin1"] == "Homs"
    assert location.raw["distance_km"] >= 0
    assert core.reverse((0.0, -30.0)) is None


def test_geopandas_tools_take_it(core):
    from geopandas.tools import geocode

    frame = geocode(["Palmyra", "qwxzptk"], provider=GazetteerGeocoder, gazetteer=core)
    assert frame.geometry.iloc[0].y == pytest.approx(34.56, abs=0.05)
    assert frame.geometry.iloc[1].is_empty


def test_relations_are_read_first(core):
    placement = Placement(
        location="20 km east of Palmyra", location_local=None, admin1="Homs", admin2=None, country="SY", latitude=34.55,
        longitude=38.5, coordinate_uncertainty_m=5000, geo_precision=2, spatial_relation="east_of", distance_km=20,
        geometry=None,
    )  # fmt: skip
    geocoder = GazetteerGeocoder(core, lambda query, _: placement if "east of" in query else None)
    assert geocoder.geocode("20 km east of Palmyra").longitude == 38.5
    assert geocoder.geocode("Palmyra").raw["place_id"] == "sy.homs.palmyra"


def test_disagreements_are_explained_or_none():
    assert compare(None, {}) == []
    found = compare(None, {"ocha2015:C2889": (30.0, 38.0)})
    assert [d.place_id for d in found] == ["sy.homs.palmyra"]
    assert found[0].distance_km > 100


def test_reference_tables_are_read_by_their_identifiers(tmp_path):
    (tmp_path / "a.csv").write_text("pcode,lat,lon\nC1,34.5,38.0\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("wof_id,lat,lon,gn_id\n7,34.5,38.0,9.0\n8,,,\n", encoding="utf-8")
    assert set(read_reference(tmp_path)) == {"ocha2015:C1", "wof:7", "geonames:9"}
