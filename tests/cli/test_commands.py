"""The command ``coalition``: help, version, and that nothing heavy is loaded for them."""

import pytest
from tests.fresh import assert_succeeds

from coalition.cli import main


def test_help_loads_nothing_heavy() -> None:
    """--help takes 0.1 s and not 0.9, since neither spaCy nor pydantic nor Rich is imported for it."""
    code = (
        "import sys\n"
        "from coalition.cli import main\n"
        "from coalition.cli.commands import coalition\n"
        "codes = [main(['--help']), *(main([name, '--help']) for name in coalition.commands)]\n"
        "heavy = {'spacy', 'pydantic', 'rich', 'numpy', 'importlib.metadata'} & set(sys.modules)\n"
        "sys.exit(f'{codes} {heavy}' if heavy or any(codes) else 0)\n"
    )
    assert_succeeds(code)


def test_importing_the_package_loads_nothing_heavy() -> None:
    """The public names are looked up on first use, and are all that ``dir`` shows."""
    code = (
        "import sys, coalition\n"
        "heavy = {'spacy', 'pydantic', 'rich', 'click'} & set(sys.modules)\n"
        "shown = set(dir(coalition)) ^ set(coalition.__all__)\n"
        "sys.exit(f'{heavy} {shown}' if heavy or shown or coalition.Stance.IN != 'in' else 0)\n"
    )
    assert_succeeds(code)


def test_unknown_name_of_the_package_is_an_attribute_error() -> None:
    """As in any module."""
    import coalition

    with pytest.raises(AttributeError, match="no attribute 'analysis'"):
        _ = coalition.analysis


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], []], ids=["long", "short", "none"])
def test_help(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Help goes to stdout, also when nothing was asked for."""
    assert main(arguments) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("Usage: coalition ")
    assert "analyse" in captured.out
    assert captured.err == ""


@pytest.mark.parametrize("spelling", ["analyse", "analyze"])
def test_help_of_analyse_in_both_spellings(spelling: str, capsys: pytest.CaptureFixture[str]) -> None:
    """American readers type another letter."""
    assert main([spelling, "-h"]) == 0
    help_text = capsys.readouterr().out
    options = ("--json", "--explain", "--initiative", "--model", "--with-text", "--width", "--ascii")
    assert [option for option in options if option not in help_text] == []


def test_version(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The version is that of the installed package."""
    monkeypatch.setattr("importlib.metadata.version", lambda name: f"1.2.3 of {name}")
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == "coalition 1.2.3 of coalition\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["--colour"], "No such option '--colour' (see 'coalition --help')", id="option"),
        pytest.param(["assess"], "No such command 'assess' (see 'coalition --help')", id="command"),
        pytest.param(["analyse", "--jsn"], "(see 'coalition analyse --help')", id="option of the command"),
        pytest.param(["analyse", "--width", "30", "a"], "Invalid value for '--width'", id="width"),
        pytest.param(["analyse", "--initiative", " ", "a"], "must not be empty", id="blank initiative"),
        pytest.param(["analyse", "-", "-"], "standard input can be read only once", id="stdin twice"),
    ],
)
def test_wrong_usage_is_one_sentence_and_code_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line on stderr, nothing on stdout."""
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("coalition: ")
    assert captured.err.count("\n") == 1
    assert message in captured.err
