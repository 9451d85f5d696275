"""The filters of ``coalition analyse``: what they leave, and what a script is told where that is nothing."""

import json
import sys
from pathlib import Path

import pytest
from tests.cli import stub_analyser
from tests.render.sample_reports import full_analysis

from coalition.cli import main
from coalition.cli.formats import FORMATS, SVG
from coalition.cli.options import STANCES
from coalition.reading.article import Article
from coalition.report import Analysis, Filters
from coalition.stance import Stance

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _full(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - the folder to be in
    def analyse(_: stub_analyser.Analyser, article: Article) -> Analysis:
        return full_analysis() if "good" in str(article.path) else full_analysis().filtered(Filters(countries=("GHA",)))

    monkeypatch.setattr(sys.modules["coalition.analyser"].Analyser, "analyse", analyse)


def left(arguments: list[str], capsys: Capture) -> Analysis:
    assert main(["analyse", "good.txt", "--json", *arguments]) == 0
    return Analysis.from_json(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("arguments", "codes"),
    [
        ("--stance out", "DNK CIV"),
        ("--stance in --stance uncertain", "PRT STP NOR"),
        ("--country DNK", "DNK"),
        ("--country ghana --country dk", "DNK GHA"),
        ("--country Portuguese", "PRT"),
        ("--country Congo", ""),
        ("--min-confidence 0.81", "PRT STP DNK"),
        ("--min-confidence 0", "PRT STP DNK CIV NOR NGA GAB GHA XKX"),
        ("--stance out --min-confidence 0.8", "DNK"),
        ("--stance in --country DNK", ""),
    ],
)
def test_filters_leave_the_countries_that_meet_all(arguments: str, codes: str, capsys: Capture) -> None:
    """One filter given twice widens it, two filters narrow; the report stays valid and its sets agree."""
    analysis = left(arguments.split(), capsys)
    assert {country.code for country in analysis.countries} == set(codes.split())


def test_people_and_quotations_stay_with_their_country(capsys: Capture) -> None:
    """Who belongs to no country that is left goes; evidence against the verdict stays."""
    analysis = left(["--country", "Denmark"], capsys)
    assert [person.name for person in analysis.people] == ["Sigrid Holm"]
    assert [quote.speaker for quote in analysis.quotes] == ["Sigrid Holm"]
    assert [piece.stance for piece in analysis.countries[0].evidence] == [Stance.OUT, Stance.IN]
    assert analysis.article == full_analysis().article


def test_report_tells_that_it_is_a_part(capsys: Capture) -> None:
    """A saved file must not pass for the whole result; without filters there is no such key."""
    asked = left(["--stance", "out", "--country", "Congo", "--min-confidence", "0.5"], capsys).filters
    assert asked == Filters(stances=(Stance.OUT,), countries=("COD", "COG"), min_confidence=0.5)
    assert main(["analyse", "good.txt", "--json"]) == 0
    assert "filters" not in json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("name", ["table", "markdown"])
def test_page_tells_what_it_is_limited_to(name: str, capsys: Capture) -> None:
    """A group that was not asked for is not shown as empty."""
    assert main(["analyse", "good.txt", "--format", name, "--stance", "out", "--min-confidence", "0.5"]) == 0
    page = capsys.readouterr().out
    assert "only out, at least 50% sure" in page
    assert "out · 2 countries" in page.lower()
    assert "in · " not in page.lower()


@pytest.mark.parametrize("name", ["table", "markdown"])
def test_page_with_nothing_left_says_so(name: str, capsys: Capture) -> None:
    """It does not claim that the article names no country."""
    assert main(["analyse", "good.txt", "--format", name, "--country", "Chile"]) == 0
    assert "No country of this article is left" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["good.txt", "--stance", "out"], 0),
        (["good.txt", "--stance", "out", "--min-confidence", "0.9"], 3),
        (["good.txt", "--country", "Ghana"], 3),
        (["better.txt"], 3),
        (["better.txt", "good.txt"], 0),
        (["missing.txt", "better.txt"], 1),
    ],
)
@pytest.mark.parametrize("name", [name for name in FORMATS if name != SVG])  # which draws one article only
def test_fail_if_empty(name: str, arguments: list[str], code: int, capsys: Capture) -> None:
    """3 if no article has a verdict left; a mere mention is none; 1 for a bad article comes first."""
    assert main(["analyse", *arguments, "--format", name, "--fail-if-empty"]) == code
    capsys.readouterr()
    assert main(["analyse", *arguments, "--format", name]) == (1 if code == 1 else 0)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--stance", "maybe"], "Invalid value for '--stance'"),
        (["--min-confidence", "80"], "Invalid value for '--min-confidence'"),
        (["--min-confidence", "nan"], "Invalid value for '--min-confidence': must be a number"),
        (["--country", "Polnd"], "there is no country 'Polnd'; did you mean Poland (POL)?"),
        (["--country", "x" * 1000], "'coalition countries' lists all"),
        (["--country", ""], "there is no country ''"),
    ],
)
def test_wrong_filter_is_wrong_usage(arguments: list[str], message: str, capsys: Capture) -> None:
    """Told before an article is read."""
    assert main(["analyse", "missing.txt", *arguments]) == 2
    error = capsys.readouterr().err
    assert message in error
    assert error.count("\n") == 1


def test_stances_of_the_option_are_those_of_the_report() -> None:
    """The help must not load the report, so the two lists are compared here."""
    assert [*STANCES] == [*Stance]
