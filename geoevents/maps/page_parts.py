"""Puts the page together: template, styles, scripts, words and basemap, with a content security policy.

Everything stands in the one file. The policy names the hash of each script and style, so nothing that an
article contains can run, and it allows no address but those of the background pictures that a reader may
switch on. Standard library only, since every map pays for this module.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from geoevents.errors import OutputError
from geoevents.maps.encoding import TEXT_COLUMNS
from geoevents.model import EVENT_COLUMNS
from geoevents.resources import data_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_HERE = Path(__file__).resolve().parent
PAGE = _HERE / "page"
VENDOR = _HERE / "vendor"
LANGUAGES = ("ar", "en")
PACKED = 1_000_000
"""From so many characters on, texts are packed: a browser then reads a third of the bytes before it draws."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """What a notebook's map adds to the page.

    ``scripts`` run after the page's own and after those linked by ``script_addresses``; ``images`` are data
    addresses by file name; ``loose`` allows style attributes and pictures from any host.
    """

    scripts: tuple[str, ...] = ()
    head: str = ""
    body: str = ""
    images: Mapping[str, str] = field(default_factory=dict)
    script_addresses: tuple[str, ...] = ()
    style_addresses: tuple[str, ...] = ()
    loose: bool = False
    map_id: str = "ge-map"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """How a page opens: its title, its language (``ar`` or ``en``), its first view, its background layers."""

    title: str | None
    language: str
    view: str = "list"
    tiles: Sequence[Mapping[str, Any]] = ()
    extra: Extra = field(default_factory=Extra)


@cache
def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        if path.parent == VENDOR:
            raise OutputError(
                f"the map's front-end library {path.name} is missing: in a checkout run python hatch_build.py"
            ) from None
        raise


@cache
def _json(path: Path) -> Any:  # noqa: ANN401
    return json.loads(_text(path))


@cache
def library_script() -> str:
    """Return Leaflet, without the comment that would make a browser look for its source map."""
    return re.sub(r"//# sourceMappingURL=\S*\s*$", "", _text(VENDOR / "leaflet.js"))


@cache
def library_style() -> str:
    """Return Leaflet's style sheet without its pictures, which this page does not use."""
    return _tight(re.sub(r"url\([^)]*\)", "none", _text(VENDOR / "leaflet.css")))


def _tight(css: str) -> str:
    """Return the style sheet without comments and indentation."""
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))


@cache
def image_data() -> dict[str, str]:
    """Return the pictures that Leaflet's own markers and layer control show, as data addresses by file name."""
    return {
        path.name: "data:image/png;base64," + base64.b64encode(path.read_bytes()).decode("ascii")
        for path in sorted(VENDOR.glob("*.png"))
    }


def _style_with(images: Mapping[str, str]) -> str:
    """Return Leaflet's style sheet, with the pictures where there are any."""
    if not images:
        return library_style()
    return re.sub(
        r"url\((?:images/)?([\w.-]+)\)",
        lambda match: f"url({images[match[1]]})" if match[1] in images else "none",
        _text(VENDOR / "leaflet.css"),
    )


@cache
def bridge_script() -> str:
    """Return what folium's layers expect of a page."""
    return _text(PAGE / "folium.js")


@cache
def page_script() -> str:
    """Return the page's own files as one function, without indentation and comment lines."""
    source = "\n".join(_text(path) for path in sorted(PAGE.glob("[0-9]*.js")))
    lines = (line.strip() for line in source.splitlines())
    kept = "\n".join(line for line in lines if line and not line.startswith("//"))
    return f'(() => {{\n"use strict";\n{kept}\n}})();'


@cache
def page_style() -> str:
    """Return the page's own style sheet."""
    return _tight(_text(PAGE / "style.css"))


def default_tiles() -> list[dict[str, Any]]:
    """Return the background layers that a reader may switch on: name, url, attribution, max_zoom."""
    tiles: list[dict[str, Any]] = _json(PAGE / "tiles.json")
    return tiles


def render(data: Mapping[str, Any], late: Mapping[str, Any], options: PageOptions, names: Mapping[str, str]) -> str:
    """Return the whole page.

    Parameters
    ----------
    data, late
        What :func:`geoevents.maps.encoding.encode_readings` returns.
    options
        How the page opens.
    names
        Arabic names of places and actors by their English ones, for the Arabic view.
    """
    extra = options.extra
    scripts = (library_script(), page_script(), *extra.scripts)
    style = _style_with(extra.images) + page_style()
    tiles = [_tile(tile) for tile in (options.tiles or default_tiles())]
    config = {
        "title": options.title,
        "language": options.language,
        "view": options.view,
        "mapId": extra.map_id,
        "columns": EVENT_COLUMNS,
        "textColumns": TEXT_COLUMNS,
        "strings": {language: _json(PAGE / f"strings.{language}.json") for language in LANGUAGES},
        "categories": _json(PAGE / "categories.json"),
        "folding": _folding(),
        "tiles": tiles,
        "names": names,
    }
    # The basemap is JSON already: reading and writing it again would cost more than all the rest.
    basemap = _text(data_path("basemap", "basemap.json")).strip()
    words = config["strings"][options.language]
    hosts = [_host(tile["url"]) for tile in tiles]
    images = f'<script type="application/json" id="ge-images">{_script_json(extra.images)}</script>\n'
    return Template(_text(PAGE / "template.html")).substitute(
        lang=options.language,
        policy=_policy(scripts, style, hosts, extra),
        referrer="strict-origin-when-cross-origin",
        title=_escape(options.title or words["title"]),
        style=style,
        head=extra.head + "".join(f'<link rel="stylesheet" href="{_escape(a)}">\n' for a in extra.style_addresses),
        noscript=_escape(words["noscript"]),
        body=extra.body + (images if extra.images else ""),
        config=f'{_script_json(config)[:-1]},"basemap":{_inert(basemap)}}}',
        data=_script_json(data),
        late=_late(late),
        scripts=_script_elements(scripts, extra),
    )


def _script_json(value: Any) -> str:  # noqa: ANN401
    return _inert(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _late(value: Mapping[str, Any]) -> str:
    """Return the element of texts and reasons: plain JSON, or packed by gzip where there is much of it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if len(text) < PACKED:
        return f'<script type="application/json" id="ge-late">{_inert(text)}</script>'
    import gzip

    # A time of change of 0 keeps the page the same for the same events.
    packed = base64.b64encode(gzip.compress(text.encode("utf-8", "replace"), 1, mtime=0)).decode("ascii")
    return f'<script type="text/plain" id="ge-late">{packed}</script>'


def _inert(text: str) -> str:
    """Return JSON that cannot end its script element, whatever text it holds."""
    return text.replace("<", "\\u003c")


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _hash(text: str) -> str:
    # A browser hashes the text after it has read CR LF as LF, so the page holds no CR.
    digest = hashlib.sha256(text.encode("utf-8", "replace")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _script_elements(scripts: Sequence[str], extra: Extra) -> str:
    """Return the scripts as elements; those that are fetched stand between the page's own and the added ones."""
    own = len(scripts) - len(extra.scripts)
    elements = [f"<script>{script}</script>" for script in scripts]
    elements[own:own] = [f'<script src="{_escape(address)}"></script>' for address in extra.script_addresses]
    return "\n".join(elements)


def _policy(scripts: Iterable[str], style: str, hosts: Iterable[str], extra: Extra) -> str:
    rules = {
        "default-src": ["'none'"],
        "script-src": [*map(_hash, scripts), *map(_escape, extra.script_addresses)],
        "style-src": ["'unsafe-inline'", *map(_escape, extra.style_addresses)] if extra.loose else [_hash(style)],
        "img-src": ["data:", "blob:", *(["https:", "http:"] if extra.loose else dict.fromkeys(hosts))],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


def _host(url: str) -> str:
    """Return the source expression of a tile address: scheme and host, ``{s}`` as a wildcard."""
    match = re.match(r"(https?)://([\w.{}-]+(?::\d+)?)(?:/|$)", url)
    if match is None:
        raise ValueError(f"a background layer needs an http(s) address, not {url!r}")
    return f"{match[1]}://{match[2].replace('{s}', '*')}"


def _tile(tile: Mapping[str, Any]) -> dict[str, Any]:
    """Return the few values that the page needs of a layer, its address's own parameters filled in."""
    url = str(tile["url"])
    for key, value in tile.items():
        if key not in ("s", "x", "y", "z", "url"):
            url = url.replace("{" + key + "}", str(value))
    return {
        "name": str(tile["name"]),
        "url": url.replace("{r}", ""),
        "attribution": str(tile.get("attribution", "")),
        "max_zoom": int(tile.get("max_zoom", 18)),
    }


@cache
def _folding() -> dict[str, str]:
    """Return the reader's folding of the letters that JavaScript has no rule for, as two strings of one length."""
    from geoevents.language import fold

    codes = (0xAD, *range(0x600, 0x700), *range(0x200B, 0x2070), 0xFE0F, 0xFEFF)
    pairs = [(chr(code), fold(chr(code))) for code in codes]
    changed = [(letter, to) for letter, to in pairs if letter != to]
    return {"from": "".join(letter for letter, _ in changed), "to": "".join(to for _, to in changed)}
