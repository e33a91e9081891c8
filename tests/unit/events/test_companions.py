"""Parties told together act together, and men told with whose they are act for that party."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.model import Article
from geoevents.pipeline import read

ARMY = "Syrian government/regime forces"
ISIS = "Islamic State (ISIS)"


def actors(text: str) -> tuple[str | None, str | None]:
    day = dt.date(2018, 6, 1)
    event = read(Article(article_id="t", text=text, language="en", published=day)).events[0]
    return event.actor1, event.actor2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hezbollah fighters and army troops had entered the town of Nawa.", f"Hezbollah; {ARMY}"),
        ("The army, Hezbollah and the NDF entered Nawa.", f"{ARMY}; Hezbollah; National Defence Forces (NDF)"),
        ("After battles with ISIS, the army and Hezbollah entered Palmyra.", f"{ARMY}; Hezbollah"),
        (
            "Army soldiers, Russian troops and fighters of Hezbollah entered Nawa.",
            f"{ARMY}; Russian forces (Russia); Hezbollah",
        ),
        ("Regime forces, along with Russian military police, entered Nawa.", ARMY),
        (
            "The Turkish army and Turkish-backed rebels, also known as the SNA, shelled Manbij.",
            "Turkish forces (Turkey); Syrian National Army (SNA)",
        ),
    ],
)
def test_all_that_are_coordinated_before_a_verb_act(text: str, expected: str) -> None:
    assert actors(text)[0] == expected


def test_both_sides_of_a_fight_may_be_several() -> None:
    assert actors("The army and Hezbollah fought with ISIS and the Nusra Front near Nawa.") == (
        f"{ARMY}; Hezbollah",
        f"{ISIS}; Jabhat al-Nusra (al-Nusra Front)",
    )


def test_all_that_are_coordinated_before_a_passive_are_attacked() -> None:
    assert actors("The army and Hezbollah were attacked in Palmyra.") == (None, f"{ARMY}; Hezbollah")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Militants fighting under the banner of the ISIS group captured the village of Nawa.", ISIS),
        ("Fighters loyal to ISIS captured the village of Nawa.", ISIS),
        ("Gunmen affiliated with HTS arrested a man in Saraqib.", "Hayat Tahrir al-Sham (HTS)"),
        ("Fighters from Jaysh al-Islam captured the town of Nawa.", "Jaysh al-Islam"),
        ('Gunmen of the Turkish-backed "Ahrar al-Sharqiya" faction arrested a man in Tadef.', "Ahrar al-Sharqiya"),
        ("Gunmen from the town arrested a man in Tadef.", "unknown gunmen"),
        ("Militants linked to Russia captured the town of Nawa.", "militants"),
    ],
)
def test_men_are_whose_they_are_told_to_be(text: str, expected: str) -> None:
    assert actors(text)[0] == expected


def test_who_is_fought_after_a_capture_is_not_the_banner_fought_under() -> None:
    text = (
        "Militants fighting under the banner of ISIS captured Nawa after battles with the so-called Free Syrian Army."
    )
    assert actors(text) == (ISIS, "Free Syrian Army (FSA)")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The al-Hamza Division stormed Tadef. The division arrested 12 people there.", "Hamza Division"),
        ("The Storm Brigade shelled Tadef. The brigade captured Nawa.", "Storm Brigade"),
        ("The army shelled Tadef. The division arrested 12 people in Nawa.", None),
    ],
)
def test_a_unit_with_the_article_is_the_one_told_before(text: str, expected: str | None) -> None:
    day = dt.date(2018, 6, 1)
    last = read(Article(article_id="t", text=text, language="en", published=day)).events[-1]
    assert last.actor1 == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Israel struck factories controlled by Hezbollah near Homs.", ("Israeli Air Force (Israel)", "Hezbollah")),
        ("Turkish forces shelled villages held by the Syrian army near Tadef.", ("Turkish forces (Turkey)", ARMY)),
        ("The army shelled villages held by rebels near Nawa, killing five civilians.", (ARMY, "civilians")),
    ],
)
def test_who_holds_what_is_attacked_is_attacked(text: str, expected: tuple[str, str]) -> None:
    assert actors(text) == expected
