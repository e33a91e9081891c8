"""Turns of real bulletins and agency reports, in sentences of our own."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.language import detect_language
from geoevents.model import Article
from geoevents.pipeline import read

PUBLISHED = dt.date(2018, 7, 28)
ARMY = "Syrian government/regime forces"


def told(text: str) -> list[tuple[str, str | None]]:
    article = Article(article_id="t", text=text, language=detect_language(text), published=PUBLISHED)
    return [(event.category, event.location) for event in read(article).events]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # a patrol or a convoy that is struck does not travel
        ("استهدفت عبوة ناسفة دورية مشتركة لقوات النظام قرب بلدة نوى.", [("explosion", "Nawa")]),
        ("شن الطيران الحربي غارة على رتل عسكري قرب بلدة نوى.", [("air_strike", "Nawa")]),
        ("وصل رتل عسكري إلى بلدة نوى.", [("movement", "Nawa")]),
        # what men on the ground destroy they destroy in a fight, aircraft and artillery from afar
        ("أعطبت فصائل المعارضة دبابة لقوات النظام قرب بلدة نوى.", [("clash", "Nawa")]),
        ("Rebels destroyed two army vehicles near Nawa.", [("clash", "Nawa")]),
        ("Russian jets destroyed a depot near Nawa.", [("air_strike", "Nawa")]),
        # the town that a neighbourhood is told to be in
        ("انفجرت عبوة ناسفة في حي البيدر بمدينة نوى.", [("explosion", "البيدر")]),
    ],
)
def test_what_is_told(text: str, events: list[tuple[str, str | None]]) -> None:
    assert told(text) == events


def test_an_attack_told_again_by_its_dead_is_one() -> None:
    text = (
        'قتل 9 مدنيين في تفجير سيارة مفخخة ظهر أمس في ساحة "الزنبق" بمدينة التل.\n'
        "وقالت سانا إن تسعة أشخاص قتلوا أمس بانفجار سيارة مفخخة على مشارف دمشق.\n"
        "وقتل طفلان أمس بانفجار لغم في دوما."
    )
    assert told(text) == [("explosion", "ساحة الزنبق"), ("explosion", "Douma")]


def test_as_many_dead_far_away_are_others() -> None:
    text = "قتل 9 مدنيين في تفجير سيارة مفخخة أمس في نوى.\nوقتل 9 مدنيين في تفجير سيارة مفخخة أمس في منبج."
    assert told(text) == [("explosion", "Nawa"), ("explosion", "Manbij")]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("تعرض قيادي في بلدة نوى لمحاولة اغتيال، حيث استهدف بإطلاق نار.", [("violence_against_civilians", "Nawa")]),
        ("ساد الهدوء أمس خطوط الاشتباك قرب نوى.", []),
        ("وجعل الجيش بلدة نوى في مرمى نيرانه.", [("advance", "Nawa")]),
        ("Government troops deployed within striking distance of Nawa.", [("movement", "Nawa")]),
        ("The siege of Nawa entered its third week.", []),
        ("The army bombarded the surrounding areas of Nawa.", [("shelling", "Nawa")]),
        ("Artillery fire landed near Nawa.", [("shelling", "Nawa")]),
    ],
)
def test_turns_of_phrase(text: str, events: list[tuple[str, str | None]]) -> None:
    assert told(text) == events


@pytest.mark.parametrize("text", ["خرجت مظاهرة مناهضة للنظام في نوى.", "Anti-regime protesters marched in Nawa."])
def test_those_against_a_party_are_not_the_party(text: str) -> None:
    (event,) = read(Article(article_id="t", text=text, language=detect_language(text), published=PUBLISHED)).events
    assert event.actor1 in ("protesters", "demonstrators")


@pytest.mark.parametrize(
    "text",
    [
        "Protesters in Suwayda shut down the headquarters of the Baath party.",
        "Demonstrations in Suwayda were directed against the Baath party on Friday.",
        "أغلق محتجون مقر حزب البعث في السويداء أمس.",
    ],
)
def test_a_crowd_protests_and_a_party_is_whom_it_stands_against(text: str) -> None:
    (event,) = read(Article(article_id="t", text=text, language=detect_language(text), published=PUBLISHED)).events
    assert (event.category, event.actor2) == ("protest", "Baath Party")
    assert event.actor1 in ("protesters", "demonstrators")


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("سيطرت فصائل المعارضة على بلدة نوى وطردت قوات النظام منها.", ("opposition factions (rebels)", ARMY)),
        ("طردت فصائل المعارضة قوات النظام من بلدة نوى.", ("opposition factions (rebels)", ARMY)),
        ("اندلعت اشتباكات في نوى بين مجموعة تتبع لجيش الإسلام وقوات النظام.", ("Jaysh al-Islam", ARMY)),
    ],
)
def test_who_fights_whom(text: str, actors: tuple[str, str]) -> None:
    (event,) = read(Article(article_id="t", text=text, language="ar", published=PUBLISHED)).events
    assert (event.actor1, event.actor2) == actors


def test_no_common_noun_joined_by_and_is_a_place() -> None:
    assert told("سيطرت فصائل المعارضة على قرى ونقاط جديدة في ريف حلب الغربي.") == [("advance", "Aleppo Governorate")]


def test_the_type_of_a_rocket_tells_what_it_is() -> None:
    assert told("سقط صاروخ من طراز سكود في بلدة نوى.") == [("missile_launch", "Nawa")]


REBELS, ISIS = "opposition factions (rebels)", "Islamic State (ISIS)"


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("ISIS seized Tasil on Monday. The militants struck regime-held areas in Nawa.", (ISIS, ARMY)),
        ("ISIS attacked the rebels in Tasil on Monday. The militants struck Nawa.", ("militants", None)),
        ("Rebels shelled government-controlled villages near Nawa.", (REBELS, ARMY)),
        ("Rebels fought the army near Nawa.", (REBELS, ARMY)),
        ("قصفت فصائل المعارضة أحياء خاضعة لسيطرة قوات النظام في بلدة نوى.", (REBELS, ARMY)),
    ],
)
def test_who_is_meant_and_who_holds_what_is_struck(text: str, actors: tuple[str, str | None]) -> None:
    article = Article(article_id="t", text=text, language=detect_language(text), published=PUBLISHED)
    event = read(article).events[-1]
    assert (event.actor1, event.actor2) == actors


def test_unknown_places_behind_among_them_are_places() -> None:
    found = told("سيطرت الفصائل على 4 قرى، بينها زرزورية، وحنيطة، في ريف حلب.")
    assert [place for _, place in found] == ["زرزورية", "حنيطة"]


def test_a_blast_at_an_unknown_spot_is_told_again_by_its_town() -> None:
    text = "قتل مدني بانفجار عبوة ناسفة أمس في حي الزرزور بمدينة نوى.\nوقال ناشطون إن العبوة انفجرت أمس في مدينة نوى."
    assert told(text) == [("explosion", "الزرزور")]


def test_whose_strikes_were_reported_does_not_report_them() -> None:
    text = "Turkish artillery strikes were reported throughout the day near Tal Abyad."
    (event,) = read(Article(article_id="t", text=text, language="en", published=PUBLISHED)).events
    assert (event.status, event.claimed_by) == ("asserted", None)


def test_the_same_forces_are_those_of_that_name() -> None:
    text = (
        "انفجرت سيارة مفخخة لتنظيم داعش عند حاجز لقوات سوريا الديمقراطية في الكسرة.\n"
        "وكانت القوات نفسها قد سيطرت على بلدة هجين في تموز الماضي."
    )
    event = read(Article(article_id="t", text=text, language="ar", published=PUBLISHED)).events[-1]
    assert (event.category, event.actor1) == ("advance", "Syrian Democratic Forces (SDF)")


def test_casualties_go_to_the_place_that_is_named_with_them_again() -> None:
    text = "قصفت المدفعية أحياء الصاخور والشعار وبستان القصر، ووثق المرصد مقتل 7 مدنيين في حي بستان القصر وحده."
    events = read(Article(article_id="t", text=text, language="ar", published=PUBLISHED)).events
    assert [(event.location, event.fatalities) for event in events][-1] == ("Bustan al-Qasr", 7)
    assert [event.fatalities for event in events[:-1]] == [None, None]


@pytest.mark.parametrize(
    "text",
    [
        "A Turkish drone hit a car in Amuda.\n\nThree people were killed in the attack, and the car burnt out on the road, a doctor at the hospital added.",
        "استهدفت مسيرة تركية سيارة في بلدة عامودا.\n\nوقتل ثلاثة أشخاص في الهجوم واحترقت السيارة بالكامل، بحسب طبيب في المشفى تحدث إلينا بعد ساعات.",
    ],
)
def test_the_dead_of_the_attack_told_in_the_next_paragraph(text: str) -> None:
    events = read(Article(article_id="t", text=text, language=detect_language(text), published=PUBLISHED)).events
    assert [(event.location, event.fatalities) for event in events] == [("Amuda", 3)]
