"""Which inputs are collections, and that no password is shown."""

import sqlite3

import pytest

from geoevents.cli.collected import is_collection, open_collection, shown
from geoevents.cli.options import UsageError


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("postgresql://me:a:b@c@host:5432/db", "postgresql://me:***@host:5432/db"),
        ("postgresql://me@host/db", "postgresql://me@host/db"),
        ("events.gpkg", "events.gpkg"),
        ("https://me:word@host/feed", "https://me:word@host/feed"),
    ],
)
def test_shown(name, expected):
    assert shown(name) == expected


def test_is_collection(tmp_path):
    text = tmp_path / "a.gpkg"
    text.write_text("SQLite", encoding="utf-8")
    database = tmp_path / "b.anything"
    connection = sqlite3.connect(database)
    connection.execute("CREATE TABLE x (y)")
    connection.close()
    assert is_collection(str(database))
    assert is_collection("postgresql://host/db")
    for name in (str(text), str(tmp_path), str(tmp_path / "none"), "-", "http://x/y", "a\0b"):
        assert not is_collection(name)


def test_target_that_is_none():
    with pytest.raises(UsageError, match="project file"):
        open_collection("events.geojson")
