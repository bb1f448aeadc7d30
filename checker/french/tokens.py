"""Tokens of a stretch of text, each with its score for French against English.

Words are taken apart at hyphens and elisions (l', d', qu' …), so porte-parole is two tokens; the
second one is marked `joined`. Offsets are code points, 0-based, end exclusive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.french import loanwords, table

TOKEN = re.compile(
    r"(?P<elision>(?<![\w'’])(?:[dljcmnst]|qu|lorsqu|puisqu|quoiqu|jusqu|quelqu|presqu)['’]"
    r"(?=[^\W\d_])(?!(?:mon|you|er|mores?|tis|twas|all|know)\b))"
    r"|(?P<whole>(?<![^\W_])(?:aujourd['’]hui|prud['’]hom\w+|entr['’]\w+))"
    r"|(?P<english>[^\W\d_]+(?:['’](?:s|t|re|ve|ll|d|m)(?![\w'’])|(?<=s)['’](?=\s)))"
    r"|(?P<word>[^\W\d_]+)|(?P<number>\d[\d.,]*[^\W\d_]*)|(?P<mark>[^\w\s]|_)",
    re.IGNORECASE,
)
ENGLISH_FORM = -2.0
"""Score of an English contraction or genitive: don't, he'd, minister's."""
ONLY_ENGLISH = 2.0
"""What is taken off words that French never has (the, of, and): no run leads over them."""
ELISION = 2.0
"""Score of an elided word."""
FRENCH_SHORT = frozenset({"a", "à", "y", "ô"})
"""The words of one letter; any other single letter counts 0."""
NAME_FLOOR = -1.0
"""The lowest score of a capitalised word inside a sentence: English names occur in French text."""
LOANWORD_CAP = 0.5
"""The highest score of a one-word entry of the loanword list, small words aside."""
EXPRESSION_CAP = 0.3
"""The highest score of each word of an entry of several words."""
COMPOUND = 0.3
"""What a hyphen between two French words adds: porte-parole."""
SMALL = frozenset("sans sous par chez pour nous encore entre tout mais".split())
"""Loanwords that are small words in French: they count in full within a run."""
FRENCH_NAMES = frozenset(
    """mme mlle russie allemagne angleterre espagne italie chine japon suisse belgique grèce turquie
    syrie suède norvège finlande pologne hongrie roumanie bulgarie autriche irlande écosse égypte
    maroc tunisie libye liban arabie inde brésil mexique colombie californie floride géorgie corée
    indonésie australie biélorussie moscou londres bruxelles genève varsovie pékin européenne
    afrique amérique asie méditerranée américain américaine américains américaines européens européennes
    allemand allemande allemands allemandes britanniques italien italienne italiens italiennes espagnol
    espagnole espagnols espagnoles ukrainien ukrainienne ukrainiens ukrainiennes russes chinois chinoise
    chinoises japonais japonaise japonaises israélien israélienne israéliens israéliennes palestinien
    palestinienne palestiniens palestiniennes algérien algérienne algériens algériennes marocain marocaine
    marocains marocaines tunisiens tunisiennes syriens syriennes canadien canadienne canadiens canadiennes
    australien australienne australiens suisses belges polonais polonaise néerlandais néerlandaise""".split()
)
"""Capitalised words that only French writes so."""
FRENCH_NAME = 1.5
"""Score of one of them."""
OPENING = frozenset("il ils je plusieurs toutes nos vos ces cette leurs".split())
"""Small words that hardly begin an English name."""
IMPERATIVE = 2.5
"""Log-odds from which a capitalised word in -ez is a verb, not a Spanish name: Mettez, Préparez."""
FRENCH_OPENING = 1.0
"""Score of either with a capital inside a sentence."""
BEFORE_HAS = frozenset("il elle on qui n' y l'".split())
"""Words after which “a” is French."""
HAS = 1.5
"""Its score there."""
MARKS = {",": -0.3, ";": -0.7, ":": -0.5, ".": -1.5, "!": -1.5, "?": -1.5, "…": -1.0, "|": -2.0}
MARKS |= dict.fromkeys('"“”«»()[]', -1.5) | dict.fromkeys("–—/", -0.5)
SENTENCE_START = re.compile(r"(?:^|[.!?:…•|]|\s[–—]|^[–—>*-])[\s\"“”«»‘'(\[]*$|[\"“«‘(\[]\s?$")
PARTICLES = frozenset("de du des d' la le les l' et en sur sous au aux à lès lez dit von y".split())
"""The small words that names are made with: Villeroy de Galhau, Caisse des Dépôts."""


@dataclass(slots=True)
class Token:
    """One word, number or punctuation mark.

    `text` is in lower case with straight apostrophes. `form` is one of: lower, name (capitalised
    inside a sentence), first (capitalised at the start of one), caps, english, number, mark.
    `borrowed` marks the words of adopted expressions.
    """

    start: int
    end: int
    text: str
    form: str
    joined: bool
    score: float = 0.0
    borrowed: bool = False

    @property
    def is_word(self) -> bool:
        """Whether the token has letters."""
        return self.form not in ("number", "mark")


def starts_sentence(text: str, start: int) -> bool:
    """Tell whether a word at offset `start` of `text` opens a sentence, a quotation or a bracket."""
    return bool(SENTENCE_START.search(text, max(0, start - 8), start)) if start else True


def _form(text: str, match: re.Match[str]) -> str:
    """Return the form of the token that `match` found in `text`."""
    kind = match.lastgroup or "mark"
    word = match.group()
    if kind in ("number", "mark", "english"):
        return kind
    if word == "I":
        return "english"
    if word[0].islower():
        return "lower"
    if word.isupper() and len(word) > 1 and kind == "word":
        return "caps"
    return "first" if starts_sentence(text, match.start()) else "name"


def _score(token: Token) -> float:
    """Return the log-odds of a token by itself."""
    if token.form == "mark":
        return MARKS.get(token.text, 0.0)
    if token.form in ("number", "caps"):
        return 0.0
    if token.form == "english":
        return ENGLISH_FORM
    word = token.text
    if word[-1] == "'":
        return 0.0 if token.form == "name" else ELISION
    value = table.odds(word) if len(word) > 1 or word in FRENCH_SHORT else 0.0
    if token.form == "name":
        if word in OPENING or (word.endswith("ez") and value >= IMPERATIVE):
            return min(FRENCH_OPENING, value)
        return FRENCH_NAME if word in FRENCH_NAMES else max(NAME_FLOOR, min(0.0, value))
    if value > LOANWORD_CAP and word not in SMALL and _is_loanword(word):
        return LOANWORD_CAP
    return value - ONLY_ENGLISH if value <= -2 else value


def _is_loanword(word: str) -> bool:
    """Tell whether a word is in the list by itself; most French words are known not to be."""
    return word not in table.anchors() and loanwords.is_loanword(word)


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """Return the scored tokens of text[start:end]; both ends must be word boundaries."""
    tokens: list[Token] = []
    for match in TOKEN.finditer(text, start, end):
        at = match.start()
        joined = at > start and text[at - 1] in "-‐‑'’" and text[at - 2 : at - 1].isalpha()
        word = match.group().lower().replace("’", "'")
        token = Token(at, match.end(), word, _form(text, match), joined)
        token.score = 0.0 if text[at - 1 : at] == "\u00ad" else _score(token)
        tokens.append(token)
    _neutralise(tokens)
    return tokens


def _neutralise(tokens: list[Token]) -> None:
    """Cap the words of adopted expressions, set to 0 the small words inside compound names."""
    words = [token for token in tokens if token.is_word]
    for token, after in zip(words, words[1:]):
        if after.joined and after.start == token.end + 1 and min(token.score, after.score) > 0.4:
            after.score += COMPOUND
        if after.text == "a" and after.form == "lower" and token.text in BEFORE_HAS:
            after.score = HAS
    for index in loanwords.covered([token.text.strip("'") for token in words]):
        words[index].score = min(EXPRESSION_CAP, words[index].score)
        words[index].borrowed = True
    for index, token in enumerate(tokens):
        if token.joined and token.form == "lower" and tokens[index - 1].text == "-":
            head = index
            while head and (tokens[head].joined or tokens[head].text == "-"):
                head -= 1
            if tokens[head].form in ("name", "first", "caps"):
                token.score = min(0.0, token.score)
