"""The place or its government."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "name", "use"),
    [
        ("أدانت موسكو الغارات.", "موسكو", "metonym"),
        ("وقالت واشنطن إنها ستراجع الأمر.", "واشنطن", "metonym"),
        ("أكد الوزير أن دمشق منفتحة على الحوار.", "دمشق", "metonym"),
        ("تحدث عن دور روسيا في المنطقة.", "روسيا", "metonym"),
        ("اتفاق بين قسد ودمشق على الانتشار.", "دمشق", "metonym"),
        ("عقد مؤتمراً صحافياً في موسكو.", "موسكو", "literal"),
        ("وصل الوفد إلى دمشق.", "دمشق", "literal"),
        ("زار روسيا ثم عاد من روسيا.", "روسيا", "literal"),
        ("قتلى في سوريا.", "سوريا", "literal"),
        ("موسكو - الوكالات", "موسكو", "literal"),
        ("قذيفة على حي في دمشق.", "دمشق", "literal"),
        ("Moscow said it would answer.", "Moscow", "metonym"),
        ("Damascus denied the report.", "Damascus", "metonym"),
        ("The plan was rejected by Washington.", "Washington", "metonym"),
        ("Talks were held in Moscow.", "Moscow", "literal"),
        ("MOSCOW - The ministry published a video.", "MOSCOW", "literal"),
        ("A shell landed in Damascus.", "Damascus", "literal"),
        ("Jets struck Damascus at night.", "Damascus", "literal"),
        ("Damascus was quiet on Sunday.", "Damascus", "literal"),
        ("Damascus has denied the report.", "Damascus", "metonym"),
        ("The Moscow talks ended.", "Moscow", "literal"),
        ("Fighting flared between Damascus and Homs.", "Damascus", "literal"),
        ("هجوم شنته روسيا أمس.", "روسيا", "metonym"),
        ("غادر الوفد موسكو مساءً.", "موسكو", "literal"),
        ("تبعد 40 كم عن دمشق.", "دمشق", "literal"),
    ],
)
def test_use(find, text, name, use):
    toponym = [t for t in find(text) if t.text == name][-1]
    assert toponym.use == use


def test_a_list_shares_its_use(find):
    assert [t.use for t in find("حذرت موسكو وواشنطن من التصعيد.")] == ["metonym", "metonym"]
    assert [t.use for t in find("Moscow and Washington said they agreed.")] == ["metonym", "metonym"]
    assert [t.use for t in find("Russia, Syria and Iraq agreed on a text.")] == ["metonym"] * 3


def test_towns_are_never_governments(find):
    (toponym,) = find("أعلنت الرقة الحداد.")
    assert toponym.use == "literal"
