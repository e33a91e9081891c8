"""Arabic spatial phrases: (text, span, relation, bearing, distance, anchors, within)."""

import pytest

ONE = [
    # a name, its class word, the preposition of a role left outside
    ("قصف على {تدمر:palmyra}", "تدمر", "in", None, None, ["palmyra"], []),
    ("خرجوا من مدينة {تدمر:palmyra:city} ليلا", "مدينة تدمر", "in", None, None, ["palmyra"], []),
    ("توجه الرتل إلى بلدة {السخنة:sukhna:town}", "بلدة السخنة", "in", None, None, ["sukhna"], []),
    ("اشتباكات ب{حماة:hama}", "حماة", "in", None, None, ["hama"], []),
    ("سقطت قذائف داخل أحياء {حلب:aleppo}", "أحياء حلب", "in", None, None, ["aleppo"], []),
    # nearness
    ("وقع الانفجار قرب {تدمر:palmyra}", "قرب تدمر", "near", None, None, ["palmyra"], []),
    ("كمين بالقرب من بلدة {السخنة:sukhna:town}", "بالقرب من بلدة السخنة", "near", None, None, ["sukhna"], []),
    ("غارات في محيط مدينة {أعزاز:azaz:city}", "في محيط مدينة أعزاز", "near", None, None, ["azaz"], []),
    ("قصف استهدف محيط {مورك:morek}", "محيط مورك", "near", None, None, ["morek"], []),
    ("معارك على أطراف {مورك:morek}", "على أطراف مورك", "near", None, None, ["morek"], []),
    ("وصلت القوات إلى مشارف بلدة {صوران:suran:town}", "مشارف بلدة صوران", "near", None, None, ["suran"], []),
    ("نقطة على مقربة من {صوران:suran}", "على مقربة من صوران", "near", None, None, ["suran"], []),
    ("القرى المجاورة ل{مورك:morek}", "القرى المجاورة لمورك", "near", None, None, ["morek"], []),
    # directions, all forms
    ("لغم في أرض جنوب {صوران:suran}", "جنوب صوران", "south_of", 180, None, ["suran"], []),
    ("دمر المقر شرقي بلدة {مورك:morek:town}", "شرقي بلدة مورك", "east_of", 90, None, ["morek"], []),
    ("مواقع شمال غرب {حماة:hama}", "شمال غرب حماة", "north_west_of", 315, None, ["hama"], []),
    ("مواقع شمال غربي مدينة {حماة:hama:city}", "شمال غربي مدينة حماة", "north_west_of", 315, None, ["hama"], []),
    ("تقع النقطة إلى الشمال من {تدمر:palmyra}", "إلى الشمال من تدمر", "north_of", 0, None, ["palmyra"], []),
    ("ضربات إلى الجنوب الشرقي من مدينة {حمص:homs:city}", "إلى الجنوب الشرقي من مدينة حمص", "south_east_of", 135, None, ["homs"], []),
    ("انسحبوا من شمال {السخنة:sukhna}", "شمال السخنة", "north_of", 0, None, ["sukhna"], []),
    ("وغرب {السخنة:sukhna} دارت معارك", "غرب السخنة", "west_of", 270, None, ["sukhna"], []),
    # distances
    ("على بعد 15 كم جنوب شرق مدينة {تدمر:palmyra:city}", "على بعد 15 كم جنوب شرق مدينة تدمر", "south_east_of", 135, 15, ["palmyra"], []),
    ("سقط الصاروخ 20 كيلومترا شمال {حماة:hama}", "20 كيلومترا شمال حماة", "north_of", 0, 20, ["hama"], []),
    ("حاجز على بعد عشرة كيلومترات غربي {تدمر:palmyra}", "حاجز على بعد عشرة كيلومترات غربي تدمر", "west_of", 270, 10, ["palmyra"], []),
    ("على بعد 500 متر من {مورك:morek}", "على بعد 500 متر من مورك", "near", None, 0.5, ["morek"], []),
    ("على بعد كيلومترين شرق {مورك:morek}", "على بعد كيلومترين شرق مورك", "east_of", 90, 2, ["morek"], []),
    ("باتت القوات على مسافة 7 كم من {السخنة:sukhna}", "على مسافة 7 كم من السخنة", "near", None, 7, ["sukhna"], []),
    # rims and parts
    ("قصف أطراف مدينة {أعزاز:azaz:city} الغربية", "أطراف مدينة أعزاز الغربية", "west_of", 270, None, ["azaz"], []),
    ("تفجير على المدخل الغربي لبلدة {صوران:suran:town}", "المدخل الغربي لبلدة صوران", "west_of", 270, None, ["suran"], []),
    ("دخلوا من الأطراف الشمالية ل{مورك:morek}", "الأطراف الشمالية لمورك", "north_of", 0, None, ["morek"], []),
    ("غارة على القسم الشرقي من مدينة {حلب:aleppo:city}", "القسم الشرقي من مدينة حلب", "in", 90, None, ["aleppo"], []),
    ("قصف أحياء {حلب:aleppo} الشرقية", "أحياء حلب الشرقية", "in", 90, None, ["aleppo"], []),
    ("معارك شمال {سوريا:syria}", "شمال سوريا", "in", 0, None, ["syria"], []),
    ("غارات جنوب محافظة {حمص:homs.gov:governorate}", "جنوب محافظة حمص", "in", 180, None, ["homs.gov"], []),
    # countryside
    ("قصف ريف {حماة:hama.gov:countryside}", "ريف حماة", "countryside", None, None, ["hama.gov"], []),
    ("تقدم في ريف {حمص:homs.gov:countryside} الشرقي", "ريف حمص الشرقي", "countryside", 90, None, ["homs.gov"], []),
    ("في ريف {حلب:aleppo.gov:countryside} الجنوبي الغربي", "ريف حلب الجنوبي الغربي", "countryside", 225, None, ["aleppo.gov"], []),
    ("وفي الريف الشمالي لمحافظة {حماة:hama.gov:governorate} دمر", "الريف الشمالي لمحافظة حماة", "countryside", 0, None, ["hama.gov"], []),
    ("في {ريف حماة الشمالي:north-hama}", "ريف حماة الشمالي", "countryside", 0, None, ["north-hama"], []),
    ("ب{ريف دمشق:rif:countryside}", "ريف دمشق", "in", None, None, ["rif"], []),
    # between, extents, roads
    ("نهبت القافلة بين {السخنة:sukhna} و{تدمر:palmyra}", "بين السخنة وتدمر", "between", None, None, ["sukhna", "palmyra"], []),
    ("على الطريق الواصل بين {حماة:hama} ومدينة {حمص:homs:city}", "على الطريق الواصل بين حماة ومدينة حمص", "between", None, None, ["hama", "homs"], []),
    ("المنطقة الممتدة من {تدمر:palmyra} حتى {القريتين:qaryatayn}", "الممتدة من تدمر حتى القريتين", "between", None, None, ["palmyra", "qaryatayn"], []),
    ("تقدموا على طريق {دمشق:damascus:road} - {حمص:homs}", "طريق دمشق - حمص", "on_road", None, None, ["damascus", "homs"], []),
    ("قطعوا طريق {حمص تدمر:homs-palmyra:road}", "طريق حمص تدمر", "on_road", None, None, ["homs-palmyra"], []),
    ("عبوة على طريق {حمص تدمر:homs-palmyra:road} قرب {القريتين:qaryatayn}", "طريق حمص تدمر قرب القريتين", "on_road", None, None, ["homs-palmyra", "qaryatayn"], []),
    ("معبر على نهر {الفرات:euphrates:river} بين {السخنة:sukhna} و{تدمر:palmyra}", "معبر على نهر الفرات بين السخنة وتدمر", "between", None, None, ["sukhna", "palmyra"], ["euphrates"]),
    ("كمين بين قرية الغيضة و{مورك:morek}", "بين قرية الغيضة ومورك", "near", None, None, ["morek"], []),
    ("مواقع شرقي {الفرات:euphrates} قرب بلدة {السخنة:sukhna:town}", "شرقي الفرات قرب بلدة السخنة", "near", None, None, ["sukhna"], ["euphrates"]),
    # borders
    ("قصف على {الحدود السورية التركية:border} قرب {أعزاز:azaz}", "الحدود السورية التركية قرب أعزاز", "border", None, None, ["border", "azaz"], []),
    ("على الحدود السورية التركية قرب {أعزاز:azaz}", "الحدود السورية التركية قرب أعزاز", "border", None, None, ["azaz"], []),
    # what a place lies in
    ("دخلوا بلدة {مورك:morek:town} بريف {حماة:hama.gov:countryside} الشمالي", "بلدة مورك بريف حماة الشمالي", "in", None, None, ["morek"], ["hama.gov"]),
    ("قرب {الأتارب:atarib} في ريف {حلب:aleppo.gov:countryside} الغربي", "قرب الأتارب في ريف حلب الغربي", "near", None, None, ["atarib"], ["aleppo.gov"]),
    ("شرق بلدة {مورك:morek:town} بريف {حماة:hama.gov:countryside}", "شرق بلدة مورك بريف حماة", "east_of", 90, None, ["morek"], ["hama.gov"]),
    ("سقطت على حي {الخالدية:khalidiya:neighbourhood} في {حمص:homs}", "حي الخالدية في حمص", "in", None, None, ["khalidiya"], ["homs"]),
    ("{مورك:morek}، ريف {حماة:hama.gov:countryside}", "مورك، ريف حماة", "in", None, None, ["morek"], ["hama.gov"]),
    ("في ريف {حماة:hama.gov:countryside} في بلدة {مورك:morek:town}", "ريف حماة في بلدة مورك", "in", None, None, ["morek"], ["hama.gov"]),
    # what a place lies beside
    ("قرية {مورك:morek:village} شمال {حماة:hama}", "قرية مورك شمال حماة", "in", None, None, ["morek"], ["hama"]),
    ("قرية {رسم الورد::village} شرق {جبال الشومرية:mountains}", "قرية رسم الورد شرق جبال الشومرية", "east_of", 90, None, ["رسم الورد", "mountains"], []),
    ("في {البادية:badia} جنوب {تدمر:palmyra}", "البادية جنوب تدمر", "south_of", 180, None, ["palmyra"], ["badia"]),
    # a wrong namesake gives way to the one that the words allow
    ("بلدة {مورك:far-morek:town}، 20 كم شمال {حماة:hama}", "بلدة مورك، 20 كم شمال حماة", "in", None, None, ["morek"], ["hama"]),
]  # fmt: skip


@pytest.mark.parametrize("case", ONE, ids=[case[1] for case in ONE])
def test_one_phrase(read, case):
    text, *expected = case
    assert read(text) == [tuple(expected)]


def spans(found):
    return [(span, relation, anchors, within) for span, relation, _, _, anchors, within in found]


def test_list_shares_the_region_at_its_end(read):
    text = "سيطر على بلدات {مورك:morek:town} و{اللطامنة:latamnah:town} وصوران بريف {حماة:hama.gov:countryside} الشمالي"
    text = text.replace("وصوران", "و{صوران:suran:town}")
    assert spans(read(text)) == [
        ("بلدات مورك", "in", ["morek"], ["hama.gov"]),
        ("اللطامنة", "in", ["latamnah"], ["hama.gov"]),
        ("صوران بريف حماة الشمالي", "in", ["suran"], ["hama.gov"]),
    ]


def test_list_of_governorates(read):
    text = "غارات في محافظتي {حمص:homs.gov:governorate} و{حماة:hama.gov:governorate}"
    assert spans(read(text)) == [("محافظتي حمص", "in", ["homs.gov"], []), ("حماة", "in", ["hama.gov"], [])]


def test_list_shares_nearness_but_not_with_a_class_word_of_its_own(read):
    assert [p[1] for p in read("قرب {مورك:morek} و{صوران:suran}")] == ["near", "near"]
    assert [p[1] for p in read("قرب {مورك:morek} وبلدة {صوران:suran:town}")] == ["near", "in"]


def test_origin_and_destination_stay_apart(read):
    text = "من {السخنة:sukhna} إلى {تدمر:palmyra}"
    assert spans(read(text)) == [("السخنة", "in", ["sukhna"], []), ("تدمر", "in", ["palmyra"], [])]


def test_extent_takes_a_further_side_with_it(read):
    text = "مساحة تمتد من غرب {السخنة:sukhna} حتى جنوب {تدمر:palmyra} وشرق طريق {حمص تدمر:homs-palmyra:road}"
    (found,) = read(text)
    assert found[1] == "between"
    assert found[4:] == (["sukhna", "palmyra"], ["homs-palmyra"])


def test_metonyms_make_no_phrase_but_end_a_road(read):
    assert read("قالت {دمشق:damascus::metonym} إن") == []
    (found,) = read("على طريق {حمص:homs:road} – {دمشق:damascus::metonym}")
    assert found[1] == "on_road"
    assert found[4] == ["homs", "damascus"]


def test_new_sentence_joins_nothing(read):
    assert len(read("قصف على {مورك:morek}. شرق {حماة:hama} دارت معارك")) == 2


def test_common_noun_is_an_anchor_only_with_a_relation(read):
    text = "في {حماة:hama} قتل مدني، وقصفت المدينة، ثم قصف شمال المدينة"
    found = read(text, {"المدينه": "hama"})
    assert spans(found) == [("حماة", "in", ["hama"], []), ("شمال المدينة", "north_of", ["hama"], [])]


def test_common_noun_between(read):
    text = "حاجز في {حماة:hama} على الطريق بين المدينة و{مورك:morek}"
    found = read(text, {"المدينه": "hama"})
    assert spans(found)[-1] == ("حاجز في حماة على الطريق بين المدينة ومورك", "between", ["hama", "morek"], ["hama"])
