"""One event out of its reports: the figures as a range, conflicting claims side by side, every report named."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from geoevents.model import Explanation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geoevents.collection.clusters import Link
    from geoevents.model import Event

_PLACE = (
    "location",
    "location_local",
    "admin1",
    "admin2",
    "country",
    "latitude",
    "longitude",
    "geo_precision",
    "coordinate_uncertainty_m",
    "spatial_relation",
    "distance_km",
    "geometry",
)
_DAYS = ("event_date", "end_date", "time_precision", "date_basis")
_KIND = ("category", "event_type", "sub_event_type")
_SINGLE = ("origin", "destination", "actor1", "actor2", "civilian_targeting", "weapon", "weapon_count")
_CLAIMED = (
    "category",
    "event_date",
    "location",
    "actor1",
    "actor2",
    "weapon",
    "fatalities",
    "fatalities_min",
    "fatalities_max",
    "injured",
    "status",
    "claimed_by",
)
_CONTESTED = ("category", "event_date", "location", "actor1", "actor2", "weapon", "fatalities", "injured", "status")
_STATUSES = ("asserted", "claimed", "denied", "planned", "hypothetical")
_DIGITS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedEvent:
    """An event with the reports that tell it.

    ``event`` carries what most reports tell, the place of the most exact one and the casualties as a range; its id,
    article and evidence are those of the first report. ``claims`` holds what each report says, ``conflicts`` the
    columns in which they differ, with who says what, and ``links`` why they were brought together.
    """

    event: Event
    reports: tuple[Event, ...]
    claims: tuple[dict[str, Any], ...]
    conflicts: dict[str, list[dict[str, Any]]]
    links: tuple[dict[str, Any], ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Who tells it, each once, in the order of the reports."""
        return tuple(dict.fromkeys(report.source for report in self.reports if report.source))


def merge(reports: Iterable[Event], links: Iterable[Link] = (), decided: Iterable[str] = ()) -> MergedEvent:
    """Make one event of its reports.

    Parameters
    ----------
    reports
        At least one, in any order.
    links
        Why they were brought together.
    decided
        Further reasons, such as a person's decision, a line each.
    """
    told = sorted(reports, key=_standing)
    first = told[0]
    reasons = tuple(_link(link) for link in sorted(links, key=lambda one: (one.first, one.second)))
    reasons += tuple({"decided": line} for line in decided)
    claims = tuple(_claim(report) for report in told)
    if len(told) == 1:
        return MergedEvent(event=first, reports=(first,), claims=claims, conflicts={}, links=reasons)
    values = dict(_values(told))
    event = replace(first, **values, confidence=max(report.confidence for report in told))
    event = replace(event, explanation=_explanation(event, told, reasons))
    return MergedEvent(event=event, reports=tuple(told), claims=claims, conflicts=dict(_conflicts(told)), links=reasons)


def _standing(report: Event) -> tuple[bool, str, str, int, str]:
    """Order reports by date of publication; the first one stands for the event."""
    published = report.published.isoformat() if report.published else ""
    return report.published is None, published, report.article_id, report.text_start, report.event_id


def _values(told: Sequence[Event]) -> Iterator[tuple[str, Any]]:
    placed = min(told, key=lambda report: (_radius(report), *_standing(report)))
    dated = min(_of_most(told, "event_date"), key=lambda report: (report.time_precision or 9, *_standing(report)))
    of_kind = _of_most(told, "category")[0]
    for names, source in ((_PLACE, placed), (_DAYS, dated), (_KIND, of_kind)):
        yield from ((name, getattr(source, name)) for name in names)
    for name in _SINGLE:
        yield name, _most_told(told, name)
    yield from _killed(told)
    yield "injured", _agreed([report.injured for report in told])
    statuses = {report.status for report in told}
    status = next(one for one in _STATUSES if one in statuses)
    yield "status", status
    yield "claimed_by", next((r.claimed_by for r in told if r.status == status and r.claimed_by), None)


def _radius(report: Event) -> float:
    if report.latitude is None:
        return float("inf")
    return report.coordinate_uncertainty_m or 0.0


def _of_most(told: Sequence[Event], name: str) -> list[Event]:
    """Return the reports with the value that most of them tell; of equally many the first one's."""
    value = _most_told(told, name)
    return [report for report in told if getattr(report, name) == value]


def _most_told(told: Sequence[Event], name: str) -> Any:  # noqa: ANN401 - a column's value
    values = [value for report in told if (value := getattr(report, name)) is not None]
    # Counter keeps the order of the reports among equals.
    return Counter(values).most_common(1)[0][0] if values else None


def _killed(told: Sequence[Event]) -> Iterator[tuple[str, int | None]]:
    lows = [low for r in told if (low := _first_known(r.fatalities_min, r.fatalities)) is not None]
    highs = [high for r in told if (high := _first_known(r.fatalities_max, r.fatalities)) is not None]
    yield "fatalities", _agreed([report.fatalities for report in told])
    yield "fatalities_min", min(lows, default=None)
    yield "fatalities_max", max(highs, default=None)


def _first_known(*values: int | None) -> int | None:
    return next((value for value in values if value is not None), None)


def _agreed(values: Sequence[int | None]) -> int | None:
    """Return the figure that more than half of those tell who tell one; else it is unknown, within its range."""
    known = [value for value in values if value is not None]
    if not known:
        return None
    value, count = Counter(known).most_common(1)[0]
    return value if 2 * count > len(known) else None


def _claim(report: Event) -> dict[str, Any]:
    said = {name: value for name in _CLAIMED if (value := getattr(report, name)) is not None}
    if report.event_date:
        said["event_date"] = report.event_date.isoformat()
    who = {"report": report.event_id, "article_id": report.article_id, "source": report.source}
    return {**who, "published": report.published and report.published.isoformat(), **said}


def _conflicts(told: Sequence[Event]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for name in _CONTESTED:
        said: dict[Any, list[str]] = {}
        for report in told:
            value = getattr(report, name)
            if value is not None:
                said.setdefault(value, []).append(report.event_id)
        if len(said) > 1:
            yield name, [{"value": _plain(value), "reports": ids} for value, ids in said.items()]


def _plain(value: Any) -> Any:  # noqa: ANN401 - as JSON has it
    return value.isoformat() if hasattr(value, "isoformat") else value


def _link(link: Link) -> dict[str, Any]:
    features = {name: round(value, _DIGITS) for name, value in link.score.features.items()}
    return {"reports": [link.first, link.second], "score": round(link.score.value, _DIGITS), "features": features}


def _explanation(event: Event, told: Sequence[Event], reasons: Sequence[dict[str, Any]]) -> Explanation:
    others = tuple(_retelling(report) for report in told[1:])
    scores = [reason["score"] for reason in reasons if "score" in reason]
    sure = f" (least score {min(scores):.2f})" if scores else ""
    return Explanation(
        rule=f"{event.explanation.rule}; {len(told)} reports brought together{sure}",
        slots=event.explanation.slots,
        alternatives=(*event.explanation.alternatives, *others),
    )


def _retelling(report: Event) -> str:
    told = [report.category, report.location or report.location_local, report.actor1]
    figures = {"killed": _figures(report), "injured": report.injured}
    told += [f"{name} {value}" for name, value in figures.items() if value is not None]
    who = report.source or report.article_id
    day = f", {report.published}" if report.published else ""
    return f"also told by {who}{day}: {', '.join(filter(None, told))}"


def _figures(report: Event) -> str | None:
    low = _first_known(report.fatalities_min, report.fatalities)
    high = _first_known(report.fatalities_max, report.fatalities)
    if low is None and high is None:
        return None
    if low == high:
        return str(low)
    return f"{low}-{high}" if low is not None and high is not None else f"from {low}" if high is None else f"to {high}"
