import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoevents.dates import calendars


@pytest.mark.parametrize(
    ("islamic", "civil"),
    [
        ((1445, 3, 28), "2023-10-13"),
        ((1445, 9, 1), "2024-03-11"),
        ((1400, 1, 1), "1979-11-21"),
        ((1438, 9, 6), "2017-06-01"),
    ],
)
def test_islamic_dates(islamic, civil):
    assert calendars.hijri_date(*islamic) == dt.date.fromisoformat(civil)


def test_islamic_dates_out_of_range_are_none():
    assert calendars.hijri_date(1445, 3, 31) is None
    assert calendars.hijri_date(2017, 3, 1) is None


def test_impossible_civil_dates_are_none():
    assert calendars.civil_date(2017, 2, 29) is None
    assert calendars.civil_date(1066, 1, 1) is None


@given(st.dates(), st.integers(1, 7), st.booleans())
def test_weekdays_lie_within_a_week(day, number, strictly):
    inner = min(max(day, dt.date(1, 1, 10)), dt.date(9999, 12, 20))
    before = calendars.weekday_before(inner, number, strictly=strictly)
    after = calendars.weekday_after(inner, number, strictly=strictly)
    assert before.isoweekday() == after.isoweekday() == number
    assert (1 if strictly else 0) <= (inner - before).days <= 7
    assert (1 if strictly else 0) <= (after - inner).days <= 7


@given(st.dates(), st.integers(-30, 30))
def test_months_are_added_within_the_calendar(day, months):
    moved = calendars.add_months(day, months)
    assert moved.day <= day.day
    if 5 < day.year < 9990:
        assert (moved.year - day.year) * 12 + moved.month - day.month == months


def test_date_without_year_is_the_latest_not_ahead():
    published = dt.date(2017, 1, 5)
    assert calendars.year_of_day(12, 30, published) == dt.date(2016, 12, 30)
    assert calendars.year_of_day(1, 7, published) == dt.date(2017, 1, 7)
    assert calendars.year_of_day(1, 20, published) == dt.date(2017, 1, 20)
    assert calendars.year_of_day(2, 20, published) == dt.date(2016, 2, 20)
    assert calendars.year_of_day(1, 20, published, slack=0) == dt.date(2016, 1, 20)
    assert calendars.year_of_day(2, 20, published, future=True) == dt.date(2017, 2, 20)
    assert calendars.year_of_day(2, 29, published) == dt.date(2016, 2, 29)


@pytest.mark.parametrize(("mod", "first", "last"), [("START", 1, 10), ("MID", 11, 20), ("END", 21, 28)])
def test_parts_of_a_month(mod, first, last):
    month = calendars.month_days(2017, 2)
    assert calendars.month_part(month, mod) == (dt.date(2017, 2, first), dt.date(2017, 2, last))


def test_parts_of_a_year_follow_its_months():
    assert calendars.month_part(calendars.year_days(2016), "MID") == (dt.date(2016, 5, 1), dt.date(2016, 8, 31))
