"""Phrases that qualify one another: what a place lies in, what it lies beside, where along a road."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geoevents.relations.joints import holds, joint, nearer
from geoevents.relations.readings import DIRECTIONS, Meaning, is_line, is_region, is_road, is_vast, is_water, is_wide
from geoevents.relations.vocabulary import words_of

if TYPE_CHECKING:
    from geoevents.language import Document
    from geoevents.model import Toponym
    from geoevents.relations.units import Head

PLACING = frozenset({"near", "between", *DIRECTIONS})
"""Relations that put one place beside another one."""
_SEATS = frozenset({"PPLC", "PPLA", "ADM1"})
_BESIDE_KM = 40.0
_SLACK_KM = 10.0
"""A place put beside another without a distance lies within twice 40 km and its extent. Own choice: the reach of
direction words of a governorate's capital."""


@dataclass(slots=True)
class Draft:
    """A phrase in the making: the tokens from ``start`` to ``end``, and how it is joined to the one before it."""

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
        """The mentions that it is related to."""
        return [head.unit.toponym for head in self.heads]


def attach_all(document: Document, drafts: list[Draft]) -> None:
    """Bring together what qualifies one another, from left to right."""
    last: list[Draft] = []
    attached: Draft | None = None
    for draft in drafts:
        if draft.joint is None and (not last or last[-1].end == draft.joint_from):
            last, attached = [draft], None
            continue
        if last and (_goes_with(attached, draft, last[-1]) or _attach(document, last, draft)):
            draft.dropped = True
            attached = draft
            continue
        attached = None
        if draft.joint != "list":
            last.clear()
        last.append(draft)


def _goes_with(attached: Draft | None, draft: Draft, target: Draft) -> bool:
    """A further member of a list that qualifies the target, or a further side of a stretch of land.

    "At the junction of the M4 and the M5"; "from south of X as far as Y and north of Z".
    """
    if draft.joint != "list":
        return False
    if not (target.heads[0].has("extends") and draft.meaning.relation in PLACING):
        if attached is None or draft.meaning.relation != attached.meaning.relation:
            return False
        if draft.meaning.relation == "in" and not (is_region(draft.anchors[0]) and is_region(attached.anchors[0])):
            return False
    target.within.extend(draft.anchors)
    target.end = draft.end
    return True


def _attach(document: Document, before: list[Draft], draft: Draft) -> bool:
    """Join a draft to the one before it (the last of a list); whether it is used up by that."""
    target = before[-1]
    link = draft.joint
    if draft.joint_from != target.end:
        link = joint(document, target.end, draft.start, draft.prefix)
    if link is None or link == "list":
        return False
    if link == "holds" and (outer := _named_part(document, target, draft)) is not None:
        return _lay_in(outer, before, draft)
    if _same_road(target, draft, link):
        target.within.append(draft.anchors[0])
        target.heads.extend(draft.heads[1:])
        target.end = draft.end
        return True
    if _stretch(target, draft, link):
        target.heads.extend(draft.heads)
        target.meaning = target.meaning._replace(bearing_deg=draft.meaning.bearing_deg)
        target.end = draft.end
        return True
    if _contains(target, draft, link):
        for earlier in before:
            if earlier is target or (not earlier.within and not is_region(earlier.anchors[0])):
                earlier.within.extend((*draft.anchors, *draft.within))
        target.end = draft.end
        return True
    if _contained(target, draft, link):
        return _lay_in(target, before, draft)
    return _beside(before, draft, link)


def _lay_in(outer: Draft, before: list[Draft], draft: Draft) -> bool:
    """Let the last of a list narrow a draft, or the draft that one, whichever is the outer; whether it is used up."""
    target = before[-1]
    if outer is draft:
        target.within.extend((*draft.anchors, *draft.within))
        target.end = draft.end
        return True
    draft.within.extend((*target.anchors, *target.within))
    draft.start, draft.prefix = target.start, target.prefix
    target.dropped = True
    before.pop()
    return False


def _named_part(document: Document, target: Draft, draft: Draft) -> Draft | None:
    """Which of two places holds the other one in "the Damascus suburb of X", "the X region of Damascus"."""
    of = words_of(document.language).beginning_at(document, draft.start - 1, draft.start)
    tail = target.heads[-1].tail
    if not tail or tail[-1].kind != "class" or not any(mark.key == "link.of" for mark in of):
        return None
    ranks = _rank(target), _rank(draft)
    return None if ranks[0] == ranks[1] else target if ranks[0] > ranks[1] else draft


def _rank(draft: Draft) -> int:
    """How much country a name stands for: a governorate or its capital above all that lies there."""
    anchor = draft.anchors[0]
    if anchor.place is None:
        return 0
    return int(anchor.place.feature_code in _SEATS) + 2 * int(anchor.place.feature_code.startswith("PCL"))


def _same_road(target: Draft, draft: Draft, link: str) -> bool:
    """A road named twice: "the X - Y motorway, the M4"."""
    one, two = target.anchors[0].place, draft.anchors[0].place
    return link in ("adjacent", "comma", "opening", "dash") and is_road(draft.anchors[0]) and one == two


def _stretch(target: Draft, draft: Draft, link: str) -> bool:
    """A road, and where along it."""
    return (
        target.meaning.relation in ("on_road", "border")
        and (is_line(target.anchors[0]) or len(target.anchors) > 1)
        and draft.meaning.relation in PLACING
        and not is_road(draft.anchors[0])
        and link in ("adjacent", "comma", "opening", "holds")
    )


def _contains(target: Draft, draft: Draft, link: str) -> bool:
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
    told = told or (draft.meaning.bearing_deg is not None and outer.place is not None and _rank(draft) == 1)
    if link == "holds" and told:
        return not is_region(inner) or holds(outer, inner) or _landscape_of(outer, inner)
    if link in ("comma", "adjacent", "opening", "of") and not (
        told or is_region(outer) or inner.cue == "neighbourhood"
    ):
        if link == "adjacent":
            return target.meaning.relation in ("in", *PLACING) and _seat_behind(outer, inner)
        return target.meaning.relation == "in" and _part_of(outer, inner)
    return holds(outer, inner)


def _landscape_of(outer: Toponym, inner: Toponym) -> bool:
    """A landscape in a governorate's countryside, if it is not itself the larger one ("the Qalamoun of rural X")."""
    if outer.place is None or inner.place is None or inner.place.feature_class == "A" or is_vast(inner):
        return False
    return outer.place.feature_code in _SEATS


def _seat_behind(outer: Toponym, inner: Toponym) -> bool:
    """A governorate's city right after a town that lies in that governorate: "the village of X Idlib"."""
    seat = outer.place is not None and outer.place.feature_code in ("PPLA", "PPLC")
    return seat and inner.place is not None and inner.place.feature_code not in ("PPLA", "PPLC") and holds(outer, inner)


def _part_of(outer: Toponym, inner: Toponym) -> bool:
    return inner.place is not None and inner.place.feature_code in ("PPLX", "SQR") and holds(outer, inner)


def _contained(target: Draft, draft: Draft, link: str) -> bool:
    """Whether the target is a region that the draft lies in: "in the countryside of X, in the town of Y"."""
    outer = target.anchors[0]
    if outer.place is None or draft.meaning.relation == "on_road":
        return False
    if target.meaning.relation not in ("in", "countryside") and not is_water(outer):
        return False
    inner = draft.anchors[0]
    if draft.meaning.relation == "between" and outer in draft.anchors:
        return link in ("adjacent", "holds")  # "in X, on the road between the town and Y"
    if is_vast(outer) and draft.meaning.relation in PLACING and link == "adjacent":
        return inner.place is None or holds(outer, inner) or outer.place.country == inner.place.country
    if target.end == draft.start and target.meaning.relation == "in" and _seat_behind(outer, inner):
        return link == "adjacent"  # "#Daraa #X", at the head of a post
    if link in ("holds", "adjacent") and inner.place is not None and not is_region(inner):
        return holds(outer, inner) and (is_region(outer) or inner.place.feature_code in ("PPLX", "SQR"))
    return False


def _beside(before: list[Draft], draft: Draft, link: str) -> bool:
    """A place put beside another one: "the village of X, east of Y"."""
    target = before[-1]
    town = target.anchors[0].place
    around_town = target.meaning.relation == "countryside" and town is not None and not is_wide(town)
    if draft.meaning.relation not in PLACING or not (
        around_town or target.meaning.relation in ("in", "on_road", *PLACING)
    ):
        return False
    if link not in ("adjacent", "comma", "opening", "holds") or is_vast(target.anchors[0]):
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
