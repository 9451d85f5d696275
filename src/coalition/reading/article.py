"""The article as a value: its text, its page structure and what the page says of itself."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class BlockKind(StrEnum):
    """What a line or paragraph of the page is."""

    TITLE = "title"
    DATE = "date"
    BYLINE = "byline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    FURNITURE = "furniture"


class SectionKind(StrEnum):
    """What a section of the page is; furniture is page clutter and never analysed."""

    LEAD = "lead"
    BODY = "body"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of the page, a half-open character range into ``Article.text`` without surrounding white space.

    ``start_char`` lies behind a bullet, number or heading mark and ``end_char`` before
    trailing marks, so that ``text[start_char:end_char]`` is what a reader would read out.
    ``cells`` holds the character ranges of a table row's cells and is empty elsewhere.
    """

    kind: BlockKind
    start_char: int
    end_char: int
    section: int
    cells: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A run of blocks under one heading.

    ``heading`` is the heading's text without its marks ("#", "**", a number, a colon),
    or None for the lead and for a run of furniture. ``level`` is 1 for a main heading
    and 2 for one that stands below another ("France:" under "Who's in?"); ``parent``
    is the index of the section above, or None.
    """

    heading: str | None
    kind: SectionKind
    start_char: int
    end_char: int
    level: int = 1
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    r"""A news article as read.

    ``text`` is the decoded file with ``\n`` newlines; each range in the package points
    into it. ``normal`` has exactly the same length, with quotation marks, apostrophes,
    dashes and odd spaces in one plain form, and is what the pipeline reads. ``blocks``
    are in text order and do not overlap; what no block covers is white space or marks.
    ``sections`` are in the order in which they begin; the range of one that furniture
    interrupts holds the furniture's section as well. ``dateline_range`` covers the
    dateline with the dash behind it, at the start of its paragraph.
    """

    path: str | None
    text: str
    normal: str
    title: str | None
    published: date | None
    byline: str | None
    dateline: str | None
    source: str | None
    language: str
    words: int
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    dateline_range: tuple[int, int] | None = None
