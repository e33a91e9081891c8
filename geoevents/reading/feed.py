"""RSS and Atom: one article an entry, with the text that the feed carries."""

from __future__ import annotations

import datetime as dt
import io
from typing import TYPE_CHECKING, Any

from geoevents.errors import DateError, InputError
from geoevents.reading.dates import parse_date
from geoevents.reading.documents import Document, Draft, ReadFailure, ReadingOptions
from geoevents.reading.html import to_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENTITY = "<!entity"


def read(document: Document, options: ReadingOptions) -> Iterator[Draft | ReadFailure]:  # noqa: ARG001
    """Read the entries of a feed.

    Raises
    ------
    InputError
        The file is no feed, has no entries, or declares XML entities.
    """
    data = document.read()
    # Feeds need no entities of their own, and nested ones grow without bound.
    if _ENTITY in data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", "replace").lower():
        raise InputError("declares XML entities: refused")
    import feedparser

    # A stream, since feedparser fetches a string that looks like an address.
    parsed = feedparser.parse(io.BytesIO(data), response_headers=_headers(document))
    if not parsed.get("version") and not parsed.entries:
        raise InputError("not an RSS or Atom feed")
    if not parsed.entries:
        raise InputError("no articles: the feed has no entries")
    source = parsed.feed.get("title") or None
    for number, entry in enumerate(parsed.entries, start=1):
        yield _entry(entry, source, f"{document.name}, entry {number}")


def _headers(document: Document) -> dict[str, str]:
    charset = f"; charset={document.charset}" if document.charset else ""
    return {"content-type": f"application/xml{charset}"}


def _entry(entry: Any, source: str | None, name: str) -> Draft | ReadFailure:  # noqa: ANN401
    bodies = [content.get("value", "") for content in entry.get("content", ())] or [entry.get("summary", "")]
    body = to_text(max(bodies, key=len))
    title = to_text(entry.get("title", ""))
    # A headline carries news of its own; where the body repeats it, once is enough.
    text = body if body.startswith(title) else f"{title}\n{body}".strip()
    if not text:
        return ReadFailure(name, InputError("the entry has neither title nor text"))
    return Draft(
        text=text,
        article_id=entry.get("id") or None,
        title=title or None,
        published=_published(entry),
        source=source,
        url=entry.get("link") or None,
    )


def _published(entry: Any) -> dt.date | None:  # noqa: ANN401
    """Return the day that the entry tells in its own time zone; feedparser counts in UTC, and reads more forms."""
    for key in ("published", "updated"):
        try:
            return parse_date(entry.get(key, ""))
        except DateError:
            told = entry.get(f"{key}_parsed")
            if told:
                return dt.date(*told[:3])
    return None
