"""An article with its mentions, dates and events marked, and why each was read so: as text and as HTML."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from geoevents.model import Candidate, Event, Reading, TimeExpression, Toponym

PASSED_OVER = "other "
"""Slots of an explanation that begin so hold what the sentence names and the event did not take."""
_STYLE = (
    "body{font:17px/1.8 system-ui,sans-serif;max-width:54rem;margin:2rem auto;padding:0 1rem}"
    "article{white-space:pre-wrap}mark{padding:0 .15em;border-radius:.2em}.place{background:#cfe8cf}"
    ".time{background:#cfdff5}.event{background:#f8d5c4}sup{font-size:.6em;color:#555}"
    "dt{font-weight:600;margin-top:.8em}dt:target{background:#fff3b0}dd{margin-inline-start:1.5em}"
    "dd b{font-weight:500;color:#555}dd b::after{content:':'}small{color:#555}sup a{color:inherit}"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked piece of the text: its number (P1, T1, E1 ...), kind (place, time or event) and offsets."""

    number: str
    kind: str
    start: int
    end: int


class Line(NamedTuple):
    """One thing said of a mark: what it is, words (of the article, or of a place), and what is to be said of these."""

    label: str
    words: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of a mark: the words as they stand in the text (none of an event), what they mean, and why."""

    number: str
    words: str
    meaning: str
    lines: tuple[Line, ...]

    @property
    def heading(self) -> str:
        """The words and what they mean."""
        return f"{self.words} → {self.meaning}" if self.words else self.meaning


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
    for slot, _, start, end in event.explanation.slots:
        if slot == "trigger" and start is not None and end is not None:
            return start, end
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
    meaning = f"{meant}, {toponym.use}, {toponym.confidence:.2f}"
    reason = (Line("why", toponym.reason),) if toponym.reason else ()
    return Note(
        number, toponym.text, meaning, (*reason, *(_of_candidate("candidate", one) for one in toponym.candidates))
    )


def _of_candidate(label: str, candidate: Candidate) -> Line:
    place = candidate.place
    region = place.admin1 if place.admin1 != place.name else None
    where = ", ".join(filter(None, (place.feature_code, region, place.country)))
    return Line(label, place.name, f"{candidate.score:.2f}, {'; '.join((where, *candidate.reasons))}")


def _of_time(number: str, time: TimeExpression) -> Note:
    meaning = f"{_days(time.first, time.last)}, {time.basis}"
    return Note(number, time.text, meaning, (Line("why", time.reason),) if time.reason else ())


def _of_event(number: str, event: Event, reading: Reading) -> Note:
    place = event.location or event.location_local or "no place"
    days = f"{_days(event.event_date, event.end_date)} ({event.date_basis})"
    text = reading.article.text
    lines = [
        Line("told", text[event.text_start : event.text_end], _offsets(event.text_start, event.text_end)),
        Line("rule", event.explanation.rule),
    ]
    for slot, words, start, end in event.explanation.slots:
        passed_over = slot.startswith(PASSED_OVER)
        label = f"passed over, {slot.removeprefix(PASSED_OVER)}" if passed_over else slot
        lines.append(Line(label, words, _offsets(start, end)))
        if not passed_over and start is not None and end is not None:
            lines += _lost_places(reading, start, end)
    lines += [Line("also", line) for line in event.explanation.alternatives]
    return Note(number, "", f"{event.category}: {place}, {days}, {event.status}, {event.confidence:.2f}", tuple(lines))


def _lost_places(reading: Reading, start: int, end: int) -> Iterator[Line]:
    """Yield the other places that the names in a slot may mean."""
    for toponym in reading.toponyms:
        if toponym.start < end and start < toponym.end:
            for candidate in toponym.candidates:
                if candidate.place != toponym.place:
                    yield _of_candidate(f"not this {toponym.text}", candidate)


def _offsets(start: int | None, end: int | None) -> str:
    return "" if start is None or end is None else f"{start}-{end}"


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
            yield from map(_as_text_line, note.lines)


def _as_text_line(line: Line) -> str:
    remark = f" ({line.remark})" if line.remark else ""
    return " ".join(f"      {line.label}: {' '.join(line.words.split())}{remark}".split("\n"))


def as_html(readings: Iterable[Reading]) -> str:
    """Return one page that explains the readings; it runs no script and calls no address."""
    body = "".join(_section(reading, f"a{number}-") for number, reading in enumerate(readings, start=1))
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width"><title>geoevents: why</title>'
        f"<style>{_STYLE}</style></head><body>{body}</body></html>\n"
    )


def _section(reading: Reading, prefix: str) -> str:
    article = reading.article
    direction = "rtl" if article.language == "ar" else "ltr"
    pieces, end = [], 0
    for mark in marks(reading):
        words = html.escape(article.text[mark.start : mark.end])
        pieces.append(html.escape(article.text[end : mark.start]))
        links = " ".join(f'<a href="#{prefix}{number}">{number}</a>' for number in mark.number.split())
        pieces.append(f'<mark class="{mark.kind}">{words}<sup><bdi>{links}</bdi></sup></mark>')
        end = mark.end
    pieces.append(html.escape(article.text[end:]))
    published = f"published: {article.published or 'unknown'} ({article.published_basis or 'not told'})"
    lists = "".join(_list(heading, found, prefix) for heading, found in notes(reading))
    title = html.escape(article.title or article.article_id)
    return (
        f'<h1 dir="auto">{title}</h1><p><small>{published}</small></p>'
        f'<article lang="{article.language}" dir="{direction}">{"".join(pieces)}</article>{lists}<hr>'
    )


def _list(heading: str, found: list[Note], prefix: str) -> str:
    entries = "".join(
        f'<dt id="{prefix}{note.number}">{note.number} {_as_html_heading(note)}</dt>'
        + "".join(map(_as_html_line, note.lines))
        for note in found
    )
    return f"<h2>{heading}: {len(found)}</h2><dl>{entries}</dl>"


def _as_html_heading(note: Note) -> str:
    # Each part by itself: dates and figures after Arabic words would be shown in reverse order.
    meaning = f"<bdi>{html.escape(note.meaning)}</bdi>"
    return f"<bdi>{html.escape(note.words)}</bdi> → {meaning}" if note.words else meaning


def _as_html_line(line: Line) -> str:
    label, words, remark = map(html.escape, line)
    return f"<dd><b><bdi>{label}</bdi></b> <bdi>{words}</bdi>{f' <small>{remark}</small>' if remark else ''}</dd>"
