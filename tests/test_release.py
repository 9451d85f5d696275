"""What goes with a release: the citation, the list of licences, the image, the forms of the repository."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*.yml"))


def read(path: str) -> str:
    """Return the text of a file of the checkout."""
    return (ROOT / path).read_text(encoding="utf-8")


def test_citation_is_that_of_the_version() -> None:
    """It has the keys that the Citation File Format 1.2.0 requires, and what pyproject and changelog say."""
    citation = yaml.safe_load(read("CITATION.cff"))
    assert citation.keys() >= {"cff-version", "message", "title", "authors"}
    assert citation["cff-version"] == "1.2.0"
    assert [author["name"] for author in citation["authors"]] == [author["name"] for author in PROJECT["authors"]]
    assert (citation["version"], citation["license"]) == (PROJECT["version"], PROJECT["license"])
    released = re.search(r"^## \[\d[^\]]*\] - (\S+)$", read("CHANGELOG.md"), re.MULTILINE)
    assert released is not None
    assert citation["date-released"] == date.fromisoformat(released[1])


def test_licences_name_each_requirement() -> None:
    """No requirement of pyproject is missing, and no package's licence is unknown."""
    rows = dict(re.findall(r"^\| ([\w-]+) \| (.+) \|$", read("docs/licences.md"), re.MULTILINE))
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    names = {re.split(r"[\[<>=]", requirement)[0] for group in groups for requirement in group} - {"coalition"}
    assert names - rows.keys() == set()
    assert [name for name, licence in rows.items() if "UNKNOWN" in licence] == []


def test_image_runs_the_command_without_privileges() -> None:
    """Its entry is the command, its user is not root, and both stages have the same Python, which is supported."""
    lines = read("Dockerfile").splitlines()
    stages = {line.split()[1] for line in lines if line.startswith("FROM ")}
    users = [line.split()[1] for line in lines if line.startswith("USER ")]
    assert len(stages) == 1
    version = stages.pop().removeprefix("python:").removesuffix("-slim")
    assert f"Programming Language :: Python :: {version}" in PROJECT["classifiers"]
    assert users
    assert users[-1] not in {"root", "0"}
    assert 'ENTRYPOINT ["coalition"]' in lines


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_issue_form_can_be_filled_in(form: Path) -> None:
    """A form has a name, a description, and inputs with labels and ids of their own."""
    content = yaml.safe_load(form.read_text(encoding="utf-8"))
    inputs = [part for part in content["body"] if part["type"] != "markdown"]
    assert content["name"]
    assert content["description"]
    assert all(part["attributes"]["label"] for part in inputs)
    assert len({part["id"] for part in inputs}) == len(inputs) > 0
