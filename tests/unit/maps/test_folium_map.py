import base64
import hashlib
import re

import folium
import pytest

from geoevents.errors import OutputError
from geoevents.maps import EventMap


def test_is_a_folium_map_and_one_whole_page(reading):
    page = EventMap([reading()])
    assert isinstance(page, folium.Map)
    text = page.get_root().render()
    assert text.count("<!DOCTYPE html>") == 1
    assert not re.search(r"<(?:script|link)[^>]+(?:src|href)=(?![\"']?data:)", text)


def test_shows_itself_in_a_notebook(reading):
    frame = EventMap([reading()])._repr_html_()
    assert frame.startswith("<iframe")
    assert "640px" in frame


def test_takes_further_layers_whose_scripts_the_policy_knows(reading):
    page = EventMap([reading()])
    folium.Marker([34, 38], popup="<b>bold</b>", icon=folium.Icon(color="red")).add_to(page)
    folium.Circle([34, 38], 1000).add_to(page)
    folium.LayerControl().add_to(page)
    text = page.get_root().render()
    assert "L.AwesomeMarkers.icon" in text
    assert not re.search(r"<(?:script|link)[^>]+(?:src|href)=(?![\"']?data:)", text)
    policy = re.search(r'content="(default-src[^"]*)"', text)[1]
    for script in re.findall(r"<script>(.*?)</script>", text, re.DOTALL):
        assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in policy
    assert "script-src 'unsafe" not in policy


def test_rendering_twice_gives_the_same_page(reading):
    page = EventMap([reading()])
    folium.Marker([34, 38]).add_to(page)
    assert page.get_root().render() == page.get_root().render()


def test_other_folium_maps_are_left_alone(reading):
    before = list(folium.Map.default_js)
    EventMap([reading()])
    assert folium.Map.default_js == before
    assert "jquery" in folium.Map([34, 38]).get_root().render()


def test_layers_that_need_the_network_are_told(reading):
    from folium.plugins import MarkerCluster

    page = EventMap([reading()])
    MarkerCluster([[34, 38]]).add_to(page)
    with pytest.warns(UserWarning, match="fetches when it opens"):
        text = page.get_root().render()
    address = re.search(r'<script src="([^"]+)"', text)[1]
    assert address in re.search(r'content="(default-src[^"]*)"', text)[1]
    # What is fetched stands between the page's own scripts and the layer's, which calls it.
    assert text.index("<script>") < text.index(f'<script src="{address}"') < text.index("L.markerClusterGroup(")


def test_save_to_a_path_and_to_a_file(reading, tmp_path):
    page = EventMap([reading()])
    page.save(str(tmp_path / "map.html"))
    with (tmp_path / "other.html").open("wb") as stream:
        page.save(stream, close_file=False)
    assert (tmp_path / "map.html").read_bytes() == (tmp_path / "other.html").read_bytes()
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError):
        page.save(tmp_path / "file" / "map.html")


def test_location_overrides_the_view(reading):
    assert "setView" not in re.search(r"var map_\w+ = window.*", EventMap([reading()]).get_root().render())[0]
    assert "setView([34.0, 38.0], 9)" in EventMap([reading()], location=[34, 38], zoom_start=9).get_root().render()
