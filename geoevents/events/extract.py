"""From a document with its places and times to the events that it tells."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from geoevents.events.categories import ATTACKS, VIOLENT
from geoevents.events.claims import Claim, publisher_words, read_claim, speaks_of_itself
from geoevents.events.combine import absorb, combine
from geoevents.events.draft import Draft
from geoevents.events.frames import Frame, PlaceSlot, read_frames
from geoevents.events.harm import Harm, Toll
from geoevents.events.merge import merge_retold
from geoevents.events.scene import PlaceMention, Scene, TimeMention, read_scenes
from geoevents.events.vocabulary import vocabulary
from geoevents.lexicon.parties import actors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geoevents.events.vocabulary import Vocabulary
    from geoevents.language import Document
    from geoevents.model import SpatialPhrase, TimeExpression, Toponym

_ONE_EVENT = frozenset({"agreement", "movement", "evacuation", "transfer"})
"""Categories of which one event may have several places; of all others each place is an event."""


def extract_events(
    document: Document,
    phrases: Sequence[SpatialPhrase],
    times: Sequence[TimeExpression],
    *,
    generics: Mapping[int, SpatialPhrase] | None = None,
    metonyms: Sequence[Toponym] = (),
    publisher: str | None = None,
) -> tuple[Draft, ...]:
    """Read the events of a document.

    Parameters
    ----------
    phrases
        The spatial phrases of the text, in its order.
    times
        The time expressions of the text, in its order.
    generics
        Common nouns that stand for a place told before ("the town"), by token.
    metonyms
        The place mentions that stand for a government.
    publisher
        Who publishes the text: what it says itself is asserted, not claimed.

    Returns
    -------
    tuple of Draft
        In the order of the text, one a (category, place, date, actor); retellings joined.
    """
    words = vocabulary(document.language)
    told_by = publisher_words(publisher)
    drafts: list[Draft] = []
    previous: Frame | None = None
    summaries: dict[str, Frame] = {}
    for scene in read_scenes(document, words, phrases, times, metonyms):
        frames = combine(read_frames(scene, document, words))
        for frame in frames:
            _find_place(frame, frames, previous, generics or {}, document)
            _find_time(frame, frames)
        for frame in frames:
            _inherit_parties(frame, frames, previous, summaries)
            claim = read_claim(frame, document, told_by)
            if frame.agent is None and frame.category in VIOLENT and speaks_of_itself(frame, claim):
                frame.agent = claim.party
            if frame.category == "harm" or (frame.definite and _tells_again(frame, previous)):
                _add_to_previous(frame, previous, drafts)
                continue
            if not any(_holds_country(slot) is False for slot in frame.places) and frame.agent is not None and not claim.negated:
                summaries[frame.category] = frame
            if claim.negated or not _tells(frame, previous):
                continue
            previous = frame
            drafts.extend(_drafts(frame, claim, document, words))
    return merge_retold(drafts)


def _find_place(
    frame: Frame, frames: list[Frame], previous: Frame | None, generics: Mapping[int, SpatialPhrase], document: Document
) -> None:
    """Give a frame without a place the nearest one that its words allow."""
    if any(slot.role not in ("native", "launch") for slot in frame.places):
        return
    scene = frame.scene
    near = [PlaceMention(t, t + 1, p, "") for t, p in generics.items() if frame.first <= t < frame.last]
    if near:
        frame.places = [PlaceSlot(near[0], "location")]
        frame.inherited = "common noun"
        return
    earlier = [f for f in frames if f.trigger.start < frame.trigger.start and f.located() and f is not frame]
    if earlier and not frame.definite:
        frame.places = [PlaceSlot(s.mention, "location") for s in earlier[-1].located()]
        frame.inherited = "sentence"
        return
    owned = {id(s.mention) for f in frames for s in f.places}
    loose = [p for p in scene.places if p.start < frame.trigger.start and id(p) not in owned and p not in scene.header]
    if loose and not frame.definite and not _by_speaker(scene, loose[-1]):
        regions = [p for p in loose if _is_region(PlaceSlot(p, "location"))]
        frame.places = [PlaceSlot(p, "location") for p in (regions if len(regions) == len(loose) else loose[-1:])]
        frame.inherited = "sentence"
        return
    native = [slot for slot in frame.places if slot.role == "native"]
    if native:
        frame.places = [PlaceSlot(native[0].mention, "location")]
        frame.inherited = "people of"
        return
    if scene.header and not (frame.definite and previous is not None):
        frame.places = [PlaceSlot(scene.header[-1], "location")]
        frame.inherited = "header"
        return
    if previous is not None and previous.scene.paragraph == scene.paragraph and not frame.definite and previous.located():
        frame.places = [PlaceSlot(s.mention, "location") for s in previous.located()[:1]]
        frame.inherited = "sentence before"
    del document


def _by_speaker(scene: Scene, place: PlaceMention) -> bool:
    """Whether a place stands between a word of saying and what is said, or is one of talks."""
    if scene.cue(place.start, "talks") is not None:
        return True
    saying = [c for c in scene.cues if c.payload.key == "claim.say" and c.end <= place.start]
    return bool(saying) and not any(saying[-1].end <= t.start < place.start for t in scene.cues_of("that"))


def _find_time(frame: Frame, frames: list[Frame]) -> None:
    own = [t for t in frame.times if t.time.first is not None or t.time.last is not None]
    if own:
        frame.time = min(own, key=lambda t: abs(t.start - frame.trigger.start))
        return
    if frame.background:
        return
    past = {id(t) for f in frames if f.background and f is not frame for t in f.times}
    earlier = [t for t in frame.scene.times if t.start < frame.trigger.start and t.time.first is not None and id(t) not in past]
    if earlier:
        frame.time = earlier[-1]


def _inherit_parties(
    frame: Frame, frames: list[Frame], previous: Frame | None, summaries: Mapping[str, Frame]
) -> None:
    """Parties that a frame does not name: those of a verb it is coordinated with, or of the summary that it is an item of."""
    if frame.agent is not None or frame.trigger.payload.attributes.get("agent") == "target":
        return
    verb = frame.trigger.payload.form in ("past", "present", "participle")
    earlier = [f for f in frames if f.trigger.start < frame.trigger.start]
    if verb and earlier and earlier[-1].agent is not None and frame.category not in ("harm", "protest"):
        frame.agent, frame.target = earlier[-1].agent, frame.target or earlier[-1].target
        return
    again = any(c.payload.key == "again" for c in frame.scene.cues)
    if again and previous is not None and previous.category == frame.category:
        frame.agent = previous.agent
        return
    summary = summaries.get(frame.category)
    if summary is not None and summary.scene is not frame.scene and frame.places and frame.inherited == "":
        frame.agent, frame.target = summary.agent, frame.target or summary.target
        frame.time = frame.time or summary.time


def _tells(frame: Frame, previous: Frame | None) -> bool:
    """Whether a frame says enough to be an event."""
    located = [s for s in frame.places if s.role not in ("native", "launch", "context") and not _holds_country(s)]
    if frame.definite and previous is not None and (frame.inherited or not located):
        return False
    if frame.trigger.payload.attributes.get("concludes") and not _concluded(frame):
        return False
    support = bool(
        frame.agent or frame.target or frame.weapons or frame.harm.killed.known or frame.harm.injured.known or frame.victims
    )
    if not located:
        return not frame.weak and frame.time is not None and support
    if frame.inherited == "sentence before":
        return support
    return not frame.weak or support


def _concluded(frame: Frame) -> bool:
    return bool(frame.scene.cues_of("concluding"))


def _tells_again(frame: Frame, previous: Frame | None) -> bool:
    """A strike or clash with the article, soon after another: the same one."""
    if previous is None or previous.scene is frame.scene or previous.scene.paragraph != frame.scene.paragraph:
        return False
    violent = ATTACKS | {"clash"}
    return frame.category in violent and previous.category in violent and frame.time in (None, previous.time)


def _holds_country(slot: PlaceSlot) -> bool:
    place = slot.mention.phrase.anchors[0].place
    return place is not None and place.feature_code == "PCLI"


def _add_to_previous(frame: Frame, previous: Frame | None, drafts: list[Draft]) -> None:
    """Casualties told in a sentence of their own belong to the event told before them."""
    if previous is None or not drafts or previous.scene.paragraph != frame.scene.paragraph:
        return
    last = drafts[-1]
    if last.category not in ATTACKS | {"clash", "violence_against_civilians"} or last.harm.killed.known:
        return
    drafts[-1] = dataclasses.replace(last, harm=last.harm.merged(frame.harm))


def _drafts(frame: Frame, claim: Claim, document: Document, words: Vocabulary) -> list[Draft]:
    groups = _place_groups(frame)
    drafts = []
    for number, places in enumerate(groups):
        harm = _harm_of(frame, groups, number)
        drafts.append(_draft(frame, claim, document, words, places, harm, _time_of(frame, groups, number)))
    return drafts


def _harm_of(frame: Frame, groups: list[tuple[PlaceSlot, ...]], number: int) -> Harm:
    """The casualties of one of several places: its own count where each has one."""
    parts = frame.harm.parts
    if len(groups) > 1 and len(parts) == len(groups):
        return dataclasses.replace(frame.harm, killed=parts[number][1], parts=())
    return frame.harm if number == _harm_place(frame, groups) else Harm(civilian=frame.harm.civilian)


def _time_of(frame: Frame, groups: list[tuple[PlaceSlot, ...]], number: int) -> TimeMention | None:
    """The time of one of several places: the first one after it where each has its own."""
    times = [t for t in frame.times if t.time.first is not None]
    if len(groups) < 2 or len(times) < len(groups) or not groups[number]:  # noqa: PLR2004
        return frame.time
    return next((t for t in times if t.start >= groups[number][0].mention.end), frame.time)


def _harm_place(frame: Frame, groups: list[tuple[PlaceSlot, ...]]) -> int:
    """Which of a list of places the casualties go with: the one told nearest before them, else the first."""
    if len(groups) == 1 or frame.harm.start < 0:
        return 0
    before = [i for i, group in enumerate(groups) if group and group[0].mention.start < frame.harm.start]
    near = [i for i, group in enumerate(groups) if group and 0 <= group[0].mention.start - frame.harm.start < 8]  # noqa: PLR2004
    return near[0] if near else 0 if before else 0


def _place_groups(frame: Frame) -> list[tuple[PlaceSlot, ...]]:
    """The places of each event: those of one, or one each for a list of bombed villages."""
    slots = _outermost_dropped([s for s in frame.places if s.role not in ("native", "context")])
    if not slots:
        return [()]
    locations = [s for s in slots if s.role == "location"]
    others = tuple(s for s in slots if s.role != "location")
    regions = [s for s in locations if _is_region(s)]
    if frame.category in _ONE_EVENT or len(locations) <= 1 or len(regions) == len(locations):
        return [tuple(slots)]
    return [(s, *others) for s in locations if not _is_region(s)]


def _is_region(slot: PlaceSlot) -> bool:
    place = slot.mention.phrase.anchors[0].place
    return place is not None and place.feature_code in ("ADM1", "ADM2", "PCLI", "RGN", "DSRT")


def _outermost_dropped(slots: list[PlaceSlot]) -> list[PlaceSlot]:
    """Leave out a place that only says where another one of the frame is: its governorate, its city."""
    kept = []
    for slot in slots:
        if any(other is not slot and (_holds(slot, other) or _way_to(slot, other)) for other in slots):
            continue
        if any(_same(slot, other) for other in kept):
            continue
        kept.append(slot)
    return kept


def _way_to(way: PlaceSlot, other: PlaceSlot) -> bool:
    """A road, river or sea beside a place with a point only says how to get there."""
    a, b = way.mention.phrase.anchors[0].place, other.mention.phrase.anchors[0].place
    if a is None or b is None or way.role != "location" or other.role != "location":
        return False
    return _is_way(a.feature_code) and not _is_way(b.feature_code) and b.feature_class != "A"


def _is_way(code: str) -> bool:
    return code in ("RD", "STM", "SEA", "CNL", "PCLI")


def _same(slot: PlaceSlot, other: PlaceSlot) -> bool:
    a, b = slot.mention.phrase.anchors[0].place, other.mention.phrase.anchors[0].place
    return a is not None and b is not None and a.place_id == b.place_id and slot.role == other.role


def _holds(outer: PlaceSlot, inner: PlaceSlot) -> bool:
    a, b = outer.mention.phrase.anchors[0].place, inner.mention.phrase.anchors[0].place
    if a is None or a is b or outer.role != inner.role:
        return False
    if b is None:
        return a.feature_class == "A" or a.feature_code in ("RGN", "DSRT")
    if a.place_id == b.place_id:
        return False
    if a.feature_code == "PCLI":
        return b.country == a.country
    if a.feature_code == "ADM1":
        return b.feature_code != "ADM1" and b.admin1 == (a.admin1 or a.name)
    if a.feature_code == "ADM2":
        return b.feature_class != "A" and b.admin2 == (a.admin2 or a.name)
    if a.feature_code in ("PPLA", "PPLC") and b.admin1 == a.admin1 and outer.mention.end < inner.mention.start - 2 and outer.fronted:
        return True
    if a.feature_class == "P" and b.feature_code in ("PPLX", "SQR", "HSP", "MKT"):
        return a.feature_code != "PPLX" and _kilometres(a, b) * 1000 <= max(a.extent_m, 3000)
    if a.feature_code in ("RGN", "DSRT", "PLN", "MTS"):
        return b.feature_class == "P" and _kilometres(a, b) * 1000 <= a.extent_m
    return False


def _kilometres(a: object, b: object) -> float:
    from geoevents.geometry import distance_km

    return distance_km(a.latitude, a.longitude, b.latitude, b.longitude)  # type: ignore[attr-defined]


def _draft(
    frame: Frame, claim: Claim, document: Document, words: Vocabulary, places: tuple[PlaceSlot, ...], harm: Harm, time: TimeMention | None
) -> Draft:
    scene, trigger = frame.scene, frame.trigger
    start, end = document.span(scene.first, scene.last)
    weapon, count = _weapon(frame, document, words)
    agent, target = frame.agent, frame.target
    actor1 = _actor_name(frame, claim)
    actor2 = target.name if target is not None and (agent is None or target.name != agent.name) else None
    if actor2 is None and harm.civilian and frame.category != "protest":
        actor2 = "civilians"
    time_source = "own" if time is not None else "none"
    if time is None and scene.header_time is not None and not frame.background:
        time, time_source = scene.header_time, "header"
    slots = [("trigger", document.original(trigger.start, trigger.end), *document.span(trigger.start, trigger.end))]
    slots += [(s.role, document.text[s.mention.phrase.start : s.mention.phrase.end], s.mention.phrase.start, s.mention.phrase.end) for s in places]
    slots += [(role, document.original(p.start, p.end), *document.span(p.start, p.end)) for role, p in (("actor1", agent), ("actor2", target)) if p]
    if time is not None:
        slots.append(("time", time.time.text, time.time.start, time.time.end))
    return Draft(
        category=frame.category,
        trigger=document.original(trigger.start, trigger.end),
        trigger_start=document.starts[trigger.start],
        trigger_end=document.ends[trigger.end - 1],
        start=start,
        end=end,
        places=tuple((s.role, s.mention.phrase) for s in places),
        place_source=frame.inherited or "own",
        time=time.time if time is not None else None,
        time_source=time_source,
        background=frame.background and frame.time is None,
        actor1=actor1,
        actor1_party=agent.actor if agent is not None else None,
        actor2=actor2,
        weapon=weapon,
        weapon_count=count,
        harm=harm,
        status=claim.status,
        claimed_by=claim.claimed_by,
        strong=not frame.weak,
        rule=" + ".join([frame.key, *frame.rules]),
        slots=tuple(slots),
    )


def _actor_name(frame: Frame, claim: Claim) -> str | None:
    agent = frame.agent
    del claim
    if agent is None:
        implied = next((w.payload.implied for w in frame.weapons if w.payload.implied), None)
        return actors()[implied].branch_name("air") if implied and frame.category == "air_strike" else None
    if agent.actor is None:
        return agent.name
    branch = None
    if frame.category == "air_strike":
        branch = "air"
    elif frame.category == "missile_launch" and any(w.payload.branch == "navy" for w in frame.weapons):
        branch = "navy"
    return agent.actor.branch_name(branch)


def _weapon(frame: Frame, document: Document, words: Vocabulary) -> tuple[str | None, int | None]:
    """The weapon and how many: the most telling one, aircraft and ships only where no weapon is named."""
    named = [w for w in frame.weapons if not w.payload.platform] or [
        w for w in frame.weapons if w.payload.key in ("helicopter", "drone")
    ]
    if not named or frame.category not in ATTACKS | {"warning", "clash"}:
        return None, None
    best = max(named, key=lambda w: (w.payload.category == frame.category, -w.start))
    number = next((n for n in words.numerals.find(document, max(frame.first, best.start - 3), best.start) if n.end >= best.start - 1), None)
    count = int(number.value) if number is not None and number.value is not None else None
    return best.payload.name, count


__all__ = ["Toll", "absorb", "extract_events"]
