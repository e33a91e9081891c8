"""Bytes to text: UTF-8, UTF-16 and UTF-32 by their marks, Windows-1256 and the other old Arabic encodings.

A file without a mark that is not UTF-8 is decoded with each of the 8-bit encodings, and the outcomes are
judged as Arabic: a right decoding is made of words in one script, with the final-only letters at their ends
and the article on every fourth word or so. Nothing is guessed where none of them reads well.
"""

from __future__ import annotations

import codecs
import re

from geoevents.errors import EncodingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    # UTF-32's little-endian mark begins with UTF-16's, so it is tried first.
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ARABIC_ENCODINGS = ("cp1256", "iso8859_6", "cp720")
_SIGNATURES = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a media file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"PK\x03\x04", "a zip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"%PDF", "a PDF"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old or encrypted Office file"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 65_536
_WORD = re.compile(r"[^\W\d_]+")
# Unicode's Arabic letters; teh marbuta and alef maksura close a word, alef-lam is the article.
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_ARABIC_WORD = re.compile("[\u0620-\u064a\u0671-\u06d3][\u0620-\u065f\u0670-\u06d3]*")
_PUNCTUATION = frozenset("\u00ab\u00bb\u060c\u061b\u061f\u066a\u00a0\u200c\u200d\u200e\u200f")
_FINAL_INSIDE = re.compile("[\u0629\u0649][\u0620-\u064a]")
_ARTICLE = re.compile("^[\u0648\u0628\u0641\u0643]?\u0627\u0644")
_LEAST_SCORE = 0.72
_MOST_OUTSIDE_ASCII = 0.25


def signature(data: bytes) -> str | None:
    """Return what the first bytes say that the file is, in words, or ``None``."""
    return next((words for magic, words in _SIGNATURES if data.startswith(magic)), None)


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Decode a text in whatever encoding it comes.

    Parameters
    ----------
    data
        The bytes of the whole text.
    declared
        The encoding that a protocol header or the page names; tried behind the marks and UTF-8.

    Raises
    ------
    EncodingError
        The bytes are not text, or in no encoding that we read; the message has no file name.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, encoding)
    _refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        position, byte = error.start, data[error.start]
    as_declared = _decode_declared(data, declared) if declared else None
    if as_declared is not None:
        return as_declared
    guessed = _guess(data)
    if guessed is None:
        raise EncodingError(
            f"neither UTF-8 nor Windows-1256 text (byte 0x{byte:02x} at {position}): convert it to UTF-8 first"
        )
    return data.decode(guessed, errors="replace")


def _decode_marked(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"marked as {encoding.removesuffix('-sig').upper()} but broken at byte {error.start}: save it anew as UTF-8"
        ) from error


def _refuse_binary(data: bytes) -> None:
    known = signature(data)
    if known:
        raise EncodingError(f"not text but {known}")
    sample = data[:_SAMPLE]
    controls = len(_CONTROL.findall(sample))
    if b"\0" in sample or controls > len(sample) // 50:
        raise EncodingError("not text but binary data (UTF-16 needs a byte order mark)")


def _decode_declared(data: bytes, declared: str) -> str | None:
    try:
        return data.decode(codecs.lookup(declared.strip()).name)
    except (LookupError, UnicodeDecodeError):
        return None


def _guess(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    scores = {encoding: _arabic_score(sample.decode(encoding, errors="replace")) for encoding in _ARABIC_ENCODINGS}
    best = max(_ARABIC_ENCODINGS, key=lambda encoding: scores[encoding])
    if scores[best] >= _LEAST_SCORE:
        return best
    # Western text with some accents or curly quotes: mostly ASCII.
    outside = sum(byte > 127 for byte in sample)  # noqa: PLR2004 - the last ASCII byte
    looks_western = outside <= len(sample) * _MOST_OUTSIDE_ASCII and not _broken_utf8(sample)
    return "cp1252" if looks_western and _decode_declared(data, "cp1252") is not None else None


def _broken_utf8(sample: bytes) -> bool:
    """Tell damaged UTF-8: its multibyte sequences outnumber what is broken."""
    text = sample.decode("utf-8", errors="replace")
    good = sum(ord(letter) > 127 and letter != "\ufffd" for letter in text)  # noqa: PLR2004
    return good > text.count("\ufffd")


def _arabic_score(text: str) -> float:
    """Score from 0 to 1 how well a decoding reads as Arabic words; 0 when it holds none."""
    words = _WORD.findall(text)
    arabic = [word for word in words if _ARABIC_LETTER.search(word)]
    if not arabic:
        return 0.0
    # Letters of other alphabets, box drawings and undefined bytes tell a wrong table.
    outside = [letter for letter in text if not letter.isascii() and not "\u2010" <= letter <= "\u203a"]
    fitting = sum(1 for letter in outside if "\u0620" <= letter <= "\u06d3" or letter in _PUNCTUATION)
    pure = sum(1 for word in arabic if _ARABIC_WORD.fullmatch(word) and not _FINAL_INSIDE.search(word))
    articles = sum(1 for word in arabic if _ARTICLE.match(word))
    # A fifth of the words of Arabic prose carry the article; a headline without any may pass on purity alone.
    purity = pure / len(arabic) * (fitting / len(outside)) ** 2
    return 0.8 * purity + 0.2 * min(1.0, articles / len(arabic) / 0.15)
