"""What all tests share: the options of the suite, the model, deterministic Hypothesis."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from spacy.language import Language

# No deadline: the checks run beside others on small machines. Derandomised: two runs give one answer.
settings.register_profile("coalition", deadline=None, derandomize=True)
settings.load_profile("coalition")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update-golden``."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden reports instead of comparing")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that ask for ``nlp``, so that ``-m "not model"`` is the quick suite."""
    for item in items:
        if "nlp" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.model)


@pytest.fixture(autouse=True)
def no_configuration(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the files and variables of whoever runs the tests out of them."""
    for name in [name for name in os.environ if name.startswith("COALITION_")]:
        monkeypatch.delenv(name)
    empty = str(tmp_path_factory.getbasetemp())
    monkeypatch.setenv("XDG_CONFIG_HOME", empty)
    monkeypatch.setenv("XDG_CONFIG_DIRS", empty)


@pytest.fixture(scope="session")
def nlp() -> Language:
    """Return the parsing pipeline, loaded once for the whole suite."""
    from coalition.pipeline.model import load_model

    return load_model()


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Tell whether golden reports are to be rewritten."""
    return bool(request.config.getoption("--update-golden"))
