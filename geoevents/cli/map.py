"""``geoevents map``: one self-contained HTML page, or a picture."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from geoevents.cli.options import add_common_options, add_reports_option
from geoevents.errors import UnknownFormatError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

FORMATS = {".html": "html", ".htm": "html", ".png": "png"}
"""Suffixes of maps, and what is written for them."""
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 80


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_common_options(parser)
    add_reports_option(parser)
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="where to write: .html or .png (default maps/<name>.html)"
    )
    parser.add_argument("--format", choices=("html", "png"), help="what to write (default: by the suffix; html)")
    parser.add_argument("--title", help="heading of the map (default: the article's title)")
    parser.add_argument(
        "--page-language", choices=("ar", "en"), help="language that the page opens in, or the picture's"
    )


def run(options: argparse.Namespace) -> int:
    """Read the inputs, write the map and say where it stands and what is on it."""
    from geoevents.cli.session import Session
    from geoevents.exports.atomic import check_target

    # Only the folder of the default is made.
    path = options.output or default_path(options.inputs, options.format or "html")
    save = _writer(path, options.format)
    if options.output:
        check_target(path)
    session = Session(options)
    written = save(session.readings(), path, title=options.title, language=options.page_language)
    print(f"{written}: {session.summary()}")
    if not session.events:
        session.note("no events found: the map is empty")
    return session.finish()


def _writer(path: Path, name: str | None) -> Callable[..., Path]:
    """Return the function that writes the map; what it lacks shows here, before anything is read."""
    kind = name or FORMATS.get(path.suffix.lower())
    if kind is None:
        raise UnknownFormatError(f"{path}: a map is written as .html or .png (geoevents export writes GIS formats)")
    if kind == "html":
        from geoevents.maps import save_map

        return save_map
    from geoevents.maps.figure import require_matplotlib
    from geoevents.maps.picture import save_map_png

    require_matplotlib()
    return save_map_png


def default_path(inputs: list[str], suffix: str = "html") -> Path:
    """Return maps/<name>.<suffix>, named after the only input."""
    last = inputs[0].rstrip("/").rpartition("/")[2] if len(inputs) == 1 else ""
    stem = _UNSAFE.sub("-", Path(last).stem).strip("-.")[:_LONGEST_NAME]
    return Path("maps", f"{stem or 'events'}.{suffix}")
