"""The region named with a mention ("X in the southern countryside of Y"), and the heading that it stands under."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from geoevents.language.clitics import BA
from geoevents.model import HOME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.model import Place
    from geoevents.toponyms.mentions import Mention
    from geoevents.toponyms.vocabulary import Mark, Surroundings

_LONGEST_GAP = 4
_OPENING = 4
"""A region so many words from its sentence's beginning, or less, holds the sentence."""
_WELL_KNOWN, _KNOWN = 0.6, 0.5
_CAPITAL = 0.85
_REGIONAL = frozenset({"countryside", "governorate", "district", "region"})
_LINKING = frozenset({"direction", "joins", "place.in", "place.near", "place.far", "distance"})
_SEPARATORS = frozenset({"-", ":", "|", "/", "("})
_DATELINE = frozenset({"-", "(", ")", ","})
_TOWNS = frozenset({"PPLC", "PPLA", "PPLA2"})


class Context(NamedTuple):
    """The region that the words put a mention in, and the place in the heading above it."""

    parent: Place | None
    section: Place | None


NOWHERE = Context(None, None)
"""No region at all."""


def contexts(mentions: Sequence[Mention], around: Surroundings) -> list[Context]:
    """The context of each mention."""
    parents: list[Place | None] = [None] * len(mentions)
    for i in range(len(mentions) - 1, -1, -1):
        parents[i] = _parent_after(i, mentions, parents, around)
    sentences = _sentences(mentions, around)
    _from_before(mentions, parents, sentences)
    sections = _sections(mentions, around)
    return [
        Context(parent, (town or section) if parent is None else None)
        for parent, town, section in zip(parents, _towns(mentions, sentences, around), sections, strict=True)
    ]


def _likely(mention: Mention, *, region: bool) -> Place | None:
    """The place that a mention most likely means, asked for as a region or not."""
    cue = mention.cue
    best, best_score = None, -9.0
    for option in mention.options:
        place = option.place
        fits = 1.0 if cue is not None and cue.fits(place) else 0.0
        size = 0.4 if region and place.feature_class == "A" else 0.0
        score = place.importance + fits + size
        if score > best_score:
            best, best_score = place, score
    return best


def _is_region(mention: Mention) -> bool:
    if mention.cue is not None and mention.cue.kind in _REGIONAL:
        return True
    return any(o.place.feature_class == "A" or o.place.feature_code in _TOWNS for o in mention.options)


def _is_area(mention: Mention) -> bool:
    """Whether a governorate, a district or a country may be meant."""
    if mention.cue is not None and mention.cue.kind in _REGIONAL:
        return True
    return any(option.place.feature_class == "A" for option in mention.options)


def _parent_after(
    at: int, mentions: Sequence[Mention], parents: Sequence[Place | None], around: Surroundings
) -> Place | None:
    """The region in the words that follow a mention, or that the list it stands in has."""
    if at + 1 >= len(mentions):
        return None
    mention, following = mentions[at], mentions[at + 1]
    if following.linked and not _region_alone(following):
        return parents[at + 1]
    if mention.options and mention.options[0].place.feature_class == "A" and mention.cue is None:
        return None
    place = _likely(following, region=True) if _leads(mention, following, around) else None
    return None if place is None or _same(mention, place) else place


def _region_alone(mention: Mention) -> bool:
    return mention.cue is not None and mention.cue.kind in ("countryside", "governorate")


def _same(mention: Mention, place: Place) -> bool:
    """A governorate and its capital have one name: neither lies in the other by these words."""
    return any(option.place is place for option in mention.options)


def _leads(mention: Mention, following: Mention, around: Surroundings) -> bool:
    """Whether nothing but words of lying in something stand between a mention and a following region."""
    words = around.document.words
    i, stop = max(mention.end, mention.closing), following.start
    if stop - i > _LONGEST_GAP * 2:
        return False
    led = BA in following.prefix
    comma = False
    while i < stop:
        mark = _linking(i, stop, around)
        if mark is not None:
            held = mark.cue is not None and (mark.cue.kind in _REGIONAL or mark.prefix.endswith(BA))  # "in Y city"
            led = led or mark.role in _LINKING or held
            i = mark.end
        elif words[i].isdigit():
            i += 1
        elif words[i] in (",", '"', "-", "(") and not comma:
            comma = True
            i += 1
        else:
            return False
    if not led:
        return (
            comma and around.document.language == "en" and following.importance >= _WELL_KNOWN and _is_region(following)
        )
    return _is_region(following) or following.importance >= _KNOWN


def _linking(i: int, stop: int, around: Surroundings) -> Mark | None:
    for mark in around.after(i):
        if mark.end <= stop and (
            mark.role in _LINKING or (mark.cue is not None and mark.cue.kind in _REGIONAL | {"city"})
        ):
            return mark
    return None


class _Sentence(NamedTuple):
    """The sentence of a mention: its number, and whether the mention stands at its beginning."""

    number: int
    opens: bool


def _sentences(mentions: Sequence[Mention], around: Surroundings) -> list[_Sentence]:
    starts = [first for first, _ in around.document.sentences]
    found = []
    for mention in mentions:
        number = bisect_right(starts, mention.opening) - 1
        found.append(_Sentence(number, number < 0 or mention.opening - starts[number] <= _OPENING))
    return found


def _from_before(mentions: Sequence[Mention], parents: list[Place | None], sentences: Sequence[_Sentence]) -> None:
    """A region that opens the sentence holds what the sentence names ("in the countryside of X, ... Y")."""
    region: Place | None = None
    last = -1
    for i, (mention, sentence) in enumerate(zip(mentions, sentences, strict=True)):
        if sentence.number != last:
            region, last = None, sentence.number
        if _region_alone(mention) or _is_country_abroad(mention):
            region = _likely(mention, region=True) if sentence.opens else None
        elif parents[i] is None and region is not None and not _same(mention, region) and not _is_area(mention):
            parents[i] = region


def _towns(mentions: Sequence[Mention], sentences: Sequence[_Sentence], around: Surroundings) -> list[Place | None]:
    """The town that opens the sentence of each mention ("in X, shells fell on ..."), or stands right before it."""
    words = around.document.words
    towns: list[Place | None] = []
    town: Place | None = None
    previous: Mention | None = None
    last = -1
    for mention, sentence in zip(mentions, sentences, strict=True):
        if sentence.number != last:
            town, last = None, sentence.number
        beside = _beside(previous, mention, words) if previous is not None else None
        towns.append(beside or (None if town is not None and _same(mention, town) else town))
        previous = mention
        if sentence.opens and mention.options and "place.in" in mention.roles and mention.use == "literal":
            place = mention.options[0].place
            if place.feature_code in _TOWNS and mention.importance >= _CAPITAL:
                town = place
    return towns


def _beside(previous: Mention, mention: Mention, words: Sequence[str]) -> Place | None:
    """The town or governorate that stands right before, with nothing or a dash, colon or bar between ("X - Y:")."""
    start = max(previous.end, previous.closing)
    if not 0 <= mention.opening - start <= _LONGEST_GAP or mention.prefix or previous.importance < _CAPITAL:
        return None
    if any(words[i] not in _SEPARATORS for i in range(start, mention.opening)):
        return None
    place = _likely(previous, region=True)
    return place if place is not None and _is_region(previous) and not _same(mention, place) else None


def _is_country_abroad(mention: Mention) -> bool:
    """Whether "in Iraq, ..." opens what is told of another country."""
    if not mention.options or mention.use == "metonym" or "place.in" not in mention.roles:
        return False
    place = mention.options[0].place
    return place.feature_code.startswith("PCL") and place.country != HOME


def _sections(mentions: Sequence[Mention], around: Surroundings) -> list[Place | None]:
    """The place in the heading above each mention; where a report was written is no heading."""
    words = around.document.words
    sections: list[Place | None] = []
    current: Place | None = None
    for mention in mentions:
        if mention.header and mention.options:
            after = words[mention.closing] if mention.closing < len(words) else ""
            if after in _DATELINE and mention.options[0].place.feature_code == "PPLC":
                sections.append(None)
                continue
            current = _likely(mention, region=mention.cue is not None)
            sections.append(None)
        else:
            sections.append(current if current is None or not _same(mention, current) else None)
    return sections
