"""Online geocoders as a last resort: Nominatim and GeoNames through geopy, only where a caller asks for them.

Answers are kept in the cache folder, requests are spaced as the services ask, and the requests say which
program sends them.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from geoevents import __version__
from geoevents.errors import GazetteerError, NetworkError
from geoevents.model import HOME
from geoevents.resources import cache_dir

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECONDS_BETWEEN = {"nominatim": 1.0, "geonames": 1.0}
"""Nominatim's usage policy allows one request a second; GeoNames' free service counts by the hour."""
USER_AGENT = f"geoevents/{__version__} (place names in articles about Syria)"


class OnlineGeocoder:
    """One online service with a cache before it.

    Parameters
    ----------
    service
        ``nominatim`` or ``geonames``.
    username
        The account that GeoNames asks for.
    folder
        Where answers are kept; the cache folder when None.
    ask
        Called with the query instead of the service (for tests).

    Raises
    ------
    GazetteerError
        The service is unknown, or GeoNames is asked without an account.
    """

    def __init__(
        self,
        service: str = "nominatim",
        *,
        username: str | None = None,
        folder: Path | None = None,
        ask: Callable[[str], Any] | None = None,
    ) -> None:
        if service not in SECONDS_BETWEEN:
            raise GazetteerError(f"unknown online geocoder {service!r}; known are {', '.join(SECONDS_BETWEEN)}")
        if service == "geonames" and not username and ask is None:
            raise GazetteerError("GeoNames' online geocoder needs the name of your account there")
        self._service = service
        self._folder = folder or cache_dir() / "online"
        self._ask = ask or _service(service, username)

    def geocode(self, query: str) -> list[dict[str, Any]]:
        """Answers to a query: ``address``, ``latitude``, ``longitude`` and ``source`` each; the cache first.

        Raises
        ------
        NetworkError
            The service cannot be reached or refuses.
        """
        kept = self._folder / f"{self._service}-{hashlib.sha256(query.encode()).hexdigest()[:24]}.json"
        try:
            answers: list[dict[str, Any]] = json.loads(kept.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            answers = self._answers(query)
            self._folder.mkdir(parents=True, exist_ok=True)
            temporary = kept.with_suffix(".tmp")
            temporary.write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")
            temporary.replace(kept)
        return answers

    def _answers(self, query: str) -> list[dict[str, Any]]:
        from geopy.exc import GeopyError

        try:
            found = self._ask(query) or []
        except GeopyError as error:
            raise NetworkError(f"{self._service} does not answer ({error}); try again later") from error
        return [
            {"address": f.address, "latitude": f.latitude, "longitude": f.longitude, "source": self._service}
            for f in found
        ]


def _service(service: str, username: str | None) -> Callable[[str], Any]:
    from geopy.extra.rate_limiter import RateLimiter
    from geopy.geocoders import GeoNames, Nominatim

    if service == "nominatim":
        geocoder = Nominatim(user_agent=USER_AGENT)
        options: dict[str, Any] = {"exactly_one": False, "limit": 5, "country_codes": "sy", "language": "en"}
    else:
        geocoder = GeoNames(username, user_agent=USER_AGENT)
        options = {"exactly_one": False, "country": HOME}
    limited = RateLimiter(
        geocoder.geocode, min_delay_seconds=SECONDS_BETWEEN[service], max_retries=1, swallow_exceptions=False
    )

    def ask(query: str) -> Any:  # noqa: ANN401 - geopy is not typed
        return limited(query, **options)

    return ask
