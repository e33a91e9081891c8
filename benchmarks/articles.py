"""Articles for measuring: sentences of the samples in new orders, with other places' names in them.

The same number gives the same article on every machine.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from geoevents.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
_SENTENCE_END = re.compile(r"(?<=[.؟!])\s+")
_WORD = re.compile(r"\w+")
_FIRST_DAY = dt.date(2012, 1, 1)
_DAYS = 4700
_CHANGED = 0.5


@cache
def _sentences() -> tuple[str, ...]:
    lines = (
        line for path in sorted((ROOT / "seeds").glob("*.ar.txt")) for line in path.read_text("utf-8").splitlines()[1:]
    )
    return tuple(part for line in lines for part in _SENTENCE_END.split(line.strip()) if len(part) > 40)


@cache
def _towns() -> tuple[str, ...]:
    with (ROOT / "data" / "gazetteer" / "places.csv").open(encoding="utf-8", newline="") as stream:
        names = {
            row["name_ar"]
            for row in csv.DictReader(stream)
            if row["feature_code"].startswith("PPL") and row["name_ar"].isalpha()
        }
    return tuple(sorted(names))


def _retold(sentence: str, chance: random.Random, towns: tuple[str, ...], known: frozenset[str]) -> str:
    def other(match: re.Match[str]) -> str:
        word = match[0]
        return chance.choice(towns) if word in known and chance.random() < _CHANGED else word

    return _WORD.sub(other, sentence)


def make_text(number: int, size: int) -> str:
    """Make the Arabic text of an article of about so many bytes in UTF-8."""
    chance = random.Random(f"{number}/{size}")
    towns = _towns()
    known = frozenset(towns)
    parts: list[str] = []
    length = 0
    while not parts or length < size:
        sentence = _retold(chance.choice(_sentences()), chance, towns, known)
        parts.append(sentence)
        length += len(sentence.encode()) + 1
    return " ".join(parts)


def make_articles(count: int, size: int = 10_000) -> Iterator[Article]:
    """Make so many Arabic articles of about so many bytes; ``size`` 1 gives reports of one sentence."""
    for number in range(count):
        chance = random.Random(number)
        yield Article(
            article_id=f"article-{number}",
            text=make_text(number, size),
            language="ar",
            title=f"article {number}",
            published=_FIRST_DAY + dt.timedelta(days=chance.randrange(_DAYS)),
            published_basis="metadata",
            source="benchmark",
        )
