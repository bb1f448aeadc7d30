"""Words of two English sentences compared: what one has and the other lacks."""

from __future__ import annotations

import re
from typing import NamedTuple

from checker.folding import fold

_WORD = re.compile(r"[^\W_]+(?:[.,:’'\-][^\W_]+)*%?")


class Word(NamedTuple):
    """A word, as written and folded, and its offset in its text."""

    text: str
    folded: str
    start: int

    @property
    def end(self) -> int:
        """End of the word, exclusive."""
        return self.start + len(self.text)


def words(text: str) -> list[Word]:
    """The words of a text."""
    return [Word(match[0], fold(match[0]), match.start()) for match in _WORD.finditer(text)]


def stem(folded: str) -> str:
    """A folded word without possessive and plural ending."""
    folded = re.sub(r"'s?$", "", folded)
    return folded[:-1] if len(folded) > 3 and folded.endswith("s") else folded


def side_by_side(hypothesis: str, reference: str) -> str:
    """Both sentences, with ``[…]`` around the words that the other lacks."""
    import difflib

    left, right = words(hypothesis), words(reference)
    matcher = difflib.SequenceMatcher(None, [w.folded for w in left], [w.folded for w in right], autojunk=False)
    first: list[str] = []
    second: list[str] = []
    for operation, a, b, c, d in matcher.get_opcodes():
        same = operation == "equal"
        for found, side, start, end, text in ((first, left, a, b, hypothesis), (second, right, c, d, reference)):
            if end > start:
                piece = text[side[start].start : side[end - 1].end]
                found.append(piece if same else f"[{piece}]")
    return f"“{' '.join(first)}” beside “{' '.join(second)}”"


def coverage(text: str, others: str) -> float:
    """The share of a text's longer words that occur in another text."""
    keys = {stem(word.folded)[:6] for word in words(text) if len(word.folded) > 3 or word.text[0].isdigit()}
    known = {stem(word.folded)[:6] for word in words(others)}
    return len(keys & known) / len(keys) if keys else 1.0


def bases(folded: str) -> list[str]:
    """The words of which a folded word may be a regular form, itself first."""
    found = [folded]
    for ending, left in (("'s", ""), ("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")):
        if folded.endswith(ending) and len(folded) > len(ending) + 2:
            found.append(folded[: -len(ending)] + left)
    return found


def telling(text: str) -> set[str]:
    """The numbers and names of a text: words that stand in few other sentences."""
    return {stem(word.folded) for word in words(text) if word.text[0].isdigit() or (word.text[0].isupper() and word.start)}


def has_words(text: str, phrase: str) -> bool:
    """Whether a text has the words of a phrase in a row, in regular forms of theirs."""
    wanted = phrase.split()
    found = [bases(word.folded) for word in words(text)]
    return any(all(want in have for want, have in zip(wanted, found[at:])) for at in range(len(found) - len(wanted) + 1))
