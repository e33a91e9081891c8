"""Reading many articles, in order, in one process or several; memory stays bounded either way."""

from __future__ import annotations

import gc
import os
import signal
import threading
import traceback
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, TypeVar

from geoevents.errors import GeoEventsError, InputError
from geoevents.gazetteer import Gazetteer
from geoevents.stages import as_stages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.connection import Connection
    from pathlib import Path

    from geoevents.model import Article, Reading
    from geoevents.stages import Stages

CHUNK_ARTICLES = 64
CHUNK_LETTERS = 50_000
"""What a worker is given at once: so many articles or letters. Passing them costs less than reading them."""
_CHUNKS_AHEAD = 3
"""Chunks a worker that wait or are being read: what bounds memory, and lets workers go on while the caller writes."""
_MANY = 10
_COLLECT_AFTER = 20_000
"""Objects between two runs of a worker's garbage collector; with Python's own 700 it took 2 to 5 % of the time."""
_GRACE_S = 1.0
"""How long a worker that is told to stop may go on with its article."""
_STARTS = 3
"""How often workers are started anew without a single chunk being read: one article ends them every time."""

Made = TypeVar("Made")
Outcome = tuple["Article", "Reading | Exception"]
"""An article, and what was read in it or why it could not be."""


def open_gazetteer(files: Sequence[Path] = ()) -> Gazetteer:
    """Open the user's gazetteer, with further files of places on top for this run."""
    if not files:
        return Gazetteer.default()
    from geoevents.gazetteer.sources import open_with

    return open_with(files)


def read_batch(
    articles: Iterable[Article],
    files: Sequence[Path] = (),
    *,
    workers: int = 1,
    stages: Stages | str | None = None,
) -> Iterator[Outcome]:
    """Read articles lazily and in order; what goes wrong in one article is given back and harms no other.

    Parameters
    ----------
    articles
        The articles.
    files
        Further files of places.
    workers
        How many processes read; the outcome is the same for any number.
    stages
        Stages of the user's own, or the name under which they are installed.

    Raises
    ------
    StageError
        There are no stages of this name, or they cannot be made.
    InputError
        The worker processes are ended from outside again and again.
    """
    return map_batch(_whole, articles, files, workers=workers, stages=stages)


def map_batch(
    function: Callable[[Reading], Made],
    articles: Iterable[Article],
    files: Sequence[Path] = (),
    *,
    workers: int = 1,
    stages: Stages | str | None = None,
) -> Iterator[tuple[Article, Made | Exception]]:
    """Read articles as :func:`read_batch` does and give back what a function makes of each reading.

    The function runs where the article is read: what it leaves out need not be passed between processes.

    Parameters
    ----------
    function
        A function of a module, or :func:`functools.partial` of one; it and what it makes can be pickled.
    articles, files, workers, stages
        As of :func:`read_batch`.

    Raises
    ------
    StageError, InputError
        As :func:`read_batch`.
    """
    task = _Task(function, tuple(files), stages)
    as_stages(stages)
    source = iter(articles)
    if workers == 1:
        yield from _here(source, task)
        return
    # Few articles are read before a process has started.
    first, second = _chunk(source), _chunk(source)
    if not second:
        yield from _here(iter(first), task)
        return
    with _Pool(task, workers) as pool:
        yield from pool.run(source, [first, second])


def _whole(reading: Reading) -> Reading:
    return reading


@dataclass(frozen=True, slots=True)
class _Task:
    function: Callable[[Reading], Any]
    files: tuple[Path, ...]
    stages: Stages | str | None


class _Reader:
    """What reads in one process: gazetteer, stages and function, made once."""

    def __init__(self, task: _Task) -> None:
        self.gazetteer = open_gazetteer(task.files)
        self._stages = as_stages(task.stages)
        self._function = task.function

    def attempt(self, article: Article) -> Any:  # noqa: ANN401 - what the function makes, or an exception
        # Commands that only open the gazetteer with this module do not pay for the stages.
        from geoevents.pipeline import read

        try:
            return self._function(read(article, self.gazetteer, self._stages))
        except Exception as error:  # noqa: BLE001 - one article must not stop ten thousand
            return error


def _here(articles: Iterator[Article], task: _Task) -> Iterator[tuple[Article, Any]]:
    reader = _Reader(task)
    for number, article in enumerate(articles):
        if number == _MANY:
            reader.gazetteer.load_names()
        yield article, reader.attempt(article)


def _chunk(source: Iterator[Article]) -> list[Article]:
    chunk: list[Article] = []
    letters = 0
    for article in source:
        chunk.append(article)
        letters += len(article.text)
        if len(chunk) == CHUNK_ARTICLES or letters >= CHUNK_LETTERS:
            break
    return chunk


class _Pool:
    """Worker processes that are started anew when one of them is ended from outside, and stopped on leaving."""

    def __init__(self, task: _Task, workers: int) -> None:
        self._task = task
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._stop: Connection | None = None
        self._finished = False

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def run(self, source: Iterator[Article], chunks: Sequence[list[Article]]) -> Iterator[tuple[Article, Any]]:
        """Yield the articles of the chunks and of the source, in order, each with what was made of it."""
        from concurrent.futures.process import BrokenProcessPool

        from geoevents import compact

        waiting = deque((chunk, self._submit(chunk)) for chunk in chunks)
        starts = 0
        while True:
            while len(waiting) < self._workers * _CHUNKS_AHEAD and (chunk := _chunk(source)):
                waiting.append((chunk, self._submit(chunk)))
            if not waiting:
                self._finished = True
                return
            try:
                data = waiting[0][1].result()
            except BrokenProcessPool as error:
                starts += 1
                if starts == _STARTS:
                    raise InputError(
                        "worker processes are ended from outside (out of memory?): try fewer workers"
                    ) from error
                waiting = self._restart(waiting)
                continue
            starts = 0
            chunk, _ = waiting.popleft()
            yield from zip(chunk, compact.loads(data, chunk), strict=True)

    def _start(self) -> None:
        import multiprocessing
        from concurrent.futures import ProcessPoolExecutor

        # A forked worker has the modules already; each would import them for itself.
        from geoevents import compact, pipeline  # noqa: F401

        context = multiprocessing.get_context()
        stopped, self._stop = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(
            self._workers, mp_context=context, initializer=_start_worker, initargs=(self._task, stopped)
        )

    def _submit(self, chunk: list[Article]) -> Future[bytes]:
        from concurrent.futures import Future
        from concurrent.futures.process import BrokenProcessPool

        from geoevents import compact

        assert self._pool is not None
        try:
            return self._pool.submit(_read_chunk, compact.dumps(chunk))
        except BrokenProcessPool as error:
            failed: Future[bytes] = Future()
            failed.set_exception(error)
            return failed

    def _restart(
        self, waiting: deque[tuple[list[Article], Future[bytes]]]
    ) -> deque[tuple[list[Article], Future[bytes]]]:
        self._end()
        self._start()
        return deque(
            (chunk, future if future.done() and future.exception() is None else self._submit(chunk))
            for chunk, future in waiting
        )

    def _end(self) -> None:
        assert self._pool is not None
        assert self._stop is not None
        if not self._finished:
            # Whoever stops early, by a key or an error, does not wait for articles that are being read.
            self._stop.send_bytes(b"stop")
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._stop.close()


class _Worker:
    """What a worker process is doing, for its thread that watches the first process."""

    def __init__(self) -> None:
        self.reader: _Reader | None = None
        self.stopping = threading.Event()
        self.reading = False
        self.gate = threading.Lock()
        """Held to change ``reading``: a process that ends while it writes would leave half a message."""


_worker = _Worker()


def _start_worker(task: _Task, stopped: Connection) -> None:
    # The first process ends the others: a key pressed in the terminal reaches all of them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, args=(stopped,), daemon=True).start()
    reader = _Reader(task)
    reader.gazetteer.load_names()
    # Places and names last as long as the process, and what an article makes is mostly freed without the collector.
    gc.freeze()
    gc.set_threshold(_COLLECT_AFTER)
    _worker.reader = reader


def _end_with_parent(stopped: Connection) -> None:
    """Read nothing more when the first process says so; end when it is no more: it may have been killed."""
    from multiprocessing import connection, parent_process

    parent = parent_process()
    assert parent is not None
    if parent.sentinel not in connection.wait([stopped, parent.sentinel]):
        _worker.stopping.set()
        if not connection.wait([parent.sentinel], _GRACE_S):
            with _worker.gate:
                if _worker.reading:
                    os._exit(1)  # a long article, or a stage of the user's that does not come back
            connection.wait([parent.sentinel])
    os._exit(1)


def _read_chunk(data: bytes) -> bytes:
    from geoevents import compact

    assert _worker.reader is not None
    with _worker.gate:
        _worker.reading = True
    chunk: list[Article] = compact.loads(data)
    made = [_portable(_worker.reader.attempt(article)) for article in chunk if not _worker.stopping.is_set()]
    result = compact.dumps(made, chunk)
    with _worker.gate:
        _worker.reading = False
    return result


def _portable(made: Any) -> Any:  # noqa: ANN401 - what the function makes, or an exception
    """Let an exception take its traceback along as text, and stand for one that cannot be passed."""
    if not isinstance(made, Exception):
        return made
    from geoevents import compact

    made.add_note("".join(traceback.format_tb(made.__traceback__)))
    try:
        compact.loads(compact.dumps(made))
    except Exception:  # noqa: BLE001 - whatever an exception of others does
        return GeoEventsError(f"{type(made).__name__}: {made}")
    return made
