"""An article with its mentions, dates and events marked, and why each was read so: as text and as HTML."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from geoevents.model import Event, Reading, TimeExpression, Toponym

_STYLE = (
    "body{font:17px/1.8 system-ui,sans-serif;max-width:54rem;margin:2rem auto;padding:0 1rem}"
    "article{white-space:pre-wrap}mark{padding:0 .15em;border-radius:.2em}.place{background:#cfe8cf}"
    ".time{background:#cfdff5}.event{background:#f8d5c4}sup{font-size:.6em;color:#555}"
    "dt{font-weight:600;margin-top:.8em}dd{margin-inline-start:1.5em}small{color:#555}"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked piece of the text: its number (P1, T1, E1 ...), kind (place, time or event) and offsets."""

    number: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of a mark: a heading and further lines."""

    number: str
    heading: str
    lines: tuple[str, ...]


def marks(reading: Reading) -> list[Mark]:
    """Return the marks in the order of the text; where two overlap, the longer one."""
    found = [Mark(f"P{i}", "place", one.start, one.end) for i, one in enumerate(reading.toponyms, start=1)]
    found += [Mark(f"T{i}", "time", one.start, one.end) for i, one in enumerate(reading.times, start=1)]
    found += [Mark(f"E{i}", "event", *_trigger_span(reading, one)) for i, one in enumerate(reading.events, start=1)]
    kept: list[Mark] = []
    end = 0
    for mark in sorted(found, key=lambda one: (one.start, one.start - one.end)):
        if mark.start >= end and mark.end > mark.start:
            kept.append(mark)
            end = mark.end
        elif kept and (mark.start, mark.end) == (kept[-1].start, kept[-1].end):
            kept[-1] = Mark(f"{kept[-1].number} {mark.number}", mark.kind, mark.start, mark.end)
    return kept


def _trigger_span(reading: Reading, event: Event) -> tuple[int, int]:
    start = reading.article.text.find(event.trigger, event.text_start, event.text_end)
    return (start, start + len(event.trigger)) if start >= 0 else (event.text_start, event.text_end)


def notes(reading: Reading) -> list[tuple[str, list[Note]]]:
    """Return what is to be said, in three parts: place mentions, time expressions, events."""
    return [
        ("Place mentions", [_of_place(f"P{i}", one) for i, one in enumerate(reading.toponyms, start=1)]),
        ("Time expressions", [_of_time(f"T{i}", one) for i, one in enumerate(reading.times, start=1)]),
        ("Events", [_of_event(f"E{i}", one, reading) for i, one in enumerate(reading.events, start=1)]),
    ]


def _of_place(number: str, toponym: Toponym) -> Note:
    place = toponym.place
    meant = (
        f"{place.name} ({place.feature_code}, {place.latitude:.4f}, {place.longitude:.4f})" if place else "not resolved"
    )
    others = [
        f"{candidate.score:.2f} {candidate.place.name} ({candidate.place.admin1 or candidate.place.country})"
        + (f": {'; '.join(candidate.reasons)}" if candidate.reasons else "")
        for candidate in toponym.candidates[:5]
    ]
    heading = f"{toponym.text} → {meant}, {toponym.use}, {toponym.confidence:.2f}"
    return Note(number, heading, tuple(filter(None, (toponym.reason, *others))))


def _of_time(number: str, time: TimeExpression) -> Note:
    heading = f"{time.text} → {_days(time.first, time.last)}, {time.basis}"
    return Note(number, heading, (time.reason,) if time.reason else ())


def _of_event(number: str, event: Event, reading: Reading) -> Note:
    place = event.location or event.location_local or "no place"
    days = f"{_days(event.event_date, event.end_date)} ({event.date_basis})"
    lines = [f"“{reading.article.text[event.text_start : event.text_end]}”", f"rule: {event.explanation.rule}"]
    lines += [f"{slot}: {text}" for slot, text, _, _ in event.explanation.slots]
    lines += [f"considered: {line}" for line in event.explanation.alternatives]
    return Note(number, f"{event.category}: {place}, {days}, {event.status}, {event.confidence:.2f}", tuple(lines))


def _days(first: dt.date | None, last: dt.date | None) -> str:
    if first is None and last is None:
        return "no date"
    if first == last:
        return str(first)
    return f"{first or '…'}/{last or '…'}"


def as_text(reading: Reading) -> Iterator[str]:
    """Yield the lines of a plain-text explanation: ``[marked words|P1]`` in the text, then why."""
    article = reading.article
    yield f"# {article.title or article.article_id}"
    yield f"published: {article.published or 'unknown'} ({article.published_basis or 'not told'})"
    yield ""
    pieces, end = [], 0
    for mark in marks(reading):
        pieces += [article.text[end : mark.start], f"[{article.text[mark.start : mark.end]}|{mark.number}]"]
        end = mark.end
    yield from "".join([*pieces, article.text[end:]]).splitlines()
    for heading, found in notes(reading):
        yield ""
        yield f"## {heading}: {len(found)}"
        for note in found:
            yield f"{note.number}  {note.heading}"
            yield from (f"      {' '.join(line.split())}" for line in note.lines)


def as_html(readings: Iterable[Reading]) -> str:
    """Return one page that explains the readings; it runs no script and calls no address."""
    body = "".join(_section(reading) for reading in readings)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width"><title>geoevents: why</title>'
        f"<style>{_STYLE}</style></head><body>{body}</body></html>\n"
    )


def _section(reading: Reading) -> str:
    article = reading.article
    direction = "rtl" if article.language == "ar" else "ltr"
    pieces, end = [], 0
    for mark in marks(reading):
        words = html.escape(article.text[mark.start : mark.end])
        pieces.append(html.escape(article.text[end : mark.start]))
        pieces.append(f'<mark class="{mark.kind}">{words}<sup><bdi>{mark.number}</bdi></sup></mark>')
        end = mark.end
    pieces.append(html.escape(article.text[end:]))
    published = f"published: {article.published or 'unknown'} ({article.published_basis or 'not told'})"
    lists = "".join(_list(heading, found) for heading, found in notes(reading))
    title = html.escape(article.title or article.article_id)
    return (
        f'<h1 dir="auto">{title}</h1><p><small>{published}</small></p>'
        f'<article lang="{article.language}" dir="{direction}">{"".join(pieces)}</article>{lists}<hr>'
    )


def _list(heading: str, found: list[Note]) -> str:
    entries = "".join(
        f"<dt>{note.number} <bdi>{html.escape(note.heading)}</bdi></dt>"
        + "".join(f'<dd dir="auto">{html.escape(line)}</dd>' for line in note.lines)
        for note in found
    )
    return f"<h2>{heading}: {len(found)}</h2><dl>{entries}</dl>"
