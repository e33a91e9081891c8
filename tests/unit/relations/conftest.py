"""A made-up country of four square governorates, and sentences whose mentions are marked by hand."""

from __future__ import annotations

import csv
import json
import re

import pytest

from geoevents.gazetteer import Gazetteer
from geoevents.gazetteer.places import COLUMNS
from geoevents.language import Document
from geoevents.model import Candidate, Place, Toponym
from geoevents.relations import find_phrases

# key: English, Arabic, class, code, country, admin1, admin2, latitude, longitude, extent in metres, importance
ROWS = {
    "syria": ("Syria", "سوريا", "A", "PCLI", "SY", "", "", 35.0, 38.0, 300000, 0.9),
    "turkey": ("Turkey", "تركيا", "A", "PCLI", "TR", "", "", 39.0, 35.0, 700000, 0.7),
    "homs.gov": ("Homs Governorate", "محافظة حمص", "A", "ADM1", "SY", "Homs", "", 34.5, 38.0, 130000, 0.9),
    "hama.gov": ("Hama Governorate", "محافظة حماة", "A", "ADM1", "SY", "Hama", "", 35.25, 37.0, 80000, 0.9),
    "aleppo.gov": ("Aleppo Governorate", "محافظة حلب", "A", "ADM1", "SY", "Aleppo", "", 36.2, 37.5, 90000, 0.9),
    "rif": ("Rural Damascus", "ريف دمشق", "A", "ADM1", "SY", "Rural Damascus", "", 33.5, 37.0, 90000, 0.9),
    "homs": ("Homs", "حمص", "P", "PPLA", "SY", "Homs", "Homs", 34.73, 36.71, 9000, 1.0),
    "hama": ("Hama", "حماة", "P", "PPLA", "SY", "Hama", "Hama", 35.13, 36.75, 8000, 0.95),
    "aleppo": ("Aleppo", "حلب", "P", "PPLA", "SY", "Aleppo", "Mount Simeon", 36.2, 37.15, 12000, 1.0),
    "damascus": ("Damascus", "دمشق", "P", "PPLC", "SY", "Rural Damascus", "Damascus", 33.51, 36.29, 12000, 1.0),
    "palmyra": ("Palmyra", "تدمر", "P", "PPLA2", "SY", "Homs", "Palmyra", 34.55, 38.27, 4000, 0.95),
    "sukhna": ("al-Sukhnah", "السخنة", "P", "PPLA3", "SY", "Homs", "Palmyra", 34.88, 38.87, 3000, 0.7),
    "qaryatayn": ("al-Qaryatayn", "القريتين", "P", "PPLA3", "SY", "Homs", "Homs", 34.23, 37.24, 3000, 0.7),
    "morek": ("Morek", "مورك", "P", "PPL", "SY", "Hama", "Hama", 35.37, 36.69, 2500, 0.6),
    "latamnah": ("al-Latamnah", "اللطامنة", "P", "PPL", "SY", "Hama", "Hama", 35.32, 36.62, 2500, 0.6),
    "suran": ("Suran", "صوران", "P", "PPLA3", "SY", "Hama", "Hama", 35.29, 36.75, 2500, 0.5),
    "atarib": ("al-Atarib", "الأتارب", "P", "PPLA3", "SY", "Aleppo", "Mount Simeon", 36.14, 36.82, 3000, 0.6),
    "azaz": ("Azaz", "أعزاز", "P", "PPLA2", "SY", "Aleppo", "Azaz", 36.59, 37.05, 3500, 0.8),
    "khalidiya": ("al-Khalidiya", "الخالدية", "P", "PPLX", "SY", "Homs", "Homs", 34.75, 36.72, 1200, 0.5),
    "shaar": ("al-Shaar", "الشعار", "P", "PPLX", "SY", "Aleppo", "Mount Simeon", 36.21, 37.18, 1200, 0.4),
    "badia": ("Badia", "البادية", "T", "DSRT", "SY", "", "", 34.4, 38.6, 200000, 0.8),
    "mountains": ("Shumariyah Mountains", "جبال الشومرية", "T", "MTS", "SY", "Homs", "", 34.75, 37.2, 20000, 0.3),
    "euphrates": ("Euphrates", "الفرات", "H", "STM", "SY", "", "", 35.5, 39.5, 200000, 0.8),
    "m5": ("M5 Highway", "الطريق الدولي ام 5", "R", "RD", "SY", "", "", 35.0, 36.7, 150000, 0.7),
    "homs-palmyra": ("Homs-Palmyra Road", "طريق حمص تدمر", "R", "RD", "SY", "", "", 34.6, 37.5, 80000, 0.5),
    "border": ("Syrian-Turkish border", "الحدود السورية التركية", "L", "RGN", "SY", "", "", 36.7, 37.2, 60000, 0.5),
    "north-hama": ("Northern Hama countryside", "ريف حماة الشمالي", "L", "RGN", "SY", "Hama", "", 35.35, 36.65, 18000, 0.5),
    "far-morek": ("Morek (far)", "مورك", "P", "PPL", "SY", "Rural Damascus", "Douma", 33.2, 37.5, 1500, 0.1),
}  # fmt: skip

AREAS = {
    "homs.gov": [(36.2, 34.0), (40.0, 34.0), (40.0, 35.0), (36.2, 35.0)],
    "hama.gov": [(36.2, 35.0), (38.0, 35.0), (38.0, 35.6), (36.2, 35.6)],
    "aleppo.gov": [(36.2, 35.6), (38.4, 35.6), (38.4, 36.8), (37.2, 36.65), (36.2, 36.8)],
    "rif": [(35.9, 33.0), (38.5, 33.0), (38.5, 34.0), (35.9, 34.0)],
}
LINES = {
    "m5": [(36.3, 33.5), (36.71, 34.73), (36.75, 35.13), (36.7, 35.37), (36.8, 35.9), (37.15, 36.2)],
    "homs-palmyra": [(36.71, 34.73), (37.2, 34.7), (37.7, 34.55), (38.27, 34.55)],
    "euphrates": [(39.0, 35.9), (39.6, 35.6), (40.2, 35.3)],
    "border": [(36.2, 36.8), (37.2, 36.65), (38.4, 36.8)],
}


def make_place(key: str) -> Place:
    name, local, kind, code, country, admin1, admin2, latitude, longitude, extent, importance = ROWS[key]
    return Place(
        place_id=key, name=name, name_local=local, feature_class=kind, feature_code=code, country=country,
        admin1=admin1 or None, admin2=admin2 or None, latitude=latitude, longitude=longitude, extent_m=float(extent),
        importance=importance, has_geometry=key in AREAS or key in LINES,
    )  # fmt: skip


PLACES = {key: make_place(key) for key in ROWS}
_MARKED = re.compile(r"\{(?P<name>[^:{}]+):(?P<key>[^:{}]*)(?::(?P<cue>[^:{}]*))?(?::(?P<use>metonym))?\}")


def read_marked(text: str) -> tuple[Document, tuple[Toponym, ...]]:
    """Read marked text: ``{name:key of the place}``, with the class word's key and ``metonym`` where needed."""
    plain, toponyms, last = "", [], 0
    for match in _MARKED.finditer(text):
        plain += text[last : match.start()]
        place = PLACES.get(match["key"])
        candidates = tuple(
            Candidate(p, 0.5 if p is place else 0.2)
            for p in PLACES.values()
            if place and p.name_local == place.name_local
        )
        toponyms.append(
            Toponym(
                start=len(plain),
                end=len(plain) + len(match["name"]),
                text=match["name"],
                use="metonym" if match["use"] else "literal",
                cue=match["cue"] or None,
                place=place,
                parent=None,
                candidates=candidates,
                confidence=0.8 if place else 0.0,
                reason="marked",
            )
        )
        plain += match["name"]
        last = match.end()
    plain += text[last:]
    language = "ar" if re.search("[\u0620-\u064a]", plain) else "en"
    return Document(plain, language), tuple(toponyms)


@pytest.fixture(scope="session")
def marked():
    """The function that reads marked text to a document and its mentions."""
    return read_marked


@pytest.fixture(scope="session")
def places():
    """The places by key."""
    return PLACES


@pytest.fixture(scope="session")
def read():
    """The phrases of a marked text as (span, relation, bearing, distance, anchors, within)."""

    def phrases(text: str, generics: dict[str, str] | None = None):
        document, toponyms = read_marked(text)
        by_token = {
            token: toponym
            for word, key in (generics or {}).items()
            for token, folded in enumerate(document.words)
            if folded == word
            for toponym in toponyms
            if toponym.place is PLACES[key]
        }
        return [
            (
                document.text[p.start : p.end],
                p.relation,
                p.bearing_deg,
                p.distance_km,
                [a.place.place_id if a.place else a.text for a in p.anchors],
                [w.place.place_id if w.place else w.text for w in p.within],
            )
            for p in find_phrases(document, toponyms, by_token)
        ]

    return phrases


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory) -> Gazetteer:
    folder = tmp_path_factory.mktemp("relations")
    with (folder / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for key, place in PLACES.items():
            cells = dict.fromkeys(COLUMNS, "")
            cells |= {
                c: getattr(place, c) if getattr(place, c) is not None else "" for c in COLUMNS if hasattr(place, c)
            }
            writer.writerow(cells | {"place_id": key, "name_ar": place.name_local, "sources": "own"})
    _write(folder / "areas.geojson", {k: ("Polygon", [[*ring, ring[0]]]) for k, ring in AREAS.items()})
    _write(folder / "lines.geojson", {k: ("LineString", line) for k, line in LINES.items()})
    return Gazetteer.open(core=folder)


def _write(path, shapes):
    features = [
        {"type": "Feature", "properties": {"place_id": key}, "geometry": {"type": kind, "coordinates": coordinates}}
        for key, (kind, coordinates) in shapes.items()
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")


@pytest.fixture(scope="session")
def located(gazetteer):
    """The placements of a marked text's phrases."""
    from geoevents.relations import locate

    def placements(text: str):
        document, toponyms = read_marked(text)
        return [locate(phrase, gazetteer) for phrase in find_phrases(document, toponyms)]

    return placements
