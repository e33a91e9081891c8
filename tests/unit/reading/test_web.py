"""Fetching, against a server on loopback."""

import contextlib
import gzip
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from geoevents.errors import NetworkError
from geoevents.reading import ReadFailure, ReadingOptions, read_inputs
from geoevents.reading.web import _is_public, fetch

TEXT = "قصفت طائرات حربية أطراف المدينة."


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def answer(self, body, kind="text/plain; charset=utf-8", status=200, **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        host = f"http://127.0.0.1:{self.server.server_port}"
        if self.path == "/text":
            self.answer(TEXT.encode("cp1256"), "text/plain; charset=windows-1256")
        elif self.path == "/moved":
            self.answer(b"", status=302, Location="/text")
        elif self.path == "/loop":
            self.answer(b"", status=302, Location="/loop")
        elif self.path == "/elsewhere":
            self.answer(b"", status=302, Location="file:///etc/passwd")
        elif self.path == "/big":
            self.answer(b"x" * 5000)
        elif self.path == "/bomb":
            self.answer(gzip.compress(b"x" * 10_000_000), Content_Encoding="gzip")
        elif self.path == "/packed":
            self.answer(gzip.compress(TEXT.encode()), Content_Encoding="gzip")
        elif self.path == "/slow":
            with contextlib.suppress(OSError):
                self.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
                for _ in range(30):
                    self.wfile.write(b"x")
                    time.sleep(0.1)
        else:
            self.answer(host.encode(), status=404)


@pytest.fixture(scope="module")
def server():
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    thread.join()
    running.server_close()


ALLOWED = ReadingOptions(allow_private=True)


@pytest.mark.parametrize("path", ["/text", "/moved", "/packed"])
def test_fetched_articles_are_read(server, path):
    (article,) = read_inputs([server + path], ALLOWED)
    assert article.text == TEXT
    assert article.url.startswith(server)


@pytest.mark.parametrize(
    ("path", "options", "words"),
    [
        ("/none", ALLOWED, "answered 404"),
        ("/loop", ALLOWED, "redirects more than"),
        ("/elsewhere", ALLOWED, "not an http"),
        ("/big", ReadingOptions(allow_private=True, max_bytes=1000), "more than"),
        ("/bomb", ReadingOptions(allow_private=True, max_bytes=100_000), "more than"),
        ("/slow", ReadingOptions(allow_private=True, timeout_s=0.5), "no answer within"),
        ("/text", ReadingOptions(), "private network"),
    ],
)
def test_refusals(server, path, options, words):
    started = time.monotonic()
    (failure,) = read_inputs([server + path], options)
    assert isinstance(failure, ReadFailure)
    assert words in str(failure)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fe80::1%eth0", "::ffff:192.168.0.1", "0.0.0.0", "224.0.0.1"],
)
def test_inner_addresses(address):
    assert not _is_public(address)


def test_outer_address():
    assert _is_public("93.184.216.34")


@pytest.mark.parametrize("url", ["http://[::1", "http://", "http://localhost:99999/"])
def test_bad_addresses(url):
    with pytest.raises(NetworkError):
        fetch(url, ReadingOptions())


@pytest.mark.parametrize(
    ("url", "port"),
    [("https://example.org/a", 443), ("http://example.org/a", 80), ("https://example.org:8443/a", 8443)],
)
def test_the_port_is_the_schemes_own_or_the_one_told(monkeypatch, url, port):
    asked = []

    def resolve(host, number, **_):
        asked.append((host, number))
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    with pytest.raises(NetworkError, match="the name is not known"):
        fetch(url, ReadingOptions())
    assert asked == [("example.org", port)]


def test_nobody_answers():
    with pytest.raises(NetworkError, match="cannot be fetched"):
        fetch("http://127.0.0.1:1/", ALLOWED)
