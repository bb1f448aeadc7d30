"""What all tests share: the deep layer runs only in the tests that ask for it."""

from __future__ import annotations

import os

os.environ["CHECKER_DEEP"] = "0"
