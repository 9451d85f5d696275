"""Finds page furniture: links, sharing, sign-up, credits, copyright, players, menus."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from coalition.lexicons.page import FurniturePattern, Match, Strength, load_page_furniture
from coalition.reading.article import BlockKind
from coalition.reading.unit import HEADING_MARKS, Mark, Unit

_TRAIL: Final = re.compile(r"""\s?[|›]\s?|\s[>"•·]\s""")

_MAX_CHARS: Final = 900
_MAX_MENU_WORDS: Final = 10
_MAX_TRAIL_WORDS: Final = 7
_MAX_LINK_WORDS: Final = 25
_MIN_REPEATED_WORDS: Final = 6
_MAX_REPEATED_WORDS: Final = 25
_MAX_REPEATED_LINES: Final = 200  # a bound on the searches, so that time stays linear
_SOURCE_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns of one place in the line: one regex for all of them, and each by its group."""

    regex: re.Pattern[str]
    patterns: tuple[FurniturePattern, ...]

    def find(self, text: str) -> FurniturePattern | None:
        """Return the pattern that matches at the start of the text, if any."""
        match = self.regex.match(text)
        return self.patterns[int((match.lastgroup or "p0")[1:])] if match else None


def mark_patterns(units: Iterable[Unit]) -> None:
    """Mark the units that a pattern of ``page_furniture.toml`` knows, and menus, as furniture."""
    for unit in units:
        if unit.kind is not None or unit.mark in {Mark.ROW, Mark.TIME}:
            continue
        if (pattern := find_pattern(unit)) is not None:
            unit.kind, unit.opens, unit.ends_page = BlockKind.FURNITURE, pattern.opens, pattern.ends_page
        elif is_menu(unit):
            unit.kind = BlockKind.FURNITURE


def find_pattern(unit: Unit) -> FurniturePattern | None:
    """Return the first furniture pattern that knows the unit, or None."""
    text = " ".join(unit.words)[:_MAX_CHARS]
    for known in _by_place():
        pattern = known.find(text)
        if pattern is not None and _may_take(pattern, unit):
            return pattern
    lower = text.lower()
    if len(unit.text) > _MAX_CHARS or not any(map(lower.__contains__, _needs())):
        return None
    for pattern, regex in _searched():
        if _may_take(pattern, unit) and any(need in lower for need in pattern.needs) and regex.search(text):
            return pattern
    return None


def _may_take(pattern: FurniturePattern, unit: Unit) -> bool:
    """Tell whether a unit is short enough for the pattern, and no prose if the pattern is weak."""
    if len(unit.words) > pattern.max_words:
        return False
    return pattern.strength is Strength.STRONG or unit.is_open or unit.is_question or len(unit.words) <= 3


def is_menu(unit: Unit) -> bool:
    """Tell whether a line is a row of links or a trail: "Feedback | Imprint", "Technology › Policy"."""
    if not unit.is_open or unit.mark in HEADING_MARKS or len(unit.words) > 4 * _MAX_MENU_WORDS:
        return False
    parts = _TRAIL.split(unit.text)
    limit = _MAX_MENU_WORDS if len(parts) > 2 else _MAX_TRAIL_WORDS
    return len(parts) > 1 and not parts[0].isdigit() and all(len(part.split()) <= limit for part in parts)


def mark_linked(units: Sequence[Unit]) -> None:
    """Mark the related headlines below a label such as "Read more:".

    Those right below it belong to it, whatever they look like; behind a blank line
    it is short lines only, and the last of them may be the heading of what follows.
    """
    for index, label in enumerate(units):
        if not label.opens or label.kind is not BlockKind.FURNITURE:
            continue
        end = index + 1
        while end < len(units) and _is_link(units[end]) and (not units[end].gap):
            end += 1
        loose = end == index + 1
        while loose and end < len(units) and _is_link(units[end]):
            end += 1
        goes_on = end < len(units) and (loose or not units[end].gap)
        if goes_on and end > index + 1 and _is_surely_heading(units[end - 1]):
            end -= 1
        for unit in units[index + 1 : end]:
            unit.kind = BlockKind.FURNITURE


def _is_link(unit: Unit) -> bool:
    """Tell whether a unit may be a linked headline or more furniture."""
    if unit.kind in {BlockKind.FURNITURE, BlockKind.DATE}:
        return not unit.opens and unit.mark is not Mark.TIME
    return unit.kind is None and unit.is_short and len(unit.words) <= _MAX_LINK_WORDS and unit.mark is not Mark.ROW


def _is_surely_heading(unit: Unit) -> bool:
    """Tell whether a short line before prose is a heading, although a label for links stands above."""
    return unit.kind is None and (unit.is_question or unit.mark in HEADING_MARKS)


def mark_foot(units: Sequence[Unit], names: Iterable[str]) -> None:
    """Mark the foot of the page: from the first end mark behind the last prose, all is furniture.

    Args:
        units: All units of the page.
        names: Names of the source, in lower case; one of them alone before the
            foot belongs to it.
    """
    start = len(units)
    while start and not _is_article(units[start - 1]):
        start -= 1
    ends = [index for index in range(start, len(units)) if units[index].ends_page]
    for unit in units[ends[0] if ends else len(units) :]:
        unit.kind = BlockKind.FURNITURE
    foot = next((index for index in range(start, len(units)) if units[index].kind is BlockKind.FURNITURE), len(units))
    known = frozenset(names)
    while foot > start and units[foot - 1].kind is None and _is_source(units[foot - 1], known):
        foot -= 1
        units[foot].kind = BlockKind.FURNITURE


def _is_article(unit: Unit) -> bool:
    """Tell whether the article goes on at least to this unit."""
    if unit.kind is BlockKind.FURNITURE:
        return False
    return unit.kind is not None or unit.is_prose or unit.mark in {Mark.ROW, Mark.BULLET, Mark.NUMBER}


def _is_source(unit: Unit, names: frozenset[str]) -> bool:
    """Tell whether a line is nothing but the name of the source."""
    name = unit.text.strip(" .()-").lower()
    return len(unit.words) <= _SOURCE_WORDS and name.removeprefix("the ") in names


def mark_repeated(units: Sequence[Unit], normal: str) -> None:
    """Mark repeated titles and pull quotes without a full stop: lines that stand elsewhere in the article as well."""
    candidates = [unit for unit in units if unit.kind is None and unit.is_short and unit.mark is Mark.NONE
                  and _MIN_REPEATED_WORDS <= len(unit.words) <= _MAX_REPEATED_WORDS]  # fmt: skip
    for unit in candidates[:_MAX_REPEATED_LINES]:
        if _stands_elsewhere(unit, normal):
            unit.kind = BlockKind.FURNITURE


def _stands_elsewhere(unit: Unit, normal: str) -> bool:
    """Tell whether the words of a line stand before it, or behind it within a longer line."""
    words = unit.text.strip(" \"'.-")
    found = normal.find(words)
    if 0 <= found < unit.start_char:
        return True
    found = normal.find(words, unit.end_char)
    around = normal[found - 1 : found] + normal[found + len(words) : found + len(words) + 1]
    return found >= 0 and around.strip() != ""


@cache
def _by_place() -> tuple[_Patterns, ...]:
    """Return the compiled patterns that must match a line as a whole or at its start."""
    patterns = load_page_furniture().pattern
    return tuple(
        _compile([one for one in patterns if one.match is place], place) for place in (Match.WHOLE, Match.START)
    )


def _compile(patterns: Sequence[FurniturePattern], place: Match) -> _Patterns:
    """Return one regex of many patterns, strong ones first, since the first match counts."""
    patterns = sorted(patterns, key=lambda one: one.strength is Strength.WEAK)
    tail = r"\s*$" if place is Match.WHOLE else ""
    parts = (f"(?P<p{index}>(?:{one.regex}){tail})" for index, one in enumerate(patterns))
    return _Patterns(re.compile("|".join(parts), re.IGNORECASE), tuple(patterns))


@cache
def _needs() -> tuple[str, ...]:
    """Return what all patterns that are searched for need; most lines hold none of it, which is soon seen."""
    return tuple({need: None for pattern, _ in _searched() for need in pattern.needs})


@cache
def _searched() -> tuple[tuple[FurniturePattern, re.Pattern[str]], ...]:
    """Return the patterns that are searched for in a line, each with its regex."""
    patterns = load_page_furniture().pattern
    return tuple(
        (one, re.compile(f"(?:{one.regex})" + (r"\W*$" if one.match is Match.END else ""), re.IGNORECASE))
        for one in patterns
        if one.match in {Match.END, Match.ANY}
    )
