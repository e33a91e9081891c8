"""From files to files with the real stages, through the command line and through Python."""

import datetime as dt
import json
import subprocess
import sys

import geopandas as gpd
import pytest

import geoevents
from geoevents.errors import DateError, InputError
from geoevents.model import EVENT_COLUMNS

ARABIC = """غارات على ريف الرقة
شنت طائرات حربية أمس غارات على مدينة الطبقة في ريف الرقة الغربي، ما أدى إلى مقتل سبعة مدنيين بينهم طفلان.
وفي ريف حمص الشرقي دارت اشتباكات عنيفة بين قوات النظام وتنظيم داعش قرب بلدة السخنة.
"""
ENGLISH = """Shelling near Douma
Government artillery shelled the town of Douma in the eastern Ghouta on Tuesday, killing three people, residents said.
"""
HOSTILE = """<script>alert(1)</script> ${7*7} `x` \\u003c \\ </style><img src=x onerror=alert(2)>
قصفت طائرات حربية أمس مدينة دوما في ريف دمشق <b>وقتل</b> خمسة أشخاص.
"""


def run(*arguments, **options):
    return subprocess.run(
        [sys.executable, "-m", "geoevents", *map(str, arguments)],
        check=False,
        capture_output=True,
        timeout=120,
        **options,
    )


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(ARABIC, encoding="utf-8")
    return path


def features(path):
    return json.loads(path.read_text(encoding="utf-8"))["features"]


def test_map_geojson_and_timeline(article, tmp_path):
    done = run("map", article, "--published", "2017-06-01", "-o", tmp_path / "m.html")
    assert done.returncode == 0, done.stderr
    assert b"2 events" in done.stdout or b"events from 1 article" in done.stdout
    assert "الطبقة" in (tmp_path / "m.html").read_text(encoding="utf-8")
    assert run("export", article, "--published", "2017-06-01", "-o", tmp_path / "e.geojson").returncode == 0
    events = {feature["properties"]["category"]: feature["properties"] for feature in features(tmp_path / "e.geojson")}
    strike = events["air_strike"]
    assert (strike["event_date"], strike["date_basis"], strike["fatalities"]) == ("2017-05-31", "relative", 7)
    assert strike["admin1"] == "Raqqa"
    assert strike["notes"] == ARABIC[strike["text_start"] : strike["text_end"]]
    assert events["clash"]["admin1"] == "Homs"
    timeline = run("timeline", article, "--published", "2017-06-01")
    assert timeline.returncode == 0, timeline.stderr
    assert b"Homs" in timeline.stdout


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_the_encoding_does_not_matter(encoding, tmp_path):
    (tmp_path / "a.txt").write_bytes(ARABIC.encode(encoding))
    assert run("export", tmp_path / "a.txt", "-o", tmp_path / "e.geojson", "-q").returncode == 0
    (tmp_path / "b.txt").write_bytes(ARABIC.encode())
    assert run("export", tmp_path / "b.txt", "-o", tmp_path / "f.geojson", "-q").returncode == 0
    assert features(tmp_path / "e.geojson") == features(tmp_path / "f.geojson")


def test_without_a_date_nothing_is_invented(article, tmp_path):
    done = run("export", article, "-o", tmp_path / "e.geojson")
    assert b"date of publication unknown" in done.stderr
    assert {feature["properties"]["event_date"] for feature in features(tmp_path / "e.geojson")} == {None}


def test_standard_input_to_standard_output():
    done = run("export", "-", "-o", "-", "--format", "geojson", "--published", "2017-06-06", input=ENGLISH.encode())
    assert done.returncode == 0, done.stderr
    (event,) = json.loads(done.stdout)["features"]
    properties = event["properties"]
    assert (properties["category"], properties["location"], properties["fatalities"]) == ("shelling", "Douma", 3)
    # 6 June 2017 was a Tuesday.
    assert properties["event_date"] == "2017-06-06"


def test_hostile_text_shows_as_text(tmp_path):
    (tmp_path / "a.txt").write_text(HOSTILE, encoding="utf-8")
    assert run("map", tmp_path / "a.txt", "--published", "2017-06-01", "-o", tmp_path / "m.html").returncode == 0
    page = (tmp_path / "m.html").read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page
    assert run("explain", tmp_path / "a.txt", "-o", tmp_path / "w.html").returncode == 0
    assert "<script" not in (tmp_path / "w.html").read_text(encoding="utf-8")


def test_a_million_letters_in_one_line(tmp_path):
    (tmp_path / "a.txt").write_text("قصفت طائرات حربية مدينة الرقة " * 34_000, encoding="utf-8")
    done = run("export", tmp_path / "a.txt", "-o", tmp_path / "e.geojson", "-q")
    assert done.returncode in (0, 1), done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("text", ["A quiet day.", "لا شيء هنا.", ".", "🙂" * 50, "\u200f\u202e\u2066"])
def test_no_place_and_no_event(text, tmp_path):
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    done = run("export", tmp_path / "a.txt", "-o", tmp_path / "e.geojson")
    assert done.returncode == 0, done.stderr
    assert b"no events found" in done.stderr
    assert features(tmp_path / "e.geojson") == []


def test_workers_change_nothing(tmp_path):
    lines = [
        json.dumps({"id": str(i), "text": text, "published": "2017-06-06"})
        for i, text in enumerate([ARABIC, ENGLISH] * 20)
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    for workers in (1, 2):
        done = run("export", tmp_path / "a.jsonl", "-o", tmp_path / f"{workers}.geojson", "--workers", workers, "-q")
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "1.geojson").read_bytes() == (tmp_path / "2.geojson").read_bytes()


def test_python(article):
    result = geoevents.read_article(article, published="2017-06-01")
    assert result.article.published == dt.date(2017, 6, 1)
    assert result.article.title == "غارات على ريف الرقة"
    frame = result.to_geodataframe()
    assert isinstance(frame, gpd.GeoDataFrame)
    assert tuple(frame.columns) == (*EVENT_COLUMNS, "geometry")
    assert len(frame) == len(result.events) >= 2
    assert [event.event_id for event in geoevents.read_article(ARABIC, published="2017-06-01").events] == list(
        frame.event_id
    )
    assert result.timeline().by == "admin1"
    for toponym in result.toponyms:
        assert result.article.text[toponym.start : toponym.end] == toponym.text


def test_python_map_is_a_folium_map(article, tmp_path):
    import folium

    page = geoevents.read_article(article).map()
    assert isinstance(page, folium.Map)
    folium.Marker((35.0, 38.0)).add_to(page)
    page.save(tmp_path / "m.html")
    assert (tmp_path / "m.html").stat().st_size > 100_000


def test_python_many(article):
    inputs = [ARABIC, article, {"text": ENGLISH, "id": "x", "published": "2017-06-06"}, str(article)]
    results = list(geoevents.read_articles(inputs))
    assert [result.article.language for result in results] == ["ar", "ar", "en", "ar"]
    assert results[2].article.article_id == "x"
    assert results[0].article.article_id == results[1].article.article_id == results[3].article.article_id


def test_python_errors(tmp_path):
    with pytest.raises(DateError):
        geoevents.read_article("text", published="yesterday")
    with pytest.raises(InputError, match=r"none\.txt: no such file"):
        geoevents.read_article("folder/none.txt")
    with pytest.raises(InputError, match="no such file"):
        list(geoevents.read_articles(["none.pdf"]))
    with pytest.raises(InputError, match="empty"):
        geoevents.read_article("")
    with pytest.raises(InputError, match="no such file"):
        geoevents.read_article(tmp_path / "none.txt")
    with pytest.raises(AttributeError):
        geoevents.nonsense  # noqa: B018
    (tmp_path / "two.jsonl").write_text('{"text": "a"}\n{"text": "b"}', encoding="utf-8")
    with pytest.raises(InputError, match="read_articles"):
        geoevents.read_article(tmp_path / "two.jsonl")


def test_geocoder():
    location = geoevents.Gazetteer.default().geocode("Palmyra")
    assert location.latitude == pytest.approx(34.56, abs=0.05)


@pytest.mark.parametrize("expression", ["15 كم جنوب شرق تدمر", "15 km south-east of Palmyra"])
def test_geocode(expression):
    done = run("geocode", expression, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["spatial_relation"], found["distance_km"]) == ("south_east_of", 15.0)
    # Palmyra lies at 34.56 N, 38.27 E; 15 km to the south-east are a tenth of a degree south.
    assert found["latitude"] == pytest.approx(34.46, abs=0.05)
    assert found["longitude"] == pytest.approx(38.39, abs=0.06)
    assert found["candidates"][0]["place"] == "Palmyra"
    assert found["geometry"]["type"] in ("Polygon", "MultiPolygon")


def test_geocode_of_nothing():
    done = run("geocode", "12345 ...")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
