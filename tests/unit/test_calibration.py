import math
from types import SimpleNamespace

import pytest

from geoevents.calibration import corrected, logistic, logit, weights
from geoevents.events.confidence import confidence, features


def draft(**changes):
    values = {"strong": True, "places": (), "place_source": "own", "actor2": None, "rule": "clash"}
    return SimpleNamespace(**(values | changes))


def place(confidence):
    return ("location", SimpleNamespace(anchors=(SimpleNamespace(confidence=confidence),)))


LOCATED = SimpleNamespace(latitude=35.0)


def test_every_feature_has_a_weight():
    assert list(features(draft(), None, "unknown")) == list(weights("events"))


def test_logit_is_the_inverse():
    assert [logistic(logit(share)) for share in (0.1, 0.5, 0.93)] == pytest.approx([0.1, 0.5, 0.93])
    assert math.isfinite(logit(0))
    assert math.isfinite(logit(1))


def test_a_corrected_share_rises_and_stays_between_0_and_1():
    shares = [corrected(i / 100) for i in range(101)]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] < 1


def test_more_evidence_is_surer():
    bare = confidence(draft(strong=False), None, "unknown")
    told = confidence(draft(places=(place(0.4),)), LOCATED, "unknown")
    surer = confidence(draft(places=(place(0.95),)), LOCATED, "unknown")
    dated = confidence(draft(places=(place(0.95),)), LOCATED, "explicit")
    whole = confidence(draft(places=(place(0.95),), actor2="x", rule="clash + agent"), LOCATED, "explicit")
    assert 0 < bare < told < surer < dated < whole < 1
    assert bare < 0.5
    assert whole > 0.8


def test_a_place_from_elsewhere_is_less_sure():
    own = confidence(draft(places=(place(0.9),)), LOCATED, "explicit")
    assert confidence(draft(places=(place(0.9),), place_source="header"), LOCATED, "explicit") < own
