"""Build the French/English word table that checker/french/table.py reads.

The frequencies come from the PyPI package wordfreq 3.1.1 (its `large` lists for English and
French), a development-only dependency:

    python -m pip install wordfreq
    python benchmarks/build_french_table.py            # writes checker/data/french/words.bin
    python benchmarks/build_french_table.py --check    # exits 1 if the file would change

wordfreq's data are published under CC BY-SA 4.0 (Robyn Speer and others, "rspeer/wordfreq",
https://github.com/rspeer/wordfreq). The table is derived from them, so it stays under
CC BY-SA 4.0: name the source wherever the file is passed on.

One figure is kept for each word: its log-odds, zipf_fr - zipf_en, that is the base-10 logarithm
of how many times more frequent the word is in French than in English. A word absent from a list
counts as zipf 1.0 there, the floor of the lists.

File layout (all integers little-endian, unsigned 32 bits):

    4 bytes   b"FRW1"
    3 times   number of words, bytes of packed words, bytes of packed scores
    3 times   packed words (UTF-8, sorted, newline-separated), packed scores (one byte a word)

Packed means zlib, level 9. A score byte b stands for (b - 128) / 32, so from -4 to +3.97.
The sections, in this order:

    strict   French words telling enough to be reported alone
    anchor   other words of log-odds >= ANCHOR: any French run holds a strict or an anchor word
    rest     the other words, needed only to score the surroundings of those

Output is deterministic for one version of wordfreq and of zlib.
"""

from __future__ import annotations

import argparse
import math
import re
import struct
import sys
import zlib
from collections.abc import Iterable
from pathlib import Path

OUTPUT = Path(__file__).resolve().parent.parent / "checker" / "data" / "french" / "words.bin"
MAGIC = b"FRW1"
SCALE, ZERO = 32, 128

FLOOR = 1.0
"""Zipf frequency given to a word that a list does not hold."""
KEEP = 2.0
"""Words below this zipf frequency in both languages are left out."""
KEEP_REST = 2.5
"""The same for words that can neither be reported alone nor be the core of a run."""
ANCHOR = 1.5
"""Log-odds from which a word may be the core of a French run."""
NEUTRAL = 0.25
"""Words of smaller absolute log-odds are left out: an unknown word scores 0 anyway."""

WORD = re.compile(r"[a-zàâäáãåçéèêëíìîïñóòôöõúùûüÿœæß]+(?:'[a-zàâéèêëîïôûœ]+)?")
ACCENT = re.compile(r"[àâçéèêëîïôùûœ]")
COGNATE = re.compile(
    r"(?:[stx]ion|ment|able|ible|[ae]nce|tude|al|age|[ae]nt|ine|ive|us|um|ure|ate|ite|ism|ist"
    r"|er|or|in|on|et|el)s?$"
)
"""Endings French shares with English words: such a word may be rare English."""
HOMOGRAPHS = frozenset(
    """tout rend mien mite sera dire fut mare fore pique tort lent dent ours pore tome moue lade lame
    viol viols vies menaces artifices homologue homologues gramme grammes ampoule ampoules banquette
    lunette demoiselle demoiselles fiche puce puces pastorale corrida comptoir cagoule bascule adjoint
    conjoint perdu abri mise amie donne brune boule boules trappe idem munis panne lave fronde selle gars
    clef clefs viole galaxie moyen parisienne cordes serge pince colonie quarte carbone arabes
    sire tire sale sage rate rage mince pose ride rude rune dame cape cave chat chose coin comment
    dot four gale main mince pain pin plus pour sort sort tapes verge verve lit lie laid""".split()
)
"""Rare English words that French also has as common ones: never reported alone."""


def zipf_frequencies(language: str) -> dict[str, float]:
    """Return word -> zipf frequency (base-10 logarithm of occurrences per thousand million)."""
    from wordfreq import get_frequency_dict

    return {w: math.log10(f) + 9 for w, f in get_frequency_dict(language, "large").items()}


def is_strict(word: str, french: float, english: float) -> bool:
    """Tell whether `word`, in lower case, is French by itself, whatever stands around it."""
    odds = french - english
    if french < 2.5 or len(word) < 3 or "'" in word or word in HOMOGRAPHS:
        return False
    if ACCENT.search(word):
        return odds >= (1.5 if len(word) > 4 else 2.5)
    if COGNATE.search(word):
        return odds >= (2.0 if english <= FLOOR else 3.0)
    return english <= 3.2 and odds >= 1.5 + max(0.0, english - 2.0)


def sections(
    english: dict[str, float], french: dict[str, float]
) -> tuple[dict[str, float], dict[str, float], dict[str, float]]:
    """Return the words of the three sections with their log-odds."""
    strict: dict[str, float] = {}
    anchor: dict[str, float] = {}
    rest: dict[str, float] = {}
    for word in english.keys() | french.keys():
        en, fr = english.get(word, FLOOR), french.get(word, FLOOR)
        odds = fr - en
        if max(en, fr) < KEEP or abs(odds) < NEUTRAL or not WORD.fullmatch(word):
            continue
        if "'" in word and odds < ANCHOR:
            continue
        if is_strict(word, fr, en):
            strict[word] = odds
        elif odds >= ANCHOR:
            anchor[word] = odds
        elif max(en, fr) >= KEEP_REST:
            rest[word] = odds
    return strict, anchor, rest


def pack(parts: Iterable[dict[str, float]]) -> bytes:
    """Return the content of the table file for the given sections."""
    header, body = MAGIC, b""
    for part in parts:
        words = sorted(part)
        scores = bytes(min(255, max(0, round(part[w] * SCALE) + ZERO)) for w in words)
        packed = [zlib.compress("\n".join(words).encode(), 9), zlib.compress(scores, 9)]
        header += struct.pack("<III", len(words), len(packed[0]), len(packed[1]))
        body += b"".join(packed)
    return header + body


def main() -> int:
    """Write the table, or with --check compare it with the one that is there."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 on a change")
    options = parser.parse_args()
    parts = sections(zipf_frequencies("en"), zipf_frequencies("fr"))
    data = pack(parts)
    sizes = ", ".join(f"{len(p):,} {n}" for p, n in zip(parts, ("strict", "anchor", "rest")))
    print(f"{sizes} words; {len(data):,} bytes")
    if options.check:
        return int(not options.output.exists() or options.output.read_bytes() != data)
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
