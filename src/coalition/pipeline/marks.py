"""Pair the quotation marks of a text, tolerantly: unclosed, reopened, nested, single or double.

Works on characters. An opening mark has a word behind it and no word before it, a closing
mark the reverse; where the page breaks that rule the state of the paragraph decides, and a
mark that fits nothing is left alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

_DOUBLE = re.compile(r"''|\"")
_SINGLE = re.compile(r"(?<!')'(?!')")
# "'90s", "'em", "'til": an apostrophe for letters left out at the start of a word.
_ELISION = re.compile(r"'(?:\d0s|s\b|em\b|til\b|tis\b|twas\b|cause\b|bout\b|n\b|round\b|cos\b)", re.IGNORECASE)
_OPENERS = "([{-/:\"'"
_STRONG_END = ".,?!;:)]"


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of text in quotation marks, in characters.

    ``start``/``end`` are the words between the marks, ``outer_start``/``outer_end`` the
    marks included. ``is_open`` tells that the paragraph ended without a closing mark,
    ``reopens`` that the stretch continues one that the paragraph before left open.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    block: int
    is_single: bool = False
    is_open: bool = False
    reopens: bool = False


def pair_marks(text: str, blocks: Sequence[tuple[int, int]]) -> list[Marked]:
    """Return the marked stretches of the blocks in text order; marks inside a stretch are part of its words."""
    found: list[Marked] = []
    carried = False
    for index, (start, end) in enumerate(blocks):
        doubles = list(_pair_doubles(text, start, end, index, carried=carried))
        carried = bool(doubles) and doubles[-1].is_open
        singles = _pair_singles(text, _gaps(start, end, doubles), index)
        found += sorted([*doubles, *singles], key=lambda marked: marked.start)
    return found


def _gaps(start: int, end: int, doubles: Sequence[Marked]) -> list[tuple[int, int]]:
    gaps = []
    for marked in doubles:
        gaps.append((start, marked.outer_start))
        start = marked.outer_end
    return [*gaps, (start, end)]


def _pair_doubles(text: str, start: int, end: int, block: int, *, carried: bool) -> Iterator[Marked]:
    opened: tuple[int, int] | None = None
    reopens = False
    first = True
    for match in _DOUBLE.finditer(text, start, end):
        at, after = match.span()
        opens, closes = _sides(text, at, after, start, end)
        if opened is None:
            if closes and not opens:
                if carried and first:  # left open in the paragraph before, closed here, never reopened
                    yield Marked(start, at, start, after, block, reopens=True)
            else:
                opened, reopens = (at, after), carried and at == start
        elif opens and not closes:
            yield _stretch(text, opened, at, at, block, reopens=reopens, is_open=True)
            opened, reopens = (at, after), False
        else:
            yield _stretch(text, opened, at, after, block, reopens=reopens)
            opened = None
        first = False
    if opened is not None and opened[1] < end:
        yield _stretch(text, opened, end, end, block, reopens=reopens, is_open=True)


def _sides(text: str, at: int, after: int, start: int, end: int) -> tuple[bool, bool]:
    """Tell whether a mark looks like an opening and whether it looks like a closing one."""
    before = text[at - 1] if at > start else " "
    behind = text[after] if after < end else " "
    opens = not behind.isspace() and (before.isspace() or before in _OPENERS)
    closes = not before.isspace() and (behind.isspace() or not behind.isalnum())
    return opens, closes


def _stretch(
    text: str, opened: tuple[int, int], at: int, outer_end: int, block: int, *, reopens: bool = False, is_open: bool = False
) -> Marked:
    start, end = opened[1], at
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Marked(start, end, opened[0], max(outer_end, end), block, is_open=is_open, reopens=reopens)


def _pair_singles(text: str, gaps: Sequence[tuple[int, int]], block: int) -> Iterator[Marked]:
    for start, end in gaps:
        marks = [m.start() for m in _SINGLE.finditer(text, start, end)]
        at = 0
        while at < len(marks):
            close = _closing(text, marks, at, start, end) if _opens_single(text, marks[at], start, end) else None
            if close is None:
                at += 1
                continue
            stretch = _stretch(text, (marks[at], marks[at] + 1), marks[close], marks[close] + 1, block)
            yield replace(stretch, is_single=True)
            at = close + 1


def _opens_single(text: str, at: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    behind = text[at + 1] if at + 1 < end else " "
    return (before.isspace() or before in _OPENERS) and (behind.isalnum() or behind in "[($£€") and not _ELISION.match(text, at)


def _closing(text: str, marks: Sequence[int], opened: int, start: int, end: int) -> int | None:
    """Return the index of the mark that closes a single quotation, or None.

    "the 'workers' paradise' of": a mark behind a plural s with a word after it may be a
    possessive, so that a surer mark before the next opening one is preferred.
    """
    weak: int | None = None
    for index in range(opened + 1, len(marks)):
        at = marks[index]
        if _opens_single(text, at, start, end):
            break
        behind = text[at + 1] if at + 1 < end else " "
        if text[at - 1].isspace() or behind.isalnum():
            continue
        if text[at - 1] in _STRONG_END or behind in _STRONG_END or at + 1 >= end or text[at - 1] != "s":
            return index
        weak = index if weak is None else weak
    return weak
