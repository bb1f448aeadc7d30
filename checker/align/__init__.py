"""Alignment: which sentences of two versions of an article say the same."""

from checker.align.aligner import NothingInCommon, align
from checker.align.embeddings import Embeddings
from checker.align.lexical import AcrossLanguages
from checker.align.segments import Bead, Segment, segments, segments_of_lines
from checker.align.similarity import SameLanguage, Similarity

__all__ = [
    "AcrossLanguages",
    "Bead",
    "Embeddings",
    "NothingInCommon",
    "SameLanguage",
    "Segment",
    "Similarity",
    "align",
    "segments",
    "segments_of_lines",
]
