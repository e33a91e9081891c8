"""Fits the confidences of events and place mentions to annotated articles, and writes what it measured.

    python scripts/calibrate_confidence.py GOLD.jsonl ...           # only tells
    python scripts/calibrate_confidence.py GOLD.jsonl ... --write   # and writes weights, README and picture

An event or mention is right where ``geoevents evaluate`` finds it in the annotations. The model is logistic with a
quadratic penalty (a Gaussian prior: no weight for features, the uncorrected share for places); what is told of its
quality is cross-validated, each article being judged by a model that was fitted to the others.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unittest.mock import patch

import numpy as np

from geoevents.calibration import corrected, logit, weights
from geoevents.errors import GeoEventsError
from geoevents.evaluation import evaluate, read_gold
from geoevents.events.confidence import features
from geoevents.gazetteer import Gazetteer
from geoevents.pipeline import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geoevents.evaluation import GoldArticle
    from geoevents.model import Reading

ROOT = Path(__file__).resolve().parent.parent
_FREE = 1e-6
_EVENT_PENALTY = 1.0
_PLACE_PENALTY = 3.0
"""The resolver was written with such articles at hand: its correction is held back, its constant, too."""
_BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
_MARKS = "<!-- reliability: written by scripts/calibrate_confidence.py -->", "<!-- end of reliability -->"
_ROUNDS = 100
_NORMAL = 1.96
"""Standard deviations to either side that hold 95 %."""


class Sample(NamedTuple):
    """One event or mention: its article, its features, and whether it was right."""

    article: str
    values: tuple[float, ...]
    right: bool


class Model(NamedTuple):
    """A kind of confidence: the features, what the weights are drawn to and how much, and the samples."""

    names: tuple[str, ...]
    prior: tuple[float, ...]
    penalty: tuple[float, ...]
    samples: list[Sample]


class Bin(NamedTuple):
    """Samples of like confidence: how many, the mean confidence, and the share that was right."""

    count: int
    told: float
    right: float


def collect(gold: Sequence[GoldArticle]) -> tuple[Model, Model]:
    """Read the articles with uncorrected places and return the samples of events and of places."""
    names = tuple(weights("events"))
    events = Model(names, (0.0,) * len(names), (_FREE, *[_EVENT_PENALTY] * (len(names) - 1)), [])
    places = Model(("base", "slope"), (0.0, 1.0), (_PLACE_PENALTY, _PLACE_PENALTY), [])
    gazetteer = Gazetteer.default()
    with patch.dict(weights("places"), {"base": 0.0, "slope": 1.0}):
        for annotated in gold:
            drawn: list[Mapping[str, float]] = []
            with patch("geoevents.events.build.confidence", lambda *a, drawn=drawn: drawn.append(features(*a)) or 0.5):
                reading = read(annotated.article, gazetteer)
            report = evaluate([annotated], lambda _, reading=reading: reading)
            article = annotated.article.article_id
            right = _right_events(reading, Counter((f.start, f.kind, f.place, f.date) for f in report.invented_events))
            for values, is_right in zip(drawn, right, strict=True):
                events.samples.append(Sample(article, tuple(values[name] for name in events.names), is_right))
            wrong = {(f.start, f.end) for f in (*report.invented_places, *report.misplaced)}
            for mention in reading.toponyms:
                if mention.place is not None:
                    values = (1.0, logit(mention.confidence))
                    places.samples.append(Sample(article, values, (mention.start, mention.end) not in wrong))
    return events, places


def _right_events(reading: Reading, invented: Counter[tuple[object, ...]]) -> Iterator[bool]:
    for event in reading.events:
        key = (event.text_start, event.category, event.location, event.event_date)
        invented[key] -= 1
        yield invented[key] < 0


def with_sure_places(events: Model, fitted: np.ndarray) -> Model:
    """Return the events with the certainty of their places as a correction makes it."""
    at = events.names.index("place")
    with patch.dict(weights("places"), {"base": fitted[0], "slope": fitted[1]}):
        samples = [
            one._replace(values=(*one.values[:at], corrected(one.values[at]), *one.values[at + 1 :]))
            if one.values[at] > 0
            else one
            for one in events.samples
        ]
    return events._replace(samples=samples)


def fit(model: Model, samples: Sequence[Sample]) -> np.ndarray:
    """Return the weights by Newton's method."""
    x = np.array([one.values for one in samples])
    y = np.array([one.right for one in samples], dtype=float)
    prior, penalty = np.array(model.prior), np.array(model.penalty)
    found = prior.copy()
    for _ in range(_ROUNDS):
        p = 1 / (1 + np.exp(-x @ found))
        step = np.linalg.solve(
            (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty), x.T @ (p - y) + penalty * (found - prior)
        )
        found = found - step
        if np.abs(step).max() < 1e-9:  # noqa: PLR2004 - nothing changes any more
            break
    return found


def cross_validate(model: Model) -> tuple[np.ndarray, np.ndarray]:
    """Return each sample's confidence by a model that has not seen its article, and whether it was right."""
    told = np.empty(len(model.samples))
    for article in dict.fromkeys(one.article for one in model.samples):
        found = fit(model, [one for one in model.samples if one.article != article])
        for i, one in enumerate(model.samples):
            if one.article == article:
                told[i] = 1 / (1 + np.exp(-np.dot(one.values, found)))
    return told, np.array([one.right for one in model.samples], dtype=float)


def bins(told: np.ndarray, right: np.ndarray) -> dict[str, Bin]:
    """Return the reliability table: confidence from, to."""
    table = {}
    for low, high in itertools.pairwise(_BINS):
        inside = (told >= low) & (told < high)
        if inside.any():
            name = f"{low:.2f} to {min(high, 1.0):.2f}"
            table[name] = Bin(int(inside.sum()), float(told[inside].mean()), float(right[inside].mean()))
    return table


def brier(told: np.ndarray, right: np.ndarray) -> float:
    """Return the mean squared difference (Brier 1950)."""
    return float(((told - right) ** 2).mean())


def calibration_error(told: np.ndarray, right: np.ndarray) -> float:
    """Return the expected calibration error over ten bins of equal size."""
    groups = np.array_split(np.argsort(told, kind="stable"), 10)
    return float(sum(abs(told[i].mean() - right[i].mean()) * len(i) for i in groups if len(i)) / len(told))


def lines_of(name: str, told: np.ndarray, right: np.ndarray) -> list[str]:
    """Return the reliability table in Markdown."""
    constant = brier(np.full_like(right, right.mean()), right)
    head = (
        f"{name}: {len(right)}, {right.mean():.0%} of them right. Brier score {brier(told, right):.3f} "
        f"(one figure for all: {constant:.3f}), expected calibration error {calibration_error(told, right):.3f}."
    )
    lines = [
        head,
        "",
        f"| confidence | {name.lower()} | mean confidence | right |",
        "|---|---:|---:|---:|",
    ]
    return lines + [f"| {key} | {b.count} | {b.told:.2f} | {b.right:.2f} |" for key, b in bins(told, right).items()]


def section(gold: Sequence[GoldArticle], results: Mapping[str, tuple[np.ndarray, np.ndarray]]) -> str:
    """Return what the README says of it."""
    arabic = sum(one.article.language == "ar" for one in gold)
    head = (
        f"Measured on {dt.datetime.now(dt.UTC).date()} on {len(gold)} annotated articles ({arabic} Arabic, "
        f"{len(gold) - arabic} English), by cross-validation: each article is judged by weights fitted to the others."
    )
    tables = [line for name, pair in results.items() for line in ["", *lines_of(name, *pair)]]
    return "\n".join([_MARKS[0], "", head, *tables, "", _MARKS[1]])


def draw(results: Mapping[str, tuple[np.ndarray, np.ndarray]], path: Path) -> None:
    """Draw the share that was right against the confidence told, with Wilson's 95 % intervals (1927)."""
    from matplotlib.figure import Figure  # noqa: PLC0415 - only for --write

    figure = Figure(figsize=(6.4, 3.2), layout="constrained")
    for axes, (name, pair) in zip(figure.subplots(1, len(results), sharey=True), results.items(), strict=True):
        axes.plot((0, 1), (0, 1), color="0.6", linewidth=1, linestyle="--")
        for one in bins(*pair).values():
            low, high = _wilson(one.right, one.count)
            axes.plot((one.told, one.told), (low, high), color="#0072b2", linewidth=1)
            axes.plot(one.told, one.right, "o", color="#0072b2", markersize=4)
            axes.annotate(str(one.count), (one.told, one.right), (5, -9), textcoords="offset points", fontsize=7)
        axes.set(title=name, xlabel="confidence told", xlim=(0, 1.08), ylim=(0, 1.08), aspect="equal")
    figure.axes[0].set_ylabel("share that was right")
    figure.savefig(path, dpi=100, metadata={"Software": None})


def _wilson(share: float, count: int) -> tuple[float, float]:
    z = _NORMAL**2 / count
    middle = (share + z / 2) / (1 + z)
    half = _NORMAL / (1 + z) * (share * (1 - share) / count + z / (4 * count)) ** 0.5
    return middle - half, middle + half


def write(found: Mapping[str, tuple[Model, np.ndarray]], text: str) -> None:
    """Write the weights and the README's section."""
    lines = [
        "# How confidence is told: logistic weights, fitted by scripts/calibrate_confidence.py on the annotated",
        "# articles that the README names. events: see geoevents/events/confidence.py; places: base and slope on",
        "# the log-odds of what the resolver gives.",
    ]
    for name, (model, fitted) in found.items():
        lines += ["", f"[{name}]", *(f"{n} = {w:.3f}" for n, w in zip(model.names, fitted, strict=True))]
    (ROOT / "data" / "confidence.toml").write_text("\n".join([*lines, ""]), encoding="utf-8")
    readme = ROOT / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition(_MARKS[0])
    _, _, after = rest.partition(_MARKS[1])
    if not after:
        raise SystemExit(f"README.md lacks the lines {_MARKS[0]} and {_MARKS[1]}")
    readme.write_text(before + text + after, encoding="utf-8")


def main() -> int:
    """Fit, tell, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path, metavar="GOLD.jsonl", help="annotated articles")
    parser.add_argument("--write", action="store_true", help="write the weights, the README's section and the picture")
    options = parser.parse_args()
    try:
        gold = [article for path in options.gold for article in read_gold(path)]
    except GeoEventsError as error:
        print(error, file=sys.stderr)
        return 1
    events, places = collect(gold)
    slope = fit(places, places.samples)
    events = with_sure_places(events, slope)
    fitted = {"events": (events, fit(events, events.samples)), "places": (places, slope)}
    results = {"Events": cross_validate(events), "Place mentions": cross_validate(places)}
    for name, (model, found) in fitted.items():
        print(name, ", ".join(f"{n} {w:.2f}" for n, w in zip(model.names, found, strict=True)))
    raw = np.array([1 / (1 + np.exp(-one.values[1])) for one in places.samples])
    print(f"places uncorrected: Brier {brier(raw, results['Place mentions'][1]):.3f}, ", end="")
    print(f"calibration error {calibration_error(raw, results['Place mentions'][1]):.3f}")
    text = section(gold, results)
    print(text)
    if options.write:
        write(fitted, text)
        draw(results, ROOT / "docs" / "reliability.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
