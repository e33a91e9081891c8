"""The vocabulary in data/lexicon: loading, inflection, numbers in words, checks."""

from geoevents.lexicon.loader import Entry, Topic, languages, topic

__all__ = ["Entry", "Topic", "languages", "topic"]
