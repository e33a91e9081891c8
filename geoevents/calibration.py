"""The figures of data/confidence.toml, which turn what the reader knows of its own reading into confidences."""

from __future__ import annotations

import math
import tomllib
from functools import cache
from typing import TYPE_CHECKING

from geoevents.resources import data_path, load_compiled

if TYPE_CHECKING:
    from collections.abc import Mapping

_CLOSEST = 1e-4
"""Nearer than this to 0 or 1 no confidence comes: nothing that was measured could tell it from them."""


@cache
def weights(name: str) -> Mapping[str, float]:
    """Return the weights of a model by the names of its features.

    ``events`` are those of :func:`geoevents.events.confidence.features`, ``places`` those of :func:`corrected`.
    """
    path = data_path("confidence.toml")
    table = load_compiled("confidence", [path], lambda: tomllib.loads(path.read_text(encoding="utf-8")))
    return {feature: float(weight) for feature, weight in table[name].items()}


def logistic(score: float) -> float:
    """Return the probability that a score stands for."""
    return 1 / (1 + math.exp(-score))


def logit(share: float) -> float:
    """Return the score that stands for a probability, which is kept a little off 0 and 1."""
    share = min(max(share, _CLOSEST), 1 - _CLOSEST)
    return math.log(share / (1 - share))


def corrected(share: float) -> float:
    """Return the share of mentions of such a score whose place was right; it rises with the score."""
    model = weights("places")
    return logistic(model["base"] + model["slope"] * logit(share))
