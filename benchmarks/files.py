"""Files and pages of many events: against geopandas and folium; and memory over a long run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from articles import make_articles
from reading import write_lines
from table import Row, in_turns, seconds

from geoevents.batch import read_batch
from geoevents.frames import events_to_frame
from geoevents.maps import render_events

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geoevents.model import Event

MANY = 100_000


def make_events(count: int) -> Iterator[Event]:
    """Make so many events: those of some thousand reports again and again, each with an id of its own."""
    events = [event for _, reading in read_batch(make_articles(3000, 1)) for event in reading.events]
    for number, event in enumerate(islice(cycle(events), count)):
        yield replace(event, event_id=f"{event.event_id}-{number}")


def geojson(*, quick: bool) -> Iterator[Row]:
    """GeoJSON of 100,000 events against geopandas' to_file, whose frame is made beforehand."""
    from geoevents.exports import export_events

    count = MANY // 10 if quick else MANY
    events = list(make_events(count))
    frame = events_to_frame(events)
    with TemporaryDirectory() as folder:
        own, other, ratio = in_turns(
            lambda: export_events(events, Path(folder, "ours.geojson")),
            lambda: frame.to_file(Path(folder, "theirs.geojson"), driver="GeoJSON"),
            3,
        )
    yield Row(
        name=f"GeoJSON of {count:,} events against geopandas' to_file",
        ours=f"{own:.2f} s",
        peer=f"{other:.2f} s",
        value=ratio,
        most=0.5,
    )
    ours, peer, nothing = (_peak_mb("events", name, str(count)) for name in ("ours", "theirs", "none"))
    yield Row(
        name="the same, memory above the interpreter with its imports",
        ours=f"{ours - nothing:.0f} MB",
        peer=f"{peer - nothing:.0f} MB",
        value=max(ours - nothing, 0) / max(peer - nothing, 1),
    )


def memory(*, quick: bool) -> Iterator[Row]:
    """Peak memory of whole exports of ever more reports."""
    with TemporaryDirectory() as name:
        for count in (5_000, 10_000) if quick else (20_000, 40_000):
            source = write_lines(list(make_articles(count, 1)), Path(name, f"{count}.jsonl"))
            for suffix in ("geojson", "gpkg"):
                peak = _peak_mb("export", str(source), str(Path(name, f"out.{suffix}")))
                yield Row(
                    name=f"{count:,} short reports read into .{suffix}: memory",
                    ours=f"{peak:.0f} MB",
                    value=peak,
                    most=1000,
                    unit="MB",
                )


def _peak_mb(*arguments: str) -> float:
    done = subprocess.run([sys.executable, __file__, *arguments], check=True, capture_output=True, text=True)
    return float(done.stdout.split()[-1])


def _measured(kind: str, *arguments: str) -> None:
    if kind == "export":
        from geoevents.cli import main

        main(["export", "--quiet", arguments[0], "-o", arguments[1]])
    else:
        _write(arguments[0], int(arguments[1]))
    # Not getrusage: its peak is that of the process that started this one, where that was larger.
    status = Path("/proc/self/status").read_text("utf-8")
    print(int(re.search(r"VmHWM:\s*(\d+) kB", status)[1]) / 1024)


def _write(who: str, count: int) -> None:
    from geoevents.exports import export_events

    with TemporaryDirectory() as folder:
        path = Path(folder, "events.geojson")
        events_to_frame(make_events(1000)).to_file(path, driver="GeoJSON")
        if who == "ours":
            export_events(make_events(count), path)
        elif who == "theirs":
            events_to_frame(make_events(count)).to_file(path, driver="GeoJSON")


def pages(*, quick: bool) -> Iterator[Row]:
    """The map page of many events: making it, and its size, against folium's markers with popups."""
    few = list(make_events(1000 if quick else 10_000))
    own_s = seconds(lambda: render_events(few))
    own = len(render_events(few).encode())
    with TemporaryDirectory() as name:
        path = Path(name, "folium.html")
        other_s = seconds(lambda: _folium_page(few, path))
        other = path.stat().st_size
    yield Row(
        name=f"map page of {len(few):,} events: made, against folium.Marker with Popup",
        ours=f"{own_s:.2f} s",
        peer=f"{other_s:.2f} s",
        value=own_s / other_s,
    )
    yield Row(
        name="the same: size",
        ours=f"{own / 1e6:.1f} MB",
        peer=f"{other / 1e6:.1f} MB",
        value=own / 1e6,
        most=4,
        unit="MB",
    )
    if quick:
        return
    events = list(make_events(MANY))
    pages: list[str] = []
    taken = seconds(lambda: pages.append(render_events(events)))
    yield Row(name=f"map page of {MANY:,} events: made", ours=f"{taken:.1f} s", value=taken, most=5, unit="s")
    size = len(pages[0].encode()) / 1e6
    yield Row(name="the same: size", ours=f"{size:.1f} MB", value=size, most=35, unit="MB")


def _folium_page(events: list[Event], path: Path) -> None:
    import folium

    page = folium.Map([35, 38.5], zoom_start=7)
    for event in events:
        if event.latitude is not None and event.longitude is not None:
            folium.Marker([event.latitude, event.longitude], popup=folium.Popup(event.notes)).add_to(page)
    page.save(os.fspath(path))


if __name__ == "__main__":
    _measured(*sys.argv[1:])
