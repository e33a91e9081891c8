"""A geopy geocoder over the gazetteer: no network, no key.

It is a subclass of :class:`geopy.geocoders.base.Geocoder`, so it stands wherever one is asked for::

    geopandas.tools.geocode(names, provider=GazetteerGeocoder)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geoevents.gazetteer.gazetteer import Gazetteer, Neighbour

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geoevents.gazetteer.search import Found
    from geoevents.model import Place, Placement

    PlaceReader = Callable[[str, str | None], "Placement | None"]

_REVERSE_KM = 25.0


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy is not typed
    """Geocodes with the gazetteer.

    Parameters
    ----------
    gazetteer
        The gazetteer to ask; the default one when None.
    read_expression
        Reads an expression such as "20 km east of Palmyra" to a placement, or gives None where the query
        holds no such relation; it is asked first.
    """

    def __init__(self, gazetteer: Gazetteer | None = None, read_expression: PlaceReader | None = None) -> None:
        super().__init__()
        self.gazetteer = gazetteer or Gazetteer.default()
        self._read_expression = read_expression

    def geocode(
        self, query: str, *, exactly_one: bool = True, limit: int = 10, region: str | None = None
    ) -> Location | list[Location] | None:
        """Find the place of a query.

        Parameters
        ----------
        query
            A place name, with class word, parents and relation where needed, in Arabic or Latin letters.
        exactly_one
            Return the best answer instead of a list.
        limit
            How many answers at most in a list.
        region
            Governorate, district or town that the place lies in.

        Returns
        -------
        geopy.location.Location, list of them, or None
            ``raw`` holds ``place_id``, ``score``, ``reasons``, ``uncertainty_m``, ``candidates`` ...; None where
            nothing is found.
        """
        if self._read_expression and (placement := self._read_expression(query, region)) is not None:
            location = _placed(query, placement)
            return location if exactly_one else [location]
        found = self.gazetteer.search(query, region, limit)
        if not found:
            return None
        candidates = [_raw(answer) for answer in found]
        locations = [
            Location(address(answer.place), Point(answer.latitude, answer.longitude), {**raw, "candidates": candidates})
            for answer, raw in zip(found, candidates, strict=True)
        ]
        return locations[0] if exactly_one else locations

    def reverse(
        self, query: Point | str | Sequence[float], *, exactly_one: bool = True, limit: int = 10
    ) -> Location | list[Location] | None:
        """Find the places nearest to a point, with distance (km) and bearing (degrees) in ``raw``.

        Parameters
        ----------
        query
            (latitude, longitude) as geopy takes it.
        exactly_one
            Return the nearest place instead of a list.
        limit
            How many places at most in a list.
        """
        point = query if isinstance(query, Point) else Point(query)
        near = self.gazetteer.near(point.latitude, point.longitude, _REVERSE_KM, limit=limit)
        if not near:
            return None
        locations = [_neighbour(n, self.gazetteer, point) for n in near]
        return locations[0] if exactly_one else locations


def address(place: Place) -> str:
    """A place's name with district, governorate and country."""
    parts = [place.name, place.admin2, place.admin1, place.country]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _raw(answer: Found) -> dict[str, Any]:
    place = answer.place
    return {
        "place_id": place.place_id,
        "name": place.name,
        "name_local": place.name_local,
        "feature_class": place.feature_class,
        "feature_code": place.feature_code,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "uncertainty_m": answer.uncertainty_m,
        "score": answer.score,
        "reasons": list(answer.reasons),
        "source": place.source,
    }


def _neighbour(neighbour: Neighbour, gazetteer: Gazetteer, point: Point) -> Location:
    place = neighbour.place
    governorate = gazetteer.admin1_of(point.latitude, point.longitude)
    district = gazetteer.admin2_of(point.latitude, point.longitude)
    raw = {
        "place_id": place.place_id,
        "name_local": place.name_local,
        "distance_km": round(neighbour.distance_km, 3),
        "bearing_deg": round(neighbour.bearing_deg, 1),
        "admin1": governorate.admin1 if governorate else None,
        "admin2": district.admin2 if district else None,
    }
    return Location(address(place), Point(place.latitude, place.longitude), raw)


def _placed(query: str, placement: Placement) -> Location | None:
    if placement.latitude is None or placement.longitude is None:
        return None
    raw = {
        "location": placement.location,
        "spatial_relation": placement.spatial_relation,
        "distance_km": placement.distance_km,
        "uncertainty_m": placement.coordinate_uncertainty_m,
        "geometry": placement.geometry.__geo_interface__ if placement.geometry else None,
        "reasons": [placement.reason],
        "candidates": [],
    }
    return Location(placement.location or query, Point(placement.latitude, placement.longitude), raw)
