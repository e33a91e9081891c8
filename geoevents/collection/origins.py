"""Where articles come from: files and addresses that hold one article each, so that an edited one replaces the old.

A key stands for what holds an article: ``file://HOST/PATH`` and ``https://...`` for one that may hold another text
later, ``id:ARTICLE`` for everything else that gave this text (standard input, a table, another collection), which
holds it for good.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from geoevents.reading.articles import content_id

if TYPE_CHECKING:
    from geoevents.model import Article

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_FILE = "file://"


def origin_key(article: Article, host: str) -> str | None:
    """Return the key of what holds an article; ``None`` for one of many with an id of its own.

    Parameters
    ----------
    article
        The article as it was read.
    host
        The machine, where files of several are told apart.
    """
    if article.origin is None:
        return f"id:{article.article_id}" if article.article_id == content_id(article.text) else None
    if not _ADDRESS.match(article.origin):
        # A name of a file is bytes, and need be no text.
        return f"{_files(host)}{quote(os.fsencode(article.origin.removeprefix('/')))}"
    parts = urlsplit(article.origin)
    # No password is kept.
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, ""))


def still_holds(key: str, host: str) -> bool:
    """Tell whether what a key stands for still holds its article: a file of this machine that is gone does not."""
    files = _files(host)
    if not key.startswith(files):
        return True
    path = unquote(key.removeprefix(files), errors="surrogateescape")
    try:
        return Path(path if os.name == "nt" else f"/{path}").is_file()
    except (OSError, ValueError):
        return False


def _files(host: str) -> str:
    return f"{_FILE}{quote(host)}/"
