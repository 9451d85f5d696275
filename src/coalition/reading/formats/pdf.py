"""PDF: lines by their place and font on the page, joined to headings and paragraphs.

A PDF knows where letters stand and nothing of paragraphs. Size and weight of the type tell
headings, a wider gap tells the next paragraph, and lines that return on the pages are
their headers and footers. Columns are read in the order in which the file writes them.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import pairwise
from statistics import median_low
from typing import Any, Final

from pypdf import PasswordType, PdfReader
from pypdf.errors import DependencyError

from coalition.errors import ArticleError
from coalition.reading.formats.converted import Converted, has_heading, heading, item, lay_out, one_line

MAX_PAGES: Final = 300

_PAGE_NUMBER: Final = re.compile(r"\W*(?:page\s)?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?\W*", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\d+")
_BULLET: Final = re.compile(r"[-–•‣●▪◦·]\s+(?=\S)")
_BROKEN: Final = re.compile(r"(?<=[a-z])[-\xad]$")
_STOP: Final = re.compile(r"""[.?!:;…]["'”’)\]]*$""")
_BOLD: Final = ("bold", "black", "heavy")
_SILENT: Final = logging.NullHandler()

# Tried on pages that fpdf2, ReportLab and WeasyPrint have set, in one column and in two.
_MARGIN_LINES: Final = 2
_MIN_LETTERS: Final = 20
_LARGER: Final = 1.15
_WIDER: Final = 1.3
_ROOM: Final = 0.25
_SAME_SIZE: Final = 0.5
_MAX_HEADING_WORDS: Final = 25
_MAX_MASTHEAD_WORDS: Final = 12


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: its text, the height of its baseline and the size of its type in points."""

    text: str
    page: int
    height: float
    size: float
    is_bold: bool


@dataclass(frozen=True, slots=True)
class _Column:
    """How the text is set: size and distance of its lines in points, length of a full one in characters."""

    body: float
    pitch: float
    width: int


def read(data: bytes, *, where: str) -> Converted:
    """Return the text of a PDF with its headings; its properties are left alone, as those of ``word``.

    Raises:
        ArticleError: The file is locked, has more than ``MAX_PAGES`` pages, or pictures of pages only.
    """
    logging.getLogger("pypdf").addHandler(_SILENT)  # it complains of flaws that it has mended
    reader = _open(data, where=where)
    if len(reader.pages) > MAX_PAGES:
        raise ArticleError(f"{where}: has {len(reader.pages)} pages, more than any article; give those of the article")
    pages = [list(_lines(page, number)) for number, page in enumerate(reader.pages)]
    lines = _without_margins(pages)
    if sum(character.isalpha() for line in lines for character in line.text) < _MIN_LETTERS:
        raise ArticleError(
            f"{where}: has no text in it, only pictures of pages; run it through text recognition (OCR) first"
        )
    blocks = _title_first(list(_blocks(lines)))
    return Converted(lay_out(blocks), has_marks=has_heading(blocks))


def _open(data: bytes, *, where: str) -> PdfReader:
    """Open a file, also one that is locked against changes only and has an empty password."""
    try:
        reader = PdfReader(BytesIO(data))
        is_locked = reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED
    except DependencyError as error:
        raise ArticleError(f"{where}: is encrypted, which needs cryptography: pip install 'coalition[pdf]'") from error
    if is_locked:
        raise ArticleError(f"{where}: is locked with a password; save an unlocked copy and give that")
    return reader


def _lines(page: Any, number: int) -> Iterator[_Line]:
    """Yield the lines of a page in the order of the file."""
    pieces: list[_Line] = []

    def visit(text: str, outer: Sequence[float], inner: Sequence[float], font: Mapping[str, Any] | None,
              size: float) -> None:  # fmt: skip
        height = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        scale = abs(inner[3] * outer[3]) or 1.0
        name = str((font or {}).get("/BaseFont", "")).lower()
        pieces.append(_Line(text, number, height, round(size * scale, 1), any(word in name for word in _BOLD)))

    page.extract_text(visitor_text=visit)
    yield from _with_bullets(_as_lines(pieces))


def _as_lines(pieces: Sequence[_Line]) -> Iterator[_Line]:
    """Yield the pieces of a page, cut at their line ends and put together to lines."""
    line: list[_Line] = []
    for piece in pieces:
        first, *others = piece.text.split("\n")
        line.append(replace(piece, text=first))
        for other in others:
            yield from _line(line)
            line = [replace(piece, text=other)]
    yield from _line(line)


def _with_bullets(lines: Iterable[_Line]) -> Iterator[_Line]:
    """Yield the lines, a bullet that stands alone with the line beside it; other lines without a letter go."""
    bullet: _Line | None = None
    for line in lines:
        if any(character.isalnum() for character in line.text):
            beside = bullet is not None and abs(bullet.height - line.height) < line.size / 2
            yield replace(line, text=f"• {line.text}") if beside and not _BULLET.match(line.text) else line
            bullet = None
        else:
            bullet = line if _BULLET.match(f"{line.text} x") else None


def _line(pieces: Sequence[_Line]) -> Iterator[_Line]:
    """Yield the pieces as one line, where and as large as the longest of them, bold if nearly all is."""
    text = one_line("".join(piece.text for piece in pieces))
    if text:
        sizes = [len(piece.text.strip()) for piece in pieces]
        bold = sum(size for size, piece in zip(sizes, pieces, strict=True) if piece.is_bold)
        longest = pieces[sizes.index(max(sizes))]
        yield replace(longest, text=text, is_bold=10 * bold >= 9 * sum(sizes))


def _without_margins(pages: Sequence[Sequence[_Line]]) -> list[_Line]:
    """Return the lines without page numbers, and without those at top or bottom that return on other pages."""
    ends = [{_shape(line) for line in (*page[:_MARGIN_LINES], *page[-_MARGIN_LINES:])} for page in pages]
    counts = Counter(shape for shapes in ends for shape in shapes)
    least = max(2, len(pages) // 3)
    lines: list[_Line] = []
    for page in pages:
        for index, line in enumerate(page):
            at_margin = index < _MARGIN_LINES or index >= len(page) - _MARGIN_LINES
            if not (at_margin and (counts[_shape(line)] >= least or _PAGE_NUMBER.fullmatch(line.text))):
                lines.append(line)
    return lines


def _shape(line: _Line) -> str:
    return _DIGITS.sub("0", line.text.lower())


def _blocks(lines: Sequence[_Line]) -> Iterator[str]:
    """Yield headings, list items and paragraphs in the layout of the reader."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    body = max(letters, key=lambda size: letters[size])
    column = _Column(body, _pitch(lines), _width([line for line in lines if line.size == body]))
    title = max((line.size for line in lines if line.page == 0), default=body)
    for group in _groups(lines, column):
        text = _joined([line.text for line in group])
        size = group[0].size
        if _is_large(group[0], body) and len(text.split()) <= _MAX_HEADING_WORDS:
            is_title = size == title and group[0].page == 0
            yield heading(text, 1 if is_title else 2)
            title = title if not is_title else 0.0
        elif group[0].is_bold and len(text.split()) <= _MAX_HEADING_WORDS and "*" not in text:
            yield f"**{text}**"
        else:
            bullet = _BULLET.match(text)
            yield item(text[bullet.end() :]) if bullet else text


def _pitch(lines: Sequence[_Line]) -> float:
    """Return the usual distance between two lines, in points."""
    gaps = [
        above.height - line.height
        for above, line in pairwise(lines)
        if above.page == line.page and above.size == line.size and above.height > line.height
    ]
    return median_low(gaps) if gaps else 0.0


def _title_first(blocks: list[str]) -> list[str]:
    """Return the blocks with the title before the names and dates that stand above it, unless there is prose."""
    place = next((index for index, block in enumerate(blocks) if block.startswith("# ")), 0)
    if any(len(block.split()) > _MAX_MASTHEAD_WORDS for block in blocks[:place]):
        return blocks
    return [blocks[place], *blocks[:place], *blocks[place + 1 :]]


def _width(lines: Sequence[_Line]) -> int:
    """Return the length of a full line, in characters: one in ten is longer."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[len(lengths) * 9 // 10]


def _groups(lines: Sequence[_Line], column: _Column) -> Iterator[list[_Line]]:
    """Yield the lines of each heading, paragraph and list item."""
    group: list[_Line] = []
    for line in lines:
        if group and not _goes_on(group[-1], line, column):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(above: _Line, line: _Line, column: _Column) -> bool:
    """Tell whether a line belongs to the same block as the one before it."""
    if _BULLET.match(line.text) or above.is_bold != line.is_bold or abs(above.size - line.size) > _SAME_SIZE:
        return False
    is_large, gap = _is_large(line, column.body), above.height - line.height
    if above.page != line.page or gap < 0:  # the next page or column
        return not is_large and (line.text[0].islower() or not _STOP.search(above.text))
    if not is_large and not line.text[0].islower() and not _BROKEN.search(above.text):
        # A line with so much room left has ended a paragraph, a list item or a row of a table.
        room = column.width - len(above.text) - len(line.text.split(" ", 1)[0])
        if room > _ROOM * column.width:
            return False
    return gap <= _WIDER * (line.size * _WIDER if is_large else column.pitch)


def _is_large(line: _Line, body: float) -> bool:
    return line.size >= _LARGER * body


def _joined(texts: Sequence[str]) -> str:
    """Return lines as one, words that were divided between two whole again: "agree-/ment", "Franco-/German"."""
    parts = [texts[0]]
    for above, text in pairwise(texts):
        if not _BROKEN.search(above):
            parts.append(" ")
        elif text[:1].islower():
            parts[-1] = parts[-1][:-1]
        parts.append(text)
    return "".join(parts)
