"""The samples: gold that fits its text, clean articles that stay clean, golden reports."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from checker import check_file

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
GOLDEN = Path(__file__).resolve().parent / "golden"
TRANSLATED = sorted(SAMPLES.glob("*.mt.en.txt"))
CLEAN = sorted([*SAMPLES.glob("*.ref.en.txt"), *SAMPLES.glob("clean-*.en.txt")])


def stem(path: Path) -> str:
    return path.name.split(".")[0]


def test_there_are_enough() -> None:
    assert len(TRANSLATED) >= 8 and len(CLEAN) >= len(TRANSLATED) + 2
    for path in TRANSLATED:
        for suffix in ("fr.txt", "ref.en.txt", "gold.json"):
            assert (SAMPLES / f"{stem(path)}.{suffix}").exists()


@pytest.mark.parametrize("path", TRANSLATED, ids=stem)
def test_gold_fits_its_text(path: Path) -> None:
    gold = json.loads((SAMPLES / f"{stem(path)}.gold.json").read_text(encoding="utf-8"))
    text = path.read_text(encoding="utf-8")
    assert gold["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    for item in gold["items"]:
        assert text[item["start"] : item["end"]] == item["text"]


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.name)
def test_edited_articles_are_clean(path: Path) -> None:
    assert [(f.code, f.entry, f.text) for f in check_file(path).findings] == []


@pytest.mark.parametrize("path", TRANSLATED, ids=stem)
def test_report_is_as_recorded(path: Path) -> None:
    """Golden lists of findings; ``python tests/test_samples.py`` writes them anew."""
    assert (GOLDEN / f"{stem(path)}.tsv").read_text(encoding="utf-8") == listing(path)


def listing(path: Path) -> str:
    findings = check_file(path).findings
    return "".join(f"{f.line}:{f.column}\t{f.code}\t{f.severity}\t{' '.join(f.text.split())}\t{f.suggestion}\n" for f in findings)


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for article in TRANSLATED:
        (GOLDEN / f"{stem(article)}.tsv").write_text(listing(article), encoding="utf-8")
