"""Progress of long work on standard error: how many articles, how fast, and how long it will still take."""

from __future__ import annotations

import glob
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from geoevents.cli.table import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_AFTER_S = 3.0
_EVERY_S = {True: 0.5, False: 30.0}
_LONGEST_COUNT_S = 2.0
_BLOCK = 1 << 20
_FAST = 10
_ONE_A_FILE = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".pdf", ".docx"})
_ONE_A_LINE = frozenset({".jsonl", ".ndjson"})


class Progress:
    """The line that tells how far the work is.

    Parameters
    ----------
    inputs
        What the user named, for telling how many articles there are.
    quiet
        Tell nothing.
    """

    def __init__(self, inputs: Sequence[str], *, quiet: bool) -> None:
        self._inputs = inputs
        self._quiet = quiet
        self._started = self._told = time.monotonic()
        self._total: int | None = None
        self._counted = False

    def show(self, done: int, words: str) -> None:
        """Tell, now and then, that so many articles are done; ``words`` say more of them."""
        now = time.monotonic()
        terminal = sys.stderr.isatty()
        if self._quiet or now - self._started < _AFTER_S or now - self._told < _EVERY_S[terminal]:
            return
        if not self._counted:
            self._counted = True
            self._total = count_articles(self._inputs)
        self._told = now
        line = progress_line(done, words, now - self._started, self._total)
        print(f"\r{line}\x1b[K" if terminal else line, end="" if terminal else "\n", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Take the line off the terminal, before something else is printed."""
        if self._told != self._started and sys.stderr.isatty():
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def progress_line(done: int, words: str, seconds: float, total: int | None) -> str:
    """Return the line: articles done, of how many, their rate, and the time left where the total is known."""
    rate = done / seconds if seconds else 0.0
    known = total is not None and total >= done
    articles = counted(done if total is None or not known else total, "article")
    parts = [
        f"{done} of {articles}" if known else articles,
        words,
        f"{rate:.{0 if rate >= _FAST else 1}f} articles/s",
    ]
    if known and rate:
        assert total is not None
        parts.append(f"{clock((total - done) / rate)} left")
    return ", ".join(part for part in parts if part)


def clock(seconds: float) -> str:
    """Return a time span as minutes and seconds, with hours where there are any."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def count_articles(inputs: Sequence[str], longest_s: float = _LONGEST_COUNT_S) -> int | None:
    """Count the articles of files, folders and globs without reading them.

    A line of JSON lines is an article, and so is a file of plain text, Markdown, HTML, PDF or DOCX.

    Returns
    -------
    int or None
        ``None`` where that cannot be told quickly: tables, feeds, addresses, standard input, very many files.
    """
    end = time.monotonic() + longest_s
    count = 0
    try:
        for name in inputs:
            for path in _files(name):
                number = _in_file(path, end)
                if number is None or time.monotonic() > end:
                    return None
                count += number
    except (OSError, ValueError):
        return None
    return count or None


def _files(name: str) -> Iterator[Path]:
    path = Path(name)
    if path.is_dir():
        yield from _in_folder(path)
    elif path.exists() or not glob.has_magic(name):
        # Standard input and addresses are no files: they are not counted.
        yield path
    else:
        for match in map(Path, glob.iglob(name, recursive=True)):  # noqa: PTH207 - Path.glob takes no absolute pattern
            if match.is_dir():
                yield from _in_folder(match)
            else:
                yield match


def _in_folder(folder: Path) -> Iterator[Path]:
    from geoevents.reading.inputs import SUFFIXES

    for path in folder.rglob("*"):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and path.suffix.lower() in SUFFIXES and path.is_file():
            yield path


def _in_file(path: Path, end: float) -> int | None:
    suffix = path.suffix.lower()
    if suffix in _ONE_A_FILE and path.is_file():
        return 1
    if suffix not in _ONE_A_LINE:
        return None
    lines, last = 0, b"\n"
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            lines += block.count(b"\n")
            last = block
            if time.monotonic() > end:
                return None
    return lines + (not last.endswith(b"\n"))
