"""Checks on the vocabulary files: dead, doubled and conflicting entries, unknown keys."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from difflib import get_close_matches
from itertools import combinations
from typing import TYPE_CHECKING, Any

from geoevents.language import fold_name
from geoevents.lexicon.loader import LISTS, languages, tables
from geoevents.lexicon.parties import written_forms
from geoevents.resources import data_path
from geoevents.taxonomy import categories

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geoevents.model import Language

_ACTOR_KEYS = frozenset(
    (
        "name",
        "air",
        "navy",
        "state",
        "acled",
        "interaction",
        "camp",
        "attack",
        "regains",
        "capitals",
        "since",
        "until",
        "foe",
    )
)
_WEAPON_KEYS = frozenset(
    ("name", "category", "branch", "platform", "crewed", "telling", "either", "unnamed", "implied")
)
_OWNER_KEYS = frozenset(("actor", "until", "within"))
_NAMES = ("ar", "en", "adjectives_ar", "adjectives_en", "own_ar", "own_en", "common_ar", "common_en")
_BRANCHES = (None, "air", "navy", "ground")
_INTERACTIONS = range(1, 9)
_CAMPS = (None, "state", "opposition", "isis", "sdf", "coalition", "israel")
_ONE_MEANING = frozenset({"triggers", "victims", "numbers", "months", "romanise"})
"""Topics of which the first entry with a phrase counts; in the others a word may do several duties."""
_ONE_MEANING_A_SECTION = frozenset({"roles"})
_LIKENESS = 0.8
"""From which likeness on a key is taken for another one misspelt."""


def check_lexicon() -> list[str]:
    """Look for faults in data/lexicon, data/actors.toml and data/weapons.toml.

    A fault is a phrase that folds to nothing or stands twice in one list; a phrase listed in two entries
    of a topic of which only the first counts (inflected forms give way to listed ones in silence); a key
    that no other entry of its section has; two parties of one name at one time; a word that is a name of
    one party and an adjective of another; a word for two weapons; a word of data/lexicon/*/roles.toml
    that a party has for itself; a reference to nothing.

    Returns
    -------
    list of str
        One line a fault, with the file; empty where all is well.
    """
    faults: list[str] = []
    actors, weapons = _read("actors.toml"), _read("weapons.toml")
    for language in languages():
        for path in sorted(data_path("lexicon", language).glob("*.toml")):
            entries = list(tables(_read("lexicon", language, path.name)))
            found = [*_doubles(entries, path.stem), *_odd_keys(entries)]
            if path.stem == "roles":
                found += _named_parties(entries, actors, language)
            faults += [f"lexicon/{language}/{path.name}: {fault}" for fault in found]
    faults += [f"actors.toml: {fault}" for fault in (*_party_faults(actors), *_name_faults(actors))]
    faults += [f"weapons.toml: {fault}" for fault in _weapon_faults(weapons, actors)]
    return faults


def _read(*parts: str) -> dict[str, Any]:
    return tomllib.loads(data_path(*parts).read_text(encoding="utf-8"))


def _doubles(entries: list[tuple[str, dict[str, Any]]], name: str) -> Iterator[str]:
    """Phrases that fold to nothing, stand twice in a list or in two entries of which one counts."""
    seen: dict[tuple[str, str], str] = {}
    for key, table in entries:
        for kind in LISTS:
            yield from _list_faults(f"{key}.{kind}", table.get(kind, ()))
        view = key.partition(".")[0] if name in _ONE_MEANING_A_SECTION else ""
        if name not in _ONE_MEANING | _ONE_MEANING_A_SECTION:
            continue
        for phrase in dict.fromkeys(map(fold_name, table.get("words", ()))):
            first = seen.setdefault((view, phrase), key)
            if first != key:
                yield f'"{phrase}" is in [{first}] and again in [{key}]'


def _list_faults(key: str, phrases: Sequence[str], *, punctuated: bool = False) -> Iterator[str]:
    """Phrases without letters, and those whose forms all stand elsewhere in their list."""
    forms = [written_forms(phrase) if punctuated else [_folded(phrase)] for phrase in phrases]
    count = Counter(form for found in forms for form in found)
    for phrase, found in zip(phrases, forms, strict=True):
        if not all(form.strip(" /") for form in found):
            yield f'[{key}] has "{phrase}", of which nothing is left when it is folded'
        elif all(count[form] > 1 for form in found):
            count.subtract(found)
            yield f'[{key}] has "{phrase}", which stands there in another spelling'


def _folded(phrase: str) -> str:
    """A phrase, or the forms of a verb, as they are looked up."""
    return " / ".join(map(fold_name, phrase.split("/")))


def _odd_keys(entries: list[tuple[str, dict[str, Any]]]) -> Iterator[str]:
    """Keys that one entry alone has in its file, though the file has many entries: misspelt ones."""
    counts: Counter[str] = Counter()
    owner: dict[str, str] = {}
    for key, table in entries:
        for name, value in table.items():
            if name not in LISTS and not isinstance(value, dict):
                counts[name] += 1
                owner[name] = key
    common = [name for name, count in counts.items() if count > 1]
    for name, count in counts.items():
        near = get_close_matches(name, [other for other in (*common, *LISTS) if other != name], 1, _LIKENESS)
        if count == 1 and near:
            yield f'[{owner[name]}] has the key "{name}"; others have "{near[0]}"'


def _named_parties(
    entries: list[tuple[str, dict[str, Any]]], actors: dict[str, Any], language: Language
) -> Iterator[str]:
    """Groups that data/actors.toml names: its entry is found first."""
    named = {fold_name(phrase): key for key, table in actors.items() for phrase in table.get(language, ())}
    for key, table in entries:
        for phrase in table.get("words", ()) if key.startswith("group.") else ():
            if fold_name(phrase) in named:
                yield f'[{key}] has "{phrase}", a name of the party {named[fold_name(phrase)]}'


def _party_faults(actors: dict[str, Any]) -> Iterator[str]:
    for key, table in actors.items():
        yield from (f'[{key}] has the unknown key "{name}"' for name in table.keys() - _ACTOR_KEYS - set(_NAMES))
        yield from (f'[{key}] has no "{name}"' for name in ("name", "acled", "interaction") if name not in table)
        if table.get("camp") not in _CAMPS:
            yield f"[{key}] stands on no side that there is"
        if table.get("interaction") not in _INTERACTIONS:
            yield f"[{key}] has an interaction code that ACLED does not have"
        if table.get("attack") not in (None, *categories()):
            yield f"[{key}] attacks by an unknown category"
        if table.get("foe") not in (None, *actors):
            yield f"[{key}] has an unknown foe"
        yield from (
            f"[{key}] has a date that is none: {table[name]}"
            for name in ("since", "until")
            if not _is_day(table.get(name))
        )
        for name in _NAMES:
            yield from _list_faults(f"{key}.{name}", table.get(name, ()), punctuated=True)


def _is_day(text: str | None) -> bool:
    try:
        return text is None or dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _name_faults(actors: dict[str, Any]) -> Iterator[str]:
    """Names of two parties at one time, and names that are adjectives too."""
    owners: dict[tuple[str, str], list[str]] = {}
    for key, table in actors.items():
        for name in _NAMES:
            for phrase in dict.fromkeys(map(fold_name, table.get(name, ()))):
                owners.setdefault((name, phrase), []).append(key)
    for (name, phrase), keys in owners.items():
        for first, second in combinations(keys, 2):
            if _meet(actors[first], actors[second]):
                yield f'"{phrase}" ({name}) is of {first} and of {second} at the same time'
        if name in _NAMES[:2] and (f"adjectives_{name}", phrase) in owners:
            other = owners[f"adjectives_{name}", phrase][0]
            yield f'"{phrase}" ({name}) is a name of {keys[0]} and an adjective of {other}'


def _meet(first: dict[str, Any], second: dict[str, Any]) -> bool:
    """Whether the times of two parties have more than a day in common."""
    start = max(first.get("since", ""), second.get("since", ""))
    ends = [table["until"] for table in (first, second) if "until" in table]
    return not ends or start < min(ends)


def _attack_categories() -> frozenset[str]:
    """The categories, and the open ones that the triggers of a language have."""
    entries = (entry for language in languages() for _, entry in tables(_read("lexicon", language, "triggers.toml")))
    return frozenset((*categories(), *(entry["category"] for entry in entries if "category" in entry)))


def _owner_rules(weapon: dict[str, Any]) -> list[dict[str, Any]]:
    """The rules that tell whose a weapon is; a party's key alone is one of them."""
    implied = weapon.get("implied", [])
    return [{"actor": implied}] if isinstance(implied, str) else list(implied)


def _is_owner(rule: dict[str, Any], actors: dict[str, Any]) -> bool:
    return rule.keys() <= _OWNER_KEYS and rule.get("actor", "") in ("", *actors) and _is_day(rule.get("until"))


def _weapon_faults(weapons: dict[str, Any], actors: dict[str, Any]) -> Iterator[str]:
    known = _attack_categories()
    owners: dict[tuple[str, str], str] = {}
    for key, table in weapons.items():
        yield from (f'[{key}] has the unknown key "{name}"' for name in table.keys() - _WEAPON_KEYS - set(_NAMES[:2]))
        if table.get("category") not in known or table.get("branch") not in _BRANCHES:
            yield f"[{key}] has an unknown category or branch"
        if not all(_is_owner(rule, actors) for rule in _owner_rules(table)):
            yield f"[{key}] implies a party or a day that is none"
        for name in _NAMES[:2]:
            yield from _list_faults(f"{key}.{name}", table.get(name, ()), punctuated=True)
            for phrase in table.get(name, ()):
                for form in written_forms(phrase):
                    first = owners.setdefault((name, form), key)
                    if first != key:
                        yield f'"{form}" ({name}) is in [{first}] and again in [{key}]'
