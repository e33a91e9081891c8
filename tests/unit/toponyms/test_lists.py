"""What a list tells of its members: strangers in it, and members that are not known."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.geometry import distance_km
from geoevents.language import detect_language
from geoevents.model import Article, Event
from geoevents.pipeline import read


def events(text: str) -> dict[str | None, Event]:
    article = Article(article_id="t", text=text, language=detect_language(text), published=dt.date(2020, 3, 1))
    return {event.location: event for event in read(article).events}


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("قصفت قوات النظام قرى كنصفرة والزعرورية والبارة بريف إدلب الجنوبي.", "الزعرورية"),
        ("Artillery shelled the villages of Kansafra, Sheikh Zarour and al-Bara in southern Idlib.", "Sheikh Zarour"),
    ],
)
def test_an_unknown_village_lies_near_the_others_of_its_list(text: str, unknown: str) -> None:
    found = events(text)
    lost, known = found[unknown], found["Kansafra"]
    assert lost.geo_precision == 2
    assert lost.coordinate_uncertainty_m is not None
    assert lost.latitude is not None
    assert lost.longitude is not None
    assert known.latitude is not None
    assert known.longitude is not None
    away = distance_km(lost.latitude, lost.longitude, known.latitude, known.longitude)
    assert 1000 * away < lost.coordinate_uncertainty_m <= 20_000


def test_one_known_neighbour_tells_nothing() -> None:
    lost = events("قصفت قوات النظام قريتي كنصفرة والزعرورية.")["الزعرورية"]
    assert lost.latitude is None


def test_a_namesake_far_from_the_rest_of_its_list_is_not_taken() -> None:
    text = "ISIS captured the villages of Dabiq, Fairouzah, Duwaybiq, Ihtaymilat and Turkman Bareh."
    found = events(text)
    stranger = found["Fairouzah"]
    assert stranger.admin1 == "Aleppo"  # not the village beside Homs city
    assert all(event.admin1 == "Aleppo" for event in found.values())


def test_towns_all_over_the_country_are_no_strangers_to_one_another() -> None:
    found = events("Air strikes hit the towns of Saraqib, Hajin, Nawa and Qalaat al-Madiq.")
    assert all(event.geo_precision == 1 for event in found.values())
    assert len(found) == 4


def test_a_village_in_a_named_small_region_lies_in_it() -> None:
    (event,) = events("Gunmen stormed houses in Zarzouriya village in Shirawa district in Afrin countryside.").values()
    assert event.location == "Zarzouriya"
    assert (event.admin1, event.geo_precision) == ("Aleppo", 2)
