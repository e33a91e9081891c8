"""Against whom, where a sentence does not say it: the opponent that the article names for the actor."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING

from geoevents.events.categories import ATTACKS
from geoevents.events.draft import CIVILIANS
from geoevents.events.mentions import JOINED, Party
from geoevents.language.clitics import WA
from geoevents.lexicon.parties import actor_table, actors, camps

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geoevents.events.draft import Draft
    from geoevents.events.frame import Frame
    from geoevents.events.scene import Scene
    from geoevents.language import Document

_FOUGHT = ATTACKS | {"clash", "advance"}
_HOLDS = frozenset({"clash", "advance", "transfer"})
_REMOTE = frozenset({"israel", "coalition"})
"""Camps that fight from the air alone."""
_STATE = 1
"""The interaction code of a state's forces, which fight all over its country."""
_PAIR = 2
_ORIGINS = ("preposition.from", "preposition.launch")
_TOLD = 3
"""From how many named parties of fights on a text is taken to tell who is at war in it."""
_ANYWHERE = ""

Told = dict[tuple[str, str], Counter[str]]
"""By an actor (or its camp) and a governorate (or anywhere): whom it fights there, and how often that is told."""


def name_opponents(drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """Give fights and captures without a second actor the opponent that the article tells of elsewhere.

    It is whoever took, held or fought for the same place; else whom the first actor, or those on its side,
    fight in the same governorate, or in the whole article. If that is more than one side (``camp`` in
    data/actors.toml), there is none. Where the text tells of two camps alone, a clash or capture is the other
    side's, too, and a clash that names nobody is between the two, if both are told of in its governorate (a
    state's forces fight in all of its country). The rule of the draft says that it was done.
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
    completed = [_completed(draft, told, there) for draft in drafts]
    sides = _two_sides(drafts)
    return tuple(_of_two_sides(draft, sides) for draft in completed) if sides else tuple(completed)


def _two_sides(drafts: Iterable[Draft]) -> dict[str, set[str]]:
    """The two camps that a text tells of, who fights most on the ground first, and in which areas each is told.

    Each is given by the party of it named most often. There are none where a third party fights, where one of the two
    is only struck, or where few events tell who acts. Those who only fight from the air are not counted: nobody
    meets them in a clash.
    """
    on_ground = {actor.name for actor in actors().values() if actor.attack != "air_strike"}
    named: dict[str, Counter[str]] = defaultdict(Counter)
    areas: dict[str, set[str]] = defaultdict(set)
    ground: Counter[str] = Counter()
    acting: Counter[str] = Counter()
    for draft in drafts:
        if draft.category not in _FOUGHT:
            continue
        first = draft.actor1_party.name if draft.actor1_party is not None else None
        second = (draft.actor2 or "").split(JOINED, maxsplit=1)[0]
        for name in (first, second if second in camps() else None):
            if name is not None and _side(name) not in _REMOTE:
                named[_side(name)][name] += name in on_ground
                areas[_side(name)].update(draft.areas)
                ground[_side(name)] += draft.category in _HOLDS
                acting[_side(name)] += name == first or draft.category in _HOLDS
    fight = len(named) == _PAIR and all(acting[side] for side in named) and any(ground.values())
    if not fight or acting.total() < _TOLD or not set(named) <= set(camps().values()):
        return {}
    order = sorted(named, key=lambda side: -ground[side])
    found = {name: areas[side] for side in order for name, told in named[side].most_common(1) if told}
    return found if len(found) == _PAIR else {}


def _of_two_sides(draft: Draft, sides: Mapping[str, set[str]]) -> Draft:
    """A clash or capture with the side, or a clash with both, that it does not name: those told of in its area."""
    if draft.category not in _HOLDS or draft.category == "transfer" or (draft.actor1 and draft.actor2):
        return draft
    states = {actor.name for actor in actors().values() if actor.interaction == _STATE}
    here = [name for name, areas in sides.items() if name in states or not areas.isdisjoint(draft.areas)]
    rule = f"{draft.rule}; sides elsewhere in the article"
    if draft.actor1 is None:
        if draft.actor2 is not None:
            here.sort(key=lambda name: _side(name) == _side(draft.actor2 or ""))
        known = draft.actor2 is None or _side(draft.actor2) == _side(here[-1] if here else "")
        if draft.category != "clash" or draft.harm.civilian or len(here) != _PAIR or not known:
            return draft
        party = next(actor for actor in actors().values() if actor.name == here[0])
        return dataclasses.replace(
            draft, actor1=party.name, actor1_party=party, actor2=draft.actor2 or here[1], rule=rule
        )
    own = _side(draft.actor1_party.name if draft.actor1_party is not None else draft.actor1)
    others = [name for name in here if _side(name) != own]
    told = own in map(_side, sides) and len(others) == 1
    return dataclasses.replace(draft, actor2=others[0], rule=rule) if told else draft


def _tell(told: Told, draft: Draft, actor: str, opponent: str) -> None:
    for who in {actor, _side(actor)}:
        for area in (_ANYWHERE, *draft.areas):
            told[who, area][opponent] += 1


@cache
def _side(name: str) -> str:
    """The camp of an actor, or of the first of several, by name; its own name where it stands alone."""
    return camps().get(name.split(JOINED, maxsplit=1)[0], name)


def holder(frame: Frame, document: Document) -> Party | None:
    """Who holds what is attacked or taken: "struck a factory controlled by A", "shelled A-held areas"."""
    scene = frame.scene
    first, last = frame.trigger.end, frame.last
    for party in scene.parties:
        if first <= party.start < last and scene.cue(party.start, "preposition.holder") is not None and party.actor:
            return party
    named = [anchor.text for place in scene.places for anchor in place.phrase.anchors]
    for match in actor_table(document.language).holders(document, frame.first, last):
        if any(document.original(match.start, match.end) in name for name in named):
            continue  # "the Israeli-occupied Golan" is called so
        if _comes_from(scene, match.start):
            continue
        if match.start >= first or _holds_place(frame, match.end):
            return Party(match.start, match.end, match.payload.actor.name, match.payload.actor, match.prefix)
    return None


def _holds_place(frame: Frame, end: int) -> bool:
    """Whether the words for who holds what stand before a place told before its verb: "A-held X was shelled"."""
    places = (slot.mention for slot in frame.places if slot.role == "location")
    return any(place.start - _PAIR <= end < place.end <= frame.trigger.start for place in places)


def _comes_from(scene: Scene, start: int) -> bool:
    """Whether the words for who holds what stand behind "from", or behind it and an article."""
    article = scene.cue(start, "definite", "indefinite")
    return scene.cue(start if article is None else article.start, *_ORIGINS) is not None


def holder_of_origin(frame: Frame, document: Document) -> Party | None:
    """Whose fire it was where only who holds the ground it came from is told: "rockets fired from A-held areas"."""
    if not frame.scene.cues_of(*_ORIGINS):
        return None
    for match in actor_table(document.language).holders(document, frame.first, frame.last):
        if _comes_from(frame.scene, match.start):
            return Party(match.start, match.end, match.payload.actor.name, match.payload.actor, match.prefix)
    return None


def own_losses(frame: Frame) -> Party | None:
    """Whose men were harmed where they are told as "its fighters": the party named last before them.

    In English it is not who harmed them: "A said that shelling by B killed two of its fighters".
    """
    if frame.harm.start < 0:
        return None
    own = {c.end for c in frame.scene.cues_of("own", "pronoun") if c.end > frame.first}
    theirs = [v for v in frame.victims if own & {v.start, v.end} and v.payload.attributes["side"] == "combatant"]
    if theirs:
        acting = frame.agent.name if frame.agent is not None else None
        named = [p for p in frame.scene.parties if p.end <= theirs[0].start and p.crowd is None]
        others = [p for p in named if p.actor is not None and p.name != acting and not p.adjective]
        return others[-1] if others else None
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
    """The one told most often of those of other sides, if they are all of one that fights on the ground."""
    others = Counter({name: count for name, count in found.items() if _side(name) != own})
    sides = {_side(name) for name in others}
    if len(sides) != 1 or not sides.isdisjoint(_REMOTE):
        return None
    return others.most_common(1)[0][0]
