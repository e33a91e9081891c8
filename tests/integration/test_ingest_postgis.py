"""The same collection in a real PostGIS, started on loopback by this test."""

import getpass
import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from geoevents.cli import main

pytestmark = pytest.mark.slow


def _programs():
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return found[-1].parent if found else None


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """Yield the address of an empty database of a server of our own."""
    pytest.importorskip("geoalchemy2", reason="NOT TESTED: install geoevents[postgis]")
    pytest.importorskip("psycopg", reason="NOT TESTED: install geoevents[postgis]")
    programs = _programs()
    if programs is None or not list(Path("/usr/share/postgresql").glob("*/extension/postgis.control")):
        pytest.skip("NOT TESTED: no PostGIS server here (Debian: apt-get install postgresql postgresql-15-postgis-3)")
    folder = tmp_path_factory.mktemp("postgis")
    user = getpass.getuser()
    as_user = []
    if os.geteuid() == 0:
        # The server refuses to run as root; Debian's package brings a user.
        user = "postgres"
        as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        shutil.chown(folder, user)
        for parent in folder.parents[:3]:
            parent.chmod(parent.stat().st_mode | 0o011)
    port = _free_port()
    data = folder / "data"

    def run(*command):
        command = [*as_user, *map(str, command)]
        done = subprocess.run(command, capture_output=True, text=True, cwd="/", timeout=120, check=False)
        assert done.returncode == 0, done.stderr + done.stdout

    run(programs / "initdb", "-D", data, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-U", "geo", "--no-sync")
    options = f"-c listen_addresses=127.0.0.1 -p {port} -c unix_socket_directories='' -c fsync=off"
    run(programs / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
    try:
        run(programs / "createdb", "-h", "127.0.0.1", "-p", port, "-U", "geo", "news")
        yield f"postgresql://geo@127.0.0.1:{port}/news"
    finally:
        run(programs / "pg_ctl", "-D", data, "-m", "immediate", "stop")


def test_the_same_as_in_a_geopackage(database, tmp_path, capsys):
    seeds = str(Path(__file__).parents[2] / "seeds")
    project = str(tmp_path / "events.gpkg")
    assert main(["ingest", seeds, "--to", project, "-q"]) == 0
    assert main(["ingest", seeds, "--to", database, "-q"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].partition(": ")[2] == told[1].partition(": ")[2]
    assert main(["ingest", seeds, "--to", database, "-q"]) == 0
    assert "0 articles new or changed" in capsys.readouterr().out
    written = []
    for name, source in (("a", project), ("b", database)):
        path = tmp_path / f"{name}.geojson"
        assert main(["export", source, "-o", str(path), "-q"]) == 0
        written.append(path.read_bytes())
    assert written[0] == written[1]
    assert len(written[0]) > 10_000


def test_an_edited_file_replaces_its_article(database, tmp_path, capsys):
    sqlalchemy = pytest.importorskip("sqlalchemy")
    engine = sqlalchemy.create_engine(database.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        # As an older version made it.
        connection.execute(sqlalchemy.text("DROP TABLE origins"))
        connection.execute(sqlalchemy.text("UPDATE geoevents_collection SET value = '2' WHERE key = 'schema_version'"))
    assert main(["export", database, "-o", str(tmp_path / "old.csv"), "-q"]) == 0
    path = tmp_path / "a.txt"
    told = []
    for killed in (5, 7, 7):
        path.write_text(f"Warplanes bombed Palmyra on 1 June 2017, killing {killed} civilians.", encoding="utf-8")
        assert main(["ingest", str(path), "--to", database, "-q"]) == 0
        told.append(capsys.readouterr().out.partition("; ")[0].partition("news: ")[2])
    assert told == [
        "1 article new or changed, 0 as before",
        "1 article new or changed, 0 as before, 1 replaced",
        "0 articles new or changed, 1 as before",
    ]
    with engine.begin() as connection:
        texts = connection.execute(sqlalchemy.text("SELECT text FROM articles WHERE text LIKE 'Warplanes bombed%'"))
        assert [row[0] for row in texts] == [path.read_text(encoding="utf-8")]
        (origin,) = connection.execute(sqlalchemy.text("SELECT origin FROM origins")).fetchone()
        assert origin.startswith("file://")
        assert origin.endswith("/a.txt")
    engine.dispose()


def test_layers(database, tmp_path):
    import sqlalchemy as sa

    (tmp_path / "a.txt").write_text(
        "Warplanes bombed the town of Palmyra yesterday, killing 5 people.", encoding="utf-8"
    )
    assert main(["ingest", str(tmp_path / "a.txt"), "--to", database, "--published", "2017-06-02", "-q"]) == 0
    engine = sa.create_engine(database.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        rows = connection.execute(sa.text("SELECT f_table_name, type, srid FROM geometry_columns")).fetchall()
        inside = connection.execute(
            sa.text("SELECT count(*) FROM events WHERE ST_Within(geom, ST_MakeEnvelope(35, 32, 43, 38, 4326))")
        ).scalar()
    engine.dispose()
    layers = {row[0]: row[1:] for row in rows}
    assert layers["events"] == ("POINT", 4326)
    assert layers["event_areas"] == ("MULTIPOLYGON", 4326)
    assert inside > 0


def test_no_collection(database, capsys):
    assert main(["map", database.replace("/news", "/postgres")]) == 1
    assert "no collection" in capsys.readouterr().err


def test_no_server(capsys):
    pytest.importorskip("geoalchemy2")
    address = f"postgresql://geo:secret@127.0.0.1:{_free_port()}/news"
    assert main(["ingest", __file__, "--to", address]) == 1
    told = capsys.readouterr().err
    assert len(told.splitlines()) == 1
    assert "secret" not in told
