"""The vocabulary of the event stage, compiled once a language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geoevents.lexicon import topic
from geoevents.lexicon.numerals import numerals
from geoevents.lexicon.parties import actor_table, weapon_table

if TYPE_CHECKING:
    from geoevents.language import Document, Match, PhraseTable
    from geoevents.lexicon import Entry
    from geoevents.lexicon.parties import ActorWord, Weapon
    from geoevents.model import Language


class Vocabulary:
    """Phrase tables of a language's triggers, cues, victims, roles, actors and weapons."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.triggers: PhraseTable[Entry] = topic(language, "triggers").table(pronouns=True)
        cues = topic(language, "cues")
        self.cues: PhraseTable[Entry] = cues.table()
        self.passive = cues.words("passive")
        self.conjunctions = cues.words("conjunction")
        self.links = cues.words("link")
        self.victims: PhraseTable[Entry] = topic(language, "victims").table(pronouns=True)
        self.roles: PhraseTable[Entry] = topic(language, "roles").table()
        self.actors = actor_table(language)
        self.weapons = weapon_table(language)
        self.numerals = numerals(language)

    def mark(self, document: Document) -> Marks:
        """Go over a document once with each table."""
        triggers = [m for m in self.triggers.scan(document) if "category" in m.payload.attributes]
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
