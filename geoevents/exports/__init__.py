"""Writing events and place mentions to files: one module a format."""

from geoevents.exports.write import (
    EVENT_FORMATS,
    MENTION_FORMATS,
    export_events,
    export_mentions,
    format_of,
    stream_events,
    stream_mentions,
)

__all__ = [
    "EVENT_FORMATS",
    "MENTION_FORMATS",
    "export_events",
    "export_mentions",
    "format_of",
    "stream_events",
    "stream_mentions",
]
