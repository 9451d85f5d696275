"""What a format hands over to the reader, and the layout in which it writes structure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

_SPACES: Final = re.compile(r"[^\S\xa0]+")
_BREAKS: Final = re.compile(r"[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")
_DEEPEST: Final = 6


@dataclass(frozen=True, slots=True)
class Converted:
    """An article's text in the layout below, and what the file says of it for certain.

    None where the file does not say it: the reader then looks for it in the text.
    ``has_marks`` tells that the file marks its headings, so that no other line is one.
    """

    text: str
    title: str | None = None
    published: date | None = None
    byline: str | None = None
    source: str | None = None
    has_marks: bool = False


def one_line(text: str) -> str:
    """Return the text on one line, each run of white space as one space."""
    return _SPACES.sub(" ", _BREAKS.sub(" ", text)).strip()


def heading(text: str, level: int) -> str:
    """Return a heading in the layout, "## Who's in?"; level 1 is the title."""
    return f"{'#' * min(max(level, 1), _DEEPEST)} {one_line(text)}"


def has_heading(blocks: Sequence[str]) -> bool:
    """Tell whether blocks in the layout have a heading other than the title; one in bold counts."""
    return any(block.startswith(("## ", "### ", "#### ", "##### ", "###### ", "**")) for block in blocks)


def item(text: str) -> str:
    """Return a list item in the layout, "- Malta"."""
    return f"- {one_line(text)}"


def row(cells: Sequence[str]) -> str:
    """Return a table row in the layout, "| Malta | For |"; a bar inside a cell would divide it."""
    return "| " + " | ".join(one_line(cell).replace("|", "/") for cell in cells) + " |"


def lay_out(blocks: Iterable[str]) -> str:
    """Return the text of blocks: a blank line between two of them, but none within a list or a table."""
    parts: list[str] = []
    before = ""
    for block in blocks:
        form = block[:2] if block[:2] in {"- ", "| "} else ""
        if parts:
            parts.append("\n" if form and form == before else "\n\n")
        parts.append(block)
        before = form
    return "".join((*parts, "\n"))
