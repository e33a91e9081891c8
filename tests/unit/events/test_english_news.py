"""English sentences as news writes them, through the whole pipeline."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.model import Article, Event
from geoevents.pipeline import read

PUBLISHED = dt.date(2017, 6, 1)


def events(text: str) -> tuple[Event, ...]:
    return read(Article(article_id="t", text=text, language="en", published=PUBLISHED)).events


def told(text: str) -> list[tuple[str, str | None]]:
    return [(event.category, event.location_local) for event in events(text)]


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("The army stormed the Mennagh Military Airport on Friday.", "Mennagh Military Airport"),
        ("Rebels attacked the Jarrah Airbase at dawn.", "Jarrah Airbase"),
        ("Jets bombed the Hama Governorate overnight.", "Hama Governorate"),
        ("Rebels shelled Saraqib city on Sunday.", "Saraqib"),
    ],
)
def test_a_capitalised_class_word_is_part_of_the_local_name(text: str, local: str) -> None:
    assert [place for _, place in told(text)] == [local]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Warplanes struck Manbij and al-Rai in east Aleppo.", [("air_strike", "Manbij"), ("air_strike", "al-Rai")]),
        ("Jets bombed the Damascus suburb of Harasta.", [("air_strike", "Harasta")]),
        ("Shells hit the Jobar district of Damascus.", [("shelling", "Jobar")]),
        ("Troops launched an assault in the Qalamoun region of rural Damascus.", [("clash", "Qalamoun")]),
        ("Jets struck Khanasir, which is located some 50 km away from Aleppo.", [("air_strike", "Khanasir")]),
        ("Shells hit Nawa, Daraa, on Friday.", [("shelling", "Nawa")]),
        ("Shells hit Nawa, Daraa.", [("shelling", "Nawa")]),
        ("Shells hit Nawa, Daraa and Jasim.", [("shelling", "Nawa"), ("shelling", "Daraa"), ("shelling", "Jasim")]),
        ("Shells hit Nawa and Daraa.", [("shelling", "Nawa"), ("shelling", "Daraa")]),
    ],
)
def test_what_only_tells_where_a_place_lies_is_no_event_of_its_own(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Widespread destruction in Nawa city due to Russian airstrikes",
        "Destruction in the town of Nawa as a result of bombing by Russian aircrafts",
    ],
)
def test_destruction_and_its_cause_are_one_strike(text: str) -> None:
    assert told(text) == [("air_strike", "Nawa")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to a military source in Homs, troops seized the town of Maheen.", [("advance", "Maheen")]),
        ("Activists in Aleppo said that jets bombed Maskanah.", [("air_strike", "Maskanah")]),
        ("Troops attacked Morek in order to reinforce their positions at Souran.", [("clash", "Morek")]),
        ("Rebels repelled an attack by the army on the town of Halfaya, northern Hama.", [("clash", "Halfaya")]),
        ("Jets struck Morek and eastern Ghouta.", [("air_strike", "Morek"), ("air_strike", "Ghouta")]),
        ("Fighters of the Free Syrian Army entered Nawa.", [("advance", "Nawa")]),
        ("The army lost the town of Khan Touman to the rebels.", [("advance", "Khan Touman")]),
        ("Not long after dawn, troops captured Halfaya.", [("advance", "Halfaya")]),
        ("Militants stormed the strategic hilltop of Tal Bizmaran.", [("clash", "Tal Bizmaran")]),
        ("The army entered the Zarzuri District on Monday.", [("advance", "Zarzuri District")]),
    ],
)
def test_places_of_one_event(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "actor1", "actor2"),
    [
        ("Saraqib was captured by the Syrian Democratic Forces.", "Democratic", None),
        ("Turkish troops came under attack by the YPG in Afrin.", "YPG", "Turkish"),
        ("Clashes between the SDF and the Islamic State erupted in Hajin.", "SDF", "ISIS"),
        ("The army lost the town of Khan Touman to the rebels.", "rebel", "Syrian government"),
    ],
)
def test_the_article_before_a_party(text: str, actor1: str, actor2: str | None) -> None:
    (event,) = events(text)
    assert actor1 in (event.actor1 or "")
    assert event.actor2 is None if actor2 is None else actor2 in (event.actor2 or "")


def test_a_main_clause_has_its_own_subject() -> None:
    first, second = events("After capturing Maskanah, the Syrian Army entered Dayr Hafir.")
    assert (first.location_local, second.location_local) == ("Maskanah", "Dayr Hafir")
    assert second.actor1 is not None
    assert "Syrian" in second.actor1


@pytest.mark.parametrize(
    ("text", "category", "actor1"),
    [
        ("Nine civilians were killed in rebel shelling of Nubl on Saturday.", "shelling", "rebel"),
        ("Six militants were killed in U.S.-led coalition airstrikes on Hajin.", "air_strike", "Coalition"),
        ("Observers said that regime forces shelled with artillery the village of Halfaya.", "shelling", "Syrian"),
        ("The army killed militants in Maskanah.", "clash", "Syrian"),
        ("U.S. forces conducted a helicopter raid in Markada, capturing an ISIS facilitator.", "clash", "US"),
        ("Rebels launched an offensive to recapture the town of Suran.", "clash", "rebel"),
        ("Army units confronted an attack by terrorists on checkpoints in Halfaya.", "clash", "Syrian"),
    ],
)
def test_whose_attack(text: str, category: str, actor1: str) -> None:
    event = events(text)[0]
    assert event.category == category
    assert actor1 in (event.actor1 or "")


@pytest.mark.parametrize(
    "text",
    [
        "A tunnel used by militants was found in Daraya.",
        "Families live in a displacement camp near Atmeh.",
        "Volunteers treated injured people in Binnish.",
    ],
)
def test_nothing_happens(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Rebels shelled Jurin, killing two soldiers and wounding five others.", 2, 5),
        ("An airstrike on Nawa killed 20 people, nine of them children.", 20, None),
        ("At least 23 people, nine of them children, were killed in airstrikes on Nawa.", 23, None),
        ("A woman and her three children were killed in an airstrike on Nawa.", 4, None),
        ("Clashes near Nawa left 11 soldiers and eight fighters dead.", 19, None),
        ("Four people were killed and 17 wounded by rockets fired by insurgents at Nubl.", 4, 17),
        ("Another army unit killed other terrorists in Nawa.", None, None),
    ],
)
def test_counts(text: str, killed: int | None, injured: int | None) -> None:
    (event,) = events(text)
    assert (event.fatalities, event.injured) == (killed, injured)


def test_what_somebody_says_had_happened_is_the_news() -> None:
    (event,) = events("The army said that its troops had captured the town of Suran.")
    assert event.event_date == PUBLISHED
