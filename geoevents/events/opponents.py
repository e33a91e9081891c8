"""Against whom, where a sentence does not say it: the opponent that the article names for the actor."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from geoevents.events.categories import ATTACKS
from geoevents.events.draft import CIVILIANS
from geoevents.language.clitics import WA
from geoevents.lexicon.parties import camps

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geoevents.events.draft import Draft
    from geoevents.events.frame import Frame
    from geoevents.events.mentions import Party

_FOUGHT = ATTACKS | {"clash", "advance"}
_HOLDS = frozenset({"clash", "advance", "transfer"})
_HELD = frozenset({"held"})
_ANYWHERE = ""
_JOINED = "; "

Told = dict[tuple[str, str], Counter[str]]
"""By an actor (or its camp) and a governorate (or anywhere): whom it fights there, and how often that is told."""


def name_opponents(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Give fights and captures without a second actor the opponent that the article tells of elsewhere.

    It is whoever took, held or fought for the same place; else whom the first actor, or those on its side,
    fight in the same governorate, or in the whole article. If that is more than one side (``camp`` in
    data/actors.toml), there is none. The rule of the draft says that it was done.
    """
    drafts = tuple(drafts)
    told: Told = defaultdict(Counter)
    there: dict[str, Counter[str]] = defaultdict(Counter)
    for draft in drafts:
        if draft.category in _HOLDS and draft.actor1_party is not None:
            for place in draft.known_places:
                there[place.place_id][draft.actor1_party.name] += 1
        if draft.category in _FOUGHT and draft.actor1_party and draft.actor2 and not draft.actor2.startswith(CIVILIANS):
            _tell(told, draft, draft.actor1_party.name, draft.actor2)
            if draft.category != "advance":
                _tell(told, draft, draft.actor2, draft.actor1_party.name)
    return tuple(_completed(draft, told, there) for draft in drafts)


def _tell(told: Told, draft: Draft, actor: str, opponent: str) -> None:
    for who in {actor, _side(actor)}:
        for area in (_ANYWHERE, *draft.areas):
            told[who, area][opponent] += 1


def _side(name: str) -> str:
    """The camp of an actor, or of the first of several, by name; its own name where it stands alone."""
    return camps().get(name.split(_JOINED, maxsplit=1)[0], name)


def holder(frame: Frame) -> Party | None:
    """Who is told as having held what a capture took: "A captured X, held by B"."""
    if frame.scene.lacks(_HELD) or frame.trigger.payload.attributes["category"] != "advance":
        return None
    after = (p for p in frame.scene.parties if frame.trigger.end <= p.start < frame.last and not p.adjective)
    found = next((p for p in after if frame.scene.cue(p.start, "held") is not None), None)
    return None if found is None or (frame.agent is not None and found.name == frame.agent.name) else found


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


def _completed(draft: Draft, told: Told, there: Mapping[str, Counter[str]]) -> Draft:
    if draft.actor2 is not None or draft.category not in _FOUGHT or draft.actor1_party is None:
        return draft
    actor = draft.actor1_party.name
    same_place = sum((there[place.place_id] for place in draft.known_places if place.place_id in there), Counter())
    areas = (*draft.areas, _ANYWHERE)
    elsewhere = [told[who, area] for area in areas for who in (actor, _side(actor)) if (who, area) in told]
    for found in (same_place, *elsewhere):
        opponent = _of_one_side(found, _side(actor))
        if opponent is not None:
            return dataclasses.replace(draft, actor2=opponent, rule=f"{draft.rule}; opponent elsewhere in the article")
    return draft


def _of_one_side(found: Counter[str], own: str) -> str | None:
    """The one told most often of those of other sides, if they are all of one side."""
    others = Counter({name: count for name, count in found.items() if _side(name) != own})
    if len({_side(name) for name in others}) != 1:
        return None
    return others.most_common(1)[0][0]
