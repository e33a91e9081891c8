"""How far words of space reach: every figure, and where it comes from.

They aim at areas that hold the true point in nine of ten cases at the smallest size that does it. Where a docstring
speaks of labelled points, they are those of 155 Arabic reports and 505 video titles in Arabic and English, taken where
the text puts the incident in relation to a place that the gazetteer knows and not at another place. Of 73 such
phrases 61 hold the labelled point (near 27 of 32, directions 8 of 10, between 4 of 4, roads 7 of 8, countryside 15 of
19); most of the others tell of another incident than the labelled one. Radii are in kilometres, angles in degrees.
Extents are the gazetteer's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geoevents.model import Place

CARDINAL_HALF_DEG = 45.0
"""Half the opening of "north of"; of ten labelled points over 5 km away nine are within 39 degrees, one within 48."""
BETWEEN_HALF_DEG = 36.0
"""Half the opening of "north-west of"."""
TOLD_HALF_DEG = 30.0
"""Half the opening where a distance is told too."""
COUNTRYSIDE_HALF_DEG = 65.0
"""Half the opening of "the northern countryside of", which the news divides in four, overlapping, parts."""

BEHIND = 0.4
"""How far behind a place's centre the sector of a direction begins, in extents: some labelled points of such
phrases are the centre itself."""

_AROUND_KM = 3.0
_LEAST_NEAR_KM = 5.0
_CAPITALS = frozenset({"PPLC", "PPLA"})
_CAPITAL_REACH_KM = 45.0
_DISTRICT_REACH_KM = 15.0
_TOWN_REACH_KM = 12.0
_VILLAGE_REACH_KM = 8.0
_TOWN_M = 2_500
_WITHIN_TOWN = frozenset({"PPLX", "SQR", "ST", "HSP", "PRK", "GRVE", "MKT", "SCH", "UNIV", "MSQE", "BLDG"})


def near_km(place: Place) -> float:
    """Radius of "near", "in the surroundings of", "on the outskirts of".

    The place itself and three kilometres around it, five at least: 31 of 34 labelled points within 12 km of
    the place named lie closer.
    """
    return max(_LEAST_NEAR_KM, place.extent_m / 1000 + _AROUND_KM)


def direction_km(place: Place) -> float:
    """How far "north of" reaches from a place's centre.

    8 km of a village, 12 of a town, 15 of a district's town: the labelled points are 6 to 11 km away. Of a
    governorate's capital 45 km, since the news says its name for the governorate: 29, 43, 43 and 60 km.
    Neighbourhoods, squares and other places inside towns: their extent and 1.5 km. Anything else: its extent and
    10 km.
    """
    if place.feature_code in _WITHIN_TOWN:
        return place.extent_m / 1000 + 1.5
    if place.feature_code in _CAPITALS:
        return max(_CAPITAL_REACH_KM, place.extent_m / 1000 + 15)
    if place.feature_code == "PPLA2":
        return _DISTRICT_REACH_KM
    if place.feature_class == "P":
        return _TOWN_REACH_KM if place.extent_m >= _TOWN_M else _VILLAGE_REACH_KM
    return place.extent_m / 1000 + 10


def direction_point_km(place: Place) -> float:
    """How far from a place's centre the representative point of "north of" lies: a little outside the built-up part.

    The annotated points of such phrases lie 3 to 4 km from towns, 4 to 17 from cities.
    """
    extent = place.extent_m / 1000
    return 0.6 * extent + min(2.0, extent)


def isolation_factor(third_nearest_km: float | None) -> float:
    """How much farther "near" and "north of" reach where settlements are far apart, as in the steppe: up to twice.

    Own choice: 1 where three other settlements are within 6 km, 2 where none or fewer are within 12.
    """
    if third_nearest_km is None:
        return 2.0
    return min(2.0, max(1.0, third_nearest_km / 6.0))


def countryside_km(place: Place) -> float:
    """How far a town's countryside reaches from its rim: labelled points lie 6 to 16 km away, of district towns to 29.

    The outlines of districts are too rough for these distances (5 km and more).
    """
    return 20.0 if place.feature_code == "PPLA2" else 15.0


AMONG_KM = 5.0
"""How far beyond the others of its list an unknown place may lie. Own choice."""


def held_km(place: Place) -> float:
    """Radius around a town for an unknown place in it or in its country: the town and five kilometres. Own choice."""
    return place.extent_m / 1000 + 5.0


def told_ring_km(place: Place, distance_km: float) -> tuple[float, float]:
    """Inner and outer radius of a told distance.

    Figures are rounded and counted from the place's centre, its rim or along the road: a fifth of the distance either
    way, with half of the place's extent (at most 5 km) outwards and a kilometre inwards.
    """
    slack = min(5.0, place.extent_m / 2000) + 0.5
    return max(0.0, 0.8 * distance_km - 1.0), 1.2 * distance_km + slack


def between_half_km(apart_km: float) -> float:
    """Half the width of the corridor between two places: a fifth of the way, from 2.5 to 15 km."""
    return min(15.0, max(2.5, apart_km / 5))


def half_opening_deg(bearing_deg: float) -> float:
    """Half the opening of a direction told without a distance."""
    return CARDINAL_HALF_DEG if round(bearing_deg) % 90 == 0 else BETWEEN_HALF_DEG


STRETCH_KM = 12.0
"""How far along a road "near X" reaches from the point next to X. Own choice: a town's reach of direction."""
TOWN_ROAD_KM = 12.0
"""Radius of "the road to X" where the other end is not told: labelled points lie 1 to 11 km away."""
BORDER_KM = 8.0
"""Radius around a place on "the border at X". Own choice."""
