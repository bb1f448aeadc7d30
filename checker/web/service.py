"""What the desk answers: an article opened, checked, written. Plain functions of a request’s fields."""

from __future__ import annotations

import base64
from collections import Counter
from dataclasses import asdict, replace
from functools import lru_cache
from pathlib import PurePath
from typing import Any

from checker.config import Config
from checker.dismissals import (
    COMMENT_FORMATS,
    LINE_FORMATS,
    Letters,
    with_suppressions,
)
from checker.document import Document
from checker.document.readers import READERS, known_suffixes
from checker.engine import Engine
from checker.finding import FAMILIES, SEVERITIES, Finding
from checker.french.paragraphs import language_of_article
from checker.recheck import Rechecker
from checker.report import FileReport, Report
from checker.reporters import FORMATS, render
from checker.reporters.json import VERSION, finding_object
from checker.rule import Rule
from checker.rules.phrase_rules import PhraseRule
from checker.version import __version__
from checker.web import requests, word
from checker.web.companions import BY_LANGUAGE, KINDS, comparisons
from checker.web.requests import BadRequest, Fields, Options, Place
from checker.web.sheet import NotWritable, Sheet
from checker.web.tabs import LARGEST, Tabs
from checker.wordings import wordings

FILE = "file"
_ENGINES = 16
_SUFFIX = {"checkstyle": "xml", "gitlab": "gitlab.json", "junit": "xml", "markdown": "md", "text": "txt", "github": "txt"}
_ARTICLE = ("text", "outline", "reader", "name", "options", *KINDS, BY_LANGUAGE)


class Service:
    """Answers requests by one configuration.

    Args:
        config: what is checked where a request does not choose.
        max_size: the most bytes of one article.
    """

    def __init__(self, config: Config, max_size: int) -> None:
        self._config = config.with_options(deep="no")  # it takes seconds
        self.max_size = max_size
        self.engine = lru_cache(_ENGINES)(lambda chosen: Engine(self._chosen(chosen), comparing=True))
        self._tabs = Tabs(lambda chosen: Rechecker(self._chosen(chosen), comparing=True))

    def _chosen(self, chosen: Options) -> Config:
        return self._config.with_options(
            select=chosen.select,
            ignore=(*self._config.ignore, *chosen.ignore),
            quotes=chosen.quotes,
            min_severity=chosen.min_severity,
        )

    def warm(self) -> None:
        """Load what the first request would wait for."""
        engine = self.engine(Options())
        engine.check(Document("A first article."))
        for rule in engine.rules:
            if isinstance(rule, PhraseRule):
                rule.entries.get("")

    def about(self) -> dict[str, Any]:
        """What this desk can do."""
        return {
            "checker": __version__,
            "max_size": self.max_size,
            "suffixes": known_suffixes(),
            "readers": list(READERS),
            "reports": list(FORMATS),
            "families": list(FAMILIES.values()),
            "severities": list(SEVERITIES),
        }

    def rules(self) -> dict[str, Any]:
        """Every rule that runs, with what it is for."""
        return {"rules": [_rule_object(rule) for rule in self.engine(Options()).rules]}

    def open(self, value: Any) -> dict[str, Any]:
        """A file as the desk shows it."""
        request = Fields(value, ("file", "reader", "text_field"))
        document = requests.file_document(request, self.max_size)
        sheet = Sheet(document, requests.reader(request))
        outline = sheet.outline
        dismissed = [] if outline is None else [f for f, why in self.engine(Options()).check(document).suppressed if why == "inline"]
        return {
            "name": document.path,
            "reader": sheet.reader,
            "text": sheet.text,
            "outline": asdict(outline) if outline else None,
            "encoding": document.encoding,
            "words": document.word_count,
            "dismissed": [{"code": f.code, "start": start, "end": end} for f in dismissed for start, end in [document.to_view(f.start, f.end)]],
        }

    def check(self, value: Any) -> dict[str, Any]:
        """The findings of an article, each with what may be written in its place."""
        request = Fields(value, (*_ARTICLE, "file", "text_field", "tab"))
        if request.has("text") == request.has("file"):
            raise BadRequest(422, "give either text or file")
        document = (requests.file_document if request.has("file") else requests.text_document)(request, self.max_size)
        chosen, tab = requests.options(request), requests.tab(request)
        engine = self.engine(chosen)
        compared, notes = comparisons(document, requests.companions(request, self.max_size))
        if tab and len(document.text) <= LARGEST:
            with self._tabs.engine(tab, chosen) as rechecker:
                report = rechecker.recheck(document, lambda: False, *compared.values())
        else:
            report = engine.check(document, *compared.values())
        rules = {rule.code: rule for rule in engine.rules}
        return {
            "version": VERSION,
            "checker": __version__,
            "name": document.path,
            "words": report.words,
            "score": asdict(report.score),
            "language": language_of_article(document.text),
            "compared": list(compared),
            "notes": notes,
            "findings": [
                {**finding_object(found), "wordings": [asdict(fix) for fix in wordings(found, document, _entry(rules.get(found.code), found))]}
                for found in report.findings
            ],
        }

    def export(self, value: Any) -> dict[str, Any]:
        """The corrected article in the format of its file, or a report on it."""
        request = Fields(value, (*_ARTICLE, "file", "text_field", "dismissed", "format"))
        wanted = request.choice("format", (FILE, *FORMATS)) or FILE
        document = requests.text_document(request, self.max_size)
        engine = self.engine(requests.options(request))
        dismissed = requests.places(request)
        if wanted == FILE:
            return self._file(request, document.raw, engine, dismissed)
        compared, notes = comparisons(document, requests.companions(request, self.max_size))
        return _report(engine, engine.check(document, *compared.values()), dismissed, wanted, notes)

    def _file(self, request: Fields, text: str, engine: Engine, dismissed: list[Place]) -> dict[str, Any]:
        called, reader = requests.name(request), requests.reader(request)
        try:
            if request.has("file"):
                sheet = Sheet(requests.file_document(request, self.max_size), reader)
                called, reader = sheet.document.path, sheet.reader
                if reader == word.READER:
                    data = word.with_changes(requests.file_data(request, self.max_size)[1], sheet, text)
                    return _download(called, data, _not_kept(reader) if dismissed else [])
                written = sheet.written(text)
            else:
                reader = reader or "plain"
                written = requests.read(text.encode(), called, reader)
            raw, notes = _silenced(engine, written, reader, text, dismissed)
            data = written.encode(raw)
        except NotWritable as wrong:
            raise BadRequest(409, str(wrong)) from None
        except UnicodeEncodeError as wrong:
            raise BadRequest(409, f"the file’s encoding, {written.encoding}, has no “{wrong.object[wrong.start]}”: take the corrected text") from None
        return _download(called, data, notes)


def _entry(rule: Rule | None, found: Finding) -> Any:
    return rule.entries.get(found.entry) if isinstance(rule, PhraseRule) else None


def _rule_object(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity,
        "summary": rule.summary,
        "rationale": rule.rationale,
        "hint": rule.hint,
        "examples": [{"text": example.text, "fixed": example.fixed} for example in rule.examples[:2]],
    }


def _download(name: str, data: bytes, notes: list[str]) -> dict[str, Any]:
    return {"name": name, "content": base64.b64encode(data).decode("ascii"), "notes": notes}


def _report(engine: Engine, report: FileReport, dismissed: list[Place], wanted: str, notes: list[str]) -> dict[str, Any]:
    places = {(place.code, place.start) for place in dismissed}
    silent = [f for f in report.findings if (f.code, f.start) in places]
    kept = [f for f in report.findings if (f.code, f.start) not in places]
    narrowed = replace(report, findings=kept, suppressed=[*report.suppressed, *((f, "inline") for f in silent)])
    text = render(Report([narrowed], rules=engine.rules), wanted)
    name = f"{PurePath(report.path).stem}.report.{_SUFFIX.get(wanted, wanted)}"
    return _download(name, text.encode("utf-8", "backslashreplace"), notes)


def _not_kept(reader: str) -> list[str]:
    return [f"Dismissals are not kept: {reader} files have no place for comments."]


def _silenced(engine: Engine, written: Document, reader: str, text: str, dismissed: list[Place]) -> tuple[str, list[str]]:
    """The file with comments for what was dismissed, proved by checking it again; and what to say."""
    if not dismissed:
        return written.raw, []
    if reader not in COMMENT_FORMATS:
        return written.raw, _not_kept(reader)
    findings = engine.check(written).findings
    chosen = _found_again(written, reader, findings, text, dismissed)
    raw = with_suppressions(written, findings, chosen, by_line=reader in LINE_FORMATS)
    after = written.edited(raw)
    left = Counter((f.code, f.text) for f in engine.check(after).findings)
    wanted = Counter((f.code, f.text) for f in findings if f not in chosen)
    same_text = reader in LINE_FORMATS or Sheet(after, reader).text == Sheet(written, reader).text
    if left == wanted and same_text:
        return raw, []
    return written.raw, ["Dismissals are not kept: comments for them would change what else is found in this file."]


def _found_again(written: Document, reader: str, findings: list[Finding], text: str, dismissed: list[Place]) -> list[Finding]:
    """The findings of a file that were dismissed in its text, whatever the white space of either."""
    here = Letters(text)
    wanted = {(place.code, here.before(place.start)) for place in dismissed}
    sheet = Sheet(written, reader)
    there = Letters(sheet.text)
    return [f for f in findings if (f.code, there.before(sheet.place(f.start, f.end))) in wanted]
