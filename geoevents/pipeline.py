"""The stages in their order: the only module that knows it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from geoevents.dates import find_times
from geoevents.events import build_event, extract_events
from geoevents.gazetteer import Gazetteer
from geoevents.language import Document
from geoevents.model import HOME, Reading, SpatialPhrase
from geoevents.relations import find_phrases, locate, locate_all, movement
from geoevents.stages import BUILT_IN
from geoevents.toponyms import recognise_toponyms, resolve_generic, resolve_toponyms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geoevents.events import Draft
    from geoevents.model import Article, Event, Placement, TimeExpression, Toponym
    from geoevents.stages import Extractor, Stages

_HEADLINE = 120
"""Code points of a first line that is a headline, at most. Own choice."""
_BORDER_KM = 8.0
"""Towns across the border that adjoin Syria count: so far from it."""


@cache
def _default_gazetteer() -> Gazetteer:
    return Gazetteer.default()


def read(article: Article, gazetteer: Gazetteer | None = None, stages: Stages = BUILT_IN) -> Reading:
    """Read an article.

    Parameters
    ----------
    article
        The text with what is known of it.
    gazetteer
        Where names are looked up; the default is the core with what the user has added.
    stages
        Stages of the user's own, in the place of the built-in ones.

    Returns
    -------
    Reading
        Place mentions, time expressions and events, each in the order of the text.

    Raises
    ------
    StageError
        A stage of the user's own fails or gives what cannot be taken.
    """
    places = _default_gazetteer() if gazetteer is None else gazetteer
    document = Document(article.text, article.language)
    toponyms = _toponyms(article, document, places, stages)
    times = find_times(document, article.published)
    if stages.extractor is not None:
        return _read_told(article, document, places, stages.extractor, toponyms, times)
    generics = resolve_generic(document, toponyms)
    drafts = extract_events(
        document,
        find_phrases(document, toponyms, generics),
        times,
        generics=_as_phrases(document, generics),
        metonyms=[t for t in toponyms if t.use == "metonym"],
        publisher=article.source,
        published=article.published.isoformat() if article.published else None,
        headline=_headline(article),
    )
    placed = (_event(article, draft, places, number) for number, draft in enumerate(drafts))
    events = tuple(event for event in placed if event is not None)
    return Reading(article=article, toponyms=toponyms, times=times, events=events)


def _headline(article: Article) -> int:
    """Where the title ends that the text begins with; 0 where it does not begin with its title.

    Of a text without a title it is the first of several lines, if that is short and has no full stop.
    """
    title, text = (article.title or "").strip(), article.text
    margin = len(text) - len(text.lstrip())
    if not title:
        title, below, _ = text[margin:].partition("\n")
        title = title.rstrip()
        title = title if below and len(title) <= _HEADLINE and not title.endswith(".") else ""
    return margin + len(title) if title and text.startswith(title, margin) else 0


def _toponyms(article: Article, document: Document, gazetteer: Gazetteer, stages: Stages) -> tuple[Toponym, ...]:
    if stages.recogniser is not None:
        from geoevents import accept

        found = accept.recognise(stages.recogniser, article, document, gazetteer)
    else:
        title = Document(article.title, article.language) if article.title else None
        found = recognise_toponyms(document, gazetteer, title=title)
    if stages.resolver is not None:
        from geoevents import accept

        toponyms = accept.resolve(stages.resolver, article, found, gazetteer)
    else:
        toponyms = resolve_toponyms(found)
    return toponyms if stages.reviser is None else stages.reviser.revise(article, toponyms, gazetteer)


def _read_told(
    article: Article,
    document: Document,
    gazetteer: Gazetteer,
    extractor: Extractor,
    toponyms: tuple[Toponym, ...],
    times: tuple[TimeExpression, ...],
) -> Reading:
    """Read the events that an extractor of the user's own tells."""
    from geoevents import accept

    told = accept.extract(extractor, article, toponyms, times)
    generics = resolve_generic(document, toponyms)
    missing = accept.missing_places(told, toponyms, generics.keys(), document)
    if missing:
        toponyms = accept.add_toponyms(toponyms, missing, document, gazetteer)
        generics = resolve_generic(document, toponyms)
    phrases = find_phrases(document, toponyms, generics)
    drafts = accept.make_drafts(extractor, told, document, phrases, _as_phrases(document, generics))
    events = []
    for number, (one, draft) in enumerate(zip(told, drafts, strict=True)):
        event = _event(article, draft, gazetteer, number)
        if event is not None:
            events.append(event if one.confidence is None else replace(event, confidence=float(one.confidence)))
    return Reading(article=article, toponyms=toponyms, times=times, events=tuple(events))


def _as_phrases(document: Document, generics: Mapping[int, Toponym]) -> dict[int, SpatialPhrase]:
    return {
        token: SpatialPhrase(
            start=document.starts[token],
            end=document.ends[token],
            anchors=(toponym,),
            relation="in",
            reason="common noun",
        )
        for token, toponym in generics.items()
    }


def _event(article: Article, draft: Draft, gazetteer: Gazetteer, number: int) -> Event | None:
    """Place a draft; ``None`` when it happened abroad."""
    by_role: dict[str, list[SpatialPhrase]] = {}
    for role, phrase in draft.places:
        by_role.setdefault(role, []).append(phrase)
    placement = _placement(by_role, gazetteer)
    if placement is not None and _abroad(placement, gazetteer) and not _leads_home(by_role):
        return None
    names = {
        role: locate(by_role[role][0], gazetteer).location if role in by_role else None
        for role in ("origin", "launch", "destination")
    }
    return build_event(
        article,
        draft,
        placement,
        origin=names["origin"] or names["launch"],
        destination=names["destination"],
        number=number,
    )


def _placement(by_role: Mapping[str, list[SpatialPhrase]], gazetteer: Gazetteer) -> Placement | None:
    origin, destination = by_role.get("origin"), by_role.get("destination") or by_role.get("along")
    if origin and destination:
        return movement(origin[0], destination[0], gazetteer)
    # A crossing says more than the region beyond it.
    ends = [anchor.place for phrase in destination or () for anchor in phrase.anchors]
    wide = bool(ends) and all(place is not None and place.feature_class == "A" for place in ends)
    ways = ("along", "destination") if wide else ("destination", "along")
    for role in ("location", *ways, "origin"):
        phrases = by_role.get(role)
        if phrases:
            return locate(phrases[0], gazetteer) if len(phrases) == 1 else locate_all(phrases, gazetteer)
    return None


def _leads_home(by_role: Mapping[str, list[SpatialPhrase]]) -> bool:
    """Whether a journey begins or ends in Syria."""
    ends = [phrase for role in ("origin", "destination") for phrase in by_role.get(role, ())]
    places = [anchor.place for phrase in ends for anchor in phrase.anchors]
    return len(ends) > 1 and any(place is not None and place.country == HOME for place in places)


def _abroad(placement: Placement, gazetteer: Gazetteer) -> bool:
    if placement.country in (None, HOME) or placement.latitude is None or placement.longitude is None:
        return False
    nearby = gazetteer.near(placement.latitude, placement.longitude, _BORDER_KM)
    return not any(near.place.country == HOME for near in nearby)
