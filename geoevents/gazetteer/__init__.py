"""Places, their names and shapes: the index, geocoding, checks and further sources.

The functions that commands call: :meth:`Gazetteer.default`, :meth:`Gazetteer.search`,
:meth:`Gazetteer.reverse`, :func:`geoevents.gazetteer.summary.summarise`,
:func:`geoevents.gazetteer.validate.validate` and those of :mod:`geoevents.gazetteer.sources`. The last
three modules are imported where they are used.
"""

from geoevents.gazetteer.gazetteer import Gazetteer, Neighbour
from geoevents.gazetteer.names import NameMatch

__all__ = ["Gazetteer", "NameMatch", "Neighbour"]
