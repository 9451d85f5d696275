"""Shells complete commands, options, files, formats and countries."""

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from coalition.cli import main
from coalition.cli.commands import coalition
from coalition.cli.completion import SHELLS
from coalition.cli.formats import FORMATS


def offered(*words: str) -> list[tuple[str, str]]:
    """Return type and value of what is offered for the last of the words."""
    *before, incomplete = words
    items = ShellComplete(coalition, {}, "coalition", "_COALITION_COMPLETE").get_completions(before, incomplete)
    return [(item.type, str(item.value)) for item in items]


def plain(*values: str) -> list[tuple[str, str]]:
    return [("plain", value) for value in values]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("an",), plain("analyse")),
        (("analyse", "--format", ""), plain(*FORMATS)),
        (("analyse", "--stance", "o"), plain("out")),
        (("analyse", "--rows", "p"), plain("people")),
        (("analyse", "--country", "Pol"), plain("Poland")),
        (("analyse", "--country", "PO"), plain("POL")),
        (("analyse", "--country", "po"), plain("pol", "poland", "portugal")),
        (("analyse", "--country", "Sri"), []),
        (("analyse", "--country", "LK"), plain("LKA")),
        (("explain", "a.txt", "Mal"), plain("Malawi", "Malaysia", "Maldives", "Mali", "Malta")),
        (("countries", "Pol"), plain("Poland")),
        (("analyse", "art"), [("file", "art")]),
        (("explain", "art"), [("file", "art")]),
        (("analyse", "-o", "rep"), [("file", "rep")]),
        (("evaluate", "gold", "--by", "so"), plain("source")),
        (("schema", "rep"), plain("report", "reports")),
        (("completion", ""), plain(*SHELLS)),
    ],
)
def test_offers(words: tuple[str, ...], expected: list[tuple[str, str]]) -> None:
    """Codes are offered in the case in which they were begun, names of several words by their code alone."""
    assert offered(*words) == expected


@pytest.mark.parametrize("shell", SHELLS)
def test_script_is_printed(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """For each shell that is known."""
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert f"_COALITION_COMPLETE={shell}_complete" in script


SCRIPTS = {
    "bash": 'source <(coalition completion bash)\nCOMP_WORDS=({words} "") COMP_CWORD={count}\n'
    '_coalition_completion coalition\nprintf "%s\\n" "${{COMPREPLY[@]}}"\n',
    "fish": 'coalition completion fish | source\ncomplete -C "{words} "\n',
}


@pytest.mark.parametrize("shell", SCRIPTS)
def test_shell_itself_completes(shell: str, tmp_path: Path) -> None:
    """The script works in the shell that it is for, where this one is installed."""
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    script = SCRIPTS[shell].format(words="coalition analyse --stance", count=3)
    path = f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [program], input=script, cwd=tmp_path, env={**os.environ, "PATH": path, "HOME": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert sorted(done.stdout.split()) == ["in", "out", "uncertain"], done.stderr
