"""Derive the districts' outlines in data/gazetteer/areas.geojson from the settlement rows of places.csv.

Each point of a governorate goes to the district of the nearest settlement (Voronoi cells, joined and cut to
the governorate's outline). Run it after settlements were added or their districts changed:

    python scripts/derive_districts.py
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import shapely

from geoevents.gazetteer.places import read_rows

FOLDER = Path(__file__).resolve().parents[1] / "data" / "gazetteer"
TOLERANCE = 0.006
"""Simplification in degrees, some 600 m."""
SMALLEST_SHARE = 0.12
"""Pieces smaller than this share of a district's largest are dropped: they come from single stray rows."""


def derive(points: dict[tuple[float, float], str], outline: shapely.Geometry) -> dict[str, shapely.Geometry]:
    """Districts of one governorate: (longitude, latitude) to district name, and the governorate's outline."""
    cells: dict[str, list[shapely.Geometry]] = defaultdict(list)
    diagram = shapely.voronoi_polygons(shapely.MultiPoint(list(points)), extend_to=outline.envelope)
    tree = shapely.STRtree(list(diagram.geoms))
    for (x, y), district in points.items():
        for i in tree.query(shapely.Point(x, y), predicate="within"):
            cells[district].append(diagram.geoms[i])
    districts = {}
    for district, parts in cells.items():
        whole = shapely.union_all(parts).intersection(outline)
        pieces = [piece for piece in getattr(whole, "geoms", [whole]) if piece.area > 0]
        largest = max(piece.area for piece in pieces)
        kept = shapely.union_all([piece for piece in pieces if piece.area > SMALLEST_SHARE * largest])
        districts[district] = shapely.orient_polygons(kept.simplify(TOLERANCE).buffer(0))
    return districts


def main() -> None:
    """Rewrite the features of all districts."""
    rows = list(read_rows(FOLDER / "places.csv"))
    ids = {(r.place.admin1, r.place.admin2): r.place.place_id for r in rows if r.place.feature_code == "ADM2"}
    governorates = {r.place.place_id: r.place.admin1 for r in rows if r.place.feature_code == "ADM1"}
    path = FOLDER / "areas.geojson"
    features = {f["properties"]["place_id"]: f for f in json.loads(path.read_text(encoding="utf-8"))["features"]}
    points: dict[str, dict[tuple[float, float], str]] = defaultdict(dict)
    for row in rows:
        p = row.place
        if p.feature_class == "P" and p.country == "SY" and p.admin1 and p.admin2:
            points[p.admin1][round(p.longitude, 3), round(p.latitude, 3)] = p.admin2
    for place_id, admin1 in governorates.items():
        if place_id not in features or admin1 not in points:
            continue
        outline = shapely.from_geojson(json.dumps(features[place_id]["geometry"]))
        for district, shape in derive(points[admin1], outline).items():
            target = features.get(ids.get((admin1, district), ""))
            if target is not None:
                target["geometry"] = json.loads(shapely.to_geojson(shapely.set_precision(shape, 1e-4)))
    lines = [json.dumps(features[key], ensure_ascii=False, separators=(",", ":")) for key in sorted(features)]
    path.write_text('{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n", encoding="utf-8")
    print(f"{sum(map(len, points.values()))} settlements, {len(ids)} districts")


if __name__ == "__main__":
    main()
