"""The names of parties and weapons in text."""

from __future__ import annotations

import pytest

from geoevents.language import Document
from geoevents.lexicon.parties import (
    actor_of_capital,
    actor_table,
    actors,
    publisher_party,
    weapon_table,
    words_of_capitals,
    written_forms,
)


def found(text: str, language: str) -> list[tuple[str, str, bool]]:
    document = Document(text, language)
    return [
        (document.original(m.start, m.end), m.payload.actor.key, m.payload.adjective)
        for m in actor_table(language).scan(document)
    ]


def weapons(text: str, language: str) -> list[str]:
    return [m.payload.key for m in weapon_table(language).scan(Document(text, language))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("انسحب مقاتلو «جيش الإسلام» من البلدة", [("مقاتلو «جيش الإسلام»", "jaysh_al_islam", False)]),
        ("دخل جنود أتراك البلدة", [("جنود أتراك", "turkey", False)]),
        ("سقطت قذيفة قرب الحدود التركية", []),
        ("نفذ طيران التحالف الأميركي غارة", [("طيران التحالف الأميركي", "coalition", False)]),
        ("وثقت الشبكة السورية القصف", []),
        ("قصفت ميليشيا قسد القرية", [("ميليشيا قسد", "sdf", False)]),
        ("قصف مدفعي تركي", [("تركي", "turkey", True)]),
        ("وصل عبد الرحمن إلى البلدة", []),
    ],
)
def test_arabic_mentions(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert found(text, "ar") == expected


def test_the_prefix_is_that_of_the_whole_mention() -> None:
    (match,) = actor_table("ar").scan(Document("قصف لميليشيا قسد", "ar"))
    assert match.prefix == "ل"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is quiet, he told us", []),
        ("IS fighters left", [("IS fighters", "islamic_state", False)]),
        ("Turkish soldiers entered", [("Turkish soldiers", "turkey", False)]),
        ("a village on the Turkish border was shelled", []),
        ("rebel-held districts were shelled", []),
        ("a Turkish-backed offensive", []),
        ("the Turkish-backed rebels advanced", [("Turkish-backed rebels", "turkey_backed", False)]),
        ("U.S. jets struck", [("U.S.", "united_states", True)]),
        ("Syrian SDF fighters", [("SDF fighters", "sdf", False)]),
    ],
)
def test_english_mentions(text: str, expected: list[tuple[str, str, bool]]) -> None:
    assert found(text, "en") == expected


@pytest.mark.parametrize(
    ("day", "key"),
    [("2013-05-01", "syrian_army"), ("2025-03-01", "new_syrian_army"), (None, "syrian_army")],
)
def test_a_name_of_two_parties_goes_by_the_day(day: str | None, key: str) -> None:
    (match,) = actor_table("ar").scan(Document("دخل الجيش السوري البلدة", "ar"))
    assert match.payload.on(day).key == key
    assert words_of_capitals()["Damascus"].on(day).key == key


def test_capitals_stand_for_parties() -> None:
    assert actor_of_capital()["Tehran"].key == "iran"
    assert actor_of_capital()["Damascus"].key == "syrian_army"


def test_the_names_others_rely_on_stay() -> None:
    known = actors()
    assert known["syrian_army"].name == "Syrian government/regime forces"
    assert known["islamic_state"].name == "Islamic State (ISIS)"
    assert known["sdf"].name == "Syrian Democratic Forces (SDF)"
    assert known["coalition"].name == "US-led Coalition"
    assert known["rebels"].name == "opposition factions (rebels)"
    assert known["russia"].branch_name("navy") == "Russian Navy (Russia)"


@pytest.mark.parametrize(
    ("text", "language", "keys"),
    [
        ("بقاذفات «تو-22 إم 3» و«سوخوي-34»", "ar", ["aircraft", "tu_22m3", "su_34"]),
        ("بصواريخ أرض - أرض وبقذائف الهاون", "ar", ["surface_missile", "mortar"]),
        ("عبوتين ناسفتين ولغم أرضي", "ar", ["ied", "landmine"]),
        ("طائرة مسيرة انتحارية", "ar", ["kamikaze_drone"]),
        ("Su-24 jets dropped barrel bombs", "en", ["su_24", "aircraft", "barrel_bomb"]),
        ("cluster munitions and white phosphorus", "en", ["cluster", "phosphorus"]),
    ],
)
def test_weapons(text: str, language: str, keys: list[str]) -> None:
    assert weapons(text, language) == keys


def test_owners_of_weapons_end() -> None:
    (match,) = weapon_table("en").scan(Document("warplanes", "en"))
    somewhere = frozenset({"Idlib", "Maarrat al-Numan"})
    assert match.payload.owner("2014-01-01", somewhere) == match.payload.owner("2014-01-01", frozenset())
    assert match.payload.owner("2014-01-01", somewhere) == "syrian_army"
    assert match.payload.owner("2015-06-01", somewhere) == "syrian_army"
    assert match.payload.owner("2016-01-01", somewhere) == "syria_or_russia"
    assert match.payload.owner("2025-01-01", somewhere) is None
    assert match.payload.owner(None, somewhere) is None


def test_where_several_air_forces_flew_nobody_owns_an_aircraft() -> None:
    (match,) = weapon_table("en").scan(Document("warplanes", "en"))
    assert match.payload.owner("2016-01-01", frozenset({"Aleppo", "Manbij"})) is None
    assert match.payload.owner("2016-01-01", frozenset()) is None


def test_weapons_of_one_party_only() -> None:
    (match,) = weapon_table("en").scan(Document("barrel bombs", "en"))
    assert match.payload.owner("2014-01-01", frozenset()) == match.payload.owner(None, frozenset()) == "syrian_army"


def test_a_publisher_that_is_a_party() -> None:
    sdf = publisher_party("SDF Press")
    assert sdf is not None
    assert sdf.name == "Syrian Democratic Forces (SDF)"
    assert publisher_party("Syrian Observatory for Human Rights") is None
    assert publisher_party(None) is None


def test_punctuation_inside_a_phrase_is_optional() -> None:
    assert written_forms("Sukhoi-24") == ["sukhoi 24", "sukhoi - 24"]
    assert written_forms("Su-24") == ["su24"]
    assert written_forms("barrel bomb") == ["barrel bomb"]
