"""Plain tables for the terminal."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GAP = "  "
_LEAST_WIDTH = 8
_UNBOUNDED = 1_000_000


def format_table(header: Sequence[str], rows: Sequence[Sequence[object]], *, width: int | None = None) -> Iterator[str]:
    """Yield the lines of a table: columns as wide as their cells, the last one cut at a terminal's width.

    Unknown values are empty. Cells of right-to-left text are isolated, so that the columns keep their order.
    """
    cells = [[_cell(value) for value in row] for row in rows]
    widths = [max(map(_columns, column)) for column in zip(header, *cells, strict=True)]
    if width is None:
        width = shutil.get_terminal_size((120, 24)).columns if sys.stdout.isatty() else _UNBOUNDED
    room = width - sum(widths[:-1]) - len(_GAP) * (len(widths) - 1)
    for row in ([str(name).upper() for name in header], *cells):
        padded = [_isolated(cell) + " " * (size - _columns(cell)) for cell, size in zip(row[:-1], widths, strict=False)]
        last = row[-1]
        limit = max(room, _LEAST_WIDTH)
        yield _GAP.join([*padded, _isolated(last if len(last) <= limit else last[: limit - 1] + "\u2026")]).rstrip()


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = f"{value:.4f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    return printable(text)


def printable(text: str) -> str:
    """Return the text with a space for each control character: an article must not steer the terminal."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def counted(number: int, noun: str) -> str:
    """Return a number with its English noun: ``1 event``, ``2 events``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _columns(text: str) -> int:
    """Count the columns of a text: marks take none."""
    return sum(not unicodedata.combining(letter) for letter in text)


def _isolated(text: str) -> str:
    right_to_left = any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)
    return f"\u2068{text}\u2069" if right_to_left else text
