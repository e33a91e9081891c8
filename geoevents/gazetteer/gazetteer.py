"""The gazetteer as the stages and the commands use it."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geoevents.gazetteer.layout import Sources
from geoevents.gazetteer.names import DiskNames, MemoryNames, NameFinder
from geoevents.gazetteer.shapes import (
    box_around,
    contains,
    geometry_from_geojson,
    lines,
    nearest_on_path,
    part_of_path,
    path_length_km,
    point_along,
)
from geoevents.gazetteer.store import open_index
from geoevents.geometry import bearing_deg, distance_km
from geoevents.lexicon import topic
from geoevents.model import Place
from geoevents.resources import data_path, user_data_dir

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from geopy.location import Location

    from geoevents.gazetteer.geocoder import GazetteerGeocoder, PlaceReader
    from geoevents.gazetteer.names import NameMatch
    from geoevents.gazetteer.search import Found, Searcher
    from geoevents.language import Document
    from geoevents.model import Geometry, Language

_PLACE_COLUMNS = (
    "number, place_id, name, name_local, feature_class, feature_code, country, admin1, admin2, latitude, longitude,"
    " extent_m, importance, has_geometry, source"
)


def added_folders() -> tuple[Path, ...]:
    """The folders of the sources that the user has added, in the order of their names."""
    folder = user_data_dir() / "gazetteer"
    found = (path.parent for path in folder.glob("*/places.csv")) if folder.is_dir() else ()
    return tuple(sorted(path for path in found if not path.name.startswith(".")))


_PLACE_FIELDS = tuple(_PLACE_COLUMNS.split(", ")[1:])


@cache
def class_words(language: Language) -> frozenset[str]:
    """Folded single words of a language that stand for a kind of place."""
    return frozenset(word for word, _ in topic(language, "place_cues").phrases() if " " not in word)


class Neighbour(NamedTuple):
    """A place near a point: distance in kilometres and bearing in degrees from the place to the point."""

    place: Place
    distance_km: float
    bearing_deg: float


class Gazetteer:
    """Places with their names and shapes.

    Open one with :meth:`default` or :meth:`open`; it is read-only and may be shared between threads that
    take turns.

    Parameters
    ----------
    connection
        An open index (:func:`geoevents.gazetteer.store.open_index`).
    sources
        What the index was made of.
    """

    def __init__(self, connection: sqlite3.Connection, sources: Sources) -> None:
        self._connection = connection
        self.sources = sources
        self.read_expression: PlaceReader | None = None
        """Reads expressions with a relation ("20 km east of Palmyra") for :meth:`geocode`; set from above."""
        self._places: dict[int, Place] = {}
        self._by_id: dict[str, Place | None] = {}
        self._geometries: dict[str, Geometry | None] = {}
        self._divisions: dict[str, list[tuple[Place, tuple[float, ...], Geometry]]] = {}
        self._disk = NameFinder(DiskNames(connection), self._fetch, remember=False, class_words=class_words)
        self._in_memory: NameFinder | None = None
        self._searcher: Searcher | None = None

    @classmethod
    def default(cls) -> Gazetteer:
        """The core with the sources that the user has added."""
        return cls.open(added_folders())

    @classmethod
    def open(cls, added: Sequence[Path] = (), core: Path | None = None) -> Gazetteer:
        """Open the core, or another folder in its place, with some further sources' folders."""
        sources = Sources(core or data_path("gazetteer"), tuple(added))
        return cls(open_index(sources), sources)

    def load_names(self) -> None:
        """Load all names into memory: worth it when more than some ten articles are read."""
        if self._in_memory is None:
            self._in_memory = NameFinder(
                MemoryNames(self._connection), self._fetch, remember=True, class_words=class_words
            )

    def find_names(self, document: Document) -> list[NameMatch]:
        """All names in a document, nested and overlapping ones too, in the order of their first words.

        At one word the longest name comes first, and of equally long ones the one with least taken off.
        """
        return (self._in_memory or self._disk).find(document)

    def place(self, place_id: str) -> Place | None:
        """The place of an identifier, or None."""
        if place_id not in self._by_id:
            row = self._connection.execute(
                f"SELECT {_PLACE_COLUMNS} FROM places WHERE place_id = ?",  # noqa: S608 - a constant
                (place_id,),
            ).fetchone()
            self._by_id[place_id] = self._make(row) if row else None
        return self._by_id[place_id]

    def places(self, feature_codes: Sequence[str] = (), admin1: str | None = None) -> list[Place]:
        """All places, or those of some feature codes or of a governorate, the most important first."""
        query = (
            f"SELECT {_PLACE_COLUMNS} FROM places WHERE (? = '[]' OR feature_code IN (SELECT value FROM json_each(?)))"  # noqa: S608 - a constant
            " AND (? IS NULL OR admin1 = ?) ORDER BY importance DESC, place_id"
        )
        codes = json.dumps(list(feature_codes))
        return [self._make(row) for row in self._connection.execute(query, (codes, codes, admin1, admin1))]

    def of_source(self, source: str) -> list[Place]:
        """The places that rest on one source alone: not those that joined a place of the core."""
        query = f"SELECT {_PLACE_COLUMNS} FROM places WHERE source = ? ORDER BY place_id"  # noqa: S608 - a constant
        return [self._make(row) for row in self._connection.execute(query, (source,))]

    def geometry(self, place_id: str) -> Geometry | None:
        """The line or area of a place, or None where the gazetteer holds a point only."""
        if place_id not in self._geometries:
            row = self._connection.execute(
                "SELECT g.geojson FROM geometries g JOIN places p ON p.number = g.place WHERE p.place_id = ?",
                (place_id,),
            ).fetchone()
            self._geometries[place_id] = geometry_from_geojson(json.loads(row[0])) if row else None
        return self._geometries[place_id]

    def properties(self, place_id: str) -> dict[str, object]:
        """What the gazetteer knows of a line or area: ``accuracy_m``, ``sources``, ``junctions`` ...; else empty."""
        row = self._connection.execute(
            "SELECT g.properties FROM geometries g JOIN places p ON p.number = g.place WHERE p.place_id = ?",
            (place_id,),
        ).fetchone()
        return dict(json.loads(row[0])) if row else {}

    def admin1_of(self, latitude: float, longitude: float) -> Place | None:
        """The governorate that a point lies in (Natural Earth's outlines), or None."""
        return self._division("ADM1", latitude, longitude)

    def admin2_of(self, latitude: float, longitude: float) -> Place | None:
        """The district that a point lies in (outlines derived from the gazetteer's own rows), or None."""
        return self._division("ADM2", latitude, longitude)

    def road_between(self, place_a: Place, place_b: Place) -> Place | None:
        """The road whose line passes both places, the one with the shortest way between them; None without one.

        A road passes a place when its line comes within the place's extent and the line's own accuracy of it.
        """
        best: tuple[float, Place] | None = None
        for road in self.places(("RD",)):
            geometry = self.geometry(road.place_id)
            if geometry is None:
                continue
            accuracy_km = float(str(self.properties(road.place_id).get("accuracy_m", 3000))) / 1000
            for path in lines(geometry):
                ends = [nearest_on_path(path, p.longitude, p.latitude) for p in (place_a, place_b)]
                limits = [max(p.extent_m / 1000, 1.0) + accuracy_km for p in (place_a, place_b)]
                if all(end[0] <= limit for end, limit in zip(ends, limits, strict=True)):
                    way = path_length_km(part_of_path(path, ends[0], ends[1]))
                    if best is None or way < best[0]:
                        best = (way, road)
        return best[1] if best else None

    def middle_of_road(self, road: Place, place_a: Place, place_b: Place) -> tuple[float, float, float] | None:
        """Longitude and latitude of the middle of a road's part between two places, and half its length in km."""
        geometry = self.geometry(road.place_id)
        if geometry is None:
            return None
        for path in lines(geometry):
            ends = [nearest_on_path(path, p.longitude, p.latitude) for p in (place_a, place_b)]
            part = part_of_path(path, ends[0], ends[1])
            length = path_length_km(part)
            longitude, latitude = point_along(part, length / 2)
            return longitude, latitude, length / 2
        return None

    def near(
        self, latitude: float, longitude: float, km: float, feature_classes: Sequence[str] = (), limit: int = 50
    ) -> list[Neighbour]:
        """Places within a distance of a point, the nearest first.

        Parameters
        ----------
        latitude, longitude
            WGS 84 degrees.
        km
            Radius.
        feature_classes
            GeoNames classes to keep; all but ``A`` when empty.
        limit
            How many at most.
        """
        west, south, east, north = box_around(latitude, longitude, km)
        query = f"SELECT {_PLACE_COLUMNS} FROM places WHERE latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?"  # noqa: S608 - a constant
        found = []
        for row in self._connection.execute(query, (south, north, west, east)):
            if row[4] in feature_classes or (not feature_classes and row[4] != "A"):
                away = distance_km(latitude, longitude, row[9], row[10])
                if away <= km:
                    found.append((away, row))
        found.sort(key=lambda item: (item[0], item[1][1]))
        return [
            Neighbour(place := self._make(row), away, bearing_deg(place.latitude, place.longitude, latitude, longitude))
            for away, row in found[:limit]
        ]

    def names_of(self, place_id: str) -> list[tuple[str, str]]:
        """All names of a place with their language codes, the main ones first."""
        return list(
            self._connection.execute(
                "SELECT n.text, n.language FROM names n JOIN places p ON p.number = n.place WHERE p.place_id = ?"
                " ORDER BY n.main DESC, n.rowid",
                (place_id,),
            )
        )

    def row_sources(self, place_id: str) -> tuple[str, ...]:
        """The keys of the sources that a place's row rests on."""
        row = self._connection.execute("SELECT sources FROM places WHERE place_id = ?", (place_id,)).fetchone()
        return tuple(row[0].split(";")) if row and row[0] else ()

    def count(self, column: str) -> list[tuple[str, int]]:
        """How many places there are for each value of a column, the largest number first.

        Parameters
        ----------
        column
            ``feature_code``, ``feature_class``, ``country``, ``admin1``, ``admin2`` or ``source``.
        """
        if column not in ("feature_code", "feature_class", "country", "admin1", "admin2", "source"):
            raise ValueError(f"places are not counted by {column}")
        query = f"SELECT {column}, COUNT(*) FROM places GROUP BY 1 ORDER BY 2 DESC, 1"  # noqa: S608 - one of a few
        return list(self._connection.execute(query))

    def count_names(self) -> int:
        """How many names there are."""
        return int(self._connection.execute("SELECT COUNT(*) FROM names").fetchone()[0])

    def shape_ids(self, *types: str) -> list[str]:
        """Identifiers of the places with a shape of some GeoJSON types."""
        query = (
            "SELECT p.place_id FROM geometries g JOIN places p ON p.number = g.place"
            " WHERE g.type IN (SELECT value FROM json_each(?)) ORDER BY 1"
        )
        return [place_id for (place_id,) in self._connection.execute(query, (json.dumps(types),))]

    def _division(self, code: str, latitude: float, longitude: float) -> Place | None:
        if code not in self._divisions:
            query = (
                "SELECT p.place_id, g.west, g.south, g.east, g.north FROM geometries g"
                " JOIN places p ON p.number = g.place WHERE p.feature_code = ?"
            )
            self._divisions[code] = [
                (place, tuple(box), geometry)
                for place_id, *box in self._connection.execute(query, (code,))
                if (place := self.place(place_id)) and (geometry := self.geometry(place_id))
            ]
        for place, (west, south, east, north), geometry in self._divisions[code]:
            if west <= longitude <= east and south <= latitude <= north and contains(geometry, longitude, latitude):
                return place
        return None

    def search(self, text: str, region: str | None = None, limit: int = 10) -> list[Found]:
        """Ranked answers to a place query, the best first; see :meth:`geoevents.gazetteer.search.Searcher.search`."""
        if self._searcher is None:
            from geoevents.gazetteer.search import Searcher

            self._searcher = Searcher(self, self._connection)
        return self._searcher.search(text, region, limit)

    def geocode(
        self, query: str, *, exactly_one: bool = True, limit: int = 10, region: str | None = None
    ) -> Location | list[Location] | None:
        """Geocode as geopy's geocoders do; see :meth:`geoevents.gazetteer.geocoder.GazetteerGeocoder.geocode`."""
        return self.geocoder().geocode(query, exactly_one=exactly_one, limit=limit, region=region)

    def reverse(
        self, query: Sequence[float] | str, *, exactly_one: bool = True, limit: int = 10
    ) -> Location | list[Location] | None:
        """The places nearest to (latitude, longitude), as geopy's geocoders give them."""
        return self.geocoder().reverse(query, exactly_one=exactly_one, limit=limit)

    def geocoder(self) -> GazetteerGeocoder:
        """The geopy geocoder over this gazetteer."""
        from geoevents.gazetteer.geocoder import GazetteerGeocoder

        return GazetteerGeocoder(self, self.read_expression)

    def by_numbers(self, numbers: Iterable[int]) -> dict[int, Place]:
        """The places of some of the index's numbers."""
        return self._fetch(numbers)

    def _fetch(self, numbers: Iterable[int]) -> dict[int, Place]:
        """The places of some numbers; remembered, so that a batch asks the index once for each place."""
        missing = [number for number in numbers if number not in self._places]
        if missing:
            query = f"SELECT {_PLACE_COLUMNS} FROM places WHERE number IN (SELECT value FROM json_each(?))"  # noqa: S608 - a constant
            for row in self._connection.execute(query, (json.dumps(missing),)):
                self._make(row)
        return self._places

    def _make(self, row: tuple[object, ...]) -> Place:
        number: int = row[0]  # type: ignore[assignment]
        if number not in self._places:
            values = dict(zip(_PLACE_FIELDS, row[1:], strict=True))
            values["has_geometry"] = bool(values["has_geometry"])
            self._places[number] = Place(**values)  # type: ignore[arg-type]
        return self._places[number]
