"""Alignment: which sentences of two versions of an article say the same."""

from checker.align.aligner import NothingInCommon, align
from checker.align.segments import Bead, Segment, segments, segments_of_lines
from checker.align.similarity import SameLanguage, Similarity

__all__ = ["Bead", "NothingInCommon", "SameLanguage", "Segment", "Similarity", "align", "segments", "segments_of_lines"]
