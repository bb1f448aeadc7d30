"""The slow half of the tagger: what to report around the French-only words of a paragraph.

A two-state (English, French) Viterbi search over word log-odds marks the runs of French; single
words need the stricter test of the table; brackets are judged as a whole. The verdicts, and the
French that is there on purpose, are the business of checker/french/context.py.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left

from checker.french import context, table
from checker.french.tagger import ForeignSpan
from checker.french.tokens import PARTICLES, Token, tokenize

BRACKET = re.compile(r"\[[^\[\]]{2,300}\]|\([^()]{2,300}\)")
REACH = 100
"""Code points looked at on either side of a French-only word."""
ENTER = 2.4
"""Cost of switching to French: a run must be 10 ** ENTER times likelier in French."""
START, END = 0.5, 0.2
"""Log-odds that a word must have to begin or to end a run."""
COMPLEMENT = -1.0
"""Log-odds above which a word after de, à, d' at the end of a run is taken in."""


def spans_around(text: str, places: list[int]) -> list[ForeignSpan]:
    """Return the foreign spans near the given offsets, in order, of words that only French has."""
    brackets = _brackets(text, places)
    for start, end, _ in brackets:
        places = places[: bisect_left(places, start)] + places[bisect_left(places, end) :]
    spans = [span for _, _, span in brackets if span]
    for start, end in _windows(text, places):
        inside = [place[:2] for place in brackets if start < place[1] and place[0] < end]
        spans += _in_window(text, start, end, inside)
    return _without_overlaps(spans)


def _without_overlaps(spans: list[ForeignSpan]) -> list[ForeignSpan]:
    """Return the spans in order; of two that overlap, the longer one."""
    kept: list[ForeignSpan] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if kept and span.start < kept[-1].end:
            if span.end - span.start <= kept[-1].end - kept[-1].start:
                continue
            kept.pop()
        kept.append(span)
    return kept


def _brackets(text: str, places: list[int]) -> list[tuple[int, int, ForeignSpan | None]]:
    """Return where the brackets of French are, each with its span if it is to be reported."""
    found: list[tuple[int, int, ForeignSpan | None]] = []
    for match in BRACKET.finditer(text):
        start, end = match.span()
        if bisect_left(places, start) == bisect_left(places, end):
            continue
        tokens = tokenize(text, start, end)
        verdict = context.judge_bracket(tokens)
        if verdict is None:
            continue
        span = None
        if verdict:
            score = round(sum(token.score for token in tokens[1:-1]), 2)
            words = context.count_words(tokens)
            span = ForeignSpan(start, end, words, score, "bracket", verdict)
        found.append((start, end, span))
    return found


def _windows(text: str, places: list[int]) -> list[tuple[int, int]]:
    """Return the stretches of text around the given offsets, cut at spaces, overlaps merged."""
    windows: list[tuple[int, int]] = []
    for place in places:
        near, far = max(0, place - REACH), max(0, place - 2 * REACH)
        start = text.rfind(" ", far, near) + 1 or far
        near, far = place + REACH, min(len(text), place + 2 * REACH)
        end = text.find(" ", near, far)
        end = far if end < 0 else end
        if windows and start <= windows[-1][1]:
            start = windows.pop()[0]
        windows.append((start, end))
    return windows


def _in_window(
    text: str, start: int, end: int, silent: list[tuple[int, int]]
) -> list[ForeignSpan]:
    """Return the runs and single words to report in text[start:end], outside judged brackets."""
    tokens = tokenize(text, start, end)
    for first, last in silent:
        for token in tokens:
            if first <= token.start < last:
                token.score = -ENTER if token.form == "mark" else 0.0
    spans: list[ForeignSpan] = []
    taken: set[int] = set()
    for first, last in _runs(tokens):
        score = sum(token.score for token in tokens[first:last]) - ENTER
        if last - first == 1 or score < 0:
            continue
        taken.update(range(first, last))
        confidence = context.judge_run(text, tokens, first, last)
        if confidence:
            run = tokens[first : _with_name(tokens, last)]
            words = context.count_words(run)
            place = run[0].start, run[-1].end
            spans.append(ForeignSpan(*place, words, round(score, 2), "run", confidence))
    for index, token in enumerate(tokens):
        if token.form == "name" and token.text in table.NEVER_NAMES:
            token.form, token.score = "first", table.odds(token.text)
        if index in taken or token.form not in ("lower", "first") or token.score < 1:
            continue
        confidence = context.judge_word(text, tokens, index)
        if confidence:
            score = round(token.score, 2)
            spans.append(ForeignSpan(token.start, token.end, 1, score, "word", confidence))
    return spans


def _runs(tokens: list[Token]) -> list[tuple[int, int]]:
    """Return the French runs of the best path, as index ranges that begin and end on French."""
    english, french = 0.0, -math.inf
    entered: list[bool] = []  # the best path that is in French at this token comes from English
    left: list[bool] = []  # the best path that is in English at this token comes from French
    for token in tokens:
        entered.append(english - ENTER >= french)
        left.append(french > english)
        english, french = max(english, french), max(english - ENTER, french) + token.score
    runs: list[tuple[int, int]] = []
    in_french, last = french > english, len(tokens)
    for index in range(len(tokens) - 1, -1, -1):
        if in_french and entered[index]:
            runs.append(_trim(tokens, index, last))
            in_french = False
        elif not in_french and left[index]:
            in_french, last = True, index
    return [(first, end) for first, end in reversed(runs) if first < end]


def _trim(tokens: list[Token], first: int, last: int) -> tuple[int, int]:
    """Return the index range without the tokens at its ends that are hardly French.

    The word that a small word at the end leads to is taken in: trafic d'influence.
    """
    while first < last and tokens[first].score < START:
        first += 1
    while last > first and tokens[last - 1].score < END:
        last -= 1
    if first < last < len(tokens) and tokens[last - 1].text in PARTICLES:
        if tokens[last].form == "lower" and tokens[last].score > COMPLEMENT:
            last += 1
    return first, last


def _with_name(tokens: list[Token], last: int) -> int:
    """Return where a run ends with the name its last small word leads to: de la République."""
    if tokens[last - 1].text not in PARTICLES:
        return last
    if last < len(tokens) and tokens[last].form in ("name", "caps"):
        last += 1
        while last + 1 < len(tokens) and tokens[last].text == "-" and tokens[last + 1].joined:
            last += 2
    return last
