"""Lists under a heading that tells what happened: "Air strikes:", then a line for each place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.events.combine import combine
from geoevents.events.frame import Frame, PlaceSlot
from geoevents.events.frames import read_frames
from geoevents.events.portions import with_portions

if TYPE_CHECKING:
    from geoevents.events.scene import Scene
    from geoevents.events.vocabulary import Vocabulary
    from geoevents.language import Document


def frames_of(scene: Scene, document: Document, vocabulary: Vocabulary) -> list[Frame]:
    """The joined frames of a sentence: its own, or for an item of a list the one that its heading tells."""
    frames = with_portions(combine(read_frames(scene, document, vocabulary)), document)
    for frame in frames:
        frame.alone = len(frames) == 1
    if scene.heading is None:
        return frames
    told = combine(read_frames(scene.heading, document, vocabulary))
    if not scene.triggers:
        return [_item(scene, told[0])] if told else []
    for frame in frames:
        if told and frame.agent is None and frame.category == told[0].category:
            frame.agent, frame.target = told[0].agent, frame.target or told[0].target
            frame.weapons = frame.weapons or told[0].weapons
    return frames


def _item(scene: Scene, heading: Frame) -> Frame:
    """The heading's event at the item's places."""
    return Frame(
        scene,
        heading.trigger,
        heading.category,
        scene.first,
        scene.last,
        places=[PlaceSlot(place, "location") for place in scene.places],
        times=list(scene.times),
        agent=heading.agent,
        target=heading.target,
        weapons=heading.weapons,
        rules=["item of a list"],
    )
