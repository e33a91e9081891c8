"""A frame: one trigger of a sentence and what fills its slots, while the sentence is being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geoevents.events.harm import UNTOLD
from geoevents.language.clitics import BA

if TYPE_CHECKING:
    from geoevents.events.harm import Harm
    from geoevents.events.mentions import Party, PlaceMention, TimeMention
    from geoevents.events.scene import Scene
    from geoevents.language import Match
    from geoevents.lexicon import Entry
    from geoevents.lexicon.parties import Weapon


@dataclass(slots=True)
class PlaceSlot:
    """A place and its role: location, origin, destination, launch, along or native."""

    mention: PlaceMention
    role: str
    fronted: bool = False
    """Stands before the trigger: where the sentence is set."""
    beside: bool = False
    """Stands right before the trigger: "the Aleppo offensive"."""


@dataclass(slots=True)
class Frame:
    """One trigger and its fillers, while a sentence is being read."""

    scene: Scene
    trigger: Match[Entry]
    category: str
    first: int
    last: int
    places: list[PlaceSlot] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    time: TimeMention | None = None
    agent: Party | None = None
    target: Party | None = None
    weapons: list[Match[Weapon]] = field(default_factory=list)
    victims: list[Match[Entry]] = field(default_factory=list)
    harm: Harm = UNTOLD
    definite: bool = False
    inherited: str = ""
    status: str = "asserted"
    claimed_by: str | None = None
    background: bool = False
    negated: bool = False
    alone: bool = True
    """The only event that its sentence tells."""
    rules: list[str] = field(default_factory=list)

    @property
    def weak(self) -> bool:
        """Whether the trigger needs more than a place beside it."""
        return self.trigger.payload.attributes.get("strength") == "weak"

    @property
    def key(self) -> str:
        """The vocabulary entry of the trigger."""
        return self.trigger.payload.key

    @property
    def flown(self) -> bool:
        """Whether aircraft are the subject of the verb: "the helicopters dropped"."""
        end = self.trigger.end
        near = (w for w in self.weapons if w.payload.platform and 0 <= w.start - end <= 1)
        return any(BA not in w.prefix for w in near)

    @property
    def blown(self) -> bool:
        """Whether a bomb is the subject of the verb: "an explosive device went off"."""
        start, end = self.trigger.start, self.trigger.end
        bombs = (w for w in self.weapons if not w.payload.platform and BA not in w.prefix)
        return self.category == "explosion" and any(w.start == end or w.end == start for w in bombs)

    @property
    def peopled(self) -> bool:
        """Whether people, vehicles or aircraft before a verb of motion are its subject: "and families have crossed"."""
        if self.category not in ("movement", "evacuation", "travel"):
            return False
        ends = [v.end for v in self.victims] + [w.end for w in self.weapons if w.payload.platform]
        return any(end <= self.trigger.start for end in ends)

    def located(self) -> list[PlaceSlot]:
        """The places where it happened (not where it came from)."""
        return [p for p in self.places if p.role in ("location", "destination", "along")]
