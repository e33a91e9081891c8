"""From the gazetteer's names in a text to bare names: class words and directions left off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.language.clitics import ARTICLE, WA
from geoevents.toponyms.mentions import Name, Option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.gazetteer import NameMatch
    from geoevents.gazetteer.names import Kind
    from geoevents.model import Place
    from geoevents.toponyms.vocabulary import Mark, Surroundings

    Span = tuple[int, int]


_CLEARLY = 0.15


def bare_spans(matches: Sequence[NameMatch], around: Surroundings) -> dict[Span, Name]:
    """The prefix and the options of each span of tokens.

    "The governorate of X" and "X" come together in the span of X, each with its own places.
    """
    places: dict[Span, tuple[Place, ...]] = {}
    for match in matches:
        span = match[:2]
        places[span] = places[span] + match.places if span in places else match.places
    beginnings = {start for start, _ in places}
    spans: dict[Span, Name] = {}
    known_options: dict[tuple[int, Kind, bool], tuple[Option, ...]] = {}
    for match in matches:
        start, end, prefix, kind, of_name = match
        span = (start, end) if end - start == 1 else _bare(match, around, places)
        if span[0] == span[1] or (kind == "article" and end in beginnings and _leads_on(start, end, around)):
            continue
        if span[0] != start:
            prefix = ""
        same = (id(of_name), kind, span[1] - span[0] == 1)  # a name told again has the same places
        options = known_options.get(same)
        if options is None:
            kept = [Option(place, kind) for place in of_name if not _is_adjective(place, kind, span)]
            options = known_options[same] = tuple(kept)
        if not options:
            continue
        name = Name(span[0], span[1], prefix, options, options[0].place.importance)
        known = spans.get(span)
        spans[span] = name if known is None else _better(known, name)
    return spans


def _is_adjective(place: Place, kind: Kind, span: Span) -> bool:
    """A country's name with an article that it does not have is the adjective of the nation."""
    return kind == "article" and span[1] - span[0] == 1 and place.feature_code.startswith("PCL")


def _leads_on(start: int, end: int, around: Surroundings) -> bool:
    """Whether the last word tells on which side of the next place the one before it lies: "X west of Y"."""
    if around.document.language != "ar" or end - start == 1 or around.document.words[end - 1].startswith(ARTICLE):
        return False
    return any(mark.role == "direction" for mark in around.before(end))


def _better(known: Name, name: Name) -> Name:
    """Of two readings of one span the one with less taken off; their places together where it is the same."""
    if len(name.prefix) < len(known.prefix):
        return name
    if len(name.prefix) == len(known.prefix):
        seen = {option.place.place_id for option in known.options}
        further = [option for option in name.options if option.place.place_id not in seen]
        return known._replace(options=(*known.options, *further), importance=max(known.importance, name.importance))
    if name.prefix == WA and not known.prefix and name.importance > known.importance + _CLEARLY:
        return name  # "and X" rather than the name of a hamlet that begins alike
    return known


def _bare(match: NameMatch, around: Surroundings, places: dict[Span, tuple[Place, ...]]) -> Span:
    """Leave off class words and directions, and what an alias such as "the academy in X" says of where it is."""
    start, end = match.start_token, match.end_token
    arabic = around.document.language == "ar"
    if arabic:
        inner = (i for i in range(start + 1, end - 1) if any(m.role == "place.in" for m in around.after(i)))
        end = next(inner, end)
    first, directed = start, False
    while (mark := _leading(start, end, around, places)) is not None:
        start = mark.end
        directed = directed or mark.role == "direction"
    if not arabic:
        end = _without_tail(start, end, around, places)
    while arabic and start > first and end - start > 1 and _trails(end - 1, around):
        directed = directed or around.document.words[end - 1] not in around.words.plain
        end -= 1
    # A part of a region ("the northern countryside of X") is told by the words beside the bare name.
    return (start, start) if directed and (start, end) in places else (start, end)


def _leading(start: int, end: int, around: Surroundings, places: dict[Span, tuple[Place, ...]]) -> Mark | None:
    """A class word that is no part of the name, a direction, or a preposition, at the beginning."""
    for mark in around.after(start):
        if mark.end >= end or ARTICLE in mark.prefix or around.document.words[mark.end].isdigit():
            continue
        if mark.role == "direction":
            if _is_town(mark.end, end, places):
                return mark
        elif mark.cue is not None:
            if _comes_off(mark, (mark.end, end), (start, end), places):
                return mark
        elif mark.role.startswith("place.") and around.document.text[around.document.starts[start]].islower():
            return mark
    return None


def _comes_off(mark: Mark, rest: Span, whole: Span, places: dict[Span, tuple[Place, ...]]) -> bool:
    """Whether a class word is no part of the name.

    A road's, or a countryside's that is a governorate of its own ("Rural Damascus"), comes off only where
    the rest alone is a name of the same place.
    """
    assert mark.cue is not None
    kind = mark.cue.kind
    of_whole = places.get(whole, ())
    if kind == "countryside" and not any(place.feature_code == "ADM1" for place in of_whole):
        return True
    if kind in ("road", "countryside"):
        return any(place in of_whole for place in places.get(rest, ()))
    return not mark.cue.named and any(mark.cue.admits(place) for place in of_whole)


def _is_town(start: int, end: int, places: dict[Span, tuple[Place, ...]]) -> bool:
    """Whether the rest alone is a town's or a region's name: then the direction tells a part of it."""
    return any(place.feature_class in ("P", "A") for place in places.get((start, end), ()))


def _without_tail(start: int, end: int, around: Surroundings, places: dict[Span, tuple[Place, ...]]) -> int:
    for mark in around.before(end):
        if mark.cue is not None and mark.start > start and _comes_off(mark, (start, mark.start), (start, end), places):
            return mark.start
    return end


def _trails(token: int, around: Surroundings) -> bool:
    """Whether a word after the bare name is a direction or an adjective."""
    word = around.document.words[token]
    if word.startswith(ARTICLE) and word in around.words.plain:
        return True
    return any(mark.role == "direction" and mark.end == token + 1 for mark in around.after(token))
