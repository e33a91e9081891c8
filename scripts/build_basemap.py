"""Builds data/basemap/basemap.json, the vector basemap that every map page embeds.

Usage::

    python scripts/build_basemap.py WORLD_MAP.gpkg RIVERS.geojson LAKES.geojson

The three inputs are Natural Earth 1:10m (public domain): ``world_map.gpkg`` as Debian's qgis-common
carries it (layer states_provinces), and the rivers and lakes of Natural Earth's physical vectors.
Names, towns and main roads come from data/basemap/labels.json, which is our own compilation.
Needs geopandas and shapely 2.1 or newer with GEOS 3.12 (coverage_simplify).

Lines are written as Google's encoded polyline text on a grid of ``SCALE`` steps a degree.
"""

from __future__ import annotations

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
TOLERANCE = {"near": 0.004, "rough": 0.03, "world": 0.6}  # degrees
FOLDER = Path(__file__).resolve().parent.parent / "data" / "basemap"


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
        "admin1": {name: rings(area, SCALE, 0) for name, area in zip(governorates.index, near, strict=False)},
        "near": [rings(area, SCALE, 0.003) for area in near[len(governorates) :]]
        + [rings(area, SCALE, 0.02) for area in shapely.coverage_simplify(list(rough), TOLERANCE["rough"])],
        "world": [ring for area in world_wide for ring in rings(area, WORLD_SCALE, 5.0)],
    }


def main(world: Path, rivers: Path, lakes: Path) -> int:
    """Write the basemap and print its size."""
    labels = json.loads((FOLDER / "labels.json").read_text(encoding="utf-8"))
    river_lines = lines(geopandas.read_file(rivers).geometry, 0.004)
    river_lines += [encode(line, SCALE) for _, line in labels["rivers_ours"]]
    whole = [lake for lake in geopandas.read_file(lakes).geometry if shapely.box(*WINDOW).buffer(-0.01).contains(lake)]
    lake_areas = shapely.simplify(whole, 0.002)
    basemap = {
        "scale": SCALE,
        "worldScale": WORLD_SCALE,
        **areas(world, labels),
        "lakes": [ring for lake in lake_areas for ring in rings(lake, SCALE, 0)],
        "rivers": river_lines,
        "roads": [encode(line, SCALE) for _, line in labels["roads"]],
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
