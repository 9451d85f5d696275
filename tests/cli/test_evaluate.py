"""``coalition evaluate``: what it reads, what it prints where, and with which exit code it ends."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.cli import stub_analyser

from coalition.cli import main
from coalition.cli.evaluate import GROUPINGS
from coalition.evaluation import Grouping
from coalition.report import (
    Analysis,
    ArticleReport,
    CountryReport,
    CueReport,
    EvidenceReport,
    Filters,
    InitiativeReport,
)
from coalition.schemas import schema_of
from coalition.stance import Certainty, Polarity, Role, Source, Stance

ROOT = Path(__file__).resolve().parents[2]
TEXT = """\
Malta lends a hangar

Malta’s foreign minister said on Monday that the island would lend a hangar to the airlift.
Austria ruled out [the deal] at once, said its chancellor.
"""
PASSAGE = "Austria ruled out [the deal] at once"

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "coalition.analyser", stub_analyser)
    monkeypatch.setenv("COLUMNS", "80")


def label(name: str, *parties: tuple[str, str, str]) -> str:
    """Return a gold line; each party is a code, a stance and the passage that shows it."""
    rows = [
        {
            "iso3": code,
            "stance": stance,
            "role": "member" if stance == "in" else "other",
            "source": "government",
            "spans": [[TEXT.index(passage), TEXT.index(passage) + len(passage)]],
        }
        for code, stance, passage in parties
    ]
    return json.dumps({"id": name, "initiative": "the airlift", "parties": rows, "people": [], "difficulty": "easy"})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder: two labelled articles, and a report on the first with a wrong and a missing row."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    (tmp_path / "reports").mkdir()
    for name in ("one", "two"):
        (tmp_path / "articles" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    lines = [label("one", ("MLT", "in", "Malta’s foreign minister"), ("AUT", "out", PASSAGE)), label("two")]
    (tmp_path / "gold.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "reports" / "one.json").write_text(report().to_json(), encoding="utf-8")
    (tmp_path / "reports" / "two.json").write_text(report(empty=True).to_json(), encoding="utf-8")
    return tmp_path


def report(*, empty: bool = False) -> Analysis:
    start = TEXT.index(PASSAGE)
    cue = CueReport(text="ruled out", start=start + 8, end=start + 17, rule="reject")
    piece = EvidenceReport(
        text=PASSAGE,
        start=start,
        end=start + len(PASSAGE),
        section="Who’s in?",
        stance=Stance.IN,
        polarity=Polarity.FOR,
        certainty=Certainty.ASSERTED.value,
        source=Source.OTHER_GOVERNMENT,
        speaker="Ann Borg",
        cues=(cue,),
    )
    austria = CountryReport(
        code="AUT",
        name="Austria",
        stance=Stance.IN,
        role=Role.MEMBER,
        confidence=0.7,
        mentions=2,
        evidence=(piece,) * 8,
    )
    cuba = CountryReport(
        code="CUB", name="Cuba", stance=Stance.OUT, role=Role.OTHER, confidence=0.5, mentions=1, evidence=()
    )
    article = ArticleReport(
        path=None, title=None, date=None, byline=None, source=None, language="en", words=9, sections=()
    )
    initiative = InitiativeReport(name="the \x1b[31mlift", given=False)
    return Analysis.assemble(article=article, initiative=initiative, countries=() if empty else (austria, cuba))


@pytest.mark.usefixtures("folder")
def test_tables_of_articles(capsys: Capture) -> None:
    """The articles are analysed, and all figures stand on stdout; nothing on stderr, which is no terminal."""
    assert main(["evaluate", "gold.jsonl", "--articles", "articles"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    lines = captured.out.splitlines()
    assert lines[0].startswith("FIGURES · 2 articles ──")
    # The stub finds Malta in both articles.
    assert "in                  0.500  1.000 0.667     1        1      0" in lines
    for word in ("micro", "macro-F1", "detection", "people", "evidence@1", "evidence@3", "speakers", "CONFUSION"):
        assert any(line.startswith(word) for line in lines), word
    assert "0.9–1.0                2 0.900 0.500" in lines
    assert "expected calibration error 0.400, Brier score 0.410" in lines
    assert max(map(len, lines)) <= 80


@pytest.mark.usefixtures("folder")
def test_saved_reports_instead_of_articles(capsys: Capture) -> None:
    """They are enough for the figures."""
    assert main(["evaluate", "gold.jsonl", "--predictions", "reports", "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["confusion"]["out"] == {"in": 1, "out": 0, "uncertain": 0, "none": 0}
    assert values["micro"] == {"right": 0, "spurious": 2, "missed": 2, "precision": 0.0, "recall": 0.0, "f1": 0.0}
    assert set(values["intervals"]) == {"macro_f1", "micro_f1", "evidence_at_1"}
    assert not {"by", "errors"} & set(values)
    Draft202012Validator(schema_of("figures")).validate(values)


@pytest.mark.usefixtures("folder")
def test_errors_tell_what_was_expected_and_what_was_found(capsys: Capture) -> None:
    """Text of articles and reports is shown and never obeyed; the gold's words stand in their sentence."""
    assert main(["evaluate", "gold.jsonl", "--articles", "articles", "--predictions", "reports", "--errors"]) == 0
    page = capsys.readouterr().out
    errors = page[page.index("ROWS THAT ARE NOT RIGHT") :]
    assert errors.startswith("ROWS THAT ARE NOT RIGHT · 1 wrong, 1 missing, 1 spurious ──")
    assert "initiative    the airlift\nfound         the �[31mlift\n" in errors
    missing, wrong, spurious = (errors[errors.index(f"one {code}") :] for code in ("MLT", "AUT", "CUB"))
    assert missing.splitlines()[1:5] == [
        "expected      + in, member, government",
        "              «Malta’s foreign minister» said on Monday that the island would",
        "              lend a hangar to the airlift.",
        "found         the country was not found",
    ]
    assert wrong.splitlines()[1:8] == [
        "expected      - out, other, government",
        f"              «{PASSAGE}», said its chancellor.",
        "found         + in, 70% sure, member, 2 mentions",
        "  1. + Austria «ruled out» [the deal] at once",
        "       in: for, asserted; where the gold has it; another government: Ann Borg;",
        "       under “Who’s in?”; rules: reject “ruled out”",
        "  2. + Austria «ruled out» [the deal] at once",
    ]
    assert "  8. + Austria" in wrong
    assert spurious.splitlines()[1:3] == [
        "expected      no row",
        "found         - out, 50% sure, other, 1 mention, no evidence",
    ]


def test_evidence_elsewhere_is_told_and_counted(folder: Path, capsys: Capture) -> None:
    """Where no rule fired in the gold's passage the line says so; evidence beyond the sixth piece is counted."""
    (folder / "gold.jsonl").write_text(label("one", ("AUT", "out", "said its chancellor")) + "\n", encoding="utf-8")
    assert main(["evaluate", "gold.jsonl", "--articles", "articles", "--predictions", "reports", "--errors"]) == 0
    page = " ".join(capsys.readouterr().out.split())
    assert "Austria ruled out [the deal] at once, «said its chancellor»." in page
    assert "+ in, 70% sure, member, 2 mentions, no evidence where the gold has it 1. +" in page
    assert "and 2 more: 2 in" in page


@pytest.mark.usefixtures("folder")
def test_reversals_are_told(capsys: Capture) -> None:
    """In for out and out for in, with their confidence; at the bound itself it is not too sure."""
    assert main(["evaluate", "gold.jsonl", "--predictions", "reports"]) == 0
    assert "reversals above 0.7: 0 of 1 (0.70)\n" in capsys.readouterr().out
    assert main(["evaluate", "gold.jsonl", "--predictions", "reports", "--json"]) == 0
    values = json.loads(capsys.readouterr().out)
    assert values["sure_reversals"] == 0
    assert values["reversals"] == [
        {"article": "one", "country": "AUT", "expected": "out", "found": "in", "confidence": 0.7}
    ]


@pytest.mark.usefixtures("folder")
def test_errors_and_groups_as_json(capsys: Capture) -> None:
    """One object, the found country as the report has it."""
    arguments = ["--articles", "articles", "--predictions", "reports", "--errors", "--by", "stance", "--json"]
    assert main(["evaluate", "gold.jsonl", *arguments]) == 0
    output = capsys.readouterr().out
    values = json.loads(output)
    assert output.isascii()
    assert values["by"]["field"] == "stance"
    assert [group["group"] for group in values["by"]["groups"]] == ["in", "out"]
    assert [(row["country"], row["outcome"]) for row in values["errors"]] == [
        ("MLT", "missing"),
        ("AUT", "wrong"),
        ("CUB", "spurious"),
    ]
    Draft202012Validator(schema_of("figures")).validate(values)
    wrong = values["errors"][1]
    assert wrong["passages"] == [PASSAGE]
    assert wrong["expected"]["stance"] == "out"
    assert CountryReport.model_validate(wrong["found"]) == report().countries[0]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("columns", ["60", "80"])
@pytest.mark.parametrize("grouping", GROUPINGS)
def test_groups_fit_the_terminal(grouping: str, columns: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    """No figure is cut off."""
    monkeypatch.setenv("COLUMNS", columns)
    assert main(["evaluate", "gold.jsonl", "--predictions", "reports", "--by", grouping]) == 0
    page = capsys.readouterr().out
    assert f"BY {grouping.upper()} ──" in page
    assert "…" not in page
    assert max(map(len, page.splitlines())) <= int(columns)


def test_choices_are_those_of_the_library() -> None:
    """They are written twice, since --help must not load the library."""
    assert list(GROUPINGS) == list(Grouping)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("options", [[], ["--predictions", "reports", "--errors"]], ids=["analyse", "errors"])
def test_missing_articles_are_listed(options: list[str], capsys: Capture) -> None:
    """In one sentence, before anything is analysed."""
    Path("articles/one.txt").unlink()
    assert main(["evaluate", "gold.jsonl", "--articles", "articles", *options]) == 1
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "coalition: articles: 1 of 2 articles are missing: one.txt\n")


@pytest.mark.usefixtures("folder")
def test_missing_reports_count_as_missing_rows(capsys: Capture) -> None:
    """The figures are printed all the same, and the exit code tells that something lacks."""
    Path("reports/one.json").unlink()
    assert main(["evaluate", "gold.jsonl", "--predictions", "reports"]) == 1
    captured = capsys.readouterr()
    assert captured.err == "coalition: reports: 1 of 2 reports are missing, so are their rows: one.json\n"
    assert captured.out.startswith("FIGURES · 2 articles, 1 of them without an analysis ──")


def test_filtered_report_is_refused(folder: Path, capsys: Capture) -> None:
    """The countries that a filter left out must not count as missed."""
    (folder / "reports/one.json").write_text(report().filtered(Filters(countries=("AUT",))).to_json(), encoding="utf-8")
    assert main(["evaluate", "gold.jsonl", "--predictions", "reports"]) == 1
    assert capsys.readouterr().err.startswith("coalition: reports/one.json: is only a part of a result")


def test_article_that_cannot_be_analysed_is_reported(folder: Path, capsys: Capture) -> None:
    """Its rows are missing, those of the others count."""
    (folder / "articles/one.txt").write_text(f"{TEXT}\nDEFECT\n", encoding="utf-8")
    (folder / "articles/two.txt").write_text(f"{TEXT}\nUNREADABLE\n", encoding="utf-8")
    assert main(["evaluate", "gold.jsonl", "--articles", "articles", "--json"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out)["analysed"] == 0
    assert [line.split(":")[1] for line in captured.err.splitlines()] == [" articles/one.txt", " articles/two.txt"]


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        pytest.param("gold.jsonl", "{}\n", "gold.jsonl:1: id: Field required (and 2 more)", id="gold"),
        pytest.param(
            "reports/one.json",
            "{}",
            "reports/one.json: is no report of coalition: schema_version: Field required",
            id="report",
        ),
        pytest.param(
            "reports/one.json", "{", "reports/one.json: is no report of coalition: Invalid JSON", id="no JSON"
        ),
    ],
)
def test_bad_file_is_one_sentence(folder: Path, file: str, content: str, message: str, capsys: Capture) -> None:
    """It says where and what, and nothing is printed."""
    (folder / file).write_text(content, encoding="utf-8")
    assert main(["evaluate", "gold.jsonl", "--predictions", "reports"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"coalition: {message}")
    assert captured.err.count("\n") == 1


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([], id="no articles"),
        pytest.param(["--predictions", "reports", "--errors"], id="errors without articles"),
        pytest.param(["--articles", "nowhere"], id="no folder"),
        pytest.param(["--articles", "articles", "--by", "outlet"], id="unknown group"),
    ],
)
def test_wrong_usage(arguments: list[str], capsys: Capture) -> None:
    """One sentence and code 2."""
    assert main(["evaluate", "gold.jsonl", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1


def test_progress_is_shown_on_a_terminal_and_leaves_nothing(folder: Path) -> None:
    """The bar is on stderr only; the figures on stdout are the same."""
    code = (
        f"import sys; sys.path[:0] = {[str(path) for path in (ROOT, ROOT / 'src')]!r}\n"
        "from tests.cli import stub_analyser\n"
        "sys.modules['coalition.analyser'] = stub_analyser\n"
        "sys.stderr.isatty = lambda: True\n"
        "from coalition.cli import main\n"
        "sys.exit(main(['evaluate', 'gold.jsonl', '--articles', 'articles']))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    assert "analysing" in done.stderr
    assert "analysing" not in done.stdout
    assert done.stdout.startswith("FIGURES")


def test_help_and_saved_reports_load_nothing_heavy(folder: Path) -> None:
    """--help needs neither pydantic nor Rich, and saved reports no spaCy."""
    code = (
        "import sys\n"
        "from coalition.cli import main\n"
        "codes = [main(['evaluate', '--help'])]\n"
        "heavy = {'spacy', 'pydantic', 'rich', 'numpy'} & set(sys.modules)\n"
        "saved = ['--predictions', 'reports', '--articles', 'articles', '--errors']\n"
        "codes += [main(['evaluate', 'gold.jsonl', *saved])]\n"
        "heavy |= {'spacy', 'numpy'} & set(sys.modules)\n"
        "sys.exit(f'{codes} {heavy}' if heavy or codes != [0, 0] else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
