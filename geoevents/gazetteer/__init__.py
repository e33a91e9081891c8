"""Places, their names and shapes: the index, geocoding, checks and further sources."""

from geoevents.gazetteer.gazetteer import Gazetteer, Neighbour
from geoevents.gazetteer.names import NameMatch

__all__ = ["Gazetteer", "NameMatch", "Neighbour"]
