"""The pages show what the tool prints: their commands and their Python are run again.

``--update-golden`` rewrites what stands below them. A command without output below it is not run.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from coalition.render.sheet import header_line, row_lines
from coalition.report import Analysis, Rows

ROOT = Path(__file__).resolve().parents[1]
METHOD = ROOT / "docs/method.md"
_SHOWN = re.compile(r"```(sh|python)\n((?:(?!```).)*)```\n\n```text\n(.*?)```", re.DOTALL)
_ARTICLE = re.compile(r"```article\n(.*?)```", re.DOTALL)
HOW_TO = [page for page in sorted((ROOT / "docs/howto").glob("*.md")) if _SHOWN.search(page.read_text("utf-8"))]
_MAKEFILE = re.compile(r"```make\n(.*?)```", re.DOTALL)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a user who has made the files that the how-to pages begin with, from the golden reports."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("tests/golden/*/report.json"))]
    reports = [Analysis.from_json(text) for text in texts]
    (tmp_path / "reports.jsonl").write_text("".join(report.to_json(indent=None) + "\n" for report in reports), "utf-8")
    for rows in (Rows.COUNTRIES, Rows.EVIDENCE):
        table = header_line(rows) + "".join(row_lines(report, rows) for report in reports)
        (tmp_path / f"{rows}.csv").write_text(table, "utf-8", newline="")
    (tmp_path / "data").symlink_to(ROOT / "data")
    (tmp_path / "articles").mkdir()
    for name in ("haiti-mission", "whale-sanctuary"):
        shutil.copy(ROOT / f"data/examples/{name}.txt", tmp_path / "articles")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.model
@pytest.mark.parametrize("page", [METHOD, ROOT / "docs/tutorial.md"], ids=lambda page: page.stem)
def test_page_shows_what_the_tool_prints(page: Path, *, update_golden: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """All steps of the examples, in their order; Python of one step may use names of an earlier one."""
    monkeypatch.chdir(ROOT)
    compare(page, update_golden=update_golden)


@pytest.mark.model
@pytest.mark.parametrize("page", HOW_TO, ids=lambda page: page.stem)
def test_how_to_shows_what_is_printed(page: Path, *, desk: Path, update_golden: bool) -> None:
    """What the page computes from the reports of the examples; a tool of the system that is not here is left out."""
    if page.stem in {"jq", "make"} and not shutil.which(page.stem):
        pytest.skip(f"{page.stem} is not installed")
    makefile = _MAKEFILE.search(page.read_text(encoding="utf-8"))
    if makefile:
        (desk / "Makefile").write_text(makefile[1], encoding="utf-8")
    compare(page, update_golden=update_golden)


def test_page_shows_the_article() -> None:
    """The article on the page is the file that the commands name."""
    shown = _ARTICLE.search(METHOD.read_text(encoding="utf-8"))
    assert shown is not None
    assert shown[1].split() == (ROOT / "docs/worked-example.txt").read_text(encoding="utf-8").split()


def compare(page: Path, *, update_golden: bool) -> None:
    """Run what the page shows and compare what it prints with what stands there."""
    names: dict[str, object] = {}

    def again(shown: re.Match[str]) -> str:
        kind, code = shown[1], shown[2]
        printed = _shell(code) if kind == "sh" else _python(code, names)
        assert printed, f"an example that shows nothing: {code}"
        return f"```{kind}\n{code}```\n\n```text\n{printed}```"

    text = page.read_text(encoding="utf-8")
    new = _SHOWN.sub(again, text)
    if update_golden:
        page.write_text(new, encoding="utf-8")
    else:
        assert new == text


def _shell(command: str) -> str:
    command = re.sub(r"^coalition ", f"{shlex.quote(sys.executable)} -m coalition ", command)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}
    done = subprocess.run(["/bin/sh", "-c", command], env=environment, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def _python(code: str, names: dict[str, object]) -> str:
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(code, names)
    return output.getvalue()
