"""Reports become events: what is brought together, and that the order of reading does not matter."""

import datetime as dt
import random
from dataclasses import replace

import pytest

from geoevents.collection import Decisions, merge_collection, merge_reports
from geoevents.collection import merging as module
from geoevents.collection.rows import Rows
from geoevents.collection.scoring import report_of, score


def groups(merged):
    return {frozenset(report.event_id for report in one.reports) for one in merged}


def stored_groups(store):
    found = {}
    for row in store._rows(module_tables().REPORTS, "1 = 1"):
        if row["excluded"] is None:
            found.setdefault(row["merged_event_id"], set()).add(row["event_id"])
    assert None not in found
    events = {row["event_id"]: row for row in store._rows(module_tables().EVENTS, "1 = 1")}
    assert set(events) == set(found)
    assert all(events[one]["reports"] == len(members) for one, members in found.items())
    return {frozenset(members) for members in found.values()}


def module_tables():
    from geoevents.collection import tables

    return tables


def test_same_strike_told_twice(make_report):
    a = make_report(1, fatalities=3, fatalities_min=3, fatalities_max=3, injured=10)
    b = make_report(2, fatalities=5, fatalities_min=5, fatalities_max=5, latitude=35.97, actor1="Syrian Air Force")
    (one,) = merge_reports([b, a])
    event = one.event
    assert event.event_id == "r0001"
    assert (event.fatalities, event.fatalities_min, event.fatalities_max, event.injured) == (None, 3, 5, 10)
    assert event.actor1 == "Syrian Air Force"
    assert one.conflicts["fatalities"] == [{"value": 3, "reports": ["r0001"]}, {"value": 5, "reports": ["r0002"]}]
    assert [(claim["report"], claim["fatalities"]) for claim in one.claims] == [("r0001", 3), ("r0002", 5)]
    assert one.sources == ("paper 1", "paper 2")
    (link,) = one.links
    assert link["reports"] == ["r0001", "r0002"]
    assert link["score"] > 0.5
    assert any("also told by paper 2" in line and "killed 5" in line for line in event.explanation.alternatives)


def test_the_figure_of_most(make_report):
    figures = (4, 4, 6)
    reports = [make_report(n, fatalities=k, fatalities_min=k, fatalities_max=k) for n, k in enumerate(figures, start=1)]
    (one,) = merge_reports(reports)
    assert (one.event.fatalities, one.event.fatalities_min, one.event.fatalities_max) == (4, 4, 6)


@pytest.mark.parametrize(
    "changes",
    [
        {"town": 2},
        {"day": 3},
        {"category": "protest"},
        {"status": "planned"},
        {"article_id": "a0001"},
        {"event_date": None, "end_date": None},
        {"end_date": dt.date(2017, 6, 20)},
        {"latitude": None, "longitude": None, "geometry": None, "location": None, "location_local": "elsewhere"},
        {
            "fatalities_min": 90,
            "fatalities": 90,
            "fatalities_max": 90,
            "injured": 300,
            "actor1": "Russian Air Force (Russia)",
        },
    ],
)
def test_kept_apart(make_report, changes):
    a = make_report(1, fatalities=4, injured=9, actor1="Syrian Air Force")
    assert len(merge_reports([a, make_report(2, **changes)])) == 2


def test_conflicting_reports_are_not_chained(make_report):
    few = make_report(
        1, fatalities=2, fatalities_min=2, fatalities_max=2, injured=2, actor1="A", actor2="C", weapon="x"
    )
    unknown = make_report(2, fatalities=None, fatalities_min=None, fatalities_max=None, actor1=None)
    many = make_report(3, fatalities=90, fatalities_min=90, fatalities_max=90, injured=90, actor1="B", actor2="D")
    assert score(report_of(few), report_of(unknown)).value > 0.5
    assert score(report_of(unknown), report_of(many)).value > 0.5
    assert score(report_of(few), report_of(many)).value < 0.08
    merged = groups(merge_reports([few, unknown, many]))
    assert not any({"r0001", "r0003"} <= group for group in merged)


@pytest.mark.parametrize("seed", range(5))
def test_order_does_not_matter(random_reports, seed):
    reports = random_reports(seed)
    expected = merge_reports(reports)
    assert any(len(one.reports) > 2 for one in expected)
    assert sum(len(one.reports) for one in expected) == len(reports)
    for again in range(3):
        shuffled = random.Random(again).sample(reports, len(reports))
        assert merge_reports(shuffled) == expected


@pytest.mark.parametrize("seed", range(12))
def test_bit_by_bit_is_as_all_at_once(random_reports, put, store, reading_with, seed, monkeypatch):
    """Reports come in random portions, some articles change or lose their report in between."""
    monkeypatch.setattr(module, "AT_ONCE", 7)
    chance = random.Random(seed)
    reports = {report.event_id: report for report in random_reports(seed)}
    todo = chance.sample(sorted(reports), len(reports))
    there = {}
    while todo:
        part, todo = todo[: chance.randrange(1, 25)], todo[25:]
        put(store, [reports[one] for one in part])
        there |= {one: reports[one] for one in part}
        if chance.random() < 0.5:
            changed = chance.choice(sorted(there))
            moved = dt.date(2017, 6, chance.randrange(1, 9))
            there[changed] = replace(there[changed], event_date=moved, end_date=moved)
            put(store, [there[changed]], content_hash=f"{seed}-{len(todo)}")
        if chance.random() < 0.5:
            lost = there.pop(chance.choice(sorted(there)))
            rows = Rows()
            rows.add(reading_with(lost.article_id), "now without an event", {})
            store.add(rows)
        merge_collection(store)
        assert stored_groups(store) == groups(merge_reports(there.values()))
    assert store.unmerged_days() == []
    assert merge_collection(store) == 0


@pytest.mark.parametrize("seed", range(8))
def test_articles_that_go_leave_what_would_be_without_them(random_reports, put, store, seed, monkeypatch):
    """Origins come to hold other articles, some of them several at once, and what nothing holds goes."""
    monkeypatch.setattr(module, "AT_ONCE", 7)
    chance = random.Random(seed)
    reports = random_reports(seed)
    articles = {report.article_id: report for report in reports}
    holders = [f"id:{number}" for number in range(len(reports) // 2)]
    there, held, claimed_once = {}, {}, set()
    for _ in range(12):
        part = chance.sample(reports, 8)
        put(store, part)
        there |= {report.article_id: report for report in part}
        claims = {chance.choice(holders): chance.choice(sorted(articles)) for _ in range(10)}
        with store.transaction():
            claimed = store.claim(claims)
        taken = {origin: one for origin, one in claims.items() if one in there}
        left = {held[origin] for origin, one in taken.items() if held.get(origin, one) != one}
        held |= taken
        gone = left - set(held.values())
        assert (claimed.done, claimed.articles) == (set(taken), gone)
        assert claimed.reports == {there[one].event_id for one in gone}
        there = {one: report for one, report in there.items() if one not in gone}
        claimed_once |= gone
        if chance.random() < 0.7:
            merge_collection(store)
            assert stored_groups(store) == groups(merge_reports(there.values()))
    assert claimed_once
    assert store.claimed("origin", holders) == held


def test_stored_events_are_those_in_memory(random_reports, put, store):
    reports = random_reports(3)
    put(store, reports)
    merge_collection(store)
    expected = {one.event.event_id: one for one in merge_reports(reports)}
    rows = {row["event_id"]: row for row in store._rows(module_tables().EVENTS, "1 = 1")}
    assert set(rows) == set(expected)
    for one, row in rows.items():
        assert row["claims"] == list(expected[one].claims)
        assert row["conflicts"] == expected[one].conflicts
        assert row["merging"] == list(expected[one].links)
        assert row["sources"] == list(expected[one].sources)
    read_back = {event.event_id: event for reading in store.readings() for event in reading.events}
    assert read_back == {one: merged.event for one, merged in expected.items()}
    every = {event for reading in store.readings(merged=False) for event in reading.events}
    assert every == set(reports)


def test_decisions(make_report, put, store):
    near, also, far = make_report(1), make_report(2), make_report(3, town=2, day=7)
    undated = make_report(4, event_date=None, end_date=None)
    reports = [near, also, far, undated]
    assert groups(merge_reports(reports)) == {frozenset({"r0001", "r0002"}), frozenset({"r0003"}), frozenset({"r0004"})}
    decisions = Decisions(
        same=(("r0002", "r0003"), ("r0003", "r0004")), apart=frozenset({frozenset({"r0001", "r0002"})})
    )
    expected = {frozenset({"r0001"}), frozenset({"r0002", "r0003", "r0004"})}
    assert groups(merge_reports(reports, decisions)) == expected
    put(store, reports[:1])
    merge_collection(store, decisions)
    put(store, reports[2:])
    merge_collection(store, decisions)
    put(store, reports[1:2])
    merge_collection(store, decisions)
    assert stored_groups(store) == expected
    # Taken back: those that had been one by decision alone are two again.
    with store.transaction():
        store.reset_reports(["r0001", "r0002", "r0003", "r0004"])
    merge_collection(store)
    assert stored_groups(store) == groups(merge_reports(reports))
