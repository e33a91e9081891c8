import json
import os
import sys
from pathlib import Path

import pytest

from geoevents import resources
from geoevents.resources import cache_dir, data_path, load_compiled, user_data_dir


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv("GEOEVENTS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "source.toml"
    path.write_text("a")
    return path


def build_counting(value):
    calls = []

    def build():
        calls.append(1)
        return value

    return build, calls


def test_data_is_found():
    assert data_path("taxonomy.toml").is_file()
    assert data_path("gazetteer", "places.csv").is_file()


def test_environment_wins(monkeypatch, tmp_path):
    monkeypatch.setenv("GEOEVENTS_DATA", str(tmp_path / "d"))
    assert user_data_dir() == tmp_path / "d"


@pytest.mark.parametrize(
    ("platform", "variables", "data", "cache"),
    [
        ("linux", {}, "/h/.local/share/geoevents", "/h/.cache/geoevents"),
        ("linux", {"XDG_DATA_HOME": "/x", "XDG_CACHE_HOME": "relative"}, "/x/geoevents", "/h/.cache/geoevents"),
        ("darwin", {}, "/h/Library/Application Support/geoevents", "/h/Library/Caches/geoevents"),
        ("win32", {"LOCALAPPDATA": "/l"}, "/l/geoevents", "/l/geoevents"),
        ("win32", {}, "/h/AppData/Local/geoevents", "/h/AppData/Local/geoevents"),
    ],
)
def test_folders_of_each_system(monkeypatch, platform, variables, data, cache):
    for name in ("GEOEVENTS_DATA", "GEOEVENTS_CACHE", "XDG_DATA_HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", "/h")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert (user_data_dir(), cache_dir()) == (Path(data), Path(cache))


def test_built_once_then_read(cache, source):
    build, calls = build_counting({"words": ["قصف", None, 1.5]})
    assert load_compiled("x", [source], build) == load_compiled("x", [source], build) == {"words": ["قصف", None, 1.5]}
    assert len(calls) == 1
    (file,) = cache.iterdir()
    assert json.loads(file.read_bytes()) == {"words": ["قصف", None, 1.5]}


def test_a_change_builds_anew(cache, source):
    build, calls = build_counting(1)
    load_compiled("x", [source], build)
    source.write_text("longer")
    load_compiled("x", [source], build)
    os.utime(source, ns=(1, 1))
    load_compiled("x", [source], build)
    assert len(calls) == 3


def test_a_version_builds_anew(cache, source, monkeypatch):
    build, calls = build_counting(1)
    load_compiled("x", [source], build)
    monkeypatch.setattr(resources, "__version__", "99")
    load_compiled("x", [source], build)
    assert len(calls) == 2


def test_broken_or_unwritable_cache_is_passed_over(cache, source):
    build, calls = build_counting([1])
    load_compiled("x", [source], build)
    (file,) = cache.iterdir()
    file.write_bytes(b"{broken")
    assert load_compiled("x", [source], build) == [1]
    assert json.loads(file.read_bytes()) == [1]
    file.unlink()
    cache.rmdir()
    cache.write_text("a file stands where the folder should be")
    assert load_compiled("x", [source], build) == [1]
    assert len(calls) == 3


def test_missing_source_still_builds(cache, tmp_path):
    assert load_compiled("x", [tmp_path / "none"], lambda: 5) == 5


def test_old_files_are_forgotten(cache, source):
    for size in range(1, 12):
        source.write_text("a" * size)
        load_compiled("x", [source], lambda: 1)
    assert len(list(cache.iterdir())) == 5
