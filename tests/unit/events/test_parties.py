"""Who does it to whom, and whose verb it is: sentences of our own, through the whole pipeline."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.language import detect_language
from geoevents.model import Article, Event
from geoevents.pipeline import read

PUBLISHED = dt.date(2018, 7, 28)
ARMY, ISIS = "Syrian government/regime forces", "Islamic State (ISIS)"


def events(text: str, published: dt.date = PUBLISHED) -> tuple[Event, ...]:
    return read(Article(article_id="t", text=text, language=detect_language(text), published=published)).events


def one(text: str, published: dt.date = PUBLISHED) -> Event:
    found = events(text, published)
    assert len(found) == 1, [(e.category, e.location) for e in found]
    return found[0]


def test_a_preposition_before_a_quotation_mark_belongs_to_the_name() -> None:
    raid = one("وشنت طائرات حربية غارات على مواقع لـ«داعش» في محيط بلدة تسيل.")
    assert raid.actor2 == ISIS
    fight = one("اندلعت مواجهات بين قوات النظام و«جيش خالد» قرب بلدة تسيل.")
    assert (fight.actor1, fight.actor2) == (ARMY, "Jaysh Khalid bin al-Walid")


def test_a_verb_that_carries_a_noun_is_no_event_of_its_own() -> None:
    event = one("بسطت قوات النظام سيطرتها على بلدة تسيل بعد اشتباكات مع «جيش خالد».")
    assert (event.category, event.actor1, event.actor2) == ("advance", ARMY, "Jaysh Khalid bin al-Walid")


def test_shelling_after_a_fight_is_an_event_of_its_own() -> None:
    taken, shelled = events("وأحكم الجيش سيطرته على تل الجابية إثر معارك مع جبهة النصرة، وقصف مواقع الأخيرة في نوى.")
    assert (taken.category, shelled.category) == ("advance", "shelling")
    assert taken.actor1 == shelled.actor1 == ARMY


def test_the_day_of_a_funeral_is_not_the_day_of_the_attack() -> None:
    event = one("شيعت مدينة السويداء أمس ضحايا الهجوم الذي شنه تنظيم داعش على المدينة فجر الأربعاء.")
    assert event.event_date == dt.date(2018, 7, 25)
    assert event.actor1 == ISIS


def test_what_is_expected_to_happen_is_planned() -> None:
    assert one("ويتوقع أن تدخل قوات النظام بلدة نوى خلال أيام.").status == "planned"
    assert one("من المفترض أن تنسحب الفصائل من بلدة نوى غداً.").status == "planned"


@pytest.mark.parametrize(
    "text", ["ودخلت حافلات إلى بلدة محجة لنقل المقاتلين.", "Buses entered the town of Harasta to evacuate fighters."]
)
def test_buses_travel(text: str) -> None:
    assert one(text).category == "movement"


def test_each_of_two_parties_has_its_own_verb() -> None:
    left, patrolled = events(
        "US troops withdrew from a base 20 km south of Kobani in June, and Russian military police have patrolled the "
        "M4 between Tell Tamr and Ain Issa since then."
    )
    assert (left.actor1, left.origin) == ("US forces", "Kobani")
    assert patrolled.actor1 == "Russian military police"
    taken, shelled = events("The army captured Nawa on Tuesday, and rebel factions shelled Izraa.")
    assert (taken.actor1, taken.actor2, taken.location) == (ARMY, None, "Nawa")
    assert (shelled.actor1, shelled.location) == ("opposition rebel factions", "Izraa")
