"""One frame takes over what another one of the same event knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.events.categories import ATTACKS
from geoevents.events.harm import Harm

if TYPE_CHECKING:
    from geoevents.events.frame import Frame


def absorb(host: Frame, other: Frame, why: str) -> Frame:
    """Take over what another frame knows and the host does not."""
    known = {id(slot.mention) for slot in host.places}
    host.places += [slot for slot in other.places if id(slot.mention) not in known]
    host.times += [t for t in other.times if t not in host.times]
    host.weapons += [w for w in other.weapons if w not in host.weapons]
    host.victims += [v for v in other.victims if v not in host.victims]
    if host.trigger.payload.attributes.get("defends"):
        host.target = host.target or other.agent
    else:
        host.agent = host.agent or other.agent
        host.target = host.target or other.target
    host.harm = _sum_harm(host, other)
    host.first, host.last = min(host.first, other.first), max(host.last, other.last)
    host.rules.append(f"{why}: {other.key}")
    if other.category in ATTACKS and host.category in ("attack", "assault"):
        host.category = other.category
    return host


def _sum_harm(host: Frame, other: Frame) -> Harm:
    mine, theirs = host.harm, other.harm
    civilian = mine.civilian if theirs.civilian is None else theirs.civilian or bool(mine.civilian)
    told = mine if mine.killed.known or mine.injured.known else theirs
    teller = host if told is mine else other
    return Harm(
        mine.killed if mine.killed.known else theirs.killed,
        mine.injured if mine.injured.known else theirs.injured,
        civilian,
        told.start,
        told.parts,
        told.at if told.at is not None else _own_place(teller),
    )


def _own_place(frame: Frame) -> int | None:
    """The first token of the place that casualties are told with, where they have one of their own."""
    located = frame.located() if frame.category == "harm" else []
    return located[0].mention.start if located else None
