"""PDF: the text layer, with right-to-left lines put back into reading order.

A PDF holds glyphs at positions. Some programs write them in the order of reading, some in the order of the
paper, some glyph by glyph from the left; so the order is taken from the positions: glyphs of one base line make
a line, and a line with more Arabic than Latin letters is turned around, all but its numbers and Latin words.
"""

from __future__ import annotations

import bisect
import ctypes
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geoevents.errors import InputError
from geoevents.reading.documents import Document, Draft, ReadFailure, ReadingOptions
from geoevents.reading.plain import first_line_title

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_PAGES = 500
_MOST_LETTERS = 2_000_000
# Shares of the font size: glyphs this close in height share a line, this far apart in width do not.
_SAME_LINE = 0.35
_WORD_GAP = 0.15
_WIDE_GAP = 3.0
_FAIR_GAP = 0.6
_PARAGRAPH_GAP = 1.9
_NEAR_LINES = 3.0
_FULL_LINE = 0.8
_SAME_ORIGIN = 0.05
# Glyphs between the two sides of a gap in the order of the file, more than a line's length for columns.
_WRITTEN_TOGETHER = 40
_HYPHEN = "\x02"
_NUMBER_JOINS = frozenset(".,:/\u066b\u066c")
_ALEFS = frozenset("\u0622\u0623\u0625\u0627")
_LAM = "\u0644"
_OTHER_SIDE = dict(zip("()[]{}\u00ab\u00bb", ")(][}{\u00bb\u00ab", strict=True))


@dataclass(frozen=True, slots=True)
class Glyph:
    """One letter with its box and base line, in points from the page's lower left corner.

    ``word`` counts the blanks before it in the order of the file.
    """

    letter: str
    left: float
    right: float
    base: float
    size: float
    word: int = 0


@dataclass(frozen=True, slots=True)
class _Line:
    """Neighbouring glyphs of one base line, from left to right; ``order`` is the place of the first one in the page."""

    order: int
    base: float
    size: float
    left: float
    right: float
    glyphs: tuple[Glyph, ...]


def read(document: Document, options: ReadingOptions) -> Iterator[Draft | ReadFailure]:  # noqa: ARG001
    """Read the text layer of a PDF.

    Raises
    ------
    InputError
        The file is broken or encrypted, a scan without text, or has more than 500 pages.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(document.read())
    except pypdfium2.PdfiumError as error:
        words = str(error).lower()
        if "password" in words or "security" in words:
            raise InputError("encrypted: save it without a password") from error
        raise InputError("broken, or not a PDF") from error
    try:
        if len(pdf) > _MOST_PAGES:
            raise InputError(f"more than {_MOST_PAGES} pages, too many for one article: split it")
        text = "\n\n".join(page for page in _pages(pdf) if page)
        title = (pdf.get_metadata_dict().get("Title") or "").strip()
    except pypdfium2.PdfiumError as error:
        raise InputError("broken: a page cannot be read") from error
    finally:
        pdf.close()
    if not text.strip():
        raise InputError("has no text layer (a scan?): make one with an OCR program first")
    # Programs put the file's name or "untitled" there: a real title has words.
    yield Draft(text=text, title=title if " " in title else first_line_title(text), url=document.url)


def _pages(pdf: Any) -> Iterator[str]:  # noqa: ANN401 - pypdfium2 has no types
    left = _MOST_LETTERS
    for page in pdf:
        glyphs = list(_glyphs(page))
        left -= len(glyphs)
        if left < 0:
            raise InputError("too much text for one article: split it")
        yield arrange(glyphs)
        page.close()


def _glyphs(page: Any) -> Iterator[Glyph]:  # noqa: ANN401
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    word = 0
    for index in range(text_page.count_chars()):
        letter = chr(pdfium.FPDFText_GetUnicode(text_page.raw, index) or 0xFFFD)
        # Blanks, and those that PDFium adds, stand at places of their own idea: their order tells more.
        if letter.isspace():
            word += 1
            continue
        if letter in "\ufffe\ufffd":
            continue
        box_left, _, box_right, _ = text_page.get_charbox(index, loose=True)
        pdfium.FPDFText_GetCharOrigin(text_page.raw, index, x, y)
        size = pdfium.FPDFText_GetFontSize(text_page.raw, index)
        yield Glyph(letter, min(box_left, x.value), box_right, y.value, size, word)
    text_page.close()


def arrange(glyphs: list[Glyph]) -> str:
    """Put the glyphs of a page into lines and the lines into paragraphs, in the order of reading."""
    rows: dict[int, list[tuple[int, Glyph]]] = {}
    for order, glyph in enumerate(glyphs):
        reach = int(_SAME_LINE * glyph.size) + 1
        near = (key for key in range(round(glyph.base) - reach, round(glyph.base) + reach + 1) if key in rows)
        home = min(near, key=lambda key: abs(key - glyph.base), default=round(glyph.base))
        rows.setdefault(home, []).append((order, glyph))
    lines = [line for row in rows.values() for line in _segments(row)]
    # Programs write column by column, so the first glyph of each line tells the order of the lines.
    return _paragraphs(_downwards(sorted(lines, key=lambda line: line.order)))


def _downwards(lines: list[_Line]) -> list[_Line]:
    """Swap neighbouring lines of one column that the file has in the wrong order."""
    ordered: list[_Line] = []
    for line in lines:
        place = len(ordered)
        while place and _stands_above(line, ordered[place - 1]):
            place -= 1
        ordered.insert(place, line)
    return ordered


def _stands_above(line: _Line, other: _Line) -> bool:
    overlap = line.left < other.right and other.left < line.right
    return overlap and 0 < line.base - other.base <= _NEAR_LINES * max(line.size, other.size)


def _segments(row: list[tuple[int, Glyph]]) -> Iterator[_Line]:
    """Cut a row where two columns meet: a wide gap, or a fair one whose sides were not written together."""
    row.sort(key=lambda item: (item[1].left, item[1].right))
    start, right = 0, row[0][1].right
    for index in range(1, len(row)):
        (order_before, before), (order, glyph) = row[index - 1], row[index]
        gap = (glyph.left - right) / max(glyph.size, before.size, 1.0)
        if gap > _WIDE_GAP or (gap > _FAIR_GAP and abs(order - order_before) > _WRITTEN_TOGETHER):
            yield _line(row[start:index])
            start, right = index, glyph.right
        right = max(right, glyph.right)
    yield _line(row[start:])


def _line(row: list[tuple[int, Glyph]]) -> _Line:
    glyphs = tuple(glyph for _, glyph in row)
    largest = max(glyphs, key=lambda glyph: glyph.size)
    return _Line(
        order=min(order for order, glyph in row),
        base=largest.base,
        size=largest.size,
        left=glyphs[0].left,
        right=max(glyph.right for glyph in glyphs),
        glyphs=glyphs,
    )


def _paragraphs(lines: list[_Line]) -> str:
    widest = max((line.right - line.left for line in lines), default=0.0)
    parts: list[str] = []
    previous: _Line | None = None
    for line in lines:
        text = _reading_order(line.glyphs)
        if not text:
            continue
        goes_on = (
            previous is not None
            and 0 < previous.base - line.base <= _PARAGRAPH_GAP * previous.size
            and abs(previous.size - line.size) <= 1
            and previous.right - previous.left >= _FULL_LINE * widest
        )
        if parts and parts[-1].endswith(_HYPHEN):
            parts[-1] = parts[-1][:-1] + _kept_hyphen(parts[-1], text)
            parts.append(text)
        else:
            parts.append((" " if goes_on else "\n") + text)
        previous = line
    return "".join(parts).replace(_HYPHEN, "-").strip()


def _kept_hyphen(line: str, following: str) -> str:
    """Tell a hyphen of the word from one of the line's end: a compound has another one, or a capital behind it."""
    word = line.rpartition(" ")[2]
    return "-" if "-" in word or following[:1].isupper() else ""


def _reading_order(glyphs: tuple[Glyph, ...]) -> str:
    cells = _cells(glyphs)
    letters = "".join(cells)
    arabic = sum(unicodedata.bidirectional(letter) in ("R", "AL") for letter in letters)
    latin = sum(unicodedata.bidirectional(letter) == "L" for letter in letters)
    if not arabic:
        return " ".join(letters.split())
    ordered = _turn(cells) if arabic > latin else _turn_words(cells)
    return _with_brackets(" ".join(unicodedata.normalize("NFKC", "".join(ordered)).split()))


def _with_brackets(text: str) -> str:
    """Set each bracket by what stands beside it: programs differ in whether they write it mirrored."""
    letters = list(text)
    opened: list[str] = []
    for index, letter in enumerate(letters):
        if letter not in _OTHER_SIDE:
            continue
        kind = min(letter, _OTHER_SIDE[letter])
        blank_before = index == 0 or letters[index - 1].isspace()
        blank_behind = index + 1 == len(letters) or not letters[index + 1].isalnum()
        opens = blank_before if blank_before != blank_behind else kind not in opened
        if opens:
            opened.append(kind)
        elif kind in opened:
            opened.remove(kind)
        letters[index] = kind if opens else _OTHER_SIDE[kind]
    return "".join(letters)


def _cells(glyphs: tuple[Glyph, ...]) -> list[str]:
    """Return the letters from left to right: a ligature's letters in one cell, a space between words."""
    cells: list[str] = []
    spots: list[tuple[float, int]] = []
    loose: list[Glyph] = []
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None and abs(glyph.left - before.left) <= _SAME_ORIGIN:
            cells[-1] = _ligature(cells[-1], glyph.letter)
        elif unicodedata.combining(glyph.letter):
            loose.append(glyph)
            continue
        else:
            if before is not None and _parts(before, glyph, ligature=len(cells[-1]) > 1):
                cells.append(" ")
            spots.append(((glyph.left + glyph.right) / 2, len(cells)))
            cells.append(glyph.letter)
        before = glyph
    _set_marks(cells, spots, loose)
    return cells


def _parts(before: Glyph, glyph: Glyph, *, ligature: bool) -> bool:
    """Tell whether a space stands between two neighbours: a gap, or the file's word where the first is a ligature.

    PDFium shares a ligature's box among its letters, so its right edge is not known.
    """
    if ligature:
        return glyph.word != before.word
    return glyph.left - before.right > _WORD_GAP * max(glyph.size, before.size)


def _set_marks(cells: list[str], spots: list[tuple[float, int]], marks: list[Glyph]) -> None:
    """Add each vowel mark to the letter that it stands over or under."""
    for mark in marks if spots else ():
        middle = (mark.left + mark.right) / 2
        place = bisect.bisect_left(spots, (middle, 0))
        near = min(spots[max(place - 1, 0) : place + 1], key=lambda spot: abs(spot[0] - middle))
        cells[near[1]] += mark.letter


def _ligature(cell: str, letter: str) -> str:
    """Order the letters of one glyph: lam before alef, a letter before its marks."""
    letters = sorted(cell + letter, key=lambda one: unicodedata.combining(one) > 0)
    if len(letters) > 1 and letters[0] in _ALEFS and letters[1] == _LAM:
        letters[:2] = _LAM, letters[0]
    return "".join(letters)


def _direction(cell: str) -> str:
    kind = unicodedata.bidirectional(cell[0])
    return {"R": "R", "AL": "R", "L": "L", "EN": "N", "AN": "N"}.get(kind, "")


def _runs(cells: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Cut a line into runs: R, L (with blanks and numbers inside), N (one number), neutral cells one by one."""
    index = 0
    while index < len(cells):
        kind = _direction(cells[index])
        end = index + 1
        if kind == "N":
            end = _number_end(cells, index)
        elif kind == "L":
            end = _latin_end(cells, index)
        yield kind, cells[index:end]
        index = end


def _number_end(cells: list[str], index: int) -> int:
    end = index + 1
    while end < len(cells) and (
        _direction(cells[end]) == "N"
        or (cells[end] in _NUMBER_JOINS and end + 1 < len(cells) and _direction(cells[end + 1]) == "N")
    ):
        end += 1
    return end


def _latin_end(cells: list[str], index: int) -> int:
    last = index
    for end in range(index + 1, len(cells)):
        kind = _direction(cells[end])
        if kind == "R":
            break
        if kind in "LN" and kind:
            last = end
    return last + 1


def _turn(cells: list[str]) -> list[str]:
    """Turn a right-to-left line around, numbers and Latin runs excepted."""
    ordered: list[str] = []
    for kind, run in reversed(list(_runs(cells))):
        ordered.extend(run if kind in ("L", "N") else reversed(run))
    return ordered


def _turn_words(cells: list[str]) -> list[str]:
    """Turn the Arabic words inside a left-to-right line around."""
    ordered: list[str] = []
    start: int | None = None
    last = -1
    for index, cell in enumerate([*cells, "A"]):
        kind = _direction(cell)
        if kind == "R":
            start = index if start is None else start
            last = index
        elif kind == "L" or index == len(cells):
            if start is not None:
                ordered.extend(_turn(cells[start : last + 1]))
                ordered.extend(cells[last + 1 : index])
                start = None
            ordered.extend([cell] if index < len(cells) else [])
        elif start is None:
            ordered.append(cell)
    return ordered
