"""The values that the stages pass on: frozen, without behaviour, standard library only.

Offsets count Unicode code points into the article's original text, ``start`` inclusive and ``end``
exclusive. Coordinates are WGS 84 (EPSG:4326) degrees, geometries in (longitude, latitude) order,
distances in kilometres where a name ends in ``_km`` and metres where it ends in ``_m``.
Unknown is ``None``, never 0 or "".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import datetime as dt

Language = Literal["ar", "en"]
Use = Literal["literal", "metonym"]
DateBasis = Literal["explicit", "relative", "document", "unknown"]
Status = Literal["asserted", "claimed", "denied", "planned", "hypothetical"]
PublishedBasis = Literal["given", "metadata", "text", "assumed"]

HOME = "SY"
"""The country that the news is about, as ISO 3166-1 alpha-2."""

SEVERAL = "; "
"""Between the names in a column of an event that has several: actors, governorates, districts."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """A GeoJSON geometry (RFC 7946): ``coordinates`` as nested tuples of (longitude, latitude)."""

    type: str
    coordinates: tuple[Any, ...]

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        return {"type": self.type, "coordinates": self.coordinates}


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text, and what is known of where and when it was published.

    ``published_basis`` says how ``published`` was found: given by the user, read in the metadata,
    read in the text, or assumed; ``None`` with an unknown date. ``origin`` is the file (its whole path, links
    followed) or address that holds this one article and nothing else; it decides on nothing that is read.
    """

    article_id: str
    text: str
    language: Language
    title: str | None = None
    published: dt.date | None = None
    published_basis: PublishedBasis | None = None
    source: str | None = None
    url: str | None = None
    origin: str | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One row of the gazetteer.

    ``extent_m`` is the radius around the coordinates that holds the place; ``importance`` runs from
    0 to 1 (how often the news means this place when it says the name). ``admin1`` and ``admin2`` are
    English names of the governorate and the district. Feature class and code are GeoNames'.
    ``has_geometry`` tells that the gazetteer holds a line or an area for it.
    """

    place_id: str
    name: str
    name_local: str | None
    feature_class: str
    feature_code: str
    country: str
    admin1: str | None
    admin2: str | None
    latitude: float
    longitude: float
    extent_m: float
    importance: float
    has_geometry: bool = False
    source: str = "core"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a mention may mean, with its score (0-1, the mention's candidates add up to at most 1) and why."""

    place: Place
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place mention. ``place`` is ``None`` when it is not resolved.

    ``cue`` is the lexicon's key of the class word that goes with the name (``city``, ``village``,
    ``countryside``, ``governorate``, ``road`` ...) or ``None``; ``parent`` the region named with it.
    ``written`` is the name with the capitalised class word after it ("Kuweires Airport"), ``None`` without one;
    events take it up as their local name, and project files do not keep it. ``company`` are the places of the
    list that a mention stands in which is not resolved: it lies near them.
    """

    start: int
    end: int
    text: str
    use: Use
    cue: str | None
    place: Place | None
    parent: Place | None
    candidates: tuple[Candidate, ...]
    confidence: float
    reason: str
    written: str | None = field(default=None, compare=False)
    company: tuple[Place, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time expression and the days that it covers.

    ``first`` and ``last`` are inclusive days, ``None`` when open or not to be told; ``value`` and
    ``mod`` are TIMEX3's; ``basis`` tells a date that stands in the text (explicit) from one that was
    counted from the article's date (relative). ``precision`` is ACLED's: 1 day, 2 week, 3 month or coarser.
    """

    start: int
    end: int
    text: str
    first: dt.date | None
    last: dt.date | None
    precision: int | None
    basis: DateBasis
    value: str | None
    mod: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpatialPhrase:
    """Words that put something somewhere: one or more mentions and the relation to them.

    ``start`` and ``end`` span the whole phrase with its relation words. ``anchors`` are the mentions
    related to (two or more for ``between`` and roads named by their ends; where an unknown place is put beside
    a known one, the unknown one and then the known one); ``within`` the region that narrows it ("east of X in
    the countryside of Y") or a place told only to say where the anchor lies ("X, east of Y").
    ``relation`` is one of these words:
    in near north_of north_east_of east_of south_east_of south_of south_west_of west_of north_west_of
    between on_road countryside border. ``bearing_deg`` clockwise from north, ``distance_km`` as told;
    ``in`` with a bearing is that part of the place. ``edge``: at the place's rim ("the eastern outskirts of").
    """

    start: int
    end: int
    anchors: tuple[Toponym, ...]
    relation: str
    bearing_deg: float | None = None
    distance_km: float | None = None
    within: tuple[Toponym, ...] = ()
    reason: str = ""
    edge: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where a spatial phrase puts something: geometry, representative point and uncertainty.

    ``coordinate_uncertainty_m`` is Darwin Core's: the radius around (latitude, longitude) that holds
    the whole geometry. ``geo_precision`` is ACLED's: 1 town, 2 near or small area, 3 region.
    Coordinates and geometry are ``None`` for a place that the gazetteer does not know.
    """

    location: str | None
    location_local: str | None
    admin1: str | None
    admin2: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    coordinate_uncertainty_m: float | None
    geo_precision: int | None
    spatial_relation: str | None
    distance_km: float | None
    geometry: Geometry | None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why an event was read: its rule, the filler of each slot, and what else was considered.

    ``slots`` holds (slot, text as read, start, end); ``alternatives`` one line each.
    """

    rule: str
    slots: tuple[tuple[str, str, int | None, int | None], ...] = ()
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event; the attributes are the public columns, in their order.

    ACLED's and Darwin Core's words where they have one. ``explanation`` is not a column.
    """

    event_id: str
    article_id: str
    source: str | None
    source_url: str | None
    published: dt.date | None
    category: str
    event_type: str
    sub_event_type: str
    event_date: dt.date | None
    end_date: dt.date | None
    time_precision: int | None
    date_basis: DateBasis
    location: str | None
    location_local: str | None
    admin1: str | None
    admin2: str | None
    country: str | None
    latitude: float | None
    longitude: float | None
    geo_precision: int | None
    coordinate_uncertainty_m: float | None
    spatial_relation: str | None
    distance_km: float | None
    origin: str | None
    destination: str | None
    actor1: str | None
    actor2: str | None
    civilian_targeting: bool | None
    weapon: str | None
    weapon_count: int | None
    fatalities: int | None
    fatalities_min: int | None
    fatalities_max: int | None
    injured: int | None
    status: Status
    claimed_by: str | None
    trigger: str
    text_start: int
    text_end: int
    notes: str
    confidence: float
    geometry: Geometry | None
    explanation: Explanation = field(default_factory=lambda: Explanation(rule=""), compare=False)


EVENT_COLUMNS: tuple[str, ...] = tuple(
    name for name in Event.__dataclass_fields__ if name not in ("geometry", "explanation")
)
"""The event columns without the geometry, in the order of every output."""

MENTION_COLUMNS: tuple[str, ...] = (
    "article_id",
    "text",
    "text_start",
    "text_end",
    "use",
    "place",
    "place_local",
    "place_id",
    "feature_class",
    "feature_code",
    "country",
    "admin1",
    "admin2",
    "latitude",
    "longitude",
    "coordinate_uncertainty_m",
    "confidence",
    "candidates",
    "reason",
)
"""The columns of place mentions, in the order of every output."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything read in one article: the immutable core of :class:`geoevents.ArticleReading`."""

    article: Article
    toponyms: tuple[Toponym, ...]
    times: tuple[TimeExpression, ...]
    events: tuple[Event, ...]
