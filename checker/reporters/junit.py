"""JUnit XML, as CI servers read it: https://github.com/testmoapp/junitxml, by the schema of Jenkins.

A file is a suite; a finding in it is a failed case, and a file without findings a case that passed.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from checker.finding import Finding
from checker.report import FileReport, Report
from checker.reporters._places import portable, said
from checker.reporters._xml import document, element


def render(report: Report, *, stats: bool = False, color: bool = False) -> str:
    """The whole report; ``stats`` and ``color`` are ignored."""
    failures, errors = len(report.findings), len(report.errors)
    passed = sum(not file.findings for file in report.files)
    root = element(None, "testsuites", name="checker", tests=failures + errors + passed, failures=failures, errors=errors)
    for file in report.files:
        _suite(root, file)
    if errors:
        suite = element(root, "testsuite", name="checker", tests=errors, failures=0, errors=errors)
        for message in report.errors:
            case = element(suite, "testcase", classname="checker", name=message, time=0)
            element(case, "error", message=message, type="input")
    return document(root)


def _suite(root: Element, file: FileReport) -> None:
    path, count = portable(file.path), len(file.findings)
    suite = element(root, "testsuite", name=path, file=path, tests=count or 1, failures=count, errors=0)
    for finding in file.findings:
        _case(suite, path, finding)
    if not count:
        element(suite, "testcase", classname=path, name="no findings", time=0)


def _case(suite: Element, path: str, finding: Finding) -> None:
    name = f"{finding.code} {finding.name} {finding.line}:{finding.column}"
    case = element(suite, "testcase", classname=path, name=name, time=0)
    text = f"{path}:{finding.line}:{finding.column}: {finding.text}\n{said(finding)}"
    element(case, "failure", text, message=said(finding), type=finding.severity)
