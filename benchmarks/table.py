"""One table of measures: ours, the peer's, their ratio, and what it shall be."""

from __future__ import annotations

import datetime as dt
import os
import platform
import statistics
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measure.

    ``ratio`` is ours to the peer's as the measure has it; ``most`` and ``least`` bound it, or ``ours`` in numbers
    where there is no peer (``value``).
    """

    name: str
    ours: str
    peer: str = ""
    value: float
    most: float | None = None
    least: float | None = None
    unit: str = "times"

    @property
    def holds(self) -> bool:
        """Whether the value is within its bounds."""
        return (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)

    def cells(self) -> tuple[str, ...]:
        """Return the row's cells as text."""
        bound = f"≤ {self.most:g} {self.unit}" if self.most is not None else ""
        bound = f"≥ {self.least:g} {self.unit}" if self.least is not None else bound
        shown = f"{self.value:.2f}" if self.value < 10 else f"{self.value:.0f}"
        return (
            self.name,
            self.ours,
            self.peer,
            f"{shown} {self.unit}".strip(),
            bound.strip(),
            "" if not bound or self.holds else "no",
        )


def as_markdown(rows: Sequence[Row]) -> str:
    """Return the table with the day, the machine and the load that it was measured under."""
    heads = ("measure", "geoevents", "peer", "ratio or value", "at least / at most", "holds")
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(row.cells()) + " |" for row in rows]
    return "\n".join([about(), "", *lines])


def about() -> str:
    """Return the day, machine and versions in one line."""
    processor = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        named = [line for line in info.read_text("utf-8").splitlines() if line.startswith("model name")]
        processor = named[0].partition(":")[2].strip() if named else processor
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    day = dt.datetime.now(tz=dt.UTC).date()
    return f"{day}, {processor}, {os.cpu_count()} cores, Python {platform.python_version()}{load}"


def seconds(function: Callable[[], object]) -> float:
    """Return how long a call takes."""
    started = time.perf_counter()
    function()
    return time.perf_counter() - started


def in_turns(first: Callable[[], object], second: Callable[[], object], rounds: int) -> tuple[float, float, float]:
    """Time two calls in turns.

    Returns
    -------
    tuple
        The shortest seconds of each, and the median of first ÷ second: what disturbs a machine disturbs both.
    """
    times = [(seconds(first), seconds(second)) for _ in range(rounds)]
    return min(a for a, _ in times), min(b for _, b in times), statistics.median(a / b for a, b in times)
