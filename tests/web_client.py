"""A client of the desk’s API, and what it sends."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from checker.config import Config
from checker.web.app import create_app

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
HERE = "http://127.0.0.1"


def desk_client(config: Config | None = None) -> TestClient:
    """A client of a desk that takes articles of up to 50 kB; to be entered."""
    return TestClient(create_app(config, max_size=50_000), base_url=HERE)


def sent(path: Path) -> dict[str, str]:
    """A file as a request holds it."""
    return {"name": path.name, "content": base64.b64encode(path.read_bytes()).decode()}


def content(answer: Any) -> bytes:
    """The bytes of a download."""
    return base64.b64decode(answer.json()["content"])


def places(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Findings as a request names those that are dismissed."""
    return [{key: found[key] for key in ("code", "start", "end")} for found in findings]
