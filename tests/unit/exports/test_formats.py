"""Every format, written and read back."""

import csv
import datetime as dt
import io
import json
import sqlite3
import sys
import xml.etree.ElementTree as ET
import zipfile

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely

from geoevents.errors import MissingExtraError, OutputError, UnknownFormatError
from geoevents.exports import EVENT_FORMATS, export_events, export_mentions, format_of, stream_events
from geoevents.exports.shapefile import SHORT_NAMES
from geoevents.frames import events_to_frame, frame_to_events, mention_rows, mentions_to_frame
from geoevents.model import EVENT_COLUMNS, MENTION_COLUMNS, Geometry
from geoevents.taxonomy import categories


@pytest.mark.parametrize("suffix", EVENT_FORMATS)
def test_every_format_is_written_whole(suffix, five_events, tmp_path):
    path = tmp_path / f"events{suffix}"
    expected = 4 if suffix == ".timeline.json" else 5
    assert export_events(iter(five_events), path) == expected
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert export_events([], path) == 0
    stream = io.BytesIO()
    assert stream_events(iter(five_events), stream, suffix[1:]) == expected
    assert stream.tell() > 100


def layers(path):
    return {name: pyogrio.read_dataframe(path, layer=name) for name, _ in pyogrio.list_layers(path)}


def test_geopackage(five_events, tmp_path):
    path = tmp_path / "e.gpkg"
    export_events(five_events, path)
    found = layers(path)
    counts = {name: len(frame) for name, frame in found.items() if name != "layer_styles"}
    assert counts == {"events": 1, "events_undated": 1, "events_line": 1, "events_area": 1, "events_unplaced": 1}
    points = found["events"]
    assert tuple(points.columns) == (*EVENT_COLUMNS, "geometry")
    assert points.crs == "EPSG:4326"
    for name in ("event_date", "end_date", "published"):
        assert pd.api.types.is_datetime64_any_dtype(points[name])
    assert points["event_date"][0].date().isoformat() == "2017-05-31"
    assert points["location_local"][0] == "الرقة"
    assert pd.isna(found["events_undated"]["event_date"][0])
    assert dict(pyogrio.list_layers(path))["events_unplaced"] is None


def test_geopackage_has_a_layer_a_geometry_type(five_events, make_event, tmp_path):
    """A layer of points holds nothing but points, or programs misread it."""
    path = tmp_path / "e.gpkg"
    towns = Geometry("MultiPoint", ((36.72, 34.73), (36.75, 35.13)))
    export_events([*five_events, make_event(5, geometry=towns)], path)
    types = {name: kind for name, kind in pyogrio.list_layers(path) if name != "layer_styles"}
    assert types == {
        "events": "Point",
        "events_undated": "Point",
        "events_multipoint": "MultiPoint",
        "events_line": "MultiLineString",
        "events_area": "MultiPolygon",
        "events_unplaced": None,
    }
    for name, frame in layers(path).items():
        assert types.get(name) is None or set(frame.geom_type) == {types[name]}


def test_geopackage_style(five_events, tmp_path):
    path = tmp_path / "e.gpkg"
    export_events(five_events, path)
    connection = sqlite3.connect(path)
    try:
        styles = dict(connection.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault"))
    finally:
        connection.close()
    assert set(styles) == {"events", "events_undated", "events_line", "events_area"}
    for text in styles.values():
        style = ET.fromstring(text)
        values = [entry.get("value") for entry in style.iter("category")]
        assert values == list(categories())
        assert {entry.get("symbol") for entry in style.iter("category")} == {
            s.get("name") for s in style.iter("symbol")
        }
        assert style.find("temporal").get("startField") == "event_date"


def test_many_batches_append(make_event, tmp_path, monkeypatch):
    monkeypatch.setattr("geoevents.exports.gdal.batches.__defaults__", (10,))
    path = tmp_path / "e.gpkg"
    assert export_events((make_event(number) for number in range(35)), path) == 35
    ids = layers(path)["events"]["event_id"]
    assert sorted(ids) == sorted(f"event-{number}" for number in range(35))


@pytest.mark.parametrize("suffix", [".parquet", ".fgb"])
def test_single_layer_formats_keep_all(suffix, five_events, tmp_path):
    path = tmp_path / f"e{suffix}"
    export_events(five_events, path)
    frame = gpd.read_parquet(path) if suffix == ".parquet" else gpd.read_file(path)
    assert frame.crs == "EPSG:4326"
    back = sorted(frame_to_events(frame), key=lambda event: event.event_id)
    for event, again in zip(five_events, back, strict=True):
        for name in EVENT_COLUMNS:
            assert getattr(again, name) == getattr(event, name), name
        assert (again.geometry is None) == (event.geometry is None)


def test_parquet_without_pyarrow(five_events, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"geoevents\[parquet\]"):
        export_events(five_events, tmp_path / "e.parquet")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", [".kml", ".kmz"])
def test_kml(suffix, five_events, make_event, tmp_path):
    path = tmp_path / f"e{suffix}"
    export_events([*five_events, make_event(9, notes="<b>&\x01]]>")], path)
    data = zipfile.ZipFile(path).read("doc.kml") if suffix == ".kmz" else path.read_bytes()
    space = {"k": "http://www.opengis.net/kml/2.2"}
    marks = ET.fromstring(data).findall(".//k:Placemark", space)
    assert len(marks) == 6
    assert marks[0].find("k:TimeSpan/k:begin", space).text == "2017-05-31"
    assert marks[0].find("k:Point/k:coordinates", space).text == "39.01,35.95"
    assert marks[4].find("k:TimeSpan", space) is None
    assert marks[5].find("k:description", space).text == "<b>&]]>"
    styles = {style.get("id") for style in ET.fromstring(data).findall(".//k:Style", space)}
    assert {mark.find("k:styleUrl", space).text[1:] for mark in marks} <= styles
    assert len(gpd.read_file(path)) == 6


def test_shapefile(five_events, make_event, tmp_path):
    path = tmp_path / "e.shp.zip"
    export_events([*five_events, make_event(9, notes="ق" * 500)], path)
    points = gpd.read_file(path, layer="events_point")
    assert len(points) == 3
    assert set(points.columns) == {*(SHORT_NAMES.get(name, name) for name in EVENT_COLUMNS), "geometry"}
    assert all(len(SHORT_NAMES.get(name, name)) <= 10 for name in EVENT_COLUMNS)
    assert points["loc_local"][0] == "الرقة"
    assert points["event_date"][0] == "2017-05-31"
    assert points["notes"][2] == "ق" * 127


def test_csv(five_events, tmp_path):
    path = tmp_path / "e.csv"
    export_events(five_events, path)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert tuple(rows[0]) == (*EVENT_COLUMNS, "geometry")
    assert (rows[0]["civilian_targeting"], rows[0]["weapon_count"], rows[0]["notes"]) == (
        "true",
        "",
        five_events[0].notes,
    )
    for row, event in zip(rows, five_events, strict=True):
        assert (row["geometry"] == "") == (event.geometry is None)
        if event.geometry:
            shape = shapely.geometry.shape(event.geometry)
            assert shapely.from_wkt(row["geometry"]).normalize().equals_exact(shape.normalize(), 1e-6)


def test_timelinejs_escapes_and_leaves_out_undated(five_events, make_event, tmp_path):
    path = tmp_path / "e.timeline.json"
    export_events([*five_events, make_event(9, notes="<script>x</script>")], path)
    slides = json.loads(path.read_text(encoding="utf-8"))["events"]
    assert [slide["unique_id"] for slide in slides] == ["event-0", "event-1", "event-2", "event-3", "event-9"]
    assert slides[0]["start_date"] == {"year": 2017, "month": 5, "day": 31}
    assert "<" not in slides[-1]["text"]["text"]
    assert all("end_date" not in slide for slide in slides)  # each is of one day


def test_timelinejs_keeps_to_the_documented_schema(five_events, make_event, tmp_path):
    """The keys and types of https://timeline.knightlab.com/docs/json-format.html."""
    path = tmp_path / "e.timeline.json"
    week = make_event(8, end_date=dt.date(2017, 6, 6), admin1=None, country=None)
    export_events([*five_events, week], path)
    document = json.loads(path.read_text(encoding="utf-8"))
    assert set(document) <= {"events", "title", "eras", "scale"}
    allowed = {
        "start_date",
        "end_date",
        "text",
        "media",
        "group",
        "display_date",
        "background",
        "autolink",
        "unique_id",
    }
    for slide in document["events"]:
        assert {"start_date"} <= set(slide) <= allowed
        for key in {"start_date", "end_date"} & set(slide):
            assert set(slide[key]) == {"year", "month", "day"}
            dt.date(**slide[key])
        assert set(slide["text"]) <= {"headline", "text"}
        assert all(isinstance(words, str) and words for words in (*slide["text"].values(), slide["unique_id"]))
        assert slide.get("group") != ""
    assert len({slide["unique_id"] for slide in document["events"]}) == len(document["events"])
    assert document["events"][-1]["end_date"] == {"year": 2017, "month": 6, "day": 6}
    assert "group" not in document["events"][-1]


@pytest.mark.parametrize("suffix", [".geojson", ".csv", ".json"])
def test_mentions(suffix, reading, tmp_path):
    path = tmp_path / f"p{suffix}"
    assert export_mentions(mention_rows([reading]), path) == 2
    if suffix == ".csv":
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        assert tuple(rows[0]) == MENTION_COLUMNS
        assert json.loads(rows[0]["candidates"])[0]["place"] == "Raqqa"
    if suffix == ".json":
        assert json.loads(path.read_text(encoding="utf-8"))[0]["place_local"] == "الرقة"


def test_frames(five_events, reading):
    frame = events_to_frame(five_events)
    assert tuple(frame.columns) == (*EVENT_COLUMNS, "geometry")
    assert frame.crs == "EPSG:4326"
    assert frame["fatalities"].dtype == "Int64"
    assert list(frame_to_events(frame)) == five_events
    assert len(events_to_frame([])) == 0
    mentions = mentions_to_frame([reading])
    assert tuple(mentions.columns) == (*MENTION_COLUMNS, "geometry")
    assert list(mentions.geometry.isna()) == [False, True]
    assert len(mentions_to_frame([])) == 0


def test_format_names():
    assert format_of("a.b.SHP.ZIP") == ".shp.zip"
    assert format_of("geojson") == ".geojson"
    assert format_of("x.timeline.json") == ".timeline.json"
    for name in ("a.zip", "a", "a.shp", "geojson.txt", "a.json"):
        with pytest.raises(UnknownFormatError, match=r"write one of \.geojson"):
            format_of(name)


def broken(make_event):
    yield make_event()
    raise RuntimeError("in the middle")


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".kmz"])
def test_a_failure_leaves_the_old_file(suffix, make_event, tmp_path):
    path = tmp_path / f"e{suffix}"
    path.write_bytes(b"old")
    with pytest.raises(RuntimeError):
        export_events(broken(make_event), path)
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("suffix", [".geojson", ".gpkg", ".parquet", ".shp.zip"])
def test_where_nothing_can_be_written(suffix, five_events, tmp_path):
    for path in (tmp_path / "none" / f"e{suffix}", tmp_path / f"folder{suffix}"):
        (tmp_path / f"folder{suffix}").mkdir(exist_ok=True)
        with pytest.raises(OutputError) as error:
            export_events(five_events, path)
        assert str(path) in str(error.value)
        assert "\n" not in str(error.value)


def test_a_link_is_followed_and_a_device_written_to(five_events, tmp_path):
    (tmp_path / "real.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to("real.csv")
    export_events(five_events, tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text(encoding="utf-8").startswith("event_id")
    assert export_events(five_events, "/dev/null", format_name="geojson") == 5
