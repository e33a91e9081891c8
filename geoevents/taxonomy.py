"""The categories of data/taxonomy.toml, with their names in ACLED and PLOVER and their colours."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geoevents.resources import data_path, load_compiled

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Category:
    """A map layer: ACLED's event type and sub-event types (the usual one first), PLOVER's name, the colour."""

    name: str
    event_type: str
    sub_event_types: tuple[str, ...]
    plover: str | None
    colour: str


@cache
def categories() -> Mapping[str, Category]:
    """Return the categories by name, in the order of the file."""
    path = data_path("taxonomy.toml")
    table = load_compiled("taxonomy", [path], lambda: tomllib.loads(path.read_text(encoding="utf-8")))
    return {
        name: Category(
            name=name,
            event_type=entry["event_type"],
            sub_event_types=tuple(entry["sub_event_types"]),
            plover=entry["plover"] or None,
            colour=entry["colour"],
        )
        for name, entry in table.items()
    }
