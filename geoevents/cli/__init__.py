"""The command line: one module a command; each parses, calls one library function and prints.

Data go to standard output, messages to standard error. Exit status: 0 done, 1 failed with one line that says why,
2 wrong usage, 3 done but for some articles that could not be read.
"""

from __future__ import annotations

import argparse
import errno
import os
import signal
import sys
import threading
from importlib import import_module
from typing import TYPE_CHECKING

from geoevents import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "map": "write a map page of what happened where and when",
    "export": "write the events to a GIS or table file",
    "timeline": "show the events by region and day",
    "places": "list every place mention and what it was taken for",
    "geocode": "find where a place expression points",
    "reverse": "find what is near a point",
    "gazetteer": "look into the gazetteer, check it, add to it",
    "explain": "show an article with every mention, date and event marked, and why",
    "ingest": "read articles into a project file or PostGIS, and bring reports of one event together",
    "evaluate": "measure how well annotated articles are read",
}
"""The commands and what each does; a command's module is imported when it is called."""

_FAILED, _USAGE = 1, 2
_INTERRUPTED, _STOPPED = 130, 143
_BROKEN_PIPE = 141
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_WIDTH = 100


class _StoppedError(KeyboardInterrupt):
    """SIGTERM, which ends a command as a key does: files that are half written go."""


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def __init__(self, prog: str) -> None:
        # A fixed width: the help is part of the documentation.
        super().__init__(prog, width=_WIDTH, max_help_position=32)


def build_parser(command: str | None = None) -> argparse.ArgumentParser:
    """Return the parser with all commands named and one of them, if any is called, filled in."""
    parser = argparse.ArgumentParser(
        prog="geoevents",
        description="From newspaper articles, Arabic or English, to dated events on a map of Syria.",
        formatter_class=_Formatter,
    )
    parser.add_argument("--version", action="version", version=f"geoevents {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        described = commands.add_parser(
            name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.", formatter_class=_Formatter
        )
        if name == command:
            module = import_module(f"geoevents.cli.{name}")
            module.configure(described)
            described.set_defaults(run=module.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    command = next((word for word in given if not word.startswith("-")), None)
    _use_utf8()
    options = build_parser(command).parse_args(given)
    _take_sigterm()
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except _StoppedError:
        _say("stopped")
        return _STOPPED
    except KeyboardInterrupt:
        _say("interrupted")
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone (| head): nothing is wrong, and flushing at exit must not say so.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _BROKEN_PIPE
    except Exception as error:  # noqa: BLE001 - a user sees one line, never a traceback
        return _fail(error, verbose=getattr(options, "verbose", False))
    return status


def _take_sigterm() -> None:
    # What calls us as a function may have its own way with signals, and only a main thread may set one.
    if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _stop)


def _stop(*_: object) -> None:
    # Only once: what is tidied up then is not to be stopped half-way.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise _StoppedError


def _fail(error: Exception, *, verbose: bool) -> int:
    from geoevents.cli.options import ToldError, UsageError
    from geoevents.errors import GeoEventsError, UnknownFormatError

    if verbose:
        import traceback

        traceback.print_exception(error)
    if isinstance(error, ToldError):
        return _FAILED
    if isinstance(error, GeoEventsError):
        _say(str(error))
    elif isinstance(error, OSError) and error.errno in _FULL:
        _say(f"the output cannot be written: {error.strerror}")
    elif isinstance(error, MemoryError):
        _say("out of memory: give fewer articles at once")
    else:
        _say(f"internal error: {type(error).__name__}: {error} (--verbose shows where)")
    return _USAGE if isinstance(error, UsageError | UnknownFormatError) else _FAILED


def _say(message: str) -> None:
    print("geoevents:", " ".join(message.split()), file=sys.stderr)


def _use_utf8() -> None:
    """Write UTF-8 whatever the locale says: Arabic names would stop the output otherwise."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")
