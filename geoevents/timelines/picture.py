"""A PNG of the timeline by region, drawn by matplotlib (extra ``pictures``)."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from geoevents.maps.figure import LEGEND_COLUMNS, as_png, drawable, new_figure, put_heading, put_legend
from geoevents.maps.words import category_label, category_style, say
from geoevents.timelines.chart import row_label
from geoevents.timelines.table import period_start, row_names

if TYPE_CHECKING:
    import datetime as dt

    from geoevents.timelines.table import TimelineTable

MOST_ROWS = 40
MOST_MARKS = 9


def draw_timeline_png(table: TimelineTable, *, title: str | None = None, language: str = "en") -> bytes:
    """Return a PNG: a row for each region, stacked bars by category for each period.

    Time runs in the reading direction: from right to left in Arabic, as in the page.

    Raises
    ------
    MissingExtraError
        If matplotlib is not installed.
    """
    rows = table.rows[:MOST_ROWS]
    figure = new_figure(11, 1.9 + 0.42 * max(3, len(rows)))
    axes = figure.add_axes(
        (0.09 if language == "ar" else 0.17, 0.9 / figure.get_figheight(), 0.74, 1 - 1.6 / figure.get_figheight())
    )
    stacks = _stacks(table)
    most = max((sum(stack.values()) for stack in stacks.values()), default=1)
    for number, row in enumerate(rows):
        for index in range(len(table.periods)):
            _bar(axes, stacks.get((row.name, index), Counter()), index, number, most)
        end = -0.01 if language == "ar" else 1.01
        align = "right" if language == "ar" else "left"
        axes.text(end, number + 0.5, row.total, transform=axes.get_yaxis_transform(), fontsize=8, va="center", ha=align)
    _axes(axes, table, [drawable(row_label(row.name, table.by, language)) for row in rows], language)
    _legend(figure, table, title or say("timeline", language), language)
    return as_png(figure)


def _stacks(table: TimelineTable) -> dict[tuple[str | None, int], Counter[str]]:
    number = {span.first: index for index, span in enumerate(table.periods)}
    stacks: defaultdict[tuple[str | None, int], Counter[str]] = defaultdict(Counter)
    for event in table.events:
        if event.event_date is None:
            continue
        first = period_start(event.event_date, table.period)
        if period_start(event.end_date or event.event_date, table.period) == first:
            for name in row_names(event, table.by):
                stacks[name, number[first]][event.category] += 1
    return stacks


def _bar(axes: Any, stack: Counter[str], index: int, row: int, most: int) -> None:  # noqa: ANN401
    total = sum(stack.values())
    # Square roots, as in the page, so that one event is still seen beside a hundred.
    height = 0.86 * (total / most) ** 0.5
    bottom = row + 0.96
    for category, count in sorted(stack.items()):
        part = height * count / total
        axes.bar(index, -part, 0.9, bottom=bottom, color=category_style(category)["colour"])
        bottom -= part


def _axes(axes: Any, table: TimelineTable, names: list[str], language: str) -> None:  # noqa: ANN401
    periods = table.periods
    axes.set_ylim(max(1, len(names)), 0)
    axes.set_xlim(-0.6, max(1, len(periods)) - 0.4)
    step = max(1, -(-len(periods) // MOST_MARKS))
    axes.set_xticks(
        range(0, len(periods), step), [_mark(span.first, table.period) for span in periods[::step]], fontsize=8
    )
    axes.set_yticks([k + 0.5 for k in range(len(names))], names, fontsize=9)
    axes.set_yticks(range(len(names) + 1), minor=True)
    axes.grid(visible=True, which="minor", axis="y", color="#e3e0d8", linewidth=0.7)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, which="both")
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    if language == "ar":
        axes.invert_xaxis()
        axes.yaxis.tick_right()
    if not periods:
        axes.text(0.5, 0.5, say("nodates", language), transform=axes.transAxes, ha="center", va="center")


def _mark(day: dt.date, unit: str) -> str:
    return f"{day:%Y-%m}" if unit == "month" else day.isoformat()


def _legend(figure: Any, table: TimelineTable, title: str, language: str) -> None:  # noqa: ANN401
    from matplotlib.patches import Patch

    put_heading(figure, title, language, 0.3)
    counts = Counter(event.category for event in table.events)
    handles = [
        Patch(color=category_style(name)["colour"], label=f"{category_label(name, language)} ({count})")
        for name, count in counts.most_common()
    ]
    put_legend(figure, handles, language, 0.2 + 0.2 * -(-len(handles) // LEGEND_COLUMNS))
    total = table.total
    parts = [say("shown.all", language, all=total.total)]
    if total.longer:
        parts.append(say("longer", language, n=total.longer))
    if total.undated:
        parts.append(say("undated", language, n=total.undated))
    side, align = (0.985, "right") if language == "ar" else (0.015, "left")
    figure.text(
        side, 0.08 / figure.get_figheight(), " · ".join(parts), fontsize=7, color="#555555", ha=align, va="center"
    )
