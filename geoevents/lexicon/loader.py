"""Loading data/lexicon: a folder a language, a TOML file a topic.

A file is made of tables. Each table that lists phrases is an entry, named by its dotted path; the lists are

``words``
    phrases as they stand,
``verbs``
    verbs, inflected by :func:`geoevents.lexicon.inflect.verb_forms`,
``nouns``
    nouns, with what :func:`geoevents.lexicon.inflect.noun_forms` makes of them,
``gapped``
    verbs and what follows them at a distance: ``"raise ... the flag"``.

All other keys of the table are the entry's attributes, for the stage that uses the topic.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from geoevents.errors import LexiconError
from geoevents.language import PhraseTable, fold_name
from geoevents.language.clitics import ARTICLE, BA, KAF
from geoevents.resources import data_path, load_compiled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geoevents.model import Language

LISTS = ("words", "verbs", "nouns", "gapped")
"""The keys of an entry that hold phrases."""
GAP = " ... "
"""Between the two parts of a gapped phrase."""


class Entry(NamedTuple):
    """What a phrase stands for: its entry's dotted key, its form and the entry's attributes.

    ``form`` is ``word``, ``noun``, or a verb's tense (``past``, ``present``, ``participle``, ``base``).
    """

    key: str
    form: str
    attributes: dict[str, Any]


class Topic:
    """One vocabulary file, compiled: every phrase with its entry."""

    def __init__(self, language: Language, name: str, compiled: dict[str, Any]) -> None:
        self.language = language
        self.name = name
        self.attributes: dict[str, dict[str, Any]] = compiled["entries"]
        """Attributes of each entry by its key, in the file's order."""
        self._phrases: list[list[str]] = compiled["phrases"]

    def phrases(self) -> Iterator[tuple[str, Entry]]:
        """Every (folded phrase, entry)."""
        entries: dict[tuple[str, str], Entry] = {}
        for phrase, key, form in self._phrases:
            entry = entries.get((key, form))
            if entry is None:
                entry = entries[key, form] = Entry(key, form, self.attributes[key])
            yield phrase, entry

    def words(self, key: str) -> frozenset[str]:
        """The folded phrases of one entry, or of all entries below it."""
        return frozenset(phrase for phrase, k, _ in self._phrases if k == key or k.startswith(key + "."))

    def table(self, *, clitics: bool = True, pronouns: bool = False) -> PhraseTable[Entry]:
        """A phrase table of the whole topic."""
        table: PhraseTable[Entry] = PhraseTable(
            clitics=clitics and self.language == "ar", pronouns=pronouns, accepts=_fits
        )
        table.extend((phrase, entry) for phrase, entry in self.phrases() if GAP not in phrase)
        return table

    def gapped(self, *, pronouns: bool = False) -> PhraseTable[tuple[Entry, tuple[str, ...]]]:
        """A phrase table of the first parts of the gapped phrases; with each its entry and its second part."""
        table: PhraseTable[tuple[Entry, tuple[str, ...]]] = PhraseTable(
            clitics=self.language == "ar", pronouns=pronouns, accepts=lambda found, prefix: _fits(found[0], prefix)
        )
        for phrase, entry in self.phrases():
            first, gap, rest = phrase.partition(GAP)
            if gap:
                table.add(first.split(), (entry, tuple(rest.split())))
        return table


def _fits(entry: Entry, prefix: str) -> bool:
    """A verb takes no article and no preposition before it."""
    return entry.form not in ("past", "present") or not (ARTICLE in prefix or BA in prefix or KAF in prefix)


def languages() -> tuple[Language, ...]:
    """The languages that have a folder in data/lexicon."""
    names = sorted(path.name for path in data_path("lexicon").iterdir() if path.is_dir())
    return cast("tuple[Language, ...]", tuple(names))


@cache
def topic(language: Language, name: str) -> Topic:
    """The vocabulary of a topic.

    Raises
    ------
    LexiconError
        If there is no such file, or it is not as the module's description says.
    """
    file = data_path("lexicon", language, f"{name}.toml")
    if not file.is_file():
        message = f"data/lexicon/{language}/{name}.toml does not exist"
        raise LexiconError(message)
    return Topic(language, name, load_compiled(f"lexicon-{language}-{name}", [file], lambda: _compile(file, language)))


def _compile(file: Path, language: Language) -> dict[str, Any]:
    import tomllib  # needed only when the file has changed, and start-up time counts

    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{file.name} ({language}) is not valid TOML: {error}"
        raise LexiconError(message) from error
    entries: dict[str, dict[str, Any]] = {}
    phrases: list[tuple[str, str, str]] = []
    for key, table in tables(content):
        entries[key] = {
            name: value for name, value in table.items() if name not in LISTS and not isinstance(value, dict)
        }
        found = list(_forms(table, language))
        if any(not phrase for phrase, _ in found):
            message = f"{file.name} ({language}): an empty phrase in [{key}]"
            raise LexiconError(message)
        phrases.extend((phrase, key, form) for phrase, form in dict.fromkeys(found))
    return {"entries": entries, "phrases": phrases}


def tables(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the entries of a vocabulary file with their dotted keys, in the file's order."""
    if path and any(name in table for name in LISTS):
        yield path, table
    for name, value in table.items():
        if isinstance(value, dict):
            yield from tables(value, f"{path}.{name}" if path else name)


def _forms(table: dict[str, Any], language: Language) -> Iterator[tuple[str, str]]:
    from geoevents.lexicon.inflect import noun_forms, verb_forms

    for phrase in table.get("words", ()):
        yield fold_name(phrase), "word"
    for verb in table.get("verbs", ()):
        yield from verb_forms(verb, language)
    for phrase in table.get("gapped", ()):
        verb, _, rest = phrase.partition(GAP)
        yield from ((f"{form}{GAP}{fold_name(rest)}", tense) for form, tense in verb_forms(verb, language))
    for noun in table.get("nouns", ()):
        for form in noun_forms(noun, language):
            yield form, "noun"
