"""The session of ``geoevents ingest``: what the collection does not have yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.cli.collected import articles_of, is_collection, is_same
from geoevents.cli.session import Session
from geoevents.errors import InputError, NothingYetError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from geoevents.collection.corrections import Corrections
    from geoevents.collection.ingest import Ingest
    from geoevents.model import Article
    from geoevents.reading import ReadFailure


class IngestSession(Session):
    """Reads what the collection does not have yet; articles of collections are read anew.

    Parameters
    ----------
    options
        The parsed command line.
    corrections
        Those of the collection and of this run.
    ingest
        The run.
    known
        Messages of failures that are not told again.
    failed
        What takes the messages of all failures.
    """

    _takes_readings = False

    def __init__(
        self,
        options: argparse.Namespace,
        corrections: Corrections,
        ingest: Ingest,
        *,
        known: Collection[str] = (),
        failed: set[str] | None = None,
    ) -> None:
        super().__init__(options, corrections=corrections)
        self._ingest = ingest
        self._known = known
        self._failed = set() if failed is None else failed
        self._told_before = 0
        self._waiting = False

    def finish(self) -> int:
        """As of :class:`Session`, without the failures that were told before."""
        self.failures -= self._told_before
        return super().finish()

    def _articles(self, names: Sequence[str]) -> Iterator[Article]:
        if names and is_collection(names[0]):
            for name in names:
                yield from self._wanted(articles_of(name), again=is_same(name, self._ingest.store))
        else:
            yield from self._wanted(super()._articles(names))
        yield from self._wanted(self._ingest.outdated(), again=True)

    def _wanted(self, articles: Iterable[Article], *, again: bool = False) -> Iterator[Article]:
        for article in articles:
            try:
                wanted = self._ingest.wants(article, again=again)
            except InputError as error:
                self._fail(str(error))
                continue
            if wanted:
                yield article

    def _fail_reading(self, failure: ReadFailure) -> None:
        if self._options.watch is None or not isinstance(failure.error, NothingYetError):
            super()._fail_reading(failure)
            return
        message = str(failure)
        self._waiting = True
        self._failed.add(message)
        if message not in self._known:
            self.note(f"{message}: waited for")

    def _fail(self, message: str) -> None:
        self._failed.add(message)
        if message in self._known:
            self.failures += 1
            self._told_before += 1
        else:
            super()._fail(message)

    def _none_read(self) -> bool:
        return not self._ingest.unchanged and not (self._waiting and not self.failures)
