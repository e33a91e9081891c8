"""The page's words, colours and place names for what is drawn outside a browser: terminal tables and pictures."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from geoevents.maps.page_parts import LANGUAGES, PAGE
from geoevents.model import SEVERAL
from geoevents.resources import data_path, load_compiled

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from geoevents.model import Event

_ARABIC_COMMA = "\u060c "


@cache
def _load(name: str) -> Any:  # noqa: ANN401
    return json.loads((PAGE / name).read_text(encoding="utf-8"))


@cache
def basemap() -> dict[str, Any]:
    """Return the basemap as it stands in its file."""
    value: dict[str, Any] = json.loads(data_path("basemap", "basemap.json").read_text(encoding="utf-8"))
    return value


@cache
def party_names() -> dict[str, str]:
    """Return the Arabic name of each actor, weapon and source by its English one.

    Parties and weapons have it in their files. Those without a name of their own (residents, local sources) have only
    inflected words in the vocabulary, so that what they are called stands with the page's words.
    """
    paths = [data_path(f"{name}.toml") for name in ("actors", "weapons")]
    names: dict[str, str] = load_compiled("party-names", paths, lambda: _read_names(paths))
    unnamed: dict[str, str] = _load("names.ar.json")
    return unnamed | names


def party_name(name: str) -> str | None:
    """Return the Arabic name of a party, a weapon or a source by its English one; civilians with what they are."""
    names = party_names()
    people, opening, rest = name.partition(" (")
    if name in names or not opening or people not in names:
        return names.get(name)
    told = (names.get(one, one) for one in rest.removesuffix(")").split(", "))
    return f"{names[people]} ({_ARABIC_COMMA.join(told)})"


def _read_names(paths: list[Path]) -> dict[str, str]:
    import tomllib

    tables = [table for path in paths for table in tomllib.loads(path.read_text(encoding="utf-8")).values()]
    return {table["name"]: table["ar"][0] for table in tables if table.get("ar")}


def say(key: str, language: str, **values: object) -> str:
    """Return the page's words for a key, ``{name}`` filled in; an empty string for a key that is not there.

    Raises
    ------
    ValueError
        If the page does not speak the language.
    """
    if language not in LANGUAGES:
        raise ValueError(f"the page speaks {' and '.join(LANGUAGES)}, not {language!r}")
    words: str = _load(f"strings.{language}.json").get(key, "")
    for name, value in values.items():
        words = words.replace("{" + name + "}", str(value))
    return words


def category_style(category: str) -> dict[str, Any]:
    """Return colour, shape and glyph of a category; those of ``other`` for one that is not known."""
    styles = _load("categories.json")
    style: dict[str, Any] = styles.get(category, styles["other"])
    return style


def category_label(category: str, language: str) -> str:
    """Return the category's name in the language."""
    return say(f"category.{category}", language) or category.replace("_", " ")


def region_label(name: str, language: str) -> str:
    """Return the governorate's name, or several, in the language; any other name as it is."""
    if language != "ar":
        return name
    local = {row[0]: str(row[1]) for row in basemap()["labels"]["admin1"]}
    return say("several", language).join(local.get(part, part) for part in name.split(SEVERAL))


def date_label(first: dt.date | None, last: dt.date | None, language: str) -> str:
    """Return one day or an interval in ISO 8601, or the words for no date."""
    if first is None:
        return say("nodate", language)
    return first.isoformat() if last in (None, first) else f"{first.isoformat()}/{last}"


def place_label(event: Event, language: str) -> str:
    """Return where the event was, with its relation to the place, in the language."""
    names = (event.location_local, event.location) if language == "ar" else (event.location, event.location_local)
    place = names[0] or names[1]
    if not place:
        return say("noplace", language)
    if event.spatial_relation in (None, "in"):
        return place
    distance = "" if event.distance_km is None else say("km", language, n=f"{event.distance_km:g}")
    return " ".join(filter(None, (distance, say(f"relation.{event.spatial_relation}", language), place)))
