"""``geoevents ingest`` and what takes a project file: again and again, corrected, watched, killed."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geoevents.cli import main

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "seeds"
REPORTS = (
    ("one", "2017-06-02", "Russian warplanes bombed the town of Palmyra yesterday, killing 5 civilians."),
    ("two", "2017-06-01", "At least 6 people were killed today when Russian warplanes struck Palmyra."),
    ("three", "2017-06-02", "Clashes broke out today between regime forces and the Islamic State near Raqqa."),
)


@pytest.fixture
def reports(tmp_path):
    """A function that writes the reports, some of them changed, and returns the file."""

    def write(**changes):
        path = tmp_path / "reports.jsonl"
        records = [
            {"id": name, "published": day, "source": f"paper {name}", "text": changes.get(name, text)}
            for name, day, text in REPORTS
        ]
        path.write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def ingest(tmp_path, capsys):
    """A function that ingests into one project file, and returns the exit status and what was said."""

    def run(*arguments):
        capsys.readouterr()
        status = main(["ingest", *arguments, "--to", str(tmp_path / "events.gpkg")])
        return status, *capsys.readouterr()

    return run


def rows(path, statement):
    connection = sqlite3.connect(path)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


@pytest.fixture
def project(tmp_path):
    return tmp_path / "events.gpkg"


def exported(source, path, *options):
    assert main(["export", str(source), "-o", str(path), "-q", *options]) == 0
    return {one["id"]: one for one in json.loads(path.read_text(encoding="utf-8"))["features"]}


def test_again_only_what_is_new(reports, ingest, project):
    status, told, _ = ingest(reports())
    assert status == 0
    assert told.endswith("events.gpkg: 3 articles new or changed, 0 as before; 3 reports of 2 events in all\n")
    assert "0 articles new or changed, 3 as before; 3 reports of 2 events" in ingest(reports())[1]
    before = rows(project, "SELECT fid, article_id FROM articles WHERE article_id <> 'two'")
    changed = reports(two="Russian warplanes struck the town of Sukhnah on 1 June 2017, killing 6 people.")
    assert "1 article new or changed, 2 as before; 3 reports of 3 events" in ingest(changed)[1]
    assert rows(project, "SELECT fid, article_id FROM articles WHERE article_id <> 'two'") == before
    assert rows(project, "SELECT COUNT(*) FROM unmerged") == [(0,)]


def test_one_event_of_two_reports(reports, ingest, project, tmp_path):
    ingest(reports())
    events = exported(project, tmp_path / "a.geojson")
    every = exported(project, tmp_path / "b.geojson", "--reports")
    alone = exported(reports(), tmp_path / "c.geojson")
    assert every == alone
    assert len(events) == len(every) - 1
    strike = next(one["properties"] for one in events.values() if one["properties"]["category"] == "air_strike")
    assert (strike["fatalities_min"], strike["fatalities_max"]) == (5, 6)
    ((claims, conflicts, sources),) = rows(project, "SELECT claims, conflicts, sources FROM events WHERE reports = 2")
    assert {one["source"]: one["fatalities_min"] for one in json.loads(claims)} == {"paper one": 5, "paper two": 6}
    assert json.loads(sources) == ["paper two", "paper one"]
    assert "fatalities" in json.loads(conflicts) or "fatalities_min" in claims


def test_every_command_takes_a_project(reports, ingest, project, tmp_path, capsys):
    ingest(reports())
    assert main(["map", str(project), "-o", str(tmp_path / "m.html")]) == 0
    assert "2 events from 3 articles" in capsys.readouterr().out
    assert main(["timeline", str(project), "-o", str(tmp_path / "t.csv")]) == 0
    assert main(["explain", str(project)]) == 0
    told = capsys.readouterr().out
    assert "[Palmyra|P1]" in told
    assert told.count("## Events: 1") == 3
    assert main(["places", str(project), "-o", "-", "--format", "csv"]) == 0
    assert capsys.readouterr().out.count("Palmyra") >= 2
    assert main(["map", str(project), reports(), "-o", str(tmp_path / "both.html")]) == 0
    assert "5 events from 6 articles" in capsys.readouterr().out
    assert main(["export", str(project), "--category", "clash", "-o", "-"]) == 0
    assert len(json.loads(capsys.readouterr().out)["features"]) == 1


def test_order_and_workers_do_not_matter(tmp_path, capsys):
    files = sorted(map(str, SEEDS.glob("*.txt"))) + sorted(map(str, SEEDS.glob("*.md")))
    files = [one for one in files if "README" not in one]
    assert main(["ingest", *files, "--to", str(tmp_path / "a.gpkg"), "-q"]) == 0
    assert main(["ingest", *files[::-1], "--to", str(tmp_path / "b.gpkg"), "-q", "--workers", "2"]) == 0
    for half in (files[1::2], files):
        assert main(["ingest", *half, "--to", str(tmp_path / "c.gpkg"), "-q"]) == 0
    found = [exported(tmp_path / f"{name}.gpkg", tmp_path / f"{name}.geojson") for name in "abc"]
    assert found[0] == found[1] == found[2]
    assert found[0]


def test_bad_articles_do_no_harm(reports, ingest, tmp_path):
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    status, told, errors = ingest(str(tmp_path / "empty.txt"), reports())
    assert status == 3
    assert "3 articles new or changed" in told
    assert "empty.txt" in errors
    assert ingest(str(tmp_path / "empty.txt"))[0] == 1


def test_one_id_for_two_texts(ingest, tmp_path):
    path = tmp_path / "twice.jsonl"
    records = [{"id": "x", "text": f"Clashes broke out near {town}."} for town in ("Raqqa", "Palmyra")]
    path.write_text("".join(json.dumps(one) + "\n" for one in (*records, records[0])), encoding="utf-8")
    for _ in range(2):
        status, told, errors = ingest(str(path))
        assert status == 3
        assert "two different articles" in errors
        assert "1 report of 1 event" in told


def test_corrections_are_kept_and_applied(reports, ingest, project, tmp_path):
    ingest(reports())
    ids = dict(rows(project, "SELECT article_id, event_id FROM reports"))
    ((start, end),) = rows(
        project, "SELECT text_start, text_end FROM mentions WHERE article_id = 'three' AND place = 'Raqqa'"
    )
    ((tabqa,),) = rows(project, "SELECT place_id FROM mentions WHERE article_id = 'one'")
    path = tmp_path / "corrections.jsonl"

    def correct(*values):
        path.write_text("".join(json.dumps(one) + "\n" for one in values), encoding="utf-8")
        return ingest(reports(), "--corrections", str(path))

    assert "3 reports of 3 events" in correct({"apart": [ids["one"], ids["two"]]})[1]
    assert "3 reports of 2 events" in correct({"same": [ids["one"], ids["two"]]})[1]
    status, told, errors = correct({"apart": [ids["one"], ids["two"]], "by": "editor"})
    assert status == 0
    assert "decided otherwise before" in errors
    assert "3 reports of 3 events" in told
    assert "3 reports of 2 events" in correct({"event": ids["two"], "wrong": True, "reason": "a rumour"})[1]
    assert rows(project, "SELECT event_id, excluded FROM reports WHERE excluded IS NOT NULL") == [
        (ids["two"], "a rumour")
    ]
    told = correct({"article": "three", "start": start, "end": end, "place": tabqa})[1]
    assert "1 article new or changed, 2 as before" in told
    # They hold on later runs that do not name them, and for articles that are read again.
    assert "0 articles new or changed" in ingest(reports())[1]
    changed = reports(three=f"{REPORTS[2][2]} Nobody was hurt.")
    assert "1 article new or changed" in ingest(changed)[1]
    located = rows(project, "SELECT place FROM mentions WHERE article_id = 'three'")
    assert ("Palmyra",) in located
    assert rows(project, "SELECT COUNT(*) FROM corrections") == [(5,)]


def test_corrections_of_a_place_reach_articles_that_are_not_given(reports, ingest, project, tmp_path):
    ingest(reports())
    ((place,),) = rows(project, "SELECT DISTINCT place_id FROM mentions WHERE place = 'Palmyra'")
    path = tmp_path / "corrections.jsonl"
    path.write_text(json.dumps({"place": place, "latitude": 34.6, "longitude": 38.3}), encoding="utf-8")
    other = tmp_path / "other.txt"
    other.write_text("Clashes broke out near Aleppo on 3 June 2017.", encoding="utf-8")
    assert "3 articles new or changed" in ingest(str(other), "--corrections", str(path))[1]
    assert rows(project, "SELECT DISTINCT latitude, longitude FROM mentions WHERE place = 'Palmyra'") == [(34.6, 38.3)]


def test_corrections_without_a_project(reports, tmp_path, capsys):
    every = exported(reports(), tmp_path / "a.geojson")
    wrong = next(iter(every))
    path = tmp_path / "corrections.jsonl"
    path.write_text(json.dumps({"event": wrong, "wrong": True}), encoding="utf-8")
    left = exported(reports(), tmp_path / "b.geojson", "--corrections", str(path))
    assert set(left) == set(every) - {wrong}
    assert main(["ingest", reports(), "--to", str(tmp_path / "e.gpkg")]) == 0
    capsys.readouterr()
    assert main(["map", str(tmp_path / "e.gpkg"), "--corrections", str(path), "-o", str(tmp_path / "m.html")]) == 2
    assert "a collection keeps its own" in capsys.readouterr().err


@pytest.mark.parametrize("workers", ["1", "2"])
def test_corrections_of_what_is_not_there_are_told(reports, tmp_path, capsys, workers):
    every = exported(reports(), tmp_path / "a.geojson")
    known = next(iter(every))
    article = every[known]["properties"]["article_id"]
    lines = [
        {"event": known, "wrong": True},
        {"event": "no\x1bsuch", "wrong": True},
        {"same": ["0001", known]},
        {"article": article, "start": 0, "end": 1, "place": None},
        {"article": "none", "start": 2, "end": 3, "place": None},
    ]
    path = tmp_path / "corrections.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    expected = (
        "note: corrections: not in what was read: event 0001, event no such, "
        f"mention 0-1 of article {article}, mention 2-3 of article none"
    )
    # What is not chosen was read all the same.
    common = [reports(), "--corrections", str(path), "--workers", workers]
    for command in (["export", "-o", str(tmp_path / "e.csv"), "--since", "2030-01-01"], ["places"], ["timeline"]):
        assert main([*command, *common]) == 0
        told = [line for line in capsys.readouterr().err.splitlines() if line.startswith("note: corrections")]
        assert told == [expected]
    # Of two inputs that are compared, one has it.
    path.write_text(json.dumps({"event": known, "wrong": True}), encoding="utf-8")
    (tmp_path / "other.txt").write_text("Clashes broke out near Aleppo on 3 June 2017.", encoding="utf-8")
    compared = ["timeline", str(tmp_path / "other.txt"), "--compare", reports(), "--corrections", str(path)]
    assert main(compared) == 0
    assert "corrections: " not in capsys.readouterr().err


def test_a_project_into_another(reports, ingest, project, tmp_path):
    ingest(reports())
    assert main(["ingest", str(project), "--to", str(tmp_path / "copy.gpkg")]) == 0
    assert exported(project, tmp_path / "a.geojson") == exported(tmp_path / "copy.gpkg", tmp_path / "b.geojson")


def test_reports_that_are_not_brought_together_are_told(reports, ingest, project, tmp_path, capsys, monkeypatch):
    def interrupted(self):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("geoevents.collection.ingest.Ingest.merge", interrupted)
        assert ingest(reports())[0] == 130
    output = str(tmp_path / "e.geojson")
    assert main(["export", str(project), "-o", output]) == 0
    assert "run geoevents ingest again, or add --reports" in capsys.readouterr().err
    assert main(["export", str(project), "-o", output, "--reports"]) == 0
    assert "3 events from 3 articles" in (told := capsys.readouterr().err)
    assert "ingest" not in told
    assert ingest(reports())[0] == 0
    assert main(["export", str(project), "-o", output]) == 0
    assert "again" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("target", "status", "words"),
    [
        ("events.shp", 2, "project file"),
        ("nowhere/events.gpkg", 1, "does not exist"),
        ("text.gpkg", 1, "no GeoPackage"),
    ],
)
def test_targets_that_cannot_be(reports, tmp_path, capsys, target, status, words):
    (tmp_path / "text.gpkg").write_text("hello", encoding="utf-8")
    assert main(["ingest", reports(), "--to", str(tmp_path / target)]) == status
    told = capsys.readouterr().err
    assert words in told
    assert len(told.splitlines()) == 1


def test_standard_input_cannot_be_watched(ingest):
    status, _, errors = ingest("-", "--watch", "5")
    assert status == 2
    assert "only once" in errors


def test_two_at_once(tmp_path):
    command = [sys.executable, "-m", "geoevents", "ingest", str(SEEDS), "--to", str(tmp_path / "e.gpkg"), "-q"]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT) for _ in range(2)]
    told = [run.communicate(timeout=120) for run in runs]
    assert [run.returncode for run in runs] == [0, 0], told
    assert main(["ingest", str(SEEDS), "--to", str(tmp_path / "alone.gpkg"), "-q"]) == 0
    assert exported(tmp_path / "e.gpkg", tmp_path / "a.geojson") == exported(
        tmp_path / "alone.gpkg", tmp_path / "b.geojson"
    )
    assert rows(tmp_path / "e.gpkg", "SELECT COUNT(*) FROM mentions") == rows(
        tmp_path / "alone.gpkg", "SELECT COUNT(*) FROM mentions"
    )


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_watched_folder(tmp_path):
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(REPORTS[0][2], encoding="utf-8")
    project = tmp_path / "e.gpkg"
    (folder / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    command = [sys.executable, "-m", "geoevents", "ingest", str(folder), "--to", str(project), "--watch", "1", "-q"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert "1 article new" in run.stdout.readline()
        (folder / "b.txt").write_text(REPORTS[2][2], encoding="utf-8")
        assert "1 article new or changed, 1 as before" in run.stdout.readline()
        # What is away for a while ends nothing.
        folder.rename(tmp_path / "away")
        time.sleep(2.5)
        (tmp_path / "away").rename(folder)
        (folder / "c.txt").write_text(REPORTS[1][2], encoding="utf-8")
        assert "1 article new or changed, 2 as before" in run.stdout.readline()
    finally:
        run.send_signal(signal.SIGINT)
        errors = run.communicate(timeout=30)[1]
    assert run.returncode == 130
    # Each failure is told once, until it goes and comes again.
    assert 1 <= errors.count("bad.txt: not text") <= 2
    assert errors.count("no such file or folder") == 1
    assert "no articles in what was given" not in errors
    assert rows(project, "SELECT COUNT(*) FROM articles") == [(3,)]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_an_empty_folder_is_waited_for(tmp_path, ingest):
    folder = tmp_path / "news"
    folder.mkdir()
    project = tmp_path / "e.gpkg"
    inputs = [str(folder), str(tmp_path / "*.htm")]
    status, _, errors = ingest(*inputs)
    assert status == 1
    assert len(errors.splitlines()) == 2
    command = [sys.executable, "-m", "geoevents", "ingest", *inputs, "--to", str(project), "--watch", "1"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        time.sleep(4)
        assert run.poll() is None
        (folder / "a.txt").write_text(REPORTS[0][2], encoding="utf-8")
        assert "1 article new" in run.stdout.readline()
        (folder / "a.txt").write_text(REPORTS[2][2], encoding="utf-8")
        assert "1 article new or changed, 0 as before, 1 replaced; 1 report" in run.stdout.readline()
    finally:
        run.send_signal(signal.SIGINT)
        errors = run.communicate(timeout=30)[1]
    assert errors.count("no articles in this folder") == 1
    assert errors.count("nothing matches: waited for") == 1
    assert "could not be read" not in errors
    # What cannot come by waiting is an error at once.
    assert ingest(str(tmp_path / "none.txt"), "--watch", "1")[0] == 1


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_killed_at_any_moment():
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "killed_ingest.py"), "4", "400"],
        capture_output=True, text=True, cwd=ROOT, timeout=600, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("4 of 4") == 2
