"""Markdown: the text without its marks; YAML-like front matter gives title, date, source, url and id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geoevents.reading.charset import decode
from geoevents.reading.documents import Document, Draft, ReadFailure, ReadingOptions
from geoevents.reading.plain import first_line_title, unify_newlines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)
_KEYS = {
    "id": "article_id",
    "title": "title",
    "date": "published",
    "published": "published",
    "source": "source",
    "url": "url",
    "language": "language",
    "lang": "language",
}


def read(document: Document, options: ReadingOptions) -> Iterator[Draft | ReadFailure]:  # noqa: ARG001
    """Read a Markdown text."""
    text = unify_newlines(decode(document.read(), declared=document.charset))
    found = _FRONT_MATTER.match(text[:10_000])
    fields = _front_matter(found.group(1)) if found else {}
    body, heading = _render(text[found.end() :] if found else text)
    fields.setdefault("url", document.url)
    fields["title"] = fields.get("title") or heading or first_line_title(body)
    yield Draft(text=body, **fields)


def _front_matter(block: str) -> dict[str, str | None]:
    fields: dict[str, str | None] = {}
    for line in block.splitlines():
        key, colon, value = line.partition(":")
        name = _KEYS.get(key.strip().lower())
        value = value.strip().strip("\"'")
        if colon and name and value:
            fields[name] = value
    return fields


def _render(text: str) -> tuple[str, str | None]:
    """Return the blocks as plain paragraphs, and the first heading."""
    from markdown_it import MarkdownIt

    blocks: list[str] = []
    title: str | None = None
    in_heading = False
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        in_heading = token.type == "heading_open" or (in_heading and token.type != "heading_close")
        if token.type == "inline":
            content = "".join(_inline(token.children or ())).strip()
            title = title or (content if in_heading else None)
        elif token.type in ("fence", "code_block"):
            content = token.content.strip("\n")
        else:
            continue
        if content:
            blocks.append(content)
    return "\n\n".join(blocks), title or None


def _inline(tokens: list[Token] | tuple[Token, ...]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif token.type in ("text", "code_inline"):
            yield token.content
