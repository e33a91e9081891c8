"""Takes what a user's own stages give: checks all of it and turns it into what the built-in stages pass on."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any, TypeVar, get_args

from geoevents.errors import GeoEventsError, StageError
from geoevents.events import Draft, Harm, Toll
from geoevents.lexicon.parties import actors
from geoevents.model import Candidate, SpatialPhrase, Status, TimeExpression, Use
from geoevents.stages import PlaceRole, Resolution, Span, ToldEvent, ToldPlace, named
from geoevents.taxonomy import categories
from geoevents.toponyms import Recognised, list_candidates, resolve_toponyms, take_toponyms

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from geoevents.gazetteer import Gazetteer
    from geoevents.language import Document
    from geoevents.model import Article, Toponym
    from geoevents.stages import Extractor, Recogniser, Resolver

T = TypeVar("T")
_SHOWN = 60
_CANDIDATES = 5
_WEEK = 7
_BASES = ("explicit", "relative")
_COUNTS = ("weapon_count", "fatalities", "fatalities_min", "fatalities_max", "injured")
_NAMES = ("actor1", "actor2", "weapon", "claimed_by")


def recognise(stage: Recogniser, article: Article, document: Document, gazetteer: Gazetteer) -> Recognised:
    """The mentions that a recogniser finds, with the places that bear their names.

    Raises
    ------
    StageError
        The stage fails, or a mention is wrong; names both.
    """
    who = f"recogniser {named(stage)}"
    spans = sorted(_values(who, "mention", Span, lambda: stage.recognise(article, gazetteer)), key=lambda s: s.start)
    reached = 0
    for span in spans:
        where = f"{who}: mention at {span.start!r}"
        _check_offsets(where, span.start, span.end, article)
        if span.start < reached:
            raise StageError(f"{where} overlaps the one before it")
        if span.use is not None:
            _check_choice(where, "use", span.use, get_args(Use))
        reached = span.end
    found = take_toponyms(document, gazetteer, [(span.start, span.end) for span in spans])
    uses = {document.token_at(span.end - 1): span.use for span in spans if span.use is not None}
    told = [
        mention._replace(use=use) if (use := uses.get(mention.end - 1)) is not None else mention
        for mention in found.mentions
    ]
    return found._replace(mentions=told)


def resolve(stage: Resolver, article: Article, found: Recognised, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """The mentions with the places that a resolver chooses.

    Raises
    ------
    StageError
        The stage fails, gives more or fewer answers than there are mentions, or a place that the gazetteer lacks.
    """
    who = f"resolver {named(stage)}"
    toponyms = list_candidates(found)
    given = _values(who, "resolution", Resolution, lambda: stage.resolve(article, toponyms, gazetteer))
    if len(given) != len(toponyms):
        raise StageError(f"{who}: {len(given)} resolutions for {len(toponyms)} mentions")
    return tuple(_resolved(who, *pair, gazetteer) for pair in zip(toponyms, given, strict=True))


def _resolved(who: str, toponym: Toponym, given: Resolution, gazetteer: Gazetteer) -> Toponym:
    where = f"{who}: mention {toponym.text!r}"
    _check_share(where, given.confidence)
    place = None
    if given.place_id is not None:
        place = gazetteer.place(given.place_id) if isinstance(given.place_id, str) else None
        if place is None:
            raise StageError(f"{where}: the gazetteer has no place {_shown(given.place_id)}")
    candidates = toponym.candidates
    if place is not None and all(candidate.place != place for candidate in candidates):
        candidates = (Candidate(place, given.confidence), *candidates)
    reason = "; ".join(filter(None, (toponym.reason, given.reason or f"chosen by {who}")))
    return dataclasses.replace(
        toponym,
        place=place,
        confidence=given.confidence if place is not None else 0.0,
        candidates=candidates[:_CANDIDATES],
        reason=reason,
    )


def extract(
    stage: Extractor, article: Article, toponyms: Sequence[Toponym], times: Sequence[TimeExpression]
) -> tuple[ToldEvent, ...]:
    """The events that an extractor tells, in the order of the text, every one checked.

    Raises
    ------
    StageError
        The stage fails, or an event is wrong; names both and the field.
    """
    who = f"extractor {named(stage)}"
    events = _values(who, "event", ToldEvent, lambda: stage.extract(article, toponyms, times))
    for number, event in enumerate(events, start=1):
        _check_event(f"{who}: event {number}", event, article)
    return tuple(sorted(events, key=lambda event: event.start))


def _check_event(where: str, event: ToldEvent, article: Article) -> None:
    _check_offsets(where, event.start, event.end, article)
    if event.trigger_start is not None or event.trigger_end is not None:
        _check_offsets(f"{where}: trigger", event.trigger_start, event.trigger_end, article)
    if not isinstance(event.places, tuple):
        raise StageError(f"{where}: places is {_shown(event.places)}, no tuple of ToldPlace")
    for place in event.places:
        if not isinstance(place, ToldPlace):
            raise StageError(f"{where}: places holds {_shown(place)}, no ToldPlace")
        _check_offsets(f"{where}: place", place.start, place.end, article)
        _check_choice(where, "role", place.role, get_args(PlaceRole))
    _check_choice(where, "category", event.category, categories())
    _check_choice(where, "status", event.status, get_args(Status))
    _check_choice(where, "date_basis", event.date_basis, _BASES)
    _check_days(where, event)
    _check_figures(where, event)
    for name in _NAMES:
        value = getattr(event, name)
        if value is not None and (not isinstance(value, str) or not value.strip()):
            raise StageError(f"{where}: {name} is {_shown(value)}: give a name or None")
    if event.confidence is not None:
        _check_share(where, event.confidence)


def _check_days(where: str, event: ToldEvent) -> None:
    for name in ("first", "last"):
        value = getattr(event, name)
        if value is not None and (not isinstance(value, dt.date) or isinstance(value, dt.datetime)):
            raise StageError(f"{where}: {name} is {_shown(value)}, no datetime.date")
    if event.first and event.last and event.last < event.first:
        raise StageError(f"{where}: last is {event.last}, before first ({event.first})")


def _check_figures(where: str, event: ToldEvent) -> None:
    for name in _COUNTS:
        value = getattr(event, name)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool) or value < 0):
            raise StageError(f"{where}: {name} is {_shown(value)}, no whole number from 0")
    low, high = event.fatalities_min, event.fatalities_max
    if low is not None and high is not None and high < low:
        raise StageError(f"{where}: fatalities_max is {high}, below fatalities_min ({low})")
    if event.civilian_targeting not in (True, False, None):
        told = _shown(event.civilian_targeting)
        raise StageError(f"{where}: civilian_targeting is {told}, none of True, False, None")


def missing_places(
    events: Iterable[ToldEvent], toponyms: Sequence[Toponym], held: Collection[int], document: Document
) -> list[tuple[int, int]]:
    """The places of told events that no mention, and no noun standing for one (``held``, by token), is part of."""
    spans = {(place.start, place.end) for event in events for place in event.places}
    missing: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        known = any(toponym.start < end and start < toponym.end for toponym in toponyms)
        tokens = range(document.token_at(start), document.token_at(end - 1) + 1)
        known = known or any(token in held for token in tokens)
        if not known and (not missing or start >= missing[-1][1]):
            missing.append((start, end))
    return missing


def add_toponyms(
    toponyms: Sequence[Toponym], spans: Iterable[tuple[int, int]], document: Document, gazetteer: Gazetteer
) -> tuple[Toponym, ...]:
    """The mentions with further ones, in order; what the gazetteer does not know stays unresolved."""
    further = resolve_toponyms(take_toponyms(document, gazetteer, spans))
    return tuple(sorted((*toponyms, *further), key=lambda toponym: toponym.start))


def make_drafts(
    stage: Extractor,
    events: Iterable[ToldEvent],
    document: Document,
    phrases: Sequence[SpatialPhrase],
    generics: Mapping[int, SpatialPhrase],
) -> list[Draft]:
    """The told events as the built-in extractor hands them on: places as spatial phrases, days as an expression."""
    standing = sorted(generics.values(), key=lambda phrase: phrase.start)
    known = [*phrases, *standing]
    return [_draft(event, document, known, f"told by {named(stage)}") for event in events]


def _draft(event: ToldEvent, document: Document, phrases: Sequence[SpatialPhrase], rule: str) -> Draft:
    text = document.text
    start, end = event.trigger_start, event.trigger_end
    if start is None or end is None:
        start, end = event.start, event.end
    places = [(place, phrase) for place in event.places if (phrase := _phrase_at(place, phrases)) is not None]
    time = _time(event, text)
    slots: list[tuple[str, str, int | None, int | None]] = [("trigger", text[start:end], start, end)]
    slots += [(place.role, text[phrase.start : phrase.end], phrase.start, phrase.end) for place, phrase in places]
    slots += [(name, told, None, None) for name in _NAMES if (told := getattr(event, name)) is not None]
    return Draft(
        category=event.category,
        trigger=text[start:end],
        trigger_start=start,
        trigger_end=end,
        start=event.start,
        end=event.end,
        places=tuple((place.role, phrase) for place, phrase in places),
        place_source="own",
        time=time,
        time_source="own" if time is not None else "none",
        background=False,
        actor1=event.actor1,
        actor1_party=next((actor for actor in actors().values() if actor.name == event.actor1), None),
        actor2=event.actor2,
        weapon=event.weapon,
        weapon_count=event.weapon_count,
        harm=_harm(event),
        status=event.status,
        claimed_by=event.claimed_by,
        strong=True,
        refers=False,
        rule=event.rule or rule,
        slots=tuple(slots),
    )


def _phrase_at(place: ToldPlace, phrases: Sequence[SpatialPhrase]) -> SpatialPhrase | None:
    """The phrase with an anchor in the told words, else one that only touches them."""
    touching = [phrase for phrase in phrases if phrase.start < place.end and place.start < phrase.end]
    anchored = (
        phrase for phrase in touching if any(a.start < place.end and place.start < a.end for a in phrase.anchors)
    )
    return next(anchored, touching[0] if touching else None)


def _time(event: ToldEvent, text: str) -> TimeExpression | None:
    first, last = event.first or event.last, event.last or event.first
    if first is None or last is None:
        return None
    days = (last - first).days + 1
    return TimeExpression(
        start=event.start,
        end=event.end,
        text=text[event.start : event.end],
        first=first,
        last=last,
        precision=1 if days == 1 else 2 if days <= _WEEK else 3,
        basis=event.date_basis,
        value=str(first) if first == last else f"{first}/{last}",
    )


def _harm(event: ToldEvent) -> Harm:
    value, low, high = event.fatalities, event.fatalities_min, event.fatalities_max
    if low is None and high is None:
        low = high = value
    return Harm(
        killed=Toll(value, low, high),
        injured=Toll(event.injured, event.injured, event.injured),
        civilian=event.civilian_targeting,
    )


def _values(who: str, what: str, kind: type[T], give: Callable[[], Iterable[object]]) -> list[T]:
    """What a stage gives, of the type it must have; whatever the stage raises becomes one line that names it."""
    try:
        given = list(give())
    except GeoEventsError as error:
        raise StageError(f"{who}: {error}") from error
    except Exception as error:
        raise StageError(f"{who}: {type(error).__name__}: {error}") from error
    values: list[T] = []
    for value in given:
        if not isinstance(value, kind):
            raise StageError(f"{who}: {_shown(value)} is no {kind.__name__} ({what})")
        values.append(value)
    return values


def _check_offsets(where: str, start: Any, end: Any, article: Article) -> None:  # noqa: ANN401 - whatever is given
    length = len(article.text)
    whole = all(isinstance(offset, int) and not isinstance(offset, bool) for offset in (start, end))
    if not whole or not 0 <= start < end <= length:
        raise StageError(f"{where}: offsets {start!r} to {end!r} lie outside the text (0 to {length})")
    if not article.text[start:end].strip():
        raise StageError(f"{where}: offsets {start!r} to {end!r} hold no words")


def _check_choice(where: str, name: str, value: Any, allowed: Collection[str]) -> None:  # noqa: ANN401 - see above
    if not isinstance(value, str) or value not in allowed:
        raise StageError(f"{where}: {name} is {_shown(value)}, none of {', '.join(allowed)}")


def _check_share(where: str, value: Any) -> None:  # noqa: ANN401 - see above
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise StageError(f"{where}: confidence is {_shown(value)}, no number from 0 to 1")


def _shown(value: object) -> str:
    text = " ".join(repr(value).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}\u2026"
