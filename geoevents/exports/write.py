"""Which format a file's suffix names, and writing it whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from geoevents.errors import UnknownFormatError
from geoevents.exports.atomic import replacing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from geoevents.model import Event

# Suffix: module, function, and whether the function writes to a stream or needs a path.
_EVENT_WRITERS = {
    ".geojson": ("geojson", "write_events", True),
    ".csv": ("table", "write_events", True),
    ".gpkg": ("geopackage", "write_events", False),
    ".kml": ("kml", "write_events", True),
    ".kmz": ("kml", "write_kmz", False),
    ".parquet": ("parquet", "write_events", False),
    ".fgb": ("flatgeobuf", "write_events", False),
    ".shp.zip": ("shapefile", "write_events", False),
    ".timeline.json": ("timelinejs", "write_events", True),
}
_MENTION_WRITERS = {
    ".geojson": ("geojson", "write_mentions", True),
    ".csv": ("table", "write_mentions", True),
    ".json": ("records", "write_mentions", True),
}
EVENT_FORMATS = tuple(_EVENT_WRITERS)
"""The suffixes that events can be exported to; a format's name is its suffix without the first dot."""
MENTION_FORMATS = tuple(_MENTION_WRITERS)
"""The suffixes that place mentions can be exported to."""


def format_of(name: str, formats: Iterable[str] = EVENT_FORMATS) -> str:
    """Return which of the formats (suffixes) a file name or format name means.

    Raises
    ------
    UnknownFormatError
        None of them.
    """
    known = tuple(formats)
    lowered = name.lower()
    for suffix in sorted(known, key=len, reverse=True):
        if lowered.endswith(suffix) or lowered == suffix[1:]:
            return suffix
    raise UnknownFormatError(f"{name}: unknown format: write one of {' '.join(known)}")


def export_events(events: Iterable[Event], path: str | Path, *, format_name: str | None = None) -> int:
    """Write events to a file in the format that its suffix, or ``format_name``, names, and return how many.

    Raises
    ------
    UnknownFormatError
        No format has that suffix or name.
    OutputError
        The file cannot be written; an older file of that name is left as it was.
    """
    suffix = format_of(format_name or str(path), EVENT_FORMATS)
    return _write(_EVENT_WRITERS[suffix], events, Path(path), suffix)


def export_mentions(rows: Iterable[Mapping[str, Any]], path: str | Path, *, format_name: str | None = None) -> int:
    """Write place mentions (:func:`geoevents.frames.mention_rows`) to a file and return how many.

    Raises
    ------
    UnknownFormatError
        No format has that suffix or name.
    OutputError
        The file cannot be written; an older file of that name is left as it was.
    """
    suffix = format_of(format_name or str(path), MENTION_FORMATS)
    return _write(_MENTION_WRITERS[suffix], rows, Path(path), suffix)


def stream_events(events: Iterable[Event], stream: IO[bytes], format_name: str) -> int:
    """Write events to a binary stream and return how many; formats that need a file are copied from one."""
    suffix = format_of(format_name, EVENT_FORMATS)
    return _stream(_EVENT_WRITERS[suffix], events, stream, suffix)


def stream_mentions(rows: Iterable[Mapping[str, Any]], stream: IO[bytes], format_name: str) -> int:
    """Write place mentions to a binary stream and return how many."""
    suffix = format_of(format_name, MENTION_FORMATS)
    return _stream(_MENTION_WRITERS[suffix], rows, stream, suffix)


def _function(module: str, name: str) -> Callable[..., int]:
    found: Callable[..., int] = getattr(import_module(f"geoevents.exports.{module}"), name)
    return found


def _write(writer: tuple[str, str, bool], items: Iterable[Any], path: Path, suffix: str) -> int:
    module, name, streams = writer
    function = _function(module, name)
    with replacing(path, suffix) as temporary:
        if not streams:
            return function(items, temporary)
        with temporary.open("wb") as stream:
            return function(items, stream)


def _stream(writer: tuple[str, str, bool], items: Iterable[Any], stream: IO[bytes], suffix: str) -> int:
    module, name, streams = writer
    function = _function(module, name)
    if streams:
        return function(items, stream)
    with tempfile.TemporaryDirectory(prefix="geoevents-") as folder:
        path = Path(folder, f"events{suffix}")
        count = function(items, path)
        with path.open("rb") as written:
            shutil.copyfileobj(written, stream)
    return count
