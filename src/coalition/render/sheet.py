"""An analysis as rows of a spreadsheet: CSV after RFC 4180, safe to open."""

import csv
import io
import re
from collections.abc import Iterable

from coalition.notebook import Cell
from coalition.render.text import plain
from coalition.report import COLUMNS, Analysis, Rows

# With one of these in front a spreadsheet takes a cell for a formula (OWASP, "CSV Injection"); the wide
# ones count in an East Asian locale. Apostrophes may stand before it, so that the guard can be undone.
_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠|%]")


def header_line(rows: Rows) -> str:
    """Return the line with the names of the columns."""
    return _to_csv([COLUMNS[rows]])


def row_lines(analysis: Analysis, rows: Rows) -> str:
    r"""Return the rows of one analysis as lines that end in "\r\n"; "" if there are none.

    Text stands on one line and without what a terminal would obey (see ``plain``), and
    behind an apostrophe where a spreadsheet would take it for a formula (see ``guarded``).
    """
    return _to_csv(map(_shown, row) for row in analysis.rows(rows))


def guarded(text: str) -> str:
    """Return text that no spreadsheet calculates: "=1+1" becomes "'=1+1", and "'=1+1" becomes "''=1+1".

    Other text stays as it is. Taking one apostrophe away from a cell that starts with
    apostrophes and a sign of a formula gives the text back.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def _to_csv(rows: Iterable[Iterable[str]]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerows(rows)
    return buffer.getvalue()


def _shown(cell: Cell) -> str:
    if isinstance(cell, str):
        return guarded(plain(cell))
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else str(cell)
