"""What the readers of the document types share: where bytes come from, and what a reader finds in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from geoevents.errors import GeoEventsError, InputError

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from geoevents.model import Language

MAX_DOCUMENT_BYTES = 50_000_000
"""The largest single document; a book of a million words is a tenth of it."""

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingOptions:
    """What a user says about the inputs.

    ``published`` overrides what the documents say; ``language`` is ``None`` for detection by script;
    ``columns`` maps the fields text, id, title, published, source, url and language to the columns of a
    table or the keys of an object; ``timeout_s`` and ``max_bytes`` bound one request or document.
    """

    published: dt.date | None = None
    language: Language | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    allow_private: bool = False
    timeout_s: float = 20.0
    max_bytes: int = MAX_DOCUMENT_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file, a response or standard input, before it is read.

    ``name`` is what messages call it; ``kind`` names the reader, or ``None`` when the content decides;
    ``charset`` is the encoding that the protocol told.
    """

    name: str
    path: Path | None = None
    data: bytes | None = None
    kind: str | None = None
    url: str | None = None
    charset: str | None = None
    limit: int = MAX_DOCUMENT_BYTES

    def head(self, size: int = 4096) -> bytes:
        """Return the first bytes."""
        if self.data is not None:
            return self.data[:size]
        with self._open() as stream:
            return bytes(stream.read(size))

    def read(self) -> bytes:
        """Return all bytes.

        Raises
        ------
        InputError
            The document cannot be read, or is larger than ``limit``.
        """
        if self.data is not None:
            return self.data
        with self._open() as stream:
            try:
                data = bytes(stream.read(self.limit + 1))
            except OSError as error:
                raise InputError(f"cannot be read: {error.strerror or error}") from error
        if len(data) > self.limit:
            size = self.limit // _MEGABYTE
            raise InputError(f"larger than {size} MB, too large for one article: split it, one object a line (.jsonl)")
        return data

    def lines(self) -> Iterator[bytes]:
        """Yield the lines without holding the whole; a line is at most ``limit`` bytes long.

        Raises
        ------
        InputError
            The document cannot be read, or a line is longer than ``limit``.
        """
        if self.data is not None:
            yield from self.data.splitlines(keepends=True)
            return
        with self._open() as stream:
            while line := stream.readline(self.limit + 1):
                if len(line) > self.limit:
                    raise InputError(f"a line of more than {self.limit // _MEGABYTE} MB, too large for one article")
                yield line

    def _open(self) -> Any:  # noqa: ANN401 - a binary stream
        assert self.path is not None
        try:
            return self.path.open("rb")
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror or error}") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One text as a reader found it, with its metadata unchecked; ``published`` as written there."""

    text: str
    article_id: str | None = None
    title: str | None = None
    published: str | dt.date | None = None
    source: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """An input, or one article of it, that could not be read, and why."""

    name: str
    error: GeoEventsError

    def __str__(self) -> str:
        return f"{self.name}: {self.error}"


Reader = Callable[[Document, ReadingOptions], Iterator[Draft | ReadFailure]]
"""A reader of one document type; what fails for the whole document is raised, for one article of it yielded."""
