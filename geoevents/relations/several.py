"""One event in several places: their placements as one."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geoevents.gazetteer.shapes import bounds, boxes_meet, geometry_from_geojson, points
from geoevents.geometry import distance_km
from geoevents.model import SEVERAL, Geometry
from geoevents.relations.locate import key_of, locate, where_is
from geoevents.relations.plane import Plane, disc, hull

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Placement, SpatialPhrase
    from geoevents.relations.locate import Key, Where

_JOINED = " \u2013 "
_LINE_HALF_KM = 2.0
"""Half the width that a line takes when it is drawn with areas: the lines' usual accuracy in the gazetteer."""


def locate_all(phrases: Sequence[SpatialPhrase], gazetteer: Gazetteer) -> Placement | None:
    """The placement of one event that the text puts in several places.

    Points give a MultiPoint, lines a MultiLineString; areas, and anything mixed, a MultiPolygon. The representative
    point is that of the first place told, and the uncertainty holds everything. Names of places are joined by a dash,
    those of governorates and districts by a semicolon. None
    without phrases.
    """
    placements: list[Placement] = []
    keys: list[Key] = []
    for phrase in phrases:
        placement = locate(phrase, gazetteer)
        if placement in placements:
            continue
        placements.append(placement)
        key = key_of(phrase)
        if key is not None:
            keys.append(key)
    known = [p for p in placements if p.geometry is not None]
    if not known:
        return placements[0] if placements else None
    first = known[0]
    if len(placements) == 1:
        return first
    geometry, uncertainty = _together(gazetteer, tuple(keys))
    return replace(
        first,
        location=_join(p.location for p in placements),
        location_local=_join(p.location_local for p in placements),
        admin1=_join((p.admin1 for p in known), SEVERAL),
        admin2=_join((p.admin2 for p in known), SEVERAL) if all(p.admin2 for p in known) else None,
        geometry=geometry,
        coordinate_uncertainty_m=uncertainty,
        geo_precision=max(p.geo_precision or 3 for p in known),
        spatial_relation=first.spatial_relation if len({p.spatial_relation for p in known}) == 1 else None,
        distance_km=None,
        reason="; ".join(dict.fromkeys(p.reason for p in placements)),
    )


def _join(names: Iterable[str | None], joint: str = _JOINED) -> str | None:
    return joint.join(dict.fromkeys(name for name in names if name)) or None


@lru_cache(maxsize=2048)
def _together(gazetteer: Gazetteer, keys: tuple[Key, ...]) -> tuple[Geometry, float]:
    """The geometry of several places, and how far it reaches from the point of the first of them, in metres."""
    wheres = [where_is(gazetteer, key) for key in keys]
    geometry = _merged(wheres)
    first = wheres[0].area
    far = max(distance_km(first.latitude, first.longitude, y, x) for x, y in points(geometry))
    own = max(where.uncertainty_m for where in wheres) if geometry.type == "MultiPoint" else 0.0
    return geometry, float(math.ceil(far * 1000 + own))


def _merged(wheres: Sequence[Where]) -> Geometry:
    geometries = [where.area.geometry for where in wheres]
    kinds = {geometry.type.removeprefix("Multi") for geometry in geometries}
    if len(kinds) == 1 and len(geometries) == 1:
        return geometries[0]
    if kinds == {"Polygon"} or len(kinds) > 1:
        return _dissolved(tuple(part for where in wheres for part in _as_polygons(where)))
    return Geometry(f"Multi{kinds.pop()}", tuple(part for g in geometries for part in _parts(g)))


def _dissolved(polygons: tuple[Any, ...]) -> Geometry:
    """Several polygons as one geometry; those that meet are united: parts of a MultiPolygon may not share a line."""
    boxes = [bounds(Geometry("Polygon", polygon)) for polygon in polygons]
    if not any(boxes_meet(a, b) for a, b in itertools.combinations(boxes, 2)):
        return Geometry("MultiPolygon", polygons)
    import shapely  # takes a tenth of a second to load: only where it is needed
    from shapely.geometry import MultiPolygon, mapping, shape
    from shapely.geometry.polygon import orient

    united = shapely.union_all([shape(Geometry("Polygon", polygon)) for polygon in polygons])
    parts = [orient(part) for part in getattr(united, "geoms", [united])]
    return geometry_from_geojson(mapping(parts[0] if len(parts) == 1 else MultiPolygon(parts)))


def _parts(geometry: Geometry) -> tuple[Any, ...]:
    return geometry.coordinates if geometry.type.startswith("Multi") else (geometry.coordinates,)


def _as_polygons(where: Where) -> tuple[Any, ...]:
    geometry = where.area.geometry
    if geometry.type.endswith("Polygon"):
        return _parts(geometry)
    x, y = next(points(geometry))
    plane = Plane.around(y, x)
    if geometry.type.endswith("Point"):
        return (plane.polygon(disc((where.uncertainty_m or 1000.0) / 1000)),)
    return tuple(
        plane.polygon(hull(p for vertex in line for p in disc(_LINE_HALF_KM, *plane.to_xy(*vertex))))
        for line in _parts(geometry)
    )
