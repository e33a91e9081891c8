"""A toll told in portions, each with what killed: "11 died, 7 of them in shelling on X and 4 in a raid on Y"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.events.categories import VIOLENT
from geoevents.events.groups import Toll
from geoevents.events.harm import Harm
from geoevents.events.sites import is_region
from geoevents.language.clitics import WA
from geoevents.lexicon.numerals import numerals

if TYPE_CHECKING:
    from geoevents.events.frame import Frame
    from geoevents.language import Document

_OF_THEM = ("part", "portion", "cause")
_LEAST = 2
"""A toll is told in portions where there are so many."""


def with_portions(frames: list[Frame], document: Document) -> list[Frame]:
    """Give each strike the part of the toll before it that is told with it; a sum over a region is no event then.

    Parameters
    ----------
    frames
        The joined frames of a sentence, in its order.

    Returns
    -------
    list of Frame
        The same, without the one of the sum where it names no smaller place than a region.
    """
    total = next((f for f in frames if f.harm.killed.known), None)
    if total is None:
        return frames
    sums = "harm" in total.trigger.payload.attributes  # else the strike that the first portion goes with
    at, found = (total.trigger.end if sums else total.harm.start + 1), []
    for frame in frames[frames.index(total) + sums :]:
        count = None if frame.category not in VIOLENT else _portion(frame, document, at)
        if count is not None and (frame is total or not frame.harm.killed.known):
            found.append((frame, count))
        at = frame.trigger.end
    if len(found) < _LEAST:
        return frames
    civilian, victims = total.harm.civilian, list(total.victims)
    for frame, count in found:
        frame.harm = Harm(Toll(count, count, count), frame.harm.injured, civilian, frame.trigger.start)
        frame.victims = frame.victims or victims
    return [f for f in frames if not (f is total and sums) or not all(map(is_region, f.located()))]


def _portion(frame: Frame, document: Document, first: int) -> int | None:
    """The number that opens a clause before a trigger and counts people by what follows: "7 of them in", "and 4 in"."""
    words, scene = document.words, frame.scene
    starts = {c.start for c in scene.cues_of(*_OF_THEM)}
    for number in numerals(document.language).find(document, first, frame.trigger.start):
        opens = words[number.start - 1] in (",", "and", WA) or words[number.start].startswith(WA)
        if opens and number.end in starts and number.value is not None:
            return int(number.value)
    return None
