"""``geoevents timeline``: events by region and day."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from geoevents.cli.options import add_common_options, add_reports_option

_NARROWEST = 60
_PIPED_WIDTH = 120


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_common_options(parser)
    add_reports_option(parser)
    parser.add_argument(
        "--by", choices=("admin1", "admin2", "place", "category", "actor1"), default="admin1", help="what the rows are"
    )
    parser.add_argument(
        "--period", choices=("auto", "day", "week", "month"), default="auto", help="what the columns are"
    )
    parser.add_argument(
        "--detail",
        action="store_true",
        help="a line a row, period and category, with fatalities (terminal, .csv, .json)",
    )
    parser.add_argument(
        "--compare", metavar="INPUT", help="as --detail, the events of another input or project file beside them"
    )
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write .html, .csv, .json or .png")
    parser.add_argument("--title", help="heading of the page or picture (default: the article's title)")
    parser.add_argument("--page-language", choices=("ar", "en"), help="language of headings and names")


def run(options: argparse.Namespace) -> int:
    """Read the inputs and show or write their timeline."""
    from geoevents.cli.session import Session
    from geoevents.errors import UnknownFormatError
    from geoevents.exports.atomic import check_target
    from geoevents.timelines import SUFFIXES, write_timeline

    if options.detail or options.compare:
        return _run_detail(options)
    if options.output and options.output.suffix.lower() not in SUFFIXES:
        raise UnknownFormatError(f"{options.output}: a timeline is written as {' '.join(SUFFIXES)}")
    if options.output:
        check_target(options.output)
    session = Session(options)
    if options.output:
        written = write_timeline(
            session.readings(),
            options.output,
            by=options.by,
            period=options.period,
            title=options.title,
            language=options.page_language,
        )
        print(f"{written}: {session.summary()}")
    else:
        _print(options, session.events_begun())
    if not session.events:
        session.note("no events found")
    return session.finish()


def _run_detail(options: argparse.Namespace) -> int:
    """Show or write the lines by region, period and category, of one collection or of two."""
    from geoevents.cli.collected import shown
    from geoevents.cli.options import UsageError
    from geoevents.cli.session import Session
    from geoevents.cli.table import counted, format_table
    from geoevents.exports.atomic import check_target
    from geoevents.timelines import DETAIL_SUFFIXES, compare, write_detail

    if options.output and options.output.suffix.lower() not in DETAIL_SUFFIXES:
        raise UsageError(f"{options.output}: --detail and --compare write {' and '.join(DETAIL_SUFFIXES)}")
    if options.output:
        check_target(options.output)
    sessions = {" ".join(map(shown, options.inputs)): Session(options)}
    if options.compare:
        # The same name twice would be one collection.
        other = shown(options.compare)
        name = other if other not in sessions else f"{other} (again)"
        sessions[name] = Session(argparse.Namespace(**{**vars(options), "inputs": [options.compare]}))
    table = compare({name: session.events_read() for name, session in sessions.items()}, options.by, options.period)
    if options.output:
        print(f"{write_detail(table, options.output)}: {counted(len(table.lines), 'line')}")
    else:
        for line in format_table(table.columns, table.rows()):
            print(line)
    for name, session in sessions.items():
        session.note(f"{name}: {session.summary()}")
    # What corrections name may be in either.
    missing = frozenset.intersection(*(session.not_found for session in sessions.values()))
    for number, session in enumerate(sessions.values()):
        session.not_found = frozenset() if number else missing
    return max(session.finish() for session in sessions.values())


def _print(options: argparse.Namespace, events: object) -> None:
    from rich.console import Console

    from geoevents.timelines import render_terminal, summarise

    # A pipe or a file has no width of its own.
    console = Console(highlight=False, width=None if sys.stdout.isatty() else _PIPED_WIDTH)
    width = max(console.width, _NARROWEST)
    table = summarise(events, options.by, options.period)  # type: ignore[arg-type]
    console.print(render_terminal(table, language=options.page_language or "en", width=width))
