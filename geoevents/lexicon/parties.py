"""Actors and weapons: data/actors.toml and data/weapons.toml, which serve all languages."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from geoevents.errors import LexiconError
from geoevents.language import PhraseTable, fold_name
from geoevents.resources import data_path, load_compiled

if TYPE_CHECKING:
    from geoevents.model import Language


class Actor(NamedTuple):
    """A party of the war, as data/actors.toml describes it."""

    key: str
    name: str
    air: str | None
    navy: str | None
    attack: str | None
    acled: str
    interaction: int
    regains: bool
    since: str | None
    until: str | None

    def branch_name(self, branch: str | None) -> str:
        """The name of its air force or navy, else its own."""
        return (branch == "air" and self.air) or (branch == "navy" and self.navy) or self.name


class ActorWord(NamedTuple):
    """A phrase that names an actor; ``adjective`` when it only marks a force or a weapon as theirs."""

    actor: Actor
    adjective: bool


class Weapon(NamedTuple):
    """A kind of weapon, as data/weapons.toml describes it."""

    key: str
    name: str
    category: str
    branch: str | None
    platform: bool
    implied: str | None


@cache
def actors() -> dict[str, Actor]:
    """All actors by their key."""
    return {
        key: Actor(
            key,
            table["name"],
            table.get("air"),
            table.get("navy"),
            table.get("attack"),
            table["acled"],
            table["interaction"],
            bool(table.get("regains")),
            table.get("since"),
            table.get("until"),
        )
        for key, table in _load("actors").items()
    }


@cache
def actor_of_capital() -> dict[str, Actor]:
    """The actor that a capital or country stands for, by the gazetteer's English name."""
    known = actors()
    return {place: known[key] for key, table in _load("actors").items() for place in table.get("capitals", ())}


@cache
def actor_table(language: Language) -> PhraseTable[ActorWord]:
    """The names of actors in a language, and the adjectives that mark a force as theirs."""
    table: PhraseTable[ActorWord] = PhraseTable(clitics=language == "ar")
    known = actors()
    for key, entry in _load("actors").items():
        for name, adjective in ((language, False), (f"adjectives_{language}", True)):
            word = ActorWord(known[key], adjective)
            table.extend((phrase, word) for phrase in entry.get("_" + name, ()))
    return table


@cache
def weapon_table(language: Language) -> PhraseTable[Weapon]:
    """The names of weapons in a language."""
    table: PhraseTable[Weapon] = PhraseTable(clitics=language == "ar", pronouns=True)
    for key, entry in _load("weapons").items():
        weapon = Weapon(
            key,
            entry["name"],
            entry["category"],
            entry.get("branch"),
            bool(entry.get("platform")),
            entry.get("implied"),
        )
        table.extend((phrase, weapon) for phrase in entry.get("_" + language, ()))
    return table


@cache
def _load(name: str) -> dict[str, dict[str, Any]]:
    path = data_path(f"{name}.toml")
    loaded: dict[str, dict[str, Any]] = load_compiled(name, [path], lambda: _compile(name))
    return loaded


def _compile(name: str) -> dict[str, dict[str, Any]]:
    """Read the file; phrase lists are folded once and kept under their name with an underscore."""
    try:
        content = tomllib.loads(data_path(f"{name}.toml").read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"data/{name}.toml is not valid TOML: {error}"
        raise LexiconError(message) from error
    for table in content.values():
        for key in [
            key for key, value in table.items() if key.rpartition("_")[2] in ("ar", "en") and isinstance(value, list)
        ]:
            table["_" + key] = list(dict.fromkeys(fold_name(phrase) for phrase in table.pop(key)))
    return content
