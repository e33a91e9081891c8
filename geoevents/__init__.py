"""geoevents: from an article, Arabic or English, to dated events on a map of Syria."""

__version__ = "0.1.0"
