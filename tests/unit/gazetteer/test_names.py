from __future__ import annotations

import pytest

from geoevents.gazetteer import Gazetteer
from geoevents.language import Document


def found(gazetteer, text, language="ar"):
    document = Document(text, language)
    return [
        (document.original(m.start_token, m.end_token), m.prefix, m.kind, m.places[0].place_id)
        for m in gazetteer.find_names(document)
    ]


def test_plain_name(core):
    assert ("تدمر", "", "name", "sy.homs.palmyra") in found(core, "دخلت القوات تدمر فجرا")


@pytest.mark.parametrize(("text", "prefix"), [("وتدمر", "و"), ("بتدمر", "ب"), ("لتدمر", "ل"), ("وبتدمر", "وب")])
def test_conjunctions_and_prepositions_are_taken_off(core, text, prefix):
    assert (text, prefix, "name", "sy.homs.palmyra") in found(core, text)


def test_li_before_the_article(core):
    matches = found(core, "وصلت تعزيزات للرقة")
    assert any(text == "للرقة" and place == "sy.raqqa.raqqa" for text, _, _, place in matches)


def test_missing_article_is_its_own_kind(core):
    kinds = {kind for text, _, kind, place in found(core, "قصف على نبك") if place == "sy.rural-damascus.al-nabk"}
    assert kinds == {"article"}


def test_longest_first_and_nested_kept(core):
    texts = [text for text, *_ in found(core, "في ريف دمشق الغربي")]
    assert "ريف دمشق" in texts
    assert "دمشق" in texts
    assert texts.index("ريف دمشق") < texts.index("دمشق")


def test_two_words_written_together(core):
    assert any(place == "sy.deir-ez-zor.deir-ez-zor" for *_, place in found(core, "غارات على ديرالزور"))


def test_hashtag_with_underscore(core):
    assert any(text == "دير_الزور" for text, *_ in found(core, "#دير_الزور الآن"))


@pytest.mark.parametrize("text", ["Deir al-Zour", "Dayr az-Zawr", "Deir Ezzor", "Deir ez-Zor"])
def test_romanisations_in_english_text(core, text):
    places = {place for *_, place in found(core, f"Jets bombed {text} on Monday.", "en")}
    assert "sy.deir-ez-zor.deir-ez-zor" in places


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Ma'arrat an Nu'man", "sy.idlib.maarat-al-numan"),
        ("Jisr ash Shughur", "sy.idlib.jisr-al-shughur"),
        ("Tall ad Daman", "sy.aleppo.tal-al-daman"),
        ("Khan Elassal", "sy.aleppo.khan-al-asal"),
        ("Deir Elhajar", "sy.rural-damascus.deir-al-hajar"),
        ("Kfar Takharim", "sy.idlib.kafr-takharim"),
        ("Kafer Takharim", "sy.idlib.kafr-takharim"),
        ("Tal Slur", "sy.aleppo.tal-sillur"),
        ("Kafr Aaya", "sy.homs.kafr-aya"),
        ("Saraqueb", "sy.idlib.saraqib"),
        ("Seqelbiyeh", "sy.hama.suqaylabiyah"),
        ("Al-Tall", "sy.rural-damascus.al-tall"),
    ],
)
def test_kinds_of_romanisation(core, text, place):
    """Articles apart, written on or assimilated; short vowels more, fewer or others; vowels alone in a word."""
    matches = found(core, f"A shell fell on {text} at noon.", "en")
    assert (text, place) in {(name, found_place) for name, _, _, found_place in matches}


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Qamsiyeh", "alias"), ("Naqqoura", "alias"), ("Seqelbiyeh", "spelling"), ("Dihuk", "spelling")],
)
def test_how_far_a_romanisation_is_trusted(core, text, kind):
    """One that sounds the same is as good as an alias; other vowels are said to be another spelling."""
    assert {match[2] for match in found(core, f"A shell fell on {text} at noon.", "en")} == {kind}


@pytest.mark.parametrize("text", ["Marion", "Boston", "Country", "Certain", "Camera", "Remote", "Marwan", "Melun"])
def test_foreign_words_are_no_romanisations(core, text):
    assert not found(core, f"She came from {text} yesterday.", "en")


def test_a_small_word_after_a_name_is_not_its_end(core):
    texts = [text for text, *_ in found(core, "Two mortars hit Kafr on Friday.", "en")]
    assert "Kafr on" not in texts


def test_the_likest_of_several_names_is_taken(core):
    places = [place for text, *_, place in found(core, "Rain fell in Judaydat Yabus.", "en") if " " in text]
    assert places == ["sy.rural-damascus.jdeidet-yabous"]


def test_english_article_belongs_to_the_name(core):
    texts = [text for text, *_ in found(core, "fighting near al-Mayadin continued", "en")]
    assert "al-Mayadin" in texts


def test_small_letters_are_no_names(core):
    assert not found(core, "he has a salma", "en")


def test_no_name_inside_a_word(core):
    assert not [m for m in found(core, "يتحمصون") if m[3].startswith("sy.homs")]


def test_memory_and_disk_agree(core):
    disk, memory = core, Gazetteer.open()
    memory.load_names()
    for text, language in (
        ("اشتباكات في محيط تل أبيض وعين عيسى على طريق M4 قرب مطار الطبقة العسكري بريف الرقة", "ar"),
        ("The M4 highway between Tell Abyad and Ain Issa, north of Raqqa; Khan Sheikhoun and al-Bab", "en"),
    ):
        for _ in range(2):
            document = Document(text, language)
            assert disk.find_names(document) == memory.find_names(document)


def test_empty_document(core):
    assert core.find_names(Document("", "ar")) == []
    assert core.find_names(Document("\n\n...", "ar")) == []
