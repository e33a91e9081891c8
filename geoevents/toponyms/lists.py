"""Places named in one list lie near one another: what a list tells of its members.

A member that the gazetteer knows only far from all others of its list is another place of that name. One that it
does not know lies near them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.toponyms.resolve import FAMOUS, TOO_FAR_KM, kilometres, lies_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geoevents.model import Place
    from geoevents.toponyms.mentions import Mention
    from geoevents.toponyms.regions import Context
    from geoevents.toponyms.resolve import Choice

_PAIR = 2
_MOST = 2 / 3
_WIDE_DEG = 0.5
_CLOSE_KM = 40.0
"""How near to one another most members of a list of villages lie. Own choice."""


def weigh_lists(mentions: Sequence[Mention], contexts: Sequence[Context], choices: Sequence[Choice]) -> list[Choice]:
    """Refuse the strangers of lists, and give the members that are not resolved the places of the others.

    Parameters
    ----------
    mentions
        The mentions of an article, in order.
    contexts
        The region named with each.
    choices
        What each resolves to by itself.
    """
    weighed = list(choices)
    for members in _lists(mentions):
        known = [(i, place) for i in members if (place := weighed[i].best) is not None and place.feature_class == "P"]
        if len(known) < _PAIR or len(members) == len(known) == _PAIR:
            continue
        for i, place in known if _is_wide([place for _, place in known]) else ():
            if _is_stranger(place, [p for _, p in known if p is not place]) and not _is_told(place, contexts[i]):
                weighed[i] = weighed[i]._replace(refused="the gazetteer knows it only far from the others of its list")
        company = tuple(place for i, place in known if weighed[i].refused is None)
        if len(company) >= _PAIR and _are_close(company):
            for i in members:
                if weighed[i].best is None:
                    weighed[i] = weighed[i]._replace(company=company)
    return weighed


def _lists(mentions: Sequence[Mention]) -> Iterator[range]:
    """The mentions of each list of more than one."""
    first = 0
    for end in range(1, len(mentions) + 1):
        if end == len(mentions) or not mentions[end].linked:
            if end - first > 1:
                yield range(first, end)
            first = end


def _is_wide(places: Sequence[Place]) -> bool:
    """Whether places spread so far, in degrees, that one may lie 80 km from the others."""
    north = [place.latitude for place in places]
    east = [place.longitude for place in places]
    return max(north) - min(north) > _WIDE_DEG or max(east) - min(east) > _WIDE_DEG


def _is_stranger(place: Place, others: Sequence[Place]) -> bool:
    """Whether a place lies far from all others, most of which lie close to one another."""
    if len(others) < _PAIR or place.importance >= FAMOUS or min(kilometres(place, o) for o in others) < TOO_FAR_KM:
        return False
    close = sum(any(o is not other and kilometres(o, other) < _CLOSE_KM for o in others) for other in others)
    return close >= max(_PAIR, _MOST * len(others))


def _is_told(place: Place, context: Context) -> bool:
    return context.parent is not None and lies_in(place, context.parent)


def _are_close(places: Sequence[Place]) -> bool:
    return all(kilometres(places[0], place) < _CLOSE_KM for place in places[1:])
