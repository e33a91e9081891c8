"""Options that several commands take, and their checks."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from geoevents.errors import GazetteerError, GeoEventsError, InputError

if TYPE_CHECKING:
    import datetime as dt

    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place
    from geoevents.reading import ReadingOptions
    from geoevents.selection import Selection


class ToldError(GeoEventsError):
    """A failure whose lines stand on standard error already."""


class UsageError(GeoEventsError, ValueError):
    """Options that do not go together."""


_REGION_SCORE = 0.6
"""Under this a place is only called somewhat like the region that was asked for; misspellings score 0.8 and more."""
_COLUMN_FIELDS = ("text", "id", "title", "published", "source", "url", "language")


def add_input_options(parser: argparse.ArgumentParser) -> None:
    """Add INPUT and what is said about it."""
    parser.add_argument(
        "inputs",
        nargs="+",
        metavar="INPUT",
        help="file, folder, glob, http(s) address, project file or database, or - for standard input",
    )
    about = parser.add_argument_group("the articles")
    about.add_argument(
        "--published",
        type=_date,
        metavar="DATE",
        help="date of publication, YYYY-MM-DD (else from the metadata, else from the text)",
    )
    about.add_argument("--language", choices=("ar", "en", "auto"), default="auto", help="language of the text")
    about.add_argument(
        "--columns",
        type=_columns,
        default={},
        metavar="FIELD=COLUMN,...",
        help=f"names of columns or keys for {' '.join(_COLUMN_FIELDS)}",
    )
    about.add_argument("--allow-private", action="store_true", help="fetch addresses in private networks, too")
    about.add_argument("--workers", type=_workers, default=1, metavar="N", help="processes that read (default 1)")
    about.add_argument(
        "--corrections", type=Path, metavar="FILE", help="decisions of a person on places and events, as JSON lines"
    )
    add_gazetteer_option(about)
    add_reader_option(about)


def add_reader_option(parser: argparse._ActionsContainer) -> None:
    """Add --reader."""
    parser.add_argument(
        "--reader", metavar="NAME", help="read with the stages that an installed package offers as NAME (own models)"
    )


def add_gazetteer_option(parser: argparse._ActionsContainer) -> None:
    """Add --gazetteer."""
    parser.add_argument(
        "--gazetteer",
        action="append",
        default=[],
        type=Path,
        metavar="PATH",
        help="file with a further source of places, for this run; repeatable",
    )


def add_filter_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that choose events."""
    chosen = parser.add_argument_group("which events")
    chosen.add_argument("--since", type=_date, metavar="DATE", help="not before this day; leaves out undated events")
    chosen.add_argument("--until", type=_date, metavar="DATE", help="not after this day; leaves out undated events")
    chosen.add_argument(
        "--region", action="append", default=[], metavar="NAME", help="governorate, district or place; repeatable"
    )
    chosen.add_argument(
        "--category", action="append", default=[], type=_category, metavar="C", help="category; repeatable"
    )
    chosen.add_argument(
        "--min-confidence", type=_confidence, default=0.0, metavar="X", help="lowest confidence, 0 to 1"
    )


def add_reports_option(parser: argparse.ArgumentParser) -> None:
    """Add --reports."""
    parser.add_argument(
        "--reports",
        action="store_true",
        help="from a project file, every report by itself (else the reports of one event as one)",
    )


def add_message_options(parser: argparse.ArgumentParser) -> None:
    """Add --quiet and --verbose."""
    told = parser.add_mutually_exclusive_group()
    told.add_argument("-q", "--quiet", action="store_true", help="only errors, no notes and no progress")
    told.add_argument("-v", "--verbose", action="store_true", help="more notes; where an internal error happened")


def add_common_options(parser: argparse.ArgumentParser) -> None:
    """Add what every command takes that reads articles."""
    add_input_options(parser)
    add_filter_options(parser)
    add_message_options(parser)


def reading_options(options: argparse.Namespace) -> ReadingOptions:
    """Return what the options say about the inputs."""
    from geoevents.reading import ReadingOptions

    return ReadingOptions(
        published=options.published,
        language=None if options.language == "auto" else options.language,
        columns=options.columns,
        allow_private=options.allow_private,
    )


def selection(options: argparse.Namespace) -> Selection:
    """Return which events the options choose.

    Raises
    ------
    UsageError
        --since lies after --until.
    InputError
        A region is not in the gazetteer.
    """
    from geoevents.selection import Selection

    if options.since and options.until and options.since > options.until:
        raise UsageError(f"--since {options.since} lies after --until {options.until}")
    return Selection(
        since=options.since,
        until=options.until,
        regions=_regions(options.region, options.gazetteer),
        categories=frozenset(options.category),
        min_confidence=options.min_confidence,
    )


def gazetteer_files(paths: list[Path]) -> tuple[Path, ...]:
    """Return the files of further sources.

    Raises
    ------
    GazetteerError
        There is no such file, or the folder holds no places.csv.
    """
    files = tuple(path / "places.csv" if path.is_dir() else path for path in paths)
    for file in files:
        if not file.is_file():
            raise GazetteerError(f"--gazetteer {file}: no such file")
    return files


def open_gazetteer(paths: list[Path]) -> Gazetteer:
    """Open the user's gazetteer, with further sources on top."""
    from geoevents.batch import open_gazetteer as opened

    return opened(gazetteer_files(paths))


def region_named(gazetteer: Gazetteer, name: str) -> Place:
    """Return the place that the option --region names, misspelt perhaps, but not a mere likeness.

    Raises
    ------
    InputError
        It is not in the gazetteer.
    """
    found = gazetteer.search(name, limit=1)
    if found and found[0].score >= _REGION_SCORE:
        return found[0].place
    nearest = f" (the nearest name is {found[0].place.name})" if found else ""
    raise InputError(f"--region {name}: no such place in the gazetteer{nearest}")


def _regions(names: list[str], paths: list[Path]) -> frozenset[str]:
    """Return the names that events carry for the regions that the user names, in whatever language and spelling."""
    if not names:
        return frozenset()
    gazetteer = open_gazetteer(paths)
    regions = set()
    for name in names:
        place = region_named(gazetteer, name)
        # Events name a governorate or district as the gazetteer's columns do: without the word for what it is.
        division = {"ADM1": place.admin1, "ADM2": place.admin2}.get(place.feature_code)
        regions.add(division or place.name)
    return frozenset(regions)


def _date(text: str) -> dt.date:
    from geoevents.errors import DateError
    from geoevents.reading import parse_date

    try:
        return parse_date(text)
    except DateError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _columns(text: str) -> dict[str, str]:
    pairs = dict(part.partition("=")[::2] for part in text.split(","))
    if not all(pairs.values()) or not set(pairs) <= set(_COLUMN_FIELDS):
        raise argparse.ArgumentTypeError(f"write FIELD=COLUMN,... with the fields {' '.join(_COLUMN_FIELDS)}")
    return pairs


def _category(text: str) -> str:
    from geoevents.taxonomy import categories

    if text not in categories():
        raise argparse.ArgumentTypeError(f"{text!r} is none of {' '.join(categories())}")
    return text


def _confidence(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 0 to 1")
    return value


def positive(text: str) -> int:
    """Read a whole number from 1 up."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 up")
    return int(text)


def _workers(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 1024:  # noqa: PLR2004 - more would be a slip of the finger
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes")
    return int(text)
