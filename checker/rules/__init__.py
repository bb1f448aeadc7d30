"""The rules: one module a subject, each with its ``RULES``."""
