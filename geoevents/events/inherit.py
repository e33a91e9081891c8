"""What a frame does not say itself: its place, time and parties from the words around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.events.categories import ATTACKS
from geoevents.events.frame import PlaceSlot
from geoevents.events.mentions import PlaceMention
from geoevents.events.sharing import alike, answered
from geoevents.events.sites import is_region

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geoevents.events.frame import Frame
    from geoevents.events.mentions import TimeMention
    from geoevents.events.scene import Scene
    from geoevents.model import SpatialPhrase

SIDES = "sides"
"""The key of the last fight told with both its sides, beside those of summaries by category."""

_BOMBARDMENT = "attack.shelling"
_BOTH = frozenset({"both"})
_YEAR = range(300, 400)
"""The days of a time told by years."""
_HEAD = 2
"""How many words may stand before a time at the head of a sentence ("on", "and")."""
_FAR = 8
_PAIR = 2
_SUBJECT_REACH = 3
_MOVING = frozenset({"movement", "evacuation", "travel"})
_TAKING = frozenset({"advance", "transfer"})


def find_place(
    frame: Frame, frames: list[Frame], previous: Frame | None, generics: Mapping[int, SpatialPhrase]
) -> None:
    """Give a frame without a place the nearest one that its words allow.

    In this order: the place that its relative clause describes or its object pronoun means, a common noun that stands
    for a place ("the town"), the place of the verb before in the sentence, a place before it that no verb owns, the
    home of the people it tells of, the section's header, the place of the sentence before. A noun with the article
    ("the attack") takes none: it points back.
    """
    if any(slot.role not in ("native", "launch") for slot in frame.places):
        return
    scene = frame.scene
    if any(frame.trigger.end <= c.start < frame.last for c in scene.cues_of("unnamed")):
        return  # "seized a village on the border"
    for source, slots in (
        ("sentence", _described(frame)),
        ("common noun", _common_noun(frame, generics)),
        ("sentence", [] if frame.definite else _verb_before(frame, frames)),
        ("sentence", [] if frame.definite else _unowned(frame, frames)),
        ("people of", [s for s in frame.places if s.role == "native"][:1]),
        ("header", _header(frame, previous)),
        ("sentence before", [] if frame.definite else _sentence_before(scene, previous)),
    ):
        if slots:
            frame.places = [PlaceSlot(slot.mention, "location") for slot in slots]
            frame.inherited = source
            return


def _described(frame: Frame) -> list[PlaceSlot]:
    """The place that the frame's relative clause stands behind, or that a pronoun at a verb of capture means."""
    scene, at = frame.scene, frame.trigger.start
    if _embedded(scene, scene.clause(at)):
        start = scene.clauses[scene.clause(at)]
        return [PlaceSlot(p, "location") for p in scene.places if start - 1 <= p.end <= start][-1:]
    if not frame.trigger.suffix or frame.category not in _TAKING:
        return []
    return [PlaceSlot(p, "location") for p in scene.places if p.end <= at and not scene.aside(p.start)][-1:]


def _common_noun(frame: Frame, generics: Mapping[int, SpatialPhrase]) -> list[PlaceSlot]:
    tokens = [t for t in generics if frame.first <= t < frame.last][:1]
    return [PlaceSlot(PlaceMention(t, t + 1, generics[t], ""), "location") for t in tokens]


def _verb_before(frame: Frame, frames: list[Frame]) -> list[PlaceSlot]:
    earlier = [f for f in frames if f.trigger.start < frame.trigger.start and f.located()]
    staying = [f for f in earlier if f.category not in _MOVING]  # not where people went to meanwhile
    if not earlier:
        return []
    before = (staying or earlier)[-1]
    places = before.located()
    listed = len(places) > _PAIR and before.category != frame.category  # a fight during the shelling of many villages
    return places[:1] if listed else places


def _unowned(frame: Frame, frames: list[Frame]) -> list[PlaceSlot]:
    scene = frame.scene
    owned = {id(s.mention) for f in frames for s in f.places}
    loose = [
        PlaceSlot(p, "location")
        for p in scene.places
        if p.start < frame.trigger.start and id(p) not in owned and p not in scene.header and not scene.aside(p.start)
    ]
    if not loose or _by_speaker(scene, loose[-1].mention):
        return []
    return loose if all(map(is_region, loose)) else loose[-1:]


def _by_speaker(scene: Scene, place: PlaceMention) -> bool:
    """Whether a place stands between a word of saying and what is said, or is one of talks."""
    if scene.cue(place.start, "talks") is not None:
        return True
    saying = [c for c in scene.cues_of("claim.say") if c.end <= place.start]
    return bool(saying) and not any(saying[-1].end <= t.start < place.start for t in scene.cues_of("that"))


def _header(frame: Frame, previous: Frame | None) -> list[PlaceSlot]:
    if not frame.scene.header or (frame.definite and previous is not None):
        return []
    return [PlaceSlot(frame.scene.header[-1], "location")]


def _sentence_before(scene: Scene, previous: Frame | None) -> list[PlaceSlot]:
    if previous is None or previous.scene.paragraph != scene.paragraph:
        return []
    return previous.located()[:1]


def find_time(frame: Frame) -> None:
    """Give a frame its time: the nearest expression of its own clause, else the latest before it in the sentence."""
    frame.times = [t for t in frame.times if not _holds_a_day(t, frame.times)]
    own = [t for t in frame.times if t.time.first is not None or t.time.last is not None]
    own = [t for t in own if not _of_what_was(frame, t)]
    counted = _counted_from(frame)
    own = [t for t in own if t not in counted]
    own = [t for t in own if not _of_a_life(frame, t) and not _of_a_thing(frame, t)]
    if frame.trigger.payload.form in ("past", "present"):  # "the town that they took in May was hit"
        at, scene = frame.trigger.start, frame.scene
        own = [t for t in own if t.start > at or not _embedded(scene, scene.clause(t.start))]
    if frame.category == "warning":
        own = [t for t in own if frame.scene.cue(t.start, "until") is None]  # the limit that it sets
    if any(
        _is_day(t) and t.start > frame.trigger.start for t in own
    ):  # "after three weeks of siege A stormed X at dawn"
        own = [t for t in own if t.start > frame.trigger.start or _is_day(t)]
    if own:
        frame.time = min(own, key=lambda t: abs(t.start - frame.trigger.start))
    elif not frame.background:
        frame.time = _carried(frame)
        frame.background = frame.time is None and (bool(counted) or _from_untold(frame))  # of no day that is told


def _is_day(time: TimeMention) -> bool:
    """Whether a time tells a day, or a night between two."""
    first, last = time.time.first, time.time.last
    return first is not None and last is not None and (last - first).days <= 1


def _holds_a_day(time: TimeMention, others: list[TimeMention]) -> bool:
    """Whether a day told beside a span of days falls in it: "for a fifth straight day on Thursday" is of Thursday."""
    first, last = time.time.first, time.time.last
    if first is None or last is None or _is_day(time):
        return False
    days = (t.time.first for t in others if t.time.first == t.time.last)
    return any(day is not None and first <= day <= last for day in days)


def _counted_from(frame: Frame) -> list[TimeMention]:
    """Times at the head of a sentence that only count from a frame: "two days after A took X, B" is B's time."""
    scene, at = frame.scene, frame.trigger.start
    after = {c.end for c in scene.cues_of("counted")}
    if not after or not any(scene.clause(t.start) > scene.clause(at) for t in scene.triggers):
        return []
    heads = [t for t in scene.times if t.end in after and t.start - scene.first < _HEAD and t.start < at]
    between = (t for t in scene.triggers if heads and heads[0].end <= t.start < at)
    return heads if next(between, None) is None else []


def _carried(frame: Frame) -> TimeMention | None:
    """The latest time before a trigger in its sentence that holds for its clause, too.

    A time at the head of a sentence sets the scene for all; one of a relative clause is that clause's alone, and
    one behind a verb does not hold beyond "while", "meanwhile", "also".
    """
    scene, at = frame.scene, frame.trigger.start
    here = scene.clause(at)
    apart = {cue.start for cue in scene.cues_of("apart")}
    first_verb = min((t.start for t in scene.triggers), default=at)
    head = scene.first + (scene.header[-1].end - scene.first + 1 if _opens_with_header(scene) else 0)
    for time in reversed([t for t in scene.times if t.start < at and t.time.first is not None]):
        there = scene.clause(time.start)
        if time in _counted_from(frame) or any(c.start == time.end for c in scene.cues_of("after")):
            continue
        if scene.aside(time.start) is not None or _embedded(scene, there) or _of_a_thing(frame, time):
            continue
        leads = time.start < first_verb and time.start - head <= _HEAD
        if leads or apart.isdisjoint(scene.clauses[there + 1 : here + 1]):
            return time
    return None


def _opens_with_header(scene: Scene) -> bool:
    """Whether a sentence begins with the header that it stands under ("Idlib: ...")."""
    return bool(scene.header) and scene.first <= scene.header[0].start <= scene.header[-1].end < scene.last


def _embedded(scene: Scene, clause: int) -> bool:
    """Whether a clause is a relative one."""
    start = scene.clauses[clause]
    if any(c.start == start for c in scene.cues_of("that")) and any(c.end <= start for c in scene.cues_of("claim.say")):
        return False  # what somebody said
    return any(cue.start == start for cue in scene.cues_of("relative"))


def _from_untold(frame: Frame) -> bool:
    """Whether it is counted from a day that the text does not tell ("a week after the fall of X")."""
    counted = {c.end for c in frame.scene.cues_of("counted")}
    untold = [t for t in frame.scene.times if t.time.first is None and t.time.last is None and t.end in counted]
    return any(t.start < frame.trigger.start for t in untold)


def _of_what_was(frame: Frame, time: TimeMention) -> bool:
    """Whether a time after the trigger belongs to an aside on what was before: "which had been, six years ago"."""
    asides = (c for c in frame.scene.cues_of("background") if frame.trigger.end <= c.start)
    return any(0 <= time.start - c.end <= 1 for c in asides)


def _of_a_thing(frame: Frame, time: TimeMention) -> bool:
    """Whether a time only tells of when an agreement or a statement is: "the truce declared on 5 March"."""
    if frame.category == "agreement":
        return False
    return any(0 <= time.start - c.end <= 1 for c in frame.scene.cues_of("dated"))


def _of_a_life(frame: Frame, time: TimeMention) -> bool:
    """Whether a time years ago, far behind the trigger, is of somebody's past: "who worked there 4 years ago"."""
    first, last = time.time.first, time.time.last
    if first is None or last is None or (last - first).days not in _YEAR or time.time.basis != "relative":
        return False
    return time.start - frame.trigger.end > _FAR


def _by_pronoun(frame: Frame) -> bool:
    """Whether an English pronoun tells who does it: "it shelled", "its fighters had captured", "fell to them"."""
    at = frame.trigger.start
    scene = frame.scene
    if frame.trigger.payload.attributes.get("agent") == "after":
        return any(c.start == frame.trigger.end for c in scene.cues_of("object.more"))
    near = [(c.start, c.end) for c in scene.cues_of("pronoun")]
    near += [(c.start, end) for c in scene.cues_of("own") if (end := _doers_end(scene, c.end)) is not None]
    near = [(start, end) for start, end in near if 0 <= at - end < _SUBJECT_REACH and start >= frame.first]
    if not near or frame.trigger.payload.form not in ("past", "present", "word"):
        return False
    end = max(near)[1]
    between = [m.start for m in scene.parties] + [m.start for m in frame.weapons]
    if frame.trigger.payload.form != "present":  # "they are shelling"
        between += [c.start for c in scene.cues_of("passive") if c.end == at]
    return not any(end <= start < at for start in between)


def _doers_end(scene: Scene, start: int) -> int | None:
    """Where the arms or men end that a possessive pronoun stands before: "its heavy guns", "their snipers"."""
    armed = (w.end for w in scene.weapons if 0 <= w.start - start <= 1)
    men = (v.end for v in scene.victims if 0 <= v.start - start <= 1 and v.payload.attributes["side"] == "combatant")
    return next(armed, next(men, None))


def _leads_in(frame: Frame) -> bool:
    """Whether an English participle opens its sentence: "after taking X, A fled" has one subject."""
    scene, trigger = frame.scene, frame.trigger
    return (
        trigger.payload.form == "present" and trigger.start - scene.first <= _HEAD and scene.clause(trigger.start) == 0
    )


def _led_in(frame: Frame) -> bool:
    """Whether a verb's subject opens the clause behind a comma."""
    agent = frame.agent
    return agent is not None and not agent.adjective and agent.start in frame.scene.clauses[1:]


def _nearby(meant: Frame, frame: Frame) -> bool:
    """Whether a pronoun's sentence is of the paragraph of the one before, or opens the next: news has short ones."""
    return frame.scene.paragraph - meant.scene.paragraph <= 1


def _of_both(frame: Frame) -> bool:
    """Whether the sides of a fight or a deal are only called so: "clashes between the two sides"."""
    if frame.category not in ("clash", "agreement") or frame.scene.lacks(_BOTH):
        return False
    first, last = frame.trigger.start, max(frame.last, frame.trigger.end + _SUBJECT_REACH)
    return any(first <= c.start < last for c in frame.scene.cues_of("both"))


def _give_both(frame: Frame, frames: list[Frame], fought: Frame | None) -> None:
    """The two sides of the fight told last, or the two parties named last before it."""
    earlier = [f for f in frames if f.trigger.start < frame.trigger.start]
    told = [f for f in (*reversed(earlier), *([fought] if fought else [])) if f.agent and f.target]
    if told:
        frame.agent, frame.target = told[0].agent, told[0].target
        return
    named = {p.name: p for p in frame.scene.parties if p.end <= frame.trigger.start and not p.adjective}
    if len(named) >= _PAIR:
        frame.agent, frame.target = list(named.values())[-_PAIR:]


def find_parties(frame: Frame, frames: list[Frame], previous: Frame | None, summaries: Mapping[str, Frame]) -> None:
    """Give a frame the parties of a verb it is coordinated with, or of the summary that it is an item of."""
    if frame.agent is not None or frame.trigger.payload.attributes.get("agent") == "target" or frame.peopled:
        return
    before = [f for f in frames if f.trigger.start < frame.trigger.start] if answered(frame) else []
    if before:  # "A shelled B in response to rocket fire on X"
        frame.agent, frame.target = before[-1].target, frame.target or before[-1].agent
        frame.rules.append("sides of what was answered")
        return
    if _of_both(frame):
        _give_both(frame, frames, summaries.get(SIDES))
        frame.rules.append("the two sides told before")
        return
    verb = frame.trigger.payload.form in ("past", "present", "participle") and not (frame.flown or frame.blown)
    verb = verb and frame.scene.cue(frame.trigger.start, "passive") is None
    aside = frame.scene.aside(frame.trigger.start)
    earlier = [f for f in frames if f.trigger.start < frame.trigger.start]
    earlier = [f for f in earlier if f.scene.aside(f.trigger.start) == aside]
    if _by_pronoun(frame):
        meant = next((f for f in reversed(earlier) if f.agent is not None), previous)
        if meant is not None and meant.agent is not None and _nearby(meant, frame):
            frame.agent = meant.agent
            return
    if verb and earlier and earlier[-1].agent is not None and frame.category not in ("harm", "protest"):
        frame.agent, frame.target = earlier[-1].agent, frame.target or earlier[-1].target
        return
    if verb and not earlier and _leads_in(frame):
        frame.agent = next((f.agent for f in frames if f.trigger.start > frame.trigger.start and _led_in(f)), None)
    if frame.agent is None:
        _give_told_before(frame, previous, summaries)


def _goes_on_bombing(frame: Frame, previous: Frame) -> bool:
    """Whether "the bombardment" without a weapon is that of the aircraft told before."""
    plain = frame.key == _BOMBARDMENT and frame.category == "shelling" and frame.definite and not frame.weapons
    return plain and previous.category == "air_strike" and previous.scene.paragraph >= frame.scene.paragraph - 1


def _give_told_before(frame: Frame, previous: Frame | None, summaries: Mapping[str, Frame]) -> None:
    """The parties of the event told before, where the same ones act again, or of the summary that it is an item of."""
    if previous is not None and frame.scene.cues_of("same"):
        frame.agent, frame.target = previous.agent, frame.target or previous.target
        return
    if previous is not None and previous.category in ATTACKS and (alike(frame) or _goes_on_bombing(frame, previous)):
        frame.category, frame.agent = previous.category, previous.agent
        return
    again = bool(frame.scene.cues_of("again"))
    if again and previous is not None and previous.category == frame.category:
        frame.agent = previous.agent
        return
    summary = summaries.get(frame.category)
    if summary is None or summary.scene is frame.scene or not frame.places or frame.inherited:
        return
    if frame.target is None or summary.agent is None or frame.target.name not in summary.agent.name:
        frame.agent, frame.target = summary.agent, frame.target or summary.target
        frame.time = frame.time or summary.time
