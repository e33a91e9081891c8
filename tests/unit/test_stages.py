"""Stages of the user's own: what they are given, how what they give is used, and what is refused."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.errors import StageError
from geoevents.gazetteer import Gazetteer
from geoevents.model import Article
from geoevents.pipeline import read
from geoevents.stages import BUILT_IN, Resolution, Span, Stages, ToldEvent, ToldPlace, as_stages, open_stages

TEXT = "Warplanes bombed the city of Raqqa on Monday. A spokesman in Moscow denied it. Clashes broke out in Tabqa."
ARABIC = "قصفت طائرات حربية مدينة الرقة أمس، ودارت اشتباكات في الطبقة."


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.default()


def article(text=TEXT, language="en"):
    return Article(article_id="a", text=text, language=language, published=dt.date(2017, 6, 8))


class Words:
    """A recogniser of given words."""

    def __init__(self, *words, **values):
        self.words = words
        self.values = values

    def recognise(self, article, gazetteer):
        starts = [(article.text.index(word), word) for word in self.words]
        return [Span(start=start, end=start + len(word), **self.values) for start, word in starts]


class Given:
    """Any stage: gives what it is made with, and keeps what it was asked."""

    def __init__(self, *values):
        self.values = values
        self.asked = None

    def recognise(self, article, gazetteer):
        return self.values

    def resolve(self, article, toponyms, gazetteer):
        self.asked = toponyms
        return self.values

    def extract(self, article, toponyms, times):
        self.asked = (toponyms, times)
        return self.values


def named(toponyms):
    return [(toponym.text, toponym.place.name if toponym.place else None) for toponym in toponyms]


def test_nothing_replaced_is_the_built_in_reading(gazetteer):
    assert read(article(), gazetteer) == read(article(), gazetteer, Stages()) == read(article(), gazetteer, BUILT_IN)


def test_a_recogniser_decides_what_is_a_mention(gazetteer):
    reading = read(article(), gazetteer, Stages(recogniser=Words("Tabqa", "Raqqa")))
    assert named(reading.toponyms) == [("Raqqa", "Raqqa"), ("Tabqa", "Tabqa")]
    assert {event.location for event in reading.events} == {"Raqqa", "Tabqa"}


def test_class_words_go_with_a_recognised_name(gazetteer):
    (toponym,) = read(article(), gazetteer, Stages(recogniser=Words("the city of Raqqa"[4:]))).toponyms
    assert (toponym.text, toponym.cue, toponym.place.feature_class) == ("Raqqa", "city", "P")


def test_a_recognised_arabic_name_keeps_its_offsets(gazetteer):
    reading = read(article(ARABIC, "ar"), gazetteer, Stages(recogniser=Words("الرقة", "الطبقة")))
    assert named(reading.toponyms) == [("الرقة", "Raqqa"), ("الطبقة", "Tabqa")]
    assert all(ARABIC[one.start : one.end] == one.text for one in reading.toponyms)


def test_a_recognised_name_that_the_gazetteer_lacks_is_not_resolved(gazetteer):
    text = "Shells fell on Qarnabiyyat Sufla near Raqqa."
    reading = read(article(text), gazetteer, Stages(recogniser=Words("Qarnabiyyat Sufla", "Raqqa")))
    assert named(reading.toponyms) == [("Qarnabiyyat Sufla", None), ("Raqqa", "Raqqa")]


@pytest.mark.parametrize("use", ["literal", "metonym"])
def test_a_recogniser_may_tell_the_use(use, gazetteer):
    (toponym,) = read(article(), gazetteer, Stages(recogniser=Words("Moscow", use=use))).toponyms
    assert toponym.use == use


def test_a_resolver_sees_all_candidates_and_chooses(gazetteer):
    text = "Shells fell on the village of Mushayrifa."
    (built_in,) = read(article(text), gazetteer).toponyms
    probe = Given(Resolution(place_id=None))
    (toponym,) = read(article(text), gazetteer, Stages(resolver=probe)).toponyms
    assert (toponym.place, toponym.confidence) == (None, 0.0)
    (asked,) = probe.asked
    assert asked.place is None
    assert len(asked.candidates) >= len(built_in.candidates) > 1
    other = asked.candidates[-1].place
    chooser = Given(Resolution(place_id=other.place_id, confidence=0.7, reason="because"))
    reading = read(article(text), gazetteer, Stages(resolver=chooser))
    (toponym,) = reading.toponyms
    assert (toponym.place, toponym.confidence) == (other, 0.7)
    assert toponym.reason.endswith("because")
    assert [event.latitude for event in reading.events] == [other.latitude]


def test_a_resolver_may_choose_a_place_of_another_name(gazetteer):
    text = "Shells fell on Raqqa."
    homs = gazetteer.search("Homs")[0].place
    (toponym,) = read(article(text), gazetteer, Stages(resolver=Given(Resolution(place_id=homs.place_id)))).toponyms
    assert (toponym.place, toponym.candidates[0].place) == (homs, homs)


def test_an_extractor_sees_what_was_read_and_names_places_nobody_recognised(gazetteer):
    start = TEXT.index("Clashes")
    place = TEXT.index("Tabqa")
    told = ToldEvent(
        category="clash",
        start=start,
        end=len(TEXT),
        places=(ToldPlace(start=place, end=place + 5),),
        confidence=0.4,
        rule="my rule",
    )
    extractor = Given(told)
    reading = read(article(), gazetteer, Stages(recogniser=Words("Raqqa"), extractor=extractor))
    toponyms, times = extractor.asked
    assert named(toponyms) == [("Raqqa", "Raqqa")]
    assert [time.text for time in times] == ["Monday"]
    assert named(reading.toponyms) == [("Raqqa", "Raqqa"), ("Tabqa", "Tabqa")]
    (event,) = reading.events
    assert (event.location, event.confidence, event.explanation.rule) == ("Tabqa", 0.4, "my rule")
    assert (event.trigger, event.date_basis) == (TEXT[start:], "document")
    assert event.fatalities is None


def test_events_of_an_extractor_have_stable_and_different_identifiers(gazetteer):
    told = ToldEvent(category="other", start=0, end=9)
    events = read(article(), gazetteer, Stages(extractor=Given(told, told))).events
    again = read(article(), gazetteer, Stages(extractor=Given(told, told))).events
    assert len({event.event_id for event in events}) == 2
    assert events == again


WHOLE = {"start": 0, "end": len(TEXT)}


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("recogniser", Span(start=0, end=len(TEXT) + 1), "recogniser Given: mention at 0: offsets 0 to"),
        ("recogniser", Span(start=-3, end=2), "lie outside the text"),
        ("recogniser", Span(start=4, end=4), "lie outside the text"),
        ("recogniser", Span(start=9, end=10), "hold no words"),
        ("recogniser", Span(start=True, end=3), "lie outside the text"),
        ("recogniser", Span(start=0, end=3, use="maybe"), "use is 'maybe', none of literal, metonym"),
        ("recogniser", (0, 3), "(0, 3) is no Span (mention)"),
        ("resolver", Resolution(place_id="no.such.place"), "the gazetteer has no place 'no.such.place'"),
        ("resolver", Resolution(place_id=7), "the gazetteer has no place 7"),
        ("resolver", Resolution(place_id=None, confidence=2), "confidence is 2, no number from 0 to 1"),
        ("resolver", None, "None is no Resolution (resolution)"),
        ("extractor", ToldEvent(category="clash", start=5, end=500), "event 1: offsets 5 to 500 lie outside"),
        ("extractor", ToldEvent(category="war", **WHOLE), "category is 'war', none of air_strike"),
        ("extractor", ToldEvent(category="clash", trigger_start=3, **WHOLE), "trigger: offsets 3 to None lie outside"),
        ("extractor", ToldEvent(category="clash", places=[], **WHOLE), "places is [], no tuple"),
        ("extractor", ToldEvent(category="clash", places=("Homs",), **WHOLE), "places holds 'Homs', no ToldPlace"),
        ("extractor", ToldEvent(category="clash", first="2017", **WHOLE), "first is '2017', no datetime.date"),
        ("extractor", ToldEvent(category="clash", date_basis="document", **WHOLE), "date_basis is 'document', none of"),
        ("extractor", ToldEvent(category="clash", injured=1.5, **WHOLE), "injured is 1.5, no whole number from 0"),
        (
            "extractor",
            ToldEvent(category="clash", fatalities_min=5, fatalities_max=3, **WHOLE),
            "fatalities_max is 3, below fatalities_min (5)",
        ),
        ("extractor", ToldEvent(category="clash", civilian_targeting="yes", **WHOLE), "civilian_targeting is 'yes'"),
        ("extractor", ToldEvent(category="clash", actor1=" ", **WHOLE), "actor1 is ' '"),
        ("extractor", ToldEvent(category="clash", confidence=float("nan"), **WHOLE), "confidence is nan"),
        ("extractor", {"category": "clash"}, "is no ToldEvent (event)"),
    ],
)
def test_what_is_wrong_is_told_in_one_line(kind, value, words, gazetteer):
    text = "Shells fell on Raqqa." if kind == "resolver" else TEXT
    with pytest.raises(StageError) as caught:
        read(article(text), gazetteer, Stages(**{kind: Given(value)}))
    assert words in str(caught.value)
    assert str(caught.value).startswith(f"{kind} Given: ")
    assert "\n" not in str(caught.value)


def test_mentions_do_not_overlap(gazetteer):
    stages = Stages(recogniser=Given(Span(start=0, end=9), Span(start=5, end=12)))
    with pytest.raises(StageError, match="mention at 5 overlaps"):
        read(article(), gazetteer, stages)


def test_a_resolver_answers_for_every_mention(gazetteer):
    with pytest.raises(StageError, match="0 resolutions for 3 mentions"):
        read(article(), gazetteer, Stages(recogniser=Words("Raqqa", "Moscow", "Tabqa"), resolver=Given()))


def test_whatever_a_stage_raises_names_the_stage(gazetteer):
    class Broken:
        def extract(self, article, toponyms, times):
            yield ToldEvent(category="clash", start=0, end=1)
            raise TimeoutError("timed out")

    with pytest.raises(StageError, match=r"^extractor Broken: TimeoutError: timed out$"):
        read(article(), gazetteer, Stages(extractor=Broken()))


@pytest.mark.parametrize("stage", [object(), Given, "llm"])
def test_a_stage_has_its_method(stage):
    with pytest.raises(StageError, match=r"no object with a method extract\(\)"):
        Stages(extractor=stage)


def install(
    folder, monkeypatch, package, entries, module="class Mine:\n    def extract(self, *given):\n        return []\n"
):
    metadata = folder / f"{package}-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text(entries, encoding="utf-8")
    (folder / f"{package}.py").write_text(module, encoding="utf-8")
    monkeypatch.syspath_prepend(folder)


def test_stages_by_name(tmp_path, monkeypatch):
    install(tmp_path, monkeypatch, "stage_one", "[geoevents.extractors]\nmine = stage_one:Mine\n")
    stages = as_stages("mine")
    assert type(stages.extractor).__name__ == "Mine"
    assert (stages.recogniser, stages.resolver) == (None, None)
    assert as_stages(stages) is stages
    assert as_stages(None) is BUILT_IN


def test_two_packages_with_one_name(tmp_path, monkeypatch):
    install(tmp_path, monkeypatch, "stage_a", "[geoevents.extractors]\nmine = stage_a:Mine\n")
    install(tmp_path, monkeypatch, "stage_b", "[geoevents.extractors]\nmine = stage_b:Mine\n")
    with pytest.raises(StageError, match="two packages offer one"):
        open_stages("mine")


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("stage_c:None_such", "AttributeError"),
        ("no_module:Mine", "ModuleNotFoundError"),
        ("stage_c:broken", "no server"),
    ],
)
def test_a_stage_that_cannot_be_made(tmp_path, monkeypatch, entry, words):
    module = "def broken():\n    raise OSError('no server')\n"
    install(tmp_path, monkeypatch, "stage_c", f"[geoevents.resolvers]\nmine = {entry}\n", module)
    with pytest.raises(StageError, match=f"resolver mine cannot be made: .*{words}"):
        open_stages("mine")


def test_no_such_name():
    with pytest.raises(StageError, match="no reader is called 'nobody'"):
        open_stages("nobody")
