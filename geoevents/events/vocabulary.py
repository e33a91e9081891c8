"""The vocabulary of the event stage, compiled once a language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from geoevents.lexicon import topic
from geoevents.lexicon.numerals import numerals
from geoevents.lexicon.parties import actor_table, weapon_table

if TYPE_CHECKING:
    from geoevents.language import PhraseTable
    from geoevents.lexicon import Entry
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


@cache
def vocabulary(language: Language) -> Vocabulary:
    """The event stage's vocabulary of a language."""
    return Vocabulary(language)
