"""``geoevents geocode``: where a place expression points."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from geoevents.cli.options import UsageError, add_gazetteer_option, positive

if TYPE_CHECKING:
    import argparse

    from geoevents.geocode import Geocoded

_CANDIDATES = ("score", "place", "place_local", "feature_code", "admin1", "latitude", "longitude", "place_id")
_SHOWN = (
    "location",
    "location_local",
    "spatial_relation",
    "distance_km",
    "admin1",
    "admin2",
    "country",
    "latitude",
    "longitude",
    "coordinate_uncertainty_m",
    "geo_precision",
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("expression", metavar="EXPRESSION", help='such as "15 km south-east of Palmyra", or in Arabic')
    parser.add_argument("--json", action="store_true", help="one JSON object, with the geometry as GeoJSON")
    parser.add_argument("--limit", type=positive, default=10, metavar="N", help="how many candidates (default 10)")
    add_gazetteer_option(parser)


def run(options: argparse.Namespace) -> int:
    """Show the place, its uncertainty and the candidates."""
    from geoevents.cli.options import open_gazetteer
    from geoevents.cli.table import format_table, printable
    from geoevents.errors import GazetteerError
    from geoevents.geocode import geocode

    if not options.expression.strip():
        raise UsageError("geocode: give a place expression, such as 'Palmyra'")
    found = geocode(options.expression, open_gazetteer(options.gazetteer), limit=options.limit)
    if found is None:
        raise GazetteerError(f"{options.expression[:80]}: no place of the gazetteer in it")
    value = as_dict(found)
    if options.json:
        print(json.dumps(value, ensure_ascii=False))
        return 0
    for name in _SHOWN:
        if value[name] is not None:
            print(f"{name}: {printable(str(value[name]))}")
    print(f"geometry: {value['geometry']['type'] if value['geometry'] else '-'}\n")
    rows = [[candidate[name] for name in _CANDIDATES] for candidate in value["candidates"]]
    for line in format_table(_CANDIDATES, rows):
        print(line)
    return 0


def as_dict(found: Geocoded) -> dict[str, Any]:
    """Return what was found as JSON values."""
    from geoevents.exports.geojson import geojson_geometry

    placement = found.placement
    return {
        "query": found.query,
        **{name: _rounded(getattr(placement, name)) for name in _SHOWN},
        "geometry": geojson_geometry(placement.geometry) if placement.geometry else None,
        "reason": placement.reason,
        "candidates": [
            {
                "score": round(candidate.score, 3),
                "place": candidate.place.name,
                "place_local": candidate.place.name_local,
                "feature_code": candidate.place.feature_code,
                "admin1": candidate.place.admin1,
                "latitude": _rounded(candidate.place.latitude),
                "longitude": _rounded(candidate.place.longitude),
                "place_id": candidate.place.place_id,
                "reasons": list(candidate.reasons),
            }
            for candidate in found.candidates
        ],
    }


def _rounded(value: object) -> object:
    return round(value, 6) if isinstance(value, float) else value
