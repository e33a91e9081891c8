"""From a document with its places and times to the events that it tells."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from geoevents.events.categories import ATTACKS, VIOLENT
from geoevents.events.claims import read_claim, speaks_of_itself
from geoevents.events.draft import CIVILIANS
from geoevents.events.drafting import make_drafts
from geoevents.events.headings import frames_of
from geoevents.events.inherit import SIDES, find_parties, find_place, find_time
from geoevents.events.lead import with_day_of_lead, with_day_of_paper, without_headline, without_summaries, without_sums
from geoevents.events.merge import merge_retold
from geoevents.events.opponents import name_opponents, own_losses
from geoevents.events.publisher import read_publisher
from geoevents.events.rolls import with_rolls
from geoevents.events.scene import Telling, read_scenes
from geoevents.events.shares import shared_harm
from geoevents.events.sharing import answered
from geoevents.events.sites import is_abroad, is_country, sets_abroad
from geoevents.events.vocabulary import vocabulary
from geoevents.lexicon.parties import publisher_party

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geoevents.events.claims import Claim
    from geoevents.events.draft import Draft
    from geoevents.events.frame import Frame
    from geoevents.language import Document
    from geoevents.model import SpatialPhrase, TimeExpression, Toponym

_TOLLED = ATTACKS | {"clash", "advance", "violence_against_civilians"}
"""Categories that casualties told in a sentence of their own go with."""
_LINE = 14
"""Words of a line that only tells casualties."""
_LINES_APART = 3

_LENT = ("sentence", "sentence before")
"""Where an aim without a place of its own has its place from: it only tells what an event was for."""


def extract_events(
    document: Document,
    phrases: Sequence[SpatialPhrase],
    times: Sequence[TimeExpression],
    *,
    generics: Mapping[int, SpatialPhrase] | None = None,
    metonyms: Sequence[Toponym] = (),
    publisher: str | None = None,
    published: str | None = None,
    headline: int = 0,
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
    published
        The day of publication (ISO 8601), which decides between parties that bore one name at different times.
    headline
        Where the text's headline ends, in code points; 0 where the text does not begin with one.

    Returns
    -------
    tuple of Draft
        In the order of the text, one a (category, place, date, actor); retellings joined.
    """
    words = vocabulary(document.language)
    told_by = read_publisher(publisher)
    drafts: list[Draft] = []
    previous: Frame | None = None
    spoke: Claim | None = None
    above: Frame | None = None
    summaries: dict[str, Frame] = {}
    for scene in read_scenes(document, words, phrases, times, metonyms, Telling(published, publisher_party(publisher))):
        frames = frames_of(scene, document, words)
        for frame in frames:
            find_place(frame, frames, previous, generics or {})
            find_time(frame)
        for frame in frames:
            find_parties(frame, frames, previous, summaries)
            claim = read_claim(frame, document, told_by, spoke)
            spoke = claim if claim.claimed_by else spoke
            own = not _count_losses(frame) and frame.agent is None and not answered(frame)
            if own and frame.category in VIOLENT:
                frame.agent = claim.party if speaks_of_itself(frame, claim) else None
            if frame.category == "responsibility":
                _claim_previous(frame, drafts)
                continue
            retold = _told_again(frame, drafts) is not None
            if frame.category == "harm" or _only_harmed(frame, previous) or retold or _points_back(frame, previous):
                above = above or _above(frame, drafts)
                _add_to_previous(frame, previous, drafts, document)
                continue
            if _did_not_happen(frame, claim):
                continue
            _remember(frame, summaries)
            if _tells(frame, previous):
                previous = frame
                found = make_drafts(frame, claim, document, words, published)
                drafts += found if drafts else _with_headline(above, frame, found)
            else:
                _add_lost(frame, previous, drafts, document)
    told = without_sums(merge_retold(with_rolls(drafts, document, words, _TOLLED)))
    told = without_headline(told, headline) if headline else told
    return without_summaries(name_opponents(with_day_of_paper(with_day_of_lead(told), published)))


def _remember(frame: Frame, summaries: dict[str, Frame]) -> None:
    """Keep the last frame that sums up a category for the whole country, and the last fight told with both sides."""
    if frame.agent is not None and all(map(is_country, frame.places)):
        summaries[frame.category] = frame
    if frame.category == "clash" and frame.agent is not None and frame.target is not None:
        summaries[SIDES] = frame


def _did_not_happen(frame: Frame, claim: Claim) -> bool:
    """Whether a frame is denied, an aim without a place of its own, or an agreement that only may come."""
    aimed = claim.status == "planned" and frame.inherited in _LENT
    term = any(c.end == frame.trigger.start for c in frame.scene.cues_of("terms")) and not frame.times
    provided = term and frame.category in ("movement", "evacuation", "transfer", "arrest")  # "which provides for"
    return claim.negated or aimed or provided or (claim.status == "hypothetical" and frame.category == "agreement")


def _count_losses(frame: Frame) -> bool:
    """Whoever tells of the death of its own men did not kill them: it is the one attacked; whether that is told."""
    owner = own_losses(frame)
    if owner is None or frame.category not in VIOLENT:
        return False
    if frame.agent is not None and frame.agent.name == owner.name:
        frame.agent = None
    if frame.target is None and frame.agent is not owner:
        frame.target = owner
    if frame.category == "violence_against_civilians" and frame.key.startswith("harm."):
        frame.category = "clash"
    return True


def _tells(frame: Frame, previous: Frame | None) -> bool:
    """Whether a frame says enough to be an event."""
    located = [s for s in frame.places if s.role not in ("native", "launch", "context") and not is_country(s)]
    if any(map(sets_abroad, frame.places)) or any(map(is_abroad, frame.scene.header)):
        return False
    if frame.definite and previous is not None and (frame.inherited or not located):
        return False
    if frame.trigger.payload.attributes.get("concludes") and not frame.scene.cues_of("concluding"):
        return False
    if not located:
        return not frame.weak and frame.time is not None and _supported(frame)
    if frame.inherited == "sentence before":
        return _supported(frame)
    return not frame.weak or _supported(frame)


def _supported(frame: Frame) -> bool:
    """Whether more than the trigger tells of the event: somebody, a weapon, casualties, the fight before it."""
    toll = frame.harm.killed.known or frame.harm.injured.known or any(rule.startswith("after") for rule in frame.rules)
    return bool(frame.agent or frame.target or frame.weapons or frame.victims or toll)


def _claim_previous(frame: Frame, drafts: list[Draft]) -> None:
    """Name the actor of the event told before by who claims it."""
    if drafts and frame.agent is not None and drafts[-1].actor1 is None:
        drafts[-1] = dataclasses.replace(drafts[-1], actor1=frame.agent.name, actor1_party=frame.agent.actor)


def _points_back(frame: Frame, previous: Frame | None) -> bool:
    """A strike or clash with the article, soon after another: the same one."""
    if (
        not frame.definite
        or previous is None
        or previous.scene is frame.scene
        or previous.scene.paragraph != frame.scene.paragraph
    ):
        return False
    mine, theirs = _own_places(frame), _own_places(previous)
    elsewhere = bool(mine and theirs) and not mine & theirs
    if elsewhere and not frame.inherited and frame.category != "explosion":
        return False
    violent = ATTACKS | {"clash"}
    return frame.category in violent and previous.category in violent and frame.time in (None, previous.time)


def _only_harmed(frame: Frame, previous: Frame | None) -> bool:
    """Casualties without a cause of their own where the attack of the sentence before was: that one's."""
    if previous is None or previous.scene is frame.scene or not frame.key.startswith("harm."):
        return False
    caused = frame.agent is not None or frame.weapons or frame.time not in (None, previous.time)
    tolled = previous.category in ATTACKS and not previous.harm.killed.known and frame.harm.civilian is not False
    return tolled and not caused and _beside(previous, frame) and bool(_own_places(frame) & _own_places(previous))


def _is_risen_toll(frame: Frame) -> bool:
    """Whether a sentence only gives the number of those killed before ("the toll in X rose to five")."""
    if not (frame.key.startswith("harm.") or frame.definite) or not frame.harm.killed.known:
        return False
    counted = [c for c in frame.scene.cues_of("risen") if c.start <= frame.trigger.start]
    return bool(counted) and frame.agent is None and not frame.weapons


def _told_again(frame: Frame, drafts: list[Draft]) -> int | None:
    """The number of the last event of violence at the place of a toll that is told again."""
    if not _is_risen_toll(frame):
        return None
    here = _own_places(frame)
    for at in reversed(range(len(drafts))):
        there = {a.place.place_id for _, p in drafts[at].places for a in p.anchors if a.place}
        if drafts[at].category in _TOLLED and here & there:
            return at
    return None


def _own_places(frame: Frame) -> set[str]:
    return {a.place.place_id for slot in frame.located() for a in slot.mention.phrase.anchors if a.place}


def _beside(one: Frame, harm: Frame) -> bool:
    """Whether casualties stand in the paragraph of an event, or next to it in a short line or one that points back."""
    a, b = one.scene, harm.scene
    if a.paragraph == b.paragraph:
        return True
    short = (harm.definite or b.last - b.first <= _LINE) and not b.places and not b.header
    if any(t.time.first is None or t.time.first != t.time.last for t in b.times):
        return False  # the toll of a longer time
    return short and abs(b.paragraph - a.paragraph) <= _LINES_APART


def _above(frame: Frame, drafts: list[Draft]) -> Frame | None:
    """Casualties told before any event."""
    return None if drafts or not frame.harm.killed.known else frame


def _with_headline(headline: Frame | None, frame: Frame, drafts: list[Draft]) -> list[Draft]:
    """Casualties in the line above the first event of a text are that event's, where it tells none itself."""
    first = drafts[0]
    if headline is None or not _beside(frame, headline) or first.category not in _TOLLED or first.harm.killed.known:
        return drafts
    return [dataclasses.replace(first, harm=first.harm.merged(headline.harm)), *drafts[1:]]


def _add_lost(frame: Frame, previous: Frame | None, drafts: list[Draft], document: Document) -> None:
    """Casualties told with a strike that only points back ("in the raid") are those of the event before."""
    if frame.definite and frame.harm.killed.known:
        _add_to_previous(frame, previous, drafts, document)


def _add_to_previous(frame: Frame, previous: Frame | None, drafts: list[Draft], document: Document) -> None:
    """Casualties told in a sentence of their own belong to the event told before them."""
    again = _told_again(frame, drafts)
    if again is not None:
        drafts[again] = dataclasses.replace(drafts[again], harm=drafts[again].harm.merged(frame.harm))
        return
    if previous is None or not drafts or not _beside(previous, frame):
        return
    told = [i for i, draft in enumerate(drafts) if draft.trigger_start == drafts[-1].trigger_start]
    events = [{a.place.place_id for _, p in drafts[i].places for a in p.anchors if a.place} for i in told]
    shares = shared_harm(frame, events, document, vocabulary(document.language)) if len(told) > 1 else None
    if shares is not None and drafts[told[0]].category in _TOLLED:
        for i, share in zip(told, shares, strict=True):
            hit = CIVILIANS if share.civilian and share.start >= 0 and drafts[i].category in ATTACKS else None
            harm, actor2 = drafts[i].harm.merged(share), drafts[i].actor2 or hit
            drafts[i] = dataclasses.replace(drafts[i], harm=harm, actor2=actor2)
        return
    here = {a.place.place_id for slot in frame.places for a in slot.mention.phrase.anchors if a.place}
    same = [i for i, event in zip(told, events, strict=True) if here & event]
    at = (same or told[:1])[0]
    if previous.scene is frame.scene and any(v.payload.key.startswith("kin.") for v in frame.victims):
        both = drafts[at].harm.killed.plus(frame.harm.killed)  # "and his guard was killed"
        drafts[at] = dataclasses.replace(drafts[at], harm=dataclasses.replace(drafts[at].harm, killed=both, parts=()))
    elif drafts[at].category in _TOLLED and not drafts[at].harm.killed.known:
        hit = CIVILIANS if frame.harm.civilian and drafts[at].category in ATTACKS else None
        harm, actor2 = drafts[at].harm.merged(frame.harm), drafts[at].actor2 or hit
        drafts[at] = dataclasses.replace(drafts[at], harm=harm, actor2=actor2)
