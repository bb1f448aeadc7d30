"""Environments for tests that run ``checker`` from a shell or another program."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def with_checker(folder: Path) -> dict[str, str]:
    """An environment in which the command ``checker`` is the one under test; it is put in ``folder``."""
    command = folder / "bin" / "checker"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m checker "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return {**os.environ, "PATH": f"{command.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}


def pip_has_no_index(output: str) -> bool:
    """Whether pip failed for want of a network or a package index, which some places lack."""
    return "No matching distribution found" in output or "Could not find a version that satisfies" in output
