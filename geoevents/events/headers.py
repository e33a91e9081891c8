"""What stands above: places before a colon or a bar at the head of a line, or in a line of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.events.mentions import PlaceMention
    from geoevents.language import Document

LINE_ENDS = frozenset("\n|")
"""What a line, or a cell of a table, ends with."""
_HEADER_REACH = 12
_HEADER_ENDS = frozenset(":|")
_ITEM_LENGTH = 25
_BRACKETS = frozenset("()")
_SIGNS = frozenset("-,/|:")
_TAG = "#"
_TAGGED = 4
"""Places in the hashtags of one post, at most; more are of several posts."""
_SEATS = frozenset({"PPLA", "PPLC"})


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


def is_item(document: Document, first: int, last: int) -> bool:
    """Whether a sentence is a short line of its own."""
    words = document.words
    return last - first <= _ITEM_LENGTH and (last == len(words) or words[last] == "\n") and words[first - 1] == "\n"


def read_lines_above(
    document: Document, places: list[PlaceMention], first: int, last: int, above: tuple[PlaceMention, ...]
) -> tuple[PlaceMention, ...]:
    """The places that the lines above a text file it under, the smallest last; empty where a line tells of others.

    Such a line holds nothing but hashtags, or nothing but places.
    """
    if not places:
        return above
    words, text = document.words, document.text
    begin, end = text.rfind("\n", 0, document.starts[first]) + 1, text.find("\n", document.ends[last - 1])
    if end < 0:
        return ()
    covered = {token for place in places for token in range(place.start, place.end)}
    bare = all(words[at] in _SIGNS for at in range(first, last) if at not in covered)
    if not bare and not all(part.startswith(_TAG) for part in text[begin:end].split()):
        return ()
    return tuple(sorted((*above, *(p for p in places if not _is_country(p))), key=_smallness))


def read_tags(document: Document, places: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The places of a post that names places in its hashtags alone, wherever they stand, the smallest last."""
    if not places or len(places) > _TAGGED or _TAG not in document.text:
        return ()
    text = document.text
    for place in places:
        at = document.starts[place.start]
        line = text[text.rfind("\n", 0, at) + 1 : at] + text[at:].partition("\n")[0]
        if not all(part.startswith(_TAG) for part in line.split()):
            return ()
    return tuple(sorted((p for p in places if not _is_country(p)), key=_smallness))


def _is_country(mention: PlaceMention) -> bool:
    """Whether a place is a country: as a tag it tells what a post is about."""
    place = mention.phrase.anchors[0].place
    return place is not None and place.feature_code.startswith("PCL")


def _smallness(mention: PlaceMention) -> int:
    """A region before the cities that lend regions their names, all other places last."""
    place = mention.phrase.anchors[0].place
    wide = mention.phrase.relation == "countryside" or (place is not None and place.feature_class in "AL")
    return 1 if wide else 2 if place is not None and place.feature_code in _SEATS else 3
