"""Units of fighters that no list names: a word such as "brigade" and the name beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.events.mentions import Party
from geoevents.language.clitics import ARTICLE, WA
from geoevents.lexicon.numerals import numerals
from geoevents.lexicon.romanise import romanise

if TYPE_CHECKING:
    from geoevents.events.scene import Scene
    from geoevents.language import Document, Match
    from geoevents.lexicon import Entry


def read_unit(document: Document, scene: Scene, match: Match[Entry], beyond: set[int]) -> Party | None:
    """A unit that no list names: a unit word and the name after it (Arabic) or the capitals before it (English).

    ``beyond`` are the tokens that are no part of the name: articles before it, words that describe a unit.
    """
    words = document.words
    if document.language == "en":
        start = match.start
        while start > scene.first and start - 1 not in beyond and words[start - 1].isalpha():
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
        counted = end < scene.last and words[end].startswith(WA) and numerals("ar").read(document, end) is not None
        if end < scene.last and words[end].isalnum() and not (counted or any(t.start == end for t in scene.triggers)):
            end += 1
            if end < scene.last and words[end].startswith(ARTICLE) and words[end].isalnum() and end not in beyond:
                end += 1
    if end <= name_start:
        return None
    kind = document.words[match.start][len(match.prefix) :]
    written = " ".join([kind, *document.words[match.start + 1 : match.end], document.original(name_start, end)])
    return Party(match.start, end, romanise(written), None, match.prefix)
