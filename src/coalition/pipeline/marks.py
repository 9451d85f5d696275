"""Pair the quotation marks of a text, tolerantly: unclosed, reopened, nested, single or double.

Works on characters. An opening mark has a word behind it and no word before it, a closing
mark the reverse; where the page breaks that rule the state of the paragraph decides, and a
mark that fits nothing is left alone.
"""

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass

_MARK = re.compile(r"''|\"|'")
# "'90s", "'em", "'til": an apostrophe for letters left out at the start of a word.
_ELISION = re.compile(r"'(?:\d0s|s\b|em\b|til\b|tis\b|twas\b|cause\b|bout\b|n\b|round\b|cos\b)", re.IGNORECASE)
_OPENERS = "([{-/:\"'—–"
_STRONG_END = ".,?!;:)]-…"


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
    carried = ""
    for index, (start, end) in enumerate(blocks):
        following = blocks[index + 1][0] if index + 1 < len(blocks) else end
        page = _Block(text, start, end, index, reopened_next=text[following : following + 1])
        stretches = list(page.pair(carried))
        found += stretches
        carried = _left_open(stretches)
    return found


def _left_open(stretches: Sequence[Marked]) -> str:
    """Return the kind of mark that a paragraph leaves open, "" for none."""
    if not stretches or not stretches[-1].is_open:
        return ""
    return "'" if stretches[-1].is_single else '"'


class _Block:
    """One paragraph and the marks in it."""

    def __init__(self, text: str, start: int, end: int, number: int, *, reopened_next: str) -> None:
        self._text = text
        self._start = start
        self._end = end
        self._number = number
        self._reopened_next = reopened_next
        self._marks = [match.span() for match in _MARK.finditer(text, start, end)]

    def pair(self, carried: str) -> Iterator[Marked]:
        """Yield the stretches; ``carried`` is the mark that the paragraph before left open, or ""."""
        index = 0
        while index < len(self._marks):
            at, after = self._marks[index]
            if self._is_single(index):
                close = self._closing_single(index) if self._opens_single(at) else None
                if close is not None:
                    yield self._stretch(index, *self._marks[close], reopens=carried == "'" and at == self._start)
                    index = close
                elif self._runs_on(at):
                    yield self._stretch(index, self._end, self._end, is_open=True, reopens=carried == "'")
                    return
            elif self._closes(at, after) and not self._opens(at, after):
                if carried == '"' and not self._has_double_before(index):  # closed here and never reopened
                    yield Marked(self._start, at, self._start, after, self._number, reopens=True)
            else:
                index = yield from self._double(index, reopens=carried == '"' and at == self._start)
            index += 1

    def _double(self, opened: int, *, reopens: bool) -> Generator[Marked, None, int]:
        """Yield the stretch that a double mark opens, and return the index of the last mark used."""
        for index in range(opened + 1, len(self._marks)):
            if self._is_single(index):
                continue
            at, after = self._marks[index]
            if self._opens(at, after) and not self._closes(at, after):  # the closing mark is missing
                yield self._stretch(opened, at, at, is_open=True, reopens=reopens)
                return index - 1
            yield self._stretch(opened, at, after, reopens=reopens)
            return index
        if self._marks[opened][1] < self._end:
            yield self._stretch(opened, self._end, self._end, is_open=True, reopens=reopens)
        return len(self._marks)

    def _is_single(self, index: int) -> bool:
        at, after = self._marks[index]
        return after - at == 1 and self._text[at] == "'"

    def _has_double_before(self, index: int) -> bool:
        return any(not self._is_single(i) for i in range(index))

    def _around(self, at: int, after: int) -> tuple[str, str]:
        before = self._text[at - 1] if at > self._start else " "
        return before, self._text[after] if after < self._end else " "

    def _opens(self, at: int, after: int) -> bool:
        before, behind = self._around(at, after)
        return not behind.isspace() and (before.isspace() or before in _OPENERS)

    def _closes(self, at: int, after: int) -> bool:
        before, behind = self._around(at, after)
        return not before.isspace() and not behind.isalnum()

    def _opens_single(self, at: int) -> bool:
        before, behind = self._around(at, at + 1)
        starts_word = behind.isalnum() or behind in '[($£€"…'
        return (before.isspace() or before in _OPENERS) and starts_word and not _ELISION.match(self._text, at)

    def _runs_on(self, at: int) -> bool:
        return at == self._start and self._reopened_next == "'" and self._opens_single(at)

    def _closing_single(self, opened: int) -> int | None:
        """Return the index of the mark that closes a single quotation, or None.

        "the 'workers' paradise' of": a mark behind a plural s with a word after it may be
        a possessive, so that a surer mark before the next opening one is preferred. Double
        marks inside must be in pairs.
        """
        weak: int | None = None
        is_inside = False
        for index in range(opened + 1, len(self._marks)):
            at, after = self._marks[index]
            if not self._is_single(index):
                is_inside = not is_inside
                continue
            before, behind = self._around(at, after)
            if is_inside or before.isspace() or behind.isalnum():
                if not is_inside and self._opens_single(at):
                    break
                continue
            if before in _STRONG_END or behind in _STRONG_END or after >= self._end or before != "s":
                return index
            weak = index if weak is None else weak
        return weak

    def _stretch(self, opened: int, at: int, outer_end: int, *, is_open: bool = False, reopens: bool = False) -> Marked:
        outer_start, start = self._marks[opened]
        end = at
        while start < end and self._text[start].isspace():
            start += 1
        while end > start and self._text[end - 1].isspace():
            end -= 1
        return Marked(
            start, end, outer_start, max(outer_end, end), self._number,
            is_single=self._is_single(opened), is_open=is_open, reopens=reopens,
        )  # fmt: skip
