"""The sample articles and their annotations hold what docs/annotation.md promises."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from geoevents.evaluation import read_gold
from geoevents.resources import data_path
from geoevents.taxonomy import categories

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
ARTICLES = [json.loads(line) for line in (SEEDS / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
EVENTS = [(article, event) for article in ARTICLES for event in article["events"]]

TOPONYM_KEYS = {"start", "end", "text", "use", "place", "kind", "country", "lat", "lon", "radius_km"}
EVENT_KEYS = {
    "event_id", "category", "sub_event_type", "trigger", "trigger_start", "trigger_end", "evidence_start",
    "evidence_end", "date_start", "date_end", "date_basis", "places", "actor1", "actor2", "weapon", "weapon_count",
    "fatalities_min", "fatalities_max", "injured", "civilian_victims", "status", "claimed_by",
}  # fmt: skip
PLACE_KEYS = {"name", "role", "relation", "distance_km", "lat", "lon", "radius_km", "kind"}
KINDS = {
    "settlement", "admin1", "admin2", "region", "mountain", "road", "river", "base", "checkpoint", "crossing", "camp",
    "neighbourhood", "field", "country", "other",
}  # fmt: skip
RELATIONS = {
    "in", "near", "north_of", "north_east_of", "east_of", "south_east_of", "south_of", "south_west_of", "west_of",
    "north_west_of", "between", "on_road", "countryside", "border",
}  # fmt: skip
BASES = {"explicit", "relative", "document", "unknown"}
by_article = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["id"])


def test_the_annotations_pass_the_checks_of_evaluate():
    assert [gold.article.article_id for gold in read_gold(SEEDS / "articles.jsonl")] == [a["id"] for a in ARTICLES]


def test_each_text_stands_beside_as_a_file():
    assert {path.name for path in SEEDS.glob("*.txt")} == {f"{article['id']}.txt" for article in ARTICLES}
    for article in ARTICLES:
        assert (SEEDS / f"{article['id']}.txt").read_text(encoding="utf-8") == article["text"], article["id"]


@by_article
def test_articles_have_a_length_a_date_and_a_publisher(article):
    assert 900 <= len(article["text"]) <= 2500
    assert dt.date(2012, 1, 1) <= dt.date.fromisoformat(article["published"]) <= dt.date(2024, 12, 31)
    assert article["id"].endswith(f".{article['language']}")
    assert article["source"]
    assert article["title"]


@by_article
def test_toponyms_are_bare_names_in_order(article):
    text, end = article["text"], 0
    for toponym in article["toponyms"]:
        assert set(toponym) == TOPONYM_KEYS
        assert text[toponym["start"] : toponym["end"]] == toponym["text"] == toponym["text"].strip()
        assert toponym["start"] >= end, f"{toponym['text']} overlaps the one before it"
        end = toponym["end"]
        assert re.match(r"[^\W_]*", text[end:])[0] == "", f"{toponym['text']} ends within a word"
        assert toponym["kind"] in KINDS
        assert toponym["country"] is None or re.fullmatch("[A-Z]{2}", toponym["country"])
        assert (toponym["lat"] is None) == (toponym["lon"] is None) == (toponym["radius_km"] is None)


@by_article
def test_event_ids_count_up(article):
    assert [event["event_id"] for event in article["events"]] == [f"e{n}" for n in range(1, len(article["events"]) + 1)]


@pytest.mark.parametrize(("article", "event"), EVENTS, ids=[f"{a['id']}-{e['event_id']}" for a, e in EVENTS])
def test_events_are_annotated_in_full(article, event):
    text = article["text"]
    assert set(event) - {"category_alt", "optional"} == EVENT_KEYS
    assert event["sub_event_type"] in categories()[event["category"]].sub_event_types
    assert text[event["trigger_start"] : event["trigger_end"]] == event["trigger"]
    assert event["evidence_start"] <= event["trigger_start"]
    assert event["trigger_end"] <= event["evidence_end"]
    assert event["date_basis"] in BASES
    assert (event["date_basis"] == "unknown") == (event["date_start"] is None)
    if event["date_start"]:
        assert event["date_start"] <= event["date_end"]
    if event["date_end"] and event["status"] not in ("planned", "hypothetical"):
        assert event["date_end"] <= article["published"]
    assert event["claimed_by"] or event["status"] not in ("claimed", "denied", "hypothetical")
    assert event.get("category_alt") in {None, *categories()} - {event["category"]}


@pytest.mark.parametrize(("article", "event"), EVENTS, ids=[f"{a['id']}-{e['event_id']}" for a, e in EVENTS])
def test_events_lie_where_the_text_names_a_place(article, event):
    named = {toponym["text"] for toponym in article["toponyms"] if toponym["use"] == "literal"}
    for place in event["places"]:
        assert set(place) == PLACE_KEYS
        assert place["name"] in named
        assert place["relation"] in RELATIONS
        assert place["kind"] in KINDS
        assert (place["lat"] is None) == (place["radius_km"] is None)
        if place["lat"] is not None and place["role"] != "launch":
            assert 32 <= place["lat"] <= 37.5
            assert 35.5 <= place["lon"] <= 42.5


def test_no_event_is_annotated_twice():
    keys = Counter(
        (article["id"], event["category"], event["trigger_start"], tuple(place["name"] for place in event["places"]))
        for article, event in EVENTS
    )
    assert max(keys.values()) == 1


def test_the_set_shows_every_kind_of_event_and_relation():
    assert {event["category"] for _, event in EVENTS} == set(categories())
    assert {event["status"] for _, event in EVENTS} == {"asserted", "claimed", "denied", "planned", "hypothetical"}
    relations = {place["relation"] for _, event in EVENTS for place in event["places"]}
    assert relations >= {"in", "near", "between", "on_road", "countryside", "border", "south_east_of", "west_of"}
    assert {place["role"] for _, event in EVENTS for place in event["places"]} >= {"launch", "origin", "destination"}
    assert {event["date_basis"] for _, event in EVENTS} == BASES
    assert any(place["distance_km"] for _, event in EVENTS for place in event["places"])
    assert any(event["fatalities_min"] != event["fatalities_max"] for _, event in EVENTS)


def test_the_set_has_both_languages_metonyms_foreign_and_unknown_places():
    assert Counter(article["language"] for article in ARTICLES) == {"ar": 7, "en": 3}
    toponyms = [toponym for article in ARTICLES for toponym in article["toponyms"]]
    assert sum(toponym["use"] == "metonym" for toponym in toponyms) >= 5
    assert any(toponym["country"] not in ("SY", None) and toponym["use"] == "literal" for toponym in toponyms)
    assert any(toponym["lat"] is None for toponym in toponyms)


def test_annotated_places_agree_with_the_gazetteer_within_their_radius():
    """A slip in a coordinate moves a place out of Syria or onto another town; the gazetteer is the second opinion."""
    import csv

    from geoevents.geometry import distance_km

    with data_path("gazetteer", "places.csv").open(encoding="utf-8", newline="") as file:
        points = {row["name"]: [] for row in csv.DictReader(file)}
        file.seek(0)
        for row in csv.DictReader(file):
            points[row["name"]].append((float(row["latitude"]), float(row["longitude"])))
    checked = 0
    for article in ARTICLES:
        for toponym in article["toponyms"]:
            if toponym["lat"] is None or toponym["place"] not in points:
                continue
            offs = [distance_km(toponym["lat"], toponym["lon"], *point) for point in points[toponym["place"]]]
            assert min(offs) <= max(10, toponym["radius_km"]), toponym["text"]
            checked += 1
    assert checked > 150
