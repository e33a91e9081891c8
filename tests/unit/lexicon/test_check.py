"""The check of the vocabulary files finds each kind of fault, and none in the shipped files."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from geoevents import resources
from geoevents.lexicon import check

if TYPE_CHECKING:
    from pathlib import Path


ACTORS = """
[north]
name = "Northern army"
acled = "Army (North)"
interaction = 1
until = "2015-01-01"
ar = ["جيش الشمال"]
en = ["northern army"]
adjectives_en = ["northern"]
[south]
name = "Southern army"
acled = "Army (South)"
interaction = 1
since = "2015-01-01"
ar = ["جيش الجنوب"]
en = ["northern army"]
"""
WEAPONS = """
[gun]
name = "gun"
category = "shelling"
ar = ["مدفع"]
en = ["gun"]
"""
TRIGGERS = """
[attack.fire]
category = "shelling"
words = ["shelling", "fire"]
"""
ROLES = """
[group.people]
name = "residents"
words = ["residents"]
[source.people]
name = "residents"
words = ["residents"]
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "data"
    (folder / "lexicon" / "en").mkdir(parents=True)
    shutil.copy(resources.data_path("taxonomy.toml"), folder / "taxonomy.toml")
    for name, text in (("actors", ACTORS), ("weapons", WEAPONS)):
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    for name, text in (("triggers", TRIGGERS), ("roles", ROLES)):
        (folder / "lexicon" / "en" / f"{name}.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(resources, "_data_root", lambda: folder)
    return folder


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def only_fault() -> str:
    faults = check.check_lexicon()
    assert len(faults) == 1, faults
    return faults[0]


def test_shipped_files_are_clean() -> None:
    assert check.check_lexicon() == []


def test_nothing_is_found_in_sound_files(data: Path) -> None:
    assert check.check_lexicon() == []


def test_party_names_may_follow_one_another_but_not_meet(data: Path) -> None:
    change(data / "actors.toml", 'since = "2015-01-01"', 'since = "2014-06-01"')
    assert only_fault() == 'actors.toml: "northern army" (en) is of north and of south at the same time'


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('adjectives_en = ["northern"]', 'adjectives_en = ["Northern Army"]', "an adjective of"),
        ("interaction = 1", "interaction = 12", "interaction code"),
        ("interaction = 1", 'interaction = 1\ncamp = "north"', "no side"),
        ('until = "2015-01-01"', 'until = "2015-01-00"', "a date that is none"),
        ('acled = "Army (North)"', 'acled = "Army (North)"\nattak = "shelling"', 'unknown key "attak"'),
        ('acled = "Army (North)"', 'acled = "Army (North)"\nattack = "bombing"', "unknown category"),
        ('name = "Northern army"', "", 'has no "name"'),
        ('ar = ["جيش الشمال"]', 'ar = ["جيش الشمال", "جيش الشَّمال"]', "another spelling"),
        ('ar = ["جيش الشمال"]', 'ar = ["جيش الشمال", "ـ"]', "nothing is left"),
    ],
)
def test_faults_of_parties(data: Path, old: str, new: str, told: str) -> None:
    change(data / "actors.toml", old, new)
    assert told in only_fault()


@pytest.mark.parametrize(
    ("addition", "told"),
    [
        ('\n[cannon]\nname = "cannon"\ncategory = "shelling"\nar = ["مِدفع"]\n', "is in [gun] and again in [cannon]"),
        ('implied = "west"\n', "implies a party"),
        ('implied = [{ actor = "west" }]\n', "implies a party"),
        ('implied = [{ until = "soon" }]\n', "implies a party"),
        ('branch = "space"\n', "unknown category or branch"),
        ('calibre = "130 mm"\n', 'unknown key "calibre"'),
    ],
)
def test_faults_of_weapons(data: Path, addition: str, told: str) -> None:
    with (data / "weapons.toml").open("a", encoding="utf-8") as file:
        file.write(addition)
    assert told in only_fault()


def test_weapons_may_have_the_open_categories_of_triggers(data: Path) -> None:
    change(data / "weapons.toml", '"shelling"', '"volley"')
    assert "unknown category" in only_fault()
    change(data / "lexicon" / "en" / "triggers.toml", '"shelling"', '"volley"')
    assert check.check_lexicon() == []


def test_of_triggers_the_first_entry_counts(data: Path) -> None:
    path = data / "lexicon" / "en" / "triggers.toml"
    change(path, '"fire"]', '"fire"]\n[clash.fire]\ncategory = "clash"\nwords = ["Fire"]')
    assert only_fault() == 'lexicon/en/triggers.toml: "fire" is in [attack.fire] and again in [clash.fire]'


def test_inflected_forms_give_way_in_silence(data: Path) -> None:
    path = data / "lexicon" / "en" / "triggers.toml"
    change(path, '"fire"]', '"fire"]\n[clash.fire]\ncategory = "clash"\nverbs = ["fire"]')
    assert check.check_lexicon() == []


def test_gapped_phrases_are_looked_at_too(data: Path) -> None:
    path = data / "lexicon" / "en" / "triggers.toml"
    change(path, '"fire"]', '"fire"]\n[advance.clear]\ncategory = "advance"\ngapped = ["clear ... of", "Clear ... of"]')
    assert "[advance.clear.gapped]" in only_fault()


def test_misspelt_attributes(data: Path) -> None:
    path = data / "lexicon" / "en" / "triggers.toml"
    more = 'strength = "weak"\n[a]\nstrength = "weak"\nwords = ["a"]\n[b]\nstrenght = "weak"\nwords = ["b"]\n'
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    assert only_fault() == 'lexicon/en/triggers.toml: [b] has the key "strenght"; others have "strength"'


def test_groups_that_are_parties(data: Path) -> None:
    change(data / "lexicon" / "en" / "roles.toml", '["residents"]', '["residents", "Northern army"]')
    assert "a name of the party" in only_fault()
