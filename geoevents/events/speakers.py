"""Who only speaks in a sentence: sources beside a word of saying, which are nobody it tells of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geoevents.events.scene import Scene
    from geoevents.language import Match
    from geoevents.lexicon import Entry

_CLAIM = "claim."
_PREFIX = len(_CLAIM)
_SAID = 3
"""Words between a source and its word of saying, at most."""


def without_sources(scene: Scene, cues: list[Match[Entry]]) -> list[Match[Entry]]:
    """The cues of a sentence but words of saying that belong to a source's name: "a monitoring group"."""
    inside = {token for source in scene.sources for token in range(source.start, source.end - 1)}
    if not inside:
        return cues
    return [c for c in cues if c.start not in inside or not (c.payload.key[:_PREFIX] == _CLAIM and _in_one(scene, c))]


def speaking(scene: Scene, cues: list[Match[Entry]]) -> set[int]:
    """The tokens of the sources that say something, none told of: "reported that six activists were killed"."""
    if not scene.sources:
        return set()
    said = [c for c in cues if c.payload.key[:_PREFIX] == _CLAIM]
    that = [c.start for c in cues if c.payload.key == "that"]
    return {
        token
        for source in scene.sources
        if any(_beside(source, c) and not any(c.end <= at < source.start for at in that) for c in said)
        for token in range(source.start, source.end)
    }


def _in_one(scene: Scene, cue: Match[Entry]) -> bool:
    return any(source.start <= cue.start and cue.end < source.end for source in scene.sources)


def _beside(source: Match[Entry], cue: Match[Entry]) -> bool:
    return cue.end - _SAID <= source.end and source.start <= cue.end + _SAID
