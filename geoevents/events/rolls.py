"""Lists of the dead by name under a heading, a line each or one after the other: "Names of the dead:"."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple

from geoevents.events.groups import Toll
from geoevents.events.harm import Harm
from geoevents.events.named import begins_name, is_given
from geoevents.language.clitics import WA

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from geoevents.events.draft import Draft
    from geoevents.events.vocabulary import Vocabulary
    from geoevents.language import Document

_HEADING_WORDS = 8
_ITEM_WORDS = range(2, 10)
_BLANK_LINES = 1
_ENDS = frozenset(".)!?\n")
_BULLET_WORDS = 3


class Roll(NamedTuple):
    """A list of the dead: the token that its heading ends at, and how many it names."""

    end: int
    toll: Toll


def with_rolls(drafts: list[Draft], document: Document, vocabulary: Vocabulary, tolled: Collection[str]) -> list[Draft]:
    """Give the event told before each list the number of the dead, where the text gives it no greater one."""
    for roll in read_rolls(document, vocabulary):
        limit = document.ends[roll.end - 1]
        before = [i for i, draft in enumerate(drafts) if draft.trigger_start < limit and draft.category in tolled]
        if not before:
            continue
        last = drafts[before[-1]]
        at = next(i for i in before if drafts[i].trigger_start == last.trigger_start)
        known, named = drafts[at].harm.killed, roll.toll.low or 0
        if not known.known or (known.value is not None and known.value < named):
            harm = dataclasses.replace(drafts[at].harm, killed=roll.toll, parts=())
            harm = harm if harm.start >= 0 else Harm(roll.toll, harm.injured, harm.civilian, roll.end - 1)
            drafts[at] = dataclasses.replace(drafts[at], harm=harm)
    return drafts


def read_rolls(document: Document, vocabulary: Vocabulary) -> Iterator[Roll]:
    """The lists of the dead in a document, in its order."""
    if not vocabulary.rolls:
        return
    words = document.words
    for head in vocabulary.rolls.scan(document):
        reach = head.end + 1 if head.payload.key == "roll.label" else head.end + _HEADING_WORDS
        end = next((i for i in range(head.end, min(reach, len(words))) if words[i] in (":", "\n", "(")), None)
        if end is None or (words[end] == "\n" and head.payload.key == "roll.label"):
            continue
        inline = end + 1 < len(words) and words[end] != "\n" and words[end + 1] != "\n"
        items = list(_inline(document, vocabulary, end + 1) if inline else _lines(document, end + 1))
        if not items or 2 * sum(_is_named(document, vocabulary, *item) for item in items) < len(items):
            continue
        counts = [_people(document, vocabulary, *item) for item in items]
        low = sum(count for count, _ in counts)
        open_ = head.payload.key == "roll.some" or any(more for _, more in counts)
        yield Roll(end + 1, Toll(low, low, None if open_ else low))


def _lines(document: Document, at: int) -> Iterator[tuple[int, int]]:
    """The lines from a token on that can be names, up to the first one that cannot."""
    words = document.words
    blank = 0
    while at < len(words):
        end = next((i for i in range(at, len(words)) if words[i] == "\n"), len(words))
        start = next((i for i in range(at, end) if words[i].isalpha()), end)
        at = end + 1
        if start == end:
            blank += 1
            if blank > _BLANK_LINES:
                return
            continue
        if not _may_be(document, start, end) or start - at > _BULLET_WORDS:
            return
        blank = 0
        yield start, end


def _inline(document: Document, vocabulary: Vocabulary, at: int) -> Iterator[tuple[int, int]]:
    """The names in a line, parted by commas or "and"."""
    words = document.words
    start = at
    for i in range(at, len(words) + 1):
        over = i == len(words) or words[i] in _ENDS
        if over or words[i] == "," or (i > start and begins_name(words[i], vocabulary)):
            if start < i and _may_be(document, start, i):
                yield start, i
            start = i + (not over and words[i] == ",")
        if over:
            return


def _may_be(document: Document, start: int, end: int) -> bool:
    """Whether a stretch has the length of a name, and is no hashtag."""
    before = document.starts[start] - 1
    return (
        document.text[max(before, 0)] != "#"
        and sum(word.isalpha() for word in document.words[start:end]) in _ITEM_WORDS
    )


def _is_named(document: Document, vocabulary: Vocabulary, start: int, end: int) -> bool:
    """Whether a given name stands at the head of an item, behind a title at most."""
    heads = document.words[start : min(end, start + _BULLET_WORDS)]
    return any(is_given(word[1:] if word.startswith(WA) and word[1:] else word, vocabulary) for word in heads) or any(
        is_given(word, vocabulary) for word in heads
    )


def _people(document: Document, vocabulary: Vocabulary, start: int, end: int) -> tuple[int, bool]:
    """How many an item names, its relatives with it, and whether there are more of them than it says."""
    count, more = 1, False
    for noun in vocabulary.victims.scan(document, start + 1, end):
        if not noun.payload.key.startswith("kin.") or not noun.prefix.startswith(WA):
            continue
        told = noun.payload.attributes.get("number") or vocabulary.numerals.definite(document, noun.end)
        count += told or 1
        more = more or told is None
    return count, more
