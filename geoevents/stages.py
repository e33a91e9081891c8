"""The stages that a user may replace, as small protocols, and what such a stage gives.

Three stages are exchangeable: a recogniser says which words are place mentions, a resolver which place each one
means, an extractor what happened. Whatever is not replaced is read by the built-in stages. docs/own_models.md
has a worked example.

An installed package offers a stage as an entry point of the group in :data:`GROUPS`: a class, or another
callable, that is called without arguments and returns the stage. What a stage gives is checked by
:mod:`geoevents.accept`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, Protocol

from geoevents.errors import StageError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Article, Status, TimeExpression, Toponym, Use

PlaceRole = Literal["location", "origin", "destination", "launch", "along"]

GROUPS = {
    "recogniser": "geoevents.recognisers",
    "resolver": "geoevents.resolvers",
    "extractor": "geoevents.extractors",
}
"""The entry-point group of each stage."""

_METHODS = {"recogniser": "recognise", "resolver": "resolve", "extractor": "extract"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A place mention: offsets into the article's text, ``end`` exclusive.

    ``use`` tells a place from its government (literal, metonym); ``None`` leaves that to geoevents.
    """

    start: int
    end: int
    use: Use | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The place that a mention means, by its identifier in the gazetteer; ``None`` is not resolved.

    ``confidence`` runs from 0 to 1, ``reason`` is shown to the reader.
    """

    place_id: str | None
    confidence: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPlace:
    """Where an event happened, came from or went: words of the text, by their offsets.

    Relations ("15 km south of", "between") that the text has there are read with them.
    """

    start: int
    end: int
    role: PlaceRole = "location"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldEvent:
    """An event as an extractor tells it.

    ``start`` and ``end`` are the offsets of the evidence, usually a sentence; the trigger's are the word that tells
    the event. ``category`` is one of data/taxonomy.toml. ``first`` and ``last`` are inclusive days, both ``None`` where
    the text gives none: then the article's date stands in, marked as such. ``date_basis`` says whether the days
    stand in the text (explicit) or were counted from the article's date (relative). Of casualties, ``None`` is
    unknown, never 0.
    ``confidence`` runs from 0 to 1; without one geoevents' own is taken, which is fitted to its own extractor.
    """

    category: str
    start: int
    end: int
    trigger_start: int | None = None
    trigger_end: int | None = None
    places: tuple[ToldPlace, ...] = ()
    first: dt.date | None = None
    last: dt.date | None = None
    date_basis: Literal["explicit", "relative"] = "explicit"
    actor1: str | None = None
    actor2: str | None = None
    weapon: str | None = None
    weapon_count: int | None = None
    fatalities: int | None = None
    fatalities_min: int | None = None
    fatalities_max: int | None = None
    injured: int | None = None
    civilian_targeting: bool | None = None
    status: Status = "asserted"
    claimed_by: str | None = None
    confidence: float | None = None
    rule: str = ""


class Recogniser(Protocol):
    """Says which words of an article are place mentions."""

    def recognise(self, article: Article, gazetteer: Gazetteer) -> Sequence[Span]:
        """Return the mentions, in any order, none overlapping another."""
        ...


class Resolver(Protocol):
    """Says which place each mention means."""

    def resolve(self, article: Article, toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> Sequence[Resolution]:
        """Return one resolution a mention, in their order.

        ``toponyms`` are not resolved; the candidates of each are all places that bear its name, the likeliest first.
        """
        ...


class Extractor(Protocol):
    """Says what happened."""

    def extract(
        self, article: Article, toponyms: Sequence[Toponym], times: Sequence[TimeExpression]
    ) -> Sequence[ToldEvent]:
        """Return the events in the order of the text; ``toponyms`` and ``times`` are what was read before."""
        ...


class Reviser(Protocol):
    """Puts a person's decisions in the place of what was resolved, before events are read."""

    def revise(self, article: Article, toponyms: tuple[Toponym, ...], gazetteer: Gazetteer) -> tuple[Toponym, ...]:
        """Return the mentions as they are to be taken."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """Stages of the user's own; ``None`` is the built-in one, and no reviser."""

    recogniser: Recogniser | None = None
    resolver: Resolver | None = None
    extractor: Extractor | None = None
    reviser: Reviser | None = None

    def __post_init__(self) -> None:
        for name, method in _METHODS.items():
            stage = getattr(self, name)
            if stage is not None and (isinstance(stage, type) or not callable(getattr(stage, method, None))):
                raise StageError(f"{name} {named(stage)}: no object with a method {method}()")


BUILT_IN = Stages()
"""Nothing replaced."""


def open_stages(name: str) -> Stages:
    """Return the stages that installed packages offer under a name, one of each kind at most.

    Raises
    ------
    StageError
        No package offers any, two offer the same one, or a stage cannot be made.
    """
    # It costs more to import than all stages together.
    from importlib.metadata import entry_points

    offered = {kind: list(entry_points(group=group, name=name)) for kind, group in GROUPS.items()}
    if not any(offered.values()):
        names = sorted({entry.name for group in GROUPS.values() for entry in entry_points(group=group)})
        known = f"installed: {', '.join(names)}" if names else "no package installed here offers one"
        raise StageError(f"no reader is called {name!r} ({known})")
    made: dict[str, Any] = {}
    for kind, entries in offered.items():
        if len({entry.value for entry in entries}) > 1:
            raise StageError(f"{kind} {name}: two packages offer one of this name")
        if entries:
            made[kind] = _make(kind, name, entries[0].load)
    return Stages(**made)


def as_stages(stages: Stages | str | None) -> Stages:
    """Return the stages that are meant: themselves, those that a name stands for, or the built-in ones."""
    if stages is None:
        return BUILT_IN
    return open_stages(stages) if isinstance(stages, str) else stages


def _make(kind: str, name: str, load: Any) -> Any:  # noqa: ANN401 - whatever the package offers
    try:
        return load()()
    except Exception as error:
        raise StageError(f"{kind} {name} cannot be made: {type(error).__name__}: {error}") from error


def named(stage: object) -> str:
    """Return what messages call a stage: the name of its class."""
    return stage.__name__ if isinstance(stage, type) else type(stage).__name__
