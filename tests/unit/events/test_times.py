"""Whose time a time is: sentences of our own, through the whole pipeline."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.language import detect_language
from geoevents.model import Article
from geoevents.pipeline import read

PUBLISHED = dt.date(2018, 7, 28)


def days(text: str) -> list[tuple[str | None, str | None]]:
    article = Article(article_id="t", text=text, language=detect_language(text), published=PUBLISHED)
    return [(e.location, e.event_date.isoformat()[5:] if e.event_date else None) for e in read(article).events]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # a relative clause keeps its time
        ("وفي بلدة محجة التي زارها وفد أممي مطلع الشهر قصفت قوات النظام السوق.", [("Mahajjah", "07-28")]),
        # a time behind a verb does not hold beyond "while", unless it is the first event's
        (
            "انفجرت عبوة في نوى. ودارت اشتباكات أمس في بلدة تسيل، فيما قصفت قوات النظام بلدة الشجرة.",
            [("Nawa", "07-28"), ("Tasil", "07-27"), ("al-Shajarah", "07-28")],
        ),
        (
            "دارت اشتباكات أمس في بلدة تسيل، فيما قصفت قوات النظام بلدة الشجرة.",
            [("Tasil", "07-27"), ("al-Shajarah", "07-27")],
        ),
        # but it does for what is coordinated with it, and at the head it sets the scene
        (
            "شنت الطائرات أمس غارات على بلدة تسيل وقصفت المدفعية بلدة الشجرة.",
            [("Tasil", "07-27"), ("al-Shajarah", "07-27")],
        ),
        (
            "وأمس دارت اشتباكات في بلدة تسيل، فيما قصفت قوات النظام بلدة الشجرة.",
            [("Tasil", "07-27"), ("al-Shajarah", "07-27")],
        ),
        # when an agreement was made is not when it was broken
        ("خرقاً للهدنة المعلنة في الخامس من تموز، قصفت قوات النظام بلدة نوى.", [("Nawa", "07-28")]),
        ("قصفت قوات النظام بلدة نوى قبل شوي.", [("Nawa", "07-28")]),
    ],
)
def test_whose_time(text: str, told: list[tuple[str, str]]) -> None:
    assert days(text) == told


def test_posts_of_one_line_keep_apart() -> None:
    told = days(
        "16:50 | #السويداء: هاجم شبان محليون حاجزاً لقوات النظام في بلدة القريا ليلة أمس || #درعا: انفجرت عبوة ناسفة في مدينة نوى"
    )
    assert told == [("al-Qurayya", "07-27"), ("Nawa", "07-28")]


def test_a_time_of_day_before_a_heading() -> None:
    article = Article(article_id="t", text="05:40 | #منبج: قصف مدفعي تركي قرب #عون_الدادات", language="ar")
    assert [event.location for event in read(article).events] == ["Awn al-Dadat"]
