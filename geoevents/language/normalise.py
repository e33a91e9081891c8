"""Folding of Arabic and Latin letters, one code point for one.

The folded text is exactly as long as the original, so an offset into one is an offset into the other.
What has to go (diacritics, tatweel, direction marks, a lone hamza) becomes :data:`GAP`, a private-use
character that counts as part of a word and is taken out when a token is made. The few ligatures that
stand for two letters become private-use characters too and are opened at the same moment.

Folded alike: the forms of alef; ya, alef maqsura and hamza on ya; waw and hamza on waw; ta marbuta and
ha; Persian and Urdu letter forms; Arabic-Indic digits and ASCII digits; Latin letters with and without
diacritics, upper and lower case; the kinds of dash, quotation mark and apostrophe.
"""

from __future__ import annotations

import re
import unicodedata

GAP = "\ue000"
"""Stands for a code point that is left out of the folded word."""

_LIGATURE_BASE = 0xE001
_ALEF, _WAW, _YA, _HA, _KAF, _BA, _FA, _JIM = map(chr, (0x627, 0x648, 0x64A, 0x647, 0x643, 0x628, 0x641, 0x62C))
TATWEEL = "\u0640"
_FOLDED_LETTERS: dict[str, tuple[int, ...]] = {
    _ALEF: (0x622, 0x623, 0x625, 0x671, 0x672, 0x673, 0x675),
    _WAW: (0x624, 0x676, 0x6C6, 0x6C7),
    _YA: (0x626, 0x649, 0x6CC, 0x6CD, 0x6CE, 0x6D2),
    _HA: (0x629, 0x6BE, 0x6C0, 0x6C1, 0x6C3, 0x6D5),
    _KAF: (0x6A9, 0x6AA, 0x6AB, 0x6AF),
    _BA: (0x67E,),
    _FA: (0x6A4,),
    _JIM: (0x686,),
}
_DROPPED = (
    0x621,  # a lone hamza comes and goes in spelling
    0xAD,
    0x640,
    0x670,
    0x6D4,
    *range(0x610, 0x61B),
    *range(0x64B, 0x660),
    *range(0x6D6, 0x6ED),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x206A),
    0xFE0F,
    0xFEFF,
)
_FIGURES = (
    range(0xB2, 0xBA),
    range(0x2070, 0x208A),
    range(0x2460, 0x2500),
    range(0x2776, 0x2794),
    range(0x1369, 0x1372),
    range(0x19DA, 0x19DB),
    range(0x10A40, 0x10A44),
    range(0x10E60, 0x10E69),
    range(0x11052, 0x1105B),
    range(0x1F100, 0x1F10B),
)
"""Where the figures are that are no decimal digits: superscripts, circled ones; they are folded to digits."""
_PUNCTUATION: dict[str, tuple[int, ...]] = {
    ",": (0x60C, 0x201A),
    ";": (0x61B,),
    "?": (0x61F,),
    "%": (0x66A,),
    '"': (0xAB, 0xBB, 0x201C, 0x201D, 0x201E, 0x2039, 0x203A, 0x275D, 0x275E),
    "'": (0x60, 0xB4, 0x2BB, 0x2BC, 0x2BE, 0x2BF, 0x2018, 0x2019, 0x201B, 0x2032, 0x2CA, 0x2CB),
    "-": (0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2212),
    "|": (0x2016, 0x2758, 0x2759, 0x275A),
    " ": (0x23, 0x5F, 0xA0, 0x9, 0xD, 0xB, 0xC, 0x202F, 0x2007, 0x2009),
    "\n": (0x2028, 0x2029, 0x85),
}


def _latin_letters() -> dict[int, str]:
    """Latin letters with diacritics or capitals, each to one lower-case ASCII letter where it has one."""
    table = {}
    for code in (*range(0x41, 0x5B), *range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFKD", chr(code))[0].lower()
        if base.isalpha() and len(base) == 1:
            table[code] = base
    table |= {0x130: "i", 0x131: "i", 0xD8: "o", 0xF8: "o", 0x110: "d", 0x111: "d", 0x141: "l", 0x142: "l"}
    return table


def _presentation_forms() -> tuple[dict[int, str], dict[str, str]]:
    """Arabic presentation forms to letters; those of two or more letters to private-use characters."""
    single: dict[int, str] = {}
    ligatures: dict[str, str] = {}
    fold_one = {c: base for base, codes in _FOLDED_LETTERS.items() for c in codes}
    for code in (*range(0xFB50, 0xFDFC), *range(0xFE70, 0xFEFD)):
        plain = "".join(
            fold_one.get(ord(c), c)
            for c in unicodedata.normalize("NFKC", chr(code))
            if ord(c) not in _DROPPED and not unicodedata.combining(c) and c != " "
        )
        if plain == chr(code) or not plain.isalpha():
            continue
        if len(plain) == 1:
            single[code] = plain
        else:
            private = chr(_LIGATURE_BASE + len(ligatures))
            single[code] = private
            ligatures[private] = plain
    return single, ligatures


def _build_table() -> tuple[dict[int, str], dict[str, str]]:
    table = _latin_letters()
    forms, ligatures = _presentation_forms()
    table |= forms
    for folded in (_FOLDED_LETTERS, _PUNCTUATION):
        table |= {code: base for base, codes in folded.items() for code in codes}
    table |= {zero + d: str(d) for zero in (0x660, 0x6F0) for d in range(10)}
    table |= {code: str(unicodedata.digit(chr(code))) for codes in _FIGURES for code in codes if chr(code).isdigit()}
    table |= dict.fromkeys(_DROPPED, GAP)
    return table, ligatures


_TABLE, _LIGATURES = _build_table()
_REPLACEMENT = {chr(code): folded for code, folded in _TABLE.items()}
_FOLDED = frozenset(_REPLACEMENT)
_LAST_PRIVATE = chr(_LIGATURE_BASE + len(_LIGATURES))
PRIVATE = f"{GAP}-{_LAST_PRIVATE}"
"""The private-use characters as the inside of a regular expression's character class."""

_LETTER = r"[\u0620-\u064a]"
# A word broken up against automatic moderation: tatweel, a separator, tatweel; or one of the two tatweels
# only, where what stands before is more than a one-letter preposition.
_BROKEN = re.compile(
    rf"{TATWEEL}(?:_|[^\w\n]){{1,3}}{TATWEEL}"
    rf"|(?<={_LETTER}{_LETTER}){TATWEEL}[ .*](?={_LETTER})"
    rf"|(?<={_LETTER})[ .*]{TATWEEL}(?={_LETTER})"
)
# Without a tatweel: a star or a bullet between two letters; or one letter, then one or two at a time.
_STARS = "*\u2022"
_STARRED = re.compile(rf"(?<=[\u0620-\u0652])[{_STARS}](?={_LETTER})")
_SPELT = re.compile(rf"(?<!{_LETTER}){_LETTER}([./-]){_LETTER}{{1,2}}(?:\1{_LETTER}{{1,2}})+(?!{_LETTER})")
_SPELT_PART = re.compile(rf"([./-]){_LETTER}{{1,2}}\1")
_OPEN = re.compile(f"[{PRIVATE}]")


def fold(text: str) -> str:
    """Fold a text, keeping its length.

    Parameters
    ----------
    text
        Any text, Arabic, English or mixed.

    Returns
    -------
    str
        As many code points as ``text`` has; left-out ones are :data:`GAP`.
    """
    if TATWEEL in text:
        text = _BROKEN.sub(lambda match: TATWEEL * len(match.group()), text)
    if any(star in text for star in _STARS):
        text = _STARRED.sub(TATWEEL, text)
    if _SPELT_PART.search(text) is not None:
        text = _SPELT.sub(lambda match: match.group().replace(match.group(1), TATWEEL), text)
    # A replacement for each character that occurs is thirty times as fast as str.translate.
    for character in _FOLDED.intersection(text):
        text = text.replace(character, _REPLACEMENT[character])
    return text


def close_gaps(word: str) -> str:
    """Take the left-out characters from a folded word and open its ligatures."""
    return _OPEN.sub(lambda match: _LIGATURES.get(match.group(), ""), word)
