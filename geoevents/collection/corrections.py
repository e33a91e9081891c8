"""A person's decisions, one JSON object a line, never changed but by adding further lines.

``{"article": ID, "start": N, "end": N, "place": PLACE_ID}``  this mention is that place (null: it is none)
``{"place": PLACE_ID, "latitude": Y, "longitude": X}``       this place has these coordinates
``{"event": ID, "wrong": true, "reason": "..."}``            this event is wrong (false takes that back)
``{"same": [ID, ID, ...]}``                                  these events are one
``{"apart": [ID, ID]}``                                      these two are not

Later lines go before earlier ones; where two contradict each other, both are told. Further keys, such as ``by`` and
``on``, are kept and passed over.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from itertools import chain, combinations
from typing import TYPE_CHECKING, Any

from geoevents.collection.merging import Decisions
from geoevents.errors import InputError
from geoevents.model import Candidate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Article, Place, Toponym
    from geoevents.selection import Subject

_BY_HAND = "corrected by hand"
_MOST_BYTES = 50_000_000
_PAIR = 2


@dataclass(slots=True)
class Corrections:
    """Corrections by what they concern.

    ``mentions`` by article, start and end; ``coordinates`` (latitude, longitude) by place; ``wrong`` the reason by
    event; ``together`` tells for pairs of events whether they are one. ``lines`` are the corrections as they are kept,
    ``conflicts`` one line for each that contradicts an earlier one.
    """

    mentions: dict[str, dict[tuple[int, int], str | None]] = field(default_factory=dict)
    coordinates: dict[str, tuple[float, float]] = field(default_factory=dict)
    wrong: dict[str, str | None] = field(default_factory=dict)
    together: dict[frozenset[str], bool] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)

    def add(self, lines: Iterable[str], name: str) -> Corrections:
        """Add lines of a file called ``name``; one that is there already is passed over.

        Raises
        ------
        InputError
            A line is no correction; file and line are named.
        """
        known = set(self.lines)
        for number, line in enumerate(lines, start=1):
            if line.strip():
                value = _parsed(line, f"{name}, line {number}")
                canonical = json.dumps(value, ensure_ascii=False, sort_keys=True)
                if canonical not in known:
                    known.add(canonical)
                    self.lines.append(canonical)
                    self._take(value, f"{name}, line {number}")
        return self

    def _take(self, value: dict[str, Any], where: str) -> None:
        if "article" in value:
            spans = self.mentions.setdefault(value["article"], {})
            key = (value["start"], value["end"])
            self._set(spans, key, value["place"], f"{where}: mention {key[0]}-{key[1]} of {value['article']}")
        elif "latitude" in value:
            point = (float(value["latitude"]), float(value["longitude"]))
            self._set(self.coordinates, value["place"], point, f"{where}: coordinates of {value['place']}")
        elif "event" in value:
            reason = (value.get("reason") or _BY_HAND) if value["wrong"] else None
            self._set(self.wrong, value["event"], reason, f"{where}: event {value['event']}")
        else:
            one = "same" in value
            for pair in combinations(value["same" if one else "apart"], 2):
                self._set(self.together, frozenset(pair), one, f"{where}: events {pair[0]} and {pair[1]}")

    def _set(self, table: dict[Any, Any], key: Any, value: Any, where: str) -> None:  # noqa: ANN401
        if key in table and table[key] != value:
            self.conflicts.append(f"{where}: decided otherwise before; this one holds")
        table[key] = value

    def decisions(self) -> Decisions:
        """Return what concerns bringing reports together."""
        same = tuple(sorted(tuple(sorted(pair)) for pair, one in self.together.items() if one))
        return Decisions(same, frozenset(pair for pair, one in self.together.items() if not one))

    def contradictions(self) -> list[str]:
        """Return pairs that are kept apart but that other decisions make one, a line each."""
        groups = self.decisions().groups()
        apart = sorted(sorted(pair) for pair, one in self.together.items() if not one)
        return [
            f"corrections: events {a} and {b} are told to be apart, and made one by others"
            for a, b in apart
            if b in groups.get(a, ())
        ]

    def of_article(self, article_id: str) -> str:
        """Return what decides on reading an article, as text; empty where nothing does."""
        spans = self.mentions.get(article_id)
        if not spans and not self.coordinates:
            return ""
        return json.dumps(
            [sorted((*key, place or "") for key, place in (spans or {}).items()), sorted(self.coordinates.items())]
        )

    def subjects(self) -> frozenset[Subject]:
        """Return the mentions and events that the corrections name."""
        mentions = ((article, *span) for article, spans in self.mentions.items() for span in spans)
        return frozenset([*mentions, *self.wrong, *chain.from_iterable(self.together)])

    def reviser(self) -> Reviser | None:
        """Return what corrects the mentions of an article before events are read; ``None`` where nothing is to be."""
        return Reviser(self.mentions, self.coordinates) if self.mentions or self.coordinates else None

    def wrong_events(self) -> frozenset[str]:
        """Return the ids of the events that are told to be wrong."""
        return frozenset(event for event, reason in self.wrong.items() if reason)


@dataclass(frozen=True, slots=True)
class Reviser:
    """Puts a person's decisions on mentions and places in the place of what was read."""

    mentions: dict[str, dict[tuple[int, int], str | None]]
    coordinates: dict[str, tuple[float, float]]

    def revise(self, article: Article, toponyms: tuple[Toponym, ...], gazetteer: Gazetteer) -> tuple[Toponym, ...]:
        """Return the corrected mentions."""
        spans = self.mentions.get(article.article_id, {})
        if not spans and not self.coordinates:
            return toponyms
        return tuple(self._revised(one, spans, gazetteer) for one in toponyms)

    def _revised(self, toponym: Toponym, spans: dict[tuple[int, int], str | None], gazetteer: Gazetteer) -> Toponym:
        key = (toponym.start, toponym.end)
        if key in spans:
            toponym = _decided(toponym, spans[key], gazetteer)
        place, parent = self._moved(toponym.place), self._moved(toponym.parent)
        if place is toponym.place and parent is toponym.parent:
            return toponym
        return replace(toponym, place=place, parent=parent)

    def _moved(self, place: Place | None) -> Place | None:
        point = self.coordinates.get(place.place_id) if place else None
        if place is None or point is None:
            return place
        # The gazetteer's outline or line lies where the place was.
        return replace(place, latitude=point[0], longitude=point[1], has_geometry=False)


def _decided(toponym: Toponym, place_id: str | None, gazetteer: Gazetteer) -> Toponym:
    place = gazetteer.place(place_id) if place_id else None
    if place_id and place is None:
        raise InputError(f"corrections: no place {place_id} in the gazetteer")
    candidates = (Candidate(place, 1.0, (_BY_HAND,)),) if place else ()
    return replace(toponym, place=place, candidates=candidates, confidence=1.0, reason=_BY_HAND, use="literal")


def read_corrections(path: Path) -> Corrections:
    """Read a file of corrections.

    Raises
    ------
    InputError
        It cannot be read, or a line is no correction.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputError(f"{path}: larger than {_MOST_BYTES // 1_000_000} MB")
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: is not UTF-8 text") from error
    return Corrections().add(text.splitlines(), str(path))


def _parsed(line: str, where: str) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise InputError(f"{where}: broken JSON") from error
    if not isinstance(value, dict):
        raise InputError(f"{where}: not an object")
    for key, check in _CHECKS.items():
        if key in value:
            problem = check(value)
            if problem:
                raise InputError(f"{where}: {problem}")
            return value
    raise InputError(f"{where}: no correction: give article, place, event, same or apart")


def _check_mention(value: dict[str, Any]) -> str | None:
    start, end = value.get("start"), value.get("end")
    if not isinstance(value["article"], str) or "place" not in value:
        return "a mention is told by article, start, end and place"
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end:
        return "start and end are offsets into the article's text"
    return None if value["place"] is None or isinstance(value["place"], str) else "place is a place_id or null"


def _check_place(value: dict[str, Any]) -> str | None:
    for name, most in (("latitude", 90), ("longitude", 180)):
        number = value.get(name)
        if isinstance(number, bool) or not isinstance(number, int | float) or not -most <= number <= most:
            return f"{name} is a number of degrees from -{most} to {most}"
    return None if isinstance(value["place"], str) else "place is a place_id"


def _check_event(value: dict[str, Any]) -> str | None:
    if not isinstance(value["event"], str) or not isinstance(value.get("wrong"), bool):
        return "an event is told by its id and wrong: true or false"
    return None


def _check_ids(name: str) -> Callable[[dict[str, Any]], str | None]:
    def check(value: dict[str, Any]) -> str | None:
        ids = value[name]
        fits = isinstance(ids, list) and all(isinstance(one, str) for one in ids) and len(set(ids)) == len(ids)
        if not fits or len(ids) < _PAIR or (name == "apart" and len(ids) != _PAIR):
            return f"{name} is a list of {'two' if name == 'apart' else 'two or more'} event ids"
        return None

    return check


_CHECKS: dict[str, Callable[[dict[str, Any]], str | None]] = {
    "article": _check_mention,
    "place": _check_place,
    "event": _check_event,
    "same": _check_ids("same"),
    "apart": _check_ids("apart"),
}
