"""The engine: selects rules, runs them over a document, and turns hits into findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from checker.config import Config
from checker.depth.judge import Judge
from checker.depth.search import DepthRule, DepthSearch, Progress
from checker.document import Document
from checker.document.removal import line_removal
from checker.evidence import is_machine_translated
from checker.finding import Finding, Fix, severity_rank
from checker.merge import merge_overlaps
from checker.registry import all_rules, comparison_rules, select_rules
from checker.report import FileReport
from checker.rule import ComparisonRule, Hit, Rule
from checker.rules.leftover import untranslated
from checker.rules.phrase_rules import PhraseRule, PhraseSearch
from checker.rules.second_reader import SecondReaderRule
from checker.suppress import Suppressions

if TYPE_CHECKING:
    from checker.comparison import Comparison
    from checker.llm.reader import SecondReader

Reported = tuple[Rule, Hit]


class Engine:
    """Checks documents by one configuration.

    Args:
        config: what to select and how to report; the defaults when ``None``.
        comparing: whether documents will be compared with other texts.
        judge: who compares other wordings; the best that is installed when ``None``.
        second_reader: a language model to ask too; none when ``None``, whatever the configuration
            names: that text leaves the machine is for the caller to decide.
        progress: told how far the comparing of an article is.

    Raises:
        ConfigError: the configuration names a rule that does not exist.

    ``check`` raises ``JudgeError`` where the neural judge is installed but cannot work.
    """

    def __init__(
        self,
        config: Config | None = None,
        judge: Judge | None = None,
        second_reader: SecondReader | None = None,
        *,
        comparing: bool = False,
        progress: Progress | None = None,
    ) -> None:
        self.config = config or Config()
        rules = all_rules(self.config.phrases)
        if comparing:
            rules.extend(comparison_rules())
        self.rules = select_rules(rules, self.config.select, self.config.ignore)
        self._comparing = [rule for rule in self.rules if isinstance(rule, ComparisonRule)]
        own = [rule for rule in self.rules if not isinstance(rule, (PhraseRule, ComparisonRule, DepthRule, SecondReaderRule))]
        self._plain = [rule for rule in own if not rule.hint]
        self._hints = [rule for rule in own if rule.hint]
        self._doubtful = [rule.doubtful for rule in own if rule.doubtful]
        self._phrases, self._doubtful_phrases = self._phrase_searches([rule for rule in self.rules if isinstance(rule, PhraseRule)])
        self._depth = self._depth_search(judge, progress)
        self._second_reader = second_reader if any(isinstance(rule, SecondReaderRule) for rule in self.rules) else None

    def _phrase_searches(self, rules: list[PhraseRule]) -> tuple[PhraseSearch, PhraseSearch]:
        """The search for phrases that report alone, and for those that are hints."""
        return PhraseSearch(rules, "AB"), PhraseSearch(rules, "C")

    def _depth_search(self, judge: Judge | None, progress: Progress | None) -> DepthSearch | None:
        config = self.config
        rules = [rule for rule in self.rules if isinstance(rule, DepthRule)]
        if config.deep == "auto":
            rules = [rule for rule in rules if {rule.code, rule.name} & set(config.select)]
        if not rules or config.deep == "no":
            return None
        if judge is None:
            from checker.depth.judges import best_judge

            judge = best_judge()
        return DepthSearch(rules, judge, config.budget, progress)

    @property
    def unjudged(self) -> int:
        """Other wordings that the budget left uncompared so far."""
        return self._depth.unjudged if self._depth else 0

    def check(self, document: Document, *comparisons: Comparison) -> FileReport:
        """Run the selected rules over one document, and those that compare over each comparison of its articles."""
        findings = [
            finding
            for article in document.articles
            for finding in self._findings(document, article, [found for found in comparisons if found.document is article])
        ]
        suppressions = Suppressions(document)
        findings, silenced = suppressions.apply(findings)
        if any(rule.code == "SUP001" for rule in self.rules):
            findings += suppressions.unused(document)
        findings = [f for f in findings if self._reported(document.path, f)]
        findings.sort(key=lambda finding: (finding.start, finding.end, finding.code))
        suppressed = [(f, "inline") for f in silenced if self._reported(document.path, f)]
        return FileReport(document, findings, suppressed, comparisons)

    def _findings(self, document: Document, article: Document, comparisons: list[Comparison]) -> list[Finding]:
        """What one article of a document holds, the texts that it is compared with at hand."""
        reported = self._hits(article, self._plain)
        if alone := [pair for pair in reported if pair[1].alone]:
            return [self._finding(document, article, rule, hit) for rule, hit in alone]
        reported.extend(self._phrases.hits(article))
        if comparisons:
            reported.extend(self._doubtful_hits(article))
        for comparison in comparisons:
            reported = [(rule, hit) for rule, first in reported if (hit := comparison.confirmed(first)) is not None]
            reported.extend((rule, hit) for rule in self._comparing if rule.code.startswith(comparison.prefix) for hit in rule.hits(comparison))
        if self._depth:
            reported.extend(self._depth.hits(article))
        if self.config.hints(lambda: is_machine_translated(reported, article.word_count)):
            reported.extend(self._hits(article, self._hints))
            reported.extend(self._doubtful_hits(article) if not comparisons else ())
        else:
            reported = [(rule, hit) for rule, hit in reported if not hit.hint]
        reported = [pair for pair in reported if not self._excused(article, *pair)]
        if self._second_reader:
            reported = self._with_second_opinion(self._second_reader, article, reported, comparisons)
        return [self._finding(document, article, rule, hit) for rule, hit in merge_overlaps(reported)]

    def _with_second_opinion(self, reader: SecondReader, article: Document, reported: list[Reported], comparisons: Sequence[Comparison]) -> list[Reported]:
        from checker.llm.agreement import second_opinion

        marks = [(rule, hit) for rule, hit in reader.hits(article, comparisons) if rule in self.rules and not self._excused(article, rule, hit)]
        return second_opinion(reported, marks)

    def _hits(self, article: Document, rules: list[Rule]) -> list[Reported]:
        return [(rule, hit) for rule in rules if not (rule.whole_article and article.segments) for hit in rule.hits(article)]

    def _doubtful_hits(self, article: Document) -> list[Reported]:
        """Hints of rules and lists that report other things alone; a companion text may confirm them."""
        return [*self._hits(article, self._doubtful), *self._doubtful_phrases.hits(article)]

    def _excused(self, document: Document, rule: Rule, hit: Hit) -> bool:
        """Whether direct speech or the allow-list excuses a hit."""
        if rule.style and not self.config.quotes:
            paragraph = document.paragraph_at(hit.start)
            if paragraph and paragraph.in_quote(hit.start - paragraph.start, hit.end - paragraph.start):
                return True
        return self.config.allows(document.text[hit.start : hit.end])

    def _finding(self, document: Document, article: Document, rule: Rule, hit: Hit) -> Finding:
        start, end = article.to_source(hit.start, hit.end)
        line, column = document.line_column(start)
        return Finding(
            code=rule.code,
            name=rule.name,
            family=rule.family,
            severity=self.config.severity_of(rule, document.path) or hit.severity or rule.severity,
            confidence=hit.confidence or rule.confidence,
            start=start,
            end=end,
            line=line,
            column=column,
            text=document.raw[start:end],
            message=hit.message or rule.message,
            suggestion=hit.suggestion or rule.suggestion,
            fix=_fix(article, hit) if hit.replacement is not None or hit.deletes_line else None,
            issue_type=rule.issue_type,
            entry=hit.entry,
            source=hit.source,
        )

    def _reported(self, path: str, finding: Finding) -> bool:
        if severity_rank(finding.severity) < severity_rank(self.config.min_severity):
            return False
        return not self.config.ignored_for(path, finding)


def _fix(document: Document, hit: Hit) -> Fix | None:
    """The fix of a hit in the coordinates of the file, where one can be applied there."""
    start = hit.start if hit.fix_start is None else hit.fix_start
    end = hit.end if hit.fix_end is None else hit.fix_end
    paragraph = document.paragraph_at(start)
    if document.encoding is None or paragraph and paragraph.index in untranslated(document):
        return None  # English marks would spoil French
    if hit.deletes_line:
        span = line_removal(document, start, end)
        return Fix(*span, "", hit.safe) if span else None
    assert hit.replacement is not None
    if document.text[start:end] == hit.replacement or not document.is_whole(start, end):
        return None
    source_start, source_end = document.to_source(start, end)
    return Fix(source_start, source_end, document.escape(hit.replacement, source_start), hit.safe)
