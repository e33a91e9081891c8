"""Space in words: phrases such as "15 km south-east of X", and where they put something."""

from geoevents.relations.phrases import find_phrases

__all__ = ["find_phrases"]
