"""Turns of phrase of Arabic news: sentences of our own, through the whole pipeline."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.model import Article, Event
from geoevents.pipeline import read

PUBLISHED = dt.date(2018, 7, 28)
ARMY, ISIS, REBELS = "Syrian government/regime forces", "Islamic State (ISIS)", "opposition factions (rebels)"
SDF, FSA = "Syrian Democratic Forces (SDF)", "Free Syrian Army (FSA)"


def events(text: str) -> tuple[Event, ...]:
    return read(Article(article_id="t", text=text, language="ar", published=PUBLISHED)).events


@pytest.mark.parametrize(
    ("text", "claimed_by"),
    [
        ("ونقلت صحيفة تشرين عن مصدر عسكري أن الجيش قصف مواقع للمسلحين قرب كفرزيتا.", "military source"),
        ("ونقل مراسل رويترز عن مصادر محلية قولها إن فصائل الجيش الحر سيطرت على بلدة صوران.", "local sources"),
        ("نقلت وكالة رويترز عن شهود عيان قولهم إن طائرة قصفت مدينة الباب.", "residents"),
        ("نقل الجيش جنوده عن طريق البر، وقصف بلدة صوران.", None),
    ],
)
def test_who_is_quoted_says_it_not_who_quotes(text: str, claimed_by: str | None) -> None:
    assert events(text)[-1].claimed_by == claimed_by


@pytest.mark.parametrize("said", ["وأشار المصدر إلى أن", "وأفاد المصدر بأن", "وبين المصدر أن", "وأوضح المصدر، أن"])
def test_the_source_is_the_one_named_last(said: str) -> None:
    first, second = events(f"قال مصدر عسكري إن الجيش قصف بلدة كفرزيتا.\n{said} الجيش قصف بلدة حاس.")
    assert first.claimed_by == second.claimed_by == "military source"


def places(text: str) -> list[str | None]:
    return [event.location for event in events(text)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("سقطت قذائف على قرى غالبية أهلها من التركمان في ريف حماة الشمالي.", ["Hama Governorate"]),
        ("استهدف القصف بلدات أغلبها خالية في ريف حلب الجنوبي.", ["Aleppo Governorate"]),
        ("استهدفت مدفعية النظام ضاحيتي حرستا وقدسيا قرب دمشق.", ["Harasta", "Qudsaya"]),
        ("قصفت قوات النظام مزرعتي السلام والنخيل قرب بلدة المليحة.", ["السلام", "النخيل"]),
    ],
)
def test_how_many_of_a_class_is_no_name_and_two_of_it_are_two(text: str, named: list[str]) -> None:
    assert places(text) == named


@pytest.mark.parametrize(
    ("text", "category", "actors"),
    [
        ("انتهت المعركة بتمكن قوات سوريا الديمقراطية من استعادة السيطرة على بلدة الشدادي.", "advance", (SDF, None)),
        (
            "تمكنت قوات النظام من استعادة السيطرة على الحواجز التي خسرتها أمام تنظيم داعش في عقيربات.",
            "advance",
            (ARMY, ISIS),
        ),
        ("عمدت قوات النظام إلى قصف مدينة دوما.", "shelling", (ARMY, None)),
        ("عاد تنظيم داعش لاستهداف بلدة مارع بالمدفعية.", "shelling", (ISIS, None)),
        ("أقدم تنظيم داعش على إعدام ثلاثة شبان في مدينة الميادين.", "violence_against_civilians", (ISIS, "civilians")),
        ("سيطرت قوات سوريا الديمقراطية مدعمة بالتحالف الدولي والبيشمركة على بلدة الشدادي.", "advance", (SDF, None)),
    ],
)
def test_the_subject_of_a_verb_that_carries_a_deed_does_it(
    text: str, category: str, actors: tuple[str, str | None]
) -> None:
    (event,) = events(text)
    assert event.category == category
    assert (event.actor1, event.actor2) == actors


def test_people_who_come_back_to_a_town_do_come_back() -> None:
    assert [e.category for e in events("عاد مئات النازحين إلى مدينة عفرين.")] == ["evacuation"]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (
            'وذكر ناشطون أن مجموعة محلية من "آل الحمد" خطفت ثلاثة عناصر من قوات النظام في شهبا.',
            ("local factions", ARMY),
        ),
        ("خطف مسلحون من عشيرة العكيدات عنصرين من قوات النظام في ذيبان.", ("local factions", ARMY)),
        ('احتجزت مجموعة من "آل الحمد" ضابطا للنظام قرب بلدة القريا.', (None, ARMY)),
        ("شن تنظيم داعش هجوما على أماكن تجمع وحواجز قوات النظام قرب عقيربات.", (ISIS, ARMY)),
    ],
)
def test_whoever_that_tells_of_acts_and_a_common_noun_names_no_unit(
    text: str, actors: tuple[str | None, str | None]
) -> None:
    (event,) = events(text)
    assert (event.actor1, event.actor2) == actors


def test_two_backers_of_a_force_are_no_sides() -> None:
    (event,) = events("تقدمت قوات النظام مدعومة بحزب الله وفصائل محلية في بلدة حلفايا على حساب تنظيم داعش.")
    assert event.actor1 == ARMY


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("حاصرت قوات الأمن الجوامع في مدينة دوما.", "other"),
        ("طوقت قوات الأمن منزلا في بلدة طفس.", "other"),
        ("حاصرت قوات النظام مدينة الرستن.", "advance"),
    ],
)
def test_to_surround_a_building_takes_no_ground(text: str, category: str) -> None:
    assert [event.category for event in events(text)] == [category]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "سيطرت قوات سوريا الديمقراطية على خمس قرى، بينها الكرامة، وحمرة ناصر، شرقي الرقة.",
            ["al-Karamah", "Hamrat Nasir"],
        ),
        ("سيطر الجيش على قرى عدة منها معان.", ["Maan"]),
        ("دخلت الفصائل قرى جديدة في ريف حماة.", ["Hama Governorate"]),
    ],
)
def test_a_plural_class_word_goes_for_what_is_listed_and_not_for_an_adjective(text: str, named: list[str]) -> None:
    assert places(text) == named


def test_the_force_of_a_group_is_no_name() -> None:
    (event,) = events("قصفت مجموعة قوة خاصة من قوات النظام بلدة مارع.")
    assert event.actor1 == ARMY


def test_a_noun_written_like_a_verb_is_none_behind_a_preposition() -> None:
    (event,) = events("هاجم تنظيم داعش قافلة لقوات النظام خلال توقفها قرب مدينة البوكمال.")
    assert (event.category, event.location, event.actor1) == ("clash", "Abu Kamal", ISIS)


def test_the_town_is_not_the_city_that_only_tells_where_it_is() -> None:
    assert places("في مدينة الشدادي بالحسكة، أوقع القصف على المدينة ستة قتلى.") == ["al-Shaddadi"]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("لقي 30 مدنيا مصرعهم الأحد، بينهم 12 قضوا بتفجير سيارة في مدينة الباب.", [12]),
        ("قتل 30 مدنيا أمس، بينهم 14 قتلوا في غارة على مدينة سرمين.", [14]),
        ("أعلن ناشطون أن 11 شخصا بينهم ثلاثة أطفال قتلوا أمس في غارة على بلدة حاس.", [11]),
        ("قتل 5 مدنيين بينهم طفلان في قصف على مدينة سرمين.", [5]),
        ("قصفت قوات النظام بلدة الحولة.\nوذكرت مصادر محلية أن قتيلا سقط في اقتحام قوات النظام بلدة طفس.", [None, 1]),
        ("ذكرت مصادر محلية أن 17 قتيلا سقطوا أمس معظمهم في حلب وحماة.", []),
    ],
)
def test_the_dead_of_one_event_are_not_those_of_the_day(text: str, killed: list[int | None]) -> None:
    assert [event.fatalities for event in events(text)] == killed


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("قام عناصر من تنظيم داعش بإعدام رجلين في هجين.", (ISIS, "civilians")),
        ("قامت مجموعة محلية من سكان شهبا أمس بخطف عناصر قوات النظام.", ("local factions", ARMY)),
    ],
)
def test_who_carries_out_a_deed_does_it_and_its_people_are_no_target(text: str, actors: tuple[str, str]) -> None:
    (event,) = events(text)
    assert (event.actor1, event.actor2) == actors


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("استقدمت قوات النظام تعزيزات إلى بلدة جورين على خطوط التماس مع فصائل المعارضة.", ARMY),
        ("أرسلت قوات النظام تعزيزات إلى بلدة جورين على محاور الاشتباك مع هيئة تحرير الشام وفصائل المعارضة.", ARMY),
    ],
)
def test_who_stands_on_the_other_side_of_a_front_does_not_move(text: str, actor: str) -> None:
    (event,) = events(text)
    assert (event.actor1, event.actor2) == (actor, None)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("سيطر الجيش الحر على بلدة أخترين الخاضعة لسيطرة تنظيم داعش.", (FSA, ISIS)),
        ("سيطرت قوات سوريا الديمقراطية على قرية الهول التي كان يسيطر عليها تنظيم داعش.", (SDF, ISIS)),
    ],
)
def test_a_capture_is_from_whoever_held_the_place(text: str, actors: tuple[str, str]) -> None:
    (event,) = events(text)
    assert (event.actor1, event.actor2) == actors


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("الهيئة العامة للثورة السورية", "Syrian Revolution General Commission"),
        ("لجان التنسيق المحلية", "Local Coordination Committees"),
        ("مركز حلب الإعلامي", "Aleppo Media Centre"),
        ("منسقو الاستجابة", "Response Coordinators"),
    ],
)
def test_bodies_of_the_opposition_are_told_by_their_names(source: str, name: str) -> None:
    (event,) = events(f"قصفت قوات النظام بلدة سرمين، بحسب {source}.")
    assert (event.status, event.claimed_by) == ("claimed", name)


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("انفجار في مدينة الباب ذهب ضحيته 7 أشخاص نصفهم من الأطفال.", 7),
        ("غارة على بلدة حاس راح ضحيتها طفل.", 1),
        ("قصف الطيران مدينة الباب، ما أدى إلى سقوط قتيل و3 جرحى.", 1),
    ],
)
def test_the_number_behind_a_word_for_victims_is_theirs(text: str, killed: int) -> None:
    (event,) = events(text)
    assert event.fatalities == killed


def test_a_bombing_inside_a_base_happened_there() -> None:
    assert places("وقع تفجير نفذه انتحاريان داخل مقر اللواء 93 قرب عين عيسى.") == ["Brigade 93"]
