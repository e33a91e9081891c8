"""Readings and events to GeoDataFrames and back: the public columns, in EPSG:4326."""

from __future__ import annotations

import datetime as dt
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from geoevents.model import EVENT_COLUMNS, MENTION_COLUMNS, Event, Geometry, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import geopandas as gpd
    import pandas as pd

    from geoevents.model import Reading, Toponym

CRS = "EPSG:4326"
DATE_COLUMNS = ("published", "event_date", "end_date")
INTEGER_COLUMNS = (
    "time_precision",
    "geo_precision",
    "weapon_count",
    "fatalities",
    "fatalities_min",
    "fatalities_max",
    "injured",
    "text_start",
    "text_end",
)
FLOAT_COLUMNS = ("latitude", "longitude", "coordinate_uncertainty_m", "distance_km", "confidence")
BOOLEAN_COLUMNS = ("civilian_targeting",)
_EVENT_VALUES = attrgetter(*EVENT_COLUMNS)
_PLACE_OF_COLUMN = {"place": "name", "place_local": "name_local", "coordinate_uncertainty_m": "extent_m"}
_PLACE_FIELDS = tuple(
    _PLACE_OF_COLUMN.get(column, column)
    for column in MENTION_COLUMNS
    if _PLACE_OF_COLUMN.get(column, column) in Place.__dataclass_fields__
)
_PLACE_VALUES = attrgetter(*_PLACE_FIELDS)
_NO_PLACE = (None,) * len(_PLACE_FIELDS)


def events_of(readings: Iterable[Reading]) -> Iterator[Event]:
    """Yield the events of all readings, lazily and in order."""
    for reading in readings:
        yield from reading.events


def events_to_frame(events: Iterable[Event]) -> gpd.GeoDataFrame:
    """Make a GeoDataFrame of events: one row each, the public columns, then ``geometry``.

    Returns
    -------
    geopandas.GeoDataFrame
        In EPSG:4326. Dates are UTC timestamps (day resolution), numbers without a value ``<NA>`` or NaN, an event
        without a place has no geometry.
    """
    import geopandas as gpd
    import pandas as pd
    import shapely

    chosen = list(events)
    rows = [_EVENT_VALUES(event) for event in chosen]
    frame = pd.DataFrame.from_records(rows, columns=list(EVENT_COLUMNS))
    shapes = [shapely.geometry.shape(event.geometry) if event.geometry else None for event in chosen]
    typed = _with_types(frame)
    return gpd.GeoDataFrame(typed, geometry=gpd.GeoSeries(shapes, index=typed.index, crs=CRS), crs=CRS)


def _with_types(frame: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    for name in DATE_COLUMNS:
        frame[name] = pd.to_datetime(frame[name], utc=True).astype("datetime64[ms, UTC]")
    kinds = dict.fromkeys(INTEGER_COLUMNS, "Int64")
    kinds |= dict.fromkeys(FLOAT_COLUMNS, "float64")
    kinds |= dict.fromkeys(BOOLEAN_COLUMNS, "boolean")
    kinds |= {name: "str" for name in EVENT_COLUMNS if name not in kinds and name not in DATE_COLUMNS}
    return frame.astype(kinds)


def frame_to_events(frame: gpd.GeoDataFrame) -> Iterator[Event]:
    """Yield the events of a frame that :func:`events_to_frame` made, or that was read from an export of it."""
    import pandas as pd
    import shapely

    shapes = frame.geometry
    for position, row in enumerate(frame[list(EVENT_COLUMNS)].to_dict("records")):
        values: dict[str, Any] = {str(name): None if pd.isna(value) else value for name, value in row.items()}
        for name in DATE_COLUMNS:
            values[name] = _day(values[name])
        for name in INTEGER_COLUMNS:
            values[name] = None if values[name] is None else int(values[name])
        for name in BOOLEAN_COLUMNS:
            values[name] = None if values[name] is None else bool(values[name])
        shape = shapes.iloc[position]
        yield Event(**values, geometry=None if shape is None else _geometry(shapely.geometry.mapping(shape)))


def _day(value: Any) -> dt.date | None:  # noqa: ANN401 - a timestamp, a date or text
    if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        return value
    return value.date() if isinstance(value, dt.datetime) else dt.date.fromisoformat(str(value)[:10])


def _geometry(mapping: dict[str, Any]) -> Geometry:
    return Geometry(mapping["type"], mapping["coordinates"])


def mention_rows(readings: Iterable[Reading]) -> Iterator[dict[str, Any]]:
    """Yield the place mentions of all readings, each as a dictionary of the public columns."""
    for reading in readings:
        for toponym in reading.toponyms:
            yield mention_row(reading.article.article_id, toponym)


def mention_row(article_id: str, toponym: Toponym) -> dict[str, Any]:
    """Return a place mention as a dictionary of the public columns."""
    values = (
        article_id,
        toponym.text,
        toponym.start,
        toponym.end,
        toponym.use,
        *(_PLACE_VALUES(toponym.place) if toponym.place else _NO_PLACE),
        toponym.confidence,
        [
            {
                "place": candidate.place.name,
                "place_id": candidate.place.place_id,
                "latitude": candidate.place.latitude,
                "longitude": candidate.place.longitude,
                "score": round(candidate.score, 3),
            }
            for candidate in toponym.candidates
        ],
        toponym.reason,
    )
    return dict(zip(MENTION_COLUMNS, values, strict=True))


def mentions_to_frame(readings: Iterable[Reading]) -> gpd.GeoDataFrame:
    """Make a GeoDataFrame of place mentions: the public columns, then ``geometry``, in EPSG:4326."""
    import geopandas as gpd
    import pandas as pd

    frame = pd.DataFrame.from_records(list(mention_rows(readings)), columns=list(MENTION_COLUMNS))
    frame = frame.astype({"latitude": "float64", "longitude": "float64", "coordinate_uncertainty_m": "float64"})
    points = gpd.points_from_xy(frame["longitude"], frame["latitude"], crs=CRS)
    points[frame["longitude"].isna().to_numpy()] = None
    return gpd.GeoDataFrame(frame, geometry=points, crs=CRS)
