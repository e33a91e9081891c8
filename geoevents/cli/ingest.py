"""``geoevents ingest``: articles into a project file or PostGIS, and their reports brought together."""

from __future__ import annotations

import datetime as dt
import sys
import time
from typing import TYPE_CHECKING

from geoevents.cli.options import ToldError, UsageError, add_input_options, add_message_options, positive
from geoevents.errors import InputError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection

    from geoevents.collection.corrections import Corrections
    from geoevents.collection.store import Store
    from geoevents.selection import Subject

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
        subjects = given.subjects() if given else frozenset()
        if options.watch:
            return _watch(options, store, corrections, subjects)
        return _once(options, store, corrections, subjects)


def _watch(options: argparse.Namespace, store: Store, corrections: Corrections, subjects: frozenset[Subject]) -> int:
    """Look at the inputs again and again: one that cannot be reached for once ends nothing, after the first time."""
    told: frozenset[str] = frozenset()
    first = True
    while True:
        failed: set[str] = set()
        try:
            _once(options, store, corrections, subjects, known=told, failed=failed)
        except (InputError, ToldError) as error:
            if first:
                raise
            if str(error) and str(error) not in told:
                print("geoevents:", " ".join(str(error).split()), file=sys.stderr)
            failed.add(str(error))
        told, first, subjects = frozenset(failed), False, frozenset()
        time.sleep(options.watch)


def _once(
    options: argparse.Namespace,
    store: Store,
    corrections: Corrections,
    subjects: frozenset[Subject],
    *,
    known: Collection[str] = (),
    failed: set[str] | None = None,
) -> int:
    """Read what is new; failures that are ``known`` are not told again, all go to ``failed``.

    Those ``subjects`` of the corrections that the collection does not have are told.
    """
    from geoevents.cli.collected import named
    from geoevents.cli.ingesting import IngestSession
    from geoevents.cli.options import open_gazetteer
    from geoevents.cli.table import counted
    from geoevents.collection.ingest import Ingest
    from geoevents.collection.tables import EVENTS, REPORTS

    ingest = Ingest(store, open_gazetteer(options.gazetteer), corrections)
    session = IngestSession(options, corrections, ingest, known=known, failed=failed)
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
    if lapsed := ingest.lapsed():
        session.note(f"corrections: no longer apply, the file of the article was edited: {named(lapsed)}")
    if missing := subjects - lapsed - store.known(subjects):
        session.note(f"corrections: kept, but not in the collection so far: {named(missing)}")
    if ingest.written or ingest.replaced or options.watch is None:
        reports, events = store.count(REPORTS), store.count(EVENTS)
        new = f"{counted(ingest.written, 'article')} new or changed, {ingest.unchanged} as before"
        new += f", {len(ingest.replaced)} replaced" if ingest.replaced else ""
        whole = f"{counted(reports, 'report')} of {counted(events, 'event')} in all"
        print(f"{store.name}: {new}; {whole}", flush=True)
    return session.finish()
