"""The errors that geoevents raises.

One root, :class:`GeoEventsError`; every error is also the builtin that fits it, so that
``except ValueError`` or ``except OSError`` work as a caller expects. A message is one line
that says what is wrong and what to do.
"""

from __future__ import annotations


class GeoEventsError(Exception):
    """Root of all errors raised on purpose by geoevents."""


class InputError(GeoEventsError, ValueError):
    """An article or a collection that cannot be read."""


class EncodingError(InputError):
    """Bytes that are not text in an encoding that we read."""


class DateError(GeoEventsError, ValueError):
    """A date that cannot be understood."""


class GazetteerError(GeoEventsError, ValueError):
    """A gazetteer source that is broken; names the row and the column."""


class LexiconError(GeoEventsError, ValueError):
    """A vocabulary file that is broken; names the file and the entry."""


class StageError(GeoEventsError, ValueError):
    """A stage of the user's own that is missing, fails, or gives what cannot be taken; names the stage."""


class OutputError(GeoEventsError, OSError):
    """A result that cannot be written."""


class NothingYetError(InputError):
    """A folder holds no articles, or nothing matches: some may come."""


class UnknownFormatError(GeoEventsError, ValueError):
    """A file suffix or format name that no reader or exporter serves."""


class MissingExtraError(GeoEventsError, ImportError):
    """An optional library is needed and not installed; names the extra."""


class NetworkError(GeoEventsError, OSError):
    """An address that cannot be fetched, or may not be."""
