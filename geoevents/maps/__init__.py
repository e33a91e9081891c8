"""The map page: one self-contained HTML file with map, timeline by region, list of events and source panel.

:func:`render_page` makes the page of readings, :func:`save_map` writes it to a file, :func:`render_events`
makes one of events whose articles are not at hand. :class:`EventMap` is the same page as a
:class:`folium.Map` for notebooks; folium is imported only when it is asked for.
"""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geoevents.errors import OutputError
from geoevents.maps.encoding import encode_readings
from geoevents.maps.page_parts import LANGUAGES, PageOptions, render
from geoevents.model import SEVERAL, Article, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from geoevents.maps.folium_map import EventMap
    from geoevents.model import Event, Language

__all__ = ["EventMap", "readings_of_events", "render_events", "render_page", "save_map"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the module protocol
    if name == "EventMap":
        from geoevents.maps.folium_map import EventMap

        return EventMap
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def render_page(
    readings: Iterable[Reading],
    *,
    title: str | None = None,
    language: str | None = None,
    view: str = "list",
    tiles: Sequence[Mapping[str, Any]] = (),
) -> str:
    """Return the map page of the readings as HTML.

    Parameters
    ----------
    readings
        Articles with their events. Events without a place or a date are listed and counted, too.
    title
        Heading of the page; by default the title of the only article, or a general one.
    language
        ``ar`` or ``en``, the language that the page opens in (a reader may switch); by default that of
        most of the articles.
    view
        The view that the page opens on: ``list`` or ``timeline``.
    tiles
        Background layers that a reader may switch on instead of the usual ones: mappings with ``name``,
        ``url``, ``attribution`` and ``max_zoom``, such as xyzservices' TileProvider. No address is called
        before.

    Raises
    ------
    ValueError
        If the language or the address of a background layer is not one that the page knows.
    OutputError
        If the front-end libraries are missing (a checkout that was never built).
    """
    return page_of(list(readings), PageOptions(title=title, language=language or "", view=view, tiles=tiles))


def page_of(readings: Sequence[Reading], options: PageOptions) -> str:
    """Return the page of the readings; language and title are taken from them where the options leave them open."""
    language = options.language or main_language(readings)
    if language not in LANGUAGES:
        raise ValueError(f"the page speaks {' and '.join(LANGUAGES)}, not {language!r}")
    title = options.title
    if title is None and len(readings) == 1:
        title = readings[0].article.title
    data, late = encode_readings(readings)
    return render(data, late, replace(options, language=language, title=title), _local_names(readings))


def main_language(readings: Iterable[Reading]) -> str:
    """Return the language of most of the articles; Arabic for none and for a draw."""
    counts = Counter(reading.article.language for reading in readings)
    return "en" if counts["en"] > counts["ar"] else "ar"


def _local_names(readings: Iterable[Reading]) -> dict[str, str]:
    """Return Arabic names by English ones: of the places that mentions resolved to, of the actors and weapons told."""
    from geoevents.maps.words import party_name

    names: dict[str, str | None] = {}
    told: set[str] = set()
    for reading in readings:
        names.update((t.place.name, t.place.name_local) for t in reading.toponyms if t.place is not None)
        for event in reading.events:
            for name in (event.actor1, event.actor2, event.weapon, event.claimed_by):
                told.update((name or "").split(SEVERAL))
    names.update((name, party_name(name)) for name in sorted(told))
    return {name: local for name, local in names.items() if local and local != name}


def readings_of_events(events: Iterable[Event], *, language: Language = "ar") -> list[Reading]:
    """Return readings that hold the events, grouped by article, without texts and mentions."""
    groups: dict[tuple[Any, ...], list[Event]] = {}
    for event in events:
        groups.setdefault((event.article_id, event.source, event.source_url, event.published), []).append(event)
    return [
        Reading(
            article=Article(
                article_id=article_id,
                text="",
                language=language,
                published=published,
                # Events do not say how their publication date was found: the page must not warn for nothing.
                published_basis=None if published is None else "metadata",
                source=source,
                url=url,
            ),
            toponyms=(),
            times=(),
            events=tuple(members),
        )
        for (article_id, source, url, published), members in groups.items()
    ]


def render_events(events: Iterable[Event], *, title: str | None = None, language: Language = "ar") -> str:
    """Return the map page of events whose articles are not at hand, such as those read back from a file.

    The source panel shows each event's evidence instead of the article's text.
    """
    return render_page(readings_of_events(events, language=language), title=title, language=language)


def save_map(
    readings: Iterable[Reading],
    path: str | Path,
    *,
    title: str | None = None,
    language: str | None = None,
    view: str = "list",
    tiles: Sequence[Mapping[str, Any]] = (),
) -> Path:
    """Write the map page to a file, whole or not at all; parameters as of :func:`render_page`.

    Returns
    -------
    pathlib.Path
        Where the page stands.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    page = render_page(readings, title=title, language=language, view=view, tiles=tiles)
    # A lone surrogate has no UTF-8: a question mark keeps the offsets right.
    return write_whole(Path(path), page.encode("utf-8", "replace"))


def write_whole(path: Path, content: bytes) -> Path:
    """Write the content beside the path and rename it, so that nobody sees half a file.

    Raises
    ------
    OutputError
        If the folder does not exist or cannot be written to.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise OutputError(f"cannot write {path}: {error.strerror or error}") from error
    return path
