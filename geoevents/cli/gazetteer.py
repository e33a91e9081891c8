"""``geoevents gazetteer``: what the gazetteer holds, checks on it, and further sources for it."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from geoevents.cli.options import add_gazetteer_option, positive

if TYPE_CHECKING:
    from collections.abc import Callable

_FOUND = ("score", "name", "name_local", "feature_code", "admin1", "admin2", "latitude", "longitude", "place_id")
_MEGABYTE = 1_000_000


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the sub-commands and their options."""
    commands = parser.add_subparsers(dest="action", metavar="ACTION", required=True)

    def command(name: str, summary: str, act: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
        made.set_defaults(act=act)
        return made

    info = command("info", "count places by kind, governorate and source", _info)
    info.add_argument("--json", action="store_true", help="one JSON object instead of the tables")
    add_gazetteer_option(info)

    search = command("search", "find places by name", _search)
    search.add_argument("name", metavar="NAME", help="in Arabic or Latin letters, also misspelt")
    search.add_argument(
        "--region", metavar="NAME", help="governorate, district or town that it lies in; places elsewhere score lower"
    )
    search.add_argument("--limit", type=positive, default=10, metavar="N", help="how many places (default 10)")
    search.add_argument("--json", action="store_true", help="one JSON object a line instead of the table")
    add_gazetteer_option(search)

    validate = command("validate", "check a gazetteer folder and list what is wrong", _validate)
    validate.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="default: the package's own")
    validate.add_argument(
        "--reference",
        type=Path,
        metavar="TABLES",
        help="folder with CSV tables of GeoNames, Who's On First or OCHA: list what lies over 3 km elsewhere there",
    )

    add = command("add", "add a further source of places", _add)
    add.add_argument("origin", metavar="SOURCE", help="file, address, or geonames, whosonfirst, osm")
    add.add_argument("--kind", help="geonames, whosonfirst, ocha, osm or table (default: by the columns)")
    add.add_argument("--key", metavar="NAME", help="name under which it is kept")
    add.add_argument("--columns", type=_columns, metavar="FIELD=COLUMN,...", help="what a table's columns are called")
    add.add_argument("--licence", help="licence of a table")
    add.add_argument(
        "--alternate-names", metavar="SOURCE", help="file or address of GeoNames' alternate names, to go with its dump"
    )
    add.add_argument("-q", "--quiet", action="store_true", help="no progress")

    remove = command("remove", "remove an added source", _remove)
    remove.add_argument("key", metavar="NAME", help="as gazetteer sources lists it")

    command("sources", "name the sources and their licences", _sources)


def run(options: argparse.Namespace) -> int:
    """Run the sub-command."""
    status: int = options.act(options)
    return status


def _info(options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from geoevents.cli.options import open_gazetteer
    from geoevents.cli.table import format_table
    from geoevents.gazetteer.summary import summarise

    summary = summarise(open_gazetteer(options.gazetteer))
    if options.json:
        print(json.dumps(asdict(summary), ensure_ascii=False))
        return 0
    print(f"{summary.places} places with {summary.names} names; {summary.lines} lines, {summary.areas} areas")
    tables = (
        (("code", "what it is", "places"), summary.by_code),
        (("governorate", "places"), summary.by_admin1),
        (("source", "places"), summary.by_source),
    )
    for header, rows in tables:
        print()
        for line in format_table(header, rows):
            print(line)
    return 0


def _search(options: argparse.Namespace) -> int:
    from geoevents.cli.options import open_gazetteer, region_named
    from geoevents.cli.table import format_table
    from geoevents.errors import GazetteerError

    gazetteer = open_gazetteer(options.gazetteer)
    if options.region:
        region_named(gazetteer, options.region)
    found = gazetteer.search(options.name, region=options.region, limit=options.limit)
    if not found:
        raise GazetteerError(f"{options.name}: no such place in the gazetteer")
    rows = [{"score": round(one.score, 3), **{name: getattr(one.place, name) for name in _FOUND[1:]}} for one in found]
    if options.json:
        for row in rows:
            print(json.dumps(row, ensure_ascii=False))
    else:
        for line in format_table(_FOUND, [list(row.values()) for row in rows]):
            print(line)
    return 0


def _validate(options: argparse.Namespace) -> int:
    from geoevents.cli.table import counted
    from geoevents.gazetteer.validate import compare, read_reference, validate

    findings: list[object] = [*validate(options.folder)]
    if options.reference is not None:
        elsewhere = compare(options.folder, read_reference(options.reference))
        print(f"{sum(one.explained for one in elsewhere)} places lie elsewhere in the tables, as their notes explain")
        findings += [one for one in elsewhere if not one.explained]
    for finding in findings:
        print(finding)
    print(counted(len(findings), "finding") if findings else "nothing wrong found")
    return 1 if findings else 0


def _add(options: argparse.Namespace) -> int:
    from geoevents.cli.table import counted
    from geoevents.gazetteer.sources import add

    info = add(
        options.origin,
        kind=options.kind,
        key=options.key,
        columns=options.columns,
        licence=options.licence,
        alternate_names=options.alternate_names,
        progress=None if options.quiet or not sys.stderr.isatty() else _tell,
    )
    known = f"{info.joined} of them known before"
    print(f"{info.key}: {counted(info.rows, 'place')} added, {known} ({info.title}, licence {info.licence})")
    return 0


def _tell(done: int, whole: int | None) -> None:
    size = f" of {whole / _MEGABYTE:.1f}" if whole else ""
    print(f"\r{done / _MEGABYTE:.1f}{size} MB\x1b[K", end="\n" if done == whole else "", file=sys.stderr, flush=True)


def _remove(options: argparse.Namespace) -> int:
    from geoevents.cli.table import counted
    from geoevents.gazetteer.sources import remove

    info = remove(options.key)
    print(f"{info.key}: removed ({counted(info.rows, 'place')}, from {info.origin})")
    return 0


def _sources(options: argparse.Namespace) -> int:  # noqa: ARG001 - every action is called alike
    from geoevents.cli.table import counted
    from geoevents.gazetteer.sources import installed
    from geoevents.gazetteer.summary import core_sources

    print(core_sources().rstrip())
    added = installed()
    print("\n# Added by you" if added else "\nNothing was added (geoevents gazetteer add).")
    for info in added:
        print(f"\n{info.key}: {info.title}\n  {counted(info.rows, 'place')}, {info.joined} of them in the core, too")
        print(f"  licence: {info.licence}\n  from: {info.origin}")
    return 0


def _columns(text: str) -> dict[str, str]:
    pairs = dict(part.partition("=")[::2] for part in text.split(","))
    if not all(pairs.values()):
        raise argparse.ArgumentTypeError("write FIELD=COLUMN,...")
    return pairs
