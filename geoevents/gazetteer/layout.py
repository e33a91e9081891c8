"""Which files the gazetteer's index is made of, and its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 8
"""Counted up whenever the layout of the index changes."""
SCHEMA = """
CREATE TABLE places (number INTEGER PRIMARY KEY, place_id TEXT UNIQUE, name TEXT, name_local TEXT,
  feature_class TEXT, feature_code TEXT, country TEXT, admin1 TEXT, admin2 TEXT, latitude REAL, longitude REAL,
  extent_m REAL, importance REAL, has_geometry INTEGER, source TEXT, sources TEXT, notes TEXT);
CREATE TABLE names (number INTEGER PRIMARY KEY, place INTEGER, text TEXT, language TEXT, main INTEGER,
  first TEXT, last TEXT, folded TEXT);
CREATE TABLE keys (key TEXT, first TEXT, second TEXT, refs TEXT);
CREATE TABLE firsts (first TEXT PRIMARY KEY, lengths INTEGER) WITHOUT ROWID;
CREATE TABLE skeletons (skeleton TEXT, name INTEGER);
CREATE TABLE geometries (place INTEGER PRIMARY KEY, type TEXT, west REAL, south REAL, east REAL, north REAL,
  properties TEXT, geojson TEXT);
CREATE TABLE facts (key TEXT PRIMARY KEY, value TEXT);
"""
INDEXES = """
CREATE INDEX keys_words ON keys (first, second);
CREATE INDEX names_place ON names (place);
CREATE INDEX skeletons_skeleton ON skeletons (skeleton);
CREATE INDEX places_latitude ON places (latitude, longitude);
CREATE INDEX places_region ON places (admin1, feature_code);
"""


class Sources(NamedTuple):
    """The files that a gazetteer is made of: the core's folder and the user's further sources' folders.

    Each folder holds ``places.csv`` and may hold ``lines.geojson`` and ``areas.geojson``.
    """

    core: Path
    added: tuple[Path, ...] = ()

    def files(self) -> list[Path]:
        """All files that exist, in order."""
        names = ("places.csv", "lines.geojson", "areas.geojson")
        return [path for folder in (self.core, *self.added) for name in names if (path := folder / name).exists()]
