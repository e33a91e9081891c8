"""From place mentions to spatial phrases."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from geoevents.model import SpatialPhrase
from geoevents.relations.attach import Draft, attach_all
from geoevents.relations.joints import joint, nearer
from geoevents.relations.readings import (
    DIRECTIONS,
    PLAIN,
    Meaning,
    is_region,
    is_road,
    read_meaning,
)
from geoevents.relations.units import Head, find_units, half_between, read_heads

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geoevents.language import Document
    from geoevents.model import Toponym

_SHARED = frozenset({"near", "border", *DIRECTIONS})
"""Relations that a list passes on: "near X and Y"."""
_FAR_KM = 250.0
"""Farther apart two places are not the ends of one stretch if a candidate of their names is nearer. Own choice."""


def find_phrases(
    document: Document, toponyms: Sequence[Toponym], generics: Mapping[int, Toponym] | None = None
) -> tuple[SpatialPhrase, ...]:
    """The spatial phrases of a document.

    Every literal mention ends up as an anchor of one phrase or in the ``within`` of one; metonyms are only
    read as the end of a road or of a stretch. A phrase spans its class words and relation words, not the
    preposition of a role before them ("from", "to", "in").

    Parameters
    ----------
    document
        The text.
    toponyms
        Its mentions, in order.
    generics
        Common nouns that stand for a place told before ("the town"), by token. They make phrases only with
        words of relation ("north of the town").

    Returns
    -------
    tuple of SpatialPhrase
        In the order of the text. Where a place that the gazetteer does not know is put beside a known one
        ("the village of X, east of Y"), the phrase's anchors are the unknown one and then the known ones.
        ``in`` with a bearing is that part of a place ("the eastern part of X").
    """
    heads = read_heads(document, find_units(document, toponyms, generics))
    drafts = _drafts(document, heads)
    attach_all(document, drafts)
    return tuple(_phrase(document, draft) for draft in drafts if not draft.dropped)


def _drafts(document: Document, heads: list[Head]) -> list[Draft]:
    drafts: list[Draft] = []
    i = 0
    while i < len(heads):
        head = heads[i]
        group = _group(document, heads, i)
        if group is not None:
            drafts.append(group)
            i += len(group.heads)
            continue
        i += 1
        if head.unit.toponym.use == "metonym":
            continue
        meaning = read_meaning(document, head)
        if head.unit.generic and meaning.relation == "in" and meaning.bearing_deg is None:
            continue
        if meaning is PLAIN:
            start = half_between(document, head, heads[i - 2].end if i > 1 else 0)
            if start is not None:
                head.start, head.prefix, meaning = start, "", Meaning("near")
        drafts.append(Draft(head.start, head.end, head.prefix, [head], meaning))
    for earlier, later in itertools.pairwise(drafts):
        later.joint_from = earlier.end
        later.joint = joint(document, earlier.end, later.start, later.prefix)
        if (
            _bare(later)
            and later.joint == "list"
            and earlier.meaning.relation in _SHARED
            and earlier.meaning.distance_km is None
        ):
            later.meaning = earlier.meaning
    return drafts


def _bare(draft: Draft) -> bool:
    head = draft.heads[0]
    return draft.meaning == PLAIN and not head.tail and not head.marks and not is_region(draft.anchors[0])


def _group(document: Document, heads: list[Head], at: int) -> Draft | None:
    """Two places that make one phrase: between them, from one as far as the other, a road named by its ends."""
    if at + 1 >= len(heads):
        return None
    one, two = heads[at], heads[at + 1]
    if not (one.has("between", "extends", "road") or one.unit.toponym.cue == "road" or two.has("road_after")):
        return None
    link = joint(document, one.end, two.start, two.prefix)
    if link is None:
        return None
    if _ends_told(one, two, link):
        relation = "between"
    elif _road_by_ends(one, two, link):
        relation = "on_road"
    else:
        return None
    return Draft(one.start, two.end, one.prefix, [one, two], Meaning(relation))


def _ends_told(one: Head, two: Head, link: str) -> bool:
    if one.has("extends"):
        return link in ("until", "list")
    return one.has("between") and link in ("list", "until", "dash") and not _countries(one, two)


def _countries(one: Head, two: Head) -> bool:
    return all(
        h.unit.toponym.place is not None and h.unit.toponym.place.feature_code.startswith("PCL") for h in (one, two)
    )


def _road_by_ends(one: Head, two: Head, link: str) -> bool:
    if is_road(one.unit.toponym) or is_road(two.unit.toponym) or one.unit.generic:
        return False
    named = one.has("road") or one.unit.toponym.cue == "road"
    if named and link in ("dash", "adjacent", "until") and not two.marks:
        return True
    return link in ("dash", "adjacent", "until") and not two.marks and two.has("road_after")


def _coherent(draft: Draft) -> tuple[Toponym, ...]:
    """The anchors of a phrase, one that is far from its partners changed for its nearest candidate.

    Two places that the text puts beside one another, or on one road, are not far apart.
    """
    anchors = draft.anchors
    if len(anchors) == 1 or any(anchor.place is None for anchor in anchors):
        return tuple(anchors)
    first, last = anchors[0], anchors[-1]
    assert first.place is not None
    assert last.place is not None
    if is_road(first):
        fixed = [
            nearer(anchor, other.place, _FAR_KM) for anchor, other in itertools.pairwise([*anchors[1:], anchors[1]])
        ]
        return (first, *fixed)
    if first.confidence >= last.confidence:
        return (*anchors[:-1], nearer(last, first.place, _FAR_KM))
    return (nearer(first, last.place, _FAR_KM), *anchors[1:])


def _phrase(document: Document, draft: Draft) -> SpatialPhrase:
    start = draft.heads[0].unit.toponym.start
    if draft.start < draft.heads[0].unit.start or draft.heads[0].unit.generic:
        start = document.starts[draft.start] + document.letters(draft.start, len(draft.prefix))
    end = max(document.ends[draft.end - 1], start)
    return SpatialPhrase(
        start=start,
        end=end,
        anchors=_coherent(draft),
        relation=draft.meaning.relation,
        bearing_deg=draft.meaning.bearing_deg,
        distance_km=draft.meaning.distance_km,
        edge=draft.meaning.edge,
        within=tuple(draft.within),
        reason=_reason(document, draft),
    )


def _reason(document: Document, draft: Draft) -> str:
    words = [document.original(m.start, m.end) for h in draft.heads for m in (*h.marks, *h.tail) if m.kind != "link"]
    return ", ".join(dict.fromkeys(words)) or "the name alone"
