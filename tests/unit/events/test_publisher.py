"""What a publisher's own people tell is asserted; what others tell is claimed by them, papers by their names."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.model import Article
from geoevents.pipeline import read

DAY = dt.date(2017, 6, 1)


def claim(text: str, source: str | None) -> tuple[str, str | None]:
    (event,) = read(Article(article_id="t", text=text, language="en", published=DAY, source=source)).events
    return event.status, event.claimed_by


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("SOHR", "The Syrian Observatory for Human Rights said the army shelled Jasim.", ("asserted", None)),
        ("SOHR", "SOHR activists said that the army shelled Jasim.", ("asserted", None)),
        ("Euphrates Post", "A Euphrates Post correspondent said the army shelled Jasim.", ("asserted", None)),
        ("Euphrates Post", "The correspondent said the army shelled Jasim.", ("asserted", None)),
        ("Euphrates Post", "The army shelled Jasim, according to the correspondent.", ("asserted", None)),
        ("Euphrates Post", "An Orient reporter said the army shelled Jasim.", ("claimed", "Orient")),
        ("Euphrates Post", "The army shelled Jasim, a reporter for a Gulf channel said.", ("claimed", "media")),
        ("Euphrates Post", "SOHR activists said that the army shelled Jasim.", ("claimed", "activists")),
        (
            "Euphrates Post",
            "A Euphrates Post reporter said, quoting a military source, that the army shelled Jasim.",
            ("claimed", "military source"),
        ),
        (None, "The Arabic-language Sham Now news website reported the army shelled Jasim.", ("claimed", "Sham Now")),
        (None, "Jordan's al-Rai newspaper reported that the army shelled Jasim.", ("claimed", "al-Rai")),
        (None, "The army shelled Jasim, Reuters reported.", ("claimed", "Reuters")),
        (None, "The army shelled Jasim, local media reported.", ("claimed", "media")),
        (None, "Rebels fired at a post of Hezbollah in Jasim, said the watchdog.", ("claimed", "SOHR")),
    ],
)
def test_who_says_so(source: str | None, text: str, expected: tuple[str, str | None]) -> None:
    assert claim(text, source) == expected
