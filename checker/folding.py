"""Folding: what two spellings of a word have in common."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """Lower case, without accents, quotation marks and apostrophes as ASCII has them."""
    text = text.replace("’", "'").replace("‘", "'").replace("œ", "oe").replace("æ", "ae")
    return "".join(char for char in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(char))
