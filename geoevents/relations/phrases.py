"""From place mentions to spatial phrases."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geoevents.model import SpatialPhrase
from geoevents.relations.joints import holds, joint, nearer
from geoevents.relations.readings import DIRECTIONS, PLAIN, Meaning, is_line, is_region, is_road, is_water, read_meaning
from geoevents.relations.units import Head, find_units, read_heads

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geoevents.language import Document
    from geoevents.model import Toponym

_PLACING = frozenset({"near", "between", *DIRECTIONS})
"""Relations that put one place beside another one."""
_SHARED = frozenset({"near", "border", *DIRECTIONS})
"""Relations that a list passes on: "near X and Y"."""


_FAR_KM = 250.0
"""Farther apart two places are not the ends of one stretch if a candidate of their names is nearer. Own choice."""
_BESIDE_KM = 40.0
_SLACK_KM = 10.0
"""A place put beside another without a distance lies within twice 40 km and its extent. Own choice: the reach of
direction words of a governorate's capital."""


@dataclass(slots=True)
class _Draft:
    start: int
    end: int
    prefix: str
    heads: list[Head]
    meaning: Meaning
    within: list[Toponym] = field(default_factory=list)
    joint: str | None = None
    joint_from: int = -1
    dropped: bool = False

    @property
    def anchors(self) -> list[Toponym]:
        return [head.unit.toponym for head in self.heads]


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
    _attach_all(document, drafts)
    return tuple(_phrase(document, draft) for draft in drafts if not draft.dropped)


def _drafts(document: Document, heads: list[Head]) -> list[_Draft]:
    drafts: list[_Draft] = []
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
        drafts.append(_Draft(head.start, head.end, head.prefix, [head], meaning))
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


def _bare(draft: _Draft) -> bool:
    head = draft.heads[0]
    return draft.meaning == PLAIN and not head.tail and not head.marks and not is_region(draft.anchors[0])


def _group(document: Document, heads: list[Head], at: int) -> _Draft | None:
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
    return _Draft(one.start, two.end, one.prefix, [one, two], Meaning(relation))


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


def _attach_all(document: Document, drafts: list[_Draft]) -> None:
    """Bring together what qualifies one another, from left to right."""
    last: list[_Draft] = []
    attached: _Draft | None = None
    for draft in drafts:
        if last and (_goes_with(attached, draft, last[-1]) or _attach(document, last, draft)):
            draft.dropped = True
            attached = draft
            continue
        attached = None
        if draft.joint != "list":
            last.clear()
        last.append(draft)


def _goes_with(attached: _Draft | None, draft: _Draft, target: _Draft) -> bool:
    """A further member of a list that qualifies the target, or a further side of a stretch of land.

    "At the junction of the M4 and the M5"; "from south of X as far as Y and north of Z".
    """
    if draft.joint != "list":
        return False
    if not (target.heads[0].has("extends") and draft.meaning.relation in _PLACING):
        if attached is None or draft.meaning.relation != attached.meaning.relation:
            return False
        if draft.meaning.relation == "in" and not (is_region(draft.anchors[0]) and is_region(attached.anchors[0])):
            return False
    target.within.extend(draft.anchors)
    target.end = draft.end
    return True


def _attach(document: Document, before: list[_Draft], draft: _Draft) -> bool:
    """Join a draft to the one before it (the last of a list); whether it is used up by that."""
    target = before[-1]
    link = draft.joint
    if draft.joint_from != target.end:
        link = joint(document, target.end, draft.start, draft.prefix)
    if link is None or link == "list":
        return False
    if _stretch(target, draft, link):
        target.heads.extend(draft.heads)
        target.meaning = target.meaning._replace(bearing_deg=draft.meaning.bearing_deg)
        target.end = draft.end
        return True
    if _contains(target, draft, link):
        for earlier in before:
            if not earlier.within and not is_region(earlier.anchors[0]):
                earlier.within.extend((*draft.anchors, *draft.within))
        target.end = draft.end
        return True
    if _contained(target, draft, link):
        draft.within.extend((*target.anchors, *target.within))
        draft.start, draft.prefix = target.start, target.prefix
        target.dropped = True
        before.pop()
        return False
    return _beside(before, draft, link)


def _stretch(target: _Draft, draft: _Draft, link: str) -> bool:
    """A road, and where along it."""
    return (
        target.meaning.relation in ("on_road", "border")
        and (is_line(target.anchors[0]) or len(target.anchors) > 1)
        and draft.meaning.relation in _PLACING
        and not is_road(draft.anchors[0])
        and link in ("adjacent", "comma", "opening", "holds")
    )


def _contains(target: _Draft, draft: _Draft, link: str) -> bool:
    """Whether the draft is what the target lies in."""
    outer, inner = draft.anchors[0], target.anchors[0]
    if draft.meaning.relation == "on_road" or (draft.meaning.relation == "border" and is_line(outer)):
        return link in ("adjacent", "holds", "comma", "opening") and target.meaning.relation != "on_road"
    if draft.meaning.relation not in ("in", "countryside") or link not in (
        "holds",
        "comma",
        "opening",
        "adjacent",
        "of",
    ):
        return False
    told = outer.cue in ("countryside", "governorate") or draft.meaning.relation == "countryside"
    if link == "holds" and told:
        return not is_region(inner) or holds(outer, inner)
    if link in ("comma", "adjacent", "opening", "of") and not (
        told or is_region(outer) or inner.cue == "neighbourhood"
    ):
        return link != "adjacent" and target.meaning.relation == "in" and _part_of(outer, inner)
    return holds(outer, inner)


def _part_of(outer: Toponym, inner: Toponym) -> bool:
    return inner.place is not None and inner.place.feature_code in ("PPLX", "SQR") and holds(outer, inner)


def _contained(target: _Draft, draft: _Draft, link: str) -> bool:
    """Whether the target is a region that the draft lies in: "in the countryside of X, in the town of Y"."""
    outer = target.anchors[0]
    if (
        target.meaning.relation not in ("in", "countryside")
        or outer.place is None
        or draft.meaning.relation == "on_road"
    ):
        return False
    inner = draft.anchors[0]
    if draft.meaning.relation == "between" and outer in draft.anchors:
        return link in ("adjacent", "holds")  # "in X, on the road between the town and Y"
    if (is_region(outer) or is_water(outer)) and draft.meaning.relation in _PLACING and link == "adjacent":
        return inner.place is None or holds(outer, inner) or outer.place.country == inner.place.country
    if link in ("holds", "adjacent") and inner.place is not None and not is_region(inner):
        return holds(outer, inner) and (is_region(outer) or inner.place.feature_code in ("PPLX", "SQR"))
    return False


def _beside(before: list[_Draft], draft: _Draft, link: str) -> bool:
    """A place put beside another one: "the village of X, east of Y"."""
    target = before[-1]
    if draft.meaning.relation not in _PLACING or target.meaning.relation not in ("in", "on_road", *_PLACING):
        return False
    if link not in ("adjacent", "comma", "opening", "holds") or is_region(target.anchors[0]):
        return False
    if draft.meaning.relation == "between" and link == "comma":
        return False
    target.end = draft.end
    if draft.anchors[0] is target.anchors[0]:
        return True  # "X, a town north of the city": the town, not what the city is
    reference = draft.anchors[0].place
    if reference is not None and target.anchors[0].place is not None:
        limit = 2 * (draft.meaning.distance_km or _BESIDE_KM) + reference.extent_m / 1000 + _SLACK_KM
        target.heads[0].unit = target.heads[0].unit._replace(
            toponym=nearer(target.anchors[0], reference, limit, unknown=draft.meaning.distance_km is not None)
        )
    held = any(w.place is not None and w.place.feature_class == "P" for w in target.within)
    if target.anchors[0].place is None and target.meaning.relation == "in" and not held:
        target.heads.extend(draft.heads)
        target.meaning = draft.meaning
        target.within.extend(draft.within)
    else:
        target.within.extend((*draft.anchors, *draft.within))
    return True


def _coherent(draft: _Draft) -> tuple[Toponym, ...]:
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


def _phrase(document: Document, draft: _Draft) -> SpatialPhrase:
    start = draft.heads[0].unit.toponym.start
    if draft.start < draft.heads[0].unit.start or draft.heads[0].unit.generic:
        start = document.starts[draft.start] + _letters(document, draft.start, len(draft.prefix))
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


def _letters(document: Document, token: int, count: int) -> int:
    """How many code points of a written word its first letters take up, left-out characters included."""
    if not count:
        return 0
    written = document.original(token, token + 1)
    letters = [i for i, c in enumerate(written) if c.isalpha() and c != "\u0640"]
    return letters[count] if count < len(letters) else 0


def _reason(document: Document, draft: _Draft) -> str:
    words = [document.original(m.start, m.end) for h in draft.heads for m in (*h.marks, *h.tail) if m.kind != "link"]
    return ", ".join(dict.fromkeys(words)) or "the name alone"
