"""Depth: garbled sentences and literal wording beyond any list, by proposing and comparing.

Proposers write candidates, other wordings of a span. A judge says by how much English prefers
each; what it prefers by a wide margin is a finding that carries its correction.
"""
