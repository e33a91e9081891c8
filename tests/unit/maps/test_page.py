import base64
import gzip
import hashlib
import html
import json
import re
import subprocess
import sys
import tomllib

import pytest

from geoevents.errors import OutputError
from geoevents.maps import render_events, render_page, save_map
from geoevents.maps.page_parts import PAGE, PageOptions, default_tiles
from geoevents.resources import data_path

HOSTILE = "</script><script>alert(1)</script><!-- ${alert(2)} `\\ \u2028 &amp; <img src=x onerror=alert(3)>"


def block(page, name):
    match = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', page, re.DOTALL)
    return json.loads(match[1])


def test_page_is_one_file_without_addresses_to_fetch(reading):
    page = render_page([reading()])
    assert not re.search(r"<(?:script|img|iframe|link)[^>]+(?:src|href)=(?![\"']?data:)", page)
    assert "@import" not in page
    assert "sourceMappingURL" not in page


def test_policy_names_the_hash_of_every_script(reading):
    page = render_page([reading()])
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    assert len(scripts) == 2
    for text in (*scripts, *styles):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("field", ["title", "source", "url", "text", "article_id"])
def test_hostile_text_of_an_article_stays_text(reading, field):
    page = render_page([reading(**{field: HOSTILE})])
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert page.count("<script") == render_page([reading()]).count("<script")


def test_hostile_title_is_escaped(reading):
    page = render_page([reading()], title=HOSTILE)
    assert html.unescape(re.search(r"<title>(.*?)</title>", page, re.DOTALL)[1]) == HOSTILE


def test_template_marks_in_texts_are_left_alone(reading):
    page = render_page([reading(text="costs $data and ${late} $$ " * 3)])
    assert block(page, "ge-late")["texts"] == ["costs $data and ${late} $$ " * 3]


def test_long_texts_are_packed_and_come_back(reading):
    text = "word " * 300_000
    page = render_page([reading(text=text)])
    packed = re.search(r'<script type="text/plain" id="ge-late">([^<]*)</script>', page)[1]
    assert json.loads(gzip.decompress(base64.b64decode(packed)))["texts"] == [text]
    assert page == render_page([reading(text=text)])


def test_language_follows_the_articles_and_can_be_chosen(reading):
    assert '<html lang="en">' in render_page([reading()])
    assert '<html lang="ar">' in render_page([reading(language="ar"), reading()])
    assert '<html lang="ar">' in render_page([reading()], language="ar")
    with pytest.raises(ValueError, match="ar and en"):
        render_page([reading()], language="fr")


def test_title_is_that_of_the_only_article(reading):
    assert block(render_page([reading()]), "ge-config")["title"] == "A title"
    assert block(render_page([reading(), reading()]), "ge-config")["title"] is None


def test_fixed_cost_is_small():
    assert len(render_page([]).encode()) <= 350_000


def test_words_are_the_same_in_both_languages():
    words = {language: json.loads((PAGE / f"strings.{language}.json").read_text("utf-8")) for language in ("ar", "en")}
    assert words["ar"].keys() == words["en"].keys()
    for key, sentence in words["en"].items():
        assert sorted(re.findall(r"\{\w+\}", sentence)) == sorted(re.findall(r"\{\w+\}", words["ar"][key])), key


def test_every_word_is_used_and_every_used_word_is_there():
    words = json.loads((PAGE / "strings.en.json").read_text("utf-8"))
    sources = "".join(path.read_text("utf-8") for path in PAGE.glob("*.js"))
    for key in re.findall(r'\bsay\("([\w.]+)"', sources):
        assert key in words, key
    other = "".join(path.read_text("utf-8") for path in PAGE.parents[1].glob("*/*.py"))
    for key in words:
        kind = key.partition(".")[0]
        spelled = f'"{key}"' in sources + other or f".{key}" in sources or f" {key}:" in sources
        assert spelled or re.search(rf"{kind}\.(?:\$\{{|\{{)|key\}}\.", sources), key


def test_categories_are_those_of_the_taxonomy_with_its_colours():
    looks = json.loads((PAGE / "categories.json").read_text("utf-8"))
    taxonomy = tomllib.loads(data_path("taxonomy.toml").read_text("utf-8"))
    assert {name: look["colour"] for name, look in looks.items()} == {n: t["colour"] for n, t in taxonomy.items()}
    words = json.loads((PAGE / "strings.ar.json").read_text("utf-8"))
    assert all(f"category.{name}" in words for name in taxonomy)
    assert len({(look["colour"], look["shape"], look["glyph"]) for look in looks.values()}) == len(looks)


def test_background_layers_name_their_makers():
    tiles = default_tiles()
    assert {"OpenStreetMap", "OpenTopoMap", "Esri World Imagery"} <= {tile["name"] for tile in tiles}
    assert all(tile["attribution"] and tile["url"].startswith("https://") for tile in tiles)


def test_own_background_layers_take_xyzservices_values(reading):
    tile = {
        "name": "Mine",
        "url": "https://{s}.example.org/{variant}/{z}/{x}/{y}{r}.png",
        "variant": "v1",
        "attribution": "me",
    }
    page = render_page([reading()], tiles=[tile])
    assert block(page, "ge-config")["tiles"][0]["url"] == "https://{s}.example.org/v1/{z}/{x}/{y}.png"
    assert "https://*.example.org" in page
    with pytest.raises(ValueError, match="http"):
        render_page([reading()], tiles=[{"name": "x", "url": "javascript:alert(1)"}])


def test_basemap_is_small_and_covers_all_governorates():
    path = data_path("basemap", "basemap.json")
    assert path.stat().st_size <= 150_000
    basemap = json.loads(path.read_text("utf-8"))
    assert len(basemap["admin1"]) == 14
    assert {row[0] for row in basemap["labels"]["admin1"]} == set(basemap["admin1"])


def test_save_writes_whole_or_not_at_all(reading, tmp_path):
    path = save_map([reading()], tmp_path / "new" / "map.html")
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(OutputError, match="cannot write"):
        save_map([reading()], blocked / "map.html")
    folder = tmp_path / "folder.html"
    folder.mkdir()
    with pytest.raises(OutputError, match="cannot write"):
        save_map([reading()], folder)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder.html", "new"]


def test_lone_surrogates_are_written(reading, tmp_path):
    path = save_map([reading(text="bad \ud800 text" + "x" * 60)], tmp_path / "map.html")
    assert block(path.read_text("utf-8"), "ge-late")["texts"][0].startswith("bad ? text")


def test_events_alone_make_a_page_with_their_evidence(event):
    page = render_events([event(), event(event_id="e2", article_id="a2", source="S")], language="en")
    assert len(block(page, "ge-data")["articles"]) == 2
    assert block(page, "ge-late")["notes"]["0"].startswith("Shelling")


def test_page_needs_no_heavy_library():
    code = (
        "import sys; from geoevents.maps import render_page; render_page([]); "
        "print([m for m in ('folium', 'pandas', 'numpy', 'shapely', 'geopandas', 'jinja2', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_options_are_plain_values():
    assert PageOptions(title=None, language="ar").view == "list"
