"""What the tests of the command line share: an analyser without a model, and a folder with articles."""

import sys
from pathlib import Path

import pytest
from tests.cli import stub_analyser

ARTICLE = """\
Malta lends a hangar

Malta’s foreign minister said on Monday that the island would lend a hangar to the airlift.
"""


@pytest.fixture
def articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder with two good articles and two bad ones; the stub analyses them."""
    monkeypatch.setitem(sys.modules, "coalition.analyser", stub_analyser)
    monkeypatch.chdir(tmp_path)
    for name, more in (("good", ""), ("better", ""), ("refused", "UNREADABLE"), ("interrupt", "INTERRUPT")):
        (tmp_path / f"{name}.txt").write_text(f"{ARTICLE}\n{more}\n", encoding="utf-8")
    return tmp_path
