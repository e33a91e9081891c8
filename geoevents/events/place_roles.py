"""The role of a place in what a trigger tells: location, origin, destination, launch, along, native or context."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from geoevents.events.headers import LINE_ENDS
from geoevents.language.clitics import BA
from geoevents.model import HOME

if TYPE_CHECKING:
    from geoevents.events.frame import Frame
    from geoevents.events.mentions import PlaceMention
    from geoevents.events.scene import Scene
    from geoevents.events.vocabulary import Vocabulary
    from geoevents.language import Document, Match
    from geoevents.lexicon import Entry

_REACH = 3
_WAY_REACH = 5
_TAG = "#"
_SIGNS = frozenset("-:|.")
_THERE = frozenset({"in", "near", "on_road"})
_MOVING = frozenset({"movement", "evacuation", "travel"})
_BASES = frozenset({"INSM", "MILB", "INSTL"})
_WAYS = {"preposition.from": "origin", "preposition.to": "destination", "preposition.via": "along"}


def role_of(frame: Frame, place: PlaceMention, document: Document) -> str:
    """The role that the preposition before a place gives it."""
    scene = frame.scene
    moving = frame.category in ("movement", "evacuation", "travel", "agreement", "transfer")
    if _is_elsewhere(frame, place, document):
        return "native"
    launch = scene.cue(place.start, "preposition.launch", "preposition.agent") is not None
    if launch or _is_firing_point(frame, place, document):
        return "origin" if moving else "launch"
    if _is_context(scene, place, document) or _files(frame, place, document):
        return "context"
    if not moving:
        each = scene.cue(place.start, "each")  # "two in each of A and B"
        return "native" if each is None and scene.cue(place.start, "preposition.from") is not None else "location"
    led = [c for c in scene.cues_of(*_WAYS) if frame.trigger.end <= c.end <= place.start < c.end + _WAY_REACH]
    beside = led and scene.cue(place.start, "aimed") is not None  # "crossed from Turkey at Bab al-Hawa"
    if beside and any(max(c.end for c in led) <= p.start < place.start for p in scene.places):
        return "location"
    if led:
        return _WAYS[max(led, key=lambda c: (c.end, c.start)).payload.key]
    return _role_by_trigger(frame, place)


def _is_firing_point(frame: Frame, place: PlaceMention, document: Document) -> bool:
    """Whether a place is told as where fire came from: "fired from rebel-held X", "launched on Sunday from X"."""
    scene = frame.scene
    marked = {p.start for p in scene.places}
    starts = scene.cues_of("preposition.launch")
    if document.language == "en" and frame.key == "fire.launch" and frame.trigger.end <= place.start:
        starts = [*starts, *(c for c in scene.cues_of("preposition.from") if c.start >= frame.trigger.end)]
    if _of_a_weapon(frame, place, document):
        return True
    near = any(0 < place.start - c.end <= _REACH and marked.isdisjoint(range(c.end, place.start)) for c in starts)
    fired = [c for c in scene.cues_of("source_of") if frame.trigger.end <= c.start < place.start]
    return near or any(marked.isdisjoint(range(c.end, place.start)) for c in fired)


def _of_a_weapon(frame: Frame, place: PlaceMention, document: Document) -> bool:
    """Whether a place is whose artillery fires: "the artillery of (the army in) the camp of X shelled Y"."""
    scene, trigger = frame.scene, frame.trigger
    if trigger.payload.form not in ("past", "present") or frame.category in _MOVING:
        return False
    guns = [w for w in scene.weapons if w.payload.crewed and w.payload.branch != "air"]
    guns = [w for w in guns if not document.words[w.start].startswith(BA)]  # "with artillery"
    if place.end == trigger.start:
        owners = {p.start: p.end for p in scene.parties}
        ends = {owners.get(w.end, w.end) for w in guns}
        return any(0 <= place.start - end <= 1 for end in ends)
    beyond = any(p.start == place.end and not p.prefix for p in scene.places)
    return beyond and any(w.start == trigger.end and w.end == place.start for w in guns)


def share_roles(frame: Frame, document: Document, vocabulary: Vocabulary) -> None:
    """Give the role of the first of a list to the others: "displaced from A, B and C"."""
    for before, slot in itertools.pairwise(frame.places):
        between = document.words[before.mention.end : slot.mention.start]
        joined = bool(between) and set(between) <= vocabulary.conjunctions | {","}
        if joined and slot.role == "location" and before.role in _WAYS.values():
            slot.role = before.role


def let_context_count(frame: Frame) -> None:
    """A place that describes another one is the event's where there is no other."""
    if frame.places and all(slot.role == "context" for slot in frame.places):
        for slot in frame.places:
            if not _is_dateline(frame.scene, slot.mention) and not _heads_others(frame.scene, slot.mention):
                slot.role = "location"


def _heads_others(scene: Scene, place: PlaceMention) -> bool:
    """Whether a place opens the text and its first sentence names another: it is where that was written."""
    return place.start == scene.first and scene.paragraph == 0 and any(p.start > place.end for p in scene.places)


def _is_elsewhere(frame: Frame, place: PlaceMention, document: Document) -> bool:
    """Whether a place is that of people, of a source, or of what the event is only meant to bring about."""
    scene = frame.scene
    held = _told_from(frame, place, document) or _is_unit(scene, place) or _comes_from(scene, place)
    if held or scene.cue(place.start, "native", "taken_to") is not None:
        return True
    return any(frame.trigger.end <= c.start and c.end <= place.start for c in scene.cues_of("purpose"))


def _is_unit(scene: Scene, place: PlaceMention) -> bool:
    """Whether a base is told as whose men somebody is: "officers of the 15th Brigade"."""
    anchor = place.phrase.anchors[0].place
    inside = place.phrase.start < place.phrase.anchors[0].start  # "inside the base of"
    if anchor is None or anchor.feature_code not in _BASES or inside:
        return False
    men = (v for v in scene.victims if v.payload.attributes["side"] == "combatant" and not v.suffix)
    return any(0 <= place.start - v.end <= 1 for v in men)


def _comes_from(scene: Scene, place: PlaceMention) -> bool:
    """Whether a country is only where somebody is from or whom they follow: "fighters from neighbouring Iraq"."""
    anchor = place.phrase.anchors[0].place
    country = anchor is not None and anchor.feature_code == "PCLI" and anchor.country != HOME
    if country and scene.cue(place.start, "preposition.under", "service.loyal") is not None:
        return True
    return country and scene.cue(place.start - 1, "preposition.from") is not None


def _is_context(scene: Scene, place: PlaceMention, document: Document) -> bool:
    """Whether a place is that of talks or of the writer, or describes another one."""
    if scene.cue(place.start, "talks") is not None or _is_dateline(scene, place):
        return True
    if (
        place.start == scene.first
        and scene.paragraph == 0
        and document.original(place.start, place.start + 1).isupper()
    ):
        return True  # "HOMS, Syria (Agency) - "
    return any(_describes(scene, cue, place) for cue in scene.cues_of("context"))


def _files(frame: Frame, place: PlaceMention, document: Document) -> bool:
    """Whether a place at the head of a line files it, and another one is told behind: "#X shelling of the town of Y".

    A hashtag, or a bare name right before the noun that tells what happened.
    """
    scene, trigger, text = frame.scene, frame.trigger, document.text
    at = document.starts[place.start]
    if document.language != "ar" or place.prefix or place.end > trigger.start:
        return False
    before = text[max(text.rfind(end, 0, at) for end in LINE_ENDS) + 1 : at].split()
    if any(part[0] != _TAG and any(map(str.isalnum, part)) for part in before):
        return False
    apart = document.words[place.end : trigger.start]
    named = _SIGNS.issuperset(apart) and trigger.payload.form in ("noun", "word")
    if text[at - 1 : at] != _TAG and not named:
        return False
    behind = [p for p in scene.places if p.start >= trigger.end and p.phrase.relation in _THERE]
    known = [p for p in behind if (q := p.phrase.anchors[0].place) is not None and q.feature_class != "A"]
    return any(scene.cue(p.start, "preposition.from", "preposition.launch", "native") is None for p in known)


def _told_from(frame: Frame, place: PlaceMention, document: Document) -> bool:
    """Where a source is: "according to a military source in X", "activists in X said"."""
    scene = frame.scene
    source = next((s for s in scene.sources if 0 < place.start - s.end <= _REACH), None)
    if source is None or "," in document.words[source.end : place.start]:
        return False  # "A took, according to activists, X and Y"
    counted = frame.key.startswith("harm.") and frame.trigger.payload.form in ("noun", "word")
    counted = counted or scene.clause(place.start) != scene.clause(frame.trigger.start)
    if counted and _opens_clause(scene, source.start) and not any(v.start < source.end <= v.end for v in scene.victims):
        return scene.cue(place.start, "stands_in") is not None  # "the ministry in X put the toll at"
    if any(0 <= source.start - c.end <= _REACH + 1 for c in scene.cues_of("claim.according")):
        return True
    return any(0 <= c.start - place.end < _REACH for c in scene.cues_of("claim.say"))


def _opens_clause(scene: Scene, token: int) -> bool:
    """Whether nothing but an article stands between a token and the start of its clause."""
    start = scene.clauses[scene.clause(token)]
    return token == start or (token == start + 1 and scene.cue(token, "definite") is not None)


def _describes(scene: Scene, cue: Match[Entry], place: PlaceMention) -> bool:
    """Whether a place is the first one soon after a word such as "located", and describes the one before."""
    if any(p.start == cue.end for p in scene.parties):
        return False  # "belonging to the army, in X"
    between = (p for p in scene.places if cue.end <= p.start < place.start)
    return cue.start <= place.start < cue.end + 2 * _REACH and next(between, None) is None


def _is_dateline(scene: Scene, place: PlaceMention) -> bool:
    """A place abroad that heads the text ("BEIRUT -") is where it was written."""
    anchor = place.phrase.anchors[0].place
    return place.start == scene.first and scene.paragraph == 0 and anchor is not None and anchor.country != HOME


def _role_by_trigger(frame: Frame, place: PlaceMention) -> str:
    """A place right after a verb of leaving is the origin, a list goes on with the role of its head."""
    motion = frame.trigger.payload.attributes.get("motion")
    if motion and place.start >= frame.trigger.end and place.start - frame.trigger.end <= 2 * _REACH:
        return "origin" if motion == "from" else "destination"
    return "location"
