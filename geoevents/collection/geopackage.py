"""A collection in one GeoPackage, which QGIS opens as it is.

Written by the standard library's SQLite, since every batch of articles is one transaction over several tables. The
journal is SQLite's rollback journal: one file at rest, and one that was killed in the middle of a transaction is
rolled back by whoever opens it next.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sqlite3
from contextlib import contextmanager
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geoevents.collection.blobs import from_blob, to_blob
from geoevents.collection.gpkg_schema import create, migrate, schema_version
from geoevents.collection.store import Store
from geoevents.collection.tables import GEOMETRIES, READABLE_VERSION, SCHEMA_VERSION
from geoevents.errors import InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from geoevents.collection.tables import Kind

WAIT_S = 60.0
"""How long to wait for another process that is writing."""
_MAGIC = b"SQLite format 3\0"
_MOST_AT_ONCE = 5000
_encode_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class GeoPackageStore(Store):
    """A collection in a GeoPackage.

    Parameters
    ----------
    path
        The file.
    create_it
        Make it where there is none; else it must be there.
    wait_s
        How long to wait for another process that is writing, in seconds.

    Raises
    ------
    InputError
        The file is no collection, or was made by a newer version.
    OutputError
        It cannot be made, or another process has been writing for too long.
    """

    def __init__(self, path: str | Path, *, create_it: bool = False, wait_s: float = WAIT_S) -> None:
        self.path = Path(path)
        self.name = str(path)
        new = not self.path.exists() or not self.path.stat().st_size
        if new and not create_it:
            raise InputError(f"{self.name}: no such collection")
        if not new and not is_sqlite(self.path):
            raise InputError(f"{self.name}: no GeoPackage: a collection is written to a new .gpkg file")
        self._wait_s = wait_s
        with self._errors():
            self._connection = self._connect()
        try:
            self._prepare(may_create=create_it)
        except BaseException:
            self.close()
            raise

    def _connect(self) -> sqlite3.Connection:
        if not self.path.parent.is_dir():
            raise OutputError(f"{self.name}: cannot be written: the folder {self.path.parent} does not exist")
        connection = sqlite3.connect(self.path, timeout=self._wait_s, isolation_level=None)
        connection.execute("PRAGMA foreign_keys = OFF")
        # Twenty megabytes of pages, and what is sorted goes to disk: memory stays flat however large the file is.
        connection.execute("PRAGMA cache_size = -20000")
        connection.execute("PRAGMA temp_store = FILE")
        return connection

    def _prepare(self, *, may_create: bool) -> None:
        with self._errors():
            version = schema_version(self._connection)
            empty = not self._connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]
        if version == SCHEMA_VERSION:
            return
        if version is None and not (empty and may_create):
            raise InputError(f"{self.name}: a database, but no collection that geoevents ingest made")
        if version is not None and version > SCHEMA_VERSION:
            raise InputError(
                f"{self.name}: made by a newer geoevents (schema {version}, this one knows {SCHEMA_VERSION})"
            )
        if version is not None and version >= READABLE_VERSION and not may_create and not self._may_write():
            return
        with self.transaction():
            # Another process may have done it meanwhile.
            version = schema_version(self._connection)
            if version is None:
                create(self._connection)
            else:
                migrate(self._connection, version)

    def _may_write(self) -> bool:
        return os.access(self.path, os.W_OK) and os.access(self.path.parent, os.W_OK)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Hold the only right to write; see :meth:`Store.transaction`."""
        with self._errors():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise OutputError(
                    f"{self.name}: another process is writing to it (waited {self._wait_s:g} s): try again later"
                ) from error
            raise OutputError(f"{self.name}: cannot be written: {error}") from error
        except sqlite3.DatabaseError as error:
            raise InputError(f"{self.name}: damaged: {error}") from error

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _query(self, statement: str, values: Mapping[str, Any] | None = None) -> Iterable[tuple[Any, ...]]:
        with self._errors():
            return self._connection.execute(statement, values or {}).fetchall()

    def _run(self, statement: str, rows: Iterable[Mapping[str, Any]]) -> None:
        iterator = iter(rows)
        while batch := list(islice(iterator, _MOST_AT_ONCE)):
            self._connection.executemany(statement, batch)

    def _encode(self, kind: Kind, value: Any) -> Any:  # noqa: ANN401 - SQLite's values
        if value is None:
            return None
        if kind == "date":
            return _date_text(value if isinstance(value, dt.date) else dt.date.fromisoformat(value))
        if kind in GEOMETRIES:
            return to_blob(value)
        return _encode_json(value) if kind == "json" else value

    def _decode(self, kind: Kind, value: Any) -> Any:  # noqa: ANN401
        if value is None:
            return None
        if kind == "date":
            return dt.date.fromisoformat(value[:10])
        if kind in GEOMETRIES:
            return from_blob(value)
        if kind == "json":
            return json.loads(value)
        return bool(value) if kind == "boolean" else value

    def _among(self, column: str) -> str:
        return f"{column} IN (SELECT value FROM json_each(:ids))"  # noqa: S608

    def _ids(self, ids: Iterable[str]) -> str:
        return _encode_json(list(ids))


@cache
def _date_text(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00.000Z"


def is_sqlite(path: Path) -> bool:
    """Tell whether a file is a SQLite database."""
    try:
        with path.open("rb") as stream:
            return stream.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False
