"""What speaks for and against one event, and the file of weights."""

import dataclasses
import inspect
import re
import tomllib

import pytest

from geoevents.collection import scoring
from geoevents.collection.scoring import report_of, score, weights
from geoevents.resources import data_path
from geoevents.taxonomy import categories


def test_no_weight_is_unknown_or_dead():
    table = tomllib.loads(data_path("merging.toml").read_text(encoding="utf-8"))
    assert set(table) == {"threshold", "conflict", "together", "near", "weights"}
    used = set(re.findall(r'"([a-z_0-9]+)"', inspect.getsource(scoring)))
    assert set(table["weights"]) <= used
    assert {category for group in table["near"] for category in group} <= set(categories())
    assert 0 < table["conflict"] < table["threshold"] < 1


def value(a, b):
    found = score(report_of(a), report_of(b))
    return 0.0 if found is None else found.value


def test_symmetric(random_reports):
    reports = [report_of(one) for one in random_reports(1, 40)]
    for a in reports:
        for b in reports:
            assert score(a, b) == score(b, a)


def test_rows_and_events_score_alike(make_report):
    event = make_report(1)
    row = {item.name: getattr(event, item.name) for item in dataclasses.fields(event)}
    assert report_of(row) == report_of(event)


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({}, {"latitude": 35.985}),
        ({}, {"day": 2}),
        ({"day": 2, "date_basis": "document"}, {"day": 2}),
        ({}, {"category": "shelling"}),
        ({"actor1": "Russian Air Force (Russia)"}, {"actor1": "Turkish Air Force (Turkey)"}),
        ({"actor1": "Russian"}, {"actor1": None}),
        ({}, {"coordinate_uncertainty_m": 50_000.0}),
        ({}, {"weapon": "mortar"}),
        ({"fatalities": 7, "fatalities_min": 7, "fatalities_max": 7}, {"fatalities": 12, "fatalities_min": 12, "fatalities_max": 12}),
        ({"notes": "aircraft struck the bakery"}, {"notes": "nothing in common here"}),
    ],
)  # fmt: skip
def test_each_feature_counts(make_report, better, worse):
    base = make_report(
        1,
        actor1="Russian Air Force (Russia)",
        fatalities=7,
        fatalities_min=7,
        fatalities_max=7,
        notes="aircraft struck a bakery",
    )
    same = {"fatalities": 7, "fatalities_min": 7, "fatalities_max": 7}
    assert value(base, make_report(2, **{**same, **better})) > value(base, make_report(2, **{**same, **worse}))


def test_the_score_is_the_sum_of_its_features(make_report):
    found = score(report_of(make_report(1)), report_of(make_report(2)))
    assert found.features["same_day"] == weights().of["same_day"]
    assert 0 < found.value < 1
