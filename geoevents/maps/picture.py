"""A PNG of the map, drawn by matplotlib (extra ``pictures``): no browser, no network.

matplotlib 3.11 and newer shape Arabic themselves and carry a font that has it, DejaVu Sans. The map is drawn
in the Mercator projection, as in the page.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geoevents.maps.figure import as_png, new_figure, put_heading, put_legend
from geoevents.maps.ground import INK, draw_land, draw_names, fill, ordinate
from geoevents.maps.words import category_label, category_style, date_label, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geoevents.model import Event, Geometry, Reading

MARKERS = {"circle": "o", "diamond": "D", "square": "s", "hexagon": "h"}
DASHES = {"asserted": "-", "claimed": "--", "denied": "--", "planned": ":", "hypothetical": ":"}
HOLLOW = ("denied", "planned", "hypothetical")
SYRIA = (35.6, 32.2, 42.4, 37.4)
INCHES = (11, 8)
WIDTH = 1650
MANY = 400
"""Above so many events, symbols are small and uncertain areas are not drawn, as in the page."""


def draw_map_png(
    readings: Iterable[Reading], *, title: str | None = None, language: str = "en", width: int = WIDTH
) -> bytes:
    """Return a PNG of the readings' events on the basemap, with a legend and counts.

    Parameters
    ----------
    readings
        Articles with their events.
    title
        Heading; by default the title of the only article.
    language
        ``ar`` or ``en``, for names and the legend.
    width
        Of the picture in pixels; its height is 8/11 of that.

    Raises
    ------
    MissingExtraError
        If matplotlib is not installed.
    """
    told = list(readings)
    events = [event for reading in told for event in reading.events]
    if title is None and len(told) == 1:
        title = told[0].article.title
    figure = new_figure(*INCHES, width / INCHES[0])
    axes = figure.add_axes((0.01, 0.13, 0.98, 0.8))
    _frame(axes, _extent(events))
    draw_land(axes)
    draw_names(axes, language)
    if len(events) <= MANY:
        _areas(axes, events)
    _symbols(axes, events)
    put_heading(figure, title or say("title", language), language, 0.28)
    _legend(figure, events, language)
    return as_png(figure)


def _extent(events: Iterable[Event]) -> tuple[float, float, float, float]:
    points = [(e.longitude, e.latitude) for e in events if e.longitude is not None and e.latitude is not None]
    if not points:
        return SYRIA
    cut = len(points) // 50 if len(points) > 50 else 0  # noqa: PLR2004 - the page's rule: far capitals must not decide
    xs, ys = sorted(x for x, _ in points), sorted(y for _, y in points)
    west, east, south, north = xs[cut], xs[-1 - cut], ys[cut], ys[-1 - cut]
    pad_x, pad_y = max(0.35, (east - west) * 0.1), max(0.25, (north - south) * 0.1)
    return west - pad_x, south - pad_y, east + pad_x, north + pad_y


def _frame(axes: Any, extent: tuple[float, float, float, float]) -> None:  # noqa: ANN401
    """Show at least the extent, filled up to the shape of the axes."""
    west, south, east, north = extent
    low, high = ordinate(south), ordinate(north)
    wide, tall = east - west, high - low
    ratio = (11 * 0.98) / (8 * 0.8)
    if wide / tall < ratio:
        west, east = (west + east) / 2 - tall * ratio / 2, (west + east) / 2 + tall * ratio / 2
    else:
        low, high = (low + high) / 2 - wide / ratio / 2, (low + high) / 2 + wide / ratio / 2
    axes.set_xlim(west, east)
    axes.set_ylim(low, high)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_facecolor(INK["sea"])
    for spine in axes.spines.values():
        spine.set_color(INK["border"])


def _rings(geometry: Geometry) -> list[list[Sequence[float]]]:
    def flat(nested: Any) -> list[list[Sequence[float]]]:  # noqa: ANN401
        return (
            [list(nested)]
            if isinstance(nested[0][0], (int, float))
            else [line for part in nested for line in flat(part)]
        )

    return [] if geometry.type in ("Point", "MultiPoint") else flat(geometry.coordinates)


def _areas(axes: Any, events: Iterable[Event]) -> None:  # noqa: ANN401
    for event in events:
        colour, dash = category_style(event.category)["colour"], DASHES.get(event.status, "-")
        rings = _rings(event.geometry) if event.geometry else []
        if event.geometry is not None and event.geometry.type.endswith("Polygon"):
            fill(axes, rings, facecolor=colour, alpha=0.1, zorder=4)
            fill(axes, rings, facecolor="none", edgecolor=colour, linestyle=dash, linewidth=0.8, zorder=4)
        elif rings:
            for line in rings:
                _line(axes, line, colour, dash, arrow=bool(event.origin or event.destination))
        elif event.latitude is not None and event.longitude is not None and event.coordinate_uncertainty_m:
            _circle(axes, event.longitude, event.latitude, event.coordinate_uncertainty_m, colour, dash)


def _line(axes: Any, line: Sequence[Sequence[float]], colour: str, dash: str, *, arrow: bool) -> None:  # noqa: ANN401
    points = [(p[0], ordinate(p[1])) for p in line]
    axes.plot([x for x, _ in points], [y for _, y in points], color=colour, linestyle=dash, linewidth=1.8, zorder=5)
    if arrow:
        axes.annotate("", points[-1], points[-2], arrowprops={"arrowstyle": "-|>", "color": colour}, zorder=5)


def _circle(axes: Any, longitude: float, latitude: float, metres: float, colour: str, dash: str) -> None:  # noqa: ANN401
    # 111,320 m a degree at the equator; Mercator enlarges both ways alike.
    radius = metres / 111_320 / math.cos(math.radians(latitude))
    from matplotlib.patches import Circle

    style = {"edgecolor": colour, "linestyle": dash, "linewidth": 0.7, "zorder": 4}
    axes.add_patch(Circle((longitude, ordinate(latitude)), radius, facecolor="none", alpha=0.6, **style))
    axes.add_patch(Circle((longitude, ordinate(latitude)), radius, facecolor=colour, alpha=0.08, zorder=4))


def _symbols(axes: Any, events: Sequence[Event]) -> None:  # noqa: ANN401
    groups: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for event in events:
        if event.latitude is not None and event.longitude is not None:
            groups.setdefault((event.category, event.status), []).append((event.longitude, ordinate(event.latitude)))
    size = 60 if len(events) <= MANY else 14
    for (category, status), points in sorted(groups.items()):
        look = category_style(category)
        hollow = status in HOLLOW
        axes.scatter(
            [x for x, _ in points],
            [y for _, y in points],
            s=size,
            marker=MARKERS[look["shape"]],
            facecolor="white" if hollow else look["colour"],
            edgecolor=look["colour"] if hollow else "white",
            linestyle=DASHES.get(status, "-"),
            linewidth=1.4 if hollow else 0.7,
            zorder=6,
        )
        if status == "denied":
            axes.scatter(
                [x for x, _ in points],
                [y for _, y in points],
                s=size,
                marker="x",
                color="#111111",
                linewidth=1,
                zorder=7,
            )


def _legend(figure: Any, events: Sequence[Event], language: str) -> None:  # noqa: ANN401
    from matplotlib.lines import Line2D

    counts: dict[str, int] = {}
    for event in events:
        counts[event.category] = counts.get(event.category, 0) + 1
    handles = [
        Line2D(
            [],
            [],
            linestyle="",
            marker=MARKERS[category_style(name)["shape"]],
            markersize=6,
            color=category_style(name)["colour"],
            label=f"{category_label(name, language)} ({count})",
        )
        for name, count in sorted(counts.items(), key=lambda pair: -pair[1])
    ]
    put_legend(figure, handles, language, 0.95)
    side, align = (0.985, "right") if language == "ar" else (0.015, "left")
    figure.text(side, 0.02, _summary(events, language), fontsize=7.5, color="#555555", ha=align)


def _summary(events: Sequence[Event], language: str) -> str:
    parts = [say("shown.all", language, all=len(events))]
    undated = sum(event.event_date is None for event in events)
    unplaced = sum(event.latitude is None for event in events)
    if undated:
        parts.append(say("undated", language, n=undated))
    if unplaced:
        parts.append(say("unplaced", language, n=unplaced))
    days = [day for event in events for day in (event.event_date, event.end_date) if day is not None]
    if days:
        parts.insert(0, date_label(min(days), max(days), language))
    return " · ".join([*parts, "Natural Earth"])


def save_map_png(
    readings: Iterable[Reading],
    path: str | Path,
    *,
    title: str | None = None,
    language: str | None = None,
    width: int = WIDTH,
) -> Path:
    """Write a PNG of the map, whole or not at all; parameters as of :func:`draw_map_png`.

    Raises
    ------
    MissingExtraError
        If matplotlib is not installed.
    OutputError
        If the file cannot be written.
    """
    from geoevents.maps import main_language, write_whole

    told = list(readings)
    picture = draw_map_png(told, title=title, language=language or main_language(told), width=width)
    return write_whole(Path(path), picture)
