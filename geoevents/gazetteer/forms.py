"""Keys under which names are filed, so that the usual spellings of one name meet.

A key is made word by word from folded text (:func:`geoevents.language.fold_name`). Of an Arabic word the
article is left off. Latin words are reduced to a press form: articles in all their assimilated forms
go, digraphs become one letter, doubled letters one, and each run of vowels one of two classes, since
romanisations of one Arabic name differ in exactly these.
"""

from __future__ import annotations

import re
from functools import lru_cache

from geoevents.language.clitics import ARTICLE

_SHORTEST_STEM = 2
_DIGRAPHS = (
    ("tch", "$"),
    ("kh", "x"),
    ("gh", "g"),
    ("sh", "$"),
    ("ch", "$"),
    ("c", "k"),
    ("th", "t"),
    ("dh", "d"),
    ("ph", "f"),
    ("dj", "j"),
    ("q", "k"),
)
_VOWELS = re.compile(r"[aeiouwy]+")
_ROUNDED = frozenset("ouw")
_DOUBLED = re.compile(r"(.)\1+")
_SILENT_END = re.compile(r"(?<=[aeiou])h$")
# The article before a sun letter takes that letter's sound: az-zawr, ash-sham, ath-thawra.
_ARTICLE = re.compile(r"[aeu](?:l|r|s|sh|ch|t|th|d|dh|n|z)$")


def is_arabic(word: str) -> bool:
    """Whether a folded word is written in Arabic letters."""
    return "\u0620" <= word[0] <= "\u064a"


def is_article(word: str, following: str) -> bool:
    """Whether a folded Latin word is the Arabic article before the next word."""
    if not _ARTICLE.match(word) or not following or not following[0].isascii():
        return False
    return word[1:] == "l" or following.startswith(word[1:])


@lru_cache(maxsize=100_000)
def word_key(word: str) -> str:
    """The key of one folded word, never empty."""
    if is_arabic(word):
        stem = word.removeprefix(ARTICLE)
        return stem if len(stem) >= _SHORTEST_STEM else word
    if not word[0].isalpha() or not word.isalpha():
        return word
    return _press_form(word)


def _press_form(word: str) -> str:
    form = _SILENT_END.sub("", word) if len(word) > _SHORTEST_STEM + 1 else word
    for digraph, letter in _DIGRAPHS:
        form = form.replace(digraph, letter)
    form = _VOWELS.sub(lambda run: "u" if _ROUNDED.intersection(run[0]) else "a", form)
    return _DOUBLED.sub(r"\1", form) or word


def name_key(folded: str) -> str:
    """The key of a folded name: the keys of its words, articles left out, divided by single spaces."""
    words = folded.split()
    kept = [
        word_key(word)
        for word, following in zip(words, [*words[1:], ""], strict=True)
        if not is_article(word, following)
    ]
    return " ".join(kept)
