"""The published JSON Schemas: reports keep them, and they change only together with their version."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from tests.render.sample_reports import TEXT, empty_analysis, full_analysis

from coalition.cli import main
from coalition.cli.schema import OUTPUTS as CHOICES
from coalition.report import Analysis, Filters
from coalition.schemas import OUTPUTS, schema_of
from coalition.stance import Stance

ROOT = Path(__file__).resolve().parents[1]
PUBLISHED = ROOT / "docs/schemas"
GOLDEN = sorted((ROOT / "tests/golden").glob("*/report.json"))

PARTS = [
    full_analysis(),
    empty_analysis(),
    full_analysis().with_text(TEXT),
    full_analysis().filtered(Filters(stances=(Stance.OUT,), min_confidence=0.6)),
]


def validator(name: str) -> Draft202012Validator:
    """Return the independent judge, which knows the schema alone."""
    schema = schema_of(name)
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.parent.name)
def test_reports_of_examples_keep_the_schema(path: Path) -> None:
    """The golden reports are what the command prints."""
    validator("report").validate(json.loads(path.read_bytes()))


def test_there_are_examples_to_keep_it() -> None:
    """The test above is not empty."""
    assert len(GOLDEN) >= 16


@pytest.mark.parametrize("analysis", PARTS, ids=["full", "empty", "with text", "filtered"])
def test_optional_keys_keep_the_schema(analysis: Analysis) -> None:
    """Indented or on a line, alone or in an array."""
    validator("report").validate(json.loads(analysis.to_json()))
    validator("reports").validate([json.loads(analysis.to_json(indent=None))] * 2)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param(("coalition", "in"), ["Portugal"], id="name for code"),
        pytest.param(("countries", 0, "stance"), "maybe", id="unknown stance"),
        pytest.param(("countries", 0, "confidence"), 94, id="percent"),
        pytest.param(("countries", 0, "colour"), "blue", id="unknown key"),
        pytest.param(("article", "date"), "4 March", id="no date"),
        pytest.param(("filters",), {"stance": "out"}, id="unknown filter"),
        pytest.param(("schema_version",), "0.9", id="version"),
    ],
)
def test_wrong_report_breaks_the_schema(path: tuple[str | int, ...], value: object) -> None:
    """The schema alone tells a wrong report from a right one."""
    report = json.loads(full_analysis().to_json())
    part: Any = report
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    with pytest.raises(ValidationError):
        validator("report").validate(report)


@pytest.mark.parametrize("key", ["article", "countries", "warnings", "schema_version"])
def test_missing_key_breaks_the_schema(key: str) -> None:
    """All keys are there, but for the optional ones."""
    report = json.loads(full_analysis().to_json())
    del report[key]
    with pytest.raises(ValidationError, match="is a required property"):
        validator("report").validate(report)


@pytest.mark.parametrize("name", CHOICES)
def test_command_prints_the_schema(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON, with the version in its name."""
    assert main(["schema", name]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == schema_of(name)
    assert printed["$id"] == f"urn:coalition:{name}:{OUTPUTS[name].version}"


def test_choices_of_the_command_are_the_outputs() -> None:
    """The help must not load the models, so the two lists are compared here."""
    assert [*CHOICES] == [*OUTPUTS]


# ---------------------------------------------------------------- published
def contract(schema: Any) -> Any:
    """Return what binds of a schema: all but the words that explain it."""
    if isinstance(schema, dict):
        is_named = "type" in schema or "anyOf" in schema or "$ref" in schema or "enum" in schema or "const" in schema
        words = {"title", "description"} if is_named else set()
        return {key: contract(value) for key, value in schema.items() if key not in words}
    return [contract(value) for value in schema] if isinstance(schema, list) else schema


@pytest.mark.parametrize("name", OUTPUTS)
def test_schema_is_published_and_changes_only_with_its_version(name: str, update_golden: bool) -> None:
    """docs/schemas/ has each version; once there, its keys and values stay, and only its words may be mended.

    While a version has never been released, delete its file and run with --update-golden.
    """
    path = PUBLISHED / f"{name}-{OUTPUTS[name].version}.json"
    found = schema_of(name)
    recorded = json.loads(path.read_bytes()) if path.is_file() else None
    if recorded is not None and contract(recorded) != contract(found):
        pytest.fail(f"the schema of {name} is no longer that of {path.name}: raise its version", pytrace=False)
    if update_golden:
        path.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    elif recorded != found:
        pytest.fail(f"{path.name} is missing or its words differ; 'pytest --update-golden' writes it", pytrace=False)


@pytest.mark.parametrize("change", [{"required": ["title"]}, {"enum": ["in"]}, {"properties": {"title": {}}}])
def test_contract_sees_keys_and_values_but_no_words(change: dict[str, object]) -> None:
    """A property that is called "title" is no word of explanation."""
    schema = {"type": "object", "title": "A", "properties": {"title": {"type": "string"}}}
    assert contract(schema | {"title": "B", "description": "C"}) == contract(schema)
    assert contract(schema | change) != contract(schema)
