"""Events: what happened, who did it, with what, to whom, and who says so."""

from geoevents.events.build import build_event
from geoevents.events.draft import Draft
from geoevents.events.extract import extract_events
from geoevents.events.groups import Toll
from geoevents.events.harm import Harm

__all__ = ["Draft", "Harm", "Toll", "build_event", "extract_events"]
