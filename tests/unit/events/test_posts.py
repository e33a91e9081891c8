"""Turns of short posts and video titles, in sentences of our own."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.language import detect_language
from geoevents.model import Article, Event
from geoevents.pipeline import read

PUBLISHED = dt.date(2018, 7, 28)


def events_of(text: str) -> tuple[Event, ...]:
    return read(Article(article_id="t", text=text, language=detect_language(text), published=PUBLISHED)).events


def told(text: str) -> list[tuple[str, str | None]]:
    return [(event.category, event.location) for event in events_of(text)]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # the governorate's city right behind its village, without a word between
        ("قصف مدفعي على قرية معرة النعسان ادلب", [("shelling", "Maarat al-Naasan")]),
        ("غارة على منطقة غرانيج دير الزور", [("air_strike", "Gharanij")]),
        # a direction between two places is no part of the first one's name
        ("قصف بالهاون على قرية تادف التابعة لمدينة الباب شرقي حلب", [("shelling", "Tadif")]),
        ("غارات على جبل السماق شمال غربي إدلب", [("air_strike", "Jabal al-Summaq")]),
        ("انفجار قرب باب شرقي في دمشق", [("explosion", "Bab Sharqi")]),
        # a front, and a party that is called so
        ("تدمير دبابة على جبهة خلصة بصاروخ تاو", [("shelling", "Khalsah")]),
        ("قصف على جبهة النصرة في سرمدا", [("shelling", "Sarmada")]),
        # the region that governorates lie in
        ("قصف تركي في ريف الرقة شمال وشرق سوريا", [("shelling", "Raqqa Governorate")]),
    ],
)
def test_what_a_place_lies_in(text: str, events: list[tuple[str, str | None]]) -> None:
    assert told(text) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # the smallest of the tags above a post, which need no colon
        ("#سوريا\n#درعا\n#الحراك\n\nانفجار عبوة ناسفة بسيارة عسكرية", [("explosion", "al-Hirak")]),
        ("#الحراك #درعا #امريكا\nانفجار عبوة ناسفة بسيارة عسكرية", [("explosion", "al-Hirak")]),
        ("#درعا #الحراك انفجار عبوة ناسفة بسيارة عسكرية", [("explosion", "al-Hirak")]),
        ("نوى\n\nانفجار عبوة ناسفة بسيارة عسكرية", [("explosion", "Nawa")]),
        # not where the sentence tells a place itself, and not below what has been told
        ("#درعا\nمقتل شاب برصاص مجهولين في الحراك واعتقال آخر", [("violence_against_civilians", "al-Hirak"), ("arrest", "al-Hirak")]),
        ("قصف على نوى\n#درعا #الحراك", [("shelling", "Nawa")]),
        # a line that tells anything else is no header
        ("لقاء في الحراك\nانفجار عبوة ناسفة بسيارة عسكرية", []),
    ],
)  # fmt: skip
def test_tags_and_places_above_a_post(text: str, events: list[tuple[str, str | None]]) -> None:
    assert told(text) == events


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        # whose the drone or the artillery is that a verb tells as who fires
        ("استهدفت مسيّرة للاحتلال التركي سيارة في قرية أم الكيف", ("Turkish Air Force (Turkey)", None)),
        ("مسيّرة تابعة للاحتلال التركي تستهدف سيارة في قرية أم الكيف", ("Turkish Air Force (Turkey)", None)),
        ("استهدفت مدفعية للجيش التركي قرية أم الكيف", ("Turkish forces (Turkey)", None)),
        # but not where it is what was hit
        ("تدمير آلية عسكرية لميليشيا قسد على محور مرعناز", (None, "Syrian Democratic Forces (SDF)")),
        ("تدمير قاعدة م.د لقوات النظام على محور كفرنبل", (None, "Syrian government/regime forces")),
        ("استهدفت طائرة حربية رتلا لقوات النظام قرب مورك", ("Syrian or Russian Air Force", "Syrian government/regime forces")),
        ("استهدفت الفصائل مدفعية لقوات النظام في مورك", ("opposition factions (rebels)", "Syrian government/regime forces")),
    ],
)  # fmt: skip
def test_whose_weapon_fires(text: str, sides: tuple[str | None, str | None]) -> None:
    (event,) = events_of(text)
    assert (event.actor1, event.actor2) == sides


def test_a_sniper_aims_at_men_whoever_he_belongs_to() -> None:
    assert told("قناصة النظام تستهدف رجلا في حي القابون") == [("violence_against_civilians", "Qaboun")]
    assert told("قوات النظام تستهدف بالرشاشات الثقيلة بلدة مورك") == [("shelling", "Morek")]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("استشهاد الأخوين محمد وأحمد العمر بقصف مدفعي على قرية كنصفرة", 2),
        ("مقتل طبيبين بغارة على كنصفرة", 2),
        ("استشهاد شاب وفتاتين بغارة على كنصفرة", 3),
        ("مقتل زوجين بانفجار لغم في كنصفرة", 2),
        ("مقتل عجوز بانفجار لغم في كنصفرة", 1),
        # bodies are taken from under the rubble; the living are, too
        ("فرقنا تنتشل جثمان طفلة من تحت الأنقاض بعد غارات على كنصفرة", 1),
        ("انتشال جثث 3 مدنيين من تحت الركام إثر القصف على كنصفرة", 3),
        ("فرقنا تنتشل طفلا من تحت الأنقاض بعد غارات على كنصفرة", None),
        # the list of the dead under what killed them
        ("شهداء قصف كنصفرة اليوم:\nأحمد ديب الخطيب\nوليد سعيد النجار", 2),
    ],
)
def test_who_was_killed(text: str, killed: int | None) -> None:
    assert [event.fatalities for event in events_of(text)] == [killed]


@pytest.mark.parametrize(
    "text",
    [
        "الطيران الحربي بالأجواء فوق مدينة سرمين رجاء الحذر",
        "نحمل النظام مسؤولية تدمير مستقبل أطفالنا في إدلب",
        "محاولات تدمير الاستقرار في مدينة القامشلي",
    ],
)
def test_nothing_happened(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "kind", "sides"),
    [
        # whose operation left somebody dead
        ("عملية لقسد والتحالف في بلدة الطيانة أسفرت عن مقتل معلم", "clash", ("Syrian Democratic Forces (SDF); US-led Coalition", "civilians (teacher)")),
        ("عملية لقوات الأمن الداخلي في بلدة الغزلانية أسفرت عن مقتل مطلوبين اثنين", "clash", ("security forces", None)),
        ("نفذ التحالف وقسد عملية إنزال جوي في بلدة الطيانة", "clash", ("US-led Coalition; Syrian Democratic Forces (SDF)", None)),
        # whose man an attack hit, and what carried it out
        (
            "غارة جديدة للتحالف الدولي تستهدف سيارة تقل شخصا يرجح أنه قيادي في تنظيم حراس الدين في بلدة أطمة",
            "air_strike",
            ("US-led Coalition", "Hurras al-Din"),
        ),
        ("استهدفت هيئة تحرير الشام سيارة تقل قياديا في حراس الدين قرب كللي", "shelling", ("Hayat Tahrir al-Sham (HTS)", "Hurras al-Din")),
        # of whom a killed man is from did not kill him
        ("اغتيال شاب من أبناء بلدة نمر برصاص مجهولين في مدينة جاسم", "violence_against_civilians", ("unknown gunmen", "civilians")),
        ("أهالي بلدة مورك يهاجمون حاجزا لقوات النظام", "clash", ("residents", "Syrian government/regime forces")),
    ],
)  # fmt: skip
def test_who_did_it(text: str, kind: str, sides: tuple[str | None, str | None]) -> None:
    (event,) = events_of(text)
    assert (event.category, (event.actor1, event.actor2)) == (kind, sides)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("استهدف مجهولون سيارة مدنية في بلدة الشحيل", "violence_against_civilians"),
        ("استهدف مسلحون مجهولون حاجزا لقوات النظام في بلدة نوى", "clash"),
        ("استهدف مجهولون بعبوة ناسفة سيارة لقوات النظام في بلدة نوى", "explosion"),
    ],
)
def test_gunmen_shoot(text: str, kind: str) -> None:
    assert [event.category for event in events_of(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # what the watchers of the skies call aircraft and what they drop
        ("الدب الروسي يدك بلدة ترملا", [("air_strike", "Tarmala")]),
        ("حربية روسية تلقي صاروخا على مورك ولم ينفجر", [("air_strike", "Morek")]),
        ("قنابل لم تنفجر ألقتها طائرة حربية على مورك", [("air_strike", "Morek")]),
        ("المروحي يلقي لغما بحريا على بلدة كفرعين", [("air_strike", "Kafr Ein")]),
        ("تمهيد جوي عنيف على بلدة خان طومان", [("air_strike", "Khan Tuman")]),
        # where the guns stand, told before the verb or right behind it
        ("مدفعية معسكر بريديج تقصف بلدة كفرزيتا", [("shelling", "Kafr Zita")]),
        ("مدفعية الجيش في قرية جورين تقصف بلدة الحويز", [("shelling", "al-Huwayz")]),
        ("قصفت مدفعية معسكر جورين قرية الحويز", [("shelling", "al-Huwayz")]),
        ("قصفت المدفعية مورك والهبيط", [("shelling", "Morek"), ("shelling", "Al-Habit")]),
        # a funeral is not where somebody died
        ("تشييع شهيدين من الجيش في قرية الربيعة", []),
        ("تشييع الشهيد أحمد العلي الذي قضى بقصف على بلدة حيان", [("shelling", "Hayyan")]),
    ],
)
def test_the_talk_of_watchers(text: str, events: list[tuple[str, str | None]]) -> None:
    assert told(text) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # the hashtags below a post that names no other place
        ("انفجار عبوة ناسفة بسيارة عسكرية\n\n#سوريا #الشدادي #الحسكة", [("explosion", "al-Shaddadi")]),
        ("انفجار عبوة ناسفة بسيارة عسكرية في نوى\n#الشدادي #الحسكة", [("explosion", "Nawa")]),
        # for whom people march
        ("مظاهرة في بنش تضامنا مع درعا", [("protest", "Binnish")]),
        # a raid and whom it killed; whose a massacre was
        ("نفذ التحالف عملية إنزال جوي على قيادي في قرية الدشيشة وقاموا بتصفيته في ريف الشدادي", [("clash", "al-Dashishah")]),
        ("18 شهيدا في مجزرة للطيران الحربي على حي الصالحين", [("air_strike", "Al-Salihin")]),
    ],
)  # fmt: skip
def test_what_goes_together(text: str, events: list[tuple[str, str | None]]) -> None:
    assert told(text) == events


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # the town that files a line, before what happened in a village
        ("#جسر_الشغور قصف على قرية الناجية", [("shelling", "Al-Najiya")]),
        ("#عاجل #منبج اشتباكات على محور قرية الدندنية", [("clash", "Dandaniyah")]),
        ("#تل_تمر قصفت القوات التركية قرية الدردارة", [("shelling", "al-Dardarah")]),
        ("منبج اشتباكات على محور قرية الدندنية", [("clash", "Dandaniyah")]),
        ("جسر الشغور - قصف على قرية الناجية", [("shelling", "Al-Najiya")]),
        ("ريف حمص | القصير: اشتباكات في قرية البويضة", [("clash", "al-Buwaydah al-Sharqiyah")]),
        # it is the place itself where no smaller one is told
        ("#نوى قصف في محافظة درعا", [("shelling", "Nawa")]),
        ("#نوى غارات روسية على المدينة", [("air_strike", "Nawa")]),
        ("#درعا مقتل شاب من بلدة نمر", [("violence_against_civilians", "Daraa")]),
    ],
)
def test_a_town_that_files_a_line(text: str, events: list[tuple[str, str | None]]) -> None:
    assert told(text) == events
