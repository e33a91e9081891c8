"""What may be written together with an Arabic word: conjunctions, prepositions, the article, pronouns.

The rules are those of Arabic orthography: [wa, fa] + [bi, li, ka, sa] + [al-] before a word, where
li- and the article are written lam lam; an object or possessive pronoun after it, before which ta
marbuta becomes an open ta. All forms are folded ones.
"""

from __future__ import annotations

from typing import NamedTuple

WA, FA, BA, LAM, KAF, SIN, HA, TA, ALEF, YA, NUN = (
    chr(c) for c in (0x648, 0x641, 0x628, 0x644, 0x643, 0x633, 0x647, 0x62A, 0x627, 0x64A, 0x646)
)
ARTICLE = "\u0627\u0644"
DETACHED = frozenset(c + p for c in ("", WA, FA) for p in ("", BA, LAM, KAF) if c + p)
"""Conjunctions and prepositions as they stand alone before a quotation mark."""
_LI_ARTICLE = LAM + LAM
_PRONOUNS = tuple(
    "".join(map(chr, codes))
    for codes in ((0x647, 0x645, 0x627), (0x647, 0x627), (0x647, 0x645), (0x646, 0x627), (0x647,))
)
_FUTURE = (ALEF, NUN, YA, TA)
"""What a verb of the present, the only word that sa- goes before, begins with."""
_SHORTEST = 2


class Analysis(NamedTuple):
    """One way to read a written word: what was taken off before and after it, and what is left."""

    prefix: str
    stem: str
    suffix: str = ""


def analyses(word: str, *, pronouns: bool = False) -> tuple[Analysis, ...]:
    """The ways to read a folded word, the one with least taken off first.

    Parameters
    ----------
    word
        A folded token. Latin words and numbers have one reading, themselves.
    pronouns
        Also take pronouns off the end.

    Returns
    -------
    tuple of Analysis
        The article is part of ``stem`` in one reading and of ``prefix`` in the next.
    """
    if not word or not "\u0620" <= word[0] <= "\u064a":
        return (Analysis("", word),)
    found: dict[tuple[str, str], Analysis] = {}

    def keep(prefix: str, stem: str, suffix: str = "") -> None:
        if len(stem) >= _SHORTEST or not prefix:
            found.setdefault((stem, prefix), Analysis(prefix, stem, suffix))

    heads = _heads(word)
    for prefix, stem in heads:
        keep(prefix, stem)
    for prefix, stem in heads:
        if stem.startswith(ARTICLE) and len(stem) > len(ARTICLE) + 1:
            keep(prefix + ARTICLE, stem[len(ARTICLE) :])
    if pronouns:
        for prefix, stem in tuple((a.prefix, a.stem) for a in found.values()):
            for suffix, base in _without_pronoun(stem):
                keep(prefix, base, suffix)
    return tuple(found.values())


def _heads(word: str) -> list[tuple[str, str]]:
    """Readings by conjunction and preposition, the article left on; li- before the article opened."""
    heads = [("", word)]
    if word[0] in (WA, FA) and len(word) > _SHORTEST:
        heads.append((word[0], word[1:]))
    for prefix, rest in tuple(heads):
        if len(rest) <= _SHORTEST:
            continue
        if rest.startswith(_LI_ARTICLE):
            heads.append((prefix + LAM, ARTICLE + rest[2:]))
        if rest[0] in (BA, LAM, KAF) or (rest[0] == SIN and rest[1] in _FUTURE):
            heads.append((prefix + rest[0], rest[1:]))
    return heads


def _without_pronoun(stem: str) -> list[tuple[str, str]]:
    out = []
    for pronoun in _PRONOUNS:
        base = stem[: -len(pronoun)]
        if stem.endswith(pronoun) and len(base) > _SHORTEST:
            out.append((pronoun, base))
            if base.endswith(TA):
                out.append((pronoun, base[:-1] + HA))
            elif base.endswith(ALEF):
                out.append((pronoun, base[:-1] + YA))
            break
    return out
