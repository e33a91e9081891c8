"""Reading many articles, in order, in one process or several; memory stays bounded either way."""

from __future__ import annotations

import signal
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING

from geoevents.errors import InputError
from geoevents.gazetteer import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Future
    from pathlib import Path

    from geoevents.model import Article, Reading

CHUNK = 16
"""Articles that a worker is given at once: passing them costs less than reading them."""
_CHUNKS_AHEAD = 3
_MANY = 10

Outcome = tuple["Article", "Reading | Exception"]
"""An article, and what was read in it or why it could not be."""


def open_gazetteer(files: Sequence[Path] = ()) -> Gazetteer:
    """Open the user's gazetteer, with further files of places on top for this run."""
    if not files:
        return Gazetteer.default()
    from geoevents.gazetteer.sources import open_with

    return open_with(files)


def read_batch(articles: Iterable[Article], files: Sequence[Path] = (), *, workers: int = 1) -> Iterator[Outcome]:
    """Read articles lazily and in order; what goes wrong in one article is given back and harms no other.

    Parameters
    ----------
    articles
        The articles.
    files
        Further files of places.
    workers
        How many processes read; the outcome is the same for any number.
    """
    if workers > 1:
        yield from _in_processes(articles, tuple(files), workers)
        return
    gazetteer = open_gazetteer(files)
    for number, article in enumerate(articles):
        if number == _MANY:
            gazetteer.load_names()
        yield article, _attempt(article, gazetteer)


def _attempt(article: Article, gazetteer: Gazetteer) -> Reading | Exception:
    # Commands that only open the gazetteer with this module do not pay for the stages.
    from geoevents.pipeline import read

    try:
        return read(article, gazetteer)
    except Exception as error:  # noqa: BLE001 - one article must not stop ten thousand
        return error


def _in_processes(articles: Iterable[Article], files: tuple[Path, ...], workers: int) -> Iterator[Outcome]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    source = iter(articles)
    waiting: deque[tuple[list[Article], Future[list[Reading | Exception]]]] = deque()
    with ProcessPoolExecutor(workers, initializer=_start_worker, initargs=(files,)) as pool:
        try:
            while True:
                while len(waiting) < workers * _CHUNKS_AHEAD and (chunk := list(islice(source, CHUNK))):
                    waiting.append((chunk, pool.submit(_read_chunk, chunk)))
                if not waiting:
                    return
                chunk, future = waiting.popleft()
                yield from zip(chunk, future.result(), strict=True)
        except BrokenProcessPool as error:
            raise InputError("a worker process was ended from outside (out of memory?): try fewer workers") from error
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


_worker_gazetteer: list[Gazetteer] = []


def _start_worker(files: tuple[Path, ...]) -> None:
    # The first process ends the others: a key pressed in the terminal reaches all of them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gazetteer = open_gazetteer(files)
    gazetteer.load_names()
    _worker_gazetteer[:] = [gazetteer]


def _read_chunk(chunk: list[Article]) -> list[Reading | Exception]:
    return [_attempt(article, _worker_gazetteer[0]) for article in chunk]
