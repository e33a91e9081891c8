"""Whose men, vehicles and allies: sentences of our own, through the whole pipeline."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.language import detect_language
from geoevents.model import Article, Event
from geoevents.pipeline import read

PUBLISHED = dt.date(2018, 7, 28)
ARMY, ISIS, REBELS = "Syrian government/regime forces", "Islamic State (ISIS)", "opposition factions (rebels)"
KHALID, TURKEY = "Jaysh Khalid bin al-Walid", "Turkish forces (Turkey)"


def events(text: str, published: dt.date = PUBLISHED) -> tuple[Event, ...]:
    return read(Article(article_id="t", text=text, language=detect_language(text), published=published)).events


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("اندلعت اشتباكات بين جيش خالد المبايع لتنظيم داعش وفصائل المعارضة في تسيل.", (KHALID, REBELS)),
        ("هاجم جيش خالد المرتبط بتنظيم داعش بلدة تسيل أمس.", (KHALID, None)),
        ("Clashes broke out in Tasil between Jaysh Khalid, an affiliate of ISIS, and rebels.", (KHALID, REBELS)),
    ],
)
def test_whom_a_party_follows_takes_no_part(text: str, actors: tuple[str, str | None]) -> None:
    (event,) = events(text)
    assert (event.actor1, event.actor2) == actors


@pytest.mark.parametrize(
    ("text", "attacked"),
    [
        ("انفجرت عبوة ناسفة بسيارة في نوى، ما أسفر عن مقتل جنديين.", ARMY),
        ("Israeli jets fired missiles at Mezzeh air base; two soldiers were killed.", ARMY),
        ("قتل ثلاثة جنود أتراك بقصف لقوات النظام على نقطة مراقبة في سرمين.", TURKEY),
        ("Two Turkish soldiers were killed in an attack near al-Bab.", TURKEY),
        ("Turkish artillery shelled Manbij, killing a policeman.", None),
    ],
)
def test_soldiers_are_of_the_army_named_beside_them_or_of_the_country(text: str, attacked: str | None) -> None:
    (event,) = events(text)
    assert event.actor2 == attacked


def test_soldiers_killed_since_the_old_army_is_no_more_are_of_no_army_known() -> None:
    (event,) = events("انفجرت عبوة ناسفة بسيارة في نوى، ما أسفر عن مقتل جنديين.", dt.date(2025, 3, 1))
    assert event.actor2 is None


def test_a_bomb_hits_whose_vehicle_it_went_off_in_and_is_nobodys_by_the_verb_before() -> None:
    killing, bomb = events("اغتال مجهولون مختار بلدة تسيل، فيما انفجرت عبوة ناسفة بسيارة عسكرية لقوات النظام قرب نوى.")
    assert killing.actor1 == "unknown gunmen"
    assert (bomb.actor1, bomb.actor2) == (None, ARMY)


def test_men_counted_before_a_verb_in_the_plural_are_those_killed() -> None:
    (event,) = events("وأضاف أن 9 من مقاتلي المعارضة قتلوا مساء الأربعاء في كمين نصبته القوات النظامية قرب نوى.")
    assert (event.actor1, event.actor2, event.fatalities) == (ARMY, REBELS, 9)


def test_who_answers_with_shelling_shells() -> None:
    found = events("سقطت قذائف على بلدة تسيل مصدرها مناطق تنظيم داعش، وردت فصائل المعارضة بقصف مدفعي طال سحم الجولان.")
    assert [(event.actor1, event.location) for event in found][-1] == (REBELS, "Sahm al-Jawlan")


def test_is_before_its_men_is_no_verb() -> None:
    (event,) = events("IS militants attacked an army checkpoint south of Resafa on 9 July.")
    assert (event.actor1, event.actor2) == (ISIS, ARMY)


@pytest.mark.parametrize(
    ("published", "place", "whose"),
    [
        (dt.date(2013, 5, 2), "Saraqib", "Syrian Air Force"),
        (dt.date(2019, 5, 2), "Saraqib", "Syrian or Russian Air Force"),
        (dt.date(2019, 5, 2), "Hajin", None),
    ],
)
def test_air_strikes_told_without_aircraft_are_whose_flew_there(
    published: dt.date, place: str, whose: str | None
) -> None:
    (event,) = events(f"Air strikes hit the town of {place}.", published)
    assert event.actor1 == whose
