"""Numbers in words and figures, and inflection."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoevents.language import Document
from geoevents.lexicon.inflect import noun_forms, verb_forms
from geoevents.lexicon.numerals import numerals

if TYPE_CHECKING:
    from geoevents.model import Language


def read(text: str, language: Language) -> list[tuple[float | None, float | None, float | None]]:
    document = Document(text, language)
    return [(n.value, n.low, n.high) for n in numerals(language).find(document, 0, len(document))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("خمسة وعشرون قتيلا", (25, 25, 25)),
        ("مئة وخمسة وثلاثون", (135, 135, 135)),
        ("مئتين وخمسين", (250, 250, 250)),
        ("ثلاثة عشر جنديا", (13, 13, 13)),
        ("نحو عشرين ألف مدني", (20000, 20000, 20000)),
        ("ثلاثة آلاف", (3000, 3000, 3000)),
        ("ما لا يقل عن 12", (12, 12, None)),
        ("أكثر من 4500 شخص", (4500, 4500, None)),
        ("بين 20 و50", (None, 20, 50)),
        ("من 3 إلى 5", (None, 3, 5)),
        ("عشرات القتلى", (None, 20, None)),
        ("1.5 كم", (1.5, 1.5, 1.5)),
        ("٣٥ شخصا", (35, 35, 35)),
    ],
)
def test_arabic_numbers(text: str, expected: tuple[float | None, ...]) -> None:
    assert read(text, "ar") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least a dozen people", (12, 12, None)),
        ("as many as 78 villagers", (None, None, 78)),
        ("two hundred and six", (206, 206, 206)),
        ("twenty-five men", (25, 25, 25)),
        ("three thousand two hundred", (3200, 3200, 3200)),
        ("1,500 fighters", (1500, 1500, 1500)),
        ("between 3 and 7 men", (None, 3, 7)),
        ("3-5 rockets", (None, 3, 5)),
        ("18 or more", (18, 18, None)),
        ("dozens of strikes", (None, 20, None)),
    ],
)
def test_english_numbers(text: str, expected: tuple[float | None, ...]) -> None:
    assert read(text, "en") == [expected]


def test_every_number_of_a_sentence_is_found_wherever_it_stands() -> None:
    assert read("In 3 towns 5 died, and at least 12 fled", "en") == [(3, 3, 3), (5, 5, 5), (12, 12, None)]
    assert read("قتل 3 مدنيين وجرح 5 آخرون", "ar") == [(3, 3, 3), (5, 5, 5)]


def test_days_of_the_week_are_no_numbers() -> None:
    assert read("يوم الاثنين والأحد", "ar") == []


@given(st.text(), st.sampled_from(["ar", "en"]))
def test_any_text_can_be_read(text: str, language: Language) -> None:
    for value, low, high in read(text, language):
        assert low is None or high is None or low <= high
        assert value is None or value >= 0


def test_arabic_verbs_inflect() -> None:
    forms = dict(verb_forms("ألقى/يلقي", "ar"))
    assert {"القي", "القت", "القوا", "يلقي", "تلقي", "يلقون"} <= set(forms)
    assert forms["القت"] == "past"
    assert forms["يلقون"] == "present"


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("shell", {"shell", "shells", "shelled", "shelling"}),
        ("carry out", {"carry out", "carries out", "carried out", "carrying out"}),
        ("strike/struck/struck", {"strike", "strikes", "struck", "striking"}),
        ("seize", {"seize", "seizes", "seized", "seizing"}),
        ("ambush", {"ambush", "ambushes", "ambushed", "ambushing"}),
    ],
)
def test_english_verbs_inflect(verb: str, forms: set[str]) -> None:
    assert {form for form, _ in verb_forms(verb, "en")} == forms


def test_arabic_nouns_have_duals() -> None:
    assert {"غاره", "غارتان", "غارتين"} <= set(noun_forms("غارة", "ar"))
