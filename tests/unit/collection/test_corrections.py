"""A person's decisions: read, checked, applied, and told where they contradict each other."""

import json

import pytest

from geoevents.collection.corrections import Corrections, Reviser, read_corrections
from geoevents.errors import InputError
from geoevents.gazetteer import Gazetteer
from geoevents.model import Article
from geoevents.pipeline import read
from geoevents.stages import Stages

TEXT = "Warplanes bombed the village of Mushairfeh on 3 June 2017, killing 4 people. Clashes broke out near Palmyra."


def lines(*values):
    return [json.dumps(value) for value in values]


@pytest.fixture(scope="module")
def article():
    return Article(article_id="a1", text=TEXT, language="en")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "broken JSON"),
        ("[1]", "not an object"),
        ('{"by": "me"}', "no correction"),
        ('{"article": "a", "start": 3, "end": 1, "place": null}', "offsets"),
        ('{"article": "a", "start": 0, "end": 1}', "article, start, end and place"),
        ('{"place": "x", "latitude": 95, "longitude": 1}', "latitude"),
        ('{"place": "x", "latitude": 35}', "longitude"),
        ('{"place": 5, "latitude": 35, "longitude": 36}', "place_id"),
        ('{"event": "x"}', "wrong"),
        ('{"same": ["x"]}', "two or more"),
        ('{"apart": ["x", "y", "z"]}', "list of two"),
    ],
)
def test_what_is_no_correction(tmp_path, line, problem):
    path = tmp_path / "c.jsonl"
    path.write_text('{"event": "e", "wrong": true}\n\n' + line + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=problem) as caught:
        read_corrections(path)
    assert f"{path}, line 3" in str(caught.value)


def test_missing_file(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_corrections(tmp_path / "none.jsonl")


def test_conflicts_are_told_and_the_last_one_holds():
    corrections = Corrections().add(
        lines(
            {"event": "e1", "wrong": True, "reason": "a drill", "by": "editor"},
            {"event": "e1", "wrong": False},
            {"same": ["e1", "e2"]},
            {"apart": ["e2", "e1"]},
            {"apart": ["e2", "e1"]},
        ),
        "c.jsonl",
    )
    assert corrections.wrong == {"e1": None}
    assert corrections.wrong_events() == frozenset()
    assert corrections.decisions().same == ()
    assert [line.partition(":")[0] for line in corrections.conflicts] == ["c.jsonl, line 2", "c.jsonl, line 4"]
    assert len(corrections.lines) == 4


def test_contradictions():
    corrections = Corrections().add(lines({"same": ["e1", "e2"]}, {"same": ["e2", "e3"]}, {"apart": ["e1", "e3"]}), "c")
    assert not corrections.conflicts
    assert corrections.contradictions() == [
        "corrections: events e1 and e3 are told to be apart, and made one by others"
    ]


def test_a_mention_is_another_place(article):
    gazetteer = Gazetteer.default()
    before = read(article, gazetteer)
    mention = before.toponyms[0]
    palmyra = next(one.place for one in before.toponyms if one.place and one.place.name == "Palmyra")
    corrections = Corrections().add(
        lines({"article": "a1", "start": mention.start, "end": mention.end, "place": palmyra.place_id}), "c"
    )
    assert corrections.of_article("a1")
    assert not corrections.of_article("a2")
    after = read(article, gazetteer, Stages(reviser=corrections.reviser()))
    assert after.toponyms[0].place == palmyra
    assert after.toponyms[0].reason == "corrected by hand"
    strike = next(event for event in after.events if event.category == "air_strike")
    assert strike.location == "Palmyra"
    assert strike.latitude == palmyra.latitude
    assert after.toponyms[1:] == before.toponyms[1:]


def test_a_mention_is_no_place(article):
    gazetteer = Gazetteer.default()
    mention = read(article, gazetteer).toponyms[-1]
    corrections = Corrections().add(
        lines({"article": "a1", "start": mention.start, "end": mention.end, "place": None}), "c"
    )
    after = read(article, gazetteer, Stages(reviser=corrections.reviser()))
    assert after.toponyms[-1].place is None
    assert after.events[-1].latitude is None


def test_a_place_lies_elsewhere(article):
    gazetteer = Gazetteer.default()
    place = read(article, gazetteer).toponyms[-1].place
    corrections = Corrections().add(lines({"place": place.place_id, "latitude": 34.5, "longitude": 38.5}), "c")
    after = read(article, gazetteer, Stages(reviser=corrections.reviser()))
    assert (after.toponyms[-1].place.latitude, after.toponyms[-1].place.longitude) == (34.5, 38.5)
    assert after.events[-1].location == "Palmyra"
    assert abs(after.events[-1].latitude - 34.5) < 0.1
    assert abs(after.events[-1].longitude - 38.5) < 0.1


def test_unknown_place(article):
    reviser = Reviser({"a1": {(32, 42): "no.such.place"}}, {})
    mention = read(article).toponyms[0]
    reviser.mentions["a1"] = {(mention.start, mention.end): "no.such.place"}
    with pytest.raises(InputError, match=r"no place no\.such\.place"):
        read(article, stages=Stages(reviser=reviser))


def test_none_needed():
    assert Corrections().add(lines({"event": "e1", "wrong": True}), "c").reviser() is None
