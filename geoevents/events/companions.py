"""Parties told together: "A, B and C" act as one, and men "of A" or "loyal to A" are A."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.events.mentions import JOINED
from geoevents.language.clitics import FA, WA
from geoevents.lexicon.numerals import numerals

if TYPE_CHECKING:
    from geoevents.events.mentions import Mentions, Party
    from geoevents.events.scene import Scene
    from geoevents.language import Document, Match
    from geoevents.lexicon import Entry

CONJUNCTIONS = ("", WA, FA)
_MEMBER = "service.member"
_SERVICE = (_MEMBER, "service.loyal")
_FOREIGN = 8
"""The interaction code of forces from abroad: those loyal to them are none of theirs."""
_NAME_REACH = 4
_GAP = 6
_OF = ("of", "preposition.from", _MEMBER)
_MARKS = frozenset('"()')
_BEFORE = (
    "preposition.target",
    "preposition.agent",
    "preposition.between",
    "preposition.with",
    "preposition.from",
    "preposition.under",
    "claim.according",
)


def in_service(scene: Scene, document: Document, mentions: Mentions, parties: list[Party]) -> list[Party]:
    """The parties of a scene, men told with whose they are being theirs: "militants fighting for A", "members of A".

    The mention begins at the men, so that what stands before them goes with it.
    """
    links = [c for c in mentions.cues.between(scene.first, scene.last) if c.payload.key in _SERVICE]
    if not links:
        return parties
    men = {v.end: v.start for v in scene.victims if v.payload.attributes["side"] == "combatant"}
    men.update({p.end: p.start for p in parties if p.actor is None and not p.adjective and p.crowd is None})
    if document.language == "en":
        men.update({w.end: w.start for w in scene.weapons if w.payload.platform})  # "jets from A bombed"
    named = [p for p in parties if p.actor is not None and not p.adjective]
    merged: list[Party] = []
    for party in parties:
        start = next(
            (men[c.start] for c in links if c.start in men and _serves(scene, document, c, party, named)), None
        )
        if start is None or party.adjective:
            merged.append(party)
            continue
        merged = [p for p in merged if p.end <= start]
        merged.append(party._replace(start=start))
    return merged


def in_apposition(document: Document, parties: list[Party]) -> list[Party]:
    """The parties of an English sentence, those named beside what they are being one: "the rebel group A".

    What they are is written small, the name with a capital; of another camp it is somebody else.
    """
    merged: list[Party] = []
    for party in parties:
        before = merged[-1] if merged else None
        if before is None or before.end != party.start or before.adjective or party.adjective:
            merged.append(party)
            continue
        described = not _is_capital(document, before.end - 1) and _is_capital(document, party.start)
        kinds = {p.actor.camp for p in (before, party) if p.actor is not None}
        if described and party.actor is not None and len(kinds) == 1 and before.crowd is None:
            merged[-1] = party._replace(start=before.start)
        else:
            merged.append(party)
    return merged


def _is_capital(document: Document, token: int) -> bool:
    return document.text[document.starts[token]].isupper()


def _serves(scene: Scene, document: Document, link: Match[Entry], party: Party, others: list[Party]) -> bool:
    """Whether nothing but what belongs to a party's name stands between a link and the party."""
    if not link.end <= party.start <= link.end + _NAME_REACH:
        return False
    foreign = party.actor is not None and party.actor.interaction == _FOREIGN
    if (foreign and link.payload.key != _MEMBER) or any(link.end <= p.start < party.start for p in others):
        return False
    between = range(link.end, party.start)
    told = {m.start for kind in (scene.triggers, scene.victims, scene.places, scene.times) for m in kind}
    plain = all(document.words[i].isalnum() or document.words[i] in _MARKS for i in between)
    return plain and told.isdisjoint(between)


def with_companions(scene: Scene, document: Document, party: Party | None, parties: list[Party]) -> Party | None:
    """Join the parties that are coordinated with one, behind it and in English before it: "A, B and C"."""
    if party is None or party.adjective:
        return party
    if document.language == "en":
        party = _with_those_before(scene, document, party, parties)
    for other in parties:
        joined = coordinated(document, party.end, other) or _counted_too(scene, document, party.end, other)
        if joined and not other.adjective and other.name not in party.name:
            party = party._replace(end=other.end, name=f"{party.name}{JOINED}{other.name}")
    return party


def coordinated(document: Document, end: int, other: Party) -> bool:
    """Whether nothing but "and" (in English a comma, too) stands between the end of a name and another one."""
    if other.start < end:
        return False
    between = [word for word in document.words[end : other.start] if word != '"']
    if document.language == "en":
        return between in (["and"], [","])
    waw = CONJUNCTIONS[1]
    return between == [waw] or (not between and other.prefix.startswith(waw))


def _counted_too(scene: Scene, document: Document, end: int, other: Party) -> bool:
    """Whether men of another party are counted beside those of one: "12 men of A and 20 of B"."""
    end = _past_men(scene, end)
    if end >= other.start:
        return False
    word = document.words[end]
    joins = next((c.end for c in scene.cues_of("conjunction", "plus") if c.start == end), end + (word == WA))
    if joins == end and not word.startswith(WA):
        return False
    number = numerals(document.language).read(document, joins, other.start)
    if number is None:
        return False
    men = _past_men(scene, number.end)
    return men == other.start or (men + 1 == other.start and scene.cue(other.start, *_OF) is not None)


def _past_men(scene: Scene, end: int) -> int:
    """The token behind the fighters, if any, that are told at one."""
    men = (v for v in scene.victims if v.start == end and v.payload.attributes["side"] == "combatant")
    return next((v.end for v in men), end)


def _with_those_before(scene: Scene, document: Document, party: Party, parties: list[Party]) -> Party:
    """Join the first members of a list to its last one; another name of a party is that party."""
    listed = False
    for other in sorted((p for p in parties if p.end <= party.start and not p.adjective), key=lambda p: -p.end):
        link = _link(scene, document, other, party, listed=listed)
        if link is None:
            break
        listed = listed or link == "and"
        if link == "alias" or other.name in party.name:
            party = party._replace(start=other.start)
        elif any(scene.cue(other.start, key) is not None for key in _BEFORE):
            break
        else:
            actor = other.actor if party.actor is None or other.actor is not None else party.actor
            party = party._replace(start=other.start, name=f"{other.name}{JOINED}{party.name}", actor=actor)
    return party


def _link(scene: Scene, document: Document, other: Party, party: Party, *, listed: bool) -> str | None:
    """How a party is joined to the next one: "and", a comma within a list, as another name of it; or not at all."""
    gap = range(other.end, party.start)
    words = [document.words[i] for i in gap if document.words[i] not in _MARKS]
    if any(c.start in gap and c.end == party.start for c in scene.cues_of("alias")):
        return "alias"
    if listed and words == [","]:
        return ","
    joins = {c.start for c in scene.cues_of("conjunction")}
    told = {m.start for kind in (scene.triggers, scene.victims, scene.places, scene.times) for m in kind}
    told.update(c.start for c in scene.cues if c.start not in joins and c.payload.key != "definite")
    begins = bool(words) and next((i for i in gap if document.words[i] not in _MARKS), -1) in joins
    if words[:1] == [","] and len(words) > 1:
        begins = gap[1] in joins
        words = words[1:]
    plain = all(word.isalnum() for word in words) and told.isdisjoint(gap)
    return "and" if begins and plain and len(words) <= _GAP else None
