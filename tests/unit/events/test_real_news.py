"""Turns of real bulletins and agency reports, in sentences of our own."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.language import detect_language
from geoevents.model import Article
from geoevents.pipeline import read

PUBLISHED = dt.date(2018, 7, 28)


def told(text: str) -> list[tuple[str, str | None]]:
    article = Article(article_id="t", text=text, language=detect_language(text), published=PUBLISHED)
    return [(event.category, event.location) for event in read(article).events]


@pytest.mark.parametrize(
    ("text", "events"),
    [
        # a patrol or a convoy that is struck does not travel
        ("استهدفت عبوة ناسفة دورية مشتركة لقوات النظام قرب بلدة نوى.", [("explosion", "Nawa")]),
        ("شن الطيران الحربي غارة على رتل عسكري قرب بلدة نوى.", [("air_strike", "Nawa")]),
        ("وصل رتل عسكري إلى بلدة نوى.", [("movement", "Nawa")]),
        # what men on the ground destroy they destroy in a fight, aircraft and artillery from afar
        ("أعطبت فصائل المعارضة دبابة لقوات النظام قرب بلدة نوى.", [("clash", "Nawa")]),
        ("Rebels destroyed two army vehicles near Nawa.", [("clash", "Nawa")]),
        ("Russian jets destroyed a depot near Nawa.", [("air_strike", "Nawa")]),
        # the town that a neighbourhood is told to be in
        ("انفجرت عبوة ناسفة في حي المحطة بمدينة إزرع.", [("explosion", "المحطة")]),
    ],
)
def test_what_is_told(text: str, events: list[tuple[str, str | None]]) -> None:
    assert told(text) == events
