"""The stage as a whole: recognise, tell uses, gather regions, resolve."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple

from geoevents.calibration import corrected
from geoevents.language.clitics import LAM
from geoevents.model import Candidate, Toponym
from geoevents.toponyms.compose import compose
from geoevents.toponyms.lists import weigh_lists
from geoevents.toponyms.mentions import stem_of
from geoevents.toponyms.metonyms import tell_uses
from geoevents.toponyms.recognise import recognise
from geoevents.toponyms.regions import contexts
from geoevents.toponyms.resolve import resolve
from geoevents.toponyms.vocabulary import Surroundings, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geoevents.language import Document
    from geoevents.toponyms.mentions import Mention, NameSource
    from geoevents.toponyms.regions import Context
    from geoevents.toponyms.resolve import Choice

_WEAK = 1.2
_LONGEST_CLASS = 3
"""Words of a class word at most ("Thermal Power Station")."""
_KEPT, _LEAST = 5, 0.002
"""How many candidates are kept with a mention, and from which share on."""


class Recognised(NamedTuple):
    """What recognition hands to resolution: the mentions of a document, and the known words around them."""

    mentions: Sequence[Mention]
    around: Surroundings


def find_toponyms(document: Document, gazetteer: NameSource, *, title: Document | None = None) -> tuple[Toponym, ...]:
    """The place mentions of an article, resolved.

    Parameters
    ----------
    document
        The article's text.
    gazetteer
        Where names are looked up (:class:`geoevents.gazetteer.Gazetteer`).
    title
        The article's title, which helps to recognise and is no source of mentions itself.

    Returns
    -------
    tuple of Toponym
        In the order of the text. ``place`` is None, with the reason, for a name that the gazetteer does not
        know or knows only elsewhere.
    """
    return resolve_toponyms(recognise_toponyms(document, gazetteer, title=title))


def recognise_toponyms(document: Document, gazetteer: NameSource, *, title: Document | None = None) -> Recognised:
    """The place mentions of an article with the places that bear their names; see :func:`find_toponyms`."""
    around = Surroundings(document, vocabulary(document.language))
    mentions = recognise(gazetteer.find_names(document), around, title=title)
    return Recognised(tell_uses(compose(mentions, around, gazetteer), around), around)


def resolve_toponyms(found: Recognised) -> tuple[Toponym, ...]:
    """Choose a place for every mention, all of an article together, and leave out what is rather no place name."""
    document = found.around.document
    kept: dict[int, tuple[Candidate, ...]] = {}
    toponyms = []
    for mention, region, choice in _choices(found):
        if id(choice) not in kept:
            kept[id(choice)] = _candidates(choice)
        if not _is_mistaken(mention, choice):
            toponym = _toponym(document, mention, region, choice, kept[id(choice)])
            written = _written(found.around, mention) if document.language == "en" else None
            toponyms.append(toponym if written is None else dataclasses.replace(toponym, written=written))
    return tuple(toponyms)


def _written(around: Surroundings, mention: Mention) -> str | None:
    """A Latin name with the class word after it where both are capitalised: "Kuweires Military Airport"."""
    document = around.document
    at = mention.end
    while at < min(mention.end + _LONGEST_CLASS, len(document)) and document.text[document.starts[at]].isupper():
        ends = [m.end for m in around.after(at) if m.cue is not None or m.role == "organisation.facility"]
        end = max((end for end in ends if document.text[document.starts[end - 1]].isupper()), default=None)
        if end is not None:
            return " ".join(document.original(mention.start, end).split())
        at += 1
    return None


def list_candidates(found: Recognised) -> tuple[Toponym, ...]:
    """The mentions unresolved, each with every place that bears its name, the likeliest first."""
    document = found.around.document
    return tuple(
        dataclasses.replace(
            _toponym(document, mention, region, choice, _candidates(choice, len(choice.scored), 0.0)),
            place=None,
            confidence=0.0,
            reason="; ".join(mention.reasons),
        )
        for mention, region, choice in _choices(found)
    )


def _choices(found: Recognised) -> Iterable[tuple[Mention, Context, Choice]]:
    mentions, around = found
    regions = contexts(mentions, around)
    names = [_folded(around.document, mention) for mention in mentions]
    choices = weigh_lists(mentions, regions, resolve(mentions, regions, names))
    return zip(mentions, regions, choices, strict=True)


def _folded(document: Document, mention: Mention) -> str:
    """The folded name without clitics: mentions of one name have the same."""
    words = document.words
    stem = stem_of(words[mention.start], mention.prefix)
    return stem if mention.end - mention.start == 1 else " ".join((stem, *words[mention.start + 1 : mention.end]))


def _is_mistaken(mention: Mention, choice: Choice) -> bool:
    """Whether a name with little evidence, and known only for places elsewhere, is rather no place name."""
    weak = mention.cue is None and mention.evidence < _WEAK and not mention.linked
    return choice.refused is not None and bool(choice.scored) and weak


def _candidates(choice: Choice, kept: int = _KEPT, least: float = _LEAST) -> tuple[Candidate, ...]:
    """The candidates that are kept, the best first."""
    return tuple(
        [
            Candidate(scored.place, round(share, 4), scored.reasons)
            for scored, share in zip(choice.scored[:kept], choice.shares, strict=False)
            if share >= least
        ]
    )


def _toponym(
    document: Document, mention: Mention, region: Context, choice: Choice, candidates: tuple[Candidate, ...]
) -> Toponym:
    start = document.starts[mention.start]
    if mention.prefix:
        start += _prefix_length(document, mention)
    end = _with_hamza(document, document.ends[mention.end - 1])
    place = choice.best
    recognised = min(1.0, 0.7 + 0.3 * mention.evidence)
    return Toponym(
        start=start,
        end=end,
        text=document.text[start:end],
        use=mention.use,
        cue=mention.cue.kind if mention.cue is not None else None,
        place=place,
        parent=region.parent or region.section,
        candidates=candidates,
        confidence=round(corrected(recognised * choice.shares[0]), 4) if place is not None else 0.0,
        reason=_reason(mention, choice),
        company=choice.company,
    )


def _with_hamza(document: Document, end: int) -> int:
    """The end of a name with the hamza and the signs after its last letter, which the folded token leaves out."""
    text = document.text
    while end < len(text) and (text[end] == "\u0621" or "\u064b" <= text[end] <= "\u0655"):
        end += 1
    return end


def _prefix_length(document: Document, mention: Mention) -> int:
    """Code points of the original that the clitics before the name take up.

    Left-out characters (diacritics, tatweel) make the original longer than the folded word, and li- with the
    article is written with one lam less than its reading has: the name begins after the second lam.
    """
    taken, word = len(mention.prefix), document.words[mention.start]
    taken += mention.prefix.endswith(LAM) and word[taken : taken + 1] == LAM
    return document.letters(mention.start, taken)


def _reason(mention: Mention, choice: Choice) -> str:
    parts = list(mention.reasons) or ["a well-known name"]
    if choice.refused is not None:
        parts.append(choice.refused)
    elif choice.scored:
        best = choice.scored[0]
        parts.extend(best.reasons)
        if len(choice.scored) > 1:
            parts.append(f"{len(choice.scored)} places bear the name")
        if mention.use == "metonym":
            parts.append("stands for a government")
    return "; ".join(dict.fromkeys(parts))
