"""Recognition: which words are place mentions.

Names that the gazetteer knows are taken the longest first where the evidence suffices, then those that
stand in one list with a sure one, or that are sure elsewhere in the article. Then come names that it does
not know (:mod:`geoevents.toponyms.unknown`).
"""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING

from geoevents.language.clitics import WA
from geoevents.lexicon.parties import actor_table
from geoevents.toponyms.compose import FACILITIES
from geoevents.toponyms.evidence import (
    BESIDE,
    ELSEWHERE,
    ELSEWHERE_COMMON,
    ENOUGH,
    INSIDE,
    LINKED,
    LISTED,
    NEVER,
    TOGETHER,
    base_score,
    evidence,
    governs,
    ordinariness,
)
from geoevents.toponyms.mentions import Mention, Name, stem_of
from geoevents.toponyms.spans import bare_spans
from geoevents.toponyms.unknown import may_name, unknown_in_lists, unknown_latin, unknown_mentions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geoevents.gazetteer import NameMatch
    from geoevents.language import Document
    from geoevents.toponyms.vocabulary import Cue, Mark, Surroundings

_LIST_MARKS = frozenset({",", "-", "/", "&"})
_PLACED = frozenset({"place.in", "place.near", "place.from", "place.to", "place.far", "struck", "direction"})
_SITED = frozenset({"place.in", "place.near", "struck"})
"""Words before a party's name that mean where it is stationed."""
_SEPARATORS = frozenset({"-", ":", "|", "/", "(", "\n"})
_LONGEST_GAP = 4
_CLEARLY = 0.3
_PROMISING = 0.2
_LONGEST_LIST = 20


def recognise(matches: Sequence[NameMatch], around: Surroundings, *, title: Document | None = None) -> list[Mention]:
    """The place mentions of a document, in order.

    Parameters
    ----------
    matches
        All names of the gazetteer in it (:meth:`geoevents.gazetteer.Gazetteer.find_names`).
    around
        The document and its known words.
    title
        The article's title: a name that it holds too is a little surer.
    """
    openers = around.openers()
    masked, forces = _in_names(openers, around)
    spans = bare_spans(matches, around)
    taken, doubtful = _first_look(spans, masked, forces, around)
    taken = _second_look(doubtful, taken, around, title)
    used = {i for m in taken for i in range(m.start, m.end)} | masked
    taken.extend(unknown_mentions(openers, around, used))
    taken.extend(list(unknown_in_lists(openers, around, used, taken)))
    if around.document.language == "en":
        taken.extend(list(unknown_latin(around, used, taken)))
    return _link(sorted(taken, key=lambda m: m.start), around)


def _in_names(openers: Iterable[Mark], around: Surroundings) -> tuple[set[int], set[int]]:
    """The tokens of organisations' and of parties' names, unless words say that a place is meant ("the X area")."""
    document = around.document
    parties = [p for p in actor_table(document.language).scan(document) if not p.payload.adjective]
    names = (
        [(mark.start, mark.end) for mark in openers if mark.role == "organisation.name"],
        [(party.start, party.end) for party in parties if party.end - party.start > 1],
    )
    organisations, forces = (
        {token for start, end in spans if not _sited(start, around) for token in range(start, end)} for spans in names
    )
    return organisations, forces


def _sited(start: int, around: Surroundings) -> bool:
    return any(mark.cue is not None or mark.role in _SITED for mark in around.before(start))


def take(names: Iterable[Name], around: Surroundings) -> list[Mention]:
    """The mentions of names that are places whatever speaks against it, in order; some may have no known place."""
    return _link([_taken(name, around) for name in sorted(names, key=lambda n: n.start)], around)


def _taken(name: Name, around: Surroundings) -> Mention:
    if not name.options:
        cue = next((mark for mark in around.before(name.start) if mark.cue is not None), None)
        return Mention(
            name.start, name.end, name.prefix, (), cue.cue if cue else None, cue.start if cue else name.start, name.end,
            evidence=1.0,
        )  # fmt: skip
    found = evidence(name, around, frozenset(), 1.0)
    closing = max(name.end, found.closing)
    return Mention(
        name.start, name.end, name.prefix, name.options, found.cue, found.opening, closing, max(found.score, 1.0),
        found.reasons, found.roles, found.header,
    )  # fmt: skip


def _first_look(
    spans: dict[tuple[int, int], Name], masked: set[int], forces: set[int], around: Surroundings
) -> tuple[list[Mention], list[Mention]]:
    """The names with enough evidence, the longest first and none within another, and the doubtful ones."""
    starts = frozenset([start for start, _ in spans])
    used: set[int] = set()
    taken: list[Mention] = []
    doubtful: list[Mention] = []
    for name in sorted(spans.values(), key=_longest_first):
        start, end = name.start, name.end
        tokens = (start,) if end - start == 1 else range(start, end)
        if not used.isdisjoint(tokens) or (masked and masked.issuperset(tokens)):
            continue
        if forces.issuperset(tokens) and not governs(name):  # a country stands for its government there
            continue
        mention = _judge(name, around, starts)
        if mention is None:
            continue
        if mention.evidence >= ENOUGH:
            used.update(tokens)
            taken.append(mention)
        else:
            doubtful.append(mention)
    return taken, [m for m in doubtful if used.isdisjoint(range(m.start, m.end))]


def _longest_first(name: Name) -> tuple[int, int]:
    return name.start - name.end, name.start


def _judge(name: Name, around: Surroundings, starts: frozenset[int]) -> Mention | None:
    """A name with its evidence, or None where it is never a place."""
    base = base_score(name, around)
    if base <= NEVER or _only_begins(name, around, starts) or _tells_of_many(name, around):
        return None
    found = evidence(name, around, starts, base)
    cue = None if found.cue is not None and _of_parts(found.cue, name) else found.cue
    closing = max(name.end, found.closing)
    return Mention(
        name.start, name.end, name.prefix, name.options, cue, found.opening, closing, found.score, found.reasons,
        found.roles, found.header, descriptive=name.end - name.start > 1 and _describes(name, around),
    )  # fmt: skip


def _only_begins(mention: Name, around: Surroundings, starts: frozenset[int]) -> bool:
    """Whether the word only begins a longer name: a class word before a known name, "Khan" before another word."""
    end = mention.end
    if end - mention.start > 1 or end >= len(around.document.words):
        return False
    if end in starts and any(mark.cue is not None for mark in around.after(mention.start)):
        return True
    word = stem_of(around.document.words[mention.start], mention.prefix)
    return word in around.words.compound and may_name(end, around)


def _tells_of_many(mention: Name, around: Surroundings) -> bool:
    """Whether the word is an ordinary one right after a plural class word: "new villages" in Arabic."""
    if mention.end - mention.start > 1 or around.document.words[mention.start] not in around.words.plain:
        return False
    return any(m.cue is not None and m.cue.many and m.end - m.start == 1 for m in around.before(mention.start))


def _describes(mention: Name, around: Surroundings) -> bool:
    """Whether the name is made of two or more ordinary words only ("the old city")."""
    words = around.document.words[mention.start : mention.end]
    return all(word in around.words.never or word in around.words.plain for word in words)


def _of_parts(cue: Cue, mention: Name) -> bool:
    """Whether a plural tells of the parts of a larger place ("the towns of Ghouta")."""
    if not cue.many or cue.kind in FACILITIES:
        return False
    fitting = max((o.place.importance for o in mention.options if cue.admits(o.place)), default=0.0)
    return mention.importance > fitting + _CLEARLY


def _choose(mentions: Iterable[Mention], used: set[int]) -> list[Mention]:
    """The longest first, then the one with the better evidence; none that overlaps another."""
    chosen: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, -m.evidence, m.start)):
        tokens = range(mention.start, mention.end)
        if used.isdisjoint(tokens):
            used.update(tokens)
            chosen.append(mention)
    return chosen


def _second_look(
    doubtful: Sequence[Mention], taken: list[Mention], around: Surroundings, title: Document | None
) -> list[Mention]:
    """Raise doubtful names that stand in a list with a sure one or that are sure elsewhere; twice, for long lists."""
    words = around.document.words
    if not doubtful:
        return taken
    used = {i for m in taken for i in range(m.start, m.end)}
    in_title = frozenset(title.words) if title is not None else frozenset()
    for _ in range(2):
        if not doubtful:
            break
        sure = {_bare(m, words) for m in taken if m.evidence >= ENOUGH + LINKED}
        regions = _regions(taken)
        beginnings = {m.opening: m for m in taken} | {m.start: m for m in taken}
        endings = {m.end: m for m in taken}
        promising = [m for m in doubtful if m.evidence >= _PROMISING]
        hopeful = {m.start: m for m in promising}, {m.end: m for m in promising}
        raised = []
        for mention in doubtful:
            more = _more(mention, around, beginnings, endings, sure, in_title)
            if not mention.roles.isdisjoint(_PLACED) and _inside_last(mention, regions):
                more += INSIDE
            if not more and (_linked_before(mention, around, hopeful[1]) or _linked_after(mention, around, hopeful[0])):
                more = TOGETHER
            if mention.evidence + more >= ENOUGH:
                raised.append(mention._replace(evidence=mention.evidence + more))
        if not raised:
            break
        taken = taken + _choose(raised, used)
        doubtful = [m for m in doubtful if used.isdisjoint(range(m.start, m.end))]
    return taken


def _regions(taken: Sequence[Mention]) -> tuple[list[int], list[str]]:
    """Where governorates are named, and which."""
    named = sorted((m.start, option.place.admin1) for m in taken for option in m.options[:1] if option.place.admin1)
    return [start for start, _ in named], [admin1 for _, admin1 in named]


def _inside_last(mention: Mention, regions: tuple[list[int], list[str]]) -> bool:
    """Whether a place of this name lies in the governorate that the last sure mention before is in."""
    at = bisect(regions[0], mention.start) - 1
    return at >= 0 and any(option.place.admin1 == regions[1][at] for option in mention.options)


def _more(
    mention: Mention,
    around: Surroundings,
    beginnings: dict[int, Mention],
    endings: dict[int, Mention],
    sure: set[tuple[str, ...]],
    in_title: frozenset[str],
) -> float:
    words = around.document.words
    more = 0.0
    previous = _linked_before(mention, around, endings)
    if previous is not None:
        more += LISTED if _goes_on(_cue_of_list(previous, around, endings), mention) else LINKED
    elif _linked_after(mention, around, beginnings):
        more += LINKED
    elif _beside_region(mention, around, endings):
        more += BESIDE
    name = _bare(mention, words)
    if name in sure:
        more += ELSEWHERE_COMMON if ordinariness(mention, around) else ELSEWHERE
    if in_title.issuperset(name):
        more += 0.2
    return more


def _bare(mention: Mention, words: Sequence[str]) -> tuple[str, ...]:
    return (stem_of(words[mention.start], mention.prefix), *words[mention.start + 1 : mention.end])


def _cue_of_list(mention: Mention | None, around: Surroundings, endings: dict[int, Mention]) -> Cue | None:
    """The class word before the first member of a list."""
    for _ in range(_LONGEST_LIST):
        if mention is None or mention.cue is not None:
            break
        mention = _linked_before(mention, around, endings)
    return mention.cue if mention is not None else None


def _linked_before(mention: Mention, around: Surroundings, endings: dict[int, Mention]) -> Mention | None:
    """The mention that a list joins to this one: a comma, a conjunction, at most a class word between."""
    words = around.document.words
    joined = mention.prefix.startswith(WA)
    i = mention.start
    for _ in range(_LONGEST_GAP):
        previous = endings.get(i)
        if previous is not None:
            return previous if joined else None
        if i == 0:
            return None
        word = words[i - 1]
        if word in _LIST_MARKS or word in around.words.joints:
            joined = True
            i -= 1
            continue
        if word == '"':
            i -= 1
            continue
        cue = next((mark for mark in around.before(i) if mark.cue is not None), None)
        if cue is None:
            return None
        joined = joined or cue.prefix.startswith(WA)
        i = cue.start
    return None


def _beside_region(mention: Mention, around: Surroundings, endings: dict[int, Mention]) -> bool:
    """Whether a region or city that holds a place of this name stands right before: "Homs countryside - X"."""
    if mention.prefix:
        return False
    words = around.document.words
    i = mention.start
    for _ in range(_LONGEST_GAP):
        region = endings.get(i)
        if region is not None:
            regions = {option.place.admin1 for option in region.options[:3]} - {None}
            return any(option.place.admin1 in regions for option in mention.options)
        if i == 0:
            return False
        mark = next((m for m in around.before(i) if m.cue is not None or m.role == "direction"), None)
        if mark is not None:
            i = mark.start
        elif words[i - 1] in _SEPARATORS:
            i -= 1
        else:
            return False
    return False


def _linked_after(mention: Mention, around: Surroundings, beginnings: dict[int, Mention]) -> bool:
    words = around.document.words
    i = mention.end
    for _ in range(2):
        following = beginnings.get(i)
        if following is not None:
            return i > mention.end or following.prefix.startswith(WA) or words[i].startswith(WA)
        if i >= len(words) or (words[i] not in _LIST_MARKS and words[i] not in around.words.joints):
            return False
        i += 1
    following = beginnings.get(i)
    return following is not None


def _link(mentions: list[Mention], around: Surroundings) -> list[Mention]:
    """Tell what stands in one list, and pass on the class word of a list ("the villages of X, Y and Z")."""
    linked: list[Mention] = []
    endings: dict[int, Mention] = {}
    for mention in mentions:
        previous = _linked_before(mention, around, endings)
        if previous is not None:
            cue = mention.cue or (previous.cue if _goes_on(previous.cue, mention) else None)
            mention = mention._replace(linked=True, cue=cue, roles=mention.roles | (previous.roles & _SHARED))  # noqa: PLW2901
        linked.append(mention)
        endings[mention.end] = mention
        endings[mention.closing] = mention
    return _cue_from_the_end(linked)


_SHARED = frozenset({"place.in", "place.near", "place.to", "place.from", "place.between", "direction", "struck"})


def _goes_on(cue: Cue | None, mention: Mention) -> bool:
    """Whether the class word before a list goes for a further member: always where towns only lend their names."""
    if cue is None or not (cue.many or cue.kind == "neighbourhood"):
        return False
    return not mention.options or cue.kind in FACILITIES or any(cue.admits(o.place) for o in mention.options)


def _cue_from_the_end(mentions: list[Mention]) -> list[Mention]:
    """Pass a plural class word after the last of a list ("Idlib and Hama provinces") to those before it."""
    for i in range(len(mentions) - 1, 0, -1):
        mention = mentions[i]
        cue = mention.cue
        if cue is None or not cue.many or not mention.linked or mention.closing <= mention.end:
            continue
        if mentions[i - 1].cue is None:
            mentions[i - 1] = mentions[i - 1]._replace(cue=cue, closing=mention.closing)
    return mentions
