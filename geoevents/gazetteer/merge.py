"""Bringing the rows of further sources together with the core: same place by name and distance.

A row of a further source joins a place that shares a name with it (as folded, article aside) and lies
within the distance that its kind allows, or a settlement whose name has the same consonants and that is
very near; else it becomes a place of its own.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geoevents.gazetteer.forms import name_key
from geoevents.gazetteer.transliteration import skeletons
from geoevents.geometry import KM_PER_DEGREE, distance_km
from geoevents.language import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geoevents.gazetteer.places import Name, Row

SAME_CONSONANTS_KM = 1.5
SAME_PLACE_KM = 5.0
"""Two settlements of one name nearer than this are one: nine in ten pairs of two independent tables of
Syrian places agree within 0.8 km, and nearly all within 5 km."""


def merge_rows(core: Sequence[Row], added: Iterable[Sequence[Row]]) -> list[Row]:
    """Merge the rows of further sources into the core's.

    A joined place keeps the core's identifier, coordinates, codes and main names; the further row's names
    become aliases and its sources are added.

    Parameters
    ----------
    core
        Rows of the core, none of which are merged with one another.
    added
        The rows of each further source, in the order in which they were added.
    """
    rows = list(core)
    added = [source for source in added if source]
    if not added:
        return rows
    by_key: dict[tuple[str, bool], list[int]] = {}
    for number, row in enumerate(rows):
        _file(by_key, row, number)
    identifiers = {row.place.place_id for row in rows}
    for source in added:
        for row in source:
            target = _same_place(rows, by_key, row)
            if target is not None:
                rows[target] = _join(rows[target], row)
                _file(by_key, row, target)
            elif row.place.place_id not in identifiers:
                identifiers.add(row.place.place_id)
                _file(by_key, row, len(rows))
                rows.append(row)
    return rows


def _file(by_key: dict[tuple[str, bool], list[int]], row: Row, number: int) -> None:
    for key in _keys(row):
        numbers = by_key.setdefault(key, [])
        if number not in numbers:
            numbers.append(number)


def _keys(row: Row) -> set[tuple[str, bool]]:
    """The keys of a row's names, and for a settlement those of their consonants, marked with True."""
    keys = {(key, False) for name in row.names if (key := name_key(fold_name(name.text)))}
    if row.place.feature_class == "P":
        keys |= {
            (skeleton, True)
            for name in row.names
            for skeleton in skeletons(name.text)
            if len(skeleton) >= _SHORTEST_SKELETON
        }
    return keys


_SHORTEST_SKELETON = 3


def _same_place(rows: Sequence[Row], by_key: dict[tuple[str, bool], list[int]], row: Row) -> int | None:
    """Number of the nearest row that is the same place, if any."""
    here = row.place
    best: tuple[float, int] | None = None
    for key, consonants in _keys(row):
        for number in by_key.get((key, consonants), ()):
            there = rows[number].place
            if not _same_kind(here.feature_class, there.feature_class, here.feature_code, there.feature_code):
                continue
            limit = SAME_CONSONANTS_KM if consonants else _limit_km(here.feature_class, there.extent_m)
            if abs(here.latitude - there.latitude) * KM_PER_DEGREE > limit:
                continue
            km = distance_km(here.latitude, here.longitude, there.latitude, there.longitude)
            if km <= limit and (best is None or km < best[0]):
                best = (km, number)
    return best[1] if best else None


def _limit_km(feature_class: str, extent_m: float) -> float:
    return max(SAME_PLACE_KM, extent_m / 1000) if feature_class != "A" else max(40.0, extent_m / 1000)


def _same_kind(feature_class: str, other_class: str, code: str, other_code: str) -> bool:
    """Settlements join settlements, divisions divisions of their level, other things things of their code."""
    if feature_class != other_class:
        return False
    return feature_class == "P" or code == other_code


def _join(row: Row, further: Row) -> Row:
    known = {fold_name(name.text) for name in row.names}
    names: list[Name] = list(row.names)
    for name in further.names:
        folded = fold_name(name.text)
        if folded and folded not in known:
            known.add(folded)
            names.append(name._replace(main=False))
    place = row.place
    if place.name_local is None and further.place.name_local is not None:
        place = replace(place, name_local=further.place.name_local)
    sources = (*row.sources, *(s for s in further.sources if s not in row.sources))
    return replace(row, place=place, names=tuple(names), sources=sources)
