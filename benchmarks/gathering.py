"""Collections: reports of one event brought together, and ingests that are killed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import killed_ingest
import merging
from table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator


def together(*, quick: bool) -> Iterator[Row]:
    """Pairwise F1 of 5,000 made reports of 1,000 made events."""
    del quick  # The figure hangs on the number of reports.
    result = merging.measure(*merging.made())
    yield Row(
        name=f"{result['articles']:,.0f} made reports brought together: pairwise F1",
        ours=f"{result['F1']:.3f}",
        value=result["F1"],
        least=0.95,
        unit="",
    )


def killed(*, quick: bool) -> Iterator[Row]:
    """Ingests killed at random moments and taken up again that come out as one left alone."""
    times = 5 if quick else 50
    same, in_time = killed_ingest.compare(times, 500 if quick else 2000)
    yield Row(
        name=f"ingests killed at {in_time} random moments and taken up again that give the same result",
        ours=f"{same} of {times}",
        value=same / times,
        least=1.0,
        unit="",
    )
