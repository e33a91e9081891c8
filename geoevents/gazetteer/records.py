"""Reading tables of places whatever their format.

Known are CSV, tab-separated text, GeoJSON, Overpass JSON, SQLite, GeoPackage, FlatGeobuf and shapefile.

Every format becomes the same: records of text cells by column name, with the number of the row for
messages. Features of lines and areas get a point inside; their coordinates have to be WGS 84 degrees, or
the file has to say its projection.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any, NamedTuple

from geoevents.errors import GazetteerError
from geoevents.gazetteer.shapes import contains, geometry_from_geojson, points

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

GEONAMES_COLUMNS = (
    "geonameid",
    "name",
    "asciiname",
    "alternatenames",
    "latitude",
    "longitude",
    "feature_class",
    "feature_code",
    "country_code",
    "cc2",
    "admin1_code",
    "admin2_code",
    "admin3_code",
    "admin4_code",
    "population",
    "elevation",
    "dem",
    "timezone",
    "modification_date",
)
ALTERNATE_COLUMNS = (
    "alternate_id",
    "geonameid",
    "language",
    "name",
    "preferred",
    "short",
    "colloquial",
    "historic",
    "from",
    "to",
)
"""The columns of GeoNames' alternateNamesV2 files."""
_HEADERLESS = {len(columns): columns for columns in (GEONAMES_COLUMNS, ALTERNATE_COLUMNS)}
_VECTOR_SUFFIXES = (".gpkg", ".shp", ".fgb")
_WIDEST_CELL = 1_000_000


class Record(NamedTuple):
    """One row of a file: its number as a reader counts (the first below a header is 2), and its cells."""

    number: int
    cells: dict[str, str]


def read_records(path: Path) -> Iterator[Record]:
    """Read a file's rows.

    Raises
    ------
    GazetteerError
        The file is no table that is known here, is cut off, or has a broken row.
    """
    suffix = path.suffix.lower()
    try:
        if suffix == ".zip":
            yield from _zipped(path)
        elif suffix in _VECTOR_SUFFIXES:
            yield from _vector(str(path), path.name)
        elif suffix in (".db", ".sqlite", ".sqlite3"):
            yield from _whosonfirst_database(path)
        else:
            yield from _text(path.read_bytes(), path.name)
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read: {error.strerror or error}") from error


def _zipped(path: Path) -> Iterator[Record]:
    try:
        with zipfile.ZipFile(path) as archive:
            if (broken := archive.testzip()) is not None:
                raise GazetteerError(f"{path.name}: {broken} in it is damaged; download it again")
            names = [name for name in archive.namelist() if not name.lower().startswith(("readme", "__macosx"))]
            if any(name.lower().endswith(_VECTOR_SUFFIXES) for name in names):
                yield from _vector(f"zip://{path.absolute()}", path.name)
                return
            for name in names:
                if name.lower().endswith((".txt", ".csv", ".tsv", ".json", ".geojson")):
                    yield from _text(archive.read(name), name)
    except (zipfile.BadZipFile, EOFError) as error:
        raise GazetteerError(f"{path.name}: the archive is damaged or cut off; download it again") from error


def _text(content: bytes, name: str) -> Iterator[Record]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{name}: not UTF-8 text (byte {error.start})") from error
    if text.lstrip()[:1] in ("{", "["):
        yield from _json(text, name)
        return
    csv.field_size_limit(_WIDEST_CELL)
    first = text.split("\n", 1)[0]
    columns = _HEADERLESS.get(first.count("\t") + 1)
    if columns and first[:1].isdigit():
        yield from _geonames(text, name, columns)
        return
    delimiter = max(",;\t", key=first.count)
    yield from _delimited(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), name)


def _delimited(reader: Any, name: str) -> Iterator[Record]:  # noqa: ANN401 - csv.reader has no public type
    header: list[str] = []
    try:
        for cells in reader:
            if not header:
                header = [cell.strip() for cell in cells]
                continue
            if not any(cells):
                continue
            if len(cells) != len(header):
                raise GazetteerError(
                    f"{name}, row {reader.line_num}: {len(cells)} cells where the header has {len(header)};"
                    " is the file cut off?"
                )
            yield Record(reader.line_num, dict(zip(header, cells, strict=True)))
    except csv.Error as error:
        raise GazetteerError(f"{name}, row {reader.line_num}: {error}; is the file cut off?") from error


def _geonames(text: str, name: str, columns: tuple[str, ...]) -> Iterator[Record]:
    """GeoNames' files: tab-separated, without header and quoting."""
    for number, line in enumerate(text.split("\n"), 1):
        cells = line.rstrip("\r").split("\t")
        if cells == [""]:
            continue
        if len(cells) != len(columns):
            raise GazetteerError(
                f"{name}, row {number}: {len(cells)} columns where GeoNames' file has {len(columns)};"
                " is the file cut off?"
            )
        yield Record(number, dict(zip(columns, cells, strict=True)))


def _json(text: str, name: str) -> Iterator[Record]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise GazetteerError(f"{name}: not whole JSON ({error}); is the file cut off?") from error
    if isinstance(value, dict) and isinstance(value.get("elements"), list):
        yield from _overpass(value["elements"], name)
    elif isinstance(value, dict) and value.get("type") in ("FeatureCollection", "Feature"):
        yield from _features(value.get("features", [value]), name)
    else:
        raise GazetteerError(f"{name}: neither GeoJSON features nor an Overpass answer")


def _features(features: Iterable[Any], name: str) -> Iterator[Record]:
    for number, feature in enumerate(features, 1):
        try:
            properties = dict(feature["properties"] or {})
            geometry = feature["geometry"]
        except (TypeError, KeyError) as error:
            raise GazetteerError(f"{name}, feature {number}: not a GeoJSON feature ({error} is missing)") from error
        cells = {key: _cell(value) for key, value in properties.items()}
        if "id" in feature:
            cells.setdefault("id", str(feature["id"]))
        if geometry is not None:
            cells["longitude"], cells["latitude"] = _point_of(geometry, f"{name}, feature {number}, column geometry")
        yield Record(number, cells)


def _point_of(geometry: Any, where: str) -> tuple[str, str]:  # noqa: ANN401 - from a file
    """Longitude and latitude of a point inside a GeoJSON geometry."""
    try:
        shape = geometry_from_geojson(geometry)
        vertices = list(points(shape))
        longitude = sum(float(x) for x, _ in vertices) / len(vertices)
        latitude = sum(float(y) for _, y in vertices) / len(vertices)
        if shape.type in ("Polygon", "MultiPolygon") and not contains(shape, longitude, latitude):
            longitude, latitude = vertices[0]
    except (TypeError, KeyError, ValueError, IndexError, ZeroDivisionError) as error:
        raise GazetteerError(f"{where}: the geometry is broken") from error
    return repr(longitude), repr(latitude)


def _overpass(elements: Iterable[Any], name: str) -> Iterator[Record]:
    """An answer of OpenStreetMap's Overpass interface: nodes, and ways and relations with a centre."""
    for number, element in enumerate(elements, 1):
        try:
            tags = element.get("tags")
            spot = element.get("center", element)
            if not tags or "lat" not in spot:
                continue
            cells = {key: str(value) for key, value in tags.items()}
            cells |= {
                "osm_id": f"{element['type'][0]}{element['id']}",
                "latitude": repr(float(spot["lat"])),
                "longitude": repr(float(spot["lon"])),
            }
        except (AttributeError, TypeError, KeyError, ValueError) as error:
            raise GazetteerError(f"{name}, element {number}: not an Overpass element ({error})") from error
        yield Record(number, cells)


def _vector(address: str, name: str) -> Iterator[Record]:
    """GeoPackage, shapefile, FlatGeobuf, through GDAL; reprojected where the file says its projection."""
    import pyogrio
    from geopandas import read_file

    try:
        frame = read_file(address.replace("zip://", "/vsizip/"))
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, ValueError) as error:
        raise GazetteerError(f"{name}: cannot be opened ({error}); is the file cut off?") from error
    if "geometry" not in frame:
        raise GazetteerError(f"{name}: its layer has no geometry")
    if frame.crs is None:
        raise GazetteerError(f"{name}, column geometry: the file does not say its projection (no .prj)")
    frame = frame.to_crs(4326)
    broken = frame.geometry.isna() | frame.geometry.is_empty
    spots = frame.geometry.representative_point()
    columns = [column for column in frame.columns if column != "geometry"]
    for i, values in enumerate(frame[columns].itertuples(index=False, name=None)):
        if broken.iloc[i]:
            raise GazetteerError(f"{name}, row {i + 1}, column geometry: empty")
        cells = {column: _cell(value) for column, value in zip(columns, values, strict=True)}
        cells["longitude"], cells["latitude"] = repr(spots.iloc[i].x), repr(spots.iloc[i].y)
        yield Record(i + 1, cells)


def _whosonfirst_database(path: Path) -> Iterator[Record]:
    """Who's On First's SQLite distribution: one GeoJSON feature a row."""
    import sqlite3

    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        rows = connection.execute("SELECT body FROM geojson ORDER BY id").fetchall()
    except sqlite3.Error as error:
        raise GazetteerError(f"{path.name}: not a database of Who's On First ({error})") from error
    finally:
        connection.close()
    try:
        yield from _features([json.loads(body) for (body,) in rows], path.name)
    except ValueError as error:
        raise GazetteerError(f"{path.name}: a feature in it is broken ({error})") from error


def _cell(value: Any) -> str:  # noqa: ANN401 - from a file
    if value is None or value != value:  # noqa: PLR0124 - not a number
        return ""
    if isinstance(value, list):
        return "|".join(map(str, value))
    return str(value)
