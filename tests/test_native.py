"""Native English stays silent: sentences that were once reported, or nearly so."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.config import Config
from checker.document import Document
from checker.engine import Engine

TEXT = (Path(__file__).parent / "native.txt").read_text(encoding="utf-8")
PARAGRAPHS = [part for part in TEXT.strip().split("\n\n") if not part.startswith("#")]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(Config(deep="no"))


@pytest.mark.parametrize("paragraph", PARAGRAPHS)
def test_native_english_is_silent(engine: Engine, paragraph: str) -> None:
    assert [(finding.code, finding.text) for finding in engine.check(Document(paragraph)).findings] == []
