"""Place mentions that somebody else recognised, made ready for resolution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.toponyms.compose import compose
from geoevents.toponyms.find import Recognised
from geoevents.toponyms.mentions import Name
from geoevents.toponyms.metonyms import tell_uses
from geoevents.toponyms.recognise import take
from geoevents.toponyms.spans import bare_spans
from geoevents.toponyms.vocabulary import Surroundings, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geoevents.language import Document
    from geoevents.toponyms.mentions import NameSource


def take_toponyms(document: Document, gazetteer: NameSource, spans: Iterable[tuple[int, int]]) -> Recognised:
    """The mentions at some offsets of a document, with the places that bear their names.

    Class words at either end of a span ("the city of X") go with the name and are no part of it. Nothing is left
    out: a name that the gazetteer does not know has no places.

    Parameters
    ----------
    spans
        Offsets (first, one past last) of the names, not overlapping.
    """
    around = Surroundings(document, vocabulary(document.language))
    known = bare_spans(gazetteer.find_names(document), around)
    names: dict[tuple[int, int], Name] = {}
    for start, end in spans:
        tokens = _without_class_words(document.token_at(start), document.token_at(end - 1) + 1, around)
        if tokens[0] < tokens[1] <= len(document):
            names.setdefault(tokens, known.get(tokens) or Name(*tokens, "", (), 0.0))
    mentions = take(names.values(), around)
    return Recognised(tell_uses(compose(mentions, around, gazetteer), around), around)


def _without_class_words(first: int, last: int, around: Surroundings) -> tuple[int, int]:
    leading = next((mark for mark in around.after(first) if mark.cue is not None and mark.end < last), None)
    if leading is not None:
        first = leading.end
    if around.document.language == "en":
        trailing = next((mark for mark in around.before(last) if mark.cue is not None and mark.start > first), None)
        if trailing is not None:
            last = trailing.start
    return first, last
