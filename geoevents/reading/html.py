"""HTML: trafilatura finds the article in the page, its title, date, publisher and address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geoevents.errors import InputError
from geoevents.reading.charset import decode
from geoevents.reading.documents import Document, Draft, ReadFailure, ReadingOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)


def read(document: Document, options: ReadingOptions) -> Iterator[Draft | ReadFailure]:  # noqa: ARG001
    """Read the article of a page.

    Raises
    ------
    InputError
        The page holds no article text.
    """
    data = document.read()
    declared = _META_CHARSET.search(data[:4096])
    charset = document.charset or (declared.group(1).decode("ascii") if declared else None)
    yield extract(decode(data, declared=charset), document.url)


def extract(page: str, url: str | None = None) -> Draft:
    """Return the article of a decoded page.

    Raises
    ------
    InputError
        The page holds no article text.
    """
    import trafilatura

    found = trafilatura.bare_extraction(
        page,
        url=url,
        with_metadata=True,
        include_comments=False,
        # Only dates that the page gives as its own: the extensive search takes any date of the text.
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None or isinstance(found, dict) or not (text := (found.text or "").strip()):
        raise InputError("no article text found in the page")
    return Draft(text=text, title=found.title, published=found.date, source=found.sitename, url=found.url or url)


def to_text(fragment: str) -> str:
    """Return the text of a small piece of HTML, such as a feed's summary, blocks on lines of their own."""
    if "<" not in fragment and "&" not in fragment:
        return fragment.strip()
    from lxml import etree, html

    try:
        root = html.fragment_fromstring(fragment, create_parent="div")
    except (etree.ParserError, ValueError):
        return ""
    for element in root.iter("script", "style"):
        element.text = None
    for element in root.iter("p", "div", "br", "li", "h1", "h2", "h3", "h4", "blockquote", "tr"):
        element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in "".join(root.itertext()).split("\n"))
    return "\n".join(line for line in lines if line)
