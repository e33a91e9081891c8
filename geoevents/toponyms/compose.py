"""Names made of a class word and other names: roads named by their ends, the airports of a list of cities."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from geoevents.language import Document
from geoevents.toponyms.mentions import Mention, NameSource, Option, stem_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geoevents.model import Language
    from geoevents.toponyms.vocabulary import Cue, Surroundings

_ROAD = "road"
_LOOKED_BACK, _CITIES = 40, 8
"""How many mentions, and how many of towns among them, back "the old city" may belong to."""
FACILITIES = frozenset({"airbase", "crossing", "camp", "base", "dam", "field", "prison", "port", "station"})
"""Classes whose members are often named after a town."""


def compose(mentions: Sequence[Mention], around: Surroundings, gazetteer: NameSource) -> list[Mention]:
    """Join or complete mentions whose class word makes another name of them.

    "The A - B road" becomes one mention where the gazetteer knows the road; "the airports of A and B" get
    the airports as their places.
    """
    composed: list[Mention] = []
    skip = False
    for i, mention in enumerate(mentions):
        if skip:
            skip = False
            continue
        cue = mention.cue
        following = mentions[i + 1] if i + 1 < len(mentions) else None
        road = _road(mention, following, around, gazetteer) if following is not None else None
        if road is not None:
            composed.append(road)
            skip = True
        elif mention.descriptive:
            composed.append(_part_of_city(mention, composed, around, gazetteer))
        elif cue is not None and cue.kind in FACILITIES and not any(cue.fits(o.place) for o in mention.options):
            composed.append(_facility(mention, cue, around, gazetteer))
        else:
            composed.append(mention)
    return composed


def _road(first: Mention, second: Mention, around: Surroundings, gazetteer: NameSource) -> Mention | None:
    """The road between the ends that two mentions in a row name."""
    if not second.linked or second.start - first.end > 1:
        return None
    cue = first.cue if first.cue is not None and first.closing == first.end else second.cue
    if cue is None or cue.kind != _ROAD:
        return None
    ends = _name(first, around), _name(second, around)
    for a, b in (ends, ends[::-1]):
        for word in around.words.singular.get(_ROAD, ()):
            options = _look_up(
                f"{word} {a} {b}" if around.document.language == "ar" else f"{a} {b} {word}", cue, around, gazetteer
            )
            if options:
                start, end = min(first.opening, first.start), max(second.closing, second.end)
                return first._replace(
                    start=start, end=end, opening=start, closing=end, prefix="", options=options, cue=cue,
                    reasons=(*first.reasons, "a road named by its ends"),
                )  # fmt: skip
    return None


def _facility(mention: Mention, cue: Cue, around: Surroundings, gazetteer: NameSource) -> Mention:
    name = _name(mention, around)
    for word in around.words.singular.get(cue.kind, ()):
        options = _look_up(
            f"{word} {name}" if around.document.language == "ar" else f"{name} {word}", cue, around, gazetteer
        )
        if options:
            return mention._replace(options=options)
    return mention


def _part_of_city(mention: Mention, before: Sequence[Mention], around: Surroundings, gazetteer: NameSource) -> Mention:
    """Read "the old city" after a city as its own old town."""
    words = around.document.words
    noun, rest = words[mention.start], " ".join(words[mention.start + 1 : mention.end])
    cities = [m for m in before[-_LOOKED_BACK:] if m.options and m.options[0].place.feature_class == "P"]
    for city in dict.fromkeys(_name(m, around) for m in reversed(cities[-_CITIES:])):
        names = (f"{city} {rest}",) if around.document.language == "ar" else (f"{noun} {city}", f"{city} {noun} {rest}")
        for name in names:
            document = _document(name.title(), around.document.language)
            options = tuple(o for o in _whole(document, gazetteer) if o.place.feature_code == "PPLX")
            if options:
                return mention._replace(options=options)
    return mention


def _name(mention: Mention, around: Surroundings) -> str:
    """The original words of a mention, clitics left off."""
    words = around.document.words
    return " ".join((stem_of(words[mention.start], mention.prefix), *words[mention.start + 1 : mention.end])).title()


def _look_up(name: str, cue: Cue, around: Surroundings, gazetteer: NameSource) -> tuple[Option, ...]:
    document = _document(name, around.document.language)
    return tuple(option for option in _whole(document, gazetteer) if cue.fits(option.place))


@lru_cache(maxsize=4096)
def _document(name: str, language: Language) -> Document:
    """A made name, cut once: articles about one front have the same roads and airports."""
    return Document(name, language)


def _whole(document: Document, gazetteer: NameSource) -> Iterator[Option]:
    """The places whose name is the whole document."""
    for match in gazetteer.find_names(document):
        if match.start_token == 0 and match.end_token == len(document):
            yield from (Option(place, match.kind) for place in match.places)
