"""The deep layer: proposers, judges, search, cache."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.depth import verdict
from checker.depth.cache import CachedJudge
from checker.depth.counts import CountJudge
from checker.depth.judge import Candidate, Judge
from checker.depth.ngrams import english, keys
from checker.depth.proposers import PROPOSERS
from checker.depth.proposers.forms import relatives
from checker.depth.search import DepthSearch, Proposal, Verdict, settle, span
from checker.depth.sentence import Sentence, sentences
from checker.depth.verdict import Threshold, thresholds
from checker.depth.words import split_words
from checker.document import Document
from checker.rules.garbled import RULES

GARBLED = "They to want go to the house."
VERBLESS = "They want to to the house today."
CLEAN = "They want to go to the house."
SWAPPED = Candidate(GARBLED, 5, 12, "want to", "swap")
prose = st.lists(
    st.sampled_from("The the a of to have been was he him who ministers Paris said 1,200 closely don’t “ ” , . – l’État naïve".split()), min_size=1, max_size=14
).map(" ".join)


class Likes(Judge):
    """A judge that likes one wording."""

    name = "smollm2-135m"

    def __init__(self, liked: str) -> None:
        self.liked = liked
        self.asked = 0

    def gains(self, candidates: Sequence[Candidate]) -> list[float]:
        """20 nats for the liked text, -20 for any other."""
        self.asked += len(candidates)
        return [20.0 if candidate.text == self.liked else -20.0 for candidate in candidates]


@given(st.text(max_size=60) | prose)
def test_words_stand_where_they_say(text: str) -> None:
    words = split_words(text)
    assert all(text[w.start : w.end] == w.text for w in words)
    assert all(a.end <= b.start for a, b in pairwise(words))
    assert "".join(w.text for w in words).replace("_", "") == "".join(c for c in "".join(text.split()) if c != "_") or "_" in text


@settings(max_examples=60)
@given(prose | st.text(max_size=40))
def test_candidates_change_only_their_span(text: str) -> None:
    sentence = Sentence(text)
    for kind, propose in PROPOSERS.items():
        for candidate in propose(sentence):
            assert candidate.sentence == text and candidate.kind == kind
            assert 0 <= candidate.start <= candidate.end <= len(text)
            assert candidate.text.startswith(text[: candidate.start]) and candidate.text.endswith(text[candidate.end :])
            assert "  " in text or "  " not in candidate.text


@settings(max_examples=40)
@given(prose)
def test_counts_score_a_splice_as_they_score_the_whole(text: str) -> None:
    """The window around the span says what both sentences in full would."""
    from checker.depth.counts import coded

    for kind in ("swap", "preposition", "pronoun", "form"):
        for candidate in PROPOSERS[kind](Sentence(text)):
            before, after = coded(candidate.sentence)[0], coded(candidate.text)[0]
            whole = after.total(1, len(after.numbers)) - before.total(1, len(before.numbers))
            assert CountJudge().gains([candidate])[0] == pytest.approx(whole, abs=1e-6)


@pytest.mark.parametrize(
    ("kind", "text", "better"),
    [
        ("swap", GARBLED, CLEAN),
        ("move", "They were by the police arrested.", "They were arrested by the police."),
        ("deletion", "He has said it that he left.", "He has said that he left."),
        ("double", "He left the the town.", "He left the town."),
        ("double", "The the town was quiet.", "The town was quiet."),
        ("kin", "He easy won the match.", "He easily won the match."),
        ("insertion", "He went the town.", "He went to the town."),
        ("form", "He have left the town.", "He has left the town."),
        ("kin", "Rangers close monitor the town.", "Rangers closely monitor the town."),
        ("kin", "The soldiers professionals left.", "The professional soldiers left."),
        ("preposition", "He depends of his mother.", "He depends on his mother."),
        ("pronoun", "Himself cannot come.", "He cannot come."),
        ("relative", "The man what came is dead.", "The man who came is dead."),
    ],
)
def test_proposers_write_the_correction(kind: str, text: str, better: str) -> None:
    if kind == "insertion":
        text, better = text.replace("went", "wants go"), better.replace("went to", "wants to go")
    assert better in [candidate.text for candidate in PROPOSERS[kind](Sentence(text))]


@pytest.mark.parametrize("text", ["Should it rain, the match is lost.", "If growth goes on, will Americans accept it?"])
def test_an_auxiliary_before_its_subject_stays_there(text: str) -> None:
    made = {c.text for kind in ("swap", "move") for c in PROPOSERS[kind](Sentence(text))}
    assert made and not made & {"It should rain, the match is lost.", "If growth goes on, Americans will accept it?"}


def test_relatives_are_words_of_one_family() -> None:
    assert {"contribute", "contribution"} <= set(relatives("contributions"))
    assert "closely" in relatives("close")
    assert "is" in relatives("are")
    assert "easily" in relatives("easy") and "new" in relatives("newly") and "possible" in relatives("possibility")
    assert "expand" in relatives("expansion") and "permit" in relatives("permission")
    assert relatives("zzzz") == ()


def test_names_and_fragments_are_left_alone() -> None:
    assert not [c for c in PROPOSERS["swap"](Sentence("He met Emmanuel Macron.")) if c.replacement == "Macron Emmanuel"]
    document = Document("Short title\n\nToo short.\n\nThis sentence has quite enough words in it.")
    assert [s.text for _, s in sentences(document)] == ["This sentence has quite enough words in it."]


def test_model_is_a_distribution_over_classes() -> None:
    """After any context the probabilities of all classes sum to about one."""
    import math

    model = english()
    for context in ("the old", "he has been", "of the", "zzz zzz"):
        numbers = [model.look_up(word, False)[1] for word in context.split()]
        total = sum(math.exp(model.class_model.score((*numbers, kind))) for kind in range(len(model.classes)))
        assert 0.85 < total < 1.15
    assert keys([1, 2])[1] != keys([2, 1])[1] and keys([7, 1, 2])[:2] == keys([1, 2])


def test_counts_prefer_english() -> None:
    assert CountJudge().gains([SWAPPED])[0] > 5
    assert CountJudge().gains([Candidate(CLEAN, 5, 12, "to want", "swap")])[0] < -5


def test_search_asks_only_for_the_likely_and_reports_what_is_preferred() -> None:
    judge = Likes(CLEAN)
    found = list(DepthSearch(RULES, judge).hits(Document(GARBLED)))
    assert [(rule.code, hit.start, hit.end, hit.replacement) for rule, hit in found] == [("GRM501", 5, 12, "want to")]
    proposed = sum(len(list(propose(Sentence(GARBLED)))) for propose in PROPOSERS.values())
    assert 0 < judge.asked < proposed / 5


class Completes(Likes):
    """A judge that would put a verb into one sentence, sure of a gap or not."""

    def __init__(self, odds: float) -> None:
        super().__init__("They want to march to the house today.")
        self.odds = odds
        self.sentences = 0

    def completions(self, sentences: Sequence[str]) -> list[list[tuple[float, Candidate]]]:
        """“march” before “to the house”."""
        self.sentences += len(sentences)
        at = VERBLESS.index("to the")
        return [[(self.odds, Candidate(text, at, at, "march ", "verb"))] if text == VERBLESS else [] for text in sentences]


@pytest.mark.parametrize(("odds", "codes"), [(3.0, ["GRM503"]), (-9.0, [])])
def test_what_the_judge_would_put_into_a_gap_is_compared(odds: float, codes: list[str]) -> None:
    found = list(DepthSearch(RULES, Completes(odds)).hits(Document(f"{VERBLESS} It was late and they were tired.")))
    assert [rule.code for rule, _ in found] == codes
    assert [(hit.fix_start, hit.replacement) for _, hit in found] == [(13, "march ")] * len(codes)


def test_nothing_is_completed_for_other_rules_or_without_time() -> None:
    for rules, budget in (([rule for rule in RULES if rule.code == "GRM501"], 9.0), (RULES, 0.0)):
        judge = Completes(3.0)
        list(DepthSearch(rules, judge, budget=budget).hits(Document(VERBLESS)))
        assert not judge.sentences


def test_search_stops_when_the_budget_is_spent() -> None:
    deep = DepthSearch(RULES, Likes("x"), budget=0)
    assert list(deep.hits(Document(GARBLED))) == []
    assert deep.unjudged > 0


def test_of_touching_verdicts_the_widest_stays() -> None:
    def made(start: int, end: int, surplus: float) -> Verdict:
        return Verdict(Proposal(100, Candidate("x" * 40, start, end, "y", "swap")), surplus, 0.5)

    kept = settle([made(0, 5, 1), made(5, 9, 3), made(20, 24, 2)])
    assert [span(v.proposal) for v in kept] == [(105, 109), (120, 124)]


def test_a_sentence_of_many_faults_is_reported_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verdict, "thresholds", lambda: {("pronoun", "smollm2-135m"): Threshold(-99, 5, 0.3, -1)})

    class Nominative(Judge):
        name = "smollm2-135m"

        def gains(self, candidates: Sequence[Candidate]) -> list[float]:
            return [9.0 if c.replacement.lower() in ("he", "they", "we") else -9.0 for c in candidates]

    text = "Him said that them know that us are here."
    found = list(DepthSearch(RULES, Nominative()).hits(Document(text)))
    assert [(rule.code, hit.start, hit.end) for rule, hit in found] == [("GRM508", 0, len(text))]
    assert found[0][1].suggestion == "perhaps: He said that they know that we are here."


def test_thresholds_cover_every_kind_for_the_neural_judge() -> None:
    table = thresholds()
    assert {kind for kind, judge in table if judge == "smollm2-135m"} == {*PROPOSERS, "verb", "noun"}
    for limit in table.values():
        assert 0 < limit.confidence(limit.score) <= limit.confidence(limit.score + 5) <= 0.95


def test_cache_asks_once(tmp_path: Path) -> None:
    judge = Likes(SWAPPED.text)
    path = tmp_path / "sub" / "gains.sqlite"
    for _ in range(2):
        cached = CachedJudge(lambda: judge, "smollm2-135m", "1", path)
        assert cached.gains([SWAPPED, SWAPPED]) == [20.0, 20.0]
    assert judge.asked == 1 or judge.asked == 2
    again = CachedJudge(lambda: judge, "smollm2-135m", "2", path)
    before = judge.asked
    again.gains([SWAPPED])
    assert judge.asked == before + 1, "another version of the judge is asked anew"


def test_cache_keeps_completions_but_no_text(tmp_path: Path) -> None:
    judge = Completes(1.5)
    path = tmp_path / "gains.sqlite"
    for detector, asked in (("a", 2), ("a", 2), ("b", 4)):
        cached = CachedJudge(lambda: judge, "smollm2-135m", "1", path, detector)
        assert cached.completions([VERBLESS, CLEAN]) == [[(1.5, Candidate(VERBLESS, 13, 13, "march ", "verb"))], []]
        assert judge.sentences == asked
    assert b"house" not in path.read_bytes()


def test_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    path = tmp_path / "gains.sqlite"
    path.write_bytes(b"this is no database, and long enough to be noticed as none")
    assert CachedJudge(lambda: Likes(SWAPPED.text), "x", "1", path).gains([SWAPPED]) == [20.0]


def test_progress_is_told_chunk_by_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.depth.search.CHUNK", 2)
    told: list[tuple[int, int]] = []
    list(DepthSearch(RULES, Likes(CLEAN), progress=lambda done, total: told.append((done, total))).hits(Document(GARBLED)))
    assert len(told) > 1 and told[-1][0] == told[-1][1] and told == sorted(told)


def test_counts_leave_out_only_what_falls_short() -> None:
    candidates = [c for kind in ("swap", "deletion", "insertion") for c in PROPOSERS[kind](Sentence(GARBLED))]
    judge = CountJudge()
    gains = judge.gains(candidates)
    expected = [gain if gain >= 1 else float("-inf") for gain in gains]
    assert judge.gains_above((c, 1.0) for c in candidates) == pytest.approx(expected)
    assert any(gain >= 1 for gain in gains) and any(gain < 1 for gain in gains)


def test_emphasis_across_a_comma_is_no_double() -> None:
    assert not list(PROPOSERS["double"](Sentence("It was a horrible, horrible night.")))
