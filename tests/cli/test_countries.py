"""``coalition countries``: the gazetteer as a table, and one entry of it."""

import pytest
from rich.cells import cell_len
from tests.fresh import assert_succeeds

from coalition.cli import main
from coalition.lexicons.countries import load_gazetteer

Capture = pytest.CaptureFixture[str]


def shown(arguments: list[str], capsys: Capture) -> str:
    assert main(["countries", *arguments]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("width", [60, 100, 200])
def test_table_has_every_country_and_fits(width: int, capsys: Capture) -> None:
    """Each code of three letters opens a line, in the order of the names."""
    lines = shown(["--width", str(width)], capsys).splitlines()
    codes = [line[:3] for line in lines[1:] if line[:1].strip()]
    countries = sorted(load_gazetteer().countries.values(), key=lambda country: country.name)
    assert codes == [country.code for country in countries]
    assert max(map(cell_len, lines)) <= width


def test_row_of_the_table(capsys: Capture) -> None:
    """Codes, name, people, capital, groups."""
    lines = shown(["--width", "200"], capsys).splitlines()
    poland = next(line for line in lines if line.startswith("POL PL"))
    told = ["Poland", "Polish, Polono-, Pole, Poles", "Warsaw", "European Union, NATO"]
    places = [poland.index(words) for words in told]
    assert places == sorted(places)


@pytest.mark.parametrize("name", ["POL", "pl", "poland", "Polish", "Warsaw", "Poles"])
def test_looks_up_any_form(name: str, capsys: Capture) -> None:
    """Code, name, adjective, capital or people, in any case."""
    page = shown([name, "--ascii"], capsys)
    assert page.startswith("Poland\nCodes         POL, PL\n")
    assert page.isascii()


@pytest.mark.parametrize("name", ["TUR", "CIV", "BRA"])
def test_forms_that_are_one_in_ascii_are_shown_once(name: str, capsys: Capture) -> None:
    """Neither "Turkiye" twice, nor "Cote d'Ivoire" beside itself."""
    heading, *lines = shown(["--ascii", "--width", "200", name], capsys).splitlines()
    for line in filter(None, lines):
        forms = line[14:].split(", ")
        assert len(set(forms)) == len(forms)
        assert heading not in forms


def test_name_of_two_countries_shows_both(capsys: Capture) -> None:
    """A filter by this name takes both as well."""
    assert [line[-7:] for line in shown(["Congo"], capsys).splitlines() if line.startswith("Codes")] == [
        "COD, CD",
        "COG, CG",
    ]


def test_looks_up_a_group(capsys: Capture) -> None:
    """With its members of today."""
    page = shown(["baltic states", "--width", "100"], capsys)
    assert page.startswith("Baltic states\n")
    assert "3 members     Estonia, Latvia, Lithuania\n" in page


@pytest.mark.parametrize(
    ("name", "offer"),
    [
        ("Polnd", "; did you mean Poland (POL)?"),
        ("Austria-Hungary", "; 'coalition countries' lists all"),
        ("", "; 'coalition countries' lists all"),
        ("\x1b[31m", "; 'coalition countries' lists all"),
    ],
)
def test_unknown_name_is_one_sentence_and_code_1(name: str, offer: str, capsys: Capture) -> None:
    """With what is spelled alike."""
    assert main(["countries", name]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"coalition: there is no country or group {name!r}{offer}\n"


def test_no_model_is_loaded() -> None:
    """Looking something up does not take the second that spaCy needs."""
    code = (
        "import sys; from coalition.cli import main\n"
        "codes = [main(['countries']), main(['countries', 'Mali']), main(['schema', 'figures'])]\n"
        "sys.exit(any(codes) or 'spacy' in sys.modules)\n"
    )
    assert_succeeds(code)
