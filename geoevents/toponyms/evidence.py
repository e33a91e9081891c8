"""What speaks for a name being a place, and what against it.

The figures are weights of a linear score; a name is a place from :data:`ENOUGH` on. They were set by
hand on our own reading of news and checked on annotated articles. A well-known name needs no evidence, a
rare one some, a name that is also an ordinary word much.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geoevents.gazetteer.forms import word_key
from geoevents.language.clitics import ARTICLE, BA, FA, KAF, LAM, SIN, WA
from geoevents.toponyms.mentions import stem_of

if TYPE_CHECKING:
    from geoevents.toponyms.mentions import Mention, Name
    from geoevents.toponyms.vocabulary import Cue, Mark, Surroundings

ENOUGH = 0.5
LINKED, LISTED, TOGETHER = 0.95, 1.6, 0.3
BESIDE = 0.5
INSIDE = 0.2
ELSEWHERE = 0.6
ELSEWHERE_COMMON = 0.4

_WELL_KNOWN = 0.6
_FAME = ((_WELL_KNOWN, 0.75), (0.35, 0.45), (0.2, 0.2), (0.0, 0.0))
"""Least importance and what a bare name of it scores."""
_COMMON, _COMMON_MILD = -0.9, -0.5
_ORDINARY = -0.7
_UNIT = -0.5
_CORE, _ADDED = "core", -0.4
"""What a single word loses that only an added source knows: such lists hold many ordinary words as hamlets."""
_INDEFINITE = -0.6
"""An indefinite Arabic word that a name has with the article is rather the ordinary word."""
_PART_OF_NAME = -1.1
_AFTER_CAPITAL = -0.5
_KNOWN_SPELLING = 0.5
NEVER = -9.0
"""The score of what is never a place."""
_SHORT_SPELLING = {1: -9.0, 2: -9.0, 3: -1.2, 4: -0.9, 5: -0.6}
_KIND = {"name": 0.0, "alias": 0.0, "article": -0.25, "spelling": -0.4}
_FACILITY = "organisation.facility"
_AT_FACILITY = 0.4
"""What a well-known name gains after a building ("the market of Saraqib"); others may be the building's own."""
_ROLES = {
    "place.in": 0.5,
    "place.near": 0.9,
    "place.from": 0.45,
    "place.to": 0.45,
    "place.on": 0.2,
    "place.far": 0.9,
    "place.between": 0.5,
    "direction": 0.9,
    "struck": 0.5,
    "joins": 0.8,
    "government.verb": 0.1,
    "government.noun": 0.1,
    "government.preposition": 0.1,
    "territory": 0.3,
    "person.title": -1.6,
    "person.given": -1.6,
    "person.kunya": -1.6,
    "organisation.head": -1.6,
    "organisation.ship": -1.6,
    "nonplace": -1.6,
    _FACILITY: -0.3,
}
_REASONS = {
    "place.in": "after a preposition of place",
    "place.near": "after words of nearness",
    "place.from": "after a preposition of place",
    "place.to": "after a preposition of place",
    "place.far": "a distance is counted from it",
    "place.between": "after between",
    "direction": "after a direction",
    "struck": "named as what was attacked or taken",
    "joins": "named as a part of a region",
}
_QUOTE = '"'
_LOWER = "abcdefghijklmnopqrstuvwxyz"
_HEADER = 1.0
_WEAKLY = 0.25
_LONGER = 3
_FARTHEST_MARK = 12
"""Bullets, emoji and hashes before a heading, at most."""
_PERSONAL = frozenset({"person.title", "person.kunya"})
_SPEAKING = frozenset({"government.verb", "government.auxiliary"})
_TITLES = frozenset({"person.title"})
_FROM = frozenset({"place.from"})
_NOTHING: frozenset[str] = frozenset()
_BEFORE_CUE = frozenset({"place.in", "place.near", "place.to", "place.from", "direction"})
_LOCATING = frozenset({"place.in", _FACILITY})
_FOLLOWING = frozenset({"direction", "joins", "place.near", "place.in"})


class Found(NamedTuple):
    """The evidence around one name."""

    score: float
    reasons: tuple[str, ...]
    roles: frozenset[str]
    cue: Cue | None
    opening: int
    closing: int
    header: bool


def base_score(mention: Name, around: Surroundings) -> float:
    """What the name itself says: how long, how well known, how ordinary a word, how exactly written."""
    kind, importance = mention.options[0].kind, mention.importance
    if mention.end - mention.start > 1:
        if _counts(mention, around):
            return NEVER
        return 0.85 + _KIND[kind] + (_UNIT if _is_unit(mention, around) else 0.0)
    word = around.document.words[mention.start]
    never = around.words.never
    if word in never or (mention.prefix and stem_of(word, mention.prefix) in never):
        return NEVER
    score = 0.75
    for least, points in _FAME:
        if importance >= least:
            score = points
            break
    if kind == "spelling":
        known = importance >= _WELL_KNOWN
        score += _SHORT_SPELLING.get(len(word), _KIND[kind]) * (_KNOWN_SPELLING if known else 1.0)
    elif kind == "article":
        with_article = word.isascii() or stem_of(word, mention.prefix).startswith(ARTICLE)
        score += _KIND[kind] if importance >= _WELL_KNOWN or with_article else _INDEFINITE
    if mention.prefix and mention.prefix.strip(WA + FA):
        score -= 0.3 if set(mention.prefix) & {KAF, SIN, LAM} else 0.1
    if all(option.place.source != _CORE for option in mention.options):
        score += _ADDED
    return score + ordinariness(mention, around)


def _is_unit(mention: Name, around: Surroundings) -> bool:
    """Whether the name is a brigade's or could be a person's with a title: a place only where words of place say so."""
    first, last = around.after(mention.start), around.after(mention.end - 1)
    if mention.importance < _WELL_KNOWN and any(m.role in _PERSONAL for m in first):
        return True
    return any(m.role == "organisation.head" for m in first) or any(m.role == "organisation.tail" for m in last)


def _unmeant(mention: Name, around: Surroundings) -> frozenset[str]:
    """Roles that the words before do not give: a country bears no title, men "of Brigade 61" are from no place."""
    if governs(mention):
        return _TITLES
    several = mention.end - mention.start > 1
    return _FROM if several and _is_unit(mention, around) and _counts_men(mention, around) else _NOTHING


def _counts_men(mention: Name, around: Surroundings) -> bool:
    """Whether a number stands before the preposition: "three of Brigade 61" are men, not a place."""
    at = mention.start - 2
    return at >= 0 and around.document.words[at] in around.words.numbers


def _counts(mention: Name, around: Surroundings) -> bool:
    """Whether every word is a number."""
    words = around.document.words
    return all(words[i] in around.words.numbers for i in range(mention.start, mention.end))


def ordinariness(mention: Name | Mention, around: Surroundings) -> float:
    """What a name loses that is also an ordinary word or a person's name; 0 for others."""
    if mention.end - mention.start > 1:
        return 0.0
    word = stem_of(around.document.words[mention.start], mention.prefix)
    key = word_key(word) if around.document.language == "ar" else word
    if key not in around.words.common and key not in around.words.mild:
        return 0.0
    score = _COMMON if key in around.words.common and not _is_town(mention, around) else _COMMON_MILD
    if any(mark.role == "ordinary" for mark in around.after(mention.end)):
        score += _ORDINARY
    return score


def _is_town(mention: Name | Mention, around: Surroundings) -> bool:
    """Whether a name is a town's that is written as no ordinary word is: with a capital, after "in" or a building."""
    if mention.importance < _WELL_KNOWN:
        return False
    if around.document.language == "en":
        return True
    before = () if mention.prefix else around.before(mention.start)
    return any(mark.cue is not None or mark.role in _LOCATING for mark in before)


def evidence(mention: Name, around: Surroundings, matched: frozenset[int], base: float) -> Found:
    """All that stands around a name.

    Parameters
    ----------
    mention
        The name, with its options.
    around
        The document's known words.
    matched
        Tokens where names that the gazetteer knows begin.
    base
        What the name itself says (:func:`base_score`).
    """
    roles, cue, opening = _before(mention, around)
    closing, tail = mention.end, 0.0
    if around.document.language == "en":
        cue_after, closing, tail = _after(mention, around)
        if cue_after is not None and (cue is None or _any_fits(cue_after, mention)):
            cue = cue_after
        else:
            closing = mention.end
    reasons: list[str] = []
    if governs(mention) and any(mark.role in _SPEAKING for mark in around.after(mention.end)):
        tail = tail or 0.6
    roles -= _unmeant(mention, around)
    score = base + tail + _role_score(roles, mention.prefix, cue, reasons, known=mention.importance >= _WELL_KNOWN)
    if cue is None:
        score += _part_of_longer(mention, around)
    if cue is not None:
        score += _cue_score(cue, mention, reasons)
        if _is_part_of_name(cue) and not _any_fits(cue, mention):
            score = NEVER
    score += _marks(mention, around, reasons)
    header = is_header(mention, around, opening, closing)
    follows = _region_follows(mention, around, matched)
    if header or follows:
        weak = _WEAKLY if mention.options[0].kind == "article" or ordinariness(mention, around) else 1.0
        score += weak * ((_HEADER if header else 0.0) + follows)
    if header:
        reasons.append("heads a line")
    return Found(score, tuple(reasons), roles, cue, opening, closing, header)


def governs(mention: Name) -> bool:
    """Whether the name is a country's or a capital's, which no person bears."""
    code = mention.options[0].place.feature_code
    return code == "PPLC" or code.startswith("PCL")


def _part_of_longer(mention: Name, around: Surroundings) -> float:
    """What a name loses that the words right before make part of a longer one, a place's or a person's."""
    at = mention.start - 1
    if mention.prefix or mention.end - mention.start > 1:
        return 0.0
    document = around.document
    word = document.words[at]
    if at >= 0 and word in around.words.compound and document.original(at, at + 1)[0] not in _LOWER:
        return _PART_OF_NAME
    if document.language == "en" and mention.importance < _WELL_KNOWN and _stray_capital(at, around):
        titled = any(mark.role == "person.title" for mark in around.before(at))
        return _PART_OF_NAME if titled else _AFTER_CAPITAL
    if document.language == "en" and mention.importance < _WELL_KNOWN and _surname_follows(mention.end, around):
        return _AFTER_CAPITAL
    return 0.0


def _stray_capital(at: int, around: Surroundings) -> bool:
    """Whether a capitalised word inside the sentence has no known role."""
    document = around.document
    if not 0 < at < len(document.words) or document.words[at] in around.words.plain:
        return False
    if not document.text[document.starts[at]].isupper():
        return False
    return document.words[at - 1][0].isalnum() and not around.after(at)


def _surname_follows(at: int, around: Surroundings) -> bool:
    """Whether a capitalised word follows that has no known role, in the same line."""
    document = around.document
    if at >= len(document.words) or not document.words[at].isalpha() or document.words[at] in around.words.plain:
        return False
    return document.text[document.starts[at]].isupper() and not around.after(at)


def _role_score(roles: frozenset[str], prefix: str, cue: Cue | None, reasons: list[str], *, known: bool) -> float:
    """The best that the words before say for the name, and the worst against it; a class word outweighs the latter."""
    best = _prefix_score(prefix) if prefix else 0.0
    worst = 0.0
    for role in sorted(roles) if len(roles) > 1 else roles:
        score = _AT_FACILITY if known and role == _FACILITY else _ROLES.get(role, 0.0)
        best = max(best, score)
        worst = min(worst, score)
        reason = _REASONS.get(role)
        if reason is not None and reason not in reasons:
            reasons.append(reason)
    return best if cue is not None else best + worst


def _before(mention: Name, around: Surroundings) -> tuple[frozenset[str], Cue | None, int]:
    """Roles of the words right before, the class word among them, and where the whole begins."""
    start = mention.start
    if start and around.document.words[start - 1] == _QUOTE:
        start -= 1
    if start and around.document.words[start - 1] in around.words.adverbs:
        start -= 1
    marks = around.before(start)
    if not marks:
        return _NOTHING, None, mention.start
    roles = {mark.role for mark in marks if not _broken_off(mark, mention)}
    cue, opening = None, mention.start
    if not mention.prefix or not mention.prefix.strip(WA):
        cue_mark = _cue_of(marks, mention, around)
        if cue_mark is not None:
            cue, opening = cue_mark.cue, cue_mark.start
            roles.update(_BEFORE_CUE.intersection([mark.role for mark in around.before(opening)]))
            if BA in cue_mark.prefix:
                roles.add("place.in")
    return frozenset(roles), cue, opening


def _broken_off(mark: Mark, mention: Name) -> bool:
    """A conjunction before the name cuts it off from a preposition; a preposition before it from a title.

    An Arabic noun with the article has no name for its possessor: "the army" is not the head of "army of X".
    """
    if mark.role == "organisation.head" and ARTICLE in mark.prefix:
        return True
    return mention.prefix.startswith(WA) or (bool(mention.prefix) and mark.role.startswith(("person", "organisation")))


def _cue_of(marks: tuple[Mark, ...], mention: Name, around: Surroundings) -> Mark | None:
    first = None
    for mark in marks:
        if mark.cue is not None and ARTICLE not in mark.prefix and _goes_before(mark, around):
            if _any_fits(mark.cue, mention):
                return mark
            first = first or mark
    return first


def _goes_before(mark: Mark, around: Surroundings) -> bool:
    """Whether a class word stands before names: all Arabic ones, English ones with "of" and parts of names."""
    assert mark.cue is not None
    document = around.document
    if document.language == "ar" or mark.cue.named or document.words[mark.end - 1] in around.words.genitive:
        return True
    return mark.start > 0 and document.words[mark.start - 1] in around.words.definite  # "the city X"


def _any_fits(cue: Cue, mention: Name) -> bool:
    return any(cue.admits(option.place) for option in mention.options)


def _after(mention: Name, around: Surroundings) -> tuple[Cue | None, int, float]:
    """A class word after a Latin name, where it ends, and what organisations' tails take off."""
    document = around.document
    if mention.end >= len(document.words):
        return None, mention.end, 0.0
    tail = 0.0
    here = around.after(mention.end)
    beyond = (m for mark in here if mark.role == "direction" for m in around.after(mark.end) if m.cue is not None)
    for mark in (*here, *beyond):  # "X province", "X's eastern countryside"
        word = document.text[document.starts[mark.start]]
        if (mark.role == "organisation.tail" and word.isupper()) or mark.role == "organisation.backed":
            tail = -1.6
        elif mark.role == "follows":
            tail = tail or 0.5
        elif mark.cue is not None and around.words.genitive.isdisjoint(document.words[mark.end - 1 : mark.end + 1]):
            return mark.cue, mark.end, 0.0
    return None, mention.end, tail


def _is_part_of_name(cue: Cue) -> bool:
    """Whether a class word always belongs to the name after it and fits nothing else: "Tell X" is not "X"."""
    return cue.firm and not cue.near


def _cue_score(cue: Cue, mention: Name, reasons: list[str]) -> float:
    if _any_fits(cue, mention):
        reasons.append(f"class word: {cue.kind}")
        return 2.0
    reasons.append(f"class word that does not fit: {cue.kind}")
    return 0.7


def _prefix_score(prefix: str) -> float:
    if BA in prefix:
        return 0.45
    return 0.35 if LAM in prefix else 0.0


def _marks(mention: Name, around: Surroundings, reasons: list[str]) -> float:
    """Hashtag and quotation marks."""
    document = around.document
    at = document.starts[mention.start]
    if at and document.text[at - 1] == "#":
        reasons.append("hashtag")
        return 0.6
    words = document.words
    if mention.start > 0 and mention.end < len(words) and words[mention.start - 1] == words[mention.end] == _QUOTE:
        reasons.append("in quotation marks")
        return 0.6
    return 0.0


def is_header(mention: Name | Mention, around: Surroundings, opening: int, closing: int) -> bool:
    """Whether a name stands alone at the beginning of a line, before a colon, a bar or the line's end."""
    words = around.document.words
    i = opening - 1
    while i > opening - _FARTHEST_MARK and i >= 0 and words[i] != "\n" and not words[i][0].isalnum():
        i -= 1
    if i >= 0 and words[i] != "\n":
        return False
    closing = max(closing, mention.end)
    if (
        around.document.language == "en"
        and len(name := around.document.original(mention.start, mention.end)) > _LONGER
        and name.isupper()
    ):
        return True  # a dateline
    for mark in around.after(closing):
        if mark.role == "direction":
            closing = max(closing, mark.end)
    if closing < len(words) and words[closing] == ")":
        closing += 1
    following = words[closing] if closing < len(words) else "\n"
    if following in (":", "|", "\n", "-"):
        return True
    at = around.document.starts[mention.start]
    return at > 0 and around.document.text[at - 1] == "#"


def _region_follows(mention: Name, around: Surroundings, matched: frozenset[int]) -> float:
    """Whether "in the countryside of", "east of", "belonging to" and another name follow."""
    i = mention.end
    if i in matched and around.document.language == "en":
        return 0.0
    for _ in range(3):
        mark = next((m for m in around.after(i) if m.cue is not None or m.role in _FOLLOWING), None)
        if mark is None:
            break
        i = mark.end
        if i in matched:
            return 0.8
    return 0.0
