"""Rows of a spreadsheet: what stands in them, and that no cell is ever a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.render.sample_reports import HOSTILE, empty_analysis, full_analysis, one_country

from coalition.render.sheet import guarded, header_line, row_lines
from coalition.report import COLUMNS, Analysis, Rows

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1", "'=1", "''+1", '=HYPERLINK("x")', "-", "|x"]


def cells(analysis: Analysis, rows: Rows) -> list[dict[str, str]]:
    """Return the rows as a strict reader of CSV sees them, by column."""
    lines = csv.reader(io.StringIO(row_lines(analysis, rows), newline=""), strict=True)
    return [dict(zip(COLUMNS[rows], line, strict=True)) for line in lines]


def test_row_of_a_country_has_its_verdict_and_best_passage() -> None:
    """Numbers and yes or no stand as JSON writes them."""
    assert cells(full_analysis(), Rows.COUNTRIES)[0] == {
        "article": "news/gulf.txt",
        "article_title": "Who will patrol the Gulf of Guinea? Six answers to Lisbon’s call",
        "article_date": "2031-03-04",
        "initiative": "patrol of the Gulf of Guinea",
        "code": "PRT",
        "name": "Portugal",
        "stance": "in",
        "role": "leader",
        "confidence": "0.94",
        "mentions": "5",
        "text": "Portugal will lead the patrol with two frigates and “whatever floats”, "
        "Defence Minister Inês Quaresma said.",
        "start": "187",
        "end": "294",
        "section": "Who’s in?",
        "polarity": "for",
        "certainty": "pledged",
        "source": "government",
        "speaker": "Inês Quaresma",
        "inferred": "false",
    }


def test_country_without_a_stance_has_empty_cells() -> None:
    """A mention is a row, but no verdict."""
    ghana = next(row for row in cells(full_analysis(), Rows.COUNTRIES) if row["code"] == "GHA")
    assert [ghana[key] for key in ("stance", "role", "confidence", "text", "start", "inferred")] == [""] * 6


def test_rows_of_evidence_tell_rank_verdict_and_rules() -> None:
    """Denmark is out, and its second passage says otherwise."""
    denmark = [row for row in cells(full_analysis(), Rows.EVIDENCE) if row["code"] == "DNK"]
    told = [[row[key] for key in ("rank", "verdict", "stance", "rules")] for row in denmark]
    assert told == [["1", "out", "out", "take-part negation"], ["2", "out", "in", "promise"]]


@pytest.mark.parametrize(("rows", "count"), [(Rows.PEOPLE, 4), (Rows.QUOTES, 1)])
def test_rows_of_people_and_quotes(rows: Rows, count: int) -> None:
    """One for each that the report has."""
    assert len(cells(full_analysis(), rows)) == count


@pytest.mark.parametrize("rows", Rows)
def test_empty_report_has_no_rows(rows: Rows) -> None:
    """The header stands by itself."""
    assert row_lines(empty_analysis(), rows) == ""
    assert header_line(rows).endswith("\r\n")


@pytest.mark.parametrize("text", FORMULAS)
def test_formula_gets_an_apostrophe(text: str) -> None:
    """Behind blanks and full-width signs too, and where an apostrophe stood before."""
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Malta", "5 - 3", "'We will not'", "“=”", "1+1"])
def test_other_text_stays_as_it_is(text: str) -> None:
    """Quotation marks at the start are no reason for a guard."""
    assert guarded(text) == text


@given(st.one_of(st.text(), st.text(alphabet="'=+-@ \t\r\n\",")))
def test_guard_can_be_undone(text: str) -> None:
    """Of two texts no two become one cell: an exact reader takes the apostrophe away again."""
    cell = guarded(text)
    assert text in (cell, cell[1:])
    assert (cell != text) == (guarded(cell) != cell)


@given(st.one_of(st.sampled_from([*HOSTILE.values(), *FORMULAS]), st.text(alphabet="=+@-,\"'\r\n\t x\x1b\u202e")))
def test_no_cell_is_a_formula_or_obeyed(words: str) -> None:
    """Whatever stands in title, names and passages: each row is one line, and no cell begins like a formula."""
    for rows in Rows:
        text = row_lines(one_country(words), rows)
        assert text.count("\n") == text.count("\r\n") == len(cells(one_country(words), rows))
        assert not {"\x1b", "\x9b", "\x07", "\b", "\u202e", "\u2066", "\u2028"} & set(text)
        found = [cell for row in cells(one_country(words), rows) for cell in row.values()]
        assert not [cell for cell in found if cell.lstrip().startswith(tuple("=+-@＝＋－＠"))]
