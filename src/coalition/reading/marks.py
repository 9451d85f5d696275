"""Reads the marks off the lines: "#", "**", bullets, numbers, "Q:", clock times."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from coalition.reading.dates import clock_time
from coalition.reading.lines import Line, join_wrapped, wrap_width
from coalition.reading.tables import find_rows
from coalition.reading.unit import Mark, Unit

_HASH: Final = re.compile(r"(#{1,6})\s+")
_BOLD: Final = re.compile(r"(?:\*\*|__)(?=\S)([^*_]{1,200})(?:\*\*|__)(:?)$")
_BOLD_HEAD: Final = re.compile(r"(?:\*\*|__)(?=\S)([^*_]{1,60})(?:\*\*|__)\s?[:.-]?\s+")
_ITALIC: Final = re.compile(r"([*_])(?=[^\s*_])([^*_]{1,400})\1$")
_QUOTED: Final = re.compile(r">\s?")
_BULLET: Final = re.compile(r"(?:--?|[*+•‣⁃●▪◦·►⦁])\s+(?=\S)")
# Bullets that writers put without a space, ticks and crosses, and flags before a country's name.
_GLUED_BULLET: Final = re.compile(r"(?:[•‣●▪►⦁▶➤➔→✓✔✗✘☑☒✅❌❎⛔🔴🟢🟡⚪]\ufe0f?|[\U0001F1E6-\U0001F1FF]{2})\s*(?=\w)")
_NUMBER: Final = re.compile(r"\(?(\d{1,2})[.)]\s+(?=\S)")
_LETTER: Final = re.compile(r"\(?(?:[a-h]|[ivx]{1,4})\)\s+(?=\S)")
_FIRST_LETTER: Final = re.compile(r"\(?[ai]\)\s")
_QUESTION: Final = re.compile(r"(?:Q|QUESTION|Question)\s?\d{0,2}\s?[:.]\s+(?=\S)")
_ANSWER: Final = re.compile(r"(?:A|ANSWER|Answer)\s?\d{0,2}\s?[:.]\s+(?=\S)")


def read_units(lines: Sequence[Line], normal: str) -> list[Unit]:
    """Return the units of the page with their marks read off, tables and wrapped lines recognised.

    Args:
        lines: What ``split_lines`` found.
        normal: The normal form of the article, which the lines are ranges of.
    """
    rows = find_rows(lines)
    loose = [line for index, line in enumerate(lines) if index not in rows]
    groups = {id(group[0]): group for group in join_wrapped(loose, wrap_width(loose))}
    leads = _leads(loose)
    units: list[Unit] = []
    for index, line in enumerate(lines):
        if index in rows:
            start, end = rows[index][0][0], rows[index][-1][1]
            units.append(
                Unit(start, end, normal[start:end], line.start_char, line.gap, mark=Mark.ROW, cells=rows[index])
            )
        elif group := groups.get(id(line)):
            units.append(_marked(group, normal, leads))
    return list(_split_heads(units))


def _leads(lines: Sequence[Line]) -> list[tuple[re.Pattern[str], Mark]]:
    """Return the marks that lines of this page may begin with.

    "A." is an answer only where there is a "Q.", elsewhere an initial; a clock time
    opens the entry of a live blog only where there are two at least; "(c)" counts
    items only where there is an "(a)", elsewhere it is a copyright.
    """
    leads = [(_BULLET, Mark.BULLET), (_GLUED_BULLET, Mark.BULLET)]
    if all(any(pattern.match(line.text) for line in lines) for pattern in (_QUESTION, _ANSWER)):
        leads += [(_QUESTION, Mark.QUESTION), (_ANSWER, Mark.ANSWER)]
    if sum(bool(clock_time().match(line.text)) for line in lines) > 1:
        leads.append((clock_time(), Mark.TIME))
    if any(_FIRST_LETTER.match(line.text) for line in lines):
        leads.append((_LETTER, Mark.NUMBER))
    return [*leads, (_NUMBER, Mark.NUMBER)]


def _marked(group: Sequence[Line], normal: str, leads: Sequence[tuple[re.Pattern[str], Mark]]) -> Unit:
    """Return the unit of a group of lines, its leading and enclosing marks left out."""
    first, last = group[0], group[-1]
    text = normal[first.start_char : last.end_char].replace("\n", " ")
    unit = Unit(first.start_char, last.end_char, text, first.start_char, first.gap, lines=len(group))
    if first.underline:
        unit.mark, unit.depth = Mark.UNDERLINE, 1 if first.underline == "=" else 2
    if match := _QUOTED.match(unit.text):
        unit.cut(match.end(), len(unit.text))
    _read_hash(unit)
    _read_bold(unit)
    _read_lead(unit, leads)
    _read_bold(unit)
    return unit


def _read_hash(unit: Unit) -> None:
    """Read "## Who is in ##"."""
    if unit.mark is Mark.NONE and (match := _HASH.match(unit.text)):
        unit.mark, unit.depth = Mark.HASH, len(match[1])
        unit.cut(match.end(), len(unit.text.rstrip("# ")))


def _read_bold(unit: Unit) -> None:
    """Read "**Palau**" and "__Palau:__"; "*Reporting by …*" loses its stars and nothing more."""
    if unit.text[:1] not in "*_":
        return
    if match := _BOLD.match(unit.text):
        unit.cut(match.start(1), match.end(1))
        if unit.mark in {Mark.NONE, Mark.BULLET, Mark.NUMBER} and not unit.is_prose:
            unit.mark = Mark.BOLD
    elif match := _ITALIC.match(unit.text):
        unit.cut(match.start(2), match.end(2))


def _read_lead(unit: Unit, leads: Sequence[tuple[re.Pattern[str], Mark]]) -> None:
    """Read what stands before a list item, a question, an answer or an entry of a live blog."""
    if unit.mark is not Mark.NONE:
        return
    for pattern, mark in leads:
        if match := pattern.match(unit.text):
            unit.mark = mark
            unit.depth = int(match[1]) if pattern is _NUMBER else 0
            if mark is not Mark.TIME:
                unit.cut(match.end(), len(unit.text))
            return


def _split_heads(units: Sequence[Unit]) -> Iterator[Unit]:
    """Yield the units, those that begin with a time or a bold head as two: the head and the text.

    A single bold phrase at the start of a paragraph is emphasis or a dateline.
    """
    patterns = {Mark.TIME: clock_time()}
    if sum(unit.mark is Mark.NONE and bool(_BOLD_HEAD.match(unit.text)) for unit in units) > 1:
        patterns[Mark.NONE] = _BOLD_HEAD
    for unit in units:
        pattern = patterns.get(unit.mark)
        match = pattern.match(unit.text) if pattern else None
        if match is None or match.end() == len(unit.text):
            yield unit
        else:
            yield from _split(unit, match, Mark.TIME if unit.mark is Mark.TIME else Mark.RUN_IN)


def _split(unit: Unit, match: re.Match[str], mark: Mark) -> Iterator[Unit]:
    """Yield the head that the match stands for and the text behind it, on the same line."""
    head = Unit(unit.start_char, unit.end_char, unit.text, unit.from_char, unit.gap, mark=mark)
    span = match.span(1) if mark is Mark.RUN_IN else match.span()
    head.cut(*span)
    head.cut(0, len(head.text.rstrip(" :|-.")))
    rest = Unit(unit.start_char, unit.end_char, unit.text, unit.start_char + match.end(), gap=False, lines=unit.lines)
    rest.cut(match.end(), len(unit.text))
    yield from (head, rest)
