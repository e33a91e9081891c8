"""``geoevents explain``: the article with everything marked, and why it was read so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geoevents.cli.options import add_common_options

if TYPE_CHECKING:
    import argparse


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_common_options(parser)
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="write an .html page instead")


def run(options: argparse.Namespace) -> int:
    """Explain the readings in the terminal or on a page."""
    from geoevents.cli.session import Session
    from geoevents.cli.table import printable
    from geoevents.errors import UnknownFormatError
    from geoevents.explain import as_html, as_text

    if options.output is not None and options.output.suffix.lower() not in (".html", ".htm"):
        raise UnknownFormatError(f"{options.output}: an explanation is written as .html")
    session = Session(options, merged=False)
    if options.output is not None:
        from geoevents.exports.atomic import replacing

        with replacing(options.output) as temporary:
            temporary.write_text(as_html(session.readings()), encoding="utf-8")
        print(f"{options.output}: {session.summary()}")
    else:
        for reading in session.readings():
            for line in as_text(reading):
                print(printable(line))
            print()
    return session.finish()
