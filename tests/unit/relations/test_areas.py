"""Areas have the sizes that they are meant to have, in kilometres on the ground."""

from __future__ import annotations

import pytest

from geoevents.geometry import distance_km
from geoevents.model import Place
from geoevents.relations import reach
from geoevents.relations.areas import corridor


def place(latitude: float, longitude: float) -> Place:
    return Place(
        place_id=f"sy.{latitude}.{longitude}", name="x", name_local=None, feature_class="P", feature_code="PPL",
        country="SY", admin1="Homs", admin2="Homs", latitude=latitude, longitude=longitude, extent_m=1000, importance=0.1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("first", "last"), [((34.5, 38.0), (34.9, 38.0)), ((34.7, 37.8), (34.7, 38.2)), ((36.2, 37.1), (36.5, 37.4))]
)
def test_a_corridor_lies_around_its_ends_as_wide_everywhere(
    first: tuple[float, float], last: tuple[float, float]
) -> None:
    area = corridor([place(*first), place(*last)])
    half = reach.between_half_km(distance_km(*first, *last))
    ring = area.geometry.coordinates[0]
    nearest = [min(distance_km(latitude, longitude, *end) for end in (first, last)) for longitude, latitude in ring]
    assert min(nearest) == pytest.approx(half, rel=0.05)
    assert max(nearest) == pytest.approx(half, rel=0.05)
    middle = (first[0] + last[0]) / 2, (first[1] + last[1]) / 2
    assert distance_km(area.latitude, area.longitude, *middle) < 0.5
