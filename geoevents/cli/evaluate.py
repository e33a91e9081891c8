"""``geoevents evaluate``: how well annotated articles are read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from geoevents.cli.options import add_gazetteer_option, add_reader_option

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from geoevents.evaluation import Finding, Report

_SCORES = (
    ("places, overlapping", "places"),
    ("places, same span", "places_exact"),
    ("days of events", "dates"),
    ("events", "events"),
    ("events, near category", "events_near"),
)
_LISTS = (
    ("Events missed", "missed_events"),
    ("Events invented", "invented_events"),
    ("Places missed", "missed_places"),
    ("Places invented", "invented_places"),
    ("Places taken for others", "misplaced"),
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("gold", type=Path, metavar="GOLD.jsonl", help="annotated articles (docs/annotation.md)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="tables (default) or JSON")
    parser.add_argument("--summary", action="store_true", help="the figures without the lists of missed and invented")
    add_gazetteer_option(parser)
    add_reader_option(parser)
    parser.add_argument("-v", "--verbose", action="store_true", help="where an internal error happened")


def run(options: argparse.Namespace) -> int:
    """Read the annotated articles and print the figures."""
    from functools import partial

    from geoevents.cli.options import open_gazetteer
    from geoevents.evaluation import evaluate, read_gold
    from geoevents.pipeline import read
    from geoevents.stages import as_stages

    articles = read_gold(options.gold)
    reader = partial(read, gazetteer=open_gazetteer(options.gazetteer), stages=as_stages(options.reader))
    report = evaluate(articles, reader)
    if options.format == "json":
        values = report.to_dict()
        if options.summary:
            values = {name: value for name, value in values.items() if not isinstance(value, list)}
        print(json.dumps(values, ensure_ascii=False, indent=2))
        return 0
    for line in _figures(report):
        print(line)
    if not options.summary:
        for line in _lists(report):
            print(line)
    return 0


def _figures(report: Report) -> Iterator[str]:
    from geoevents.cli.table import format_table

    yield "1 article" if report.articles == 1 else f"{report.articles} articles"
    yield ""
    header = ("precision", "recall", "f1", "right", "read", "gold")
    named = [(label, getattr(report, attribute)) for label, attribute in _SCORES]
    for head, scores in (("measure", named), ("category", list(report.categories.items()))):
        scored = [
            (name, *map(_part, (s.precision, s.recall, s.f1)), s.right, s.predicted, s.gold) for name, s in scores
        ]
        yield from format_table((head, *header), scored)
        yield ""
    rates = [("right place", report.right_place), ("literal or metonym", report.use)]
    rates += [(name.replace("_", " "), rate) for name, rate in report.slots.items()]
    rows = [(name, _part(rate.value), rate.right, rate.total) for name, rate in rates]
    yield from format_table(("of what was found", "rate", "right", "of"), rows)


def _part(value: float | None) -> str | None:
    return None if value is None else f"{value:.3f}"


def _lists(report: Report) -> Iterator[str]:
    from geoevents.cli.table import format_table

    for title, attribute in _LISTS:
        findings: Sequence[Finding] = getattr(report, attribute)
        yield ""
        yield f"{title}: {len(findings)}"
        if findings:
            yield from format_table(("article", "at", "kind", "date", "text", "place"), [_row(f) for f in findings])


def _row(finding: Finding) -> tuple[object, ...]:
    place = finding.place or "(unknown)"
    place = f"{place}, not {finding.expected}" if finding.expected else place
    return finding.article_id, finding.start, finding.kind, finding.date, finding.text, place
