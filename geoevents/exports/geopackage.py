"""GeoPackage: one layer a geometry type, real date-time fields, and a saved style by category for QGIS.

QGIS filters by time on real date-time fields only, and always shows a feature without a date; so undated events
stand in layers of their own. Events without a place are rows of the table ``unplaced``.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from geoevents.exports.gdal import batches, gdal_errors, geometry_type, layer_frame, split
from geoevents.taxonomy import categories

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from geoevents.model import Event

_NAMES = {
    "point": "events",
    "points": "events_multipoint",
    "line": "events_line",
    "area": "events_area",
    "unplaced": "events_unplaced",
}
_UNDATED = "_undated"
_CREATION = {"VERSION": "1.2", "DATETIME_PRECISION": "MILLISECOND"}
_MARKER = (
    "marker",
    "SimpleMarker",
    (("color", "{rgb},255"), ("outline_color", "255,255,255,255"), ("size", "3")),
)
_SYMBOLS = {
    "point": _MARKER,
    "points": _MARKER,
    "line": ("line", "SimpleLine", (("line_color", "{rgb},255"), ("line_width", "0.8"))),
    "area": ("fill", "SimpleFill", (("color", "{rgb},60"), ("outline_color", "{rgb},255"), ("outline_width", "0.5"))),
}
_STYLE_TABLE = """
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT,
styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')))
"""
_CONTENTS = """
INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES ('layer_styles', 'attributes', 'layer_styles')
"""
_STYLE = """
INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML,
styleSLD, useAsDefault, description, owner, ui) VALUES ('', '', ?, 'geom', 'category', ?, '', 1, 'by category', '', '')
"""


def write_events(events: Iterable[Event], path: Path) -> int:
    """Write events into a new GeoPackage and return how many."""
    count = 0
    written: dict[str, str] = {}
    with gdal_errors(path):
        for batch in batches(events):
            count += len(batch)
            for name, kind, part in _layers(batch):
                # The first layer is there in any case, so that a file without events opens too.
                if part or not written:
                    _write_layer(part, path, name, kind, written)
    _save_styles(path, written)
    return count


def _layers(events: Iterable[Event]) -> Iterator[tuple[str, str, list[Event]]]:
    for kind, chosen in split(events).items():
        yield _NAMES[kind], kind, [event for event in chosen if event.event_date is not None]
        yield _NAMES[kind] + _UNDATED, kind, [event for event in chosen if event.event_date is None]


def _write_layer(events: list[Event], path: Path, name: str, kind: str, written: dict[str, str]) -> None:
    import pyogrio

    frame = layer_frame(events, kind)
    pyogrio.write_dataframe(
        frame if geometry_type(kind) else frame.drop(columns="geometry"),
        path,
        layer=name,
        driver="GPKG",
        geometry_type=geometry_type(kind),
        append=name in written,
        dataset_options=None if written else _CREATION,
    )
    written[name] = kind


def _save_styles(path: Path, layers: dict[str, str]) -> None:
    connection = sqlite3.connect(path)
    try:
        connection.execute(_STYLE_TABLE)
        connection.execute(_CONTENTS)
        styled = [(name, style(kind)) for name, kind in layers.items() if kind in _SYMBOLS]
        connection.executemany(_STYLE, styled)
        connection.commit()
    finally:
        connection.close()


def style(kind: str) -> str:
    """Return QGIS's style (QML) of a layer: a symbol a category, and the fields that its time runs by."""
    symbol, layer, settings = _SYMBOLS[kind]
    entries, symbols = [], []
    for index, category in enumerate(categories().values()):
        label = category.name.replace("_", " ")
        entries.append(
            f'<category value={quoteattr(category.name)} symbol="{index}" label={quoteattr(label)} render="true"/>'
        )
        rgb = ",".join(str(int(category.colour[place : place + 2], 16)) for place in (1, 3, 5))
        values = [(name, value.format(rgb=rgb)) for name, value in settings]
        options = "".join(f'<Option type="QString" name="{name}" value="{value}"/>' for name, value in values)
        # QGIS before 3.26 reads <prop>, later versions <Option>.
        older = "".join(f'<prop k="{name}" v="{value}"/>' for name, value in values)
        symbols.append(
            f'<symbol type="{symbol}" name="{index}" alpha="1" clip_to_extent="1" force_rhr="0">'
            f'<layer class="{layer}" enabled="1" locked="0" pass="0">'
            f'<Option type="Map">{options}</Option>{older}</layer></symbol>'
        )
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        '<qgis version="3.22.0" styleCategories="Symbology|Temporal">'
        '<temporal enabled="1" mode="2" startField="event_date" endField="end_date" startExpression="" endExpression=""'
        ' durationField="" durationUnit="min" fixedDuration="0" accumulate="0" limitMode="1"/>'
        '<renderer-v2 type="categorizedSymbol" attr="category" forceraster="0" symbollevels="0" enableorderby="0">'
        f"<categories>{''.join(entries)}</categories><symbols>{''.join(symbols)}</symbols></renderer-v2></qgis>"
    )
