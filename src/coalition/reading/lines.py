"""The written lines of a page, tables among them, and hard-wrapped lines joined again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_STOP: Final = re.compile(r"""[.?!:;…]["')\]]*$""")
_MARKED: Final = re.compile(r"(?:[-*+•‣⁃●▪◦·►⦁|]\s|#{1,6}\s|\(?\d{1,2}[.)]\s|\d{1,2}[.:]\d\d|(?:By|BY)\s[A-Z])")
_BULLET: Final = re.compile(r"(?:--?|[*+•‣⁃●▪◦·►⦁]|\(?\d{1,2}[.)])\s+")

# Hand-wrapped text is 45 to 110 characters wide; mail and agencies wrap at 65 to 80.
_MIN_WIDTH: Final = 45
_MAX_WIDTH: Final = 110
# In wrapped prose four of five lines go on in lower case; in a list of headlines none does.
_MIN_FLOWING: Final = 0.45
_FULL: Final = 0.7


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something to read, as a character range without surrounding white space.

    ``gap`` tells that a blank line, a rule or the start of the page stands before it,
    ``blank`` the same without rules, and ``underline`` holds the character of a rule
    right below ("=" or "-") or nothing.
    """

    start_char: int
    end_char: int
    text: str
    indent: int
    gap: bool
    blank: bool
    underline: str = ""


def split_lines(normal: str) -> list[Line]:
    """Return the lines that hold a letter or a digit; others only part what is around them."""
    lines: list[Line] = []
    start, gap, blank = 0, True, True
    for raw in normal.split("\n"):
        text = raw.strip()
        if _is_readable(text):
            indent = len(raw) - len(raw.lstrip())
            lines.append(Line(start + indent, start + indent + len(text), text, indent, gap, blank))
            gap = blank = False
        elif text and not blank and lines and text[0] in "=-~" and len(set(text)) == 1 and len(text) >= 3:
            lines[-1] = _underlined(lines[-1], text[0])
            gap = True
        else:
            gap, blank = gap or not text.startswith(("|", "+")), blank or not text
        start += len(raw) + 1
    return lines


def _is_readable(text: str) -> bool:
    """Tell whether a line has a letter or a digit; rules and stray marks have none."""
    return any(map(str.isalnum, text))


def _underlined(line: Line, rule: str) -> Line:
    """Return the line with the rule below it, unless it ends a paragraph of several lines."""
    if not line.gap:
        return line
    return Line(
        line.start_char, line.end_char, line.text, line.indent, line.gap, line.blank, "=" if rule == "=" else "-"
    )


def wrap_width(lines: Sequence[Line]) -> int:
    """Return the width at which the page was wrapped by hand, or 0 where each line is a paragraph."""
    pairs = [(line, after) for line, after in pairwise(lines) if not after.gap and not _MARKED.match(after.text)]
    if not pairs:
        return 0
    widths = sorted(line.indent + len(line.text) for line, _ in pairs)
    width = widths[(len(widths) - 1) * 19 // 20]
    full = [after for line, after in pairs if line.indent + len(line.text) >= _FULL * width]
    flowing = sum(after.text[0].islower() for after in full)
    return width if _MIN_WIDTH <= width <= _MAX_WIDTH and flowing >= _MIN_FLOWING * len(full) else 0


def join_wrapped(lines: Sequence[Line], width: int) -> list[list[Line]]:
    """Return the lines of each paragraph, heading or list item.

    Args:
        lines: Lines in text order, none of a table.
        width: What ``wrap_width`` found; at 0 only the hanging lines of list items are joined.
    """
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not line.gap and not _MARKED.match(line.text) and _goes_on(groups[-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _goes_on(group: list[Line], line: Line, width: int) -> bool:
    """Tell whether ``line`` belongs to the same paragraph as the group right above it."""
    last = group[-1]
    if _BULLET.match(group[0].text) and line.indent > group[0].indent:
        return bool(width) or line.text[0].islower()
    if not width or line.indent > last.indent + 1:
        return False
    length = last.indent + len(last.text)
    if line.text[0].islower() and not _STOP.search(last.text):
        return length >= width // 2
    # A greedy wrap breaks where the next word would not have fitted.
    room = length + 1 + len(line.text.split(None, 1)[0])
    return room > width and length >= _FULL * width
