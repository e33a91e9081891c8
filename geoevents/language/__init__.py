"""Text as the stages see it: folded, cut into tokens and sentences, with offsets into the original."""

from geoevents.language.clitics import Analysis, analyses
from geoevents.language.document import Document, detect_language
from geoevents.language.normalise import fold
from geoevents.language.phrases import Match, PhraseTable
from geoevents.language.tokens import fold_name

__all__ = ["Analysis", "Document", "Match", "PhraseTable", "analyses", "detect_language", "fold", "fold_name"]
