"""Options that are set once for all: which place counts, what is shown of it, and what is wrong with it."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from threading import Thread

import click
import pytest

from coalition.cli import main
from coalition.cli.analyse import analyse
from coalition.cli.config import config
from coalition.cli.configuration import FILE, KEYS, variable

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the folders of XDG")


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Path]:
    """Return the user's and the system's file, which are not there yet, and one to be given."""
    found = {}
    for name, places in (("user", "XDG_CONFIG_HOME"), ("system", "XDG_CONFIG_DIRS")):
        monkeypatch.setenv(places, str(tmp_path / name))
        found[name] = tmp_path / name / "coalition" / FILE
        found[name].parent.mkdir(parents=True)
    return found | {"given": tmp_path / "given.toml"}


def _shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, tuple[str, str]]:
    """Return each key with value and source, as ``coalition config`` prints them."""
    assert main(["config", *arguments]) == 0
    table = capsys.readouterr().out.partition("\n\n")[0]
    rows = (line.split(maxsplit=2) for line in table.splitlines())
    return {key: (value, source) for key, value, source in rows}


def test_places_count_in_their_order(
    places: dict[str, Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the system's file to the command line each place beats those before it."""
    assert _shown(capsys)["width"] == ("-", "default")
    for width, name in ((61, "system"), (62, "user")):
        places[name].write_text(f"width = {width}\n", encoding="utf-8")
        assert _shown(capsys)["width"] == (str(width), str(places[name]))
    places["given"].write_text("width = 63\n", encoding="utf-8")
    given = ("--config", str(places["given"]))
    assert _shown(capsys, *given)["width"] == ("63", str(places["given"]))
    monkeypatch.setenv("COALITION_CONFIG", str(places["given"]))
    assert _shown(capsys)["width"] == ("63", str(places["given"]))
    monkeypatch.setenv("COALITION_WIDTH", "64")
    assert _shown(capsys)["width"] == ("64", "COALITION_WIDTH")
    assert _shown(capsys, "--width", "65")["width"] == ("65", "command line")
    monkeypatch.setenv("COALITION_WIDTH", "")
    assert _shown(capsys)["width"] == ("63", str(places["given"]))


def test_files_are_merged_key_by_key(places: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """What a file does not speak of comes from the next one; a lexicon is looked up beside its file."""
    places["system"].write_text("ascii = true\nmin-confidence = 1\n", encoding="utf-8")
    places["user"].write_text('lexicon = "desk.toml"\nmin-confidence = 0.5\n', encoding="utf-8")
    desk = places["user"].with_name("desk.toml")
    desk.touch()
    shown = _shown(capsys)
    assert shown["ascii"] == ("true", str(places["system"]))
    assert shown["min-confidence"] == ("0.5", str(places["user"]))
    assert shown["lexicon"] == (str(desk), str(places["user"]))


@pytest.mark.usefixtures("articles")
def test_analysis_obeys(capsys: pytest.CaptureFixture[str], places: dict[str, Path]) -> None:
    """A file's initiative reaches the analysis as the option would; the option beats it."""
    places["user"].write_text('initiative = "salt pact"\n', encoding="utf-8")
    assert main(["analyse", "good.txt", "--json"]) == 0
    assert '"name": "salt pact"' in capsys.readouterr().out
    assert main(["analyse", "good.txt", "--json", "--initiative", "tin pact"]) == 0
    assert '"name": "tin pact"' in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("widht = 80", "widht: no such key; did you mean 'width'?", id="misspelt"),
        pytest.param("[analyse]\nwidth = 80", "analyse: no such key; there are ascii, ", id="table"),
        pytest.param("width = 300", "width: 300 is not in the range", id="out of range"),
        pytest.param('width = "wide"', "width: 'wide' is not a whole number", id="text for a number"),
        pytest.param("width = true", "width: True is not a whole number", id="truth for a number"),
        pytest.param("ascii = 1", "ascii: 1 is not true or false", id="number for a truth"),
        pytest.param("model = 3", "model: 3 is not text in quotation marks", id="number for text"),
        pytest.param('lexicon = "none.toml"', "none.toml' does not exist", id="missing lexicon"),
        pytest.param("width = ", "Invalid value", id="no TOML"),
        pytest.param(f"x = {'[' * 5000}", "is nested too deeply", id="nested"),
        pytest.param("\udcff", "is not UTF-8; save it as UTF-8", id="no text"),
    ],
)
def test_fault_of_a_file_is_told(
    places: dict[str, Path], capsys: pytest.CaptureFixture[str], content: str, message: str
) -> None:
    """One sentence names the file, the key and the fault, whatever the command; nothing is analysed."""
    places["user"].write_bytes(content.encode("utf-8", "surrogateescape"))
    for command in (["config"], ["analyse", "missing.txt"], ["explain", "missing.txt", "Malta"]):
        assert main(command) == 1
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err.startswith(f"coalition: {places['user']}: ")
        assert message in told.err
        assert told.err.count("\n") == 1


def test_help_and_other_commands_do_without(places: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """A damaged file is in the way of nobody who does not need it."""
    places["user"].write_text("?", encoding="utf-8")
    for command in (["analyse", "--help"], ["countries", "Malta"], ["schema"]):
        assert main(command) == 0
    capsys.readouterr()


def test_values_are_shown_and_not_obeyed(capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever stands in an option."""
    assert main(["config", "--initiative", "\x1b[31mpact\u202e"]) == 0
    assert not set(capsys.readouterr().out) & {"\x1b", "\u202e"}


@pytest.mark.parametrize("command", [analyse, config], ids=lambda command: str(command.name))
def test_each_key_is_an_option_with_its_variable(command: click.Command) -> None:
    """Keys, options and variables have one name, and the page for users lists all."""
    options = {option.name: option for option in command.params}
    page = (Path(__file__).resolve().parents[2] / "docs/own.md").read_text(encoding="utf-8")
    for key, name in KEYS.items():
        assert f"--{key}" in options[name].opts
        assert options[name].envvar == variable(key)
        assert f"| `{key}` | `--{key}` | `{variable(key)}` |" in page


def test_variable_is_named_only_where_the_value_came_from_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever typed the option is not sent to the environment."""
    assert main(["config", "--width", "9"]) == 2
    assert "Invalid value for '--width': 9 is not in the range" in capsys.readouterr().err
    monkeypatch.setenv("COALITION_WIDTH", "wide")
    assert main(["config"]) == 2
    assert (
        "Invalid value for '--width' (env var: 'COALITION_WIDTH'): 'wide' is not a valid whole number"
        in capsys.readouterr().err
    )


def test_file_may_be_a_pipe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As ``--config <(echo 'width = 80')`` gives one; it must not be passed over."""
    os.mkfifo(tmp_path / "pipe")
    writer = Thread(target=(tmp_path / "pipe").write_text, args=("width = 80",), daemon=True)
    writer.start()
    assert main(["config", "--config", str(tmp_path / "pipe")]) == 0
    writer.join()
    told = capsys.readouterr().out
    assert re.search(rf"^width +80 +{tmp_path}/pipe$", told, re.MULTILINE)
    assert f"read            {tmp_path}/pipe" in told
