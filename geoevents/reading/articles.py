"""From what a reader found to an article: its id, language, title and date of publication."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from geoevents.errors import InputError
from geoevents.language import detect_language
from geoevents.model import Article, Language, PublishedBasis
from geoevents.reading.dates import parse_date
from geoevents.reading.publication import find_dateline

if TYPE_CHECKING:
    import datetime as dt

    from geoevents.reading.documents import Draft, ReadingOptions

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


def _publication(draft: Draft, options: ReadingOptions, text: str) -> tuple[dt.date | None, PublishedBasis | None]:
    if options.published:
        return options.published, "given"
    if draft.published:
        return parse_date(draft.published), "metadata"
    found = find_dateline(text)
    return (found, "text") if found else (None, None)
