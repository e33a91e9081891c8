"""Resolution: which place of a name is meant, all mentions of an article together.

Every option of a mention gets a score: how often the news means it, how the name agrees, whether the class
word fits, whether it lies in the region named with it, in the section's region, and near places that are
sure. Two rounds: the first by what stands beside the name alone, the second with the places that
the first made sure.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from math import exp, hypot
from typing import TYPE_CHECKING, NamedTuple

from geoevents.model import HOME
from geoevents.toponyms.regions import NOWHERE as _NOWHERE
from geoevents.toponyms.regions import Context

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.model import Place
    from geoevents.toponyms.mentions import Mention, Option
    from geoevents.toponyms.vocabulary import Cue

_IMPORTANCE = 1.6
_KIND = {"name": 0.3, "alias": 0.15, "article": 0.05, "spelling": -0.2}
_FITS, _ADMITTED, _MISFIT = 1.5, 0.4, -1.2
_INSIDE, _OUTSIDE = 2.0, -1.5
_SECTION_INSIDE, _SECTION_OUTSIDE = 1.0, -0.6
_ABROAD = -0.3
_SURE = 0.9
_FAR_AHEAD = 3.3
FAMOUS = 0.5
"""Importance from which on a place is meant wherever it is named."""
_TOWN_KM, _REGION_KM = 20.0, 50.0
"""How far from its town or region a place told to be in it may lie, beyond that one's extent. Own choice."""
TOO_FAR_KM = 80.0
_REACH_KM = 40.0
_REACH_TOKENS = 60.0
_NEAREST = 3
_WINDOW = 10
"""Mentions before and after that are looked at."""
_NEAR = 0.8
_SAME_NAME = 0.7
_TEMPERATURE = 0.6
_NONE_OF_THEM = -0.2
_KM_EAST, _KM_NORTH = 91.0, 111.0
_BY_CODE = {"ADM1": -0.25, "ADM2": -0.75, "ADM3": -0.75, "PPLX": -0.15, "RD": -0.3, "STM": -0.1}


class Scored(NamedTuple):
    """An option with its score and why."""

    place: Place
    score: float
    reasons: tuple[str, ...]


class Choice(NamedTuple):
    """What a mention resolves to: options the best first with probabilities, and whether the best is accepted.

    ``company`` are the places of the list that it stands in, where it is not resolved itself.
    """

    scored: tuple[Scored, ...]
    shares: tuple[float, ...]
    refused: str | None
    company: tuple[Place, ...] = ()

    @property
    def best(self) -> Place | None:
        """The place, unless none is good enough."""
        return self.scored[0].place if self.scored and self.refused is None else None


def resolve(mentions: Sequence[Mention], contexts: Sequence[Context], names: Sequence[str]) -> list[Choice]:
    """Choose a place for every mention.

    Parameters
    ----------
    mentions
        The mentions of an article, in order.
    contexts
        The region named with each, and its section's.
    names
        The folded name of each.
    """
    memory: dict[tuple[str, Cue | None], tuple[Scored, ...]] = {}
    local = [_local(mention, name, memory) for mention, name in zip(mentions, names, strict=True)]
    chosen: list[Place | None] = [_if_sure(scored) for scored in local]
    results: dict[int, Choice] = {}
    settled: dict[int, Choice] = {}
    for i, scored in enumerate(local):
        if contexts[i] == _NOWHERE and _is_settled(scored):
            results[i] = settled.get(id(scored)) or settled.setdefault(
                id(scored), _choice(mentions[i], _NOWHERE, scored, ())
            )
    for _ in range(2):
        here = _Company(mentions, chosen, names)
        for i, scored in enumerate(local):
            if i not in results or contexts[i] != _NOWHERE or not _is_settled(scored):
                ranked = _in_context(i, mentions[i], contexts[i], scored, here)
                results[i] = _choice(mentions[i], contexts[i], ranked, here.places)
        newly = [results[i].best for i in range(len(mentions))]
        if newly == chosen:
            break
        chosen = newly
    return [results[i] for i in range(len(mentions))]


class _Company:
    """What one round knows of the other mentions' places."""

    def __init__(self, mentions: Sequence[Mention], chosen: Sequence[Place | None], names: Sequence[str]) -> None:
        self.names = names
        self.by_name: dict[str, set[str]] = {}
        self.anchors: list[tuple[int, int, bool, Place]] = []
        self.numbers: list[int] = []
        self.places: list[Place] = []
        for i, (mention, place) in enumerate(zip(mentions, chosen, strict=True)):
            if place is None:
                continue
            self.by_name.setdefault(names[i], set()).add(place.place_id)
            if mention.use == "metonym" or place.feature_code.startswith("PCL"):
                continue
            if place.feature_code != "PPLX":
                self.places.append(place)
            if place.feature_class != "A" or place.feature_code == "ADM2":
                self.anchors.append((i, mention.start, mention.linked, place))
                self.numbers.append(i)


def _is_settled(scored: Sequence[Scored]) -> bool:
    """Whether nothing in the rest of the text could change the choice."""
    if len(scored) <= 1 or scored[0].score - scored[1].score > _FAR_AHEAD:
        return True
    first = scored[0].place
    if first.feature_class != "P":
        return False
    # A city and the governorate and district called after it: only the words beside the name tell them apart.
    return all(
        scored[0].score - other.score > _FAR_AHEAD
        or (other.place.feature_class == "A" and other.place.admin1 == first.admin1)
        for other in scored[1:]
    )


def _local(mention: Mention, name: str, memory: dict[tuple[str, Cue | None], tuple[Scored, ...]]) -> tuple[Scored, ...]:
    key = (name, mention.cue)
    scored = memory.get(key)
    if scored is None:
        cue = mention.cue
        firm = cue is not None and cue.firm and any(cue.fits(option.place) for option in mention.options)
        ranked = sorted([_score(cue, option, firm=firm) for option in mention.options], key=lambda s: -s.score)
        scored = memory[key] = tuple(ranked)
    return scored


def _score(cue: Cue | None, option: Option, *, firm: bool) -> Scored:
    place = option.place
    score = _IMPORTANCE * place.importance + _KIND[option.kind]
    if place.country != HOME and not place.feature_code.startswith("PC"):
        score += _ABROAD
    reasons: tuple[str, ...] = ()
    if cue is None:
        score += _BY_CODE.get(place.feature_code, 0.0)
    elif cue.fits(place):
        score += _FITS
        reasons = (f"is a {cue.kind}",)
    elif cue.admits(place) and not firm:
        score += _ADMITTED
    else:
        score += _MISFIT
        reasons = (f"is no {cue.kind}",)
    if option.kind == "spelling":
        reasons += (f"another spelling of {place.name}",)
    return Scored(place, score, reasons)


def _if_sure(scored: Sequence[Scored]) -> Place | None:
    if not scored or (len(scored) > 1 and scored[0].score - scored[1].score < _SURE):
        return None
    return scored[0].place


def _in_context(at: int, mention: Mention, context: Context, local: Sequence[Scored], here: _Company) -> list[Scored]:
    """Add what the rest of the article says."""
    anchors = _anchors(at, mention, here) if len(local) > 1 else []
    same = here.by_name.get(here.names[at], ()) if mention.cue is None else ()
    scored = []
    for place, score, reasons in local:
        more, why = _regional(place, context)
        if len(local) > 1:
            near = _nearness(place, anchors)
            if near > _NEAR / 2:
                why += ("near other places of the text",)
            more += near
            if place.place_id in same and place.feature_class != "A":
                more += _SAME_NAME
                why += ("as elsewhere in the text",)
        scored.append(Scored(place, score + more, reasons + why))
    scored.sort(key=lambda s: (-s.score, s.place.place_id))
    return scored


def _regional(place: Place, context: Context) -> tuple[float, tuple[str, ...]]:
    score = 0.0
    reasons: tuple[str, ...] = ()
    if context.parent is not None and context.parent is not place:
        inside = lies_in(place, context.parent)
        score += _INSIDE if inside else _OUTSIDE
        reasons = (f"{'in' if inside else 'not in'} {context.parent.name}",)
    if context.section is not None and context.section is not place:
        inside = lies_in(place, context.section)
        score += _SECTION_INSIDE if inside else _SECTION_OUTSIDE
        if inside:
            reasons += (f"under the heading {context.section.name}",)
    return score, reasons


def lies_in(place: Place, region: Place) -> bool:
    """Whether a place lies in a region, or in the surroundings of a town."""
    code = region.feature_code
    if code.startswith("PCL"):
        return place.country == region.country
    if place.country != region.country:
        return False
    if code == "ADM1":
        return place.admin1 == region.admin1 or _within(place, region, region.extent_m / 2000)
    if code == "ADM2":
        return place.admin2 == region.admin2 or _within(place, region, region.extent_m / 1000)
    if region.feature_class == "P":
        return _within(place, region, 35.0) or (code in ("PPLA", "PPLC") and place.admin1 == region.admin1)
    return _within(place, region, max(20.0, region.extent_m / 1000 * 1.3))


def _within(place: Place, region: Place, reach: float) -> bool:
    return kilometres(place, region) <= reach


def kilometres(place: Place, other: Place) -> float:
    """Distance on a plane that is right to some per cent at the latitude of Syria: enough to weigh, and quick."""
    return hypot((place.longitude - other.longitude) * _KM_EAST, (place.latitude - other.latitude) * _KM_NORTH)


def _anchors(at: int, mention: Mention, here: _Company) -> list[tuple[Place, float]]:
    """Places of the other mentions with weights: what is near in the text and small on the map says most."""
    own = {option.place.place_id for option in mention.options}
    first, last = bisect_left(here.numbers, at - _WINDOW), bisect_right(here.numbers, at + _WINDOW)
    anchors = []
    for i, start, linked, place in here.anchors[first:last]:
        if i != at and place.place_id not in own:
            weight = 1 / (1 + abs(start - mention.start) / _REACH_TOKENS)
            beside = abs(i - at) == 1 and (linked or mention.linked)
            anchors.append((place, weight * 1.3 if beside else weight))
    return anchors


def _nearness(place: Place, anchors: Sequence[tuple[Place, float]]) -> float:
    if place.feature_class == "A":
        return _NEAR * 0.6 * max((w for anchor, w in anchors if anchor.admin1 == place.admin1), default=0.0)
    values = [
        weight * exp(-distance / _REACH_KM)
        for anchor, weight in anchors
        if (distance := kilometres(place, anchor)) < _REACH_KM * 4
    ]
    values.sort(reverse=True)
    return _NEAR * sum(values[:_NEAREST])


def _choice(mention: Mention, context: Context, scored: Sequence[Scored], company: Sequence[Place]) -> Choice:
    weights = [exp(min(s.score, 8.0) / _TEMPERATURE) for s in scored]
    total = sum(weights) + exp(_NONE_OF_THEM / _TEMPERATURE)
    return Choice(tuple(scored), tuple(w / total for w in weights), _refusal(mention, context, scored, company))


def _refusal(mention: Mention, context: Context, scored: Sequence[Scored], company: Sequence[Place]) -> str | None:
    """Why even the best option is not the place meant."""
    if not scored:
        return "the gazetteer does not know it"
    place, cue, parent = scored[0].place, mention.cue, context.parent
    known = place.importance >= FAMOUS and (cue is None or cue.fits(place))
    if parent is not None and not known and not lies_in(place, parent):
        away = kilometres(place, parent)
        if away > (_TOWN_KM if parent.feature_class == "P" else _REGION_KM) + parent.extent_m / 1000:
            return f"the gazetteer knows none of this name in {parent.name}"
    if mention.descriptive and len(company) > 1 and all(kilometres(place, other) > TOO_FAR_KM for other in company):
        return "the gazetteer knows it only far from all places of the text"
    if cue is not None and cue.unknown and not cue.admits(place) and place.feature_class in ("A", "H"):
        return f"the gazetteer knows no {cue.kind} of this name"
    return None
