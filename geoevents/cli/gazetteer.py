"""``geoevents gazetteer``: what the gazetteer holds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from geoevents.cli.options import add_gazetteer_option

if TYPE_CHECKING:
    import argparse

_FOUND = ("score", "name", "name_local", "feature_code", "admin1", "admin2", "latitude", "longitude", "place_id")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the sub-commands and their options."""
    commands = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    search = commands.add_parser("search", help="find places by name", description="Find places by name.")
    search.add_argument("name", metavar="NAME", help="in Arabic or Latin letters, also misspelt")
    search.add_argument("--region", metavar="NAME", help="governorate, district or town that it lies in")
    search.add_argument("--limit", type=int, default=10, metavar="N", help="how many places (default 10)")
    search.add_argument("--json", action="store_true", help="one JSON object a line instead of the table")
    add_gazetteer_option(search)
    search.set_defaults(act=_search)


def run(options: argparse.Namespace) -> int:
    """Run the sub-command."""
    status: int = options.act(options)
    return status


def _search(options: argparse.Namespace) -> int:
    from geoevents.cli.options import open_gazetteer
    from geoevents.cli.table import format_table
    from geoevents.errors import GazetteerError

    gazetteer = open_gazetteer(options.gazetteer)
    found = gazetteer.search(options.name, region=options.region, limit=max(options.limit, 1))
    rows = [
        {
            "score": round(one.score, 3),
            **{name: getattr(one.place, name) for name in _FOUND[1:]},
        }
        for one in found
    ]
    if not rows:
        raise GazetteerError(f"{options.name}: no such place in the gazetteer")
    if options.json:
        for row in rows:
            print(json.dumps(row, ensure_ascii=False))
    else:
        for line in format_table(_FOUND, [[_shown(value) for value in row.values()] for row in rows]):
            print(line)
    return 0


def _shown(value: object) -> object:
    return f"{value:.4f}".rstrip("0") if isinstance(value, float) else value
