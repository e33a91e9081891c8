"""Whether a name means the place or the government that sits there.

Only countries and capitals can stand for a government. A preposition of place, or a noun that goes with
territory, makes it the place; a verb of saying or acting beside it, or a noun such as "role" before it,
the government. Where nothing decides, a foreign capital is its government and the rest the place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.language import analyses
from geoevents.language.clitics import BA, LAM, WA
from geoevents.model import HOME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.model import Use
    from geoevents.toponyms.mentions import Mention
    from geoevents.toponyms.vocabulary import Mark, Surroundings

_CAPITAL = "PPLC"
_ROUND = 4
_PLACE_ROLES = frozenset({"place.in", "place.near", "place.to", "place.from", "place.far", "direction", "territory"})


def tell_uses(mentions: Sequence[Mention], around: Surroundings) -> list[Mention]:
    """The mentions with their use set."""
    told: list[Mention] = []
    for i, mention in enumerate(mentions):
        if can_govern(mention):
            use = _use(mention, told[-1] if told else None, _rest_of_list(mentions, i), around)
            told.append(mention._replace(use=use) if use != mention.use else mention)
        else:
            told.append(mention)
    return told


def _rest_of_list(mentions: Sequence[Mention], at: int) -> list[Mention]:
    """The further members of the list that a mention begins."""
    rest: list[Mention] = []
    for mention in mentions[at + 1 :]:
        if not mention.linked or not can_govern(mention):
            break
        rest.append(mention)
    return rest


def can_govern(mention: Mention) -> bool:
    """Whether the name is a country's or a capital's (Israel's press capital included, by its feature code)."""
    best = mention.options[0].place if mention.options else None
    if best is None or mention.cue is not None:
        return False
    return best.feature_code == _CAPITAL or best.feature_code.startswith("PCL")


def _use(mention: Mention, previous: Mention | None, rest: Sequence[Mention], around: Surroundings) -> Use:
    if mention.header and not _speaks(mention, around):
        return "literal"
    if mention.linked and previous is not None and can_govern(previous):
        return previous.use
    before = _votes_before(mention, around)
    if before:
        return "metonym" if before < 0 else "literal"
    if any(mark.role == "follows" for mark in around.after(mention.end)):
        return "literal"
    if any(_speaks(member, around) for member in (mention, *rest)):
        return "metonym"
    return "literal" if _at_home(mention) or _is_reached(mention, around) else _by_default(mention)


def _is_reached(mention: Mention, around: Surroundings) -> bool:
    """Whether a verb of going stands some words before ("the delegation left X")."""
    words = around.document.words
    for i in range(mention.start - 1, max(mention.start - 1 - _ROUND, -1), -1):
        if not words[i][0].isalnum():
            return False
        if any(mark.role == "place.to" for mark in around.after(i)):
            return True
    return False


def _at_home(mention: Mention) -> bool:
    return mention.options[0].place.country == HOME


def _is_home_country(mention: Mention) -> bool:
    return _at_home(mention) and mention.options[0].place.feature_code != _CAPITAL


def _by_default(mention: Mention) -> Use:
    """A foreign capital alone is its government; a foreign country alone rather the country."""
    return "metonym" if mention.options[0].place.feature_code == _CAPITAL else "literal"


def _votes_before(mention: Mention, around: Surroundings) -> int:
    """What stands right before: above 0 the place, below 0 the government, 0 undecided."""
    if BA in mention.prefix:
        return 1
    start = mention.start
    words = around.document.words
    if start and words[start - 1] == '"':
        start -= 1
    marks = () if mention.prefix.startswith(WA) else around.before(start)
    for mark in marks:  # the longest phrase decides
        vote = _vote(mark, mention, around)
        if vote:
            return vote
    if not marks and _acts_upon(start - 1, around):
        return -1
    return -1 if _second_of_between(mention, around) else 0


def _vote(mark: Mark, mention: Mention, around: Surroundings) -> int:
    """What one phrase before the name says, as :func:`_votes_before`."""
    role = mark.role
    if role in _PLACE_ROLES:
        return 1
    if role == "struck":  # in Arabic a foreign name after the verb is its subject
        return 1 if _at_home(mention) or around.document.language == "en" else 0
    if role == "place.between":
        return -1 if _between_parties(mention, around) else 1
    if role == "government.auxiliary" or (role == "government.preposition" and _is_home_country(mention)):
        return 0
    return -1 if role.startswith("government") else 0


def _acts_upon(token: int, around: Surroundings) -> bool:
    """Whether an Arabic word is a verb of acting with an object pronoun ("which X launched")."""
    if token < 0 or around.document.language != "ar":
        return False
    for reading in analyses(around.document.words[token], pronouns=True):
        if reading.suffix:
            heads = around.words.around.heads(reading.stem) or ()
            if any(not rest and word.role == "government.verb" for rest, word, _, _ in heads):
                return True
    return False


def _between_parties(mention: Mention, around: Surroundings) -> bool:
    """Tell apart: "between Moscow and Ankara" is about governments, "between Damascus and Homs" about a road."""
    for i in range(mention.end, min(mention.end + 2, len(around.document.words))):
        if any(mark.cue is not None for mark in around.after(i)):
            return False
    return not _at_home(mention)


def _second_of_between(mention: Mention, around: Surroundings) -> bool:
    """After "between" and an organisation: "between the militia and Damascus"."""
    words = around.document.words
    joined = mention.prefix.startswith(WA) or (mention.start and words[mention.start - 1] in around.words.joints)
    if not joined:
        return False
    for i in range(mention.start, max(mention.start - _ROUND, 0), -1):
        if any(mark.role == "place.between" for mark in around.before(i)):
            return True
    return False


def _speaks(mention: Mention, around: Surroundings) -> bool:
    """A verb of saying or acting after the name."""
    if around.document.language == "ar" and LAM in mention.prefix:
        return False
    for mark in around.after(mention.end):
        if mark.role == "government.verb":
            return True
        if mark.role == "government.auxiliary":
            # "Damascus was quiet" is the city, "Damascus has denied" the government.
            acts = any(m.role == "government.verb" for m in around.after(mark.end))
            return acts or not _at_home(mention)
    return False
