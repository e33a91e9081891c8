"""Parts of a large collection: cutting the inputs, and reading one part to a GeoParquet file of its own.

A part is about half a megabyte: some files, or a range of lines of a JSON-lines file. Who reads it, opens the
files itself, writes the events beside those of the other parts, and hands back counts only. A part that is read
twice is written to the same name: nothing is doubled.
"""

from __future__ import annotations

import codecs
import pickle
import threading
import uuid
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from geoevents.errors import GeoEventsError, InputError, OutputError
from geoevents.reading import ReadFailure, ReadingOptions
from geoevents.reading.documents import Document
from geoevents.selection import Selection, Subject, found_in, select

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Article, Event, Reading
    from geoevents.stages import Stages

PART_BYTES = 500_000
"""What one task reads, about: some fifty articles, or a thousand short reports."""
MOST_PARTS = 10_000
"""Parts grow rather than become more: each is a file, and a task of the scheduler."""
_FILE_BYTES = 20_000
"""What a file counts at least: a PDF or a short file is work, too."""
_MOST_TOLD = 100
_LINES = frozenset({".jsonl", ".ndjson"})
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


@dataclass(frozen=True, slots=True)
class Part:
    """What one task reads: whole files, or the bytes ``start`` to ``stop`` of the only one, cut at lines."""

    paths: tuple[str, ...]
    start: int = 0
    stop: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What is the same for all parts.

    ``options`` are what is said about the articles, ``selection`` which events to keep; ``gazetteer_files`` are
    further files of places, ``stages`` the user's own or their name. ``subjects`` are mentions and events that
    corrections name. ``folder`` is where the parts are written.
    Paths mean the same on every machine.
    """

    folder: str = ""
    options: ReadingOptions = field(default_factory=ReadingOptions)
    selection: Selection = field(default_factory=Selection)
    gazetteer_files: tuple[Path, ...] = ()
    stages: Stages | str | None = None
    subjects: frozenset[Subject] = frozenset()


@dataclass(slots=True)
class Counts:
    """What was read: in one part, or summed up.

    ``told`` are messages on what failed, the first hundred of a part; ``first_day`` and ``last_day`` span the events.
    ``found`` are those of the job's subjects that were met.
    """

    articles: int = 0
    failures: int = 0
    events: int = 0
    unplaced: int = 0
    undated: int = 0
    without_date: int = 0
    date_from_text: int = 0
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    told: list[str] = field(default_factory=list)
    found: frozenset[Subject] = frozenset()

    def add(self, other: Counts) -> None:
        """Add the numbers and days of another count; its messages are told by who receives it."""
        for number in fields(self):
            if number.type == "int":
                setattr(self, number.name, getattr(self, number.name) + getattr(other, number.name))
        self._span(other.first_day, other.last_day)
        self.found |= other.found

    def take(self, reading: Reading) -> None:
        """Count a reading."""
        self.articles += 1
        self.events += len(reading.events)
        self.without_date += reading.article.published is None
        self.date_from_text += reading.article.published_basis == "text"
        for event in reading.events:
            self.unplaced += event.geometry is None
            self.undated += event.event_date is None
            self._span(event.event_date, event.end_date or event.event_date)

    def fail(self, message: str) -> None:
        """Count a failure and keep what is told of it."""
        self.failures += 1
        if len(self.told) < _MOST_TOLD:
            self.told.append(message)

    def _span(self, first: dt.date | None, last: dt.date | None) -> None:
        if first is not None and last is not None:
            self.first_day = min(self.first_day or first, first)
            self.last_day = max(self.last_day or last, last)


def cut(paths: Iterable[Path], part_bytes: int = PART_BYTES, most: int = MOST_PARTS) -> list[Part]:
    """Cut files into parts, in their order: small ones together, JSON lines by lines.

    Raises
    ------
    InputError
        A file is not there.
    """
    try:
        sized = [(path.absolute(), path.stat().st_size) for path in paths]
        weight = sum(max(size, _FILE_BYTES) for _, size in sized)
        return list(_parts(sized, max(part_bytes, weight // most + 1)))
    except OSError as error:
        raise InputError(f"{error.filename}: cannot be read: {error.strerror or error}") from error


def _parts(sized: Iterable[tuple[Path, int]], part_bytes: int) -> Iterator[Part]:
    together: list[str] = []
    weight = 0
    for path, size in sized:
        if size > part_bytes and path.suffix.lower() in _LINES:
            if together:
                yield Part(tuple(together))
                together, weight = [], 0
            yield from _by_lines(path, size, part_bytes)
            continue
        together.append(str(path))
        weight += max(size, _FILE_BYTES)
        if weight >= part_bytes:
            yield Part(tuple(together))
            together, weight = [], 0
    if together:
        yield Part(tuple(together))


def _by_lines(path: Path, size: int, part_bytes: int) -> Iterator[Part]:
    with path.open("rb") as stream:
        if stream.read(4).startswith(_WIDE_MARKS):
            yield Part((str(path),))
            return
        start = 0
        while start < size:
            stream.seek(start + part_bytes)
            # A line without an end is passed over piece by piece.
            while (piece := stream.readline(part_bytes)) and not piece.endswith(b"\n"):
                pass
            stop = min(stream.tell(), size) if start + part_bytes < size else size
            yield Part((str(path),), start, stop)
            start = stop


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slice(Document):
    start: int
    stop: int

    def lines(self) -> Iterator[bytes]:
        left = self.stop - self.start
        assert self.path is not None
        with self.path.open("rb") as stream:
            stream.seek(self.start)
            while left > 0 and (line := stream.readline(self.limit + 1)):
                if len(line) > self.limit:
                    raise InputError("a line too large for one article")
                left -= len(line)
                yield line


def read_part(number: int, part: Part, job: Job) -> Counts:
    """Read a part and write its events to ``part.NNNNNN.parquet`` in the job's folder: runs on a worker.

    Raises
    ------
    OutputError
        The part cannot be written.
    """
    from geoevents.exports.parquet import write_events

    counts = Counts()
    target = Path(job.folder, f"part.{number:06}.parquet")
    # A name of its own: another worker may be taking this one for lost and write the same part.
    temporary = target.with_name(f".{target.name}-{uuid.uuid4().hex}")
    with _one_at_a_time:
        try:
            write_events(_events(part, job, counts), temporary)
            temporary.replace(target)
        except OSError as error:
            raise OutputError(f"{target}: cannot be written: {error.strerror or error}") from error
        finally:
            temporary.unlink(missing_ok=True)
    return counts


# Threads of one worker take turns: the gazetteer is one, and reading holds the interpreter anyway.
_one_at_a_time = threading.Lock()


def _events(part: Part, job: Job, counts: Counts) -> Iterator[Event]:
    from geoevents.pipeline import read

    gazetteer, stages = _opened(job.gazetteer_files, pickle.dumps(job.stages), _state(job.gazetteer_files))
    for article in _articles(part, job.options):
        if isinstance(article, ReadFailure):
            counts.fail(str(article))
            continue
        try:
            whole = read(article, gazetteer, stages)
            reading = select(whole, job.selection)
        except Exception as error:  # noqa: BLE001 - one article must not stop a million
            told = (
                str(error) if isinstance(error, GeoEventsError) else f"internal error: {type(error).__name__}: {error}"
            )
            counts.fail(f"{article.title or article.article_id}: {told}")
            continue
        counts.found |= found_in(whole, job.subjects)
        counts.take(reading)
        yield from reading.events


def _articles(part: Part, options: ReadingOptions) -> Iterator[Article | ReadFailure]:
    from geoevents.reading.inputs import read_document, read_inputs

    if part.stop is None:
        yield from read_inputs(part.paths, options)
        return
    (path,) = part.paths
    name = f"{path} from byte {part.start}" if part.start else path
    yield from read_document(
        _Slice(name=name, path=Path(path), kind="jsonl", limit=options.max_bytes, start=part.start, stop=part.stop),
        options,
    )


def _state(files: Iterable[Path]) -> tuple[tuple[str, int, int], ...]:
    """What the gazetteer is made of now: a worker lives for weeks, and sources are added meanwhile."""
    from geoevents.gazetteer.gazetteer import added_folders
    from geoevents.resources import data_path

    folders = (data_path("gazetteer"), *added_folders())
    paths = [*(folder / "places.csv" for folder in folders), *files]
    return tuple((str(path), (status := path.stat()).st_size, status.st_mtime_ns) for path in paths)


@lru_cache(maxsize=1)
def _opened(files: tuple[Path, ...], stages: bytes, _state: object) -> tuple[Gazetteer, Stages]:
    from geoevents.batch import open_gazetteer
    from geoevents.stages import as_stages

    gazetteer = open_gazetteer(files)
    gazetteer.load_names()
    return gazetteer, as_stages(pickle.loads(stages))  # noqa: S301 - pickled right before


def environment() -> dict[str, str]:
    """Return what must agree on all machines of a cluster: version, and digests of the places."""
    import hashlib

    from geoevents import __version__

    found = {"geoevents": __version__}
    for path, *_ in _state(()):
        found[f"places of {Path(path).parent.name}"] = hashlib.sha256(Path(path).read_bytes()).hexdigest()[:16]
    return found
