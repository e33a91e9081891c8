"""Against whom, where a sentence does not say it: the one opponent that the article names for the actor."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from typing import TYPE_CHECKING

from geoevents.events.categories import ATTACKS
from geoevents.events.draft import CIVILIANS
from geoevents.language.clitics import WA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geoevents.events.draft import Draft
    from geoevents.events.frame import Frame
    from geoevents.events.mentions import Party

_FOUGHT = ATTACKS | {"clash", "advance"}
_ANYWHERE = ""

Opponents = dict[tuple[str, str], set[str]]
"""By an actor and a governorate (or anywhere): whom it fights there."""


def name_opponents(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Give fights and captures without a second actor the only opponent that their first one has in the article.

    Of an actor with several opponents it is the only one in the same governorate; else there is none. The
    rule of the draft says that it was done.
    """
    drafts = tuple(drafts)
    opponents: Opponents = defaultdict(set)
    for draft in drafts:
        if draft.category in _FOUGHT and draft.actor1_party and draft.actor2 and not draft.actor2.startswith(CIVILIANS):
            for area in (_ANYWHERE, *draft.areas):
                opponents[draft.actor1_party.name, area].add(draft.actor2)
                if draft.category != "advance":
                    opponents[draft.actor2, area].add(draft.actor1_party.name)
    return tuple(_completed(draft, opponents) for draft in drafts)


def own_losses(frame: Frame) -> Party | None:
    """Whose men were harmed where they are told as "its fighters": the party named last before them."""
    men = [
        v
        for v in frame.victims
        if v.suffix and v.start > frame.harm.start >= 0 and v.payload.attributes["side"] in ("combatant", "none")
    ]
    named = [p for p in frame.scene.parties if men and p.end <= men[0].start and not p.adjective]
    if named and named[-1].end == men[0].start and men[0].prefix.startswith(WA):
        return None  # "the forces of A and its mercenaries" act together
    return named[-1] if named else None


def _completed(draft: Draft, opponents: Mapping[tuple[str, str], set[str]]) -> Draft:
    if draft.actor2 is not None or draft.category not in _FOUGHT or draft.actor1_party is None:
        return draft
    for area in (*draft.areas, _ANYWHERE):
        found = opponents.get((draft.actor1_party.name, area), set()) - {draft.actor1}
        if len(found) == 1:
            rule = f"{draft.rule}; opponent elsewhere in the article"
            return dataclasses.replace(draft, actor2=next(iter(found)), rule=rule)
    return draft
