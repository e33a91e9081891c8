"""Dates as they stand in options and metadata."""

from __future__ import annotations

import datetime as dt
import re

from geoevents.errors import DateError

_EARLIEST_YEAR = 1800
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})$")


def parse_date(value: str | dt.date) -> dt.date:
    """Read a date as it stands in options and metadata: ISO 8601, with or without time, or a mail's and feed's form.

    Raises
    ------
    DateError
        The date cannot be read, or could be read in two ways.
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = value.strip()
    try:
        date = _from_text(text)
    except (ValueError, TypeError, IndexError) as error:
        raise DateError(f"{text[:40]!r} is not a date: write it as YYYY-MM-DD") from error
    if date.year < _EARLIEST_YEAR:
        raise DateError(f"{text[:40]!r} lies too far back for a date of publication")
    return date


def _from_text(text: str) -> dt.date:
    match = _ISO.match(text) or _COMPACT.match(text)
    if match:
        return dt.date(*map(int, match.groups()))
    # Imported here: mail's dates are rare, and the module takes longer to load than the rest of the reading.
    from email.utils import parsedate_to_datetime

    return parsedate_to_datetime(text).date()
