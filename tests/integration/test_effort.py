"""The effort of reading, counted in calls: the same on every machine, unlike seconds."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from geoevents.gazetteer import Gazetteer
from geoevents.model import Article
from geoevents.pipeline import read

SEED = Path(__file__).parents[2] / "seeds" / "euphrates-june-2017.ar.txt"
MOST_CALLS_PER_KB = 10_200


@pytest.fixture(scope="module")
def names_in_memory():
    gazetteer = Gazetteer.default()
    gazetteer.load_names()
    return gazetteer


def count_calls(text, gazetteer):
    article = Article(article_id="a", text=text, language="ar")
    read(article, gazetteer)  # what is remembered from one article to the next is not counted
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read(article, gazetteer)
    finally:
        sys.setprofile(before)
    return calls


def test_few_calls_a_kilobyte(names_in_memory):
    text = SEED.read_text(encoding="utf-8")
    assert count_calls(text, names_in_memory) < MOST_CALLS_PER_KB * len(text.encode()) / 1000


@pytest.mark.parametrize("separator", ["\n", " "], ids=["sentences", "one endless sentence"])
def test_effort_grows_with_the_length_only(names_in_memory, separator):
    text = SEED.read_text(encoding="utf-8")
    if separator == " ":
        text = " ".join(text.replace(".", " ").split())
    once = count_calls(separator.join([text] * 2), names_in_memory)
    assert count_calls(separator.join([text] * 8), names_in_memory) < 1.5 * 4 * once


@pytest.mark.parametrize(
    "piece",
    ["قصف ", "الرقة ", "قصف الطيران مدينة الرقة، ", "١٢ قتيلا و", "القرية مدينة الرقة ", '" « ', "أمس الجمعة "],
)
def test_hostile_repetition_takes_linear_effort(names_in_memory, piece):
    once = count_calls(piece * 400, names_in_memory)
    assert count_calls(piece * 3200, names_in_memory) < 1.5 * 8 * once
