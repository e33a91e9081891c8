"""From what a reader found to an article: its id, language, title and date of publication."""

from __future__ import annotations

import datetime as dt
import email.utils
import hashlib
import re
from typing import TYPE_CHECKING

from geoevents.errors import DateError, InputError
from geoevents.language import detect_language
from geoevents.model import Article, Language, PublishedBasis
from geoevents.reading.publication import find_dateline

if TYPE_CHECKING:
    from geoevents.reading.documents import Draft, ReadingOptions

_EARLIEST_YEAR = 1800
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")
_SURROGATE = re.compile("[\ud800-\udfff]")


def to_article(draft: Draft, options: ReadingOptions) -> Article:
    """Check a draft and make it an article.

    The date of publication is what the user gives, else what the metadata say, else a dateline at the head or
    foot of the text, else unknown; it is never invented.

    Raises
    ------
    InputError
        The text is empty.
    DateError
        The metadata hold a date that cannot be read.
    """
    text = _SURROGATE.sub("\ufffd", draft.text)
    if not text.strip():
        raise InputError("empty: no text to read")
    published, basis = _publication(draft, options, text)
    title = _SURROGATE.sub("\ufffd", draft.title).strip() if draft.title else None
    return Article(
        article_id=draft.article_id or content_id(text),
        text=text,
        language=options.language or _known_language(draft.language) or detect_language(text),
        title=title or None,
        published=published,
        published_basis=basis,
        source=draft.source,
        url=draft.url,
    )


def content_id(text: str) -> str:
    """Return an id that is the same for the same text, wherever it lies."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _known_language(told: str | None) -> Language | None:
    code = (told or "").strip().lower().replace("_", "-").partition("-")[0]
    if code in ("ar", "ara", "arabic"):
        return "ar"
    return "en" if code in ("en", "eng", "english") else None


def parse_date(value: str | dt.date) -> dt.date:
    """Read a date as it stands in options and metadata: ISO 8601, with or without time, or a mail's and feed's form.

    Raises
    ------
    DateError
        The date cannot be read, or could be read in two ways.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = value.strip()
    match = _ISO.match(text) or _COMPACT.match(text)
    try:
        date = dt.date(*map(int, match.groups())) if match else email.utils.parsedate_to_datetime(text).date()
    except (ValueError, TypeError, IndexError) as error:
        raise DateError(f"{value[:40]!r} is not a date: write it as YYYY-MM-DD") from error
    if date.year < _EARLIEST_YEAR:
        raise DateError(f"{value[:40]!r} lies too far back for a date of publication")
    return date


def _publication(draft: Draft, options: ReadingOptions, text: str) -> tuple[dt.date | None, PublishedBasis | None]:
    if options.published:
        return options.published, "given"
    if draft.published:
        return parse_date(draft.published), "metadata"
    found = find_dateline(text)
    return (found, "text") if found else (None, None)
