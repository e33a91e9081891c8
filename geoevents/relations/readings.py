"""What one place's relation words say: the relation, its bearing and its distance."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geoevents.language import fold_name
from geoevents.relations.vocabulary import countryside_words, table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geoevents.language import Document
    from geoevents.model import Place, Toponym
    from geoevents.relations.units import Head
    from geoevents.relations.vocabulary import Mark

DIRECTIONS = (
    "north_of", "north_east_of", "east_of", "south_east_of", "south_of", "south_west_of", "west_of", "north_west_of",
)  # fmt: skip
"""The relations of direction, clockwise from north in steps of 45 degrees."""

_ROADS = frozenset({"RD", "ST", "RR"})
_RIVERS = frozenset({"STM", "STMI", "CNL", "WAD"})
_REGION_CUES = frozenset({"governorate", "district", "country", "region"})
_REGIONS = frozenset({"RGN", "RGNE", "DSRT", "PLN", "PEN", "ISL", "VAL", "TERR"})
_WIDE_M = 20_000
"""From this extent on, "north of" a region is read as its north: own choice, the size of a large district."""


class Meaning(NamedTuple):
    """What the words around one place say."""

    relation: str
    bearing_deg: float | None = None
    distance_km: float | None = None
    edge: bool = False


def relation_of(bearing_deg: float) -> str:
    """The relation of direction that is nearest to a bearing."""
    return DIRECTIONS[round(bearing_deg / 45) % 8]


def is_region(toponym: Toponym) -> bool:
    """Whether a mention names an area that holds other places: a governorate, a country, a steppe."""
    if toponym.cue in _REGION_CUES or toponym.cue == "countryside":
        return True
    place = toponym.place
    return place is not None and is_wide(place)


def is_wide(place: Place) -> bool:
    """Whether a place is an area that others lie in."""
    return place.feature_class == "A" or (place.feature_code in _REGIONS and place.extent_m >= _WIDE_M)


def is_road(toponym: Toponym) -> bool:
    """Whether a mention names a road that the gazetteer knows."""
    return toponym.place is not None and toponym.place.feature_code in _ROADS


def is_water(toponym: Toponym) -> bool:
    """Whether a mention names a river or a canal."""
    return toponym.place is not None and toponym.place.feature_code in _RIVERS


def read_meaning(document: Document, head: Head) -> Meaning:
    """Read the words around one place."""
    toponym = head.unit.toponym
    bearing = _bearing(document, head)
    distance = head.distance_km
    if is_road(toponym):
        return _beside_road(head, bearing, distance)
    if head.has("border"):
        return Meaning("border")
    if head.has("countryside", "countryside_after") or toponym.cue == "countryside":
        return _countryside(document, head, bearing, distance)
    if head.has("road", "road_after"):
        return Meaning("on_road")
    if bearing is not None and (head.has("direction") or head.has("edge", "edge_after")):
        return _directed(head, bearing, distance)
    if distance is not None:
        return Meaning("near", None, distance)
    if head.has("near", "edge", "edge_after"):
        return Meaning("near")
    return Meaning("in", None if bearing is None or _named_for(toponym.place, bearing) else bearing)


def _named_for(place: Place | None, bearing: float) -> bool:
    """Whether a place is itself called after the direction: "Eastern Ghouta"."""
    if place is None:
        return False
    words = table("en")
    named = (found for word in fold_name(place.name).split() for found in words.heads(word) or ())
    return any(word.kind == "side" and word.attributes.get("bearing") == bearing for _, word, _, _ in named)


def _beside_road(head: Head, bearing: float | None, distance: float | None) -> Meaning:
    if bearing is not None and head.has("direction"):
        return Meaning(relation_of(bearing), bearing, distance)
    return Meaning("near", None, distance) if head.has("near") else Meaning("on_road")


def _countryside(document: Document, head: Head, bearing: float | None, distance: float | None) -> Meaning:
    """A governorate's countryside; one whose own name is "countryside of" is a place like others."""
    if distance is not None and bearing is not None:
        return Meaning(relation_of(bearing), bearing, distance)
    place = head.unit.toponym.place
    if place is not None and place.feature_class == "A":
        name = fold_name((place.name_local or "") if document.language == "ar" else place.name)
        if not countryside_words(document.language).isdisjoint(name.split()):
            return Meaning("in", bearing)
    return Meaning("countryside", bearing)


def _directed(head: Head, bearing: float, distance: float | None) -> Meaning:
    if distance is not None:
        return Meaning(relation_of(bearing), bearing, distance)
    if head.has("edge", "edge_after"):
        return Meaning(relation_of(bearing), bearing, edge=True)
    if is_region(head.unit.toponym) or (head.has("inside") and not _is_capital(head.unit.toponym)):
        return Meaning("in", bearing)
    return Meaning(relation_of(bearing), bearing)


def _is_capital(toponym: Toponym) -> bool:
    """A governorate's capital: "in the north of" it may mean the governorate, so that what lies beyond counts too."""
    return toponym.place is not None and toponym.place.feature_code in ("PPLA", "PPLC")


def _bearing(document: Document, head: Head) -> float | None:
    """The direction that the words around a name tell, or a word of the name itself ("eastern Homs countryside")."""
    directions = [mark for mark in head.marks if mark.kind == "direction"]
    if directions:
        return _of(directions[-1:])
    sides = [mark for mark in (*head.marks, *head.tail) if mark.kind == "side"]
    if document.language == "en" and not _side_tells(head):
        sides = [mark for mark in head.tail if mark.kind == "side"]
    if sides:
        return _of(sides)
    return _own_direction(document, head) if head.unit.toponym.cue == "countryside" else None


def _side_tells(head: Head) -> bool:
    """Tell "northern X", a part of X, from "the northern town of X", a town in the north of the country."""
    kinds = [mark.kind for mark in head.marks]
    at = len(kinds) - 1 - kinds[::-1].index("side") if "side" in kinds else -1
    if at < 0:
        return True
    following = kinds[at + 1 : at + 2]
    return following != ["class"] or is_region(head.unit.toponym)


def _own_direction(document: Document, head: Head) -> float | None:
    words = table(document.language)
    for token in (head.unit.end - 1, head.unit.start):
        for rest, word, _, _ in words.heads(document.words[token]) or ():
            if not rest and word.kind == "side" and head.unit.end - head.unit.start > 1:
                return word.attributes.get("bearing")
    return None


def _of(found: Iterable[Mark]) -> float | None:
    """The bearing of one direction, or of the middle between two neighbouring ones."""
    bearings = [mark.attributes["bearing"] for mark in found if "bearing" in mark.attributes]
    if len(bearings) == 2:  # noqa: PLR2004
        turn = (bearings[1] - bearings[0] + 180) % 360 - 180
        return float((bearings[0] + turn / 2) % 360) if abs(turn) <= 90 else None  # noqa: PLR2004
    return float(bearings[0]) if len(bearings) == 1 else None
