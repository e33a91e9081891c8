"""Further sources of places: added by the user, kept in the user's data folder, listed and removed.

Each source is a folder with ``places.csv`` in the gazetteer's own form and ``source.json`` that says where
it came from and under which licence. A source is made ready beside the others and moved into place whole,
so that a broken file leaves the gazetteer in use as it was.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
import shutil
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from geoevents.errors import GazetteerError
from geoevents.gazetteer.gazetteer import Gazetteer, added_folders
from geoevents.gazetteer.mappings import (
    FIELDS,
    KINDS,
    TABLE,
    SourceMapping,
    detect_kind,
    rows_from_records,
    with_alternate_names,
)
from geoevents.gazetteer.places import COLUMNS, read_rows, write_rows
from geoevents.gazetteer.records import read_records
from geoevents.resources import cache_dir, user_data_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from geoevents.gazetteer.places import Row

ADDRESSES: dict[str, tuple[str, ...]] = {
    "geonames": ("https://download.geonames.org/export/dump/SY.zip",),
    "whosonfirst": ("https://data.geocode.earth/wof/dist/sqlite/whosonfirst-data-admin-sy-latest.db.bz2",),
    "osm": (
        (
            "https://overpass-api.de/api/interpreter?data=%5Bout%3Ajson%5D%5Btimeout%3A600%5D%3Barea%5B%22ISO3166-1%22%3D%22SY"
            "%22%5D%3Bnode%28area%29%5Bplace%5D%5Bname%5D%3Bout%3B"
        ),
    ),
}
"""The official addresses of the sources that have one; OCHA's files are on data.humdata.org, by dataset."""
_KEY = re.compile(r"^[a-z][a-z0-9_-]{0,40}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInfo:
    """What ``gazetteer sources`` tells of a source.

    ``rows`` are the source's places, ``joined`` those of them that are places of the core.
    """

    key: str
    kind: str
    title: str
    licence: str
    origin: str
    rows: int
    joined: int = 0
    sha256: str = ""


def add(
    origin: str,
    *,
    kind: str | None = None,
    key: str | None = None,
    columns: Mapping[str, str] | None = None,
    licence: str | None = None,
    alternate_names: str | None = None,
    progress: Callable[[int, int | None], None] | None = None,
) -> SourceInfo:
    """Add a source from a file, an address, or (by its kind's name) its official address.

    Parameters
    ----------
    origin
        A path, an http(s) address, or one of ``geonames``, ``whosonfirst``, ``osm``.
    kind
        ``geonames``, ``whosonfirst``, ``ocha``, ``osm`` or ``table``; told from the columns when None.
    key
        Name under which it is kept; the kind, or for a table the file's name, when None.
    columns
        Field of :data:`geoevents.gazetteer.mappings.FIELDS` to a column of the file, for a table.
    licence
        The licence of a table.
    alternate_names
        File or address of GeoNames' alternate names, to go with its dump.
    progress
        Called with bytes so far and in all while a file is downloaded.

    Raises
    ------
    GazetteerError
        The file is broken; row and column are named. What was added before stays as it was.
    NetworkError
        An address cannot be fetched.
    """
    path = _fetched(origin, progress)
    chosen, mapping = _mapping(path, kind, columns, licence)
    key = _checked_key(key or (chosen if chosen != "table" else _slug(Path(origin).stem)))
    core = Gazetteer.open()
    alternates = _fetched(alternate_names, progress) if alternate_names else None
    rows = list(_rows(path, chosen, mapping, key, core, alternates))
    folder = sources_dir() / key
    info = SourceInfo(
        key=key,
        kind=chosen,
        title=mapping.title or path.name,
        licence=mapping.licence or "not stated",
        origin=origin,
        rows=len(rows),
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )
    return _install(folder, rows, info)


def remove(key: str) -> SourceInfo:
    """Remove an added source and tell what it was."""
    for info in installed():
        if info.key == key:
            shutil.rmtree(sources_dir() / key)
            return info
    keys = ", ".join(info.key for info in installed()) or "none"
    raise GazetteerError(f"no source {key!r} was added; added are: {keys}")


def installed() -> list[SourceInfo]:
    """The sources that the user has added."""
    found = []
    for folder in added_folders():
        try:
            values = json.loads((folder / "source.json").read_text(encoding="utf-8"))
            found.append(SourceInfo(**values))
        except (OSError, ValueError, TypeError) as error:
            raise GazetteerError(f"{folder / 'source.json'} is broken ({error}); remove the folder {folder}") from error
    return found


def sources_dir() -> Path:
    """The folder that holds the added sources."""
    return user_data_dir() / "gazetteer"


def open_with(paths: Sequence[Path]) -> Gazetteer:
    """The default gazetteer with some files on top that are used for this run and not kept.

    A file may be any that :func:`add` takes. It is made ready in the cache folder, once for each content.
    """
    folders = []
    for path in paths:
        content = hashlib.sha256(path.read_bytes() if path.is_file() else b"").hexdigest()[:16]
        folder = cache_dir() / "sources" / f"{_slug(path.stem)}-{content}"
        if not (folder / "places.csv").exists():
            kind, mapping = _mapping(path, None, None, None)
            key = _slug(path.stem)
            rows = list(_rows(path, kind, mapping, key, Gazetteer.open()))
            info = SourceInfo(
                key=key, kind=kind, title=path.name, licence="not stated", origin=str(path), rows=len(rows)
            )
            _install(folder, rows, info)
        folders.append(folder)
    return Gazetteer.open([*added_folders(), *folders])


def _fetched(origin: str, progress: Callable[[int, int | None], None] | None) -> Path:
    address = ADDRESSES[origin][0] if origin in ADDRESSES and not Path(origin).exists() else origin
    if address.startswith(("http://", "https://")):
        from geoevents.gazetteer.download import download

        return download(address, cache_dir() / "downloads", progress)
    path = Path(address)
    if not path.is_file():
        known = ", ".join(ADDRESSES)
        raise GazetteerError(f"{origin}: no such file; give a file, an address, or one of {known}")
    return path


def _mapping(
    path: Path, kind: str | None, columns: Mapping[str, str] | None, licence: str | None
) -> tuple[str, SourceMapping]:
    if kind not in (None, "table", *KINDS):
        raise GazetteerError(f"unknown kind of source {kind!r}; known are {', '.join(KINDS)} and table")
    if columns:
        if unknown := [name for name in columns if name not in FIELDS]:
            raise GazetteerError(f"unknown field {unknown[0]!r} in the column mapping; fields are {', '.join(FIELDS)}")
        given = {**TABLE.columns, **{name: (column,) for name, column in columns.items()}}
        return "table", replace(TABLE, columns=given, licence=licence or "", title=path.name)
    if kind is None:
        first = next(iter(read_records(path)), None)
        if first is None:
            raise GazetteerError(f"{path.name}: no rows in it")
        kind = detect_kind(first.cells)
    return kind, KINDS.get(kind) or replace(TABLE, licence=licence or "", title=path.name)


def _rows(
    path: Path, kind: str, mapping: SourceMapping, key: str, core: Gazetteer, alternates: Path | None = None
) -> Iterator[Row]:
    records = read_records(path)
    if alternates is not None:
        if kind != "geonames":
            raise GazetteerError("alternate names go with GeoNames' dump only")
        records = with_alternate_names(records, read_records(alternates), alternates.name)
    first = next(records, None)
    if first is not None and kind == "table" and set(COLUMNS) <= set(first.cells):
        yield from read_rows(path, source=key)
        return

    def divide(latitude: float, longitude: float) -> tuple[str | None, str | None]:
        district = core.admin2_of(latitude, longitude)
        governorate = district or core.admin1_of(latitude, longitude)
        return (governorate.admin1 if governorate else None, district.admin2 if district else None)

    whole = itertools.chain([first] if first is not None else [], records)
    yield from rows_from_records(whole, mapping, key, path.name, divide)


def _install(folder: Path, rows: Sequence[Row], info: SourceInfo) -> SourceInfo:
    """Write a source beside its place, try the gazetteer with it, and move it into place."""
    temporary = folder.with_name(f".{folder.name}.new")
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(temporary, ignore_errors=True)
    try:
        temporary.mkdir(parents=True)
        write_rows(temporary / "places.csv", rows)
        joined = len(rows) - sum(1 for _ in Gazetteer.open([temporary]).of_source(temporary.name))
        info = replace(info, joined=joined)
        (temporary / "source.json").write_text(json.dumps(asdict(info), ensure_ascii=False, indent=1), encoding="utf-8")
        shutil.rmtree(old, ignore_errors=True)
        if folder.exists():
            folder.rename(old)
        temporary.rename(folder)
    except OSError as error:
        raise GazetteerError(f"{folder}: cannot be written: {error.strerror or error}") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)
    return info


def _checked_key(key: str) -> str:
    if not _KEY.match(key) or key == "core":
        raise GazetteerError(f"{key!r} cannot name a source: small letters, digits, - and _ only, not 'core'")
    return key


def _slug(text: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:40]
    return slug if slug[:1].isalpha() else f"source-{slug}".rstrip("-")
