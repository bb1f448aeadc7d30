"""Proposers: each writes the candidates of one kind of fault, and judges none of them."""

from __future__ import annotations

from checker.depth.proposers.extra import propose_deletions, propose_single
from checker.depth.proposers.forms import propose_forms, propose_kin
from checker.depth.proposers.function import (
    propose_prepositions,
    propose_pronouns,
    propose_relatives,
)
from checker.depth.proposers.missing import propose_insertions
from checker.depth.proposers.order import propose_moves, propose_swaps

PROPOSERS = {
    "swap": propose_swaps,
    "move": propose_moves,
    "deletion": propose_deletions,
    "insertion": propose_insertions,
    "double": propose_single,
    "form": propose_forms,
    "kin": propose_kin,
    "preposition": propose_prepositions,
    "pronoun": propose_pronouns,
    "relative": propose_relatives,
}
"""By kind: the name that candidates carry."""
