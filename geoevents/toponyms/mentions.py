"""The values that the parts of this stage pass on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from geoevents.language.clitics import ARTICLE, LAM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.gazetteer import NameMatch
    from geoevents.gazetteer.names import Kind
    from geoevents.language import Document
    from geoevents.model import Place, Use
    from geoevents.toponyms.vocabulary import Cue


class NameSource(Protocol):
    """What this stage needs of a gazetteer."""

    def find_names(self, document: Document) -> Sequence[NameMatch]:
        """All names in a document."""
        ...


def stem_of(word: str, prefix: str) -> str:
    """The word without its clitics; after li- the article, written with one lam, is put back."""
    if not prefix:
        return word
    rest = word[len(prefix) :]
    return ARTICLE + rest[1:] if prefix.endswith(LAM) and rest.startswith(LAM) else rest


class Option(NamedTuple):
    """A place whose name a mention bears, and how the name agrees."""

    place: Place
    kind: Kind


class Name(NamedTuple):
    """A bare name of the gazetteer in the text: its tokens, its prefix, its places and their highest importance."""

    start: int
    end: int
    prefix: str
    options: tuple[Option, ...]
    importance: float


class Mention(NamedTuple):
    """A name in the text that is, or may be, a place.

    Attributes
    ----------
    start, end
        Tokens of the bare name, ``end`` exclusive.
    prefix
        Arabic conjunctions and prepositions written together with it.
    options
        The places of that name; none for a name that the gazetteer does not know.
    cue
        The class word that goes with it.
    opening, closing
        Tokens of the name with its class words.
    evidence
        What speaks for a place less what speaks against it; see :mod:`geoevents.toponyms.recognise`.
    reasons
        The same in words.
    roles
        Roles of the words right before it.
    header
        It heads a line or a section.
    linked
        The previous mention is named in one list with it.
    use
        The place itself or its government.
    descriptive
        All words of the name are ordinary ones ("the old city"), so that many places could bear it.
    """

    start: int
    end: int
    prefix: str
    options: tuple[Option, ...]
    cue: Cue | None = None
    opening: int = 0
    closing: int = 0
    evidence: float = 0.0
    reasons: tuple[str, ...] = ()
    roles: frozenset[str] = frozenset()
    header: bool = False
    linked: bool = False
    use: Use = "literal"
    descriptive: bool = False

    @property
    def importance(self) -> float:
        """Of the most important place of this name."""
        return max((option.place.importance for option in self.options), default=0.0)
