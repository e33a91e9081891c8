"""JSON: a list of objects with the public columns."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from geoevents.exports.geojson import encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def write_mentions(rows: Iterable[Mapping[str, Any]], stream: IO[bytes]) -> int:
    """Write place mentions as one JSON list, an object a line, and return how many."""
    stream.write(b"[")
    count = 0
    for count, row in enumerate(rows, start=1):
        stream.write((",\n" if count > 1 else "\n").encode() + encode(row).encode())
    stream.write(b"\n]\n")
    return count
