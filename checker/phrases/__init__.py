"""Phrase lists: a small pattern language, its conditions, and the index that finds the entries."""
