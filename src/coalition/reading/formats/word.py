"""Word documents: paragraphs by their styles, tables by their cells."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from coalition.errors import ArticleError
from coalition.reading.formats.converted import Converted, has_heading, heading, item, lay_out, one_line, row

MAX_UNPACKED: Final = 200_000_000  # bytes; a document of a few kB can unpack to gigabytes

_HEADING: Final = re.compile(r"heading (\d)")
_BOLD_WORDS: Final = 15


def read(data: bytes, *, where: str) -> Converted:
    """Return the text of a document with its headings, lists and tables.

    The document's properties are left alone: they tell who typed it and when, not who
    published it.

    Raises:
        ArticleError: The document unpacks to more than ``MAX_UNPACKED`` bytes.
    """
    with ZipFile(BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
            size = MAX_UNPACKED // 1_000_000
            raise ArticleError(f"{where}: unpacks to more than {size} MB; save the article alone and give that")
    blocks = [
        block
        for part in Document(BytesIO(data)).iter_inner_content()
        for block in (_paragraph(part) if isinstance(part, Paragraph) else _table(part))
    ]
    return Converted(lay_out(blocks), has_marks=has_heading(blocks))


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    """Yield the paragraph; a manual line break divides it."""
    style = ((paragraph.style.name if paragraph.style else None) or "").lower()
    lines = [line for text in paragraph.text.split("\n") if (line := one_line(text))]
    match = _HEADING.match(style)
    if style == "title" or match:
        yield from (heading(" ".join(lines), 1 if match is None else int(match[1]) + 1) for _ in lines[:1])
    elif style.startswith("list") or _is_numbered(paragraph):
        yield from map(item, lines)
    elif len(lines) == 1 and _is_bold(paragraph) and len(lines[0].split()) <= _BOLD_WORDS and "*" not in lines[0]:
        yield f"**{lines[0]}**"
    else:
        yield from lines


def _is_numbered(paragraph: Paragraph) -> bool:
    properties = paragraph._p.pPr
    return properties is not None and properties.numPr is not None


def _is_bold(paragraph: Paragraph) -> bool:
    runs = [run for run in paragraph.runs if run.text.strip()]
    return bool(runs) and all(run.bold for run in runs)


def _table(table: Table) -> Iterator[str]:
    """Yield the rows; a row of one cell is a paragraph, as in a document that a table lays out."""
    for line in table.rows:
        # A merged cell stands in each of the columns that it covers.
        cells = list({id(cell._tc): one_line(cell.text) for cell in line.cells}.values())
        if len(cells) > 1 and any(cells):
            yield row(cells)
        elif cells and cells[0]:
            yield cells[0]
