"""Reading a collection on a Dask cluster: paths go out, partitioned GeoParquet comes to lie in one folder.

The workers read and write on a file system that they share; what passes through the scheduler are paths and counts.
When a worker is lost, Dask gives its parts to others (:mod:`geoevents.parts` says why that doubles nothing).
"""

from __future__ import annotations

import shutil
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from geoevents.errors import GeoEventsError, InputError, MissingExtraError, NetworkError, OutputError
from geoevents.parts import PART_BYTES, Counts, Job, Part, cut, environment, read_part

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

CONNECT_S = 20.0
"""How long to wait for the scheduler, and for its first worker."""


def export_partitions(
    paths: Sequence[Path],
    folder: Path,
    address: str,
    job: Job | None = None,
    *,
    part_bytes: int = PART_BYTES,
    told: Callable[[Counts, int, int], None] | None = None,
) -> Counts:
    """Read files on a Dask cluster and write their events as a folder of GeoParquet files, whole or not at all.

    Parameters
    ----------
    paths
        Files, each of any type that is read; they, ``folder`` and the files of places lie on a file system that all
        workers share under the same paths.
    folder
        What comes to hold ``part.000000.parquet`` and so on, in the order of the paths; an older folder of parts, or
        file, of this name is replaced in the end.
    address
        The scheduler's, such as ``tcp://scheduler:8786``.
    job
        How to read, and which events to keep; ``job.folder`` is not looked at.
    part_bytes
        How much of the inputs one task reads, about, and so how large the files become.
    told
        Called with the counts of each part as it is done, how many parts are, and how many there are.

    Raises
    ------
    MissingExtraError
        Dask or pyarrow is not installed.
    NetworkError
        The scheduler cannot be reached, has no workers, or is lost.
    InputError
        A file is not there; a part ended several workers one after the other; the machines differ.
    OutputError
        The folder cannot be written, or holds other things than parts.
    """
    parts = cut(paths, part_bytes)
    target = _checked_target(folder)
    work = target.with_name(f".{target.name}-{uuid.uuid4().hex[:12]}")
    told_job = job or Job()
    sent = replace(
        told_job,
        folder=str(work),
        gazetteer_files=tuple(path.absolute() for path in told_job.gazetteer_files),
    )
    with _connected(address) as client:
        _check_workers(client, address, environment())
        try:
            work.mkdir()
            counts = _run(client, parts, sent, told or (lambda *_: None))
            _take_place(work, target, len(parts))
        except OSError as error:
            if isinstance(error, GeoEventsError):
                raise
            raise OutputError(f"{folder}: cannot be written: {error.strerror or error}") from error
        finally:
            shutil.rmtree(work, ignore_errors=True)
    return counts


def _connected(address: str) -> Any:  # noqa: ANN401 - distributed.Client has no types
    try:
        import distributed
        import pyarrow as pa  # noqa: F401 - workers need it; telling so here is kinder
    except ImportError as error:
        raise MissingExtraError("--dask needs Dask: pip install 'geoevents[dask]'") from error
    open_client: Any = distributed.Client
    try:
        return open_client(address, timeout=CONNECT_S, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise NetworkError(f"{address}: no Dask scheduler answers there: {_first_line(error)}") from error


def _check_workers(client: Any, address: str, own: dict[str, str]) -> None:  # noqa: ANN401
    try:
        client.wait_for_workers(1, timeout=CONNECT_S)
    except TimeoutError as error:
        raise NetworkError(f"{address}: the scheduler has no workers: start dask worker {address}") from error
    try:
        others = client.run(environment)
    except (ImportError, AttributeError) as error:
        raise InputError(f"geoevents is not installed on the workers as it is here: {_first_line(error)}") from error
    for worker, found in others.items():
        differing = sorted(name for name in own.keys() | found.keys() if own.get(name) != found.get(name))
        if differing:
            raise InputError(f"the worker {worker} differs from this machine in: {', '.join(differing)}")


def _run(client: Any, parts: Sequence[Part], job: Job, told: Callable[[Counts, int, int], None]) -> Counts:  # noqa: ANN401
    import distributed

    total = Counts()
    futures = [client.submit(read_part, number, part, job, pure=False) for number, part in enumerate(parts)]
    as_completed: Any = distributed.as_completed
    try:
        for done, future in enumerate(as_completed(futures, loop=client.loop), start=1):
            counts = _result(future)
            future.release()
            total.add(counts)
            told(counts, done, len(parts))
    except BaseException:
        client.cancel(futures, force=True)
        raise
    return total


def _result(future: Any) -> Counts:  # noqa: ANN401
    from concurrent.futures import CancelledError

    from distributed import KilledWorker

    try:
        counts: Counts = future.result()
    except KilledWorker as error:
        raise InputError(
            f"several workers ended one after the other on the same part (out of memory?): {_first_line(error)}"
        ) from error
    except CancelledError as error:
        raise NetworkError("the Dask scheduler was lost") from error
    return counts


def _checked_target(folder: Path) -> Path:
    target = folder.absolute()
    if not target.parent.is_dir():
        raise OutputError(f"{folder}: cannot be written: the folder {folder.parent} does not exist")
    if target.is_dir() and any(not path.match("part.*.parquet") for path in target.iterdir()):
        raise OutputError(f"{folder}: holds other things than parts of GeoParquet: give another name")
    return target


def _take_place(work: Path, target: Path, number: int) -> None:
    written = sorted(path.name for path in work.glob("part.*.parquet"))
    if written != [f"part.{index:06}.parquet" for index in range(number)]:
        raise OutputError(f"{target.parent}: the workers' files are not here: it must be shared by all machines")
    for stray in work.glob(".part.*"):
        stray.unlink()
    older = work.with_name(f"{work.name}-older")
    if target.exists():
        target.replace(older)
    work.replace(target)
    if older.is_dir():
        shutil.rmtree(older, ignore_errors=True)
    else:
        older.unlink(missing_ok=True)


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
