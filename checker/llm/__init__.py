"""The second reader: a language model behind an OpenAI-compatible address, asked for error spans.

Optional, off by default, and never imported by a run that does not ask for it. Text leaves the
machine here and nowhere else.
"""
