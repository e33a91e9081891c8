"""The exported files as other programs read them: GDAL's own tools and QGIS."""

import datetime as dt
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import shapely

import geoevents
from geoevents.exports import export_events
from geoevents.exports.shapefile import SHORT_NAMES
from geoevents.model import EVENT_COLUMNS, Geometry
from geoevents.taxonomy import categories

SEEDS = Path(__file__).parents[2] / "seeds" / "articles.jsonl"
SUFFIXES = (".gpkg", ".geojson", ".kml", ".kmz", ".fgb", ".shp.zip", ".csv")
LAYERS = ("events", "events_multipoint", "events_line", "events_area")
TYPED = ("published", "event_date", "end_date")


@cache
def qgis_python():
    """A Python that has QGIS; Debian's is the system's own."""
    for python in dict.fromkeys(["/usr/bin/python3", shutil.which("python3")]):
        if python and Path(python).exists():
            tried = subprocess.run(
                [python, "-c", "import qgis.core"], check=False, capture_output=True, env=offscreen()
            )
            if tried.returncode == 0:
                return python
    return None


def offscreen():
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": "", "LC_ALL": "C.UTF-8"}


def gdal(program, *arguments):
    if shutil.which(program) is None:
        pytest.skip("NOT TESTED: GDAL's tools are missing (Debian: gdal-bin); scripts/test installs them")
    done = subprocess.run([program, *arguments], check=True, capture_output=True, timeout=120, encoding="utf-8")
    return done.stdout


@pytest.fixture(scope="module")
def events():
    """The events of the sample articles, and one in two towns, one undated, one without a place."""
    found = [event for reading in geoevents.read_articles([SEEDS]) for event in reading.events]
    first = found[0]
    towns = Geometry("MultiPoint", ((36.72, 34.73), (36.75, 35.13)))
    two = {"location": "Homs; Hama", "admin1": "Homs; Hama", "geometry": towns, "latitude": 34.73, "longitude": 36.72}
    undated = {"event_date": None, "end_date": None, "time_precision": None, "date_basis": "unknown"}
    nowhere = {"location": None, "location_local": "تل المجهولة", "latitude": None, "longitude": None, "geometry": None}
    for number, changes in enumerate((two, undated | {"geometry": towns}, nowhere)):
        found.append(geoevents.Event(**{**fields(first), "event_id": f"made-{number}", **changes}))
    return found


def fields(event):
    return {name: getattr(event, name) for name in (*EVENT_COLUMNS, "geometry")}


@pytest.fixture(scope="module")
def files(events, tmp_path_factory):
    folder = tmp_path_factory.mktemp("gis")
    for suffix in SUFFIXES:
        assert export_events(events, folder / f"e{suffix}") == len(events)
    return {suffix: str(folder / f"e{suffix}") for suffix in SUFFIXES}


@pytest.fixture(scope="module")
def in_qgis(files):
    """What QGIS reads in each file."""
    if qgis_python() is None:
        pytest.skip("NOT TESTED: QGIS's Python is missing (Debian: python3-qgis); scripts/test installs it")
    script = str(Path(__file__).with_name("qgis_layers.py"))
    done = subprocess.run(
        [qgis_python(), script, *files.values()], check=False, capture_output=True, timeout=300, env=offscreen()
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    told = json.loads(done.stdout.decode().splitlines()[-1])
    return {suffix: told[path] for suffix, path in files.items()}


def written_name(suffix, name):
    return SHORT_NAMES.get(name, name) if suffix == ".shp.zip" else name


def day(value):
    """The day of a date as GDAL or QGIS gives it: date, date-time or text."""
    return dt.date.fromisoformat(value.replace("/", "-")[:10]) if value else None


def as_text(suffix, value):
    """What a format can hold of a text."""
    return value.encode()[:254].decode(errors="ignore").rstrip() if value and suffix == ".shp.zip" else value


def check_rows(suffix, rows, events):
    """Every event is there once, its text letter by letter, its days and numbers as they were."""
    assert Counter(row["event_id"] for row in rows) == Counter(event.event_id for event in events)
    by_id = {event.event_id: event for event in events}
    for row in rows:
        event = by_id[row["event_id"]]
        for name in ("location_local", "notes", "trigger", "admin1", "category"):
            assert (row.get(written_name(suffix, name)) or None) == as_text(suffix, getattr(event, name)), name
        for name in TYPED:
            assert day(row.get(written_name(suffix, name))) == getattr(event, name), name
        fatalities = row.get("fatalities")
        assert (None if fatalities in (None, "") else int(fatalities)) == event.fatalities
        if event.confidence:
            assert float(row["confidence"]) == pytest.approx(event.confidence, abs=1e-6)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_gdal_reads_every_event(suffix, files, events):
    options = ["-oo", "GEOM_POSSIBLE_NAMES=geometry", "-oo", "EMPTY_STRING_AS_NULL=YES"] if suffix == ".csv" else []
    layers = re.findall(r"^\d+: (\S+)", gdal("ogrinfo", "-q", *options, files[suffix]), re.MULTILINE)
    rows = []
    for layer in layers:
        if layer != "layer_styles":
            told = gdal("ogr2ogr", "-f", "GeoJSON", "/vsistdout/", *options, files[suffix], layer)
            rows += [feature["properties"] | {"shape": feature["geometry"]} for feature in json.loads(told)["features"]]
    check_rows(suffix, rows, events)
    by_id = {row["event_id"]: row["shape"] for row in rows}
    for event in events:
        shape = by_id[event.event_id]
        assert (shape is None) == (event.geometry is None)
        if shape is not None:
            told, meant = shapely.geometry.shape(shape), shapely.geometry.shape(event.geometry)
            assert told.is_valid
            assert told.hausdorff_distance(meant) < 1e-5


@pytest.mark.parametrize(
    ("suffix", "date", "whole", "flag"),
    [
        (".gpkg", "DateTime", "Integer64", "Integer(Boolean)"),
        (".fgb", "DateTime", "Integer64", "Integer(Boolean)"),
        (".geojson", "Date", "Integer", "Integer(Boolean)"),
        (".kml", "String", "Integer", "Integer"),
        (".kmz", "String", "Integer", "Integer"),
    ],
)
def test_gdal_sees_real_types(suffix, date, whole, flag, files):
    told = gdal("ogrinfo", "-so", "-al", files[suffix])
    found = dict(re.findall(r"^(\w+): (\S+) \(\d+\.\d+\)", told, re.MULTILINE))
    assert set(EVENT_COLUMNS) <= set(found)
    assert {found[name] for name in TYPED} == {date}
    assert found["fatalities"] == whole
    assert found["civilian_targeting"] == flag
    assert found["confidence"] == "Real"
    if suffix.startswith(".km"):
        assert (found["begin"], found["end"]) == ("DateTime", "DateTime")


def test_kml_has_time_spans_and_styles(files, events):
    told = gdal("ogrinfo", "-al", files[".kml"])
    assert len(re.findall(r"^  begin \(DateTime\) = ", told, re.MULTILINE)) == sum(
        e.event_date is not None for e in events
    )
    assert set(re.findall(r"^  Style = @(\w+)", told, re.MULTILINE)) == {event.category for event in events}


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_qgis_reads_every_event(suffix, in_qgis, events):
    layers = in_qgis[suffix].values()
    check_rows(suffix, [row for layer in layers for row in layer["rows"]], events)
    if suffix != ".csv":  # QGIS asks for the geometry column when a CSV is added
        placed = sum(row["geometry"] is not None for layer in layers for row in layer["rows"])
        assert placed == sum(event.geometry is not None for event in events)


def test_qgis_takes_the_geopackage_as_it_is(in_qgis, events):
    layers = in_qgis[".gpkg"]
    shapes = {name: layer["geometry"] for name, layer in layers.items() if not name.endswith("_undated")}
    assert shapes == dict(zip(LAYERS, ("Point", "MultiPoint", "MultiLineString", "MultiPolygon"), strict=True)) | {
        "events_unplaced": "NoGeometry"
    }
    colours = {category.name: category.colour.lower() for category in categories().values()}
    for name, layer in layers.items():
        assert {layer["fields"][column] for column in TYPED} == {"DateTime"}
        if layer["geometry"] != "NoGeometry":
            assert layer["renderer"] == "QgsCategorizedSymbolRenderer"
            assert layer["colours"] == colours
        dated = [row["event_date"] is not None for row in layer["rows"]]
        assert dated == [not name.endswith("_undated")] * len(dated)


@pytest.mark.parametrize(
    ("suffix", "names"),
    [
        (".gpkg", ["event_date", "end_date"]),
        (".fgb", ["event_date", "end_date"]),
        (".geojson", ["event_date", "end_date"]),
        (".kml", ["begin", "end"]),
        (".kmz", ["begin", "end"]),
    ],
)
def test_qgis_filters_by_time(suffix, names, in_qgis, events):
    layers = in_qgis[suffix]
    assert [layer["time"] for layer in layers.values()] == [names] * len(layers)
    shown = sum(layer["shown_in_2014"] for layer in layers.values())
    dated = sum(e.event_date is not None and e.event_date.year <= 2014 <= e.end_date.year for e in events)
    undated = sum(e.event_date is None for e in events)
    assert dated > 0
    # QGIS means to show what has no date at all times, but outside databases leaves that to GDAL, which may fail in it.
    assert shown == dated + undated if suffix == ".gpkg" else dated <= shown <= dated + undated


def test_qgis_draws_kml_in_its_own_colours(in_qgis):
    for suffix in (".kml", ".kmz"):
        assert {layer["renderer"] for layer in in_qgis[suffix].values()} == {"QgsEmbeddedSymbolRenderer"}
