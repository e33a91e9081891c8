"""CSV, in UTF-8 with a header: the public columns and the geometry as well-known text.

Values stand as they are, an empty field is an unknown value. Programs that run what begins with ``=`` or ``@``
should import the columns as text: altering the quoted news here would make it another text.
"""

from __future__ import annotations

import csv
import io
from typing import IO, TYPE_CHECKING, Any

from geoevents.exports.geojson import DIGITS, encode, event_properties, geojson_geometry
from geoevents.model import EVENT_COLUMNS, MENTION_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geoevents.model import Event, Geometry


def write_events(events: Iterable[Event], stream: IO[bytes]) -> int:
    """Write events and return how many; the last column, ``geometry``, is well-known text."""
    rows = ([*_cells(event_properties(event).values()), _wkt(event.geometry)] for event in events)
    return _write((*EVENT_COLUMNS, "geometry"), rows, stream)


def write_mentions(rows: Iterable[Mapping[str, Any]], stream: IO[bytes]) -> int:
    """Write place mentions and return how many; the candidates are JSON."""
    lines = (_cells(encode(value) if isinstance(value, list) else value for value in row.values()) for row in rows)
    return _write(MENTION_COLUMNS, lines, stream)


def _write(header: Iterable[str], rows: Iterable[list[Any]], stream: IO[bytes]) -> int:
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    count = 0
    for row in rows:
        count += 1
        writer.writerow(row)
    text.flush()
    text.detach()
    return count


def _cells(values: Iterable[Any]) -> list[Any]:
    return [_CELLS[value] if isinstance(value, bool) else value for value in values]


_CELLS = {True: "true", False: "false"}


def _wkt(geometry: Geometry | None) -> str | None:
    if geometry is None:
        return None
    if geometry.type == "Point":
        x, y = geometry.coordinates
        return f"POINT ({round(x, DIGITS)} {round(y, DIGITS)})"
    return _wkt_of(geojson_geometry(geometry))


def _wkt_of(geometry: Mapping[str, Any]) -> str:
    kind = str(geometry["type"]).upper()
    if "geometries" in geometry:
        return f"{kind} ({', '.join(map(_wkt_of, geometry['geometries']))})"
    body = _wkt_list(geometry["coordinates"])
    return f"{kind} ({body})" if kind == "POINT" else f"{kind} {body}"


def _wkt_list(value: Any) -> str:  # noqa: ANN401 - nested lists of numbers
    if isinstance(value[0], float):
        return " ".join(map(str, value))
    return f"({', '.join(_wkt_list(part) for part in value)})"
