"""From a spatial phrase to a placement: geometry, representative point, uncertainty, names."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geoevents.gazetteer.shapes import points
from geoevents.geometry import distance_km
from geoevents.model import Geometry, Placement
from geoevents.relations import areas, reach, roads
from geoevents.relations.readings import DIRECTIONS, is_wide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place, SpatialPhrase, Toponym
    from geoevents.relations.areas import Area

_JOINED = " \u2013 "
_NO_QUOTES = dict.fromkeys(map(ord, '"\u00ab\u00bb\u201c\u201d\u201e'))
_LINE_CLASSES = frozenset("RLH")
_CAPITALS = frozenset({"PPLC", "PPLA"})
_APART = frozenset({"village", "town", "city", "farm", "hill", "mountain", "field", "camp"})
"""Class words of places that lie outside towns."""
_SMALL_AREA_KM = 35.0
"""Up to this uncertainty an area counts as small (ACLED's precision 2); the size of a district. Own choice."""
_EXACT_M = 15_000
_SCARCE = 3
_HELD, _AMONG = "held", "among"
"""For a place that is not known in or by a town that is, or in a list of places that are. No relations of phrases."""


class Where(NamedTuple):
    """What a relation to resolved places comes to, whatever their names in the text."""

    area: areas.Area
    uncertainty_m: float
    admin1: str | None
    admin2: str | None
    country: str | None
    geo_precision: int


class Key(NamedTuple):
    """What the place of a phrase depends on."""

    relation: str
    bearing_deg: float | None
    distance_km: float | None
    edge: bool
    places: tuple[Place, ...]


def locate(phrase: SpatialPhrase, gazetteer: Gazetteer) -> Placement:
    """Where a phrase puts something.

    ``in`` gives the place's point, or its outline or line; ``near`` a disc; a direction a sector, with a told distance
    a part of a ring; ``between`` a corridor; ``on_road`` the road's line or the stretch told; ``countryside`` the
    governorate without its city, or the part in the direction told. The figures are those of
    :mod:`geoevents.relations.reach`. Shapes are computed in a plane around the place in kilometres, which at these
    sizes is as good as a metric projection, and given in EPSG:4326 after RFC 7946.

    Parameters
    ----------
    phrase
        A phrase of :func:`geoevents.relations.find_phrases`.
    gazetteer
        Source of outlines and lines.

    Returns
    -------
    Placement
        Without coordinates for a place that is not resolved, with the governorate that the text names for it; where
        the phrase says which town holds the place, the town's surroundings, and in a list those of the others.
        ``coordinate_uncertainty_m`` is the distance from the representative point to the farthest point of the
        geometry, or the place's extent for a point.
    """
    location, local = _names(phrase.anchors)
    key = key_of(phrase)
    if key is None:
        return _unplaced(phrase, location, local)
    where = where_is(gazetteer, key)
    area = where.area
    return Placement(
        location=location,
        location_local=local,
        admin1=where.admin1,
        admin2=where.admin2,
        country=where.country,
        latitude=area.latitude,
        longitude=area.longitude,
        coordinate_uncertainty_m=where.uncertainty_m,
        geo_precision=where.geo_precision,
        spatial_relation=phrase.relation,
        distance_km=phrase.distance_km,
        geometry=area.geometry,
        reason=_reason(phrase),
    )


def key_of(phrase: SpatialPhrase) -> Key | None:
    """What the place of a phrase depends on, or None where it cannot be told."""
    places = tuple([anchor.place for anchor in phrase.anchors if anchor.place is not None])
    if places:
        return Key(phrase.relation, phrase.bearing_deg, phrase.distance_km, phrase.edge, places)
    company = phrase.anchors[0].company if len(phrase.anchors) == 1 else ()
    if company:
        return Key(_AMONG, None, None, False, company)  # noqa: FBT003 - a field
    holder = _holder(phrase)
    return None if holder is None else Key(_HELD, None, None, False, (holder,))  # noqa: FBT003 - a field


def movement(origin: SpatialPhrase, destination: SpatialPhrase, gazetteer: Gazetteer) -> Placement:
    """A way from one place to another: the straight line between their points, told of the destination.

    Where one end is not known it is the other one's placement.
    """
    start, end = locate(origin, gazetteer), locate(destination, gazetteer)
    if start.latitude is None or start.longitude is None:
        return end
    if end.latitude is None or end.longitude is None:
        return start
    ends = ((start.longitude, start.latitude), (end.longitude, end.latitude))
    if ends[0] == ends[1]:
        return end
    from dataclasses import replace

    far = 1000 * distance_km(start.latitude, start.longitude, end.latitude, end.longitude)
    return replace(
        end,
        geometry=Geometry("LineString", ends),
        coordinate_uncertainty_m=max(float(math.ceil(far)), end.coordinate_uncertainty_m or 0.0),
        reason=f"{start.reason}; {end.reason}",
    )


def _names(anchors: Sequence[Toponym]) -> tuple[str | None, str | None]:
    """The name in English and in the article's language; of a place that is not known, its name in the text."""
    if not anchors:
        return None, None
    if anchors[0].place is None and len(anchors) > 1 and any(a.place is not None for a in anchors[1:]):
        anchors = anchors[:1]
    names = [anchor.place.name if anchor.place is not None else _plain(anchor.text) for anchor in anchors]
    local = [_local(anchor) for anchor in anchors]
    return _JOINED.join(dict.fromkeys(names)), _JOINED.join(dict.fromkeys(local))


def _local(anchor: Toponym) -> str:
    arabic = "\u0620" <= anchor.text[:1] <= "\u06d3"
    if arabic and anchor.place is not None and anchor.place.name_local:
        return anchor.place.name_local
    return anchor.written or _plain(anchor.text)


def _plain(text: str) -> str:
    """A name without the quotation marks that stand in it."""
    return text.translate(_NO_QUOTES).strip()


def _reason(phrase: SpatialPhrase) -> str:
    if len(phrase.anchors) == 1 and phrase.anchors[0].company:
        return f"{phrase.relation}: not known, near the others of its list"
    return f"{phrase.relation.replace('_', ' ')}: {phrase.reason}" if phrase.reason else phrase.relation


def _holder(phrase: SpatialPhrase) -> Place | None:
    """The town, neighbourhood or district that the phrase says holds a place which is not known.

    A governorate's capital holds neighbourhoods, but its name stands for too much country to place a village by it.
    """
    named = (*(within.place for within in phrase.within), *(anchor.parent for anchor in phrase.anchors))
    holder = next((place for place in named if place is not None), None)
    if holder is None or (holder.feature_code in _CAPITALS and phrase.anchors[0].cue in _APART):
        return None
    near = holder.feature_class in "TL" and holder.extent_m <= _SMALL_AREA_KM * 1000 / 2
    small = holder.feature_class == "P" or holder.feature_code in ("ADM2", "ADM3")
    return holder if near or small else None


def _unplaced(phrase: SpatialPhrase, location: str | None, local: str | None) -> Placement:
    """A name that the gazetteer does not know, with the region that the text gives it."""
    holder = next((w.place for w in phrase.within if w.place is not None), None)
    if holder is None:
        holder = next((a.parent for a in phrase.anchors if a.parent is not None), None)
    return Placement(
        location=location,
        location_local=local,
        admin1=None if holder is None else holder.admin1,
        admin2=None if holder is None or holder.feature_code == "ADM1" else holder.admin2,
        country=None if holder is None else holder.country,
        latitude=None,
        longitude=None,
        coordinate_uncertainty_m=None,
        geo_precision=None,
        spatial_relation=phrase.relation,
        distance_km=phrase.distance_km,
        geometry=None,
        reason=phrase.anchors[0].reason if phrase.anchors else "",
    )


@lru_cache(maxsize=8192)
def where_is(gazetteer: Gazetteer, key: Key) -> Where:
    """The area and the divisions of what a phrase depends on."""
    area = _area(gazetteer, key)
    anchor = key.places[-1] if key.relation in DIRECTIONS else key.places[0]
    admin1, admin2 = _divisions(gazetteer, key, area, anchor)
    uncertainty = _uncertainty_m(area, anchor)
    return Where(area, uncertainty, admin1, admin2, anchor.country, _precision(key, area, anchor, uncertainty))


def _area(gazetteer: Gazetteer, key: Key) -> Area:
    place, bearing = key.places[-1], key.bearing_deg
    if key.relation == "in":
        return areas.of_place(place, gazetteer) if bearing is None else areas.part_of_place(place, bearing, gazetteer)
    if key.relation == "on_road" or (key.relation == "border" and key.places[0].has_geometry):
        return _road(gazetteer, key)
    if key.relation == "between" and len(key.places) > 1:
        return areas.corridor(key.places)
    if key.relation == "countryside":
        return _countryside(gazetteer, place, bearing)
    if key.relation == _AMONG:
        return areas.among(key.places)
    if key.relation == _HELD:
        wide = place.feature_class == "A"
        return areas.of_place(place, gazetteer) if wide else areas.around(place, reach.held_km(place))
    return _beside(gazetteer, key, place)


def _beside(gazetteer: Gazetteer, key: Key, place: Place) -> Area:
    bearing = key.bearing_deg
    if is_wide(place) or (place.has_geometry and place.feature_class in _LINE_CLASSES):
        return areas.of_place(place, gazetteer)
    if key.distance_km is not None:
        return areas.at_distance(place, key.distance_km, bearing)
    if bearing is not None and key.edge:
        return areas.rim(place, bearing)
    if bearing is not None:
        return areas.beyond(place, bearing, _factor(gazetteer, place))
    radius = reach.BORDER_KM if key.relation == "border" else 0.0
    return areas.around(place, max(radius, reach.near_km(place) * _factor(gazetteer, place)))


def _factor(gazetteer: Gazetteer, place: Place) -> float:
    """How much farther words reach in the steppe."""
    if place.extent_m >= _EXACT_M or place.feature_code in (*_CAPITALS, "PPLX", "SQR"):
        return 1.0
    for km in (6.0, 12.0):
        near = gazetteer.near(place.latitude, place.longitude, km, ("P",), limit=_SCARCE + 9)
        others = [n for n in near if n.place.place_id != place.place_id and n.place.feature_code != "PPLX"]
        if len(others) >= _SCARCE:
            return reach.isolation_factor(others[_SCARCE - 1].distance_km)
    return reach.isolation_factor(None)


def _road(gazetteer: Gazetteer, key: Key) -> Area:
    first, *others = key.places
    if first.has_geometry and first.feature_class in "RL":
        if len(others) == 1 and key.bearing_deg is not None:
            side = areas.beyond(others[0], key.bearing_deg, 1.0)
            found = roads.beside_point(first, side.latitude, side.longitude, gazetteer)
        else:
            found = roads.on_road(first, others, gazetteer)
        return found or areas.of_place(first, gazetteer)
    if others:
        road = roads.road_between(gazetteer, first, others[0])
        found = roads.on_road(road, (first, others[0]), gazetteer) if road is not None else None
        return found or roads.straight(first, others[0])
    if first.feature_class == "P":
        return areas.around(first, first.extent_m / 1000 + reach.TOWN_ROAD_KM)
    return areas.of_place(first, gazetteer)


def _countryside(gazetteer: Gazetteer, place: Place, bearing_deg: float | None) -> Area:
    """The country of a governorate, of a governorate's capital, of a small town."""
    governorate = areas.governorate_of(gazetteer, place.admin1)
    if place.feature_class == "A":
        capital = _capital(gazetteer, place.admin1) if place.feature_code == "ADM1" else None
        return areas.countryside(place, place, bearing_deg, gazetteer, capital)
    if place.feature_class != "P":
        return areas.of_place(place, gazetteer)
    capital = _capital(gazetteer, place.admin1)
    if capital is not None and capital.place_id == place.place_id:
        return areas.countryside(place, governorate, bearing_deg, gazetteer, place)
    return areas.countryside(place, None, bearing_deg, gazetteer, place)


@lru_cache(maxsize=64)
def _capital(gazetteer: Gazetteer, admin1: str | None) -> Place | None:
    """The town that a governorate is named after."""
    if admin1 is None:
        return None
    found = gazetteer.places(("PPLC", "PPLA", "PPLA2", "PPL"), admin1)
    return next((p for p in found if p.feature_code in _CAPITALS or p.name == admin1), None)


def _divisions(gazetteer: Gazetteer, key: Key, area: Area, anchor: Place) -> tuple[str | None, str | None]:
    """Governorate and district: the place's own, or those that the representative point lies in."""
    stays = (area.latitude, area.longitude) == (anchor.latitude, anchor.longitude)
    if (stays and anchor.admin1 is not None) or key.relation == "countryside":
        return anchor.admin1, None if anchor.feature_code == "ADM1" else anchor.admin2
    first = gazetteer.admin1_of(area.latitude, area.longitude)
    if first is None:  # outside all outlines, which are generalised: along a border
        return next((place.admin1 for place in key.places if place.admin1 is not None), None), None
    second = None if is_wide(anchor) else gazetteer.admin2_of(area.latitude, area.longitude)
    return first.admin1 or first.name, None if second is None else second.admin2 or second.name


def _uncertainty_m(area: Area, anchor: Place) -> float:
    if area.geometry.type == "Point":
        return anchor.extent_m
    far = max(distance_km(area.latitude, area.longitude, y, x) for x, y in points(area.geometry))
    return float(math.ceil(far * 1000))


def _precision(key: Key, area: Area, anchor: Place, uncertainty_m: float) -> int:
    """ACLED's precision: 1 a town, 2 near one or a small area, 3 a region."""
    if anchor.feature_code in ("ADM1", "PCLI") and key.bearing_deg is None:
        return 3
    if key.relation == "in" and key.bearing_deg is None and area.geometry.type == "Point":
        return 1 if uncertainty_m < _EXACT_M else 3
    if anchor.feature_code == "ADM2" or uncertainty_m <= _SMALL_AREA_KM * 1000:
        return 2
    return 2 if key.bearing_deg is not None else 3
