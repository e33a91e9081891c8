"""Which triggers tell no event of their own: talk about events of a kind, and verbs that only carry a noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.language.clitics import LAM

if TYPE_CHECKING:
    from geoevents.events.scene import Scene
    from geoevents.language import Match
    from geoevents.lexicon import Entry

_REACH = 3
_COUNTED = frozenset({"air_strike", "attack", "assault", "clash", "explosion", "arrest", "shooting"})
_WAR = frozenset({"attack", "assault", "advance", "clash", "explosion", "fall", "shooting"})
_TOLD_AS_SUCH = frozenset({"attack.shelling"})
_MOST = frozenset({"most"})
_PEACE = frozenset({"peace"})
_SPOKEN = frozenset(
    {"said", "preposition.under", "gone", "idle", "modality.hypothetical", "light", "resume", "result", "terms"}
)
_NO_NEWS = frozenset({"this", "accused"})
_HITS = "attack.hit"
_VERBS = ("past", "present", "participle", "base")


def only_spoken_of(scene: Scene, trigger: Match[Entry]) -> bool:
    """Whether a trigger is talk about events ("the fight against"), or only leads to another word that tells one."""
    if _summed(scene, trigger) or _brings_harm(scene, trigger) or _in_name(scene, trigger):
        return True
    if _compared(scene, trigger) or _of_peace(scene, trigger) or _is_struck(scene, trigger) or _spread(scene, trigger):
        return True
    if trigger.payload.form == "present" and scene.cue(trigger.start, "genitive") is not None:
        return True  # no verb stands there, but a noun written like one
    if _describes_place(scene, trigger) or _describes_bomb(scene, trigger):
        return True
    if not scene.lacks(_NO_NEWS) and (_points_back(scene, trigger) or _is_charge(scene, trigger)):
        return True
    if scene.lacks(_SPOKEN):
        return False
    return _held(scene, trigger) or _of_agreement(scene, trigger) or _leads_on(scene, trigger)


def _points_back(scene: Scene, trigger: Match[Entry]) -> bool:
    """A noun behind "this" or "these" without a place of its own: "far from these battles", "the raid came"."""
    if trigger.payload.form not in ("noun", "word") or scene.cue(trigger.start, "this") is None:
        return False
    return not any(0 <= p.start - trigger.end < _REACH for p in scene.places)


def _is_charge(scene: Scene, trigger: Match[Entry]) -> bool:
    """A noun that somebody is only charged with: "executed two men on charges of bombing"."""
    return trigger.payload.form in ("noun", "word") and scene.cue(trigger.start, "accused") is not None


def _describes_place(scene: Scene, trigger: Match[Entry]) -> bool:
    """An English participle between an article and the name of a place: "fled from the battered town of X"."""
    if trigger.payload.form not in ("past", "participle") or trigger.end - trigger.start > 1:
        return False
    article = scene.cue(trigger.start, "definite", "indefinite")
    if article is None or scene.cue(trigger.start, "that", "this") is not None:
        return False
    held = next((p.end for p in scene.parties if p.start == trigger.end), trigger.end)
    return any(held <= p.start <= held + 1 for p in scene.places)


def _describes_bomb(scene: Scene, trigger: Match[Entry]) -> bool:
    """What an English text tells of a bomb behind the verb of its use: "dropped barrels packed with explosives"."""
    if trigger.payload.key != "explosion.laden":
        return False
    clause = scene.clause(trigger.start)
    return any(t.end <= trigger.start and scene.clause(t.start) == clause for t in scene.triggers)


def _summed(scene: Scene, trigger: Match[Entry]) -> bool:
    """Sums over a time: "since the beginning of the year 20 raids were counted"."""
    summed = scene.cues_of("tally.since") and scene.cues_of("tally.count")
    return bool(summed) and trigger.payload.attributes["category"] != "advance"


def _spread(scene: Scene, trigger: Match[Entry]) -> bool:
    """The sum of several places: "24 were killed today, most of them in A and B"."""
    if scene.lacks(_MOST) or "harm" not in trigger.payload.attributes:
        return False
    if any(t.start > trigger.start and t.payload.key != "fall.fall" for t in scene.triggers):
        return False
    led = next((c.end for c in scene.cues_of("most") if c.start >= trigger.end), None)
    after = [p.start for p in scene.places if p.start >= trigger.end]
    return led is not None and len(after) > 1 and 0 <= after[0] - led <= 1


def _in_name(scene: Scene, trigger: Match[Entry]) -> bool:
    """A word that stands in a party's name: "state security", where "security" is also the verb "to secure"."""
    length = trigger.end - trigger.start
    return any(
        p.start <= trigger.start and trigger.end <= p.end and p.end - p.start > length
        for p in scene.parties
        if p.actor is not None and not p.adjective and p.actor.attack != "air_strike"
    )


def _compared(scene: Scene, trigger: Match[Entry]) -> bool:
    """Counts of several times: "strikes on X fell to 20 in March"."""
    if trigger.payload.form not in ("noun", "word") or trigger.payload.attributes["category"] not in _COUNTED:
        return False
    clause = scene.clause(trigger.start)
    return any(c.start >= trigger.end and scene.clause(c.start) == clause for c in scene.cues_of("compared"))


def _is_struck(scene: Scene, trigger: Match[Entry]) -> bool:
    """A patrol or a convoy right behind what struck it, or after "at": it is the target and tells no journey."""
    if trigger.payload.key != "movement.forces" or trigger.payload.form not in ("noun", "word"):
        return False
    if scene.cue(trigger.start, "preposition.target") is not None:
        return True
    before = [t for t in scene.triggers if t.end <= trigger.start and t.payload.attributes["category"] in _COUNTED]
    if not before:
        return False
    end = before[-1].end
    article = scene.cue(trigger.start, "definite", "indefinite")
    ends = [
        end,
        *(w.end for w in scene.weapons if w.start == end),
        *(p.end for p in scene.parties if p.start <= end + 2),
    ]
    if before[-1].payload.key == _HITS:  # with the words that describe it: "struck a Turkish joint patrol"
        ends += [c.end for c in scene.cues_of("definite", "indefinite") if c.start == end]
    return trigger.start in ends or (article is not None and article.start in ends)


def _of_peace(scene: Scene, trigger: Match[Entry]) -> bool:
    """A verb of war in a clause without arms and parties, said of prices, illness, sport or art."""
    category, form = trigger.payload.attributes["category"], trigger.payload.form
    if category not in _WAR or form == "noun" or trigger.payload.key in _TOLD_AS_SUCH or scene.lacks(_PEACE):
        return False
    clause = scene.clause(trigger.start)
    if not any(scene.clause(c.start) == clause for c in scene.cues_of("peace")):
        return False
    fighting = [p for p in scene.parties if not p.adjective and p.actor is not None]
    armed = [weapon.start for weapon in scene.weapons] + [party.start for party in fighting]
    return not any(scene.clause(at) == clause for at in armed)


def _held(scene: Scene, trigger: Match[Entry]) -> bool:
    """A word after "the fight against", or one of a phrase that says who holds a place or how somebody fared."""
    if any(0 <= trigger.start - cue.end < _REACH - 1 for cue in scene.cues_of("said")):
        return True
    if trigger.payload.attributes["category"] == "warning":  # a word of threatening itself
        return False
    holding = scene.cues_of("preposition.under", "gone", "idle", "modality.hypothetical")
    return any(cue.start <= trigger.start < cue.end and len(cue.prefix) <= len(trigger.prefix) for cue in holding)


def _of_agreement(scene: Scene, trigger: Match[Entry]) -> bool:
    """A word of providing after an agreement, which is another verb elsewhere."""
    if not any(cue.start == trigger.start for cue in scene.cues_of("terms")):
        return False
    return any(t.payload.attributes["category"] == "agreement" and t.end <= trigger.start for t in scene.triggers)


def _leads_on(scene: Scene, trigger: Match[Entry]) -> bool:
    """A verb that only carries the noun after it, or only says what came of something."""
    at = (trigger.start, trigger.end)
    light = [cue for cue in scene.cues_of("light") if cue.start == trigger.start]
    if any((cue.start, cue.end) == at for cue in light) and _carries_noun(scene, trigger):
        return True
    if light and any(t.end == trigger.start and t.payload.form == "noun" for t in scene.triggers):
        return True  # "raids executed by"
    if any(cue.start == trigger.start for cue in scene.cues_of("resume")) and _is_resumed(scene, trigger):
        return True
    if "harm" in trigger.payload.attributes:
        return False
    return any(cue.start == trigger.start for cue in scene.cues_of("result")) and _counts_harm(scene, trigger)


def _brings_harm(scene: Scene, trigger: Match[Entry]) -> bool:
    """In "the fall of four dead" the casualties follow with no weapon and no place between, in "dead who fell" none."""
    told = next((t for t in reversed(scene.triggers) if t.start < trigger.start), None)
    fell = trigger.payload.key == "fall.fall" and trigger.payload.form in ("past", "present")
    if fell and told is not None and "harm" in told.payload.attributes and trigger.start - told.end <= 1:
        return told.payload.form in ("noun", "word")
    after = next((t for t in scene.triggers if t.start > trigger.start), None)
    if trigger.payload.key != "fall.fall" or after is None or not _counts_harm(scene, trigger):
        return False
    between = range(trigger.end, after.start)
    return not any(m.start in between for m in scene.weapons) and not any(p.start in between for p in scene.places)


def _carries_noun(scene: Scene, trigger: Match[Entry]) -> bool:
    """In "executed nine raids" the verb only carries the noun."""
    after = next((t for t in scene.triggers if t.start > trigger.start), None)
    noun = after is not None and after.payload.form in ("noun", "word", "base", "present")
    return (
        after is not None
        and noun
        and after.start - trigger.end <= _REACH + 1
        and "harm" not in after.payload.attributes
    )


def _is_resumed(scene: Scene, trigger: Match[Entry]) -> bool:
    """Whether the next word that tells something is what a verb comes back to."""
    after = next((t for t in scene.triggers if t.start > trigger.start), None)
    return after is not None and any(cue.start == trigger.start for cue in carriers(scene, after))


def carriers(scene: Scene, noun: Match[Entry]) -> list[Match[Entry]]:
    """The verbs before a noun whose subject is the noun's: light ones, and of coming back to what follows "to"."""
    light = [c for c in scene.cues_of("light") if c.end <= noun.start and c.payload.form in _VERBS]
    to = LAM in noun.prefix or scene.cue(noun.start, "preposition.to", "aimed") is not None
    if to and noun.payload.form in ("noun", "word"):
        light += [c for c in scene.cues_of("resume") if 0 <= noun.start - c.end <= 2 * _REACH]
    return light


def _counts_harm(scene: Scene, trigger: Match[Entry]) -> bool:
    """In "leaving 4 injured": a word of moving before casualties only says what came of it."""
    following = (t for t in scene.triggers if t.start > trigger.start)
    after = next(following, None)
    if after is None or "harm" not in after.payload.attributes:
        return False
    people = any(
        0 <= v.start - trigger.end <= 1 for v in scene.victims
    )  # "leaving four, believed to be civilians, dead"
    return after.start - trigger.end <= (4 if people else 2) * _REACH
