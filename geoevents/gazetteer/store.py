"""The gazetteer's index: one SQLite file, built once from the source files and kept in the cache folder.

A single article asks it a few questions by first word; a batch loads the names into memory. The file's
name carries a fingerprint of the sources, so that a change of any of them builds a new one.
"""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

from geoevents.errors import GazetteerError
from geoevents.gazetteer.layout import FORMAT
from geoevents.resources import cache_dir, fingerprint, forget_older

if TYPE_CHECKING:
    from pathlib import Path

    from geoevents.gazetteer.layout import Sources


def open_index(sources: Sources) -> sqlite3.Connection:
    """Open the index of some sources, building it first where it is not in the cache.

    Raises
    ------
    GazetteerError
        A source cannot be read; file, row and column are named.
    """
    files = sources.files()
    if not files or files[0].name != "places.csv" or files[0].parent != sources.core:
        raise GazetteerError(f"no places.csv in {sources.core}: the gazetteer's data are missing")
    path = cache_dir() / f"gazetteer-{fingerprint(files, FORMAT)}.sqlite"
    if path.exists():
        try:
            return _open_file(path)
        except sqlite3.Error:
            path.unlink(missing_ok=True)
    try:
        return _build_file(path, sources)
    except OSError:
        from geoevents.gazetteer.build import build

        connection = sqlite3.connect(":memory:", check_same_thread=False)
        build(connection, sources)
        return connection


def _open_file(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    connection.execute("SELECT value FROM facts WHERE key = 'complete'").fetchone()[0]
    return connection


def _build_file(path: Path, sources: Sources) -> sqlite3.Connection:
    from geoevents.gazetteer.build import build

    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.stem}-{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    try:
        connection = sqlite3.connect(temporary)
        try:
            build(connection, sources)
        finally:
            connection.close()
        temporary.replace(path)
    except sqlite3.Error as error:
        raise OSError(str(error)) from error
    finally:
        temporary.unlink(missing_ok=True)
    forget_older(path.parent, "gazetteer-*.sqlite")
    return _open_file(path)
