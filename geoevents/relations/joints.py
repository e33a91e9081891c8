"""What stands between two places: a list, a dash, a preposition of lying in something, or something else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geoevents.geometry import distance_km
from geoevents.language.clitics import BA, FA, LAM, WA
from geoevents.relations.readings import is_region, is_wide
from geoevents.relations.vocabulary import words_of

if TYPE_CHECKING:
    from geoevents.language import Document
    from geoevents.model import Place, Toponym

_LIST = frozenset({",", "/", "&", WA, "and", "or"})
_ELSEWHERE_KM = 150.0
"""Nobody puts a place beside one that is farther away. Own choice."""
_BREAKS = frozenset(".!?:\n")
_SIGNS = {"-": "dash", "(": "opening"}
_QUIET = frozenset({'"', "'", "the", "a", "an", ")"})
_LONGEST = 8
_CAPITALS = frozenset({"PPLC", "PPLA", "PPLA2"})
_NEIGHBOURHOOD_KM = 15.0


def joint(document: Document, first: int, last: int, prefix: str) -> str | None:
    """How the tokens between two places join them.

    Returns
    -------
    str or None
        ``list``, ``comma`` (a comma alone), ``dash``, ``adjacent``, ``until`` ("as far as"), ``holds`` (the second
        holds the first), ``opening`` (a bracket), or None where something else stands between.
    """
    if last - first > _LONGEST or (last > first and document.words[first] in _BREAKS):
        return None
    gap = [word for word in document.words[first:last] if word not in _QUIET]
    if not gap:
        return _by_prefix(prefix)
    if len(gap) == 1 and gap[0] in _SIGNS:
        return _SIGNS[gap[0]]
    if all(word in _LIST for word in gap):
        return "comma" if set(gap) == {","} and not prefix.startswith(WA) else "list"
    return _by_words(document, [word for word in gap if word not in (",", "-", "(")])


def _by_prefix(prefix: str) -> str:
    if prefix[:1] in (WA, FA):
        return "list"
    if BA in prefix:
        return "holds"
    return "of" if LAM in prefix else "adjacent"


def _by_words(document: Document, gap: list[str]) -> str | None:
    """One listed phrase, or adjectives and one: "until", "holds"."""
    words = words_of(document.language).table
    kinds = []
    at = 0
    while at < len(gap):
        for rest, word, _, _ in words.heads(gap[at]) or ():
            if word.kind in ("until", "holds", "plain") and tuple(gap[at + 1 : at + 1 + len(rest)]) == rest:
                kinds.append(word.kind)
                at += 1 + len(rest)
                break
        else:
            return None
    if "until" in kinds and len(kinds) == 1:
        return "until"
    return "holds" if "holds" in kinds else "adjacent"


def holds(outer: Toponym, inner: Toponym) -> bool:
    """Whether a place is known to hold another one: its country, governorate, district, region or city."""
    if outer.place is None or inner.place is None:
        return outer.place is None or is_region(outer) or outer.place.feature_class in "PT"
    a, b = outer.place, inner.place
    if a.place_id == b.place_id:
        return False
    if a.feature_code.startswith("PCL"):
        return a.country == b.country and not b.feature_code.startswith("PCL")
    if a.feature_code == "ADM1":
        return b.feature_code != "ADM1" and (a.admin1 or a.name) == b.admin1
    if a.feature_code == "ADM2":
        return b.feature_class != "A" and (a.admin2 or a.name) == b.admin2
    return _near_enough(a, b)


def _near_enough(a: Place, b: Place) -> bool:
    """Whether a region reaches as far as a place, or a place is part of a city or belongs to a district town."""
    apart = _apart(a, b)
    if is_wide(a):
        within = b.feature_class != "A" or (b.feature_code == "ADM1" and a.extent_m > b.extent_m)
        return within and apart <= a.extent_m / 1000 * 1.3
    if a.feature_class != "P" or is_wide(b):
        return a.extent_m > b.extent_m and apart <= a.extent_m / 1000
    if apart <= max(a.extent_m / 1000, 3.0) * 1.2:
        return a.importance >= b.importance
    if b.feature_code == "PPLX":
        return apart <= _NEIGHBOURHOOD_KM
    below = b.feature_code not in _CAPITALS or (b.feature_code == "PPLA2" and a.feature_code != "PPLA2")
    return a.feature_code in _CAPITALS and below and a.admin1 == b.admin1


def nearer(toponym: Toponym, beside: Place | None, limit_km: float, *, unknown: bool = False) -> Toponym:
    """A mention whose place is too far from one that the text puts it beside, with its nearest candidate in its stead.

    Parameters
    ----------
    toponym
        The mention.
    beside
        The other place.
    limit_km
        How far apart they may be.
    unknown
        Leave the mention without a place when no candidate is near enough; else it stays as it was, unless it is
        in another part of the country.
    """
    if toponym.place is None or beside is None or _apart(toponym.place, beside) <= limit_km:
        return toponym
    unknown = unknown or _apart(toponym.place, beside) > _ELSEWHERE_KM
    near = [(apart, c.place) for c in toponym.candidates if (apart := _apart(c.place, beside)) <= limit_km]
    if not near and not unknown:
        return toponym
    place = min(near, key=lambda item: item[0])[1] if near else None
    told = "nearer to" if near else "no place of this name near"
    return replace(toponym, place=place, reason=f"{toponym.reason}; {told} {beside.name}")


def _apart(a: Place, b: Place) -> float:
    return distance_km(a.latitude, a.longitude, b.latitude, b.longitude)
