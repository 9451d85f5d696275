"""An analysis as rows of a spreadsheet: CSV after RFC 4180, safe to open."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from pydantic import BaseModel

from coalition.render.text import plain
from coalition.report import Analysis

Cell = str | float | date | None


class Rows(StrEnum):
    """What a row stands for."""

    COUNTRIES = "countries"
    EVIDENCE = "evidence"
    PEOPLE = "people"
    QUOTES = "quotes"


_ARTICLE = ("article", "article_title", "article_date", "initiative")
_COUNTRY = ("code", "name", "stance", "role", "confidence", "mentions")
_PASSAGE = ("text", "start", "end", "section", "polarity", "certainty", "source", "speaker", "inferred")
_EVIDENCE = ("text", "start", "end", "section", "stance", "polarity", "certainty", "source", "speaker", "inferred")
_PERSON = ("name", "title", "country", "mentions", "speaks", "stance", "inferred")
_QUOTE = ("text", "start", "end", "direct", "speaker", "country", "cue")

COLUMNS = {
    Rows.COUNTRIES: (*_ARTICLE, *_COUNTRY, *_PASSAGE),
    Rows.EVIDENCE: (*_ARTICLE, "code", "name", "verdict", "confidence", "rank", *_EVIDENCE, "rules"),
    Rows.PEOPLE: (*_ARTICLE, *_PERSON),
    Rows.QUOTES: (*_ARTICLE, *_QUOTE),
}

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
    article = analysis.article
    head = (article.path, article.title, article.date, analysis.initiative.name)
    return _to_csv((_shown(cell) for cell in (*head, *cells)) for cells in _ROWS[rows](analysis))


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


def _values(model: BaseModel, columns: Iterable[str]) -> list[Cell]:
    return [getattr(model, column) for column in columns]


# ------------------------------------------------------------------ the four kinds of rows
def _countries(analysis: Analysis) -> Iterator[list[Cell]]:
    for country in analysis.countries:
        best = _values(country.evidence[0], _PASSAGE) if country.evidence else [None] * len(_PASSAGE)
        yield [*_values(country, _COUNTRY), *best]


def _evidence(analysis: Analysis) -> Iterator[list[Cell]]:
    for country in analysis.countries:
        verdict = _values(country, ("code", "name", "stance", "confidence"))
        for rank, piece in enumerate(country.evidence, start=1):
            rules = " ".join(dict.fromkeys(cue.rule for cue in piece.cues))
            yield [*verdict, rank, *_values(piece, _EVIDENCE), rules]


def _people(analysis: Analysis) -> Iterator[list[Cell]]:
    return (_values(person, _PERSON) for person in analysis.people)


def _quotes(analysis: Analysis) -> Iterator[list[Cell]]:
    return (_values(quote, _QUOTE) for quote in analysis.quotes)


_ROWS = {Rows.COUNTRIES: _countries, Rows.EVIDENCE: _evidence, Rows.PEOPLE: _people, Rows.QUOTES: _quotes}
