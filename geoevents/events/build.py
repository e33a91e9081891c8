"""From a draft and its placement to the event with all its columns."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from geoevents.events.confidence import confidence
from geoevents.model import Event, Explanation
from geoevents.taxonomy import categories

if TYPE_CHECKING:
    import datetime as dt

    from geoevents.events.draft import Draft
    from geoevents.model import Article, DateBasis, Placement

_SUICIDE = "suicide bomber"
_GRENADE = "grenade"


class When(NamedTuple):
    """First and last day, ACLED's precision (1 day, 2 week, 3 month or coarser) and how they were found."""

    first: dt.date | None
    last: dt.date | None
    precision: int | None
    basis: DateBasis


def when(article: Article, draft: Draft) -> When:
    """The days of a draft: its own expression's, else the article's date marked as such, else unknown."""
    time = draft.time
    if time is not None and (time.first is not None or time.last is not None):
        first, last = time.first or time.last, time.last or time.first
        return When(first, last, time.precision, time.basis)
    if draft.background or draft.status in ("planned", "hypothetical") or article.published is None:
        return When(None, None, None, "unknown")
    return When(article.published, article.published, 1, "document")


def build_event(
    article: Article,
    draft: Draft,
    placement: Placement | None,
    *,
    origin: str | None,
    destination: str | None,
    offset: int = 0,
    number: int = 0,
) -> Event:
    """Put an event together.

    Parameters
    ----------
    placement
        Where it happened, or ``None`` where the text names no place.
    origin, destination
        English names, for movements and launches.
    offset
        Added to the draft's offsets (where the document is a part of the text).
    number
        Tells events apart that are alike in every other way.
    """
    days = when(article, draft)
    category = categories()[draft.category]
    killed, injured = draft.harm.killed, draft.harm.injured
    return Event(
        event_id=_identifier(article, draft, placement, number),
        article_id=article.article_id,
        source=article.source,
        source_url=article.url,
        published=article.published,
        category=draft.category,
        event_type=category.event_type,
        sub_event_type=_sub_type(draft, category.sub_event_types),
        event_date=days.first,
        end_date=days.last,
        time_precision=days.precision,
        date_basis=days.basis,
        location=placement.location if placement else None,
        location_local=placement.location_local if placement else None,
        admin1=placement.admin1 if placement else None,
        admin2=placement.admin2 if placement else None,
        country=placement.country if placement else None,
        latitude=placement.latitude if placement else None,
        longitude=placement.longitude if placement else None,
        geo_precision=placement.geo_precision if placement else None,
        coordinate_uncertainty_m=placement.coordinate_uncertainty_m if placement else None,
        spatial_relation=placement.spatial_relation if placement else None,
        distance_km=placement.distance_km if placement else None,
        origin=origin,
        destination=destination,
        actor1=draft.actor1,
        actor2=draft.actor2,
        civilian_targeting=draft.harm.civilian,
        weapon=draft.weapon,
        weapon_count=draft.weapon_count,
        fatalities=killed.value,
        fatalities_min=killed.low,
        fatalities_max=killed.high,
        injured=injured.value,
        status=draft.status,
        claimed_by=draft.claimed_by,
        trigger=draft.trigger,
        text_start=draft.start + offset,
        text_end=draft.end + offset,
        notes=article.text[draft.start + offset : draft.end + offset],
        confidence=confidence(draft, placement, days.basis),
        geometry=placement.geometry if placement else None,
        explanation=Explanation(
            rule=draft.rule,
            slots=tuple(
                (slot, text, None if start is None else start + offset, None if end is None else end + offset)
                for slot, text, start, end in draft.slots
            ),
            alternatives=(
                *((f"place found by: {draft.place_source}",) if draft.places and draft.place_source != "own" else ()),
                *((placement.reason,) if placement and placement.reason else ()),
            ),
        ),
    )


def _identifier(article: Article, draft: Draft, placement: Placement | None, number: int) -> str:
    """Stable: a hash of the article, the evidence, the category and the place."""
    parts = (article.article_id, draft.trigger_start, draft.category, placement.location if placement else "", number)
    return hashlib.blake2b("\0".join(map(str, parts)).encode(), digest_size=8).hexdigest()


def _sub_type(draft: Draft, names: tuple[str, ...]) -> str:
    """ACLED's sub-event type, where a category has several."""
    if draft.category == "explosion":
        return names[1] if draft.weapon == _SUICIDE else names[2] if draft.weapon == _GRENADE else names[0]
    if draft.category == "advance":
        actor = draft.actor1_party
        return names[1] if actor is not None and not actor.regains else names[0]
    return names[0]
