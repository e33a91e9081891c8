"""The words of spatial phrases: every entry is one that the code reads, and none stands twice."""

from __future__ import annotations

import collections

import pytest

from geoevents.language import Document
from geoevents.lexicon import topic
from geoevents.relations.vocabulary import words_of

KINDS = {
    "direction", "side", "near", "edge", "edge_after", "part", "part_after", "inside", "unit", "lead", "link", "between",
    "extends", "until", "road", "road_after", "countryside", "countryside_after", "border", "holds", "plain",
}  # fmt: skip


@pytest.mark.parametrize("language", ["ar", "en"])
def test_entries_are_known(language):
    words = topic(language, "relations")
    assert {key.partition(".")[0] for key in words.attributes} <= KINDS
    for key, attributes in words.attributes.items():
        if key.startswith(("direction.", "side.")) and not key.endswith(".middle"):
            assert attributes["bearing"] in range(0, 360, 45), key
        if key.startswith("unit."):
            assert attributes["km"] > 0, key


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_phrase_stands_twice_in_a_role(language):
    found = collections.Counter(
        (phrase, entry.key.partition(".")[0]) for phrase, entry in topic(language, "relations").phrases()
    )
    assert [item for item, count in found.items() if count > 1] == []


def test_eight_directions_before_a_place_in_both_languages():
    for language in ("ar", "en"):
        bearings = {
            attributes["bearing"]
            for key, attributes in topic(language, "relations").attributes.items()
            if key.startswith("direction.")
        }
        assert bearings == set(range(0, 360, 45))


def test_words_are_found_from_both_ends():
    document = Document("it lies to the north west of the town", "en")
    words = words_of("en")
    from_the_end = {(m.start, m.end, m.key) for m in words.ending_at(document, 7, 0)}
    assert (2, 7, "direction.north_west") in from_the_end
    assert (2, 7, "direction.north_west") in {(m.start, m.end, m.key) for m in words.beginning_at(document, 2, 9)}
    assert words.ending_at(document, 1, 0) == []
