"""A capture without an opponent gets the only one that its party has in the article."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.model import Article
from geoevents.pipeline import read

WITH_ISIS = "Clashes broke out between the SDF and ISIS in al-Tabqa."
WITH_REBELS = "Clashes broke out between the SDF and the Syrian National Army in Manbij."
CAPTURE = "The SDF captured the town of al-Mansoura."


@pytest.mark.parametrize(
    ("fights", "opponent"),
    [
        ([WITH_ISIS], "Islamic State (ISIS)"),
        ([WITH_ISIS, WITH_ISIS], "Islamic State (ISIS)"),
        ([WITH_ISIS, WITH_REBELS], None),
        ([], None),
    ],
)
def test_the_only_opponent_in_the_article(fights: list[str], opponent: str | None) -> None:
    text = "\n".join([*fights, CAPTURE])
    events = read(Article(article_id="t", text=text, language="en", published=dt.date(2017, 6, 1))).events
    capture = next(event for event in events if event.category == "advance")
    assert capture.actor1 == "Syrian Democratic Forces (SDF)"
    assert capture.actor2 == opponent
