"""Arguments -> articles: folders, patterns, addresses, records, and what is told of those that fail."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli import stub_analyser
from tests.reading.formats.files import docx_bytes, json_lines, mail_bytes, pdf_bytes, prose

from coalition.cli import main

ROOT = Path(__file__).resolve().parents[2]
TEXT = "Malta’s foreign minister said on Monday that the island would lend a hangar to the airlift."
Capture = pytest.CaptureFixture[str]

# What a terminal, a markup or a spreadsheet would obey.
HOSTILE = (
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b31m <script>alert(1)</script> [bold]x[/bold] \u202eevil\u202c =cmd()|x "
    + "a" * 100_000
)


@pytest.fixture(autouse=True)
def _stub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "coalition.analyser", stub_analyser)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with files of several kinds in it."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "news/b.txt",
        "news/a/c.md",
        "news/.hidden.txt",
        "news/.git/d.txt",
        "news/b.css",
        "news/e",
        "z[1].txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    (tmp_path / "lines.jsonl").write_bytes(json_lines({"text": TEXT}, {"id": "x"}, {"text": TEXT, "id": 7}))
    (tmp_path / "object.json").write_bytes(json.dumps({"text": TEXT}).encode())
    (tmp_path / "page.html").write_text(f"<html><body><h1>A hangar</h1>{f'<p>{TEXT}</p>' * 4}</body></html>", "utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


def paths(capture: Capture) -> list[str]:
    reports = json.loads(capture.readouterr().out)
    return [report["article"]["path"] for report in reports]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        pytest.param("news", ["news/a/c.md", "news/b.txt"], id="folder"),
        pytest.param("./news/", ["./news/a/c.md", "./news/b.txt"], id="folder with a slash"),
        pytest.param("news/*", ["news/b.css", "news/b.txt", "news/e"], id="pattern"),
        pytest.param("**/*.md", ["news/a/c.md"], id="pattern of folders"),
        pytest.param("news/b.[t]xt", ["news/b.txt"], id="pattern of one file"),
        pytest.param("lines.jsonl", ["lines.jsonl:1", "lines.jsonl#7"], id="records"),
    ],
)
def test_several_articles_of_one_argument(argument: str, expected: list[str], capsys: Capture) -> None:
    """They make an array, however many there are, in the order of their paths; hidden files are passed over."""
    main(["analyse", argument, "--json"])
    assert paths(capsys) == expected


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("argument", ["object.json", "page.html", "z[1].txt", "news/e"])
def test_one_article_of_one_argument(argument: str, capsys: Capture) -> None:
    """It makes a report; a name that looks like a pattern is a file first."""
    assert main(["analyse", argument, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["article"]["path"], report["coalition"]["in"]) == (argument, ["MLT"])


@pytest.mark.usefixtures("folder")
def test_what_a_folder_has_besides_is_counted(capsys: Capture) -> None:
    """Nothing is left out in silence, but what is hidden."""
    assert main(["analyse", "news"]) == 0
    assert capsys.readouterr().err == "coalition: news: 2 files skipped, of a kind that is not read (.css, none)\n"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("argument", "message"),
    [
        pytest.param("empty", "empty: has no file of a kind that is read; give a file", id="folder"),
        pytest.param("*.pdf", "*.pdf: no file matches; check the pattern", id="pattern"),
        pytest.param(
            "https://news.example/a?b=1&c='x",
            "https://news.example/a?b=1&c='x: is an address, and nothing is fetched from the network; "
            """fetch it first: curl -sL 'https://news.example/a?b=1&c='"'"'x' | coalition analyse -""",
            id="address",
        ),
        pytest.param(
            "Who will join?\n\n" + "Malta will join the pact, its minister said.\n" * 9,
            "Who will join? Malta will join the pact…: is a text and no file; "
            "write it into a pipe to 'coalition analyse -'",
            id="text",
        ),
        pytest.param(
            "Will Malta join? " * 100,
            "Will Malta join? Will Malta join? Will M…: is a text and no file; "
            "write it into a pipe to 'coalition analyse -'",
            id="long text",
        ),
        pytest.param(
            "lines.jsonl",
            "lines.jsonl#x: has no field text, content or body; its fields are id: name one with --field",
            id="record",
        ),
    ],
)
def test_what_fails_costs_itself_only(argument: str, message: str, capsys: Capture) -> None:
    """One sentence, exit code 1, and the others are analysed."""
    assert main(["analyse", argument, "news/b.txt", "--json"]) == 1
    captured = capsys.readouterr()
    assert captured.err == f"coalition: {message}\n"
    assert json.loads(captured.out)[-1]["article"]["path"] == "news/b.txt"


@pytest.mark.usefixtures("folder")
def test_field(capsys: Capture) -> None:
    """It is what ``--field`` names."""
    Path("a.json").write_bytes(json.dumps({"text": "x", "story": TEXT}).encode())
    assert main(["analyse", "a.json", "--field", "story", "--json", "--with-text"]) == 0
    assert json.loads(capsys.readouterr().out)["article"]["text"] == TEXT


def test_lines_on_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """As ``jq -c`` or a crawler writes them."""
    data = json_lines({"text": TEXT}, {"text": TEXT, "id": "b"})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(["analyse", "-", "--json"]) == 0
    assert paths(capsys) == ["-:1", "-#b"]


@pytest.mark.usefixtures("folder")
def test_progress_of_records(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """Nobody knows how many there are before they have been read."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    main(["analyse", "lines.jsonl", "--json"])
    error = capsys.readouterr().err
    assert "\r[1] lines.jsonl:1\r" in error
    assert "\r[3] lines.jsonl#7\r" in error


def _document(text: str) -> bytes:
    return docx_bytes(lambda document: [document.add_paragraph(part) for part in text.split("\n")])


HOSTILE_FILES = {
    "a.txt": f"{TEXT}\n\n{HOSTILE}\n".encode(),
    "a.md": f"# {HOSTILE[:90]}\n\n{TEXT}\n".encode(),
    "a.html": f"<html><head><title>{HOSTILE[:90]}</title><body><h1>{HOSTILE[:90]}</h1><p>{TEXT * 4}</p><p>{HOSTILE}"
    f"</p><p>&lt;script&gt;alert(1)&lt;/script&gt; {TEXT}</p><ul><li>{HOSTILE[:99]}</ul></body></html>".encode(),
    "a.pdf": pdf_bytes([(HOSTILE[:80].replace("\u202e", ""), 60, 780, 20, "F2"), *prose(TEXT, top=740)]),
    "a.docx": _document(f"{TEXT}\n{HOSTILE}".translate({0x1B: "[", 0x07: "]", 0x9B: "["})),
    "a.eml": mail_bytes(page=f"<html><body><p>{TEXT * 4}</p><p>{HOSTILE}</p></body></html>", Subject="\x1b[31m[bold]"),
    "a.jsonl": json_lines(
        {"text": f"{TEXT}\n\n{HOSTILE}", **dict.fromkeys(("title", "id", "author", "source"), HOSTILE[:90])}
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE_FILES)
def test_hostile_article_is_harmless(name: str, folder: Path, capsys: Capture) -> None:
    """In every format: on the page, in its JSON, and in messages."""
    (folder / name).write_bytes(HOSTILE_FILES[name])
    assert main(["analyse", name, "--explain", "--width", "80"]) == 0
    assert main(["analyse", name, "--json", "--with-text"]) == 0
    captured = capsys.readouterr()
    printed = captured.out + captured.err
    assert not {char for char in printed if not char.isprintable() and char != "\n"}
    assert "[bold]" in printed
    assert max(map(len, captured.out.split("{", 1)[0].splitlines())) <= 80


def test_plain_text_needs_nothing_of_other_formats(tmp_path: Path) -> None:
    """What reads pages, PDF and Word documents is imported for these alone."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    check = (
        "import sys; from coalition.cli.inputs import Inputs\n"
        f"[entry.read() for entry in Inputs([{str(path)!r}], field=None)]\n"
        "unwanted = {'trafilatura', 'lxml', 'pypdf', 'docx', 'coalition.reading.formats.mail', 'spacy'}\n"
        "print(sorted(unwanted & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("name", "package", "message"),
    [
        ("a.html", "trafilatura", "a.html: reading a web page needs trafilatura: pip install 'coalition[html]'"),
        ("a.pdf", "pypdf", "a.pdf: reading a PDF needs pypdf: pip install 'coalition[pdf]'"),
        ("a.docx", "docx", "a.docx: reading a Word document needs python-docx: pip install 'coalition[docx]'"),
        ("a.eml", "trafilatura", "a.eml: reading a web page needs trafilatura: pip install 'coalition[html]'"),
    ],
)
def test_missing_package_is_named(
    name: str, package: str, message: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """With the command that installs it, for the articles that need it; others are analysed."""
    for module in [module for module in sys.modules if module.startswith("coalition.reading.formats.")]:
        if module.rpartition(".")[2] in {"web", "pdf", "word", "mail"}:
            monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, package, None)
    (folder / name).write_bytes(HOSTILE_FILES[name])
    assert main(["analyse", name, "news/b.txt", "--json"]) == 1
    captured = capsys.readouterr()
    assert captured.err == f"coalition: {message}\n"
    assert len(json.loads(captured.out)) == 1
