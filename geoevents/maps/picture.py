"""A PNG of the map, drawn by matplotlib (extra ``pictures``): no browser, no network.

matplotlib 3.11 and newer shape Arabic themselves and carry a font that has it, DejaVu Sans. The map is drawn
in the Mercator projection, as in the page.
"""

from __future__ import annotations

import io
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geoevents.errors import MissingExtraError
from geoevents.maps.words import basemap, category_label, category_style, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geoevents.model import Event, Geometry, Reading

INK = {"sea": "#d3e3ec", "world": "#f2f0ea", "near": "#f6f4ee", "home": "#fffdf8", "border": "#b9b2a3"}
WATER, ROAD, TOWN, NAME = "#8fb8d0", "#e3c9a0", "#4a4a4a", "#9a917e"
MARKERS = {"circle": "o", "diamond": "D", "square": "s", "hexagon": "h"}
DASHES = {"asserted": "-", "claimed": "--", "denied": "--", "planned": ":", "hypothetical": ":"}
HOLLOW = ("denied", "planned", "hypothetical")
SYRIA = (35.6, 32.2, 42.4, 37.4)
TOWN_WIDTHS = (12, 5, 2.5)
"""Widths in degrees below which towns of the second, third and fourth rank are named."""
DOTS_PER_INCH = 150
MANY = 400
"""Above so many events, symbols are small and uncertain areas are not drawn, as in the page."""


def require_matplotlib() -> None:
    """Load matplotlib.

    Raises
    ------
    MissingExtraError
        If matplotlib 3.11 or newer is not installed.
    """
    try:
        import matplotlib as mpl
    except ImportError as error:
        raise MissingExtraError("a PNG needs matplotlib: pip install 'geoevents[pictures]'") from error
    if tuple(int(part) for part in mpl.__version__.split(".")[:2]) < (3, 11):
        raise MissingExtraError(
            f"a PNG needs matplotlib 3.11 or newer, which writes Arabic; this is {mpl.__version__}: "
            "pip install --upgrade 'geoevents[pictures]'"
        )


def new_figure(width: float, height: float) -> Any:  # noqa: ANN401 - a matplotlib Figure
    """Return an empty matplotlib figure of so many inches, whose text is shaped for Arabic.

    Raises
    ------
    MissingExtraError
        If matplotlib 3.11 or newer is not installed.
    """
    require_matplotlib()
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), dpi=DOTS_PER_INCH, facecolor="white")


def bold(language: str) -> str:
    """Return the weight of headings: the font that matplotlib carries has Arabic letters in its upright cut only."""
    return "normal" if language == "ar" else "bold"


def as_png(figure: Any) -> bytes:  # noqa: ANN401
    """Return the figure as PNG."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    stream = io.BytesIO()
    # Without a date or a version in it the same events make the same file.
    figure.set_canvas(FigureCanvasAgg(figure))
    figure.savefig(stream, format="png", metadata={"Software": "geoevents"})
    return stream.getvalue()


def draw_map_png(readings: Iterable[Reading], *, title: str | None = None, language: str = "en") -> bytes:
    """Return a PNG of the readings' events on the basemap, with a legend and counts.

    Parameters
    ----------
    readings
        Articles with their events.
    title
        Heading; by default the title of the only article.
    language
        ``ar`` or ``en``, for names and the legend.

    Raises
    ------
    MissingExtraError
        If matplotlib is not installed.
    """
    told = list(readings)
    events = [event for reading in told for event in reading.events]
    if title is None and len(told) == 1:
        title = told[0].article.title
    figure = new_figure(11, 8)
    axes = figure.add_axes((0.01, 0.13, 0.98, 0.8))
    _frame(axes, _extent(events))
    _land(axes)
    _names(axes, language)
    if len(events) <= MANY:
        _areas(axes, events)
    _symbols(axes, events)
    _legend(figure, events, title or say("title", language), language)
    return as_png(figure)


def _y(latitude: float) -> float:
    """Return the Mercator ordinate in degrees of longitude at the equator."""
    sine = math.sin(math.radians(max(-85.0, min(85.0, latitude))))
    return math.degrees(math.log((1 + sine) / (1 - sine)) / 2)


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
    low, high = _y(south), _y(north)
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


def _land(axes: Any) -> None:  # noqa: ANN401
    base = basemap()
    layers: list[tuple[list[list[str]], int, str, float]] = [
        ([[ring] for ring in base["world"]], base["worldScale"], "world", 0.5),
        (base["near"], base["scale"], "near", 0.8),
        (list(base["admin1"].values()), base["scale"], "home", 0.6),
    ]
    for shapes, scale, ink, width in layers:
        for rings in shapes:
            _fill(
                axes,
                [list(polyline(ring, scale)) for ring in rings],
                facecolor=INK[ink],
                edgecolor=INK["border"],
                linewidth=width,
            )
    _fill(
        axes,
        [list(polyline(ring, base["scale"])) for ring in base["lakes"]],
        facecolor="#bcd7e5",
        edgecolor=WATER,
        linewidth=0.4,
    )
    for lines, colour, width in ((base["roads"], ROAD, 0.9), (base["rivers"], WATER, 0.9)):
        for line in lines:
            points = list(polyline(line, base["scale"]))
            axes.plot([x for x, _ in points], [_y(y) for _, y in points], color=colour, linewidth=width, zorder=2)


def _fill(axes: Any, rings: Sequence[Sequence[Sequence[float]]], **style: Any) -> None:  # noqa: ANN401
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path as DrawnPath

    paths = [DrawnPath([(p[0], _y(p[1])) for p in ring], closed=True) for ring in rings if len(ring) > 2]  # noqa: PLR2004
    if paths:
        axes.add_patch(PathPatch(DrawnPath.make_compound_path(*paths), **{"zorder": 1, **style}))


def _names(axes: Any, language: str) -> None:  # noqa: ANN401
    from matplotlib.patheffects import withStroke

    labels = basemap()["labels"]
    word = 1 if language == "ar" else 0
    west, east = axes.get_xlim()
    rank = 1 + sum(east - west < width for width in TOWN_WIDTHS)
    halo = [withStroke(linewidth=2, foreground=INK["home"])]
    style = {"ha": "center", "va": "center", "clip_on": True, "zorder": 3, "path_effects": halo}
    shown = {row[word] for row in labels["towns"] if row[4] <= rank}
    for row in labels["admin1"]:
        if row[word] in shown:
            continue  # the town's own name says it
        axes.text(
            row[2],
            _y(row[3]),
            row[word],
            color=NAME,
            fontsize=7,
            style="normal" if language == "ar" else "italic",
            **style,
        )
    for row in labels["countries"]:
        axes.text(row[2], _y(row[3]), row[word], color="#8d8574", fontsize=9, weight=bold(language), **style)
    for row in labels["towns"]:
        if row[4] <= rank:
            axes.plot([row[2]], [_y(row[3])], ".", color=TOWN, markersize=2.5, zorder=3)
            axes.annotate(
                row[word], (row[2], _y(row[3])), (0, 5), textcoords="offset points", color=TOWN, fontsize=6.5, **style
            )


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
            _fill(axes, rings, facecolor=colour, alpha=0.1, zorder=4)
            _fill(axes, rings, facecolor="none", edgecolor=colour, linestyle=dash, linewidth=0.8, zorder=4)
        elif rings:
            for line in rings:
                _line(axes, line, colour, dash, arrow=bool(event.origin or event.destination))
        elif event.latitude is not None and event.longitude is not None and event.coordinate_uncertainty_m:
            _circle(axes, event.longitude, event.latitude, event.coordinate_uncertainty_m, colour, dash)


def _line(axes: Any, line: Sequence[Sequence[float]], colour: str, dash: str, *, arrow: bool) -> None:  # noqa: ANN401
    points = [(p[0], _y(p[1])) for p in line]
    axes.plot([x for x, _ in points], [y for _, y in points], color=colour, linestyle=dash, linewidth=1.8, zorder=5)
    if arrow:
        axes.annotate("", points[-1], points[-2], arrowprops={"arrowstyle": "-|>", "color": colour}, zorder=5)


def _circle(axes: Any, longitude: float, latitude: float, metres: float, colour: str, dash: str) -> None:  # noqa: ANN401
    # 111,320 m a degree at the equator; Mercator enlarges both ways alike.
    radius = metres / 111_320 / math.cos(math.radians(latitude))
    from matplotlib.patches import Circle

    style = {"edgecolor": colour, "linestyle": dash, "linewidth": 0.7, "zorder": 4}
    axes.add_patch(Circle((longitude, _y(latitude)), radius, facecolor="none", alpha=0.6, **style))
    axes.add_patch(Circle((longitude, _y(latitude)), radius, facecolor=colour, alpha=0.08, zorder=4))


def _symbols(axes: Any, events: Sequence[Event]) -> None:  # noqa: ANN401
    groups: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for event in events:
        if event.latitude is not None and event.longitude is not None:
            groups.setdefault((event.category, event.status), []).append((event.longitude, _y(event.latitude)))
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


def _legend(figure: Any, events: Sequence[Event], title: str, language: str) -> None:  # noqa: ANN401
    from matplotlib.lines import Line2D

    side = 0.985 if language == "ar" else 0.015
    align = "right" if language == "ar" else "left"
    figure.text(side, 0.965, title, fontsize=13, weight=bold(language), ha=align, va="center")
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
    if handles:
        figure.legend(
            handles=handles, loc="lower center", bbox_to_anchor=(0.5, 0.03), ncols=6, frameon=False, fontsize=8
        )
    figure.text(side, 0.015, _summary(events, language), fontsize=7, color="#555555", ha=align)


def _summary(events: Sequence[Event], language: str) -> str:
    parts = [say("shown.all", language, all=len(events))]
    undated = sum(event.event_date is None for event in events)
    unplaced = sum(event.latitude is None for event in events)
    if undated:
        parts.append(say("undated", language, n=undated))
    if unplaced:
        parts.append(say("unplaced", language, n=unplaced))
    return " · ".join([*parts, "Natural Earth"])


def save_map_png(
    readings: Iterable[Reading], path: str | Path, *, title: str | None = None, language: str | None = None
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
    return write_whole(Path(path), draw_map_png(told, title=title, language=language or main_language(told)))
