"""Kills an ingest at random moments, takes it up again, and compares with a run that was left alone.

Once with new articles, and once with files that were edited since they were ingested.

python benchmarks/killed_ingest.py [TIMES] [REPORTS]
"""

from __future__ import annotations

import json
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

from retellings import make_events, make_reports

from geoevents.gazetteer import Gazetteer

TABLES = ("articles", "mentions", "reports", "events", "shapes", "places", "corrections", "unmerged", "origins")


def write_reports(path: Path, count: int) -> None:
    """Write made reports as JSON lines."""
    events = make_events(Gazetteer.default(), count=count // 4, days=60, places=40)
    with path.open("w", encoding="utf-8") as stream:
        for article, _ in make_reports(events, count):
            record = {
                "id": article.article_id,
                "text": article.text,
                "language": article.language,
                "published": article.published and article.published.isoformat(),
                "source": article.source,
            }
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of a project file, without the row numbers, in an order of their own."""
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        found = {}
        for table in TABLES:
            rows = connection.execute(f"SELECT * FROM {table}").fetchall()
            found[table] = sorted((row[1:] for row in rows), key=repr)
        return found
    finally:
        connection.close()


def command(reports: Path, project: Path) -> list[str]:
    """Return the command line of an ingest."""
    return [sys.executable, "-m", "geoevents", "ingest", str(reports), "--to", str(project), "-q"]


def edit_files(source: Path, folder: Path, project: Path) -> None:
    """Ingest the reports as a file each, and then edit every other one, with some that come to hold the same text."""
    folder.mkdir()
    texts = [json.loads(line)["text"] for line in source.read_text(encoding="utf-8").splitlines()]
    for number, text in enumerate(texts):
        Path(folder, f"{number:05}.txt").write_text(f"{text}\n{number // 2}", encoding="utf-8")
    subprocess.run(command(folder, project), check=True, stdout=subprocess.DEVNULL)
    for number in range(0, len(texts), 2):
        Path(folder, f"{number:05}.txt").write_text(f"{texts[-number]}\n{number // 4}", encoding="utf-8")


def compare(times: int, reports: int, seed: int = 5, *, edited: bool = False) -> tuple[int, int]:
    """Kill so many runs; return how many came out as the one left alone, and how many were killed in time."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        source, before = Path(folder, "reports.jsonl"), Path(folder, "before.gpkg")
        write_reports(source, reports)
        before.touch()
        if edited:
            edit_files(source, Path(folder, "files"), before)
            source = Path(folder, "files")
        whole = Path(shutil.copy(before, Path(folder, "whole.gpkg")))
        subprocess.run(command(source, whole), check=True, stdout=subprocess.DEVNULL)
        # The second one is timed: the first has filled the caches.
        timed = Path(shutil.copy(before, Path(folder, "timed.gpkg")))
        started = time.perf_counter()
        subprocess.run(command(source, timed), check=True, stdout=subprocess.DEVNULL)
        length = time.perf_counter() - started
        expected = contents(whole)
        assert edited or len(expected["articles"]) == reports
        same = killed = 0
        for number in range(times):
            project = Path(shutil.copy(before, Path(folder, f"killed-{number}.gpkg")))
            run = subprocess.Popen(command(source, project), stdout=subprocess.DEVNULL)
            try:
                run.wait(chance.uniform(0.1, length))
            except subprocess.TimeoutExpired:
                run.send_signal(signal.SIGKILL)
                run.wait()
                killed += 1
            if project.exists() and project.stat().st_size:
                check_valid(project)
            subprocess.run(command(source, project), check=True, stdout=subprocess.DEVNULL)
            same += contents(project) == expected
            project.unlink()
        return same, killed


def check_valid(path: Path) -> None:
    """Check that a file, as it was left, is whole."""
    connection = sqlite3.connect(path)
    try:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        if not connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]:
            return
        articles, ids = connection.execute("SELECT COUNT(*), COUNT(DISTINCT article_id) FROM articles").fetchone()
        assert articles == ids
        orphans = "SELECT COUNT(*) FROM reports WHERE article_id NOT IN (SELECT article_id FROM articles)"
        assert connection.execute(orphans).fetchone()[0] == 0
    finally:
        connection.close()


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    lost = 0
    for edited in (False, True):
        as_expected, in_time = compare(asked, int(sys.argv[2]) if len(sys.argv) > 2 else 2000, edited=edited)
        what = "edited files" if edited else "new articles"
        as_is = "came out as the uninterrupted run"
        print(f"{what}: {as_expected} of {asked} {as_is} ({in_time} were killed before their end)")
        lost += asked - as_expected
    sys.exit(lost > 0)
