"""Compiled lexicons are the lexicons, and nothing else is taken for one."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from coalition.lexicons import compiled
from coalition.lexicons.compiled import FOLDER, compile_lexicons, loader_names
from coalition.lexicons.countries import Form, MentionKind
from coalition.lexicons.store import data_dir


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the data files with the compiled lexicons in it."""
    copy = tmp_path_factory.mktemp("lexicons") / "data"
    shutil.copytree(data_dir(), copy, ignore=shutil.ignore_patterns("examples", FOLDER))
    compile_lexicons(copy / FOLDER)
    return copy


def restore(folder: Path, name: str) -> object:
    """Return the compiled value of a loader."""
    names, _ = compiled._LOADERS[name]
    return compiled._restore(folder / FOLDER / name, names)


def content(value: object) -> object:
    """Return what two values must share to be the same."""
    return vars(value) if hasattr(value, "__dict__") else value


@pytest.mark.parametrize("name", loader_names())
def test_compiled_value_is_the_one_that_is_read(name: str, folder: Path) -> None:
    """Field by field."""
    _, read = compiled._LOADERS[name]
    assert content(restore(folder, name)) == content(read())


def test_changed_data_file_makes_it_stale(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever edits a lexicon sees the edit at the next start."""
    edited = tmp_path / "data"
    shutil.copytree(folder, edited)
    monkeypatch.setattr(compiled, "data_dir", lambda: edited)
    assert restore(edited, "load_grammar") is not None
    path = edited / "grammar.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    assert restore(edited, "load_grammar") is None


def _cut(content: bytes) -> bytes:
    return content[:-100]


def _empty(_: bytes) -> bytes:
    return b""


def _calling(content: bytes) -> bytes:
    return content[: compiled._DIGEST_SIZE] + pickle.dumps(print)


@pytest.mark.parametrize("damage", [_cut, _empty, _calling], ids=["cut", "empty", "names-a-function"])
def test_damaged_file_is_no_lexicon(damage: Callable[[bytes], bytes], folder: Path, tmp_path: Path) -> None:
    """The data files are read instead; nothing that a file names is called."""
    path = tmp_path / "load_cues"
    path.write_bytes(damage((folder / FOLDER / "load_cues").read_bytes()))
    assert compiled._restore(path, compiled._LOADERS["load_cues"][0]) is None


def test_values_of_other_packages_are_refused(folder: Path, tmp_path: Path) -> None:
    """A value of ours passes, a path does not."""
    head = (folder / FOLDER / "load_cues").read_bytes()[: compiled._DIGEST_SIZE]
    form = Form("Chad", "Chad", MentionKind.NAME, ("TCD",), needs_support=False, is_prefix=False)
    for value, expected in ((form, form), (Path("x"), None)):
        (tmp_path / "value").write_bytes(head + pickle.dumps(value))
        assert compiled._restore(tmp_path / "value", compiled._LOADERS["load_cues"][0]) == expected
