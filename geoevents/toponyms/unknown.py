"""Names that the gazetteer does not know, where the words around them say that they are places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.gazetteer.forms import is_article
from geoevents.language.clitics import ARTICLE, WA
from geoevents.toponyms.evidence import is_header
from geoevents.toponyms.mentions import Mention

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geoevents.toponyms.vocabulary import Cue, Mark, Surroundings

_EVIDENCE = 1.0
_LONGEST_NAME = 3
_SHORTEST_WORD = 3
_LONGEST_REMARK = 6
_STOPS = frozenset({"", ",", ".", "\n", ")"})
_REGIONAL = frozenset({"countryside", "governorate", "district"})
_COMMAS = frozenset({",", "-", "/", "&"})


def unknown_mentions(openers: Iterable[Mark], around: Surroundings, used: set[int]) -> Iterator[Mention]:
    """Mentions without a known place: "the village of X".

    Parameters
    ----------
    openers
        Class words of the document.
    around
        Its known words.
    used
        Tokens that belong to mentions already, or to organisations.
    """
    for mark in openers:
        if mark.cue is None or ARTICLE in mark.prefix or not used.isdisjoint(range(mark.start, mark.end)):
            continue
        span = _span(mark, around, used)
        if span is None:
            continue
        start, end = span
        used.update(range(start, end))
        opening, closing = min(mark.start, start), max(mark.end, end)
        prefix = mark.prefix if start == mark.start else ""
        mention = Mention(
            start, end, prefix, (), cue=mark.cue, opening=opening, closing=closing, evidence=_EVIDENCE,
            reasons=(f"class word: {mark.cue.kind}",), roles=frozenset(m.role for m in around.before(opening)),
        )  # fmt: skip
        yield mention._replace(header=is_header(mention, around, opening, closing))


def unknown_in_lists(
    openers: Iterable[Mark], around: Surroundings, used: set[int], taken: Iterable[Mention]
) -> Iterator[Mention]:
    """The unknown members of lists after a plural: "the towns of A, B and C"."""
    endings = {token: m.end for m in taken for token in (m.start, m.opening)}
    for cue, first, told in _openings(openers, around):
        at: int | None = first
        while at is not None:
            if at in endings:
                at = _next_member(endings[at], around)
                continue
            member = _member(at, around, used, told=told)
            if member is None:
                break
            start, end, prefix = member
            used.update(range(start, end))
            yield Mention(
                start, end, prefix, (), cue=cue, opening=start, closing=end, evidence=_EVIDENCE,
                reasons=(f"in a list after a class word: {cue.kind}",),
            )  # fmt: skip
            at = _next_member(end, around)


def _openings(openers: Iterable[Mark], around: Surroundings) -> Iterator[tuple[Cue, int, bool]]:
    """Where lists of places of a class begin: after the plural, or after "among them" behind it, and whether so."""
    for mark in openers:
        if mark.cue is not None and mark.cue.many and ARTICLE not in mark.prefix:
            yield mark.cue, mark.end, False
    for i, word in enumerate(around.document.words):
        if word in around.words.listing:
            for mark in around.listed(i + 1):
                if mark.cue is not None:
                    yield mark.cue, i + 1, True


def _next_member(end: int, around: Surroundings) -> int | None:
    """Where the next member of a list begins: after commas, conjunctions and remarks in brackets."""
    words = around.document.words
    at = end
    if words_at(at, around) == "(":
        at = next((i + 1 for i in range(at, min(at + _LONGEST_REMARK, len(words))) if words[i] == ")"), at)
    joined = False
    while words_at(at, around) in _COMMAS or words_at(at, around) in around.words.joints:
        joined = True
        at += 1
    return at if at < len(words) and (joined or words[at].startswith(WA)) else None


def _member(at: int, around: Surroundings, used: set[int], *, told: bool) -> tuple[int, int, str] | None:
    """A member of a list as start, end and prefix; ``told`` where the text says that names follow."""
    if at >= len(around.document.words):
        return None
    if around.document.language == "en":
        span = _capitals(at, around, used, _NO_PLACES)
        return None if span is None else (*span, "")
    word = around.document.words[at]
    prefix = WA if word.startswith(WA) else ""
    stem = word[len(prefix) :]
    if not _names(at, around, used) or stem in around.words.plain or stem in around.words.never:
        return None
    if stem in around.words.compound:
        return (at, at + 2, prefix) if _names(at + 1, around, used) else None
    if _is_placed(at + 1, around):
        return at, at + 1, prefix
    for end in (at + 1, at + 2) if told else ():
        if words_at(end, around) in _STOPS and (end == at + 1 or _names(at + 1, around, used)):
            return at, end, prefix
    return (at, at + 1, prefix) if prefix and stem.startswith(ARTICLE) else None


def _is_placed(end: int, around: Surroundings) -> bool:
    """Whether words that say where something lies follow a name: "in the governorate of", "in the countryside of"."""
    return any(m.cue is not None and m.cue.kind in _REGIONAL for at in (end, end + 1) for m in around.after(at))


def unknown_latin(around: Surroundings, used: set[int], taken: Iterable[Mention]) -> Iterator[Mention]:
    """Capitalised names after prepositions of place that the gazetteer does not know.

    After "near", "north of" any name; after "in", "at", "to" one that begins as Arabic names do.
    """
    document = around.document
    text, starts, words = document.text, document.starts, document.words
    endings = {mention.end: mention for mention in taken}
    for i in range(1, len(words)):
        if i in used or not text[starts[i]].isupper():
            continue
        begin = i - 1 if is_article(words[i - 1], words[i]) else i
        roles = {mark.role for mark in around.before(begin)}
        if words[begin - 1] in around.words.definite:
            roles = {mark.role for mark in around.before(begin - 1)}
        strong = "place.near" in roles or _beside_known(begin, around, endings)
        if not (strong or roles & _WEAK):
            continue
        span = _capitals(begin, around, used)
        if span is None or span[1] in used or not (strong or begin < i or words[begin] in around.words.compound):
            continue
        used.update(range(*span))
        yield Mention(
            span[0], span[1], "", (), opening=span[0], closing=span[1], evidence=_EVIDENCE,
            reasons=("a name after a preposition of place",), roles=frozenset(roles),
        )  # fmt: skip


def _beside_known(begin: int, around: Surroundings, taken: dict[int, Mention]) -> bool:
    """Whether the name goes on a list whose last member is a known place near which something was."""
    if words_at(begin - 1, around) not in around.words.joints:
        return False
    known = taken.get(begin - 1)
    return known is not None and not known.roles.isdisjoint(("place.near", "place.between"))


_WEAK = frozenset({"place.in", "place.to", "place.from", "struck", "direction"})
_NO_PLACES = frozenset({"organisation.tail", "organisation.head", "organisation.backed"})
_REFUSED = _NO_PLACES | {"person.title", "person.given"}


def _capitals(
    start: int, around: Surroundings, used: set[int], refused: frozenset[str] = _REFUSED
) -> tuple[int, int] | None:
    """A run of capitalised words that is no organisation's or, if that is refused, person's name."""
    end = start
    while end - start < _LONGEST_NAME + 1 and _capital(end, around, used):
        if any(mark.role in refused for mark in around.after(end)):
            return None
        end += 1
    if any(mark.role in refused for mark in around.after(end)):
        return None
    while start < end and is_article(words_at(end - 1, around), words_at(end, around)):
        end -= 1
    return (start, end) if end > start else None


def _span(mark: Mark, around: Surroundings, used: set[int]) -> tuple[int, int] | None:
    assert mark.cue is not None
    span = _latin_span(mark, around, used) if around.document.language == "en" else _arabic_span(mark, around, used)
    of = around.document.words[mark.end - 1] in around.words.genitive
    if span is not None and mark.cue.named and not of:
        return min(mark.start, span[0]), max(mark.end, span[1])
    return span


def _arabic_span(mark: Mark, around: Surroundings, used: set[int]) -> tuple[int, int] | None:
    words = around.document.words
    start = mark.end
    if start < len(words) and words[start] == '"':
        return _quoted(start + 1, around, used)
    if not _names(start, around, used):
        return None
    definite = words[start].startswith(ARTICLE) or not around.words.compound.isdisjoint(words[mark.end - 1 : start + 1])
    if mark.cue is not None and mark.cue.definite and not definite:
        return None
    end = start + 1
    while end - start < _LONGEST_NAME and words[end - 1] in around.words.compound and _names(end, around, used):
        end += 1
    if end - start == 1 and words[start] in around.words.compound:
        return None
    return start, end


def _quoted(start: int, around: Surroundings, used: set[int]) -> tuple[int, int] | None:
    words = around.document.words
    end = start
    while end < len(words) and end - start <= _LONGEST_NAME and words[end] != '"':
        if end in used or not words[end][0].isalnum():
            return None
        end += 1
    return (start, end) if start < end < len(words) and end - start <= _LONGEST_NAME else None


def may_name(token: int, around: Surroundings) -> bool:
    """Whether a word may be a further word of a name that begins before it."""
    if around.document.language == "en":
        return _capital(token, around, set()) and not around.after(token)
    return around.document.words[token].startswith(ARTICLE) and _names(token, around, set())


def _names(token: int, around: Surroundings, used: set[int]) -> bool:
    """Whether an Arabic word may be a name: letters, no listed word, not known for another role."""
    words = around.document.words
    if token >= len(words) or token in used:
        return False
    word = words[token]
    if not word.isalpha() or word.isascii() or len(word) < _SHORTEST_WORD - (word in around.words.compound):
        return False
    if not around.words.plain.isdisjoint((word, word.removeprefix(WA))) or word in around.words.never:
        return False
    return not any(mark.role != "cue" or word not in around.words.compound for mark in around.after(token))


def _latin_span(mark: Mark, around: Surroundings, used: set[int]) -> tuple[int, int] | None:
    """Capitalised words: after "village of", or before "village"."""
    words = around.document.words
    if words[mark.end - 1] in around.words.genitive:
        start = end = mark.end + (words_at(mark.end, around) == "'")
        while end - start < _LONGEST_NAME + 1 and _capital(end, around, used):
            end += 1
        if end - start == 1 and words[start] in around.words.compound:
            return None
    elif words[mark.start] in around.words.compound:
        start = end = mark.end
        while end - start < _LONGEST_NAME and _capital(end, around, used):
            end += 1
    else:
        start = end = mark.start
        while end - start < _LONGEST_NAME and start > 0 and _capital(start - 1, around, used):
            start -= 1
        if end > start and words[start - 1] in ("\n", ".") and end - start == 1:
            return None
    while start < end and is_article(words[end - 1], words[end - 1][1:]):
        end -= 1
    return (start, end) if end > start else None


def _capital(token: int, around: Surroundings, used: set[int]) -> bool:
    document = around.document
    if token >= len(document.words) or token in used:
        return False
    word = document.words[token]
    if (
        len(word) == 1
        or word in around.words.plain
        or not word.isalpha()
        or any(m.role == "direction" for m in around.after(token))
    ):
        return False
    return document.text[document.starts[token]].isupper() or is_article(word, words_at(token + 1, around))


def words_at(token: int, around: Surroundings) -> str:
    """The folded word at a token, empty past the end."""
    words = around.document.words
    return words[token] if token < len(words) else ""
