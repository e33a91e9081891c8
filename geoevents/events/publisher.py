"""Who publishes a text: what its own people tell is said by nobody else."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geoevents.events.vocabulary import vocabulary
from geoevents.language import Document, detect_language, fold_name
from geoevents.language.clitics import ARTICLE

if TYPE_CHECKING:
    from geoevents.events.scene import Scene
    from geoevents.language import Match
    from geoevents.lexicon import Entry

_SHORT = 3
_PAIR = 2
_NAME_WORDS = 4
_STAFF = "source.reporter"
"""Reporters, who are the publisher's where nobody else's name stands with them."""
_APOSTROPHES = "'\u2019"
_OUTLETS = frozenset({_STAFF, "source.media"})


class Publisher(NamedTuple):
    """The words of a publisher's name, folded, without articles; and as which sources the vocabulary knows it."""

    words: frozenset[str]
    keys: frozenset[str]

    def is_source(self, scene: Scene, document: Document, source: Match[Entry]) -> bool:
        """Whether a source is the publisher or one of its own people: an observatory quoting itself."""
        if source.payload.attributes.get("own") or source.payload.key in self.keys:
            return True
        words = document.words
        if any(bare(word) in self.words for word in words[source.start : source.end] if len(word) > _SHORT):
            return True
        if document.language != "en":
            return False
        if any(s.end == source.start and s.payload.key in self.keys for s in scene.sources):
            return True  # "SOHR activists"
        at = source.start
        while at > scene.first and words[at - 1] in self.words:
            at -= 1
        if source.start - at >= min(_PAIR, max(len(self.words), 1)):
            return True  # "North Press correspondent"
        return source.payload.key == _STAFF and outlet(scene, document, source) is None and _alone(scene, source)


def _alone(scene: Scene, source: Match[Entry]) -> bool:
    """Whether reporters are told with the article or with nothing, and not as whose they are ("a reporter for X")."""
    if scene.cue(source.end, "definite") is None and any(c.start == source.end for c in scene.cues_of("of")):
        return False
    at = source.start
    return scene.cue(at, "definite", "claim.according") is not None or at == scene.first


def outlet(scene: Scene, document: Document, source: Match[Entry]) -> str | None:
    """The name of a paper, a station or an agency: the source itself, or before its word ("Orient News website")."""
    if document.language != "en" or source.payload.key not in _OUTLETS:
        return None
    end = source.end if _is_capital(document, source.start) and source.start > scene.first else source.start
    kinds = {c.end: c.start for c in scene.cues_of("outlet")}
    end = kinds.get(end, end)
    at = end
    while at > scene.first and end - at < _NAME_WORDS and _is_capital(document, at - 1):
        at -= 1
    if at == scene.first and scene.cue(at + 1, "definite", "indefinite") is not None:
        at += 1
    return document.original(at, end) if at < end else None


def _is_capital(document: Document, token: int) -> bool:
    """Whether a word is written with a capital, or the article of a name that is ("al-Ahed")."""
    text, end = document.text, document.ends[token]
    owner = text[end : end + 1] in _APOSTROPHES and end < len(text)  # "Jordan's"
    return not owner and (text[document.starts[token]].isupper() or text[end : end + 1] == "-")


@lru_cache(maxsize=256)
def read_publisher(publisher: str | None) -> Publisher:
    """How a text may call its publisher, by the publisher's name."""
    folded = fold_name(publisher or "").split()
    keys: set[str] = set()
    if publisher:
        language = detect_language(publisher)
        found = vocabulary(language).roles.scan(Document(publisher, language))
        keys.update(m.payload.key for m in found if m.payload.attributes.get("outlet"))
    return Publisher(frozenset(bare(word) for word in folded), frozenset(keys))


def bare(word: str) -> str:
    """An Arabic word without its article."""
    return word.removeprefix(ARTICLE)
