"""What an evaluation finds: figures, and the list of what was missed and what was invented."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Score:
    """How many were found, of how many predicted and how many annotated."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float | None:
        """The part of the predicted that is right; ``None`` where nothing was predicted."""
        return self.right / self.predicted if self.predicted else None

    @property
    def recall(self) -> float | None:
        """The part of the annotated that was found; ``None`` where nothing is annotated."""
        return self.right / self.gold if self.gold else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall; ``None`` where there was neither."""
        return 2 * self.right / (self.predicted + self.gold) if self.predicted + self.gold else None


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of the cases that could be judged are right."""

    right: int
    total: int

    @property
    def value(self) -> float | None:
        """The part that is right; ``None`` without cases."""
        return self.right / self.total if self.total else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something missed, invented or misplaced.

    ``start`` and ``end`` are offsets into the article's text, ``text`` the trigger or the mention; ``kind`` is an
    event's category or a mention's use, ``date`` an event's first day.
    """

    article_id: str
    start: int
    end: int
    text: str
    kind: str
    place: str | None
    date: dt.date | None = None
    expected: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The result of an evaluation.

    Attributes
    ----------
    articles
        How many annotated articles were read.
    places, places_exact
        Place mentions that overlap an annotated one, and those with the same span.
    right_place
        Of the annotated literal mentions with coordinates, those put within 10 km or the annotated radius.
    use
        Of the mentions found, those rightly taken as literal or metonym.
    dates
        The distinct first and last days of an article's events that are the same to the day.
    events, events_near
        Events with the annotated category, and with it or one that is easily mixed up with it.
    categories
        The strict event figures by category.
    slots
        Of the events found, how often each further attribute is right where it is annotated.
    missed_events, invented_events, missed_places, invented_places, misplaced
        Each case, in the order of the articles.
    """

    articles: int
    places: Score
    places_exact: Score
    right_place: Rate
    use: Rate
    dates: Score
    events: Score
    events_near: Score
    categories: Mapping[str, Score]
    slots: Mapping[str, Rate]
    missed_events: tuple[Finding, ...]
    invented_events: tuple[Finding, ...]
    missed_places: tuple[Finding, ...]
    invented_places: tuple[Finding, ...]
    misplaced: tuple[Finding, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain values that JSON can hold; dates as YYYY-MM-DD, what is undefined as null."""
        scores = ("places", "places_exact", "dates", "events", "events_near")
        lists = ("missed_events", "invented_events", "missed_places", "invented_places", "misplaced")
        return {
            "articles": self.articles,
            **{name: _score(getattr(self, name)) for name in scores},
            "right_place": _rate(self.right_place),
            "use": _rate(self.use),
            "categories": {name: _score(score) for name, score in self.categories.items()},
            "slots": {name: _rate(rate) for name, rate in self.slots.items()},
            **{name: [_finding(finding) for finding in getattr(self, name)] for name in lists},
        }


def _score(score: Score) -> dict[str, float | int | None]:
    return {"precision": score.precision, "recall": score.recall, "f1": score.f1, **asdict(score)}


def _rate(rate: Rate) -> dict[str, float | int | None]:
    return {"value": rate.value, **asdict(rate)}


def _finding(finding: Finding) -> dict[str, Any]:
    return {**asdict(finding), "date": finding.date.isoformat() if finding.date else None}
