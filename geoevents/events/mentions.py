"""The mentions of a document that events are told with, by kind, each with the tokens that it stands at."""

from __future__ import annotations

import bisect
import itertools
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from geoevents.lexicon.parties import actor_of_capital, actor_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.events.vocabulary import Vocabulary
    from geoevents.language import Document, Match
    from geoevents.lexicon import Entry
    from geoevents.lexicon.parties import Actor, ActorWord, Weapon
    from geoevents.model import SpatialPhrase, TimeExpression, Toponym

_TAG = "#"
_TAGS = 2
JOINED = "; "
"""Between the names of parties that act together, as one party's name."""
M = TypeVar("M", bound="Match[Entry] | Match[ActorWord] | Match[Weapon] | PlaceMention | TimeMention | Party")


class PlaceMention(NamedTuple):
    """A spatial phrase at tokens ``start`` to ``end``; ``prefix`` the Arabic preposition written with it."""

    start: int
    end: int
    phrase: SpatialPhrase
    prefix: str


class TimeMention(NamedTuple):
    """A time expression at tokens ``start`` to ``end``."""

    start: int
    end: int
    time: TimeExpression


class Party(NamedTuple):
    """A mention of somebody who acts or is acted upon.

    ``actor`` is ``None`` for groups and units that data/actors.toml does not name. ``adjective`` marks
    a word that only tells whose a weapon or strike is ("Turkish shelling").
    """

    start: int
    end: int
    name: str
    actor: Actor | None
    prefix: str
    adjective: bool = False
    crowd: str | None = None
    """Of people who are no force: ``protest`` who only protest, ``people`` others (data/lexicon/*/roles.toml)."""


class Row(NamedTuple, Generic[M]):
    """Mentions of a kind in the order of the text, and where each of them starts."""

    mentions: list[M]
    starts: list[int]

    def between(self, first: int, last: int) -> list[M]:
        """Those that start between two tokens."""
        low = bisect.bisect_left(self.starts, first)
        return self.mentions[low : bisect.bisect_left(self.starts, last, low)]


def _row(mentions: list[M]) -> Row[M]:
    return Row(mentions, [mention.start for mention in mentions])


class Mentions(NamedTuple):
    """All mentions of a document by kind; ``blocked`` are the tokens of places and times, ``names`` of their names."""

    triggers: Row[Match[Entry]]
    places: Row[PlaceMention]
    times: Row[TimeMention]
    cues: Row[Match[Entry]]
    victims: Row[Match[Entry]]
    roles: Row[Match[Entry]]
    sources: Row[Match[Entry]]
    actors: Row[Match[ActorWord]]
    weapons: Row[Match[Weapon]]
    governments: Row[Party]
    blocked: set[int]
    names: set[int]


def find_mentions(
    document: Document,
    vocabulary: Vocabulary,
    phrases: Sequence[SpatialPhrase],
    times: Sequence[TimeExpression],
    metonyms: Sequence[Toponym],
) -> Mentions | None:
    """The mentions of a document; None where it has no trigger."""
    marks = vocabulary.mark(document)
    if not marks.triggers:
        return None
    places = [_place_mention(document, phrase) for phrase in phrases]
    moments = [TimeMention(document.token_at(t.start), document.token_at(t.end - 1) + 1, t) for t in times]
    blocked = {token for place in places for token in range(place.start, place.end)}
    blocked.update(token for moment in moments for token in range(moment.start, moment.end))
    names = blocked - _class_words(document, places) if document.language == "en" else blocked
    tags = _tagged(document)
    return Mentions(
        triggers=_row([m for m in marks.triggers if m.start not in blocked and m.start not in tags]),
        places=_row(places),
        times=_row(moments),
        cues=_row(marks.cues),
        victims=_row([m for m in marks.victims if m.start not in blocked]),
        roles=_row(marks.roles),
        sources=_row(marks.sources),
        actors=_row(marks.actors),
        weapons=_row([m for m in marks.weapons if m.start not in blocked]),
        governments=_row([_government(document, toponym) for toponym in metonyms]),
        blocked=blocked,
        names=names,
    )


def _class_words(document: Document, places: Sequence[PlaceMention]) -> set[int]:
    """The tokens before the first name of a place: "an army base near X" names the army, too."""
    named = ((p.start, min(a.start for a in p.phrase.anchors)) for p in places if p.phrase.anchors)
    return {token for start, name in named for token in range(start, document.token_at(name))}


def _tagged(document: Document) -> set[int]:
    """The tokens of hashtags that follow one another at the end of a line: they file a post and tell nothing."""
    text = document.text
    tags: set[int] = set()
    if text.count(_TAG) < _TAGS:
        return tags
    end = 0
    for line in text.splitlines(keepends=True):
        start, end = end, end + len(line)
        parts = line.split()
        run = list(itertools.takewhile(lambda part: part.startswith(_TAG), reversed(parts)))
        if sum(part.count(_TAG) for part in run) >= _TAGS:
            first = start
            for part in parts[: len(parts) - len(run)]:
                first = text.index(part, first) + len(part)
            low, high = bisect.bisect_left(document.starts, first), bisect.bisect_left(document.starts, end)
            tags.update(range(low, high))
    return tags


def _place_mention(document: Document, phrase: SpatialPhrase) -> PlaceMention:
    start = document.token_at(phrase.start)
    # An attached preposition stands before the span, in the same token.
    attached = document.text[document.starts[start] : phrase.start] if phrase.start > document.starts[start] else ""
    return PlaceMention(start, document.token_at(phrase.end - 1) + 1, phrase, attached)


def _government(document: Document, toponym: Toponym) -> Party:
    """A capital that stands for a government."""
    start = document.token_at(toponym.start)
    name = toponym.place.name if toponym.place else toponym.text
    actor = actor_of_capital().get(name)
    if actor is None:
        found = actor_table(document.language).scan(document, start, document.token_at(toponym.end - 1) + 1)
        actor = found[0].payload.actor if found else None
    attached = document.text[document.starts[start] : toponym.start]
    return Party(start, document.token_at(toponym.end - 1) + 1, actor.name if actor else name, actor, attached)
