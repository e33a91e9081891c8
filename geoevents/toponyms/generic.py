"""Nouns that stand for a place named before: "the town", "the camp", "there"."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from geoevents.language.clitics import BA
from geoevents.toponyms.vocabulary import generic_nouns

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geoevents.language import Document
    from geoevents.model import Toponym
    from geoevents.toponyms.vocabulary import Cue

_FARTHEST = 900
"""Characters back to the place that a noun may stand for."""


def resolve_generic(document: Document, toponyms: Sequence[Toponym]) -> Mapping[int, Toponym]:
    """What generic nouns with the article refer to.

    Parameters
    ----------
    document
        The text.
    toponyms
        Its place mentions, in order.

    Returns
    -------
    mapping
        The noun's first token to the latest literal mention before it that is of its class. A noun that a
        name follows ("the city of X") is a class word and is not in it.
    """
    found: dict[int, Toponym] = {}
    openings = {toponym.start for toponym in toponyms}
    literal = [t for t in toponyms if t.use == "literal"]
    ends = [t.end for t in literal]
    for match in generic_nouns(document.language).scan(document):
        if match.end < len(document) and document.starts[match.end] in openings:
            continue
        start = document.starts[match.start]
        paragraph = document.text.rfind("\n", 0, start)
        referent = _latest(literal, bisect_right(ends, start), start, match.payload, paragraph)
        referent = _held(literal, referent, match.payload, document.text)
        if referent is not None:
            found[match.start] = referent
    return found


def _latest(toponyms: Sequence[Toponym], count: int, start: int, cue: Cue, paragraph: int) -> Toponym | None:
    """Of the first so many mentions the last that a noun at an offset may stand for.

    One of another class is meant where it stands in the noun's paragraph and none of the noun's own does.
    """
    loose = None
    for i in range(count - 1, -1, -1):
        toponym = toponyms[i]
        if start - toponym.end > _FARTHEST or (loose is not None and toponym.end < paragraph < loose.end):
            break
        if _is_of(toponym, cue):
            return toponym
        if loose is None and toponym.place is not None and cue.admits(toponym.place):
            loose = toponym
    return loose


def _held(toponyms: Sequence[Toponym], referent: Toponym | None, cue: Cue, text: str) -> Toponym | None:
    """The place before an Arabic name that only tells where it is: "in the city of X in Aleppo ... the city"."""
    at = next((i for i, toponym in enumerate(toponyms) if toponym is referent), 0)
    if referent is None or at == 0 or referent.cue is not None:
        return referent
    before = toponyms[at - 1]
    joined = text[before.end : referent.start].lstrip() == BA
    return before if joined and before.cue is not None and _is_of(before, cue) else referent


def _is_of(toponym: Toponym, cue: Cue) -> bool:
    if toponym.cue is not None and toponym.cue.partition(".")[0] == cue.kind:
        return True
    if toponym.place is None:
        return not cue.codes
    return not cue.codes or (cue.fits(toponym.place) and toponym.cue is None)
