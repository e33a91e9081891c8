"""Place mentions: recognised, told literal from metonym, and resolved together for each article."""

from geoevents.toponyms.find import Recognised, find_toponyms, list_candidates, recognise_toponyms, resolve_toponyms
from geoevents.toponyms.generic import resolve_generic
from geoevents.toponyms.given import take_toponyms

__all__ = [
    "Recognised",
    "find_toponyms",
    "list_candidates",
    "recognise_toponyms",
    "resolve_generic",
    "resolve_toponyms",
    "take_toponyms",
]
