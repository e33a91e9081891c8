"""Regular inflection, so that a vocabulary file names a verb once.

Arabic verbs are given as ``past/present`` in the third person masculine singular, English verbs by
their base form, or as ``base/past/participle`` or ``base/past/participle/ing`` where they are irregular.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geoevents.language import fold_name

if TYPE_CHECKING:
    from geoevents.model import Language

_ALEF, _WAW, _YA, _TA, _NUN, _HA = (chr(c) for c in (0x627, 0x648, 0x64A, 0x62A, 0x646, 0x647))
_HAMZA = chr(0x623)
"""Folded to an alef, but no weak letter: it stays in all forms."""
_PARTICIPLE, _CONTINUOUS = 2, 3
"""Where a verb's third and fourth form stand."""
_DUAL = (_ALEF + _NUN, _YA + _NUN)
_SIBILANT = re.compile(r"(?:s|x|z|ch|sh|o)$")
_CONSONANT_Y = re.compile(r"(?<![aeiou])y$")
_DOUBLING = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprt]$")


def verb_forms(verb: str, language: Language) -> list[tuple[str, str]]:
    """All regular forms of a verb, each with its tense.

    Parameters
    ----------
    verb
        As the vocabulary files write it, see the module.
    language
        ``"ar"`` or ``"en"``.

    Returns
    -------
    list of tuple
        (folded form, ``"past"``, ``"present"``, ``"participle"`` or ``"base"``). A verb with a
        particle ("carry out") inflects its first word.
    """
    return _arabic_verb(verb) if language == "ar" else _english_verb(verb)


def noun_forms(noun: str, language: Language) -> list[str]:
    """A noun's folded singular and what follows from it by rule: Arabic duals, English plural."""
    if language == "en":
        return [fold_name(noun), _third_person(fold_name(noun))]
    first, _, rest = fold_name(noun).partition(" ")
    stem = first[:-1] + _TA if first.endswith(_HA) else first
    return [f"{form} {rest}".strip() for form in (first, *(stem + end for end in _DUAL), stem + _YA)]


def _arabic_verb(verb: str) -> list[tuple[str, str]]:
    past, _, present = verb.partition("/")
    forms: dict[str, str] = {}
    first, _, rest = fold_name(past).partition(" ")
    weak = first[-1] in (_YA, _ALEF) and not past.partition(" ")[0].endswith(_HAMZA)
    stem = first[:-1] if weak else first
    feminine = stem + _TA
    plural = stem + _WAW
    for form in (first, feminine, plural + _ALEF, plural, feminine + _ALEF, first + _ALEF):
        forms.setdefault(f"{form} {rest}".strip(), "past")
    if present:
        first, _, rest = fold_name(present).partition(" ")
        stem = first[:-1] if first[-1] in (_YA, _ALEF) else first
        for head in (_YA, _TA):
            for tail in (first[1:], stem[1:] + _WAW + _NUN, stem[1:] + _WAW + _ALEF, stem[1:] + _ALEF + _NUN):
                forms.setdefault(f"{head}{tail} {rest}".strip(), "present")
        forms.setdefault(f"{_YA}{first[1:]}{_NUN} {rest}".strip(), "present")
    return list(forms.items())


def _english_verb(verb: str) -> list[tuple[str, str]]:
    parts = [fold_name(part) for part in verb.split("/")]
    base, _, particle = parts[0].partition(" ")
    past = parts[1].partition(" ")[0] if len(parts) > 1 else _past(base)
    participle = parts[_PARTICIPLE].partition(" ")[0] if len(parts) > _PARTICIPLE else past
    continuous = parts[_CONTINUOUS].partition(" ")[0] if len(parts) > _CONTINUOUS else _continuous(base)
    forms: dict[str, str] = {}
    for form, tense in (
        (past, "past"),
        (participle, "participle"),
        (base, "base"),
        (_third_person(base), "present"),
        (continuous, "present"),
    ):
        forms.setdefault(f"{form} {particle}".strip(), tense)
    return list(forms.items())


def _third_person(base: str) -> str:
    if _CONSONANT_Y.search(base):
        return base[:-1] + "ies"
    return base + ("es" if _SIBILANT.search(base) else "s")


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if _CONSONANT_Y.search(base):
        return base[:-1] + "ied"
    return (base + base[-1] if _DOUBLING.search(base) else base) + "ed"


def _continuous(base: str) -> str:
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return (base + base[-1] if _DOUBLING.search(base) else base) + "ing"
