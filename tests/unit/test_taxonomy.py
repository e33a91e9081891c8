import re

from geoevents.taxonomy import categories


def test_categories_and_their_order():
    assert list(categories()) == [
        "air_strike",
        "missile_launch",
        "shelling",
        "explosion",
        "chemical_attack",
        "clash",
        "advance",
        "transfer",
        "movement",
        "agreement",
        "evacuation",
        "warning",
        "arrest",
        "violence_against_civilians",
        "protest",
        "other",
    ]


def test_each_is_whole():
    seen = set()
    for category in categories().values():
        assert category.event_type
        assert category.sub_event_types
        assert re.fullmatch("#[0-9a-f]{6}", category.colour)
        seen.add(category.colour)
    assert len(seen) == len(categories())
