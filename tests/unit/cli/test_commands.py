"""The command line, with a made-up reading in place of the stages."""

import io
import json
import sys
import types
from dataclasses import replace
from pathlib import Path

import pytest

from geoevents.cli import COMMANDS, build_parser, main
from geoevents.cli.map import default_path
from geoevents.cli.table import counted
from geoevents.errors import InputError

TEXT = "قصفت طائرات حربية أمس أطراف مدينة الرقة، وقتل ثلاثة مدنيين.\nدارت اشتباكات قرب تدمر."


@pytest.fixture(autouse=True)
def stages(monkeypatch, reading, five_events):
    """Read every article as the same mentions and events; some texts go wrong."""

    def read(article, gazetteer, stages):
        if "stone" in article.text:
            raise ZeroDivisionError("in a stage")
        if "quiet" in article.text:
            return replace(reading, article=article, toponyms=(), events=())
        if "interrupt" in article.text:
            raise KeyboardInterrupt
        return replace(reading, article=article, events=tuple(five_events))

    fake = types.ModuleType("geoevents.pipeline")
    fake.read = read
    monkeypatch.setitem(sys.modules, "geoevents.pipeline", fake)
    monkeypatch.setattr("geoevents.pipeline", fake, raising=False)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "quiet.txt").write_text("A quiet day.", encoding="utf-8")
    (tmp_path / "stone.txt").write_text("A stone.", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    return tmp_path


def run(capsys, *arguments):
    """Status, standard output, and the lines of standard error."""
    try:
        status = main(list(arguments))
    except SystemExit as stop:
        status = stop.code
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return status, captured.out, captured.err.splitlines()


def test_export_to_a_file(capsys, folder):
    status, out, err = run(capsys, "export", "a.txt", "-o", "e.geojson")
    assert (status, out) == (0, "")
    assert len(json.loads((folder / "e.geojson").read_text(encoding="utf-8"))["features"]) == 5
    assert any("5 events from 1 article, 1 without a place, 1 without a date, 2017-05-31" in line for line in err)
    assert any("date of publication unknown" in line and "--published" in line for line in err)


def test_quiet_says_nothing(capsys, folder):
    assert run(capsys, "export", "a.txt", "-o", "e.csv", "--quiet") == (0, "", [])


def test_export_to_standard_output(capfdbinary, folder):
    assert main(["export", "a.txt", "-o", "-", "-q"]) == 0
    assert len(json.loads(capfdbinary.readouterr().out)["features"]) == 5
    assert main(["export", "a.txt", "-o", "-", "--format", "csv", "-q"]) == 0
    assert capfdbinary.readouterr().out.startswith(b"event_id,")


def test_filters(capsys, folder):
    def count(*options):
        status, _, err = run(capsys, "export", "a.txt", "-o", "e.geojson", *options)
        assert status == 0, err
        return len(json.loads((folder / "e.geojson").read_text(encoding="utf-8"))["features"])

    assert count("--category", "clash", "--category", "movement") == 2
    assert count("--since", "2017-05-31") == 4
    assert count("--until", "2017-05-30") == 0
    assert count("--min-confidence", "0.9") == 0
    assert count("--region", "الرقة") == 5
    assert count("--region", "Damascus") == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "required"),
        (["nonsense"], "invalid choice"),
        (["export", "a.txt"], "-o"),
        (["export", "a.txt", "-o", "e.xyz"], "unknown format"),
        (["export", "a.txt", "-o", "-", "--format", "doc"], "unknown format"),
        (["map", "a.txt", "-o", "m.pdf"], ".html"),
        (["timeline", "a.txt", "-o", "t.doc"], ".html"),
        (["explain", "a.txt", "-o", "t.doc"], ".html"),
        (["places", "a.txt", "-o", "t.gpkg"], ".geojson"),
        (["export", "a.txt", "-o", "e.csv", "--published", "yesterday"], "YYYY-MM-DD"),
        (["export", "a.txt", "-o", "e.csv", "--category", "war"], "air_strike"),
        (["export", "a.txt", "-o", "e.csv", "--min-confidence", "2"], "0 to 1"),
        (["export", "a.txt", "-o", "e.csv", "--since", "2017-06-02", "--until", "2017-06-01"], "lies after"),
        (["export", "a.txt", "-o", "e.csv", "--columns", "body"], "FIELD=COLUMN"),
        (["export", "a.txt", "-o", "e.csv", "--workers", "0"], "processes"),
        (["reverse", "north", "38"], "degrees"),
        (["geocode", " "], "give a place expression"),
        (["reverse", "34", "38", "--within", "-1"], "km"),
    ],
)
def test_wrong_usage_is_2(capsys, folder, arguments, words):
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert words in "\n".join(err)
    assert not list(folder.glob("e.*"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.txt"], "none.txt: no such file"),
        (["empty.txt"], "empty.txt: empty"),
        (["image.txt"], "image.txt: not text but a PNG image"),
        (["stone.txt"], "internal error: ZeroDivisionError: in a stage"),
        (["a.txt", "--gazetteer", "none.csv"], "none.csv: no such file"),
        (["a.txt", "--region", "qqqqqqqqq"], "no such place"),
        (["a.txt", "--region", "Nowhere"], "no such place in the gazetteer (the nearest name is"),
    ],
)
def test_failures_are_1_with_one_line_each(capsys, folder, arguments, words):
    for output in ("e.geojson", "-"):
        status, out, err = run(capsys, "export", *arguments, "-o", output, "-q")
        assert (status, out) == (1, "")
        assert words in err[0]
        assert len(err) == 1
    assert not list(folder.glob("*.geojson"))
    assert not list(folder.glob(".*"))


@pytest.mark.parametrize("output", ["none/e.geojson", "."])
def test_output_that_cannot_be_written(capsys, folder, output):
    status, _, err = run(capsys, "export", "a.txt", "-o", output, "--format", "geojson", "-q")
    assert status == 1
    assert len(err) == 1
    assert "cannot be written" in err[0]


@pytest.mark.parametrize(
    ("command", "name"),
    [
        (["map"], "m.html"),
        (["timeline"], "t.html"),
        (["timeline"], "t.csv"),
        (["timeline", "--detail"], "t.csv"),
        (["explain"], "e.html"),
        (["places"], "p.json"),
        (["export"], "e.geojson"),
    ],
)
def test_no_command_makes_the_folder_of_its_output(capsys, folder, command, name):
    # Told before anything is read: the article that is not there is no matter.
    status, out, err = run(capsys, *command, "none.txt", "-o", f"new/{name}")
    assert (status, out) == (1, "")
    assert err == [f"geoevents: {Path('new', name)}: cannot be written: the folder new does not exist"]
    assert not (folder / "new").exists()


def test_a_bad_article_among_many_is_3(capsys, folder):
    status, _, err = run(capsys, "export", "a.txt", "empty.txt", "stone.txt", "quiet.txt", "-o", "e.geojson")
    assert status == 3
    assert len(json.loads((folder / "e.geojson").read_text(encoding="utf-8"))["features"]) == 5
    assert [line for line in err if "empty.txt" in line]
    assert [line for line in err if "ZeroDivisionError" in line]
    assert err[-1] == "geoevents: 2 could not be read and were skipped"


def test_a_file_that_several_inputs_name_is_read_once(capsys, folder):
    status, _, err = run(capsys, "export", "a.txt", "*.txt", str(folder / "a.txt"), "./a.txt", "-o", "e.geojson")
    assert status == 3
    assert len(json.loads((folder / "e.geojson").read_text(encoding="utf-8"))["features"]) == 5
    assert [line for line in err if "5 events from 2 articles" in line]


@pytest.mark.parametrize("name", ["gpkg", "kml", "kmz", "fgb", "shp.zip"])
def test_the_format_may_differ_from_the_suffix(capsys, folder, name):
    assert run(capsys, "export", "a.txt", "-o", "e.csv", "--format", name, "-q") == (0, "", [])
    assert run(capsys, "export", "a.txt", "-o", f"e.{name}", "-q") == (0, "", [])
    magic = (folder / f"e.{name}").read_bytes()[:4]
    assert (folder / "e.csv").read_bytes()[:4] == magic
    assert not list(folder.glob(".*"))


def test_one_is_singular(capsys, folder):
    _, _, err = run(capsys, "export", "a.txt", "empty.txt", "-o", "e.geojson", "--category", "arrest")
    assert "geoevents: 1 could not be read and was skipped" in err
    assert counted(1, "event") == "1 event"
    assert counted(0, "event") == "0 events"


def test_folder_without_articles(capsys, folder):
    (folder / "photos").mkdir()
    (folder / "photos" / "a.jpg").write_bytes(b"x")
    status, _, err = run(capsys, "map", "photos", "-o", "m.html")
    assert status == 1
    assert "no articles in this folder" in err[0]
    assert not (folder / "m.html").exists()


def test_an_article_without_events(capsys, folder):
    status, out, err = run(capsys, "map", "quiet.txt")
    assert status == 0
    assert "maps/quiet.html: 0 events from 1 article" in out.replace("\\", "/")
    assert any("no events found" in line for line in err)


def test_map(capsys, folder):
    status, out, _ = run(capsys, "map", "a.txt", "--published", "2017-06-01")
    assert status == 0
    assert Path(out.partition(":")[0]) == Path("maps/a.html")
    assert "الرقة" in (folder / "maps" / "a.html").read_text(encoding="utf-8")


def test_map_as_a_picture(capsys, folder):
    pytest.importorskip("matplotlib", minversion="3.11")
    for arguments, path in (("-o", "a.PNG"), "a.PNG"), (("--format", "png"), "maps/a.png"):
        status, out, _ = run(capsys, "map", "a.txt", *arguments)
        assert status == 0
        assert Path(out.partition(":")[0]) == Path(path)
        assert (folder / path).read_bytes().startswith(b"\x89PNG")


def test_a_picture_without_matplotlib_names_the_extra(capsys, folder, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    # Nothing is read before: the article that is not there is no matter.
    status, out, err = run(capsys, "map", "none.txt", "-o", "a.png")
    assert (status, out, len(err)) == (1, "", 1)
    assert "geoevents[pictures]" in err[0]
    assert not (folder / "a.png").exists()


@pytest.mark.parametrize(
    ("inputs", "name"),
    [
        (["x/article.ar.txt"], "article.ar"),
        (["http://example.org/a/story?id=1"], "story-id-1"),
        (["-"], "events"),
        (["a", "b"], "events"),
        (["news/"], "news"),
        (["../.."], "events"),
        (["a/*.txt"], "events"),
    ],
)
def test_default_map_names(inputs, name):
    assert default_path(inputs) == Path("maps", f"{name}.html")


def test_places(capsys, folder):
    status, out, _ = run(capsys, "places", "a.txt")
    assert status == 0
    assert "PPLA" in out
    assert "35.95 " in out
    assert run(capsys, "places", "a.txt", "-o", "p.json", "-q")[0] == 0
    assert len(json.loads((folder / "p.json").read_text(encoding="utf-8"))) == 2
    assert "(no place mentions)" in run(capsys, "places", "quiet.txt")[1]


def test_control_characters_do_not_reach_the_terminal(capsys, folder, reading):
    (folder / "evil.txt").write_text("\x1b[31mevil\x1b]0;title\x07 town\n" + TEXT, encoding="utf-8")
    for command in ("explain", "places"):
        status, out, err = run(capsys, command, "evil.txt")
        assert status == 0
        assert "\x1b" not in out + "".join(err)
        assert "\x07" not in out


def test_timeline(capsys, folder):
    status, out, _ = run(capsys, "timeline", "a.txt", "--by", "category")
    assert status == 0
    assert "31" in out
    assert run(capsys, "timeline", "a.txt", "-o", "t.json", "-q")[0] == 0
    assert json.loads((folder / "t.json").read_text(encoding="utf-8"))["by"] == "admin1"


def test_explain(capsys, folder):
    status, out, _ = run(capsys, "explain", "a.txt")
    assert status == 0
    assert "[الرقة|P1]" in out
    assert "## Events: 5" in out
    (folder / "evil.txt").write_text("<script>x()</script>\n" + TEXT, encoding="utf-8")
    assert run(capsys, "explain", "evil.txt", "-o", "why.html")[0] == 0
    page = (folder / "why.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_reverse(capsys):
    status, out, _ = run(capsys, "reverse", "35.95", "39.01", "--json")
    found = json.loads(out)
    assert status == 0
    assert (found["admin1"], len(found["places"])) == ("Raqqa Governorate", 10)
    distances = [place["distance_km"] for place in found["places"]]
    assert distances == sorted(distances)
    assert "no place within" in run(capsys, "reverse", "-40", "-30")[1]


def test_gazetteer(capsys, tmp_path):
    status, out, _ = run(capsys, "gazetteer", "search", "تدمر", "--json", "--limit", "1")
    assert status == 0
    assert json.loads(out)["name"] == "Palmyra"
    assert run(capsys, "gazetteer", "info")[0] == 0
    assert run(capsys, "gazetteer", "search", "qqqqqqqqqqqq")[0] == 1
    table = tmp_path / "mine.csv"
    table.write_text("name,name_ar,latitude,longitude\nNew Hamlet Xyz,تل القمر الجديد,35.0,38.0\n", encoding="utf-8")
    assert run(capsys, "gazetteer", "add", str(table))[0] == 0
    assert "mine" in run(capsys, "gazetteer", "sources")[1]
    assert "New Hamlet Xyz" in run(capsys, "gazetteer", "search", "New Hamlet Xyz")[1]
    assert run(capsys, "gazetteer", "remove", "mine")[0] == 0
    assert run(capsys, "gazetteer", "remove", "mine")[0] == 1
    assert "New Hamlet Xyz" in run(capsys, "gazetteer", "search", "New Hamlet Xyz", "--gazetteer", str(table))[1]


def test_gazetteer_against_reference_tables(capsys, tmp_path):
    tables = tmp_path / "tables"
    tables.mkdir()
    table = tables / "a.csv"
    assert "no CSV table in it" in run(capsys, "gazetteer", "validate", "--reference", str(tables))[2][0]
    table.write_text("pcode,lat,lon\nC2889,30.0,38.0\n", encoding="utf-8")
    status, out, _ = run(capsys, "gazetteer", "validate", "--reference", str(tables))
    assert status == 1
    assert "sy.homs.palmyra (Palmyra): 5" in out
    assert "from ocha2015:C2889" in out
    table.write_text("pcode,lat,lon\nC2889,34.56,38.28\n", encoding="utf-8")
    assert run(capsys, "gazetteer", "validate", "--reference", str(tables))[0] == 0
    table.write_text("pcode,lat,lon\nC2889,34.56,east\n", encoding="utf-8")
    assert "a.csv, row 2: 34.56, east" in run(capsys, "gazetteer", "validate", "--reference", str(tables))[2][0]


def test_gazetteer_with_alternate_names(capsys, tmp_path):
    dump, names = tmp_path / "SY.txt", tmp_path / "names.txt"
    cells = ["77", "Qqarya", "Qqarya", "", "35.1", "38.3", "P", "PPL", "SY", "", "", "", "", "", "9", "", "", "", ""]
    dump.write_text("\t".join(cells) + "\n", encoding="utf-8")
    names.write_text("5\t77\tar\tققرية\t1\t\t\t\t\t\n", encoding="utf-8")
    add = ("gazetteer", "add", str(dump), "--kind", "geonames", "--key", "alternates", "--alternate-names")
    assert run(capsys, *add, str(names))[0] == 0
    assert "Qqarya" in run(capsys, "gazetteer", "search", "ققرية")[1]
    assert run(capsys, "gazetteer", "remove", "alternates")[0] == 0
    assert "SY.txt, row 1: not a row of GeoNames' alternate names" in run(capsys, *add, str(dump))[2][0]


def test_asks_for_the_date_on_a_terminal(capsys, folder, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr(sys, "stdin", Terminal("2017-06-01\n"))
    monkeypatch.setattr("geoevents.cli.session.sys.stderr.isatty", lambda: True, raising=False)
    status, _, err = run(capsys, "export", "a.txt", "-o", "e.csv")
    assert status == 0
    assert "When was" in err[0]
    assert any("assumed as answered" in line for line in err)


def test_interrupt(capsys, folder):
    (folder / "i.txt").write_text("please interrupt", encoding="utf-8")
    status, _, err = run(capsys, "export", "i.txt", "-o", "e.csv")
    assert (status, err) == (130, ["geoevents: interrupted"])
    assert not (folder / "e.csv").exists()


def test_help_and_version(capsys):
    status, out, _ = run(capsys, "--help")
    assert status == 0
    for name, summary in COMMANDS.items():
        assert name in out
        assert summary.partition(" and what")[0] in " ".join(out.split())
        assert run(capsys, name, "--help")[0] == 0
    assert run(capsys, "--version")[1].startswith("geoevents ")


def test_every_option_has_help():
    for name in COMMANDS:
        (commands,) = [a for a in build_parser(name)._actions if a.dest == "command"]
        for action in commands.choices[name]._actions:
            assert action.help or action.dest == "action", (name, action)


def test_errors_are_one_line(capsys, monkeypatch):
    def fail(options):
        raise InputError("first\nsecond")

    monkeypatch.setattr("geoevents.cli.reverse.run", fail)
    assert run(capsys, "reverse", "1", "2") == (1, "", ["geoevents: first second"])
