"""How a party stands in its sentence: as who acts, whose weapon it is, who holds a place or is only quoted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geoevents.language.clitics import LAM, WA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoevents.events.mentions import Party
    from geoevents.events.scene import Scene
    from geoevents.language import Document, Match
    from geoevents.lexicon import Entry
    from geoevents.lexicon.parties import Weapon

_NEAR = 4
_SAYS = frozenset({"claim.say"})
_ATTRIBUTED = frozenset({"attributed"})
_BLAMED_REACH = 6
"""Words between a verb of attributing and whom it is attributed to, at most: who does so stands there."""


_WITH = ("preposition.with", "connector", "instrument")


class Parties(NamedTuple):
    """The agent and the one acted upon, each ``None`` where the text names none."""

    agent: Party | None
    target: Party | None


def faces(scene: Scene, party: Party) -> bool:
    """Whether a party is named as who stands on the other side of a front, or is joined to one that is."""
    if scene.cue(party.start, "front") is not None:
        return True
    return party.prefix.startswith(WA) and any(
        p.start < party.start <= p.end + 2 and scene.cue(p.start, "front") is not None for p in scene.parties
    )


def cue_before(scene: Scene, party: Party, *keys: str) -> Match[Entry] | None:
    """The cue with one of some keys before a party, or before the article of its name."""
    found = scene.cue(party.start, *keys)
    article = scene.cue(party.start, "definite", "indefinite") if found is None else None
    return found if article is None else scene.cue(article.start, *keys)


def acts(scene: Scene, party: Party) -> bool:
    """Named as who did it: "by X", "at the hands of men of X", but not "held by X"."""
    by, under = cue_before(scene, party, "preposition.agent"), cue_before(scene, party, "preposition.under")
    if under is not None and (by is None or under.start <= by.start):
        return False
    if by is not None or owns_means(scene, party):
        return True
    return not scene.lacks(_ATTRIBUTED) and _is_blamed(scene, party)


def _is_blamed(scene: Scene, party: Party) -> bool:
    """Whether an Arabic sentence lays a deed at a party's door: "strikes that the observatory attributed to A"."""
    to = LAM in party.prefix or scene.cue(party.start, "preposition.to") is not None
    return to and any(0 <= party.start - c.end <= _BLAMED_REACH for c in scene.cues_of("attributed"))


def only_backs(scene: Scene, party: Party) -> bool:
    """Named as holder or backer ("held by the regime", "backed by A and B"): acts in nothing here."""
    if scene.cue(party.start, "preposition.under") is not None and not acts(scene, party):
        return True
    if any(c.start == party.end for c in scene.cues_of("backing")) and scene.cue(party.start, *_WITH) is not None:
        return True  # "rebels with Turkish support"
    conjunction = scene.cue(party.start, "conjunction")
    if conjunction is None and (party.adjective or not party.prefix.startswith(WA)):
        return False
    clause = scene.clause(party.start)
    if any(scene.clause(c.start) == clause for c in scene.cues_of("preposition.between")):
        return False  # "between A, of B, and C"
    end = party.start if conjunction is None else conjunction.start
    return any(p.end == end and only_backs(scene, p) for p in scene.parties)


def is_charge(scene: Scene, party: Party) -> bool:
    """Whether a party is only what somebody is held to have been for: "accused of financing A"."""
    charges = [c for c in scene.cues_of("accused") if 0 <= party.start - c.end <= _NEAR]
    return any(not any(c.end <= p.start < party.start for p in scene.places) for c in charges)


def is_believed(scene: Scene, party: Party) -> bool:
    """Whether a party is told as whose men somebody is believed to be: "who are believed to be cells of A"."""
    reach = 1 if party.adjective else _NEAR  # "aircraft believed to be Russian"
    return any(0 <= party.start - c.end < reach for c in scene.cues_of("believed"))


def has_source(scene: Scene, party: Party) -> bool:
    """Whether a party is named as whose source says something ("the regime's media", "an SDF spokesman")."""
    beside = [s for s in scene.sources if s.start <= party.start <= s.end or party.end == s.start]
    return any(
        -_NEAR <= cue.start - source.end <= _NEAR or 0 <= source.start - cue.end < _NEAR
        for source in beside
        for cue in scene.cues_of("claim.say", "claim.deny", "claim.according")
    )


def closes(scene: Scene, document: Document, party: Party, trigger: Match[Entry]) -> bool:
    """Whether an English sentence ends with a party as who says it: "..., killing three, the army said"."""
    if document.language != "en" or scene.lacks(_SAYS) or party.start < trigger.end:
        return False
    words, end = document.words, party.end
    said = {c.start for c in scene.cues_of("claim.say") if not any(t.start > c.start for t in scene.triggers)}
    if words[party.start - 1] == "(":
        return words[end : end + 1] == [")"] and end + 1 in said  # its short name
    alias = words[end : end + 3]
    end += len(alias) if alias[:1] == ["("] and alias[-1] == ")" else 0
    told = max((m.end for kind in (scene.triggers, scene.places) for m in kind if m.end <= party.start), default=0)
    return end in said and "," in words[max(told, party.start - _NEAR) : party.start]


def speaks(scene: Scene, party: Party) -> bool:
    """Whether a party is only named as who says something, who holds a place, or whose something is."""
    said = any(0 <= party.start - c.end <= _NEAR for c in scene.cues_of("claim.say"))
    return party.adjective or said or in_other_role(scene, party) or only_backs(scene, party)


def in_other_role(scene: Scene, party: Party) -> bool:
    """Whether a party is named as what is aimed at, as a source, or as whom something comes from."""
    return any(
        scene.cue(party.start, kind) is not None
        for kind in ("preposition.target", "claim.according", "preposition.from")
    )


def is_part(scene: Scene, party: Party) -> bool:
    """Whether a party is told as a part of those harmed ("among them mercenaries")."""
    return any(0 <= party.start - c.end <= 2 for c in scene.cues_of("part"))  # noqa: PLR2004 - a number between


def owns_doer(scene: Scene, party: Party) -> bool:
    """Whether a party is told as whose the aircraft or the patrol before it is ("warplanes belonging to A")."""
    near = (w for w in scene.weapons if w.payload.crewed and 0 <= party.start - w.end <= _NEAR)
    weapon = next(near, None)
    belonging = scene.cues_of("belonging")
    if weapon is not None and any(weapon.end <= c.start < party.start for c in belonging):
        return True
    named = [c.start for c in belonging if c.end == party.start]  # with an adjective: "another cell belonging to A"
    return any(scene.cue(at, "doer") or (scene.cue(at, "again") and scene.cue(at - 1, "doer")) for at in named)


def operates(scene: Scene, party: Party) -> bool:
    """Whether a party is told as whose operation something was: "an operation of A left two dead"."""
    return cue_before(scene, party, "operation") is not None


def tells_home(scene: Scene, party: Party) -> bool:
    """Whether people are only told as where somebody is from: "a man from among the people of X"."""
    return party.crowd == "people" and any(c.start < party.start < c.end for c in scene.cues_of("native"))


def weapons_of(scene: Scene, party: Party) -> Iterator[Match[Weapon]]:
    """The aircraft, the artillery and the like that a party is told as whose they are: "a drone of A"."""
    if LAM not in party.prefix:
        return iter(())
    return (w for w in scene.weapons if w.payload.crewed and w.end == party.start)


def weapon_of(scene: Scene, party: Party, trigger: Match[Entry] | None = None) -> bool:
    """Whether the party stands right after a weapon or a strike: whose it is; of a trigger no word comes between."""
    counted = trigger.end if trigger is not None and party.start > trigger.end else None  # "were killed two Turks"
    return any(0 <= party.start - end <= 1 for end in scene.marked if end != counted)


def owns_means(scene: Scene, party: Party) -> bool:
    """Whether a party is told as whose aircraft or men did it: "a raid by jets of the coalition"."""
    of = cue_before(scene, party, "of", "preposition.from")
    if of is None:
        return False
    starts = [w.start for w in scene.weapons if w.end == of.start]
    starts += [v.start for v in scene.victims if v.end == of.start]
    return any(scene.cue(start, "preposition.agent") is not None for start in starts)
