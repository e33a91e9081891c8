"""Sentences of every kind of news, each with the events that it tells: how many of them are read right.

A floor, not a target: the sentences that fail stay in the files as they are. ``pytest -v -rP`` lists them.
"""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from geoevents.model import Article
from geoevents.pipeline import read
from geoevents.taxonomy import categories

DATA = Path(__file__).resolve().parents[2] / "data"
PUBLISHED = dt.date(2020, 5, 12)
LANGUAGES = ("ar", "en")
FLOORS = {
    "ar": {"precision": 0.92, "recall": 0.92, "quiet": 0.93, "killed": 0.97, "injured": 0.98, "status": 0.98},
    "en": {"precision": 0.93, "recall": 0.93, "quiet": 0.94, "killed": 0.97, "injured": 0.98, "status": 0.98},
}
FIGURES = ("killed", "injured", "status")
by_language = pytest.mark.parametrize("language", LANGUAGES)


class Outcome(NamedTuple):
    right: int
    told: int
    found: int
    quiet: int
    silent: int
    figures: dict[str, int]
    faults: list[str]


def sentences(language: str) -> list[dict[str, Any]]:
    lines = (DATA / f"event_sentences_{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def events_of(text: str, language: str) -> list[dict[str, Any]]:
    article = Article(article_id="sentence", text=text, language=language, published=PUBLISHED)
    return [
        {
            "category": event.category,
            "place": event.location,
            "killed": event.fatalities,
            "injured": event.injured,
            "status": event.status,
        }
        for event in read(article).events
    ]


def fits(event: dict[str, Any], told: dict[str, Any]) -> bool:
    return event["category"] == told["category"] and told["place"] in (None, event["place"])


@cache
def outcome(language: str) -> Outcome:
    rows = sentences(language)
    right = told = found = silent = 0
    figures = dict.fromkeys(FIGURES, 0)
    faults = []
    for row in rows:
        left = events_of(row["text"], language)
        told += len(row["events"])
        found += len(left)
        silent += not row["events"] and not left
        for expected in row["events"]:
            event = next((e for e in left if fits(e, expected)), None)
            if event is None:
                faults.append(f"missed {expected['category']} {expected['place']}: {row['text']}")
                continue
            left.remove(event)
            right += 1
            for name in FIGURES:
                figures[name] += event[name] == expected[name]
                if event[name] != expected[name]:
                    faults.append(f"{name} {event[name]}, not {expected[name]}: {row['text']}")
        faults += [f"invented {event['category']} {event['place']}: {row['text']}" for event in left]
    return Outcome(right, told, found, sum(not row["events"] for row in rows), silent, figures, faults)


@by_language
def test_the_sentences_are_many_and_well_formed(language):
    rows = sentences(language)
    assert len(rows) >= 150
    assert sum(not row["events"] for row in rows) >= 40
    assert len({row["text"] for row in rows}) == len(rows)
    assert {event["category"] for row in rows for event in row["events"]} == set(categories())


@by_language
def test_the_events_are_found_and_none_invented(language):
    result = outcome(language)
    print("\n".join(result.faults))  # noqa: T201 - shown by -rP
    assert result.right / result.found >= FLOORS[language]["precision"]
    assert result.right / result.told >= FLOORS[language]["recall"]
    assert result.silent / result.quiet >= FLOORS[language]["quiet"]


@by_language
@pytest.mark.parametrize("figure", FIGURES)
def test_casualties_and_status_are_read(language, figure):
    result = outcome(language)
    assert result.figures[figure] / result.right >= FLOORS[language][figure]
