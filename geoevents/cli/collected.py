"""Collections among the inputs: project files and PostGIS databases, and the corrections that the options name."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from geoevents.cli.options import UsageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator

    from geoevents.collection.corrections import Corrections
    from geoevents.collection.store import Store
    from geoevents.model import Article, Reading
    from geoevents.selection import Subject
    from geoevents.stages import Stages

Made = TypeVar("Made")
_DATABASES = ("postgresql://", "postgres://", "postgresql+psycopg://")
_MOST_NAMED = 5
_SQLITE = b"SQLite format 3\0"
_PASSWORD = re.compile(r"(://[^:/@]*):.*@")


def is_collection(name: str) -> bool:
    """Tell whether an input is a project file or a database, and not articles."""
    if name.startswith(_DATABASES):
        return True
    try:
        path = Path(name)
        if not path.is_file():
            return False
        with path.open("rb") as stream:
            return stream.read(len(_SQLITE)) == _SQLITE
    except (OSError, ValueError):
        return False


def shown(name: str) -> str:
    """Return an input's name as messages and files may hold it: without a password."""
    return _PASSWORD.sub(r"\1:***@", name) if name.startswith(_DATABASES) else name


def open_collection(name: str, *, create: bool = False) -> Store:
    """Open a project file or a database.

    Raises
    ------
    InputError
        It is no collection.
    OutputError
        It cannot be made.
    UsageError
        The name is neither a GeoPackage's nor a database's.
    """
    if name.startswith(_DATABASES):
        from geoevents.collection.postgis import PostGisStore

        return PostGisStore(name, create_it=create)
    if not name.lower().endswith(".gpkg") and not is_collection(name):
        raise UsageError(f"--to {name}: give a project file (.gpkg) or a database (postgresql://...)")
    from geoevents.collection.geopackage import GeoPackageStore

    return GeoPackageStore(name, create_it=create)


def collected_outcomes(
    names: Iterable[str],
    function: Callable[[Reading], Made],
    corrections: Corrections | None,
    *,
    merged: bool,
    note: Callable[[str], None],
) -> Iterator[tuple[Article, Made]]:
    """Yield what a function makes of the readings of collections, each with its article.

    Where reports are not brought together yet, because an ingest was interrupted or goes on, ``note`` is told.

    Raises
    ------
    UsageError
        There are corrections that the collection may not have yet.
    """
    for name in names:
        if corrections is not None:
            to = f"geoevents ingest {shown(name)} --to {shown(name)} --corrections FILE"
            raise UsageError(f"--corrections: a collection keeps its own: {to} takes them in")
        with open_collection(name) as store:
            if merged and store.unmerged_days():
                note(
                    f"{shown(name)}: an ingest was interrupted or goes on: new reports are not among the events yet"
                    " (run geoevents ingest again, or add --reports)"
                )
            for reading in store.readings(merged=merged):
                yield reading.article, function(reading)


def articles_of(name: str) -> Iterator[Article]:
    """Yield the articles of a collection, to be read anew."""
    with open_collection(name) as store:
        yield from store.articles(store.article_ids())


def corrections_of(options: argparse.Namespace) -> Corrections | None:
    """Return the corrections that the options name; ``None`` where they name none."""
    if options.corrections is None:
        return None
    from geoevents.collection.corrections import read_corrections

    return read_corrections(options.corrections)


def named(subjects: Iterable[Subject]) -> str:
    """Return in words what corrections name, the first few of it."""
    from geoevents.cli.table import printable

    words = sorted(
        f"event {one}" if isinstance(one, str) else f"mention {one[1]}-{one[2]} of article {one[0]}" for one in subjects
    )
    more = f" and {len(words) - _MOST_NAMED} more" if len(words) > _MOST_NAMED else ""
    return printable(" ".join(f"{', '.join(words[:_MOST_NAMED])}{more}".split()))


def not_read(subjects: Iterable[Subject]) -> str:
    """Return the note on corrections that name what none of the articles has."""
    return f"corrections: not in what was read: {named(subjects)}"


def is_same(name: str, store: Store) -> bool:
    """Tell whether an input is this collection."""
    with open_collection(name) as other:
        if other.name == store.name:
            return True
    return Path(name).exists() and Path(store.name).exists() and Path(name).samefile(store.name)


def stages_of(reader: str | None, corrections: Corrections | None) -> Stages | str | None:
    """Return what articles are read with: the stages that the user names, then a person's decisions."""
    reviser = corrections.reviser() if corrections else None
    if reviser is None:
        return reader
    from geoevents.stages import as_stages

    return replace(as_stages(reader), reviser=reviser)
