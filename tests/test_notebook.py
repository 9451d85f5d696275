"""Data frames and the table of a notebook: the rows of the CSV as values, and no text that is markup."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import pytest
from tests.render.sample_reports import HOSTILE, empty_analysis, full_analysis, one_country

from coalition.report import COLUMNS, Rows


@pytest.fixture(params=["pandas", "polars"])
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the library that makes the frames; where it is polars there is no pandas."""
    if request.param == "polars":
        monkeypatch.setitem(sys.modules, "pandas", None)
    return str(request.param)


def _rows(frame: Any, library: str) -> list[dict[str, Any]]:
    rows = frame.to_dicts() if library == "polars" else frame.to_dict("records")
    return [dict(row) for row in rows]


@pytest.mark.parametrize("rows", Rows)
def test_frame_has_the_columns_and_rows_of_the_csv(rows: Rows, library: str) -> None:
    """One row each, in the order of the report; an analysis without any has the columns all the same."""
    frame = full_analysis().to_frame(rows)
    assert type(frame).__module__.startswith(library)
    assert tuple(frame.columns) == COLUMNS[rows] == tuple(empty_analysis().to_frame(rows.value).columns)
    assert len(frame) == len(list(full_analysis().rows(rows)))
    assert len(empty_analysis().to_frame(rows)) == 0


def test_cells_are_values(library: str) -> None:
    """Numbers are numbers, days are days, and a stance is its plain text, not an enum."""
    row = _rows(full_analysis().to_frame(), library)[0]
    assert (row["code"], row["confidence"], row["mentions"], row["article_date"]) == ("PRT", 0.94, 5, date(2031, 3, 4))
    assert type(row["stance"]) is str
    assert row["stance"] == "in"


def test_neither_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """One sentence says what to install; the rows are there without."""
    for name in ("pandas", "polars"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ImportError, match=r"needs pandas or polars, .*'pip install pandas'"):
        full_analysis().to_frame()
    assert list(full_analysis().rows(Rows.PEOPLE))


def test_unknown_kind_of_rows() -> None:
    """A caller's mistake is a ValueError that names it."""
    with pytest.raises(ValueError, match="cities"):
        full_analysis().to_frame("cities")


def test_table_shows_who_stands_where() -> None:
    """Countries with a stance and their best passages; a mere mention is left out."""
    html = full_analysis()._repr_html_()
    assert "Portugal" in html
    assert "Ghana" not in html
    assert empty_analysis()._repr_html_().startswith("<table>")


@pytest.mark.parametrize("words", [*HOSTILE.values(), "<script>alert(1)</script>", "<b>&amp; \"'>\x00"])
def test_no_text_is_obeyed(words: str) -> None:
    """Tags, terminal escapes and marks that turn the direction of writing are shown, not obeyed."""
    html = one_country(words)._repr_html_()
    assert html.count("<") == one_country("calm")._repr_html_().count("<")
    assert not set(html) & {"\x1b", "\x00", "\u202e", "\u2066"}
