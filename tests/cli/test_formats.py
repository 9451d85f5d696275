"""``coalition analyse --format``: each format, how it is chosen, and where ``--output`` puts it."""

import csv
import io
import json
import os
import stat
from pathlib import Path

import pytest
from tests.cli import stub_analyser
from tests.fresh import assert_succeeds

from coalition.cli import main
from coalition.cli.formats import FORMATS, ROWS
from coalition.reading.article import Article
from coalition.report import COLUMNS, Analysis, Rows

pytestmark = pytest.mark.usefixtures("articles")

Capture = pytest.CaptureFixture[str]


def printed(arguments: list[str], capsys: Capture) -> str:
    """Return what ``analyse`` prints, newlines as they are."""
    assert main(["analyse", *arguments]) == 0
    return capsys.readouterr().out


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


# ---------------------------------------------------------------- formats
def test_json_is_short_for_format_json(capsys: Capture) -> None:
    """The two spellings print the same bytes."""
    assert printed(["good.txt", "--json"], capsys) == printed(["good.txt", "--format", "json"], capsys)


def test_json_lines_are_one_object_a_line(capsys: Capture) -> None:
    """Of any number of articles, one too, and without the bad ones."""
    assert main(["analyse", "good.txt", "refused.txt", "better.txt", "--format", "jsonl", "--with-text"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [Analysis.from_json(line).article.path for line in lines] == ["good.txt", "better.txt"]


def test_json_lines_come_as_they_are_made(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """A reader at the other end of the pipe has the first line before the second article is read."""
    seen = []
    analyse = stub_analyser.Analyser.analyse

    def watch(self: stub_analyser.Analyser, article: Article) -> Analysis:
        seen.append(capsys.readouterr().out.count("\n"))
        return analyse(self, article)

    monkeypatch.setattr(stub_analyser.Analyser, "analyse", watch)
    assert main(["analyse", "good.txt", "better.txt", "--format", "jsonl"]) == 0
    assert seen == [0, 1]


def test_csv_has_one_header_for_all_articles(capsys: Capture) -> None:
    """The path comes first, so that the rows of many articles can be told apart."""
    header, *rows = rows_of(printed(["good.txt", "better.txt", "--format", "csv"], capsys))
    assert tuple(header) == COLUMNS[Rows.COUNTRIES]
    assert [dict(zip(header, row, strict=True))["article"] for row in rows] == ["good.txt", "better.txt"]


@pytest.mark.parametrize("kind", ROWS)
def test_csv_of_each_kind_of_rows(kind: str, capsys: Capture) -> None:
    """The header is there also where the article has no such row."""
    header, *rows = rows_of(printed(["good.txt", "--format", "csv", "--rows", kind], capsys))
    assert tuple(header) == COLUMNS[Rows(kind)]
    assert all(len(row) == len(header) for row in rows)


def test_csv_without_an_article_is_a_header(capsys: Capture) -> None:
    """A script that reads it finds a table without rows."""
    assert main(["analyse", "refused.txt", "--format", "csv"]) == 1
    assert rows_of(capsys.readouterr().out) == [list(COLUMNS[Rows.COUNTRIES])]


def test_markdown_pages_are_parted(capsys: Capture) -> None:
    """One below the other, with a rule between them."""
    text = printed(["good.txt", "better.txt", "--format", "markdown"], capsys)
    assert text.count("# Malta lends a hangar\n") == 2
    assert text.count("\n---\n") == 1


def test_names_of_rows_are_those_of_the_sheet() -> None:
    """The help must not load the sheet, so the two lists are compared here."""
    assert [*Rows] == [*ROWS]


def test_formats_for_scripts_do_without_rich() -> None:
    """Who pipes JSON does not wait for a library that draws tables."""
    code = (
        "import sys\n"
        "from coalition.cli.printers import Settings, make_printer\n"
        f"for name in {[name for name in FORMATS if name != 'table']!r}: make_printer(name, sys.stdout, Settings())\n"
        "import coalition.cli.run\n"
        "sys.exit('rich' in sys.modules or 'spacy' in sys.modules)\n"
    )
    assert_succeeds(code)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--json", "--format", "csv"], "--json and --format csv exclude each other"),
        (["--format", "xml"], "Invalid value for '--format'"),
        (["--rows", "people"], "--rows is for --format csv, not for table"),
        (["--rows", "people", "-o", "x.json"], "--rows is for --format csv, not for json"),
        (["--with-text", "-o", "x.csv"], "--with-text is for JSON, not for csv"),
        (["--explain", "--json"], "--explain is for the table, not for json"),
        (["--explain", "-o", "x.csv"], "--explain is for the table, not for csv; --rows evidence has all of it"),
        (["--output", "good.txt"], "good.txt is one of the articles"),
        (["--output", ""], "--output needs the name of a file"),
        (["--output", "folder/."], "--output needs the name of a file"),
        (["--output", "."], "Invalid value for '-o' / '--output'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_usage(arguments: list[str], message: str, capsys: Capture) -> None:
    """Contradictions are told before any article is read."""
    assert main(["analyse", "good.txt", *arguments]) == 2
    assert message in capsys.readouterr().err


# ---------------------------------------------------------------- --output
@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("report.json", b'{\n  "schema_version"'),
        ("report.JSONL", b'{"schema_version"'),
        ("report.csv", b"article,article_title"),
        ("report.md", b"# Malta lends a hangar\n"),
        ("report.txt", b"Malta lends a hangar\n"),
    ],
)
def test_ending_of_the_file_chooses_the_format(name: str, start: bytes, articles: Path, capsys: Capture) -> None:
    """Unless --format says another; nothing goes to the terminal, and nothing else is left in the folder."""
    before = {path.name for path in articles.iterdir()}
    assert printed(["good.txt", "-o", name], capsys) == ""
    assert (articles / name).read_bytes().startswith(start)
    assert {path.name for path in articles.iterdir()} - before == {name}


def test_unknown_ending_is_no_table(articles: Path, capsys: Capture) -> None:
    """A table under the name of a workbook would mislead; a format that is named settles it."""
    assert main(["analyse", "good.txt", "-o", "report.xlsx"]) == 2
    assert capsys.readouterr().err.startswith("coalition: report.xlsx: no format has this ending; name one")
    assert not (articles / "report.xlsx").exists()


def test_format_wins_over_the_ending(articles: Path) -> None:
    """The file may be called as one likes."""
    assert main(["analyse", "good.txt", "-o", "report.csv", "--json"]) == 0
    assert json.loads((articles / "report.csv").read_bytes())["article"]["path"] == "good.txt"


def test_dash_is_standard_output(capsys: Capture) -> None:
    """As with other commands."""
    assert json.loads(printed(["good.txt", "--json", "-o", "-"], capsys))


@pytest.mark.parametrize(("name", "code"), [("interrupt.txt", 130), ("refused.txt", 1)])
def test_file_stays_as_it_was(name: str, code: int, articles: Path) -> None:
    """Ctrl-C and an article that cannot be analysed leave the old file, and no half of a new one."""
    (articles / "report.md").write_text("old", encoding="utf-8")
    before = sorted(articles.iterdir())
    assert main(["analyse", name, "-o", "report.md"]) == code
    assert (articles / "report.md").read_text(encoding="utf-8") == "old"
    assert sorted(articles.iterdir()) == before


@pytest.mark.parametrize(
    ("name", "beginning", "ending"),
    [("report.json", "[\n", "\n]\n"), ("report.html", "<!DOCTYPE html>", "</html>"), ("report.csv", "article,", "\n")],
)
def test_interrupt_keeps_what_was_done(name: str, beginning: str, ending: str, articles: Path) -> None:
    """What was done is a whole file beside the one that was asked for, whatever the format."""
    assert main(["analyse", "good.txt", "interrupt.txt", "-o", name]) == 130
    kept = (articles / f"{name}.partial").read_text(encoding="utf-8")
    assert kept.startswith(beginning)
    assert kept.endswith(ending)
    assert not (articles / name).exists()


@pytest.mark.parametrize("name", ["report.json", "report.csv"])
def test_interrupt_before_the_first_is_done(name: str, articles: Path) -> None:
    """Where nothing was done nothing is kept."""
    assert main(["analyse", "interrupt.txt", "good.txt", "-o", name]) == 130
    assert not list(articles.glob("report*"))


def test_good_articles_are_written_beside_bad_ones(articles: Path) -> None:
    """Work that is done is not lost because of one article."""
    assert main(["analyse", "good.txt", "refused.txt", "-o", "report.json"]) == 1
    assert [one["article"]["path"] for one in json.loads((articles / "report.json").read_bytes())] == ["good.txt"]


def test_file_keeps_its_rights_and_its_link(articles: Path) -> None:
    """A report that others may read stays so, and a link goes on pointing to it."""
    target = articles / "report.json"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    (articles / "latest.json").symlink_to(target)
    assert main(["analyse", "good.txt", "-o", "latest.json"]) == 0
    assert (articles / "latest.json").is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert json.loads(target.read_bytes())


def test_file_that_cannot_be_written_is_one_sentence(capsys: Capture) -> None:
    """Said before the analysis, with the name that was given."""
    assert main(["analyse", "good.txt", "-o", "no/such/folder.json"]) == 1
    error = capsys.readouterr().err
    assert error == "coalition: no/such/folder.json: cannot be written: No such file or directory\n"


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="needs a device")
def test_device_is_written_to_and_not_replaced() -> None:
    """``-o /dev/null`` must not turn the device into a file."""
    assert main(["analyse", "good.txt", "-o", os.devnull]) == 0
    assert not Path(os.devnull).is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs the device that is always full")
def test_full_disk_is_told_by_the_name_of_the_file(capsys: Capture) -> None:
    """Not by that of standard output, on which nothing was to be printed."""
    assert main(["analyse", "good.txt", "--json", "-o", "/dev/full"]) == 1
    assert capsys.readouterr().err == "coalition: /dev/full: cannot be written: No space left on device\n"
