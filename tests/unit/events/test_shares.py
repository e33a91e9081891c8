"""Casualties told with a place of a list: sentences of our own, through the whole pipeline."""

from __future__ import annotations

import datetime as dt

import pytest

from geoevents.model import Article
from geoevents.pipeline import read

RAIDS = "شنّ الطيران الحربي غارات على سراقب ومعرة النعمان وخان شيخون، "
CITIES = "استهدفت طائرات حربية مدينتي دوما وحرستا، "


def tolls(text: str) -> list[tuple[int | None, int | None]]:
    article = Article(article_id="t", text=text, language="ar", published=dt.date(2016, 8, 13))
    return [(e.fatalities, e.injured) for e in read(article).events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            RAIDS + "ما أدى إلى مقتل مدنيين اثنين في معرة النعمان وثلاثة في خان شيخون.",
            [(None, None), (2, None), (3, None)],
        ),
        (RAIDS + "ما أسفر عن سقوط ثلاثة شهداء في الأخيرة.", [(None, None), (None, None), (3, None)]),
        (RAIDS + "ما أدى إلى استشهاد طفل وإصابة ستة آخرين في سراقب.", [(1, 6), (None, None), (None, None)]),
        (RAIDS + "ما أدى إلى استشهاد امرأة وابنتها في خان شيخون.", [(None, None), (None, None), (2, None)]),
        (RAIDS + "قتيل في سراقب وخمسة جرحى في خان شيخون.", [(1, None), (None, None), (None, 5)]),
        (RAIDS + "ما أدى إلى مقتل أربعة مدنيين.", [(4, None), (None, None), (None, None)]),
        (CITIES + "وسقط أربعة قتلى في الأولى وجريحان في الثانية.", [(4, None), (None, 2)]),
        (CITIES + "وأصيب سبعة أشخاص في الثانية.", [(None, None), (None, 7)]),
        (CITIES + "قضى في الأولى ثلاثة مدنيين وفي الثانية طفل.", [(3, None), (1, None)]),
        (CITIES[:-2] + ". وقتل ثلاثة مدنيين في حرستا وأصيب اثنان في دوما.", [(None, 2), (3, None)]),
        (CITIES[:-2] + ". وسقط في الأخيرة أربعة شهداء.", [(None, None), (4, None)]),
        (CITIES[:-2] + ". وأدت الغارات إلى مقتل أربعة مدنيين.", [(4, None), (None, None)]),
        ("قتل أربعة مدنيين، اثنان في دوما واثنان في حرستا، جراء غارات على المدينتين.", [(2, None), (2, None)]),
    ],
)
def test_casualties_go_to_the_place_that_they_are_told_with(
    text: str, expected: list[tuple[int | None, int | None]]
) -> None:
    assert tolls(text) == expected
