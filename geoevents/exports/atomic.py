"""Writing a file whole or not at all: to a temporary neighbour, then renamed."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from geoevents.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def replacing(path: Path, ending: str = "") -> Iterator[Path]:
    """Give a temporary path to write to; it takes the place of ``path`` when all went well, else it is removed.

    A device or a pipe is given as it is. The temporary name ends as the path does, or as
    ``ending`` says, since GDAL goes by suffixes.

    Raises
    ------
    OutputError
        The folder does not exist, or the file cannot be written.
    """
    target = check_target(path)
    if target.exists() and not target.is_file():
        yield target
        return
    ending = "" if target.name.lower().endswith(ending) else ending
    temporary = target.with_name(f".{os.getpid()}-{target.name}{ending}")
    try:
        yield temporary
        temporary.replace(target)
    except OutputError:
        raise
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def check_target(path: Path) -> Path:
    """Return the path with its links followed, or say why nothing can be written there.

    Raises
    ------
    OutputError
        It is a folder, its folder does not exist, or may not be written to.
    """
    try:
        target = path.resolve()
        if target.is_dir():
            raise OutputError(f"{path}: cannot be written: it is a folder")
        if not target.parent.is_dir():
            raise OutputError(f"{path}: cannot be written: the folder {path.parent} does not exist")
    except (ValueError, RuntimeError) as error:
        raise OutputError(f"{path}: not a valid path") from error
    except OSError as error:
        if isinstance(error, OutputError):
            raise
        raise cannot_write(path, error) from error
    if not os.access(target.parent, os.W_OK) and not (target.exists() and not target.is_file()):
        raise OutputError(f"{path}: cannot be written: no permission in {path.parent}")
    return target


def cannot_write(path: Path, error: Exception) -> OutputError:
    """Make the one-line error of a failed write."""
    return OutputError(f"{path}: cannot be written: {getattr(error, 'strerror', None) or error}")
