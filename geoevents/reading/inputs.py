"""From what the user names (files, folders, globs, addresses, ``-``) to articles, one by one."""

from __future__ import annotations

import glob
import io
import os
import re
import sys
import zipfile
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from geoevents.errors import GeoEventsError, InputError, NothingYetError, UnknownFormatError
from geoevents.reading.articles import to_article
from geoevents.reading.documents import Document, Draft, Reader, ReadFailure, ReadingOptions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geoevents.model import Article

SUFFIXES = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".pdf": "pdf",
    ".docx": "docx",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
}
"""The suffixes that are read, and the kind of document that each names."""

_READERS = {
    "plain": ("plain", "read"),
    "markdown": ("markdown", "read"),
    "html": ("html", "read"),
    "json": ("records", "read_json"),
    "jsonl": ("records", "read_jsonl"),
    "csv": ("records", "read_table"),
    "pdf": ("pdf", "read"),
    "docx": ("word", "read"),
    "feed": ("feed", "read"),
}
_ONE_ARTICLE = frozenset({"plain", "markdown", "html", "pdf", "docx"})
"""The kinds of documents that are one article each."""
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL
)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)\b")
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)


def read_inputs(inputs: Sequence[str], options: ReadingOptions | None = None) -> Iterator[Article | ReadFailure]:
    """Read the articles of files, folders, globs, http(s) addresses and standard input (``-``), lazily and in order.

    Parameters
    ----------
    inputs
        What to read; a folder is searched with its subfolders for the suffixes that are read. A file that several
        of them name is read once.
    options
        What the user says about them.

    Yields
    ------
    Article or ReadFailure
        A failure stands for an input, or one article of it, that could not be read; reading goes on behind it.
    """
    chosen = options or ReadingOptions()
    seen: set[str] = set()
    for name in dict.fromkeys(inputs):
        try:
            for document in _documents(name, chosen, seen):
                yield from read_document(document, chosen)
        except GeoEventsError as error:
            yield ReadFailure(name, error)


def read_document(document: Document, options: ReadingOptions | None = None) -> Iterator[Article | ReadFailure]:
    """Read the articles of one document."""
    chosen = options or ReadingOptions()
    try:
        kind = document.kind or _kind_of(document)
        origin = _origin(document) if kind in _ONE_ARTICLE else None
        for found in _reader(kind)(document, chosen):
            yield found if isinstance(found, ReadFailure) else _finish(found, document, chosen, origin)
    except GeoEventsError as error:
        yield ReadFailure(document.name, error)


def _origin(document: Document) -> str | None:
    """Return where a document lies, the same for each of its names; ``None`` for standard input."""
    if document.path is not None:
        return os.path.realpath(document.path)
    return document.name if document.url else None


def _finish(draft: Draft, document: Document, options: ReadingOptions, origin: str | None) -> Article | ReadFailure:
    try:
        article = to_article(draft, options)
        return replace(article, origin=origin) if origin else article
    except GeoEventsError as error:
        name = f"{document.name}, {draft.article_id}" if draft.article_id else document.name
        return ReadFailure(name, error)


def _reader(kind: str) -> Reader:
    module, function = _READERS[kind]
    return cast("Reader", getattr(import_module(f"geoevents.reading.{module}"), function))


def _documents(name: str, options: ReadingOptions, seen: set[str]) -> Iterator[Document]:
    if name == "-":
        yield _standard_input(options)
    elif _ADDRESS.match(name):
        from geoevents.reading.web import fetch

        yield fetch(name, options)
    else:
        for path in unseen(files_of(name), seen):
            kind = SUFFIXES.get(path.suffix.lower())
            yield Document(name=str(path), path=path, kind=kind, limit=options.max_bytes)


def _standard_input(options: ReadingOptions) -> Document:
    data = sys.stdin.buffer.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        raise InputError(
            f"more than {options.max_bytes // 1_000_000} MB on standard input: give the file's name instead"
        )
    return Document(name="standard input", data=data, limit=options.max_bytes)


def files_of(name: str) -> Iterator[Path]:
    """Yield the files of a path, folder or glob, in the order in which they are read.

    Raises
    ------
    InputError
        There are none.
    """
    path = Path(name)
    try:
        folder, exists = path.is_dir(), path.exists()
    except (OSError, ValueError) as error:
        raise InputError("not a valid path") from error
    if folder:
        yield from _inside(path)
    elif exists:
        yield path
    elif not glob.has_magic(name):
        raise InputError("no such file or folder")
    else:
        yield from _matching(name)


def unseen(paths: Iterable[Path], seen: set[str]) -> Iterator[Path]:
    """Yield the paths whose file is not among those seen, and note them there."""
    for path in paths:
        real = os.path.realpath(path)
        if real not in seen:
            seen.add(real)
            yield path


def _matching(pattern: str) -> Iterator[Path]:
    # Path.glob takes no absolute pattern.
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207
    if not matches:
        raise NothingYetError("nothing matches")
    for match in map(Path, matches):
        if match.is_dir():
            yield from _in_folder(match)
        else:
            yield match


def _inside(folder: Path) -> Iterable[Path]:
    files = _in_folder(folder)
    if not files:
        raise NothingYetError(f"no articles in this folder (looked for {' '.join(SUFFIXES)})")
    return files


def _in_folder(folder: Path) -> list[Path]:
    # Hidden files and folders hold what programs keep for themselves.
    found = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(folder).parts))


def _kind_of(document: Document) -> str:
    """Tell the kind of a document by its content; text under a suffix that we do not know is refused."""
    head = document.head()
    if head.startswith(b"%PDF"):
        return "pdf"
    if head.startswith(b"PK\x03\x04") and _is_word(document):
        return "docx"
    if _HTML.match(head):
        return "html"
    if _FEED.search(head[:1000]):
        return "feed"
    suffix = document.path.suffix if document.path else ""
    if suffix.lower() == ".gpkg":
        raise InputError("not a GeoPackage: a project file is what geoevents ingest --to writes")
    if suffix:
        raise UnknownFormatError(f"unknown suffix {suffix!r}: read are {' '.join(SUFFIXES)} (or pipe the text to -)")
    return _json_kind(document) if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[") else "plain"


def _json_kind(document: Document) -> str:
    """Tell lines of objects from one value: the first line is an object by itself, and more follows."""
    lines = document.lines()
    first, second = next(lines, b"").strip(), next(lines, b"").strip()
    return "jsonl" if first.endswith(b"}") and (not second or second.startswith(b"{")) else "json"


def _is_word(document: Document) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(document.read())) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
