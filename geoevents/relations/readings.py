"""What one place's relation words say: the relation, its bearing and its distance."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geoevents.language import fold_name
from geoevents.relations.vocabulary import countryside_words, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geoevents.language import Document
    from geoevents.model import Place, Toponym
    from geoevents.relations.units import Head, Unit
    from geoevents.relations.vocabulary import Mark

DIRECTIONS = (
    "north_of", "north_east_of", "east_of", "south_east_of", "south_of", "south_west_of", "west_of", "north_west_of",
)  # fmt: skip
"""The relations of direction, clockwise from north in steps of 45 degrees."""

_ROADS = frozenset({"RD", "ST", "RR"})
_RIVERS = frozenset({"STM", "STMI", "CNL", "WAD"})
_CUES = frozenset({"countryside", "road"})
_REGION_CUES = frozenset({"governorate", "district", "country", "region"})
_REGIONS = frozenset({"RGN", "RGNE", "DSRT", "PLN", "PEN", "ISL", "VAL", "TERR"})
_WIDE_M = 14_000
"""From this extent on, "north of" a region is read as its north: own choice, the size of a district."""
_VAST_M = 60_000
"""From this extent on. Own choice: beyond the reach of direction words of any town."""


class Meaning(NamedTuple):
    """What the words around one place say."""

    relation: str
    bearing_deg: float | None = None
    distance_km: float | None = None
    edge: bool = False


PLAIN = Meaning("in")
"""A name alone."""


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


def is_vast(toponym: Toponym) -> bool:
    """Whether a mention names an area so large that another place tells more than it: a steppe, a river."""
    place = toponym.place
    if place is None:
        return False
    return place.feature_class == "A" or is_water(toponym) or (is_wide(place) and place.extent_m >= _VAST_M)


def is_road(toponym: Toponym) -> bool:
    """Whether a mention names a road that the gazetteer knows."""
    return toponym.place is not None and toponym.place.feature_code in _ROADS


def is_line(toponym: Toponym) -> bool:
    """Whether a mention may be a line: a road, or a border, which the gazetteer files under areas."""
    return is_road(toponym) or (toponym.place is not None and toponym.place.feature_class == "L")


def is_water(toponym: Toponym) -> bool:
    """Whether a mention names a river or a canal."""
    return toponym.place is not None and toponym.place.feature_code in _RIVERS


def read_meaning(document: Document, head: Head) -> Meaning:
    """Read the words around one place."""
    toponym = head.unit.toponym
    own = own_kind(document, head.unit)
    if not head.kinds and toponym.cue not in _CUES and own is None:
        return PLAIN
    bearing, distance = _bearing(document, head, own), head.distance_km
    if own in ("road", "border"):
        return _beside_line(own, head, bearing, distance)
    if head.has("countryside", "countryside_after") or (toponym.cue == "countryside" and not head.has("border")):
        return _countryside(document, head, bearing, distance)
    if own == "countryside":
        return Meaning("countryside", bearing)
    if head.has("border", "road", "road_after"):
        return Meaning("border" if head.has("border") else "on_road")
    return _plain(head, bearing, distance)


def own_kind(document: Document, unit: Unit) -> str | None:
    """What a name says itself: ``road``, ``border`` or ``countryside`` ("the Turkish border"), or None."""
    place = unit.toponym.place
    if place is None or place.feature_class not in "RL":
        return None
    if place.feature_code in _ROADS:
        return "road"
    if unit.end - unit.start > 1:
        words = words_of(document.language)
        for at in range(unit.start, unit.end):
            for mark in words.beginning_at(document, at, unit.end):
                if mark.kind.removesuffix("_after") in ("border", "countryside"):
                    return mark.kind.removesuffix("_after")
    return None


def _plain(head: Head, bearing: float | None, distance: float | None) -> Meaning:
    if bearing is not None and head.has("direction", "edge", "edge_after"):
        return _directed(head, bearing, distance)
    if distance is not None or head.has("near", "edge", "edge_after"):
        return Meaning("near", None, distance)
    place = head.unit.toponym.place
    return Meaning("in", None if bearing is None or _named_for(place, bearing) else bearing)


def _named_for(place: Place | None, bearing: float) -> bool:
    """Whether a place is itself called after the direction: "Eastern Ghouta"."""
    if place is None:
        return False
    words = words_of("en").table
    named = (found for word in fold_name(place.name).split() for found in words.heads(word) or ())
    return any(word.kind == "side" and word.attributes.get("bearing") == bearing for _, word, _, _ in named)


def _beside_line(own: str, head: Head, bearing: float | None, distance: float | None) -> Meaning:
    if bearing is not None and head.has("direction"):
        return Meaning(relation_of(bearing), bearing, distance)
    if own == "border":
        return Meaning("border", None, distance)
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


def _bearing(document: Document, head: Head, own: str | None) -> float | None:
    """The direction that the words around a name tell, or a word of the name itself ("eastern Homs countryside")."""
    directions = [mark for mark in head.marks if mark.kind == "direction"]
    if directions:
        return _of(directions[-1:])
    sides = [mark for mark in (*head.marks, *head.tail) if mark.kind == "side"]
    if document.language == "en" and not _side_tells(head):
        sides = [mark for mark in head.tail if mark.kind == "side"]
    if sides:
        return _of(sides)
    return _own_direction(document, head.unit) if "countryside" in (own, head.unit.toponym.cue) else None


def _side_tells(head: Head) -> bool:
    """Tell "northern X", a part of X, from "the northern town of X", a town in the north of the country.

    Of a governorate it is a part, but not in "on the edge of the northern governorate of X".
    """
    kinds = [mark.kind for mark in head.marks]
    at = len(kinds) - 1 - kinds[::-1].index("side") if "side" in kinds else -1
    if at < 0:
        return True
    following = kinds[at + 1 : at + 2]
    return following != ["class"] or (is_region(head.unit.toponym) and "edge" not in kinds[:at])


def _own_direction(document: Document, unit: Unit) -> float | None:
    """The direction in a name of several words, at its end in Arabic and at its beginning in English."""
    if unit.end - unit.start < 2:  # noqa: PLR2004
        return None
    words = words_of(document.language)
    found = words.ending_at(document, unit.end, unit.start)
    for at in range(unit.start, unit.end if document.language == "en" else unit.start):
        found.extend(words.beginning_at(document, at, unit.end))
    sides = [mark for mark in found if mark.kind == "side"]
    return _of([max(sides, key=lambda mark: mark.end - mark.start)]) if sides else None


def _of(found: Iterable[Mark]) -> float | None:
    """The bearing of one direction, or of the middle between two neighbouring ones."""
    bearings = [mark.attributes["bearing"] for mark in found if "bearing" in mark.attributes]
    if len(bearings) == 2:  # noqa: PLR2004
        turn = (bearings[1] - bearings[0] + 180) % 360 - 180
        return float((bearings[0] + turn / 2) % 360) if abs(turn) <= 90 else None  # noqa: PLR2004
    return float(bearings[0]) if len(bearings) == 1 else None
