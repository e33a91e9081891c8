"""GeoParquet 1.1, compressed with zstd."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.errors import MissingExtraError
from geoevents.frames import events_to_frame

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from geoevents.model import Event


def write_events(events: Iterable[Event], path: Path) -> int:
    """Write events and return how many.

    Raises
    ------
    MissingExtraError
        pyarrow is not installed.
    """
    try:
        import pyarrow as pa
    except ImportError as error:
        raise MissingExtraError("GeoParquet needs pyarrow: pip install 'geoevents[parquet]'") from error
    frame = events_to_frame(events)
    try:
        frame.to_parquet(path, compression="zstd", index=False)
    except pa.ArrowException as error:
        raise OSError(str(error).splitlines()[0]) from error
    return len(frame)
