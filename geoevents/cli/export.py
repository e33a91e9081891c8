"""``geoevents export``: events to a file of a GIS or table format."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from geoevents.cli.options import add_common_options, add_reports_option

if TYPE_CHECKING:
    import argparse

_EPILOG = """\
The suffix of FILE names the format: .geojson .gpkg .kml .kmz .csv .parquet .fgb .shp.zip, and
.timeline.json for TimelineJS, which has no place for undated events: they are left out there.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_common_options(parser)
    add_reports_option(parser)
    parser.add_argument("-o", "--output", required=True, metavar="FILE", help="where to write; - for standard output")
    parser.add_argument("--format", metavar="NAME", help="format, such as gpkg (default: by the suffix; geojson)")
    parser.add_argument(
        "--dask",
        metavar="ADDRESS",
        help="read on a Dask cluster (tcp://scheduler:8786) into a folder of GeoParquet files, -o NAME.parquet",
    )
    parser.epilog = _EPILOG


def run(options: argparse.Namespace) -> int:
    """Read the inputs and write their events."""
    if options.dask:
        from geoevents.cli.cluster import run as run_on_cluster

        return run_on_cluster(options)
    from geoevents.cli.session import Session
    from geoevents.exports import export_events, format_of, stream_events
    from geoevents.exports.atomic import check_target

    name = options.format or ("geojson" if options.output == "-" else options.output)
    format_of(name)
    session = Session(options)
    if options.output == "-":
        written = stream_events(session.events_begun(), sys.stdout.buffer, name)
    else:
        from pathlib import Path

        check_target(Path(options.output))
        written = export_events(session.events_read(), options.output, format_name=options.format)
        session.note(f"{options.output}: {session.summary()}")
    if written < session.events:
        session.note(f"{session.events - written} events without a date are left out of this format")
    if not session.events:
        session.note("no events found")
    return session.finish()
