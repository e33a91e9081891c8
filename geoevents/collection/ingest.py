"""Articles into a collection: only what is new or changed is read, a batch of articles a transaction."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from geoevents import __version__
from geoevents.collection.corrections import Corrections
from geoevents.collection.merging import merge_collection
from geoevents.collection.origins import origin_key
from geoevents.collection.rows import Rows
from geoevents.errors import InputError
from geoevents.resources import data_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geoevents.collection.store import Store
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Article, Reading
    from geoevents.selection import Subject

BATCH = 100
"""Articles of one transaction: what is lost at most when a run is killed."""
_CLAIMS = 1000
"""Origins of one transaction, where nothing else is new."""


@cache
def reader_stamp(sources: tuple[Path, ...]) -> str:
    """Return a hash of all that decides on how an article is read: version, vocabulary and gazetteer."""
    digest = hashlib.sha256(__version__.encode())
    own = [
        data_path("taxonomy.toml"),
        *sorted(data_path("lexicon").rglob("*.toml")),
        *sorted(data_path().glob("*.toml")),
    ]
    for path in (*own, *sources):
        digest.update(b"\0" + path.read_bytes())
    return digest.hexdigest()


class Ingest:
    """One run of reading articles into a collection.

    Parameters
    ----------
    store
        The collection.
    gazetteer
        What places are looked up in; its files are part of the content hash.
    corrections
        Those of the collection and of this run.
    """

    def __init__(self, store: Store, gazetteer: Gazetteer, corrections: Corrections | None = None) -> None:
        self.store = store
        self._stamp = reader_stamp(tuple(gazetteer.sources.files()))
        self._corrections = corrections or Corrections()
        self._rows = Rows()
        self.written = self.unchanged = 0
        self.replaced: set[str] = set()
        """The ids of the articles that edited files no longer hold, and that were taken out."""
        self._gone: set[str] = set()
        self._claims: dict[str, str] = {}
        self._most_claims = _CLAIMS
        # On disk as soon as it grows: what has been seen in this run, so that one id does not stand for two texts.
        self._seen = sqlite3.connect("", isolation_level=None)
        self._seen.execute("CREATE TABLE seen (article_id TEXT PRIMARY KEY, content_hash TEXT) WITHOUT ROWID")
        self._seen.execute("BEGIN")

    def wants(self, article: Article, *, again: bool = False) -> bool:
        """Tell whether an article is new or changed.

        Parameters
        ----------
        article
            As it was read.
        again
            It was taken out of the collection itself: that tells nothing of where it comes from.

        Raises
        ------
        InputError
            Another text of this run has the same id.
        """
        content = self.content_hash(article)
        row = self._seen.execute("SELECT content_hash FROM seen WHERE article_id = ?", (article.article_id,)).fetchone()
        if row is not None and row[0] != content:
            raise InputError(f"id {article.article_id}: stands for two different articles: the first one is kept")
        if not again:
            self._claim(article)
        if row is not None:
            return False
        self._seen.execute("INSERT INTO seen VALUES (?, ?)", (article.article_id, content))
        if self.store.content_hashes([article.article_id]).get(article.article_id) == content:
            self.unchanged += 1
            return False
        return True

    def _claim(self, article: Article) -> None:
        """Note what holds an article; it is written with the article, or with what is written next."""
        key = origin_key(article, self.store.host)
        if key is None:
            return
        if self.store.claimed("origin", [key]).get(key) == article.article_id:
            self._claims.pop(key, None)
            return
        self._claims[key] = article.article_id
        if len(self._claims) >= self._most_claims:
            self.flush()
            # Those that are left belong to articles that are being read.
            self._most_claims = len(self._claims) + _CLAIMS

    def content_hash(self, article: Article) -> str:
        """Return a hash of the article, of how it is read, and of the corrections that concern its reading."""
        published = article.published and article.published.isoformat()
        parts = [article.text, article.title, article.language, published, article.published_basis, article.source]
        parts += [article.url, self._stamp, self._corrections.of_article(article.article_id)]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]

    def add(self, reading: Reading) -> None:
        """Add a reading; it is written with its batch."""
        wrong = {one: reason for one, reason in self._corrections.wrong.items() if reason}
        self._rows.add(reading, self.content_hash(reading.article), wrong)
        if len(self._rows.articles) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what has been added so far."""
        rows, self._rows = self._rows, Rows()
        if not rows.articles and not self._claims:
            return
        with self.store.transaction():
            written = self.store.put(rows)
            claimed = self.store.claim(self._claims)
        self.written += written
        self.replaced = {*self.replaced.difference(row["article_id"] for row in rows.articles), *claimed.articles}
        self._gone |= claimed.articles | claimed.reports
        self._claims = {key: one for key, one in self._claims.items() if key not in claimed.done}

    def lapsed(self) -> frozenset[Subject]:
        """Return what corrections name of the articles that edited files no longer hold."""
        named = self._corrections.subjects() if self._gone else ()
        lapsed = frozenset(one for one in named if (one if isinstance(one, str) else one[0]) in self._gone)
        return lapsed - self.store.known(lapsed)

    def merge(self) -> int:
        """Bring the reports of all that is new together, and return how many events were written."""
        self.flush()
        return merge_collection(self.store, self._corrections.decisions())

    def outdated(self) -> Iterator[Article]:
        """Yield the articles of the collection whose reading corrections of mentions or places concern."""
        ids = set(self._corrections.mentions)
        if self._corrections.coordinates:
            ids.update(self.store.articles_with_place(self._corrections.coordinates))
        for article in self.store.articles(sorted(ids)):
            seen = self._seen.execute("SELECT 1 FROM seen WHERE article_id = ?", (article.article_id,)).fetchone()
            if seen is None:
                yield article

    def keep_corrections(self, added: str) -> None:
        """Keep the corrections in the collection, and note for merging the reports that they concern.

        Parameters
        ----------
        added
            When, as ISO 8601.
        """
        store, corrections = self.store, self._corrections
        with store.transaction():
            known = Corrections().add(store.correction_lines(), store.name)
            store.add_corrections(corrections.lines, added)
            excluded = store.excluded_reports()
            wanted = {one: reason for one, reason in corrections.wrong.items() if reason}
            changed = {one: wanted.get(one) for one in {*excluded, *wanted} if excluded.get(one) != wanted.get(one)}
            pairs = [pair for pair, one in corrections.together.items() if known.together.get(pair) != one]
            if changed or pairs:
                store.set_reports("excluded", changed)
                store.reset_reports({*changed, *chain.from_iterable(pairs)})

    def close(self) -> None:
        """Forget what was seen."""
        self._seen.close()
