"""Makes maps/ from seeds/: of each article its events as GeoJSON, a picture, and the map page (not committed)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image  # comes with matplotlib

import geoevents
from geoevents.exports import export_events
from geoevents.maps import save_map
from geoevents.maps.picture import save_map_png

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoevents import ArticleReading

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 1200
"""Of the pictures, in pixels."""


def sample_readings() -> Iterator[tuple[str, ArticleReading]]:
    """Yield name and reading of each seeds/*.txt, with date, title and source as in seeds/articles.jsonl."""
    texts = {path.stem for path in (ROOT / "seeds").glob("*.txt")}
    for reading in geoevents.read_articles([ROOT / "seeds" / "articles.jsonl"]):
        name = reading.article.article_id
        if name in texts:
            texts.remove(name)
            yield name, reading
    if texts:
        raise SystemExit(f"seeds/articles.jsonl does not tell of {', '.join(sorted(texts))}")


def _shrink(path: Path) -> None:
    """Keep 256 colours: a map has few, and the file is a third as large."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(256, kmeans=3, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


def main() -> int:
    """Write the files."""
    folder = ROOT / "maps"
    for name, reading in sample_readings():
        export_events(reading.events, folder / f"{name}.geojson")
        _shrink(save_map_png([reading.reading], folder / f"{name}.png", width=WIDTH))
        save_map([reading.reading], folder / f"{name}.html")
        print(f"maps/{name}: {len(reading.events)} events")
    return 0


if __name__ == "__main__":
    sys.exit(main())
