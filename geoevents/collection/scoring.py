"""Whether two reports tell the same event: what speaks for it, what against it, and the score.

The features are the days, the category, the overlap of the uncertainty areas, names, actors, weapon, casualties and
the words. Their weights stand in ``data/merging.toml``. Hard rules come first: reports more than a day apart, with
areas that do not meet, with categories that no two tellers mix up, of the same article, or of which one tells a plan,
are never one event by themselves.
"""

from __future__ import annotations

import math
import re
import tomllib
import zlib
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from geoevents.geometry import distance_km
from geoevents.language import fold_name
from geoevents.resources import data_path, load_compiled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from geoevents.collection.rows import Row
    from geoevents.model import Event

SHORT_DAYS = 3
"""Longest span in days of a report that is compared by its first day; longer ones must tell the same span."""
_SLACK_KM = 2.0
"""Coordinates of one place differ by so much between tellers."""
_LEAST_KM = 2.0
_UNKNOWN_KM = 15.0
_SETTLED = 1
_NEAR_SHARE, _NEAR_COUNT, _FAR_RATIO = 0.35, 2, 3.0
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of data/merging.toml."""

    threshold: float
    conflict: float
    together: float
    near: frozenset[tuple[str, str]]
    of: Mapping[str, float]


@cache
def weights() -> Weights:
    """Return the weights."""
    path = data_path("merging.toml")
    table = load_compiled("merging", [path], lambda: tomllib.loads(path.read_text(encoding="utf-8")))
    near = frozenset((a, b) for group in table["near"] for a in group for b in group)
    return Weights(table["threshold"], table["conflict"], table["together"], near, table["weights"])


@dataclass(frozen=True, slots=True)
class Report:
    """What of a report decides on merging. Days are ordinals, ``None`` where unknown; distances in kilometres."""

    event_id: str
    article_id: str
    first: int | None
    last: int | None
    category: str
    latitude: float | None
    longitude: float | None
    radius_km: float
    settled: bool
    name: str | None
    actor: str | None
    target: str | None
    weapon: str | None
    killed: tuple[int, int] | None
    injured: tuple[int, int] | None
    planned: bool
    dated: bool
    words: frozenset[int]


def report_of(source: Event | Row) -> Report:
    """Return what of an event, or of its row, decides on merging."""
    get = source.__getitem__ if isinstance(source, dict) else partial(getattr, source)
    first, last = get("event_date"), get("end_date")
    name = get("location") or get("location_local")
    uncertainty = get("coordinate_uncertainty_m")
    return Report(
        event_id=get("event_id"),
        article_id=get("article_id"),
        first=first and first.toordinal(),
        last=(last or first) and (last or first).toordinal(),
        category=get("category"),
        latitude=get("latitude"),
        longitude=get("longitude"),
        radius_km=_UNKNOWN_KM if uncertainty is None else max(_LEAST_KM, uncertainty / 1000),
        settled=get("geo_precision") == _SETTLED,
        name=name and name.casefold(),
        actor=get("actor1"),
        target=get("actor2"),
        weapon=get("weapon"),
        killed=_range(get("fatalities"), get("fatalities_min"), get("fatalities_max")),
        injured=_range(get("injured"), None, None),
        planned=get("status") in ("planned", "hypothetical"),
        dated=get("date_basis") in ("explicit", "relative"),
        words=_words(get("notes")),
    )


def _range(told: int | None, low: int | None, high: int | None) -> tuple[int, int] | None:
    known = [number for number in (told, low, high) if number is not None]
    return (min(known), max(known)) if known else None


def _words(notes: str | None) -> frozenset[int]:
    # Checksums of the words: a tenth of the memory, and two words of a sentence with one sum are rare.
    return frozenset(zlib.crc32(word.encode()) for word in _WORD.findall(fold_name(notes or "")))


class Score(NamedTuple):
    """The score of a pair of reports, 0 to 1, and the weights that it is made of, by name."""

    value: float
    features: Mapping[str, float]


def score(a: Report, b: Report) -> Score | None:
    """Return how probable it is that two reports tell the same event; ``None`` where a hard rule says no."""
    rules = weights()
    if a.article_id == b.article_id or a.planned != b.planned:
        return None
    if (a.category, b.category) not in rules.near and a.category != b.category:
        return None
    apart = _days_apart(a, b)
    if apart is None:
        return None
    where = _place_features(a, b, rules.of)
    if where is None:
        return None
    other_day = "other_day_told" if a.dated and b.dated else "next_day"
    names = ["start", other_day if apart else "same_day"]
    names.append("same_category" if a.category == b.category else "near_category")
    names += _actor_features(a, b)
    found = {name: rules.of[name] for name in names}
    found |= where
    found |= _figure_features(a, b, rules.of)
    shared = len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))
    if shared > 0:
        found["same_words"] = rules.of["same_words"] * shared
    return Score(1 / (1 + math.exp(-sum(found.values()))), found)


def _days_apart(a: Report, b: Report) -> int | None:
    """How many days lie between the first days, 0 or 1; ``None`` where the reports cannot be of one event."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return None
    apart = abs(a.first - b.first)
    longest = max(a.last - a.first, b.last - b.first) + 1
    if apart > 1 or (longest > SHORT_DAYS and abs(a.last - b.last) > 1):
        return None
    return 0 if apart and max(a.first, b.first) <= min(a.last, b.last) else apart


def _place_features(a: Report, b: Report, of: Mapping[str, float]) -> dict[str, float] | None:
    if a.latitude is None or b.latitude is None or a.longitude is None or b.longitude is None:
        # A place that the gazetteer does not know is the same where it has the same name.
        unknown = a.latitude is None and b.latitude is None
        return {"same_name": of["same_name"]} if unknown and a.name and a.name == b.name else None
    distance = distance_km(a.latitude, a.longitude, b.latitude, b.longitude)
    reach = a.radius_km + b.radius_km
    if distance > reach + _SLACK_KM:
        return None
    doublings = math.log2(max(a.radius_km, b.radius_km) / _LEAST_KM)
    found = {"place": of["place_at_2_km"] + of["place_each_doubling"] * doublings}
    if distance > _SLACK_KM:
        found["place_far_edge"] = of["place_far_edge"] * min(1.0, (distance - _SLACK_KM) / reach)
    if a.name and a.name == b.name:
        found["same_name"] = of["same_name"]
    elif a.settled and b.settled:
        found["other_name"] = of["other_name"]
    return found


def _actor_features(a: Report, b: Report) -> list[str]:
    found = []
    if a.actor and b.actor:
        same = a.actor == b.actor
        like = a.actor in b.actor or b.actor in a.actor
        found.append("same_actor" if same else "like_actor" if like else "other_actor")
    if a.target and b.target:
        found.append("same_target" if a.target == b.target else "other_target")
    if a.weapon and b.weapon:
        found.append("same_weapon" if a.weapon == b.weapon else "other_weapon")
    return found


def _figure_features(a: Report, b: Report, of: Mapping[str, float]) -> dict[str, float]:
    found = {}
    for name, mine, theirs, part in (("killed", a.killed, b.killed, 1.0), ("injured", a.injured, b.injured, 0.5)):
        if mine and theirs:
            found[name] = part * _compare(mine, theirs, of)
    return found


def _compare(mine: tuple[int, int], theirs: tuple[int, int], of: Mapping[str, float]) -> float:
    low, high = (mine, theirs) if mine[1] <= theirs[1] else (theirs, mine)
    if high[0] <= low[1]:
        return of["figures_agree"] + of["figures_agree_each_doubling"] * math.log2(max(1, low[1]))
    gap = high[0] - low[1]
    if gap <= max(_NEAR_COUNT, _NEAR_SHARE * high[0]):
        return of["figures_near"]
    return of["figures_far_apart" if high[0] > _FAR_RATIO * max(1, low[1]) else "figures_apart"]
