"""What holds of the phrases of any text, sensible or not."""

from __future__ import annotations

import collections

from hypothesis import given, settings
from hypothesis import strategies as st

from geoevents.relations import find_phrases, locate

AR = [
    "{تدمر:palmyra}", "{السخنة:sukhna:town}", "{حماة:hama}", "{حماة:hama.gov:countryside}", "{مورك:far-morek}", "{رسم الورد::village}",
    "{دمشق:damascus::metonym}", "{حمص تدمر:homs-palmyra:road}", "{البادية:badia}", "{الفرات:euphrates:river}", "{سوريا:syria}",
    "و{مورك:morek}", "ب{حمص:homs}", "ل{صوران:suran}", "بين", "شمال", "الشمالي", "شرقي", "ريف", "بريف", "طريق", "مدينة", "وبلدة", "حي",
    "على بعد", "15", "كم", "من", "إلى", "حتى", "في", "قرب", "أطراف", "القسم", "الممتدة من", "المدينة", "،", ".", "-", "(", '"', "\n", "قصف",
]  # fmt: skip
EN = [
    "{Palmyra:palmyra}", "{Hama:hama.gov:governorate}", "{M5:m5:road}", "{Qash::village}", "{Morek:far-morek}", "{Syria:syria}",
    "{Damascus:damascus::metonym}", "between", "and", "north of", "northern", "the", "countryside", "road", "highway", "near", "of", "in the",
    "20", "km", "from", "to", "town of", "outskirts of", "border", ",", ".", "-", "(", "'s", "shelled", "part of",
]  # fmt: skip
texts = st.one_of(
    st.lists(st.sampled_from(AR), min_size=1, max_size=14), st.lists(st.sampled_from(EN), min_size=1, max_size=14)
).map(" ".join)


@settings(max_examples=400, deadline=None)
@given(texts, st.sets(st.integers(0, 12), max_size=2))
def test_every_literal_mention_is_in_a_phrase(marked, text, tokens):
    document, toponyms = marked(text)
    taken = {document.token_at(t.start) for t in toponyms}
    generics = {t: toponyms[0] for t in tokens if toponyms and t < len(document) and t not in taken}
    phrases = find_phrases(document, toponyms, generics)
    anchors = collections.Counter(a.start for p in phrases for a in p.anchors)
    told = anchors + collections.Counter(w.start for p in phrases for w in p.within)
    for number, toponym in enumerate(toponyms):
        if toponym.use == "literal":
            assert told[toponym.start] >= 1
            assert anchors[toponym.start] <= 1 or (number == 0 and generics)
    assert [p.start for p in phrases] == sorted(p.start for p in phrases)
    for phrase in phrases:
        assert 0 <= phrase.start < phrase.end <= len(document.text)
        assert phrase.anchors
        assert (phrase.distance_km or 0) >= 0


@settings(max_examples=200, deadline=None)
@given(texts)
def test_every_phrase_has_a_placement(marked, gazetteer, text):
    document, toponyms = marked(text)
    for phrase in find_phrases(document, toponyms):
        placement = locate(phrase, gazetteer)
        assert (
            (placement.latitude is None) == (placement.geometry is None) == (placement.coordinate_uncertainty_m is None)
        )
        assert placement.location
        assert placement.spatial_relation == phrase.relation
