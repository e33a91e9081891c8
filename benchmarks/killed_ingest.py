"""Kills an ingest at random moments, takes it up again, and compares with a run that was left alone.

python benchmarks/killed_ingest.py [TIMES] [REPORTS]
"""

from __future__ import annotations

import json
import random
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

TABLES = ("articles", "mentions", "reports", "events", "shapes", "places", "corrections", "unmerged")


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


def compare(times: int, reports: int, seed: int = 5) -> tuple[int, int]:
    """Kill so many runs; return how many came out as the one left alone, and how many were killed in time."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "reports.jsonl")
        write_reports(source, reports)
        whole = Path(folder, "whole.gpkg")
        subprocess.run(command(source, whole), check=True, stdout=subprocess.DEVNULL)
        # The second one is timed: the first has filled the caches.
        timed = Path(folder, "timed.gpkg")
        started = time.perf_counter()
        subprocess.run(command(source, timed), check=True, stdout=subprocess.DEVNULL)
        length = time.perf_counter() - started
        expected = contents(whole)
        assert len(expected["articles"]) == reports
        same = killed = 0
        for number in range(times):
            project = Path(folder, f"killed-{number}.gpkg")
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
    as_expected, in_time = compare(asked, int(sys.argv[2]) if len(sys.argv) > 2 else 2000)
    print(f"{as_expected} of {asked} came out as the uninterrupted run ({in_time} were killed before their end)")
    sys.exit(as_expected != asked)
