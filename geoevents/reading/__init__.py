"""Reading articles: one module a document type, and the way from what the user names to articles."""

from geoevents.reading.articles import parse_date
from geoevents.reading.documents import Document, ReadFailure, ReadingOptions
from geoevents.reading.inputs import SUFFIXES, read_document, read_inputs

__all__ = ["SUFFIXES", "Document", "ReadFailure", "ReadingOptions", "parse_date", "read_document", "read_inputs"]
