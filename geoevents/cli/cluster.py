"""``geoevents export --dask``: the same export, read on a Dask cluster."""

from __future__ import annotations

import logging
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geoevents.cli.collected import corrections_of, is_collection, not_read, stages_of
from geoevents.cli.options import ToldError, UsageError, gazetteer_files, reading_options, selection
from geoevents.cli.progress import clock, progress_line
from geoevents.cli.table import counted, printable
from geoevents.errors import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence

    from geoevents.parts import Counts
    from geoevents.selection import Subject

_DONE, _PARTLY = 0, 3
_EVERY_S = {True: 0.0, False: 30.0}


def run(options: argparse.Namespace) -> int:
    """Read the inputs on the cluster and write their events as a folder of GeoParquet files.

    Raises
    ------
    UsageError
        The options do not go together with a cluster.
    """
    from geoevents.distributed import export_partitions
    from geoevents.parts import Job

    _check(options)
    if not options.verbose:
        # Dask tells of lost workers and connections on standard error; what matters is told in one line.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
    corrections = corrections_of(options)
    chosen = selection(options)
    subjects = corrections.subjects() if corrections else frozenset()
    counts = export_partitions(
        list(_paths(options.inputs)),
        Path(options.output),
        options.dask,
        Job(
            options=reading_options(options),
            selection=replace(chosen, without=corrections.wrong_events()) if corrections else chosen,
            gazetteer_files=gazetteer_files(options.gazetteer),
            stages=stages_of(options.reader, corrections),
            subjects=subjects,
        ),
        told=_teller(quiet=options.quiet),
    )
    return _finish(options, counts, subjects - counts.found)


def _check(options: argparse.Namespace) -> None:
    if options.workers != 1:
        raise UsageError("--workers and --dask do not go together: the cluster has its workers")
    if not options.output.lower().endswith(".parquet") or options.format not in (None, "parquet"):
        raise UsageError("--dask writes a folder of GeoParquet files: give -o NAME.parquet")
    for name in options.inputs:
        if name == "-" or "://" in name or is_collection(name):
            raise UsageError(f"{name}: --dask reads files and folders that all workers share")


def _paths(inputs: Sequence[str]) -> Iterator[Path]:
    from geoevents.reading.inputs import files_of, unseen

    seen: set[str] = set()
    for name in inputs:
        try:
            yield from unseen(files_of(name), seen)
        except InputError as error:
            raise InputError(f"{name}: {error}") from error


def _teller(*, quiet: bool) -> Callable[[Counts, int, int], None]:
    started = told = time.monotonic()
    articles = events = 0

    def tell(counts: Counts, done: int, parts: int) -> None:
        nonlocal articles, events, told
        articles += counts.articles + counts.failures
        events += counts.events
        terminal = sys.stderr.isatty()
        if counts.told and terminal:
            print("\r\x1b[K", end="", file=sys.stderr)
        for message in counts.told:
            print("geoevents:", printable(" ".join(message.split())), file=sys.stderr)
        now = time.monotonic()
        if quiet or (now - told < _EVERY_S[terminal] and done < parts):
            return
        told = now
        line = progress_line(articles, f"{events} events, {done} of {parts} parts", now - started, None)
        left = (now - started) / done * (parts - done)
        line += f", {clock(left)} left" if left else ""
        end = "" if terminal and done < parts else "\n"
        print(f"\r{line}\x1b[K" if terminal else line, end=end, file=sys.stderr, flush=True)

    return tell


def _finish(options: argparse.Namespace, counts: Counts, not_found: frozenset[Subject]) -> int:
    def note(message: str) -> None:
        if not options.quiet:
            print(f"note: {message}", file=sys.stderr)

    if not counts.articles:
        if counts.failures:
            raise ToldError
        raise InputError("no articles in what was given")
    days = sorted({str(day) for day in (counts.first_day, counts.last_day) if day})
    words = [f"{counted(counts.events, 'event')} from {counted(counts.articles, 'article')}"]
    words += [f"{counts.unplaced} without a place"] if counts.unplaced else []
    words += [f"{counts.undated} without a date"] if counts.undated else []
    words.append(" to ".join(days))
    note(f"{options.output}: {', '.join(part for part in words if part)}")
    if counts.without_date:
        note(
            f"date of publication unknown for {counts.without_date} of {counts.articles} articles: words like "
            '"yesterday" stay undated there (--published YYYY-MM-DD tells it)'
        )
    if counts.date_from_text:
        note(f"date of publication assumed from the text for {counts.date_from_text} of {counts.articles} articles")
    if not_found:
        note(not_read(not_found))
    if counts.failures:
        were = "was" if counts.failures == 1 else "were"
        print(f"geoevents: {counts.failures} could not be read and {were} skipped", file=sys.stderr)
        return _PARTLY
    return _DONE
