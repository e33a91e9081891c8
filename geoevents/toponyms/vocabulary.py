"""The words that the stage knows: class words of places and words around place names."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from geoevents.gazetteer.forms import word_key
from geoevents.language import PhraseTable
from geoevents.lexicon import topic

if TYPE_CHECKING:
    from geoevents.language import Document
    from geoevents.model import Language, Place

CUES = "place_cues"
CONTEXT = "place_context"
NUMBERS = "numbers"
_LISTS = frozenset(
    {"common", "plain", "compound", "never", "generic", "joint", "genitive", "definite", "adverb", "listing"}
)


class Cue(NamedTuple):
    """A class word ("village", "governorate"): the feature codes that it fits, and how it names places."""

    key: str
    codes: frozenset[str]
    near: frozenset[str]
    named: bool
    unknown: bool
    many: bool
    definite: bool = False
    firm: bool = False

    @property
    def kind(self) -> str:
        """The key without what only tells singular from plural."""
        return self.key.partition(".")[0]

    def fits(self, place: Place) -> bool:
        """Whether the class word is the usual one for such a place."""
        return place.feature_code in self.codes or place.feature_class in self.codes

    def admits(self, place: Place) -> bool:
        """Whether the class word may stand for such a place in loose use."""
        return self.fits(place) or place.feature_code in self.near or place.feature_class in self.near


class Mark(NamedTuple):
    """A known word or phrase in a document: its tokens, its role, and the class word if it is one."""

    start: int
    end: int
    prefix: str
    role: str
    key: str
    cue: Cue | None


class Word(NamedTuple):
    """What a listed phrase stands for."""

    role: str
    key: str
    cue: Cue | None


class Vocabulary(NamedTuple):
    """Both topics of one language, compiled.

    ``around`` holds every phrase; ``openers`` only those that are looked for in the whole text: names of
    organisations, and class words after which an unknown name is a place.
    """

    around: PhraseTable[Word]
    openers: PhraseTable[Word]
    common: frozenset[str]
    mild: frozenset[str]
    plain: frozenset[str]
    compound: frozenset[str]
    never: frozenset[str]
    joints: frozenset[str]
    genitive: frozenset[str]
    numbers: frozenset[str]
    definite: frozenset[str]
    adverbs: frozenset[str]
    listing: frozenset[str]
    singular: dict[str, tuple[str, ...]]


@cache
def vocabulary(language: Language) -> Vocabulary:
    """The compiled vocabulary of a language."""
    clitics = language == "ar"
    around: PhraseTable[Word] = PhraseTable(clitics=clitics)
    openers: PhraseTable[Word] = PhraseTable(clitics=clitics)
    for phrase, entry in topic(language, CUES).phrases():
        word = Word("cue", entry.key, _cue(entry.key, entry.attributes))
        around.add(phrase.split(), word)
        if entry.attributes.get("unknown"):
            openers.add(phrase.split(), word)
    context = topic(language, CONTEXT)
    for phrase, entry in context.phrases():
        role = entry.key.partition(".")[0]
        word = Word(entry.key if role in ("place", "organisation", "government", "person") else role, entry.key, None)
        if word.role == "organisation.name":
            openers.add(phrase.split(), word)
        elif role not in _LISTS:
            around.add(phrase.split(), word)
    return Vocabulary(
        around,
        openers,
        _bare(context.words("common.strong"), language),
        _bare(context.words("common.mild"), language),
        context.words("plain"),
        context.words("compound"),
        context.words("never"),
        context.words("joint"),
        context.words("genitive"),
        frozenset(phrase for phrase, _ in topic(language, NUMBERS).phrases()),
        context.words("definite"),
        context.words("adverb"),
        context.words("listing"),
        _singular(language),
    )


def _singular(language: Language) -> dict[str, tuple[str, ...]]:
    """The words of each class that name one place, as they stand beside its name."""
    genitive = topic(language, CONTEXT).words("genitive")
    found: dict[str, tuple[str, ...]] = {}
    for phrase, entry in topic(language, CUES).phrases():
        if not entry.attributes.get("many") and phrase.rpartition(" ")[2] not in genitive:
            found[entry.key] = (*found.get(entry.key, ()), phrase)
    return found


def _bare(words: frozenset[str], language: Language) -> frozenset[str]:
    """Arabic words without their article."""
    return frozenset(map(word_key, words)) if language == "ar" else words


@cache
def generic_nouns(language: Language) -> PhraseTable[Cue]:
    """Nouns with the article that stand for a place named before ("the town"), each with the class it means."""
    cues = topic(language, CUES).attributes
    table: PhraseTable[Cue] = PhraseTable(clitics=language == "ar")
    for phrase, entry in topic(language, CONTEXT).phrases():
        role, _, kind = entry.key.partition(".")
        if role == "generic":
            table.add(phrase.split(), _cue(kind, cues.get(kind, entry.attributes)))
    return table


def _cue(key: str, attributes: dict[str, object]) -> Cue:
    codes, near = attributes.get("codes", ()), attributes.get("near", ())
    assert isinstance(codes, list | tuple)
    assert isinstance(near, list | tuple)
    return Cue(
        key,
        frozenset(codes),
        frozenset(near),
        bool(attributes.get("named")),
        bool(attributes.get("unknown")),
        bool(attributes.get("many")),
        attributes.get("unknown") == "definite",
        bool(attributes.get("firm")),
    )


class Surroundings:
    """The known words of a document, asked for around one token at a time.

    Parameters
    ----------
    document
        The text.
    words
        The vocabulary of its language.
    """

    __slots__ = ("_after", "_before", "document", "words")

    LONGEST = 4
    LISTED = 4

    def __init__(self, document: Document, words: Vocabulary) -> None:
        self.document = document
        self.words = words
        self._before: dict[int, tuple[Mark, ...]] = {}
        self._after: dict[int, tuple[Mark, ...]] = {}

    def before(self, token: int) -> tuple[Mark, ...]:
        """Phrases that end right before a token, the longest first."""
        found = self._before.get(token)
        if found is None:
            found = self._ending(token)
            if token and self.document.words[token - 1] in self.words.listing:
                found = (*found, *self.listed(token))
            self._before[token] = found
        return found

    def listed(self, token: int) -> tuple[Mark, ...]:
        """The plural class word of what a word such as "among them" lists: "six villages, among them X and Y"."""
        words = self.document.words
        for i in range(token - 2, max(token - 2 - self.LISTED, -1), -1):
            many = next((m for m in self.after(i) if m.cue is not None and m.cue.many), None)
            if many is not None:
                return (many._replace(start=token - 1, end=token, prefix=""),)
            if words[i] != "," and words[i] not in self.words.plain and words[i] not in self.words.common:
                break
        return ()

    def after(self, token: int) -> tuple[Mark, ...]:
        """Phrases that begin at a token, the longest first."""
        found = self._after.get(token)
        if found is None:
            found = self._after[token] = self._beginning(token)
        return found

    def _ending(self, token: int) -> tuple[Mark, ...]:
        words = self.document.words
        heads_of = self.words.around.heads
        found: tuple[Mark, ...] = ()
        for length in range(min(self.LONGEST, token)):
            i = token - length - 1
            heads = heads_of(words[i])
            if heads is None:
                if not words[i][0].isalnum():
                    break  # no phrase goes across punctuation
                continue
            rest_told = tuple(words[i + 1 : token])
            longer = [
                Mark(i, token, prefix, word.role, word.key, word.cue)
                for rest, word, prefix, _ in heads
                if rest == rest_told
            ]
            if longer:
                found = (*longer, *found)
        return found

    def _beginning(self, token: int) -> tuple[Mark, ...]:
        words = self.document.words
        heads = self.words.around.heads(words[token]) if 0 <= token < len(words) else None
        if heads is None:
            return ()
        found = []
        for rest, word, prefix, _ in heads:
            end = token + 1 + len(rest)
            if not rest or tuple(words[token + 1 : end]) == rest:
                found.append(Mark(token, end, prefix, word.role, word.key, word.cue))
        return tuple(found)

    def openers(self) -> list[Mark]:
        """Names of organisations, and class words that make unknown names places, in the whole text."""
        return [
            Mark(m.start, m.end, m.prefix, m.payload.role, m.payload.key, m.payload.cue)
            for m in self.words.openers.scan_all(self.document)
        ]
