"""The tables of a collection in a GeoPackage (OGC 12-128r18), made and brought up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.collection.blobs import SRS_ID
from geoevents.collection.tables import (
    CORRECTIONS,
    EVENTS,
    ORIGINS,
    REPORTS,
    SCHEMA_VERSION,
    TABLES,
    VIEWS,
    Table,
    view_columns,
)
from geoevents.exports.geopackage import style

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator

_APPLICATION_ID = 0x47504B47  # "GPKG"
_USER_VERSION = 10200  # GeoPackage 1.2: GDAL before 3.7 warns of later ones
_TYPES = {
    "key": "TEXT NOT NULL UNIQUE",
    "text": "TEXT",
    "json": "TEXT",
    "date": "DATETIME",
    "integer": "INTEGER",
    "real": "REAL",
    "boolean": "BOOLEAN",
    "point": "POINT",
    "multipoint": "MULTIPOINT",
    "multilinestring": "MULTILINESTRING",
    "multipolygon": "MULTIPOLYGON",
}
_STYLES = {"multilinestring": "line", "multipolygon": "area"}
_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
    'AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
_REQUIRED = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
 organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
 description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
 min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
 CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
 geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
 CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
 CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
 CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
 f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT,
 styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
 update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER DEFAULT NULL);
CREATE TABLE geoevents_collection (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);
"""
_CONTENTS = """
INSERT OR REPLACE INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES (?, ?, ?, ?, ?)
"""
_STYLE = """
INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML,
styleSLD, useAsDefault, description, owner, ui) VALUES ('', '', ?, 'geom', 'category', ?, '', 1, 'by category', '', '')
"""


def schema_version(connection: sqlite3.Connection) -> int | None:
    """Return the version of a collection's tables; ``None`` where there is no collection."""
    there = "SELECT COUNT(*) FROM sqlite_master WHERE name = 'geoevents_collection'"
    if not connection.execute(there).fetchone()[0]:
        return None
    row = connection.execute("SELECT value FROM geoevents_collection WHERE key = 'schema_version'").fetchone()
    return int(row[0]) if row else None


def create(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty database, within the transaction that the caller holds."""
    connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {_USER_VERSION}")
    # executescript would commit.
    for statement in _REQUIRED.split(";\n"):
        if statement.strip():
            connection.execute(statement)
    connection.executemany(
        "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                "WGS 84 geodetic",
                SRS_ID,
                "EPSG",
                SRS_ID,
                _WGS84,
                "longitude/latitude in degrees on the WGS 84 ellipsoid",
            ),
            ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian coordinate reference system"),
            ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
        ],
    )
    connection.execute(_CONTENTS, ("layer_styles", "attributes", "layer_styles", "", None))
    for table in TABLES:
        _create_table(connection, table)
    _create_views(connection)
    _set_version(connection, SCHEMA_VERSION)


def _create_table(connection: sqlite3.Connection, table: Table) -> None:
    for statement in _table_statements(table):
        connection.execute(statement)
    if table.has_point:
        _register_layer(connection, table.name, table.description, "POINT")
        if table in (EVENTS, REPORTS):
            connection.execute(_STYLE, (table.name, style("point")))
    elif table.shown:
        connection.execute(_CONTENTS, (table.name, "attributes", table.name, table.description, None))
    if table.shown:
        _count_rows(connection, table.name)


def _count_rows(connection: sqlite3.Connection, name: str) -> None:
    """Keep a table's number of rows where GDAL looks for it, as GDAL's own files do."""
    connection.execute("INSERT OR REPLACE INTO gpkg_ogr_contents VALUES (?, 0)", (name,))
    for change, sign in (("INSERT", "+"), ("DELETE", "-")):
        connection.execute(
            f"CREATE TRIGGER trigger_{change.lower()}_feature_count_{name} AFTER {change} ON {name} BEGIN "  # noqa: S608
            f"UPDATE gpkg_ogr_contents SET feature_count = feature_count {sign} 1 WHERE table_name = '{name}'; END"
        )


def _table_statements(table: Table) -> Iterator[str]:
    columns = ", ".join(f"{column.name} {_TYPES[column.kind]}" for column in table.columns)
    yield f"CREATE TABLE {table.name} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {columns})"
    for column in table.columns:
        if column.indexed:
            yield f"CREATE INDEX {table.name}_{column.name} ON {table.name} ({column.name})"


def _register_layer(connection: sqlite3.Connection, name: str, description: str, geometry_type: str) -> None:
    connection.execute(_CONTENTS, (name, "features", name, description, SRS_ID))
    connection.execute(
        "INSERT OR REPLACE INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)", (name, geometry_type, SRS_ID)
    )


def _create_views(connection: sqlite3.Connection) -> None:
    for name, (table, kind) in VIEWS.items():
        columns = ", ".join(f"t.{column} AS {column}" for column in view_columns(table))
        connection.execute(f"DROP VIEW IF EXISTS {name}")
        connection.execute(
            # GDAL takes the column OGC_FID of a view for the rows' numbers.
            f"CREATE VIEW {name} AS SELECT t.fid AS OGC_FID, s.{kind} AS geom, {columns} "  # noqa: S608 - constants
            f"FROM {table.name} AS t JOIN shapes AS s ON s.shape_key = t.shape_key AND s.{kind} IS NOT NULL"
        )
        _register_layer(connection, name, f"{_STYLES[kind]}s of {table.description}", _TYPES[kind])
        connection.execute("DELETE FROM layer_styles WHERE f_table_name = ?", (name,))
        connection.execute(_STYLE, (name, style(_STYLES[kind])))


def _set_version(connection: sqlite3.Connection, version: int) -> None:
    connection.execute("INSERT OR REPLACE INTO geoevents_collection VALUES ('schema_version', ?)", (str(version),))


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring the tables of an older version up to date, step by step, within the caller's transaction."""
    for number in range(version, SCHEMA_VERSION):
        _STEPS[number](connection)
    _create_views(connection)
    _set_version(connection, SCHEMA_VERSION)


def _to_2(connection: sqlite3.Connection) -> None:
    """Add what merging explains, reports that a person took out, and corrections; all reports are merged anew."""
    for name in ("claims", "conflicts", "merging"):
        connection.execute(f"ALTER TABLE events ADD COLUMN {name} TEXT")
    connection.execute("ALTER TABLE reports ADD COLUMN excluded TEXT")
    _create_table(connection, CORRECTIONS)
    connection.execute(
        "INSERT OR IGNORE INTO unmerged (day) SELECT DISTINCT COALESCE(substr(event_date, 1, 10), '') FROM reports"
    )


def _to_3(connection: sqlite3.Connection) -> None:
    """Add which file holds which article; known of an article as soon as its file is read again."""
    _create_table(connection, ORIGINS)


_STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _to_2, 2: _to_3}
"""What leads from each version to the next."""
