"""``checker serve`` as a process, for the tests and pictures of the desk."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Server:
    """``checker serve`` in a process of its own."""

    def __init__(self, *options: str, port: int = 0) -> None:
        command = [sys.executable, "-m", "checker", "serve", "--port", str(port), *options]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        line = self.process.stdout.readline()
        found = re.search(r"http://\S+:(\d+)/", line)
        assert found, f"the server did not start: {line}"
        self.url = found[0]
        self.port = int(found[1])

    def stop(self) -> int:
        """Stop it as a service manager does; return its exit code."""
        self.process.terminate()
        code = self.process.wait(20)
        if self.process.stdout:
            self.process.stdout.close()
        return code
