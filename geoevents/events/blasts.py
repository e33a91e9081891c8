"""Bombs and the people and vehicles that they hit: whoever is named beside one did not set it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.language.clitics import BA, LAM

if TYPE_CHECKING:
    from geoevents.events.mentions import Party
    from geoevents.events.scene import Scene
    from geoevents.language import Match
    from geoevents.lexicon import Entry

_NEAR = 4


def goes_off(scene: Scene, trigger: Match[Entry], before: list[Party]) -> bool:
    """Whether a bomb is the subject of a verb of exploding: whoever is named beside it did not do it."""
    if trigger.payload.attributes["category"] != "explosion":
        return False
    people = {v.start for v in scene.victims}  # a suicide bomber is somebody's
    bombs = [w for w in scene.weapons if not w.payload.platform and w.start not in people]
    subject = any(w.start == trigger.end and BA not in w.prefix for w in bombs) and not before
    return subject or any(w.end == trigger.start for w in bombs)


def carries(scene: Scene, party: Party) -> bool:
    """Whether a party is told as whose the vehicle or the men before it are: "in a car of A"."""
    owned = LAM in party.prefix or scene.cue(party.start, "belonging") is not None
    near = (v for v in scene.victims if v.payload.attributes["side"] in ("vehicle", "combatant"))
    return owned and any(0 <= party.start - v.end <= 2 for v in near)  # noqa: PLR2004 - "military", "belonging to"


def whose_men(scene: Scene, parties: list[Party]) -> Party | None:
    """The party whose man was told before a verb: "a commander of A was killed by a bomb that exploded"."""
    men = [v for v in scene.victims if v.payload.attributes["side"] == "combatant"]
    return next((p for p in parties if not p.adjective and any(0 <= p.start - v.start <= _NEAR for v in men)), None)
