"""Words that point back to a party told before: "the latter captured", "the same forces", "the division"."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from geoevents.events.mentions import Party
from geoevents.language.clitics import ARTICLE
from geoevents.lexicon.parties import actor_table, actors

if TYPE_CHECKING:
    from geoevents.events.mentions import Mentions
    from geoevents.events.scene import Scene
    from geoevents.language import Document, Match
    from geoevents.lexicon import Entry
    from geoevents.lexicon.parties import Actor

_FORMER = "former"
_VERBS = frozenset({"past", "present"})
_PAIR = 2
_ARMED = frozenset({2, 3})
_STATES = frozenset({1, 8})
_HAD = 2
"""Words between soldiers and what they did, at most: 'had "fired'."""
_UNIT = "unit.words"
_DEFINITE = "definite"
_NOUNS = frozenset({"latter", "theirs"})
"""Pointers that may stand behind a noun of action, as who acts."""

POINTERS = frozenset({_FORMER, "second", "latter", "theirs"})
"""The cues of the first, the second and the last of those told before, and of what is theirs ("its artillery")."""

SAME = frozenset({"same"})
"""The cue of a party that acts again under a noun of its name."""


def with_pointers(scene: Scene, before: list[Scene]) -> list[Party]:
    """The parties of a scene with those that a word points back to, as the subject of a verb or a side of a fight.

    Parameters
    ----------
    before
        The scenes before it: a party may be named in a sentence before, of the same paragraph.
    """
    added = []
    for cue in scene.cues_of(*POINTERS):
        if not (_is_subject(scene, cue) or scene.cue(cue.start, "preposition.between") is not None):
            continue
        party = _pointed_at(cue, _told_before(scene, cue, before))
        if party is not None:
            added.append(Party(cue.start, cue.end, party.name, party.actor, cue.prefix, crowd=party.crowd))
    return sorted([*scene.parties, *added], key=lambda party: party.start) if added else scene.parties


def with_same(scene: Scene, document: Document, before: list[Scene]) -> list[Party]:
    """The parties of a scene with those that act again by a noun of their name: "the same forces" (Arabic)."""
    added = []
    for cue in scene.cues_of(*SAME) if document.language == "ar" else ():
        noun = _bare(document.words[cue.start].removeprefix(cue.prefix))
        near = [s for s in before if s.paragraph >= scene.paragraph - 1]
        told = (p for s in reversed(near) for p in reversed(s.parties) if not p.adjective)
        meant = next((p for p in told if noun in _nouns(document, p)), None)
        if meant is not None:
            added.append(meant._replace(start=cue.start, end=cue.end, prefix=cue.prefix))
    return sorted([*scene.parties, *added], key=lambda party: party.start) if added else scene.parties


def _nouns(document: Document, party: Party) -> set[str]:
    return {_bare(word.removeprefix(party.prefix)) for word in document.words[party.start : party.end]}


def _bare(word: str) -> str:
    return word.removeprefix(ARTICLE)


def with_units(scene: Scene, document: Document, mentions: Mentions, before: list[Scene]) -> list[Party]:
    """The parties of a scene, a unit's word with the article being the unit told before ("the division").

    It is the last party of the paragraph or the one before it whose name has that word; without one it is nobody.
    """
    units = [m for m in mentions.roles.between(scene.first, scene.last) if m.payload.key == _UNIT]
    articles = {c.end: c.start for c in mentions.cues.between(scene.first, scene.last) if c.payload.key == _DEFINITE}
    parties = scene.parties
    for unit in units:
        start = articles.get(unit.start)
        if start is None or any(p.start < unit.end and unit.start < p.end and p.actor is not None for p in parties):
            continue
        parties = [p for p in parties if (p.start, p.end) != (start, unit.end)]
        meant = _unit_told(document, unit, [*before, scene])
        if meant is not None and _does(scene, unit):
            parties = [*parties, meant._replace(start=start, end=unit.end, prefix="", adjective=False)]
    return sorted(parties, key=lambda party: party.start)


def with_groups(scene: Scene, document: Document, mentions: Mentions, before: list[Scene]) -> list[Party]:
    """The parties of a scene, a group's word with the article being the armed group told before ("the militants").

    It is the only one of those that fight no state's war (ACLED's interaction 2 and 3) of the paragraph and the one
    before it; without one, or among several, it stays what it is called.
    """
    roles = mentions.roles.between(scene.first, scene.last)
    pointing = {m.end for m in roles if m.payload.attributes.get("points")}
    return [
        _group_told(party, [*before, scene]) or party
        if party.actor is None and party.end in pointing and _has_article(scene, document, party)
        else party
        for party in scene.parties
    ]


def with_soldiers(scene: Scene, before: list[Scene], day: str | None) -> list[Party]:
    """The parties of a scene, soldiers of no army that is named being a state's as the subject of a verb.

    It is the only state's army told in the paragraph or the one before it, else the country's own
    (``party`` in data/lexicon/en/victims.toml).
    """
    had = {c.end for c in scene.cues_of("perfect")}
    verbs = [t.start for t in scene.triggers if t.payload.form == "past" or t.start in had]
    verbs = [at for at in verbs if not any(c.end == at for c in scene.cues_of("passive"))]
    harmed = {t.start for t in scene.triggers if "harm" in t.payload.attributes}  # "soldiers killed in"
    added = []
    for soldier in (v for v in scene.victims if "party" in v.payload.attributes):
        if not any((at in harmed) <= at - soldier.end <= _HAD for at in verbs):
            continue
        if any(p.start <= soldier.end and soldier.start <= p.end for p in scene.parties):
            continue
        army = _army_told([*before, scene], soldier.start) or actors()[str(soldier.payload.attributes["party"])]
        if day is None or army.holds(day):
            added.append(Party(soldier.start, soldier.end, army.name, army, ""))
    return sorted([*scene.parties, *added], key=lambda party: party.start) if added else scene.parties


def _army_told(scenes: list[Scene], at: int) -> Actor | None:
    near = [s for s in scenes if s.paragraph >= scenes[-1].paragraph - 1]
    told = [p.actor for s in near for p in s.parties if p.actor is not None and not p.adjective and p.end <= at]
    armies = {actor.name: actor for actor in told if actor.interaction in _STATES}
    return next(iter(armies.values())) if len(armies) == 1 else None


def _has_article(scene: Scene, document: Document, party: Party) -> bool:
    article = scene.cue(party.start + 1, _DEFINITE)
    return document.language == "en" and article is not None and article.start == party.start


def _group_told(group: Party, scenes: list[Scene]) -> Party | None:
    near = [s for s in scenes if s.paragraph >= scenes[-1].paragraph - 1]
    told = [p for s in near for p in s.parties if p.actor is not None and not p.adjective and p.end <= group.start]
    armed = {p.actor.name: p.actor for p in told if p.actor is not None and p.actor.interaction in _ARMED}
    if len(armed) != 1:
        return None
    actor = next(iter(armed.values()))
    return group._replace(name=actor.name, actor=actor)


def _does(scene: Scene, unit: Match[Entry]) -> bool:
    """Whether a verb follows, or what somebody acts by stands before."""
    verbs = [t for t in (*scene.triggers, *scene.cues_of("light")) if t.payload.form in _VERBS]
    return any(0 <= t.start - unit.end <= 1 for t in verbs)


def _unit_told(document: Document, unit: Match[Entry], scenes: list[Scene]) -> Party | None:
    """The last party before a unit's word that is told with that word."""
    word = document.words[unit.end - 1]
    for scene in reversed(scenes):
        if scene.paragraph < scenes[-1].paragraph - 1:
            break
        for party in reversed(scene.parties):
            told = document.words[party.start : party.end + 1]
            if party.end <= unit.start - 1 and word in told and party.end - party.start > 1:
                return party
    return None


def in_full(scene: Scene, document: Document, before: list[Scene]) -> list[Party]:
    """The parties of a scene, a short name being that of the party named in full before it.

    "The army" after "the Turkish army" in the same paragraph is Turkish, unless the one that the short name
    stands for by itself was named there, too.
    """
    paragraph = list(itertools.takewhile(lambda s: s.paragraph == scene.paragraph, reversed(before)))[::-1]
    for earlier in paragraph:
        if earlier.full_names is None:
            earlier.full_names = _full_names(earlier, document)
    full = [name for earlier in paragraph for name in earlier.full_names or ()] + _full_names(scene, document)
    if not full:
        return scene.parties
    named = [p for earlier in [*paragraph, scene] for p in earlier.parties if not p.adjective]
    return [_in_full(document, party, named, full) for party in scene.parties]


def _full_names(scene: Scene, document: Document) -> list[tuple[str, Party]]:
    """The parties that a sentence names in full, by the noun of the name."""
    named = (party for party in scene.parties if not party.adjective)
    return [(noun, party) for party in named if (noun := _noun_in_full(document, party)) is not None]


def _noun_in_full(document: Document, party: Party) -> str | None:
    """The noun of a name that ends in it and a nationality ("the Turkish army")."""
    noun = document.words[party.end - 2] if party.end - party.start >= _PAIR else ""
    if party.actor is None or not noun.startswith(ARTICLE):
        return None
    ends = actor_table(document.language).scan(document, party.end - 1, party.end)
    whose = next((match.payload for match in ends if match.payload.adjective), None)
    if whose is None or party.actor not in (whose.actor, *whose.others):
        return None
    return noun


def _in_full(document: Document, party: Party, named: list[Party], full: list[tuple[str, Party]]) -> Party:
    if party.adjective or party.actor is None:
        return party
    last = document.words[party.end - 1].removeprefix(party.prefix) if party.end - party.start == 1 else ""
    last = last or document.words[party.end - 1]
    if party.actor.air == party.actor.name and _is_bare(document, party):
        told = (p for _, p in reversed(full) if p.actor is not None and p.actor.air and p.end <= party.start)
        owner = next(told, None)
        return party if owner is None or owner.actor is None else _air_force_of(party, owner.actor)
    meant = [other for noun, other in full if noun in (last, ARTICLE + last) and other.end <= party.start]
    if not meant or meant[-1].actor is party.actor:
        return party
    if any(p.actor is party.actor and p.end <= party.start for p in named):
        return party
    return party._replace(name=meant[-1].name, actor=meant[-1].actor)


def _is_bare(document: Document, party: Party) -> bool:
    """Whether neither a nationality nor an owner ends a party's name: "the air force", not "aircraft of the regime"."""
    ends = actor_table(document.language).scan(document, party.end - 1, party.end)
    return not any(match.payload.adjective or match.start > party.start for match in ends)


def _air_force_of(party: Party, owner: Actor) -> Party:
    """The air force of those told in full before it: "the Israeli army said that the air force"."""
    return party._replace(name=owner.branch_name("air"), actor=owner)


def _is_subject(scene: Scene, cue: Match[Entry]) -> bool:
    """Whether it stands right behind a verb that somebody does ("was hit" has a place for its subject)."""
    light = any(c.end == cue.start and c.payload.form in _VERBS for c in scene.cues_of("light"))
    before = [t for t in scene.triggers if t.end == cue.start]
    verbs = (t.payload for t in before if t.payload.form in _VERBS)
    nouns = (t for t in before if t.payload.form in ("noun", "word"))
    done = any(ARTICLE not in t.prefix for t in nouns) and cue.payload.key in _NOUNS  # "after the latter's shelling of"
    return light or done or any(v.attributes.get("agent") != "target" for v in verbs)


def _told_before(scene: Scene, cue: Match[Entry], before: list[Scene]) -> list[Party]:
    """The parties named before a word, each once by its last mention, of the nearest sentence that names any."""
    named = {p.name: p for p in scene.parties if p.end <= cue.start and not p.adjective}
    for earlier in reversed(before):
        if named or earlier.paragraph != scene.paragraph:
            break
        named = {p.name: p for p in earlier.parties if not p.adjective}
    return sorted(named.values(), key=lambda party: party.start)


def _pointed_at(cue: Match[Entry], named: list[Party]) -> Party | None:
    if cue.payload.key == _FORMER:
        return named[-_PAIR] if len(named) >= _PAIR else None
    return named[-1] if named else None
