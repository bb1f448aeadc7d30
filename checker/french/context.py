"""Tell French left untranslated from French that an English writer uses on purpose.

A judgement is a confidence from 0 to 1; 0 keeps the finding silent. Silent are:

names       of people, places, bodies and works: checker/french/names.py
quotations  French that fills its quotation marks, if shorter than QUOTED words or with a gloss
            near; longer and without gloss it is a hint (UNGLOSSED)
glosses     French followed by its English, or announced ("French for", "known as", "or"), and
            round brackets with a French noun phrase after its English: police custody (garde à vue)
dishes      noun phrases that begin as dishes do: oeufs en meurette
addresses   anything in a chunk that looks like a web or mail address, a path or a hashtag
"""

from __future__ import annotations

import re
from functools import cache

from checker.french import table
from checker.french.loanwords import begins_dish
from checker.french.names import (
    PLACES,
    goes_on_name,
    has_clause,
    is_name,
    is_shared_name,
)
from checker.french.tokens import Token, tokenize

COMMON = 2.0
"""Log-odds from which a word is reported between two English ones though English has it too."""
ENGLISH_TOO = frozenset(
    "ai avant dire fut liens mien mite pendant portent pour rend sera sere tort tout un verge".split()
)
"""English words that are far commoner in French."""
BEFORE_NAMES = frozenset("et le la les à en avec dans".split())
"""Small words that are left over before English names."""
GLOSSED = 6
"""A gloss excuses French outside quotation marks below this number of words."""
QUOTED = 4
"""French in quotation marks is a hint from this number of words."""
UNGLOSSED = 0.4
"""Confidence of a French quotation without gloss."""

ADDRESS = re.compile(r"://|www\.|@|^#|/.*/|\w\.(?:com|fr|org|net|eu|be|ch|ca|info)\b|_")
OPEN = re.compile(r"(?:[“«„*_]|(?<!\w)[\"‘'])(?=[^“”«»\"*_]*$)")
CLOSE = re.compile(r"[”»\"*_]|(?<=\w)[’'](?!\w)|(?<=[.,!?…])[’']")
APPOSITION = re.compile(r",\s(?:an?|or|i\.e\.)\s")
"""What follows a French noun phrase that the sentence explains: entreprise à mission, a status …"""
EXPLAINED = re.compile(r",\s(?:an?|the|or)\s")
"""What follows a French noun after “the” that the sentence explains: the forêt, the tangle of beams …"""
GLOSS_AFTER = r"""[”»"'’)]*,[”»"']?\sor\s | [\s.,!?…”»"'’*_)\]–—-]*(?:
        \([^)]*\b(?:[Tt]he|[Oo]f|[Aa]nd|[Ii]n|[Tt]o|is|[Ff]or|[Ww]ith|19\d\d|20\d\d|i\.e\.|literally|French)\b
      | \((?:[Aa]n?|[Mm]y|[Ii])\s
      | \(\s*[“"‘'*]
      | or\s(?:the\s|an?\s|[“"‘'])
      | (?:i\.e\.|that\sis,|meaning|literally|roughly|translated|translates)(?!\w)
      | (?:which|as)\s(?:means|meant|translates|roughly|it\sis)\b
      | (?:means|meant|translates)\b
      | (?:is|was|being)\s(?:the\s)?French\b
      | (?:[–—=]\s?(?:the|an?)|,\s?in\sEnglish)\s
    )"""
GLOSS_BEFORE = r"""(?:
        \b(?:known\sas|referred\sto\sas|dubbed|called|nicknamed|named|termed|titled|entitled|so-called
          |baptised|christened|labelled|spelt|spelled|the\sterm|the\sword|the\sphrase|the\sexpression
          |the\smotto|the\sslogan|the\ssaying|the\sproverb|a\sword|a\sterm|a\sphrase
          |in\sFrench|French\s(?:word|term|phrase|expression|name|title|original|motto|slogan)
          |from\sthe\sFrench|French\sfor|the\sFrench\s(?:call|say))\b
          (?:\s(?:as|by|it|this|them|the|a|an|what|is|was))*\s?:?,?
      | French\s?:\s?
      | (?:[,(–—]|\bor\b)\s?(?:or|i\.e\.|aka|alias)\s(?:the\s|a\s|an\s)?
    )[\s“«"‘'*_(]*$"""


@cache
def _gloss_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of a gloss after and before, compiled when first needed."""
    return re.compile(GLOSS_AFTER, re.VERBOSE), re.compile(GLOSS_BEFORE, re.VERBOSE | re.IGNORECASE)


def count_words(tokens: list[Token]) -> int:
    """Return the number of words; what hyphens or elisions join counts as one."""
    return sum(token.is_word and not token.joined for token in tokens)


def judge_run(text: str, tokens: list[Token], first: int, last: int) -> float:
    """Return the confidence that the French run tokens[first:last] was left untranslated."""
    run = tokens[first:last]
    if not any(t.form == "lower" and t.score >= 1 for t in run):
        return 0.0
    texts = [t.text for t in run if t.is_word]
    if texts == ["à", "la"] or len(set(texts)) < 2:
        return 0.0
    if _in_address(text, run) or is_name(text, tokens, first, last):
        return 0.0
    words = count_words(run)
    if words < GLOSSED and begins_dish(texts[0].lower()) and not has_clause(run):
        return 0.0
    glossed = has_gloss(text, run[0].start, run[-1].end)
    quoted = is_quoted(text, run[0].start, run[-1].end)
    if glossed and (quoted or words < GLOSSED):
        return 0.0
    if words < GLOSSED and not has_clause(run) and APPOSITION.match(text, run[-1].end):
        return 0.0
    if quoted:
        title = run[0].form == "first" and not has_clause(run[1:])
        return UNGLOSSED if words >= QUOTED and not title else 0.0
    return round(min(0.98, 0.6 + 0.1 * min(words, 4) + (0.05 if has_clause(run) else 0.0)), 2)


def judge_word(text: str, tokens: list[Token], index: int) -> float:
    """Return the confidence that the single French word tokens[index] was left untranslated."""
    token = tokens[index]
    if token.form == "first" and token.text not in table.OPENERS:
        return 0.0
    strict = token.text in table.strict() or table.is_unknown_french(token.text)
    if _before_english_name(tokens, index):
        return 0.0 if is_quoted(text, token.start, token.end) else 0.55
    if not strict and not _stands_out(tokens, index):
        return 0.0
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if before and (before.form == "caps" or is_shared_name(before)) or goes_on_name(tokens, index):
        return 0.0
    if after and after.form in ("name", "caps", "number") and token.text in PLACES:
        return 0.0
    if after and after.form in ("name", "caps") and after.joined:
        return 0.0
    if _in_english_compound(tokens, index) or (before and before.borrowed):
        return 0.0
    if _in_address(text, [token]) or is_quoted(text, token.start, token.end):
        return 0.0
    if has_gloss(text, token.start, token.end) or (before and before.text == "the" and EXPLAINED.match(text, token.end)):
        return 0.0
    return round(min(0.85, 0.45 + 0.1 * token.score), 2) if strict else 0.55


def _before_english_name(tokens: list[Token], index: int) -> bool:
    """Tell whether a small word stands before a name that only English has: le Washington Examiner.

    An “et” must have a name of two words beside it, for works are called Harold et Maude.
    """
    token = tokens[index]
    if token.text not in BEFORE_NAMES or token.form != "lower" or token.joined or index + 1 == len(tokens):
        return False
    after = tokens[index + 1]
    if after.form != "name" or after.joined or not (_is_english_name(after) or token.text == "à" and table.odds(after.text) <= 0):
        return False
    before = tokens[index - 1] if index else None
    named = before is not None and _is_english_name(before)
    if before and not named and token.text != "à" and not (before.form == "lower" and before.score <= -0.3):
        return False
    if token.text != "et":
        return True
    if named and before and max(table.odds(before.text), table.odds(after.text)) <= -0.4:
        return True
    beside = [tokens[i] for i in (index - 2 if named else -1, index + 2) if 0 <= i < len(tokens)]
    return any(other.form == "name" for other in beside)


def _is_english_name(token: Token) -> bool:
    """Tell whether a capitalised word is commoner in English."""
    return token.form == "name" and token.text not in ("liga", "roja") and table.odds(token.text) <= -0.25


def _in_english_compound(tokens: list[Token], index: int) -> bool:
    """Tell whether a hyphen ties the word to an English one."""
    first = index > 1 and tokens[index].joined and tokens[index - 1].text == "-"
    last = index + 2 < len(tokens) and tokens[index + 2].joined and tokens[index + 1].text == "-"
    return (first and tokens[index - 2].score < 0) or (last and tokens[index + 2].score < 0)


def _stands_out(tokens: list[Token], index: int) -> bool:
    """Tell whether a common French word stands between two English words, the first a name or not."""
    if not 0 < index < len(tokens) - 1 or tokens[index].text in ENGLISH_TOO:
        return False
    before, after = tokens[index - 1], tokens[index + 1]
    return (
        tokens[index].score >= COMMON
        and not tokens[index].joined
        and not after.joined
        and after.form == "lower"
        and after.score <= -0.3
        and (before.form == "lower" and before.score <= -0.3 or before.form == "name" and table.odds(before.text) <= 0)
    )


def judge_bracket(tokens: list[Token]) -> float | None:
    """Return the confidence for a bracket, its own two marks included, or None if it is not French.

    0 means French, but the kind that a writer adds to the English for information.
    """
    inner = tokens[1:-1]
    french = sum(t.score >= 0.7 and t.form != "name" for t in inner)
    english = sum(t.score <= -0.7 for t in inner if t.is_word)
    total = sum(t.score for t in inner if t.is_word)
    if not french or french < 2 * english or total < 2.0:
        return None
    if not any(t.form == "lower" and t.score >= 1 for t in inner):
        return None
    if tokens[0].text == "[":
        return 0.9
    words = [t for t in inner if t.is_word]
    if words[0].form != "lower" or not has_clause(words):
        return 0.0
    return 0.8 if len(words) > 1 else 0.0


def _in_address(text: str, run: list[Token]) -> bool:
    """Tell whether the run begins or ends in a web or mail address, a path or a hashtag."""
    near, far = max(0, run[0].start - 100), run[-1].end + 100
    start = max(near, text.rfind(" ", near, run[0].start) + 1)
    end = text.find(" ", run[-1].end, far)
    return bool(ADDRESS.search(text[start : end if end >= 0 else far]))


def has_gloss(text: str, start: int, end: int) -> bool:
    """Tell whether English stands in for the French of text[start:end] right before or after."""
    after, before = _gloss_patterns()
    return bool(after.match(text, end, end + 120) or before.search(text, max(0, start - 60), start))


def is_quoted(text: str, start: int, end: int) -> bool:
    """Tell whether quotation marks or emphasis hold text[start:end] and hardly anything English."""
    opened = OPEN.search(text, max(0, start - 80), start)
    closed = CLOSE.search(text, end, end + 80)
    if not opened or not closed:
        return False
    around = [*tokenize(text, opened.end(), start), *tokenize(text, end, closed.start())]
    return not any(t.is_word and t.score <= -0.7 for t in around)


