import re
from pathlib import Path

import pytest

import geoevents.dates
from geoevents.dates.vocabulary import OPENERS, lexis
from geoevents.lexicon import topic

SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in Path(geoevents.dates.__file__).parent.glob("*.py"))
ENTRIES = [
    (language, name, key, attributes)
    for language in ("ar", "en")
    for name in ("times", "months")
    for key, attributes in topic(language, name).attributes.items()
]


def test_every_kind_and_attribute_is_read():
    names = {name for _, _, _, attributes in ENTRIES for name in attributes} | {a["kind"] for *_, a in ENTRIES}
    assert {name for name in names if f'"{name}"' not in SOURCE} == set()


def test_no_arabic_in_the_code():
    assert not re.search("[\u0600-\u06ff]", SOURCE)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_phrase_stands_twice_in_a_kind(language):
    seen = {}
    for name in ("times", "months"):
        for phrase, entry in topic(language, name).phrases():
            sort = entry.attributes["kind"], entry.attributes.get("adverb"), entry.attributes.get("calendar")
            seen.setdefault((phrase, *sort), set()).add(entry.key)
    assert {phrase: keys for phrase, keys in seen.items() if len(keys) > 1} == {}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_only_words_of_time_open_an_expression(language):
    opens = lexis(language).opens
    word = {"ar": "\u0642\u0635\u0641", "en": "shelling"}[language]
    assert not opens[word]
    assert opens["25"] is True
    assert not opens["123456"]
    assert {"day", "month", "unit"} <= OPENERS
