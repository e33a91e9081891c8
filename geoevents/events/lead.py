"""The headline above a text: what it tells is told again below, with day and place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geoevents.events.draft import Draft


def without_headline(drafts: Iterable[Draft], end: int) -> tuple[Draft, ...]:
    """Leave out the events that a headline tells where the text below tells them.

    Parameters
    ----------
    drafts
        The events of a text, in its order.
    end
        Where the headline ends, in code points; 0 where the text does not begin with one.

    Returns
    -------
    tuple of Draft
        Without those of the headline that have no day of their own and are of the category, the governorate
        and, where both name one, the actor of an event below.
    """
    drafts = tuple(drafts)
    below = [draft for draft in drafts if draft.trigger_start >= end]
    return tuple(d for d in drafts if d.trigger_start >= end or not any(_tells_of(d, other) for other in below))


def _tells_of(headline: Draft, told: Draft) -> bool:
    if headline.category != told.category or headline.time is not None:
        return False
    if headline.actor1 and told.actor1 and headline.actor1 != told.actor1:
        return False
    return not headline.areas or not set(headline.areas).isdisjoint(told.areas)
