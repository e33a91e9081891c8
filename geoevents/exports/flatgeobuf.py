"""FlatGeobuf: one layer of all geometry types, dates as date-times."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.exports.gdal import gdal_errors
from geoevents.frames import events_to_frame

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geoevents.model import Event


def write_events(events: Iterable[Event], path: Path) -> int:
    """Write events and return how many; the format holds them all in memory, since its index comes first."""
    import pyogrio

    frame = events_to_frame(events)
    with gdal_errors(path):
        # An index has no place for a feature without geometry.
        index = "YES" if len(frame) and not frame.geometry.isna().any() else "NO"
        pyogrio.write_dataframe(
            frame, path, driver="FlatGeobuf", layer="events", geometry_type="Unknown", SPATIAL_INDEX=index
        )
    return len(frame)
