from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geoevents.gazetteer.forms import name_key
from geoevents.gazetteer.query import parse_query
from geoevents.gazetteer.transliteration import likeness, skeletons, within_edits
from geoevents.language import fold_name

SPELLINGS = Path(__file__).parents[2] / "data" / "press_spellings.csv"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("دير الزور", "Deir ez-Zor"),
        ("دير الزور", "Dayr az Zawr"),
        ("الميادين", "Al Mayādīn"),
        ("جسر الشغور", "Jisr al-Choghour"),
        ("قلعة المضيق", "Qal'at al-Mudiq"),
        ("الضمير", "Dumayr"),
        ("عفرين", "Efrîn"),
        ("أبو الظهور", "Abu Zuhour"),
        ("أبو الظهور", "Abu al-Duhur"),
        ("غرانيج", "Granij"),
        ("كوباني", "Kobanê"),
    ],
)
def test_spellings_share_a_skeleton(one, other):
    assert set(skeletons(one)) & set(skeletons(other))


def test_unlike_names_do_not():
    assert not set(skeletons("حلب")) & set(skeletons("Homs"))


def test_likeness_orders_vowels_after_consonants():
    assert likeness("تدمر", "Tadmur") > likeness("تدمر", "Tadmar Wa") > likeness("تدمر", "Daraa")


def test_within_edits():
    assert within_edits("kalb", "kabl", 1)
    assert not within_edits("kalb", "kabls", 1)
    assert within_edits("", "a", 1)


def test_press_spellings_rank_first(core):
    """At least 95 % of English press spellings give the place meant at rank 1."""
    wrong = []
    with SPELLINGS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 200
    for row in rows:
        answers = core.search(row["spelling"])
        wanted = name_key(fold_name(row["name_ar"]))
        names = (
            {name_key(fold_name(name)) for name, _ in core.names_of(answers[0].place.place_id)} if answers else set()
        )
        if wanted not in names or answers[0].place.admin1 != row["admin1"]:
            wrong.append(row["spelling"])
    assert len(wrong) <= 0.05 * len(rows), wrong


@pytest.mark.parametrize(
    ("query", "place_id"),
    [
        ("مدينة تدمر", "sy.homs.palmyra"),
        ("حلب", "sy.aleppo.aleppo"),
        ("محافظة حلب", "sy.aleppo.governorate"),
        ("Aleppo Governorate", "sy.aleppo.governorate"),
        ("طريق دمشق – بغداد", "sy.road.damascus-baghdad"),
        ("M5 highway", "sy.road.m5"),
    ],
)
def test_class_words(core, query, place_id):
    assert core.search(query)[0].place.place_id == place_id


def test_parent_chooses_among_namesakes(core):
    answer = core.search("حي القصور، دير الزور")[0]
    assert answer.place.admin1 == "Deir ez-Zor"
    assert answer.place.feature_code == "PPLX"


def test_region_chooses_among_namesakes(core):
    answers = {core.search("المنصورة", region)[0].place.admin1 for region in ("Raqqa", "Aleppo")}
    assert answers == {"Raqqa", "Aleppo"}


def test_unknown_landmark_is_put_at_its_town_with_more_uncertainty(core):
    answer = core.search("بالقرب من محطة وقود السيد، مدينة المالكية")[0]
    assert answer.place.place_id == "sy.hasakah.malikiyah"
    assert answer.uncertainty_m >= 5000
    assert answer.score < 0.5


def test_nameless_landmark_is_put_at_its_town(core):
    assert core.search("كازية في مدينة الرقة")[0].place.place_id == "sy.raqqa.raqqa"
    assert core.search("كازية") == []


def test_unknown_landmark_without_a_town_is_not_found(core):
    assert core.search("مسجد قطرنبل") == []


def test_misspelt_name(core):
    assert core.search("معرة التعمان", "Idlib")[0].place.place_id.startswith("sy.idlib.maarat-al-numan")


@pytest.mark.parametrize("query", ["", "   ", "،،،", "!!", "qwxzptk", "\u200f\u200e"])
def test_nothing_to_find(core, query):
    assert core.search(query) == []


def test_scores_and_reasons(core):
    answers = core.search("القصير")
    assert [a.score for a in answers] == sorted((a.score for a in answers), reverse=True)
    assert all(0 < a.score <= 1 and a.reasons for a in answers)


def test_hostile_queries_end(core):
    for query in ("ا" * 100_000, "%' OR 1=1 --", '"; DROP TABLE places; --', "((((" * 5000, "a," * 50_000):
        core.search(query)
    assert core.place("sy.homs.palmyra") is not None


def test_road_named_by_places_on_it(core):
    answer = core.search("طريق الرستن - تلبيسة")[0]
    assert answer.place.feature_code == "RD"
    assert 34.83 < answer.latitude < 34.93
    assert answer.uncertainty_m < 15_000


def test_query_parts():
    query = parse_query("Tiyas airbase, Homs")
    assert query.main.cue == "airbase"
    assert query.main.bare == "tiyas"
    assert [part.bare for part in query.parents] == ["homs"]
