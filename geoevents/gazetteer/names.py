"""Finding the gazetteer's names in a document: one dictionary look-up a token.

What a written word may begin (Arabic conjunctions and prepositions taken off) is worked out once for
each different word and remembered. Two backends hold the keys: :class:`DiskNames` asks the index for
the words of one article, :class:`MemoryNames` holds them all for a batch.
"""

from __future__ import annotations

import json
from itertools import compress
from typing import TYPE_CHECKING, Literal, NamedTuple

from geoevents.gazetteer.forms import is_arabic, is_article, word_key
from geoevents.language import analyses
from geoevents.language.clitics import ARTICLE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

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


class MemoryNames:
    """All keys of the index in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._firsts: dict[str, int] = dict(connection.execute("SELECT first, lengths FROM firsts"))
        self.refs: dict[str, str] = dict(connection.execute("SELECT key, refs FROM keys"))

    def prepare(self, keys: Iterable[str]) -> None:
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

    def prepare(self, keys: Iterable[str]) -> None:
        """Fetch all names that words with some keys may make up, and forget those of the document before."""
        query = (
            "SELECT first, key, refs FROM keys WHERE first IN (SELECT value FROM json_each(?1))"
            " AND (second IS NULL OR second IN (SELECT value FROM json_each(?1)))"
        )
        self._firsts, self.refs = {}, {}
        for first, key, refs in self._connection.execute(query, (json.dumps(list(keys), ensure_ascii=False),)):
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
        self._longer: dict[tuple[str, str], tuple[tuple[Kind, tuple[Place, ...]], ...]] = {}

    def find(self, document: Document) -> list[NameMatch]:
        """All names in a document, nested and overlapping ones too, in order; at one word the longest first."""
        entries = self._entries
        if not self._remember or len(entries) > _REMEMBERED:
            entries.clear()
            self._longer.clear()
        words = document.words
        self._class_words = self._words_of(document.language)
        self._learn(set(words).difference(entries))
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
                found.append(NameMatch(start, end, prefix, kind, places))
        return found

    def _learn(self, words: set[str]) -> None:
        """Work out what some written words may be; the places of all of them are fetched at once."""
        if not words:
            return
        readings = {word: _readings(word) for word in words}
        self._backend.prepare({key for found in readings.values() for _, _, key in found})
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
            if lengths & 1:
                singles.extend(
                    (prefix, kind, numbers)
                    for kind, numbers in read_refs(self._backend.refs[key], stem, strict=True)
                    if kind != "article" or stem not in self._class_words
                )
            if lengths > 1:
                beginnings.append(_Beginning(prefix, stem, key, lengths))
        if len(singles) > 1:
            singles.sort(key=lambda single: (len(single[0]), _KINDS.index(single[1])))
        return singles, beginnings

    def _longer_names(self, document: Document, known_words: list[tuple[int, _Entry]]) -> dict[int, list[NameMatch]]:
        """The names of two and more words by the token that they begin at; their places are fetched at once."""
        hits: dict[int, list[tuple[int, int, str, tuple[str, str]]]] = {}
        for i, entry in known_words:
            if not entry.beginnings or (document.words[i].isascii() and not _may_be_name(document, i)):
                continue
            found: list[tuple[int, int, str, tuple[str, str]]] = []
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
        self, document: Document, at: int, beginning: _Beginning, found: list[tuple[int, int, str, tuple[str, str]]]
    ) -> None:
        words, refs = document.words, self._backend.refs
        key, bits, last = beginning.key, beginning.lengths >> 1, len(words)
        start = at - 1 if words[at].isascii() and _is_article_at(document, at - 1) else at
        i = at + 1
        while bits and i < last:
            word = words[i]
            if not word[0].isalnum():
                return
            if not (word.isascii() and _is_article_at(document, i)):
                key = f"{key} {word_key(word)}"
                if bits & 1 and key in refs:
                    surface = " ".join((*words[start:at], beginning.stem, *words[at + 1 : i + 1]))
                    found.append((start, i + 1, beginning.prefix, (key, surface)))
                bits >>= 1
            i += 1

    def _learn_longer(self, names: set[tuple[str, str]]) -> None:
        grouped = {name: read_refs(self._backend.refs[name[0]], name[1], strict=True) for name in names}
        places = self._fetch({n for groups in grouped.values() for _, numbers in groups for n in numbers})
        for name, groups in grouped.items():
            self._longer[name] = tuple((kind, _ranked(places, numbers)) for kind, numbers in groups)


def _readings(word: str) -> list[tuple[str, str, str]]:
    """(what is taken off, stem, key) of the ways to read a written word, the article left on."""
    if not word[0].isalnum():
        return []
    return [
        (reading.prefix, reading.stem, word_key(reading.stem))
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


def _same_sound(surface: str, form: str) -> bool:
    """Whether two romanisations are near enough to be taken for one name in running text.

    Short words agree with something by chance, so that they have to agree better; the bounds were set on
    ordinary English words.
    """
    from geoevents.gazetteer.transliteration import likeness, skeletons  # start-up time counts

    consonants = max((len(skeleton) for skeleton in skeletons(surface)), default=0)
    return consonants in _LIKE_ENOUGH and likeness(surface, form) >= _LIKE_ENOUGH[consonants]


_LIKE_ENOUGH = {2: 0.97, 3: 0.9} | dict.fromkeys(range(4, 40), 0.85)


def read_refs(refs: str, surface: str, *, strict: bool = False) -> list[tuple[Kind, tuple[int, ...]]]:
    """Split the references of a key by how the written words agree with the name.

    Another romanisation counts only where no name agrees as written, and when ``strict`` only where it
    sounds much alike.
    """
    groups: dict[Kind, list[int]] = {}
    arabic = is_arabic(surface)
    bare = surface if arabic else _without_articles(surface)
    for ref in refs.split(","):
        number, flag, form = split_ref(ref)
        kind: Kind
        if form == surface:
            kind = "name" if flag == "n" else "alias"
        elif arabic or _without_articles(form) == bare:
            kind = "article"
        elif not strict or _same_sound(surface, form):
            kind = "spelling"
        else:
            continue
        groups.setdefault(kind, []).append(number)
    if len(groups) > 1:
        groups.pop("spelling", None)
    seen: set[int] = set()
    answer: list[tuple[Kind, tuple[int, ...]]] = []
    for kind in _KINDS:
        numbers = tuple(n for n in dict.fromkeys(groups.get(kind, ())) if n not in seen)
        if numbers:
            seen.update(numbers)
            answer.append((kind, numbers))
    return answer


def split_ref(ref: str) -> tuple[int, str, str]:
    """Place number, ``n`` or ``a``, and folded name of one reference."""
    i = 0
    while ref[i].isdigit():
        i += 1
    return int(ref[:i]), ref[i], ref[i + 1 :]


def _without_articles(folded: str) -> str:
    words = folded.split()
    return " ".join(
        word for word, following in zip(words, [*words[1:], ""], strict=True) if not is_article(word, following)
    )


def _ranked(places: dict[int, Place], numbers: tuple[int, ...]) -> tuple[Place, ...]:
    return tuple(sorted((places[n] for n in numbers), key=lambda place: -place.importance))
