"""English sentences that go on telling: participles, asides on what once happened, "while another two died"."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.model import Article, Event
from geoevents.pipeline import read

DAY = dt.date(2014, 7, 28)


def events(text: str) -> tuple[Event, ...]:
    return read(Article(article_id="t", text=text, language="en", published=DAY)).events


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Jets made air strikes, dropping bombs on Nawa, and hitting targets in the province of Raqqa and in Palmyra.",
            [("air_strike", "Nawa"), ("air_strike", "Raqqa"), ("air_strike", "Palmyra")],
        ),
        (
            "Warplanes bombed Nawa, killing five people, and hitting targets in the town of Jasim.",
            [("air_strike", "Nawa"), ("air_strike", "Jasim")],
        ),
        (
            "Fighting raged in Hama, where three rebels were killed, while another four died in the town of Jasim.",
            [("clash", "Hama"), ("clash", "Jasim")],
        ),
    ],
)
def test_what_goes_on_is_of_one_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(event.category, event.location_local) for event in events(text)] == expected


def test_more_dead_of_a_fight_are_counted_at_their_own_place() -> None:
    here, there = events("Fighting raged in Hama, where two rebels died, while another four died in Jasim.")
    assert (here.fatalities, there.fatalities) == (2, 4)


def test_a_place_known_for_a_massacre_has_two_events_on_two_days() -> None:
    text = "Six civilians died in air strikes on Jasim, the site of a massacre in which 80 people were killed in May."
    raid, massacre = events(text)
    assert (raid.category, raid.event_date, raid.fatalities) == ("air_strike", DAY, 6)
    assert (massacre.category, massacre.fatalities) == ("violence_against_civilians", 80)
    assert (massacre.event_date, massacre.end_date) == (dt.date(2014, 5, 1), dt.date(2014, 5, 31))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A car bomb went off in Jaramana, causing damage but no casualties.", (0, 0)),
        ("Shells hit Jasim, but no one was killed or injured.", (0, 0)),
        ("There were no reports of casualties in the shelling of Jasim.", (None, None)),
        ("Shells hit Jasim, and there was no information about casualties.", (None, None)),
    ],
)
def test_nobody_harmed_is_told_as_zero(text: str, expected: tuple[int | None, int | None]) -> None:
    (event,) = events(text)
    assert (event.fatalities, event.injured) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army took Jasim on Friday.\n\nFour days after it seized Nawa, it is now moving on Inkhil.",
            [("Jasim", dt.date(2014, 7, 25)), ("Nawa", dt.date(2014, 7, 21))],
        ),
        (
            "The army took Jasim on 1 July. Two days after rebels seized Nawa, the army shelled Inkhil.",
            [("Jasim", dt.date(2014, 7, 1)), ("Nawa", None), ("Inkhil", dt.date(2014, 7, 3))],
        ),
    ],
)
def test_days_counted_from_an_event_are_no_days_ahead(text: str, expected: list[tuple[str, dt.date | None]]) -> None:
    assert [(event.location_local, event.event_date) for event in events(text)][: len(expected)] == expected


def test_a_pronoun_may_open_the_next_paragraph() -> None:
    assert [e.actor1 for e in events("Rebels captured Jasim.\n\nThey also shelled the town of Nawa.")] == [
        "opposition factions (rebels)",
        "opposition factions (rebels)",
    ]


def test_a_party_and_shelled_open_a_main_clause() -> None:
    seized, shelled = events("After rebels seized Nawa, the army shelled Jasim.")
    assert (seized.actor1, shelled.actor1) == ("opposition factions (rebels)", "Syrian government/regime forces")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army was focusing on villages - Jasim, Inkhil - while activists said rebels had entered Nawa.",
            [("advance", "Nawa", "opposition factions (rebels)")],
        ),
        (
            "IDLIB, Syria (Agency) - Turkish forces shelled the village of Jasim.",
            [("shelling", "Jasim", "Turkish forces (Turkey)")],
        ),
        (
            "The army, backed by a Russian air campaign, has been pushing into Jasim.",
            [("advance", "Jasim", "Syrian government/regime forces")],
        ),
        ("Rebels are shelling Jasim.", [("shelling", "Jasim", "opposition factions (rebels)")]),
        (
            "As a result of the shelling, residents of border areas of Jasim fled their homes.",
            [("evacuation", "Jasim", None)],
        ),
        (
            "A spokesman said, quoting an officer, that rebels and ISIS, also known as Daesh, shelled Jasim.",
            [("shelling", "Jasim", "opposition factions (rebels); Islamic State (ISIS)")],
        ),
        (
            "Rebels left Jasim on buses, in line with an agreement reached between them and the army.",
            [("movement", "Jasim", "opposition factions (rebels)")],
        ),
    ],
)
def test_what_stands_around_the_verb(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [(e.category, e.location_local, e.actor1) for e in events(text)] == expected


@pytest.mark.parametrize("text", ["5 killed in air strikes on Jasim.", "Air strikes on Jasim: 5 killed."])
def test_a_bare_number_before_killed_counts_people(text: str) -> None:
    assert [event.fatalities for event in events(text)] == [5]


def test_which_an_agreement_is_told_by_is_no_source() -> None:
    event, *_ = events("A deal was reached in Jasim, according to which regime forces were allowed to deploy.")
    assert (event.status, event.claimed_by) == ("asserted", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A woman was among 12 killed in air strikes on Jasim.", 12),
        ("Twelve people, among them two women, were killed in air strikes on Jasim.", 12),
    ],
)
def test_among_a_number_of_dead_is_no_part_of_them(text: str, expected: int) -> None:
    assert [event.fatalities for event in events(text)] == [expected]
