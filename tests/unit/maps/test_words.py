"""What the page and the pictures call things."""

import tomllib

import pytest

from geoevents.maps.words import party_name, party_names
from geoevents.resources import data_path


@pytest.mark.parametrize("language", ["ar", "en"])
def test_those_without_a_name_of_their_own_have_an_arabic_one(language):
    roles = tomllib.loads(data_path("lexicon", language, "roles.toml").read_text(encoding="utf-8"))
    told = {entry["name"] for group in ("group", "source") for entry in roles[group].values() if entry.get("name")}
    assert told
    assert not (told | {"civilians"}) - party_names().keys()


def test_a_partys_own_name_goes_before():
    assert party_names()["unknown gunmen"] == "مسلحون مجهولون"
    assert party_names()["Syrian Air Force"] == "سلاح الجو السوري"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_civilians_are_has_an_arabic_name(language):
    told = tomllib.loads(data_path("lexicon", language, "professions.toml").read_text(encoding="utf-8"))
    assert not {entry["name"] for kinds in told.values() for entry in kinds.values()} - party_names().keys()
    assert party_name("civilians (doctor, driver)") == "مدنيون (طبيب، سائق)"
    assert party_name("residents") == "الأهالي"
    assert party_name("Jaysh Something (Anything)") is None
