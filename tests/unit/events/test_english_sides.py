"""Who fights whom in English sentences of our own, through the whole pipeline."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.model import Article, Event
from geoevents.pipeline import read

PUBLISHED = dt.date(2018, 7, 28)
ARMY, ISIS, REBELS = "Syrian government/regime forces", "Islamic State (ISIS)", "opposition factions (rebels)"
NUSRA, HTS, YPG = "Jabhat al-Nusra (al-Nusra Front)", "Hayat Tahrir al-Sham (HTS)", "People's Protection Units (YPG)"
MUBIN, LEVANT = "al-Fath al-Mubin Operations Room", "Levant Front (Jabhat al-Shamiya)"
SDF = "Syrian Democratic Forces (SDF)"


def events(text: str) -> tuple[Event, ...]:
    return read(Article(article_id="t", text=text, language="en", published=PUBLISHED)).events


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (
            "The army, alongside tribal fighters, beat back an assault by Jabhat al-Nusra on Souran.",
            (ARMY, NUSRA),
        ),
        ("The army thwarted an assault by ISIS on Khan Tuman.", (ARMY, ISIS)),
        ("The town of Saraqib was captured by the army from HTS on Thursday.", (ARMY, HTS)),
        ("Nine soldiers died in an ambush that ISIS laid near Sukhna.", (ISIS, ARMY)),
        ("Regime soldiers eliminated nine ISIS fighters near Uqayribat.", (ARMY, ISIS)),
        ("Troops loyal to President Assad captured Qusayr from rebels.", (ARMY, REBELS)),
        ("Jets from the US-led coalition struck Raqqa, killing 20 civilians.", ("US-led Coalition", "civilians")),
        (
            "A strike by an unidentified drone killed a commander of Hurras al-Din in Idlib.",
            ("unknown drones", "Hurras al-Din"),
        ),
        ("Should the truce collapse, the army may storm Nawa.", (ARMY, None)),
        ("Rebels of the al-Fath al-Mubin operations room retaliated against Saraqib.", (MUBIN, None)),
        ("Fighters of the Levant Front and Ahrar al-Sham clashed in Azaz.", (LEVANT, "Ahrar al-Sham")),
        ("Helicopters belonging to the regime dropped barrel bombs on Darayya.", ("Syrian Air Force", None)),
    ],
)
def test_agent_and_target_are_told_by_what_stands_beside_them(text: str, actors: tuple[str, str | None]) -> None:
    (event,) = events(text)
    assert (event.actor1, event.actor2) == actors


@pytest.mark.parametrize(
    ("text", "actors", "dead"),
    [
        (
            "12 regime troops and eight jihadists were killed in clashes near Khan Tuman.",
            (ARMY, "Islamist factions"),
            20,
        ),
        ("Twelve SDF fighters and 20 IS militants died in the battle for Tabqa.", (SDF, ISIS), 32),
        ("The army and rebels clashed in Nawa on Monday.", (ARMY, REBELS), None),
        (
            "Clashes broke out between the army and rebels in Harasta, leaving 6 soldiers and 9 rebels dead.",
            (ARMY, REBELS),
            15,
        ),
        ("The battle for Tabqa left 12 SDF fighters dead.", (None, SDF), 12),
    ],
)
def test_two_sides_of_the_war_told_together_fight_each_other(
    text: str, actors: tuple[str | None, str], dead: int | None
) -> None:
    (event,) = events(text)
    assert (event.actor1, event.actor2, event.fatalities) == (*actors, dead)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Retaking Kobani from ISIS, the YPG also entered Tal Abyad.", YPG),
        ("After capturing Morek, the army advanced on Khan Shaykhun.", ARMY),
        ("Advancing from Palmyra, government troops took Sukhna on Sunday.", ARMY),
        ("Clashing with rebels in Nawa, the army also shelled Jasim.", ARMY),
    ],
)
def test_a_participle_that_opens_a_sentence_has_the_subject_of_its_main_verb(text: str, actor: str) -> None:
    assert {event.actor1 for event in events(text)} == {actor}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The Syrian Observatory for Human Rights, a Britain-based group, said shells hit Harasta.",
            ("claimed", "SOHR"),
        ),
        (
            "The Syrian Observatory for Human Rights and the opposition Sham news network said jets bombed Binnish.",
            ("claimed", "SOHR"),
        ),
        (
            "Government forces shelled Ariha on Monday, killing a farmer, according to the White Helmets.",
            ("claimed", "White Helmets"),
        ),
        ("Government forces shelled Ariha, killing a farmer according to the White Helmets.", ("asserted", None)),
        (
            "An Enab Baladi correspondent said that Turkish artillery hit a bus in Afrin.",
            ("claimed", "Enab Baladi"),
        ),
        (
            "Two boys were hurt by mortar fire on Nubl, and later medics said four people had died.",
            ("asserted", None),
        ),
        ('Rebels "shelled a depot" in Nawa, said the Observatory, which has sources in the area.', ("claimed", "SOHR")),
    ],
)
def test_who_tells_speaks_for_what_the_words_of_saying_govern(text: str, told: tuple[str, str | None]) -> None:
    event = events(text)[0]
    assert (event.status, event.claimed_by) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Army units answered the terrorist groups' breaches, and targeted with artillery positions in Arbin.",
            [("shelling", "Syrian government/regime forces", None)],
        ),
        (
            "Following clashes in Arbin the army captured Zamalka.",
            [("clash", None, None), ("advance", "Syrian government/regime forces", None)],
        ),
        (
            "An air strike hit Raqqa, killing three civilians, the Syrian Democratic Forces said.",
            [("air_strike", None, "civilians")],
        ),
        (
            "A Turkish drone strike shook Qamishli, killing three civilians, the Internal Security Forces (Asayish) said.",
            [("air_strike", "Turkish Air Force (Turkey)", "civilians")],
        ),
        (
            "Rebel and Turkish forces shelled Ain Issa.",
            [("shelling", "opposition factions (rebels); Turkish forces (Turkey)", None)],
        ),
        (
            "To halt gains in Arbin, Syrian and Russian air forces destroyed the Rastan bridge.",
            [("air_strike", "Syrian Air Force; Russian Air Force (Russia)", None)],
        ),
        ("The army's artillery bombed a post in Arbin.", [("shelling", "Syrian government/regime forces", None)]),
        (
            "Two men died in an air raid attributed to Israel on Homs.",
            [("air_strike", "Israeli Air Force (Israel)", "civilians")],
        ),
        ("The rebel coalition seized Arbin.", [("advance", "opposition factions (rebels)", None)]),
    ],
)
def test_subjects_owners_and_speakers(text: str, told: list[tuple[str, str | None, str | None]]) -> None:
    assert [(e.category, e.actor1, e.actor2) for e in events(text)] == told


def test_units_operating_at_one_place_strike_another() -> None:
    told = events("Army units operating in Morek shelled Souran.")
    assert [event.location for event in told] == ["Suran"]


def test_a_dateline_is_not_where_it_happened() -> None:
    told = events(
        "QAMISHLI, Syria (Agency) - A fighter lost his life on Sunday after being hit by a drone, west of Kobani."
    )
    assert [event.location for event in told] == ["Kobani"]


def test_the_terrorist_organisation_is_the_one_told_before() -> None:
    told = events(
        "Daesh attacked Arak on Monday. The army targeted convoys of the terrorist organization near al-Sukhnah."
    )
    assert [(event.actor1, event.actor2) for event in told][1:] == [
        ("Syrian government/regime forces", "Islamic State (ISIS)")
    ]
