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
