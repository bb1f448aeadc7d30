"""Find French left untranslated in English text, and tell the language of whole paragraphs.

    from checker.french.tagger import foreign_spans
    from checker.french.paragraphs import language_of
"""
