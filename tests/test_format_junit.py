"""JUnit XML: read by junitparser, valid by the schema of Jenkins."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from junitparser import Error, Failure, JUnitXml, TestCase, TestSuite
from lxml import etree
from made_reports import marked, report_of, sample_report, texts

from checker.report import Report
from checker.reporters import render
from checker.reporters._xml import legal

TestCase.__test__ = TestSuite.__test__ = False  # pytest would take them for tests.


SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).resolve().parent / "schemas" / "junit-10.xsd"))


def read(report: Report) -> JUnitXml:
    xml = render(report, "junit").encode()
    SCHEMA.assertValid(etree.fromstring(xml))
    return JUnitXml.fromstring(xml)


def test_the_samples() -> None:
    report = sample_report()
    suites = read(report)
    passed = sum(not file.findings for file in report.files)
    assert passed and (suites.tests, suites.failures, suites.errors) == (len(report.findings) + passed, len(report.findings), 0)
    for suite, file in zip(suites, report.files, strict=True):
        assert suite.name == file.path and suite.failures == len(file.findings)
        cases = list(suite)
        if not file.findings:
            assert [case.is_passed for case in cases] == [True]
        for case, finding in zip(cases, file.findings):
            (failure,) = case.result
            assert isinstance(failure, Failure) and failure.type == finding.severity
            assert failure.message.startswith(finding.message) and finding.text in failure.text
            assert case.classname == file.path and case.name.startswith(f"{finding.code} {finding.name} {finding.line}:{finding.column}")


def test_what_could_not_be_read_is_an_error() -> None:
    (suite,) = read(Report(errors=["b.txt: not UTF-8"]))
    ((error,),) = [case.result for case in suite]
    assert isinstance(error, Error) and error.message == "b.txt: not UTF-8" and suite.errors == 1


@given(marked(), texts)
def test_any_text_survives(case: tuple[str, list[tuple[int, int]]], message: str) -> None:
    raw, spans = case
    report = report_of(raw, *spans, message=message, suggestion="", path="a\x01b <c> & \ud800.txt")
    (suite,) = read(report)
    assert suite.name == "a␁b <c> & �.txt"
    for test, finding in zip(suite, report.findings):
        (failure,) = test.result
        assert failure.message == legal(message)
        assert legal(finding.text).replace("\r\n", "\n").replace("\r", "\n") in failure.text


def test_it_is_deterministic() -> None:
    assert render(sample_report(), "junit") == render(sample_report(), "junit", stats=True, color=True)
