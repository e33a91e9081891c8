"""What a GeoPackage and PostGIS do alike: articles in and out, reports to be merged, events, corrections.

All statements are standard SQL with named parameters; a subclass supplies connections, transactions and the form
that values take in its database.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Self

from geoevents.collection.blobs import as_single
from geoevents.collection.origins import still_holds
from geoevents.collection.rows import Row, Rows, article_of, by_article, event_of, place_keys, reading_of
from geoevents.collection.tables import (
    ARTICLES,
    CORRECTIONS,
    EVENTS,
    MENTIONS,
    ORIGINS,
    PLACES,
    REPORTS,
    SHAPES,
    UNMERGED,
    Table,
)
from geoevents.model import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from geoevents.collection.tables import Kind
    from geoevents.model import Article, Event, Geometry, Reading
    from geoevents.selection import Subject

PAGE = 200
"""Articles that are read at once."""
UNDATED = ""
"""The day of reports without a date."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What came of telling where articles come from.

    ``done`` are the origins whose article is there; ``articles`` the ids of those that nothing holds any more and that
    were taken out, ``reports`` the ids of the events that they told.
    """

    done: frozenset[str]
    articles: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()


class Store(ABC):
    """A collection: articles, place mentions, reports and merged events in a database.

    Every change is one transaction; a store that was closed or killed in the middle of one is as before it.
    """

    name: str
    host = ""
    """The machine whose files are meant, where a collection knows several."""

    @abstractmethod
    def transaction(self) -> AbstractContextManager[None]:
        """Hold the only right to write; all or nothing of what is done within it is kept.

        Raises
        ------
        OutputError
            Another process has been writing for too long, or the database cannot be written.
        """

    @abstractmethod
    def close(self) -> None:
        """Close the connection."""

    @abstractmethod
    def _query(self, statement: str, values: Mapping[str, Any] | None = None) -> Iterable[Sequence[Any]]: ...

    @abstractmethod
    def _run(self, statement: str, rows: Iterable[Mapping[str, Any]]) -> None: ...

    @abstractmethod
    def _encode(self, kind: Kind, value: Any) -> Any: ...  # noqa: ANN401 - whatever the database takes

    @abstractmethod
    def _decode(self, kind: Kind, value: Any) -> Any: ...  # noqa: ANN401

    @abstractmethod
    def _among(self, column: str) -> str:
        """Return a condition that the column is one of the parameter ``ids``."""

    @abstractmethod
    def _ids(self, ids: Iterable[str]) -> Any: ...  # noqa: ANN401

    def _place_holder(self, kind: Kind, name: str) -> str:  # noqa: ARG002 - for subclasses
        return f":{name}"

    def _expression(self, kind: Kind, name: str) -> str:  # noqa: ARG002
        return name

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Articles

    def content_hashes(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Return the content hashes of those articles that are there."""
        statement = f"SELECT article_id, content_hash FROM articles WHERE {self._among('article_id')}"  # noqa: S608
        return {str(row[0]): str(row[1]) for row in self._query(statement, {"ids": self._ids(article_ids)})}

    def add(self, rows: Rows) -> int:
        """Add or replace articles with all that belongs to them, in one transaction, and return how many.

        One that another process has put in meanwhile, with the same content, is passed over.
        """
        with self.transaction():
            return self.put(rows)

    def put(self, rows: Rows) -> int:
        """As :meth:`add`, within a transaction that the caller holds."""
        known = self.content_hashes(row["article_id"] for row in rows.articles)
        new = [row for row in rows.articles if known.get(row["article_id"]) != row["content_hash"]]
        ids = {row["article_id"] for row in new}
        self._forget(ids & set(known))
        self._insert(ARTICLES, new)
        self._insert(PLACES, rows.places.values(), or_keep=True)
        self._insert(SHAPES, rows.shapes.values(), or_keep=True)
        self._insert(MENTIONS, (row for row in rows.mentions if row["article_id"] in ids))
        reports = [row for row in rows.reports if row["article_id"] in ids]
        self._insert(REPORTS, reports)
        self.mark_unmerged({day_of(row) for row in reports})
        return len(new)

    def claimed(self, column: str, values: Iterable[str]) -> dict[str, str]:
        """Return the ids of articles by their origins, chosen by ``origin`` or ``article_id``."""
        chosen = self._among(ORIGINS.column(column).name)
        statement = f"SELECT origin, article_id FROM origins WHERE {chosen}"  # noqa: S608
        return {str(row[0]): str(row[1]) for row in self._query(statement, {"ids": self._ids(values)})}

    def claim(self, claims: Mapping[str, str]) -> Claimed:
        """Note which article each origin holds, and take out the articles that thereby nothing holds any more.

        To be called within a transaction.

        Parameters
        ----------
        claims
            Ids of articles by the keys of :func:`geoevents.collection.origins.origin_key`; those of articles that are
            not there are passed over.
        """
        there = self.content_hashes(set(claims.values()))
        done = {origin: one for origin, one in claims.items() if one in there}
        before = self.claimed("origin", done)
        new = {origin: one for origin, one in done.items() if before.get(origin) != one}
        self._run(f"DELETE FROM origins WHERE {self._among('origin')}", [{"ids": self._ids(new)}])  # noqa: S608
        self._insert(ORIGINS, ({"origin": origin, "article_id": one} for origin, one in new.items()))
        left = {before[origin] for origin in new if origin in before}
        held = {one for origin, one in self.claimed("article_id", left).items() if still_holds(origin, self.host)}
        gone = frozenset(left - held)
        return Claimed(frozenset(done), gone, self._take_out(gone)) if gone else Claimed(frozenset(done))

    def _take_out(self, ids: frozenset[str]) -> frozenset[str]:
        """Take articles out for good, and return the ids of their reports."""
        values = {"ids": self._ids(ids)}
        chosen = self._among("article_id")
        reports = self._query(f"SELECT event_id FROM reports WHERE {chosen}", values)  # noqa: S608
        gone = frozenset(str(row[0]) for row in reports)
        self._forget(ids)
        self._run(f"DELETE FROM origins WHERE {chosen}", [values])  # noqa: S608
        return frozenset(gone)

    def _forget(self, ids: Collection[str]) -> None:
        """Take articles out; the days of their reports, and of all merged with them, are to be merged anew."""
        if not ids:
            return
        values = {"ids": self._ids(ids)}
        chosen = self._among("article_id")
        mates = (
            "SELECT DISTINCT event_date FROM reports WHERE merged_event_id IN "  # noqa: S608
            f"(SELECT merged_event_id FROM reports WHERE {chosen})"
        )
        days = {day_of({"event_date": self._decode("date", row[0])}) for row in self._query(mates, values)}
        own = f"SELECT DISTINCT event_date FROM reports WHERE {chosen}"  # noqa: S608
        days |= {day_of({"event_date": self._decode("date", row[0])}) for row in self._query(own, values)}
        merged = f"SELECT merged_event_id FROM reports WHERE {chosen}"  # noqa: S608
        self._run(f"DELETE FROM events WHERE event_id IN ({merged})", [values])  # noqa: S608
        for table in (ARTICLES, MENTIONS, REPORTS):
            self._run(f"DELETE FROM {table.name} WHERE {chosen}", [values])  # noqa: S608
        self.mark_unmerged(days)

    def count(self, table: Table) -> int:
        """Return how many rows a table has."""
        return int(next(iter(self._query(f"SELECT COUNT(*) FROM {table.name}")))[0])  # noqa: S608

    def article_ids(self) -> list[str]:
        """Return the ids of all articles, by date of publication."""
        order = "published IS NULL, published, article_id"
        return [str(row[0]) for row in self._query(f"SELECT article_id FROM articles ORDER BY {order}")]  # noqa: S608

    def articles(self, ids: Iterable[str]) -> Iterator[Article]:
        """Yield articles by their ids, lazily."""
        for page in _pages(ids):
            found = {row["article_id"]: row for row in self._among_rows(ARTICLES, "article_id", page)}
            yield from (article_of(found[one]) for one in page if one in found)

    def readings(self, *, merged: bool = True) -> Iterator[Reading]:
        """Yield the readings by date of publication, lazily.

        Parameters
        ----------
        merged
            Give each event once, with the article that stands for its reports; else every report with its own.
        """
        table = EVENTS if merged else REPORTS
        for page in _pages(self.article_ids()):
            yield from self._page_of_readings(page, table)

    def _page_of_readings(self, page: Sequence[str], table: Table) -> Iterator[Reading]:
        articles = {row["article_id"]: row for row in self._among_rows(ARTICLES, "article_id", page)}
        mentions = list(self._among_rows(MENTIONS, "article_id", page))
        places = self._places(place_keys(mentions))
        rows = by_article(self._among_rows(table, "article_id", page))
        shapes = self.shapes(row["shape_key"] for found in rows.values() for row in found)
        told = by_article(mentions)
        for one in page:
            if one in articles:
                events = rows.get(one, [])
                if table is EVENTS:
                    events.sort(key=lambda row: (row["text_start"], row["event_id"]))
                chosen = (event_of(row, shapes) for row in events)
                yield reading_of(articles[one], told.get(one, ()), places, chosen)

    def _places(self, keys: Iterable[str]) -> dict[str, Place]:
        return {row["place_key"]: Place(**row["place"]) for row in self._among_rows(PLACES, "place_key", keys)}

    def shapes(self, keys: Iterable[str | None]) -> dict[str, Geometry]:
        """Return lines and areas by their keys."""
        wanted = {key for key in keys if key}
        rows = self._among_rows(SHAPES, "shape_key", wanted) if wanted else ()
        return {row["shape_key"]: as_single(_shape(row), row["type"]) for row in rows}

    def articles_with_place(self, place_ids: Iterable[str]) -> list[str]:
        """Return the ids of the articles with a mention that was taken for one of these places."""
        statement = f"SELECT DISTINCT article_id FROM mentions WHERE {self._among('place_id')} ORDER BY article_id"  # noqa: S608
        return [str(row[0]) for row in self._query(statement, {"ids": self._ids(place_ids)})]

    # Reports and events

    def unmerged_days(self) -> list[str]:
        """Return the days whose reports are still to be brought together, as ISO 8601; :data:`UNDATED` first."""
        return [str(row[0]) for row in self._query("SELECT day FROM unmerged ORDER BY day")]

    def mark_unmerged(self, days: Iterable[str]) -> None:
        """Note days whose reports are to be brought together anew."""
        self._insert(UNMERGED, ({"day": day} for day in sorted(days)), or_keep=True)

    def mark_merged(self, days: Iterable[str]) -> None:
        """Note that the reports of these days are brought together."""
        self._run(f"DELETE FROM unmerged WHERE {self._among('day')}", [{"ids": self._ids(days)}])  # noqa: S608

    def reports(self, column: str, values: Iterable[str]) -> list[tuple[Row, Event]]:
        """Return reports, rows and events, by ``event_id``, ``cluster_id``, ``merged_event_id`` or ``event_date``."""
        rows = list(self._among_rows(REPORTS, column, values))
        shapes = self.shapes(row["shape_key"] for row in rows)
        return [(row, event_of(row, shapes)) for row in rows]

    def report_rows(self, days: Iterable[str]) -> list[Row]:
        """Return the rows of the reports of some days, without their shapes."""
        chosen = set(days)
        rows = list(self._among_rows(REPORTS, "event_date", chosen - {UNDATED}))
        if UNDATED in chosen:
            rows += self._rows(REPORTS, "event_date IS NULL")
        return rows

    def known(self, subjects: frozenset[Subject]) -> frozenset[Subject]:
        """Return those mentions and events that the collection has, each event as one article tells it."""
        articles = {one[0] for one in subjects if not isinstance(one, str)}
        statement = f"SELECT article_id, text_start, text_end FROM mentions WHERE {self._among('article_id')}"  # noqa: S608
        rows = self._query(statement, {"ids": self._ids(articles)})
        mentions = {(str(row[0]), int(row[1]), int(row[2])) for row in rows}
        statement = f"SELECT event_id FROM reports WHERE {self._among('event_id')}"  # noqa: S608
        rows = self._query(statement, {"ids": self._ids(one for one in subjects if isinstance(one, str))})
        return subjects & {*mentions, *(str(row[0]) for row in rows)}

    def set_reports(self, column: str, values: Mapping[str, str | None]) -> None:
        """Set ``cluster_id``, ``merged_event_id`` or ``excluded`` of reports by their ids."""
        statement = f"UPDATE reports SET {REPORTS.column(column).name} = :value WHERE event_id = :event_id"  # noqa: S608
        self._run(statement, ({"value": value, "event_id": one} for one, value in values.items()))

    def excluded_reports(self) -> dict[str, str]:
        """Return the reports that a person took out, and why."""
        return {
            str(row[0]): str(row[1])
            for row in self._query("SELECT event_id, excluded FROM reports WHERE excluded IS NOT NULL")
        }

    def reset_reports(self, event_ids: Iterable[str]) -> None:
        """Take reports out of their events, and note the days of all that stood there with them."""
        ids = {"ids": self._ids(event_ids)}
        merged = f"SELECT merged_event_id FROM reports WHERE {self._among('event_id')}"  # noqa: S608
        own = f"merged_event_id IN ({merged}) OR {self._among('event_id')}"
        rows = self._query(f"SELECT DISTINCT event_date FROM reports WHERE {own}", ids)  # noqa: S608
        self.mark_unmerged({day_of({"event_date": self._decode("date", row[0])}) for row in rows})
        self._run(f"DELETE FROM events WHERE event_id IN ({merged})", [ids])  # noqa: S608
        clear = "UPDATE reports SET cluster_id = NULL, merged_event_id = NULL WHERE "
        self._run(clear + self._among("event_id"), [ids])

    def replace_events(self, old: Iterable[str], rows: Iterable[Row], shapes: Iterable[Row]) -> None:
        """Put merged events in the place of older ones."""
        self._run(f"DELETE FROM events WHERE {self._among('event_id')}", [{"ids": self._ids(old)}])  # noqa: S608
        self._insert(SHAPES, shapes, or_keep=True)
        self._insert(EVENTS, rows)

    # Corrections

    def correction_lines(self) -> list[str]:
        """Return the corrections that the collection keeps, in the order in which they were taken."""
        return [str(row[0]) for row in self._query("SELECT line FROM corrections ORDER BY fid")]

    def add_corrections(self, lines: Iterable[str], added: str) -> None:
        """Append corrections; one that is there already stays once. To be called within a transaction."""
        self._insert(CORRECTIONS, ({"line": line, "added": added} for line in lines), or_keep=True)

    # Statements

    def _insert(self, table: Table, rows: Iterable[Row], *, or_keep: bool = False) -> None:
        columns = table.columns
        holders = ", ".join(self._place_holder(column.kind, column.name) for column in columns)
        statement = f"INSERT INTO {table.name} ({', '.join(table.names)}) VALUES ({holders})"  # noqa: S608
        encode = self._encode
        self._run(
            f"{statement} ON CONFLICT DO NOTHING" if or_keep else statement,
            ({column.name: encode(column.kind, row[column.name]) for column in columns} for row in rows),
        )

    def _rows(self, table: Table, condition: str, values: Mapping[str, Any] | None = None) -> Iterator[Row]:
        columns = table.columns
        chosen = ", ".join(self._expression(column.kind, column.name) for column in columns)
        decode = self._decode
        for row in self._query(f"SELECT {chosen} FROM {table.name} WHERE {condition} ORDER BY fid", values):  # noqa: S608
            yield {
                column.name: None if value is None else decode(column.kind, value)
                for column, value in zip(columns, row, strict=True)
            }

    def _among_rows(self, table: Table, column: str, values: Iterable[str]) -> Iterator[Row]:
        kind = table.column(column).kind
        wanted = [self._encode(kind, value) for value in values] if kind == "date" else list(values)
        yield from self._rows(table, self._among(table.column(column).name), {"ids": self._ids(wanted)})


def _shape(row: Row) -> Geometry:
    shape: Geometry = row["multipolygon"] or row["multilinestring"] or row["multipoint"]
    return shape


def day_of(row: Row) -> str:
    """Return the day by which a report is merged."""
    return row["event_date"].isoformat() if row["event_date"] else UNDATED


def _pages(ids: Iterable[str]) -> Iterator[list[str]]:
    iterator = iter(ids)
    while page := list(islice(iterator, PAGE)):
        yield page
