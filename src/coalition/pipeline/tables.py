"""Text tables: what the cells of a row, or the column that a country stands in, say of it."""

from collections.abc import Callable
from dataclasses import dataclass

from coalition.lexicons.cues import Signature
from coalition.lexicons.stance_headings import StanceHeadings
from coalition.stance import Certainty, Polarity

Cell = tuple[int, int]  # half-open character range in the text of the row

_ASSERTED = Certainty.ASSERTED
_TICKS = frozenset({"✓", "✔", "☑", "✅", "●", "•", "√"})
_CROSSES = frozenset({"✗", "✘", "✕", "✖", "❌", "×", "☒"})
_LETTER_MARKS = frozenset({"x"})  # a tick in a ballot, a cross beside ticks


@dataclass(frozen=True, slots=True)
class Table:
    """One table, read once.

    ``columns`` holds what the cells of the first row say ("Signed", "Against"), None where
    it says nothing or is no header; ``answers`` the columns that were asked about ("Vote").
    """

    columns: tuple[Signature | None, ...]
    answers: frozenset[int]
    has_ticks: bool

    def read(self, row: str, place: int, headings: StanceHeadings, about: frozenset[str]) -> Signature | None:
        """Return what a row says of the country in the cell at ``place``, the only one of the row.

        Cells of columns that name a stance or ask for one are read first; beside such a
        column a bare "yes" or "no" answers another column's question ("EU member").
        """
        cells = [row[a:b] for a, b in cells_of(row)]
        shift = len(self.columns) - len(cells) if len(self.columns) < len(cells) else 0  # an empty corner cell
        asked = [i for i in range(len(cells)) if i != place and (self.column(i + shift) or i + shift in self.answers)]
        for index in asked:
            says = self._cell(cells[index], self.column(index + shift), headings, about)
            if says is not None:
                return says
        others = [cell for i, cell in enumerate(cells) if i != place and i not in asked]
        if asked:  # yes and no are answers to another column's question
            others = [cell for cell in others if len(cell.split()) > 1]
        return next((says for cell in others if (says := headings.read(cell, about)) is not None), None)

    def column(self, index: int) -> Signature | None:
        """Return what the first row says of all names in a column: "Signed", "Against"."""
        return self.columns[index] if 0 <= index < len(self.columns) else None

    def _cell(
        self, cell: str, column: Signature | None, headings: StanceHeadings, about: frozenset[str]
    ) -> Signature | None:
        mark = cell.strip().lower()
        if mark in _TICKS or (mark in _LETTER_MARKS and not self.has_ticks):
            return column or Signature(Polarity.FOR, _ASSERTED)
        if mark in _CROSSES or mark in _LETTER_MARKS:
            return _denied(column or Signature(Polarity.FOR, _ASSERTED))
        says = headings.read_remark(cell, about)
        if column is None or says is None or says.polarity is Polarity.NEUTRAL:
            return says
        is_answer = len(mark.split()) == 1
        if is_answer and column.polarity is Polarity.NEUTRAL:
            return column if says.polarity is Polarity.FOR else None
        return _denied(says) if is_answer and column.polarity is Polarity.AGAINST else says


def read_table(
    header: str | None,
    rows: list[str],
    voice: Callable[[str], Signature | None],
    is_question: Callable[[str], bool],
) -> Table:
    """Read a table.

    Args:
        header: The text of the first row, None where it holds a country and so is no header.
        rows: The texts of the others.
        voice: What a column's name says of the countries in it, or of those with a "yes" in it.
        is_question: Whether a column's name asks for a stance without giving one ("Vote").
    """
    names = [header[a:b] for a, b in cells_of(header)] if header is not None else []
    has_ticks = any(row[a:b].strip() in _TICKS | _CROSSES for row in rows for a, b in cells_of(row))
    return Table(
        columns=tuple(voice(name) for name in names),
        answers=frozenset(i for i, name in enumerate(names) if is_question(name)),
        has_ticks=has_ticks,
    )


def cells_of(row: str) -> list[Cell]:
    """Return the ranges of the cells of a row, divided by "|" or tabs, with the white space in them cut off."""
    mark = "|" if "|" in row else "\t"
    found: list[Cell] = []
    at = 0
    for piece in row.split(mark):
        stripped = piece.strip()
        start = at + len(piece) - len(piece.lstrip())
        found.append((start, start + len(stripped)))
        at += len(piece) + 1
    return found


def _denied(says: Signature) -> Signature | None:
    return None if says.polarity is Polarity.NEUTRAL else Signature(says.polarity.flipped, says.certainty)
