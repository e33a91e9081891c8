"""Building the index of :mod:`geoevents.gazetteer.store` from the sources' files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geoevents.errors import GazetteerError
from geoevents.gazetteer.forms import index_key, is_arabic
from geoevents.gazetteer.layout import FORMAT, INDEXES, SCHEMA
from geoevents.gazetteer.merge import merge_rows
from geoevents.gazetteer.places import read_rows
from geoevents.gazetteer.shapes import bounds, geometry_from_geojson
from geoevents.gazetteer.transliteration import skeletons
from geoevents.language import fold_name

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from geoevents.gazetteer.layout import Sources
    from geoevents.gazetteer.places import Name, Row

_LONGEST_NAME = 12


def build(connection: sqlite3.Connection, sources: Sources) -> None:
    """Fill an empty database from the sources' files."""
    rows = merge_rows(
        list(read_rows(sources.core / "places.csv")),
        [list(read_rows(folder / "places.csv", source=folder.name)) for folder in sources.added],
    )
    shapes = _read_shapes(sources)
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
    numbers = {row.place.place_id: number for number, row in enumerate(rows)}
    connection.executemany(
        "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _place_values(rows, shapes)
    )
    connection.executemany("INSERT INTO geometries VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _shape_values(shapes, numbers))
    folded = [[fold_name(name.text) for name in row.names] for row in rows]
    connection.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _name_values(rows, folded))
    keys = _collect_keys(rows, folded)
    connection.executemany("INSERT INTO keys VALUES (?, ?, ?, ?)", _key_values(keys))
    connection.executemany("INSERT INTO firsts VALUES (?, ?)", _first_lengths(keys).items())
    connection.executemany("INSERT INTO skeletons VALUES (?, ?)", _skeleton_values(rows))
    connection.executescript(INDEXES)
    connection.execute("INSERT INTO facts VALUES ('complete', ?)", (str(FORMAT),))
    connection.commit()


def _place_values(rows: Sequence[Row], shapes: dict[str, dict[str, object]]) -> Iterator[tuple[object, ...]]:
    for number, row in enumerate(rows):
        p = row.place
        yield (
            number, p.place_id, p.name, p.name_local, p.feature_class, p.feature_code, p.country, p.admin1, p.admin2,
            p.latitude, p.longitude, p.extent_m, p.importance, p.place_id in shapes, p.source, ";".join(row.sources),
            row.notes,
        )  # fmt: skip


def _name_values(rows: Sequence[Row], folded: Sequence[Sequence[str]]) -> Iterator[tuple[object, ...]]:
    count = 0
    for number, (row, forms) in enumerate(zip(rows, folded, strict=True)):
        for name, form in zip(row.names, forms, strict=True):
            yield count, number, name.text, name.language, name.main, name.first, name.last, form
            count += 1


def _read_shapes(sources: Sources) -> dict[str, dict[str, object]]:
    """GeoJSON features by place id, from the lines and areas of every source."""
    shapes: dict[str, dict[str, object]] = {}
    for file in sources.files():
        if file.suffix != ".geojson":
            continue
        try:
            features = json.loads(file.read_bytes())["features"]
            shapes |= {feature["properties"]["place_id"]: feature for feature in features}
        except (ValueError, KeyError, TypeError) as error:
            raise GazetteerError(f"{file}: not a collection of GeoJSON features with place_id ({error})") from error
    return shapes


def _shape_values(shapes: dict[str, dict[str, object]], numbers: dict[str, int]) -> Iterator[tuple[object, ...]]:
    for place_id, feature in shapes.items():
        if place_id not in numbers:
            continue
        geometry = geometry_from_geojson(feature["geometry"])  # type: ignore[arg-type]
        compact = json.dumps(feature["geometry"], separators=(",", ":"))
        properties = json.dumps(feature["properties"], ensure_ascii=False)
        yield numbers[place_id], geometry.type, *bounds(geometry), properties, compact


def _collect_keys(rows: Sequence[Row], folded: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    """Key to references: place number, ``n`` for a main name or ``a`` for an alias, and the folded name."""
    keys: dict[str, list[str]] = {}
    for number, (row, forms) in enumerate(zip(rows, folded, strict=True)):
        seen: set[str] = set()
        for name, form in zip(row.names, forms, strict=True):
            for variant, main in _variants(name, form):
                key = index_key(variant)
                if key and variant not in seen and key.count(" ") < _LONGEST_NAME:
                    seen.add(variant)
                    keys.setdefault(key, []).append(f"{number}{'n' if main else 'a'}{variant}")
    _add_split_forms(keys)
    return keys


def _variants(name: Name, form: str) -> Iterator[tuple[str, bool]]:
    """A folded name, and for an Arabic one of two words the two written together."""
    yield form, name.main
    if form and is_arabic(form) and form.count(" ") == 1:
        yield form.replace(" ", ""), False


def _add_split_forms(keys: dict[str, list[str]]) -> None:
    """File a one-word Arabic name in two words too, where its beginning often begins names (kafr, tall, dayr ...).

    Which beginnings these are is counted in the names themselves.
    """
    common: dict[str, int] = {}
    for key in keys:
        first, _, rest = key.partition(" ")
        if rest and len(first) > 1 and is_arabic(first):
            common[first] = common.get(first, 0) + 1
    heads = sorted((head for head, count in common.items() if count >= _COMMON_HEAD), key=len, reverse=True)
    added: dict[str, list[str]] = {}
    for key, refs in keys.items():
        if " " in key or not is_arabic(key):
            continue
        head = next((h for h in heads if key.startswith(h) and len(key) >= len(h) + _SHORTEST_TAIL), None)
        if head is not None:
            split = f"{head} {key[len(head) :]}"
            added[split] = [_as_alias(ref, split) for ref in refs]
    for key, refs in added.items():
        keys.setdefault(key, []).extend(refs)


_COMMON_HEAD = 12
_SHORTEST_TAIL = 3


def _as_alias(ref: str, form: str) -> str:
    digits = len(ref) - len(ref.lstrip("0123456789"))
    return f"{ref[:digits]}a{form}"


def _key_values(keys: dict[str, list[str]]) -> Iterator[tuple[str, str, str | None, str]]:
    for key, refs in keys.items():
        first, *others = key.split(" ", 2)
        yield key, first, others[0] if others else None, ",".join(refs)


def _first_lengths(keys: Iterable[str]) -> dict[str, int]:
    """First word to a bit set of the lengths in words of the keys that it begins."""
    lengths: dict[str, int] = {}
    for key in keys:
        first = key.split(" ", 1)[0]
        lengths[first] = lengths.get(first, 0) | 1 << key.count(" ")
    return lengths


def _skeleton_values(rows: Sequence[Row]) -> Iterator[tuple[str, int]]:
    for count, name in enumerate(name for row in rows for name in row.names):
        for skeleton in skeletons(name.text):
            yield skeleton, count
