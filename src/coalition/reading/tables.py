"""Simple text tables: rows with "|", rows with tabs, columns aligned by spaces."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from coalition.reading.lines import Line

Cells = tuple[tuple[int, int], ...]

_PIPE: Final = re.compile(r"[|│]")
_TABS: Final = re.compile(r"\t")
_WIDE: Final = re.compile(r"\s{2,}|\t")
_MAX_CELL: Final = 60  # characters of a first cell; prose with two spaces after its stops has longer ones
_MIN_ALIGNED: Final = 3
_MIN_LOOSE_PIPES: Final = 3


def find_rows(lines: Sequence[Line]) -> dict[int, Cells]:
    """Return the cells of each line that is a table row, by the line's position in ``lines``.

    Menus such as "Feedback | Imprint" are no tables: without a "|" at both ends
    at least three lines with the same number of them make one.
    """
    rows: dict[int, Cells] = {}
    for run in _runs(lines):
        texts = [lines[index].text for index in run]
        for first, last, divider in _tables(texts):
            for index in run[first:last]:
                rows[index] = _cells(lines[index], divider)
    return rows


def _runs(lines: Sequence[Line]) -> Iterator[list[int]]:
    """Yield the positions of lines without a blank line between them; rules do not part them."""
    run: list[int] = []
    for index, line in enumerate(lines):
        if line.blank and run:
            yield run
            run = []
        run.append(index)
    if run:
        yield run


def _tables(texts: Sequence[str]) -> Iterator[tuple[int, int, re.Pattern[str]]]:
    """Yield first and last+1 position of each table in a run of lines, and what divides its cells."""
    start = 0
    while start < len(texts):
        for divider, measure in ((_PIPE, _pipe_columns), (_TABS, _tab_columns), (_WIDE, _aligned_columns)):
            end = start
            while end < len(texts) and measure(texts[end]) and _fits(measure, texts[start], texts[end]):
                end += 1
            if end - start >= _least(divider, texts[start]):
                if divider is not _WIDE or _is_aligned(texts[start:end]):
                    yield start, end, divider
                start = end
                break
        else:
            start += 1


def _fits(measure: object, first: str, other: str) -> bool:
    """Tell whether a line has as many columns as the first; tab and bordered rows may have fewer or more."""
    if measure is _tab_columns or first.startswith(("|", "│")):
        return True
    columns = _pipe_columns if measure is _pipe_columns else _aligned_columns
    return columns(first) == columns(other)


def _least(divider: re.Pattern[str], first: str) -> int:
    """Return how many rows a table must have at least."""
    if divider is _PIPE:
        return 1 if first.startswith(("|", "│")) else _MIN_LOOSE_PIPES
    return 2 if divider is _TABS else _MIN_ALIGNED


def _pipe_columns(text: str) -> int:
    """Return the number of dividers, or 0 if this is no row: a bordered one has two at least."""
    dividers = text.count("|") + text.count("│")
    return 0 if text.startswith(("|", "│")) and dividers < 2 else dividers


def _tab_columns(text: str) -> int:
    """Return the number of tabs between cells."""
    return text.count("\t") if len(text.split("\t", 1)[0]) <= _MAX_CELL else 0


def _aligned_columns(text: str) -> int:
    """Return the number of wide gaps, or 0 if the first cell is too long for one."""
    if "  " not in text and "\t" not in text:
        return 0
    cells = _WIDE.split(text)
    return len(cells) - 1 if len(cells[0]) <= _MAX_CELL and not cells[0].endswith((".", "?", "!")) else 0


def _is_aligned(texts: Sequence[str]) -> bool:
    """Tell whether the second cells of most rows begin, or end, in one column."""
    gaps = [match for text in texts if (match := _WIDE.search(text))]
    starts = Counter(match.end() for match in gaps).most_common(1)[0][1]
    ends = Counter(len(text) for text in texts).most_common(1)[0][1]
    return max(starts, ends) * 5 >= len(texts) * 3


def _cells(line: Line, divider: re.Pattern[str]) -> Cells:
    """Return the character ranges of the cells, without empty ones."""
    cells: list[tuple[int, int]] = []
    start = 0
    for end in [*(match.start() for match in divider.finditer(line.text)), len(line.text)]:
        cell = line.text[start:end]
        if text := cell.strip().lstrip("|│").strip():
            offset = line.start_char + start + cell.index(text)
            cells.append((offset, offset + len(text)))
        start = end if divider is not _PIPE else end + 1
    return tuple(cells)
