"""Readings to rows of a collection's tables and back, without loss. Values are Python's; the store encodes them."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from geoevents.collection.blobs import as_multi, to_wkb
from geoevents.collection.tables import SHAPES
from geoevents.frames import mention_row
from geoevents.model import (
    EVENT_COLUMNS,
    Article,
    Candidate,
    Event,
    Explanation,
    Geometry,
    Place,
    Reading,
    TimeExpression,
    Toponym,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Row = dict[str, Any]
_EVENT_VALUES = attrgetter(*EVENT_COLUMNS)
_TIME_FIELDS = tuple(TimeExpression.__dataclass_fields__)


@dataclass(slots=True)
class Rows:
    """Rows by table; shapes and places by their key, since many articles share them."""

    articles: list[Row] = field(default_factory=list)
    mentions: list[Row] = field(default_factory=list)
    reports: list[Row] = field(default_factory=list)
    shapes: dict[str, Row] = field(default_factory=dict)
    places: dict[str, Row] = field(default_factory=dict)

    def add(self, reading: Reading, content_hash: str, excluded: Mapping[str, str]) -> None:
        """Add the rows of a reading; ``excluded`` tells which of its events a person took out, and why."""
        self.articles.append(_article_row(reading, content_hash))
        self.mentions.extend(self._mention(toponym, reading.article) for toponym in reading.toponyms)
        for event in reading.events:
            row = event_row(event, self.shapes)
            row |= {"cluster_id": None, "merged_event_id": None, "excluded": excluded.get(event.event_id)}
            self.reports.append(row)

    def _mention(self, toponym: Toponym, article: Article) -> Row:
        place = toponym.place
        row = mention_row(article.article_id, toponym)
        candidates = [
            shown | {"score": candidate.score, "reasons": list(candidate.reasons), "key": self._place(candidate.place)}
            for shown, candidate in zip(row["candidates"], toponym.candidates, strict=True)
        ]
        return row | {
            "geom": Geometry("Point", (place.longitude, place.latitude)) if place else None,
            "source": article.source,
            "candidates": candidates,
            "cue": toponym.cue,
            "place_key": self._place(place),
            "parent_key": self._place(toponym.parent),
        }

    def _place(self, place: Place | None) -> str | None:
        if place is None:
            return None
        row = _place_row(place)
        key: str = row["place_key"]
        self.places[key] = row
        return key


@lru_cache(maxsize=10_000)
def _place_row(place: Place) -> Row:
    values = asdict(place)
    return {"place_key": digest(json.dumps(values, ensure_ascii=False)), "place": values}


def digest(text: str | bytes) -> str:
    """Return a short hash that stands for a text: 64 bits, as hexadecimal figures."""
    data = text.encode(errors="surrogatepass") if isinstance(text, str) else text
    return hashlib.blake2b(data, digest_size=8).hexdigest()


def _article_row(reading: Reading, content_hash: str) -> Row:
    article = reading.article
    return {
        "article_id": article.article_id,
        "source": article.source,
        "url": article.url,
        "title": article.title,
        "language": article.language,
        "published": article.published,
        "published_basis": article.published_basis,
        "text": article.text,
        "content_hash": content_hash,
        "times": [_time_values(time) for time in reading.times],
    }


def _time_values(time: TimeExpression) -> list[Any]:
    values = (getattr(time, name) for name in _TIME_FIELDS)
    return [value.isoformat() if isinstance(value, dt.date) else value for value in values]


def event_row(event: Event, shapes: dict[str, Row]) -> Row:
    """Return the columns that reports and events share, and add the event's line or area to ``shapes``."""
    row: Row = dict(zip(EVENT_COLUMNS, _EVENT_VALUES(event), strict=True))
    known = event.geometry is not None and event.latitude is not None and event.longitude is not None
    row["geom"] = Geometry("Point", (event.longitude, event.latitude)) if known else None
    row["shape_key"] = None if event.geometry in (None, row["geom"]) else _shape(event.geometry, shapes)
    why = event.explanation
    row["explanation"] = {"rule": why.rule, "slots": why.slots, "alternatives": why.alternatives}
    return row


def _shape(geometry: Geometry | None, shapes: dict[str, Row]) -> str:
    assert geometry is not None
    key = digest(to_wkb(geometry))
    multi = as_multi(geometry)
    row: Row = dict.fromkeys(SHAPES.names) | {"shape_key": key, "type": geometry.type, multi.type.lower(): multi}
    shapes.setdefault(key, row)
    return key


def event_of(row: Row, shapes: Mapping[str, Geometry]) -> Event:
    """Return the event of a row of reports or events, ``shapes`` by their key."""
    why = row["explanation"]
    explanation = Explanation(
        rule=why["rule"],
        slots=tuple((slot, text, start, end) for slot, text, start, end in why["slots"]),
        alternatives=tuple(why["alternatives"]),
    )
    geometry = shapes[row["shape_key"]] if row["shape_key"] else row["geom"]
    return Event(**{name: row[name] for name in EVENT_COLUMNS}, geometry=geometry, explanation=explanation)


def reading_of(
    article: Row, mentions: Iterable[Row], places: Mapping[str, Place], events: Iterable[Event] = ()
) -> Reading:
    """Return the reading of an article's row and the rows that belong to it."""
    return Reading(
        article=article_of(article),
        toponyms=tuple(_toponym(row, places) for row in mentions),
        times=tuple(_time(values) for values in article["times"]),
        events=tuple(events),
    )


def article_of(row: Row) -> Article:
    """Return the article of a row."""
    names = ("article_id", "text", "language", "title", "published", "published_basis", "source", "url")
    return Article(**{name: row[name] for name in names})


def _time(values: list[Any]) -> TimeExpression:
    named = dict(zip(_TIME_FIELDS, values, strict=True))
    for name in ("first", "last"):
        named[name] = dt.date.fromisoformat(named[name]) if named[name] else None
    return TimeExpression(**named)


def _toponym(row: Row, places: Mapping[str, Place]) -> Toponym:
    return Toponym(
        start=row["text_start"],
        end=row["text_end"],
        text=row["text"],
        use=row["use"],
        cue=row["cue"],
        place=places[row["place_key"]] if row["place_key"] else None,
        parent=places[row["parent_key"]] if row["parent_key"] else None,
        candidates=tuple(
            Candidate(places[one["key"]], one["score"], tuple(one["reasons"])) for one in row["candidates"]
        ),
        confidence=row["confidence"],
        reason=row["reason"],
    )


def place_keys(mentions: Iterable[Row]) -> set[str]:
    """Return the keys of all places that rows of mentions name."""
    keys: set[str] = set()
    for row in mentions:
        keys.update(filter(None, (row["place_key"], row["parent_key"])))
        keys.update(one["key"] for one in row["candidates"])
    return keys


def by_article(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """Return rows by the article that they belong to."""
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["article_id"]].append(row)
    return grouped
