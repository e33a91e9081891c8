"""A headless Chromium that reads the pages as a reader does, cut off from every network.

Without Chromium and its driver the tests are skipped with a message that says what to install.
"""

import datetime as dt
import json
import random
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from geoevents.maps import save_map
from geoevents.model import Article, Candidate, Event, Explanation, Geometry, Place, Reading, Toponym

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
MISSING = "BROWSER TESTS SKIPPED: no Chromium with its driver (Debian: apt-get install chromium chromium-driver)"
PAGE_FOLDER = Path(__file__).resolve().parents[2] / "geoevents" / "maps" / "page"

TOWNS = (
    ("Palmyra", "تدمر", "Homs", 38.284, 34.56),
    ("Raqqa", "الرقة", "Raqqa", 39.013, 35.952),
    ("Deir ez-Zor", "دير الزور", "Deir ez-Zor", 40.145, 35.336),
    ("Khan Sheikhoun", "خان شيخون", "Idlib", 36.651, 35.443),
    ("Douma", "دوما", "Rural Damascus", 36.402, 33.572),
    ("Daraa", "درعا", "Daraa", 36.106, 32.625),
    ("Manbij", "منبج", "Aleppo", 37.955, 36.528),
    ("Hasakah", "الحسكة", "Hasakah", 40.747, 36.503),
)
KINDS = ("air_strike", "shelling", "clash", "movement", "agreement", "explosion")
ACTORS = ("Syrian government forces", "Russian forces (Russia)", None)
STATUSES = ("asserted", "asserted", "asserted", "claimed", "denied", "planned")


def town(number, shift=0.0):
    name, local, region, longitude, latitude = TOWNS[number % len(TOWNS)]
    return Place(
        place_id=f"sy.{number}",
        name=name,
        name_local=local,
        feature_class="P",
        feature_code="PPL",
        country="SY",
        admin1=region,
        admin2=f"{name} district",
        latitude=round(latitude + shift, 4),
        longitude=round(longitude + shift, 4),
        extent_m=3000,
        importance=0.5,
    )


def make_event(number, **changes):
    values = dict.fromkeys(Event.__dataclass_fields__)
    values |= {
        "event_id": f"event-{number}",
        "article_id": "a",
        "category": "clash",
        "event_type": "Battles",
        "sub_event_type": "Armed clash",
        "date_basis": "relative",
        "status": "asserted",
        "trigger": "t",
        "text_start": 0,
        "text_end": 1,
        "notes": "",
        "confidence": 0.7,
        "explanation": Explanation(rule="rule.one"),
    }
    return Event(**(values | changes))


def make_reading(number, events, rng, language):
    """One article of so many sentences, each an event; each tenth event lacks its date, each tenth its place."""
    published = dt.date(2017, 6, 1) + dt.timedelta(days=rng.randrange(20))
    text, told, mentions = "", [], []
    for k in range(events):
        n = number * events + k
        where = town(rng.randrange(len(TOWNS)), rng.choice((0, 0.1, -0.1)))
        killed = rng.randrange(1, 30)
        name = where.name_local if language == "ar" else where.name
        sentence = (
            f"أفادت مصادر محلية عن قصف قرب {name} أمس وسقوط {killed} قتيلا."
            if language == "ar"
            else f"Local sources told of shelling near {name} yesterday, which left {killed} dead."
        )
        start = len(text)
        text += sentence + " "
        day = None if n % 10 == 3 else published - dt.timedelta(days=rng.randrange(3))
        placed = n % 10 != 7
        at = start + sentence.index(name)
        mentions.append(
            Toponym(
                start=at,
                end=at + len(name),
                text=name,
                use="literal",
                cue=None,
                place=where,
                parent=None,
                candidates=(Candidate(where, 0.9, ("near sure places",)), Candidate(town(n + 1), 0.1)),
                confidence=0.9,
                reason="the only settlement",
            )
        )
        told.append(
            make_event(
                n,
                article_id=f"article-{number}",
                source=f"Paper {number % 3}",
                source_url="https://example.org/x",
                published=published,
                category=rng.choice(KINDS),
                event_date=day,
                end_date=day,
                time_precision=None if day is None else 1,
                location=where.name if placed else None,
                location_local=where.name_local if placed else None,
                admin1=where.admin1 if placed else None,
                admin2=where.admin2 if placed else None,
                latitude=where.latitude if placed else None,
                longitude=where.longitude if placed else None,
                coordinate_uncertainty_m=3000.0 if placed else None,
                spatial_relation="in" if placed else None,
                geometry=Geometry("Point", (where.longitude, where.latitude)) if placed else None,
                actor1=rng.choice(ACTORS),
                fatalities=killed,
                fatalities_min=killed,
                fatalities_max=killed,
                status=rng.choice(STATUSES),
                text_start=start,
                text_end=start + len(sentence),
                notes=sentence,
                confidence=round(rng.uniform(0.3, 1), 2),
                explanation=Explanation(
                    rule="shelling.noun",
                    slots=(("location", name, at, at + len(name)), ("other actor", "a bystander", None, None)),
                ),
            )
        )
    return Reading(
        article=Article(
            article_id=f"article-{number}",
            text=text,
            language=language,
            title=f"تقرير ميداني {number}" if language == "ar" else f"Field report {number}",
            published=published,
            published_basis="metadata",
            source=f"Paper {number % 3}",
            url="https://example.org/x",
        ),
        toponyms=tuple(mentions),
        times=(),
        events=tuple(told),
    )


def make_readings(events, per_article=10, language="ar", seed=1):
    rng = random.Random(seed)
    return [make_reading(k, per_article, rng, language) for k in range(events // per_article)]


class Browser:
    """Selenium's driver with the few things that these tests do over and over."""

    def __init__(self, driver, folder):
        self.driver = driver
        self.folder = folder

    def open(self, path, state=""):
        self.driver.get("about:blank")
        self.driver.get(f"{Path(path).as_uri()}{'#' + state if state else ''}")
        self.until("return document.documentElement.dataset.ready")
        self.settle()

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def until(self, script, *arguments, seconds=15):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            value = self.run(script, *arguments)
            if value:
                return value
            time.sleep(0.05)
        raise AssertionError(f"did not come true within {seconds} s: {script}")

    def settle(self):
        """Wait for two frames, so that what was asked for is drawn."""
        self.driver.execute_async_script(
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()));"
        )

    def size(self, width, height=900):
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def find(self, selector):
        from selenium.webdriver.common.by import By

        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        from selenium.webdriver.common.by import By

        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def click(self, selector):
        self.find(selector).click()
        self.settle()

    def keys(self, selector, *keys):
        self.find(selector).send_keys(*keys)
        self.settle()

    def text(self, selector):
        return self.run("return document.querySelector(arguments[0]).textContent", selector)

    def shown(self):
        """How many events the list holds."""
        self.settle()
        return int(self.text(".panel.list .count").replace(",", ""))

    def hash(self):
        """The state in the address, which the page writes at most four times a second."""
        self.settle()
        time.sleep(0.3)
        return self.run("return location.hash")

    def errors(self):
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]

    def requests(self):
        """Addresses that the page asked for since the last call, other than files and data."""
        found = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                if not url.startswith(("file:", "data:", "blob:", "about:", "chrome")):
                    found.append(url)
        return found

    def download(self, suffix, seconds=60):
        """The file of this suffix, whole: Chromium first reserves its name with an empty file, and fills another."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = [path for path in self.folder.iterdir() if path.suffix == suffix and path.stat().st_size]
            if found and not any(self.folder.glob("*.crdownload")):
                return found[0]
            time.sleep(0.1)
        raise AssertionError(f"no {suffix} was downloaded")


@pytest.fixture(scope="session")
def chromium():
    if not (CHROMIUM and DRIVER):
        pytest.skip(MISSING)
    webdriver = pytest.importorskip("selenium.webdriver", reason=MISSING)
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--lang=en-GB",
        "--force-prefers-color-scheme=light",
        "--host-resolver-rules=MAP * ~NOTFOUND",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(DRIVER))
    driver.set_script_timeout(60)
    driver.set_page_load_timeout(120)
    yield driver
    driver.quit()


@pytest.fixture
def browser(chromium, tmp_path):
    folder = tmp_path / "downloads"
    folder.mkdir()
    chromium.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
    page = Browser(chromium, folder)
    page.size(1400)
    page.errors()
    page.requests()
    return page


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """Arabic and English pages of forty events in four articles, and the readings they were made of."""
    folder = tmp_path_factory.mktemp("pages")
    made = {}
    for language in ("ar", "en"):
        readings = make_readings(40, language=language)
        made[language] = (save_map(readings, folder / f"{language}.html"), readings)
    return made


@pytest.fixture
def many_readings():
    return make_readings


@pytest.fixture(scope="session")
def axe(tmp_path_factory):
    """The source of axe-core, fetched with npm as pinned; only these tests use it."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("ACCESSIBILITY TESTS SKIPPED: no npm, which fetches axe-core (Debian: apt-get install npm)")
    folder = tmp_path_factory.mktemp("axe")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(PAGE_FOLDER / name, folder / name)
    done = subprocess.run(
        [npm, "ci", "--ignore-scripts", "--no-audit"], cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"ACCESSIBILITY TESTS SKIPPED: npm could not fetch axe-core: {done.stderr[-200:]}")
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
