"""The header at the head of a line: places before a colon or a bar, under which what follows stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geoevents.events.mentions import PlaceMention
    from geoevents.language import Document

LINE_ENDS = frozenset("\n|")
"""What a line, or a cell of a table, ends with."""
_HEADER_REACH = 12
_HEADER_ENDS = frozenset(":|")
_BRACKETS = frozenset("()")


def read_header(
    document: Document, places: list[PlaceMention], first: int, last: int
) -> tuple[tuple[PlaceMention, ...], bool]:
    """Places before a colon or bar at the head of a line, and whether the line holds nothing else.

    What stands before an earlier one without a place, such as a time of day, is passed over.
    """
    words = document.words
    begin = first
    if first and words[first - 1] not in LINE_ENDS:
        return (), False
    for at in range(first, min(last, first + _HEADER_REACH)):
        if words[at] in _HEADER_ENDS:
            found = tuple(p for p in places if begin <= p.start and p.end <= at)
            covered = sum(p.end - p.start for p in found)
            told = sum(word not in _BRACKETS for word in words[begin:at])
            if found:
                near = told - covered <= 3  # noqa: PLR2004 - room for a class word, a bullet, a dash
                return (found, at >= last - 2) if near else ((), False)
            begin = at + 1
    return (), False
