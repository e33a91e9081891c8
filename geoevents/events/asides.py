"""Relative clauses and other asides of an English sentence: what stands in them belongs to nobody else.

An aside stands behind a comma: a relative clause ("X, which rebels took in May,"), a description ("X, home to
families who fled Y,"), a word of saying ("residents of Y said,"). It ends at the comma that leads back to the
main clause. An attack described by its relative clause ("a raid, which hit Y") is told on, not put aside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from geoevents.events.mentions import Party, PlaceMention
    from geoevents.events.scene import Scene
    from geoevents.language import Document

_SAYING = ("claim.say", "claim.deny")
_SITE = "site"
_PAST = ("perfect", "background")
_AUXILIARIES = 2
"""Words before a verb that belong to it at most: "has been advancing"."""
_LEAD = 3
"""Words before a relative pronoun that belong to it: "most of whom", "a town that"."""
_LONGEST_SAYING = 8


class Aside(NamedTuple):
    """An aside at tokens ``start`` to ``end``; what it describes ends at token ``after``."""

    start: int
    end: int
    after: int
    manner: bool = False
    """Tells how the subject does what the main verb tells: "using mortars", "in its third attack"."""

    def describes(self, mention: Party | PlaceMention) -> bool:
        """Whether a mention stands right before it."""
        return mention.end == self.after


def find_asides(scene: Scene, document: Document) -> list[Aside]:
    """The asides of an English sentence, in the order of the text; they do not overlap."""
    words = document.words
    found: list[Aside] = []
    commas = [i for i in range(scene.first + 1, scene.last - 1) if words[i] == ","]
    for comma in commas:
        if found and comma < found[-1].end - 1:
            continue
        end = scene.last if _is_history(scene, comma) else _end(scene, document, comma, commas)
        if (
            _is_saying(scene, comma, end)
            or _is_plan(scene, comma, end)
            or _is_counted(scene, comma, end)
            or (_opens(scene, comma) and _apart(scene, comma, end))
        ):
            found.append(Aside(comma + 1, end, comma))
        elif _is_manner(scene, comma, end):
            found.append(Aside(comma + 1, end, comma, manner=True))
    return sorted([*found, *_of_a_past(scene, commas, found)])


def _is_history(scene: Scene, comma: int) -> bool:
    """Whether a clause tells what once happened at a place, up to the end: "the site of a raid in which ..."."""
    first = next((c for c in scene.cues_of(_SITE) if c.start == comma + 1), None)
    return first is not None and any(0 <= c.start - first.end <= 2 * _LEAD for c in scene.cues_of("relative"))


def _is_manner(scene: Scene, comma: int, end: int) -> bool:
    """Whether a phrase between a subject and its verb tells how: "the army, using mortars, shelled"."""
    if end == scene.last or not any(c.start == comma + 1 for c in scene.cues_of("manner")):
        return False
    subject = any(p.end == comma for p in scene.parties) or any(v.end == comma for v in scene.victims)
    return subject and any(end <= t.start <= end + _AUXILIARIES for t in scene.triggers)


def _of_a_past(scene: Scene, commas: list[int], found: list[Aside]) -> list[Aside]:
    """What people did before, told without a comma: "a commander who had fought in Y in 2013"."""
    had = {c.start for c in scene.cues_of("perfect")}
    people = {v.end for v in scene.victims} | {p.end for p in scene.parties}
    past = []
    for cue in scene.cues_of("relative"):
        if cue.start not in people or cue.end not in had or any(a.start <= cue.start < a.end for a in found):
            continue
        end = next((i for i in commas if i > cue.end), scene.last)
        if any(not cue.start <= t.start < end for t in scene.triggers):
            past.append(Aside(cue.start, end, cue.start))
    return past


def _opens(scene: Scene, comma: int) -> bool:
    """Whether a relative pronoun or a word such as "home to" follows a comma, and no attack stands before it."""
    if comma in {t.end for t in scene.triggers} | {w.end for w in scene.weapons}:
        return False
    low, high = comma + 1, comma + 1 + _LEAD
    if any(c.start == low for c in scene.cues_of("that")) and any(c.end <= comma for c in scene.cues_of(*_SAYING)):
        return False  # "said, quoting a source, that"
    if any(low == c.start for c in scene.cues_of("context", "relative", _SITE)):
        return True
    return any(low < c.start <= high and not _told_between(scene, low, c.start) for c in scene.cues_of("relative"))


def _told_between(scene: Scene, low: int, high: int) -> bool:
    starts = [t.start for t in scene.triggers] + [p.start for p in scene.places] + [p.start for p in scene.parties]
    starts += [t.start for t in scene.times] + [c.start for c in scene.cues_of(*_SAYING)]
    return any(low <= start < high for start in starts)


def _end(scene: Scene, document: Document, comma: int, commas: list[int]) -> int:
    """Behind the comma that leads back to the main clause: no comma of a list, none before what came of it."""
    places = {p.end for p in scene.places} & {p.start - 1 for p in scene.places}
    verbs = {t.start for t in scene.triggers if "harm" not in t.payload.attributes}
    results = {c.start for c in scene.cues_of("result")} - verbs
    relative = {c.start for c in scene.cues_of("relative")}
    for close in commas:
        listed = close in places or document.words[close + 1] == "and"
        if close > comma and not listed and close + 1 not in results | relative:
            return close + 1
    return scene.last


def _is_saying(scene: Scene, comma: int, end: int) -> bool:
    """Whether nothing stands between two commas but who says it: "residents of Y said,"."""
    if end == scene.last or end - comma > _LONGEST_SAYING or any(comma < t.start < end for t in scene.triggers):
        return False
    return any(comma < c.start and c.end == end - 1 for c in scene.cues_of(*_SAYING))


def _is_plan(scene: Scene, comma: int, end: int) -> bool:
    """Whether a clause without an event of its own tells a plan: ", and a mission to Y is scheduled for"."""
    if not any(c.start == comma + 1 for c in scene.cues_of("conjunction")):
        return False
    planned = any(comma < c.start < end for c in scene.cues_of("modality.planned"))
    return planned and not any(comma < t.start < end for t in scene.triggers)


def _is_counted(scene: Scene, comma: int, end: int) -> bool:
    """Whether a clause before the main verb tells from what its day is counted: ", a day after X fell,"."""
    after = {c.end for c in scene.cues_of("counted")}
    return end < scene.last and any(t.start == comma + 1 and t.end in after for t in scene.times)


def _apart(scene: Scene, comma: int, end: int) -> bool:
    """Whether an aside tells something of its own: of earlier days, a place or a day, or no event at all."""
    told = [t for t in scene.triggers if comma < t.start < end]
    rest = [t for t in scene.triggers if not comma < t.start < end]
    if rest and any(c.start == comma + 1 for c in scene.cues_of(_SITE)):
        return True
    if not rest or any(c.start <= comma + 1 + _LEAD and comma < c.start for c in scene.cues_of("happening")):
        return False
    if not told or any(comma < c.start < told[0].start for c in scene.cues_of(*_PAST)):
        return True
    if end == scene.last:
        return False
    starts = [t.start for t in scene.times] + [p.start for p in scene.places]
    return any(comma < start < end for start in starts)
