"""Events from sentences of our own, through the whole pipeline."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from geoevents.language import detect_language
from geoevents.model import Article
from geoevents.pipeline import read

if TYPE_CHECKING:
    from geoevents.model import Event

PUBLISHED = dt.date(2017, 6, 1)


def events(text: str, **more: object) -> tuple[Event, ...]:
    article = Article(article_id="t", text=text, language=detect_language(text), published=PUBLISHED, **more)  # type: ignore[arg-type]
    return read(article).events


def one(text: str, **more: object) -> Event:
    found = events(text, **more)
    assert len(found) == 1, [(e.category, e.location) for e in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "category", "location"),
    [
        ("شنت طائرات روسية غارات على مدينة الرقة أمس.", "air_strike", "Raqqa"),
        ("قصفت مدفعية الجيش بلدة اللطامنة.", "shelling", "Latamnah"),
        ("انفجرت عبوة ناسفة قرب مدينة الباب.", "explosion", "al-Bab"),
        ("اندلعت اشتباكات بين قوات النظام وداعش في محيط تدمر.", "clash", "Palmyra"),
        ("سيطر الجيش السوري على مدينة القريتين.", "advance", "al-Qaryatayn"),
        ("اعتقلت قسد ثلاثة شبان في مدينة الطبقة.", "arrest", "al-Tabqa"),
        ("خرجت مظاهرة في مدينة إدلب.", "protest", "Idlib"),
        ("Coalition warplanes bombed the town of al-Mayadin.", "air_strike", "al-Mayadin"),
        ("Regime artillery shelled Khan Sheikhoun on Tuesday.", "shelling", "Khan Sheikhoun"),
        ("Rebels captured the town of Saraqib.", "advance", "Saraqib"),
        ("An IED exploded in Manbij, killing two fighters.", "explosion", "Manbij"),
    ],
)
def test_category_and_place(text: str, category: str, location: str) -> None:
    event = one(text)
    assert event.category == category
    assert event.location is not None
    assert location.lower().removeprefix("al-") in event.location.lower()


@pytest.mark.parametrize(
    "text",
    [
        "أدانت موسكو الإرهاب في سورية.",
        "اجتمع وزراء الخارجية في جنيف لبحث الأزمة.",
        "لم تسجل أي غارات على مدينة إدلب اليوم.",
        "No strikes were reported in Idlib on Tuesday.",
        "The ministers met in Geneva.",
        "Two car bombs exploded in Baghdad.",
    ],
)
def test_no_event(text: str) -> None:
    assert events(text) == ()


def test_a_list_of_villages_is_one_event_each() -> None:
    found = events("طال القصف بلدات اللطامنة وكفرزيتا ومورك.")
    assert len(found) == 3
    assert {e.category for e in found} == {"shelling"}


def test_each_place_of_a_gapped_sentence_has_its_own_day_and_toll() -> None:
    first, second = events(
        "قصف التحالف مدينة الميادين في 25 أيار ما أدى إلى مقتل 35 مدنياً، و20 مدنياً جنوب الرقة في 27 أيار."
    )
    assert (first.event_date, first.fatalities) == (dt.date(2017, 5, 25), 35)
    assert (second.event_date, second.fatalities) == (dt.date(2017, 5, 27), 20)
    assert second.spatial_relation == "south_of"


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("مقتل 5 مدنيين وإصابة 9 آخرين بقصف على مدينة سراقب.", 5, 9),
        ("قصف على سراقب أوقع ثلاثة قتلى و9 جرحى.", 3, 9),
        ("استشهاد طفلين وامرأة بقصف على سراقب.", 3, None),
        ("قصف على سراقب دون وقوع إصابات.", 0, 0),
        ("قصف على سراقب.", None, None),
        ("Shelling killed at least four people in Saraqib and wounded seven.", 4, 7),
        ("Nine people, including three children, were killed in shelling of Saraqib.", 9, None),
    ],
)
def test_casualties(text: str, killed: int | None, injured: int | None) -> None:
    event = one(text)
    assert (event.fatalities, event.injured) == (killed, injured)


def test_a_bound_is_no_number() -> None:
    event = one("Shelling killed as many as 20 people in Saraqib.")
    assert (event.fatalities, event.fatalities_max) == (None, 20)


@pytest.mark.parametrize(
    ("text", "status", "who"),
    [
        ("قصفت قوات النظام مدينة سراقب.", "asserted", None),
        ("قال ناشطون إن قوات النظام قصفت مدينة سراقب.", "claimed", "activists"),
        ("نفى ناشطون أن تكون الفصائل قصفت مدينة سراقب.", "denied", "activists"),
        ("ستقصف قوات النظام مدينة سراقب غدا.", "planned", None),
        ("Activists said government forces shelled Saraqib.", "claimed", "activists"),
        ("Government forces could shell Saraqib.", "hypothetical", None),
    ],
)
def test_status(text: str, status: str, who: str | None) -> None:
    event = one(text)
    assert (event.status, event.claimed_by) == (status, who)


def test_a_publisher_asserts_what_it_says_itself() -> None:
    text = "وثق المرصد استشهاد 3 مدنيين بقصف على مدينة سراقب."
    assert one(text).status == "claimed"
    assert one(text, source="المرصد السوري").status == "asserted"


def test_who_did_it_to_whom() -> None:
    event = one("استهدفت طائرات التحالف الدولي مواقع تنظيم داعش في مدينة الرقة.")
    assert event.actor1 == "US-led Coalition"
    assert event.actor2 is not None
    assert "Islamic State" in event.actor2


@pytest.mark.parametrize(
    ("text", "actor1", "actor2"),
    [
        ("Clashes erupted between the SDF and the Syrian army in Manbij.", "Democratic", "government"),
        ("Clashes erupted between SDF fighters and ISIS in Manbij.", "Democratic", "Islamic State"),
        ("Fighting with the Islamic State broke out near Palmyra.", "Islamic State", ""),
        ("An airstrike by the Russian warplanes over Inkhil killed three people.", "Russian", "civilians"),
        ("Two ISIS militants were killed by the SDF near Tishrin Dam.", "Democratic", "Islamic State"),
        ("Coalition warplanes bombed the last pocket held by the Islamic State in al-Baghuz.", "Coalition", ""),
    ],
)
def test_articles_before_parties_hide_no_role(text: str, actor1: str, actor2: str) -> None:
    event = one(text)
    assert actor1 in (event.actor1 or "")
    assert actor2 in (event.actor2 or "")


def test_a_movement_has_both_its_ends() -> None:
    event = one("خرجت حافلات تقل مقاتلين من مدينة حرستا إلى إدلب.")
    assert event.category == "movement"
    assert event.origin == "Harasta"
    assert event.geometry is not None
    assert event.geometry.type == "LineString"


def test_the_articles_date_is_marked() -> None:
    event = one("قصفت قوات النظام مدينة سراقب.")
    assert (event.event_date, event.date_basis) == (PUBLISHED, "document")
    event = read(Article(article_id="t", text="قصفت قوات النظام مدينة سراقب.", language="ar")).events[0]
    assert (event.event_date, event.date_basis) == (None, "unknown")


def test_a_retelling_joins_its_event() -> None:
    text = "قصفت قوات النظام مدينة سراقب أمس ما أدى إلى مقتل 3 مدنيين.\nوكانت مدينة سراقب تعرضت أمس لقصف من قوات النظام أوقع 5 قتلى."
    event = one(text)
    assert (event.fatalities_min, event.fatalities_max) == (3, 5)


def test_the_same_article_gives_the_same_ids() -> None:
    text = "طال القصف بلدات اللطامنة وكفرزيتا ومورك."
    assert [e.event_id for e in events(text)] == [e.event_id for e in events(text)]
    assert len({e.event_id for e in events(text)}) == 3


def test_evidence_cites_the_original_text() -> None:
    text = "عاجل: قـ ـصـ ـف على مدينة سراقب."
    event = one(text)
    assert event.trigger == "قـ ـصـ ـف"
    assert text[event.text_start : event.text_end] == event.notes


def test_who_speaks_of_aircraft_owns_them_and_targets_are_listed() -> None:
    event = one(
        "أعلنت وزارة الدفاع الروسية أن قاذفات أقلعت من مطار همدان الإيراني وضربت أهدافاً لتنظيمي «داعش» و«النصرة» "
        "في محافظات حلب ودير الزور وإدلب.",
    )
    assert event.actor1 == "Russian Air Force (Russia)"
    assert event.actor2 == "Islamic State (ISIS); Jabhat al-Nusra (al-Nusra Front)"
    assert event.admin1 == "Aleppo; Deir ez-Zor; Idlib"


def test_a_weapon_names_its_party_only_while_there_was_one() -> None:
    text = "استهدفت براميل متفجرة بلدة سراقب."
    assert one(text).actor1 == "Syrian Air Force"
    article = Article(article_id="t", text=text, language="ar", published=dt.date(2025, 3, 1))
    assert [event.actor1 for event in read(article).events] == [None]


def test_who_is_carried_away_moves() -> None:
    event = one("The last buses left al-Dumayr on Thursday carrying 1,500 fighters of Jaysh al-Islam to Jarablus.")
    assert (event.category, event.actor1, event.actor2) == ("movement", "Jaysh al-Islam", None)


def test_what_was_beaten_off_is_one_event() -> None:
    ground = one("صدت وحدات الجيش هجوما شنه تنظيم داعش على بلدة السخنة فجر اليوم.")
    assert (ground.category, ground.actor1, ground.actor2) == (
        "clash",
        "Syrian government/regime forces",
        "Islamic State (ISIS)",
    )
    air = one("تصدت الدفاعات الجوية السورية لعدوان إسرائيلي استهدف نقاطا في محيط بلدة الكسوة مساء أمس.")
    assert air.category == "air_strike"
    assert air.actor1 is not None
    assert "Israel" in air.actor1


def test_who_tells_of_the_death_of_its_own_men_is_the_one_attacked() -> None:
    raid = one("أعلنت قسد مقتل ثلاثة من مقاتليها في غارة على نقطة قرب بلدة عين عيسى.")
    assert raid.category == "air_strike"
    assert raid.actor1 is None
    assert raid.actor2 is not None
    assert one("أقر تنظيم داعش بمقتل أربعة من عناصره في بلدة الشعفة.").category == "clash"


@pytest.mark.parametrize(
    "text",
    [
        "ويسيطر التنظيم على معظم ريف الرقة.",
        "ارتفع عدد الضربات على ريف الحسكة منذ بداية العام إلى 51 ضربة، تسببت بمقتل 33 شخصا.",
        "تشهد مدينة الباب فوضى أمنية تتمثل في عمليات اختطاف.",
    ],
)
def test_states_sums_and_attempts_are_no_events(text: str) -> None:
    assert not events(text)


@pytest.mark.parametrize(
    ("text", "category", "location"),
    [
        ("أعادت وحدات من الجيش الأمن والاستقرار إلى بلدة مورك.", "advance", "Morek"),
        ("قضت وحدة من الجيش على مجموعة من الإرهابيين في قرية الزارة.", "clash", "Zara"),
        ("سقطت ثلاثة صواريخ على حي في مدينة سلمية.", "shelling", "Salamiyah"),
        ("عشرات العائلات فرت من بلدة السوسة نحو مناطق سيطرة القوات الكردية.", "evacuation", "Susah"),
        ("استهدف مجهولون بالرصاص شابا في بلدة المزيريب.", "violence_against_civilians", "Muzayrib"),
        ("سيرت الشرطة العسكرية الروسية دورية في مدينة كوباني.", "movement", "Kobani"),
    ],
)
def test_more_categories_and_places(text: str, category: str, location: str) -> None:
    event = one(text)
    assert event.category == category
    assert event.location is not None
    assert location.lower() in event.location.lower()


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("مقتل 12 مسلحا وإصابة آخرين في قصف على بلدة نبل.", 12, None),
        ("فقد ثلاثة مدنيين حياتهم في قصف على بلدة نبل.", 3, None),
        ("أدى انفجار لغم في بلدة نبل إلى فقدان طفل لحياته.", 1, None),
        ("أوقع القصف على بلدة نبل عددا من العناصر بين قتيل ومصاب.", None, None),
    ],
)
def test_more_casualties(text: str, killed: int | None, injured: int | None) -> None:
    event = one(text)
    assert (event.fatalities, event.injured) == (killed, injured)


def test_a_common_word_after_a_units_word_is_no_name() -> None:
    assert one("سيطر لواء التوحيد على سرية عسكرية قرب بلدة عندان.").actor2 is None


def test_the_place_that_it_came_from_is_no_place_of_impact() -> None:
    event = one("سقطت أربعة صواريخ على مدينة أعزاز مصدرها مدينة تل رفعت، ما أدى إلى مقتل امرأة.")
    assert event.location == "Azaz"
    assert event.fatalities == 1


def test_a_partner_is_no_opponent() -> None:
    event = one("سيطرت القوات التركية بالتعاون مع الجيش السوري الحر على بلدة راجو.")
    assert (event.actor1, event.actor2) == ("Turkish forces (Turkey)", None)


def test_whose_the_aircraft_are_is_who_strikes() -> None:
    event = one("نفذت طائرات حربية تابعة لنظام الأسد غارة على بلدة كفرنبل.")
    assert (event.category, event.actor2) == ("air_strike", None)
    assert event.actor1 == "Syrian Air Force"


def test_who_left_before_is_whom_it_was_taken_from() -> None:
    event = one("دخلت فصائل المعارضة بلدة خناصر بعد انسحاب قوات النظام منها.")
    assert event.category == "advance"
    assert event.actor2 == "Syrian government/regime forces"


def test_another_town_in_a_later_sentence_is_another_strike() -> None:
    found = events(
        "استهدف الطيران الحربي مدينة عربين بغارتين أسفرتا عن سقوط ستة شهداء. "
        "كما قضى رجل في بلدة كفر بطنا جراء القصف المدفعي، كما سقطت عدة قذائف على مدينة زملكا."
    )
    assert [(e.category, e.location) for e in found] == [
        ("air_strike", "Arbin"),
        ("shelling", "Kafr Batna"),
        ("shelling", "Zamalka"),
    ]
    assert [e.fatalities for e in found] == [6, 1, None]


def test_who_opened_fire_is_the_actor() -> None:
    event = one("قتل شاب عندما فتح مجهولون النار عليه في بلدة الحراك.")
    assert event.category == "violence_against_civilians"
    assert (event.actor1, event.fatalities) == ("unknown gunmen", 1)


def test_an_organisation_that_is_quoted_is_the_claimant_and_not_whom_it_speaks_of() -> None:
    event = one("وأضاف المرصد السوري لحقوق الإنسان أن الجيش الحر قصف بلدة الفوعة.")
    assert event.claimed_by == "SOHR"
    unnamed = one("وأضاف المتحدث أن الجيش الحر قصف بلدة الفوعة.")
    assert unnamed.claimed_by is None or "Free" not in unnamed.claimed_by


def test_an_adjective_in_the_accusative_is_no_country() -> None:
    event = one("قتل 12 جنديا تركيا في غارة استهدفت رتلا في بلدة تفتناز.")
    assert event.fatalities == 12
    assert event.actor2 == "Turkish forces (Turkey)"


def test_aircraft_that_are_the_subject_are_not_those_of_the_verb_before() -> None:
    found = events(
        "استهدفت الفصائل بلدة نبل، فيما ألقى الطيران المروحي براميل متفجرة على بلدة حيان.",
    )
    assert [(e.category, e.location) for e in found] == [("shelling", "Nubl"), ("air_strike", "Hayyan")]
    assert found[1].actor1 != found[0].actor1


def test_a_control_that_was_regained_has_its_day_and_actor() -> None:
    event = one("وكانت الفصائل استعادت صباح الثلاثاء السيطرة على بلدة كفر زيتا.")
    assert event.actor1 == "opposition factions (rebels)"
    assert str(event.event_date) == "2017-05-30"


def test_a_crossing_says_more_than_the_region_beyond_it() -> None:
    event = one("دخل رتل عسكري تركي عبر معبر كفرلوسين متجها إلى ريف إدلب.")
    assert event.category == "movement"
    assert event.location is not None
    assert "Lus" in event.location


def test_what_an_agreement_provides_for_has_not_happened() -> None:
    event = one("نص الاتفاق على انسحاب المقاتلين من بلدة مضايا وإدخال المساعدات إلى بلدة الفوعة.")
    assert event.category == "agreement"


@pytest.mark.parametrize(
    "text",
    [
        "ودعت الأمم المتحدة إلى إجلاء المدنيين من مدينة الرقة.",
        "وطالب الأهالي بإخراج المقرات العسكرية من مدينة بنش.",
    ],
)
def test_what_is_called_for_has_not_happened(text: str) -> None:
    assert not events(text)
