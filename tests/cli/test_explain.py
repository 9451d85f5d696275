"""``coalition explain``: which article, which country, and how it ends."""

import pytest
from tests.engine import EXAMPLES, example, example_report, the_analyser

from coalition.cli import main

Capture = pytest.CaptureFixture[str]

ARTICLE = str(EXAMPLES / "haiti-mission.txt")


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch, nlp: object) -> None:  # noqa: ARG001 - marks the test
    """Take the analyser of the session, which is loaded once."""
    made = the_analyser()
    monkeypatch.setattr("coalition.analyser.Analyser", lambda **options: made if not any(options.values()) else None)


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("name", ["Brazil", "BRA", "brazilian"])
def test_argues_one_verdict(name: str, capsys: Capture) -> None:
    """By any name of the country, as wide as is asked for."""
    assert main(["explain", ARTICLE, name, "--width", "100"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("- 🇧🇷 Brazil: out, ")
    assert [line.split(" ·")[0] for line in page.splitlines() if "──" in line] == [
        "FOR OUT",
        "AGAINST IT",
        "WHY OUT AND NOT IN " + "─" * 81,
    ]
    assert max(map(len, page.splitlines())) == 100


@pytest.mark.usefixtures("nlp")
def test_reasons_are_those_of_the_report() -> None:
    """The analysis is the same, and each country's passages have their reasons in the same order."""
    article = example("haiti-mission")
    analysis, reasons = the_analyser().explain(
        article, [country.code for country in example_report("haiti-mission").countries]
    )
    assert analysis.countries == example_report("haiti-mission").countries
    for country in analysis.countries:
        found = reasons[country.code]
        ranges = [(passage.piece.start_char, passage.piece.end_char) for passage in found.passages]
        assert ranges == [(piece.start, piece.end) for piece in country.evidence]
        assert found.decision.stance is country.stance


@pytest.mark.usefixtures("engine")
def test_country_that_is_not_named(capsys: Capture) -> None:
    """One sentence, and exit code 1."""
    assert main(["explain", ARTICLE, "Peru"]) == 1
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", f"coalition: {ARTICLE}: does not name Peru\n")


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["missing.txt", "Mali"], 1, "missing.txt: no such file"),
        (["missing.txt", "Malo"], 2, "there is no country 'Malo'; did you mean Mali (MLI)"),
        (["missing.txt"], 2, "Missing argument 'COUNTRY'"),
    ],
)
def test_wrong_usage(arguments: list[str], code: int, message: str, capsys: Capture) -> None:
    """Told at once, without the model."""
    assert main(["explain", *arguments]) == code
    assert message in capsys.readouterr().err
