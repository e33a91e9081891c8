"""Place mentions found with the gazetteer that comes with the package."""

from __future__ import annotations

import pytest

from geoevents.gazetteer import Gazetteer
from geoevents.language import Document, detect_language
from geoevents.toponyms import find_toponyms


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("اشتباكات في منطقة نبع السلام", ["نبع السلام"]),
        ("قالت قوات درع الفرات إنها سيطرت على قباسين", ["قباسين"]),
        ("استهدفت غارة سوق سراقب", ["سراقب"]),
        ("خطف مسلحون طبيباً من عيادته في جاسم", ["جاسم"]),
        ("قتل مسلحون المدعو جاسم", []),
        ("انفجرت سيارة قرب مقر فرقة الحمزة في مدينة الباب", ["الباب"]),
        ("The army captured Nawa and Jasim on Tuesday", ["Nawa", "Jasim"]),
        ("according to Asya Demir, an official", []),
        ("دمر الطيران رتلاً شرق تل بصير", ["تل بصير"]),
        ("مقتل ثلاثة من اللواء 61 بانفجار لغم", []),
        ("انسحب الجيش من اللواء 61", ["اللواء 61"]),
    ],
)
def test_names_of_towns_areas_persons_and_units(text: str, names: list[str]) -> None:
    document = Document(text, detect_language(text))
    assert [toponym.text for toponym in find_toponyms(document, Gazetteer.default())] == names


def test_a_direction_between_an_english_name_and_its_class_word() -> None:
    document = Document("Shelling hit Idlib's southern countryside on Monday.", "en")
    (toponym,) = find_toponyms(document, Gazetteer.default())
    assert toponym.place is not None
    assert toponym.place.feature_code == "ADM1"


def test_a_division_is_no_place_but_its_base_is() -> None:
    document = Document("قضى ثلاثة عناصر من الفرقة الرابعة. وسيطر التنظيم على مقر الفرقة 17.", "ar")
    assert [toponym.text for toponym in find_toponyms(document, Gazetteer.default())] == ["الفرقة 17"]


def test_another_spelling_is_told() -> None:
    document = Document("Shelling hit the town of Seqelbiyeh on Monday.", "en")
    (toponym,) = find_toponyms(document, Gazetteer.default())
    assert "another spelling of al-Suqaylabiyah" in toponym.reason
