"""Reading what the user names, with messages: failures, notes on dates, progress, and the exit status."""

from __future__ import annotations

import sys
import traceback
from dataclasses import replace
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING

from geoevents.batch import map_batch
from geoevents.cli.collected import collected_outcomes, corrections_of, is_collection, not_read, stages_of
from geoevents.cli.options import ToldError, gazetteer_files, reading_options, selection
from geoevents.cli.progress import Progress
from geoevents.cli.table import counted, printable
from geoevents.errors import DateError, GeoEventsError, InputError
from geoevents.reading import ReadFailure, parse_date, read_inputs
from geoevents.selection import Selection, found_in, select

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from geoevents.collection.corrections import Corrections
    from geoevents.model import Article, Event, Reading
    from geoevents.selection import Subject

    _Outcome = tuple[Article, tuple[Reading, frozenset[Subject]] | Exception]

_DONE, _PARTLY = 0, 3


class Session:
    """One run over the inputs: gives out readings and keeps the counts that the messages tell.

    Parameters
    ----------
    options
        The parsed command line, with the input and message options and, where the command has them, the filters.
    merged
        From a collection, give each event once; else every report of it, as the option --reports says too.
    corrections
        A person's decisions, by default those that the options name.
    """

    def __init__(
        self, options: argparse.Namespace, *, merged: bool = True, corrections: Corrections | None = None
    ) -> None:
        self._options = options
        self._reading_options = reading_options(options)
        self._merged = merged and not getattr(options, "reports", False)
        self._corrections = corrections or corrections_of(options)
        chosen = selection(options) if hasattr(options, "since") else Selection()
        told = self._corrections if self._takes_readings else None
        self._selection = replace(chosen, without=told.wrong_events() if told else frozenset())
        self.not_found: frozenset[Subject] = told.subjects() if told else frozenset()
        """What corrections name and no article so far has."""
        self._gazetteer_files = gazetteer_files(options.gazetteer)
        self.articles = self.failures = self.events = self.unplaced = self.undated = 0
        self._asked = False
        self._without_date = self._date_from_text = self._date_assumed = 0
        self._published: dt.date | None = None
        self._first_day: dt.date | None = None
        self._last_day: dt.date | None = None
        self._progress = Progress(options.inputs, quiet=options.quiet)

    _takes_readings = True

    def readings(self, *, events_only: bool = False) -> Iterator[Reading]:
        """Yield the readings with the chosen events, lazily and in order; ``events_only`` leaves out the rest.

        Raises
        ------
        ToldError
            No article at all could be read; why, has been told.
        InputError
            There was none.
        """
        function = partial(_chosen, selection=self._selection, events_only=events_only, subjects=self.not_found)
        for article, made in self._outcomes(function):
            if isinstance(made, Exception):
                self._fail_in(article, made)
                continue
            reading, found = made
            self.not_found -= found
            self._count(reading)
            yield reading
        self._progress.clear()
        if not self.articles and self._none_read():
            if self.failures:
                raise ToldError
            raise InputError("no articles in what was given")

    def _none_read(self) -> bool:
        return True

    def events_read(self) -> Iterator[Event]:
        """Yield the chosen events of all articles, lazily and in order."""
        for reading in self.readings(events_only=True):
            yield from reading.events

    def readings_begun(self) -> Iterator[Reading]:
        """As :meth:`readings`, begun: what cannot be read at all fails here, before anything is written."""
        readings = self.readings()
        first = next(readings, None)
        return iter(()) if first is None else chain([first], readings)

    def events_begun(self) -> Iterator[Event]:
        """As :meth:`events_read`, begun: what cannot be read at all fails here, before anything is written."""
        events = self.events_read()
        first = next(events, None)
        return iter(()) if first is None else chain([first], events)

    def finish(self) -> int:
        """Tell what must be known of the dates, corrections and failures, and return the exit status."""
        unknown, from_text, answered = self._without_date, self._date_from_text, self._date_assumed
        if unknown:
            self.note(
                f"date of publication unknown{self._of_articles(unknown)}: words like "
                '"yesterday" stay undated (--published YYYY-MM-DD tells it)'
            )
        if from_text:
            self.note(f"date of publication assumed from the text{self._of_articles(from_text)}")
        if answered:
            self.note("date of publication assumed as answered")
        if self.not_found:
            self.note(not_read(self.not_found))
        if self.failures:
            were = "was" if self.failures == 1 else "were"
            print(f"geoevents: {self.failures} could not be read and {were} skipped", file=sys.stderr)
            return _PARTLY
        return _DONE

    def _of_articles(self, number: int) -> str:
        if self.articles > 1:
            return f" for {number} of {self.articles} articles"
        return f": {self._published}" if self._published else ""

    def note(self, message: str) -> None:
        """Print a note on standard error, unless --quiet."""
        if not self._options.quiet:
            self._progress.clear()
            print(f"note: {message}", file=sys.stderr)

    def summary(self) -> str:
        """Return in words what was read."""
        days = {str(day) for day in (self._first_day, self._last_day) if day}
        parts = [f"{counted(self.events, 'event')} from {counted(self.articles, 'article')}"]
        parts += [f"{self.unplaced} without a place"] if self.unplaced else []
        parts += [f"{self.undated} without a date"] if self.undated else []
        parts += [" to ".join(sorted(days))] if days else []
        return ", ".join(parts)

    def _outcomes(self, function: Callable[[Reading], tuple[Reading, frozenset[Subject]]]) -> Iterator[_Outcome]:
        """Read the articles, and take the readings out of the collections, in the order of the inputs."""
        for collected, names in groupby(dict.fromkeys(self._options.inputs), is_collection):
            if collected and self._takes_readings:
                yield from collected_outcomes(
                    list(names), function, self._corrections, merged=self._merged, note=self.note
                )
            else:
                yield from map_batch(
                    function,
                    self._articles(list(names)),
                    self._gazetteer_files,
                    workers=self._options.workers,
                    stages=stages_of(self._options.reader, self._corrections),
                )

    def _articles(self, names: Sequence[str]) -> Iterator[Article]:
        for item in read_inputs(names, self._reading_options):
            if isinstance(item, ReadFailure):
                self._fail_reading(item)
            else:
                yield self._with_date(item)

    def _fail_reading(self, failure: ReadFailure) -> None:
        self._fail(str(failure))

    def _with_date(self, article: Article) -> Article:
        may_ask, self._asked = self._may_ask(), True
        if article.published is not None or not may_ask:
            return article
        name = article.title or self._options.inputs[0]
        print(f"When was {name[:80]!r} published? YYYY-MM-DD, empty if unknown: ", end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline().strip()
        try:
            return replace(article, published=parse_date(answer), published_basis="assumed") if answer else article
        except DateError as error:
            self.note(f"{error}; taken as unknown")
            return article

    def _may_ask(self) -> bool:
        inputs = self._options.inputs
        one_file = len(inputs) == 1 and inputs[0] != "-" and Path(inputs[0]).is_file()
        return one_file and not self._asked and not self._options.quiet and sys.stdin.isatty() and sys.stderr.isatty()

    def _count(self, reading: Reading) -> None:
        article = reading.article
        self.articles += 1
        self._published = article.published
        self._without_date += article.published is None
        self._date_from_text += article.published_basis == "text"
        self._date_assumed += article.published_basis == "assumed"
        self.events += len(reading.events)
        for event in reading.events:
            self.unplaced += event.geometry is None
            self.undated += event.event_date is None
            if event.event_date:
                last = event.end_date or event.event_date
                self._first_day = min(self._first_day or event.event_date, event.event_date)
                self._last_day = max(self._last_day or last, last)
        self._progress.show(self.articles + self.failures, counted(self.events, "event"))

    def _fail_in(self, article: Article, error: Exception) -> None:
        if self._options.verbose and not isinstance(error, GeoEventsError):
            traceback.print_exception(error)
        words = str(error) if isinstance(error, GeoEventsError) else f"internal error: {type(error).__name__}: {error}"
        self._fail(f"{article.title or article.article_id}: {words}")

    def _fail(self, message: str) -> None:
        self._progress.clear()
        self.failures += 1
        print("geoevents:", printable(" ".join(message.split())), file=sys.stderr)


def _chosen(
    reading: Reading, selection: Selection, *, events_only: bool, subjects: frozenset[Subject]
) -> tuple[Reading, frozenset[Subject]]:
    """Runs where the article is read, so that what is not asked for is not passed between processes."""
    chosen = select(reading, selection)
    found = found_in(reading, subjects)
    return (replace(chosen, toponyms=(), times=()) if events_only else chosen), found
