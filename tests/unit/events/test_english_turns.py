"""English turns of phrase: who tells it, whose soldiers and guns they are, and what only describes a place or a bomb."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.model import Article, Event
from geoevents.pipeline import read

DAY = dt.date(2016, 9, 14)
ARMY = "Syrian government/regime forces"


def events(text: str) -> tuple[Event, ...]:
    return read(Article(article_id="t", text=text, language="en", published=DAY)).events


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkish jets are said to have flattened a weapons store in al-Bab.", ("claimed", "reports")),
        ("Rebels captured Sinjar on Monday, opposition campaigners said.", ("claimed", None)),
        ("A car bomb exploded in Azaz, witnesses said.", ("claimed", "witnesses")),
        ("Shells hit Douma, according to AFP.", ("claimed", "AFP")),
        ("An attack on Manbij might start within a week, an SDF commander said.", ("hypothetical", None)),
        ("We expect the Syrian army to storm Morek.", ("hypothetical", None)),
        ("The assault on Zakia could begin any day.", ("hypothetical", None)),
    ],
)
def test_how_sure_it_is_and_who_says_so(text: str, expected: tuple[str, str | None]) -> None:
    (event,) = events(text)
    status, teller = expected
    assert event.status == status
    assert teller is None or event.claimed_by == teller


@pytest.mark.parametrize(
    ("text", "category", "actor"),
    [
        ("Syrian troops marched into Talbiseh on Thursday without firing a shot.", "advance", ARMY),
        ("The army and rebels were slugging it out around Tal Rifat.", "clash", ARMY),
        ("Manbij was taken by the SDF on Friday.", "advance", "Syrian Democratic Forces (SDF)"),
        ("Syrian forces were trying to win back the town of Salma on Monday.", "clash", ARMY),
        ("Turkish gunners returned fire toward Jarabulus.", "shelling", "Turkish forces (Turkey)"),
        ("Over a thousand people filled the main square of Nawa on Friday.", "protest", "demonstrators"),
        ("Residents said that soldiers had fired on a bus in Talfita.", "violence_against_civilians", ARMY),
        ("Turkish forces entered Qabasin. Troops then stormed Bizaah.", "clash", "Turkish forces (Turkey)"),
        ("Jaysh al-Islam stormed Mesraba. Its snipers shot dead two men in Douma.", "violence_against_civilians", None),
    ],
)
def test_what_it_is_and_who_did_it(text: str, category: str, actor: str | None) -> None:
    event = events(text)[-1]
    assert (event.category, event.actor1) == (category, actor or "Jaysh al-Islam")


def test_the_guns_of_those_told_before() -> None:
    _, second = events("Turkish forces entered Jarabulus on Monday. Their tanks shelled Qabasin a day later.")
    assert (second.category, second.actor1) == ("shelling", "Turkish forces (Turkey)")


@pytest.mark.parametrize(
    "text",
    [
        "Refugees from the battered Jobar district are living in tents.",
        "The ministry did not name the targets in Homs.",
        "The trial set off a long row in Damascus.",
    ],
)
def test_what_tells_no_event(text: str) -> None:
    assert events(text) == ()


def test_a_list_ends_before_the_other_targets() -> None:
    found = events("Jets attacked Saraqib, Binnish and Taftanaz, among other targets.")
    assert [(e.category, e.location_local) for e in found] == [
        ("air_strike", name) for name in ("Saraqib", "Binnish", "Taftanaz")
    ]


def test_a_group_is_no_single_victim() -> None:
    (event,) = events("State media said troops had eliminated a terrorist group in Kinana on Tuesday.")
    assert (event.actor1, event.fatalities) == (ARMY, None)


def test_missiles_start_from_where_they_were_launched() -> None:
    (event,) = events("The missiles were launched late on Tuesday from the occupied Golan targeting Jamraya.")
    assert event.location_local == "Jamraya"
