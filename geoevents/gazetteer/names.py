"""Finding the gazetteer's names in a document: one dictionary look-up a token.

What a written word may begin (Arabic conjunctions and prepositions taken off) is worked out once for
each different word and remembered. Two backends hold the keys: :class:`DiskNames` asks the index for
the words of one article, :class:`MemoryNames` holds them all for a batch.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, NamedTuple

from geoevents.gazetteer.forms import is_arabic, is_article, word_key
from geoevents.language import analyses
from geoevents.language.clitics import ARTICLE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable

    from geoevents.language import Document
    from geoevents.model import Place

Kind = Literal["name", "alias", "article", "spelling"]
_KINDS: tuple[Kind, ...] = ("name", "alias", "article", "spelling")
_REMEMBERED = 200_000
_LONGEST = 12


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


class Head(NamedTuple):
    """What a written word may begin: what was taken off it, its stem and key, and the lengths of such names."""

    prefix: str
    stem: str
    key: str
    lengths: tuple[int, ...]


class MemoryNames:
    """All keys of the index in memory."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._refs: dict[str, str] = dict(connection.execute("SELECT key, refs FROM keys"))
        self._firsts: dict[str, int] = dict(connection.execute("SELECT first, lengths FROM firsts"))

    def prepare(self, words: Iterable[str]) -> None:
        """Nothing to do: everything is here."""

    def lengths(self, first: str) -> int:
        """Bit set of the lengths of names that begin with a word's key."""
        return self._firsts.get(first, 0)

    def refs(self, key: str) -> str | None:
        """The references of a key as the index writes them."""
        return self._refs.get(key)


class DiskNames:
    """The keys that the words of one article may begin, fetched with one query."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._refs: dict[str, str] = {}
        self._firsts: dict[str, int] = {}
        self._asked: set[str] = set()

    def prepare(self, words: Iterable[str]) -> None:
        """Fetch all names that begin with one of some written words."""
        firsts = {word_key(reading.stem) for word in set(words) if word[0].isalnum() for reading in analyses(word)}
        firsts -= self._asked
        if not firsts:
            return
        self._asked |= firsts
        query = "SELECT first, key, refs FROM keys WHERE first IN (SELECT value FROM json_each(?))"
        for first, key, refs in self._connection.execute(query, (json.dumps(sorted(firsts), ensure_ascii=False),)):
            self._refs[key] = refs
            self._firsts[first] = self._firsts.get(first, 0) | 1 << key.count(" ")

    def lengths(self, first: str) -> int:
        """Bit set of the lengths of names that begin with a word's key."""
        return self._firsts.get(first, 0)

    def refs(self, key: str) -> str | None:
        """The references of a key as the index writes them."""
        return self._refs.get(key)


class NameFinder:
    """Finds names in documents.

    Parameters
    ----------
    backend
        Where the keys are.
    fetch
        Gives the places of some place numbers, in the order of the numbers.
    """

    def __init__(self, backend: MemoryNames | DiskNames, fetch: Callable[[Iterable[int]], dict[int, Place]]) -> None:
        self._backend = backend
        self._fetch = fetch
        self._memory: dict[str, tuple[Head, ...] | None] = {}

    def find(self, document: Document) -> list[NameMatch]:
        """All names in a document, nested and overlapping ones too, in order; at one word the longest first."""
        words = document.words
        self._backend.prepare(w for w in words if w not in self._memory)
        memory = self._memory
        hits: list[tuple[int, int, str, Kind, tuple[int, ...]]] = []
        for i, word in enumerate(words):
            heads = memory[word] if word in memory else self._remember(word)
            if heads is not None:
                self._names_at(document, i, heads, hits)
        places = self._fetch({number for hit in hits for number in hit[4]})
        return [
            NameMatch(start, end, prefix, kind, _ranked(places, numbers)) for start, end, prefix, kind, numbers in hits
        ]

    def _remember(self, word: str) -> tuple[Head, ...] | None:
        if len(self._memory) > _REMEMBERED:
            self._memory.clear()
        heads: list[Head] = []
        if word[0].isalnum():
            for reading in analyses(word):
                if reading.prefix.endswith(ARTICLE):
                    continue
                key = word_key(reading.stem)
                bits = self._backend.lengths(key)
                if bits:
                    lengths = tuple(n + 1 for n in range(_LONGEST, -1, -1) if bits >> n & 1)
                    heads.append(Head(reading.prefix, reading.stem, key, lengths))
        answer = tuple(heads) or None
        self._memory[word] = answer
        return answer

    def _names_at(
        self,
        document: Document,
        at: int,
        heads: tuple[Head, ...],
        hits: list[tuple[int, int, str, Kind, tuple[int, ...]]],
    ) -> None:
        found: list[tuple[int, int, str, Kind, tuple[int, ...]]] = []
        latin = not is_arabic(document.words[at])
        if latin and not document.text[document.starts[at]].isupper() and not document.words[at].isdigit():
            return
        start = at - 1 if latin and at and is_article(document.words[at - 1], document.words[at]) else at
        for head in heads:
            path = _path(document, at, head, latin=latin)
            for length in head.lengths:
                if length > len(path):
                    continue
                refs = self._backend.refs(" ".join([key for key, _, _ in path[:length]]))
                if refs is None:
                    continue
                end = path[length - 1][2]
                surface = " ".join([*document.words[start:at], head.stem, *document.words[at + 1 : end]])
                found.extend((start, end, head.prefix, kind, numbers) for kind, numbers in _read_refs(refs, surface))
        found.sort(key=lambda hit: (-hit[1], len(hit[2]), _KINDS.index(hit[3])))
        hits.extend(found)


def _path(document: Document, at: int, head: Head, *, latin: bool) -> list[tuple[str, int, int]]:
    """Keys of the words from a head on, with the token after each: as many as the longest name has."""
    words = document.words
    path = [(head.key, at, at + 1)]
    wanted = head.lengths[0]
    i = at + 1
    while len(path) < wanted and i < len(words) and words[i][0].isalnum():
        following = words[i + 1] if i + 1 < len(words) else ""
        if not (latin and is_article(words[i], following)):
            path.append((word_key(words[i]), i, i + 1))
        i += 1
    return path


def _read_refs(refs: str, surface: str) -> list[tuple[Kind, tuple[int, ...]]]:
    """Split the references of a key by how the written words agree with the name.

    Another romanisation counts only where no name agrees as written.
    """
    groups: dict[Kind, list[int]] = {}
    bare = _without_articles(surface)
    for ref in refs.split(","):
        number, flag, form = split_ref(ref)
        kind: Kind
        if form == surface:
            kind = "name" if flag == "n" else "alias"
        elif is_arabic(surface) or _without_articles(form) == bare:
            kind = "article"
        else:
            kind = "spelling"
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
