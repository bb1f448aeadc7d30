"""Findings written back into Word documents: as comments, and fixes as tracked changes.

``annotate`` is all that others need; it wants python-docx (the extra ``docx``).
"""

from __future__ import annotations

from checker.word.annotate import Annotated, annotate
from checker.word.package import is_untouched

__all__ = ["Annotated", "annotate", "is_untouched"]
