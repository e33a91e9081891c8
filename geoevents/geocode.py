"""One place expression, such as "15 km south-east of Palmyra", to a geometry with its uncertainty and candidates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geoevents.language import Document, detect_language
from geoevents.model import Candidate, Geometry, Placement
from geoevents.relations import find_phrases, locate
from geoevents.toponyms import find_toponyms, resolve_generic

if TYPE_CHECKING:
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place, SpatialPhrase, Toponym

# ACLED's geo_precision for a place by itself: 1 a town or less, 3 a region.
_TOWN, _REGION = 1, 3
# Below this the search has only spellings that are somewhat alike: a help in finding, no answer.
_LEAST_SCORE = 0.5


@dataclass(frozen=True, slots=True)
class Geocoded:
    """Where an expression points, and the places that its names may mean, the best first."""

    query: str
    placement: Placement
    candidates: tuple[Candidate, ...]


def geocode(query: str, gazetteer: Gazetteer, *, limit: int = 10) -> Geocoded | None:
    """Read a place expression; ``None`` when nothing in it is known.

    A relation (direction, distance, between, road, countryside) is computed as in an article; a plain name is
    looked up with its candidates.
    """
    document = Document(query, detect_language(query))
    toponyms = find_toponyms(document, gazetteer)
    phrase = _relation(find_phrases(document, toponyms, resolve_generic(document, toponyms)))
    if phrase is not None:
        placement = locate(phrase, gazetteer)
        if placement.latitude is not None:
            return Geocoded(query, placement, _candidates(phrase.anchors)[:limit])
    found = [one for one in gazetteer.search(query, limit=limit) if one.score >= _LEAST_SCORE]
    if not found:
        return None
    candidates = tuple(Candidate(one.place, one.score, tuple(one.reasons)) for one in found)
    return Geocoded(query, _placed(found[0].place, found[0].uncertainty_m, gazetteer), candidates)


def _relation(phrases: tuple[SpatialPhrase, ...] | list[SpatialPhrase]) -> SpatialPhrase | None:
    """Return the longest phrase that says more than a name."""
    telling = [phrase for phrase in phrases if phrase.relation != "in"]
    return max(telling, key=lambda phrase: phrase.end - phrase.start, default=None)


def _candidates(anchors: tuple[Toponym, ...]) -> tuple[Candidate, ...]:
    return tuple(candidate for anchor in anchors for candidate in anchor.candidates)


def _placed(place: Place, uncertainty_m: float, gazetteer: Gazetteer) -> Placement:
    point = Geometry("Point", (place.longitude, place.latitude))
    return Placement(
        location=place.name,
        location_local=place.name_local,
        admin1=place.admin1,
        admin2=place.admin2,
        country=place.country,
        latitude=place.latitude,
        longitude=place.longitude,
        coordinate_uncertainty_m=uncertainty_m,
        geo_precision=_REGION if place.feature_class == "A" else _TOWN,
        spatial_relation="in",
        distance_km=None,
        geometry=gazetteer.geometry(place.place_id) or point,
        reason="the best match of the name",
    )
