"""How well reports of one event are brought together: pairwise precision, recall and F1.

python benchmarks/merging.py                    5,000 made reports of 1,000 made events
python benchmarks/merging.py REPORTS.jsonl      reports with one labelled incident each (keys id, text, published, gold)
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent))

from retellings import make_events, make_reports

from geoevents.batch import read_batch
from geoevents.collection import merge_reports
from geoevents.gazetteer import Gazetteer
from geoevents.reading import read_inputs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geoevents.model import Article, Reading

Pairs = set[tuple[str, str]]


def pairs(groups: Iterable[Iterable[str]]) -> Pairs:
    """Return all pairs within groups."""
    return {pair for group in groups for pair in combinations(sorted(set(group)), 2)}


def measure(readings: Iterable[Reading], gold: dict[str, object]) -> dict[str, float]:
    """Compare what is brought together with what belongs together, article by article."""
    events = [event for reading in readings for event in reading.events]
    started = time.perf_counter()
    merged = merge_reports(events)
    seconds = time.perf_counter() - started
    found = pairs({report.article_id for report in one.reports} for one in merged)
    groups: defaultdict[object, list[str]] = defaultdict(list)
    for article, incident in gold.items():
        groups[incident].append(article)
    right = pairs(groups.values())
    hits = len(found & right)
    precision, recall = hits / max(1, len(found)), hits / max(1, len(right))
    return {
        "articles": len(gold),
        "reports": len(events),
        "events": len(merged),
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / max(1e-9, precision + recall),
        "merging, s": seconds,
    }


def read(articles: Iterable[Article]) -> list[Reading]:
    """Read articles, with errors raised."""
    found = []
    for _, outcome in read_batch(articles):
        if isinstance(outcome, Exception):
            raise outcome
        found.append(outcome)
    return found


def made() -> tuple[list[Reading], dict[str, object]]:
    """Return the readings of made reports, and which event each tells."""
    told = list(make_reports(make_events(Gazetteer.default())))
    return read(article for article, _ in told), {article.article_id: event for article, event in told}


def labelled(path: str) -> tuple[list[Reading], dict[str, object]]:
    """Return the readings of labelled reports; those with one place and day tell one incident."""
    gold: dict[str, object] = {}
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        where = row["gold"]
        gold[row["id"]] = (where["date"] or row["published"], round(where["latitude"], 3), round(where["longitude"], 3))
    return read(article for article in read_inputs([path]) if hasattr(article, "text")), gold


if __name__ == "__main__":
    result = measure(*(labelled(sys.argv[1]) if len(sys.argv) > 1 else made()))
    for name, value in result.items():
        print(f"{name:12} {value:.3f}" if isinstance(value, float) else f"{name:12} {value}")
