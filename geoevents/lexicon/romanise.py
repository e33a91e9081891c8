"""Names of units in Latin letters, for columns that are English.

Arabic leaves short vowels unwritten, so no rule writes a name as its bearers do. Words that unit names are
made of have their usual spelling in data/lexicon/ar/romanise.toml; of others each consonant is written as
the press does (kh, sh, gh, th, dh; ayn and hamza without a sign), alef, waw and ya between consonants as a, u
and i, and "a" goes where Arabic syllables must have a vowel: after a consonant that begins one. A
doubling sign and written short vowels are kept. The same name always gives the same spelling.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from geoevents.language import fold_name
from geoevents.language.clitics import ARTICLE, BA, WA
from geoevents.lexicon.loader import topic

_SPELLING = "spelling."
_FIRST, _LAST = chr(0x600), chr(0x6FF)
"""The Arabic block."""
_CONSONANTS = {
    chr(code): latin
    for code, latin in {
        0x628: "b",
        0x62A: "t",
        0x62B: "th",
        0x62C: "j",
        0x62D: "h",
        0x62E: "kh",
        0x62F: "d",
        0x630: "dh",
        0x631: "r",
        0x632: "z",
        0x633: "s",
        0x634: "sh",
        0x635: "s",
        0x636: "d",
        0x637: "t",
        0x638: "z",
        0x639: "",
        0x63A: "gh",
        0x641: "f",
        0x642: "q",
        0x643: "k",
        0x644: "l",
        0x645: "m",
        0x646: "n",
        0x647: "h",
        0x67E: "p",
        0x686: "ch",
        0x6A4: "v",
        0x6A9: "k",
        0x6AF: "g",
    }.items()
}
_ALEFS = frozenset(chr(code) for code in (0x627, 0x622, 0x623, 0x671, 0x649))
_ALEF_WITH_I = chr(0x625)
_TA_MARBUTA = chr(0x629)
_GLIDES = {
    chr(0x648): ("w", "u"),
    chr(0x624): ("w", "u"),
    chr(0x64A): ("y", "i"),
    chr(0x626): ("y", "i"),
    chr(0x6CC): ("y", "i"),
}
_MARKS = {chr(0x64E): "a", chr(0x650): "i", chr(0x64F): "u"}
_DOUBLED = chr(0x651)
_ORDINARY_SUFFIX = "th"
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}
_TEENS = range(11, 14)


class _Sound(NamedTuple):
    latin: str
    vowel: bool


def romanise(arabic: str) -> str:
    """Write the name of a unit or a person in Latin letters.

    Parameters
    ----------
    arabic
        A name, with its unit word before it or without one.

    Returns
    -------
    str
        A unit's name with the unit word in English (``roles.toml``), before or after it, and its
        number as an ordinal; words that are not Arabic stay as they are.

    Examples
    --------
    A brigade of the mountain's hawks is "Suqur al-Jabal Brigade", the 137th one "137th Brigade".
    """
    words = "".join(c if c.isalnum() or c.isspace() or c in _MARKS or c == _DOUBLED else " " for c in arabic).split()
    unit, used = _unit(words)
    rest = words[used:]
    if unit is None or not rest:
        return _name(words)
    number, used = _number(rest)
    if number:
        return " ".join(part for part in (number, unit.english, _name(rest[used:])) if part)
    if unit.leads:
        return f"{unit.english} {_words(rest)}"
    return f"{_name(rest)} {unit.english}"


class _Unit(NamedTuple):
    english: str
    leads: bool


def _unit(words: list[str]) -> tuple[_Unit | None, int]:
    """The unit word at the head of a name and how many words it takes."""
    known = _units()
    for length in (3, 2, 1):
        found = known.get(fold_name(" ".join(words[:length]))) if length <= len(words) else None
        if found is not None:
            return found, length
    return None, 0


@cache
def _units() -> dict[str, _Unit]:
    return {
        phrase: _Unit(entry.attributes["english"], bool(entry.attributes.get("leads")))
        for phrase, entry in topic("ar", "roles").phrases()
        if "english" in entry.attributes
    }


def _number(words: list[str]) -> tuple[str, int]:
    """The ordinal in English that some words begin with, and how many they are."""
    if words[0].isdecimal():
        return _ordinal(int(words[0])), 1
    known = _ordinals()
    for length in (2, 1):
        value = known.get(fold_name(" ".join(words[:length]))) if length <= len(words) else None
        if value is not None:
            return _ordinal(value), length
    return "", 0


@cache
def _ordinals() -> dict[str, int]:
    return {
        phrase: int(entry.attributes["value"])
        for phrase, entry in topic("ar", "times").phrases()
        if entry.attributes.get("kind") == "ordinal" and not entry.attributes.get("tens")
    }


def _ordinal(number: int) -> str:
    suffix = _ORDINARY_SUFFIX if number % 100 in _TEENS else _SUFFIXES.get(number % 10, _ORDINARY_SUFFIX)
    return f"{number}{suffix}"


def _name(words: list[str]) -> str:
    """Words at the head of a name, the first with a capital whatever it is."""
    written = _words(words)
    return written[:1].upper() + written[1:]


def _words(words: list[str]) -> str:
    return " ".join(filter(None, map(_word, words)))


@cache
def _spellings() -> dict[str, str]:
    return {phrase: entry.key.removeprefix(_SPELLING) for phrase, entry in topic("ar", "romanise").phrases()}


def _word(word: str) -> str:
    """One word, its article and conjunction before it in small letters."""
    if not any(_FIRST <= letter <= _LAST for letter in word):
        return word
    usual = _spellings().get(fold_name(word))
    if usual is not None:
        return usual
    for prefix, latin in ((WA + ARTICLE, "wal-"), (BA + ARTICLE, "bil-"), (ARTICLE, "al-")):
        stem = word.removeprefix(prefix)
        if stem != word and len(stem) > 1:
            return latin + (_spellings().get(fold_name(stem)) or _by_rule(stem).capitalize())
    return _by_rule(word).capitalize()


def _by_rule(word: str) -> str:
    sounds = _sounds(word)
    out: list[str] = []
    open_syllable = True  # the next consonant begins a syllable
    for i, (latin, vowel) in enumerate(sounds):
        if vowel:
            out.append(latin)
            open_syllable = False
            continue
        following = sounds[i + 1] if i + 1 < len(sounds) else None
        after = sounds[i + 2] if i + 2 < len(sounds) else None
        out.append(latin)
        if following is None or following.vowel:
            open_syllable = True
        elif open_syllable or after is None:
            out.append("a")
            open_syllable = False
        else:
            open_syllable = True
    return "".join(out)


def _sounds(word: str) -> list[_Sound]:
    """Letters to sounds; waw and ya are vowels unless they begin the word or stand beside one."""
    sounds: list[_Sound] = []
    for i, letter in enumerate(word):
        if letter in _MARKS:
            sounds.append(_Sound(_MARKS[letter], vowel=True))
        elif letter == _DOUBLED and sounds:
            sounds.append(sounds[-1])
        elif letter in _ALEFS or letter == _TA_MARBUTA:
            if not (sounds and sounds[-1] == ("a", True)):
                sounds.append(_Sound("a", vowel=True))
        elif letter == _ALEF_WITH_I:
            sounds.append(_Sound("i", vowel=True))
        elif letter in _GLIDES:
            consonant, vowel = _GLIDES[letter]
            beside = i == 0 or word[i + 1 : i + 2] in (*_ALEFS, _TA_MARBUTA) or (sounds and sounds[-1].vowel)
            sounds.append(_Sound(consonant, vowel=False) if beside else _Sound(vowel, vowel=True))
        elif letter in _CONSONANTS:
            sounds.append(_Sound(_CONSONANTS[letter], vowel=False))
        elif letter.isascii():
            sounds.append(_Sound(letter, vowel=True))
    return sounds
