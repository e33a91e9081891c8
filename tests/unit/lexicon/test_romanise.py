"""Unit names in Latin letters."""

from __future__ import annotations

import pytest

from geoevents.lexicon.romanise import romanise


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("لواء صقور الجبل", "Suqur al-Jabal Brigade"),
        ("كتيبة «شهداء الغوطة»", "Shuhada al-Ghuta Battalion"),
        ("جيش العزة", "Jaysh al-Izza"),
        ("سرايا التوحيد والجهاد", "Saraya al-Tawhid wal-Jihad"),
        ("غرفة عمليات البنيان المرصوص", "Al-Bunyan al-Marsus Operations Room"),
        ("اللواء 137", "137th Brigade"),
        ("الفرقة 22", "22nd Division"),
        ("الفرقة 11 دبابات", "11th Division Dababat"),
        ("الفوج 101", "101st Regiment"),
        ("الفيلق الخامس", "5th Corps"),
        ("ألوية العمري", "Al-Amri Brigades"),
        ("لواء", "Liwa"),
        ("لواء X", "X Brigade"),
        ("", ""),
    ],
)
def test_units(arabic: str, latin: str) -> None:
    assert romanise(arabic) == latin


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("غسان", "Ghassan"),  # listed
        ("مخلوف", "Makhluf"),  # long vowel from waw
        ("طحان", "Tahan"),
        ("طحّان", "Tahhan"),  # a written doubling
        ("تَدمُر", "Tadmur"),  # written vowels
        ("بكداش", "Bakdash"),
        ("الدبس", "Al-Dabas"),
    ],
)
def test_words_by_rule(arabic: str, latin: str) -> None:
    assert romanise(arabic) == latin


def test_is_plain_ascii_for_arabic_letters() -> None:
    letters = "".join(map(chr, [*range(0x621, 0x63B), *range(0x641, 0x64B)]))
    for first in letters:
        for second in letters:
            assert romanise(f"لواء {first}{second}").isascii()
