"""``geoevents map``: one self-contained HTML page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from geoevents.cli.options import add_common_options

if TYPE_CHECKING:
    import argparse

_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 80


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_common_options(parser)
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="where to write the page (default maps/<name>.html)"
    )
    parser.add_argument("--title", help="heading of the page (default: the article's title)")
    parser.add_argument("--page-language", choices=("ar", "en"), help="language that the page opens in")


def run(options: argparse.Namespace) -> int:
    """Read the inputs, write the page and say where it stands and what is on it."""
    from geoevents.cli.session import Session
    from geoevents.errors import UnknownFormatError
    from geoevents.maps import save_map

    path = options.output or default_path(options.inputs)
    if path.suffix.lower() not in (".html", ".htm"):
        raise UnknownFormatError(f"{path}: a map is written as .html (geoevents export writes GIS formats)")
    session = Session(options)
    written = save_map(session.readings(), path, title=options.title, language=options.page_language)
    print(f"{written}: {session.summary()}")
    if not session.events:
        session.note("no events found: the map is empty")
    return session.finish()


def default_path(inputs: list[str]) -> Path:
    """Return maps/<name>.html, named after the only input."""
    last = inputs[0].rstrip("/").rpartition("/")[2] if len(inputs) == 1 else ""
    stem = _UNSAFE.sub("-", Path(last).stem).strip("-.")[:_LONGEST_NAME]
    return Path("maps", f"{stem or 'events'}.html")
