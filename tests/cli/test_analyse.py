"""``coalition analyse``: what it reads, what it prints where, and with which exit code it ends."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli import stub_analyser

from coalition.cli import main
from coalition.report import Analysis

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = """\
Malta lends a hangar

Malta’s foreign minister said on Monday that the island would lend a hangar to the airlift.
"""

# A process of its own, for what happens to real streams.
RUN_WITH_STUB = (
    f"import sys; sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / 'src')!r}]\n"
    "from tests.cli import stub_analyser\n"
    "sys.modules['coalition.analyser'] = stub_analyser\n"
    "from coalition.cli import main\n"
    "sys.exit(main())\n"
)

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _stub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "coalition.analyser", stub_analyser)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with good and bad articles in it."""
    monkeypatch.chdir(tmp_path)
    for name in ("good.txt", "better.txt"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "refused.txt").write_text(f"{ARTICLE}\nUNREADABLE\n", encoding="utf-8")
    (tmp_path / "defect.txt").write_text(f"{ARTICLE}\nDEFECT\n", encoding="utf-8")
    (tmp_path / "interrupt.txt").write_text(f"{ARTICLE}\nINTERRUPT\n", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    return tmp_path


def give_stdin(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), encoding="ascii"))


def start(*arguments: str, folder: Path, stdout: int, **environment: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", RUN_WITH_STUB, "analyse", *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
    )


@pytest.mark.usefixtures("folder")
def test_page_of_one_article(capsys: Capture) -> None:
    """By default there is a page for readers on stdout, and nothing on stderr."""
    assert main(["analyse", "good.txt", "--width", "70"]) == 0
    captured = capsys.readouterr()
    assert captured.out.startswith("Malta lends a hangar\n")
    assert "+ IN · 1 country ──" in captured.out
    assert captured.err == ""


@pytest.mark.usefixtures("folder")
def test_json_of_one_article_is_an_object(capsys: Capture) -> None:
    """Exactly the contract, with the path as it was given."""
    assert main(["analyse", "./good.txt", "--json"]) == 0
    output = capsys.readouterr().out
    assert Analysis.from_json(output).article.path == "./good.txt"
    assert output == Analysis.from_json(output).to_json() + "\n"


@pytest.mark.usefixtures("folder")
def test_json_of_several_articles_is_an_array(capsys: Capture) -> None:
    """In the order of the command line, indented as one document."""
    assert main(["analyse", "good.txt", "better.txt", "--json"]) == 0
    output = capsys.readouterr().out
    assert [one["article"]["path"] for one in json.loads(output)] == ["good.txt", "better.txt"]
    assert output == json.dumps(json.loads(output), indent=2, ensure_ascii=False) + "\n"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("names", "count"), [(["good.txt", "empty.txt"], 1), (["empty.txt", "refused.txt"], 0)])
def test_json_of_several_articles_stays_an_array(names: list[str], count: int, capsys: Capture) -> None:
    """A script gets what it expects, also when articles are missing from it."""
    assert main(["analyse", *names, "--json"]) == 1
    assert len(json.loads(capsys.readouterr().out)) == count


@pytest.mark.usefixtures("folder")
def test_with_text_puts_the_text_into_the_json(capsys: Capture) -> None:
    """The ranges point into it."""
    assert main(["analyse", "good.txt", "--json", "--with-text"]) == 0
    assert json.loads(capsys.readouterr().out)["article"]["text"] == ARTICLE


@pytest.mark.usefixtures("folder")
def test_model_and_initiative_reach_the_analyser(capsys: Capture) -> None:
    """The command hands them on as they are."""
    assert main(["analyse", "good.txt", "--json", "--model", "en_other", "--initiative", "the airlift"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["initiative"] == {"name": "the airlift", "given": True}
    assert report["warnings"] == ["model en_other"]


@pytest.mark.parametrize("arguments", [["-"], []], ids=["dash", "nothing"])
def test_standard_input(arguments: list[str], monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """Bytes are read, whatever encoding Python takes the stream for."""
    give_stdin(monkeypatch, ARTICLE.encode())
    assert main(["analyse", "--json", *arguments]) == 0
    article = json.loads(capsys.readouterr().out)["article"]
    assert (article["path"], article["title"]) == (None, "Malta lends a hangar")


def test_no_article_on_a_terminal_is_wrong_usage(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """Nobody should sit before a command that waits for an article to be typed."""
    give_stdin(monkeypatch, b"")
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    assert main(["analyse"]) == 2
    assert "name a file with an article, or - for standard input" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_several_pages_are_parted(capsys: Capture) -> None:
    """One page below the other, with a thick line between them."""
    assert main(["analyse", "good.txt", "better.txt", "good.txt", "--width", "60"]) == 0
    assert capsys.readouterr().out.count("━" * 60) == 2


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("missing.txt", "coalition: missing.txt: no such file; check the path", id="missing"),
        pytest.param(
            "empty.txt", "coalition: empty.txt: is empty; give a file with the text of an article", id="empty"
        ),
        pytest.param("refused.txt", "coalition: refused.txt: has a word that this stub refuses", id="by the analyser"),
        pytest.param("no\x1b[31m\nsuch", "coalition: no�[31m such: no such file; check the path", id="hostile name"),
    ],
)
def test_bad_article_is_one_sentence_and_code_1(name: str, message: str, capsys: Capture) -> None:
    """The sentence names the file, and nothing goes to stdout."""
    assert main(["analyse", name]) == 1
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", f"{message}\n")


@pytest.mark.parametrize(
    ("stream", "arguments", "message"),
    [
        pytest.param("stdin", ["-"], "standard input: is closed; name a file", id="standard input"),
        pytest.param("stdout", ["good.txt"], "standard output is closed", id="page"),
        pytest.param("stdout", ["good.txt", "--json"], "standard output is closed", id="json"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_closed_stream_is_one_sentence(
    stream: str, arguments: list[str], message: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """``<&-`` and ``>&-`` leave no stream at all; a result that cannot be printed is not lost in silence."""
    monkeypatch.setattr(sys, stream, None)
    assert main(["analyse", *arguments]) == 1
    error = capsys.readouterr().err
    assert error.startswith(f"coalition: {message}")
    assert error.count("\n") == 1


@pytest.mark.usefixtures("folder")
def test_closed_standard_error_costs_no_result(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """Messages and progress have nowhere to go, the pages are printed all the same."""
    monkeypatch.setattr(sys, "stderr", None)
    assert main(["analyse", "missing.txt", "good.txt", "better.txt"]) == 1
    assert capsys.readouterr().out.count("Malta lends a hangar") == 2


def test_standard_input_that_cannot_be_read(folder: Path) -> None:
    """A descriptor that is open for writing only is no defect of ours."""
    with (folder / "sink").open("wb") as sink:
        process = subprocess.run(
            [sys.executable, "-c", RUN_WITH_STUB, "analyse", "-"],
            stdin=sink, capture_output=True, check=False,
        )  # fmt: skip
    assert process.returncode == 1
    assert process.stderr.startswith(b"coalition: standard input: cannot be read: ")
    assert process.stderr.count(b"\n") == 1


@pytest.mark.usefixtures("folder")
def test_empty_name_is_wrong_usage(capsys: Capture) -> None:
    """As ``coalition analyse "$UNSET"`` gives it; it is not the current folder."""
    assert main(["analyse", ""]) == 2
    assert "the name of an article must not be empty" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_initiative_that_is_no_utf_8(capsys: Capture) -> None:
    """Bytes of another encoding on the command line do not end in a JSON that cannot be written."""
    assert main(["analyse", "good.txt", "--json", "--initiative", "caf\udce9 pact"]) == 0
    assert json.loads(capsys.readouterr().out)["initiative"]["name"] == "caf\ufffd pact"


@pytest.mark.usefixtures("folder")
def test_terminal_of_no_columns(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """``COLUMNS=0``, as some containers set it, prints the narrowest page and not nothing."""
    monkeypatch.setenv("COLUMNS", "0")
    assert main(["analyse", "good.txt"]) == 0
    assert "Malta lends a hangar" in capsys.readouterr().out


def test_bad_standard_input_is_named(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """It has no path, so it is called what it is."""
    give_stdin(monkeypatch, b" \n")
    assert main(["analyse", "-"]) == 1
    assert capsys.readouterr().err.startswith("coalition: standard input: is empty")


@pytest.mark.usefixtures("folder")
def test_defect_is_told_in_one_sentence_with_its_place(capsys: Capture) -> None:
    """Even a fault of ours is no traceback, and says where to look."""
    assert main(["analyse", "defect.txt"]) == 1
    error = capsys.readouterr().err
    assert error.startswith("coalition: defect.txt: internal error, please report it: KeyError: ")
    assert error.endswith(")\n")
    assert error.count("\n") == 1
    assert "\x1b" not in error


@pytest.mark.usefixtures("folder")
def test_good_articles_are_printed_beside_bad_ones(capsys: Capture) -> None:
    """Each bad one is reported, and the exit code tells that there was one."""
    assert main(["analyse", "missing.txt", "good.txt", "defect.txt", "empty.txt", "better.txt"]) == 1
    captured = capsys.readouterr()
    assert captured.out.count("Malta lends a hangar") == 2
    assert [line.split(":")[1].strip() for line in captured.err.splitlines()] == [
        "missing.txt",
        "defect.txt",
        "empty.txt",
    ]


@pytest.mark.usefixtures("folder")
def test_unusable_model_ends_the_run(capsys: Capture) -> None:
    """What would go wrong with every article is told once."""
    assert main(["analyse", "good.txt", "better.txt", "--model", "broken"]) == 1
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "coalition: the spaCy model 'broken' is not installed; install it\n")


@pytest.mark.usefixtures("folder")
def test_interrupt_ends_with_130(capsys: Capture) -> None:
    """Ctrl-C is no error: no traceback, and the code that shells expect."""
    assert main(["analyse", "interrupt.txt"]) == 130
    assert capsys.readouterr().err.strip() == ""


@pytest.mark.parametrize("options", [[], ["--json"]], ids=["page", "json"])
def test_closed_pipe_is_silent(folder: Path, options: list[str]) -> None:
    """``coalition analyse … | head -1`` says nothing of it."""
    process = start("good.txt", "better.txt", *options, folder=folder, stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    with process:
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
@pytest.mark.parametrize("options", [[], ["--json"]], ids=["page", "json"])
def test_full_disk_is_one_sentence(folder: Path, options: list[str]) -> None:
    """Output that cannot be written is an error, but no traceback."""
    with Path("/dev/full").open("wb") as full:
        process = start("good.txt", *options, folder=folder, stdout=full.fileno())
        _, error = process.communicate()
    assert (process.returncode, error) == (1, b"coalition: standard output: No space left on device\n")


def test_terminal_without_unicode_gets_ascii_and_json_stays_utf_8(folder: Path) -> None:
    """The page fits the terminal, the JSON is the same everywhere."""
    page, _ = start("good.txt", folder=folder, stdout=subprocess.PIPE, PYTHONIOENCODING="latin-1").communicate()
    assert page.isascii()
    output, _ = start(
        "good.txt", "--json", "--with-text", folder=folder, stdout=subprocess.PIPE, PYTHONIOENCODING="latin-1"
    ).communicate()
    assert json.loads(output.decode())["article"]["text"] == ARTICLE


@pytest.mark.usefixtures("folder")
def test_progress_is_shown_only_for_several_articles_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """The line is overwritten with blanks before anything else is printed."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert main(["analyse", "good.txt"]) == 0
    assert capsys.readouterr().err == ""
    assert main(["analyse", "good.txt", "better.txt"]) == 0
    blanks = " " * len("[1/2] good.txt")
    assert capsys.readouterr().err.startswith(f"\r[1/2] good.txt\r{blanks}\r\r[2/2] better.txt\r")
