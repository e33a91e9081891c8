"""Many short reports into a project file: articles a second, and the most memory that it took.

python benchmarks/collecting.py [REPORTS]
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from retellings import make_events, make_reports

from geoevents.gazetteer import Gazetteer


def write(path: Path, count: int) -> None:
    """Write made reports as JSON lines: five an event, over four years."""
    events = make_events(Gazetteer.default(), count=count // 5, days=1500)
    with path.open("w", encoding="utf-8") as stream:
        for article, _ in make_reports(events, count):
            told = {"id": article.article_id, "text": article.text, "source": article.source}
            stream.write(json.dumps({**told, "published": str(article.published)}, ensure_ascii=False) + "\n")


def main(count: int) -> None:
    """Ingest so many reports, then again, and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        source, project = Path(folder, "reports.jsonl"), Path(folder, "events.gpkg")
        write(source, count)
        for what in ("new", "again"):
            command = [sys.executable, "-m", "geoevents", "ingest", str(source), "--to", str(project), "-q"]
            started = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            seconds = time.perf_counter() - started
            most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
            print(f"{what:6} {count / seconds:8.0f} reports/s {most:6.0f} MB at most")
        print(f"file   {project.stat().st_size / 1e6:8.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
