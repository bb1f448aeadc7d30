"""The pictures of the documentation can be made again, and have the size of those that it shows."""

from __future__ import annotations

import importlib.util
import struct
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).resolve().parent.parent / "docs"


@pytest.fixture(scope="module")
def screenshots() -> Any:
    spec = importlib.util.spec_from_file_location("screenshots", DOCS / "screenshots.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def size(path: Path) -> tuple[int, ...]:
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG") and len(data) > 50_000  # an empty page is smaller
    return struct.unpack(">II", data[16:24])


@pytest.mark.parametrize("name", ["report", "desk"])
def test_a_picture_is_made(screenshots: Any, tmp_path: Path, name: str) -> None:
    picture = tmp_path / f"{name}.png"
    getattr(screenshots, f"{name}_picture")(picture)
    assert size(picture) == size(DOCS / "img" / picture.name)
