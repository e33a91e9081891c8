"""Who acts by words that point back, in relative clauses and by what stands between: our own sentences."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.language import detect_language
from geoevents.model import Article, Event
from geoevents.pipeline import read

ARMY, ISIS, SDF = "Syrian government/regime forces", "Islamic State (ISIS)", "Syrian Democratic Forces (SDF)"
TURKEY, REBELS, HTS = "Turkish forces (Turkey)", "opposition factions (rebels)", "Hayat Tahrir al-Sham (HTS)"
ZENKI = "Nour al-Din al-Zenki Movement"


def events(text: str, day: str = "2017-10-10") -> tuple[Event, ...]:
    language = detect_language(text)
    return read(Article(article_id="t", text=text, language=language, published=dt.date.fromisoformat(day))).events


@pytest.mark.parametrize(
    ("text", "location", "expected"),
    [
        ("قتل عنصران من قوات النظام على حاجز لها في كرناز، لترد مدفعيتها باستهداف قرية اللطامنة.", "al-Latamnah", ARMY),
        ("قصف الجيش التركي مقرات لقسد في بلدة منغ رداً على قصف الأخيرة لمدينة إعزاز.", "Azaz", SDF),
        ("هاجمت الفصائل البلدة، غير أن قوات النظام التي تلقت دعماً من حلفائها استعادت بلدة الحاضر.", "Al-Hader", ARMY),
        ('وكانت "قسد" قد أوقفت ثلاثة شبان في بلدة الشحيل.', "al-Shuhail", SDF),
        ("وقالت التنسيقيات إن ستة شبان أعدموا ميدانياً في حرستا على يد عناصر من الفرقة الرابعة.", "Harasta",
         "Syrian 4th Armoured Division"),
        ("دارت اشتباكات في محيط بلدة كنسبا، في محاولة من قوات النظام لاستعادة البلدة.", "Kinsabba", ARMY),
        ("استهدف موقع للقوات التركية قرب قرية البارة بقذيفتين مصدرهما مناطق سيطرة النظام.", "Al-Bara", ARMY),
        ("وأوضحت سانا أن سلاح الجو دمر مواقع لتنظيم داعش في قرية حطلة.", "Hatla", "Syrian Air Force"),
        ("قال الجيش الإسرائيلي إن سلاح الجو أغار على مواقع لحزب الله في القصير.", "al-Qusayr",
         "Israeli Air Force (Israel)"),
        ("استهدفت طائرة مسيرة لم تعرف تبعيتها سيارة على أطراف غرانيج.", "Gharanij", "unknown drones"),
        ("عثر الأهالي على جثث ستة شبان في بساتين بلدة حرستا.", "Harasta", None),
    ],
)  # fmt: skip
def test_who_acts(text: str, location: str, expected: str | None) -> None:
    assert {e.actor1 for e in events(text) if e.location == location} == {expected}


@pytest.mark.parametrize(
    ("text", "location", "expected"),
    [
        (
            "تجددت الاشتباكات بين حركة نور الدين الزنكي وهيئة تحرير الشام في دارة عزة. وقتل طفل خلال اقتتال الفصيلين داخل مدينة الأتارب.",
            "Atarib",
            (ZENKI, HTS),
        ),
        (
            "Fighting broke out between Hayat Tahrir al-Sham and the Zenki movement in Darat Izza. Clashes between the two sides then reached Atarib.",
            "Atarib",
            (HTS, ZENKI),
        ),
        ("اقتحمت كتائب من المعارضة مقر كتيبة المدفعية في الشدادي.", "al-Shaddadi", (REBELS, ARMY)),
    ],
)
def test_the_two_sides(text: str, location: str, expected: tuple[str, str]) -> None:
    assert [(e.actor1, e.actor2) for e in events(text) if e.location == location] == [expected]


def test_the_dead_of_another_deed_in_the_same_sentence() -> None:
    shelled, shot = events(
        "قصفت قوات النظام بلدة حيان، وقتل عنصر من هيئة تحرير الشام برصاص قناص من قوات النظام على محور كفر تعال."
    )
    assert (shelled.category, shelled.actor1, shelled.fatalities) == ("shelling", ARMY, None)
    assert (shot.category, shot.actor1, shot.actor2, shot.fatalities) == ("clash", ARMY, HTS, 1)


def test_men_killed_by_sniper_fire_of_nobody_named() -> None:
    (event,) = events("قتل عنصران من قوات النظام قنصاً على حاجز لها في كرناز.")
    assert (event.category, event.actor1, event.actor2, event.fatalities) == ("clash", None, ARMY, 2)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("وقعت غارات على حرستا الاثنين، بعد يومين على سيطرة الفصائل على بلدة حيان.", ["2017-10-09", "2017-10-07"]),
        ("ويأتي ذلك بعد أسبوعين من هجوم الفصائل على بلدة سرمين.", ["2017-09-26"]),
        ("استعاد الجيش مدينة حرستا بعد خمسة أشهر من المعارك.", ["2017-10-10"]),
        ("The blast in Jableh came a week after a rocket attack on the village of Istamo.", ["2017-10-10", "2017-10-03"]),
        ("Rebels shelled Nubl today. A day after the army took Harasta, jets bombed Douma.",
         ["2017-10-10", "2017-10-09", "2017-10-10"]),
    ],
)  # fmt: skip
def test_days_before_what_is_told(text: str, days: list[str]) -> None:
    assert [str(e.event_date) for e in events(text)] == days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ارتفع إلى 11 عدد الذين استشهدوا في الغوطة الشرقية، 7 منهم سقطوا بقصف مدفعي على جسرين، و4 جراء غارة على حزة.",
            [("shelling", "Jisreen", 7), ("air_strike", "Hazzah", 4)],
        ),
        (
            "Nine people died on Monday, five of them in Russian raids on Ariha and four in rocket fire on Sarmin.",
            [("air_strike", "Ariha", 5), ("shelling", "Sarmin", 4)],
        ),
        (
            "وأشارت اللجان إلى مقتل سبعة في دمشق، ثلاثة منهم في حي القدم، واثنان في كل من حيي القابون وبرزة.",
            [
                ("violence_against_civilians", "al-Qadam", 3),
                ("violence_against_civilians", "Qaboun", 2),
                ("violence_against_civilians", "Barzeh", 2),
            ],
        ),
        (
            "Seven people were killed in Damascus, three of them in Qadam and two each in Qaboun and Barzeh.",
            [
                ("violence_against_civilians", "al-Qadam", 3),
                ("violence_against_civilians", "Qaboun", 2),
                ("violence_against_civilians", "Barzeh", 2),
            ],
        ),
        ("قتل طفل برصاص طائش خلال اشتباكات بين عشيرتين في بلدة الشحيل.", [("clash", "al-Shuhail", 1)]),
    ],
)
def test_a_toll_in_portions(text: str, expected: list[tuple[str, str, int]]) -> None:
    assert [(e.category, e.location, e.fatalities) for e in events(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "وفي ريف جسر الشغور، نفذت طائرات روسية خمس غارات على الأحراش المحيطة ببلدة بداما.",
            [("air_strike", "Badama")],
        ),
        (
            "وفي القامشلي، تظاهر المئات مطالبين بخروج المسلحين من رأس العين التي تدور فيها معارك.",
            [("protest", "Qamishli"), ("clash", "Ras al-Ayn")],
        ),
        ("قبض عند حاجز في تل أبيض على أربعة أشخاص كانوا يخططون لتنفيذ هجوم بسيارة مفخخة.", [("arrest", "Tell Abyad")]),
        (
            "دارت معارك في دارة عزة. وبعيداً من هذه المعارك، عثر في بادية التبني على جثتي راعيين.",
            [("clash", "Darat Izza"), ("violence_against_civilians", "al-Tibni")],
        ),
        ("أشعل محتجون الإطارات وقطعوا الطريق الواصل بين الصور ومركدة.", [("protest", "al-Sur – Markada")]),
        ("وقواتنا لا تستهدف سوى الإرهابيين في عين العرب.", []),
        ("دارت اشتباكات في محيط كنسبا، في محاولة من قوات النظام لاستعادة البلدة.", [("clash", "Kinsabba")]),
    ],
)
def test_what_happened_where(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(e.category, e.location) for e in events(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اعتقل شخصان متهمان بتمويل تنظيم داعش في قرية ضمان.", (None, ISIS)),
        ("أعدم التنظيم رجلاً بتهمة التعامل مع قوات النظام في الميادين.", (ISIS, "civilians")),
        ("هوجمت نقطة لقسد في محيميدة بقذائف آر بي جي.", (None, SDF)),
    ],
)
def test_who_is_only_charged_or_struck(text: str, expected: tuple[str | None, str]) -> None:
    assert [(e.actor1, e.actor2) for e in events(text)] == [expected]


def test_a_siege_before_a_storming_is_not_its_day() -> None:
    (event,) = events("بعد حصار دام ثلاثة أسابيع، اقتحمت كتائب المعارضة ليل أمس مطار تفتناز.")
    assert str(event.event_date) == "2017-10-09"


def test_whom_a_ministry_calls_terrorists_and_whose_the_air_force_is() -> None:
    text = "أغارت مقاتلات سلاح الجو على مستودع للتنظيم في منبج، ودكت مدفعيتنا مواقع الإرهابيين في تل رفعت."
    statement = Article(
        article_id="t", text=text, language="ar", published=dt.date(2022, 11, 25), source="وزارة الدفاع التركية"
    )
    struck, shelled = read(statement).events
    assert (struck.actor1, struck.actor2) == ("Turkish Air Force (Turkey)", "People's Protection Units (YPG)")
    assert (shelled.actor1, shelled.actor2) == (TURKEY, "People's Protection Units (YPG)")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "وأحصت لجان التنسيق المحلية مقتل عشرين شخصاً في أنحاء البلاد أمس.\nوأشارت إلى مقتل سبعة في حي القدم.",
            ("claimed", "Local Coordination Committees"),
        ),
        ('قالت وكالة "نورث برس" إن مسيرة تركية قصفت مدينة منبج.', ("claimed", "North Press")),
        ("أكد مصدر محلي لعنب بلدي أن قوات النظام اقتحمت بلدة الصنمين.", ("claimed", "local sources")),
        (
            "ونفى قيادي في هيئة تحرير الشام للمرصد صحة ما جرى تداوله عن تعرضه لمحاولة اغتيال قرب سرمين.",
            ("denied", "Hayat Tahrir al-Sham (HTS) commander"),
        ),
    ],
)
def test_who_says_so(text: str, expected: tuple[str, str]) -> None:
    assert [(e.status, e.claimed_by) for e in events(text)] == [expected]


def test_the_day_of_a_morning_paper() -> None:
    told = events(
        "قصفت قوات النظام بلدة تلبيسة صباح أمس، وسيطرت على قرية تير معلة مساء أمس. وفي درعا، انفجرت عبوة ناسفة في نوى."
    )
    assert [str(e.event_date) for e in told] == ["2017-10-09", "2017-10-09", "2017-10-09"]
    told = events("قصفت قوات النظام بلدة تلبيسة صباح أمس. وفي درعا، انفجرت عبوة ناسفة في نوى صباح اليوم.")
    assert [str(e.event_date) for e in told] == ["2017-10-09", "2017-10-10"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "اعتقل شخصان في قرية ضمان خلال إنزال جوي للتحالف فجر السبت.",
            ("arrest", "Daman", "US-led Coalition"),
        ),
        (
            "وعثر على جثث ستة شبان في بلدة قدسيا، وقال ناشطون إنهم أعدموا على يد عناصر من الفرقة الرابعة.",
            ("violence_against_civilians", "Qudsaya", "Syrian 4th Armoured Division"),
        ),
        (
            "وسقط بعد منتصف ليل الخميس - الجمعة صاروخ يعتقد أنه من نوع أرض - أرض على بلدة مديرا.",
            ("missile_launch", "Mudayra", None),
        ),
        ("قبض عند حاجز تفتيش في مدخل مدينة رأس العين على أربعة أشخاص.", ("arrest", "Ras al-Ayn", None)),
    ],
)
def test_one_event_of_several_words(text: str, expected: tuple[str, str, str | None]) -> None:
    assert [(e.category, e.location, e.actor1) for e in events(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("طالت رمايات سلاح المدفعية أوكار الإرهابيين في بلدة حريتان.", ("shelling", ARMY)),
        ("انفجر لغم زرعه عناصر تنظيم داعش بسيارة عمال قرب قرية صلبا.", ("explosion", ISIS)),
        ("وكان تنظيم داعش قد أعلن في وقت سابق سيطرته على حقل شاعر.", ("advance", ISIS)),
        ("خرجت خمس حافلات تقل مقاتلين من بلدة مضايا.", ("movement", "fighters")),
        ("Five buses carrying fighters left the town of Madaya.", ("movement", "fighters")),
    ],
)
def test_who_acts_by_arms_and_pronouns(text: str, expected: tuple[str, str]) -> None:
    assert [(e.category, e.actor1) for e in events(text)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سمع دوي انفجارات عنيفة ناجمة عن غارات إسرائيلية في منطقة الكسوة.", [("air_strike", "al-Kiswah")]),
        ("شهد حي القدم موجة قصف أمس وصفت بالأعنف منذ شهر.", [("shelling", "al-Qadam")]),
        ("سقطت ثلاث قذائف هاون على حي القصاع، مصدرها إرهابيون يتحصنون في جوبر.", [("shelling", "al-Qassaa")]),
        ("شن الطيران ثلاث غارات على جسر محردة لقطع الطريق أمام المقاتلين.", [("air_strike", "Mhardeh bridge")]),
        ("سيطرت الفصائل على اللواء 82 شرق الشيخ مسكين، وأسرت عشرين عنصراً داخله.", [("advance", "Brigade 82")]),
        ("وأسر مقاتلو الفصائل خمسة جنود في بلدة العيس.", [("arrest", "Al-Eis")]),
        ("استقبلت بلدة خربة غزالة 300 أسرة نازحة.", [("evacuation", "Khirbet Ghazaleh")]),
        ("تمت في مدينة التل تسوية أوضاع عشرين شخصاً بعد أن سلموا أنفسهم وأسلحتهم إلى الجهات المختصة.", []),
    ],
)
def test_one_event_and_no_more(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(e.category, e.location) for e in events(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "قصف الجيش الإسرائيلي أهدافاً لحزب الله قرب القصير رداً على إطلاق صاروخ باتجاه الجولان.",
            [("Israeli Air Force (Israel)", "Hezbollah"), ("Hezbollah", "Israel")],
        ),
        (
            "Israel struck Hezbollah near Qusayr in response to rocket fire on the Golan Heights.",
            [("Israeli Air Force (Israel)", "Hezbollah"), ("Hezbollah", "Israel")],
        ),
        ("طالبت الفصائل قوات النظام بتسليم بلدة محجة، وأمهلتها حتى مساء الغد.", [(REBELS, None)]),
        ("تمكنت هيئة تحرير الشام من صد محاولة تقدم لقوات النظام على محور بلدة كنسبا.", [(HTS, ARMY)]),
        ("سيطرت الفصائل على بلدة خان طومان بعد معارك استمرت ثلاثة أيام.", [(REBELS, None)]),
        ("أصابت قذيفة مجهولة المصدر مدرسة في مدينة نوى.", [(None, None)]),
    ],
)
def test_who_answered_whom(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert [(e.actor1, e.actor2) for e in events(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "وثق المكتب مقتل عنصر من فرع الأمن العسكري إثر استهدافه بعبوة ناسفة في بلدة صيدا.",
            [("explosion", None, "Syrian Military Intelligence")],
        ),
        (
            "أعلنت هيئة تحرير الشام عن استهداف غرفة عمليات لقوات النظام في جورين بصواريخ غراد.",
            [("shelling", HTS, ARMY)],
        ),
        ("تصدت الدفاعات الجوية لأهداف معادية في سماء مدينة اللاذقية.", [("air_strike", None, None)]),
        ("استعادت القوات الحكومية السيطرة على مدينة تدمر بعد طرد تنظيم داعش منها.", [("advance", ARMY, ISIS)]),
        (
            "نفذت هيئة تحرير الشام حكم الإعدام بحق شخصين في مدينة حارم بتهمة تفجير مفخخة.",
            [("violence_against_civilians", HTS, "civilians")],
        ),
        ("قصفت طائرات روسية مدينة أريحا وعدة قرى", [("air_strike", "Russian Air Force (Russia)", None)]),
    ],
)
def test_who_did_what_to_whom(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    assert [(e.category, e.actor1, e.actor2) for e in events(text)] == expected
