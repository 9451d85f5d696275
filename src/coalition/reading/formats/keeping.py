"""Chooses the blocks of a page that are its article, by the words that an extractor kept."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Final

from coalition.reading.formats.blocks import Form, PageBlock

_WORD: Final = re.compile(r"\w+")
# Tried on the pages in tests/reading/web.
_RUN: Final = 4  # words in a row that two different passages of a page hardly share
_SHARE: Final = 0.8
_PROSE_WORDS: Final = 8
_MAX_LINKED_WORDS: Final = 4  # a list of links is one of names up to so many words an item, else one of headlines
_PROSE_ENDS: Final = (".", "!", "?", '"', "”", "’", ")")


class Kept:
    """The words that an extractor kept, to ask whether it kept those of a block.

    A short text counts as kept as often as the extractor has it, so that "Norway" in a
    list of the article does not keep the "Norway" of a list of topics below it.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._runs: set[tuple[str, ...]] = set()
        self._short: Counter[tuple[str, ...]] = Counter()
        for text in texts:
            words = _words(text)
            if len(words) < _RUN:
                self._short[words] += 1
            self._runs.update(_runs(words))

    def take(self, text: str) -> bool:
        """Tell whether the text was kept."""
        words = _words(text)
        if len(words) >= _RUN:
            runs = _runs(words)
            return sum(run in self._runs for run in runs) >= _SHARE * len(runs)
        self._short[words] -= 1
        return self._short[words] >= 0


def choose_blocks(
    blocks: Sequence[PageBlock], kept: Kept, *, named: str, is_credit: Callable[[str], bool]
) -> tuple[str | None, list[PageBlock]]:
    """Return the page's visible title, or None, and the blocks of the article behind it.

    Args:
        blocks: All blocks of the page.
        kept: What the extractor kept; its short texts are used up.
        named: The title that the page gives itself, as a rule with the site's name behind; "" for none.
        is_credit: Tells a date line or byline, which extractors tend to drop.
    """
    start = _find_title(blocks, kept, named)
    behind = blocks[start + 1 :]
    chosen = [kept.take(block.text) for block in behind]
    if not any(chosen):
        return (blocks[start].text if start >= 0 else None), []
    _complete_groups(behind, chosen)
    _take_lists_back(behind, chosen)
    _take_headings_back(behind, chosen)
    if start >= 0:
        _take_header_back(behind, chosen, is_credit)
    title = blocks[start].text if start >= 0 else None
    return title, [block for block, is_chosen in zip(behind, chosen, strict=True) if is_chosen]


def _find_title(blocks: Sequence[PageBlock], kept: Kept, named: str) -> int:
    """Return the position of the visible title, or -1: the last such heading above the page's first kept prose.

    It is a main heading, or one with which the page's own title begins; a main heading
    that is a link is the site's name and leads to its front page.
    """
    found, wanted = -1, _words(named)
    for index, block in enumerate(blocks):
        words = _words(block.text)
        if block.form is Form.HEADING:
            is_named = len(words) > 2 and words == wanted[: len(words)]
            found = index if is_named or (block.level == 1 and len(words) > 1 and not block.is_linked) else found
        elif len(words) >= _PROSE_WORDS and kept.take(block.text):
            break
    return found


def _complete_groups(blocks: Sequence[PageBlock], chosen: list[bool]) -> None:
    """Choose the whole of each list and table of which a part was kept."""
    parts = {block.group for block, is_chosen in zip(blocks, chosen, strict=True) if is_chosen and block.group}
    for index, block in enumerate(blocks):
        chosen[index] = chosen[index] or block.group in parts


def _take_lists_back(blocks: Sequence[PageBlock], chosen: list[bool]) -> None:
    """Choose the lists and tables right below a chosen heading; of lists of links those of names only."""
    taken: set[int] = set()
    groups: dict[int, list[PageBlock]] = {}
    for block in blocks:
        groups.setdefault(block.group, []).append(block)
    for index, (above, block) in enumerate(pairwise(blocks), start=1):
        opens = block.group and block.group != above.group and not chosen[index] and not block.is_aside
        if opens and chosen[index - 1] and above.form in {Form.HEADING, Form.BOLD}:
            items = groups[block.group]
            words = sum(len(other.text.split()) for other in items)
            linked = sum(other.is_linked for other in items)
            if 2 * linked <= len(items) or words <= _MAX_LINKED_WORDS * len(items):
                taken.add(block.group)
    for index, block in enumerate(blocks):
        chosen[index] = chosen[index] or block.group in taken


def _take_headings_back(blocks: Sequence[PageBlock], chosen: list[bool]) -> None:
    """Choose the headings right above a chosen block, or above a chosen heading of a lower level."""
    for index in range(len(blocks) - 2, -1, -1):
        block, below = blocks[index], blocks[index + 1]
        if block.form is Form.HEADING and not block.is_aside and chosen[index + 1]:
            chosen[index] = chosen[index] or below.form is not Form.HEADING or below.level > block.level


def _take_header_back(blocks: Sequence[PageBlock], chosen: list[bool], is_credit: Callable[[str], bool]) -> None:
    """Choose date lines, bylines and the summary between the title and the first chosen prose."""
    for index, block in enumerate(blocks):
        is_prose = len(block.text.split()) >= _PROSE_WORDS and block.text.endswith(_PROSE_ENDS)
        if chosen[index] and is_prose:
            return
        if block.form is Form.TEXT and not block.is_aside and not block.is_linked:
            chosen[index] = chosen[index] or is_prose or is_credit(block.text)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _runs(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    return [words[start : start + _RUN] for start in range(len(words) - _RUN + 1)]
