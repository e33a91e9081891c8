"""Compares readings with annotations.

An event is found when the annotated category, a place within tolerance and an overlapping date come together in one
event of the reading; each one serves a single annotation. Nothing is asked of the words that tell it.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geoevents.evaluation.gold import GoldArticle, parse_gold, read_gold
from geoevents.evaluation.report import Finding, Rate, Report, Score
from geoevents.geometry import distance_km
from geoevents.resources import data_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from geoevents.evaluation.gold import GoldEvent, GoldToponym
    from geoevents.model import Article, Event, Reading, Toponym

TOLERANCE_KM = 10.0
"""So far off a place still counts as the right one; two sources of coordinates agree so far for nine names in ten."""

_SLACK = dt.timedelta(days=1)
"""An event of the night is told with either day."""

_EVIDENCE_SLACK = 5
"""Quotation marks and bullets before a sentence may or may not be part of it."""

_POINTS_AND_LINES = ("Point", "MultiPoint", "LineString", "MultiLineString")
_WORD = re.compile(r"\w+")


def evaluate(
    gold: Path | str | Iterable[GoldArticle | Mapping[str, Any]], read: Callable[[Article], Reading] | None = None
) -> Report:
    """Read annotated articles and compare.

    Parameters
    ----------
    gold
        A file of annotated articles (docs/annotation.md), or the articles, checked or as JSON gives them.
    read
        What reads an article; by default :func:`geoevents.pipeline.read` with the user's gazetteer.

    Raises
    ------
    InputError
        An annotation is wrong, or there is none.
    """
    if read is None:
        from geoevents.pipeline import read as default_read

        read = default_read
    if isinstance(gold, Path | str):
        articles: Iterable[GoldArticle] = read_gold(Path(gold))
    else:
        articles = (item if isinstance(item, GoldArticle) else parse_gold(item) for item in gold)
    tally = _Tally()
    for annotated in articles:
        tally.add(annotated, read(annotated.article))
    return tally.report()


@dataclass(slots=True)
class _Counts:
    right: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, right: int, predicted: int, gold: int) -> None:
        self.right += right
        self.predicted += predicted
        self.gold += gold

    def score(self) -> Score:
        return Score(self.right, self.predicted, self.gold)


@dataclass(slots=True)
class _Tally:
    """The sums over the articles."""

    articles: int = 0
    places: _Counts = field(default_factory=_Counts)
    places_exact: _Counts = field(default_factory=_Counts)
    dates: _Counts = field(default_factory=_Counts)
    near: _Counts = field(default_factory=_Counts)
    categories: dict[str, _Counts] = field(default_factory=dict)
    right_place: list[bool] = field(default_factory=list)
    use: list[bool] = field(default_factory=list)
    slots: dict[str, list[bool]] = field(default_factory=lambda: {name: [] for name in _SLOTS})
    missed_events: list[Finding] = field(default_factory=list)
    invented_events: list[Finding] = field(default_factory=list)
    missed_places: list[Finding] = field(default_factory=list)
    invented_places: list[Finding] = field(default_factory=list)
    misplaced: list[Finding] = field(default_factory=list)

    def add(self, gold: GoldArticle, reading: Reading) -> None:
        self.articles += 1
        self._add_places(gold, reading.toponyms)
        self._add_dates(gold.events, reading.events)
        self._add_events(gold, reading.events)
        found = _match(gold.events, reading.events, near=True)
        spared = sum(gold.events[index].optional for index in found)
        asked = sum(not event.optional for event in gold.events)
        self.near.add(len(found) - spared, len(reading.events) - spared, asked)

    def _add_places(self, gold: GoldArticle, mentions: Sequence[Toponym]) -> None:
        article_id = gold.article.article_id
        pairs = _overlaps(gold.toponyms, mentions)
        exact = sum((mentions[j].start, mentions[j].end) == _span(gold.toponyms[i]) for i, j in pairs.items())
        self.places.add(len(pairs), len(mentions), len(gold.toponyms))
        self.places_exact.add(exact, len(mentions), len(gold.toponyms))
        for index, toponym in enumerate(gold.toponyms):
            mention = mentions[pairs[index]] if index in pairs else None
            if mention is None:
                self.missed_places.append(_missed_mention(article_id, toponym))
            else:
                self.use.append(mention.use == toponym.use)
            if toponym.use == "literal" and toponym.latitude is not None:
                right = mention is not None and _is_there(toponym, mention)
                self.right_place.append(right)
                if mention is not None and not right:
                    self.misplaced.append(_mention(article_id, mention, expected=toponym.place))
        used = set(pairs.values())
        self.invented_places += [_mention(article_id, m) for j, m in enumerate(mentions) if j not in used]

    def _add_dates(self, gold: Sequence[GoldEvent], events: Sequence[Event]) -> None:
        asked = {(event.first, event.last) for event in gold if not event.optional and event.first}
        spared = {(event.first, event.last) for event in gold if event.optional} - asked
        told = {(event.event_date, event.end_date or event.event_date) for event in events if event.event_date} - spared
        self.dates.add(len(asked & told), len(told), len(asked))

    def _add_events(self, gold: GoldArticle, events: Sequence[Event]) -> None:
        article_id = gold.article.article_id
        found = _match(gold.events, events, near=False)
        for index, annotated in enumerate(gold.events):
            if annotated.optional:
                continue
            counts = self._of_category(annotated.category)
            if index in found:
                counts.add(1, 1, 1)
                self._add_slots(annotated, events[found[index]])
            else:
                counts.add(0, 0, 1)
                self.missed_events.append(_missed_event(article_id, annotated))
        used = set(found.values())
        for number, event in enumerate(events):
            if number not in used:
                self._of_category(event.category).add(0, 1, 0)
                self.invented_events.append(_invented_event(article_id, event))

    def _of_category(self, name: str) -> _Counts:
        return self.categories.setdefault(name, _Counts())

    def _add_slots(self, gold: GoldEvent, event: Event) -> None:
        for name, judge in _SLOTS.items():
            right = judge(gold, event)
            if right is not None:
                self.slots[name].append(right)

    def report(self) -> Report:
        strict = _Counts()
        for counts in self.categories.values():
            strict.add(counts.right, counts.predicted, counts.gold)
        return Report(
            articles=self.articles,
            places=self.places.score(),
            places_exact=self.places_exact.score(),
            right_place=_rate(self.right_place),
            use=_rate(self.use),
            dates=self.dates.score(),
            events=strict.score(),
            events_near=self.near.score(),
            categories={name: counts.score() for name, counts in sorted(self.categories.items())},
            slots={name: _rate(cases) for name, cases in self.slots.items()},
            missed_events=tuple(self.missed_events),
            invented_events=tuple(self.invented_events),
            missed_places=tuple(self.missed_places),
            invented_places=tuple(self.invented_places),
            misplaced=tuple(self.misplaced),
        )


def _match(gold: Sequence[GoldEvent], events: Sequence[Event], *, near: bool) -> dict[int, int]:
    """Pair annotations with events, best fit first: right category, then told in the annotated sentence."""
    candidates = sorted(
        (not exact, not _is_evidence(annotated, event), i, j)
        for i, annotated in enumerate(gold)
        for j, event in enumerate(events)
        if ((exact := event.category in annotated.accepted) or (near and event.category in _near(annotated.category)))
        and _place_fits(annotated, event)
        and _date_fits(annotated, event)
    )
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, _, i, j in candidates:
        if i not in pairs and j not in used:
            pairs[i] = j
            used.add(j)
    return pairs


def _is_evidence(gold: GoldEvent, event: Event) -> bool:
    return gold.evidence_start - _EVIDENCE_SLACK <= event.text_start < gold.evidence_end + _EVIDENCE_SLACK


def _place_fits(gold: GoldEvent, event: Event) -> bool:
    """Tell whether the event lies within tolerance of an annotated place; where something set out does not count."""
    known = [place for place in gold.places if place.latitude is not None]
    if not known:
        return True
    points = list(_points(event))
    return any(
        distance_km(place.latitude or 0.0, place.longitude or 0.0, *point) <= max(TOLERANCE_KM, place.radius_km or 0.0)
        for place in known
        if place.role != "origin" or len(gold.places) == 1
        for point in points
    )


def _points(event: Event) -> Iterator[tuple[float, float]]:
    """Yield (latitude, longitude) of the event's point and of the vertices of a line; an area's outline is no place."""
    if event.latitude is not None and event.longitude is not None:
        yield event.latitude, event.longitude
    if event.geometry is not None and event.geometry.type in _POINTS_AND_LINES:
        yield from _vertices(event.geometry.coordinates)


def _vertices(coordinates: Sequence[Any]) -> Iterator[tuple[float, float]]:
    if coordinates and isinstance(coordinates[0], int | float):
        yield coordinates[1], coordinates[0]
    else:
        for part in coordinates:
            yield from _vertices(part)


def _date_fits(gold: GoldEvent, event: Event) -> bool:
    """Tell whether the days overlap, with a day of slack; an annotation open at its beginning reaches back for ever."""
    if gold.last is None and gold.first is None:
        return True
    first = event.event_date or event.end_date
    last = event.end_date or event.event_date
    if first is None or last is None:
        return False
    begins_in_time = gold.last is None or first <= gold.last + _SLACK
    return begins_in_time and (gold.first is None or last >= gold.first - _SLACK)


def _overlaps(gold: Sequence[GoldToponym], mentions: Sequence[Toponym]) -> dict[int, int]:
    """Pair each annotated mention with the first free one that overlaps it."""
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for i, toponym in enumerate(gold):
        for j, mention in enumerate(mentions):
            if j not in used and mention.start < toponym.end and toponym.start < mention.end:
                pairs[i] = j
                used.add(j)
                break
    return pairs


def _is_there(gold: GoldToponym, mention: Toponym) -> bool:
    if mention.place is None or gold.latitude is None or gold.longitude is None:
        return False
    off = distance_km(gold.latitude, gold.longitude, mention.place.latitude, mention.place.longitude)
    return off <= max(TOLERANCE_KM, gold.radius_km or 0.0)


def _date_exact(gold: GoldEvent, event: Event) -> bool | None:
    return event.event_date == gold.first if gold.first else None


def _same_name(attribute: str) -> Callable[[GoldEvent, Event], bool | None]:
    def judge(gold: GoldEvent, event: Event) -> bool | None:
        told: str | None = getattr(gold, attribute)
        return bool(_telling_words(told) & _telling_words(getattr(event, attribute))) if told else None

    return judge


def _fatalities(gold: GoldEvent, event: Event) -> bool | None:
    if gold.fatalities_min is None:
        return None
    count = event.fatalities
    at_most = gold.fatalities_max is None or count is None or count <= gold.fatalities_max
    return count is not None and count >= gold.fatalities_min and at_most


def _fatalities_not_invented(gold: GoldEvent, event: Event) -> bool | None:
    return not event.fatalities if gold.fatalities_min is None else None


def _injured(gold: GoldEvent, event: Event) -> bool | None:
    return event.injured == gold.injured if gold.injured is not None else None


def _status(gold: GoldEvent, event: Event) -> bool | None:
    return event.status == gold.status


_SLOTS: Mapping[str, Callable[[GoldEvent, Event], bool | None]] = {
    "date_exact": _date_exact,
    "actor1": _same_name("actor1"),
    "actor2": _same_name("actor2"),
    "weapon": _same_name("weapon"),
    "fatalities": _fatalities,
    "fatalities_not_invented": _fatalities_not_invented,
    "injured": _injured,
    "status": _status,
    "claimed_by": _same_name("claimed_by"),
}
"""What is judged of an event that was found; ``None`` is nothing to judge."""


def _telling_words(name: str | None) -> set[str]:
    return set(_WORD.findall((name or "").lower())) - _rules()[1]


def _near(category: str) -> frozenset[str]:
    return _rules()[0].get(category, frozenset())


@cache
def _rules() -> tuple[Mapping[str, frozenset[str]], frozenset[str]]:
    table = tomllib.loads(data_path("evaluation.toml").read_text(encoding="utf-8"))
    return {name: frozenset(others) for name, others in table["near"].items()}, frozenset(table["generic_words"])


def _rate(cases: Sequence[bool]) -> Rate:
    return Rate(sum(cases), len(cases))


def _span(toponym: GoldToponym) -> tuple[int, int]:
    return toponym.start, toponym.end


def _mention(article_id: str, mention: Toponym, expected: str | None = None) -> Finding:
    return Finding(
        article_id=article_id,
        start=mention.start,
        end=mention.end,
        text=mention.text,
        kind=mention.use,
        place=mention.place.name if mention.place else None,
        expected=expected,
    )


def _missed_mention(article_id: str, gold: GoldToponym) -> Finding:
    return Finding(
        article_id=article_id, start=gold.start, end=gold.end, text=gold.text, kind=gold.use, place=gold.place
    )


def _missed_event(article_id: str, gold: GoldEvent) -> Finding:
    return Finding(
        article_id=article_id,
        start=gold.trigger_start,
        end=gold.trigger_end,
        text=gold.trigger,
        kind=gold.category,
        place=" / ".join(place.name for place in gold.places),
        date=gold.first,
    )


def _invented_event(article_id: str, event: Event) -> Finding:
    return Finding(
        article_id=article_id,
        start=event.text_start,
        end=event.text_end,
        text=event.trigger,
        kind=event.category,
        place=event.location,
        date=event.event_date,
    )
