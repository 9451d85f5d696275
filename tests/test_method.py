"""The page that explains the method shows what the tool prints: its commands and its Python are run again.

``--update-golden`` rewrites what stands below them.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/method.md"
_SHOWN = re.compile(r"```(sh|python)\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)
_ARTICLE = re.compile(r"```article\n(.*?)```", re.DOTALL)


@pytest.mark.model
def test_page_shows_what_the_tool_prints(*, update_golden: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """All steps of the worked example, in their order; Python of one step may use names of an earlier one."""
    monkeypatch.chdir(ROOT)
    names: dict[str, object] = {}

    def again(shown: re.Match[str]) -> str:
        kind, code = shown[1], shown[2]
        printed = _shell(code) if kind == "sh" else _python(code, names)
        return f"```{kind}\n{code}```\n\n```text\n{printed}```"

    page = PAGE.read_text(encoding="utf-8")
    new = _SHOWN.sub(again, page)
    if update_golden:
        PAGE.write_text(new, encoding="utf-8")
    else:
        assert new == page


def test_page_shows_the_article() -> None:
    """The article on the page is the file that the commands name."""
    shown = _ARTICLE.search(PAGE.read_text(encoding="utf-8"))
    assert shown is not None
    assert shown[1].split() == (ROOT / "docs/worked-example.txt").read_text(encoding="utf-8").split()


def _shell(command: str) -> str:
    python = shlex.quote(sys.executable)
    command = re.sub(r"^coalition ", f"{python} -m coalition ", command)
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    done = subprocess.run(["/bin/sh", "-c", command], cwd=ROOT, env=environment, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def _python(code: str, names: dict[str, object]) -> str:
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(code, names)
    return output.getvalue()
