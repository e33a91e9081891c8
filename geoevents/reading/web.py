"""Fetching an http(s) address: bounded in time and size, and never from a private network unless allowed.

The name is resolved once, every address is checked, and the connection goes to the checked address, so a name
that resolves otherwise a moment later does not lead inside. Each redirect is checked in the same way.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import time
import urllib.parse
import zlib
from typing import TYPE_CHECKING

from geoevents import __version__
from geoevents.errors import NetworkError
from geoevents.reading.documents import Document

if TYPE_CHECKING:
    from geoevents.reading.documents import ReadingOptions

_MOST_REDIRECTS = 5
_CHUNK = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_OK = 200
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_KINDS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/json": "json",
    "application/x-ndjson": "jsonl",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "text/csv": "csv",
    "text/markdown": "markdown",
    "text/plain": "plain",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}


def fetch(url: str, options: ReadingOptions) -> Document:
    """Fetch a document.

    Raises
    ------
    NetworkError
        The address cannot be reached, may not be, answers with an error, too slowly, or too much.
    """
    deadline = time.monotonic() + options.timeout_s
    address = url
    for _ in range(_MOST_REDIRECTS + 1):
        try:
            status, headers, body = _request(address, options, deadline)
        except TimeoutError as error:
            raise NetworkError(f"no answer within {options.timeout_s:g} seconds") from error
        except (OSError, http.client.HTTPException, zlib.error, UnicodeError) as error:
            if isinstance(error, NetworkError):
                raise
            raise NetworkError(f"cannot be fetched: {_reason(error)}") from error
        if status in _REDIRECTS and headers.get("Location"):
            address = urllib.parse.urljoin(address, headers["Location"])
            continue
        if status != _OK:
            raise NetworkError(f"answered {status} {http.client.responses.get(status, '')}".strip())
        kind = _KINDS.get(headers.get_content_type())
        charset = _CHARSET.search(headers.get("Content-Type", ""))
        name = charset.group(1) if charset else None
        return Document(name=url, data=body, kind=kind, url=address, charset=name, limit=options.max_bytes)
    raise NetworkError(f"redirects more than {_MOST_REDIRECTS} times")


def _reason(error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return "the name is not known (no connection?)"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "its certificate is not valid"
    return str(getattr(error, "strerror", None) or error or type(error).__name__)


def _request(url: str, options: ReadingOptions, deadline: float) -> tuple[int, http.client.HTTPMessage, bytes]:
    try:
        parts = urllib.parse.urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise NetworkError("not a valid address") from error
    if parts.scheme not in ("http", "https") or not host:
        raise NetworkError("not an http or https address")
    connection = _connect(parts.scheme, host, port, options, deadline)
    try:
        path = urllib.parse.quote(
            urllib.parse.urlunsplit(("", "", parts.path or "/", parts.query, "")), safe="/%:=&?~#+!$,;'@()*[]"
        )
        agent = f"geoevents/{__version__}"
        connection.request("GET", path, headers={"User-Agent": agent, "Accept-Encoding": "gzip", "Connection": "close"})
        response = connection.getresponse()
        body = b"" if response.status != _OK else _body(response, options.max_bytes, deadline)
        return response.status, response.headers, body
    finally:
        connection.close()


def _connect(
    scheme: str, host: str, port: int | None, options: ReadingOptions, deadline: float
) -> http.client.HTTPConnection:
    port = port or (443 if scheme == "https" else 80)
    ascii_host = host.encode("idna").decode("ascii") if not host.isascii() else host
    found = socket.getaddrinfo(ascii_host, port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if not options.allow_private and not all(_is_public(address) for address in addresses):
        raise NetworkError("lies in a private network: refused (--allow-private allows it)")
    plain = socket.create_connection((addresses[0], port), timeout=_left(deadline))
    connection = http.client.HTTPConnection(ascii_host, port, timeout=_left(deadline))
    try:
        if scheme == "https":
            plain = ssl.create_default_context().wrap_socket(plain, server_hostname=ascii_host)
    except OSError:
        plain.close()
        raise
    connection.sock = plain
    return connection


def _is_public(address: str) -> bool:
    parsed = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(parsed, "ipv4_mapped", None)
    checked = mapped or parsed
    return checked.is_global and not checked.is_multicast


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _body(response: http.client.HTTPResponse, limit: int, deadline: float) -> bytes:
    """Read, unpacking as it comes, so that neither a long nor a well packed answer fills the memory."""
    packed = response.headers.get("Content-Encoding", "").lower() == "gzip"
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16) if packed else None
    parts: list[bytes] = []
    size = 0
    # read1 returns what has come: read would wait for a whole chunk and let a slow server pass the deadline.
    while chunk := response.read1(_CHUNK):
        _left(deadline)
        part = unpacker.decompress(chunk, limit + 1 - size) if unpacker else chunk
        parts.append(part)
        size += len(part)
        if size > limit:
            raise NetworkError(f"answers with more than {limit // 1_000_000} MB: refused")
    return b"".join(parts)
