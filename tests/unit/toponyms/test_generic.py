"""Nouns that stand for a place named before."""

from __future__ import annotations

import pytest

from geoevents.language import Document
from geoevents.toponyms import find_toponyms, resolve_generic


def referents(text, gazetteer):
    document = Document(text, "en" if text.isascii() else "ar")
    found = resolve_generic(document, find_toponyms(document, gazetteer))
    return {document.original(token, token + 1): toponym.text for token, toponym in found.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قصف على مدينة الرقة. ونزح الناس من المدينة.", {"المدينة": "الرقة"}),
        ("دخل قرية الزعرورية قرب حماة ثم غادر القرية.", {"القرية": "الزعرورية"}),
        ("هجوم على مخيم حندرات، وقصف المخيم.", {"المخيم": "مخيم حندرات"}),
        ("وصل إلى تدمر وبقي هناك.", {"هناك": "تدمر"}),
        ("قالت موسكو إن المدينة هادئة.", {}),
        ("Shells hit Homs. People fled the city.", {"the": "Homs"}),
        ("They fought over the city of Homs.", {}),
    ],
)
def test_referents(text, expected, gazetteer):
    assert referents(text, gazetteer) == expected
