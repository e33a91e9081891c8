"""Units that no list names: a word such as brigade and the name with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.events.mentions import Party
from geoevents.language.clitics import ARTICLE, DETACHED, WA
from geoevents.lexicon.romanise import romanise

if TYPE_CHECKING:
    from geoevents.events.mentions import Row
    from geoevents.events.scene import Scene
    from geoevents.language import Document, Match
    from geoevents.lexicon import Entry
    from geoevents.lexicon.parties import ActorWord

_QUOTE = '"'
_FUNCTION = ("preposition.", "part", "that", "cause", "connector", "doer")


def read_unit(
    document: Document, scene: Scene, match: Match[Entry], described: set[int], cues: Row[Match[Entry]]
) -> Party | None:
    """A unit that no list names: a unit word and the name after it (Arabic) or the capitals before it (English).

    ``described`` are the tokens that are no part of the name: words that describe a unit, articles before it.
    """
    words = document.words
    if document.language == "en":
        start = match.start
        while start > scene.first and start - 1 not in described and words[start - 1].isalpha():
            if not document.text[document.starts[start - 1]].isupper():
                break
            start -= 1
        end = match.end
        return Party(start, end, document.original(start, end), None, "") if start < match.start else None
    end = match.end
    if end < scene.last and words[end] == '"':
        close = next((i for i in range(end + 1, min(end + 6, scene.last)) if words[i] == '"'), None)
        end = close if close is not None else end
        name_start = match.end + 1
    else:
        name_start = end
        told = end >= scene.last or any(t.start == end for t in scene.triggers) or _is_common(document, end, cues)
        told = told or (ARTICLE in match.prefix and not words[end].startswith(ARTICLE) and not words[end].isdecimal())
        if not told and words[end].isalnum():
            end += 1
            if end < scene.last and words[end].startswith(ARTICLE) and words[end].isalnum() and end not in described:
                end += 1
    if end <= name_start:
        return None
    kind = document.words[match.start][len(match.prefix) :]
    written = " ".join([kind, *document.words[match.start + 1 : match.end], document.original(name_start, end)])
    return Party(match.start, end, romanise(written), None, prefix_of(document, match))


def _is_common(document: Document, at: int, cues: Row[Match[Entry]]) -> bool:
    """Whether an Arabic word is no name: a preposition or the like, or a noun joined by "and" ("gatherings and posts").

    A name seldom begins with the letter that means "and"; one that does stands in quotation marks, or has the article.
    """
    if any(c.payload.key.startswith(_FUNCTION) for c in cues.between(at, at + 1)):
        return True
    return document.words[at].startswith(WA) and len(document.words[at]) > len(WA)


def prefix_of(document: Document, match: Match[ActorWord] | Match[Entry]) -> str:
    """What is written with a name, also before the quotation mark that the name stands in."""
    words, at = document.words, match.start
    if match.prefix or at < 2 or words[at - 1] != _QUOTE:  # noqa: PLR2004 - a clitic and the mark
        return match.prefix
    return words[at - 2] if words[at - 2] in DETACHED else ""
