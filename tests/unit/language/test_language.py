"""Folding, tokens, clitics, sentences, phrases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoevents.language import Document, PhraseTable, analyses, detect_language, fold, fold_name


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_tokens_stand_in_order_within_the_text(text: str) -> None:
    document = Document(text, "ar")
    assert len(document.words) == len(document.starts) == len(document.ends)
    last = 0
    for word, start, end in zip(document.words, document.starts, document.ends, strict=True):
        assert last <= start < end <= len(text)
        assert word
        last = end


@given(st.text(alphabet="ab. \n!?0123٣قصف،"))
def test_sentences_do_not_overlap(text: str) -> None:
    document = Document(text, "en")
    last = 0
    for first, end in document.sentences:
        assert last <= first < end <= len(document.words)
        last = end


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Al-Mayādīn", "al mayadin"),
        ("Mar'a", "mara"),
        ("Ma’ardes", "maardes"),
        ("الرَّقّة", "الرقه"),
        ("إعزاز", "اعزاز"),
        ("دير_الزور", "دير الزور"),
        ("ﺣَﻠَﺐ", "حلب"),
        ("ﻻذقية", "لاذقيه"),
        ("٢٠١٧", "2017"),
        ("1,500", "1500"),
        ("قـ ـصـ ـف", "قصف"),
        ("انسـ ـحاب", "انسحاب"),
        ("شـ🌹ـهداء", "شهدا"),
        ("قُ*تل", "قتل"),
        ("ملا•حدة", "ملاحده"),
        ("د.اع.ش", "داعش"),
        ("ق-ص-ف", "قصف"),
        ("ا/س/ت/ش/ه/د", "استشهد"),
        ("5²", "52"),
    ],
)
def test_spellings_meet(written: str, folded: str) -> None:
    assert fold_name(written) == folded


def test_a_possessive_is_no_part_of_the_word() -> None:
    document = Document("Assad's forces", "en")
    assert document.words == ["assad", "forces"]
    assert document.original(0, 1) == "Assad"


def test_hyphens_join_english_words_and_stand_alone_between_spaces() -> None:
    assert Document("the Damascus-Baghdad road – now", "en").words == ["the", "damascus", "baghdad", "road", "-", "now"]


def test_an_apostrophe_before_a_latin_word_is_a_letter_of_it() -> None:
    assert Document("Tal al-\u2018Eis and 'Anadan", "en").words == ["tal", "al", "eis", "and", "anadan"]


def test_a_letter_and_a_number_are_one_name() -> None:
    assert Document("the T-4 base on the M-5, in mid-2015", "en").words[1] == "t4"
    assert Document("the M-5, 12-4", "en").words == ["the", "m5", ",", "12", "-", "4"]


def test_figures_part_from_arabic_letters() -> None:
    assert Document("و20 مدنيا في ج2", "ar").words == ["و", "20", "مدنيا", "في", "ج", "2"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("On Sept. 13, forces moved. They stopped.", 2),
        ("The U.S. army struck at 10.30 a.m. local time.", 1),
        ("Gen. Smith spoke. Then he left!", 2),
        ("قصف الجيش القرية.وأصيب ثلاثة.", 2),
        ("دمر قاعدة م.د للنظام، وقال د.سامي إنها الثانية.", 1),
        ("سطر\nسطر آخر", 2),
        ("see www.example.org for more", 1),
        ("", 0),
        ("...", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(Document(text, "ar" if "ا" in text else "en").sentences) == count


@pytest.mark.parametrize(
    ("word", "prefix", "stem", "suffix"),
    [
        ("وبالسيطره", "وبال", "سيطره", ""),
        ("للرقه", "ل", "الرقه", ""),
        ("فقصفت", "ف", "قصفت", ""),
        ("سيطرتها", "", "سيطره", "ها"),
        ("القاها", "", "القي", "ها"),
    ],
)
def test_clitics(word: str, prefix: str, stem: str, suffix: str) -> None:
    assert (prefix, stem, suffix) in analyses(word, pronouns=True)


def test_a_latin_word_has_one_reading() -> None:
    assert [a.stem for a in analyses("raqqa")] == ["raqqa"]


def test_the_longest_phrase_counts() -> None:
    table: PhraseTable[str] = PhraseTable()
    table.extend([("وقف", "stop"), ("وقف اطلاق النار", "ceasefire")])
    document = Document("أعلن عن وقف إطلاق النار ثم وقف", "ar")
    assert [(m.payload, m.end - m.start) for m in table.scan(document)] == [("ceasefire", 3), ("stop", 1)]
    assert [m.payload for m in table.scan_all(document)] == ["ceasefire", "stop", "stop"]


def test_a_phrase_may_refuse_a_prefix() -> None:
    table: PhraseTable[str] = PhraseTable(accepts=lambda _, prefix: not prefix)
    table.add(["قصف"], "strike")
    assert table.scan(Document("بقصف", "ar")) == []
    assert len(table.scan(Document("قصف", "ar"))) == 1


@pytest.mark.parametrize(
    ("text", "language"),
    [("قصف على الرقة (Raqqa)", "ar"), ("Raqqa (الرقة) was bombed again", "en"), ("", "en"), ("123", "en")],
)
def test_language_by_script(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_the_future_prefix_goes_before_verbs_of_the_present_only() -> None:
    assert all("س" not in reading.prefix for reading in analyses("سكان"))
    assert any(reading.prefix == "س" for reading in analyses("سيقصف"))
