"""The basemap of a picture: land, water, roads and names, in the Mercator projection."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from geoevents.maps.figure import bold
from geoevents.maps.words import basemap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

INK = {"sea": "#d3e3ec", "world": "#f2f0ea", "near": "#f6f4ee", "home": "#fffdf8", "border": "#b9b2a3"}
WATER, ROAD, TOWN, NAME, COUNTRY = "#8fb8d0", "#e3c9a0", "#4a4a4a", "#857c69", "#7d7564"
TOWN_WIDTHS = (12, 5, 2.5)
"""Widths in degrees below which towns of the second, third and fourth rank are named."""
LETTER_WIDTH = 0.6
"""Of a letter on average, in heights of the font: as much room a name is given."""


def ordinate(latitude: float) -> float:
    """Return the Mercator ordinate in degrees of longitude at the equator."""
    sine = math.sin(math.radians(max(-85.0, min(85.0, latitude))))
    return math.degrees(math.log((1 + sine) / (1 - sine)) / 2)


def polyline(text: str, scale: int) -> Iterator[tuple[float, float]]:
    """Yield longitude and latitude of the basemap's encoded lines (see scripts/build_basemap.py)."""
    numbers: list[int] = []
    bits = shift = 0
    for character in text:
        code = ord(character) - 63
        bits |= (code & 31) << shift
        shift += 5
        if code < 32:  # noqa: PLR2004 - the last five bits of a number
            numbers.append(~(bits >> 1) if bits & 1 else bits >> 1)
            bits = shift = 0
    x = y = 0
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        x, y = x + dx, y + dy
        yield x / scale, y / scale


def draw_land(axes: Any) -> None:  # noqa: ANN401 - matplotlib's Axes
    """Draw land, lakes, roads and rivers."""
    base = basemap()
    layers: list[tuple[list[list[str]], int, str, float]] = [
        ([[ring] for ring in base["world"]], base["worldScale"], "world", 0.5),
        (base["near"], base["scale"], "near", 0.8),
        (list(base["admin1"].values()), base["scale"], "home", 0.6),
    ]
    for shapes, scale, ink, width in layers:
        for rings in shapes:
            fill(
                axes,
                [list(polyline(ring, scale)) for ring in rings],
                facecolor=INK[ink],
                edgecolor=INK["border"],
                linewidth=width,
            )
    fill(
        axes,
        [list(polyline(ring, base["scale"])) for ring in base["lakes"]],
        facecolor="#bcd7e5",
        edgecolor=WATER,
        linewidth=0.4,
    )
    for lines, colour, width in ((base["roads"], ROAD, 0.9), (base["rivers"], WATER, 0.9)):
        for line in lines:
            points = list(polyline(line, base["scale"]))
            axes.plot([x for x, _ in points], [ordinate(y) for _, y in points], color=colour, linewidth=width, zorder=2)


def fill(axes: Any, rings: Sequence[Sequence[Sequence[float]]], **style: Any) -> None:  # noqa: ANN401
    """Fill a polygon; rings after the first are its holes."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as DrawnPath

    paths = [DrawnPath([(p[0], ordinate(p[1])) for p in ring], closed=True) for ring in rings if len(ring) > 2]  # noqa: PLR2004
    if paths:
        axes.add_patch(PathPatch(DrawnPath.make_compound_path(*paths), **{"zorder": 1, **style}))


class _Room:
    """Where names stand already: the next ones keep clear of them."""

    def __init__(self, axes: Any) -> None:  # noqa: ANN401
        west, east = axes.get_xlim()
        figure = axes.figure
        inches = axes.get_position().width * figure.get_figwidth()
        self.degrees_a_point = (east - west) / (inches * 72)
        self._edges = west, axes.get_ylim()[0], east, axes.get_ylim()[1]
        self._taken: list[tuple[float, float, float, float]] = []

    def take(self, name: str, x: float, y: float, size: float) -> bool:
        """Tell whether there is room for a name around the position, and take it; ``size`` in points."""
        wide, high = len(name) * size * LETTER_WIDTH * self.degrees_a_point / 2, size * 0.7 * self.degrees_a_point
        box = x - wide, y - high, x + wide, y + high
        west, south, east, north = self._edges
        inside = west < box[0] and south < box[1] and box[2] < east and box[3] < north
        free = inside and all(box[2] < b[0] or b[2] < box[0] or box[3] < b[1] or b[3] < box[1] for b in self._taken)
        if free:
            self._taken.append(box)
        return free


def draw_names(axes: Any, language: str) -> None:  # noqa: ANN401
    """Write the names of towns, countries and governorates, the important ones first and none over another."""
    from matplotlib.patheffects import withStroke

    labels = basemap()["labels"]
    word = 1 if language == "ar" else 0
    west, east = axes.get_xlim()
    rank = 1 + sum(east - west < width for width in TOWN_WIDTHS)
    room = _Room(axes)
    style = {
        "ha": "center",
        "va": "center",
        "clip_on": True,
        "path_effects": [withStroke(linewidth=2, foreground=INK["home"])],
    }

    def write(row: Sequence[Any], size: float, raised: float = 0.0, **look: Any) -> bool:  # noqa: ANN401
        x, y = row[2], ordinate(row[3])
        free = room.take(row[word], x, y + raised * room.degrees_a_point, size)
        if free:
            axes.annotate(row[word], (x, y), (0, raised), textcoords="offset points", fontsize=size, **style, **look)
        return free

    shown = set()
    for row in sorted((row for row in labels["towns"] if row[4] <= rank), key=lambda row: row[4]):
        if write(row, 6.5, 8, color=TOWN, zorder=8):
            axes.plot([row[2]], [ordinate(row[3])], ".", color=TOWN, markersize=2.5, zorder=3)
            shown.add(row[word])
    for row in labels["countries"]:
        write(row, 9, color=COUNTRY, weight=bold(language), zorder=3)
    for row in labels["admin1"]:
        if row[word] not in shown:  # else the town's own name says it
            write(row, 7, color=NAME, style="normal" if language == "ar" else "italic", zorder=3)
