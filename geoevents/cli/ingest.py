"""``geoevents ingest``: articles into a project file or PostGIS, and their reports brought together."""

from __future__ import annotations

import datetime as dt
import sys
import time
from itertools import chain
from typing import TYPE_CHECKING

from geoevents.cli.options import ToldError, UsageError, add_input_options, add_message_options, positive
from geoevents.errors import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Iterator, Sequence

    from geoevents.cli.session import Session
    from geoevents.collection.corrections import Corrections
    from geoevents.collection.ingest import Ingest
    from geoevents.collection.store import Store
    from geoevents.model import Article

_EPILOG = """\
Running it again reads only what is new or changed, and takes up a run that was interrupted. A project file is an
INPUT of map, export, timeline, places and explain, and of ingest itself, which reads its articles anew where the
vocabulary, the gazetteer or corrections have changed. Corrections are kept in it.
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_input_options(parser)
    add_message_options(parser)
    parser.add_argument(
        "--to", required=True, metavar="TARGET", help="project file (.gpkg), made if need be, or postgresql://..."
    )
    parser.add_argument(
        "--watch", type=positive, metavar="SECONDS", help="look at the inputs again and again, so many seconds apart"
    )
    parser.epilog = _EPILOG


def run(options: argparse.Namespace) -> int:
    """Read the inputs into the collection, once or again and again."""
    from geoevents.cli.collected import corrections_of, open_collection
    from geoevents.collection.corrections import Corrections

    if options.watch is not None and "-" in options.inputs:
        raise UsageError("--watch: standard input can be read only once")
    given = corrections_of(options)
    with open_collection(options.to, create=True) as store:
        known = store.correction_lines()
        corrections = Corrections().add(known, store.name)
        kept = len(corrections.conflicts)
        if given is not None:
            corrections.add(given.lines, str(options.corrections))
        # Conflicts among those of earlier runs were told then.
        del corrections.conflicts[:kept]
        return _watch(options, store, corrections) if options.watch else _once(options, store, corrections)


def _watch(options: argparse.Namespace, store: Store, corrections: Corrections) -> int:
    """Look at the inputs again and again: one that cannot be reached for once ends nothing, after the first time."""
    told: frozenset[str] = frozenset()
    first = True
    while True:
        failed: set[str] = set()
        try:
            _once(options, store, corrections, known=told, failed=failed)
        except (InputError, ToldError) as error:
            if first:
                raise
            if str(error) and str(error) not in told:
                print("geoevents:", " ".join(str(error).split()), file=sys.stderr)
            failed.add(str(error))
        told, first = frozenset(failed), False
        time.sleep(options.watch)


def _once(
    options: argparse.Namespace,
    store: Store,
    corrections: Corrections,
    *,
    known: Collection[str] = (),
    failed: set[str] | None = None,
) -> int:
    """Read what is new; failures that are ``known`` are not told again, all go to ``failed``."""
    from geoevents.cli.options import open_gazetteer
    from geoevents.cli.table import counted
    from geoevents.collection.ingest import Ingest
    from geoevents.collection.tables import EVENTS, REPORTS

    ingest = Ingest(store, open_gazetteer(options.gazetteer), corrections)
    session = _session(options, corrections, ingest, known, set() if failed is None else failed)
    for line in (*corrections.conflicts, *corrections.contradictions()):
        session.note(line)
    corrections.conflicts.clear()
    ingest.keep_corrections(dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))
    try:
        for reading in session.readings():
            ingest.add(reading)
    finally:
        # What was read before an error is kept.
        ingest.flush()
    ingest.merge()
    if ingest.written or options.watch is None:
        reports, events = store.count(REPORTS), store.count(EVENTS)
        new = f"{counted(ingest.written, 'article')} new or changed, {ingest.unchanged} as before"
        whole = f"{counted(reports, 'report')} of {counted(events, 'event')} in all"
        print(f"{store.name}: {new}; {whole}", flush=True)
    return session.finish()


def _session(
    options: argparse.Namespace, corrections: Corrections, ingest: Ingest, known: Collection[str], failed: set[str]
) -> Session:
    from geoevents.cli.collected import articles_of, is_collection
    from geoevents.cli.session import Session

    class IngestSession(Session):
        """Reads what the collection does not have yet; articles of collections are read anew."""

        _takes_readings = False
        _told_before = 0

        def _articles(self, names: Sequence[str]) -> Iterator[Article]:
            collected = bool(names) and is_collection(names[0])
            found = chain.from_iterable(map(articles_of, names)) if collected else super()._articles(names)
            for article in chain(found, ingest.outdated()):
                try:
                    wanted = ingest.wants(article)
                except InputError as error:
                    self._fail(str(error))
                    continue
                if wanted:
                    yield article

        def _fail(self, message: str) -> None:
            failed.add(message)
            if message in known:
                self.failures += 1
                self._told_before += 1
            else:
                super()._fail(message)

        def finish(self) -> int:
            self.failures -= self._told_before
            return super().finish()

        def _none_read(self) -> bool:
            return not ingest.unchanged

    return IngestSession(options, corrections=corrections)
