"""The small words that hold a sentence together: each in the few lists that it belongs to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from geoevents.lexicon import topic

if TYPE_CHECKING:
    from geoevents.model import Language

_LISTS = 5
"""In how many lists a preposition stands at most."""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_cue_stands_in_few_lists(language: Language) -> None:
    counted = Counter(phrase for phrase, _ in topic(language, "cues").phrases())
    assert [phrase for phrase, lists in counted.items() if lists > _LISTS] == []
