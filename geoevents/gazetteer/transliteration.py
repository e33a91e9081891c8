"""Keys and likenesses in which an Arabic name and its romanisations meet.

A *skeleton* is the consonants of a name: vowels, semivowels, hamza and ayn go, since scripts and
romanisations treat them as they like, and consonants that romanisations confuse become one class.
Where a letter has two usual sounds (tha, dhal, za; Latin g, c, th) each makes a skeleton of its own, so
that two spellings of one name share at least one. Skeletons are coarse: :func:`likeness` then compares
the sounds with their vowels.

The classes follow the romanisations of BGN/PCGN, ALA-LC, DIN 31635, the French press and the Kurdish
Hawar alphabet.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from geoevents.gazetteer.forms import HIDDEN_ARTICLE, is_arabic, is_article
from geoevents.language import fold_name
from geoevents.language.clitics import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_SKELETONS = 8
# Letter to its sounds, the first the usual one; "a", "i" and "u" are vowels and leave no trace in a skeleton.
_ARABIC: dict[str, tuple[str, ...]] = {
    chr(code): sounds
    for code, sounds in {
        0x627: ("a",),
        0x628: ("b",),
        0x62A: ("t",),
        0x62B: ("t", "s"),
        0x62C: ("j",),
        0x62D: ("h",),
        0x62E: ("x",),
        0x62F: ("d",),
        0x630: ("d", "z", "t"),
        0x631: ("r",),
        0x632: ("z",),
        0x633: ("s",),
        0x634: ("c",),
        0x635: ("s",),
        0x636: ("d",),
        0x637: ("t",),
        0x638: ("d", "z"),
        0x639: ("a",),
        0x63A: ("g",),
        0x641: ("f",),
        0x642: ("k",),
        0x643: ("k",),
        0x644: ("l",),
        0x645: ("m",),
        0x646: ("n",),
        0x647: ("h",),
        0x648: ("u",),
        0x64A: ("i",),
    }.items()
}
_HA = chr(0x647)
_LATIN: dict[str, tuple[str, ...]] = {
    "kh": ("x",),
    "gh": ("g",),
    "sh": ("c",),
    "ch": ("c",),
    "th": ("t",),
    "dh": ("d",),
    "ph": ("f",),
    "dj": ("j",),
    "ck": ("k",),
    "ee": ("i",),
    "oo": ("u",),
    "ou": ("u",),
    "a": ("a",),
    "e": ("a",),
    "i": ("i",),
    "y": ("i",),
    "o": ("u",),
    "u": ("u",),
    "w": ("u",),
    "b": ("b",),
    "c": ("k", "j"),
    "d": ("d",),
    "f": ("f",),
    "g": ("g", "j"),
    "h": ("h",),
    "j": ("j",),
    "k": ("k",),
    "l": ("l",),
    "m": ("m",),
    "n": ("n",),
    "p": ("b",),
    "q": ("k",),
    "r": ("r",),
    "s": ("s",),
    "t": ("t",),
    "v": ("f",),
    "x": ("x",),
    "z": ("z",),
}
_SOUND = re.compile(r"kh|gh|sh|ch|th|dh|ph|dj|ck|ee|oo|ou|[a-z]|\d+")
_DOUBLED = re.compile(r"(kh|gh|sh|th|dh|[b-df-hj-np-tv-xz])\1")
# Turkish and Kurdish letters lose their sound with their diacritics, so they are opened before folding;
# s with cedilla is also BGN's emphatic s, which the second reading keeps.
_OPENED: tuple[dict[int, str], ...] = ({0x15F: "sh", 0x15E: "sh", 0xE7: "ch", 0xC7: "ch", 0x11F: "gh", 0x11E: "gh"}, {})
_HIDDEN_ARTICLE = re.compile(r"[ae]l(?=[b-df-hj-np-tv-z][a-z]{2})")
_OPEN_T = re.compile(r"[ae]t$")
_VOWELS = frozenset("aiu")
_LONG_VOWEL = re.compile(r"([aiu])\1+")
_NEAR = frozenset(
    frozenset(pair)
    for pair in ("dz", "td", "ts", "sz", "gj", "kg", "hx", "cs", "dt", "kx", "gx", "cj", "gk", "zj", "nm", "bf", "kj")
)


@lru_cache(maxsize=50_000)
def skeletons(name: str) -> tuple[str, ...]:
    """The consonant skeletons of a name in Arabic or Latin letters, the usual reading first.

    Examples
    --------
    >>> skeletons("Deir ez-Zor") == skeletons("Dayr az-Zawr") == ("drzr",)
    True
    """
    found: dict[str, None] = {}
    for options in sounds(name):
        usual = "".join(option[0] for option in options if option[0] not in _VOWELS)
        found.setdefault(usual)
        if all(len(option) == 1 for option in options):
            continue
        bare = [tuple(s for s in option if s not in _VOWELS) or ("",) for option in options]
        for choice in product(*bare):
            if len(found) >= _MOST_SKELETONS:
                break
            found.setdefault("".join(choice))
    found.pop("", None)
    return tuple(found)


def sounds(name: str) -> tuple[list[tuple[str, ...]], ...]:
    """The sounds of a name, one list a reading, each place with its possible sounds ("" for none)."""
    bare = name.replace("'", "")
    readings: list[list[tuple[str, ...]]] = []
    for text in dict.fromkeys(bare.translate(opened) for opened in _OPENED):
        words = fold_name(text).split()
        reading: list[tuple[str, ...]] = []
        for i, word in enumerate(words):
            following = words[i + 1] if i + 1 < len(words) else ""
            if is_arabic(word):
                reading.extend(_arabic_sounds(word))
            elif not is_article(word, following):
                reading.extend(_latin_sounds(word, last=not following))
        if reading:
            readings.append(reading)
    return tuple(readings)


def _arabic_sounds(word: str) -> list[tuple[str, ...]]:
    if word.startswith(ARTICLE) and len(word) > len(ARTICLE) + 1:
        word = word[len(ARTICLE) :]
    end: list[tuple[str, ...]] = []
    if word.endswith(_HA) and len(word) > 1:
        word, end = word[:-1], [("a",)]
    return [_ARABIC.get(letter, (letter,)) for letter in word] + end


def _latin_sounds(word: str, *, last: bool) -> list[tuple[str, ...]]:
    word = _DOUBLED.sub(r"\1", word)
    if len(word) > 1 and word[-1] == "h" and word[-2] in "aeiou":
        word = word[:-1]
    open_t = not last and _OPEN_T.search(word) is not None
    hidden = _HIDDEN_ARTICLE.match(word) is not None
    found = [_LATIN.get(sound, (sound,)) for sound in _SOUND.findall(word)]
    if open_t:
        found[-1] = ("t", "")
    if hidden:
        found[1] = ("l", "")
    return found


@lru_cache(maxsize=50_000)
def _plain_sounds(name: str) -> str:
    readings = sounds(" ".join(HIDDEN_ARTICLE.sub("", word) for word in fold_name(name).split()))
    return _LONG_VOWEL.sub(r"\1", "".join(options[0] for options in readings[0])) if readings else ""


def likeness(name: str, other: str) -> float:
    """How alike two names sound, from 0 to 1; scripts may differ.

    The weighted edit distance of the sounds: a vowel more or less costs a fifth of a consonant, related
    consonants (d and z, k and g ...) a little more; divided by what the longer name weighs.
    """
    a, b = _plain_sounds(name), _plain_sounds(other)
    if not a or not b:
        return 0.0
    weight = max(_weight(a), _weight(b))
    return max(0.0, 1.0 - _distance(a, b) / weight)


def _weight(sequence: str) -> float:
    return sum(_VOWEL_COST if sound in _VOWELS else 1.0 for sound in sequence)


_VOWEL_COST = 0.2
_NEAR_COST = 0.4


def _distance(a: str, b: str) -> float:
    row = [0.0]
    for sound in b:
        row.append(row[-1] + (_VOWEL_COST if sound in _VOWELS else 1.0))
    for x in a:
        drop = _VOWEL_COST if x in _VOWELS else 1.0
        following = [row[0] + drop]
        for j, y in enumerate(b):
            insert = _VOWEL_COST if y in _VOWELS else 1.0
            following.append(min(row[j] + _substitution(x, y), row[j + 1] + drop, following[j] + insert))
        row = following
    return row[-1]


def _substitution(x: str, y: str) -> float:
    if x == y:
        return 0.0
    if x in _VOWELS and y in _VOWELS:
        return _VOWEL_COST / 2
    if x in _VOWELS or y in _VOWELS:
        return 1.0
    return _NEAR_COST if frozenset((x, y)) in _NEAR else 1.0


def within_edits(word: str, other: str, most: int) -> bool:
    """Whether at most ``most`` letters have to be changed, added, left out or swapped with their neighbour."""
    if abs(len(word) - len(other)) > most:
        return False
    before: Sequence[int] = ()
    row: Sequence[int] = range(len(other) + 1)
    for i, x in enumerate(word):
        following = [i + 1]
        for j, y in enumerate(other):
            cost = min(row[j] + (x != y), row[j + 1] + 1, following[j] + 1)
            if i and j and x == other[j - 1] and word[i - 1] == y:
                cost = min(cost, before[j - 1] + 1)
            following.append(cost)
        if min(following) > most:
            return False
        before, row = row, following
    return row[-1] <= most
