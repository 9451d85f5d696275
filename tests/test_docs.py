"""The documents say what the code and the data are: each key, room, file, word and dependency."""

from __future__ import annotations

import doctest
import json
import re
import tomllib
from enum import StrEnum
from pathlib import Path

import pytest
from pydantic import BaseModel

import coalition.analyser
from coalition.cli.analyse import analyse
from coalition.cli.evaluate import evaluate
from coalition.reading.article import SectionKind
from coalition.reading.formats.records import BYLINES, DATES, IDS, SOURCES, TEXT_FIELDS, TITLES
from coalition.reading.kinds import SUFFIXES
from coalition.report import Analysis, ReportedCertainty
from coalition.stance import Polarity, Role, Source, Stance

ROOT = Path(__file__).resolve().parents[1]
JSON_PAGE = (ROOT / "docs/json.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
CLOSED_SETS: list[type[StrEnum]] = [Polarity, ReportedCertainty, Role, SectionKind, Source, Stance]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "data").rglob("*.md")])


def keys_of(model: type[BaseModel]) -> set[str]:
    """Return the JSON keys of a model and of all models inside it."""
    schema = model.model_json_schema()
    return {key for part in (schema, *schema["$defs"].values()) for key in part.get("properties", ())}


def test_json_page_explains_each_key() -> None:
    """A key that the report may hold stands in the page as code."""
    assert {key for key in keys_of(Analysis) if f"`{key}`" not in JSON_PAGE} == set()


@pytest.mark.parametrize("kind", CLOSED_SETS, ids=lambda kind: kind.__name__)
def test_json_page_lists_each_value(kind: type[StrEnum]) -> None:
    """The values of a closed set stand in the page as code."""
    assert [value for value in kind if f"`{value}`" not in JSON_PAGE] == []


def test_json_example_is_a_report() -> None:
    """The example keeps the contract, and its passages stand where it says in the article that it names."""
    example = re.search(r"^```json\n(.*?)^```$", JSON_PAGE, re.MULTILINE | re.DOTALL)
    assert example is not None
    analysis = Analysis.from_json(example[1])
    assert json.loads(analysis.to_json()) == json.loads(example[1])
    text = (ROOT / str(analysis.article.path)).read_text(encoding="utf-8")
    evidence = [piece for country in analysis.countries for piece in country.evidence]
    cues = [cue for piece in evidence for cue in piece.cues]
    placed = [(part.text, part.start, part.end) for parts in (evidence, cues, analysis.quotes) for part in parts]
    assert [text[start:end] for _, start, end in placed] == [passage for passage, _, _ in placed]


def test_architecture_shows_the_rooms_that_exist() -> None:
    """A new module at the top needs its line in the picture, and a line its module."""
    tops = [path for path in (ROOT / "src/coalition").iterdir() if path.name[0] not in "_." and path.suffix != ".typed"]
    rooms = {f"{path.name}/" if path.is_dir() else path.name for path in tops}
    shown = set(re.findall(r"^\| `([\w.]+/?)` \|", ARCHITECTURE, re.MULTILINE))
    assert {name for name in shown if name.endswith((".py", "/"))} - {"examples/"} == rooms


def test_architecture_shows_the_data_files_that_exist() -> None:
    """A file at the top of data/ has its line in the table, and no line is left behind."""
    files = {path.name for path in (ROOT / "data").iterdir() if path.is_file() and path.name[0] != "."}
    assert set(re.findall(r"`(\w+\.(?:toml|json))`", ARCHITECTURE)) - {"pyproject.toml"} == files


def test_glossary_has_each_word_once_in_order() -> None:
    """Entries are sorted and unique, and a word in italics at the start of a reference has an entry."""
    words = re.findall(r"^- \*\*(.+?)\*\*", (ROOT / "docs/glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(words) > 60
    assert words == sorted(set(words))


def test_dependencies_page_gives_each_requirement_its_reason() -> None:
    """The page names every requirement with the range of pyproject.toml."""
    page = (ROOT / "docs/dependencies.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    requirements = [
        *project["dependencies"],
        *(one for extra in project["optional-dependencies"].values() for one in extra),
    ]
    requirements = [one for one in requirements if not one.startswith("coalition[")]  # an extra that has others
    rows = [re.sub(r"^([\w-]+)(.*)$", r"| \1 | `\2` |", requirement) for requirement in requirements]
    assert [row for row in rows if row not in page] == []


@pytest.mark.parametrize(
    "name", ["CHANGELOG.md", "README.md", "docs/dependencies.md", "docs/inputs.md", "docs/json.md"]
)
def test_options_that_are_named_exist(name: str) -> None:
    """Every option in the pages for users is one of ``coalition analyse`` or ``coalition evaluate``."""
    parameters = [*analyse.params, *evaluate.params]
    options = {option for parameter in parameters for option in parameter.opts} | {"--help", "--version"}
    named = re.findall(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*", (ROOT / name).read_text(encoding="utf-8"))
    assert set(named) <= options


def test_inputs_page_lists_each_suffix_and_field() -> None:
    """What a folder stands for, and where a record has its parts, is what the code says."""
    page = (ROOT / "docs/inputs.md").read_text(encoding="utf-8")
    names = [*SUFFIXES, *TEXT_FIELDS, *TITLES, *DATES, *BYLINES, *SOURCES, *IDS]
    assert [name for name in names if f"`{name}`" not in page] == []


@pytest.mark.model
@pytest.mark.parametrize("name", ["docs/python.md", "docs/spacy.md"])
def test_examples_of_the_pages_come_out_as_printed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows ">>>" in a page gives what stands below it, at the top of a checkout."""
    monkeypatch.chdir(ROOT)
    assert doctest.testfile(str(ROOT / name), module_relative=False).failed == 0


@pytest.mark.model
def test_examples_of_the_docstrings_come_out_as_printed() -> None:
    """As in the pages."""
    assert doctest.testmod(coalition.analyser).failed == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """A relative link in a document names a file of the checkout."""
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
