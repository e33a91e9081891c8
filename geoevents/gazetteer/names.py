"""Finding the gazetteer's names in a document: one dictionary look-up a token.

What a written word may begin (Arabic conjunctions and prepositions taken off) is worked out once for
each different word and remembered. Two backends hold the keys: :class:`DiskNames` asks the index for
the words of one article, :class:`MemoryNames` holds them all for a batch.
"""

from __future__ import annotations

import json
import re
from itertools import compress
from typing import TYPE_CHECKING, Literal, NamedTuple

from geoevents.gazetteer.forms import bare_words, count_consonants, is_arabic, is_article, lone_key, name_key, sound_key
from geoevents.language import analyses
from geoevents.language.clitics import ARTICLE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from geoevents.language import Document
    from geoevents.model import Language, Place

Kind = Literal["name", "alias", "article", "spelling"]
_KINDS: tuple[Kind, ...] = ("name", "alias", "article", "spelling")
_REMEMBERED = 200_000


class NameMatch(NamedTuple):
    """A name found at tokens ``start_token`` to ``end_token`` (exclusive).

    ``prefix`` holds the Arabic conjunctions and prepositions taken off the first word. ``kind`` tells how
    the words agree with the gazetteer: its main name, an alias, a name but for the article, or (Latin
    letters only) another romanisation. ``places`` are all places of that name, the most important first.
    """

    start_token: int
    end_token: int
    prefix: str
    kind: Kind
    places: tuple[Place, ...]


class _Single(NamedTuple):
    """A name of one word, as a written word may be read."""

    prefix: str
    kind: Kind
    numbers: tuple[int, ...]
    places: tuple[Place, ...]


class _Beginning(NamedTuple):
    """What a written word may begin: what was taken off it, its stem and key, and the lengths of longer names."""

    prefix: str
    stem: str
    key: str
    lengths: int


class _Entry(NamedTuple):
    """All that a written word may be or begin, worked out once."""

    singles: tuple[_Single, ...]
    beginnings: tuple[_Beginning, ...]


_Longer = tuple[str, str, bool]
"""The key of a name of two and more words, what is written, and whether the last word is capitalised."""


class MemoryNames:
    """All keys of the index in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._firsts: dict[str, int] = dict(connection.execute("SELECT first, lengths FROM firsts"))
        self.refs: dict[str, str] = dict(connection.execute("SELECT key, refs FROM keys"))

    def prepare(self, firsts: Iterable[str], words: Sequence[str]) -> None:
        """Nothing to do: everything is here."""

    def lengths(self, first: str) -> int:
        """Bit set of the lengths of names that begin with a word's key."""
        return self._firsts.get(first, 0)


class DiskNames:
    """The keys that the words of one article may begin, fetched with one query an article."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._firsts: dict[str, int] = {}
        self.refs: dict[str, str] = {}

    def prepare(self, firsts: Iterable[str], words: Sequence[str]) -> None:
        """Fetch all names that begin with some keys and go on with a document's words; forget those before."""
        query = (
            "SELECT first, key, refs FROM keys WHERE first IN (SELECT value FROM json_each(?1))"
            " AND (second IS NULL OR second IN (SELECT value FROM json_each(?2)))"
        )
        seconds = {sound_key(word) for word in set(words) if word[0].isalnum()}
        self._firsts, self.refs = {}, {}
        wanted = [json.dumps(list(keys), ensure_ascii=False) for keys in (firsts, seconds)]
        for first, key, refs in self._connection.execute(query, wanted):
            self.refs[key] = refs
            self._firsts[first] = self._firsts.get(first, 0) | 1 << key.count(" ")

    def lengths(self, first: str) -> int:
        """Bit set of the lengths of names that begin with a word's key."""
        return self._firsts.get(first, 0)


class NameFinder:
    """Finds names in documents.

    Parameters
    ----------
    backend
        Where the keys are.
    fetch
        Gives the places of some place numbers.
    remember
        Keep what was worked out for a word from one document to the next.
    class_words
        Gives a language's folded words for kinds of places: without its article, no name is one of them.
    """

    def __init__(
        self,
        backend: MemoryNames | DiskNames,
        fetch: Callable[[Iterable[int]], dict[int, Place]],
        *,
        remember: bool,
        class_words: Callable[[Language], frozenset[str]],
    ) -> None:
        self._words_of = class_words
        self._class_words: frozenset[str] = frozenset()
        self._backend = backend
        self._fetch = fetch
        self._remember = remember
        self._entries: dict[str, _Entry | None] = {}
        self._longer: dict[_Longer, tuple[tuple[Kind, tuple[Place, ...]], ...]] = {}

    def find(self, document: Document) -> list[NameMatch]:
        """All names in a document, nested and overlapping ones too, in order; at one word the longest first."""
        entries = self._entries
        if not self._remember or len(entries) > _REMEMBERED:
            entries.clear()
            self._longer.clear()
        words = document.words
        self._class_words = self._words_of(document.language)
        if document.language == "en":
            text = document.text
            begins = [not text[start].islower() for start in document.starts]
            self._learn(set(compress(words, begins)).difference(entries), words)
            known = [
                (i, entry) for i, word in compress(enumerate(words), begins) if (entry := entries[word]) is not None
            ]
        else:
            self._learn(set(words).difference(entries), words)
            met = list(map(entries.__getitem__, words))
            known = [(i, entry) for i, entry in compress(enumerate(met), met) if entry is not None]
        longer = self._longer_names(document, known)
        found: list[NameMatch] = []
        for i, entry in known:
            word = words[i]
            start = i
            if word.isascii():
                if not _may_be_name(document, i):
                    continue
                if _is_article_at(document, i - 1):
                    start = i - 1
            if i in longer:
                found.extend(longer[i])
            end = i + 1
            for prefix, kind, _, places in entry.singles:
                if kind == "article" and start == i and word[len(prefix) :] in self._class_words:
                    continue
                found.append(NameMatch(start, end, prefix, kind, places))
        return found

    def _learn(self, words: set[str], document_words: Sequence[str]) -> None:
        """Work out what some written words may be; the places of all of them are fetched at once."""
        if not words:
            return
        readings = {word: _readings(word) for word in words}
        keys = {key for found in readings.values() for _, stem, first in found for key in (first, lone_key(stem))}
        self._backend.prepare(keys, document_words)
        grouped = {word: self._grouped(found) for word, found in readings.items()}
        places = self._fetch({n for singles, _ in grouped.values() for _, _, numbers in singles for n in numbers})
        for word, (singles, beginnings) in grouped.items():
            made = tuple(_Single(prefix, kind, numbers, _ranked(places, numbers)) for prefix, kind, numbers in singles)
            self._entries[word] = _Entry(made, tuple(beginnings)) if made or beginnings else None

    def _grouped(
        self, readings: list[tuple[str, str, str]]
    ) -> tuple[list[tuple[str, Kind, tuple[int, ...]]], list[_Beginning]]:
        singles: list[tuple[str, Kind, tuple[int, ...]]] = []
        beginnings: list[_Beginning] = []
        for prefix, stem, key in readings:
            lengths = self._backend.lengths(key)
            if self._backend.lengths(lone := lone_key(stem)) & 1:
                singles.extend(
                    (prefix, kind, numbers) for kind, numbers in read_refs(self._backend.refs[lone], stem, strict=True)
                )
            if lengths > 1:
                beginnings.append(_Beginning(prefix, stem, key, lengths))
        if len(singles) > 1:
            singles.sort(key=lambda single: (len(single[0]), _KINDS.index(single[1])))
        return singles, beginnings

    def _longer_names(self, document: Document, known_words: list[tuple[int, _Entry]]) -> dict[int, list[NameMatch]]:
        """The names of two and more words by the token that they begin at; their places are fetched at once."""
        hits: dict[int, list[tuple[int, int, str, _Longer]]] = {}
        for i, entry in known_words:
            if not entry.beginnings or (document.words[i].isascii() and not _may_be_name(document, i)):
                continue
            found: list[tuple[int, int, str, _Longer]] = []
            for beginning in entry.beginnings:
                self._names_from(document, i, beginning, found)
            if found:
                hits[i] = sorted(found, key=lambda hit: -hit[1])
        self._learn_longer({known for found in hits.values() for *_, known in found} - self._longer.keys())
        return {
            i: [
                NameMatch(start, end, prefix, kind, places)
                for start, end, prefix, known in found
                for kind, places in self._longer[known]
            ]
            for i, found in hits.items()
        }

    def _names_from(
        self, document: Document, at: int, beginning: _Beginning, found: list[tuple[int, int, str, _Longer]]
    ) -> None:
        words, refs = document.words, self._backend.refs
        key, bits, last = beginning.key, beginning.lengths >> 1, len(words)
        start = at - 1 if words[at].isascii() and _is_article_at(document, at - 1) else at
        i = at + 1
        while bits and i < last:
            word = words[i]
            if not word[0].isalnum():
                return
            if not (word.isascii() and is_article(word, words[i + 1] if i + 1 < last else "")):
                key = f"{key} {sound_key(word)}"
                if bits & 1 and key in refs:
                    capitals = not word.isascii() or _may_be_name(document, i) or is_article(words[i - 1], word)
                    surface = " ".join((*words[start:at], beginning.stem, *words[at + 1 : i + 1]))
                    found.append((start, i + 1, beginning.prefix, (key, surface, capitals)))
                bits >>= 1
            i += 1

    def _learn_longer(self, names: set[_Longer]) -> None:
        grouped = {name: read_refs(self._backend.refs[name[0]], name[1], strict=True, near=name[2]) for name in names}
        places = self._fetch({n for groups in grouped.values() for _, numbers in groups for n in numbers})
        for name, groups in grouped.items():
            self._longer[name] = tuple((kind, _ranked(places, numbers)) for kind, numbers in groups)


def _readings(word: str) -> list[tuple[str, str, str]]:
    """(what is taken off, stem, key) of the ways to read a written word, the article left on."""
    if not word[0].isalnum():
        return []
    return [
        (reading.prefix, reading.stem, sound_key(reading.stem))
        for reading in analyses(word)
        if not reading.prefix.endswith(ARTICLE)
    ]


def _may_be_name(document: Document, at: int) -> bool:
    """A Latin word begins a name only with a capital letter or a digit."""
    first = document.text[document.starts[at]]
    return first.isupper() or first.isdigit()


_ONLY_ARTICLES = ("l", "z", "r")
"""Consonants of articles that make no English word."""


def _is_article_at(document: Document, at: int) -> bool:
    """Whether the Latin word at a token is the article of the next.

    "at", "as" and "an" are English words too: they count with a hyphen or a capital letter only.
    """
    words = document.words
    if at < 0 or at + 1 >= len(words) or not is_article(words[at], words[at + 1]):
        return False
    end = document.ends[at]
    if words[at][1:] in _ONLY_ARTICLES:
        return True
    return document.text[end : end + 1] == "-" or document.text[document.starts[at]].isupper()


def read_refs(
    refs: str, surface: str, *, strict: bool = False, near: bool = True
) -> list[tuple[Kind, tuple[int, ...]]]:
    """Split the references of a key by how the written words agree with the name.

    Another romanisation counts only where no name agrees as written: when ``strict`` those that sound most
    alike, and much alike, even with a vowel more or less; otherwise all of the same press form. Unless
    ``near`` the last word has to be the name's own: a small word after a name is rather the sentence's.
    """
    groups: dict[Kind, list[int]] = {}
    otherwise: list[tuple[int, str]] = []
    arabic = is_arabic(surface)
    bare = surface if arabic else _without_articles(surface)
    for ref in refs.split(","):
        number, flag, form = split_ref(ref)
        if form == surface:
            groups.setdefault("name" if flag == "n" else "alias", []).append(number)
        elif arabic or _without_articles(form) == bare:
            groups.setdefault("article", []).append(number)
        else:
            otherwise.append((number, form))
    if otherwise and not groups:
        kind, alike = _alike(surface, otherwise, near=near) if strict else _same_form(surface, otherwise)
        groups[kind] = alike
    seen: set[int] = set()
    answer: list[tuple[Kind, tuple[int, ...]]] = []
    for kind in _KINDS:
        numbers = tuple(n for n in dict.fromkeys(groups.get(kind, ())) if n not in seen)
        if numbers:
            seen.update(numbers)
            answer.append((kind, numbers))
    return answer


def _same_form(surface: str, others: Sequence[tuple[int, str]]) -> tuple[Kind, list[int]]:
    """The place numbers of the names of the same press form."""
    key = name_key(surface)
    return "spelling", [number for number, form in others if name_key(form) == key]


def _alike(surface: str, others: Sequence[tuple[int, str]], *, near: bool) -> tuple[Kind, list[int]]:
    """The place numbers of the names that are another romanisation of what is written.

    Short words agree with something by chance, so that they have to sound more alike, and so do those that
    agree in their consonants only; the bounds were set on ordinary English words and foreign towns. A long
    word that sounds the same (-eh for -ah, ou for u, letters doubled or not) is as good as the name itself.
    """
    from geoevents.gazetteer.transliteration import likeness  # start-up time counts

    key = name_key(surface)
    same: list[tuple[int, str]] = []
    further: list[tuple[int, str]] = []
    last = surface[surface.rfind(" ") :]
    for number, form in others:
        if near or form.endswith(last):
            (same if name_key(form) == key else further).append((number, form))
    bare = _without_articles(surface)
    foreign = set(_FOREIGN.findall(bare))
    consonants = count_consonants(bare)
    least = _LIKE_ENOUGH[min(consonants, len(_LIKE_ENOUGH) - 1)]
    found = [(likeness(surface, form), number) for number, form in same if foreign.issubset(form)]
    if not found or max(found)[0] < least:
        bounds = _NEAR_IN_WORDS if " " in bare else _NEAR_IN_WORD
        least = bounds[min(consonants, len(bounds) - 1)]
        if least > 1.0 or not near:
            return "spelling", []
        ends = _open_ends(bare)
        found = [
            (likeness(surface, form), number)
            for number, form in further
            if foreign.issubset(form) and ends == _open_ends(_without_articles(form))
        ]
    most = max(found, default=(0.0, 0))[0]
    least = max(least, most - _AS_ALIKE)
    if most == 1.0 and consonants >= _SURE_CONSONANTS and len(bare) >= _SURE_LETTERS:
        return "alias", [number for alike, number in found if alike == most]
    return "spelling", [number for alike, number in found if alike >= least]


_LIKE_ENOUGH = (1.0, 1.0, 0.97, 0.9, 0.85)
_NEAR_IN_WORD = (0.92,)
_NEAR_IN_WORDS = (2.0, 2.0, 2.0, 0.95, 0.9)
"""Least likenesses by the number of consonants, the last for all more: of the same press form, of others in one
word, in several words."""
_AS_ALIKE = 0.04
_SURE_CONSONANTS, _SURE_LETTERS = 3, 6
_FOREIGN = re.compile(r"c(?![hk])|[pv]")
"""Letters that do not write Arabic: a word with one is no other romanisation of a name without it."""


def _open_ends(name: str) -> tuple[bool, bool]:
    return name[0] in _OPEN, name[-1] in _OPEN or (name[-1] == "h" and name[-2:-1] in _OPEN)


_OPEN = frozenset("aeiouy")


def split_ref(ref: str) -> tuple[int, str, str]:
    """Place number, ``n`` or ``a``, and folded name of one reference."""
    i = 0
    while ref[i].isdigit():
        i += 1
    return int(ref[:i]), ref[i], ref[i + 1 :]


def _without_articles(folded: str) -> str:
    return " ".join(bare_words(folded))


def _ranked(places: dict[int, Place], numbers: tuple[int, ...]) -> tuple[Place, ...]:
    return tuple(sorted((places[n] for n in numbers), key=lambda place: -place.importance))
