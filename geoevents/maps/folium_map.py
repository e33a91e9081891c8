"""The map page as a :class:`folium.Map`: shows itself in a notebook and takes further folium layers."""

from __future__ import annotations

import re
import warnings
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
from branca.element import CssLink, Figure, JavascriptLink
from jinja2 import Template

from geoevents.maps import page_of, write_whole
from geoevents.maps.page_parts import Extra, PageOptions, bridge_script, image_data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geoevents.model import Reading

_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\bsrc\s*=)[^>]*>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)


class EventMap(folium.Map):  # type: ignore[misc, unused-ignore]
    """A :class:`folium.Map` that is the whole map page: timeline, list, filters and source panel.

    Folium's layers, markers, popups, tooltips and layer control are added as to any folium map, and the page
    stays one file without a network. Plugins whose code folium links from elsewhere are linked here, too, with
    a warning.

    Parameters
    ----------
    readings
        Articles with their events.
    title, language, view
        As of :func:`geoevents.maps.render_page`.
    height
        Height in a notebook, in CSS units.
    **options
        Further options of :class:`folium.Map`; ``location`` and ``zoom_start`` override the view that shows all
        events, ``tiles`` adds a background that is fetched at once.

    Examples
    --------
    >>> page = EventMap([])
    >>> page.get_root().render().startswith("<!DOCTYPE html>")
    True
    """

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = window.geoevents.map;"
        "{% if this.given %}{{ this.get_name() }}.setView({{ this.location|tojson }}, {{ this.zoom }});{% endif %}"
        "{% endmacro %}"
    )

    def __init__(
        self,
        readings: Iterable[Reading],
        *,
        title: str | None = None,
        language: str | None = None,
        view: str = "list",
        height: str = "640px",
        **options: Any,  # noqa: ANN401 - folium's own
    ) -> None:
        super().__init__(**{"tiles": None, **options})
        # folium keeps these lists on the class: setting them here leaves other maps alone.
        self.default_js: list[tuple[str, str]] = []
        self.default_css: list[tuple[str, str]] = []
        self.readings = tuple(readings)
        self.page = PageOptions(title=title, language=language or "", view=view)
        self.given = options.get("location") is not None
        self.zoom = options.get("zoom_start", 10)
        _PageFigure(height=height).add_child(self)

    def save(self, outfile: Any, close_file: bool = True, **kwargs: Any) -> None:  # noqa: ANN401 - folium's signature
        """Write the page: to a path whole or not at all, or to an open binary file.

        Raises
        ------
        OutputError
            If the path cannot be written.
        """
        content = self.get_root().render(**kwargs).encode("utf-8", "replace")
        if isinstance(outfile, (str, Path)):
            write_whole(Path(outfile), content)
            return
        outfile.write(content)
        if close_file:
            outfile.close()


class _PageFigure(Figure):  # type: ignore[misc, unused-ignore]
    """The page around the map; what folium's elements put into a figure goes into the page."""

    def render(self, **kwargs: Any) -> str:  # noqa: ANN401 - branca's signature
        """Return the page as HTML."""
        for child in list(self._children.values()):
            child.render(**kwargs)
        event_map = next(child for child in self._children.values() if isinstance(child, EventMap))
        scripts, styles, head = self._header()
        body = self.html.render(**kwargs)
        script = self.script.render(**kwargs)
        further = len(event_map._children) > 0  # noqa: SLF001 - branca has no public access
        if scripts or styles:
            warnings.warn(
                "some layers use code that the page fetches when it opens: " + ", ".join([*scripts, *styles]),
                stacklevel=2,
            )
        extra = Extra(
            scripts=(bridge_script(), script, *_INLINE_SCRIPT.findall(head), *_INLINE_SCRIPT.findall(body)),
            head=_INLINE_SCRIPT.sub("", head),
            body=_INLINE_SCRIPT.sub("", body),
            images=image_data(),
            script_addresses=tuple(scripts),
            style_addresses=tuple(styles),
            # Folium's markup has style attributes, and its layers may show pictures from anywhere.
            loose=further,
            map_id=event_map.get_name(),
        )
        return page_of(event_map.readings, replace(event_map.page, extra=extra))

    def _header(self) -> tuple[list[str], list[str], str]:
        """Return the addresses of linked scripts and styles, and the rest of the head as markup."""
        scripts: list[str] = []
        styles: list[str] = []
        rest: list[str] = []
        for name, child in self.header._children.items():  # noqa: SLF001 - branca has no public access
            if isinstance(child, JavascriptLink):
                scripts.append(child.url)
            elif isinstance(child, CssLink):
                styles.append(child.url)
            elif name != "meta_http":
                rest.append(child.render())
        return scripts, styles, "\n".join(rest)
