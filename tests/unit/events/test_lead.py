"""A headline's events are told below it."""

from __future__ import annotations

import datetime as dt

from geoevents.model import Article
from geoevents.pipeline import read

TITLE = "قتلى في قصف على ريف إدلب"
BODY = "قتل ثلاثة مدنيين جراء قصف مدفعي لقوات النظام استهدف بلدة سرمين أمس."


def events(title: str | None, text: str) -> list[tuple[str, str | None]]:
    article = Article(article_id="t", text=text, language="ar", title=title, published=dt.date(2019, 6, 1))
    return [(event.category, event.location) for event in read(article).events]


def test_a_headline_is_no_event_beside_what_the_text_tells() -> None:
    assert events(TITLE, f"{TITLE}\n\n{BODY}") == events(TITLE, BODY) == [("shelling", "Sarmin")]


def test_a_headline_that_the_text_does_not_tell_again_stays() -> None:
    told = events(TITLE, f"{TITLE}\n\nوانفجرت عبوة ناسفة في مدينة نوى أمس.")
    assert ("shelling", "Idlib Governorate") in told
    assert ("explosion", "Nawa") in told


def test_only_the_text_s_own_title_is_a_headline() -> None:
    assert len(events(None, f"{TITLE}\n\n{BODY}")) == 2
