from __future__ import annotations

import json

import pytest

from geoevents.errors import GazetteerError
from geoevents.gazetteer.places import COLUMNS
from geoevents.gazetteer.validate import validate

GOVERNORATE = {
    "place_id": "sy.homs.governorate", "name": "Homs Governorate", "name_ar": "محافظة حمص", "feature_class": "A", "feature_code": "ADM1",
    "country": "SY", "admin1": "Homs", "latitude": "34.5", "longitude": "37.5", "extent_m": "90000", "importance": "0.5", "sources": "own",
}  # fmt: skip
DISTRICT = GOVERNORATE | {
    "place_id": "sy.homs.homs-district",
    "name": "Homs District",
    "name_ar": "منطقة حمص",
    "feature_code": "ADM2",
    "admin2": "Homs",
}
VILLAGE = GOVERNORATE | {
    "place_id": "sy.homs.village", "name": "Village", "name_ar": "الضيعة", "feature_class": "P", "feature_code": "PPL", "admin2": "Homs",
    "latitude": "34.6", "longitude": "37.6", "extent_m": "1500", "importance": "0.1",
}  # fmt: skip
OUTLINE = [[37.0, 34.0], [38.0, 34.0], [38.0, 35.0], [37.0, 35.0], [37.0, 34.0]]


def write(folder, rows, areas=(), lines=()):
    import csv

    with (folder / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    for name, features in (("areas.geojson", areas), ("lines.geojson", lines)):
        value = {"type": "FeatureCollection", "features": list(features)}
        (folder / name).write_text(json.dumps(value), encoding="utf-8")
    return folder


def feature(place_id, kind, coordinates, **properties):
    return {
        "type": "Feature",
        "properties": {"place_id": place_id, "accuracy_m": 1000, "sources": ["own"], **properties},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


AREA = feature("sy.homs.governorate", "Polygon", [OUTLINE])


def checks(folder):
    return {(finding.check, finding.place_id) for finding in validate(folder)}


def test_sound_data(tmp_path):
    assert checks(write(tmp_path, [GOVERNORATE, DISTRICT, VILLAGE], [AREA])) == set()


@pytest.mark.parametrize(
    ("change", "check"),
    [
        ({"latitude": "33.0"}, "governorate"),
        ({"admin1": "Atlantis"}, "governorate"),
        ({"admin2": "Atlantis"}, "district"),
        ({"feature_code": "XXXX"}, "code"),
        ({"feature_class": "T"}, "code"),
        ({"name_ar": ""}, "names"),
        ({"name": "الضيعة"}, "names"),
        ({"aliases_en": "الضيعة"}, "names"),
        ({"sources": ""}, "source"),
        ({"place_id": "SY Village"}, "identifier"),
    ],
)
def test_one_fault(tmp_path, change, check):
    row = VILLAGE | change
    found = checks(write(tmp_path, [GOVERNORATE, DISTRICT, row], [AREA]))
    assert (check, row["place_id"]) in found


def test_explained_place_outside_is_passed_over(tmp_path):
    row = VILLAGE | {"latitude": "33.0", "notes": "an exclave"}
    assert checks(write(tmp_path, [GOVERNORATE, DISTRICT, row], [AREA])) == set()


def test_doubles_and_names_alike(tmp_path):
    twin = VILLAGE | {"place_id": "sy.homs.village-2", "name": "Other", "name_ar": "ضيعه", "latitude": "34.603"}
    near = VILLAGE | {"place_id": "sy.homs.village-3", "name": "Third", "name_ar": "الضيعه", "latitude": "34.63"}
    found = checks(write(tmp_path, [GOVERNORATE, DISTRICT, VILLAGE, twin, near], [AREA]))
    assert ("double", "sy.homs.village") in found
    assert ("alike", "sy.homs.village") in found


def test_shapes(tmp_path):
    crossed = feature("sy.homs.governorate", "Polygon", [[[37, 34], [38, 35], [38, 34], [37, 35], [37, 34]]])
    orphan = feature("sy.homs.nowhere", "LineString", [[37, 34], [38, 34]])
    found = checks(write(tmp_path, [GOVERNORATE, DISTRICT], [crossed], [orphan]))
    assert ("area", "sy.homs.governorate") in found
    assert ("shape", "sy.homs.nowhere") in found


def test_a_hole_of_one_point_is_not_valid(tmp_path):
    outer = [[37, 34], [38, 34], [38, 35], [37, 35], [37, 34]]
    holed = feature("sy.homs.governorate", "Polygon", [outer, [[37.5, 34.5]] * 4])
    found = list(validate(write(tmp_path, [GOVERNORATE, DISTRICT], [holed])))
    assert [f.message for f in found if f.check == "area"] == [
        "is not valid: Too few points in geometry component[37.5 34.5]"
    ]


def test_governorates_that_overlap(tmp_path):
    other = GOVERNORATE | {"place_id": "sy.homs.twin", "name": "Twin", "name_ar": "التوأم"}
    twin = feature("sy.homs.twin", "Polygon", AREA["geometry"]["coordinates"])
    assert ("overlap", "sy.homs.governorate") in checks(write(tmp_path, [GOVERNORATE, other, DISTRICT], [AREA, twin]))


def test_line_that_leaves_its_junction(tmp_path):
    road = GOVERNORATE | {
        "place_id": "sy.homs.road",
        "name": "Road",
        "name_ar": "الطريق",
        "feature_class": "R",
        "feature_code": "RD",
        "extent_m": "95000",
    }
    line = feature("sy.homs.road", "LineString", [[37.0, 34.0], [38.0, 34.1]], junctions=["sy.homs.village", "sy.x"])
    found = list(validate(write(tmp_path, [GOVERNORATE, DISTRICT, road, VILLAGE], [AREA], [line])))
    messages = [f.message for f in found if f.check == "junction"]
    assert len(messages) == 2
    assert any("leaves sy.homs.village by 5" in message for message in messages)


@pytest.mark.parametrize(
    ("change", "column"),
    [({"latitude": "north"}, "latitude"), ({"importance": "7"}, "importance"), ({"name": ""}, "name")],
)
def test_unreadable_rows_name_row_and_column(tmp_path, change, column):
    write(tmp_path, [GOVERNORATE, VILLAGE | change])
    with pytest.raises(GazetteerError, match=rf"places.csv, row 3, column {column}"):
        validate(tmp_path)


def test_missing_column(tmp_path):
    (tmp_path / "places.csv").write_text("place_id,name\nsy.a,A\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match="columns are missing"):
        validate(tmp_path)
