"""Who acts and who is acted upon in Arabic, by owners, checkpoints and words that point back: our own sentences."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.model import Article, Event
from geoevents.pipeline import read

ARMY, ISIS, NUSRA = "Syrian government/regime forces", "Islamic State (ISIS)", "Jabhat al-Nusra (al-Nusra Front)"
SDF, ISRAEL = "Syrian Democratic Forces (SDF)", "Israel"
OPENING = "دارت اشتباكات بين قوات النظام وجبهة النصرة في محيط تلة العيس، "


def events(text: str, day: str = "2016-08-13") -> tuple[Event, ...]:
    return read(Article(article_id="t", text=text, language="ar", published=dt.date.fromisoformat(day))).events


def sides(text: str, day: str = "2016-08-13") -> list[tuple[str, str | None, str | None]]:
    return [(e.category, e.actor1, e.actor2) for e in events(text, day)]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("تعرضت منطقة الكسوة لعدوان إسرائيلي بالصواريخ ليل أمس.", "Israeli Air Force (Israel)"),
        ("وقع عدوان إسرائيلي على محيط بلدة السيدة زينب.", "Israeli Air Force (Israel)"),
        ("ألقت طائرة إسرائيلية منشورات فوق بلدة جباتا الخشب.", ISRAEL),
        ("ألقت مسيّرة تركية منشورات فوق مدينة عين العرب.", "Turkish forces (Turkey)"),
    ],
)
def test_a_nationality_after_a_noun_tells_whose_deed_or_aircraft_it_is(text: str, actor: str) -> None:
    assert [e.actor1 for e in events(text)] == [actor]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اعتقل حاجز لقوات النظام شابين عند مدخل مدينة جيرود.", ("arrest", ARMY, "civilians")),
        ("أوقف حاجز تابع لتنظيم داعش حافلة قرب الميادين واعتقل خمسة من ركابها.", ("arrest", ISIS, "civilians")),
        ("اعتقلت دورية لقوات سوريا الديمقراطية ثلاثة شبان في بلدة الشحيل.", ("arrest", SDF, "civilians")),
        ("اعتقلت قوات النظام شابين على حاجز قرب مدينة جيرود.", ("arrest", ARMY, "civilians")),
    ],
)
def test_whose_checkpoint_or_patrol_it_is_acts(text: str, expected: tuple[str, str, str]) -> None:
    assert sides(text) == [expected]


def test_a_checkpoint_that_was_struck_does_not_act() -> None:
    (event,) = events("استهدف مسلحون مجهولون حاجزاً لقوات النظام في بلدة المسيفرة.")
    assert (event.actor1, event.actor2) == ("unknown gunmen", ARMY)


def test_an_army_and_its_mercenaries_act_together() -> None:
    (event,) = events("أصيب ثلاثة مدنيين جراء اعتداء قوات الاحتلال التركي ومرتزقتها على قرية تل تمر بالمدفعية.")
    assert (event.actor1, event.actor2, event.injured) == ("Turkish forces (Turkey)", "civilians", 3)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        (OPENING + "وتمكنت الأخيرة من السيطرة على بلدة الحاضر.", NUSRA),
        (OPENING + "وسيطرت الأولى على بلدة الحاضر.", ARMY),
        (OPENING + "وسيطرت الثانية على بلدة الحاضر.", NUSRA),
        (OPENING[:-2] + ". وسيطرت الأخيرة على بلدة الحاضر.", NUSRA),
    ],
)
def test_the_former_and_the_latter_are_parties_told_before(text: str, actor: str) -> None:
    fight, taken = events(text)
    assert (fight.category, taken.category, taken.actor1) == ("clash", "advance", actor)


def test_an_ordinal_that_points_to_a_place_or_a_noun_is_no_party() -> None:
    (event,) = events("قصفت قوات النظام بلدة حاس بالمدفعية للمرة الأولى منذ الهدنة الأخيرة.")
    assert (event.actor1, event.actor2) == (ARMY, None)


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("أسفرت المعارك في بلدة كباني عن مقتل 12 من عناصر النظام وخمسة من المهاجمين.", 17),
        ("قتل سبعة من عناصر النظام وأربعة من المهاجمين في هجوم على بلدة تادف.", 11),
        ("انتهى الهجوم بالسيطرة على بلدة تادف ومقتل تسعة من عناصر المجموعة وستة من المهاجمين.", 15),
    ],
)
def test_the_dead_of_both_sides_are_added_up(text: str, dead: int) -> None:
    (event,) = events(text)
    assert event.fatalities == dead
    assert "Group" not in (event.actor2 or "")


def test_a_party_bears_a_name_in_its_time() -> None:
    brigade = events("نصب لواء تحرير الشام كميناً لقوات النظام قرب بلدة قارة.", "2013-09-10")[0]
    assert (brigade.category, brigade.actor1, brigade.actor2) == ("clash", "Liwa Tahrir al-Sham", ARMY)
    assert events("سيطرت تحرير الشام على بلدة مورك.", "2018-09-10")[0].actor1 == "Hayat Tahrir al-Sham (HTS)"


def test_the_name_of_an_operation_is_no_explosion() -> None:
    name = "Dawn of Freedom operations room"
    assert sides("حررت فجر الحرية بلدة دير حافر من قسد.", "2024-12-03") == [("advance", name, SDF)]
    found = sides("مشطت «فجر الحرية» مدينة تل رفعت بعدما حررتها أمس من قسد.", "2024-12-03")
    assert found == [("advance", name, SDF)]


@pytest.mark.parametrize(
    "text",
    [
        "انتزعت الفصائل، وفق «المرصد»، بلدات خلصة وزيتان وخان طومان من قوات النظام.",
        "انتزعت الفصائل، بحسب ناشطين في حلب، بلدات خلصة وزيتان وخان طومان من قوات النظام.",
    ],
)
def test_a_list_goes_on_behind_an_aside_on_the_source(text: str) -> None:
    assert [(e.location, e.actor2) for e in events(text)] == [
        ("Khalsah", ARMY),
        ("Zitan", ARMY),
        ("Khan Tuman", ARMY),
    ]


def test_who_stands_behind_what_is_said_does_not_say_it() -> None:
    (event,) = events("وتحدث ناشط عن كمين نصبته جبهة النصرة لقوات النظام قرب بلدة مهين.")
    assert (event.actor1, event.claimed_by) == (NUSRA, "activists")
    (blast,) = events("قال تجمع أحرار حوران إن عبوة انفجرت قرب بلدة نصيب.")
    assert blast.claimed_by == "Ahrar Houran Gathering"


@pytest.mark.parametrize(
    ("text", "category", "dead"),
    [
        ("قطع محتجون طريق درعا – دمشق بالإطارات المشتعلة احتجاجاً على اعتقال أبنائهم.", "protest", None),
        ("دوى انفجار في بلدة مزيريب، وأسفر، وفق ناشطين، عن مقتل أربعة من عناصر «اللواء 52».", "explosion", 4),
        ("تصدت قواتنا في العاشرة من مساء أمس لهجوم شنته جبهة النصرة على بلدة معان.", "clash", None),
        ("دخلت دورية روسية إلى بلدة نصيب لاعتقال قيادي سابق.", "movement", None),
    ],
)
def test_one_incident_in_several_words_is_one_event(text: str, category: str, dead: int | None) -> None:
    assert [(e.category, e.fatalities) for e in events(text)] == [(category, dead)]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (
            "توغلت قوات الاحتلال التركي في بلدة دير بلوط. واعتقل جنود الاحتلال شابين من البلدة.",
            ["Turkish forces (Turkey)"] * 2,
        ),
        ("قصف الجيش التركي بلدة تل رفعت بالمدفعية. وقصف الجيش بلدة منغ أيضاً.", ["Turkish forces (Turkey)"] * 2),
        ("قصف الجيش التركي مواقع للجيش السوري في عين دقنة. وقصف الجيش بلدة مارع.", ["Turkish forces (Turkey)", ARMY]),
        ("سيطر الجيش الحر على بلدة مورك. وقصف الجيش بلدة كفرزيتا.", ["Free Syrian Army (FSA)", ARMY]),
        ("اعتقل جنود الاحتلال شابين قرب بلدة الرفيد.", [ISRAEL]),
    ],
)
def test_a_short_name_is_that_of_the_party_named_in_full_before_it(text: str, actors: list[str]) -> None:
    assert [e.actor1 for e in events(text)] == actors


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("قتل مسلحون مجهولون قيادياً سابقاً في الجيش الحر في بلدة المزيريب، وقتل مرافقه في الهجوم.", 2),
        ("اغتال مجهولون ضابطاً في بلدة إنخل، كما قتل مرافقه.", 2),
        ("قُتل القيادي أبو حمزة ومرافقه برصاص مجهولين في بلدة طفس.", 2),
        ("استشهد أحد أبناء بلدة حيط برصاص قوات النظام.", 1),
        ("قصف الطيران الروسي بلدة ترمانين ما أدى إلى مقتل ثمانية مدنيين. وارتفعت حصيلة قتلى ترمانين إلى تسعة.", 9),
    ],
)
def test_companions_and_a_risen_toll_count(text: str, dead: int) -> None:
    assert [e.fatalities for e in events(text)] == [dead]


def test_a_risen_toll_goes_to_the_event_at_its_place() -> None:
    text = (
        "انفجرت سيارة مفخخة في مدينة الباب. "
        "وقصفت قوات النظام بلدة تادف. وارتفعت حصيلة ضحايا التفجير في الباب إلى 15 شهيداً."
    )
    assert [(e.location, e.fatalities) for e in events(text)] == [("Al-Bab", 15), ("Tadif", None)]


def test_whose_man_a_bomb_killed_did_not_set_it_off() -> None:
    (event,) = events("اغتيل قائد لواء في الجيش الحر بعبوة ناسفة انفجرت بسيارته في بلدة النعيمة.")
    assert (event.actor1, event.actor2) == (None, "Free Syrian Army (FSA)")
    (bomber,) = events("فجر انتحاري من تنظيم داعش سيارة مفخخة عند حاجز لقوات النظام في بلدة الشولا.")
    assert (bomber.actor1, bomber.actor2) == (ISIS, ARMY)


def test_an_attack_told_by_its_gunfire_is_one_event() -> None:
    (event,) = events("اعتدت قوات الاحتلال الأمريكي على أهالي قرية تل حميس، واستشهد رجل برصاص الاحتلال.")
    assert (event.category, event.actor1, event.fatalities) == (
        "violence_against_civilians",
        "US forces (United States)",
        1,
    )


def test_whose_helicopter_it_is_acts() -> None:
    (event,) = events("ألقت مروحية للنظام برميلين متفجرين على بلدة داعل.")
    assert (event.actor1, event.actor2) == ("Syrian Air Force", None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "نفذت طائرات النظام غارات على مدينة بنش، فيما قصفت القوات التركية محيط سراقب.",
            [("air_strike", "Syrian Air Force", None), ("shelling", "Turkish forces (Turkey)", None)],
        ),
        ("قتل طفلان في غارات نسبها المرصد لطيران النظام على بنش.", [("air_strike", "Syrian Air Force", "civilians")]),
        (
            "قتل عنصران من النظام في غارات منسوبة لإسرائيل على مطار حلب.",
            [("air_strike", "Israeli Air Force (Israel)", ARMY)],
        ),
        ("هاجم مسلحون يعتقد أنهم من خلايا تنظيم الدولة حاجزا لقسد في بلدة ذيبان.", [("clash", ISIS, SDF)]),
        ("أدت الاشتباكات قرب هجين إلى مقتل 12 عنصرا من قسد و20 من داعش.", [("clash", SDF, ISIS)]),
        (
            "قتل خمسة أشخاص في غارة روسية على بنش. وقتل مدني في غارة مماثلة على سرمين.",
            [("air_strike", "Russian Air Force (Russia)", "civilians")] * 2,
        ),
    ],
)
def test_whose_aircraft_and_men_they_are(text: str, told: list[tuple[str, str | None, str | None]]) -> None:
    assert sides(text, "2019-12-15") == told


def test_men_of_a_second_side_are_counted_too() -> None:
    (event,) = events("أدت الاشتباكات قرب هجين إلى مقتل 12 عنصرا من قسد و20 عنصرا من داعش.", "2019-01-15")
    assert event.fatalities == 32


def test_a_place_long_under_fire_keeps_the_day_of_the_strike() -> None:
    told = events("قتل مدني، الأربعاء، في غارة على مدينة بنش التي تتعرض منذ شهر لقصف.", "2019-12-15")
    assert [event.event_date for event in told][:1] == [dt.date(2019, 12, 11)]


def test_a_nationality_behind_that_is_not_the_source_s() -> None:
    (event,) = events("وذكر المرصد السوري أن الغارات الروسية استهدفت بلدة كفرنبل.", "2019-12-15")
    assert event.claimed_by == "SOHR"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            (
                "استشهد 4 مدنيين، وأصيب أكثر من 10 بجروح، بقصف الطيران الروسي حي الشعار بحلب، كما استشهد مدنيان وأصيب 7 "
                "بجروح، بقصف مماثل على حي الفردوس."
            ),
            [("Al-Shaar", 4, 10), ("Al-Firdaws", 2, 7)],
        ),
        ("لقي مدني وطفلان مصرعهم في قصف على سرمين.", [("Sarmin", 3, None)]),
        ("لقي أربعة شبان من عناصر اللواء الثامن مصرعهم في كمين لقوات النظام قرب طفس.", [("Tafas", 4, None)]),
        (
            "استهدفت الغارات الروسية سيارة للمدنيين أثناء محاولتهم النزوح من سرمين، ما أسفر عن استشهاد ثلاثة مدنيين.",
            [("Sarmin", 3, None)],
        ),
        ("أطلق مجهولون النار على مدني في طفس، وأصيب مدني آخر نقل إلى مشفى درعا.", [("Tafas", None, 1)]),
    ],
)
def test_where_how_many_were_hurt(text: str, told: list[tuple[str, int | None, int | None]]) -> None:
    assert [(e.location, e.fatalities, e.injured) for e in events(text)] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("استهدفت خلية أخرى تابعة لتنظيم الدولة نقطة لقسد في ذيبان.", [("shelling", ISIS, SDF)]),
        ("استهدفت خلايا تنظيم الدولة دورية لقسد بالقنابل في ذيبان.", [("shelling", ISIS, SDF)]),
        (
            "أفادت مصادر باستهداف شاب من طفس بإطلاق نار، ما أدى إلى إصابته.",
            [("violence_against_civilians", None, "civilians")],
        ),
        ("هاجم مسلحون حاجزا لقسد في ذيبان ثم فر المهاجمون إلى جهة مجهولة.", [("clash", "militants", SDF)]),
    ],
)
def test_how_cells_and_gunmen_attack(text: str, told: list[tuple[str, str | None, str | None]]) -> None:
    assert sides(text, "2020-12-15") == told


def test_the_bombardment_after_raids_is_from_the_air() -> None:
    told = events("شنت طائرات روسية غارات على بنش. وتسبب القصف في سقوط ستة قتلى في سرمين.", "2016-09-17")
    assert [(e.category, e.actor1) for e in told] == [("air_strike", "Russian Air Force (Russia)")] * 2


def test_a_deed_parted_by_while_has_an_author_of_its_own() -> None:
    told = sides("قصفت قوات النظام بنش، بينما قتل مدنيان جراء هجوم بالقذائف على حي السليمانية بحلب.", "2016-09-17")
    assert told == [("shelling", ARMY, None), ("shelling", None, "civilians")]
