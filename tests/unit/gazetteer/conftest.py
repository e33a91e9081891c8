from __future__ import annotations

import csv
import json

import pytest

from geoevents.gazetteer import Gazetteer
from geoevents.gazetteer.places import COLUMNS


@pytest.fixture(scope="session")
def core(tmp_path_factory):
    """The core gazetteer, its index built in a cache of the test run's own."""
    cache = tmp_path_factory.mktemp("cache")
    patch = pytest.MonkeyPatch()
    patch.setenv("GEOEVENTS_CACHE", str(cache))
    yield Gazetteer.open()
    patch.undo()


@pytest.fixture
def own_folders(tmp_path, monkeypatch):
    """User data and cache folders of the test's own."""
    monkeypatch.setenv("GEOEVENTS_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("GEOEVENTS_CACHE", str(tmp_path / "cache"))
    return tmp_path


@pytest.fixture
def small_core(own_folders, monkeypatch):
    """A core of one governorate with one town, so that an index is built at once."""
    folder = own_folders / "core"
    folder.mkdir()
    town = {
        "place_id": "sy.homs.palmyra", "name": "Palmyra", "name_ar": "تدمر", "feature_class": "P", "feature_code": "PPLA2",
        "country": "SY", "admin1": "Homs", "admin2": "Palmyra", "latitude": "34.56", "longitude": "38.28",
        "extent_m": "4000", "importance": "0.9", "sources": "own",
    }  # fmt: skip
    division = town | {
        "place_id": "sy.homs.governorate", "name": "Homs Governorate", "name_ar": "محافظة حمص", "feature_class": "A",
        "feature_code": "ADM1", "admin2": "", "extent_m": "150000",
    }  # fmt: skip
    with (folder / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows([division, town])
    ring = [[36, 34], [39.5, 34], [39.5, 36], [36, 36], [36, 34]]
    properties = {"place_id": "sy.homs.governorate", "accuracy_m": 1, "sources": ["own"]}
    feature = {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    (folder / "areas.geojson").write_text(
        json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8"
    )
    monkeypatch.setattr("geoevents.gazetteer.gazetteer.data_path", lambda *_: folder)
    return own_folders
