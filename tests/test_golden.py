"""Golden reports: what the tool says of each example article, as JSON, and of two of them as a page.

A golden report records what the tool says; ``data/examples/gold.jsonl`` what is true. After a
wanted change ``pytest --update-golden`` rewrites them; read the diff before you commit it.
"""

from __future__ import annotations

import difflib
import json
from pathlib import Path
from typing import Any

import pytest
from tests.engine import EXAMPLE_IDS, example, example_report
from tests.render.sample_reports import page

GOLDEN = Path(__file__).parent / "golden"
PAGES = ("haiti-mission", "whale-sanctuary")
MAX_DIFF = 80  # lines of a difference that a failure shows

pytestmark = pytest.mark.model


@pytest.mark.parametrize("name", EXAMPLE_IDS)
def test_report_is_as_recorded(name: str, update_golden: bool) -> None:
    """The JSON of an example, compared as values."""
    path = GOLDEN / name / "report.json"
    found = example_report(name).to_json()
    if update_golden:
        _write(path, f"{found}\n")
    recorded = json.loads(_recorded(path))
    if json.loads(found) != recorded:
        _fail(path, _lines(recorded), _lines(json.loads(found)))


@pytest.mark.parametrize("name", PAGES)
def test_page_is_as_recorded(name: str, update_golden: bool) -> None:
    """The page of an example, 80 columns wide and without colour."""
    path = GOLDEN / name / "table.txt"
    found = page(example_report(name), text=example(name).text)
    if update_golden:
        _write(path, found)
    if found != _recorded(path):
        _fail(path, _recorded(path).splitlines(), found.splitlines())


def test_no_golden_folder_is_left_over() -> None:
    """Each folder belongs to an example and holds nothing that no test reads."""
    wanted = {f"{name}/report.json" for name in EXAMPLE_IDS} | {f"{name}/table.txt" for name in PAGES}
    assert {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file()} <= wanted


def _recorded(path: Path) -> str:
    if not path.is_file():
        pytest.fail(f"{path} is missing; 'pytest --update-golden' writes it", pytrace=False)
    return path.read_bytes().decode("utf-8")


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8"))


def _lines(report: Any) -> list[str]:
    return json.dumps(report, indent=2, ensure_ascii=False).splitlines()


def _fail(path: Path, recorded: list[str], found: list[str]) -> None:
    diff = list(difflib.unified_diff(recorded, found, "recorded", "found", lineterm=""))
    more = [f"… and {len(diff) - MAX_DIFF} lines more"] if len(diff) > MAX_DIFF else []
    note = f"{path.parent.name}/{path.name} differs; if that is wanted, 'pytest --update-golden' and read the diff"
    pytest.fail("\n".join([note, *diff[:MAX_DIFF], *more]), pytrace=False)
