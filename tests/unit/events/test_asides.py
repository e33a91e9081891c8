"""Long English sentences: each clause keeps its own places, days and parties."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.model import Article, Event
from geoevents.pipeline import read

PUBLISHED = dt.date(2016, 9, 14)
ARMY = "Syrian government/regime forces"
REBELS = "opposition factions (rebels)"


def events(text: str) -> tuple[Event, ...]:
    return read(Article(article_id="t", text=text, language="en", published=PUBLISHED)).events


def told(text: str) -> set[tuple[str, str | None, str | None]]:
    return {(e.category, e.location_local, str(e.event_date) if e.event_date else None) for e in events(text)}


def parties(text: str) -> list[tuple[str | None, str | None]]:
    return [(event.actor1, event.actor2) for event in events(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Saraqib, home to many families who had fled Rastan in 2014, was shelled on Monday.",
            ("shelling", "Saraqib", "2016-09-12"),
        ),
        (
            "Artillery fire hit the village of Talbiseh, where a ceasefire was agreed in May, on Saturday.",
            ("shelling", "Talbiseh", "2016-09-10"),
        ),
        (
            "The town of Nawa, which rebels had captured in November 2014, came under air strikes on Tuesday.",
            ("air_strike", "Nawa", "2016-09-13"),
        ),
        (
            "The town of Nawa, which rebels had captured in November 2014, came under air strikes on Tuesday.",
            ("advance", "Nawa", "2014-11-01"),
        ),
        (
            "Jets destroyed a mosque in Yabroud, which rebels had held since last year.",
            ("air_strike", "Yabroud", "2016-09-14"),
        ),
        (
            "A drone hit a car in Binnish, killing a commander of Ahrar al-Sham who had fought in Rastan in 2013.",
            ("air_strike", "Binnish", "2016-09-14"),
        ),
        (
            "Shelling of Atarib, which took place on Sunday, killed two people.",
            ("shelling", "Atarib", "2016-09-11"),
        ),
    ],
)
def test_a_relative_clause_keeps_its_days_and_places(text: str, expected: tuple[str, str, str]) -> None:
    found = told(text)
    assert expected in found
    assert [day for category, _, day in found if category == expected[0]] == [expected[2]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels, who met envoys in Geneva in May, shelled army positions in Mhardeh on Monday.", (REBELS, ARMY)),
        ("Government forces, residents of Douma said, shelled Arbin on Tuesday.", (ARMY, None)),
        (
            "The Turkish army, in its third such attack in a week, shelled Tell Rifaat.",
            ("Turkish forces (Turkey)", None),
        ),
        ("Rebels, backed by Turkish tanks fighting near Azaz, captured Tell Rifaat.", (REBELS, None)),
        ("The YPG said it had shelled Marea.", ("People's Protection Units (YPG)", None)),
        ("Shells that state television blamed on rebels in Harasta hit Jaramana.", (REBELS, None)),
        ("A raid by jets of the US-led coalition hit Mayadin.", ("US-led Coalition", None)),
        ("GoS forces shelled Binnish.", (ARMY, None)),
        ("NSAGs fired mortars at GoS positions in Mhardeh.", ("non-state armed groups", ARMY)),
        ("Islamic State fighters stormed an army checkpoint in Salamiyah.", ("Islamic State (ISIS)", ARMY)),
        ("Turkish artillery hit a rebel command post in Tell Rifaat.", ("Turkish forces (Turkey)", REBELS)),
        ("The Army of Islam shelled Arbin.", ("Jaysh al-Islam", None)),
    ],
)
def test_the_parties_of_the_main_verb(text: str, expected: tuple[str | None, str | None]) -> None:
    assert parties(text) == [expected]


def test_a_pronoun_is_the_one_who_acted_before() -> None:
    found = events("Islamic State seized Suluk on Sunday. It shelled Tell Abyad on Monday.")
    assert [event.actor1 for event in found] == ["Islamic State (ISIS)", "Islamic State (ISIS)"]


def test_a_spokesman_denies_what_his_party_did() -> None:
    found = events("The spokesman of Ahrar al-Sham denied that its men had shelled Mhardeh.")
    assert [(e.actor1, e.actor2, e.status) for e in found] == [("Ahrar al-Sham", None, "denied")]


@pytest.mark.parametrize(
    ("text", "place", "origin"),
    [
        ("Insurgents in Zamalka shelled Jaramana on Sunday.", "Jaramana", "Zamalka"),
        ("Army artillery stationed in Mhardeh shelled Kafr Zita on Monday.", "Kafr Zita", "Mhardeh"),
        ("Mortar rounds fired by rebels in Harasta hit a school in Jaramana.", "Jaramana", "Harasta"),
        ("Tanks have been moving up the highway from Salamiyah towards Saraqib since Tuesday.", "Saraqib", "Salamiyah"),
    ],
)
def test_where_an_attack_or_a_journey_came_from(text: str, place: str, origin: str) -> None:
    found = events(text)
    assert [(event.location_local, event.origin) for event in found] == [(place, origin)] or [
        (event.destination, event.origin) for event in found
    ] == [(place, origin)]


def test_reports_that_are_rejected_are_denied() -> None:
    found = events("The ministry rejects as an invention reports that jets struck a clinic in Kafr Zita.")
    assert [event.status for event in found] == ["denied"]


def test_the_passive_takes_no_agent_from_the_verb_before() -> None:
    found = events("Troops of the 4th Division arrested nine men in Madaya after a patrol was ambushed near Zabadani.")
    assert [event.actor1 for event in found if event.category == "clash"] == [None]


def test_residents_who_protest_elsewhere() -> None:
    assert told("Residents of Arbin protested on Monday in Azaz.") == {("protest", "Azaz", "2016-09-12")}


def test_who_counts_the_dead_sits_elsewhere() -> None:
    text = "Mortars hit Salamiyah on Tuesday; the health directorate in Hama put the toll at four dead."
    assert told(text) == {("shelling", "Salamiyah", "2016-09-13")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Islamic State seized Suluk on September 3. A week after Suluk fell, it attacked Ain Issa.",
            ("clash", "Ain Issa", "2016-09-10"),
        ),
        (
            "Troops took Zabadani on September 2. In the three days that followed, jets bombed Madaya.",
            ("air_strike", "Madaya", "2016-09-03"),
        ),
        (
            "A drone crashed in Hajin on Friday, two days after rockets had hit Mayadin.",
            ("shelling", "Mayadin", "2016-09-07"),
        ),
        ("A week after the fall of a town, jets bombed Mhardeh.", ("air_strike", "Mhardeh", None)),
        ("Shells hit Atarib and Binnish on 10 and 11 September respectively.", ("shelling", "Binnish", "2016-09-11")),
        ("Rockets struck Nawa and Inkhil on Saturday and Sunday respectively.", ("shelling", "Nawa", "2016-09-10")),
    ],
)
def test_days_are_counted_from_events_told(text: str, expected: tuple[str, str, str | None]) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A spokesman said that Monday's raid on Mayadin killed two guards.", "Mayadin"),
        ("The army said that on Monday its jets had bombed Nawa.", "Nawa"),
    ],
)
def test_the_day_of_what_was_said(text: str, place: str) -> None:
    assert told(text) == {("air_strike", place, "2016-09-12")}


def test_where_people_are_arrested_is_no_launch() -> None:
    assert ("arrest", "Azaz", "2016-09-11") in told("Police in Azaz arrested two men on Sunday after a blast in Marea.")


def test_families_who_flee_are_no_army() -> None:
    text = "The army shelled Saraqib on Sunday, and about 300 families from Binnish fled to Azaz."
    assert [(event.category, event.actor1) for event in events(text)] == [("shelling", ARMY), ("evacuation", None)]


def test_a_plan_of_another_clause_is_not_part_of_the_journey() -> None:
    text = "Trucks crossed from Turkey at Bab al-Hawa on Monday, and a mission to Rastan is scheduled for 20 September."
    assert [event.location_local for event in events(text)] == ["Bab al-Hawa"]
