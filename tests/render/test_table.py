"""The page of one article, at fixed widths and without colour."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console
from tests.render.sample_reports import (
    HOSTILE,
    TEXT,
    article,
    country,
    empty_analysis,
    full_analysis,
    one_country,
    page,
)

from coalition.render.table import render_analysis, render_separator
from coalition.render.words import NO_COUNTRY, NO_STANCE
from coalition.report import Analysis, InitiativeReport

WIDTHS = (60, 79, 80, 100, 119, 120, 200)


def test_page_at_80_columns() -> None:
    """The page as a whole, as it goes through a pipe."""
    assert (
        page(full_analysis())
        == """\
Who will patrol the Gulf of Guinea? Six answers to Lisbon’s call
The Atlantic Observer · 4 March 2031 · Rui Tavira · 1,130 words
news/gulf.txt

Initiative    patrol of the Gulf of Guinea  (found in the article)

+ IN · 2 countries ─────────────────────────────────────────────────────────────
+  🇵🇹 Portugal                Portugal will lead the patrol with two frigates
   leader, 94% sure           and “whatever floats”, Defence Minister Inês
                              Quaresma said.
                              — own government: Inês Quaresma, under “Who’s in?”

+  🇸🇹 São Tomé and Príncipe   São Tomé and Príncipe is opening its harbour to
   member, 81% sure           the fleet.
                              — narrator, under “Who’s in?”

? UNCERTAIN · 1 country ────────────────────────────────────────────────────────
?  🇳🇴 Norway                  Norway could send one ship.
   other, 70% sure            — narrator, under “Who’s in?”

- OUT · 2 countries ────────────────────────────────────────────────────────────
-  🇩🇰 Denmark                 “We will not sail under somebody else’s flag,”
   other, 88% sure            said Denmark’s prime minister, Sigrid Holm [sic].
                              — own government: Sigrid Holm, under “Who’s out?”
                              ! other passages say: 1 in

-  🇨🇮 Côte d’Ivoire           Côte d’Ivoire rejects the plan, according to Ama
   other, 55% sure            Diallo, an analyst in Accra.
                              — analyst: Ama Diallo, inferred, under “Who’s
                              out?”

Target        🇳🇬 Nigeria
Host          🇬🇦 Gabon
Mentioned     Ghana, Kosovo
Left out      2 passages of page furniture (--explain shows what)
! Warning     the article has no dateline

PEOPLE · 4 ─────────────────────────────────────────────────────────────────────
Inês Quaresma  Defence Minister  🇵🇹 Portugal          + in
Sigrid Holm    Prime Minister    🇩🇰 Denmark           - out
Ama Diallo     analyst           🇬🇭 Ghana (inferred)
Bo Li

"""
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("explain", [False, True])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_lines_fit_the_width_and_end_in_no_blanks(width: int, explain: bool, ascii_only: bool) -> None:
    """No line is longer than the page, and none carries blanks into a copy."""
    lines = page(full_analysis(), width, explain=explain, ascii_only=ascii_only).splitlines()
    assert max(map(cell_len, lines)) <= width
    assert not [line for line in lines if line != line.rstrip()]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_word_of_a_passage_is_cut_off(width: int) -> None:
    """Every word of the best passage of every country can be read at every width."""
    words = set(page(full_analysis(), width).split())
    for one in full_analysis().countries:
        for piece in one.evidence[:1]:
            assert set(piece.text.split()) <= words


@pytest.mark.parametrize(("width", "used"), [(20, 60), (59, 60), (80, 80), (500, 200)])
def test_width_stays_between_60_and_200(width: int, used: int) -> None:
    """A rule is as long as the page is wide."""
    rule = next(line for line in page(full_analysis(), width).splitlines() if line.startswith("+ IN"))
    assert cell_len(rule) == used


def test_ascii_page_is_ascii() -> None:
    """No flags, no typographic signs, and the same words."""
    output = page(full_analysis(), ascii_only=True, explain=True)
    assert output.isascii()
    assert "+ IN | 2 countries -----" in output
    assert "Sao Tome and Principe" in output
    assert '-- own government: Sigrid Holm, under "Who\'s out?"' in output
    assert "<<will not sail>>" in output


def test_console_that_is_not_utf_8_gets_ascii() -> None:
    """Such a console would raise an error at the first flag."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="latin-1")
    render_analysis(full_analysis(), TEXT, Console(file=stream, width=80))
    render_separator(Console(file=stream, width=80))
    stream.flush()
    assert stream.buffer.getvalue().isascii()


def test_stance_is_told_by_word_and_sign() -> None:
    """Nobody has to see colours: each country has its sign, each group its word."""
    lines = page(full_analysis()).splitlines()
    assert [line[0] for line in lines if line[:1] in "+-?" and line] == ["+", "+", "+", "?", "?", "-", "-", "-"]
    assert [line.split()[1] for line in lines if line.endswith("──")] == ["IN", "UNCERTAIN", "OUT", "·"]


def test_colour_only_where_the_console_has_it() -> None:
    """A pipe gets no escape codes, and NO_COLOR takes the colours away."""
    terminal = {"force_terminal": True, "color_system": "standard"}
    outputs = {}
    for name, settings in {"colour": terminal, "no colour": {**terminal, "no_color": True}, "pipe": {}}.items():
        console = Console(file=io.StringIO(), width=80, **settings)  # type: ignore[arg-type]
        render_analysis(full_analysis(), TEXT, console)
        outputs[name] = console.file.getvalue()  # type: ignore[attr-defined]
    assert "\x1b[1;32m+ IN" in outputs["colour"]
    assert "\x1b[1;32m" not in outputs["no colour"]
    assert "\x1b" not in outputs["pipe"]


def test_article_without_countries_is_a_result_with_a_hint() -> None:
    """Three empty groups, and what it means."""
    output = page(empty_analysis())
    for group in ("+ IN · none", "? UNCERTAIN · none", "- OUT · none", f"Hint          {NO_COUNTRY}"):
        assert group in output
    assert "Initiative    none found  (name it with --initiative)" in output
    assert "PEOPLE" not in output


def test_countries_without_any_stance_get_another_hint() -> None:
    """The reader is told what to try."""
    analysis = Analysis.assemble(
        article=article(title=None),
        initiative=InitiativeReport(name="fleet", given=True),
        countries=[country("GAB", "Gabon")],
    )
    output = page(analysis, 200)
    assert NO_STANCE in output
    assert output.startswith("(no title)\n")
    assert "fleet  (as given)" in output


@pytest.mark.parametrize("width", [60, 120])
@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_shown_and_not_obeyed(words: str, width: int) -> None:
    """Text of an article can neither colour, move, hide nor turn around anything."""
    output = page(one_country(words), width, text=words, explain=True)
    assert all(char == "\n" or char.isprintable() for char in output)
    assert max(map(cell_len, output.splitlines())) <= width


def test_brackets_of_a_quotation_stay() -> None:
    """Rich would take "[bold]" for markup and delete it."""
    assert "[bold]The deal[/bold] [link=http://x.example]is[/link] :skull: off" in page(
        one_country(HOSTILE["markup"]), 200
    )


def test_a_word_of_100_kb_is_shown_in_full() -> None:
    """It is folded, not cut: title, name, passage and the rest."""
    assert page(one_country(HOSTILE["one word"]), 80).count("x") >= 8 * 100_000


def test_two_articles_are_parted_by_a_line() -> None:
    """The separator is as wide as the page and unlike the rules within it."""
    console = Console(file=io.StringIO(), width=80, color_system=None)
    render_separator(console)
    render_separator(console, ascii_only=True)
    assert console.file.getvalue() == f"{'━' * 80}\n\n{'=' * 80}\n\n"  # type: ignore[attr-defined]
