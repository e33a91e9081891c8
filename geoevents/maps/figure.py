"""What pictures share: a matplotlib figure that writes Arabic, headings and legends in the reading direction."""

from __future__ import annotations

import io
import textwrap
from functools import cache
from typing import TYPE_CHECKING, Any

from geoevents.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Sequence

DOTS_PER_INCH = 150
LEGEND_COLUMNS = 6
LONGEST_HEADING = 95


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


def new_figure(width: float, height: float, dots_per_inch: float = DOTS_PER_INCH) -> Any:  # noqa: ANN401 - matplotlib's
    """Return an empty matplotlib Figure of so many inches, whose text is shaped for Arabic.

    Raises
    ------
    MissingExtraError
        If matplotlib 3.11 or newer is not installed.
    """
    require_matplotlib()
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), dpi=dots_per_inch, facecolor="white")


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


@cache
def _letters() -> frozenset[int]:
    """Return the code points that the font has."""
    from matplotlib.font_manager import findfont, get_font

    return frozenset(get_font(findfont("DejaVu Sans")).get_charmap())


def drawable(text: str) -> str:
    """Return the text without what the font lacks, such as coloured symbols, which would be drawn as boxes."""
    return " ".join("".join(letter for letter in text if ord(letter) in _letters()).split())


def put_heading(figure: Any, title: str, language: str, inches_from_top: float) -> None:  # noqa: ANN401
    """Write the heading at the side where reading begins, shortened to one line."""
    side, align = (0.985, "right") if language == "ar" else (0.015, "left")
    words = textwrap.shorten(drawable(title), LONGEST_HEADING, placeholder=" \u2026")
    height = 1 - inches_from_top / figure.get_figheight()
    # A title is text, not mathematics: a dollar sign is one.
    figure.text(side, height, words, fontsize=13, weight=bold(language), ha=align, va="center", parse_math=False)


def put_legend(figure: Any, handles: Sequence[Any], language: str, inches_from_bottom: float) -> None:  # noqa: ANN401
    """Write the legend below the picture, in rows that run in the reading direction; the given height is its top's."""
    from matplotlib.lines import Line2D

    rows = -(-len(handles) // LEGEND_COLUMNS)
    columns = min(len(handles), LEGEND_COLUMNS)
    if not columns:
        return
    empty = Line2D([], [], linestyle="", label=" ")
    grid = [*handles, *[empty] * (rows * columns - len(handles))]
    order = range(columns - 1, -1, -1) if language == "ar" else range(columns)
    figure.legend(
        # matplotlib fills column by column.
        handles=[grid[row * columns + column] for column in order for row in range(rows)],
        loc="upper center",
        bbox_to_anchor=(0.5, inches_from_bottom / figure.get_figheight()),
        ncols=columns,
        markerfirst=language != "ar",
        frameon=False,
        fontsize=8,
    )
