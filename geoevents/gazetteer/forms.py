"""Keys under which names are filed, so that the usual spellings of one name meet.

A key is made word by word from folded text (:func:`geoevents.language.fold_name`). Of an Arabic word the
article is left off. Latin words are reduced to a press form: articles in all their assimilated forms
go, digraphs become one letter, doubled letters one, and each run of vowels one of two classes, since
romanisations of one Arabic name differ in exactly these. Names in running text are filed more coarsely,
by the consonants alone (:func:`sound_key`); who looks them up there compares the sounds of what it finds.
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
    ("que", "ke"),
    ("qui", "ki"),
    ("q", "k"),
)
_VOWELS = re.compile(r"[aeiouwy]+")
_ROUNDED = frozenset("ouw")
_DOUBLED = re.compile(r"(.)\1+")
_CONFUSED = str.maketrans("zt", "dd")
"""The Arabic interdental and emphatic sounds are written d, dh, z, th and t."""
LEAST_CONSONANTS = 5
"""A name of one word with fewer agrees with too many others in its consonants."""
HIDDEN_ARTICLE = re.compile(r"^(?:[ae]l(?=[b-df-hjkmnp-tv-z].{2})|el(?=[aeiou][a-z]{3}))")
"""The article written on to its noun in a folded Latin word."""
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


@lru_cache(maxsize=100_000)
def sound_key(word: str) -> str:
    """The coarse key of one folded word, never empty: of a Latin word the consonants, a written-on article off.

    Words with a single consonant keep their vowels: they are too many.
    """
    if is_arabic(word) or not word.isalpha():
        return word_key(word)
    form = _VOWELS.sub("", _DOUBLED.sub(r"\1", _consonants(HIDDEN_ARTICLE.sub("", word))))
    return form.translate(_CONFUSED) if len(form) > 1 else word_key(word)


def count_consonants(folded: str) -> int:
    """How many consonants a folded Latin name has, a digraph or a doubled letter as one."""
    return len(_VOWELS.sub("", "".join(map(sound_key, folded.split()))))


@lru_cache(maxsize=100_000)
def lone_key(word: str) -> str:
    """The key under which a folded word is filed that is a whole name: the coarse one for long words only."""
    key = sound_key(word)
    return key if len(key) >= LEAST_CONSONANTS else word_key(word)


def _press_form(word: str) -> str:
    form = _VOWELS.sub(lambda run: "u" if _ROUNDED.intersection(run[0]) else "a", _consonants(word))
    return _DOUBLED.sub(r"\1", form) or word


def _consonants(word: str) -> str:
    """A word without its silent end, each digraph as one letter."""
    form = _SILENT_END.sub("", word) if len(word) > _SHORTEST_STEM + 1 else word
    for digraph, letter in _DIGRAPHS:
        form = form.replace(digraph, letter)
    return form


def name_key(folded: str) -> str:
    """The key of a folded name: the keys of its words, articles left out, divided by single spaces."""
    return " ".join(map(word_key, bare_words(folded)))


def index_key(folded: str) -> str:
    """The key under which a folded name is filed for running text (:func:`sound_key`, :func:`lone_key`)."""
    words = bare_words(folded)
    return lone_key(words[0]) if len(words) == 1 else " ".join(map(sound_key, words))


def bare_words(folded: str) -> list[str]:
    """The words of a folded name without its articles."""
    words = folded.split()
    return [word for word, following in zip(words, [*words[1:], ""], strict=True) if not is_article(word, following)]
