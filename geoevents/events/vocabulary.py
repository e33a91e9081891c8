"""The vocabulary of the event stage, compiled once a language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geoevents.language import Match, PhraseTable
from geoevents.lexicon import topic
from geoevents.lexicon.numerals import numerals
from geoevents.lexicon.parties import actor_table, weapon_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from geoevents.language import Document
    from geoevents.lexicon import Entry
    from geoevents.lexicon.parties import ActorWord, Weapon
    from geoevents.model import Language


_GAP_REACH = 8
_ENDS = frozenset(".!?\n")


class Vocabulary:
    """Phrase tables of a language's triggers, cues, victims, roles, actors and weapons."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.triggers: PhraseTable[Entry] = topic(language, "triggers").table(pronouns=True)
        self.gapped = topic(language, "triggers").gapped(pronouns=True)
        cues = topic(language, "cues")
        self.cues: PhraseTable[Entry] = cues.table()
        self.passive = cues.words("passive")
        self.conjunctions = cues.words("conjunction")
        self.links = cues.words("link")
        self.victims: PhraseTable[Entry] = topic(language, "victims").table(pronouns=True)
        self.professions: PhraseTable[Entry] = topic(language, "professions").table()
        self.roles: PhraseTable[Entry] = topic(language, "roles").table()
        self.actors = actor_table(language)
        self.weapons = weapon_table(language)
        self.numerals = numerals(language)
        self.rolls: PhraseTable[Entry] = PhraseTable()
        names: Callable[[str], frozenset[str]] = _no_words
        if language == "ar":
            names = topic(language, "names").words
            self.rolls.extend((p, e) for p, e in topic(language, "names").phrases() if e.key.startswith("roll."))
        self.given, self.titles = names("given"), names("title")
        self.kunyas, self.servants = names("kunya"), tuple(names("servant"))

    def _triggers(self, document: Document) -> list[Match[Entry]]:
        """The triggers of a document; a gapped one stands at its verb and outweighs what begins there."""
        found = {m.start: m for m in self.triggers.scan(document)}
        closing: set[int] = set()
        for match in self.gapped.scan_all(document):
            entry, rest = match.payload
            end = None if match.start in closing else _second_part(document, match.end, rest)
            if end is not None:
                closing.update(range(end - len(rest), end))
                if end in found and found[end].payload.attributes.get("category") == entry.attributes.get("category"):
                    closing.add(end)  # "managed to regain / control of"
                for token in closing:
                    found.pop(token, None)
                found[match.start] = Match(match.start, match.end, entry, match.prefix, match.suffix)
        return sorted((m for m in found.values() if "category" in m.payload.attributes), key=lambda m: m.start)

    def mark(self, document: Document) -> Marks:
        """Go over a document once with each table."""
        triggers = self._triggers(document)
        if not triggers:
            return Marks([], [], [], [], [], [], [])
        roles = self.roles.scan_all(document)
        return Marks(
            triggers,
            self.cues.scan_all(document),
            self.victims.scan(document),
            _longest(roles),
            _longest([m for m in roles if m.payload.key.startswith("source.")]),
            self.actors.scan(document),
            self.weapons.scan(document),
        )


def _no_words(_: str) -> frozenset[str]:
    return frozenset()


def _second_part(document: Document, at: int, rest: tuple[str, ...]) -> int | None:
    """Where the second part of a gapped phrase ends that begins soon after a token, in the same sentence."""
    words = document.words
    for start in range(at, min(at + _GAP_REACH, len(words) - len(rest)) + 1):
        if start > at and words[start - 1] in _ENDS:
            return None
        if tuple(words[start : start + len(rest)]) == rest:
            return start + len(rest)
    return None


def _longest(matches: list[Match[Entry]]) -> list[Match[Entry]]:
    """Of all matches those that :meth:`PhraseTable.scan` would find."""
    kept: list[Match[Entry]] = []
    for match in matches:
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


class Marks(NamedTuple):
    """All that the vocabulary finds in a document, each list in the order of the text."""

    triggers: list[Match[Entry]]
    cues: list[Match[Entry]]
    victims: list[Match[Entry]]
    roles: list[Match[Entry]]
    sources: list[Match[Entry]]
    actors: list[Match[ActorWord]]
    weapons: list[Match[Weapon]]


@cache
def vocabulary(language: Language) -> Vocabulary:
    """The event stage's vocabulary of a language."""
    return Vocabulary(language)
