from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoevents.gazetteer.forms import is_article, name_key, word_key
from geoevents.gazetteer.merge import merge_rows
from geoevents.gazetteer.places import (
    Name,
    cells_from_row,
    format_alias,
    parse_alias,
    read_rows,
    row_from_cells,
    write_rows,
)
from geoevents.gazetteer.shapes import (
    contains,
    geometry_from_geojson,
    nearest_on_path,
    part_of_path,
    path_length_km,
    point_along,
    ring_faults,
)
from geoevents.geometry import bearing_deg, distance_km
from geoevents.language import fold_name
from geoevents.resources import data_path

CELLS = {
    "place_id": "sy.x.a", "name": "Kafr A", "name_ar": "كفر أ ب", "aliases_en": "Kfar A", "aliases_ar": "الكفر", "aliases_other": "ku:Kefer|tr:Kefr[2014/2017]",
    "feature_class": "P", "feature_code": "PPL", "country": "SY", "admin1": "Homs", "admin2": "Homs", "latitude": "34.5", "longitude": "37.5", "extent_m": "1500",
    "importance": "0.2", "sources": "own;wof:1", "notes": "",
}  # fmt: skip


def row(**change):
    return row_from_cells(CELLS | change, "here", change.pop("source", "core"))


def test_row_survives_a_round_trip(tmp_path):
    assert cells_from_row(row()) == CELLS
    write_rows(tmp_path / "p.csv", [row()])
    assert next(read_rows(tmp_path / "p.csv")) == row()


def test_core_file_survives_a_round_trip(tmp_path):
    core = data_path("gazetteer", "places.csv")
    write_rows(tmp_path / "p.csv", read_rows(core))
    assert (tmp_path / "p.csv").read_bytes() == core.read_bytes()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ku:Kobanê", Name("Kobanê", "ku")),
        ("Name[2014/2017]", Name("Name", "en", first="2014", last="2017")),
        ("tr:Ad[/2017]", Name("Ad", "tr", last="2017")),
        ("Name", Name("Name", "en")),
    ],
)
def test_aliases(text, name):
    assert parse_alias(text, "en") == name
    assert format_alias(name, "en") == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir ez-Zor", "Dayr az-Zawr"),
        ("al-Suwayda", "Sweida"),
        ("Salamiyah", "Salamieh"),
        ("الميادين", "ميادين"),
        ("تل أبيض", "تل الأبيض"),
        ("Khan Shaykhun", "Khan Sheikhoun"),
        ("Douma", "Duma"),
    ],
)
def test_spellings_with_one_key(one, other):
    assert name_key(fold_name(one)) == name_key(fold_name(other))


@pytest.mark.parametrize(
    ("one", "other"), [("Hama", "Homs"), ("Salma", "Salamiyah"), ("حلب", "حمص"), ("Duma", "Dumayr")]
)
def test_names_with_two_keys(one, other):
    assert name_key(fold_name(one)) != name_key(fold_name(other))


def test_articles():
    assert is_article("ez", "zor")
    assert is_article("al", "bab")
    assert not is_article("as", "near")
    assert not is_article("at", "home")


@given(st.text(min_size=1))
def test_keys_are_never_empty(text):
    for word in fold_name(text).split():
        assert word_key(word)


def test_merging():
    core = [row()]
    near = row(place_id="t:1", name="Kafr A", name_ar="كفر أب", latitude="34.51", sources="t:1", source="t")
    far = row(place_id="t:2", name="Kafr A", latitude="35.5", sources="t:2", source="t")
    mountain = row(place_id="t:3", feature_class="T", feature_code="MT", sources="t:3", source="t")
    merged = merge_rows(core, [[near, far, mountain]])
    assert [r.place.place_id for r in merged] == ["sy.x.a", "t:2", "t:3"]
    assert merged[0].sources == ("own", "wof:1", "t:1")
    assert "كفر أب" in [name.text for name in merged[0].names]
    assert merged[0].place == core[0].place


def test_distance_and_bearing():
    assert distance_km(0, 0, 0, 1) == pytest.approx(111.195, abs=0.01)
    assert bearing_deg(0, 0, 0, 1) == pytest.approx(90)
    assert bearing_deg(0, 0, -1, 0) == pytest.approx(180)


def test_contains_and_hole():
    outer = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]
    hole = [[4, 4], [6, 4], [6, 6], [4, 6], [4, 4]]
    area = geometry_from_geojson({"type": "Polygon", "coordinates": [outer, hole]})
    assert contains(area, 1, 1)
    assert not contains(area, 5, 5)
    assert not contains(area, 11, 5)
    assert contains(
        geometry_from_geojson(
            {"type": "MultiPolygon", "coordinates": [[outer], [[[20, 0], [21, 0], [21, 1], [20, 0]]]]}
        ),
        20.9,
        0.5,
    )


def test_ring_faults():
    assert list(ring_faults(((0, 0), (1, 1), (0, 0)))) == ["a ring of fewer than four positions"]
    assert list(ring_faults(((0, 0), (1, 0), (1, 1), (0, 1)))) == ["a ring that is not closed"]
    assert "crosses itself" in next(ring_faults(((0, 0), (1, 1), (1, 0), (0, 1), (0, 0))))
    assert list(ring_faults(((0, 0), (1, 0), (1, 1), (0, 1), (0, 0)))) == []


def test_paths():
    path = ((0.0, 0.0), (1.0, 0.0), (2.0, 0.0))
    a, b = nearest_on_path(path, 0.5, 0.1), nearest_on_path(path, 1.5, -0.1)
    assert a[0] == pytest.approx(11.1, abs=0.1)
    part = part_of_path(path, b, a)
    assert [round(x, 3) for x, _ in part] == [0.5, 1.0, 1.5]
    assert point_along(part, path_length_km(part) / 2)[0] == pytest.approx(1.0)
    assert point_along(part, 9999)[0] == pytest.approx(1.5)
