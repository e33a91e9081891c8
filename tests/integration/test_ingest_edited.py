"""``geoevents ingest`` of files that were edited, moved or copied since: the new text replaces the old one."""

import json
import os
import sqlite3
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from geoevents.cli import main
from geoevents.collection.geopackage import GeoPackageStore

OLD = "Russian warplanes bombed the town of Palmyra on 1 June 2017, killing 5 civilians."
RETOLD = "At least 6 people were killed on 1 June 2017 when Russian warplanes struck Palmyra."
NEW = "Russian warplanes bombed the town of Palmyra on 1 June 2017, killing 7 civilians."
OTHER = "Clashes broke out on 3 June 2017 between regime forces and the Islamic State near Raqqa."
LATER = "Clashes broke out on 4 June 2017 between regime forces and the Islamic State near Tabqa."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of articles, in which the commands run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    return tmp_path / "news"


@pytest.fixture
def ingest(capsys):
    """A function that ingests into a project file, and returns what was said on both streams."""

    def run(*arguments, to="events.gpkg"):
        capsys.readouterr()
        assert main(["ingest", *map(str, arguments), "--to", to]) == 0
        out, err = capsys.readouterr()
        return out + "".join(line for line in err.splitlines(keepends=True) if "corrections" in line)

    return run


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def told(project="events.gpkg", table="events"):
    connection = sqlite3.connect(project)
    try:
        return sorted(row[0] for row in connection.execute(f"SELECT notes FROM {table}"))
    finally:
        connection.close()


def texts(project="events.gpkg"):
    with GeoPackageStore(project) as store:
        return sorted(article.text.strip() for article in store.articles(store.article_ids()))


def contents(project="events.gpkg"):
    """All that a project file holds, without row numbers and without what only later runs look at."""
    connection = sqlite3.connect(project)
    try:
        tables = ("articles", "mentions", "reports", "events", "unmerged", "origins")
        rows = {one: connection.execute(f"SELECT * FROM {one}").fetchall() for one in tables}
        return {one: sorted((row[1:] for row in found), key=repr) for one, found in rows.items()}
    finally:
        connection.close()


def test_an_edited_file_replaces_its_article(folder, ingest):
    write(folder / "a.txt", OLD)
    write(folder / "b.txt", RETOLD)
    write(folder / "c.txt", OTHER)
    assert "3 articles new or changed, 0 as before; 3 reports of 2 events" in ingest("news")
    write(folder / "a.txt", NEW)
    assert "1 article new or changed, 2 as before, 1 replaced; 3 reports of 2 events" in ingest("news")
    assert texts() == sorted([NEW, RETOLD, OTHER])
    ingest("news", to="fresh.gpkg")
    assert contents() == contents("fresh.gpkg")
    # What was brought together with it stands by itself again.
    write(folder / "a.txt", LATER)
    assert "1 replaced; 3 reports of 3 events" in ingest("news")
    ingest("news", to="fresher.gpkg")
    assert contents() == contents("fresher.gpkg")
    assert "0 articles new or changed, 3 as before; 3 reports" in ingest("news")


@pytest.mark.parametrize("suffix", [".md", ".html"])
def test_other_types_of_one_article(folder, ingest, suffix):
    page = f"<!doctype html><html><body><article><p>{{}}</p><p>{OTHER}</p></article></body></html>"
    form = page if suffix == ".html" else f"{{}}\n\n{OTHER}\n"
    path = write(folder / f"a{suffix}", form.format(OLD))
    ingest("news")
    write(path, form.format(NEW))
    assert "1 replaced; 2 reports" in ingest("news")
    assert len(texts()) == 1


def test_an_edited_file_by_another_name_of_its_path(folder, ingest):
    path = write(folder / "a.txt", OLD)
    (folder.parent / "link").symlink_to(folder)
    ingest("news")
    for number, name in enumerate((path, "news/../news/a.txt", "link", "news/*.txt")):
        write(path, NEW.replace("7", str(10 + number)))
        assert "1 article new or changed, 0 as before, 1 replaced" in ingest(name)
    assert len(texts()) == 1


def test_a_text_that_another_input_holds_stays(folder, ingest):
    first, second = write(folder / "a.txt", OLD), write(folder / "b.txt", OLD)
    assert "1 article new or changed" in ingest("news")
    write(first, OTHER)
    # Also when only the edited one is given.
    assert "replaced" not in ingest(first)
    assert texts() == sorted([OLD, OTHER])
    write(second, LATER)
    assert "1 replaced" in ingest(second)
    assert texts() == sorted([OTHER, LATER])


def test_both_copies_edited_at_once(folder, ingest):
    first, second = write(folder / "a.txt", OLD), write(folder / "b.txt", OLD)
    ingest("news")
    write(first, OTHER)
    write(second, LATER)
    assert "2 articles new or changed, 0 as before, 1 replaced" in ingest("news")
    assert texts() == sorted([OTHER, LATER])


@pytest.mark.parametrize("batch", [1, 100])
def test_files_that_change_places(folder, ingest, monkeypatch, batch):
    monkeypatch.setattr("geoevents.collection.ingest.BATCH", batch)
    monkeypatch.setattr("geoevents.collection.ingest._CLAIMS", batch)
    first, second = write(folder / "a.txt", OLD), write(folder / "b.txt", OTHER)
    ingest("news")
    before = contents()
    first.rename(folder / "x")
    second.rename(first)
    (folder / "x").rename(second)
    for _ in range(2):
        ingest("news")
        assert texts() == sorted([OLD, OTHER])
    assert {key: rows for key, rows in contents().items() if key != "origins"} == {
        key: rows for key, rows in before.items() if key != "origins"
    }
    write(first, LATER)
    ingest("news")
    assert texts() == sorted([OLD, LATER])


def test_a_moved_file_is_the_same_article(folder, ingest):
    path = write(folder / "a.txt", OLD)
    ingest("news")
    moved = path.rename(folder / "b.txt")
    assert "0 articles new or changed, 1 as before; 1 report" in ingest("news")
    write(moved, NEW)
    assert "1 replaced; 1 report" in ingest("news")
    assert texts() == [NEW]


def test_a_deleted_file_stays(folder, ingest):
    path = write(folder / "a.txt", OLD)
    write(folder / "b.txt", OTHER)
    ingest("news")
    path.unlink()
    assert "2 reports of 2 events" in ingest("news")
    assert texts() == sorted([OLD, OTHER])


def test_an_emptied_file_replaces_nothing(folder, ingest, capsys):
    path = write(folder / "a.txt", OLD)
    write(folder / "b.txt", OTHER)
    ingest("news")
    write(path, "")
    assert main(["ingest", "news", "--to", "events.gpkg"]) == 3
    assert texts() == sorted([OLD, OTHER])
    write(path, NEW)
    ingest("news")
    assert texts() == sorted([NEW, OTHER])


def test_a_name_that_is_no_text(folder, ingest):
    path = folder / os.fsdecode(b"\xff\xd8 %41.txt")
    try:
        write(path, OLD)
    except OSError:
        pytest.skip("the file system takes no such name")
    ingest("news")
    moved = path.rename(folder / "b.txt")
    ingest("news")
    write(moved, NEW)
    ingest("news")
    assert texts() == [NEW]


def test_a_file_of_several_articles_keeps_what_it_held(folder, ingest):
    path = folder / "many.jsonl"
    for text in (OLD, NEW):
        write(path, json.dumps({"text": text}) + "\n" + json.dumps({"id": "x", "text": text}) + "\n")
        assert "replaced" not in ingest("news")
    # The one with an id is the changed one, those without are known by their texts.
    assert texts() == sorted([OLD, NEW, NEW])


@pytest.mark.parametrize("first", [True, False])
def test_a_text_that_a_table_or_another_project_holds_stays(folder, ingest, first):
    path = write(folder / "a.txt", OLD)
    write(folder.parent / "table.jsonl", json.dumps({"text": OLD}))
    write(folder.parent / "copy.txt", OTHER)
    ingest("copy.txt", to="other.gpkg")
    write(folder / "b.txt", OTHER)
    if first:
        ingest("table.jsonl", "other.gpkg")
    ingest("news")
    if not first:
        ingest("table.jsonl", "other.gpkg")
    write(path, NEW)
    write(folder / "b.txt", LATER)
    ingest("news")
    assert texts() == sorted([OLD, NEW, OTHER, LATER])


def test_reading_a_project_anew_tells_nothing_of_its_files(folder, ingest):
    path = write(folder / "a.txt", OLD)
    ingest("news")
    before = contents()
    ingest("events.gpkg")
    ingest(folder.parent / "events.gpkg")
    assert contents() == before
    write(path, NEW)
    ingest("news")
    assert texts() == [NEW]


def test_the_order_of_reading_does_not_matter(folder, ingest):
    for number in range(6):
        write(folder / f"{number}.txt", OLD if number % 2 else OTHER)
    ingest(*sorted(folder.iterdir()), to="a.gpkg")
    ingest(*sorted(folder.iterdir())[::-1], to="b.gpkg")
    for number, text in ((1, NEW), (2, RETOLD), (4, LATER), (0, LATER)):
        write(folder / f"{number}.txt", text)
    ingest(*sorted(folder.iterdir()), to="a.gpkg")
    for path in sorted(folder.iterdir())[::-1]:
        ingest(path, to="b.gpkg")
    ingest("news", "--workers", "2", to="c.gpkg")
    assert contents("a.gpkg") == contents("b.gpkg") == contents("c.gpkg")
    assert texts("a.gpkg") == sorted([OLD, NEW, LATER, RETOLD])


def test_nothing_is_lost_where_it_fails_in_the_middle(folder, ingest, monkeypatch):
    path = write(folder / "a.txt", OLD)
    ingest("news")
    before = contents()
    write(path, NEW)

    def fail(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("geoevents.collection.store.Store._take_out", fail)
        assert main(["ingest", "news", "--to", "events.gpkg"]) == 130
    assert contents() == before
    ingest("news")
    assert texts() == [NEW]


def test_an_older_collection_learns_of_its_files(folder, ingest):
    path = write(folder / "a.txt", OLD)
    ingest("news")
    with sqlite3.connect("events.gpkg") as connection:
        connection.execute("DROP TABLE origins")
        connection.execute("UPDATE geoevents_collection SET value = '2' WHERE key = 'schema_version'")
    assert "0 articles new or changed, 1 as before" in ingest("news")
    write(path, NEW)
    assert "1 replaced" in ingest("news")
    assert texts() == [NEW]


def test_corrections_that_no_longer_apply_are_told(folder, ingest):
    write(folder / "a.txt", OLD)
    write(folder / "b.txt", OTHER)
    ingest("news")
    with sqlite3.connect("events.gpkg") as connection:
        (event,) = connection.execute("SELECT event_id FROM reports WHERE notes LIKE '%bombed%'").fetchone()
        mention = "SELECT article_id, text_start, text_end FROM mentions WHERE place = 'Palmyra'"
        article, start, end = connection.execute(mention).fetchone()
    lines = (
        {"event": event, "wrong": True},
        {"article": article, "start": start, "end": end, "place": None},
        {"event": "0000", "wrong": True},
    )
    fixes = write(folder.parent / "fixes.jsonl", "".join(json.dumps(one) + "\n" for one in lines))
    said = ingest("news", "--corrections", fixes)
    assert "note: corrections: kept, but not in the collection so far: event 0000\n" in said
    assert "no longer apply" not in said
    assert "corrections" not in ingest("news")
    write(folder / "a.txt", NEW)
    said = ingest("news")
    assert said.count("corrections: ") == 1
    assert f"no longer apply, the file of the article was edited: event {event}, mention {start}-{end} of" in said
    assert "corrections" not in ingest("news")
    said = ingest("news", "--corrections", fixes)
    assert f"not in the collection so far: event 0000, event {event}, mention" in said


def test_decisions_hold_for_what_is_left(folder, ingest):
    names = [write(folder / f"{name}.txt", text) for name, text in (("a", OLD), ("b", OTHER), ("c", LATER))]
    ingest("news")
    with sqlite3.connect("events.gpkg") as connection:
        ids = [row[0] for row in connection.execute("SELECT event_id FROM reports ORDER BY event_id")]
    fixes = write(folder.parent / "fixes.jsonl", json.dumps({"same": ids}))
    assert "3 reports of 1 event in all" in ingest("news", "--corrections", fixes)
    write(names[0], RETOLD)
    said = ingest("news")
    assert "3 reports of 2 events in all" in said
    assert said.count("no longer apply") == 1
    ingest("news", "--corrections", fixes, to="fresh.gpkg")
    assert contents() == contents("fresh.gpkg")


def test_the_page_of_an_address(folder, ingest):
    class Quiet(SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(folder))

        def log_message(self, *_):
            pass

    path = write(folder / "a.txt", OLD)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        address = f"http://127.0.0.1:{server.server_port}/a.txt"
        ingest(address, "--allow-private")
        write(path, NEW)
        assert "1 article new or changed, 0 as before, 1 replaced" in ingest(f"{address}#top", "--allow-private")
        # The file is another origin of the same text.
        ingest(path)
        write(path, OTHER)
        assert "replaced" not in ingest(path)
        assert "1 replaced" in ingest(address, "--allow-private")
        assert texts() == [OTHER]
    finally:
        server.shutdown()
        server.server_close()


def test_paths_do_not_reach_exports(folder, ingest):
    write(folder / "a.txt", OLD)
    ingest("news")
    for name in ("e.geojson", "e.csv", "e.gpkg", "e.kml"):
        assert main(["export", "events.gpkg", "-o", name, "-q"]) == 0
        assert str(folder.parent).encode() not in (folder.parent / name).read_bytes()
