"""People told by their names: how many a text names as the dead or wounded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.language.clitics import ALEF, ARTICLE, WA

if TYPE_CHECKING:
    from geoevents.events.scene import Scene
    from geoevents.events.vocabulary import Vocabulary
    from geoevents.language import Document, Match
    from geoevents.lexicon import Entry

_QUOTED_WORDS = 5
_NAME_WORDS = 5
_QUOTE_REACH = 4
_BEFORE_REACH = 14
_HEAD_WORDS = 4
_HYPHEN = "-"
_NAMED_WORDS = 2


def names_after(scene: Scene, document: Document, vocabulary: Vocabulary, at: int, last: int) -> int:
    """People named from a token on: names in quotation marks soon after it, or a list that begins with a known name."""
    quoted = _quoted(scene, document, at, last)
    if quoted or document.language != "ar":
        return quoted
    return _listed(scene, document, vocabulary, at, last)


def _quoted(scene: Scene, document: Document, at: int, last: int) -> int:
    """One for each name in quotation marks; a name has two words, and is no place."""
    words = document.words
    count = 0
    reach = at + _QUOTE_REACH
    while at < min(last, reach):
        if words[at] != '"':
            at += 1
            continue
        close = next((i for i in range(at + 1, min(at + 2 + _QUOTED_WORDS, scene.last)) if words[i] == '"'), None)
        if close is None or close - at <= 2 or any(p.start < close and at < p.end for p in scene.places):  # noqa: PLR2004 - a name has two words
            break
        count += 1
        at = close + 1
        reach = at + 2
    return count


def _listed(scene: Scene, document: Document, vocabulary: Vocabulary, at: int, last: int) -> int:
    """Names joined by "and" or commas, each beginning with a known given name or, after "each of", with any word."""
    words = document.words
    each = next((c.end for c in scene.cues_of("each") if c.start == at), None)
    at = each if each is not None else at
    if at < last and words[at] == ":":
        at += 1
    stops = _stops(scene)
    count = 0
    while at < last:
        limit = min(last, at + _NAME_WORDS + 2)
        end = _name(document, vocabulary, at, limit, stops, first=count == 0, any_=each is not None)
        if end is None:
            break
        count += 1
        at = end
        if at < last and words[at] in (",", WA):
            at += 1
    return count


def _stops(scene: Scene) -> set[int]:
    """The tokens that no name goes on at: words that tell something else."""
    marked = (scene.triggers, scene.victims, scene.places, scene.times, scene.parties, scene.weapons)
    cues = {cue.start for cue in scene.cues if ARTICLE not in cue.prefix}
    return cues.union(match.start for kind in marked for match in kind)


def _name(
    document: Document, vocabulary: Vocabulary, at: int, last: int, stops: set[int], *, first: bool, any_: bool
) -> int | None:
    """Where a name ends that begins at a token, its title and "and" included; ``None`` where there is none."""
    words = document.words
    while at < last and _bare(words[at], first=first) in vocabulary.titles:
        at, first = at + 1, True
    if at >= last or at in stops:
        return None
    word = _bare(words[at], first=first or words[at] in vocabulary.given)
    if not (is_given(word, vocabulary) or (any_ and word.isalpha())):
        if not (word in vocabulary.kunyas and at + 1 < last and at + 1 not in stops):
            return None
        at += 1
    at += 1
    while at < last and at not in stops and words[at].isalpha() and not begins_name(words[at], vocabulary, any_=any_):
        at += 1
    return at


def begins_name(word: str, vocabulary: Vocabulary, *, any_: bool = False) -> bool:
    """Whether a word is "and" with the next name."""
    if not word.startswith(WA) or word in vocabulary.given:
        return False
    rest = word[1:]
    return any_ or not rest or is_given(rest, vocabulary) or rest in vocabulary.titles or rest in vocabulary.kunyas


def _bare(word: str, *, first: bool) -> str:
    return word if first or not word.startswith(WA) else word[1:]


def is_given(word: str, vocabulary: Vocabulary) -> bool:
    """Whether a folded word is a given name, or begins one made with "servant of"."""
    made = any(word.startswith(head) and len(word) > len(head) for head in vocabulary.servants)
    return made or word in vocabulary.given


def named_before(scene: Scene, document: Document, vocabulary: Vocabulary, trigger: Match[Entry]) -> bool:
    """Whether the subject of a verb in the singular is one person named before it at the head of its clause."""
    words, at = document.words, trigger.start
    if document.language == "en":
        return _named_in_capitals(scene, document, trigger)
    if document.language != "ar" or words[at].endswith(WA + ALEF):
        return False
    if trigger.payload.form != "past" and not any(c.start == trigger.end for c in scene.cues_of("cause")):
        return False
    first = max(scene.clauses[scene.clause(at)], at - _BEFORE_REACH)
    if any(party.actor is not None and first <= party.start < at for party in scene.parties):
        return False
    stops = _stops(scene)
    head = range(first, min(first + _HEAD_WORDS, at - 1))
    return any(is_given(words[i], vocabulary) and i not in stops for i in head)


def _named_in_capitals(scene: Scene, document: Document, trigger: Match[Entry]) -> bool:
    """Whether an English passive in the singular has a name of two words or more as its subject: "Ali Hasan was"."""
    one = next((c for c in scene.cues_of("one") if c.end == trigger.start), None)
    if one is None:
        return False
    stops = _stops(scene)
    stops.update(i for place in scene.places for i in range(place.start, place.end))
    stops.update(i for party in scene.parties for i in range(party.start, party.end))
    at = one.start
    while at > scene.first and at - 1 not in stops and _in_capitals(document, at - 1):
        at -= 1
    name = one.start - at
    clear = at == scene.first or at in scene.clauses or at - 1 in stops
    return _NAMED_WORDS <= name <= _NAME_WORDS and clear


def _in_capitals(document: Document, token: int) -> bool:
    """Whether a token begins with a capital, or is the first part of a word with one ("al-Hasan")."""
    first, end = document.starts[token], document.ends[token]
    return document.text[first].isupper() or document.text[end : end + 1] == _HYPHEN
