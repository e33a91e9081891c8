"""The map page in a real browser, used as a reader uses it."""

import csv
import json
import random
import re
from dataclasses import replace

import pytest

from geoevents.language import fold_name
from geoevents.maps import render_events, save_map
from geoevents.model import EVENT_COLUMNS

pytestmark = pytest.mark.browser

LATIN = "abcdefghijklmnopqrstuvwxyzRAQQAà"


@pytest.fixture(params=["ar", "en"])
def language(request):
    return request.param


def events_of(readings):
    return [event for reading in readings for event in reading.events]


def test_opens_without_a_network_and_without_a_fault(browser, pages, language):
    path, readings = pages[language]
    browser.open(path)
    assert browser.requests() == []
    assert browser.errors() == []
    assert browser.shown() == len(events_of(readings))
    assert browser.run("return document.documentElement.lang") == language


def test_the_map_is_drawn(browser, pages):
    browser.open(pages["en"][0])
    colours = browser.run(
        "return [...document.querySelectorAll('canvas.leaflet-zoom-animated')].map(c => {"
        "const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
        "const s = new Set(); for (let k = 0; k < d.length; k += 4) s.add(d[k] << 16 | d[k+1] << 8 | d[k+2]);"
        "return s.size; })"
    )
    assert len(colours) == 2
    assert min(colours) > 20


def test_undated_and_unplaced_events_are_listed_and_counted(browser, pages):
    path, readings = pages["en"]
    events = events_of(readings)
    browser.open(path)
    undated, unplaced = (chip.text for chip in browser.all(".chip"))
    assert undated == f"{sum(e.event_date is None for e in events)} without date"
    assert unplaced == f"{sum(e.latitude is None for e in events)} without place"
    browser.click(".chip")
    assert browser.shown() == sum(e.event_date is None for e in events)
    assert all("No date" in line.text for line in browser.all(".line"))


def test_filters_combine_and_counts_follow(browser, pages):
    path, readings = pages["en"]
    events = events_of(readings)
    browser.open(path)
    assert browser.shown() == 40

    def box(facet, words):
        return next(
            line
            for line in browser.all(".facet .value")
            if words in line.text and facet in browser.run("return arguments[0].closest('details').innerText", line)
        )

    box("Category", "Clash").find_element("css selector", "input").click()
    left = [e for e in events if e.category != "clash"]
    assert browser.shown() == len(left)
    box("Governorate", "Homs").find_element("css selector", "input").click()
    homs = [e for e in left if e.admin1 == "Homs"]
    assert browser.shown() == len(homs)
    # A count tells what would be there with this value, whatever else its own filter says.
    assert box("Governorate", "Raqqa").text.split()[1] == str(sum(e.admin1 == "Raqqa" for e in left))
    assert box("Category", "Clash").text.split()[1] == str(
        sum(e.admin1 == "Homs" and e.category == "clash" for e in events)
    )
    browser.click(".reset")
    assert browser.shown() == 40


def test_an_event_in_several_regions_stands_in_each(browser, pages, tmp_path):
    _, readings = pages["ar"]
    first, *others = [e for e in events_of(readings) if e.admin1 is not None and e.event_date is not None]
    both = replace(
        first, event_id="both", admin1="Homs; Hama", admin2="Palmyra district; Hama", actor1="A; B", actor2="B"
    )
    plain = [replace(e, actor1=None) for e in others]
    path = save_map([replace(readings[0], events=(both, *plain))], tmp_path / "several.html")
    browser.open(path, "open=Homs&open=Hama&layers=density")
    rows = [tuple(row.text.split("\n")[-2:]) for row in browser.all(".row-label")]
    homs = 1 + sum(e.admin1 == "Homs" for e in plain)
    # Its district in Homs is known from other events, the one in Hama from none.
    assert ("حمص", str(homs)) in rows
    assert ("Palmyra district", str(homs)) in rows
    at = rows.index(("حماة", "1"))
    assert rows[at + 1] == ("غير مذكور", "1")
    browser.run("document.querySelectorAll('.facet').forEach(box => (box.open = true))")
    counts = [line.text.split("\n")[:2] for line in browser.all(".facet .value")]
    for name, count in (("حمص", homs), ("حماة", 1), ("A", 1), ("B", 1)):
        assert [name, str(count)] in counts
    assert browser.shown() == 1 + len(plain)
    browser.open(path, "admin1=Hama")
    assert browser.shown() == 1
    assert "حمص؛ حماة" in browser.find(".line").text


@pytest.mark.parametrize(
    ("query", "wanted"),
    [("الرقه", "Raqqa"), ("الرّقّة", "Raqqa"), ("RAQQA", "Raqqa"), ("raqqà", "Raqqa"), ("ديـر الزور", "Deir ez-Zor")],
)
def test_search_folds_as_the_reader_does(browser, pages, query, wanted):
    path, readings = pages["ar"]
    arabic = query.strip(LATIN) != ""
    local = {"Raqqa": "الرقة", "Deir ez-Zor": "دير الزور"}[wanted]
    expected = sum(wanted in (e.location, e.admin1) or (arabic and local in e.notes) for e in events_of(readings))
    browser.open(path)
    browser.run(
        "const i = document.querySelector('.search'); i.value = arguments[0]; i.dispatchEvent(new Event('input'))",
        query,
    )
    browser.until("return location.hash.includes('q=')")
    assert 0 < browser.shown() == expected


def test_folding_is_the_readers(browser, pages):
    rng = random.Random(7)
    letters = [chr(c) for c in (*range(0x621, 0x653), *range(0x660, 0x66A), 0x671, 0x6A9, 0x6CC, 0x67E, 0x200F, 0xFEFB)]
    latin = "abcXYZéÉñçşİığŌøŁ0123456789- "
    words = ["".join(rng.choice(letters) for _ in range(8)) for _ in range(300)]
    words += ["".join(rng.choice(latin) for _ in range(8)) for _ in range(300)]
    browser.open(pages["ar"][0])
    folded = browser.run("return arguments[0].map((w) => geoevents.fold(w).replace(/ /g, ''))", words)
    expected = [fold_name(word).replace(" ", "") for word in words]
    different = [(w, f, e) for w, f, e in zip(words, folded, expected, strict=True) if f != e]
    assert different == []


def test_selecting_anywhere_selects_everywhere(browser, pages):
    path, readings = pages["en"]
    events = {event.event_id: event for event in events_of(readings)}
    browser.open(path)
    browser.click(".line:nth-child(2)")
    chosen = events[re.search(r"e=([\w-]+)", browser.hash())[1]]
    assert browser.text(".line[aria-selected=true] .line-text") == chosen.notes
    assert chosen.notes in browser.text(".leaflet-popup-content")
    browser.click(".pop button")
    assert browser.text("mark.now") == chosen.notes
    assert (
        browser.text(".article").strip()
        == next(r.article.text for r in readings if r.article.article_id == chosen.article_id).strip()
    )
    assert "near sure places" not in browser.text(".why .mentions > li > .because")
    assert "shelling.noun" in browser.text(".why")
    read, passed_over = browser.run("return [...document.querySelectorAll('.why dl')].map((one) => one.textContent)")
    assert re.match(r"Place.+ \d+–\d+$", read)
    assert passed_over == "Actora bystander"
    browser.click(".panel.source [aria-label='Next event']")
    assert browser.text("mark.now") != chosen.notes


def test_clicking_a_symbol_opens_the_event(browser, pages):
    path, readings = pages["en"]
    event = next(e for e in events_of(readings) if e.latitude is not None)
    browser.open(path, f"m=13/{event.latitude}/{event.longitude}")
    browser.run(
        "const m = geoevents.map; m.fire('click', {latlng: L.latLng(arguments[0], arguments[1])})",
        event.latitude,
        event.longitude,
    )
    browser.settle()
    assert browser.all(".leaflet-popup-content")


def test_a_link_opens_the_same_view(browser, pages):
    path, _ = pages["en"]
    browser.open(path)
    browser.click(".facet .value input")
    browser.run("location.hash += '&t=2017-06-03..2017-06-12&m=8/34.5000/38.2000'")
    browser.settle()
    browser.click(".line")
    browser.settle()
    before = (browser.shown(), browser.text(".total"), browser.text(".line[aria-selected=true] .line-text"))
    state = browser.hash()[1:]
    browser.open(path, state)
    after = (browser.shown(), browser.text(".total"), browser.text(".line[aria-selected=true] .line-text"))
    assert after == before
    assert browser.hash()[1:].split("&m=")[0] == state.split("&m=")[0]


def test_strange_hashes_do_no_harm(browser, pages):
    path, _ = pages["en"]
    for state in (
        "t=x..y",
        "t=2017-06-09..2017-06-01",
        "m=a/b/c",
        "e=none&category=%00",
        "lang=xx&v=constructor&q=%5B",
        "%E0%A4%A",
    ):
        browser.open(path, state)
        assert browser.errors() == []


def test_brush_by_keyboard_filters_by_time(browser, pages, language):
    from selenium.webdriver.common.keys import Keys

    path, readings = pages[language]
    dates = sorted(e.event_date for e in events_of(readings) if e.event_date)
    browser.open(path)
    forward = Keys.ARROW_LEFT if language == "ar" else Keys.ARROW_RIGHT
    browser.keys(".handle.from", *[forward] * 3)
    first = int(browser.find(".handle.from").get_attribute("aria-valuenow"))
    assert first == (dates[0].toordinal() - 719163) + 3
    assert browser.shown() == sum(d.toordinal() - 719163 >= first for d in dates)
    browser.keys(".handle.to", Keys.HOME, *[Keys.ARROW_UP] * 5)
    last = int(browser.find(".handle.to").get_attribute("aria-valuenow"))
    assert browser.shown() == sum(first <= d.toordinal() - 719163 <= last for d in dates)


def test_brush_by_pointer_and_all_dates(browser, pages):
    from selenium.webdriver import ActionChains

    browser.open(pages["en"][0])
    strip = browser.find(".strip")
    width = strip.size["width"]
    ActionChains(browser.driver, duration=20).move_to_element_with_offset(
        strip, -width // 4, 0
    ).click_and_hold().move_by_offset(width // 3, 0).release().perform()
    assert 0 < browser.shown() < 40
    assert re.search(r"t=\d{4}-\d\d-\d\d\.\.", browser.hash())
    browser.click(".timeline-head [aria-label='All dates']")
    assert browser.shown() == 40


def test_step_and_play(browser, pages):
    browser.open(pages["en"][0])
    browser.click(".timeline-head [aria-label='One step on']")
    one = browser.run("return geoevents.state.window[0]")
    browser.click(".timeline-head [aria-label='One step on']")
    assert browser.run("return geoevents.state.window[0]") == one + 1
    browser.run("document.querySelector('[aria-label=Speed]').value = '4'")
    browser.run("document.querySelector('[aria-label=Speed]').dispatchEvent(new Event('change'))")
    browser.click(".timeline-head [aria-label=Play]")
    browser.until("return geoevents.state.window[0] > arguments[0] + 2", one)
    browser.click(".timeline-head [aria-label=Pause]")


def test_rows_are_governorates_and_open_into_districts(browser, pages):
    path, readings = pages["en"]
    regions = {e.admin1 for e in events_of(readings)}
    browser.open(path)
    rows = [row.text for row in browser.all(".row-label .row-name")]
    assert set(rows) == {name or "No governorate" for name in regions}
    browser.click(f".row-label [aria-label='Districts of {rows[0]}']")
    assert browser.all(".row-label.sub")
    assert browser.run("return document.activeElement.getAttribute('aria-expanded')") == "true"
    browser.click(".row-label .row-name")
    assert browser.shown() == sum(e.admin1 == rows[0] for e in events_of(readings))


def test_arabic_runs_right_to_left_and_the_map_left_to_right(browser, pages):
    browser.open(pages["ar"][0])
    assert browser.run("return document.getElementById('app').dir") == "rtl"
    assert browser.run("return getComputedStyle(document.querySelector('.leaflet-container')).direction") == "ltr"
    assert browser.run("return document.documentElement.dir") == ""
    filters, side = (browser.find(s).location["x"] for s in (".panel.filters", ".side"))
    assert filters > side
    assert browser.run("return document.querySelector('.line-meta bdi') !== null")


def test_language_digits_and_theme_switch(browser, pages):
    browser.open(pages["ar"][0])
    browser.click(".tools [title='الأرقام']")
    assert browser.text(".panel.list .count") == "٤٠"
    browser.click(".tools [lang=en]")
    assert browser.text(".panel.list .count") == "40"
    assert browser.run("return document.getElementById('app').dir") == "ltr"
    assert "lang=en" in browser.hash()
    browser.click(".tools [title='Light or dark']")
    assert "dark" in browser.find("#app").get_attribute("class")
    assert browser.errors() == []


def test_the_list_is_walked_by_keyboard(browser, pages):
    from selenium.webdriver.common.keys import Keys

    browser.open(pages["en"][0])
    browser.keys("#ge-list", Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert browser.run("return document.querySelector('[aria-selected=true]').getAttribute('aria-posinset')") == "2"
    browser.keys("#ge-list", Keys.END)
    assert browser.run("return document.querySelector('[aria-selected=true]').getAttribute('aria-posinset')") == "40"
    browser.keys("#ge-list", Keys.ENTER)
    assert browser.run("return document.getElementById('app').dataset.tab") == "source"


def choose_download(browser, words):
    browser.click(".menu > summary")
    button = next(b for b in browser.all(".menu-items button") if words in b.text)
    button.click()


def test_geojson_of_the_events_shown(browser, pages):
    path, readings = pages["ar"]
    browser.open(path, "lang=en&category=clash")
    choose_download(browser, "GeoJSON")
    collection = json.loads(browser.download(".geojson").read_text("utf-8"))
    expected = {e.event_id: e for e in events_of(readings) if e.category != "clash"}
    assert {f["properties"]["event_id"] for f in collection["features"]} == set(expected)
    for feature in collection["features"]:
        properties = feature["properties"]
        assert tuple(properties) == EVENT_COLUMNS
        event = expected[properties["event_id"]]
        for column in EVENT_COLUMNS:
            value = getattr(event, column)
            assert properties[column] == (value.isoformat() if hasattr(value, "isoformat") else value), column
        assert (feature["geometry"] is None) == (event.geometry is None)


def test_csv_of_the_events_shown(browser, pages):
    path, readings = pages["ar"]
    browser.open(path, "lang=en")
    choose_download(browser, "CSV")
    with browser.download(".csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = {row["event_id"]: row for row in csv.DictReader(stream)}
    assert len(rows) == 40
    for event in events_of(readings):
        assert rows[event.event_id]["notes"] == event.notes
        assert rows[event.event_id]["event_date"] == (event.event_date.isoformat() if event.event_date else "")


def test_offsets_of_downloads_count_code_points(browser, tmp_path, pages):
    reading = pages["en"][1][0]
    shifted = replace(
        reading,
        article=replace(reading.article, text="🏚🏚 " + reading.article.text),
        toponyms=(),
        events=tuple(replace(e, text_start=e.text_start + 3, text_end=e.text_end + 3) for e in reading.events),
    )
    browser.open(save_map([shifted], tmp_path / "map.html"))
    choose_download(browser, "GeoJSON")
    for feature in json.loads(browser.download(".geojson").read_text("utf-8"))["features"]:
        p = feature["properties"]
        assert shifted.article.text[p["text_start"] : p["text_end"]] == p["notes"]


def test_png_of_the_view(browser, pages):
    browser.open(pages["ar"][0], "lang=en")
    choose_download(browser, "PNG")
    assert browser.download(".png").stat().st_size > 20_000


def test_printing_lists_the_events(browser, pages):
    browser.open(pages["en"][0])
    browser.run("dispatchEvent(new Event('beforeprint'))")
    assert browser.run("return document.querySelectorAll('#ge-print tbody tr').length") == 40


@pytest.mark.parametrize("layer", ["heat", "density"])
def test_heat_and_density_layers_draw_without_a_fault(browser, pages, layer):
    browser.open(pages["en"][0], f"layers={layer},labels")
    assert browser.errors() == []


def test_background_is_fetched_only_when_switched_on_and_its_failure_is_told(browser, pages):
    browser.open(pages["en"][0])
    assert browser.requests() == []
    browser.run("[...document.querySelectorAll('.facet')].at(-1).open = true")
    browser.all("input[name=ge-tile]")[1].click()
    browser.until("return document.getElementById('ge-live').textContent.includes('cannot be reached')")
    asked = browser.requests()
    assert asked
    assert all(url.startswith("https://tile.openstreetmap.org/") for url in asked)
    assert browser.run("return document.querySelector('input[name=ge-tile]').checked")


def test_an_assumed_publication_date_is_told(browser, tmp_path, pages):
    reading = pages["en"][1][0]
    unsure = replace(reading, article=replace(reading.article, published_basis="assumed"))
    browser.open(save_map([unsure], tmp_path / "map.html"))
    assert "assumed" in browser.text(".banner")
    browser.open(pages["en"][0])
    assert browser.all(".banner") == []


def test_no_events_and_events_without_their_articles(browser, tmp_path, pages):
    browser.open(save_map([], tmp_path / "none.html", language="en"))
    assert browser.text(".panel.list .empty") == "No events were read."
    path = tmp_path / "events.html"
    path.write_text(render_events(events_of(pages["en"][1])), "utf-8")
    browser.open(path, "lang=en")
    assert browser.shown() == 40
    browser.click(".line")
    browser.run("document.querySelector('[data-go=source]').click()")
    assert browser.text("mark.now").startswith("Local sources")
    assert browser.errors() == []


def test_on_a_phone_one_view_at_a_time(browser, pages):
    browser.size(390, 844)
    browser.open(pages["ar"][0])
    for tab, panel in (
        ("timeline", ".panel.timeline"),
        ("filters", ".panel.filters"),
        ("list", ".panel.list"),
        ("source", ".panel.source"),
    ):
        browser.click(f".tabs [data-go={tab}]")
        assert browser.find(panel).is_displayed()
        others = {".panel.timeline", ".panel.filters", ".panel.list", ".panel.source"} - {panel}
        assert not any(browser.find(other).is_displayed() for other in others)
        assert browser.run("return document.documentElement.scrollWidth") <= 390
    assert browser.run("return document.querySelector('.search').dir") == "rtl"
    browser.click(".tabs [data-go=list]")
    browser.click(".line")
    assert browser.find(".panel.source").is_displayed()
    assert browser.find(".picked").is_displayed()
    assert browser.text(".picked").strip() == browser.text(".line[aria-selected=true] .line-title").strip()
    browser.click(".tabs [data-go=map]")
    assert browser.find(".map").size["height"] > 500


def test_a_long_title_leaves_everything_within_a_phones_width(browser, tmp_path, pages, language):
    browser.size(390, 844)
    title = "تقرير طويل العنوان عن أحداث اليوم " * 4 if language == "ar" else "A report with a long title " * 6
    browser.open(save_map(pages[language][1], tmp_path / "long.html", title=title))
    for selector in (".head", "h1", ".total", ".tools", ".search", ".map-foot", ".line", ".tabs"):
        left, right = browser.run(
            "const box = document.querySelector(arguments[0]).getBoundingClientRect(); return [box.left, box.right]",
            selector,
        )
        assert 0 <= left < right <= 390, selector


def test_the_page_in_a_notebooks_frame(browser, tmp_path, pages):
    from geoevents.maps import EventMap

    frame = EventMap(pages["en"][1])._repr_html_()
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8><body>{frame}</body>", "utf-8")
    browser.driver.get(path.as_uri())
    browser.driver.switch_to.frame(0)
    try:
        browser.until("return document.documentElement.dataset.ready")
        assert browser.shown() == 40
        browser.click(".line")
        assert browser.all(".leaflet-popup-content, .panel.source mark.now")
    finally:
        browser.driver.switch_to.default_content()
    assert browser.errors() == []


def test_further_folium_layers_are_drawn_without_a_network(browser, tmp_path, pages):
    import folium

    from geoevents.maps import EventMap

    page = EventMap(pages["en"][1])
    folium.Marker([34.5, 38.5], popup="a marker's words").add_to(page)
    folium.Marker([35, 39], icon=folium.Icon(color="red"), tooltip="tip").add_to(page)
    folium.GeoJson({"type": "Point", "coordinates": [37, 34]}, name="dots").add_to(page)
    folium.LayerControl().add_to(page)
    page.save(tmp_path / "map.html")
    browser.open(tmp_path / "map.html")
    assert len(browser.all(".leaflet-marker-icon")) == 3
    browser.run("document.querySelector('img.leaflet-marker-icon').click()")
    browser.settle()
    assert "a marker's words" in browser.text(".leaflet-popup-content")
    assert browser.all(".leaflet-control-layers")
    browser.click(".tools [lang=ar]")
    assert len(browser.all(".leaflet-marker-icon")) == 3
    assert browser.requests() == []
    assert browser.errors() == []


def test_time_zooms_from_months_to_days(browser, tmp_path, pages):
    reading = pages["en"][1][0]
    years = tuple(
        replace(
            e,
            event_date=e.event_date and e.event_date.replace(year=2010 + k),
            end_date=e.event_date and e.event_date.replace(year=2010 + k),
        )
        for k, e in enumerate(reading.events)
    )
    path = save_map([replace(reading, events=years)], tmp_path / "map.html")
    browser.open(path, "t=2014-06-01..2014-06-30")
    assert browser.hash().count("r=") == 0
    one = browser.shown()
    browser.click(".timeline-head [aria-label^=Shorter]")
    assert "r=2014-06-01..2014-06-30" in browser.hash()
    assert browser.shown() == one
    browser.click(".timeline-head [aria-label='One step on']")
    assert browser.run("return geoevents.state.window[1] - geoevents.state.window[0]") == 29
    for _ in range(9):
        browser.click(".timeline-head [aria-label='Longer time']")
    assert "r=" not in browser.hash()
    assert browser.errors() == []


def test_clusters_open(browser, tmp_path, pages):
    reading = pages["en"][1][0]
    first = next(e for e in reading.events if e.latitude is not None)
    here = tuple(
        replace(e, latitude=first.latitude, longitude=first.longitude, geometry=first.geometry) for e in reading.events
    )
    browser.open(save_map([replace(reading, events=here)], tmp_path / "map.html"))
    browser.run(
        "geoevents.map.fire('click', {latlng: L.latLng(arguments[0], arguments[1])})", first.latitude, first.longitude
    )
    browser.settle()
    assert len(browser.all(".many button")) == len(here)
    browser.click(".many button")
    assert browser.all(".pop")


def test_the_printed_page_holds_map_timeline_and_list(browser, pages):
    import base64

    browser.size(1400)
    browser.open(pages["ar"][0], "theme=dark")
    pdf = base64.b64decode(browser.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})["data"])
    assert len(pdf) > 50_000
    browser.run("dispatchEvent(new Event('beforeprint'))")
    assert browser.run("return document.getElementById('app').classList.contains('light')")
    assert browser.run("return document.querySelector('#ge-print-map canvas').width") > 500
    browser.run("dispatchEvent(new Event('afterprint'))")
    assert browser.run("return document.getElementById('app').classList.contains('dark')")
    assert browser.all("#ge-print-map canvas") == []
