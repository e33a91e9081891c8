"""The files in maps/: valid, whole, and about what the reader reads today."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shapely

import geoevents
from geoevents.model import EVENT_COLUMNS

ROOT = Path(__file__).resolve().parents[2]
NAMES = sorted(path.stem for path in (ROOT / "seeds").glob("*.txt"))
AGAIN = "run python scripts/make_maps.py"
TOLERATED = 0.2
LARGEST_PICTURE = 300_000


@pytest.fixture(scope="module")
def read_today():
    readings = geoevents.read_articles([ROOT / "seeds" / "articles.jsonl"])
    return {reading.article.article_id: reading.events for reading in readings}


def test_there_is_a_map_of_each_article():
    assert NAMES
    for suffix in (".geojson", ".png"):
        assert sorted(path.stem for path in (ROOT / "maps").glob(f"*{suffix}")) == NAMES, AGAIN


@pytest.mark.parametrize("name", NAMES)
def test_geojson_is_valid_and_up_to_date(name, read_today):
    document = json.loads((ROOT / "maps" / f"{name}.geojson").read_text(encoding="utf-8"))
    assert document["type"] == "FeatureCollection"
    features = document["features"]
    assert any(feature["geometry"] for feature in features)
    for feature in features:
        assert tuple(feature["properties"]) == EVENT_COLUMNS, AGAIN
        if feature["geometry"] is not None:
            assert shapely.geometry.shape(feature["geometry"]).is_valid
    today = len(read_today[name])
    # A few events more or less by a better rule are no reason to fail; other events throughout are.
    assert abs(len(features) - today) <= max(2, TOLERATED * today), AGAIN


@pytest.mark.parametrize("name", NAMES)
def test_pictures_are_small(name):
    data = (ROOT / "maps" / f"{name}.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20]) == 1200
    assert len(data) < LARGEST_PICTURE
