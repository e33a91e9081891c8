"""Makes reports of made-up events: several tellers, other words, other figures, the place moved within its area."""

from __future__ import annotations

import datetime as dt
import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geoevents.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geoevents.gazetteer import Gazetteer
    from geoevents.model import Place

TEMPLATES = Path(__file__).with_name("data") / "retellings.toml"
FIRST_DAY = dt.date(2017, 3, 1)


@dataclass(frozen=True)
class MadeEvent:
    """What happened: the story's number, the actor, the place, the day and the casualties."""

    number: int
    story: dict[str, Any]
    actor: dict[str, str]
    place: Place
    day: dt.date
    killed: int
    injured: int


def towns(gazetteer: Gazetteer, count: int) -> list[Place]:
    """Return well-known settlements whose names stand for nothing else."""
    found = gazetteer.places(["PPL", "PPLA", "PPLA2", "PPLA3"])
    names: dict[str, int] = {}
    for place in found:
        names[place.name] = names.get(place.name, 0) + 1
    return [p for p in found if p.country == "SY" and p.name_local and p.admin1 and names[p.name] == 1][:count]


def make_events(
    gazetteer: Gazetteer, count: int = 1000, days: int = 240, places: int = 200, seed: int = 7
) -> list[MadeEvent]:
    """Make events; some happen at one place on one day."""
    chance = random.Random(seed)
    stories = tomllib.loads(TEMPLATES.read_text(encoding="utf-8"))["stories"]
    known = towns(gazetteer, places)
    events = []
    for number in range(count):
        story = chance.choice(stories)
        # Three of four events of a war are told of one place in four.
        near = known[: len(known) // 4] if chance.random() < 0.75 else known
        events.append(
            MadeEvent(
                number=number,
                story=story,
                actor=chance.choice(story["actors"]),
                place=chance.choice(near),
                day=FIRST_DAY + dt.timedelta(days=chance.randrange(days)),
                killed=chance.choice([3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 21, 26, 34]),
                injured=chance.choice([3, 5, 8, 11, 15, 20, 30]),
            )
        )
    return events


def make_reports(events: Sequence[MadeEvent], count: int = 5000, seed: int = 11) -> Iterator[tuple[Article, int]]:
    """Yield articles, each with the number of the event that it tells; every event is told at least once."""
    chance = random.Random(seed)
    table = tomllib.loads(TEMPLATES.read_text(encoding="utf-8"))
    told = [*events, *chance.choices(events, k=count - len(events))]
    chance.shuffle(told)
    for number, event in enumerate(told):
        yield _report(event, number, table, chance), event.number


def _report(event: MadeEvent, number: int, table: dict[str, Any], chance: random.Random) -> Article:
    language = chance.choice(["ar", "en"])
    words, later = chance.choice(table["days"][language])
    day = words.format(
        weekday=table["weekdays"][language][event.day.weekday()],
        day=event.day.day,
        month=table["months"][language][event.day.month - 1],
        year=event.day.year,
    )
    place = event.place.name_local if language == "ar" else event.place.name
    region = _region(event.place, language, table["regions"])
    choices = table["where"][language]
    where = chance.choice(choices if region else choices[:-1]).format(place=place, region=region)
    actor = event.actor[language]
    text = chance.choice(event.story[language]).format(
        actor=actor,
        Actor=actor[:1].upper() + actor[1:],
        where=where,
        day=day,
        killed=_changed(event.killed, chance),
        injured=_changed(event.injured, chance),
    )
    if language == "en":
        text = text.replace("in near", "near").replace("hit near", "hit the area near")
    return Article(
        article_id=f"report-{number:05d}",
        text=text,
        language=language,
        published=event.day + dt.timedelta(days=later),
        published_basis="metadata",
        source=f"outlet {chance.randrange(12)}",
    )


def _region(place: Place, language: str, regions: dict[str, str]) -> str | None:
    name = (place.admin1 or "").removesuffix(" Governorate")
    return name if language == "en" and name in regions else regions.get(name)


def _changed(figure: int, chance: random.Random) -> int:
    """Half of the tellers have the figure, the others one up to a fifth off."""
    if chance.random() < 0.5:
        return figure
    return max(3, round(figure * chance.uniform(0.8, 1.25)))
