"""Finds list items: bullets, numbers, one name a line; and the titles above them."""

from collections.abc import Iterator, Sequence
from typing import Final

from coalition.reading.article import BlockKind
from coalition.reading.headings import end_heading, is_intro, is_list_title, may_head
from coalition.reading.names import is_name
from coalition.reading.unit import Mark, Unit

_MAX_TITLE_WORDS: Final = 12
_MAX_NUMBERED_WORDS: Final = 18
_MAX_LAST_WORDS: Final = 10
_MAX_ITEM_WORDS: Final = 45
_MIN_RUN: Final = 3


def mark_lists(units: Sequence[Unit], first: int) -> None:
    """Mark list items: bullets, numbers, one name a line, and the titles right above them."""
    _mark_bullets(units)
    _mark_numbers(units)
    for start, end in _runs(units, first):
        _mark_run(units, start, end)


def _mark_bullets(units: Sequence[Unit]) -> None:
    """Mark bulleted lines; a lone dash before a name is the source of a quotation and no list."""
    for index, unit in enumerate(units):
        if unit.kind is None and unit.mark is Mark.BULLET:
            beside = [other.mark for other in (*units[max(index - 1, 0) : index], *units[index + 1 : index + 2])]
            before = units[index - 1] if index else None
            opened = before is not None and (before.text.endswith(":") or before.is_short)
            is_item = Mark.BULLET in beside or opened or unit.is_prose
            unit.kind = BlockKind.LIST_ITEM if is_item else BlockKind.PARAGRAPH
            if is_item and before is not None and before.kind is None and not before.is_prose:
                _mark_list_title(before)


def _mark_numbers(units: Sequence[Unit]) -> None:
    """Mark numbered lines: headings where text without a number follows each, else list items.

    Each series counts by itself: a page may number its headings and, below one, a list.
    """
    numbered = [index for index, unit in enumerate(units) if unit.kind is None and unit.mark is Mark.NUMBER]
    series: list[list[int]] = []
    for index in numbered:
        number = units[index].depth
        if series and number == units[series[-1][-1]].depth + 1:
            series[-1].append(index)
        else:
            series.append([index])
    for indexes in series:
        kind = BlockKind.HEADING if _are_headings(units, indexes) else BlockKind.LIST_ITEM
        for index in indexes:
            units[index].kind = kind if _may_be_numbered_heading(units, index) else BlockKind.LIST_ITEM


def _are_headings(units: Sequence[Unit], indexes: Sequence[int]) -> bool:
    """Tell whether the lines of one series are headings: most are short and have text below them."""
    headed = [index for index in indexes if _may_be_numbered_heading(units, index)]
    short = sum(not units[index].is_prose for index in headed)
    return 2 * len(headed) > len(indexes) and 2 * short > len(headed)


def _may_be_numbered_heading(units: Sequence[Unit], index: int) -> bool:
    """Tell whether a numbered line is one sentence at most, with a line without a number below it."""
    unit = units[index]
    if index + 1 == len(units) or units[index + 1].mark is Mark.NUMBER or unit.is_several:
        return False
    return len(unit.words) <= _MAX_NUMBERED_WORDS and not unit.text[:1].islower()


def _runs(units: Sequence[Unit], first: int) -> Iterator[tuple[int, int]]:
    """Yield the runs of short open lines: those without blank lines between them, or all with."""
    start = first
    while start < len(units):
        if not _is_open_line(units[start]):
            start += 1
            continue
        end = start + 1
        tight = end < len(units) and not units[end].gap
        if not tight and units[start].text.endswith(":") and not is_list_title(units[start].text):
            start = end  # announces the list
            continue
        while (
            end < len(units)
            and units[end].gap is not tight
            and _is_open_line(units[end])
            and not _opens_run(units[end])
        ):
            end += 1
        yield start, end
        start = end


def _opens_run(unit: Unit) -> bool:
    """Tell whether a line begins a list of its own: "Undecided", "Against:"."""
    return unit.text.endswith(":") or is_list_title(unit.text)


def _is_open_line(unit: Unit) -> bool:
    """Tell whether a line may be one item of a list without bullets."""
    return (
        unit.kind is None
        and unit.mark is Mark.NONE
        and unit.is_open
        and not unit.is_several
        and len(unit.words) <= _MAX_ITEM_WORDS
        and not unit.text.endswith(("...", "…"))
    )


def _mark_run(units: Sequence[Unit], start: int, end: int) -> None:
    """Mark the items of a run, if it is a list, and its title."""
    run = units[start:end]
    tight = len(run) > 1 and not run[1].gap
    titled = len(run) > 1 and (is_list_title(run[0].text) or (tight and _entitles(run[0], run[1:])))
    if not tight and end < len(units) and len(run) > 2 and _heads_next(run, units[end]):
        run = run[:-1]
    items = run[1:] if titled else run
    if not (len(items) >= _MIN_RUN or titled or (len(items) == 2 and _is_opened(units[start - 1] if start else None))):
        return
    if titled and len(items) == 1 and not is_name(items[0].text):
        return
    if titled:
        _make_title(run[0])
    for unit in items:
        unit.kind = BlockKind.LIST_ITEM


def _is_opened(before: Unit | None) -> bool:
    """Tell whether the line before a run lets a list expect: a heading, or one that ends in a colon."""
    if before is None or before.kind in {BlockKind.FURNITURE, BlockKind.DATE}:
        return False
    if before.kind is BlockKind.HEADING or before.text.endswith(":"):
        return True
    return before.is_question or is_list_title(before.text)


def _heads_next(run: Sequence[Unit], after: Unit) -> bool:
    """Tell whether the last line of a run with blank lines is the heading of the text behind it.

    It is if it is much shorter than the lines before it, which are then sentences of
    a summary, or if these are names and it is none.
    """
    last, others = run[-1], run[:-1]
    if not (after.is_prose or after.kind is BlockKind.PARAGRAPH) or not may_head(last, _MAX_LAST_WORDS):
        return False
    mean = sum(len(unit.words) for unit in others) / len(others)
    return 2 * len(last.words) <= mean or (all(is_name(unit.text) for unit in others) and not is_name(last.text))


def _entitles(unit: Unit, items: Sequence[Unit]) -> bool:
    """Tell whether the first of several lines is the title of the others, which are names: "Those who did not sign"."""
    if len(unit.words) > _MAX_TITLE_WORDS or not unit.text[:1].isupper():
        return False
    names = sum(is_name(item.text) for item in items)
    return unit.text.endswith(":") or (not is_name(unit.text) and names * 5 >= 4 * len(items))


def _mark_list_title(unit: Unit) -> None:
    """Mark the line above a bulleted list as its heading, unless it is a sentence that announces it."""
    if unit.is_open and len(unit.words) <= _MAX_TITLE_WORDS and unit.text[:1].isupper() and not is_intro(unit):
        _make_title(unit)


def _make_title(unit: Unit) -> None:
    """Make a line the heading of the list below it."""
    unit.kind = BlockKind.HEADING
    end_heading(unit)
    unit.mark = Mark.LIST_TITLE
