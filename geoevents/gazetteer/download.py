"""Downloads that resume, tell how far they are, and are checked before they are used."""

from __future__ import annotations

import bz2
import hashlib
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from typing import TYPE_CHECKING

from geoevents import __version__
from geoevents.errors import NetworkError

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.client import HTTPResponse
    from pathlib import Path

_BLOCK = 1 << 16
_TIMEOUT_S = 60
_PARTIAL = 206
_RANGE_REFUSED = 416


def download(address: str, folder: Path, progress: Callable[[int, int | None], None] | None = None) -> Path:
    """Download a file, going on where an earlier try stopped.

    Parameters
    ----------
    address
        An http or https address.
    folder
        Where the file is kept; an unfinished one stays there with the suffix ``.part``.
    progress
        Called with bytes so far and in all (None where the server does not say).

    Returns
    -------
    pathlib.Path
        The finished file, unpacked where it was packed with bzip2.

    Raises
    ------
    NetworkError
        There is no connection, the server refuses, or the file does not come whole.
    """
    if urllib.parse.urlsplit(address).scheme not in ("http", "https"):
        raise NetworkError(f"{address}: only http and https addresses are fetched")
    folder.mkdir(parents=True, exist_ok=True)
    name = urllib.parse.urlsplit(address).path.rsplit("/", 1)[-1] or "download"
    target = folder / f"{hashlib.sha256(address.encode()).hexdigest()[:10]}-{name}"
    part = target.with_name(target.name + ".part")
    try:
        _fetch(address, part, progress)
    except urllib.error.HTTPError as error:
        raise NetworkError(f"{address}: the server answers {error.code} {error.reason}") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise NetworkError(
            f"{address} cannot be fetched ({reason}); check the connection and try again, the download will go on"
        ) from error
    _check_archive(part, address)
    part.replace(target)
    _tag(part).unlink(missing_ok=True)
    return _unpacked(target)


def _fetch(address: str, part: Path, progress: Callable[[int, int | None], None] | None) -> None:
    done = part.stat().st_size if part.exists() else 0
    tag = _tag(part).read_text(encoding="ascii") if done and _tag(part).exists() else ""
    headers = {"User-Agent": f"geoevents/{__version__}"}
    if done and tag:
        # The part is gone on with only while the server still has the very same file.
        headers |= {"Range": f"bytes={done}-", "If-Range": tag}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - the scheme was checked
    try:
        response = urllib.request.urlopen(request, timeout=_TIMEOUT_S)  # noqa: S310 - the scheme was checked
    except urllib.error.HTTPError as error:
        if error.code != _RANGE_REFUSED:
            raise
        part.unlink()
        _fetch(address, part, progress)
        return
    with response:
        if response.status != _PARTIAL:
            done = 0
        _tag(part).write_text(
            response.headers.get("ETag") or response.headers.get("Last-Modified") or "", encoding="ascii"
        )
        _copy(response, part, done, progress)


def _copy(response: HTTPResponse, part: Path, done: int, progress: Callable[[int, int | None], None] | None) -> None:
    length = response.headers.get("Content-Length")
    total = done + int(length) if length and length.isdigit() else None
    with part.open("ab" if done else "wb") as file:
        while block := response.read(_BLOCK):
            file.write(block)
            done += len(block)
            if progress:
                progress(done, total)
    if total is not None and done != total:
        raise OSError(f"it stopped after {done} of {total} bytes")


def _tag(part: Path) -> Path:
    return part.with_name(part.name + ".tag")


def _check_archive(part: Path, address: str) -> None:
    if urllib.parse.urlsplit(address).path.endswith(".zip"):
        try:
            with zipfile.ZipFile(part) as archive:
                broken = archive.testzip()
        except (zipfile.BadZipFile, EOFError):
            broken = part.name
        if broken:
            part.unlink()
            raise NetworkError(f"{address}: the archive came damaged; try again")


def _unpacked(target: Path) -> Path:
    if target.suffix != ".bz2":
        return target
    plain = target.with_suffix("")
    try:
        with bz2.open(target) as packed, plain.open("wb") as file:
            while block := packed.read(_BLOCK):
                file.write(block)
    except (OSError, EOFError) as error:
        target.unlink(missing_ok=True)
        plain.unlink(missing_ok=True)
        raise NetworkError(f"{target.name}: the file came damaged; try again") from error
    target.unlink()
    return plain
