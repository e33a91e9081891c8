"""Builds data/basemap/basemap.json, the vector basemap that every map page embeds.

Usage::

    python scripts/build_basemap.py WORLD_MAP.gpkg RIVERS.geojson LAKES.geojson

The three inputs are Natural Earth 1:10m (public domain): ``world_map.gpkg`` as Debian's qgis-common
carries it (layer states_provinces), and the rivers and lakes of Natural Earth's physical vectors.
Names and towns come from data/basemap/labels.json, districts, main roads and smaller rivers from
data/gazetteer, which are our own compilations.
Needs geopandas and shapely 2.1 or newer with GEOS 3.12 (coverage_simplify).

Lines are written as Google's encoded polyline text on a grid of ``SCALE`` steps a degree.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SCALE = 1000  # steps a degree near Syria: about 100 m
WORLD_SCALE = 100
CONTINUES = 0x20
WINDOW = (34.5, 31.3, 43.4, 38.2)  # the rivers and lakes were cut to this window
DETAILED = ("SYR", "LBN", "JOR", "ISR", "PSX", "CYP", "CYN", "IRQ", "TUR", "WSB", "ESB")
ROUGH = (
    "IRN",
    "SAU",
    "EGY",
    "KWT",
    "GEO",
    "ARM",
    "AZE",
    "GRC",
    "BGR",
    "PSE",
    "ARE",
    "QAT",
    "BHR",
    "OMN",
    "YEM",
    "SDN",
    "LBY",
)
# Natural Earth tells these apart for administrative reasons only.
MERGED = {"CYN": "CYP", "ESB": "CYP", "WSB": "CYP", "PSX": "PSE"}
DISTRICT_TOLERANCE = 0.006  # degrees; the outlines are good to about 5 km
TOLERANCE = {"near": 0.005, "rough": 0.06, "world": 0.8}  # degrees
DATA = Path(__file__).resolve().parent.parent / "data"
FOLDER = DATA / "basemap"


def encode(points: Sequence[tuple[float, float]], scale: int) -> str:
    """Return the points as encoded polyline text: deltas, zigzag, five bits a character."""
    text: list[str] = []
    last = (0, 0)
    for point in points:
        here = (round(point[0] * scale), round(point[1] * scale))
        for now, before in zip(here, last, strict=True):
            value = (now - before) << 1
            value = ~value if now < before else value
            while value >= CONTINUES:
                text.append(chr((CONTINUES | (value & 0x1F)) + 63))
                value >>= 5
            text.append(chr(value + 63))
        last = here
    return "".join(text)


def rings(geometry: Any, scale: int, smallest: float) -> list[str]:  # noqa: ANN401
    """Return the outer and inner rings of a polygon that are larger than ``smallest`` square degrees."""
    lines = []
    for polygon in shapely.get_parts(geometry):
        if polygon.geom_type != "Polygon" or polygon.area < smallest:
            continue
        lines.extend(encode(list(ring.coords), scale) for ring in (polygon.exterior, *polygon.interiors))
    return lines


def lines(geometries: Iterable[Any], tolerance: float) -> list[str]:
    """Return the simplified lines near Syria."""
    merged = shapely.line_merge(shapely.union_all(list(geometries)))
    simple = shapely.simplify(shapely.intersection(merged, shapely.box(33, 30.5, 46, 39.5)), tolerance)
    return [encode(list(part.coords), SCALE) for part in shapely.get_parts(simple) if part.length > tolerance * 4]


def areas(world: Path, labels: dict[str, Any]) -> dict[str, Any]:
    """Return governorates, neighbouring countries and the rest of the world as encoded rings."""
    states = geopandas.read_file(world, layer="states_provinces")
    states["geometry"] = states.geometry.make_valid()
    states["code"] = states["adm0_a3"].replace(MERGED)
    syria = states[states["adm0_a3"] == "SYR"]
    governorates = syria.dissolve(syria["name"].map(labels["governorate_sources"])).geometry
    detailed = states[states["adm0_a3"].isin(DETAILED) & (states["adm0_a3"] != "SYR")].dissolve("code").geometry
    rough = states[states["adm0_a3"].isin(ROUGH)].dissolve("code").geometry
    near = shapely.coverage_simplify([*governorates, *detailed], TOLERANCE["near"])
    far = states[~states["adm0_a3"].isin((*DETAILED, *ROUGH, "ATA"))].dissolve("code").geometry
    world_wide = shapely.coverage_simplify(list(far), TOLERANCE["world"])
    return {
        "admin2": districts(dict(zip(governorates.index, near, strict=False))),
        "admin1": {name: rings(area, SCALE, 0) for name, area in zip(governorates.index, near, strict=False)},
        "near": [rings(area, SCALE, 0.003) for area in near[len(governorates) :]]
        + [rings(area, SCALE, 0.02) for area in shapely.coverage_simplify(list(rough), TOLERANCE["rough"])],
        "world": [ring for area in world_wide for ring in rings(area, WORLD_SCALE, 8.0)],
    }


def gazetteer() -> tuple[dict[str, dict[str, str]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the gazetteer's rows by place_id, and its areas and lines."""
    with (DATA / "gazetteer" / "places.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["place_id"]: row for row in csv.DictReader(stream)}
    read = [json.loads((DATA / "gazetteer" / f"{name}.geojson").read_text("utf-8")) for name in ("areas", "lines")]
    return rows, read[0]["features"], read[1]["features"]


def districts(governorates: dict[str, Any]) -> dict[str, list[Any]]:
    """Return Arabic name, position and outline of each district, cut to its governorate."""
    rows, features, _ = gazetteer()
    found = {}
    for feature in features:
        row = rows[feature["properties"]["place_id"]]
        if row["feature_code"] != "ADM2" or row["admin1"] not in governorates:
            continue
        outline = shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"])))
        cut = shapely.simplify(outline.intersection(governorates[row["admin1"]]), DISTRICT_TOLERANCE)
        place = [round(float(row[key]), 2) for key in ("longitude", "latitude")]
        found[row["admin2"]] = [row["name_ar"], *place, rings(cut, SCALE, 0.0005)]
    return found


def course(code: str) -> list[str]:
    """Return the gazetteer's lines whose feature code begins so."""
    rows, _, features = gazetteer()
    shapes = [
        shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in features
        if rows[feature["properties"]["place_id"]]["feature_code"].startswith(code)
        and feature["properties"]["place_id"] not in ("sy.euphrates", "sy.tigris")
    ]
    return [encode(list(part.coords), SCALE) for shape in shapes for part in shapely.get_parts(shape)]


def main(world: Path, rivers: Path, lakes: Path) -> int:
    """Write the basemap and print its size."""
    labels = json.loads((FOLDER / "labels.json").read_text(encoding="utf-8"))
    river_lines = lines(geopandas.read_file(rivers).geometry, 0.004)
    river_lines += course("STM")
    whole = [lake for lake in geopandas.read_file(lakes).geometry if shapely.box(*WINDOW).buffer(-0.01).contains(lake)]
    lake_areas = shapely.simplify(whole, 0.002)
    basemap = {
        "scale": SCALE,
        "worldScale": WORLD_SCALE,
        **areas(world, labels),
        "lakes": [ring for lake in lake_areas for ring in rings(lake, SCALE, 0)],
        "rivers": river_lines,
        "roads": course("RD"),
        "labels": {
            "admin1": [[name, *rest] for name, rest in labels["governorates"].items()],
            **{key: labels[key] for key in ("countries", "waters", "regions", "towns")},
        },
    }
    text = json.dumps(basemap, ensure_ascii=False, separators=(",", ":"))
    (FOLDER / "basemap.json").write_text(text + "\n", encoding="utf-8")
    sizes = {key: len(json.dumps(value, ensure_ascii=False).encode()) for key, value in basemap.items()}
    print(f"{len(text.encode()):,} bytes", sizes)
    return 0


if __name__ == "__main__":
    sys.exit(main(*(Path(argument) for argument in sys.argv[1:4])))
