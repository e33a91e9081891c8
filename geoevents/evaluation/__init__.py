"""How well articles are read, measured against annotated ones (docs/annotation.md says how they are annotated)."""

from __future__ import annotations

from geoevents.evaluation.gold import GoldArticle, GoldEvent, GoldPlace, GoldToponym, parse_gold, read_gold
from geoevents.evaluation.measure import evaluate
from geoevents.evaluation.report import Finding, Rate, Report, Score

__all__ = [
    "Finding",
    "GoldArticle",
    "GoldEvent",
    "GoldPlace",
    "GoldToponym",
    "Rate",
    "Report",
    "Score",
    "evaluate",
    "parse_gold",
    "read_gold",
]
