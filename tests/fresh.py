"""Code run in an interpreter of its own, for what only a first import shows."""

from __future__ import annotations

import subprocess
import sys


def assert_succeeds(code: str) -> None:
    """Fail with what the code writes to stderr, unless it ends with exit code 0."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
