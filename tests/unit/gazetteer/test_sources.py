"""Readers of further sources, on small files of our own in the formats of the real ones."""

from __future__ import annotations

import json
import sqlite3
import zipfile

import pytest

from geoevents.errors import GazetteerError
from geoevents.gazetteer import Gazetteer, sources
from geoevents.language import Document


def geonames_line(number, name, alternates, latitude, longitude, code="PPL", population="120"):
    cells = [
        number,
        name,
        name,
        alternates,
        latitude,
        longitude,
        code[0],
        code,
        "SY",
        "",
        "",
        "",
        "",
        "",
        population,
        "",
        "600",
        "Asia/Damascus",
        "2020-01-01",
    ]
    return "\t".join(cells)


GEONAMES = "\n".join(
    [
        geonames_line("1", "Qaryat al Ikhtibar", "قرية الاختبار,Ikhtibar", "34.9", "38.1"),
        geonames_line("2", "Palmyra", "تدمر,Tadmor", "34.56", "38.28", population="51000"),
    ]
)


def names_in(gazetteer, text):
    return {p.place_id for m in gazetteer.find_names(Document(text, "ar")) for p in m.places}


def test_geonames_dump(small_core):
    path = small_core / "SY.txt"
    path.write_text(GEONAMES, encoding="utf-8")
    info = sources.add(str(path))
    assert (info.kind, info.rows, info.joined, info.licence) == ("geonames", 2, 1, "CC BY 4.0")
    gazetteer = Gazetteer.default()
    assert "geonames:1" in names_in(gazetteer, "غارة على قرية الاختبار")
    place = gazetteer.place("geonames:1")
    assert (place.admin1, place.source, place.country) == ("Homs", "geonames", "SY")
    # The one that is in the core joined it, and the core's row tells of both.
    assert gazetteer.place("geonames:2") is None
    assert "geonames:2" in gazetteer.row_sources("sy.homs.palmyra")


def test_geonames_zip(small_core):
    path = small_core / "SY.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "about this file")
        archive.writestr("SY.txt", GEONAMES)
    assert sources.add(str(path)).rows == 2


def test_geonames_alternate_names(small_core):
    path, alternates = small_core / "SY.txt", small_core / "alternates.txt"
    path.write_text(GEONAMES, encoding="utf-8")
    lines = [
        ("11", "1", "ar", "قرية البرهان", "1"),
        ("12", "1", "link", "https://example.org", ""),
        ("13", "1", "ku", "Gund", ""),
    ]
    alternates.write_text("\n".join("\t".join([*line, "", "", "", "", ""]) for line in lines), encoding="utf-8")
    sources.add(str(path), alternate_names=str(alternates))
    gazetteer = Gazetteer.default()
    assert gazetteer.place("geonames:1").name_local == "قرية البرهان"
    names = [name for name, _ in gazetteer.names_of("geonames:1")]
    assert "Gund" in names
    assert not [name for name in names if name.startswith("http")]


def test_listed_and_removed(small_core):
    path = small_core / "SY.txt"
    path.write_text(GEONAMES, encoding="utf-8")
    sources.add(str(path), key="first")
    sources.add(str(path), key="second")
    assert [info.key for info in sources.installed()] == ["first", "second"]
    assert sources.remove("first").key == "first"
    assert [info.key for info in sources.installed()] == ["second"]
    with pytest.raises(GazetteerError, match="second"):
        sources.remove("first")
    sources.remove("second")
    assert Gazetteer.default().place("geonames:1") is None


def test_whosonfirst_geojson_and_database(small_core):
    feature = {
        "type": "Feature",
        "id": 77,
        "properties": {
            "wof:id": 77, "wof:name": "Dayr at Tajribah", "wof:placetype": "locality", "wof:country": "SY",
            "name:ara_x_preferred": ["دير التجربة"], "name:eng_x_preferred": ["Deir al-Tajriba"], "edtf:deprecated": "uuuu",
        },
        "geometry": {"type": "Polygon", "coordinates": [[[38.0, 35.0], [38.1, 35.0], [38.1, 35.1], [38.0, 35.1], [38.0, 35.0]]]},
    }  # fmt: skip
    path = small_core / "wof.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    assert sources.add(str(path)).kind == "whosonfirst"
    place = Gazetteer.default().place("whosonfirst:77")
    assert (place.name, place.name_local) == ("Deir al-Tajriba", "دير التجربة")
    assert 35.0 <= place.latitude <= 35.1
    database = small_core / "wof.db"
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE geojson (id INTEGER, body TEXT)")
        connection.execute("INSERT INTO geojson VALUES (77, ?)", (json.dumps(feature),))
    connection.close()
    assert sources.add(str(database)).rows == 1


def test_ocha_files(small_core):
    import geopandas
    from shapely.geometry import Point

    rows = {"ADM4_EN": ["Tajruba"], "ADM4_AR": ["تجروبة"], "ADM4_PCODE": ["C99999"]}
    frame = geopandas.GeoDataFrame(rows, geometry=[Point(38.2, 34.9)], crs=4326)
    for name in ("ocha.gpkg", "ocha.shp"):
        # In another projection: it is stated, so it is converted.
        frame.to_crs(32637).to_file(small_core / name)
        info = sources.add(str(small_core / name))
        assert (info.kind, info.rows) == ("ocha", 1)
        place = Gazetteer.default().place("ocha:C99999")
        assert place.latitude == pytest.approx(34.9, abs=1e-4)
        assert place.name_local == "تجروبة"


def test_overpass_json(small_core):
    elements = [
        {
            "type": "node",
            "id": 5,
            "lat": 35.2,
            "lon": 38.4,
            "tags": {"place": "hamlet", "name": "مزرعة التجربة", "name:en": "Tajriba Farm"},
        },
        {
            "type": "way",
            "id": 6,
            "center": {"lat": 35.3, "lon": 38.5},
            "tags": {"natural": "peak", "name": "جبل التجربة"},
        },
        {"type": "node", "id": 7, "lat": 35.3, "lon": 38.5},
    ]
    path = small_core / "overpass.json"
    path.write_text(json.dumps({"elements": elements}), encoding="utf-8")
    info = sources.add(str(path))
    assert (info.kind, info.rows) == ("osm", 2)
    gazetteer = Gazetteer.default()
    assert gazetteer.place("osm:n5").feature_code == "PPLL"
    assert gazetteer.place("osm:w6").feature_code == "MT"


def test_names_are_of_the_language_of_their_script(small_core):
    tags = {"place": "hamlet", "name": "مزرعة التجربة", "alt_name": "Tajriba Farm", "name:ku": "Girê Tecrûbe"}
    path = small_core / "overpass.json"
    path.write_text(
        json.dumps({"elements": [{"type": "node", "id": 5, "lat": 35.2, "lon": 38.4, "tags": tags}]}), encoding="utf-8"
    )
    sources.add(str(path))
    names = dict(Gazetteer.default().names_of("osm:n5"))
    assert names == {"مزرعة التجربة": "ar", "Tajriba Farm": "en", "Girê Tecrûbe": "und"}


def test_any_table_with_a_column_mapping(small_core):
    path = small_core / "my places.csv"
    path.write_text("Ort;Arabisch;B;L\nTestdorf;قرية المتجر;35.1;38.3\n", encoding="utf-8")
    columns = {"name": "Ort", "name_ar": "Arabisch", "latitude": "B", "longitude": "L"}
    info = sources.add(str(path), columns=columns, licence="CC0")
    assert (info.key, info.kind, info.licence) == ("my-places", "table", "CC0")
    assert Gazetteer.default().search("Testdorf")[0].place.source == "my-places"


def test_files_for_one_run_only(small_core):
    path = small_core / "extra.csv"
    path.write_text("name,name_ar,latitude,longitude\nTestdorf,قرية المتجر,35.1,38.3\n", encoding="utf-8")
    assert sources.open_with([path]).search("Testdorf")[0].place.name == "Testdorf"
    assert not [f for f in Gazetteer.default().search("Testdorf") if f.place.name == "Testdorf"]


GOOD = "name,latitude,longitude,id\nOne,35.1,38.3,1\nTwo,35.2,38.4,2\n"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "name,latitude\nOne,35.1\n", "no column for longitude"),
        ("a.csv", GOOD.replace("35.2", "abc"), "row 3, column latitude: 'abc' is not a number"),
        ("a.csv", GOOD.replace("38.4", "4250000.5"), "row 3, column longitude: .*projection"),
        ("a.csv", GOOD.replace(",2\n", ",1\n"), "row 3, column id: 1 stands in row 2 already"),
        ("a.csv", GOOD[:-4], "row 3: 3 cells where the header has 4"),
        ("a.csv", "", "no rows"),
        ("a.csv", "name,latitude,longitude\n", "no rows"),
        ("a.csv", b"\xff\xfe\x00\x01name", "not UTF-8"),
        ("a.geojson", '{"type": "FeatureCollection", "features": [{"ty', "cut off"),
        ("a.geojson", '{"type": "FeatureCollection", "features": [{"type": "Feature"}]}', "feature 1"),
        ("a.geojson", '{"type":"FeatureCollection","features":[{"properties":{"name":"x"},"geometry":{"type":"Polygon","coordinates":[]}}]}', "feature 1, column geometry"),
        ("a.json", '{"some": "thing"}', "neither GeoJSON"),
        ("SY.zip", b"PK\x03\x04 cut", "damaged or cut off"),
        ("a.gpkg", b"no geopackage", "cannot be opened"),
        ("a.db", b"SQLite format 3\x00 broken", "not a database"),
    ],
)  # fmt: skip
def test_broken_files_are_refused_and_change_nothing(small_core, name, content, message):
    good = small_core / "good.csv"
    good.write_text(GOOD, encoding="utf-8")
    sources.add(str(good), key="mine")
    bad = small_core / name
    bad.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(GazetteerError, match=message):
        sources.add(str(bad), key="mine")
    assert [(info.key, info.rows) for info in sources.installed()] == [("mine", 2)]
    assert [p.name for p in Gazetteer.default().of_source("mine")] == ["One", "Two"]


@pytest.mark.parametrize("key", ["core", "../x", "A", ""])
def test_keys_that_are_refused(small_core, key):
    good = small_core / "good.csv"
    good.write_text(GOOD, encoding="utf-8")
    if key:
        with pytest.raises(GazetteerError, match="cannot name a source"):
            sources.add(str(good), key=key)


def test_unknown_things(small_core):
    with pytest.raises(GazetteerError, match="no such file"):
        sources.add(str(small_core / "nothing.csv"))
    good = small_core / "good.csv"
    good.write_text(GOOD, encoding="utf-8")
    with pytest.raises(GazetteerError, match="unknown kind"):
        sources.add(str(good), kind="atlas")
    with pytest.raises(GazetteerError, match="unknown field"):
        sources.add(str(good), columns={"nme": "name"})


def test_shapefile_without_projection(small_core):
    import geopandas
    from shapely.geometry import Point

    frame = geopandas.GeoDataFrame({"name": ["One"]}, geometry=[Point(38.2, 34.9)], crs=4326)
    frame.to_file(small_core / "a.shp")
    (small_core / "a.prj").unlink()
    with pytest.raises(GazetteerError, match="projection"):
        sources.add(str(small_core / "a.shp"))
