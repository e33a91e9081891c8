import datetime as dt

import pytest

from geoevents.selection import Selection, select

MAY_30, MAY_31, JUNE_1, JUNE_5 = dt.date(2017, 5, 30), dt.date(2017, 5, 31), dt.date(2017, 6, 1), dt.date(2017, 6, 5)


@pytest.mark.parametrize(
    ("selection", "kept"),
    [
        (Selection(), True),
        (Selection(since=JUNE_1), True),
        (Selection(since=JUNE_5), False),
        (Selection(until=MAY_31), True),
        (Selection(until=MAY_30), False),
        (Selection(since=MAY_30, until=MAY_31), True),
        (Selection(categories=frozenset({"clash"})), False),
        (Selection(regions=frozenset({"Raqqa"})), True),
        (Selection(regions=frozenset({"SY"})), True),
        (Selection(regions=frozenset({"Homs"})), False),
        (Selection(min_confidence=0.8), True),
        (Selection(min_confidence=0.81), False),
    ],
)
def test_selection(make_event, selection, kept):
    event = make_event(event_date=MAY_31, end_date=JUNE_1)
    assert selection.keeps(event) is kept


def test_undated_events_are_left_out_by_dates_only(make_event):
    event = make_event(event_date=None, end_date=None)
    assert Selection().keeps(event)
    assert not Selection(since=MAY_30).keeps(event)


def test_a_reading_keeps_its_rest(reading):
    assert select(reading, Selection()) is reading
    chosen = select(reading, Selection(min_confidence=1))
    assert (chosen.events, chosen.toponyms) == ((), reading.toponyms)


def test_an_event_in_several_regions_is_kept_with_each(make_event):
    event = make_event(admin1="Homs; Hama", admin2=None, location="Khan Sheikhoun \u2013 Morek")
    kept = [
        name
        for name in ("Homs", "Hama", "Homs; Hama", "Morek", "Raqqa")
        if Selection(regions=frozenset({name})).keeps(event)
    ]
    assert kept == ["Homs", "Hama", "Homs; Hama", "Morek"]
