"""What the event stage hands on: an event in words, before its place is put on the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geoevents.events.harm import Harm
    from geoevents.lexicon.parties import Actor
    from geoevents.model import Place, SpatialPhrase, Status, TimeExpression


PROTESTERS = "demonstrators"
FIGHTERS = "fighters"
"""What the first actor of a protest is called where the text does not name it."""
CIVILIANS = "civilians"
"""What an event's second actor is, or begins with, where it is no party."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One event of an article.

    ``places`` holds (role, phrase), the role being location, origin, destination, launch or along. Offsets
    are code points of the text. ``time_source`` is ``own`` (its clause or sentence), ``header``, ``lead`` (the
    text's first event) or ``none``; ``background`` marks an earlier event told without a date.
    ``place_source`` says where the place was found; ``refers`` marks a noun with the article, which may
    point back to an event told before.
    """

    category: str
    trigger: str
    trigger_start: int
    trigger_end: int
    start: int
    end: int
    places: tuple[tuple[str, SpatialPhrase], ...]
    place_source: str
    time: TimeExpression | None
    time_source: str
    background: bool
    actor1: str | None
    actor1_party: Actor | None
    actor2: str | None
    weapon: str | None
    weapon_count: int | None
    harm: Harm
    status: Status
    claimed_by: str | None
    strong: bool
    refers: bool
    rule: str
    slots: tuple[tuple[str, str, int | None, int | None], ...]

    @property
    def known_places(self) -> tuple[Place, ...]:
        """The gazetteer's places of its phrases."""
        return tuple(a.place for _, phrase in self.places for a in phrase.anchors if a.place is not None)

    @property
    def surroundings(self) -> tuple[Place, ...]:
        """Its known places; of those that the gazetteer does not know, the town or region that the text names."""
        anchors = (anchor for _, phrase in self.places for anchor in phrase.anchors)
        return self.known_places or tuple(anchor.parent for anchor in anchors if anchor.parent is not None)

    @property
    def areas(self) -> tuple[str, ...]:
        """The governorates of its places, by the gazetteer's names."""
        return tuple(dict.fromkeys(place.admin1 for place in self.known_places if place.admin1))
