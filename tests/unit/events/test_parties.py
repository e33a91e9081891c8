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
    assert (left.actor1, left.origin) == ("US forces (United States)", "Kobani")
    assert patrolled.actor1 == "Russian military police (Russia)"
    taken, shelled = events("The army captured Nawa on Tuesday, and rebel factions shelled Izraa.")
    assert (taken.actor1, taken.actor2, taken.location) == (ARMY, None, "Nawa")
    assert (shelled.actor1, shelled.location) == ("opposition factions (rebels)", "Izraa")


def test_unnamed_aircraft_are_named_by_day_and_area() -> None:
    text = "شنت طائرات حربية غارات على بلدة {}."
    assert one(text.format("سراقب"), dt.date(2014, 3, 1)).actor1 == "Syrian Air Force"
    assert one(text.format("سراقب"), dt.date(2017, 3, 1)).actor1 == "Syrian or Russian Air Force"
    assert one(text.format("منبج"), dt.date(2016, 3, 1)).actor1 is None


def test_civilians_are_told_by_their_work() -> None:
    assert one("خطف مسلحون مجهولون طبيباً من عيادته في جاسم.").actor2 == "civilians (doctor)"
    assert one("Unknown gunmen shot dead a teacher in Nawa on Tuesday.").actor2 == "civilians (teacher)"
    assert one("أصيب ثلاثة مدنيين بينهم معلمة بقصف مدفعي لقوات النظام على بلدة تسيل.").actor2 == "civilians"


def test_states_make_agreements() -> None:
    event = one("Russia and Turkey agreed a ceasefire in Idlib on Thursday.")
    assert event.category == "agreement"
    assert (event.actor1, event.actor2) == ("Russia", "Turkey")


def test_our_forces_are_those_of_who_publishes() -> None:
    text = "استهدفت قواتنا مواقع داعش في محيط هجين."
    by_sdf = read(Article(article_id="t", text=text, language="ar", published=PUBLISHED, source="SDF Press")).events
    by_state = read(Article(article_id="t", text=text, language="ar", published=PUBLISHED, source="SANA")).events
    assert [e.actor1 for e in by_sdf] == ["Syrian Democratic Forces (SDF)"]
    assert [e.actor1 for e in by_state] == [ARMY]


def test_a_plural_verb_stands_after_its_subject() -> None:
    (event,) = events("وذكر فصيل «جيش أسود الشرقية» أن مقاتليه هاجموا الجيش السوري في محيط بلدة جيرود.")
    assert (event.actor1, event.actor2) == ("Jaysh Usud al-Sharqiya", ARMY)


def test_who_takes_a_place_over_has_it_from_another() -> None:
    event = one("تسلم اللواء الثامن أمس حاجزاً عند مدخل المزيريب من قوات النظام من دون قتال.")
    assert event.category == "transfer"
    assert event.actor2 == ARMY


def test_who_goes_on_speaking_said_it() -> None:
    first, second = events(
        "أعلنت وزارة الدفاع الروسية أن قاذفاتها قصفت مواقع لداعش قرب مدينة الميادين أمس. وأضافت الوزارة أن صواريخ «كاليبر» "
        "استهدفت مستودعاً في عقيربات."
    )
    assert first.claimed_by == second.claimed_by == "Russian Ministry of Defence"
    assert second.status == "claimed"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("أهالي عين عيسى: عشرات العائلات فرت من مخيم عين عيسى صباح اليوم.", "residents"),
        ("إدارة العمليات العسكرية تعلن السيطرة على بلدة خطاب.", "Military Operations Command"),
        ("قتل مدنيان في غارة قال ناشطون إنها استهدفت سوق سراقب.", "activists"),
        ("Activists say that regime artillery shelled Talbiseh on Friday.", "activists"),
    ],
)
def test_who_says_so(text: str, speaker: str) -> None:
    assert [event.claimed_by for event in events(text)] == [speaker]


def test_a_country_in_a_partys_name_is_no_place() -> None:
    taken = one(
        "#تل_أبيض ‖ الفصائل الموالية لتركيا تدخل مركز المدينة بعد انسحاب قسد منها ظهر اليوم", dt.date(2019, 10, 13)
    )
    assert (taken.category, taken.location) == ("advance", "Tell Abyad")
    assert (taken.actor1, taken.actor2) == ("Turkey-backed factions", "Syrian Democratic Forces (SDF)")


def test_whose_media_tell_it_did_not_do_it() -> None:
    event = one("سقطت قذيفة على حي باب توما في دمشق ظهر الجمعة وأصابت شخصين، بحسب وسائل إعلام النظام.")
    assert (event.actor1, event.claimed_by) == (None, "state media")


def test_an_air_force_that_destroys_bombs() -> None:
    events_ = events('دمر سلاح الجو مقرات وعربات لما يسمى "جيش الفتح" في مورك وكفر زيتا.', dt.date(2015, 5, 16))
    assert {(e.category, e.actor1, e.actor2) for e in events_} == {
        ("air_strike", "Syrian Air Force", "Jaysh al-Fatah (Army of Conquest)")
    }
    assert [e.category for e in events("دمرت فصائل المعارضة طائرة مروحية في مطار منغ.", dt.date(2013, 5, 16))] != [
        "air_strike"
    ]


@pytest.mark.parametrize(
    ("text", "actor1", "actor2"),
    [
        (
            "وأعلن الجيش التركي تحييد خمسة من عناصر قسد في منطقة نبع السلام.",
            "Turkish forces (Turkey)",
            "Syrian Democratic Forces (SDF)",
        ),
        ("أعلنت قسد أمس القبض على قيادي في داعش في مدينة هجين.", "Syrian Democratic Forces (SDF)", ISIS),
        ("أعلن فيلق الشام قصف مواقع لقوات النظام في معرة النعمان.", "Faylaq al-Sham (Sham Legion)", ARMY),
        ("اعتقلت دورية تابعة للأمن العسكري شاباً في مدينة نوى أمس.", "Syrian Military Intelligence", "civilians"),
        ("تعرضت قاعدة التحالف في حقل كونيكو لهجوم بثمانية صواريخ مساء الخميس.", None, "US-led Coalition"),
        ("أسرت فصائل المعارضة ثلاثة جنود قرب كفرنبودة.", "opposition factions (rebels)", ARMY),
    ],
)
def test_who_announces_owns_and_suffers(text: str, actor1: str | None, actor2: str | None) -> None:
    event = one(text)
    assert (event.actor1, event.actor2) == (actor1, actor2)


def test_where_the_abducted_were_taken_is_no_second_event() -> None:
    event = one("وخطف عناصر داعش نحو ثلاثين امرأة وطفلاً من قرية الشبكي واقتادوهم إلى البادية.")
    assert (event.category, event.location, event.actor2) == ("violence_against_civilians", "al-Shabki", "civilians")


def test_who_was_killed_before_blowing_himself_up_did_not() -> None:
    found = events("قتل الحراس مسلحاً قرب بلدة تسيل قبل أن يفجر نفسه.")
    assert "explosion" not in [event.category for event in found]


def test_what_an_agreement_provides_for_is_no_event() -> None:
    event = one("توصلت لجنة درعا المركزية والنظام السوري إلى اتفاق يقضي بدخول الجيش إلى درعا البلد.")
    assert (event.category, event.actor1) == ("agreement", "Syrian government")


def test_who_denies_what_media_told() -> None:
    event = one("نفت قسد ما تداولته وسائل إعلام عن انسحابها من عين عيسى.")
    assert (event.status, event.claimed_by) == ("denied", "Syrian Democratic Forces (SDF)")


def test_a_checkpoint_beside_a_town_is_not_the_city_of_its_name_elsewhere() -> None:
    event = one("انسحبت قوات النظام من حاجز الطبقة شرق درعا.")
    assert event.admin1 == "Daraa"


def test_detained_during_a_raid_is_one_arrest() -> None:
    event = one("On Tuesday, the SDF detained 14 people during a raid in al-Busayrah.")
    assert (event.category, event.location) == ("arrest", "al-Busayrah")


def test_where_a_group_is_based_does_not_act() -> None:
    event = one("The SOHR, a Britain-based group, said shells hit Douma on Monday.")
    assert (event.actor1, event.claimed_by) == (None, "SOHR")
