"""The timeline in a terminal: a chart of regions by period, then the dated list. Needs rich, imported here only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.maps.words import category_label, category_style, date_label, place_label, region_label, say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    from geoevents.timelines.table import Row, TimelineTable

BLOCKS = " ▁▂▃▄▅▆▇█"
_NAME_WIDTH = 26
_NUMBERS_WIDTH = 30  # columns of total, longer and undated, with their padding


def render_terminal(table: TimelineTable, *, language: str = "en", width: int = 100) -> Group:
    """Return the chart and the list of events, to be printed by a rich console.

    Parameters
    ----------
    table
        What :func:`geoevents.timelines.summarise` returns.
    language
        ``ar`` or ``en``, for headings and names.
    width
        Columns of the terminal; more periods than fit are drawn together, several a character.
    """
    from rich.console import Group
    from rich.text import Text

    return Group(_chart(table, language, width), Text(), _list(table, language))


def row_label(name: str | None, by: str, language: str) -> str:
    """Return the words for a row of the table."""
    if name is None:
        return say("noregion" if by == "admin1" else "unknown", language)
    if by == "category":
        return category_label(name, language)
    return region_label(name, language) if by == "admin1" else name


def _chart(table: TimelineTable, language: str, width: int) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    chart = Table(box=SIMPLE_HEAD, pad_edge=False, show_footer=True, footer_style="bold")
    total = table.total
    heading = say("actor" if table.by == "actor1" else table.by, language)
    chart.add_column(heading, say("sum", language), max_width=_NAME_WIDTH, overflow="ellipsis", no_wrap=True)
    room = max(12, width - _NAME_WIDTH - _NUMBERS_WIDTH)
    cells = min(room, len(table.periods)) or 1
    broad = max(1, min(6, room // cells)) if table.periods else 1
    chart.add_column(
        _axis(table, cells * broad),
        _bars(total.counts, cells, broad, max(_binned(total.counts, cells), default=0)),
        no_wrap=True,
    )
    for key, value in (("sum", total.total), ("longer.short", total.longer), ("undated.short", total.undated)):
        chart.add_column(say(key, language), str(value or ""), justify="right", no_wrap=True)
    most = max((max(_binned(row.counts, cells), default=0) for row in table.rows), default=0)
    for row in table.rows:
        name = Text(row_label(row.name, table.by, language), style="" if row.name else "dim")
        chart.add_row(name, _bars(row.counts, cells, broad, most), *_numbers(row))
    return chart


def _numbers(row: Row) -> tuple[str, str, str]:
    return str(row.total), str(row.longer or ""), str(row.undated or "")


def _binned(counts: Sequence[int], cells: int) -> list[int]:
    """Return the counts drawn together into so many cells."""
    size = len(counts)
    if not size:
        return []
    return [sum(counts[k * size // cells : max(k * size // cells + 1, (k + 1) * size // cells)]) for k in range(cells)]


def _bars(counts: Sequence[int], cells: int, broad: int, most: int) -> Text:
    from rich.text import Text

    bars = Text()
    for count in _binned(counts, cells):
        if not count:
            bars.append("·".center(broad), style="dim")
        elif broad >= 3:  # noqa: PLR2004 - room for the number itself
            bars.append(f"{count:^{broad}}", style=_shade(count, most))
        else:
            level = max(1, round(count / max(1, most) * (len(BLOCKS) - 1)))
            bars.append(BLOCKS[level] * broad, style="bold")
    return bars


def _shade(count: int, most: int) -> str:
    """Return a style that is the stronger, the more events there are."""
    part = count / max(1, most)
    if part > 0.66:  # noqa: PLR2004
        return "bold white on dark_orange3"
    return "bold black on orange1" if part > 0.33 else "black on navajo_white1"  # noqa: PLR2004


def _axis(table: TimelineTable, width: int) -> str:
    """Return the first and the last period, as far apart as the chart is wide, or the days one by one."""
    if not table.periods:
        return ""
    names = [_period_name(span.first, table.period) for span in table.periods]
    each = width // len(names)
    if each >= 6:  # noqa: PLR2004 - month and day with a blank
        return "".join(f"{name[-5:] if table.period == 'day' else name[2:]:^{each}}" for name in names)
    first, last = names[0], names[-1]
    gap = width - len(first) - len(last)
    return first if len(names) == 1 else first + " " * max(1, gap) + last


def _period_name(day: dt.date, unit: str) -> str:
    return f"{day:%Y-%m}" if unit == "month" else day.isoformat()


def _list(table: TimelineTable, language: str) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    events = Table(box=SIMPLE_HEAD, pad_edge=False)
    for key in ("date", "category", "place", "admin1", "status"):
        events.add_column(say(key, language), no_wrap=key in ("date", "status"), overflow="fold")
    for event in table.events:
        style = category_style(event.category)["colour"]
        events.add_row(
            date_label(event.event_date, event.end_date, language),
            Text.assemble(("■ ", style), category_label(event.category, language)),
            Text(place_label(event, language)),
            Text(region_label(event.admin1, language) if event.admin1 else ""),
            say(f"status.{event.status}", language) or event.status,
        )
    return events
