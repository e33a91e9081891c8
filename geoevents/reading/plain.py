"""Plain text: the file is the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.reading.charset import decode
from geoevents.reading.documents import Document, Draft, ReadFailure, ReadingOptions

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_TITLE = 200


def read(document: Document, options: ReadingOptions) -> Iterator[Draft | ReadFailure]:  # noqa: ARG001
    """Read a plain text; a short first line above further text is its title, and stays in the text."""
    text = unify_newlines(decode(document.read(), declared=document.charset))
    yield Draft(text=text, title=first_line_title(text), url=document.url)


def unify_newlines(text: str) -> str:
    r"""Make ``\r\n`` and ``\r`` to ``\n``, as Python's text files do."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def first_line_title(text: str) -> str | None:
    """Return the first line when it is short and more text follows."""
    first, _, rest = text.strip()[: _LONGEST_TITLE * 2].partition("\n")
    first = first.strip()
    return first if first and rest.strip() and len(first) <= _LONGEST_TITLE else None
