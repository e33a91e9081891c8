"""Annotated articles: their values, and reading them with every annotation checked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast, get_args

from geoevents.errors import EncodingError, InputError
from geoevents.evaluation.fields import Fields
from geoevents.model import Article, Language, Status, Use
from geoevents.taxonomy import categories

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

Role = Literal["location", "origin", "destination", "launch", "along"]

_RADIUS_LIMIT_KM = 20_100.0
"""Half the Earth's circumference: no place is farther from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldToponym:
    """An annotated place mention; coordinates in degrees (EPSG:4326), ``None`` where nobody could tell them.

    ``radius_km`` is how far from the coordinates the truth may lie.
    """

    start: int
    end: int
    text: str
    use: Use
    place: str | None
    latitude: float | None
    longitude: float | None
    radius_km: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPlace:
    """Where an annotated event happened, began, ended or was launched; coordinates as in :class:`GoldToponym`."""

    name: str
    role: Role
    latitude: float | None
    longitude: float | None
    radius_km: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """An annotated event.

    ``category_alt`` counts as right, too; a reader is neither asked for an ``optional`` event nor blamed for it.
    ``first`` and ``last`` are inclusive days, ``None`` where the text does not tell.
    """

    event_id: str
    category: str
    category_alt: str | None
    trigger: str
    trigger_start: int
    trigger_end: int
    evidence_start: int
    evidence_end: int
    first: dt.date | None
    last: dt.date | None
    places: tuple[GoldPlace, ...]
    actor1: str | None
    actor2: str | None
    weapon: str | None
    fatalities_min: int | None
    fatalities_max: int | None
    injured: int | None
    status: Status
    claimed_by: str | None
    optional: bool

    @property
    def accepted(self) -> tuple[str, ...]:
        """The categories that count as right."""
        return (self.category,) if self.category_alt is None else (self.category, self.category_alt)


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article with what people read in it."""

    article: Article
    toponyms: tuple[GoldToponym, ...]
    events: tuple[GoldEvent, ...]


def read_gold(path: Path) -> tuple[GoldArticle, ...]:
    """Read annotated articles: JSON lines in UTF-8, one article a line.

    Raises
    ------
    InputError
        The file cannot be read, holds no article, or an annotation is wrong; names file, line and field.
    EncodingError
        The file is not UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise EncodingError(f"{path}: not UTF-8 (byte {error.start}): save it as UTF-8") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    articles: list[GoldArticle] = []
    lines_of: dict[str, int] = {}
    # Not splitlines(): a line separator may stand within a JSON string.
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        article = _parse_line(line, f"{path}, line {number}")
        article_id = article.article.article_id
        if article_id in lines_of:
            raise InputError(f"{path}, line {number}: id {article_id!r} stands in line {lines_of[article_id]} already")
        lines_of[article_id] = number
        articles.append(article)
    if not articles:
        raise InputError(f"{path}: no annotated article in it (docs/annotation.md says how they are written)")
    return tuple(articles)


def _parse_line(line: str, where: str) -> GoldArticle:
    try:
        return parse_gold(json.loads(line))
    except json.JSONDecodeError as error:
        raise InputError(f"{where}: broken JSON in column {error.colno}: {error.msg}") from error
    except RecursionError as error:
        raise InputError(f"{where}: nested too deeply") from error
    except InputError as error:
        raise InputError(f"{where}: {error}") from error


def parse_gold(record: Mapping[str, object]) -> GoldArticle:
    """Check one annotated article, as JSON gives it, and return it.

    Raises
    ------
    InputError
        An annotation is wrong; names the field.
    """
    fields = Fields(record)
    text = fields.text("text")
    published = fields.date_or_none("published")
    article = Article(
        article_id=fields.text("id"),
        text=text,
        language=cast("Language", fields.choice("language", get_args(Language))),
        title=fields.text_or_none("title"),
        published=published,
        published_basis=None if published is None else "metadata",
        source=fields.text_or_none("source"),
        url=fields.text_or_none("url"),
    )
    return GoldArticle(
        article,
        tuple(_toponym(item, text) for item in fields.items("toponyms")),
        tuple(_event(item, text) for item in fields.items("events")),
    )


def _toponym(fields: Fields, text: str) -> GoldToponym:
    start, end = fields.span("start", "end", len(text))
    _check_quote(fields, "text", text[start:end])
    latitude, longitude, radius = _point(fields)
    return GoldToponym(
        start=start,
        end=end,
        text=text[start:end],
        use=cast("Use", fields.choice("use", get_args(Use))),
        place=fields.text_or_none("place"),
        latitude=latitude,
        longitude=longitude,
        radius_km=radius,
    )


def _event(fields: Fields, text: str) -> GoldEvent:
    start, end = fields.span("trigger_start", "trigger_end", len(text))
    _check_quote(fields, "trigger", text[start:end])
    evidence_start, evidence_end = fields.span("evidence_start", "evidence_end", len(text))
    first, last = fields.date_or_none("date_start"), fields.date_or_none("date_end")
    if first and last and last < first:
        raise fields.error("date_end", f"is {last}, before date_start ({first})")
    places = tuple(_place(item) for item in fields.items("places"))
    if not places:
        raise fields.error("places", "is empty: name at least one place, with null coordinates where they are unknown")
    least, most = fields.count_or_none("fatalities_min"), fields.count_or_none("fatalities_max")
    if least is not None and most is not None and most < least:
        raise fields.error("fatalities_max", f"is {most}, below fatalities_min ({least})")
    alternative = fields.text_or_none("category_alt")
    return GoldEvent(
        event_id=fields.text("event_id"),
        category=fields.choice("category", categories()),
        category_alt=None if alternative is None else fields.choice("category_alt", categories()),
        trigger=text[start:end],
        trigger_start=start,
        trigger_end=end,
        evidence_start=evidence_start,
        evidence_end=evidence_end,
        first=first,
        last=last,
        places=places,
        actor1=fields.text_or_none("actor1"),
        actor2=fields.text_or_none("actor2"),
        weapon=fields.text_or_none("weapon"),
        fatalities_min=least,
        fatalities_max=most,
        injured=fields.count_or_none("injured"),
        status=cast("Status", fields.choice("status", get_args(Status))),
        claimed_by=fields.text_or_none("claimed_by"),
        optional=fields.flag("optional"),
    )


def _place(fields: Fields) -> GoldPlace:
    latitude, longitude, radius = _point(fields)
    return GoldPlace(
        name=fields.text("name"),
        role=cast("Role", fields.choice("role", get_args(Role))),
        latitude=latitude,
        longitude=longitude,
        radius_km=radius,
    )


def _point(fields: Fields) -> tuple[float | None, float | None, float | None]:
    latitude, longitude = fields.number_or_none("lat", -90, 90), fields.number_or_none("lon", -180, 180)
    radius = fields.number_or_none("radius_km", 0, _RADIUS_LIMIT_KM)
    if (latitude is None) != (longitude is None):
        raise fields.error("lon" if longitude is None else "lat", "is missing: give both coordinates or neither")
    if latitude is not None and not radius:
        raise fields.error("radius_km", "is missing: say how far from the coordinates the place may lie")
    return latitude, longitude, radius


def _check_quote(fields: Fields, name: str, found: str) -> None:
    told = fields.text(name)
    if told != found:
        raise fields.error(name, f"is {told[:40]!r}, but the offsets point to {found[:40]!r}")
