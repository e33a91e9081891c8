"""Checks on the gazetteer's own data; each finding names the place, the column and what is wrong.

A row whose ``notes`` explain what a check finds odd is passed over where the check says so: a place outside
its governorate's outline, names alike nearby, coordinates that disagree with another table.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from geoevents.errors import GazetteerError
from geoevents.gazetteer.codes import feature_codes
from geoevents.gazetteer.forms import is_arabic, name_key
from geoevents.gazetteer.places import read_rows
from geoevents.gazetteer.records import read_records
from geoevents.gazetteer.shapes import (
    bounds,
    contains,
    distance_to_boundary_km,
    distance_to_path_km,
    geometry_from_geojson,
    lines,
    points,
    polygons,
    ring_faults,
)
from geoevents.geometry import distance_km
from geoevents.language import fold_name
from geoevents.model import HOME
from geoevents.resources import data_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from geoevents.gazetteer.places import Row
    from geoevents.model import Geometry, Place

OUTLINE_KM = 4.0
"""How far a place may lie outside its governorate's outline: Natural Earth's lines are good to some 3 km."""
ALIKE_KM = 5.0
DISAGREE_KM = 3.0
SLIVER = 0.001
"""Part of the smaller governorate that two may share: outlines simplified apart overlap by slivers."""
_IDENTIFIER = re.compile(r"^[a-z]{2}(\.[a-z0-9]+(-[a-z0-9]+)*){1,4}$")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: the check, the place (or file), the column, and the matter in words."""

    check: str
    place_id: str
    column: str
    message: str

    def __str__(self) -> str:
        return f"{self.place_id}, column {self.column}: {self.message} [{self.check}]"


@dataclass(frozen=True, slots=True)
class _Data:
    rows: Sequence[Row]
    by_id: dict[str, Row]
    features: dict[str, dict[str, Any]]
    shapes: dict[str, Geometry]


def validate(folder: Path | None = None) -> list[Finding]:
    """Check a gazetteer folder (the package's own when None) and list what is wrong.

    Raises
    ------
    GazetteerError
        A file cannot be read at all.
    """
    data = _load(folder or data_path("gazetteer"))
    checks = (
        _identifiers, _codes, _names, _inside_governorate, _doubles, _alike, _orphan_shapes, _valid_shapes,
        _overlaps, _junctions, _divisions,
    )  # fmt: skip
    return [finding for check in checks for finding in check(data)]


def _load(folder: Path) -> _Data:
    rows = list(read_rows(folder / "places.csv"))
    features: dict[str, dict[str, Any]] = {}
    for name in ("lines.geojson", "areas.geojson"):
        try:
            found = json.loads((folder / name).read_bytes())["features"]
            features |= {feature["properties"]["place_id"]: feature for feature in found}
        except FileNotFoundError:
            continue
        except (ValueError, KeyError, TypeError) as error:
            raise GazetteerError(f"{name}: not GeoJSON features with a place_id ({error})") from error
    shapes = {place_id: geometry_from_geojson(feature["geometry"]) for place_id, feature in features.items()}
    return _Data(rows, {row.place.place_id: row for row in rows}, features, shapes)


def _identifiers(data: _Data) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    before = ""
    for row in data.rows:
        place_id = row.place.place_id
        if place_id in seen:
            yield Finding("identifier", place_id, "place_id", f"stands in rows {seen[place_id]} and {row.line}")
        if not _IDENTIFIER.match(place_id):
            yield Finding("identifier", place_id, "place_id", "is not <country>.<name> in small letters, digits and -")
        if place_id < before:
            yield Finding("order", place_id, "place_id", "rows are not sorted by place_id")
        seen[place_id] = row.line
        before = place_id


def _codes(data: _Data) -> Iterator[Finding]:
    codes = feature_codes()
    for row in data.rows:
        place = row.place
        known = codes.get(place.feature_code)
        if known is None:
            yield Finding("code", place.place_id, "feature_code", f"{place.feature_code} is not in the vocabulary")
        elif known.feature_class != place.feature_class:
            yield Finding(
                "code", place.place_id, "feature_class", f"{place.feature_code} is of class {known.feature_class}"
            )
        if not row.sources:
            yield Finding("source", place.place_id, "sources", "empty")


def _names(data: _Data) -> Iterator[Finding]:
    for row in data.rows:
        place_id = row.place.place_id
        if row.place.name_local is None:
            yield Finding("names", place_id, "name_ar", "an English name without an Arabic one")
        elif not is_arabic(fold_name(row.place.name_local)[:1] or " "):
            yield Finding("names", place_id, "name_ar", f"{row.place.name_local!r} is not Arabic")
        if is_arabic(fold_name(row.place.name)[:1] or " "):
            yield Finding("names", place_id, "name", "an Arabic name without an English one")
        for name in row.names:
            if not fold_name(name.text):
                yield Finding("names", place_id, "aliases", f"{name.text!r} has no letters")
            elif name.language in ("ar", "en") and (name.language == "ar") != is_arabic(_first_letter(name.text)):
                yield Finding("names", place_id, f"aliases_{name.language}", f"{name.text!r} is in the other script")


def _first_letter(text: str) -> str:
    return next((c for c in fold_name(text) if c.isalpha()), " ")


def _inside_governorate(data: _Data) -> Iterator[Finding]:
    outlines = {
        row.place.admin1: data.shapes[row.place.place_id]
        for row in data.rows
        if row.place.feature_code == "ADM1" and row.place.place_id in data.shapes
    }
    names = {row.place.admin1 for row in data.rows if row.place.feature_code == "ADM1"}
    for row in data.rows:
        place = row.place
        if place.country != HOME or not place.admin1:
            continue
        if place.admin1 not in names:
            yield Finding("governorate", place.place_id, "admin1", f"there is no governorate {place.admin1}")
        outline = outlines.get(place.admin1)
        if outline is None or contains(outline, place.longitude, place.latitude) or row.notes:
            continue
        away = distance_to_boundary_km(outline, place.longitude, place.latitude)
        if away > OUTLINE_KM:
            yield Finding(
                "governorate",
                place.place_id,
                "latitude",
                f"lies {away:.0f} km outside {place.admin1} and notes do not say why",
            )


def _doubles(data: _Data) -> Iterator[Finding]:
    """Two rows of one kind with a main name in common within a kilometre or at the very same spot."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in data.rows:
        for name in row.names:
            if name.main:
                groups.setdefault((row.place.feature_class, name_key(fold_name(name.text))), []).append(row)
    for rows in groups.values():
        for row, other in _pairs(rows):
            away = _apart_km(row.place, other.place)
            if (
                away <= 1.0
                and row.place.feature_code == other.place.feature_code
                and row.place.country == other.place.country
            ):
                yield Finding(
                    "double", row.place.place_id, "name", f"the same name as {other.place.place_id}, {away:.1f} km away"
                )


def _alike(data: _Data) -> Iterator[Finding]:
    """Settlements whose main Arabic names normalise alike within 5 km, with no note on either."""
    groups: dict[str, list[Row]] = {}
    for row in data.rows:
        if row.place.feature_class == "P" and row.place.feature_code != "PPLX" and row.place.name_local:
            groups.setdefault(name_key(fold_name(row.place.name_local)), []).append(row)
    for rows in groups.values():
        for row, other in _pairs(rows):
            away = _apart_km(row.place, other.place)
            if away <= ALIKE_KM and not row.notes and not other.notes:
                yield Finding(
                    "alike",
                    row.place.place_id,
                    "name_ar",
                    f"normalises like {other.place.place_id}, {away:.1f} km away",
                )


def _pairs(rows: Sequence[Row]) -> Iterator[tuple[Row, Row]]:
    unique = list({row.place.place_id: row for row in rows}.values())
    for i, row in enumerate(unique):
        for other in unique[i + 1 :]:
            yield row, other


def _apart_km(place: Place, other: Place) -> float:
    return distance_km(place.latitude, place.longitude, other.latitude, other.longitude)


def _orphan_shapes(data: _Data) -> Iterator[Finding]:
    for place_id, feature in data.features.items():
        if place_id not in data.by_id:
            yield Finding("shape", place_id, "place_id", "a line or area without a row in places.csv")
            continue
        for key in ("accuracy_m", "sources"):
            if not feature["properties"].get(key):
                yield Finding("shape", place_id, key, "the feature does not state it")
        place = data.by_id[place_id].place
        west, south, east, north = bounds(data.shapes[place_id])
        if not (west - 0.05 <= place.longitude <= east + 0.05 and south - 0.05 <= place.latitude <= north + 0.05):
            yield Finding("shape", place_id, "latitude", "the representative point lies outside the shape's box")
        farthest = max(distance_km(place.latitude, place.longitude, y, x) for x, y in points(data.shapes[place_id]))
        if farthest * 1000 > place.extent_m * 1.02 + 500:
            yield Finding(
                "shape", place_id, "extent_m", f"{place.extent_m:.0f} m do not hold the shape ({farthest:.1f} km)"
            )


def _valid_shapes(data: _Data) -> Iterator[Finding]:
    """Rings are closed and cross nothing, holes lie inside, lines have a length."""
    import shapely

    for place_id, geometry in data.shapes.items():
        faults = [f for polygon in polygons(geometry) for ring in polygon for f in ring_faults(ring)]
        yield from (Finding("area", place_id, "geometry", fault) for fault in faults)
        if not faults:
            reason = shapely.is_valid_reason(shapely.geometry.shape(geometry))
            if reason != "Valid Geometry":
                yield Finding("area", place_id, "geometry", f"is not valid: {reason}")


def _overlaps(data: _Data) -> Iterator[Finding]:
    """Governorates lie beside each other."""
    import shapely

    outlines = [
        (row.place.place_id, shapely.make_valid(shapely.geometry.shape(data.shapes[row.place.place_id])))
        for row in data.rows
        if row.place.feature_code == "ADM1" and row.place.place_id in data.shapes
    ]
    for (place_id, shape), (other_id, other) in combinations(outlines, 2):
        shared = shape.intersection(other).area / (min(shape.area, other.area) or 1.0)
        if shared > SLIVER:
            yield Finding("overlap", place_id, "geometry", f"shares {shared:.1%} with {other_id}")


def _junctions(data: _Data) -> Iterator[Finding]:
    """Roads pass their junctions in order, each within its own extent and the line's accuracy."""
    for place_id, feature in data.features.items():
        junctions: Iterable[str] = feature["properties"].get("junctions", ())
        accuracy_km = float(feature["properties"].get("accuracy_m", 0)) / 1000
        for junction in junctions:
            row = data.by_id.get(junction)
            if row is None:
                yield Finding("junction", place_id, "junctions", f"{junction} is no place")
                continue
            away = min(
                distance_to_path_km(path, row.place.longitude, row.place.latitude)
                for path in lines(data.shapes[place_id])
            )
            if away > accuracy_km + row.place.extent_m / 1000:
                yield Finding("junction", place_id, "geometry", f"leaves {junction} by {away:.1f} km")


def _divisions(data: _Data) -> Iterator[Finding]:
    districts = {(row.place.admin1, row.place.admin2) for row in data.rows if row.place.feature_code == "ADM2"}
    for row in data.rows:
        place = row.place
        if place.country == HOME and place.admin2 and (place.admin1, place.admin2) not in districts:
            yield Finding("district", place.place_id, "admin2", f"{place.admin1} has no district {place.admin2}")


_REFERENCE_IDS = {"geonameid": "geonames", "gn_id": "geonames", "wof_id": "wof", "pcode": "ocha2015"}


def read_reference(folder: Path) -> dict[str, tuple[float, float]]:
    """The points of the reference tables in a folder, by the keys that rows name among their sources.

    Taken are CSV files with latitude (``lat``, ``latitude``), longitude (``lon``, ``longitude``) and an identifier of
    GeoNames (``geonameid``, ``gn_id``), Who's On First (``wof_id``) or OCHA (``pcode``).

    Raises
    ------
    GazetteerError
        A table is broken, or none of the folder has such a place.
    """
    found: dict[str, tuple[float, float]] = {}
    for path in sorted(folder.glob("*.csv")):
        for record in read_records(path):
            cells = record.cells
            latitude, longitude = cells.get("lat") or cells.get("latitude"), cells.get("lon") or cells.get("longitude")
            for column, source in _REFERENCE_IDS.items():
                if latitude and longitude and (identifier := cells.get(column, "")):
                    key = f"{source}:{identifier.removesuffix('.0')}"
                    found[key] = _degrees(latitude, longitude, path, record.number)
    if not found:
        raise GazetteerError(f"{folder}: no CSV table in it has latitude, longitude and a known identifier")
    return found


def _degrees(latitude: str, longitude: str, path: Path, row: int) -> tuple[float, float]:
    try:
        return float(latitude), float(longitude)
    except ValueError:
        raise GazetteerError(f"{path}, row {row}: {latitude}, {longitude} are no coordinates") from None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A place of the core that lies elsewhere in a reference table, with the distance in km."""

    place_id: str
    name: str
    reference: str
    distance_km: float
    explained: bool

    def __str__(self) -> str:
        return f"{self.place_id} ({self.name}): {self.distance_km} km from {self.reference}"


def compare(folder: Path | None, reference: dict[str, tuple[float, float]]) -> list[Disagreement]:
    """Compare the core's rows with the reference rows that they name among their sources.

    Parameters
    ----------
    folder
        The gazetteer's folder, the package's own when None.
    reference
        Key of a row's ``sources`` (such as ``ocha2015:C5710``) to (latitude, longitude) in the table.

    Returns
    -------
    list of Disagreement
        Those over 3 km, the farthest first; ``explained`` where the row's notes say something.
    """
    found = []
    for row in read_rows((folder or data_path("gazetteer")) / "places.csv"):
        for source in row.sources:
            if source in reference:
                away = distance_km(row.place.latitude, row.place.longitude, *reference[source])
                if away > DISAGREE_KM:
                    found.append(
                        Disagreement(row.place.place_id, row.place.name, source, round(away, 1), bool(row.notes))
                    )
    return sorted(found, key=lambda d: -d.distance_km)
