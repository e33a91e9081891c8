"""What the formats written by GDAL share: frames of events in batches, and one layer a geometry type."""

from __future__ import annotations

import warnings
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from geoevents.errors import OutputError
from geoevents.frames import CRS, events_to_frame

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    import geopandas as gpd

    from geoevents.model import Event

BATCH = 20_000
"""Events held in memory at once."""

KINDS = {
    "Point": "point",
    "MultiPoint": "points",
    "LineString": "line",
    "MultiLineString": "line",
    "Polygon": "area",
    "MultiPolygon": "area",
}
_MULTI = {"point": "Point", "points": "MultiPoint", "line": "MultiLineString", "area": "MultiPolygon", "unplaced": None}


def batches(events: Iterable[Event], size: int = BATCH) -> Iterator[list[Event]]:
    """Cut events into lists of at most ``size``; one empty list where there are none."""
    iterator = iter(events)
    first = list(islice(iterator, size))
    yield first
    while batch := list(islice(iterator, size)):
        yield batch


def split(events: Iterable[Event]) -> dict[str, list[Event]]:
    """Part events by layer: point, points (several), line, area, and unplaced for those without a geometry."""
    layers: dict[str, list[Event]] = {kind: [] for kind in _MULTI}
    for event in events:
        layers[KINDS.get(event.geometry.type, "area") if event.geometry else "unplaced"].append(event)
    return layers


def layer_frame(events: Iterable[Event], layer: str) -> gpd.GeoDataFrame:
    """Make the frame of one layer, lines and areas as multi-geometries, since a layer has one type."""
    import shapely

    frame = events_to_frame(events)
    wraps: dict[str, Callable[[list[Any]], Any]] = {"line": shapely.MultiLineString, "area": shapely.MultiPolygon}
    wrap = wraps.get(layer)
    if wrap is not None:
        shapes = [shape if hasattr(shape, "geoms") else wrap([shape]) for shape in frame.geometry]
        frame = frame.set_geometry(shapes, crs=CRS)
    return frame


def geometry_type(layer: str) -> str | None:
    """Return GDAL's name of a layer's geometry type; ``None`` for a table without geometry."""
    return _MULTI[layer]


@contextmanager
def gdal_errors(path: Path) -> Iterator[None]:
    """Turn what GDAL raises into one line, and keep its remarks on features of other programs off the terminal."""
    import pyogrio.errors

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            yield
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError) as error:
        raise OutputError(f"{path}: cannot be written: {str(error).splitlines()[0]}") from error
