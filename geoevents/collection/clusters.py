"""Bringing together the reports of one event, day by day.

Within a day, and then between a day and the one before, pairs of reports whose areas share a cell of a grid are
scored and joined from the highest score down, ties by the reports' ids; two groups are not joined while any pair
across them conflicts. The order of the steps depends on the reports alone, so the order of reading does not matter;
and since a group spans two days at most, only two days are held in memory.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import TYPE_CHECKING, NamedTuple

from geoevents.collection.scoring import score, weights
from geoevents.geometry import KM_PER_DEGREE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geoevents.collection.scoring import Report, Score

_CELL_DEG = 0.25
"""Some 25 km: most reports lie in one to nine cells."""
_MOST_CELLS_KM = 60.0
"""Wider areas are looked up as if they were so wide: those of a governorate's middle still meet."""


@dataclass(frozen=True, slots=True)
class Link:
    """Why two reports were brought together: the pair and its score."""

    first: str
    second: str
    score: Score


@dataclass(slots=True)
class Cluster:
    """Reports of one event, and the links that joined them."""

    members: list[Report]
    links: list[Link] = field(default_factory=list)

    @property
    def cluster_id(self) -> str:
        """The least of the members' ids: the same whatever the order."""
        return min(member.event_id for member in self.members)


Apart = frozenset[frozenset[str]]
"""Pairs of report ids that a person keeps apart."""


def join_day(reports: Iterable[Report], before: Sequence[Cluster], apart: Apart = frozenset()) -> list[Cluster]:
    """Cluster the reports of one day, and join them to the clusters that hold reports of the day before.

    Parameters
    ----------
    reports
        The reports whose first day is this one, in any order.
    before
        Clusters with at least one report of the day before. One that is joined to another is left empty.
    apart
        Pairs that are never joined.

    Returns
    -------
    list of Cluster
        Those that hold a report of this day, with reports of the day before where they were joined.
    """
    groups = {report.event_id: Cluster([report]) for report in sorted(reports, key=lambda one: one.event_id)}
    days = sorted(groups)
    _join(groups, _scored(_pairs(groups), apart), apart)
    if before:
        own = frozenset(days)
        groups |= {member.event_id: found for found in before for member in found.members}
        pairs = (pair for pair in _pairs(groups) if (pair[0].event_id in own) != (pair[1].event_id in own))
        _join(groups, _scored(pairs, apart), apart)
    return _unique(groups[one] for one in days)


def _unique(clusters: Iterable[Cluster]) -> list[Cluster]:
    return list({id(cluster): cluster for cluster in clusters}.values())


def _pairs(groups: dict[str, Cluster]) -> Iterator[tuple[Report, Report]]:
    """Yield pairs of reports whose boxes share a cell, each once: at the first cell that they share."""
    cells: defaultdict[tuple[int | str, int], list[tuple[Report, _Box]]] = defaultdict(list)
    reports = [member for cluster in _unique(groups.values()) for member in cluster.members]
    for report in sorted(reports, key=lambda one: one.event_id):
        box = _box(report)
        rows: Sequence[int | str] = range(box.bottom, box.top + 1) if box.name is None else (box.name,)
        for row, column in product(rows, range(box.left, box.right + 1)):
            cells[row, column].append((report, box))
    for (row, column), together in cells.items():
        for (a, one), (b, other) in combinations(together, 2):
            first = max(one.bottom, other.bottom) if one.name is None else row
            if (row, column) == (first, max(one.left, other.left)):
                yield a, b


class _Box(NamedTuple):
    """The cells of a report: rows and columns of the grid, or a name where the gazetteer does not know the place."""

    bottom: int
    top: int
    left: int
    right: int
    name: str | None


def _box(report: Report) -> _Box:
    if report.latitude is None or report.longitude is None:
        return _Box(0, 0, 0, 0 if report.name else -1, report.name or "")
    reach = min(report.radius_km + 1, _MOST_CELLS_KM) / KM_PER_DEGREE
    wide = reach / max(0.2, math.cos(math.radians(report.latitude)))
    south, north = _cell(report.latitude - reach), _cell(report.latitude + reach)
    return _Box(south, north, _cell(report.longitude - wide), _cell(report.longitude + wide), None)


def _cell(degrees: float) -> int:
    return math.floor(degrees / _CELL_DEG)


def _scored(pairs: Iterable[tuple[Report, Report]], apart: Apart) -> list[Link]:
    """Return the pairs that may be one event, the surest first."""
    least = weights().threshold
    links = []
    for a, b in pairs:
        found = score(a, b)
        if found is not None and found.value >= least and frozenset((a.event_id, b.event_id)) not in apart:
            links.append(Link(a.event_id, b.event_id, found))
    links.sort(key=lambda link: (-link.score.value, link.first, link.second))
    return links


def _join(groups: dict[str, Cluster], links: Iterable[Link], apart: Apart) -> None:
    for link in links:
        a, b = groups[link.first], groups[link.second]
        if a is b:
            continue
        if _conflict(a, b, apart):
            continue
        a.members += b.members
        a.links += [*b.links, link]
        for member in b.members:
            groups[member.event_id] = a
        b.members = []


def _conflict(a: Cluster, b: Cluster, apart: Apart) -> bool:
    """Tell whether a pair across two clusters conflicts, or their pairs are on the whole no better than even."""
    rules = weights()
    total = 0.0
    for one in a.members:
        for other in b.members:
            found = score(one, other)
            if found is None or found.value < rules.conflict or frozenset((one.event_id, other.event_id)) in apart:
                return True
            total += found.value
    return total < rules.together * len(a.members) * len(b.members)


def cluster(reports: Iterable[Report], apart: Apart = frozenset()) -> list[Cluster]:
    """Cluster reports of any days; those without a date stay alone.

    Returns
    -------
    list of Cluster
        In the order of their ids.
    """
    days: defaultdict[int | None, list[Report]] = defaultdict(list)
    for report in reports:
        days[report.first].append(report)
    found = [Cluster([report]) for report in days.pop(None, ())]
    before: list[Cluster] = []
    for day in sorted(day for day in days if day is not None):
        current = join_day(days[day], before if day - 1 in days else (), apart)
        found += current
        before = current
    return sorted((one for one in _unique(found) if one.members), key=lambda one: one.cluster_id)
