"""Words of the two languages brought to one form: spelling, transliteration, inflection."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

WORD = re.compile(r"[^\W_]+")

_SPELLING: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"[auo]e(?=[bcdfglmnrstz])", lambda m: m[0][0]),
        (r"sch|tch|tsch|ch|sh|cz|č|š", "c"),
        (r"zh|dj|j|y|ï", "i"),
        (r"kh|qu|q|ck|c(?=[aouklrtnm]|$)", "k"),
        (r"ph|ff", "f"),
        (r"ou|oo|w(?=[aeiou])|v|w", "u"),
        (r"ts|tz", "z"),
        (r"gu(?=[ei])|gh", "g"),
        (r"x", "ks"),
        (r"ie(?=[^r])", "e"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[iuo])ne$", "n"),
        (r"e$|h$|s$", ""),
    )
)
"""French and English spell the sounds of other alphabets and their own so that these fall together."""


@cache
def plain(word: str) -> str:
    """Lower case without accents, ligatures and the possessive ’s."""
    word = re.sub(r"[’']s?$", "", word.lower().replace("’", "'").replace("œ", "oe").replace("æ", "ae"))
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))


@cache
def sound(word: str) -> str:
    """A key that the two languages’ spellings of a name share: Tchouvilyaïev, Chuvilyayev."""
    key = plain(word)
    for pattern, written in _SPELLING:
        key = pattern.sub(written, key)
    return key


@cache
def cognate(first: str, second: str) -> bool:
    """Whether two plain words may be one word in two languages: macedonien, macedonian."""
    if first == second:
        return True
    length = min(len(first), len(second))
    if length < 4:
        return False
    common = next((at for at in range(length) if first[at] != second[at]), length)
    return common >= max(4, 0.6 * length)


_ENDINGS = tuple(
    sorted(
        """s x e es ee ees er ez ent ons ait aient ais aise aises ois oise oises ant ants ante antes a ai as ont era erait eront eraient erons
        i ie is ies it ir issent issait issant iront irait u ue us ues eur eurs euse euses trice trices
        al ale ales aux if ive ifs ives el elle els elles ien ienne iens iennes""".split(),
        key=len,
        reverse=True,
    )
)
LEAST_STEM = 3


@cache
def stem(word: str) -> str:
    """A French word without its inflection: two forms of one word share a stem, unless irregular.

    It cuts one ending at most, so it parts what a Snowball stem would lump together
    (« actuellement » is not « actuel »), as a table of expressions needs.
    """
    word = plain(word)
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= LEAST_STEM:
            word = word[: -len(ending)]
            break
    return re.sub(r"(.)\1$", r"\1", re.sub(r"[eiy]$", "", word)) if len(word) > LEAST_STEM else word


def stems(text: str) -> list[str]:
    """The stems of the words of a French text, elided words apart."""
    return [stem(word) for word in WORD.findall(text)]
