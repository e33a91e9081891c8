"""What a caller gets for an article: the reading, with the ways out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geoevents.errors import InputError
from geoevents.model import Article
from geoevents.reading import (
    SUFFIXES,
    Draft,
    ReadFailure,
    ReadingOptions,
    draft_of,
    parse_date,
    read_inputs,
    to_article,
)
from geoevents.reading.plain import first_line_title

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    import geopandas as gpd

    from geoevents.gazetteer import Gazetteer
    from geoevents.maps.folium_map import EventMap
    from geoevents.model import Event, Language, Reading, TimeExpression, Toponym
    from geoevents.stages import Stages
    from geoevents.timelines.table import TimelineTable

_LONGEST_PATH = 4096


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """Everything read in one article.

    Parameters
    ----------
    reading
        The immutable values: article, toponyms, times and events.
    """

    reading: Reading

    @property
    def article(self) -> Article:
        """The article, with its text that all offsets count in."""
        return self.reading.article

    @property
    def toponyms(self) -> tuple[Toponym, ...]:
        """The place mentions, in the order of the text."""
        return self.reading.toponyms

    @property
    def times(self) -> tuple[TimeExpression, ...]:
        """The time expressions, in the order of the text."""
        return self.reading.times

    @property
    def events(self) -> tuple[Event, ...]:
        """The events, in the order of the text."""
        return self.reading.events

    def to_geodataframe(self) -> gpd.GeoDataFrame:
        """Return the events as a GeoDataFrame in EPSG:4326: one row each, the public columns, ``geometry``."""
        from geoevents.frames import events_to_frame

        return events_to_frame(self.events)

    def timeline(self, by: str = "admin1", period: str = "auto") -> TimelineTable:
        """Return the events counted by region (or another column) and day, week or month."""
        from geoevents.timelines.table import summarise

        return summarise(self.events, by, period)

    def map(self, *, language: str | None = None, **options: Any) -> EventMap:  # noqa: ANN401 - folium's own options
        """Return the map page as a :class:`folium.Map`: a notebook shows it, and folium's layers can be added.

        Parameters
        ----------
        language
            ``ar`` or ``en``, the language that the page opens in; by default the article's.
        **options
            Options of :class:`folium.Map`, such as ``location`` and ``zoom_start``.
        """
        from geoevents.maps.folium_map import EventMap

        return EventMap([self.reading], language=language, **options)

    def save_map(self, path: str | Path, *, language: str | None = None) -> Path:
        """Write the map page, one self-contained HTML file, and return where it stands.

        Raises
        ------
        OutputError
            The file cannot be written.
        """
        from geoevents.maps import save_map

        return save_map([self.reading], path, language=language)


def read_article(
    text_or_path: str | Path,
    *,
    published: str | dt.date | None = None,
    language: Language | None = None,
    title: str | None = None,
    source: str | None = None,
    gazetteer: Gazetteer | None = None,
    stages: Stages | str | None = None,
) -> ArticleReading:
    """Read one article.

    Parameters
    ----------
    text_or_path
        The article's text, or a file of any type that is read. A string of one line that names an existing file, one
        word that ends as their names do, or an http(s) address, is taken for that; give a :class:`pathlib.Path` to
        be sure.
    published
        The article's own date (ISO 8601); else it is taken from the metadata, else from the text, else unknown.
    language
        ``ar`` or ``en``; found by the script when not given.
    title, source
        What is known of a plain text.
    gazetteer
        Where names are looked up; the user's own by default.
    stages
        Stages of your own in the place of the built-in ones (docs/own_models.md), or the name under which a
        package offers them.

    Raises
    ------
    InputError
        The article is empty, cannot be read, or the file holds more than one.
    DateError
        A date cannot be read.
    StageError
        A stage of your own is missing, fails, or gives what cannot be taken.
    """
    from geoevents.pipeline import read
    from geoevents.stages import as_stages

    options = ReadingOptions(published=parse_date(published) if published is not None else None, language=language)
    article = _one_article(text_or_path, options, Draft(text="", title=title, source=source))
    return ArticleReading(read(article, gazetteer, as_stages(stages)))


def _one_article(text_or_path: str | Path, options: ReadingOptions, known: Draft) -> Article:
    if isinstance(text_or_path, str) and not _names_input(text_or_path):
        return to_article(_plain(text_or_path, known), options)
    found = read_inputs([str(text_or_path)], options)
    first = next(found, None)
    if first is None:
        raise InputError(f"{text_or_path}: no article")
    if isinstance(first, ReadFailure):
        raise type(first.error)(str(first))
    if next(found, None) is not None:
        raise InputError(f"{text_or_path}: holds more than one article: read it with read_articles")
    return replace(first, title=known.title or first.title, source=known.source or first.source)


def _plain(text: str, known: Draft) -> Draft:
    """A text of one's own, its first line the title where it is short, as in a file."""
    return replace(known, text=text, title=known.title or first_line_title(text))


def _names_input(text: str) -> bool:
    if "\n" in text or len(text) > _LONGEST_PATH:
        return False
    if text.lower().startswith(("http://", "https://")) and " " not in text:
        return True
    # One word that ends as a file's name does is no article: a name that is misspelt must not be read as one.
    if Path(text).suffix.lower() in SUFFIXES and not any(map(str.isspace, text)):
        return True
    try:
        return Path(text).is_file()
    except (OSError, ValueError):
        return False


def read_articles(
    articles: Iterable[Any],
    *,
    workers: int = 1,
    published: str | dt.date | None = None,
    language: Language | None = None,
    stages: Stages | str | None = None,
) -> Iterator[ArticleReading]:
    """Read many articles, lazily and in order; memory stays bounded.

    Parameters
    ----------
    articles
        Texts, paths, mappings with ``text`` and, where known, ``id title published source url language``, or
        :class:`geoevents.model.Article` objects.
    workers
        How many processes read; the outcome is the same for any number.
    published, language
        As of :func:`read_article`, for all articles.
    stages
        As of :func:`read_article`; with several workers the name of installed ones, or stages that can be pickled.

    Raises
    ------
    GeoEventsError
        An article cannot be read; the ones before it have been given out.
    """
    from geoevents.batch import read_batch

    options = ReadingOptions(published=parse_date(published) if published is not None else None, language=language)
    for _, reading in read_batch(
        (article for item in articles for article in _articles(item, options)), workers=workers, stages=stages
    ):
        if isinstance(reading, Exception):
            raise reading
        yield ArticleReading(reading)


def _articles(item: Any, options: ReadingOptions) -> Iterator[Article]:  # noqa: ANN401 - see read_articles
    if isinstance(item, Article):
        yield item
        return
    if isinstance(item, Mapping):
        found: Iterable[Article | ReadFailure] = [to_article(draft_of(item), options)]
    elif isinstance(item, str) and not _names_input(item):
        found = [to_article(_plain(item, Draft(text="")), options)]
    else:
        found = read_inputs([str(item)], options)
    for article in found:
        if isinstance(article, ReadFailure):
            raise type(article.error)(str(article))
        yield article
