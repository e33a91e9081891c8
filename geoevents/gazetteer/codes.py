"""The feature codes that the gazetteer uses: GeoNames', and one of our own for checkpoints."""

from __future__ import annotations

import csv
from functools import cache
from typing import NamedTuple

from geoevents.resources import data_path


class FeatureCode(NamedTuple):
    """A kind of place: its GeoNames class, the radius that usually holds one, and what it is in words."""

    code: str
    feature_class: str
    extent_m: float
    kind: str


@cache
def feature_codes() -> dict[str, FeatureCode]:
    """All feature codes of the vocabulary (data/gazetteer/feature_codes.csv)."""
    with data_path("gazetteer", "feature_codes.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["feature_code"]: FeatureCode(
                row["feature_code"], row["feature_class"], float(row["extent_m"]), row["kind"]
            )
            for row in csv.DictReader(file)
        }
