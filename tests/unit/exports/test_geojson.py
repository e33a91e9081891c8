import datetime as dt
import io
import json
import math
import tracemalloc

from geoevents.exports.geojson import event_properties, geojson_geometry, write_events, write_mentions
from geoevents.frames import mention_rows
from geoevents.model import EVENT_COLUMNS, MENTION_COLUMNS, Geometry


def written(events):
    stream = io.BytesIO()
    assert write_events(events, stream) == len(events)
    return json.loads(stream.getvalue())


def test_every_event_is_a_feature_with_the_columns_in_order(five_events):
    collection = written(five_events)
    assert set(collection) == {"type", "features"}
    for event, feature in zip(five_events, collection["features"], strict=True):
        assert feature["id"] == event.event_id
        assert tuple(feature["properties"]) == EVENT_COLUMNS
        assert feature["properties"] == event_properties(event)


def test_values(five_events):
    first, _, _, _, undated = (feature["properties"] for feature in written(five_events)["features"])
    assert (first["event_date"], first["civilian_targeting"], first["fatalities"]) == ("2017-05-31", True, 3)
    assert first["location_local"] == "الرقة"
    assert (undated["event_date"], undated["civilian_targeting"], undated["fatalities"]) == (None, None, None)


def test_one_and_true_stay_apart(make_event):
    event = make_event(fatalities=1, injured=0, civilian_targeting=True, weapon_count=1)
    properties = written([event])["features"][0]["properties"]
    assert [type(properties[name]) for name in ("fatalities", "injured", "civilian_targeting")] == [int, int, bool]


def test_geometries_follow_rfc_7946(five_events):
    geometries = [feature["geometry"] for feature in written(five_events)["features"]]
    assert geometries[0] == {"type": "Point", "coordinates": [39.01, 35.95]}
    assert geometries[1]["coordinates"][1] == [39.123457, 36.0]
    # The ring given runs clockwise; the outer ring must not.
    assert geometries[2]["coordinates"] == [[[38, 35], [39, 35], [39, 36], [38, 36], [38, 35]]]
    assert geometries[3] is None


def test_holes_run_clockwise():
    outer = ((0, 0), (4, 0), (4, 4), (0, 4), (0, 0))
    hole = ((1, 1), (2, 1), (2, 2), (1, 2), (1, 1))
    polygons = geojson_geometry(Geometry("MultiPolygon", ((outer, hole),)))["coordinates"]
    assert polygons == [[[list(map(float, p)) for p in outer], [list(map(float, p)) for p in hole[::-1]]]]


def test_not_a_number_is_null(make_event):
    event = make_event(confidence=math.nan, coordinate_uncertainty_m=math.inf)
    properties = written([event])["features"][0]["properties"]
    assert (properties["confidence"], properties["coordinate_uncertainty_m"]) == (None, None)


def test_hostile_text_stays_text(make_event):
    notes = '"}]}</script>\u2028\\${x}`\x07 %s %(a)s'
    assert written([make_event(notes=notes)])["features"][0]["properties"]["notes"] == notes


def test_memory_stays_flat(make_event):
    class Sink:
        def write(self, data):
            pass

    def peak(count):
        tracemalloc.start()
        write_events((make_event(number, notes=f"{number} {'x' * 500}") for number in range(count)), Sink())
        size = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return size

    peak(10)
    assert peak(6000) < peak(3000) * 2.5
    assert peak(6000) < 30_000_000


def test_mentions(reading):
    stream = io.BytesIO()
    assert write_mentions(mention_rows([reading]), stream) == 2
    known, unknown = json.loads(stream.getvalue())["features"]
    assert tuple(known["properties"]) == MENTION_COLUMNS
    assert known["geometry"] == {"type": "Point", "coordinates": [39.01, 35.95]}
    assert known["properties"]["candidates"][0]["score"] == 0.9
    assert (unknown["geometry"], unknown["properties"]["place"]) == (None, None)
    text = reading.article.text
    assert text[known["properties"]["text_start"] : known["properties"]["text_end"]] == "الرقة"


def test_dates_are_days(make_event):
    assert event_properties(make_event(end_date=dt.date(2017, 6, 2)))["end_date"] == "2017-06-02"
