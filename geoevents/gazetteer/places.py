"""Rows of the gazetteer: the CSV that holds them and the places that they make.

``places.csv`` is UTF-8 with a header. Several values in one cell are divided by ``|`` (names) or ``;``
(sources). An alias may carry the years in which it was used (``Name[2014/2017]``), a name in another
language its ISO 639-1 code (``ku:Kobanê``).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from geoevents.errors import GazetteerError
from geoevents.model import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

COLUMNS = (
    "place_id",
    "name",
    "name_ar",
    "aliases_en",
    "aliases_ar",
    "aliases_other",
    "feature_class",
    "feature_code",
    "country",
    "admin1",
    "admin2",
    "latitude",
    "longitude",
    "extent_m",
    "importance",
    "sources",
    "notes",
)
_DATED = re.compile(r"\s*\[(?P<first>\d{4}(?:-\d\d(?:-\d\d)?)?)?/(?P<last>\d{4}(?:-\d\d(?:-\d\d)?)?)?\]$")
_TAGGED = re.compile(r"^(?P<language>[a-z]{2,3}):(?P<name>.+)$")


class Name(NamedTuple):
    """One name of a place: language code, whether it is the main name, and the years of its use if told."""

    text: str
    language: str
    main: bool = False
    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a gazetteer file: a place with all its names and what the row rests on."""

    place: Place
    names: tuple[Name, ...]
    sources: tuple[str, ...] = ()
    notes: str = ""
    line: int = field(default=0, compare=False)


def read_rows(path: Path, source: str = "core") -> Iterator[Row]:
    """Read a file of the gazetteer's own CSV form, row by row.

    Raises
    ------
    GazetteerError
        A column is missing, or a cell cannot be read; row and column are named.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
            if missing:
                raise GazetteerError(f"{path.name}: columns are missing: {', '.join(missing)}")
            for cells in reader:
                yield row_from_cells(cells, f"{path.name}, row {reader.line_num}", source, reader.line_num)
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path.name}: not UTF-8 text (byte {error.start})") from error
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read: {error.strerror}") from error


def row_from_cells(cells: Mapping[str, str | None], where: str, source: str, line: int = 0) -> Row:
    """Make a row of the cells of one CSV line.

    Parameters
    ----------
    cells
        Column name to text, with the names of :data:`COLUMNS`.
    where
        File and row for messages.
    source
        Key of the source that the row belongs to.
    """
    cell = {column: (cells.get(column) or "").strip() for column in COLUMNS}
    for column in ("place_id", "name", "feature_class", "feature_code"):
        if not cell[column]:
            raise GazetteerError(f"{where}, column {column}: empty")
    place = Place(
        place_id=cell["place_id"],
        name=cell["name"],
        name_local=cell["name_ar"] or None,
        feature_class=cell["feature_class"],
        feature_code=cell["feature_code"],
        country=cell["country"],
        admin1=cell["admin1"] or None,
        admin2=cell["admin2"] or None,
        latitude=number(cell["latitude"], f"{where}, column latitude", -90, 90),
        longitude=number(cell["longitude"], f"{where}, column longitude", -180, 180),
        extent_m=number(cell["extent_m"], f"{where}, column extent_m", 1, 20_000_000),
        importance=number(cell["importance"], f"{where}, column importance", 0, 1),
        source=source,
    )
    return Row(
        place=place,
        names=tuple(_names(cell)),
        sources=tuple(s.strip() for s in cell["sources"].split(";") if s.strip()),
        notes=cell["notes"],
        line=line,
    )


def number(text: str, where: str, lowest: float, highest: float) -> float:
    """Read a number and check that it lies between two bounds."""
    try:
        value = float(text)
    except ValueError:
        raise GazetteerError(f"{where}: {text!r} is not a number") from None
    if not lowest <= value <= highest:
        raise GazetteerError(f"{where}: {text} is not between {lowest} and {highest}")
    return value


def parse_alias(text: str, language: str) -> Name:
    """Read one alias with its language tag and its years, if it has them."""
    first = last = None
    if dated := _DATED.search(text):
        text, first, last = text[: dated.start()], dated["first"], dated["last"]
    if tagged := _TAGGED.match(text):
        language, text = tagged["language"], tagged["name"]
    return Name(text.strip(), language, first=first, last=last)


def format_alias(name: Name, language: str) -> str:
    """Write one alias as :func:`parse_alias` reads it."""
    tag = "" if name.language == language else f"{name.language}:"
    dated = f"[{name.first or ''}/{name.last or ''}]" if name.first or name.last else ""
    return f"{tag}{name.text}{dated}"


def cells_from_row(row: Row) -> dict[str, str]:
    """The cells of one CSV line: the inverse of :func:`row_from_cells`."""
    place = row.place
    aliases: dict[str, list[str]] = {"en": [], "ar": [], "other": []}
    for name in row.names:
        if not name.main:
            group = name.language if name.language in aliases else "other"
            aliases[group].append(format_alias(name, group))
    return {
        "place_id": place.place_id,
        "name": place.name,
        "name_ar": place.name_local or "",
        **{f"aliases_{group}": "|".join(texts) for group, texts in aliases.items()},
        "feature_class": place.feature_class,
        "feature_code": place.feature_code,
        "country": place.country,
        "admin1": place.admin1 or "",
        "admin2": place.admin2 or "",
        "latitude": _plain(place.latitude),
        "longitude": _plain(place.longitude),
        "extent_m": _plain(place.extent_m),
        "importance": _plain(place.importance),
        "sources": ";".join(row.sources),
        "notes": row.notes,
    }


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Write rows as CSV in the gazetteer's own form."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(cells_from_row(row) for row in rows)


def _plain(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _names(cell: Mapping[str, str]) -> Iterator[Name]:
    yield Name(cell["name"], "en", main=True)
    if cell["name_ar"]:
        yield Name(cell["name_ar"], "ar", main=True)
    for column, language in (("aliases_en", "en"), ("aliases_ar", "ar"), ("aliases_other", "und")):
        for text in cell[column].split("|"):
            if text.strip():
                yield parse_alias(text.strip(), language)
