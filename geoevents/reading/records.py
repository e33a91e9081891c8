"""JSON, JSON lines and tables: one object or row an article.

The fields are text and, where known, id, title, published, source, url and language; further ones are passed
over. ``ReadingOptions.columns`` names them otherwise.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from geoevents.errors import GeoEventsError, InputError
from geoevents.reading.charset import decode
from geoevents.reading.documents import Document, Draft, ReadFailure, ReadingOptions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

FIELDS = ("text", "id", "title", "published", "source", "url", "language")
"""The fields of an article in a record, each with the same name as its column."""

_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_AS_NAMED: Mapping[str, str] = MappingProxyType({})
_DEEPEST = "nested too deeply"


def read_json(document: Document, options: ReadingOptions) -> Iterator[Draft | ReadFailure]:
    """Read one object, or a list of objects; lines of objects under a wrong suffix are read too.

    Raises
    ------
    InputError
        The file is no JSON.
    """
    text = decode(document.read())
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and "\n" in text[: error.pos]:
            yield from read_jsonl(document, options)
            return
        raise InputError(f"broken JSON in line {error.lineno}, column {error.colno}: {error.msg}") from error
    except RecursionError as error:
        raise InputError(_DEEPEST) from error
    records = value if isinstance(value, list) else [value]
    if not records:
        raise InputError("no articles: the list is empty")
    for number, record in enumerate(records, start=1):
        yield _from_value(record, options, document.name if len(records) == 1 else f"{document.name}, item {number}")


def read_jsonl(document: Document, options: ReadingOptions) -> Iterator[Draft | ReadFailure]:
    """Read one object a line; a broken line is reported and the others are read."""
    lines: Iterable[bytes] = document.lines()
    if document.head(4).startswith(_WIDE_MARKS):
        lines = (line.encode() for line in io.StringIO(decode(document.read())))
    found = False
    for number, raw in enumerate(lines, start=1):
        if not raw.strip():
            continue
        found = True
        name = f"{document.name}, line {number}"
        try:
            value = json.loads(decode(raw))
        except json.JSONDecodeError as error:
            yield ReadFailure(name, InputError(f"broken JSON in column {error.colno}: {error.msg}"))
        except RecursionError:
            yield ReadFailure(name, InputError(_DEEPEST))
        except GeoEventsError as error:
            yield ReadFailure(name, error)
        else:
            yield _from_value(value, options, name)
    if not found:
        raise InputError("empty")


def read_table(document: Document, options: ReadingOptions) -> Iterator[Draft | ReadFailure]:
    """Read a CSV or TSV table with a header line; the separator is a comma, semicolon or tab.

    Raises
    ------
    InputError
        The table is empty or has no text column.
    """
    text = decode(document.read(), declared=document.charset)
    header = text.lstrip("\n").partition("\n")[0]
    delimiter = max(",;\t", key=header.count)
    csv.field_size_limit(document.limit)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restkey="", restval="")
    columns = [str(column).strip() for column in rows.fieldnames or ()]
    rows.fieldnames = columns
    _check_columns(columns, options.columns)
    count = 0
    try:
        for count, row in enumerate(rows, start=1):
            yield _from_value(row, options, f"{document.name}, row {count}")
    except csv.Error as error:
        raise InputError(f"broken table in line {rows.line_num}: {error}") from error
    if not count:
        raise InputError("no articles: the table has a header but no rows")


def _check_columns(columns: list[str], mapping: Mapping[str, str]) -> None:
    missing = [column for column in (mapping.get("text", "text"), *mapping.values()) if column not in columns]
    if missing:
        named = ", ".join(columns[:12]) or "none"
        raise InputError(f"no column {missing[0]!r} (there are: {named}): name it with --columns text=COLUMN")


def _from_value(value: Any, options: ReadingOptions, name: str) -> Draft | ReadFailure:  # noqa: ANN401
    if not isinstance(value, dict):
        return ReadFailure(name, InputError("not an object with a text"))
    try:
        return draft_of(value, options.columns)
    except InputError as error:
        return ReadFailure(name, error)


def draft_of(record: Mapping[str, Any], columns: Mapping[str, str] = _AS_NAMED) -> Draft:
    """Make a draft of a record; ``columns`` maps our fields to the record's keys.

    Raises
    ------
    InputError
        The record has no text.
    """
    picked = {field: record.get(columns.get(field, field)) for field in FIELDS}
    text = picked["text"]
    if not isinstance(text, str) or not text.strip():
        raise InputError(f"no text under {columns.get('text', 'text')!r}")
    published = picked["published"]
    return Draft(
        text=text,
        article_id=_string(picked["id"]),
        title=_string(picked["title"]),
        published=published if isinstance(published, dt.date) else _string(published),
        source=_string(picked["source"]),
        url=_string(picked["url"]),
        language=_string(picked["language"]),
    )


def _string(value: Any) -> str | None:  # noqa: ANN401
    """Return a string or a number as text, anything else and emptiness as ``None``."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None
