"""Against whom, where a sentence does not say it: the one opponent that the article names for the actor."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from geoevents.events.categories import ATTACKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geoevents.events.draft import Draft

_FOUGHT = ATTACKS | {"clash", "advance"}


def name_opponents(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Give fights and captures without a second actor the only opponent that their first one has in the article.

    An actor with two opponents gets none; the rule of the draft says that it was done.
    """
    drafts = tuple(drafts)
    opponents: dict[str, set[str]] = {}
    for draft in drafts:
        if draft.category in _FOUGHT and draft.actor1_party and draft.actor2 and draft.actor2 != "civilians":
            opponents.setdefault(draft.actor1_party.name, set()).add(draft.actor2)
            if draft.category != "advance":
                opponents.setdefault(draft.actor2, set()).add(draft.actor1_party.name)
    return tuple(_completed(draft, opponents) for draft in drafts)


def _completed(draft: Draft, opponents: dict[str, set[str]]) -> Draft:
    if draft.actor2 is not None or draft.category not in _FOUGHT or draft.actor1_party is None:
        return draft
    found = opponents.get(draft.actor1_party.name, set()) - {draft.actor1}
    if len(found) != 1:
        return draft
    return dataclasses.replace(draft, actor2=next(iter(found)), rule=f"{draft.rule}; opponent elsewhere in the article")
