"""The project file: valid for other programs, without loss, migrated, and held by one writer at a time."""

import sqlite3
import threading

import pyogrio
import pytest
import shapely

from geoevents.collection import gpkg_schema, merge_collection
from geoevents.collection.geopackage import GeoPackageStore
from geoevents.collection.rows import Rows
from geoevents.collection.tables import EVENTS, REPORTS, SCHEMA_VERSION, TABLES
from geoevents.errors import InputError, OutputError
from geoevents.model import EVENT_COLUMNS, MENTION_COLUMNS
from geoevents.pipeline import read
from geoevents.reading import read_inputs


@pytest.fixture
def filled(store, reading, five_events):
    rows = Rows()
    rows.add(reading, "1", {})
    from dataclasses import replace

    second = replace(reading.article, article_id="article-2")
    events = tuple(replace(event, article_id="article-2", event_id=f"x{event.event_id}") for event in five_events)
    rows.add(replace(reading, article=second, events=events), "1", {})
    store.add(rows)
    merge_collection(store)
    return store


def test_header_and_contents(filled):
    connection = sqlite3.connect(filled.path)
    assert connection.execute("PRAGMA application_id").fetchone()[0] == 0x47504B47
    assert connection.execute("PRAGMA user_version").fetchone()[0] == 10200
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    contents = dict(connection.execute("SELECT table_name, data_type FROM gpkg_contents"))
    assert {name for name, kind in contents.items() if kind == "features"} == {
        "mentions", "reports", "events", "event_lines", "event_areas", "report_lines", "report_areas",
    }  # fmt: skip
    assert {"articles", "corrections", "layer_styles"} <= {n for n, kind in contents.items() if kind == "attributes"}
    layers = {row[0] for row in connection.execute("SELECT table_name FROM gpkg_geometry_columns WHERE srs_id = 4326")}
    assert layers == {name for name, kind in contents.items() if kind == "features"}
    styled = {row[0] for row in connection.execute("SELECT f_table_name FROM layer_styles WHERE useAsDefault")}
    assert styled == layers - {"mentions"}
    connection.close()


def test_layers_for_other_programs(filled):
    layers = dict(pyogrio.list_layers(filled.path))
    assert layers["events"] == "Point"
    assert layers["event_areas"] == "MultiPolygon"
    assert layers["articles"] is None
    assert "shapes" not in layers
    events = pyogrio.read_dataframe(filled.path, layer="events")
    assert set(EVENT_COLUMNS) <= set(events.columns)
    assert events.crs == "EPSG:4326"
    for name in ("event_date", "end_date", "published"):
        assert str(events[name].dtype).startswith("datetime64")
    assert events.geometry.isna().sum() == 1
    areas = pyogrio.read_dataframe(filled.path, layer="report_areas")
    assert len(areas) == 1
    assert areas.geometry[0].equals(
        shapely.MultiPolygon([shapely.Polygon([(38, 35), (38, 36), (39, 36), (39, 35), (38, 35)])])
    )
    mentions = pyogrio.read_dataframe(filled.path, layer="mentions")
    assert set(MENTION_COLUMNS) <= set(mentions.columns)
    assert "source" in mentions.columns


def test_readings_come_back_whole(store, tmp_path):
    from pathlib import Path

    seeds = Path(__file__).parents[3] / "seeds"
    readings = {article.article_id: read(article) for article in read_inputs([str(seeds)])}
    rows = Rows()
    for one in readings.values():
        rows.add(one, "1", {})
    assert store.add(rows) == len(readings)
    found = {one.article.article_id: one for one in store.readings(merged=False)}
    assert found == readings
    for one, expected in readings.items():
        why = [event.explanation for event in found[one].events]
        assert why == [event.explanation for event in expected.events]
    assert store.add(rows) == 0
    assert store.count(REPORTS) == sum(len(one.events) for one in readings.values())


def test_replaced_article(store, put, make_report):
    put(store, [make_report(1), make_report(2, town=1)])
    merge_collection(store)
    put(store, [make_report(1, town=2)], content_hash="2")
    merge_collection(store)
    assert store.count(EVENTS) == store.count(REPORTS) == 2
    places = {event.location for one in store.readings() for event in one.events}
    assert places == {"Tabqa", "Palmyra"}


def test_second_writer_waits_then_says_so(store, tmp_path):
    with (
        GeoPackageStore(store.path, wait_s=0.1) as other,
        store.transaction(),
        pytest.raises(OutputError, match="another process is writing"),
        other.transaction(),
    ):
        pass
    done = []

    def write():
        with GeoPackageStore(store.path, wait_s=20) as patient, patient.transaction():
            done.append(True)

    with store.transaction():
        thread = threading.Thread(target=write)
        thread.start()
        thread.join(0.3)
        assert not done
    thread.join(20)
    assert done


def test_failed_transaction_leaves_nothing(store, put, make_report, monkeypatch):
    def fail(*_):
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setattr(store, "mark_unmerged", fail)
        with pytest.raises(RuntimeError):
            put(store, [make_report(1)])
    assert [store.count(table) for table in TABLES] == [0] * len(TABLES)
    assert put(store, [make_report(1)]) == 1


def test_no_collection(tmp_path):
    with pytest.raises(InputError, match="no such collection"):
        GeoPackageStore(tmp_path / "none.gpkg")
    (tmp_path / "text.gpkg").write_text("hello", encoding="utf-8")
    with pytest.raises(InputError, match="no GeoPackage"):
        GeoPackageStore(tmp_path / "text.gpkg", create_it=True)
    sqlite3.connect(tmp_path / "other.gpkg").execute("CREATE TABLE x (y)").connection.close()
    with pytest.raises(InputError, match="no collection that"):
        GeoPackageStore(tmp_path / "other.gpkg", create_it=True)
    with pytest.raises(OutputError, match="does not exist"):
        GeoPackageStore(tmp_path / "no" / "folder.gpkg", create_it=True)


def test_newer_version(store):
    with store.transaction():
        gpkg_schema._set_version(store._connection, 99)
    with pytest.raises(InputError, match="newer geoevents"):
        GeoPackageStore(store.path)


def to_version_2(path):
    """Take from a file what version 2 did not have."""
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE origins")
    connection.execute("UPDATE geoevents_collection SET value = '2' WHERE key = 'schema_version'")
    connection.commit()
    connection.close()


def to_version_1(path):
    """Take from a file what version 1 did not have."""
    to_version_2(path)
    connection = sqlite3.connect(path)
    for view in ("event_lines", "event_areas", "report_lines", "report_areas"):
        connection.execute(f"DROP VIEW {view}")
    for name in ("claims", "conflicts", "merging"):
        connection.execute(f"ALTER TABLE events DROP COLUMN {name}")
    connection.execute("ALTER TABLE reports DROP COLUMN excluded")
    connection.execute("DROP TABLE corrections")
    connection.execute("DELETE FROM gpkg_contents WHERE table_name = 'corrections'")
    connection.execute("UPDATE geoevents_collection SET value = '1' WHERE key = 'schema_version'")
    connection.commit()
    connection.close()


def test_migration_from_version_1(filled):
    before = list(filled.readings(merged=False))
    filled.close()
    to_version_1(filled.path)
    with GeoPackageStore(filled.path) as store:
        assert list(store.readings(merged=False)) == before
        assert store.unmerged_days()
        assert merge_collection(store)
        assert list(store.readings())
        with store.transaction():
            store.add_corrections(['{"event": "e", "wrong": true}'], "2026-01-01")
        assert len(store.correction_lines()) == 1
        connection = store._connection
        assert gpkg_schema.schema_version(connection) == SCHEMA_VERSION
        row = connection.execute("SELECT claims, conflicts, merging FROM events").fetchone()
        assert None not in row
    assert set(dict(pyogrio.list_layers(filled.path))) >= {"events", "event_areas", "corrections"}


def test_what_may_not_be_written_is_read_as_it_is(filled, monkeypatch):
    before = list(filled.readings())
    filled.close()
    to_version_2(filled.path)
    with monkeypatch.context() as patch:
        patch.setattr(GeoPackageStore, "_may_write", lambda store: False)
        with GeoPackageStore(filled.path) as store:
            assert list(store.readings()) == before
            assert gpkg_schema.schema_version(store._connection) == 2
    with GeoPackageStore(filled.path) as store:
        assert list(store.readings()) == before
        assert store.claimed("origin", ["file:///a"]) == {}


def test_migration_that_fails_changes_nothing(filled, monkeypatch):
    filled.close()
    to_version_1(filled.path)

    def fail(connection):
        gpkg_schema._to_2(connection)
        raise RuntimeError("power cut")

    with monkeypatch.context() as patch:
        patch.setitem(gpkg_schema._STEPS, 1, fail)
        with pytest.raises(RuntimeError):
            GeoPackageStore(filled.path)
    with GeoPackageStore(filled.path) as store:
        assert store.correction_lines() == []
