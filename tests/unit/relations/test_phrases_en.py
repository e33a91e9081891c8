"""English spatial phrases: (text, span, relation, bearing, distance, anchors, within)."""

import pytest

ONE = [
    ("shells fell on {Palmyra:palmyra}", "Palmyra", "in", None, None, ["palmyra"], []),
    ("they left the city of {Palmyra:palmyra:city} at night", "the city of Palmyra", "in", None, None, ["palmyra"], []),
    ("fighting in {Hama:hama.gov:governorate} province", "Hama province", "in", None, None, ["hama.gov"], []),
    ("clashes near {Sukhna:sukhna}", "near Sukhna", "near", None, None, ["sukhna"], []),
    ("a raid on the outskirts of {Morek:morek}", "on the outskirts of Morek", "near", None, None, ["morek"], []),
    ("positions around the town of {Morek:morek:town}", "around the town of Morek", "near", None, None, ["morek"], []),
    ("a post close to {Azaz:azaz}", "close to Azaz", "near", None, None, ["azaz"], []),
    ("a farm north of {Suran:suran}", "a farm north of Suran", "north_of", 0, None, ["suran"], []),
    ("a hill to the south-east of {Homs:homs}", "a hill to the south-east of Homs", "south_east_of", 135, None, ["homs"], []),
    ("a hill northwest of {Homs:homs}", "a hill northwest of Homs", "north_west_of", 315, None, ["homs"], []),
    ("about 12 km north-west of {Homs:homs}", "about 12 km north-west of Homs", "north_west_of", 315, 12, ["homs"], []),
    ("fifteen kilometres east of {Palmyra:palmyra}", "fifteen kilometres east of Palmyra", "east_of", 90, 15, ["palmyra"], []),
    ("10 miles from {Homs:homs}", "10 miles from Homs", "near", None, 16.093, ["homs"], []),
    ("some 5 km outside {Azaz:azaz}", "some 5 km outside Azaz", "near", None, 5, ["azaz"], []),
    ("the eastern outskirts of {Aleppo:aleppo}", "the eastern outskirts of Aleppo", "east_of", 90, None, ["aleppo"], []),
    ("a checkpoint on the southern edge of {Morek:morek}", "the southern edge of Morek", "south_of", 180, None, ["morek"], []),
    ("at the western entrance of {Suran:suran}", "the western entrance of Suran", "west_of", 270, None, ["suran"], []),
    ("in the eastern part of {Aleppo:aleppo:city} city", "the eastern part of Aleppo city", "in", 90, None, ["aleppo"], []),
    ("in the south of {Homs:homs.gov:governorate} province", "the south of Homs province", "in", 180, None, ["homs.gov"], []),
    ("in northern {Hama:hama.gov:governorate} province", "northern Hama province", "in", 0, None, ["hama.gov"], []),
    ("the northern town of {Azaz:azaz:town}", "the northern town of Azaz", "in", None, None, ["azaz"], []),
    ("in the north-eastern countryside of {Aleppo:aleppo.gov:countryside}", "the north-eastern countryside of Aleppo", "countryside", 45, None, ["aleppo.gov"], []),
    ("in {Hama:hama.gov:countryside}'s northern countryside", "Hama's northern countryside", "countryside", 0, None, ["hama.gov"], []),
    ("in eastern {Homs:homs.gov:countryside} countryside", "eastern Homs countryside", "countryside", 90, None, ["homs.gov"], []),
    ("between {Homs:homs} and {Hama:hama}", "between Homs and Hama", "between", None, None, ["homs", "hama"], []),
    ("dead on the road between {Morek:morek} and {Suran:suran}", "on the road between Morek and Suran", "between", None, None, ["morek", "suran"], []),
    ("on the {Homs:homs}-{Palmyra:palmyra} highway", "the Homs-Palmyra highway", "on_road", None, None, ["homs", "palmyra"], []),
    ("patrols on the {M5:m5:road} between {Morek:morek} and {Hama:hama}", "the M5 between Morek and Hama", "on_road", None, None, ["m5", "morek", "hama"], []),
    ("on the {M5:m5:road} highway near {Morek:morek}", "the M5 highway near Morek", "on_road", None, None, ["m5", "morek"], []),
    ("on the Turkish border near {Azaz:azaz}", "the Turkish border near Azaz", "border", None, None, ["azaz"], []),
    ("the {Khalidiya:khalidiya:neighbourhood} quarter of {Homs:homs}", "the Khalidiya quarter of Homs", "in", None, None, ["khalidiya"], ["homs"]),
    ("in {Morek:morek}, {Hama:hama.gov:governorate} governorate", "Morek, Hama governorate", "in", None, None, ["morek"], ["hama.gov"]),
    ("in {Morek:morek} ({Hama:hama.gov:governorate} province)", "Morek (Hama province", "in", None, None, ["morek"], ["hama.gov"]),
    ("{Morek:morek}, a town north of {Hama:hama}", "Morek, a town north of Hama", "in", None, None, ["morek"], ["hama"]),
    ("in the hamlet of {Qash::village}, about 20 km east of {Homs:homs}", "the hamlet of Qash, about 20 km east of Homs", "east_of", 90, 20, ["Qash", "homs"], []),
    ("on the {M5:m5:road} between Qanat and {Morek:morek}", "the M5 between Qanat and Morek", "on_road", None, None, ["m5", "morek"], []),
    ("the {Damascus-Aleppo:m5:road} highway ({M5:m5:road}) near {Morek:morek}", "the Damascus-Aleppo highway (M5) near Morek", "on_road", None, None, ["m5", "morek"], ["m5"]),
    ("between rebels and {Morek:morek}", "Morek", "in", None, None, ["morek"], []),
    ("in {Morek:morek} on the {M5:m5:road}", "Morek on the M5", "in", None, None, ["morek"], ["m5"]),
    ("in {Azaz:azaz} in east {Aleppo:aleppo}", "Azaz in east Aleppo", "in", None, None, ["azaz"], ["aleppo"]),
    ("the {Aleppo:aleppo} suburb of {Atarib:atarib}", "the Aleppo suburb of Atarib", "in", None, None, ["atarib"], ["aleppo"]),
    ("the {Atarib:atarib} suburb of {Aleppo:aleppo}", "the Atarib suburb of Aleppo", "in", None, None, ["atarib"], ["aleppo"]),
    ("in the {Shumariyah Mountains:mountains} of rural {Homs:homs}", "the Shumariyah Mountains of rural Homs", "in", None, None, ["mountains"], ["homs"]),
    ("near the rebel-held hilltop town of {Morek:morek:town}", "near the rebel-held hilltop town of Morek", "near", None, None, ["morek"], []),
]  # fmt: skip


@pytest.mark.parametrize("case", ONE, ids=[case[1] for case in ONE])
def test_one_phrase(read, case):
    text, *expected = case
    assert read(text) == [tuple(expected)]


def test_from_and_to_stay_outside(read):
    found = read(
        "buses from the town of {Suran:suran:town} to {Azaz:azaz} in the {Aleppo:aleppo.gov:countryside} countryside"
    )
    assert [(span, within) for span, *_, within in found] == [
        ("the town of Suran", []),
        ("Azaz in the Aleppo countryside", ["aleppo.gov"]),
    ]


def test_lists_are_one_phrase_each(read):
    assert [p[4] for p in read("the villages of {Morek:morek}, {Suran:suran} and {Latamnah:latamnah} were hit")] == [
        ["morek"],
        ["suran"],
        ["latamnah"],
    ]


def test_between_countries_is_no_place(read):
    assert [p[1] for p in read("talks between {Syria:syria} and {Turkey:turkey}")] == ["in", "in"]
