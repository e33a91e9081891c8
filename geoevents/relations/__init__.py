"""Space in words: phrases such as "15 km south-east of X", and where they put something."""

from geoevents.relations.locate import locate, movement
from geoevents.relations.phrases import find_phrases
from geoevents.relations.several import locate_all

__all__ = ["find_phrases", "locate", "locate_all", "movement"]
