"""Reports become events, in memory or in a collection, where only the days with new or changed reports are looked at.

A collection keeps for every report its cluster (what the scores bring together) and its event (clusters, with a
person's decisions on top). The days are gone through in order from the first changed one until a day comes out as it
stands in the collection, so the outcome is that of doing all anew, whatever the order of reading.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geoevents.collection.clusters import Cluster, cluster, join_day
from geoevents.collection.merged import MergedEvent, merge
from geoevents.collection.rows import Row, event_row
from geoevents.collection.scoring import report_of
from geoevents.collection.store import UNDATED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geoevents.collection.clusters import Apart, Link
    from geoevents.collection.store import Store
    from geoevents.model import Event

AT_ONCE = 3000
"""Reports of one transaction, to the end of their day."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a person decided on reports, by their ids: those that are one event, and pairs that are not."""

    same: tuple[tuple[str, ...], ...] = ()
    apart: Apart = frozenset()

    def groups(self) -> dict[str, frozenset[str]]:
        """Return for every report that is named as one with others all those it is one with."""
        found: dict[str, frozenset[str]] = {}
        for ids in self.same:
            together = frozenset(ids).union(*(found.get(one, frozenset()) for one in ids))
            found |= dict.fromkeys(together, together)
        return found


def merge_reports(reports: Iterable[Event], decisions: Decisions = Decisions()) -> list[MergedEvent]:
    """Bring reports of the same event together, all in memory.

    Parameters
    ----------
    reports
        Events as single articles tell them, in any order.
    decisions
        A person's.

    Returns
    -------
    list of MergedEvent
        By the ids of their clusters; every report is in exactly one.
    """
    events = {event.event_id: event for event in reports}
    clusters = cluster((report_of(event) for event in events.values()), decisions.apart)
    homes = {member.event_id: found for found in clusters for member in found.members}
    groups = decisions.groups()
    done: set[str] = set()
    merged = []
    for found in clusters:
        if found.cluster_id in done:
            continue
        together = _linked(found, homes, groups)
        done |= {one.cluster_id for one in together}
        merged.append(_merge(together, events))
    return merged


def _linked(start: Cluster, homes: dict[str, Cluster], groups: Mapping[str, frozenset[str]]) -> list[Cluster]:
    """Return a cluster with all that a person's decisions make one with it."""
    found = {start.cluster_id: start}
    waiting = [start]
    while waiting:
        for member in waiting.pop().members:
            for other in groups.get(member.event_id, ()):
                home = homes.get(other)
                if home is not None and home.cluster_id not in found:
                    found[home.cluster_id] = home
                    waiting.append(home)
    return [found[one] for one in sorted(found)]


def _merge(together: Sequence[Cluster], events: dict[str, Event]) -> MergedEvent:
    reports = [events[member.event_id] for one in together for member in one.members]
    links: list[Link] = [link for one in together for link in one.links]
    return merge(reports, links, ["told to be one event"] if len(together) > 1 else [])


def merge_collection(store: Store, decisions: Decisions = Decisions()) -> int:
    """Bring the reports of a collection together where something is new, and return how many events were written.

    Each transaction holds some days; what is still to do is noted with it, so a run that was killed is taken up.
    """
    written = 0
    while store.unmerged_days():
        with store.transaction():
            days = store.unmerged_days()
            if days:
                written += _Run(store, decisions).go(days)
    return written


@dataclass(slots=True)
class _Run:
    """One transaction's worth of merging."""

    store: Store
    decisions: Decisions
    changed: dict[str, Cluster] = field(default_factory=dict)
    old: set[str] = field(default_factory=set)
    seen: int = 0

    def go(self, days: Sequence[str]) -> int:
        """Look at the changed days in order until enough reports have been seen, and write what came out."""
        todo = deque(days)
        while todo and self.seen < AT_ONCE:
            if todo[0] == UNDATED:
                self._change_all(Cluster([report_of(row)]) for row in self._rows([todo.popleft()]))
                self.store.mark_merged([UNDATED])
            else:
                self._from_day(todo)
        return self._write()

    def _from_day(self, todo: deque[str]) -> None:
        """Go through the days from the first changed one until one comes out as it stands."""
        day = dt.date.fromisoformat(todo[0])
        before = self._stored_clusters(day - dt.timedelta(days=1))
        while True:
            changed = bool(todo) and todo[0] == day.isoformat()
            if changed:
                self.store.mark_merged([todo.popleft()])
            rows = self._rows([day.isoformat()])
            current = join_day((report_of(row) for row in rows), before, self.decisions.apart)
            # What holds reports of the day before is complete now.
            self._change_all(found for found in before if found.members)
            self._change_all(found for found in current if _reaches_back(found, day))
            if not changed and self._as_stored(current, day):
                return
            if self.seen >= AT_ONCE:
                # The next transaction takes up from here and reads this day's clusters back.
                self._change_all(current)
                self.store.mark_unmerged([(day + dt.timedelta(days=1)).isoformat()])
                return
            before, day = current, day + dt.timedelta(days=1)

    def _rows(self, days: Iterable[str]) -> list[Row]:
        rows = [row for row in self.store.report_rows(days) if row["excluded"] is None]
        self.seen += len(rows)
        return rows

    def _stored_clusters(self, day: dt.date) -> list[Cluster]:
        """Return the clusters with reports of a day as they stand, up to this day."""
        rows = self._rows([(day - dt.timedelta(days=1)).isoformat(), day.isoformat()])
        groups: defaultdict[str, list[Row]] = defaultdict(list)
        for row in sorted(rows, key=lambda one: str(one["event_id"])):
            if row["cluster_id"] is not None:
                groups[row["cluster_id"]].append(row)
        return [
            Cluster([report_of(row) for row in found])
            for found in groups.values()
            if any(row["event_date"] == day for row in found)
        ]

    def _as_stored(self, current: Iterable[Cluster], day: dt.date) -> bool:
        stored = {frozenset(m.event_id for m in found.members) for found in self._stored_clusters(day)}
        return stored == {frozenset(m.event_id for m in found.members) for found in current}

    def _change_all(self, clusters: Iterable[Cluster]) -> None:
        for found in clusters:
            self._change(found)

    def _change(self, found: Cluster) -> None:
        self.changed[found.cluster_id] = found

    def _write(self) -> int:
        ids = {member.event_id: one.cluster_id for one in self.changed.values() for member in one.members}
        stored = self.store.reports("event_id", ids)
        self.old = {row["merged_event_id"] for row, _ in stored if row["merged_event_id"]}
        self.store.set_reports("cluster_id", ids)
        events = {event.event_id: event for _, event in stored}
        homes = {member.event_id: one for one in self.changed.values() for member in one.members}
        groups = self.decisions.groups()
        self._fetch_linked(homes, events, groups)
        shapes: dict[str, Row] = {}
        rows: list[Row] = []
        belonging: dict[str, str | None] = {}
        done: set[str] = set()
        for found in list({id(one): one for one in homes.values()}.values()):
            if found.cluster_id in done:
                continue
            together = _linked(found, homes, groups)
            done |= {one.cluster_id for one in together}
            merged = _merge([_explained(one) for one in together], events)
            rows.append(_event_row(merged, shapes))
            belonging |= {report.event_id: merged.event.event_id for report in merged.reports}
        self.store.replace_events(self.old | {row["event_id"] for row in rows}, rows, shapes.values())
        self.store.set_reports("merged_event_id", belonging)
        return len(rows)

    def _fetch_linked(
        self, homes: dict[str, Cluster], events: dict[str, Event], groups: Mapping[str, frozenset[str]]
    ) -> None:
        """Add the clusters of other days that a person's decisions make one with a changed one."""
        while missing := {other for one in homes for other in groups.get(one, ()) if other not in homes}:
            rows = [row for row, _ in self.store.reports("event_id", missing) if row["excluded"] is None]
            clusters = {row["cluster_id"] for row in rows if row["cluster_id"]}
            found = self.store.reports("cluster_id", clusters)
            together: defaultdict[str, list[Row]] = defaultdict(list)
            for row, event in found:
                if row["excluded"] is None and row["event_id"] not in homes:
                    together[row["cluster_id"]].append(row)
                    events[event.event_id] = event
                    self.old |= {row["merged_event_id"]} - {None}
            for members in together.values():
                one = Cluster([report_of(row) for row in members])
                homes |= {member.event_id: one for member in one.members}
            if not together:
                return


def _reaches_back(found: Cluster, day: dt.date) -> bool:
    return any(member.first is not None and member.first < day.toordinal() for member in found.members)


def _explained(found: Cluster) -> Cluster:
    """Return the cluster with the links that join its members, as doing all anew would give them."""
    if len(found.members) == 1:
        return found
    members = sorted(found.members, key=lambda one: (one.first or 0, one.event_id))
    again = cluster(members)
    return again[0] if len(again) == 1 else found


def _event_row(merged: MergedEvent, shapes: dict[str, Row]) -> Row:
    return event_row(merged.event, shapes) | {
        "reports": len(merged.reports),
        "sources": list(merged.sources),
        "claims": list(merged.claims),
        "conflicts": merged.conflicts,
        "merging": list(merged.links),
    }
