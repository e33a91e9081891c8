"""Whole processes: the help, and one article to a map against a bare folium script; and the gazetteer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from articles import ROOT, make_articles
from table import Row, in_turns, seconds

from geoevents.gazetteer import Gazetteer
from geoevents.pipeline import read

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLIUM = """
import sys, folium
page = folium.Map([35, 38.5], zoom_start=7)
for number in range(20):
    folium.Marker([34 + number / 10, 36 + number / 5], popup=f"event {number}").add_to(page)
page.save(sys.argv[1])
"""
_SEED = "euphrates-june-2017.ar.txt"


def processes(*, quick: bool) -> Iterator[Row]:
    """Start-up, in turns with the peer."""
    rounds = 5 if quick else 15
    own, other, ratio = in_turns(lambda: _run("-m", "geoevents", "--help"), lambda: _run("-c", "pass"), rounds)
    yield Row(
        name="geoevents --help against python -c pass",
        ours=f"{own * 1000:.0f} ms",
        peer=f"{other * 1000:.0f} ms",
        value=ratio,
    )
    with TemporaryDirectory() as folder:
        article, page = str(ROOT / "seeds" / _SEED), str(Path(folder, "page.html"))
        own, other, ratio = in_turns(
            lambda: _run("-m", "geoevents", "map", "-q", article, "-o", page), lambda: _run("-c", _FOLIUM, page), rounds
        )
    yield Row(
        name="geoevents map of an article, whole process, against a bare folium script with 20 markers",
        ours=f"{own:.2f} s",
        peer=f"{other:.2f} s",
        value=ratio,
    )


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


def gazetteer(*, quick: bool) -> Iterator[Row]:
    """Opening the gazetteer, loading its names for a batch, finding names and searching."""
    Gazetteer.default()
    opened = min(seconds(Gazetteer.default) for _ in range(5)) * 1000
    yield Row(name="gazetteer: open its index", ours=f"{opened:.1f} ms", value=opened, unit="ms")
    places = Gazetteer.default()
    loaded = seconds(places.load_names) * 1000
    yield Row(name="gazetteer: load all names for a batch", ours=f"{loaded:.0f} ms", value=loaded, unit="ms")
    (article,) = make_articles(1)
    once = min(_read_apart(article) for _ in range(3)) * 1000
    yield Row(name="one article of 10 kB without loading the names", ours=f"{once:.0f} ms", value=once, unit="ms")
    names = ["تدمر", "Palmyra", "دير الزور", "Tadmor", "الرقه"] * (10 if quick else 40)
    places.search("تدمر")
    found = seconds(lambda: [places.search(name) for name in names]) / len(names) * 1000
    yield Row(name="gazetteer search, a query", ours=f"{found:.1f} ms", value=found, unit="ms")


def _read_apart(article: object) -> float:
    places = Gazetteer.default()
    return seconds(lambda: read(article, places))
