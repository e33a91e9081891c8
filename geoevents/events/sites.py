"""The places of a frame: which of them only say where another one is, and which are events of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.geometry import distance_km
from geoevents.model import HOME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.events.frame import Frame, PlaceSlot
    from geoevents.events.mentions import PlaceMention
    from geoevents.model import Place

_ONE_EVENT = frozenset({"agreement", "movement", "evacuation", "transfer"})
"""Categories of which one event may have several places; of all others each place is an event."""
_REGIONS = frozenset({"ADM1", "ADM2", "PCLI", "RGN", "DSRT"})
_WAYS = frozenset({"RD", "STM", "SEA", "CNL", "PCLI"})
_WITHIN_TOWN = frozenset({"PPLX", "SQR", "HSP", "MKT"})
_CAPITALS = frozenset({"PPLA", "PPLC"})
_LIST_GAP = 2
"""Tokens between the members of a list at most (", and")."""
_JOINED = 12
"""Code points between the members of a list at most ("and the")."""
_CONTINENT_M = 1_000_000
"""From this extent on a region is wider than a country of this war ("the Middle East")."""
_COUNTRYSIDE_M = 40_000
"""How far a town's countryside reaches: a district's."""
_SURROUNDINGS_M = 3000
"""A neighbourhood is its town's up to this far, where the town's own extent is smaller."""


def anchor(slot: PlaceSlot) -> Place | None:
    """The gazetteer's place of a slot's first mention."""
    return slot.mention.phrase.anchors[0].place


def is_country(slot: PlaceSlot) -> bool:
    """Whether a slot is a whole country or more: too wide for an event's place."""
    place = anchor(slot)
    return place is not None and (place.feature_code == "PCLI" or place.extent_m >= _CONTINENT_M)


def is_abroad(mention: PlaceMention) -> bool:
    """Whether a place is another country than Syria, or a region of one."""
    place = mention.phrase.anchors[0].place
    return place is not None and place.feature_class == "A" and place.country not in (HOME, "")


def sets_abroad(slot: PlaceSlot) -> bool:
    """Whether a place sets a sentence in another country: "In Iraq, ..."."""
    return slot.fronted and slot.role == "location" and is_abroad(slot.mention)


def is_region(slot: PlaceSlot) -> bool:
    """Whether a slot is a governorate, a district or another region."""
    place = anchor(slot)
    return place is not None and place.feature_code in _REGIONS


def sites(frame: Frame, words: Sequence[str]) -> list[tuple[PlaceSlot, ...]]:
    """The places of each event that a frame of these words tells: one for all, or one each for a list of villages."""
    slots = _telling(_with_homes(frame), words)
    if not slots:
        return [()]
    if any(s.role in ("location", "along") and not is_country(s) for s in slots):
        slots = [s for s in slots if s.role != "destination" or not is_country(s)]
    locations = [s for s in slots if s.role == "location"]
    others = tuple(s for s in slots if s.role != "location")
    regions = [s for s in locations if is_region(s)]
    if frame.category in _ONE_EVENT or len(locations) <= 1 or len(regions) == len(locations):
        return [tuple(slots)]
    if all(s.mention.phrase.relation == "near" for s in locations):
        return [tuple(slots)]  # "points near A and B" lie in one area
    joins = {c.start for c in frame.scene.cues_of("conjunction")}
    return [(s, *others) for s in locations if not is_region(s) or _stands_alone(s, locations, joins)]


def _heads_list(region: PlaceSlot, locations: list[PlaceSlot], joins: set[int]) -> bool:
    """Whether "and" and another place follow: "in the province of X and the city of Y"."""
    end = region.mention.end
    return end in joins and any(0 < s.mention.start - end <= 2 * _LIST_GAP for s in locations)


def _stands_alone(region: PlaceSlot, locations: list[PlaceSlot], joins: set[int]) -> bool:
    """Whether a region in a list is struck itself: "attacks on X and the countryside of Y", X not being of Y."""
    place = anchor(region)
    joined = region.mention.phrase.start - max(
        (s.mention.phrase.end for s in locations if s.mention.phrase.end <= region.mention.phrase.start), default=-100
    )
    if place is None or is_country(region) or (joined > _JOINED and not _heads_list(region, locations, joins)):
        return False
    return not any(_lies_in(s, region) for s in locations if s is not region)


def _with_homes(frame: Frame) -> list[PlaceSlot]:
    """The places that count; of people whose home is told and no place but the region around it, the home."""
    slots = [s for s in frame.places if s.role not in ("native", "context")]
    homes = [s for s in frame.places if s.role == "native" and anchor(s) is not None and not is_region(s)]
    regions = [s for s in slots if s.role == "location" and is_region(s)]
    homes = [home for home in homes if any(_lies_in(home, region) for region in regions)]
    if homes and len(regions) == len(slots):
        return [type(homes[0])(home.mention, "location", home.fronted) for home in homes[:1]]
    return slots


def _lies_in(slot: PlaceSlot, region: PlaceSlot) -> bool:
    """Whether a place is one of a region, such as a village of its governorate."""
    inner, outer = anchor(slot), anchor(region)
    test = _CONTAINERS.get(outer.feature_code) if outer is not None else None
    return inner is not None and outer is not None and test is not None and test(outer, inner)


def _telling(slots: list[PlaceSlot], words: Sequence[str]) -> list[PlaceSlot]:
    """Leave out a place that only says where another one of the frame is: its governorate, its city, its road."""
    kept: list[PlaceSlot] = []
    for slot in slots:
        if any(other is not slot and (_holds(slot, other) or _leads_to(slot, other)) for other in slots):
            continue
        if any(_closes_address(slot, other, slots, words) for other in slots):
            continue
        if any(_same(slot, other) for other in kept):
            continue
        kept.append(slot)
    return kept


def _leads_to(way: PlaceSlot, other: PlaceSlot) -> bool:
    """A road, river or sea beside a place with a point only says how to get there."""
    a, b = anchor(way), anchor(other)
    if a is None or b is None or way.role != "location" or other.role != "location":
        return False
    return a.feature_code in _WAYS and b.feature_code not in _WAYS and b.feature_class != "A"


def _same(slot: PlaceSlot, other: PlaceSlot) -> bool:
    a, b = anchor(slot), anchor(other)
    same = a is not None and b is not None and a.place_id == b.place_id
    return same and (slot.role == other.role or _beside(slot, other))


def _beside(slot: PlaceSlot, other: PlaceSlot) -> bool:
    """Whether a place stands right after another one: its second name in brackets."""
    return 0 <= slot.mention.start - other.mention.end <= 1


def _holds(outer: PlaceSlot, inner: PlaceSlot) -> bool:
    """Whether a place is the region, the district or the town that another one of the same role lies in."""
    a, b = anchor(outer), anchor(inner)
    if a is None or outer.role != inner.role or (b is not None and a.place_id == b.place_id):
        return False
    if b is None:
        return a.feature_class == "A" or a.feature_code in ("RGN", "DSRT")
    test = _CONTAINERS.get(a.feature_code)
    if (test is not None and test(a, b)) or a.extent_m >= _CONTINENT_M:
        return True
    if a.feature_class == "P" and _sets_the_scene(outer, inner):
        return a.admin1 == b.admin1 if a.feature_code in _CAPITALS else _around(a, b, outer)
    if a.feature_class == "P" and a.feature_code != "PPLX" and b.feature_code in _WITHIN_TOWN:
        return _metres(a, b) <= max(a.extent_m, _SURROUNDINGS_M)
    return False


def _sets_the_scene(outer: PlaceSlot, inner: PlaceSlot) -> bool:
    """As in "In Daraa, troops stormed X": a capital before the verb stands for its governorate."""
    return outer.fronted and not outer.beside and not inner.fronted


def _around(town: Place, place: Place, slot: PlaceSlot) -> bool:
    """Whether a place lies in the countryside of a town that was told first: "In rural X, troops stormed Y"."""
    rural = slot.mention.phrase.relation == "countryside"
    return rural and place.feature_class != "A" and _metres(town, place) <= _COUNTRYSIDE_M


def _closes_address(outer: PlaceSlot, inner: PlaceSlot, slots: list[PlaceSlot], words: Sequence[str]) -> bool:
    """As in "in Jasim, Daraa": a capital after the comma stands for its governorate, unless a list goes on."""
    a, b = anchor(outer), anchor(inner)
    if a is None or b is None or a.feature_code not in _CAPITALS or b.feature_class == "A" or a.admin1 != b.admin1:
        return False
    start, end = inner.mention.end, outer.mention.end
    if outer.role != inner.role or outer.mention.prefix or outer.mention.start != start + 1 or words[start] != ",":
        return False
    return not any(
        0 <= s.mention.start - end <= _LIST_GAP or 0 <= inner.mention.start - s.mention.end <= _LIST_GAP for s in slots
    )


def _metres(a: Place, b: Place) -> float:
    return distance_km(a.latitude, a.longitude, b.latitude, b.longitude) * 1000


def _near_enough(a: Place, b: Place) -> bool:
    return b.feature_class == "P" and _metres(a, b) <= a.extent_m


_CONTAINERS = {
    "PCLI": lambda a, b: b.country == a.country,
    "ADM1": lambda a, b: b.feature_code != "ADM1" and b.admin1 == (a.admin1 or a.name),
    "ADM2": lambda a, b: b.feature_class != "A" and b.admin2 == (a.admin2 or a.name),
    "RGN": _near_enough,
    "DSRT": _near_enough,
    "PLN": _near_enough,
    "MTS": _near_enough,
}
