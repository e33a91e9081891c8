"""A sentence as the event stage sees it: what stands where, by kind."""

from __future__ import annotations

import bisect
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from geoevents.events.asides import find_asides
from geoevents.events.companions import in_apposition, in_service
from geoevents.events.headers import LINE_ENDS, is_item, read_header, read_lines_above, read_tags
from geoevents.events.mentions import Party, PlaceMention, find_mentions
from geoevents.events.pointers import (
    POINTERS,
    SAME,
    in_full,
    with_groups,
    with_pointers,
    with_same,
    with_soldiers,
    with_units,
)
from geoevents.events.speakers import speaking, without_sources
from geoevents.events.units import prefix_of, read_unit
from geoevents.language.clitics import FA, LAM, WA
from geoevents.lexicon.parties import actors as all_actors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.events.asides import Aside
    from geoevents.events.mentions import Mentions, TimeMention
    from geoevents.events.vocabulary import Vocabulary
    from geoevents.language import Document, Match
    from geoevents.lexicon import Entry
    from geoevents.lexicon.parties import Actor, ActorWord, Weapon
    from geoevents.model import SpatialPhrase, TimeExpression, Toponym

_ADJECTIVE_REACH = 3
_SIDE = 2
_ATTACHED = (WA, FA)
_BELIEVED = ("believed", "suspected")
_MOVING = frozenset({"travel", "evacuation"})
_CLAUSE_ENDS = frozenset((";", ":", "\u2026", "*"))
_QUOTE = '"'


class Telling(NamedTuple):
    """On which day (ISO 8601) something was published, and the party that did: both decide whom a name means."""

    day: str | None = None
    by: Actor | None = None


@dataclass(slots=True)
class Scene:
    """A sentence with triggers, and the mentions in it, each list in the order of the text."""

    first: int
    last: int
    paragraph: int
    triggers: list[Match[Entry]]
    places: list[PlaceMention] = field(default_factory=list)
    times: list[TimeMention] = field(default_factory=list)
    parties: list[Party] = field(default_factory=list)
    weapons: list[Match[Weapon]] = field(default_factory=list)
    victims: list[Match[Entry]] = field(default_factory=list)
    cues: list[Match[Entry]] = field(default_factory=list)
    sources: list[Match[Entry]] = field(default_factory=list)
    header: tuple[PlaceMention, ...] = ()
    header_time: TimeMention | None = None
    heading: Scene | None = None
    """The line that tells what happened at the places of this one, an item of its list."""
    clauses: list[int] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    full_names: list[tuple[str, Party]] | None = None
    """The parties named with a noun and a nationality, by that noun, once a later sentence has asked for them."""
    _by_key: dict[str, list[Match[Entry]]] = field(default_factory=dict)
    _by_end: dict[int, list[Match[Entry]]] = field(default_factory=dict)

    @property
    def marked(self) -> list[int]:
        """Where triggers and weapons end: a nationality after one tells whose it is."""
        return [m.end for m in self.triggers] + [m.end for m in self.weapons]

    def keep_cues(self, cues: list[Match[Entry]], words: Sequence[str]) -> None:
        """Set the cues, filed by their key and by the token that they stand before (a quotation mark is none)."""
        self.cues = cues
        by_key: dict[str, list[Match[Entry]]] = defaultdict(list)
        by_end: dict[int, list[Match[Entry]]] = defaultdict(list)
        for match in cues:
            by_key[match.payload.key].append(match)
            by_end[match.end].append(match)
            at = match.end + (words[match.end : match.end + 1] == [LAM])  # 'a post of "A"'
            if at < self.last and words[at] == _QUOTE:
                by_end[at + 1].append(match)
        self._by_key, self._by_end = by_key, by_end

    def cue(self, token: int, *keys: str) -> Match[Entry] | None:
        """The cue with one of some keys that ends where a token begins."""
        for match in self._by_end.get(token, ()):
            if match.payload.key in keys:
                return match
        return None

    def cues_of(self, *keys: str) -> list[Match[Entry]]:
        """All cues with one of some keys."""
        if len(keys) == 1:
            return self._by_key.get(keys[0], [])
        found = [self._by_key[key] for key in keys if key in self._by_key]
        return found[0] if len(found) == 1 else [match for matches in found for match in matches]

    def lacks(self, keys: frozenset[str]) -> bool:
        """Whether there is no cue with one of some keys."""
        return self._by_key.keys().isdisjoint(keys)

    def aside(self, token: int) -> Aside | None:
        """The aside that holds a token."""
        return next((a for a in self.asides if a.start <= token < a.end), None) if self.asides else None

    def manner(self, token: int) -> Aside | None:
        """The aside that holds a token and tells how the main clause's subject acts."""
        aside = self.aside(token)
        return aside if aside is not None and aside.manner else None

    def joins(self, party: Party, aside: Aside | None) -> bool:
        """Whether a party that stands elsewhere belongs to an aside that describes it, or to the main clause.

        The latter is who holds a place, told last: "shelled X, which is under the control of Y".
        """
        if aside is not None:
            return aside.describes(party)
        other = self.aside(party.start)
        return other is not None and other.end == self.last and not self._has_trigger(other)

    def _has_trigger(self, aside: Aside) -> bool:
        return any(aside.start <= t.start < aside.end for t in self.triggers)

    def clause(self, token: int) -> int:
        """The number of the clause that holds a token."""
        return bisect.bisect_right(self.clauses, token) - 1


def read_scenes(
    document: Document,
    vocabulary: Vocabulary,
    phrases: Sequence[SpatialPhrase],
    times: Sequence[TimeExpression],
    metonyms: Sequence[Toponym] = (),
    told: Telling | None = None,
) -> list[Scene]:
    """The sentences that tell something, with their mentions and the header that they stand under."""
    mentions = find_mentions(document, vocabulary, phrases, times, metonyms)
    if mentions is None:
        return []
    scenes: list[Scene] = []
    header: tuple[PlaceMention, ...] = ()
    filed = read_tags(document, mentions.places.mentions)
    header_time: TimeMention | None = None
    heading: Scene | None = None
    paragraph = 0
    for first, last in document.sentences:
        if first and document.words[first - 1] in LINE_ENDS:
            paragraph += 1
        inside = mentions.triggers.between(first, last)
        here = mentions.places.between(first, last)
        now = mentions.times.between(first, last)
        found, own_header = read_header(document, here, first, last)
        filed = filed if scenes else read_lines_above(document, here, first, last, filed)
        header = found or header
        alone = own_header and last - found[-1].end <= 1
        if now and header_time is None and not (inside or here) and paragraph <= 1:
            header_time = now[0]
        telling = [t for t in inside if t.payload.attributes.get("strength") != "verbless"]
        listed = heading is not None and bool(here) and is_item(document, first, last)
        item = listed and not telling
        if alone or not (inside or item):
            heading = None if document.words[last - 1] == ":" and not alone else heading
            continue
        above = header or (() if here else filed)
        scene = Scene(first, last, paragraph, telling or inside[:1], here, now, header=above, header_time=header_time)
        _fill(scene, document, mentions, told or Telling(), scenes)
        if document.words[last - 1] == ":":
            heading = None if here else scene
            if heading is not None:
                continue
        scene.heading = heading if listed else None
        if item:
            scene.triggers = []
        elif not scene.triggers or (not telling and not _aims(scene)):
            continue
        scenes.append(scene)
    return scenes


def _aims(scene: Scene) -> bool:
    """Whether a weapon is followed by a place that it is aimed at."""
    at = scene.triggers[0].end
    return any(p.start >= at and scene.cue(p.start, "aimed") is not None for p in scene.places)


def _fill(scene: Scene, document: Document, mentions: Mentions, told: Telling, before: list[Scene]) -> None:
    first, last = scene.first, scene.last
    scene.sources = mentions.sources.between(first, last)
    cues = without_sources(scene, mentions.cues.between(first, last))
    scene.weapons = mentions.weapons.between(first, last)
    telling = speaking(scene, cues) if scene.sources else set()
    own = {c.end - 1 for c in cues if c.payload.key == "pronoun" and c.end - c.start > 1}  # "its men shelled"
    scene.victims = [
        v
        for v in mentions.victims.between(first, last)
        if v.start not in telling and (v.start not in own or v.payload.attributes["side"] == "combatant")
    ]
    believed = {cue.end for cue in cues if cue.payload.key in _BELIEVED}
    parties = in_service(scene, document, mentions, _parties(scene, document, mentions, believed, told))
    named = {token for party in parties if not party.adjective for token in range(party.start, party.end)}
    spoken = {s.end for s in scene.sources} | {p.end for p in parties if not p.adjective}
    homes = {c.start for c in cues if c.payload.key == "native"}  # "residents of X"
    kept = [c for c in cues if (c.start not in named or c.start in homes) and (c.start in spoken or not _bare_verb(c))]
    scene.keep_cues(kept, document.words)
    inner = {token for party in parties if not party.adjective for token in range(party.start + 1, party.end)}
    scene.places = [p for p in scene.places if p.start not in inner or p.end - 1 not in inner]  # "loyal to Turkey"
    capitals = {party.start for party in parties if _is_title(document, party) or _begins_name(scene, party)}
    scene.triggers = [
        t for t in scene.triggers if t.start not in inner | capitals or t.end - 1 not in inner | capitals
    ]  # a word of a party's name tells nothing
    scene.weapons = [w for w in scene.weapons if not _is_kept(scene, document, w)]
    if document.language == "en":
        parties = [_with_article(scene, party) for party in in_apposition(document, parties)]
    scene.parties = parties
    scene.asides = find_asides(scene, document) if document.language == "en" else []
    scene.clauses = _clauses(scene, document, parties)
    scene.triggers = [t for t in scene.triggers if scene.manner(t.start) is None]
    if scene.asides:
        scene.clauses = sorted({*scene.clauses, *(a.end for a in scene.asides if a.end < last)})
    taken = {party.start for party in parties}
    governments = [
        g for g in mentions.governments.between(first, last) if g.start not in taken and g.start not in named
    ]
    scene.parties = sorted([*parties, *governments], key=lambda party: party.start) if governments else parties
    if scene.parties and document.language == "ar":
        scene.parties = in_full(scene, document, before)
    elif document.language == "en":
        scene.parties = with_units(scene, document, mentions, before)
        scene.parties = with_groups(scene, document, mentions, before)
        scene.parties = with_soldiers(scene, before, told.day if told is not None else None)
    if not scene.lacks(SAME):
        scene.parties = with_same(scene, document, before)
    if not scene.lacks(POINTERS):
        scene.parties = with_pointers(scene, before)


def _with_article(scene: Scene, party: Party) -> Party:
    """An English party with the article before it, so that what stands before both goes with it ("by the army").

    So it is with how many of them are told: "by a group of rebels", "by dozens of men of A".
    """
    article = scene.cue(party.start, "definite")
    if article is None:
        amount = scene.cue(party.start, "amount")
        some = scene.cue(amount.start, "indefinite") if amount is not None else None
        article = amount if some is None else some
    if article is None or any(c.start == article.start for c in scene.cues_of("that")):
        return party
    return party._replace(start=article.start)


def _is_title(document: Document, party: Party) -> bool:
    """Whether a Latin name of several words is written with capitals ("Free Syrian Army")."""
    if party.adjective or party.end - party.start == 1 or document.language != "en":
        return False
    return all(document.text[document.starts[token]].isupper() for token in (party.start, party.start + 1))


def _begins_name(scene: Scene, party: Party) -> bool:
    """Whether a party's name of several words begins with what is read as a verb (Arabic "dawn" is "blew up")."""
    if party.adjective or party.actor is None or party.end - party.start == 1:
        return False
    return any(t.start == party.start and t.payload.form == "past" for t in scene.triggers)


def _is_kept(scene: Scene, document: Document, weapon: Match[Weapon]) -> bool:
    """Whether a weapon is what a factory or depot is of, and so a target."""
    if document.language == "ar":
        return any(0 <= weapon.start - c.end <= 1 for c in scene.cues_of("facility"))
    return any(c.start == weapon.end for c in scene.cues_of("facility"))


def _bare_verb(cue: Match[Entry]) -> bool:
    """An English base form of a verb of saying is more often a noun ("state", "report")."""
    return cue.payload.form == "base" and cue.payload.key.startswith("claim.")


def _parties(scene: Scene, document: Document, mentions: Mentions, believed: set[int], told: Telling) -> list[Party]:
    """The parties named in a sentence; ``believed`` are the tokens after words such as "believed to be"."""
    actors = mentions.actors.between(scene.first, scene.last)
    roles = mentions.roles.between(scene.first, scene.last)
    blocked = mentions.names
    described = {match.start for match in roles if match.payload.key == "common.unit"}
    edges = _edges(scene, document) if any(actor.payload.adjective for actor in actors) else set()
    cues = mentions.cues.between(scene.first, scene.last)
    holdings = [c.start for c in cues if c.payload.key == "holding"]
    aircraft = {w.end for w in scene.weapons if w.payload.platform and document.language == "en"}
    owning = {c.end for c in cues if c.payload.key == "service.member" and c.start in aircraft}  # "the jets of Russia"
    articles = {c.start for c in cues if c.payload.key == "definite"}
    found: list[Party] = []
    taken: set[int] = set()
    shared = _sharing_nouns(document, actors, cues)
    for named in actors:
        word = named.payload
        if named.start in blocked and named.end - named.start == 1 and named.start not in owning:
            continue
        held = word.adjective and any(0 <= at - named.end < _SIDE for at in holdings)
        held |= named.start in shared
        if word.adjective and not held and named.start not in believed and not _adjective_marks(edges, document, named):
            continue
        taken.update(range(named.start, named.end))
        actor = _air_force(_meant(word, told)) if shared.get(named.start) else _meant(word, told)
        air = word.own and word.actor.air == word.actor.name
        name = actor.branch_name("air") if air else actor.name
        found.append(
            Party(named.start, named.end, name, actor, prefix_of(document, named), word.adjective and not held)
        )
    for match in roles:
        if match.payload.key.startswith("group.") and match.start not in taken and match.start not in blocked:
            taken.update(range(match.start, match.end))
            group, prefix = match.payload.attributes, prefix_of(document, match)
            foe = _foe(told.by) if group.get("foe") else None
            name = group["name"] if foe is None else foe.name
            found.append(Party(match.start, match.end, name, foe, prefix, crowd=group.get("crowd")))
    for match in roles:
        if match.payload.key.startswith("unit.") and match.start not in taken and match.end not in described:
            beyond = articles if document.language == "en" else described
            unit = read_unit(document, scene, match, beyond, mentions.cues)
            if unit is not None and unit.start not in blocked and not taken.intersection(range(unit.start, unit.end)):
                taken.update(range(unit.start, unit.end))
                found.append(unit)
    return sorted(found, key=lambda party: party.start)


def _sharing_nouns(document: Document, actors: list[Match[ActorWord]], cues: list[Match[Entry]]) -> dict[int, bool]:
    """Where English adjectives begin that have a noun in common with the party behind: "Turkish and rebel forces".

    With each goes whether that is an air force's: "Syrian and Russian jets".
    """
    if document.language != "en":
        return {}
    forces = {n.start: n.payload.actor.air == n.payload.actor.name for n in actors if not n.payload.adjective}
    before = {c.start: forces[c.end] for c in cues if c.payload.key == "conjunction" and c.end in forces}
    return {named.start: before[named.end] for named in actors if named.payload.adjective and named.end in before}


def _air_force(actor: Actor) -> Actor:
    """The air force of a party as a party of its own, if it has one."""
    return next((other for other in all_actors().values() if other.name == actor.air), actor)


def _meant(word: ActorWord, told: Telling) -> Actor:
    """The actor that a phrase names in the text of a day and a publisher."""
    if word.own and told.by is not None:
        return told.by
    return (_foe(told.by) if word.common else None) or word.on(told.day)


def _foe(party: Actor | None) -> Actor | None:
    """Whom a party's own statements mean by "the terrorists"."""
    return all_actors()[party.foe] if party is not None and party.foe is not None else None


def _edges(scene: Scene, document: Document) -> set[int]:
    """Where weapons, strikes and forces end in Arabic, and begin in English: a nationality beside tells whose."""
    fighters = [v for v in scene.victims if v.payload.attributes["side"] in ("combatant", "vehicle")]
    if document.language == "ar":
        within = {t.end - 1 for t in scene.triggers if t.end - t.start > 1}  # "an Israeli aggression"
        return {*scene.marked, *(v.end for v in fighters)} | within
    return {m.start for m in (*scene.triggers, *fighters)} | {m.start for m in scene.weapons}


def _adjective_marks(edges: set[int], document: Document, match: Match[ActorWord]) -> bool:
    """Whether a nationality stands beside a weapon, a strike or a force: after it in Arabic, before it in English."""
    if document.language == "ar":
        return not edges.isdisjoint(range(match.start - _ADJECTIVE_REACH + 1, match.start + 1))
    return not edges.isdisjoint(range(match.end, match.end + _ADJECTIVE_REACH))


def _clauses(scene: Scene, document: Document, parties: list[Party]) -> list[int]:
    """The tokens that clauses begin at."""
    words = document.words
    starts = {scene.first}
    heads = {match.start: match for match in scene.triggers}
    joining = {match.start for match in scene.cues_of("conjunction")}
    connectors = scene.cues_of("connector")
    # Of two connectors the longer one counts; in fixed phrases none does.
    inner = {token for match in connectors for token in range(match.start + 1, match.end)}
    inner.update(token for match in scene.cues_of("fixed") for token in range(match.start, match.end))
    counted = {token: t.start for t in scene.times for token in range(t.start + 1, t.end)}  # "a week after X fell"
    starts.update(counted.get(m.start, m.start) for m in connectors if m.start not in inner)
    deeds = {c.start for c in scene.cues_of("own_deed")}  # "claimed to have seized" has one subject
    starts.update(m.start for m in scene.cues_of("claim.say") if m.start > scene.first and m.end not in deeds)
    for i, word in enumerate(words[scene.first + 1 : scene.last], scene.first + 1):
        if word in _CLAUSE_ENDS:
            starts.add(i + 1)
        elif i in heads:
            if heads[i].prefix[:1] in _ATTACHED and heads[i].payload.form in ("past", "present"):
                starts.add(i)
        elif word == ",":
            verb = i + 1 in heads and heads[i + 1].payload.form in ("past", "present")
            if verb or (
                document.language == "en" and (_opens_main_clause(scene, heads, parties, i) or _people_move(scene, i))
            ):
                starts.add(i + 1)
        elif i in joining and (_joins_clause(heads, parties, i) or (words[i - 1] == "," and _people_move(scene, i))):
            starts.add(i)
    return sorted(s for s in starts if s < scene.last)


def _people_move(scene: Scene, conjunction: int) -> bool:
    """Whether people and their verb of motion follow: ", and about 300 families from X fled"."""
    people = next((v for v in scene.victims if conjunction < v.start <= conjunction + _ADJECTIVE_REACH + 1), None)
    verb = next((t for t in scene.triggers if t.start > conjunction), None)
    if people is None or verb is None or not people.end <= verb.start <= people.end + 2 * _ADJECTIVE_REACH:
        return False
    return verb.payload.attributes["category"] in _MOVING and verb.payload.form in ("past", "present")


def _opens_main_clause(scene: Scene, heads: dict[int, Match[Entry]], parties: list[Party], comma: int) -> bool:
    """Whether a party or aircraft and a verb follow a comma: "After taking X, the army entered Y"."""
    subjects = [p for p in parties if not p.adjective] + scene.weapons
    subject = next((s for s in subjects if comma < s.start <= comma + _SIDE), None)
    return subject is not None and any(
        t in heads and heads[t].payload.form in ("past", "present", "word", "base")
        for t in range(subject.end, subject.end + _SIDE)
    )


def _joins_clause(heads: dict[int, Match[Entry]], parties: list[Party], conjunction: int) -> bool:
    """Whether a conjunction is followed by a verb, or by a party (and an article before it) and its verb."""
    after = conjunction + 1
    subject = next((p for p in parties if after <= p.start <= after + 1 and not p.adjective), None)
    if subject is not None and any(p.end == conjunction for p in parties):
        return False  # "A and B agreed"
    verbs = {after, after + 1, *(range(subject.end, subject.end + 3) if subject is not None else ())}
    left = heads.get(subject.end) if subject is not None else None
    if left is not None and left.payload.form == "word" and "harm" in left.payload.attributes:
        return False  # "6 soldiers and 9 rebels dead"
    return any(t in heads and heads[t].payload.form != "noun" for t in verbs)
