"""What is written in pictures, and where."""

import datetime as dt
from itertools import combinations

import pytest

from geoevents.maps import ground, picture
from geoevents.maps.words import category_label, date_label, place_label, region_label


@pytest.fixture
def drawn(monkeypatch):
    """The figures that were made into pictures."""
    pytest.importorskip("matplotlib", minversion="3.11")
    figures = []
    as_png = picture.as_png

    def keep(figure):
        figures.append(figure)
        return as_png(figure)

    monkeypatch.setattr(picture, "as_png", keep)
    return figures


def heading(figure, title):
    return next(text for text in figure.texts if text.get_text() == title)


@pytest.mark.parametrize(("language", "side"), [("en", "left"), ("ar", "right")])
def test_the_heading_stands_where_reading_begins(drawn, reading, language, side):
    picture.draw_map_png([reading()], title="A quiet day", language=language)
    text = heading(drawn[0], "A quiet day")
    assert text.get_ha() == side
    assert (text.get_position()[0] > 0.5) == (side == "right")


def test_the_legend_counts_categories_by_their_names(drawn, event, reading):
    picture.draw_map_png([reading([event(), event(), event(category="air_strike")])], language="en")
    labels = [text.get_text() for text in drawn[0].legends[0].get_texts()]
    assert any(label.startswith("Air strike") for label in labels)
    assert any(label.startswith("Shelling") and "2" in label for label in labels)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_names_of_towns_do_not_lie_over_one_another(drawn, language):
    picture.draw_map_png([], language=language)
    figure = drawn[0]
    renderer = figure.canvas.get_renderer()
    boxes = [
        text.get_window_extent(renderer) for axes in figure.axes for text in axes.texts if text.get_fontsize() == 6.5
    ]
    assert len(boxes) > 5
    assert not [1 for one, other in combinations(boxes, 2) if one.shrunk(0.9, 0.9).overlaps(other.shrunk(0.9, 0.9))]


def test_a_longer_name_takes_more_room():
    mpl = pytest.importorskip("matplotlib.figure")
    axes = mpl.Figure(figsize=(10, 8)).add_axes((0, 0, 1, 1))
    axes.set_xlim(36, 42)
    axes.set_ylim(32, 37)

    def room(name):
        made = ground._Room(axes)
        assert made.take(name, 39, 35, 8)
        return next(step for step in range(1, 1000) if made.take("x", 39 + step / 100, 35, 8))

    assert room("x" * 20) > 4 * room("xx")


def test_words():
    assert category_label("air_strike", "en") == "Air strike"
    assert category_label("air_strike", "ar") == "غارة جوية"
    assert category_label("not_known_here", "en") == "not known here"
    assert region_label("Homs", "ar") == "حمص"
    assert region_label("Homs", "en") == "Homs"
    first, last = dt.date(2017, 6, 1), dt.date(2017, 6, 3)
    assert date_label(first, first, "en") == "2017-06-01"
    assert date_label(first, last, "en") == "2017-06-01/2017-06-03"
    assert date_label(None, None, "en") != date_label(None, None, "ar")


def test_places_are_told_with_their_relation(event):
    told = place_label(event(spatial_relation="south_east_of", distance_km=15.0), "en")
    assert told.startswith("15 km")
    assert told.endswith("Palmyra")
    assert place_label(event(spatial_relation="in"), "en") == "Palmyra"
    assert place_label(event(location_local="تدمر"), "ar") == "تدمر"
    assert place_label(event(location=None, location_local="تدمر"), "en") == "تدمر"


@pytest.mark.parametrize(
    ("status", "marks", "filled"), [("asserted", 1, True), ("planned", 1, False), ("denied", 2, False)]
)
def test_symbols_tell_the_status(drawn, event, reading, status, marks, filled):
    picture.draw_map_png([reading([event(status=status)])])
    symbols = drawn[0].axes[0].collections
    assert len(symbols) == marks  # a denied one is crossed out
    assert (tuple(symbols[0].get_facecolor()[0]) != (1, 1, 1, 1)) == filled


def test_the_picture_holds_its_events_and_sums_them_up(drawn, event, reading):
    nowhere = event(latitude=None, longitude=None, geometry=None, event_date=None, end_date=None)
    picture.draw_map_png([reading([event(), event(latitude=36.2, longitude=37.16), nowhere])], language="en")
    axes = drawn[0].axes[0]
    west, east = axes.get_xlim()
    south, north = axes.get_ylim()
    assert west < 37.16
    assert east > 38.27
    assert south < ground.ordinate(34.56) < ground.ordinate(36.2) < north
    (summary,) = (text.get_text() for text in drawn[0].texts if "Natural Earth" in text.get_text())
    assert summary.startswith("2017-06-05 · ")
    assert len(summary.split(" · ")) == 5  # days, events, undated, unplaced, whose map
