"""What the page and the pictures call things."""

import tomllib

import pytest

from geoevents.maps.words import party_names
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
