"""Tokens of a folded text: words, numbers, punctuation marks and line ends."""

from __future__ import annotations

import re
from itertools import accumulate

from geoevents.language.normalise import GAP, PRIVATE, close_gaps, fold

_WORD = rf"(?:[^\W\d_]|[{PRIVATE}])"
_ARABIC = r"[\u0620-\u064a]"
_TOKEN = re.compile(
    "("
    rf"{_ARABIC}+(?![\w'{PRIVATE}])"  # the plain Arabic word, tried first because most are
    rf"|[^\W\d_a-z]+(?![\w'{PRIVATE}])"
    r"|\d{1,3}(?:,\d{3})+(?!\d)"  # 1,500
    r"|\d+"
    r"|(?:[a-z]\.){2,}"  # u.s.
    r"|[a-z]+\d+(?![a-z])"  # m4
    r"|[a-z]{1,2}-\d+(?!\w)"  # t-4
    rf"|{_WORD}+(?:'{_WORD}+)*"
    r"|\n\s*"
    r"|[^\w\s]"
    ")"
)
_POSSESSIVE = "'s"


def tokenise(folded: str) -> tuple[list[str], list[int], list[int]]:
    """Cut a folded text.

    A hyphen between two Latin words is left out ("deir ez-zor" gives three words); numbers with
    thousands separators are one token without them; line ends are a token of one line feed.

    Returns
    -------
    tuple of lists
        The tokens, their starts and their ends in the text.
    """
    # What stands between tokens and the tokens themselves, by turns: their lengths give the offsets.
    pieces = _TOKEN.split(folded)
    offsets = list(accumulate(map(len, pieces)))
    words, starts, ends = pieces[1::2], offsets[:-1:2], offsets[1::2]
    dropped = set()
    for i in [i for i, word in enumerate(words) if not word.isalnum()]:
        word = words[i]
        if (word == "-" and _joins_words(folded, starts[i])) or (word == "'" and _begins_word(folded, starts[i])):
            dropped.add(i)
        elif len(word) > 1 or word >= GAP:
            words[i], starts[i], ends[i] = _clean(word, starts[i], ends[i])
            if not words[i]:
                dropped.add(i)
    if dropped:
        kept = [i for i in range(len(words)) if i not in dropped]
        return [words[i] for i in kept], [starts[i] for i in kept], [ends[i] for i in kept]
    return words, starts, ends


def _clean(word: str, start: int, end: int) -> tuple[str, int, int]:
    """The rarer kinds of token: with gaps or ligatures, an apostrophe, a separator, several line ends."""
    if word[0] == "\n":
        return "\n", start, end
    if word.endswith(_POSSESSIVE):
        word, end = word[: -len(_POSSESSIVE)], end - len(_POSSESSIVE)
    word = word.rstrip(GAP)  # a final hamza or vowel sign is folded away and still a part of the span
    if word.startswith(GAP):
        kept = word.lstrip(GAP)
        word, start = kept, start + (len(word) - len(kept))
    word = word.replace("'", "")
    if word[:1].isalpha():
        word = word.replace("-", "")
    if word and word[0].isdecimal():
        word = word.replace(",", "")
    return close_gaps(word).rstrip("."), start, end


def _joins_words(folded: str, at: int) -> bool:
    """Whether the hyphen stands between two Latin letters without a space, the second perhaps after an apostrophe.

    The first may be an abbreviation ("U.S.-led").
    """
    after = at + 1 + (folded[at + 1 : at + 2] == "'")
    return (
        0 < at < len(folded) - 1
        and folded[at - 1 : after + 1].isascii()
        and folded[max(0, at - 2) : at].removesuffix(".")[-1:].isalpha()
        and folded[after : after + 1].isalpha()
    )


def _begins_word(folded: str, at: int) -> bool:
    """Whether an apostrophe stands before a Latin word, as the letter ayn is often written ("al-'Eis")."""
    following = folded[at + 1 : at + 2]
    return following.isascii() and following.isalpha() and not folded[at - 1 : at].isalnum()


def fold_name(name: str) -> str:
    """Fold a name or phrase to the form that its tokens have in a document: words joined by single spaces.

    Examples
    --------
    >>> fold_name("Al-Mayādīn")
    'al mayadin'
    """
    return " ".join(token for token in tokenise(fold(name))[0] if token[0].isalnum())
