"""A gazetteer of some thirty places, homonyms among them."""

from __future__ import annotations

import csv

import pytest

from geoevents.gazetteer import Gazetteer
from geoevents.gazetteer.places import COLUMNS
from geoevents.language import Document
from geoevents.toponyms import find_toponyms

# id, English, Arabic, aliases en, aliases ar, class, code, country, admin1, admin2, latitude, longitude, extent, importance
ROWS = [
    ("sy.syria", "Syria", "سوريا", "", "سورية", "A", "PCLI", "SY", "", "", 35, 38.5, 300000, 0.9),
    ("ru.russia", "Russia", "روسيا", "", "", "A", "PCLI", "RU", "", "", 60, 100, 3000000, 0.6),
    ("iq.iraq", "Iraq", "العراق", "", "", "A", "PCLI", "IQ", "", "", 33, 44, 400000, 0.7),
    ("ru.moscow", "Moscow", "موسكو", "", "", "P", "PPLC", "RU", "", "", 55.75, 37.62, 20000, 0.6),
    ("us.washington", "Washington", "واشنطن", "", "", "P", "PPLC", "US", "", "", 38.9, -77.04, 15000, 0.6),
    ("sy.damascus", "Damascus", "دمشق", "", "", "P", "PPLC", "SY", "Damascus", "Damascus", 33.51, 36.29, 10000, 1.0),
    ("sy.rif", "Rural Damascus", "ريف دمشق", "Rif Dimashq", "", "A", "ADM1", "SY", "Rural Damascus", "", 33.6, 36.9, 120000, 0.95),
    ("sy.aleppo", "Aleppo", "حلب", "", "", "P", "PPLA", "SY", "Aleppo", "Mount Simeon", 36.2, 37.15, 12000, 1.0),
    ("sy.aleppo.gov", "Aleppo Governorate", "محافظة حلب", "Aleppo", "حلب", "A", "ADM1", "SY", "Aleppo", "", 36.2, 37.6, 70000, 0.95),
    ("sy.aleppo.airport", "Aleppo airport", "مطار حلب", "", "", "S", "AIRP", "SY", "Aleppo", "Mount Simeon", 36.18, 37.22, 2500, 0.6),
    ("sy.damascus.airport", "Damascus airport", "مطار دمشق", "", "", "S", "AIRP", "SY", "Rural Damascus", "Douma", 33.41, 36.51, 2500, 0.6),
    ("sy.homs", "Homs", "حمص", "", "", "P", "PPLA", "SY", "Homs", "Homs", 34.73, 36.71, 10000, 1.0),
    ("sy.homs.gov", "Homs Governorate", "محافظة حمص", "Homs", "حمص", "A", "ADM1", "SY", "Homs", "", 34.4, 38.2, 130000, 0.95),
    ("sy.hama", "Hama", "حماة", "", "", "P", "PPLA", "SY", "Hama", "Hama", 35.13, 36.75, 8000, 0.9),
    ("sy.hama.gov", "Hama Governorate", "محافظة حماة", "Hama", "حماة", "A", "ADM1", "SY", "Hama", "", 35.2, 37.1, 80000, 0.9),
    ("sy.idlib.gov", "Idlib Governorate", "محافظة إدلب", "Idlib", "إدلب", "A", "ADM1", "SY", "Idlib", "", 35.8, 36.7, 45000, 0.9),
    ("sy.al-bab", "al-Bab", "الباب", "", "", "P", "PPLA2", "SY", "Aleppo", "Al-Bab", 36.37, 37.52, 5000, 0.85),
    ("sy.mayadin", "al-Mayadin", "الميادين", "", "", "P", "PPLA2", "SY", "Deir ez-Zor", "Mayadin", 35.02, 40.45, 5000, 0.8),
    ("sy.salamiyah", "Salamiyah", "سلمية", "", "السلمية", "P", "PPLA2", "SY", "Hama", "Salamiyah", 35.01, 37.05, 5000, 0.8),
    ("sy.tadmor", "Palmyra", "تدمر", "Tadmor", "", "P", "PPLA2", "SY", "Homs", "Palmyra", 34.55, 38.27, 5000, 0.95),
    ("sy.raqqa", "Raqqa", "الرقة", "", "", "P", "PPLA", "SY", "Raqqa", "Raqqa", 35.95, 39.01, 8000, 0.95),
    ("sy.raqqa.old", "Old City of Raqqa", "الرقة القديمة", "", "", "P", "PPLX", "SY", "Raqqa", "Raqqa", 35.95, 39.02, 800, 0.4),
    ("sy.aleppo.old", "Old City of Aleppo", "حلب القديمة", "Old City", "المدينة القديمة", "P", "PPLX", "SY", "Aleppo", "Mount Simeon", 36.199, 37.158, 900, 0.55),
    ("sy.jadida.homs", "Jadida (Homs)", "مشيرفة", "Mushayrifa", "", "P", "PPL", "SY", "Homs", "Homs", 34.8, 36.9, 1500, 0.2),
    ("sy.jadida.idlib", "Jadida (Idlib)", "مشيرفة", "Mushayrifa", "", "P", "PPL", "SY", "Idlib", "Harem", 36.1, 36.6, 1500, 0.3),
    ("sy.saraqib", "Saraqib", "سراقب", "", "", "P", "PPLA3", "SY", "Idlib", "Idlib", 35.86, 36.8, 3000, 0.8),
    ("sy.kafr-zita", "Kafr Zita", "كفر زيتا", "", "", "P", "PPLA3", "SY", "Hama", "Mhardeh", 35.37, 36.6, 3000, 0.7),
    ("sy.morek", "Morek", "مورك", "", "", "P", "PPL", "SY", "Hama", "Suran", 35.37, 36.69, 3000, 0.7),
    ("sy.shaar", "Shaar gas field", "حقل الشاعر", "", "الشاعر", "L", "GASF", "SY", "Homs", "Palmyra", 34.95, 37.9, 5000, 0.6),
    ("sy.handarat", "Handarat camp", "مخيم حندرات", "", "", "S", "CMPRF", "SY", "Aleppo", "Mount Simeon", 36.28, 37.16, 1000, 0.6),
    ("sy.road", "Damascus-Baghdad highway", "طريق دمشق بغداد", "Damascus-Baghdad road", "", "R", "RD", "SY", "", "", 33.66, 38.0, 130000, 0.5),
    ("iq.baghdad", "Baghdad", "بغداد", "", "", "P", "PPLC", "IQ", "", "", 33.31, 44.36, 15000, 0.6),
    ("sy.ziyadiyah", "al-Ziyadiyah", "الزيادية", "", "", "P", "PPL", "SY", "Hasakah", "Qamishli", 36.8, 40.4, 1500, 0.2),
]  # fmt: skip


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory):
    folder = tmp_path_factory.mktemp("toponym-gazetteer")
    columns = [c for c in COLUMNS if c not in ("aliases_other", "sources", "notes")]
    with (folder / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for row in ROWS:
            writer.writerow(dict(zip(columns, row, strict=True)) | {"sources": "own"})
    return Gazetteer.open(core=folder)


@pytest.fixture
def find(gazetteer):
    """A function from text to its toponyms."""

    def find_in(text, language=None, title=None):
        language = language or ("en" if text.isascii() else "ar")
        return find_toponyms(
            Document(text, language), gazetteer, title=Document(title, language) if title is not None else None
        )

    return find_in
