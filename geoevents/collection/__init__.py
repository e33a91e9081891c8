"""Collections: many articles in one project file or database, the reports of each event brought together."""

from geoevents.collection.merged import MergedEvent
from geoevents.collection.merging import Decisions, merge_collection, merge_reports

__all__ = ["Decisions", "MergedEvent", "merge_collection", "merge_reports"]
