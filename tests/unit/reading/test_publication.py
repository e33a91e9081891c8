import datetime as dt
import time

import pytest

from geoevents.errors import DateError
from geoevents.reading import parse_date
from geoevents.reading.publication import find_dateline

JUNE_1 = dt.date(2017, 6, 1)


@pytest.mark.parametrize(
    "text",
    [
        "دمشق، 1 حزيران 2017 (وكالة) - قصفت طائرات حربية أطراف المدينة اليوم\nتفاصيل",
        "الخميس 1 حزيران/يونيو 2017\nعنوان\nنص المقال",
        "عنوان المقال\nنشر في: 2017-06-01 الساعة 10:20\nنص المقال",
        "عنوان\nنص المقال كله هنا\n١ حزيران ٢٠١٧",
        "Published on June 1, 2017 at 10:30\nFighting went on",
        "DAMASCUS, 1 June 2017 - The army took the village",
        "A headline\nBy A. Writer\n1 June 2017\nText",
    ],
)
def test_dateline_is_found(text):
    assert find_dateline(text) == JUNE_1


@pytest.mark.parametrize(
    "text",
    [
        "قتل خمسة مدنيين في غارة يوم 3 أيار 2015 على بلدة دوما، كما قال شهود",
        "On 25 May 2017 the army captured the village and moved on towards the river",
        "Text of an article\nIt ended on 3 March 2016 with a truce between the two sides there.",
        "05/06/2017\nMay or June?",
        "June 2017 was a hard month",
        "31 June 2017\nno such day",
        "",
    ],
)
def test_dates_of_the_news_are_no_datelines(text):
    assert find_dateline(text) is None


def test_unambiguous_numbers_are_read():
    assert find_dateline("25/05/2017\ntext") == dt.date(2017, 5, 25)
    assert find_dateline("05/25/2017\ntext") == dt.date(2017, 5, 25)


def test_a_very_long_line_costs_nothing():
    started = time.process_time()
    assert find_dateline("2017 ² 1 June " * 200_000) is None
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "value",
    [
        "2017-06-01",
        "2017/6/1",
        "20170601",
        "2017-06-01T23:30:00+03:00",
        "Thu, 01 Jun 2017 10:00:00 +0300",
        dt.date(2017, 6, 1),
        dt.datetime(2017, 6, 1, 23, 0),  # noqa: DTZ001
    ],
)
def test_metadata_dates(value):
    assert parse_date(value) == JUNE_1


@pytest.mark.parametrize("value", ["yesterday", "2017-13-01", "01/06/2017", "", "0001-01-01", "2017"])
def test_bad_dates_say_what_to_write(value):
    with pytest.raises(DateError):
        parse_date(value)
