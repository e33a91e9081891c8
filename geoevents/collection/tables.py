"""The tables of a collection: which columns there are and what kind each is, the same in GeoPackage and PostGIS.

Events and reports stand as points (the representative one); lines and areas are kept once each in ``shapes`` and shown
by the views ``event_lines``, ``event_areas``, ``report_lines`` and ``report_areas``, since a layer of a GIS has one
geometry type.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geoevents.model import EVENT_COLUMNS, MENTION_COLUMNS, Event

Kind = Literal[
    "key",
    "text",
    "date",
    "integer",
    "real",
    "boolean",
    "json",
    "point",
    "multipoint",
    "multilinestring",
    "multipolygon",
]
GEOMETRIES = frozenset({"point", "multipoint", "multilinestring", "multipolygon"})
"""The kinds of columns that hold geometries."""

SCHEMA_VERSION = 3
"""Counted up with every change of the tables; older files are brought up to it when they are opened for writing."""
READABLE_VERSION = 2
"""From this version on, what is read stands as it does now: what may not be written is read as it is."""

_KINDS: dict[str, Kind] = {
    "int": "integer",
    "int | None": "integer",
    "float": "real",
    "float | None": "real",
    "bool | None": "boolean",
    "dt.date | None": "date",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: name, kind, and whether rows are looked up by it."""

    name: str
    kind: Kind
    indexed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: name, columns, what it holds, and whether a GIS shows it (as a layer or a table)."""

    name: str
    columns: tuple[Column, ...]
    description: str
    shown: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def has_point(self) -> bool:
        """Whether the table is a layer."""
        return any(column.kind == "point" for column in self.columns)

    def column(self, name: str) -> Column:
        """Return a column by its name."""
        return next(column for column in self.columns if column.name == name)


def _event_columns(*indexed: str) -> tuple[Column, ...]:
    annotations = Event.__annotations__
    return tuple(
        Column(name, "key" if name == "event_id" else _KINDS.get(annotations[name], "text"), name in indexed)
        for name in EVENT_COLUMNS
    )


_MENTION_KINDS: dict[str, Kind] = {
    "text_start": "integer",
    "text_end": "integer",
    "latitude": "real",
    "longitude": "real",
    "coordinate_uncertainty_m": "real",
    "confidence": "real",
    "candidates": "json",
}

ARTICLES = Table(
    "articles",
    (
        Column("article_id", "key"),
        Column("source", "text"),
        Column("url", "text"),
        Column("title", "text"),
        Column("language", "text"),
        Column("published", "date"),
        Column("published_basis", "text"),
        Column("text", "text"),
        Column("content_hash", "text"),
        Column("times", "json"),
    ),
    "articles as they were read, with their time expressions",
)
MENTIONS = Table(
    "mentions",
    (
        Column("geom", "point"),
        Column("source", "text"),
        *(
            Column(name, _MENTION_KINDS.get(name, "text"), name in ("article_id", "place_id"))
            for name in MENTION_COLUMNS
        ),
        Column("cue", "text"),
        Column("place_key", "text"),
        Column("parent_key", "text"),
    ),
    "place mentions with their resolution",
)
REPORTS = Table(
    "reports",
    (
        Column("geom", "point"),
        *_event_columns("article_id", "event_date"),
        Column("shape_key", "text"),
        Column("explanation", "json"),
        Column("cluster_id", "text", indexed=True),
        Column("merged_event_id", "text", indexed=True),
        Column("excluded", "text"),
    ),
    "events as single articles tell them",
)
EVENTS = Table(
    "events",
    (
        Column("geom", "point"),
        *_event_columns("article_id", "event_date"),
        Column("shape_key", "text"),
        Column("explanation", "json"),
        Column("reports", "integer"),
        Column("sources", "json"),
        Column("claims", "json"),
        Column("conflicts", "json"),
        Column("merging", "json"),
    ),
    "events, the reports of each brought together",
)
SHAPES = Table(
    "shapes",
    (
        Column("shape_key", "key"),
        Column("type", "text"),
        Column("multipoint", "multipoint"),
        Column("multilinestring", "multilinestring"),
        Column("multipolygon", "multipolygon"),
    ),
    "lines, areas and scattered points, each once; only the column of its type is filled",
    shown=False,
)
PLACES = Table(
    "places",
    (Column("place_key", "key"), Column("place", "json")),
    "rows of the gazetteer that mentions may mean",
    shown=False,
)
CORRECTIONS = Table(
    "corrections",
    (Column("line", "key"), Column("added", "text")),
    "decisions of a person, in the order in which they were taken; append only",
)
UNMERGED = Table(
    "unmerged", (Column("day", "key"),), "days whose reports are still to be brought together", shown=False
)
ORIGINS = Table(
    "origins",
    (Column("origin", "key"), Column("article_id", "text", indexed=True)),
    "files and addresses of one article each, and which one they hold",
    shown=False,
)

TABLES = (ARTICLES, MENTIONS, REPORTS, EVENTS, SHAPES, PLACES, CORRECTIONS, UNMERGED, ORIGINS)

VIEWS = {
    f"{table.name[:-1]}_{name}": (table, column)
    for table in (EVENTS, REPORTS)
    for name, column in (("lines", "multilinestring"), ("areas", "multipolygon"))
}
"""The views of lines and areas: from which table, and which column of the shapes."""


def view_columns(table: Table) -> tuple[str, ...]:
    """Return the columns of a table that its views of lines and areas show."""
    hidden = ("geom", "shape_key", "explanation")
    return tuple(name for name in table.names if name not in hidden)
