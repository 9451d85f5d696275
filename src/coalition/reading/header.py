"""The lines around the text that tell of it: title, date, byline, outlet."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from coalition.lexicons.page import FurnitureKind, Match, load_page_header
from coalition.reading.article import BlockKind
from coalition.reading.dateline import find_dateline
from coalition.reading.dates import date_words, find_dates, is_date_line
from coalition.reading.furniture import find_pattern, is_menu
from coalition.reading.unit import Mark, Unit

_PIPE: Final = re.compile(r"\s*[|•·]\s*")
_FIELD: Final = re.compile(r"([A-Za-z][A-Za-z ]{2,20}?)\s*:\s+(?=\S)")
_TITLE_TAIL: Final = re.compile(r"\s\|\s[^|]{2,40}$")
_NAME_WORD: Final = r"[A-Z](?:[\w.'-]*\w|\.)"
_DATE_LEAD: Final = re.compile(r"(?:\s+on)?(?:[\s,;(-]*\b[A-Z][a-z]{2,6}day)?[\s,;(-]*$")
_PLACE_DATE: Final = re.compile(r"[A-Z][\w.' -]{1,30}(?:, [A-Z][\w.' ]{1,20})?,\s")

_MAX_TITLE_WORDS: Final = 36
_MAX_SENTENCE_TITLE_WORDS: Final = 17  # a title with a full stop; first paragraphs are longer
_MIN_TITLE_WORDS: Final = 4
_MIN_WORDS_BELOW: Final = 40
_MAX_HEADER_LINES: Final = 14
_MAX_BYLINE_WORDS: Final = 25
_MAX_CREDIT_WORDS: Final = 14
_MAX_CREDIT_CHARS: Final = 150
_MAX_BYLINES: Final = 20
_MAX_ROLE_WORDS: Final = 4
_MAX_JOB_WORDS: Final = 10
_MAX_OUTLET_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote it: the names with what is said of them, and the outlet if the line has one."""

    names: str
    outlet: str | None = None


def mark_title(units: Sequence[Unit]) -> None:
    """Mark the title: the first line that is no date, byline or clutter, if it looks like one.

    An article that begins with a whole sentence or a dateline has none, and a text of
    one line is text. A line such as "Headline: …" wins.
    """
    for unit in units[:_MAX_HEADER_LINES]:
        if (match := _FIELD.match(unit.text)) and _field(unit.text) == "title":
            unit.kind = BlockKind.TITLE
            unit.cut(match.end(), len(unit.text))
            return
    candidates = (unit for unit in units[:_MAX_HEADER_LINES] if not _is_before_title(unit))
    title, below = next(candidates, None), next(candidates, None)
    if title is None or below is None or not _is_title(title, below, candidates):
        return
    title.kind = BlockKind.TITLE
    if title.lines == 1 and (tail := _TITLE_TAIL.search(title.text)):
        title.cut(0, tail.start())


def _is_before_title(unit: Unit) -> bool:
    """Tell whether a line may stand before the title: a date, a byline, a menu, a player, a label."""
    if is_date_line(unit.text) or _opening_byline(unit.text):
        return True
    if is_menu(unit) and len(unit.text.split(" | ")[0].split()) < _MIN_TITLE_WORDS:
        return True
    pattern = find_pattern(unit)
    return pattern is not None and (pattern.kind is not FurnitureKind.RELATED or pattern.match is Match.WHOLE)


def _is_title(unit: Unit, below: Unit, others: Iterable[Unit]) -> bool:
    """Tell whether the first line of a page is its title and not already its text.

    A sentence with its full stop is one only above a blank line and a longer text, which
    the line ``below`` begins.
    """
    if unit.mark is Mark.HASH or unit.mark is Mark.UNDERLINE:
        return True
    if unit.mark not in {Mark.NONE, Mark.BOLD} or (unit.is_prose and find_dateline(unit.text)):
        return False
    capitals = sum(word[:1].isupper() for word in unit.words)
    if unit.is_open or unit.bare.endswith("?") or 3 * capitals >= 2 * len(unit.words):
        return len(unit.words) <= _MAX_TITLE_WORDS
    if len(unit.words) > _MAX_SENTENCE_TITLE_WORDS or not below.gap:
        return False
    return sum(len(other.words) for other in (below, *others)) >= _MIN_WORDS_BELOW


def mark_credits(units: Sequence[Unit]) -> None:
    """Mark date lines and bylines, wherever they stand, and fields such as "Source: …" in the page's header."""
    for unit in header_of(units):
        if unit.kind is None and (field := _field(unit.text)):
            unit.kind = BlockKind.DATE if field == "date" else BlockKind.BYLINE
        elif unit.kind is None and _opening_byline(unit.text):
            unit.kind = BlockKind.BYLINE
    for unit in units:
        if unit.kind is not None or unit.mark not in {Mark.NONE, Mark.BULLET, Mark.BOLD} or unit.is_prose:
            continue
        if is_date_line(unit.text):
            unit.kind = BlockKind.DATE
        elif is_byline(unit.text):
            unit.kind = BlockKind.BYLINE


def end_of_title(units: Sequence[Unit]) -> int:
    """Return the position behind the title, 0 where there is none."""
    return next((index + 1 for index, unit in enumerate(units) if unit.kind is BlockKind.TITLE), 0)


def header_of(units: Sequence[Unit]) -> list[Unit]:
    """Return the units behind the title and before the first prose, list or table."""
    start = end_of_title(units)
    header: list[Unit] = []
    for unit in units[start : start + _MAX_HEADER_LINES]:
        if unit.kind is None and (unit.is_prose or unit.mark is not Mark.NONE):
            break
        header.append(unit)
    return header


def mark_header(units: Sequence[Unit]) -> None:
    """Mark names alone, outlets and "London, 3 March 2025" in the header of the page."""
    header = header_of(units)
    for unit in header:
        if unit.kind is None and _is_header_date(unit):
            unit.kind = BlockKind.DATE
        elif unit.kind is None and (is_outlet(unit.text) or _is_role(unit.text)):
            unit.kind = BlockKind.BYLINE
    for index, unit in enumerate(header):
        beside = {other.kind for other in (*header[max(index - 1, 0) : index], *header[index + 1 : index + 2])}
        if unit.kind is not None:
            continue
        credited = beside & {BlockKind.DATE, BlockKind.BYLINE}
        if _is_names_in_place(unit.text) or (credited and (_is_names(unit.text) or _has_job(unit))):
            unit.kind = BlockKind.BYLINE
    _mark_names_again(units)


def _mark_names_again(units: Sequence[Unit]) -> None:
    """Mark lines further down that hold one of the page's writers and nothing else, as in a live blog."""
    writers = "\n".join([unit.text for unit in units if unit.kind is BlockKind.BYLINE][:_MAX_BYLINES])
    for unit in units:
        may_be = unit.kind is None and unit.is_open and len(unit.words) <= _MAX_ROLE_WORDS
        if may_be and unit.text in writers and _is_names(unit.text):
            unit.kind = BlockKind.BYLINE


def _has_job(unit: Unit) -> bool:
    """Tell whether a line beside a byline goes on with it: "Whaling correspondent, in Viña del Mar"."""
    return unit.is_open and len(unit.words) <= _MAX_JOB_WORDS and bool(_job().search(unit.text))


def _is_header_date(unit: Unit) -> bool:
    """Tell whether a header line is a place and a date."""
    match = _PLACE_DATE.match(unit.text)
    return bool(match and len(unit.words) <= 8 and is_date_line(unit.text[match.end() :]) and find_dates(unit.text))


def _field(text: str) -> str | None:
    """Return which field of a page header a line such as "Source: Reuters" holds, or None."""
    match = _FIELD.match(text)
    if match is None:
        return None
    fields, label = load_page_header().fields, match[1].lower()
    for name, labels in (("title", fields.title), ("date", fields.date), ("byline", fields.byline),
                         ("source", fields.source)):  # fmt: skip
        if label in labels:
            return name
    return None


def field_value(text: str, name: str) -> str | None:
    """Return what a line such as "Source: Reuters" gives for the field, or None."""
    match = _FIELD.match(text)
    return text[match.end() :].strip() if match and _field(text) == name else None


def is_byline(text: str) -> bool:
    """Tell whether a line is a byline by its form alone, wherever on the page it stands.

    "By Michael Drummond, foreign news reporter", "Lucy Williamson, BBC News, Paris",
    "Analysis by Anthony Zurcher", "By Jane Doe", but not "By Land and Sea".
    """
    if len(text) > _MAX_CREDIT_CHARS or ";" in text or text.endswith((".", "!", "?", ":", ",")):
        return False
    if len(text.split()) > _MAX_CREDIT_WORDS:
        return False
    opening = _opening().match(text)
    behind = text[opening.end() :] if opening else text
    names = _names_at_start().match(behind)
    if names is None:
        return False
    rest = behind[names.end() :]
    if opening and (
        opening[0].lower().strip() not in load_page_header().plain_starts or (opening[0] == "By " and _is_names(behind))
    ):
        return True
    credited = rest.startswith((",", " |", " for ", " of ")) and bool(_job().search(rest))
    return credited and ("," in rest or "|" in rest or opening is not None)


def _opening_byline(text: str) -> bool:
    """Tell whether a header line is a byline that begins with "By"."""
    opening = _opening().match(text)
    if (
        opening is None
        or len(text) > 2 * _MAX_CREDIT_CHARS
        or len(text.split()) > _MAX_BYLINE_WORDS
        or text.endswith((".", "?", "!"))
    ):
        return False
    behind = text[opening.end() :]
    names = _names_at_start().match(behind) or _one_name().match(behind)
    if names is None:
        return False
    rest = behind[names.end() :]
    return not rest.lstrip()[:1].islower() or rest.startswith((" in ", " and ", " at ", " for ", " of "))


def _is_names(text: str) -> bool:
    """Tell whether a line holds one to three full names and nothing else: "David Jackson and John Fritze"."""
    parts = re.split(r",? and |, | & ", text)
    return len(parts) <= 3 and all(
        (match := _names_at_start().match(part)) and match.end() == len(part) for part in parts
    )


def _is_names_in_place(text: str) -> bool:
    """Tell whether a line is a name and a place, once or twice: "Eun-ji Marlowe in Seoul and Jane Doe in Busan"."""
    match = _names_in_place().match(text)
    return match is not None and match.end() == len(text)


def _is_role(text: str) -> bool:
    """Tell whether a header line is a writer's job: "Opinion columnist"."""
    words = text.lower().split()
    return 0 < len(words) <= _MAX_ROLE_WORDS and words[-1] in load_page_header().roles and text[:1].isupper()


def is_outlet(text: str) -> bool:
    """Tell whether a line is the name of a paper, broadcaster or agency: "USA TODAY", "The Harbour Times"."""
    words = text.split()
    if not 0 < len(words) <= _MAX_OUTLET_WORDS or "," in text or _opening().match(text):
        return False
    if not all(word[:1].isupper() or word in {"of", "the"} for word in words):
        return False
    return (
        text in load_page_header().agencies
        or words[-1] in load_page_header().outlets
        or (len(words) > 1 and words[0] in load_page_header().outlets)
    )


def without_company(name: str) -> str:
    """Return an owner's name without the form of the company and what follows: "Harbour Times, LLC. All rights"."""
    return _company().sub("", name)


def byline_of(text: str) -> Byline:
    """Return the names and the outlet of a byline, without "By".

    "By A and B | CNN" gives "A and B" and "CNN".
    """
    text = field_value(text, "byline") or text
    parts = [part for part in _PIPE.split(text) if part and not is_date_line(part)]
    opened = [part for part in parts if _opening().match(part)]
    main = opened[0] if opened else parts[0] if parts else text
    if dates := find_dates(main):
        main = _DATE_LEAD.sub("", main[: dates[0].start_char])
    outlet = next((part for part in parts if part != main and is_outlet(part)), None)
    opening = _opening().match(main)
    names = main[opening.end() if opening else 0 :].strip()
    return Byline(names, names if outlet is None and is_outlet(names) else outlet)


@cache
def _opening() -> re.Pattern[str]:
    """Return the regex of what opens a byline."""
    starts = "|".join(sorted(load_page_header().byline_starts, key=lambda word: (-len(word), word)))
    return re.compile(rf"(?i:{starts})\s(?=[A-Z])(?!The\b|{date_words()})")


@cache
def _names_in_place() -> re.Pattern[str]:
    """Return the regex of "Jane Doe in Lisbon", once or several times."""
    particle = "|".join(load_page_header().particles)
    name = rf"{_NAME_WORD}(?: (?:{_NAME_WORD}|{particle})){{1,3}}"
    place = rf"{name} in [A-Z]\w+(?: [A-Z]\w+)?"
    return re.compile(rf"{place}(?:(?:,? and|,) {place}){{0,3}}")


@cache
def _names_at_start() -> re.Pattern[str]:
    """Return the regex of a full name of two to five words, with "and" and a second one if it has."""
    particle = "|".join(load_page_header().particles)
    name = rf"{_NAME_WORD}(?: (?:{_NAME_WORD}|{particle})){{1,4}}"
    return re.compile(rf"{name}(?:,? (?:and|&) {name})?")


@cache
def _one_name() -> re.Pattern[str]:
    """Return the regex of one word as a byline: "By AFP", "By Staff"."""
    return re.compile(rf"{_NAME_WORD}(?=$| \||,)")


@cache
def _company() -> re.Pattern[str]:
    """Return the regex of a company's form and all behind it."""
    return re.compile(rf",?\s(?:{'|'.join(load_page_header().companies)})\b.*$")


@cache
def _job() -> re.Pattern[str]:
    """Return the regex of a reporter's job or an outlet's name."""
    roles, outlets = "|".join(load_page_header().roles), "|".join(map(re.escape, load_page_header().outlets))
    return re.compile(rf"\b(?:(?i:{roles})|{outlets})\b")
