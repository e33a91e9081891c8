"""Place mentions: recognised, told literal from metonym, and resolved together for each article."""

from geoevents.toponyms.find import find_toponyms
from geoevents.toponyms.generic import resolve_generic

__all__ = ["find_toponyms", "resolve_generic"]
