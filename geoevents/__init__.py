"""geoevents: from an article, Arabic or English, to dated events on a map of Syria.

:func:`read_article` reads one article, :func:`read_articles` many; :class:`Gazetteer` knows the places.
Names are imported when they are first used, so that ``import geoevents`` costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geoevents.errors import GeoEventsError
    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Article, Event, Place, Reading, TimeExpression, Toponym
    from geoevents.result import ArticleReading, read_article, read_articles

__version__ = "0.1.0"

__all__ = [
    "Article",
    "ArticleReading",
    "Event",
    "Gazetteer",
    "GeoEventsError",
    "Place",
    "Reading",
    "TimeExpression",
    "Toponym",
    "__version__",
    "read_article",
    "read_articles",
]

_HOMES = {
    "Article": "model",
    "ArticleReading": "result",
    "Event": "model",
    "Gazetteer": "gazetteer",
    "GeoEventsError": "errors",
    "Place": "model",
    "Reading": "model",
    "TimeExpression": "model",
    "Toponym": "model",
    "read_article": "result",
    "read_articles": "result",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"geoevents.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
