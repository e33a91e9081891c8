"""Where the package's data and the user's own files are, and a cache of parsed data files.

Standard library only, since every command pays for this module. The folders follow the XDG base
directory specification on Linux, ``~/Library`` on macOS and ``%LOCALAPPDATA%`` on Windows;
``GEOEVENTS_DATA`` and ``GEOEVENTS_CACHE`` override them.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geoevents import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_APPLICATION = "geoevents"


@cache
def _data_root() -> Path:
    here = Path(__file__).resolve().parent
    installed = here / "data"
    return installed if installed.is_dir() else here.parent / "data"


def data_path(*parts: str) -> Path:
    """Path of a file or folder of the package's data, in a checkout as well as installed.

    Parameters
    ----------
    *parts
        Names below ``data/``, such as ``"gazetteer", "places.csv"``.
    """
    return _data_root().joinpath(*parts)


def user_data_dir() -> Path:
    """Folder of the user's own gazetteer sources (not created here); ``GEOEVENTS_DATA`` overrides it."""
    return _user_folder(
        "GEOEVENTS_DATA", "XDG_DATA_HOME", Path(".local", "share"), Path("Library", "Application Support")
    )


def cache_dir() -> Path:
    """Folder of files that can be made again (not created here); ``GEOEVENTS_CACHE`` overrides it."""
    return _user_folder("GEOEVENTS_CACHE", "XDG_CACHE_HOME", Path(".cache"), Path("Library", "Caches"))


def _user_folder(override: str, xdg: str, default: Path, macos: Path) -> Path:
    chosen = os.environ.get(override)
    if chosen:
        return Path(chosen)
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises where there is no home
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local, _APPLICATION) if local else home / "AppData" / "Local" / _APPLICATION
    if sys.platform == "darwin":
        return home / macos / _APPLICATION
    # The specification says that a relative path there is to be ignored.
    base = os.environ.get(xdg, "")
    return Path(base, _APPLICATION) if os.path.isabs(base) else home / default / _APPLICATION  # noqa: PTH117


def load_compiled(name: str, sources: Sequence[Path], build: Callable[[], Any]) -> Any:  # noqa: ANN401
    """Return what ``build`` makes of the sources, from the user's cache where it stands there.

    Parsing TOML or CSV costs many times what reading JSON does. The cache file carries a hash of the
    package version and of every source's path, size and time of change, so a change of any of them builds
    anew. A cache that cannot be read or written is passed over in silence: the value is built then.

    Parameters
    ----------
    name
        A short name of the compiled data, part of the file name.
    sources
        The files that the value is built from.
    build
        Makes the value; it must survive a round trip through JSON (lists, not tuples; string keys).
    """
    try:
        key = fingerprint(sources, *sys.version_info[:2])
    except OSError:
        return build()
    path = cache_dir() / f"{name}-{key}.json"
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        value = build()
    with contextlib.suppress(OSError):
        _store(path, name, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
    return value


def fingerprint(sources: Sequence[Path], *marks: object) -> str:
    """Return what names the compiled form of some files: their paths, sizes and times, this version and ``marks``.

    Raises
    ------
    OSError
        A file is not there.
    """
    digest = hashlib.sha256(f"{__version__} {marks}".encode())
    for source in sources:
        status = source.stat()
        digest.update(f"\0{source.resolve()}\0{status.st_size}\0{status.st_mtime_ns}".encode(errors="surrogateescape"))
    return digest.hexdigest()[:20]


def _store(path: Path, name: str, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    # tempfile would cost half of this module's import time; the process number keeps two processes apart.
    temporary = path.parent / f".{path.stem}-{os.getpid()}.tmp"
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    forget_older(path.parent, f"{name}-????????????????????.json")


def forget_older(folder: Path, pattern: str) -> None:
    """Keep the five newest of some files: checkouts and versions side by side must not push each other out."""
    for file in sorted(folder.glob(pattern), key=lambda file: file.stat().st_mtime, reverse=True)[5:]:
        file.unlink(missing_ok=True)
