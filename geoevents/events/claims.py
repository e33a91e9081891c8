"""Who says so, and whether: asserted, claimed, denied, planned, hypothetical; and what is negated."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from geoevents.events.mentions import Party
from geoevents.events.publisher import outlet
from geoevents.language.clitics import LAM, SIN
from geoevents.lexicon.parties import actor_table

if TYPE_CHECKING:
    from geoevents.events.frame import Frame
    from geoevents.events.publisher import Publisher
    from geoevents.events.scene import Scene
    from geoevents.language import Document, Match
    from geoevents.lexicon import Entry
    from geoevents.model import Status

_CLAIMS = ("claim.say", "claim.report", "claim.according", "claim.deny", "claim.refute")
_QUOTES = frozenset({"quote"})
_SOURCE_REACH = 9
_MODAL_REACH = 5
_SHORT = 3
_INVERTING = frozenset({",", '"'})
_DEEDS = frozenset({"air_strike", "missile_launch", "shelling", "advance", "arrest"})
_AGAIN = "again"
"""The one who spoke before."""


class Claim(NamedTuple):
    """A status and who says so; ``negated`` when the text says that it did not happen."""

    status: Status
    claimed_by: str | None
    negated: bool
    party: Party | None = None


def read_claim(frame: Frame, document: Document, publisher: Publisher, before: Claim | None = None) -> Claim:
    """The status of a frame, from the words that govern its trigger.

    Parameters
    ----------
    publisher
        Who publishes the text: its own people are nobody else.
    before
        The last claim of the article: who goes on speaking ("the ministry added").
    """
    scene, at = frame.scene, frame.trigger.start
    said = [c for c in (*scene.cues_of(*_CLAIMS), *_quoted(scene)) if c.end <= at]
    governing = sorted(said, key=lambda c: c.start)
    governing = [c for c in governing if not any(d.start < c.start < d.end for d in governing)]  # "denied reports that"
    refuted = next((c for c in governing if c.payload.key == "claim.refute"), None)
    speaker, own, party = _speaker(scene, document, frame, governing, publisher)
    if speaker == _AGAIN or (speaker is None and not own and _goes_on(scene, document, governing, at)):
        speaker, party = (before.claimed_by, before.party) if before is not None else (None, None)
    if refuted is not None:
        return Claim("denied", speaker, negated=False, party=party)
    if frame.negated:
        return Claim("asserted", None, negated=True)
    denial = [c for c in governing if c.payload.key == "claim.deny"]
    if denial and (denial[-1] is governing[-1] or _of_reports(scene, denial[-1], governing)):
        return Claim("denied", speaker, negated=False, party=party)
    mode = _mode(scene, frame, document)
    if mode is not None:
        return Claim(mode, speaker, negated=False, party=party)
    if speaker is not None and not own:
        return Claim("claimed", speaker, negated=False, party=party)
    return Claim("asserted", None, negated=False, party=party)


def _quoted(scene: Scene) -> list[Match[Entry]]:
    """The words that sources stand behind whom somebody else quotes: "the paper quoted, from a source, that"."""
    if scene.lacks(_QUOTES):
        return []
    quotes = [c.end for c in scene.cues_of("quote")]
    named = {m.start for m in scene.sources} | {m.start for m in scene.parties}
    return [
        c for c in scene.cues_of("quoted") if c.end in named and any(0 <= c.start - q < _SOURCE_REACH for q in quotes)
    ]


def _of_reports(scene: Scene, denial: Match[Entry], governing: list[Match[Entry]]) -> bool:
    """Whether what is denied are reports: "rejects as a fabrication reports that"."""
    later = [c for c in governing if c.start >= denial.end]
    speakers = [p.start for p in scene.parties] + [s.start for s in scene.sources]
    if len(later) != 1 or any(denial.end <= start < later[0].start for start in speakers):
        return False
    return later[0].payload.form in ("present", "noun", "word")


def _goes_on(scene: Scene, document: Document, governing: list[Match[Entry]], at: int) -> bool:
    """Whether an Arabic verb of saying has no subject but what it said itself: the one before goes on."""
    said = {c.start for c in scene.cues_of("that")} | {c.start for c in scene.cues_of("preposition.to") if c.end == at}
    governing = [c for c in governing if scene.cue(c.end, "background") is None]  # "it is recalled that"
    return document.language == "ar" and any(
        c.payload.key == "claim.say" and c.payload.form in ("past", "present") and c.end in said for c in governing[-1:]
    )


def _mode(scene: Scene, frame: Frame, document: Document) -> Status | None:
    trigger = frame.trigger
    if trigger.prefix.endswith(SIN) and trigger.payload.form == "present":
        return "planned"
    clause = scene.clause(trigger.start)
    for cue in scene.cues_of("modality.planned", "modality.hypothetical"):
        key = cue.payload.key
        end = next((c.end for c in scene.cues_of("that") if c.start == cue.end), cue.end)
        after = (
            key == "modality.planned" and document.language == "en" and 0 <= cue.start - trigger.end < 2 * _MODAL_REACH
        )
        if not (after or 0 <= trigger.start - end <= _MODAL_REACH or _may_begin(scene, cue, trigger, document)):
            continue
        if clause not in (scene.clause(cue.start), scene.clause(end - 1)):
            continue
        if _particle_of_past(cue, trigger, document):
            continue
        return "planned" if key == "modality.planned" else "hypothetical"
    return None


def _may_begin(scene: Scene, cue: Match[Entry], trigger: Match[Entry], document: Document) -> bool:
    """Whether an English noun is followed by what may come of it: "an assault on X could begin within days"."""
    if document.language != "en" or trigger.payload.form not in ("noun", "word", "base"):
        return False
    near = cue.payload.form == "word" and 0 <= cue.start - trigger.end < 2 * _MODAL_REACH
    return near and any(c.start == cue.end for c in scene.cues_of("light", "happening"))


def _particle_of_past(cue: Match[Entry], trigger: Match[Entry], document: Document) -> bool:
    """The Arabic particle that means "may" before a present verb means "already" before a past one."""
    return (
        document.language == "ar"
        and cue.end - cue.start == 1
        and len(document.words[cue.start]) - len(cue.prefix) < _SHORT
        and trigger.payload.form != "present"
    )


def _speaker(
    scene: Scene, document: Document, frame: Frame, governing: list[Match[Entry]], publisher: Publisher
) -> tuple[str | None, bool, Party | None]:
    """The last to speak before the trigger or whom it is told according to, whether the publisher, its party."""
    according = [
        c
        for c in scene.cues_of("claim.according")
        if scene.clause(c.start) >= scene.clause(frame.trigger.start) or c.end <= frame.trigger.start
        if not _of_figures(scene, document, frame, c) and not any(r.start == c.end for r in scene.cues_of("relative"))
    ]
    if any(c.payload.key == "claim.deny" for c in governing):
        governing = [c for c in governing if c.payload.key != "claim.refute"]  # "A denied the truth of"
    for cue in [*reversed(governing), *according, *_trailing(scene, document, frame)]:
        if cue.payload.key == "claim.report":
            return "reports", False, None
        found = _source_near(scene, document, cue, publisher, frame.trigger.start)
        if found is not None and found[1]:
            return next(filter(None, (_cited(scene, document, c, publisher) for c in according)), found)
        if found is not None:
            return found
    return _heads_line(scene, document, frame, publisher) or (None, False, None)


def _cited(
    scene: Scene, document: Document, according: Match[Entry], publisher: Publisher
) -> tuple[str | None, bool, Party | None] | None:
    """Whom the publisher's own reporter quotes: "our correspondent said, citing a military source"."""
    return _source_near(scene, document, according, publisher, scene.last)


def _of_figures(scene: Scene, document: Document, frame: Frame, according: Match[Entry]) -> bool:
    """Whether a source is named only for the casualties: "shelled X, killing five according to Y".

    Behind a comma in English it is the source of the whole sentence.
    """
    if document.language == "en" and document.words[according.start - 1] == ",":
        return False
    at = frame.trigger
    results = [c for c in scene.cues_of("result") if at.end <= c.start and c.end <= according.start]
    counted = any(
        t.start >= at.end and "harm" in t.payload.attributes and t.end <= according.start for t in scene.triggers
    )
    return bool(results) and counted and "harm" not in at.payload.attributes


def _heads_line(
    scene: Scene, document: Document, frame: Frame, publisher: Publisher
) -> tuple[str | None, bool, Party | None] | None:
    """The source that stands before a colon at the head of a line ("Residents: ...")."""
    end = min(scene.first + _SOURCE_REACH, frame.trigger.start)
    colon = next((i for i in range(scene.first, end) if document.words[i] == ":"), None)
    sources = [s for s in scene.sources if colon is not None and s.end <= colon]
    return _named(scene, document, sources[0], publisher) if sources else None


def _trailing(scene: Scene, document: Document, frame: Frame) -> list[Match[Entry]]:
    """English puts "activists said" after what is said, Arabic "which activists said" after a noun."""
    if document.language != "en":
        return [c for c in scene.cues_of("claim.say") if c.start == frame.trigger.end]
    return [
        c
        for c in scene.cues_of("claim.say")
        if c.start > frame.trigger.end
        and document.words[c.start - 1] != "and"
        and scene.cue(c.start, "connector") is None  # "the army, which said"
        and not _says_more(scene, document, c)
    ]


def _says_more(scene: Scene, document: Document, said: Match[Entry]) -> bool:
    """Whether a word of saying tells what follows it: ", and later medics said four had died"."""
    after = next((t for t in scene.triggers if t.start >= said.end), None)
    inverted = document.words[said.start - 1] in _INVERTING
    if after is None or inverted or scene.clause(after.start) != scene.clause(said.start):
        return False
    return "," not in document.words[said.end : after.start]


def _is_nobodys(scene: Scene, document: Document, cue: Match[Entry]) -> bool:
    """Whether a word of saying has no speaker: Arabic "it is said that", English "strikes of A were reported"."""
    if document.language == "ar":
        return any(c.start == cue.end for c in scene.cues_of("that"))
    return cue.payload.key == "claim.say" and scene.cue(cue.start, "passive") is not None


def _source_near(
    scene: Scene, document: Document, cue: Match[Entry], publisher: Publisher, trigger: int
) -> tuple[str | None, bool, Party | None] | None:
    """The source that stands beside a word of saying: its English name, and whether it is the publisher's own.

    Whoever is named behind the ``trigger`` that an Arabic verb of saying governs does not speak.
    """
    if _is_nobodys(scene, document, cue):
        return None
    if document.language == "ar" or cue.payload.key == "claim.according":
        low, high = cue.end, cue.end + _SOURCE_REACH
    else:
        low, high = _behind(scene, document, cue) or (cue.start - _SOURCE_REACH, cue.start)
    sources = [s for s in scene.sources if low <= (s.end - 1 if document.language == "en" else s.start)]
    sources = [s for s in sources if s.start < high]
    if document.language == "ar" and cue.payload.key == "claim.say":
        sources = [s for s in scene.sources if 0 <= cue.start - s.end <= 1] or sources
    said = [c.start for c in scene.cues_of("that") if low <= c.start < high]
    spoken = min(said) if said and document.language == "ar" and cue.payload.key == "claim.say" else high
    if document.language == "ar" and cue.payload.key == "claim.say" and cue.end <= trigger:
        spoken = min([spoken, *(t.start for t in scene.triggers if t.start >= cue.end)])
    parties = [p for p in scene.parties if low <= p.start < spoken]
    if document.language == "ar" and not (sources or parties):  # a headline: "the ministry announces"
        sources = [s for s in scene.sources if s.end == cue.start]
        had = scene.cue(cue.start, "had")  # "A had announced"
        ends = {cue.start, cue.start if had is None else had.start}
        parties = [p for p in scene.parties if p.end in ends and not p.adjective]
    metonyms = [
        a
        for p in scene.places
        if low <= p.start < high
        for a in p.phrase.anchors
        if a.use == "metonym" and a.place is not None
    ]
    first = sources[:1] if document.language == "ar" and cue.payload.key in ("claim.say", "claim.deny") else []
    if parties and not parties[0].adjective and first and parties[0].end < first[0].start:
        sources = []  # "A announced the arrest of a commander of B"
    sources = [s for s in sources if not _is_class_of(s, sources)]
    sources = [s for s in sources if LAM not in s.prefix] or sources  # who is told, beside who tells
    if sources:
        return _named(scene, document, sources[0 if low == cue.end else -1], publisher)
    if parties:
        party = parties[0 if low == cue.end else -1]
        capital = any(p.start == party.start for p in scene.places)
        state = party.actor.branch_name("state") if capital and party.actor is not None else party.name
        return state, False, party
    if metonyms and metonyms[0].place is not None:
        return metonyms[0].place.name, False, None
    return None


def _is_class_of(source: Match[Entry], sources: list[Match[Entry]]) -> bool:
    """Whether a source is only the word before an outlet's name: 'the agency "X"'."""
    named = (s for s in sources if s.payload.attributes.get("outlet") and 0 <= s.start - source.end <= 1)
    return source.payload.key == "source.media" and next(named, None) is not None


def _behind(scene: Scene, document: Document, cue: Match[Entry]) -> tuple[int, int] | None:
    """Where the speaker stands right behind a verb of saying: '", said the observatory'."""
    if document.words[cue.start - 1] not in _INVERTING or cue.payload.form not in ("past", "present"):
        return None
    beyond = cue.end + 2 * _SHORT
    beside = (s for s in scene.sources if cue.end <= s.start < beyond)
    return (cue.end, beyond) if next(beside, None) is not None else None


def _named(
    scene: Scene, document: Document, source: Match[Entry], publisher: Publisher
) -> tuple[str | None, bool, Party | None]:
    """A source's English name, with whose it is."""
    if source.payload.attributes.get("again"):
        return _AGAIN, False, None
    if publisher.is_source(scene, document, source):
        return "", True, None
    name = outlet(scene, document, source) or str(source.payload.attributes["name"])
    whose = _whose(document, source, scene)
    if whose is None:
        return name, False, None
    owner = whose.name.split()[0] if whose.adjective else whose.name
    return name if name.startswith(owner) else f"{owner} {name}", False, whose


def _whose(document: Document, source: Match[Entry], scene: Scene) -> Party | None:
    """The party beside a source that it speaks for ("Russian Ministry of Defence")."""
    low = source.start - 2 if document.language == "en" else source.end
    high = min([scene.last, source.end + 3, *(c.start for c in scene.cues_of("that") if c.start >= source.end)])
    for match in actor_table(document.language).scan(document, max(scene.first, low), high):
        word = match.payload
        speaks = document.language == "en" and source.payload.attributes.get("speaks")  # "spokesman of"
        beside = match.start == source.end or (speaks and scene.cue(match.start, "definite", "of") is not None)
        own = word.adjective and (document.language == "ar" or match.start <= source.end)
        if own or (beside and (speaks or document.language == "ar")):
            return Party(match.start, match.end, word.actor.name, word.actor, match.prefix, word.adjective)
    return None


def speaks_of_itself(frame: Frame, claim: Claim) -> bool:
    """Whether the one who says it says it of its own forces: "its aircraft struck", "they captured"."""
    if claim.party is None or claim.party.start > frame.trigger.start:
        return False
    if claim.party.actor is not None and any(w.payload.platform for w in frame.weapons):
        return True
    if _announces(frame, claim.party):
        return True
    return any(claim.party.end <= c.start <= frame.trigger.start for c in frame.scene.cues_of("own"))


def _announces(frame: Frame, party: Party) -> bool:
    """Whether a verbal noun of a deed stands right after who announces it: "the army announced the arrest of"."""
    deed = frame.category in _DEEDS or frame.key == "harm.killing"
    noun = frame.trigger.payload.form in ("noun", "word") and not frame.trigger.payload.attributes.get("agent")
    said = any(c.end <= party.start for c in frame.scene.cues_of("claim.say"))
    return deed and noun and said and 0 <= frame.trigger.start - party.end < _SHORT
