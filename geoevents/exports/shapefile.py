"""Zipped shapefiles, one a geometry type, for programs that read nothing newer.

The format cuts names at 10 and text at 254 letters and knows no time of day: names are shortened by the table
below, text is cut, dates are ISO 8601 text.
"""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from geoevents.exports.gdal import gdal_errors, geometry_type, layer_frame, split
from geoevents.frames import DATE_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geoevents.model import Event

SHORT_NAMES = {
    "sub_event_type": "sub_event",
    "time_precision": "time_prec",
    "location_local": "loc_local",
    "geo_precision": "geo_prec",
    "coordinate_uncertainty_m": "uncert_m",
    "spatial_relation": "relation",
    "distance_km": "dist_km",
    "destination": "dest",
    "civilian_targeting": "civilian",
    "weapon_count": "weapon_n",
    "fatalities_min": "fatal_min",
    "fatalities_max": "fatal_max",
}
"""Columns whose names are too long for a shapefile, and what they are called there."""

_LONGEST_TEXT_BYTES = 254


def write_events(events: Iterable[Event], path: Path) -> int:
    """Write events and return how many."""
    layers = split(events)
    with tempfile.TemporaryDirectory(prefix="geoevents-") as folder, gdal_errors(path):
        for kind, chosen in layers.items():
            if chosen or kind == "point":
                _write_layer(chosen, kind, Path(folder))
        with zipfile.ZipFile(path, "w", compression=zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(Path(folder).iterdir()):
                archive.write(file, file.name)
    return sum(map(len, layers.values()))


def _write_layer(events: list[Event], kind: str, folder: Path) -> None:
    import pyogrio

    frame = layer_frame(events, kind)
    for name in DATE_COLUMNS:
        frame[name] = frame[name].dt.strftime("%Y-%m-%d")
    for name in frame.columns:
        if name != "geometry" and frame[name].dtype in ("str", "object"):
            frame[name] = frame[name].map(_cut, na_action="ignore")
    frame = frame.rename(columns=SHORT_NAMES)
    pyogrio.write_dataframe(
        frame if geometry_type(kind) else frame.drop(columns="geometry"),
        folder / f"events_{kind}.{'shp' if geometry_type(kind) else 'dbf'}",
        driver="ESRI Shapefile",
        geometry_type=geometry_type(kind),
        ENCODING="UTF-8",
    )


def _cut(text: str) -> str:
    return text.encode()[:_LONGEST_TEXT_BYTES].decode(errors="ignore")
