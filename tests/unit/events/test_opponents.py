"""A capture without an opponent gets the only one that its party has in the governorate, or in the article."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.model import Article
from geoevents.pipeline import read

WITH_ISIS = "Clashes broke out between the SDF and ISIS in al-Tabqa."
WITH_REBELS = "Clashes broke out between the SDF and the Syrian National Army in Manbij."
IN_RAQQA = "The SDF captured the town of al-Mansoura."
IN_DEIR_EZZOR = "The SDF captured the town of Hajin."


@pytest.mark.parametrize(
    ("sentences", "opponent"),
    [
        ([WITH_ISIS, IN_DEIR_EZZOR], "Islamic State (ISIS)"),
        ([WITH_ISIS, WITH_ISIS, IN_DEIR_EZZOR], "Islamic State (ISIS)"),
        ([WITH_ISIS, WITH_REBELS, IN_RAQQA], "Islamic State (ISIS)"),
        ([WITH_ISIS, WITH_REBELS, IN_DEIR_EZZOR], None),
        ([IN_RAQQA], None),
    ],
)
def test_the_only_opponent(sentences: list[str], opponent: str | None) -> None:
    text = "\n".join(sentences)
    events = read(Article(article_id="t", text=text, language="en", published=dt.date(2017, 6, 1))).events
    capture = next(event for event in events if event.category == "advance")
    assert capture.actor1 == "Syrian Democratic Forces (SDF)"
    assert capture.actor2 == opponent


def test_who_lost_a_place_is_whoever_took_it_before() -> None:
    text = "Opposition fighters seized Saraqib on 27 February.\nThe Syrian army retook Saraqib on 2 March."
    first, second = read(Article(article_id="t", text=text, language="en", published=dt.date(2020, 3, 6))).events
    assert (first.actor1, second.actor1) == (second.actor2, first.actor2)


def test_who_fights_its_allies_is_the_opponent() -> None:
    text = "Clashes broke out between the Syrian army and ISIS near Uqayribat.\nRussian jets bombed Salba."
    events = read(Article(article_id="t", text=text, language="en", published=dt.date(2017, 9, 3))).events
    strike = next(event for event in events if event.category == "air_strike")
    assert (strike.actor1, strike.actor2) == ("Russian Air Force (Russia)", "Islamic State (ISIS)")


ARMY, REBELS = "Syrian government/regime forces", "opposition factions (rebels)"
SHELLED = "The army shelled Jasim and Inkhil."
TAKEN = "Rebels captured the town of Nawa."
FIGHTING = "Fighting broke out around the town of Tafas."


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ([SHELLED, TAKEN, FIGHTING], {ARMY, REBELS}),
        ([SHELLED, FIGHTING], {None}),
        ([SHELLED, TAKEN, "ISIS shelled the town of Tasil.", FIGHTING], {None}),
        ([SHELLED, "Rebels captured the town of Saraqib.", FIGHTING], {None}),
        ([SHELLED, "Israel struck the town of Saasaa.", FIGHTING], {None}),
    ],
)
def test_a_clash_that_names_nobody_is_between_the_two_sides_of_the_text(
    sentences: list[str], expected: set[str | None]
) -> None:
    text = "\n".join(sentences)
    events = read(Article(article_id="t", text=text, language="en", published=dt.date(2014, 6, 1))).events
    clash = next(event for event in events if event.category == "clash")
    assert {clash.actor1, clash.actor2} == expected


def test_a_capture_is_the_other_side_s_loss() -> None:
    text = f"{SHELLED}\n{TAKEN}"
    taken = read(Article(article_id="t", text=text, language="en", published=dt.date(2014, 6, 1))).events[-1]
    assert (taken.actor1, taken.actor2) == (REBELS, ARMY)
