"""The build step: stores the tables of the phrase index in the package that is being built."""

from __future__ import annotations

import sys
from pathlib import Path

from setuptools.command.build_py import build_py  # type: ignore[import-untyped]


class BuildPy(build_py):  # type: ignore[misc]
    """``build_py``, then ``checker.phrases.store.save`` into the built package."""

    def run(self) -> None:
        """Build as usual; an editable build has no folder of its own and needs no tables."""
        super().run()
        folder = Path(self.build_lib) / "checker" / "data" / "phrases"
        if folder.is_dir():
            # An isolated build does not have the project on its path; what it just built will do.
            sys.path.insert(0, str(Path(self.build_lib).resolve()))
            from checker.phrases.store import save

            save(folder)
