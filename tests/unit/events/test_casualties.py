"""How many were killed: by number, by the form of a word, by names, by relatives; and where the figure goes."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.language import detect_language
from geoevents.model import Article
from geoevents.pipeline import read

PUBLISHED = dt.date(2018, 7, 28)


def killed(text):
    article = Article(article_id="post", text=text, language=detect_language(text), published=PUBLISHED)
    return [event.fatalities for event in read(article).events]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("مقتل سالم الحمد في قصف على بلدة سراقب", 1),
        ("استشهاد المدنيين سالم الحمد وعمر العلي بقصف على بلدة سراقب", 2),
        ("استشهاد كل من سالم الحمد وعمر العلي ومحمد الحسن بقصف على بلدة سراقب", 3),
        ("استشهاد كل من: صبا الحمد، عمر العلي، محمد الحسن بقصف على بلدة سراقب", 3),
        ("سالم الحمد، قُتل إثر قصف مدفعي على بلدة سراقب", 1),
        ('مقتل "سالم الحمد" وهو معلم بالإضافة إلى اثنين من أبنائه جراء قصف جوي على بلدة سراقب', 3),
        ("استشهاد سالم الحمد وزوجته جراء غارة جوية على بلدة سراقب", 2),
        ("قتلت سيدة وأطفالها الثلاثة جراء غارة جوية على بلدة سراقب", 4),
        ("استشهاد الأطفال الأربعة سالم وعمر وهدى ومحمد بقصف على بلدة سراقب", 4),
        ("استشهاد أم وطفليها جراء غارة جوية على بلدة سراقب", 3),
        ("استشهاد الشاب سالم الحمد والطفلة هدى الحمد بقصف على بلدة سراقب", 2),
        ("مقتل عدد من المدنيين بقصف على بلدة سراقب", None),
        ("استشهاد عائلة كاملة بقصف على بلدة سراقب", None),
    ],
)
def test_the_dead_told_by_name_or_as_relatives(text, number):
    assert killed(text) == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("فقد مدني حياته بقصف مدفعي على مدينة منبج", 1),
        ("فقدان 3 أطفال لحياتهم في قصف مدفعي على مدينة منبج", 3),
        ("مجزرة في بلدة سراقب راح ضحيتها 5 مدنيين", 5),
        ("استشهدت امرأة تبلغ من العمر 70 عاما، وأصيب اثنان من أبنائها، جراء قصف مدفعي على بلدة سراقب", 1),
        ("استشهاد فتاة تبلغ من العمر 16 عاما وإصابة مدني جراء قصف مدفعي على بلدة سراقب", 1),
    ],
)
def test_words_of_death_and_ages(text, number):
    assert killed(text) == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("استشهاد ثلاثة مدنيين\nقصف مدفعي يستهدف بلدة سراقب", 3),
        ("استشهاد شخص.. مسيرة تركية تستهدف مدينة منبج", 1),
        ("غارة جوية على بلدة سراقب\n- ٤ شهداء\n- ٧ جرحى", 4),
        ("غارة جوية على بلدة سراقب.\nالشهداء: 4\nالجرحى: 7", 4),
        ("ارتفاع عدد شهداء القصف على بلدة سراقب إلى أربعة", 4),
        ("وصل عدد شهداء مجزرة بلدة سراقب إلى 6 مدنيين", 6),
        ("عدد شهداء القصف على بلدة سراقب 6", 6),
        ("وفاة امرأة إثر القصف المدفعي للقوات الحكومية وروسيا، الذي استهدف ورشة في مدينة سرمين", 1),
        ("هجوم قرب حاجز محطة الشهداء في مدينة منبج أسفر عن استشهاد ثلاثة مدنيين", 3),
        ("مقتل طفلة وإصابة والدتها ومقتل والدها بقصف على بلدة سراقب", 2),
        ("قضى جندي من الجيش السوري ومدني جراء قصف على بلدة تل تمر", 2),
        ("فقد أحد المدنيين حياته جراء قصف على بلدة تل تمر", 1),
        ("اغتيال سالم الحمد برصاص مجهولين في بلدة هجين", 1),
        ("شنت قوات التحالف غارة على مدينة هجين وقتل خلال الغارة شخصان", 2),
        ("ارتقاء شهيدين وسقوط عدد من الجرحى جراء قصف على بلدة سراقب", 2),
        ("توفيت امرأة متأثرة بجراحها إثر القصف المدفعي على مدينة سرمين", 1),
        ("قصف مدفعي لقوات النظام وروسيا استهدف بلدة سراقب وأدى لمقتل مدني", 1),
    ],
)
def test_where_a_figure_goes(text, number):
    assert killed(text) == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("قصف جوي على بلدة سراقب.\nأسماء الشهداء:\n1- سالم الحمد\n2- عمر العلي\n3- الطفلة هدى الحسن", 3),
        ("أسماء شهداء القصف على بلدة سراقب:\nسالم الحمد\nعمر العلي\n#سراقب #سوريا", 2),
        ("استشهد عدد من المدنيين في قصف على بلدة سراقب والشهداء هم (هدى العلي، الطفل سالم العمر، مها الحاجم).", 3),
        ("غارات جوية على مدينة الرقة، والشهداء هم:\n1-سالم الحمد وزوجته وأولاده الخمسة.\n2-عمر العلي وزوجته.", 9),
        ("غارات جوية على بلدة سراقب أسفرت عن استشهاد 9 مدنيين.\nعرف من أسماء الشهداء:\n– سالم الحمد.\n– هدى العلي.", 9),
        ("قصف على بلدة سراقب. أسماء الشهداء لاحقا", None),
    ],
)
def test_lists_of_the_dead_are_counted(text, number):
    assert killed(text) == [number]


def read_post(text):
    return read(Article(article_id="post", text=text, language="ar", published=PUBLISHED)).events


def test_hashtags_at_the_end_of_a_post_tell_nothing():
    post = "قصف مدفعي على بلدة سراقب بريف إدلب\n#ردع_العدوان #فجر_الحرية #حلب"
    assert [event.location for event in read_post(post)] == ["Saraqib"]


def test_a_hashtag_in_a_sentence_is_read():
    assert [event.category for event in read_post("#قصف_مدفعي على بلدة #سراقب بريف إدلب")] == ["shelling"]


def test_what_a_victim_did_years_ago_does_not_date_the_strike():
    post = "مقتل شخص بضربة جوية استهدفت دراجة قرب سرمدا في ريف إدلب - المستهدف عمل مع داعش سابقا في الرقة قبل 4 سنوات"
    assert read_post(post)[0].event_date == PUBLISHED


def test_a_dateline_in_brackets_is_no_place_of_the_strike():
    post = "عاجل (ريف إدلب - سراقب): طيران التحالف يستهدف شخصين على دراجة قرب بلدة سرمدا. أنباء عن مقتل شخص"
    assert [(event.location, event.fatalities) for event in read_post(post)] == [("Sarmada", 1)]


def test_the_toll_of_a_longer_time_is_not_the_last_strike_s():
    text = "قصف مدفعي على بلدة سراقب.\nوارتفع عدد ضحايا القصف في شمال البلاد خلال 24 ساعة إلى 13 مدنيا."
    assert killed(text) == [None]


def test_casualties_told_after_are_those_of_the_place_told_before():
    text = (
        "On the night of 19-20 November Turkish aircraft bombed Kobani and the village of Taqil Baqil. "
        "Eleven people were killed in Taqil Baqil, including a reporter, the SDF said."
    )
    assert killed(text) == [None, 11]


def test_the_last_of_something_is_nobody():
    assert killed("سيطر الجيش على بلدة الحاضر بعد القضاء على آخر بؤر الإرهابيين فيها.") == [None]


def test_what_was_told_of_an_operation_is_its_toll():
    text = (
        "سيطر الجيش على بلدة الحاضر صباح اليوم. وذكر مصدر عسكري أن العملية أسفرت عن مقتل ما لا يقل عن 35 إرهابياً "
        "وتدمير ثلاث عربات مزودة برشاشات ثقيلة."
    )
    assert killed(text) == [35]
