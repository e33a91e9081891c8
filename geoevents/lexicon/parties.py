"""Actors and weapons: data/actors.toml and data/weapons.toml, which serve all languages."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from geoevents.errors import LexiconError
from geoevents.language import Document, Match, PhraseTable, detect_language, fold, fold_name
from geoevents.language.tokens import tokenise
from geoevents.lexicon.loader import topic
from geoevents.resources import data_path, load_compiled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.model import Language

_INITIALS = 4
"""An abbreviation of up to so many capitals may be a common word when written small ("is", "us")."""
_QUOTE = '"'


class Actor(NamedTuple):
    """A party of the war, as data/actors.toml describes it."""

    key: str
    name: str
    air: str | None
    navy: str | None
    state: str | None
    attack: str | None
    acled: str
    interaction: int
    camp: str | None
    regains: bool
    since: str | None
    until: str | None
    foe: str | None = None

    def branch_name(self, branch: str | None) -> str:
        """The name of its air force, its navy or the state that it serves, else its own."""
        return {"air": self.air, "navy": self.navy, "state": self.state}.get(branch or "") or self.name

    def holds(self, day: str) -> bool:
        """Whether the party was there, under its name, on a day (ISO 8601)."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class ActorWord(NamedTuple):
    """A phrase that names an actor; ``adjective`` when it only marks a force or a weapon as theirs.

    ``others`` are further actors of that name (an army before and after a change of government),
    ``capitals`` tells that the phrase counts only where it is written in capitals, ``own`` that it is how
    a statement calls the forces of whoever publishes it ("our forces"), and ``common`` that it is a common noun
    ("the organisation"), which in the statement of a party with a foe means that foe.
    """

    actor: Actor
    adjective: bool
    others: tuple[Actor, ...] = ()
    capitals: bool = False
    own: bool = False
    common: bool = False

    def on(self, day: str | None) -> Actor:
        """The actor that the phrase names on a day (ISO 8601): the first whose time holds it, else the first."""
        if day is None or not self.others:
            return self.actor
        return next((actor for actor in (self.actor, *self.others) if actor.holds(day)), self.actor)


class Owner(NamedTuple):
    """Whose a weapon is where a text names nobody: an actor's key (``None``: unknown), until when and within what."""

    actor: str | None = None
    until: str | None = None
    within: tuple[str, ...] = ()


class Weapon(NamedTuple):
    """A kind of weapon, as data/weapons.toml describes it.

    ``platform`` carries weapons (an aircraft, a ship); ``telling`` marks one that is worth naming as the
    weapon where nothing better is, ``either`` one that is used from the air, too, ``crewed`` one that a text lets
    fire like a force ("A's artillery shelled"): a platform is. Of the rules in ``implied`` the first that fits counts.
    """

    key: str
    name: str
    category: str
    branch: str | None
    platform: bool
    implied: tuple[Owner, ...]
    telling: bool = True
    either: bool = False
    crewed: bool = False

    def owner(self, day: str | None, areas: frozenset[str]) -> str | None:
        """Key of the actor whose it is where a text names nobody.

        Parameters
        ----------
        day
            ISO 8601.
        areas
            Governorates and districts where it was used, by the gazetteer's names.
        """
        for rule in self.implied:
            if rule.until is not None and (day is None or day > rule.until):
                continue
            if not rule.within or not areas or areas.intersection(rule.within):
                return None if rule.within and not areas else rule.actor
        return None


class ActorTable(PhraseTable[ActorWord]):
    """The phrases that name actors, found together with the words that belong to a name.

    Those are in lexicon/*/forces.toml: "fighters of", "militia" before an Arabic name (quotation marks
    around it allowed), "fighters", "troops" after an English one; an adjective with such a word is a
    name. What only tells whose a place is ("the Turkish border", "rebel-held") is passed over.
    """

    def __init__(self, language: Language) -> None:
        super().__init__(clitics=language == "ar")
        self._before = language == "ar"
        forces = topic(language, "forces")
        self._parts = {kind: _phrases(forces.words(kind), clitics=self._before) for kind in ("named", "marked")}
        self._country = _phrases(forces.words("country"), clitics=self._before)
        self._held = forces.words("held")
        self._holding = forces.words("holding")
        self._by = forces.words("by")
        self._against = forces.words("against")

    def scan(self, document: Document, first: int = 0, last: int | None = None) -> list[Match[ActorWord]]:
        """Find the names of actors, see :meth:`PhraseTable.scan`."""
        words = document.words
        last = len(words) if last is None else last
        found: list[Match[ActorWord]] = []
        free = first
        for match in super().scan(document, first, last):
            word = match.payload
            if word.capitals and not document.original(match.start, match.end).isupper():
                continue
            if not self._against.isdisjoint(words[max(first, match.start - 2) : match.start]):
                continue
            following = words[match.end : min(match.end + 2, last)]
            if not self._held.isdisjoint(following[:1]) and self._by.isdisjoint(following):
                continue
            beside = bool(found) and found[-1].end == match.start
            if beside and word.adjective and self._before and not found[-1].payload.adjective:
                continue  # part of the name before it
            if beside and not self._before and found[-1].payload.adjective:
                found.pop()  # part of the name after it
            whole = (
                self._with_word_before(document, match, free)
                if self._before
                else self._with_word_after(document, match, last)
            )
            if whole is not None:
                found.append(whole)
                free = whole.end
        return found

    def holders(self, document: Document, first: int, last: int) -> list[Match[ActorWord]]:
        """The names of those told as holding a place ("rebel-held"), which :meth:`scan` passes over."""
        words = document.words
        if self._holding.isdisjoint(words[first:last]):
            return []
        found = super().scan(document, first, last)
        return [m for m in found if m.end < last and words[m.end] in self._holding]

    def _with_word_before(self, document: Document, match: Match[ActorWord], free: int) -> Match[ActorWord] | None:
        words = document.words
        adjective = match.payload.adjective
        if adjective and match.start > free and self._country.heads(words[match.start - 1]):
            return None
        kind = "marked" if adjective else "named"
        while match.start > free:
            quoted = kind == "named" and words[match.start - 1] == _QUOTE
            at = match.start - 1 - quoted
            heads = self._parts[kind].heads(words[at]) if at >= free else None
            if heads is None:
                break
            end = match.end + (quoted and match.end < len(words) and words[match.end] == _QUOTE)
            match = Match(at, end, match.payload._replace(adjective=False), heads[0][2], "")
            kind = "named"
        return match

    def _with_word_after(self, document: Document, match: Match[ActorWord], last: int) -> Match[ActorWord] | None:
        words = document.words
        adjective = match.payload.adjective
        if match.end >= last:
            return match
        if adjective and self._country.heads(words[match.end]):
            return None
        heads = self._parts["marked" if adjective else "named"].heads(words[match.end])
        for rest, _, _, _ in heads or ():
            end = match.end + 1 + len(rest)
            if end <= last and tuple(words[match.end + 1 : end]) == rest:
                return match._replace(end=end, payload=match.payload._replace(adjective=False))
        return match


@cache
def actors() -> dict[str, Actor]:
    """All actors by their key."""
    return {
        key: Actor(
            key,
            table["name"],
            table.get("air"),
            table.get("navy"),
            table.get("state"),
            table.get("attack"),
            table["acled"],
            table["interaction"],
            table.get("camp"),
            bool(table.get("regains")),
            table.get("since"),
            table.get("until"),
            table.get("foe"),
        )
        for key, table in _load("actors").items()
    }


@cache
def camps() -> dict[str, str]:
    """On whose side an actor stands in the war, by its names as the columns give them."""
    return {
        name: actor.camp
        for actor in actors().values()
        if actor.camp is not None
        for name in (actor.name, actor.air, actor.navy, actor.state)
        if name is not None
    }


@cache
def actor_of_capital() -> dict[str, Actor]:
    """The actor that a capital or country stands for, by the gazetteer's English name."""
    return {place: word.actor for place, word in words_of_capitals().items()}


@cache
def words_of_capitals() -> dict[str, ActorWord]:
    """What a capital or country stands for, by the gazetteer's English name."""
    found: dict[str, list[str]] = {}
    for key, table in _load("actors").items():
        for place in table.get("capitals", ()):
            found.setdefault(place, []).append(key)
    return {place: _word(keys, adjective=False) for place, keys in found.items()}


@cache
def actor_table(language: Language) -> ActorTable:
    """The names of actors in a language, and the adjectives that mark a force as theirs."""
    table = ActorTable(language)
    names: dict[tuple[str, str], list[str]] = {}
    initials: set[str] = set()
    for key, entry in _load("actors").items():
        for kind in ("", "adjectives_", "own_", "common_"):
            for phrase in entry.get(f"_{kind}{language}", ()):
                names.setdefault((phrase, kind), []).append(key)
        initials.update(entry["_initials"])
    for (phrase, kind), keys in names.items():
        word = _word(keys, adjective=kind == "adjectives_", capitals=phrase in initials)
        table.add(phrase.split(), word._replace(own=kind == "own_", common=kind == "common_"))
    return table


def publisher_party(publisher: str | None) -> Actor | None:
    """The party that publishes something, by the publisher's name; ``None`` for a paper or an agency."""
    if not publisher:
        return None
    language = detect_language(publisher)
    found = actor_table(language).scan(Document(publisher, language))
    return next((m.payload.actor for m in found if not m.payload.adjective and not m.payload.own), None)


@cache
def weapon_table(language: Language) -> PhraseTable[Weapon]:
    """The names of weapons in a language."""
    table: PhraseTable[Weapon] = PhraseTable(clitics=language == "ar")
    for key, entry in _load("weapons").items():
        weapon = _weapon(key, entry)
        table.extend((phrase, weapon) for phrase in entry.get("_" + language, ()))
    return table


@cache
def carriers() -> dict[str, Weapon]:
    """What carried out attacks of a category that are told without any weapon."""
    return {entry["category"]: _weapon(key, entry) for key, entry in _load("weapons").items() if entry.get("unnamed")}


def _weapon(key: str, entry: dict[str, Any]) -> Weapon:
    return Weapon(
        key,
        entry["name"],
        entry["category"],
        entry.get("branch"),
        bool(entry.get("platform")),
        _owners(entry.get("implied", ())),
        bool(entry.get("telling", True)),
        bool(entry.get("either")),
        bool(entry.get("crewed", entry.get("platform"))),
    )


def _owners(implied: str | Sequence[dict[str, Any]]) -> tuple[Owner, ...]:
    if isinstance(implied, str):
        return (Owner(implied),)
    return tuple(Owner(rule.get("actor"), rule.get("until"), tuple(rule.get("within", ()))) for rule in implied)


def written_forms(phrase: str) -> list[str]:
    """A phrase folded as its tokens stand in a document: without punctuation and with it ("su 24", "su - 24")."""
    plain = fold_name(phrase)
    full = " ".join(word for word in tokenise(fold(phrase))[0] if word != "\n")
    return [plain] if full == plain else [plain, full]


def _word(keys: list[str], *, adjective: bool, capitals: bool = False) -> ActorWord:
    known = actors()
    first, *others = (known[key] for key in keys)
    return ActorWord(first, adjective, tuple(others), capitals)


def _phrases(words: frozenset[str], *, clitics: bool) -> PhraseTable[None]:
    table: PhraseTable[None] = PhraseTable(clitics=clitics)
    table.extend((phrase, None) for phrase in words)
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
        table["_initials"] = []
        for key in [
            key for key, value in table.items() if key.rpartition("_")[2] in ("ar", "en") and isinstance(value, list)
        ]:
            phrases = table.pop(key)
            table["_" + key] = list(dict.fromkeys(form for phrase in phrases for form in written_forms(phrase)))
            table["_initials"] += [
                fold_name(phrase) for phrase in phrases if phrase.isupper() and len(phrase) <= _INITIALS
            ]
    return content
