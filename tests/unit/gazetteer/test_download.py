"""Downloads and online answers, with a server of the test's own."""

from __future__ import annotations

import http.server
import threading
from types import SimpleNamespace

import pytest

from geoevents.errors import GazetteerError, NetworkError
from geoevents.gazetteer.download import download
from geoevents.gazetteer.online import OnlineGeocoder

CONTENT = bytes(range(256)) * 2000


class Handler(http.server.BaseHTTPRequestHandler):
    cut_after: int | None = None
    asked: list[str | None]

    def do_GET(self):
        server = self.server
        server.asked.append(self.headers.get("Range"))
        if self.path == "/missing":
            self.send_error(404)
            return
        start = 0
        asked = self.headers.get("Range")
        if asked and self.headers.get("If-Range") == server.etag:
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            self.send_response(206)
        else:
            self.send_response(200)
        body = server.content[start:]
        self.send_header("Content-Length", str(len(body)))
        self.send_header("ETag", server.etag)
        self.end_headers()
        if server.cut_after is not None:
            body, server.cut_after = body[: server.cut_after], None
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.content, server.etag, server.cut_after, server.asked = CONTENT, '"one"', None, []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def address(server, path="/file.bin"):
    return f"http://127.0.0.1:{server.server_address[1]}{path}"


def test_whole_file_with_progress(server, tmp_path):
    steps = []
    path = download(address(server), tmp_path, lambda done, total: steps.append((done, total)))
    assert path.read_bytes() == CONTENT
    assert steps[-1] == (len(CONTENT), len(CONTENT))
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_goes_on_where_it_stopped(server, tmp_path):
    server.cut_after = 100_000
    with pytest.raises(NetworkError, match="go on"):
        download(address(server), tmp_path)
    path = download(address(server), tmp_path)
    assert path.read_bytes() == CONTENT
    assert server.asked[0] is None
    assert server.asked[1].startswith("bytes=")


def test_begins_anew_when_the_file_changed(server, tmp_path):
    server.cut_after = 100_000
    with pytest.raises(NetworkError):
        download(address(server), tmp_path)
    server.content, server.etag = CONTENT[::-1], '"two"'
    assert download(address(server), tmp_path).read_bytes() == CONTENT[::-1]


def test_damaged_archive(server, tmp_path):
    with pytest.raises(NetworkError, match="damaged"):
        download(address(server, "/SY.zip"), tmp_path)
    assert not list(tmp_path.glob("*.zip"))


@pytest.mark.parametrize("path", ["/missing"])
def test_refused(server, tmp_path, path):
    with pytest.raises(NetworkError, match="404"):
        download(address(server, path), tmp_path)


def test_offline(tmp_path):
    with pytest.raises(NetworkError, match="cannot be fetched"):
        download("http://127.0.0.1:9/file", tmp_path)
    with pytest.raises(NetworkError, match="http and https"):
        download("file:///etc/passwd", tmp_path)


def test_online_answers_are_kept(tmp_path):
    asked = []

    def ask(query):
        asked.append(query)
        return [SimpleNamespace(address="A", latitude=1.0, longitude=2.0)]

    geocoder = OnlineGeocoder("nominatim", folder=tmp_path, ask=ask)
    first, second = geocoder.geocode("../x"), geocoder.geocode("../x")
    assert first == second == [{"address": "A", "latitude": 1.0, "longitude": 2.0, "source": "nominatim"}]
    assert asked == ["../x"]


def test_online_refusals(tmp_path):
    from geopy.exc import GeocoderServiceError

    def ask(query):
        raise GeocoderServiceError("down")

    with pytest.raises(NetworkError, match="does not answer"):
        OnlineGeocoder("nominatim", folder=tmp_path, ask=ask).geocode("x")
    with pytest.raises(GazetteerError, match="unknown online"):
        OnlineGeocoder("atlas")
    with pytest.raises(GazetteerError, match="account"):
        OnlineGeocoder("geonames")
