"""Texts that are cut off anywhere: what is read of the rest is less, never an error."""

from __future__ import annotations

import datetime as dt
import json
import random
import re
from pathlib import Path

import pytest

from geoevents.model import Article
from geoevents.pipeline import read

ARTICLES = Path(__file__).parents[2] / "data" / "annotated_articles.jsonl"
PUBLISHED = dt.date(2018, 1, 1)
SENTENCES = 25


def sentences(language: str) -> list[str]:
    rows = map(json.loads, ARTICLES.read_text(encoding="utf-8").splitlines())
    found = [s for row in rows if row["language"] == language for s in re.split(r"[.\n]\s*", row["text"]) if s]
    return random.Random(1).sample(sorted(found), SENTENCES)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_text_may_end_anywhere(language: str) -> None:
    for sentence in sentences(language):
        words = sentence.split(" ")
        for end in range(1, len(words) + 1):
            text = " ".join(words[:end])
            read(Article(article_id="t", text=text, language=language, published=PUBLISHED))


@pytest.mark.parametrize(
    ("text", "language"),
    [("Sahl", "en"), ("Maarrat", "en"), ("قصفت طائرات مدينة أريحا وعدة قرى", "ar"), ("جرح مقاتلين اثنين", "ar")],
)
def test_short_ends(text: str, language: str) -> None:
    read(Article(article_id="t", text=text, language=language, published=PUBLISHED))
