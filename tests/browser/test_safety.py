"""Nothing that an article contains runs in the page, wherever it stands."""

import datetime as dt

import pytest

from geoevents.maps import EventMap, save_map
from geoevents.model import Article, Candidate, Event, Explanation, Geometry, Place, Reading, Toponym

pytestmark = pytest.mark.browser

HOSTILE = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=2</script>",
    "<img src=x onerror='window.pwned=3'>",
    "<svg onload=window.pwned=4>",
    "${window.pwned=5}",
    "`+(window.pwned=6)+`",
    "\\';window.pwned=7;//",
    '"><iframe srcdoc="<script>parent.pwned=8</script>">',
    "javascript:window.pwned=9",
    "<!--<script>",
    "{{constructor.constructor('window.pwned=10')()}}",
    "__proto__",
    "constructor",
    "\u202egnp.exe \u2028\u2029 \x00\x07 ]]> &lt;b&gt;",
    "<style>*{display:none}</style>",
    "<meta http-equiv=refresh content='0;url=javascript:window.pwned=11'>",
)


def hostile_reading(words, number):
    place = Place(
        place_id=words,
        name=words,
        name_local=words,
        feature_class="P",
        feature_code=words,
        country=words,
        admin1=words,
        admin2=words,
        latitude=34.5 + number / 50,
        longitude=38.0,
        extent_m=1000,
        importance=0.5,
    )
    event = Event(
        event_id=f"{words}{number}",
        article_id=words,
        source=words,
        source_url=words,
        published=dt.date(2017, 6, 1),
        category=words,
        event_type=words,
        sub_event_type=words,
        event_date=dt.date(2017, 6, 1),
        end_date=dt.date(2017, 6, 1),
        time_precision=1,
        date_basis="explicit",
        location=words,
        location_local=words,
        admin1=words,
        admin2=words,
        country=words,
        latitude=place.latitude,
        longitude=38.0,
        geo_precision=1,
        coordinate_uncertainty_m=1000.0,
        spatial_relation=words,
        distance_km=1.0,
        origin=words,
        destination=words,
        actor1=words,
        actor2=words,
        civilian_targeting=True,
        weapon=words,
        weapon_count=1,
        fatalities=1,
        fatalities_min=1,
        fatalities_max=1,
        injured=1,
        status=words,
        claimed_by=words,
        trigger=words,
        text_start=0,
        text_end=len(words),
        notes=words,
        confidence=0.5,
        geometry=Geometry("Point", (38.0, place.latitude)),
        explanation=Explanation(rule=words, slots=((words, words, None, None),), alternatives=(words,)),
    )
    mention = Toponym(
        start=0,
        end=len(words),
        text=words,
        use="literal",
        cue=words,
        place=place,
        parent=place,
        candidates=(Candidate(place, 0.5, (words,)),),
        confidence=0.5,
        reason=words,
    )
    article = Article(article_id=words, text=words, language="en", title=words, source=words, url=words)
    return Reading(article=article, toponyms=(mention,), times=(), events=(event,))


@pytest.fixture(params=["file", "folium"])
def page(request, tmp_path):
    readings = [hostile_reading(words, number) for number, words in enumerate(HOSTILE)]
    path = tmp_path / "map.html"
    if request.param == "file":
        save_map(readings, path, title="".join(HOSTILE))
    else:
        EventMap(readings, title="".join(HOSTILE)).save(path)
    return path


def test_hostile_text_in_every_field_stays_text(browser, page):
    browser.open(page)
    assert browser.shown() == len(HOSTILE)
    for number in range(len(HOSTILE)):
        browser.run("document.querySelector('.side-tabs [data-go=list]').click()")
        browser.run("document.querySelectorAll('.line')[0] && document.querySelector('#ge-list').focus()")
        browser.keys("#ge-list", *(["\ue015"] if number else ["\ue011"]))
        browser.run("document.querySelector('[data-go=source]').click()")
        browser.run("document.querySelectorAll('details').forEach((d) => (d.open = true))")
        browser.settle()
    browser.run("document.querySelector('.tools [lang=ar]').click()")
    browser.settle()
    browser.run("dispatchEvent(new Event('beforeprint'))")
    assert browser.run("return typeof window.pwned") == "undefined"
    assert browser.run("return document.querySelectorAll('iframe, #app script, #app style, #app meta').length") == 0
    links = browser.run("return [...document.querySelectorAll('#app a')].map((a) => a.getAttribute('href'))")
    assert all(link.startswith(("#", "http://", "https://")) for link in links)
    assert browser.requests() == []
    for words in HOSTILE[:9]:
        assert browser.run("return document.getElementById('ge-print').textContent.includes(arguments[0])", words)


def test_the_policy_stops_a_handler_that_gets_in_all_the_same(browser, page):
    browser.open(page)
    browser.run("document.body.insertAdjacentHTML('beforeend', \"<img src=x onerror='window.pwned=1'>\")")
    browser.run("const s = document.createElement('script'); s.textContent = 'window.pwned=2'; document.body.append(s)")
    browser.settle()
    assert browser.run("return typeof window.pwned") == "undefined"
