"""``geoevents reverse``: what is near a point."""

from __future__ import annotations

import argparse
import json

from geoevents.cli.options import add_gazetteer_option, positive

_FARTHEST_KM = 1000.0
_POINTS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("latitude", type=_latitude, metavar="LAT", help="degrees north, WGS 84")
    parser.add_argument("longitude", type=_longitude, metavar="LON", help="degrees east")
    parser.add_argument("--limit", type=positive, default=10, metavar="N", help="how many places (default 10)")
    parser.add_argument("--within", type=_kilometres, default=25.0, metavar="KM", help="how far around (default 25)")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    add_gazetteer_option(parser)


def run(options: argparse.Namespace) -> int:
    """Show the governorate, the district and the nearest places."""
    from geoevents.cli.options import open_gazetteer
    from geoevents.cli.table import format_table

    gazetteer = open_gazetteer(options.gazetteer)
    latitude, longitude = options.latitude, options.longitude
    governorate = gazetteer.admin1_of(latitude, longitude)
    district = gazetteer.admin2_of(latitude, longitude)
    near = gazetteer.near(latitude, longitude, options.within, limit=options.limit)
    rows = [
        {
            "place": found.place.name,
            "place_local": found.place.name_local,
            "feature_code": found.place.feature_code,
            "distance_km": round(found.distance_km, 2),
            "direction": _POINTS[round(found.bearing_deg / 45) % 8],
            "place_id": found.place.place_id,
        }
        for found in near
    ]
    admin1, admin2 = (division.name if division else None for division in (governorate, district))
    if options.json:
        value = {"latitude": latitude, "longitude": longitude, "admin1": admin1, "admin2": admin2, "places": rows}
        print(json.dumps(value, ensure_ascii=False))
        return 0
    print(f"governorate: {admin1 or '-'}\ndistrict: {admin2 or '-'}")
    if rows:
        # The direction is the point's, seen from the place: "3 km north of".
        for line in format_table(list(rows[0]), [list(row.values()) for row in rows]):
            print(line)
    else:
        print(f"no place within {options.within:g} km")
    return 0


def _latitude(text: str) -> float:
    return _degrees(text, 90.0)


def _longitude(text: str) -> float:
    return _degrees(text, 180.0)


def _degrees(text: str, most: float) -> float:
    try:
        value = float(text)
    except ValueError:
        value = most + 1
    if not -most <= value <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of degrees from -{most:g} to {most:g}")
    return value


def _kilometres(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= _FARTHEST_KM:
        raise argparse.ArgumentTypeError(f"{text!r} is not a distance of up to {_FARTHEST_KM:g} km")
    return value
