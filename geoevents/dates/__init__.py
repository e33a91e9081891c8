"""Time expressions, Arabic and English, to intervals of civil days."""

from geoevents.dates.find import find_times

__all__ = ["find_times"]
