"""The example of docs/own_models.md, against a server on loopback that answers as told."""

from __future__ import annotations

import datetime as dt
import gc
import importlib.util
import json
import os
import re
import subprocess
import sys
import threading
import time
import warnings
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import geoevents
from geoevents.errors import StageError
from geoevents.stages import Stages

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "own_models.md"
TEXT = "Fighters left the town quietly. Shells fell 5 km south of Douma on Tuesday and killed three people."
ARABIC = "دخلت قافلة مساعدات مدينة دوما صباح اليوم."
SENTENCE = TEXT[32:]
GOOD = {
    "category": "shelling",
    "sentence": SENTENCE,
    "trigger": "Shells fell",
    "places": [{"words": "Douma", "role": "location"}],
    "first": "2017-06-06",
    "last": None,
    "actor1": None,
    "actor2": "civilians",
    "fatalities": 3,
    "status": "asserted",
}


class Stub(BaseHTTPRequestHandler):
    """Answers with the server's ``answer``: a list of events, other text, a status, or nothing in time."""

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append(asked)
        answer = self.server.answer(asked["messages"][1]["content"])
        if answer == "silence":
            time.sleep(1.5)
            return
        if isinstance(answer, int):
            self.send_error(answer)
            return
        content = answer if isinstance(answer, str) else json.dumps({"events": answer})
        body = json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def server():
    made = ThreadingHTTPServer(("127.0.0.1", 0), Stub)
    made.asked = []
    made.answer = lambda text: [GOOD]
    made.address = f"http://127.0.0.1:{made.server_port}/v1/chat/completions"
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """The example as a user installs it: the module of the document and its entry point."""
    folder = tmp_path_factory.mktemp("installed")
    blocks = re.findall(r"```python\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    (source,) = [block for block in blocks if "class ChatExtractor" in block]
    (folder / "chat_extractor.py").write_text(source, encoding="utf-8")
    metadata = folder / "chat_extractor-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: chat-extractor\nVersion: 1\n", encoding="utf-8")
    (metadata / "entry_points.txt").write_text(
        "[geoevents.extractors]\nchat = chat_extractor:ChatExtractor\n", encoding="utf-8"
    )
    return folder


@pytest.fixture(scope="module")
def example(package):
    spec = importlib.util.spec_from_file_location("chat_extractor", package / "chat_extractor.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read(example, server, text=TEXT):
    extractor = example.ChatExtractor(server.address, timeout_s=0.5)
    return geoevents.read_article(text, published="2017-06-08", stages=Stages(extractor=extractor))


def test_an_event_of_the_model_is_placed_and_explained(example, server):
    (event,) = read(example, server).events
    assert (event.category, event.location, event.spatial_relation) == ("shelling", "Douma", "south_of")
    assert event.distance_km == 5
    assert (event.event_date, event.end_date, event.date_basis) == (
        dt.date(2017, 6, 6),
        dt.date(2017, 6, 6),
        "explicit",
    )
    assert (event.fatalities, event.fatalities_min, event.fatalities_max) == (3, 3, 3)
    assert (event.actor1, event.actor2, event.trigger) == (None, "civilians", "Shells fell")
    assert TEXT[event.text_start : event.text_end] == event.notes == SENTENCE
    assert event.explanation.rule == "told by ChatExtractor"
    (asked,) = server.asked
    assert asked["messages"][1]["content"] == TEXT
    assert "2017-06-08" in asked["messages"][0]["content"]


def test_arabic(example, server):
    told = GOOD | {"category": "movement", "sentence": ARABIC, "trigger": "دخلت", "fatalities": None, "first": None}
    server.answer = lambda text: [told | {"places": [{"words": "مدينة دوما", "role": "destination"}]}]
    (event,) = read(example, server, ARABIC).events
    assert (event.category, event.location, event.destination) == ("movement", "Douma", "Douma")
    assert (event.event_date, event.date_basis) == (dt.date(2017, 6, 8), "document")


def test_a_place_that_is_not_known_is_told_without_coordinates(example, server):
    text = "Shells fell on Qarnabiyyat Sufla."
    told = GOOD | {"sentence": text, "places": [{"words": "Qarnabiyyat Sufla", "role": "location"}]}
    server.answer = lambda _: [told]
    (event,) = read(example, server, text).events
    assert (event.location, event.latitude, event.geometry) == ("Qarnabiyyat Sufla", None, None)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("Sure! Here are the events:", "JSONDecodeError"),
        ('{"news": []}', "no JSON object with a list of events"),
        ("[1, 2]", "no JSON object with a list of events"),
        ([GOOD | {"sentence": "Rockets fell on Aleppo."}], "words that do not stand there: 'Rockets fell"),
        ([GOOD | {"places": [{"words": "Homs", "role": "location"}]}], "words that do not stand there: 'Homs'"),
        ([GOOD | {"places": [{"words": "Douma", "role": "target"}]}], "role is 'target', none of location"),
        ([GOOD | {"category": "battle"}], "event 1: category is 'battle', none of air_strike"),
        ([GOOD, GOOD | {"fatalities": -1}], "event 2: fatalities is -1, no whole number from 0"),
        ([GOOD | {"fatalities": "three"}], "fatalities is 'three', no whole number from 0"),
        ([GOOD | {"first": "2017-06-07", "last": "2017-06-01"}], "last is 2017-06-01, before first (2017-06-07)"),
        ([GOOD | {"first": "Tuesday"}], "Invalid isoformat string: 'Tuesday'"),
        ([GOOD | {"status": "sure"}], "status is 'sure', none of asserted"),
        ([GOOD | {"actor1": ["a"]}], "actor1 is ['a']"),
        ([{"category": "shelling"}], "KeyError: 'sentence'"),
        (["shelling"], "TypeError"),
        (500, "HTTPError: HTTP Error 500"),
    ],
)
def test_what_cannot_be_taken_is_one_line(example, server, answer, words):
    server.answer = lambda _: answer
    with pytest.raises(StageError) as caught:
        read(example, server)
    message = str(caught.value)
    assert message.startswith("extractor ChatExtractor: ")
    assert words in message
    assert "\n" not in message


def test_a_time_out_is_one_line(example, server):
    server.answer = lambda _: "silence"
    # urllib leaves the reader of a connection that timed out to the garbage collector: it is collected here.
    with warnings.catch_warnings(action="ignore", category=ResourceWarning):
        with pytest.raises(StageError) as caught:
            read(example, server)
        message = str(caught.value)
        del caught
        gc.collect()
    assert message == "extractor ChatExtractor: TimeoutError: timed out"


def test_no_events_are_no_failure(example, server):
    server.answer = lambda _: []
    assert read(example, server).events == ()


def run(package, address, *arguments):
    environment = os.environ | {"PYTHONPATH": str(package), "CHAT_ADDRESS": address, "CHAT_TIMEOUT_S": "0.5"}
    return subprocess.run(
        [sys.executable, "-m", "geoevents", *map(str, arguments)],
        check=False,
        capture_output=True,
        timeout=120,
        env=environment,
    )


@pytest.fixture
def articles(tmp_path):
    lines = [{"id": name, "title": name, "text": f"{TEXT} ({name})", "published": "2017-06-08"} for name in "abc"]
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


@pytest.mark.parametrize("workers", [1, 2])
def test_a_bad_answer_among_many_is_skipped_and_counted(package, server, articles, tmp_path, workers):
    server.answer = lambda text: "nonsense" if "(b)" in text else [GOOD]
    target = tmp_path / "e.geojson"
    done = run(package, server.address, "export", articles, "--reader", "chat", "--workers", workers, "-o", target)
    assert done.returncode == 3, done.stderr
    told = [line for line in done.stderr.decode().splitlines() if "ChatExtractor" in line]
    assert len(told) == 1
    assert told[0].startswith("geoevents: b: extractor ChatExtractor: JSONDecodeError")
    features = json.loads(target.read_text(encoding="utf-8"))["features"]
    assert [feature["properties"]["article_id"] for feature in features] == ["a", "c"]


def test_a_bad_answer_alone_fails(package, server, tmp_path):
    server.answer = lambda _: "silence"
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    done = run(package, server.address, "export", tmp_path / "a.txt", "--reader", "chat", "-o", tmp_path / "e.geojson")
    assert done.returncode == 1
    (line,) = done.stderr.decode().splitlines()
    assert "extractor ChatExtractor: TimeoutError" in line
    assert not (tmp_path / "e.geojson").exists()


def test_no_server_fails_with_one_line(package, articles, tmp_path):
    done = run(package, "http://127.0.0.1:1/", "explain", articles, "--reader", "chat")
    assert done.returncode == 1
    assert all("Connection refused" in line for line in done.stderr.decode().splitlines())


def test_an_unknown_name_tells_the_known_ones(package, articles):
    done = run(package, "", "timeline", articles, "--reader", "chatt")
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == ["geoevents: no reader is called 'chatt' (installed: chat)"]


def test_evaluate_measures_the_model(package, server, tmp_path):
    place = {"name": "Douma", "role": "location", "lat": 33.53, "lon": 36.41, "radius_km": 5}
    event = {
        "event_id": "1",
        "category": "shelling",
        "trigger": "Shells fell",
        "trigger_start": 32,
        "trigger_end": 43,
        "evidence_start": 32,
        "evidence_end": len(TEXT),
        "date_start": "2017-06-06",
        "date_end": "2017-06-06",
        "places": [place],
        "status": "asserted",
    }
    gold = {"id": "a", "language": "en", "text": TEXT, "published": "2017-06-08", "toponyms": [], "events": [event]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold), encoding="utf-8")
    done = run(package, server.address, "evaluate", tmp_path / "gold.jsonl", "--reader", "chat", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["events"]["f1"] == 1.0
