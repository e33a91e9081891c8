"""HTML: trafilatura finds the article in the page, its title, date, publisher and address."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any

from geoevents.errors import DateError, InputError
from geoevents.reading.charset import decode
from geoevents.reading.dates import parse_date
from geoevents.reading.documents import Document, Draft, ReadFailure, ReadingOptions

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_DATED = re.compile(r"\d{4}-\d{2}-\d{2}")
_STRUCTURED = re.compile(r"\"datePublished\"\s*:\s*\"(\d{4}-\d{2}-\d{2})")
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?!\d)")
# What sites and metadata standards (Open Graph, Dublin Core, schema.org) call the date of publication.
_DATE_NAMES = frozenset(
    {
        "article:published_time",
        "og:published_time",
        "date",
        "pubdate",
        "publishdate",
        "publish-date",
        "publication_date",
        "datepublished",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "dcterms.issued",
        "parsely-pub-date",
        "sailthru.date",
    }
)


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
        date_extraction_params={"extensive_search": False},
    )
    if found is None or isinstance(found, dict) or not (text := (found.text or "").strip()):
        raise InputError("no article text found in the page")
    return Draft(
        text=text, title=found.title, published=own_date(page, url), source=found.sitename, url=found.url or url
    )


def own_date(page: str, url: str | None = None) -> dt.date | None:
    """Return the date that a page gives as its own: in its head, its structured data, its one time, its address.

    General finders take any date of the text when those are missing, which would be news, not the page's date.
    """
    from lxml import etree, html

    try:
        tree = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, ValueError):
        return None
    for told in _told_dates(tree, url):
        with contextlib.suppress(DateError):
            return parse_date(told)
    return None


def _told_dates(tree: Any, url: str | None) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    for element in tree.iter("meta"):
        named = element.get("property") or element.get("name") or element.get("itemprop") or ""
        if named.strip().lower() in _DATE_NAMES and _DATED.match(element.get("content", "").strip()):
            yield element.get("content").strip()
    for element in tree.xpath("//script[@type='application/ld+json']"):
        yield from _STRUCTURED.findall(element.text or "")[:1]
    times = {told.strip()[:10] for told in tree.xpath("//time/@datetime") if _DATED.match(told.strip())}
    if len(times) == 1:
        yield times.pop()
    address = _IN_ADDRESS.search(url or "")
    if address:
        yield "-".join(address.groups())


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
