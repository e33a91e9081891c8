"""Reading: against names only, two processes against one, a Dask cluster against the own pool."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from articles import ROOT, make_articles
from table import Row, in_turns, seconds

from geoevents.batch import read_batch
from geoevents.gazetteer import Gazetteer
from geoevents.pipeline import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geoevents.model import Article


def against_names_only(*, quick: bool) -> Iterator[Row]:
    """Whole reading on one core against flashgeotext finding names only, with the same names."""
    articles = list(make_articles(20 if quick else 60))
    gazetteer = Gazetteer.default()
    gazetteer.load_names()
    finder = _flashgeotext()

    def ours() -> None:
        for article in articles:
            read(article, gazetteer)

    def peer() -> None:
        for article in articles:
            finder.extract(article.text, span_info=True)

    ours(), peer()
    own, other, ratio = in_turns(ours, peer, 5)
    count = len(articles)
    yield Row(
        name="Arabic articles of 10 kB a second, one core: whole reading, against flashgeotext finding names only",
        ours=f"{count / own:.0f}/s",
        peer=f"{count / other:.0f}/s",
        value=1 / ratio,
        least=0.35,
    )


def _flashgeotext() -> Any:  # noqa: ANN401 - has no types
    from flashgeotext.geotext import GeoText, GeoTextConfiguration
    from flashgeotext.lookup import LookupData

    names = {}
    with (ROOT / "data" / "gazetteer" / "places.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found = [row["name"], row["name_ar"], *row["aliases_en"].split("|"), *row["aliases_ar"].split("|")]
            names[row["place_id"]] = [name for name in found if name]
    finder = GeoText(config=GeoTextConfiguration(use_demo_data=False))
    finder.add(LookupData(name="places", data=names, script="arabic"))
    return finder


def two_processes(*, quick: bool) -> Iterator[Row]:
    """Two workers against one, starting them included."""
    for name, articles in (
        ("articles of 10 kB", list(make_articles(150 if quick else 1000))),
        ("short reports", list(make_articles(4000 if quick else 20_000, 1))),
    ):
        two, one, ratio = in_turns(lambda a=articles: _read(a, 2), lambda a=articles: _read(a, 1), 3)
        yield Row(
            name=f"{len(articles)} {name}: two processes against one",
            ours=f"{two:.1f} s",
            peer=f"{one:.1f} s",
            value=1 / ratio,
            least=1.7,
        )


def _read(articles: Sequence[Article], workers: int) -> None:
    for _ in read_batch(articles, workers=workers):
        pass


def cluster(*, quick: bool) -> Iterator[Row]:
    """A Dask cluster of two workers on loopback against the own pool of two; both write GeoParquet."""
    from geoevents.distributed import export_partitions
    from geoevents.exports import export_events

    with TemporaryDirectory() as name:
        folder = Path(name)
        articles = list(make_articles(4000 if quick else 20_000, 1))
        source = write_lines(articles, folder / "reports.jsonl")
        few = write_lines(articles[:200], folder / "few.jsonl")

        def pool() -> None:
            from geoevents.reading import read_inputs

            found = (article for article in read_inputs([str(source)]))
            events = (event for _, reading in read_batch(found, workers=2) for event in reading.events)
            export_events(events, folder / "pool.parquet")

        with _loopback(folder) as address:
            seconds(lambda: export_partitions([few], folder / "few.parquet", address, part_bytes=10_000))
            own, other, ratio = in_turns(lambda: export_partitions([source], folder / "dask.parquet", address), pool, 3)
        yield Row(
            name=f"{len(articles)} short reports to GeoParquet: Dask with two workers against two processes",
            ours=f"{own:.1f} s",
            peer=f"{other:.1f} s",
            value=ratio,
            most=1.4,
        )


def write_lines(articles: Sequence[Article], path: Path) -> Path:
    """Write articles as JSON lines."""
    with path.open("w", encoding="utf-8") as stream:
        for article in articles:
            record = {"id": article.article_id, "text": article.text, "published": str(article.published)}
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


@contextmanager
def _loopback(folder: Path) -> Iterator[str]:
    from distributed import Client

    file = folder / "scheduler.json"
    command = [sys.executable, "-m", "dask"]
    common = ["--scheduler-file", str(file), "--no-dashboard"]
    commands = [[*command, "scheduler", "--host", "127.0.0.1", "--port", "0", *common]]
    commands += [[*command, "worker", "--nthreads", "1", "--no-nanny", *common]] * 2
    processes = []
    try:
        for one in commands:
            processes.append(subprocess.Popen(one, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
            while not file.exists():
                time.sleep(0.1)
        address = json.loads(file.read_text("utf-8"))["address"]
        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield address
    finally:
        for process in reversed(processes):
            process.kill()
            process.wait()
