"""KML and KMZ (OGC KML 2.2): a style a category, time spans, every column as typed extended data."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from typing import IO, TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from geoevents.exports.geojson import event_properties, geojson_geometry
from geoevents.frames import BOOLEAN_COLUMNS, FLOAT_COLUMNS, INTEGER_COLUMNS
from geoevents.model import EVENT_COLUMNS
from geoevents.taxonomy import categories

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from geoevents.model import Event, Geometry

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>events</name>\n'
_TAIL = "</Document></kml>\n"
# No folder inside: GDAL finds the types of a KMZ's columns only for what stands in the document itself.
_TYPES = {
    **dict.fromkeys(INTEGER_COLUMNS, "int"),
    **dict.fromkeys(FLOAT_COLUMNS, "double"),
    **dict.fromkeys(BOOLEAN_COLUMNS, "bool"),
}
# XML 1.0 has no place for these, not even escaped.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_events(events: Iterable[Event], stream: IO[bytes]) -> int:
    """Write events as KML and return how many."""
    stream.write(_HEAD.encode())
    for category in categories().values():
        stream.write(_style(category.name, category.colour).encode())
    stream.write(_schema().encode())
    count = 0
    for event in events:
        count += 1
        stream.write(_placemark(event).encode())
    stream.write(_TAIL.encode())
    return count


def write_kmz(events: Iterable[Event], path: Path) -> int:
    """Write events as KMZ, a zip archive with one KML document, and return how many."""
    # Sizes in the entry's own header: some readers know nothing of streamed or zip64 entries.
    with tempfile.TemporaryFile() as buffer:
        count = write_events(events, buffer)
        buffer.seek(0)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("doc.kml", "w") as entry:
            shutil.copyfileobj(buffer, entry)
    return count


def _style(name: str, colour: str) -> str:
    # KML writes colours as alpha, blue, green, red.
    bgr = colour[5:7] + colour[3:5] + colour[1:3]
    icon = "<Icon><href>http://maps.google.com/mapfiles/kml/shapes/placemark_circle.png</href></Icon>"
    return (
        f"<Style id={quoteattr(name)}><IconStyle><color>ff{bgr}</color>{icon}</IconStyle>"
        f"<LineStyle><color>ff{bgr}</color><width>3</width></LineStyle>"
        f"<PolyStyle><color>40{bgr}</color></PolyStyle></Style>\n"
    )


def _schema() -> str:
    fields = "".join(
        f"<SimpleField name={quoteattr(name)} type={quoteattr(_TYPES.get(name, 'string'))}/>" for name in EVENT_COLUMNS
    )
    return f'<Schema name="events" id="events">{fields}</Schema>\n'


def _placemark(event: Event) -> str:
    title = f"{event.category.replace('_', ' ')}: {event.location or event.location_local or '?'}"
    fields = "".join(
        f"<SimpleData name={quoteattr(name)}>{_text(value)}</SimpleData>"
        for name, value in event_properties(event).items()
        if value is not None
    )
    geometry = _geometry(event.geometry) if event.geometry else ""
    return (
        f"<Placemark><name>{_text(title)}</name><description>{_text(event.notes)}</description>{_span(event)}"
        f"<styleUrl>#{_text(event.category)}</styleUrl><ExtendedData>"
        f'<SchemaData schemaUrl="#events">{fields}</SchemaData></ExtendedData>{geometry}</Placemark>\n'
    )


def _span(event: Event) -> str:
    if event.event_date is None:
        return ""
    end = event.end_date or event.event_date
    return f"<TimeSpan><begin>{event.event_date.isoformat()}</begin><end>{end.isoformat()}</end></TimeSpan>"


def _text(value: Any) -> str:  # noqa: ANN401 - a column's value
    if isinstance(value, bool):
        return "1" if value else "0"
    return escape(_FORBIDDEN.sub("", str(value)))


def _geometry(geometry: Geometry) -> str:
    prepared = geojson_geometry(geometry)
    return "".join(_part(prepared))


def _part(geometry: dict[str, Any]) -> Iterator[str]:
    kind = geometry["type"]
    if kind == "GeometryCollection" or kind.startswith("Multi"):
        yield "<MultiGeometry>"
        single = kind.removeprefix("Multi")
        members = geometry.get("coordinates", ())
        for part in geometry.get("geometries") or [{"type": single, "coordinates": member} for member in members]:
            yield from _part(part)
        yield "</MultiGeometry>"
    elif kind == "Polygon":
        yield "<Polygon><tessellate>1</tessellate>"
        for index, ring in enumerate(geometry["coordinates"]):
            side = "innerBoundaryIs" if index else "outerBoundaryIs"
            yield f"<{side}><LinearRing>{_coordinates(ring)}</LinearRing></{side}>"
        yield "</Polygon>"
    elif kind == "LineString":
        yield f"<LineString><tessellate>1</tessellate>{_coordinates(geometry['coordinates'])}</LineString>"
    else:
        yield f"<Point>{_coordinates([geometry['coordinates']])}</Point>"


def _coordinates(points: Iterable[Any]) -> str:
    return f"<coordinates>{' '.join(f'{point[0]},{point[1]}' for point in points)}</coordinates>"
