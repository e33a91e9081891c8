"""Reading articles: one module a document type, and the way from what the user names to articles."""

from geoevents.reading.articles import to_article
from geoevents.reading.dates import parse_date
from geoevents.reading.documents import Document, Draft, ReadFailure, ReadingOptions
from geoevents.reading.inputs import SUFFIXES, read_document, read_inputs
from geoevents.reading.records import draft_of

__all__ = [
    "SUFFIXES",
    "Document",
    "Draft",
    "ReadFailure",
    "ReadingOptions",
    "draft_of",
    "parse_date",
    "read_document",
    "read_inputs",
    "to_article",
]
