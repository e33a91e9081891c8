"""From the columns of public place tables to rows of the gazetteer.

A mapping says, for each thing that a row needs, which columns may hold it; the first one that a file has
counts. The mappings of GeoNames, Who's On First, OCHA and OpenStreetMap are here; a user gives others.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geoevents.errors import GazetteerError
from geoevents.gazetteer.codes import feature_codes
from geoevents.gazetteer.forms import is_arabic
from geoevents.gazetteer.places import Name, Row, number
from geoevents.gazetteer.records import Record
from geoevents.language import fold_name
from geoevents.model import HOME, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    Divide = Callable[[float, float], tuple[str | None, str | None]]

FIELDS = (
    "id", "name", "name_ar", "names_en", "names_ar", "names_other", "feature_code", "feature_class", "country",
    "latitude", "longitude", "population", "dropped",
)  # fmt: skip
"""What a mapping may name. ``latitude``, ``longitude`` and one of ``name`` and ``name_ar`` are needed."""


@dataclass(frozen=True, slots=True)
class SourceMapping:
    """How one kind of source is read.

    Attributes
    ----------
    columns
        Field of :data:`FIELDS` to the columns that may hold it.
    codes
        What the column ``feature_code`` holds to our feature codes; other values are used as they stand.
    only
        Rows with other codes than these are passed over; empty keeps all.
    title, licence
        Told by ``gazetteer sources``.
    """

    columns: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    licence: str = ""
    known_codes_only: bool = True


_OSM_CODES = {
    "city": "PPLA", "town": "PPL", "village": "PPL", "hamlet": "PPLL", "isolated_dwelling": "PPLL", "suburb": "PPLX",
    "neighbourhood": "PPLX", "quarter": "PPLX", "peak": "MT", "hill": "HLL", "ridge": "RDGE", "aerodrome": "AIRP",
    "military": "MILB", "dam": "DAM", "border_control": "CSTM", "hospital": "HSP", "locality": "AREA", "farm": "FRM",
}  # fmt: skip
KINDS: dict[str, SourceMapping] = {
    "geonames": SourceMapping(
        {
            "id": ("geonameid",),
            "name": ("asciiname", "name"),
            "name_ar": ("alternate_ar",),
            "names_other": ("alternatenames", "alternate_other"),
            "names_en": ("name", "alternate_en"),
            "feature_code": ("feature_code",),
            "feature_class": ("feature_class",),
            "country": ("country_code",),
            "latitude": ("latitude",),
            "longitude": ("longitude",),
            "population": ("population",),
        },
        {"PPLA4": "PPL", "HMSD": "PPLL"},
        "GeoNames",
        "CC BY 4.0",
    ),
    "whosonfirst": SourceMapping(
        {
            "id": ("wof:id", "wof_id", "id"),
            "name": ("name:eng_x_preferred", "names_en", "wof:name", "name"),
            "name_ar": ("name:ara_x_preferred", "names_ar"),
            "names_en": ("name:eng_x_variant", "names_en", "name"),
            "names_ar": ("name:ara_x_variant", "names_ar"),
            "names_other": ("names_und", "name:und_x_variant", "name:kur_x_preferred", "name:tur_x_preferred"),
            "feature_code": ("wof:placetype", "placetype"),
            "country": ("wof:country", "country"),
            "latitude": ("lbl:latitude", "geom:latitude", "lat", "latitude"),
            "longitude": ("lbl:longitude", "geom:longitude", "lon", "longitude"),
            "population": ("wof:population", "gn_population"),
            "dropped": ("deprecated", "edtf:deprecated"),
        },
        {"locality": "PPL", "neighbourhood": "PPLX", "borough": "PPLX", "campus": "AIRP"},
        "Who's On First",
        "Who's On First licence (attribution); parts CC BY 4.0 (GeoNames)",
    ),
    "ocha": SourceMapping(
        {
            "id": ("PCODE", "pcode", "ADM4_PCODE", "ADM3_PCODE", "admin4Pcode", "LOC_PCODE"),
            "name": ("NAME_EN", "name_en", "ADM4_EN", "ADM3_EN", "admin4Name_en", "featureName_en"),
            "name_ar": ("NAME_AR", "NAME_ARA", "name_ar", "ADM4_AR", "ADM3_AR", "admin4Name_ar", "featureName_ar"),
            "names_en": ("NAM_EN_REF", "name_en_ref", "ADM4_REF", "admin4RefName_en"),
            "latitude": ("latitude", "geom_lat", "lat", "Latitude", "LATITUDE"),
            "longitude": ("longitude", "geom_lon", "lon", "Longitude", "LONGITUDE"),
            "population": ("population",),
        },
        {},
        "OCHA Common Operational Datasets",
        "CC BY 3.0 IGO",
    ),
    "osm": SourceMapping(
        {
            "id": ("osm_id", "@id", "id"),
            "name": ("name:en", "int_name", "name"),
            "name_ar": ("name:ar", "name"),
            "names_en": ("alt_name:en", "old_name:en"),
            "names_ar": ("alt_name:ar", "old_name:ar", "alt_name"),
            "names_other": ("name:ku", "name:tr"),
            "feature_code": ("place", "natural", "aeroway", "military", "waterway", "barrier", "amenity", "fclass"),
            "latitude": ("latitude",),
            "longitude": ("longitude",),
            "population": ("population",),
        },
        _OSM_CODES,
        "OpenStreetMap",
        "ODbL 1.0, © OpenStreetMap contributors",
    ),
}  # fmt: skip
TABLE = SourceMapping(
    {name: (name,) for name in FIELDS}
    | {"names_en": ("names_en", "aliases_en"), "names_ar": ("names_ar", "aliases_ar")}
    | {"latitude": ("latitude", "lat"), "longitude": ("longitude", "lon", "lng")},
    known_codes_only=False,
)
"""The mapping of a table whose columns are called as ours are, or nearly so."""
_DIVIDED = re.compile(r"\s*[|;]\s*")
_MULTIPLE_NAMES = re.compile(r"\s*[|;_]\s*")
_JOINED_WITH_COMMAS = "alternatenames"


def detect_kind(columns: Iterable[str]) -> str:
    """Guess from its columns which kind of source a file is; ``table`` where none of the known ones."""
    have = set(columns)
    if {"geonameid", "alternatenames"} <= have:
        return "geonames"
    if "wof_id" in have or "wof:id" in have:
        return "whosonfirst"
    if have & set(KINDS["ocha"].columns["id"]):
        return "ocha"
    if "osm_id" in have or "@id" in have:
        return "osm"
    return "table"


def with_alternate_names(records: Iterable[Record], alternates: Iterable[Record], file: str) -> Iterator[Record]:
    """Join GeoNames' alternate names, which carry their language, to the rows of its dump.

    Names that are links, postcodes or airport codes are left out; colloquial ones are kept. ``file`` names the
    alternates in errors.
    """
    names: dict[str, dict[str, list[str]]] = {}
    for row, cells in alternates:
        if "preferred" not in cells:
            raise GazetteerError(f"{file}, row {row}: not a row of GeoNames' alternate names")
        language = cells["language"]
        if len(language) not in (0, 2, 3):
            continue
        group = {"ar": "alternate_ar", "en": "alternate_en"}.get(language, "alternate_other")
        known = names.setdefault(cells["geonameid"], {}).setdefault(group, [])
        if cells["preferred"]:
            known.insert(0, cells["name"])
        else:
            known.append(cells["name"])
    for row, cells in records:
        extra = {group: "|".join(found) for group, found in names.get(cells["geonameid"], {}).items()}
        yield Record(row, {**cells, **extra})


def rows_from_records(
    records: Iterable[Record], mapping: SourceMapping, key: str, file: str, divide: Divide
) -> Iterator[Row]:
    """Turn a source's records into rows.

    Parameters
    ----------
    records
        The file's rows.
    mapping
        Which columns hold what.
    key
        The source's key: it begins the places' identifiers.
    file
        The file's name for messages.
    divide
        Gives governorate and district of (latitude, longitude).

    Raises
    ------
    GazetteerError
        A needed column is missing, a cell cannot be read, or an identifier stands twice; the row is named.
    """
    seen: dict[str, int] = {}
    checked = False
    for record in records:
        if not checked:
            _check_columns(record.cells, mapping, file)
            checked = True
        row = _row(record, mapping, key, f"{file}, row {record.number}", divide)
        if row is None:
            continue
        first = seen.setdefault(row.place.place_id, record.number)
        if first != record.number:
            raise GazetteerError(
                f"{file}, row {record.number}, column {_column(record.cells, mapping, 'id')}:"
                f" {row.place.place_id.split(':', 1)[1]} stands in row {first} already"
            )
        yield row
    if not seen:
        raise GazetteerError(f"{file}: no places in it")


def _check_columns(cells: Mapping[str, str], mapping: SourceMapping, file: str) -> None:
    for needed in (("latitude",), ("longitude",), ("name", "name_ar")):
        if not any(_column(cells, mapping, name) for name in needed):
            wanted = [c for name in needed for c in mapping.columns.get(name, ())] or list(needed)
            there = ", ".join(cells) or "none"
            raise GazetteerError(
                f"{file}: no column for {needed[0]}; looked for {', '.join(wanted)} (there are: {there}):"
                f" geoevents gazetteer add takes --columns {needed[0]}=COLUMN"
            )


def _column(cells: Mapping[str, str], mapping: SourceMapping, name: str) -> str | None:
    return next((column for column in mapping.columns.get(name, ()) if column in cells), None)


def _value(cells: Mapping[str, str], mapping: SourceMapping, name: str) -> str:
    """The first filled cell among a field's columns."""
    return next(
        (cells[column].strip() for column in mapping.columns.get(name, ()) if cells.get(column, "").strip()), ""
    )


def _row(record: Record, mapping: SourceMapping, key: str, where: str, divide: Divide) -> Row | None:
    cells = record.cells
    code = _feature_code(cells, mapping)
    names = _names(cells, mapping)
    if code is None or not names or _value(cells, mapping, "dropped") not in ("", "0", "uuuu", "u", "-1"):
        return None
    latitude = _coordinate(cells, mapping, "latitude", where, 90)
    longitude = _coordinate(cells, mapping, "longitude", where, 180)
    admin1, admin2 = divide(latitude, longitude)
    kind = feature_codes()[code]
    english = next((n.text for n in names if n.language != "ar"), names[0].text)
    arabic = next((n.text for n in names if n.language == "ar"), None)
    identifier = _value(cells, mapping, "id") or str(record.number)
    place = Place(
        place_id=f"{key}:{identifier}",
        name=english,
        name_local=arabic,
        feature_class=kind.feature_class,
        feature_code=code,
        country=_value(cells, mapping, "country") or (HOME if admin1 else ""),
        admin1=admin1,
        admin2=admin2,
        latitude=latitude,
        longitude=longitude,
        extent_m=kind.extent_m,
        importance=_importance(_value(cells, mapping, "population")),
        source=key,
    )
    return Row(place=place, names=tuple(names), sources=(f"{key}:{identifier}",), line=record.number)


def _coordinate(cells: Mapping[str, str], mapping: SourceMapping, name: str, where: str, highest: float) -> float:
    column = _column(cells, mapping, name) or name
    text = _value(cells, mapping, name)
    try:
        return number(text, f"{where}, column {column}", -highest, highest)
    except GazetteerError as error:
        if text.strip() and _is_number(text):
            raise GazetteerError(f"{error}; are these metres of another projection?") from None
        raise


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _feature_code(cells: Mapping[str, str], mapping: SourceMapping) -> str | None:
    """Our feature code, or None for a row that is passed over."""
    raw = _value(cells, mapping, "feature_code")
    code = mapping.codes.get(raw, raw) or "PPL"
    if code in feature_codes():
        return None if code.startswith(("ADM", "PCL")) and mapping.known_codes_only else code
    return None if mapping.known_codes_only else "PPL"


def _names(cells: Mapping[str, str], mapping: SourceMapping) -> list[Name]:
    """All names, without doubles; the first of a language is its main one."""
    found: dict[str, Name] = {}
    mains: set[str] = set()
    for name, language in (
        ("name", "en"), ("name_ar", "ar"), ("names_en", "en"), ("names_ar", "ar"), ("names_other", "und"),
    ):  # fmt: skip
        for column in mapping.columns.get(name, ()):
            divider = _MULTIPLE_NAMES if language == "ar" else _DIVIDED
            text = cells.get(column, "")
            for part in text.split(",") if column == _JOINED_WITH_COMMAS else divider.split(text):
                folded = fold_name(part)
                if not folded or part.strip() in found:
                    continue
                script = "ar" if is_arabic(folded) else "en" if language == "ar" else language
                main = script in ("en", "ar") and script not in mains
                mains.update({script} if main else ())
                found[part.strip()] = Name(part.strip(), script, main=main)
    return list(found.values())


def _importance(population: str) -> float:
    """A further source's place is obscure until the core knows it; its population raises it a little."""
    people = float(population) if population and _is_number(population) else 0.0
    return round(min(0.3, 0.05 + 0.04 * math.log10(max(1.0, people))), 3)
