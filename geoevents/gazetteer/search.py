"""Geocoding: from a query to ranked places, each with a score and the reasons for it.

The text of a name is compared in steps: as written, without the article, in another romanisation, by the
same consonants (:mod:`geoevents.gazetteer.transliteration`), with a consonant or two wrong. What a query
says besides the name (class word, parent, region) and the place's importance then weigh each candidate.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geoevents.gazetteer.forms import index_key
from geoevents.gazetteer.names import read_refs
from geoevents.gazetteer.query import Part, Query, parse_query
from geoevents.gazetteer.shapes import contains, distance_to_boundary_km
from geoevents.gazetteer.transliteration import likeness, skeletons, within_edits
from geoevents.geometry import distance_km
from geoevents.language import Document, detect_language, fold_name

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from geoevents.gazetteer.gazetteer import Gazetteer
    from geoevents.model import Place

_EXACT = {"name": 1.0, "alias": 0.97, "article": 0.94, "spelling": 0.9}
_ENOUGH = 0.75
"""A text score that makes the search for misspellings needless."""
_LEAST_LIKENESS = 0.6
_LEAST_FUZZY_LIKENESS = 0.66
_LEAST_SCORE = 0.4
"""Under this a candidate is not given: the parent, the town of a landmark, or nothing is."""
_LANDMARK_M = 5_000.0
_NEAR_M = 3_000.0
_MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One answer to a query.

    ``score`` runs from 0 to 1; ``latitude`` and ``longitude`` are the place's, or those of the part of a road
    that was asked for; ``uncertainty_m`` is the radius around them that holds what was asked for: the
    place's own extent, or more where only a part of the query is known.
    """

    place: Place
    score: float
    reasons: tuple[str, ...]
    latitude: float
    longitude: float
    uncertainty_m: float
    name: str


@dataclass(frozen=True, slots=True)
class _Text:
    """How a place's name agrees with the query's text."""

    score: float
    reason: str
    name: str
    whole: bool = False  # the class word is part of the name that agrees


class Searcher:
    """Searches one gazetteer by name; keeps what it has loaded for misspelt names."""

    def __init__(self, gazetteer: Gazetteer, connection: sqlite3.Connection) -> None:
        self._gazetteer = gazetteer
        self._connection = connection
        self._skeletons: dict[int, list[tuple[str, int]]] | None = None

    def search(self, text: str, region: str | None = None, limit: int = _MOST) -> list[Found]:
        """Ranked answers to a query, the best first; none where nothing is like it.

        Parameters
        ----------
        text
            A name with or without class word, parents after commas or "in", in Arabic or Latin letters.
        region
            A governorate, district or town that the place lies in; others are not excluded but weigh less.
        limit
            How many answers at most.
        """
        query = parse_query(text)
        if query is None:
            return []
        regions = self._regions(region) if region else []
        if query.parents and self._exact(fold_name(text)):
            query = Query(replace(query.main, text=text, whole=fold_name(text), bare=fold_name(text), codes=()), ())
        if query.main.cue == "road" and query.parents and (road := self._road(query, regions)):
            return [road]
        parents = [places for part in query.parents if (places := self._best_places(part, regions))]
        found = self._rank(query.main, regions, parents)
        if not found or found[0].score < (_LEAST_LANDMARK_SCORE if query.main.landmark else _LEAST_SCORE):
            sure = [f for f in found if f.score >= _LEAST_SCORE]
            found = self._fall_back(text, query.main, regions, parents) or sure
        return found[:limit]

    def _rank(self, part: Part, regions: Sequence[Place], parents: Sequence[Sequence[Place]]) -> list[Found]:
        texts = self._texts(part)
        if not texts:
            return []
        places = self._gazetteer.by_numbers(texts)
        # Parts that hold none of the candidates are no parents but further places of a list.
        sure = [places[number] for number, match in texts.items() if match.score >= _ENOUGH] or list(places.values())
        if not part.landmark:
            parents = [p for p in parents if any(_within(self._gazetteer, place, p) >= _INSIDE_LIST for place in sure)]
        found = [self._weigh(places[number], match, part, regions, parents) for number, match in texts.items()]
        found.sort(key=lambda f: (-f.score, -f.place.importance, f.place.place_id))
        return [f for f in found if f.score >= _LEAST_SCORE / 2]

    def _weigh(
        self,
        place: Place,
        match: _Text,
        part: Part,
        regions: Sequence[Place],
        parents: Sequence[Sequence[Place]],
    ) -> Found:
        score = match.score * (0.8 + 0.2 * place.importance)
        reasons = [match.reason]
        factor, reason = (1.0, "") if match.whole else _class_factor(place, part)
        score *= factor
        if reason:
            reasons.append(reason)
        for group in ([regions] if regions else []) + list(parents):
            factor = _within(self._gazetteer, place, group)
            score *= factor
            reasons.append(f"{'in' if factor >= 1 else 'near' if factor >= _NEAR_FACTOR else 'not in'} {group[0].name}")
        uncertainty = max(place.extent_m, 1000.0) + (_NEAR_M if part.near else 0.0)
        return _found(place, score, tuple(reasons), uncertainty, match.name)

    def _texts(self, part: Part) -> dict[int, _Text]:
        """Place numbers with the best agreement of their names with a part of the query."""
        best: dict[int, _Text] = {}
        if part.nameless:
            return best
        if part.bare and part.bare != part.whole:
            for found in (self._exact(part.whole), self._same_consonants(part.whole)):
                _keep(best, {number: replace(match, whole=True) for number, match in found.items()})
        _keep(best, self._exact(part.bare or part.whole))
        _keep(best, self._same_consonants(part.bare or part.whole))
        if not best or max(match.score for match in best.values()) < _ENOUGH:
            _keep(best, self._misspelt(part.bare or part.whole))
        return best

    def _exact(self, form: str) -> dict[int, _Text]:
        key = index_key(form)
        row = self._connection.execute(
            "SELECT refs FROM keys WHERE first = ? AND key = ?", (key.split(" ", 1)[0], key)
        ).fetchone()
        if row is None:
            return {}
        return {
            number: _Text(_EXACT[kind], _KIND_REASONS[kind], form)
            for kind, numbers in read_refs(row[0], form)
            for number in numbers
        }

    def _same_consonants(self, form: str) -> dict[int, _Text]:
        found: dict[int, _Text] = {}
        for number, name in self._named(skeletons(form)):
            alike = likeness(form, name)
            if alike >= _LEAST_LIKENESS:
                _keep(found, {number: _Text(0.92 * alike**2, f"sounds like {name}", name)})
        return found

    def _misspelt(self, form: str) -> dict[int, _Text]:
        wanted = skeletons(form)
        if not wanted or len(wanted[0]) < _SHORTEST_FUZZY:
            return {}
        near: dict[str, None] = {}
        for skeleton in wanted[:2]:
            near.update(dict.fromkeys(self._near_skeletons(skeleton)))
        found: dict[int, _Text] = {}
        for number, name in self._named([s for s in near if s not in wanted]):
            alike = likeness(form, name)
            if alike >= _LEAST_FUZZY_LIKENESS:
                _keep(found, {number: _Text(0.85 * alike**2, f"is spelt like {name}", name)})
        return found

    def _near_skeletons(self, skeleton: str) -> list[str]:
        if self._skeletons is None:
            self._skeletons = {}
            for (text,) in self._connection.execute("SELECT DISTINCT skeleton FROM skeletons"):
                self._skeletons.setdefault(len(text), []).append((text, _letters(text)))
        most = 1 if len(skeleton) < _TWO_EDITS_FROM else 2
        mask = _letters(skeleton)
        return [
            text
            for length in range(len(skeleton) - most, len(skeleton) + most + 1)
            for text, letters in self._skeletons.get(length, ())
            if (letters ^ mask).bit_count() <= 2 * most and within_edits(skeleton, text, most)
        ]

    def _named(self, wanted: Iterable[str]) -> list[tuple[int, str]]:
        """(place number, name) of the names with one of some skeletons."""
        query = (
            "SELECT n.place, n.text FROM skeletons s JOIN names n ON n.number = s.name"
            " WHERE s.skeleton IN (SELECT value FROM json_each(?))"
        )
        return list(self._connection.execute(query, (json.dumps(list(wanted)),)))

    def _regions(self, text: str) -> list[Place]:
        """The divisions that a region's name may mean, or places where no division is called so."""
        query = parse_query(text)
        if query is None:
            return []
        ranked = self._rank(query.main, [], [])
        divisions = [f for f in ranked if f.place.feature_class == "A" and f.score >= _LEAST_SCORE]
        chosen = divisions or ranked
        return [f.place for f in chosen if f.score >= chosen[0].score - _REGION_TIE][:2]

    def _best_places(self, part: Part, regions: Sequence[Place]) -> list[Place]:
        ranked = self._rank(part, regions, [])
        return [f.place for f in ranked if f.score >= max(_LEAST_SCORE, ranked[0].score - _PARENT_TIE)][:4]

    def _road(self, query: Query, regions: Sequence[Place]) -> Found | None:
        """The road that a query names by two places on it, at the middle of the part between them."""
        ends = [self._best_places(replace(query.main, whole=query.main.bare, cue=None, codes=()), regions)]
        ends.append(self._best_places(query.parents[0], regions))
        towns = [[place for place in places if place.feature_class != "A"] for places in ends]
        if not all(towns):
            return None
        road = self._gazetteer.road_between(towns[0][0], towns[1][0])
        middle = self._gazetteer.middle_of_road(road, towns[0][0], towns[1][0]) if road else None
        if road is None or middle is None:
            return None
        longitude, latitude, half_km = middle
        reason = f"passes {towns[0][0].name} and {towns[1][0].name}"
        found = _found(road, 0.75, (reason,), max(1000.0, half_km * 1000), query.main.text)
        return replace(found, latitude=round(latitude, 5), longitude=round(longitude, 5))

    def _fall_back(
        self, text: str, main: Part, regions: Sequence[Place], parents: Sequence[Sequence[Place]]
    ) -> list[Found]:
        """What the query says besides a main name that is not known."""
        contained = self._contained(text, regions, parents)
        if contained:
            return contained
        if parents:
            return [
                _around(place, f"{main.text.strip()} is not known; it is put at {place.name}, named with it", 0.35)
                for place in parents[0]
            ]
        if main.landmark and regions and (capital := self._capital(regions[0])):
            reason = (
                f"{main.text.strip()} is not known; such things stand in towns, {capital.name} is the region's capital"
            )
            return [_around(capital, reason, 0.25)]
        return []

    def _contained(self, text: str, regions: Sequence[Place], parents: Sequence[Sequence[Place]]) -> list[Found]:
        """Places whose names stand somewhere in the query."""
        document = Document(text, detect_language(text))
        letters = sum(len(word) for word in document.words if word[0].isalnum())
        best: dict[str, Found] = {}
        for match in self._gazetteer.find_names(document):
            start, end = document.span(match.start_token, match.end_token)
            share = min(1.0, (end - start - len(match.prefix)) / max(1, letters))
            base = 0.4 + 0.3 * share if match.kind != "article" else 0.3 + 0.3 * share
            for place in match.places:
                if end - start < letters and match.end_token - match.start_token == 1 and place.importance < _KNOWN:
                    continue  # an obscure one-word name inside a longer one is a chance likeness
                score = base * (0.7 + 0.3 * place.importance)
                for group in ([regions] if regions else []) + list(parents):
                    score *= _within(self._gazetteer, place, group)
                reasons = (f"the query holds the name {document.text[start:end]}",)
                known = best.get(place.place_id)
                if score >= _LEAST_CONTAINED and (known is None or known.score < score):
                    name = document.text[start:end]
                    best[place.place_id] = _found(place, score, reasons, max(place.extent_m, _LANDMARK_M), name)
        return sorted(best.values(), key=lambda f: (-f.score, f.place.place_id))

    def _capital(self, region: Place) -> Place | None:
        """The most important seat in a region (a governorate or district), or the region itself if it is a town."""
        if region.feature_class != "A":
            return region
        towns = self._gazetteer.places(("PPLC", "PPLA", "PPLA2"), region.admin1)
        towns = [town for town in towns if region.admin2 is None or town.admin2 == region.admin2]
        return towns[0] if towns else None


_KIND_REASONS = {
    "name": "has this name",
    "alias": "is also called so",
    "article": "has this name but for the article",
    "spelling": "has this name in another romanisation",
}
_SHORTEST_FUZZY = 3
_TWO_EDITS_FROM = 7
_REGION_TIE = 0.02
_PARENT_TIE = 0.2
_LEAST_LANDMARK_SCORE = 0.6
_LEAST_CONTAINED = 0.25
_KNOWN = 0.3
_INSIDE_LIST = 0.5
_NEAR_FACTOR = 0.7
_ELSEWHERE = 0.25


def _keep(best: dict[int, _Text], more: dict[int, _Text]) -> None:
    for number, match in more.items():
        known = best.get(number)
        if known is None or known.score < match.score:
            best[number] = match


def _letters(text: str) -> int:
    """The set of a skeleton's letters as bits."""
    bits = 0
    for letter in text:
        bits |= 1 << (ord(letter) & 63)
    return bits


def _class_factor(place: Place, part: Part) -> tuple[float, str]:
    """How well a place's class fits the class word, or a query without one."""
    if not part.codes:
        return (1.0, "") if place.feature_class == "P" else (0.9 if place.feature_class == "A" else 0.95, "")
    if place.feature_code in part.codes or place.feature_class in part.codes:
        return 1.0, f"is a {part.cue}"
    if place.feature_code in part.near_codes or place.feature_class in part.near_codes:
        return 0.92, ""
    return 0.7, f"is no {part.cue}"


def _within(gazetteer: Gazetteer, place: Place, regions: Sequence[Place]) -> float:
    """How well a place lies in the best of some regions or towns: 1 inside, less with the distance."""
    return max(_within_one(gazetteer, place, region) for region in regions)


def _within_one(gazetteer: Gazetteer, place: Place, region: Place) -> float:
    if place.place_id == region.place_id:
        return 1.0
    if region.feature_class == "A" and region.admin1 is None:
        return 1.0 if place.country == region.country else _ELSEWHERE
    if region.feature_class == "A":
        if place.admin1 == region.admin1 and region.admin2 in (None, place.admin2):
            return 1.0
        outline = gazetteer.geometry(region.place_id)
        if outline is not None:
            if contains(outline, place.longitude, place.latitude):
                return 1.0
            return _fade(distance_to_boundary_km(outline, place.longitude, place.latitude), 5.0)
    away = distance_km(place.latitude, place.longitude, region.latitude, region.longitude)
    return _fade(away - region.extent_m / 1000, 3.0)


def _fade(km: float, free: float) -> float:
    """1 up to a free distance, then less by steps that three distances set."""
    if km <= free:
        return 1.0
    for limit, factor in ((15.0, 0.9), (40.0, 0.7), (100.0, 0.4)):
        if km <= limit:
            return factor
    return _ELSEWHERE


def _around(place: Place, reason: str, score: float) -> Found:
    return _found(place, score, (reason,), max(place.extent_m, _LANDMARK_M), place.name)


def _found(place: Place, score: float, reasons: tuple[str, ...], uncertainty_m: float, name: str) -> Found:
    return Found(
        place=place,
        score=round(score, 4),
        reasons=reasons,
        latitude=place.latitude,
        longitude=place.longitude,
        uncertainty_m=uncertainty_m,
        name=name,
    )
