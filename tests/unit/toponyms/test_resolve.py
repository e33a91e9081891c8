"""Which place of a name is meant."""

from __future__ import annotations

import pytest


def ids(toponyms):
    return [t.place.place_id if t.place else None for t in toponyms]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصف على مدينة حلب.", ["sy.aleppo"]),
        ("قصف على ريف حلب الجنوبي.", ["sy.aleppo.gov"]),
        ("قصف على حمص وتدمر ومشيرفة بريف حمص الشرقي.", ["sy.homs", "sy.tadmor", "sy.jadida.homs", "sy.homs.gov"]),
        ("قصف في محافظة حلب.", ["sy.aleppo.gov"]),
        ("معارك في محافظتي حماة وحمص.", ["sy.hama.gov", "sy.homs.gov"]),
        ("هبطت الطائرة في مطار حلب.", ["sy.aleppo.airport"]),
        ("قصف على مطاري حلب ودمشق.", ["sy.aleppo.airport", "sy.damascus.airport"]),
        ("تقدم الجيش على طريق دمشق – بغداد.", ["sy.road"]),
        ("تقدم الجيش على طريق دمشق بغداد.", ["sy.road"]),
        ("A strike hit the city of Aleppo.", ["sy.aleppo"]),
        ("Clashes in Homs and Hama provinces.", ["sy.homs.gov", "sy.hama.gov"]),
        ("Clashes in Homs, Hama and Aleppo provinces.", ["sy.homs.gov", "sy.hama.gov", "sy.aleppo.gov"]),
        ("The Damascus-Baghdad highway was cut.", ["sy.road"]),
    ],
)
def test_class_words(find, text, expected):
    assert ids(find(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصف على قرية مشيرفة بريف حمص الشرقي.", "sy.jadida.homs"),
        ("قصف على قرية مشيرفة في محافظة إدلب.", "sy.jadida.idlib"),
        ("ريف حمص:\nغارات على مشيرفة وقتلى.", "sy.jadida.homs"),
        ("قصف على سراقب، ثم على قرية مشيرفة.", "sy.jadida.idlib"),
        ("Shells fell on the village of Mushayrifa, Homs.", "sy.jadida.homs"),
        ("حمص - مشيرفة: غارات على القرية.", "sy.jadida.homs"),
        ("شاهد حمص مشيرفة غارة على القرية", "sy.jadida.homs"),
        ("وفي حمص قصف الجيش قرية مشيرفة.", "sy.jadida.homs"),
        ("Homs province: shells fell on Mushayrifa village.", "sy.jadida.homs"),
    ],
)
def test_homonyms(find, text, expected):
    (toponym,) = [t for t in find(text) if t.text in ("مشيرفة", "Mushayrifa")]
    assert toponym.place.place_id == expected
    assert {c.place.place_id for c in toponym.candidates} <= {"sy.jadida.homs", "sy.jadida.idlib"}
    assert 0 < sum(c.score for c in toponym.candidates) <= 1


def test_a_namesake_elsewhere_is_not_taken(find):
    toponym = find("قتيلان في قرية الزيادية بريف حماة الغربي.")[0]
    assert toponym.place is None
    assert toponym.parent.place_id == "sy.hama.gov"
    assert "none of this name" in toponym.reason
    assert toponym.candidates


def test_old_city_of_the_last_city(find):
    toponyms = find("تقدمت القوات في الرقة وحاصرت المدينة القديمة.")
    assert ids(toponyms) == ["sy.raqqa", "sy.raqqa.old"]


def test_parent_is_told(find):
    toponym = find("اشتباكات في مورك بريف حماة الشمالي.")[0]
    assert toponym.parent.place_id == "sy.hama.gov"


def test_confidence_falls_with_doubt(find):
    sure = find("قصف على قرية مشيرفة في محافظة إدلب.")[0]
    doubtful = find("قصف على قرية مشيرفة.")[0]
    assert sure.confidence > doubtful.confidence > 0


def test_same_input_same_output(find):
    text = "قصف على سراقب ومشيرفة وكفر زيتا وحماة، وقالت موسكو إنها لم تشارك."
    assert find(text) == find(text)
