"""Build checker/data/wording/shapes.txt: non-words that a machine makes of French words it does not know.

    python -m pip install wordfreq==3.1.1
    python benchmarks/build_french_shapes.py

Takes the French words of wordfreq (its `large` list; Robyn Speer and others, CC BY-SA 4.0, so the
file stays under it), drops the accents and gives them the endings that English uses for the same
suffixes (réalisateur → realisator, préciser → precised, sécuritaire → securitary). Kept is what the
English list, of some 300,000 words, does not hold in any spelling. Each line: the non-word, its French.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

OUTPUT = Path(__file__).resolve().parent.parent / "checker/data/wording/shapes.txt"
HEAD = (
    "# Non-words of French shape, with their French. Built by benchmarks/build_french_shapes.py from wordfreq's\n"
    "# French list (Robyn Speer and others, https://github.com/rspeer/wordfreq): CC BY-SA 4.0.\n"
)
COMMON = 3.2
"""French words below this zipf frequency are left out."""
ENDINGS = (
    (r"ateurs?$", ("ator", "ators")),
    (r"atrices?$", ("atrice", "atrices")),
    (r"ités?$", ("ity", "ities")),
    (r"ements?$", ("ement", "ements")),
    (r"iques?$", ("ical",)),
    (r"aires?$", ("ary", "arian")),
    (r"eu(?:x|ses?)$", ("ous", "ously")),
    (r"ismes?$", ("ism", "isms")),
    (r"istes?$", ("ist", "ists")),
    (r"iser$", ("ise", "ises", "ised", "ising", "ize", "izes", "ized", "izing")),
    (r"ifier$", ("ify", "ifies", "ified", "ifying", "ification")),
    (r"er$", ("ed", "ing", "ated", "ation")),
    (r"ir$", ("ished", "ishing")),
    (r"ances?$", ("ancy", "ancies")),
    (r"ables?$", ("ably", "ability")),
    (r"ifs?$|ives?$", ("ive", "ively")),
    (r"els?$|elles?$", ("el", "ally")),
)
LEAST = 7
"""Shorter words are names and abbreviations too often."""


def plain(word: str) -> str:
    """A word without accents."""
    return "".join(char for char in unicodedata.normalize("NFD", word.replace("œ", "oe")) if not unicodedata.combining(char))


def anglicised(word: str) -> Iterator[str]:
    """What a machine may make of a French word."""
    bare = plain(word)
    for pattern, endings in ENDINGS:
        match = re.search(pattern, bare)
        if match:
            yield from (bare[: match.start()] + ending for ending in endings)



def main() -> int:
    from wordfreq import get_frequency_dict, zipf_frequency

    english = get_frequency_dict("en", "large")
    bare = {plain(word) for word in english}
    bare |= {re.sub(r"(.)\1", r"\1", word.replace("is", "iz").replace("our", "or")) for word in bare}
    french = get_frequency_dict("fr", "large")
    found: dict[str, str] = {}
    for word in sorted(french, key=lambda w: -french[w]):
        if len(word) < 6 or not word.isalpha() or zipf_frequency(word, "fr") < COMMON or zipf_frequency(word, "en") > 2.5:
            continue
        if word.endswith(("er", "ir")) and word[:-2] + ("é" if word.endswith("er") else "i") not in french:
            continue
        for made in anglicised(word):
            key = re.sub(r"(.)\1", r"\1", made.replace("is", "iz").replace("our", "or"))
            if len(made) >= LEAST and made not in french and made not in bare and key not in bare:
                if not any(part in english for part in _bases(made)):
                    found.setdefault(made, word)
    lines = [f"{made}\t{word}\n" for made, word in sorted(found.items())]
    OUTPUT.write_text(HEAD + "".join(lines), encoding="utf-8")
    print(f"{len(lines)} shapes")
    return 0


def _bases(made: str) -> Iterator[str]:
    """The words that a regular English form would come from."""
    for ending, bases in (("ed", ("", "e")), ("ing", ("", "e")), ("ists", ("ist",)), ("isms", ("ism",)), ("ly", ("",)), ("ators", ("ator",)), ("ally", ("al",))):
        if made.endswith(ending):
            yield from (made[: -len(ending)] + base for base in bases)


if __name__ == "__main__":
    sys.exit(main())
