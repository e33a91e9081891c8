"""What kind of event English words tell, when and where: sentences of our own, through the whole pipeline."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.model import Article, Event
from geoevents.pipeline import read

PUBLISHED = dt.date(2018, 7, 28)


def events(text: str) -> tuple[Event, ...]:
    return read(Article(article_id="t", text=text, language="en", published=PUBLISHED)).events


@pytest.mark.parametrize(
    ("text", "category", "location"),
    [
        ("Drones laden with explosives struck a parade in Homs on Monday.", "air_strike", "Homs"),
        ("A drone packed with explosives crashed into a base in Hmeimim.", "air_strike", "Hmeimim"),
        ("A parked van packed with explosives was driven into a post in Homs.", "explosion", "Homs"),
        ("A convoy of about 40 vehicles carrying fighters entered Afrin on Tuesday.", "movement", "Afrin"),
        ("Government fighters entered Afrin on Tuesday.", "advance", "Afrin"),
        ("A nine-truck convoy of the United Nations reached Douma on Monday.", "movement", "Douma"),
        ("Six villagers died in a military raid on Kanaker.", "clash", "Kanaker"),
        ("Rebel fighters pushed the army back to the outskirts of Morek.", "advance", "Morek"),
    ],
)
def test_what_kind_of_event_it_is(text: str, category: str, location: str) -> None:
    (event,) = events(text)
    assert (event.category, event.location) == (category, location)


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("At least 12 people were killed in an Islamic State suicide attack in Susiyan on Thursday.", "explosion"),
        ("Twelve people were killed in an Islamic State car bomb attack in Susiyan.", "explosion"),
        ("Twelve people were killed in the Islamic State attack on Susiyan.", "clash"),
    ],
)
def test_whose_attack_people_died_in(text: str, category: str) -> None:
    (event,) = events(text)
    assert (event.category, event.actor1, event.fatalities) == (category, "Islamic State (ISIS)", 12)


def test_targeted_killings_that_are_only_counted_are_no_attack() -> None:
    assert not events("Targeted killings in Daraa fell to six from nine.")


def test_who_claims_to_have_done_it_did_it() -> None:
    _, claimed = events("The army shelled Nawa as rebels claimed to have seized Jasim.")
    assert (claimed.actor1, claimed.status, claimed.claimed_by) == (
        "opposition factions (rebels)",
        "claimed",
        "opposition factions (rebels)",
    )


def test_a_place_without_a_name_is_not_the_place_told_before() -> None:
    told = events("The army attacked Douma on Sunday as rebels took most of a village on the Lebanese border.")
    assert [event.category for event in told] == ["clash"]


@pytest.mark.parametrize(
    "text",
    [
        "Warplanes bombed the towns of Arbin and Zamalka for a fourth straight day on Thursday.",
        "The army shelled Douma on Thursday for the third day running.",
    ],
)
def test_a_day_told_beside_a_run_of_days_is_the_day_of_the_event(text: str) -> None:
    assert {event.event_date for event in events(text)} == {dt.date(2018, 7, 26)}


def test_fire_from_held_ground_hits_another_place() -> None:
    (event,) = events("Mortar rounds fired from rebel-held Jobar hit Bab Touma on Monday.")
    assert event.location == "Bab Touma"


@pytest.mark.parametrize(
    "text",
    [
        "The army captured villages near Homs.",
        "The army took several hills near Homs.",
        "The army shelled farms in Homs.",
    ],
)
def test_an_object_that_names_no_place_hides_no_verb(text: str) -> None:
    (event,) = events(text)
    assert event.location == "Homs"


@pytest.mark.parametrize("part", ["including two children", "among them a child"])
def test_a_part_told_before_the_verb_leaves_the_verb_its_number(part: str) -> None:
    (event,) = events(f"Warplanes bombed the town of Arbin on Thursday; four people, {part}, died.")
    assert event.fatalities == 4


@pytest.mark.parametrize(
    ("text", "category", "actor1", "actor2"),
    [
        ("The factions managed to capture a member of the regime forces in Arbin.", "arrest", "opposition", "regime"),
        ("Jihadi groups fired rockets at regime positions in Arbin.", "shelling", "Islamist", "regime"),
        (
            "SDF forces backed by the coalition carried out a raid on a suspected ISIS man in Tabqa.",
            "clash",
            "SDF",
            "ISIS",
        ),
        ("Gunmen, most likely cells of Islamic State, attacked an SDF post in Tabqa.", "clash", "ISIS", "SDF"),
        ("A suspected ISIS fighter was killed by SDF forces in Tabqa.", "clash", "SDF", "ISIS"),
        ("Regime forces renewed rocket fire on Arbin.", "shelling", "regime", ""),
        ("Regime warplanes raided Arbin.", "air_strike", "Syrian Air Force", ""),
        ("Observers counted six raids executed by Russian jets on Arbin.", "air_strike", "Russian", ""),
    ],
)
def test_who_did_it_to_whom(text: str, category: str, actor1: str, actor2: str) -> None:
    (event,) = events(text)
    assert event.category == category
    assert actor1 in (event.actor1 or "")
    assert actor2 in (event.actor2 or "") if actor2 else event.actor2 is None


def test_what_helicopters_drop_is_the_weapon() -> None:
    (event,) = events("Regime helicopters dropped ten barrel bombs on Arbin.")
    assert (event.weapon, event.weapon_count) == ("barrel bomb", 10)


@pytest.mark.parametrize(
    "text",
    ["Their next target appears to be the town of Arbin.", "SDF fighters blocked the road between Raqqa and Tabqa."],
)
def test_targets_named_and_roads_blocked_by_soldiers_are_no_events(text: str) -> None:
    assert events(text) == ()


@pytest.mark.parametrize(
    ("text", "fatalities"),
    [
        ("Clashes near Tabqa killed seven SDF fighters as well as 18 IS militants, including two commanders.", 25),
        ("A man and his wife were killed in shelling of Arbin.", 2),
        ("Two children and their mother died when a shell hit their home in Arbin.", 3),
        ("A couple and their three children were killed by shelling in Arbin.", 5),
        ("A couple of soldiers were killed in Arbin.", 2),
        ("A child died in Arbin when a shell hit a school.", 1),
        ("A mother of four was killed by a sniper in Arbin.", 1),
        ("An air strike hit a house in Hajin, leaving four people, believed to be civilians, dead.", 4),
    ],
)
def test_who_is_counted(text: str, fatalities: int) -> None:
    (event,) = events(text)
    assert event.fatalities == fatalities


def test_two_sides_counted_after_the_verb_stand_against_each_other() -> None:
    (event,) = events("The clashes near Hajin killed 12 SDF fighters and 20 IS militants.")
    assert (event.actor1, event.actor2) == ("Syrian Democratic Forces (SDF)", "Islamic State (ISIS)")


def test_strikes_told_one_by_one_are_of_who_carried_them_out() -> None:
    told = events(
        "The US-led coalition carried out three air strikes on Hajin on Thursday. "
        "The third air strike hit a vehicle on the Abu Kamal road."
    )
    assert [event.actor1 for event in told] == ["US-led Coalition"] * 2


def test_two_air_forces_at_one_place_are_two_events() -> None:
    told = events("Russian jets bombed Arbin on Monday. Regime helicopters dropped barrel bombs on Arbin on Monday.")
    assert [event.actor1 for event in told] == ["Russian Air Force (Russia)", "Syrian Air Force"]


def test_a_monitoring_group_monitors_nothing_where_it_speaks() -> None:
    (event,) = events(
        "The strike killed four soldiers in Homs, which is held by Islamic State, a monitoring group says."
    )
    assert event.claimed_by == "SOHR"


def test_the_edge_of_a_northern_governorate_has_no_direction() -> None:
    (event,) = events("Troops captured a village on the edge of the northwestern province of Idlib.")
    assert (event.location, event.spatial_relation) == ("Idlib Governorate", "near")


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("The bomb hit a Russian-Turkish joint patrol in Ariha.", "explosion"),
        ("The group had targeted the joint patrol in Ariha on 14 July.", "shelling"),
        ("Six people were injured in shelling of Ariha and they were transferred to hospitals in Turkey.", "shelling"),
    ],
)
def test_patrols_that_are_hit_and_the_wounded_travel_nowhere(text: str, category: str) -> None:
    assert [(event.category, event.location) for event in events(text)] == [(category, "Ariha")]
