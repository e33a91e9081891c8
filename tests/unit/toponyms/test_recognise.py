"""Which words are place mentions."""

from __future__ import annotations

import pytest


def texts(toponyms):
    return [t.text for t in toponyms]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصف الطيران مدينة الباب شرقي حلب.", ["الباب", "حلب"]),
        ("وقال إن الباب مفتوح أمام الجميع.", []),
        ("تتركز المعارك قرب سراقب والباب.", ["سراقب", "الباب"]),
        ("طالبوا بحل سلمي وبالوسائل السلمية.", []),
        ("ذكر أهالي السلمية أن القصف توقف.", ["السلمية"]),
        ("في الميادين كافة يستمر النضال.", []),
        ("غارة على «الميادين» فجراً.", ["الميادين"]),
        ("انسحبت قوات سوريا الديمقراطية من القرية.", []),
        ("سيطر لواء ثوار الرقة على التلة.", []),
        ("قالت وزارة الدفاع الروسية إن الطائرات الروسية عادت.", []),
        ("قصف الجيش كفر زيتا ومورك.", ["كفر زيتا", "مورك"]),
        ("اشتباكات في محيط حقل الشاعر.", ["الشاعر"]),
        ("قصف على مخيم حندرات.", ["مخيم حندرات"]),
        ("قتل العقيد خالد حماة في المعركة.", []),
        ("أبحرت الغواصة «الرقة» من الميناء.", []),
        ("#الرقة | قتلى في غارة", ["الرقة"]),
        ("وصلت القوات إلى ريف دمشق.", ["ريف دمشق"]),
        ("قتل ثلاثة من جنسيات غير سورية.", []),
        ("سقطت قذائف على قرى مورك والباب ومشيرفة.", ["مورك", "الباب", "مشيرفة"]),
        ("اعتقل أبو حلب وأبو حمص في بيتهما.", []),
        ("نزح السكان من بلدات ريف حماة الشمالي.", ["حماة"]),
    ],
)
def test_arabic(find, text, expected):
    assert texts(find(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells hit Homs and Hama overnight.", ["Homs", "Hama"]),
        ("The Aleppo Media Center published a video.", []),
        ("Captain Omar Homs spoke by telephone.", []),
        ("Russia-backed fighters advanced near Saraqib.", ["Saraqib"]),
        ("HOMS, Syria (Agency) - It rained.", ["HOMS", "Syria"]),
        ("Homs-born players left.", []),
        ("They crossed Hama province on foot.", ["Hama"]),
        ("The Syrian Democratic Forces left al-Bab.", ["al-Bab"]),
        ("He came with the Raqqa Revolutionaries of the Raqqa Brigade.", []),
    ],
)
def test_english(find, text, expected):
    assert texts(find(text)) == expected


@pytest.mark.parametrize(
    ("text", "name", "cue"),
    [
        ("دخل الجيش قرية الزعرورية بعد قتال.", "الزعرورية", "village"),
        ("قصف على بلدة تل السمن.", "تل السمن", "town"),
        ("هجوم على حاجز المزيرعة.", "حاجز المزيرعة", "checkpoint"),
        ("استهدفت غارة قرية «أم الغدران» ليلاً.", "أم الغدران", "village"),
        ("Troops stormed the village of Tal Zarzur at dawn.", "Tal Zarzur", "village"),
        ("Rebels shelled Zarzuriya village on Monday.", "Zarzuriya", "village"),
        ("A mine exploded near Zarzuriya on Monday.", "Zarzuriya", None),
    ],
)
def test_names_out_of_the_gazetteer(find, text, name, cue):
    (toponym,) = find(text)
    assert (toponym.text, toponym.cue, toponym.place, toponym.confidence) == (name, cue, None, 0.0)
    assert "does not know" in toponym.reason


@pytest.mark.parametrize(
    "text", ["دخل الجيش قرية صغيرة مهجورة.", "عبروا إلى قرية في الشمال.", "هاجموا حاجزاً عسكرياً.", "بنوا مخيم للنازحين."]
)
def test_a_class_word_alone_makes_no_name(find, text):
    assert find(text) == ()


def test_lists_of_unknown_names(find):
    text = "The towns of Morek, Zarzuriya (twice) and Kafr Zarzur were hit."
    assert [(t.text, t.place is not None) for t in find(text)] == [
        ("Morek", True),
        ("Zarzuriya", False),
        ("Kafr Zarzur", False),
    ]


def test_arabic_lists_of_unknown_names(find):
    assert texts(find("سقطت قذائف على قرى مورك والزرزورية وحماة.")) == ["مورك", "الزرزورية", "حماة"]
    assert texts(find("سقطت قذائف على قرى مورك وقتل مدنيان.")) == ["مورك"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قصف بحمص ليلاً", "حمص"),
        ("واشتباكات وبالرقة قصف", "الرقة"),
        ("عاد إلى دارهم، وحماة هادئة", "حماة"),
        ("وصل لحلب أمس", "حلب"),
    ],
)
def test_spans_leave_clitics_out(find, text, name):
    (toponym,) = find(text)
    assert toponym.text == text[toponym.start : toponym.end] == name


def test_span_holds_diacritics_and_hashtag_underscores(find):
    assert texts(find("قُصفت #كفر_زيتا مساءً")) == ["كفر_زيتا"]
    assert texts(find("مدينة حَلَب هادئة")) == ["حَلَب"]


def test_broken_words_keep_their_offsets(find):
    text = "يقـ ـصف الطيران مدينة تدمر"
    (toponym,) = find(text)
    assert text[toponym.start : toponym.end] == "تدمر"


@pytest.mark.parametrize(
    "text", ["", "\n\n", "«»", "مدينة", "the village of", "قرية «", "#", "city of " * 50, "قرية " * 200]
)
def test_nothing_to_find(find, text):
    assert find(text, "ar" if not text.isascii() else "en") == ()
