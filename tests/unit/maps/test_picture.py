import sys

import pytest

from geoevents.errors import MissingExtraError
from geoevents.maps.ground import polyline
from geoevents.maps.picture import draw_map_png, save_map_png
from geoevents.model import Geometry

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def test_without_matplotlib_the_extra_is_named(monkeypatch, reading):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r"geoevents\[pictures\]"):
        draw_map_png([reading()])


@pytest.mark.parametrize("language", ["ar", "en"])
def test_draws_every_kind_of_geometry(language, event, reading, tmp_path):
    mpl = pytest.importorskip("matplotlib", minversion="3.11")
    assert mpl
    ring = ((38.0, 34.0), (39.0, 34.0), (39.0, 35.0), (38.0, 34.0))
    events = [
        event(),
        event(geometry=Geometry("Polygon", (ring,)), status="claimed"),
        event(geometry=Geometry("MultiPolygon", ((ring,),)), status="planned"),
        event(geometry=Geometry("LineString", ((36.7, 34.7), (38.2, 34.5))), origin="Homs", category="movement"),
        event(status="denied", category="unheard_of"),
        event(latitude=None, longitude=None, geometry=None, event_date=None),
    ]
    path = save_map_png([reading(events, title="🔴 عنوان $x^2$ _^")], tmp_path / "map.png", language=language)
    assert path.read_bytes().startswith(SIGNATURE)
    assert draw_map_png([], language=language).startswith(SIGNATURE)


def test_polyline_is_the_inverse_of_the_build_script():
    # Google's documented example, longitude and latitude the other way round.
    points = list(polyline("_p~iF~ps|U_ulLnnqC_mqNvxq`@", 100_000))
    assert points == [(38.5, -120.2), (40.7, -120.95), (43.252, -126.453)]
