"""Where phrases put something: facts of geometry that hold whatever the figures."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, shape

from geoevents.gazetteer.shapes import points
from geoevents.geometry import bearing_deg, distance_km
from geoevents.model import SpatialPhrase
from geoevents.relations import find_phrases, locate, locate_all, movement, reach
from geoevents.relations.readings import DIRECTIONS

TEXTS = [
    "قرب {تدمر:palmyra}",
    "شمال غرب {حماة:hama}",
    "جنوب {صوران:suran}",
    "على بعد 20 كم شرق {تدمر:palmyra}",
    "على بعد 30 كم من {تدمر:palmyra}",
    "أطراف مدينة {أعزاز:azaz:city} الغربية",
    "القسم الشرقي من مدينة {حلب:aleppo:city}",
    "جنوب محافظة {حمص:homs.gov:governorate}",
    "شمال {سوريا:syria}",
    "ريف {حماة:hama.gov:countryside}",
    "ريف {حلب:aleppo.gov:countryside} الشمالي",
    "ريف {حمص:homs:countryside} الشرقي",
    "ريف {أعزاز:azaz:countryside}",
    "ريف {أعزاز:azaz:countryside} الجنوبي",
    "{ريف حماة الشمالي:north-hama}",
    "بين {السخنة:sukhna} و{تدمر:palmyra}",
    "طريق {دمشق:damascus:road} - {حمص:homs}",
    "طريق {أعزاز:azaz:road} - {الأتارب:atarib}",
    "طريق {صوران:suran:road}",
    "the {M5:m5:road} between {Morek:morek} and {Hama:hama}",
    "the {M5:m5:road} near {Morek:morek}",
    "the {M5:m5:road} east of {Morek:morek}",
    "{الحدود السورية التركية:border} قرب {أعزاز:azaz}",
    "محافظة {حمص:homs.gov:governorate}",
    "نهر {الفرات:euphrates:river}",
    "مدينة {تدمر:palmyra:city}",
    "شرق {جبال الشومرية:mountains}",
    "غرب حي {الخالدية:khalidiya:neighbourhood}",
]


@pytest.mark.parametrize("text", TEXTS)
def test_geometry_is_sound(located, text):
    (placement,) = located(text)
    assert placement.geometry is not None
    drawn = shape(placement.geometry.__geo_interface__)
    assert drawn.is_valid
    assert not drawn.is_empty
    far = max(distance_km(placement.latitude, placement.longitude, y, x) for x, y in points(placement.geometry))
    assert far * 1000 <= placement.coordinate_uncertainty_m + 1
    assert placement.geo_precision in (1, 2, 3)
    if drawn.geom_type.endswith("Polygon"):
        for polygon in getattr(drawn, "geoms", [drawn]):
            assert polygon.exterior.is_ccw
            assert not any(hole.is_ccw for hole in polygon.interiors)
    if placement.distance_km != 30:
        assert drawn.buffer(1e-4).covers(Point(placement.longitude, placement.latitude))


@settings(max_examples=60)
@given(
    st.sampled_from(["palmyra", "hama", "morek", "khalidiya", "mountains", "azaz"]),
    st.sampled_from(DIRECTIONS),
    st.one_of(st.none(), st.floats(0.3, 120)),
    st.booleans(),
)
def test_direction_leads_where_it_says(gazetteer, places, marked, key, relation, distance, edge):
    _, (toponym,) = marked(f"{{x:{key}}}")
    told = DIRECTIONS.index(relation) * 45.0
    phrase = SpatialPhrase(
        start=0, end=1, anchors=(toponym,), relation=relation, bearing_deg=told, distance_km=distance, edge=edge
    )
    placement = locate(phrase, gazetteer)
    place = places[key]
    away = distance_km(place.latitude, place.longitude, placement.latitude, placement.longitude)
    turn = bearing_deg(place.latitude, place.longitude, placement.latitude, placement.longitude) - told
    assert abs((turn + 180) % 360 - 180) < 3
    if distance is not None:
        assert away == pytest.approx(distance, rel=0.02, abs=0.01)
    drawn = shape(placement.geometry.__geo_interface__)
    assert drawn.is_valid
    assert drawn.buffer(1e-5).contains(Point(placement.longitude, placement.latitude))
    assert placement.spatial_relation == relation
    assert placement.distance_km == distance


def test_point_with_the_places_extent(located):
    (placement,) = located("مدينة {تدمر:palmyra:city}")
    assert placement.geometry.type == "Point"
    assert placement.coordinate_uncertainty_m == 4000
    assert (placement.admin1, placement.admin2, placement.country, placement.geo_precision) == (
        "Homs",
        "Palmyra",
        "SY",
        1,
    )


def test_names_in_both_languages(located):
    (arabic,) = located("بين {السخنة:sukhna} و{تدمر:palmyra}")
    assert (arabic.location, arabic.location_local) == ("al-Sukhnah \u2013 Palmyra", "السخنة \u2013 تدمر")
    (english,) = located("near {Tadmur:palmyra}")
    assert (english.location, english.location_local) == ("Palmyra", "Tadmur")


def test_between_lies_half_way(places, located):
    (placement,) = located("بين {السخنة:sukhna} و{تدمر:palmyra}")
    a, b = places["sukhna"], places["palmyra"]
    to_a = distance_km(placement.latitude, placement.longitude, a.latitude, a.longitude)
    to_b = distance_km(placement.latitude, placement.longitude, b.latitude, b.longitude)
    assert to_a == pytest.approx(to_b, rel=0.02)
    drawn = shape(placement.geometry.__geo_interface__)
    assert drawn.contains(Point(a.longitude, a.latitude))
    assert drawn.contains(Point(b.longitude, b.latitude))


def test_countryside_leaves_the_city_out(located):
    (placement,) = located("ريف {حماة:hama.gov:countryside}")
    drawn = shape(placement.geometry.__geo_interface__)
    assert not drawn.contains(Point(36.75, 35.13))
    assert drawn.contains(Point(36.69, 35.37))
    assert placement.geo_precision == 3
    assert placement.admin1 == "Hama"


@pytest.mark.parametrize(("side", "held"), [("الشمالي", "azaz"), ("الغربي", "atarib")])
def test_part_of_the_countryside_holds_its_towns(places, located, side, held):
    (placement,) = located(f"ريف {{حلب:aleppo.gov:countryside}} {side}")
    drawn = shape(placement.geometry.__geo_interface__)
    assert drawn.contains(Point(places[held].longitude, places[held].latitude))
    assert not drawn.contains(Point(37.9, 35.8))


def test_region_without_an_outline_ends_at_its_governorates_border(located):
    (placement,) = located("{ريف حماة الشمالي:north-hama}")
    assert placement.spatial_relation == "countryside"
    assert max(y for _, y in points(placement.geometry)) <= 35.6001
    assert placement.coordinate_uncertainty_m <= 18500


def test_road_named_by_its_ends_is_the_gazetteers(located):
    (placement,) = located("طريق {دمشق:damascus:road} - {حمص:homs}")
    assert placement.geometry.type == "LineString"
    assert placement.geometry.coordinates[-1] == (36.71, 34.73)
    (unknown,) = located("طريق {أعزاز:azaz:road} - {الأتارب:atarib}")
    assert unknown.geometry.coordinates == ((37.05, 36.59), (36.82, 36.14))


def test_stretch_of_a_road(located):
    (between,) = located("the {M5:m5:road} between {Morek:morek} and {Hama:hama}")
    assert between.location == "M5 Highway \u2013 Morek \u2013 Hama"
    assert all(35.1 <= y <= 35.4 for _, y in between.geometry.coordinates)
    (near,) = located("the {M5:m5:road} near {Morek:morek}")
    assert reach.STRETCH_KM * 900 < near.coordinate_uncertainty_m < reach.STRETCH_KM * 1100


def test_unknown_place_has_no_coordinates(located):
    (placement,) = located("قرية {رسم الورد::village}")
    assert placement.location == "رسم الورد"
    assert placement.latitude is None
    assert placement.geometry is None
    (held,) = located("قرية {رسم الورد::village} في ريف {حماة:hama.gov:countryside}")
    assert held.geometry is None
    assert held.admin1 == "Hama"


def test_unknown_place_is_put_where_the_words_put_it(places, located):
    (beside,) = located("قرية {رسم الورد::village} شرق {صوران:suran:town}")
    assert beside.location == "رسم الورد"
    assert beside.longitude > places["suran"].longitude
    assert beside.geo_precision == 2
    (inside,) = located("قرية {رسم الورد::village} في {صوران:suran:town}")
    assert (inside.location, inside.latitude) == ("رسم الورد", 35.29)
    assert inside.coordinate_uncertainty_m > places["suran"].extent_m
    (village,) = located("قرية {رسم الورد::village} في {حماة:hama}")
    assert (village.location, village.latitude, village.admin1) == ("رسم الورد", None, "Hama")
    (quarter,) = located("حي {الورد::neighbourhood} في {حماة:hama}")
    assert quarter.latitude == 35.13


def test_movement_goes_from_one_to_the_other(gazetteer, marked):
    document, toponyms = marked("من {السخنة:sukhna} إلى {تدمر:palmyra}")
    origin, destination = find_phrases(document, toponyms)
    way = movement(origin, destination, gazetteer)
    assert way.geometry.type == "LineString"
    assert way.geometry.coordinates == ((38.87, 34.88), (38.27, 34.55))
    assert (way.location, way.latitude) == ("Palmyra", 34.55)
    assert way.coordinate_uncertainty_m >= 1000 * distance_km(34.88, 38.87, 34.55, 38.27)
    assert movement(origin, origin, gazetteer).geometry.type == "Point"


def test_several_places_are_one_multi_geometry(gazetteer, marked):
    document, toponyms = marked("في محافظتي {حمص:homs.gov:governorate} و{حماة:hama.gov:governorate}")
    both = locate_all(find_phrases(document, toponyms), gazetteer)
    assert both.geometry.type == "Polygon"  # they have a border in common
    assert shape(both.geometry.__geo_interface__).exterior.is_ccw
    assert both.location == "Homs Governorate \u2013 Hama Governorate"
    assert both.admin1 == "Homs; Hama"
    far = max(distance_km(both.latitude, both.longitude, y, x) for x, y in points(both.geometry))
    assert far * 1000 <= both.coordinate_uncertainty_m + 1
    document, toponyms = marked("في محافظتي {حمص:homs.gov:governorate} و{حلب:aleppo.gov:governorate}")
    apart = locate_all(find_phrases(document, toponyms), gazetteer)
    assert apart.geometry.type == "MultiPolygon"
    assert shape(apart.geometry.__geo_interface__).is_valid
    document, toponyms = marked("{مورك:morek} و{صوران:suran}")
    assert locate_all(find_phrases(document, toponyms), gazetteer).geometry.type == "MultiPoint"
    document, toponyms = marked("{مورك:morek}، {محافظة حمص:homs.gov}، طريق {حمص تدمر:homs-palmyra:road}")
    mixed = locate_all(find_phrases(document, toponyms), gazetteer)
    assert shape(mixed.geometry.__geo_interface__).is_valid
    assert mixed.geometry.type.endswith("Polygon")
    assert locate_all((), gazetteer) is None


def test_reach_grows_with_the_place(places):
    assert reach.near_km(places["morek"]) < reach.near_km(places["aleppo"])
    assert (
        reach.direction_km(places["khalidiya"])
        < reach.direction_km(places["morek"])
        < reach.direction_km(places["hama"])
    )
    inner, outer = reach.told_ring_km(places["palmyra"], 15)
    assert inner < 15 < outer
