"""Finding the time expressions of a document."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING
from unicodedata import category

from geoevents.dates.days import in_part, read_day, read_part, read_season, read_weekday, read_weekend
from geoevents.dates.figures import read_figures
from geoevents.dates.joins import MOST_GLUE, joined, nights, with_signals
from geoevents.dates.months import read_month
from geoevents.dates.scan import NO_ANCHOR, Found, Scan
from geoevents.dates.units import read_this_month, read_unit
from geoevents.dates.vocabulary import OPENERS
from geoevents.language.clitics import ARTICLE, LAM
from geoevents.language.normalise import GAP, fold
from geoevents.model import TimeExpression

if TYPE_CHECKING:
    import datetime as dt

    from geoevents.dates.vocabulary import Item
    from geoevents.language import Document

_NIGHT, _WEEK = 2, 11  # days; the past ten days touch eleven
_CORES = ("day", "weekday", "unit", "month", "ordinal")
_READERS = {
    "day": read_day,
    "weekday": read_weekday,
    "month": read_month,
    "unit": read_unit,
    "weekend": read_weekend,
    "season": read_season,
    "half": read_season,
    "this_month": read_this_month,
}


def find_times(document: Document, published: dt.date | None) -> tuple[TimeExpression, ...]:
    """The time expressions of an article, resolved to civil days.

    Parameters
    ----------
    document
        The article, Arabic or English.
    published
        The article's own date. ``None`` leaves what is counted from it without days, and says so.

    Returns
    -------
    tuple of TimeExpression
        In the text's order, not overlapping. Neighbours that tell one time ("Friday morning, 5 May 2017")
        are one expression, and a signal that makes an interval ("since", "until", "between") belongs to it.
    """
    scan = Scan(document, published)
    opens = scan.lexis.opens
    covered = 0
    words = document.words
    last = len(words) - 1
    for at in compress(range(len(words)), map(opens.__getitem__, words)):
        following = opens[words[at]]
        if at < covered or (isinstance(following, frozenset) and (at == last or words[at + 1] not in following)):
            continue
        found, end = _read(scan, at)
        for one in found:
            _add(scan, one)
        covered = max(end, scan.found[-1].end if found else 0)
    return tuple(_expression(scan, found) for found in with_signals(scan, scan.found))


def _read(scan: Scan, at: int) -> tuple[list[Found], int]:
    """What begins at a token, and the token up to which it has been read."""
    if scan.words[at].isdigit():
        return read_figures(scan, at), at + 1
    for item in scan.items(at, OPENERS):
        if item.kind == "none":
            return [], item.end
        found = read_part(scan, item, lambda start: _core(scan, start)) if item.kind == "part" else _reader(scan, item)
        if found:
            return found, found[-1].end
    return [], at + 1


def _reader(scan: Scan, item: Item) -> list[Found]:
    reader = _READERS.get(item.kind)
    return reader(scan, item) if reader else []


def _core(scan: Scan, at: int) -> Found | None:
    """The day that begins at a token: a word, a weekday, a date, or a day's number before a month."""
    if scan.word(at).isdigit():
        found = read_figures(scan, at) or _month_behind(scan, at)
        return found[0] if found else None
    for item in scan.items(at, _CORES):
        if item.kind != "ordinal":
            found = _reader(scan, item)
            if found and found[0].start == at:
                return found[0]
        else:
            found = _month_behind(scan, at)
            if found:
                return found[0]
    day_word = next(
        (i for i in scan.items(at) if i.kind == "unit" and i.attributes["unit"] == "day" and ARTICLE not in i.prefix),
        None,
    )
    return _core(scan, day_word.end) if day_word and not day_word.attributes.get("plural") else None


def _month_behind(scan: Scan, at: int) -> list[Found]:
    """The date that begins at a day's number, read from its month's name."""
    for ahead in range(at + 1, min(at + 6, len(scan.words))):
        item = scan.item(ahead, "month")
        if item is not None:
            return [found for found in read_month(scan, item) if found.start == at]
        if scan.word(ahead) in ("\n", "."):
            break
    return []


def _add(scan: Scan, found: Found) -> None:
    """Add what was found: joined to its neighbour, with a part of the day behind it, or by itself."""
    found = _with_words(scan, found)
    while scan.found and scan.found[-1].end > found.start:
        if scan.found[-1].start >= found.start:
            scan.found.pop()
        else:
            found = found._replace(start=scan.found[-1].end)
            if found.start >= found.end:
                return
    if scan.found and found.start - scan.found[-1].end <= MOST_GLUE:
        pair = nights(scan, scan.found[-1], found) or joined(scan, scan.found[-1], found)
        if pair is not None:
            scan.found[-1] = pair
            return
    scan.found.append(found)


def _with_words(scan: Scan, found: Found) -> Found:
    """Take in the word "day" before, and a part of the day behind ("Tuesday night")."""
    if found.kind in ("day", "weekday", "date", "hijri"):
        before = scan.ending(found.start, "unit")
        if scan.arabic and before is not None and _day_word(before):
            found = found._replace(start=before.start)
        part = scan.item(found.end, "part")
        if part is not None and found.part is None and (not scan.arabic or part.attributes.get("adverb")):
            return in_part(scan, found._replace(end=part.end), part)
    return found


def _day_word(item: Item) -> bool:
    """Whether it is the word "day", without the article."""
    return item.attributes.get("unit") == "day" and not item.attributes.get("plural") and ARTICLE not in item.prefix


def _expression(scan: Scan, found: Found) -> TimeExpression:
    document = scan.document
    start, end = document.span(found.start, found.end)
    if scan.arabic:
        start += _conjunction(scan, found.start, start)
    while end < len(document.text) and category(document.text[end])[0] in "LM" and fold(document.text[end]) == GAP:
        end += 1  # a last hamza or tatweel, which the token leaves out
    days = found.days
    first, last = days or (None, None)
    reason = found.reason
    if days is None and not reason:
        reason = NO_ANCHOR
    return TimeExpression(
        start=start,
        end=end,
        text=document.text[start:end],
        first=first,
        last=last,
        precision=_precision(found),
        basis=found.basis,
        value=found.value if days else None,
        mod=found.mod,
        reason=reason,
    )


def _precision(found: Found) -> int | None:
    """ACLED's precision: that of the words, and no finer than the interval is long; a night is a day."""
    if found.days is None:
        return None
    first, last = found.days
    length = (last - first).days + 1 if first and last else 1
    return max(found.precision, 1 if length <= _NIGHT else 2 if length <= _WEEK else 3)


def _conjunction(scan: Scan, token: int, start: int) -> int:
    """How many code points of the first word are a conjunction or preposition written with it."""
    if not any(head[3] for head in scan.lexis[scan.words[token]]):
        return 0
    prefixes = [item.prefix for item in scan.items(token)]
    letters = min((prefix.removesuffix(ARTICLE) for prefix in prefixes), key=len, default="")
    if LAM in letters and any(prefix.endswith(ARTICLE) for prefix in prefixes):
        letters = letters.removesuffix(LAM)  # li- and the article are written as one
    taken = 0
    text = fold(scan.document.text[start : start + 12])
    for letter in letters:
        position = text.find(letter, taken)
        if position < 0:
            break
        taken = position + 1
    while taken and taken < len(text) and not text[taken].isalpha() and not text[taken].isdigit():
        taken += 1
    return taken
