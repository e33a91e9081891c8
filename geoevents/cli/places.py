"""``geoevents places``: every place mention with its resolution, candidates and reason."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from geoevents.cli.options import add_input_options, add_message_options

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from geoevents.cli.session import Session

_COLUMNS = ("text", "use", "place", "feature_code", "admin1", "latitude", "longitude", "confidence", "reason")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_input_options(parser)
    add_message_options(parser)
    parser.add_argument("-o", "--output", metavar="FILE", help="write .geojson, .csv or .json; - for standard output")
    parser.add_argument("--format", metavar="NAME", help="format (default: the suffix of FILE; geojson for -o -)")


def run(options: argparse.Namespace) -> int:
    """Read the inputs and show or write their place mentions."""
    from geoevents.cli.session import Session
    from geoevents.cli.table import counted
    from geoevents.exports import MENTION_FORMATS, export_mentions, format_of, stream_mentions
    from geoevents.exports.atomic import check_target
    from geoevents.frames import mention_rows

    if options.output is None and options.format is None:
        session = Session(options, merged=False)
        _print(session)
        return session.finish()
    to_stdout = options.output in (None, "-")
    name = options.format or ("geojson" if to_stdout else options.output)
    format_of(name, MENTION_FORMATS)
    session = Session(options, merged=False)
    if to_stdout:
        stream_mentions(mention_rows(session.readings_begun()), sys.stdout.buffer, name)
    else:
        from pathlib import Path

        check_target(Path(options.output))
        count = export_mentions(mention_rows(session.readings()), options.output, format_name=options.format)
        told = f"{counted(count, 'place mention')} from {counted(session.articles, 'article')}"
        session.note(f"{options.output}: {told}")
    return session.finish()


def _print(session: Session) -> None:
    from geoevents.cli.table import format_table, printable
    from geoevents.frames import mention_rows

    for reading in session.readings():
        print(f"# {printable(reading.article.title or reading.article.article_id)}")
        rows = [[row[name] for name in _COLUMNS] for row in mention_rows([reading])]
        for line in format_table(_COLUMNS, rows) if rows else _none():
            print(line)
        print()


def _none() -> Iterator[str]:
    yield "(no place mentions)"
