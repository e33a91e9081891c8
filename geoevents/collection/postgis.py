"""A collection in PostGIS, through SQLAlchemy and GeoAlchemy2 (the extra ``postgis``): the tables of the GeoPackage.

One process writes at a time: a transaction waits for an advisory lock of the database.
"""

from __future__ import annotations

import datetime as dt
import json
import platform
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from geoevents.collection.blobs import SRS_ID, from_wkb, to_wkb
from geoevents.collection.store import Store
from geoevents.collection.tables import (
    GEOMETRIES,
    ORIGINS,
    READABLE_VERSION,
    SCHEMA_VERSION,
    TABLES,
    VIEWS,
    view_columns,
)
from geoevents.errors import GeoEventsError, InputError, MissingExtraError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import sqlalchemy as sa

    from geoevents.collection.tables import Kind, Table

WAIT_S = 60
"""How long to wait for another process that is writing, in seconds."""
_CONNECT_S = 10
_LOCK = 0x67656F65  # "geoe"
_MOST_AT_ONCE = 1000


class PostGisStore(Store):
    """A collection in the first schema of a database's search path.

    Parameters
    ----------
    address
        ``postgresql://user:password@host/database``.
    create_it
        Make the tables where there are none; else they must be there.
    wait_s
        How long to wait for another process that is writing, in seconds.

    Raises
    ------
    MissingExtraError
        SQLAlchemy, GeoAlchemy2 or psycopg are not installed.
    InputError
        The database holds no collection, or one of another version.
    OutputError
        It cannot be reached or written.
    """

    def __init__(self, address: str, *, create_it: bool = False, wait_s: int = WAIT_S) -> None:
        try:
            import geoalchemy2  # noqa: F401
            import psycopg  # noqa: F401
            import sqlalchemy as sa
        except ImportError as error:
            raise MissingExtraError(f"PostGIS needs {error.name}: pip install 'geoevents[postgis]'") from error
        try:
            url = sa.make_url(address).set(drivername="postgresql+psycopg")
        except sa.exc.ArgumentError as error:
            raise InputError("not an address of a database: write postgresql://user:password@host/database") from error
        # No password in messages.
        self.name = url.render_as_string(hide_password=True).replace("+psycopg", "")
        # Several machines may write to one database, each with files of its own.
        self.host = platform.node()
        self._wait_s = wait_s
        options = f"-c timezone=UTC -c lock_timeout={wait_s * 1000}"
        self._engine = sa.create_engine(url, connect_args={"options": options, "connect_timeout": _CONNECT_S})
        self._active: sa.Connection | None = None
        try:
            self._prepare(create_it=create_it)
        except BaseException:
            self.close()
            raise

    def _prepare(self, *, create_it: bool) -> None:
        version = self._version()
        if version is None and create_it:
            with self.transaction():
                version = self._version()
                if version is None:
                    self._create()
                    version = SCHEMA_VERSION
        if version is None:
            raise InputError(f"{self.name}: no collection of geoevents")
        if version == READABLE_VERSION:
            if not create_it:
                return
            version = self._migrate()
        if version != SCHEMA_VERSION:
            raise InputError(f"{self.name}: made by another geoevents (schema {version}, this one: {SCHEMA_VERSION})")

    def _version(self) -> int | None:
        found = self._query("SELECT to_regclass('geoevents_collection') IS NOT NULL")
        if not next(iter(found))[0]:
            return None
        rows = self._query("SELECT value FROM geoevents_collection WHERE key = 'schema_version'")
        return next((int(row[0]) for row in rows), None)

    def _migrate(self) -> int | None:
        """Add which file holds which article, unless another process has done so meanwhile."""
        import sqlalchemy as sa

        with self.transaction():
            assert self._active is not None
            if self._version() == READABLE_VERSION:
                _define(ORIGINS, sa.MetaData()).create(self._active)
                version = {"value": str(SCHEMA_VERSION)}
                self._active.execute(
                    sa.text("UPDATE geoevents_collection SET value = :value WHERE key = 'schema_version'"), version
                )
            return self._version()

    def _create(self) -> None:
        import sqlalchemy as sa

        assert self._active is not None
        self._active.execute(sa.text("CREATE EXTENSION IF NOT EXISTS postgis"))
        metadata = sa.MetaData()
        for table in TABLES:
            _define(table, metadata)
        sa.Table(
            "geoevents_collection",
            metadata,
            sa.Column("key", sa.Text, primary_key=True),
            sa.Column("value", sa.Text, nullable=False),
        )
        metadata.create_all(self._active)
        for name, (table, kind) in VIEWS.items():
            columns = ", ".join(f"t.{column}" for column in view_columns(table))
            view = (
                f"CREATE VIEW {name} AS SELECT t.fid, s.{kind} AS geom, {columns} FROM {table.name} AS t "  # noqa: S608
                f"JOIN shapes AS s ON s.shape_key = t.shape_key AND s.{kind} IS NOT NULL"
            )
            self._active.execute(sa.text(view))
        version = {"key": "schema_version", "value": str(SCHEMA_VERSION)}
        self._active.execute(sa.text("INSERT INTO geoevents_collection VALUES (:key, :value)"), version)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the only right to write; see :meth:`Store.transaction`."""
        import sqlalchemy as sa

        with self._errors(), self._engine.begin() as connection:
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            self._active = connection
            try:
                yield
            finally:
                self._active = None

    @contextmanager
    def _errors(self) -> Iterator[None]:
        import sqlalchemy as sa

        try:
            yield
        except sa.exc.DBAPIError as error:
            words = str(error.orig).strip().splitlines() or ["no answer"]
            if "lock timeout" in words[0]:
                raise OutputError(
                    f"{self.name}: another process is writing to it (waited {self._wait_s} s): try again later"
                ) from error
            raise OutputError(f"{self.name}: {words[0]}") from error
        except sa.exc.SQLAlchemyError as error:
            raise GeoEventsError(f"{self.name}: {error}") from error

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    def _query(self, statement: str, values: Mapping[str, Any] | None = None) -> Iterable[sa.Row[Any]]:
        import sqlalchemy as sa

        text = sa.text(statement)
        if self._active is not None:
            return self._active.execute(text, dict(values or {})).fetchall()
        with self._errors(), self._engine.connect() as connection:
            return connection.execute(text, dict(values or {})).fetchall()

    def _run(self, statement: str, rows: Iterable[Mapping[str, Any]]) -> None:
        import sqlalchemy as sa

        assert self._active is not None
        text = sa.text(statement)
        iterator = iter(rows)
        while batch := [dict(row) for row in islice(iterator, _MOST_AT_ONCE)]:
            self._active.execute(text, batch)

    def _encode(self, kind: Kind, value: Any) -> Any:  # noqa: ANN401 - psycopg's values
        if value is None:
            return None
        if kind == "date":
            day = value if isinstance(value, dt.date) else dt.date.fromisoformat(value)
            return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
        if kind in GEOMETRIES:
            return to_wkb(value)
        if kind == "json":
            return json.dumps(value, ensure_ascii=False)
        # PostgreSQL holds no zero character in a text.
        return value.replace("\0", "\ufffd") if isinstance(value, str) else value

    def _decode(self, kind: Kind, value: Any) -> Any:  # noqa: ANN401
        if kind == "date" and value is not None:
            return value.astimezone(dt.UTC).date()
        return from_wkb(bytes(value)) if kind in GEOMETRIES else value

    def _among(self, column: str) -> str:
        return f"{column} = ANY(:ids)"

    def _ids(self, ids: Iterable[str]) -> list[str]:
        return list(ids)

    def _place_holder(self, kind: Kind, name: str) -> str:
        if kind in GEOMETRIES:
            return f"ST_GeomFromWKB(CAST(:{name} AS bytea), {SRS_ID})"
        return f"CAST(:{name} AS jsonb)" if kind == "json" else f":{name}"

    def _expression(self, kind: Kind, name: str) -> str:
        return f"ST_AsBinary({name})" if kind in GEOMETRIES else name


def _define(table: Table, metadata: sa.MetaData) -> sa.Table:
    import sqlalchemy as sa

    columns = [
        sa.Column(
            column.name,
            _type(column.kind),
            unique=column.kind == "key",
            nullable=column.kind != "key",
            index=column.indexed or None,
        )
        for column in table.columns
    ]
    fid = sa.Column("fid", sa.BigInteger, sa.Identity(always=False), primary_key=True)
    return sa.Table(table.name, metadata, fid, *columns, comment=table.description)


def _type(kind: Kind) -> Any:  # noqa: ANN401 - a type of SQLAlchemy
    import sqlalchemy as sa
    from geoalchemy2 import Geometry
    from sqlalchemy.dialects.postgresql import JSONB

    return {
        "date": sa.DateTime(timezone=True),
        "integer": sa.BigInteger(),
        "real": sa.Double(),
        "boolean": sa.Boolean(),
        "json": JSONB(),
        "point": Geometry("POINT", SRS_ID),
        "multipoint": Geometry("MULTIPOINT", SRS_ID),
        "multilinestring": Geometry("MULTILINESTRING", SRS_ID),
        "multipolygon": Geometry("MULTIPOLYGON", SRS_ID),
    }.get(kind, sa.Text())
