"""What the gazetteer holds and what each part of it rests on: for ``gazetteer info`` and ``sources``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geoevents.gazetteer.codes import feature_codes
from geoevents.resources import data_path

if TYPE_CHECKING:
    from geoevents.gazetteer.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of a gazetteer.

    ``by_code`` holds (feature code, what it is, places), ``by_admin1`` (governorate, places), ``by_source``
    (source, places that rest on it alone or first), each the largest first.
    """

    places: int
    names: int
    lines: int
    areas: int
    by_code: tuple[tuple[str, str, int], ...]
    by_admin1: tuple[tuple[str, int], ...]
    by_source: tuple[tuple[str, int], ...]


def summarise(gazetteer: Gazetteer) -> Summary:
    """Count what a gazetteer holds."""
    count = gazetteer.count
    codes = feature_codes()
    return Summary(
        places=sum(n for _, n in count("source")),
        names=gazetteer.count_names(),
        lines=len(gazetteer.shape_ids("LineString", "MultiLineString")),
        areas=len(gazetteer.shape_ids("Polygon", "MultiPolygon")),
        by_code=tuple((code, codes[code].kind if code in codes else "", n) for code, n in count("feature_code")),
        by_admin1=tuple((name, n) for name, n in count("admin1") if name),
        by_source=tuple(count("source")),
    )


def core_sources() -> str:
    """The text of SOURCES.md: what the core's rows, lines and areas rest on, with licences."""
    return data_path("gazetteer", "SOURCES.md").read_text(encoding="utf-8")
