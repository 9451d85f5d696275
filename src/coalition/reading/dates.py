"""Dates as news pages write them, and lines that hold nothing but dates and times."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from coalition.lexicons.page import load_date_forms

_NUMERIC: Final = re.compile(r"\b(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{1,2})([-/.])(\d{1,2})\6(\d{4}))(?=\D|$)")
_CLOCK: Final = r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)*(?:\s?[ap]\.?\s?m\b\.?)?|\d{1,2}\s?[ap]\.?m\b\.?"
_ISO_TIME: Final = re.compile(r"T\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?", re.IGNORECASE)
_PARTS: Final = re.compile(r"\s?[|·•]\s?|\s[-/*]\s")
_WORD: Final = re.compile(r"[^\W_]+")
_LENGTH: Final = re.compile(r"\d{1,2}:\d\d(?::\d\d)?")  # "1:42" alone: how long a video runs
_ORDINAL: Final = re.compile(r"\d+(?:st|nd|rd|th)?")
_SENTENCE_END: Final = re.compile(r"[a-z]{4}\.$")  # no abbreviation

_MAX_LINE: Final = 160
_MAX_PARTS: Final = 6
_MAX_OTHER_WORDS: Final = 4
_FIRST_YEAR: Final = 1700
_NOON: Final = 12


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: its value and its character range in that text."""

    day: date
    start_char: int
    end_char: int


def find_dates(text: str) -> list[FoundDate]:
    """Return the full dates of a text, in text order.

    "3 March 2025", "Mar. 3rd, 2025", "2025-03-03T10:00Z", "13/03/2025". A date without a
    year is none, and neither is "03/04/2025", which Britons and Americans read differently.
    """
    if not any(map(str.isdigit, text)):
        return []
    found = [FoundDate(day, *match.span()) for match in _numeric_or_written(text) if (day := _day_of(match))]
    return sorted(found, key=lambda one: one.start_char)


def is_date_line(text: str) -> bool:
    """Tell whether a line holds nothing but dates, times and what stands around them on a page.

    "Updated at 12:50 p.m. ET", "7 years ago", "OceanDesk explainer | 2 June 2028 | 6-minute read":
    parts between dividers may hold up to four other words if one part is all date.
    """
    if len(text) > _MAX_LINE or not any(map(str.isdigit, text)) or _LENGTH.fullmatch(text):
        return False
    parts = [part for part in _PARTS.split(text) if _WORD.search(part)]
    if not 0 < len(parts) <= _MAX_PARTS:
        return False
    others = [_other_words(part) for part in parts]
    if others[-1] is not None and _SENTENCE_END.search(text):
        return False  # an entry of a timeline: "Dec. 12 - Greece sends a frigate."
    counts = [len(words) for words in others if words is not None]
    return len(counts) < len(parts) and all(count <= _MAX_OTHER_WORDS for count in counts)


def publication_date(lines: Iterable[str]) -> date | None:
    """Return the date of publication that date lines tell.

    A date after a word such as "Published" wins, then one without a label, then that
    of an update.

    Args:
        lines: The date lines, in text order.
    """
    ranked: list[tuple[int, date]] = []
    for line in lines:
        label_start = 0
        for found in find_dates(line):
            ranked.append((_rank(line[label_start : found.start_char].lower()), found.day))
            label_start = found.end_char
    return min(ranked, key=lambda pair: pair[0])[1] if ranked else None


@cache
def date_words() -> str:
    """Return the regex of a month or weekday, which "By Monday" begins with and no byline does."""
    return rf"(?i:{_alternatives((*load_date_forms().months, *load_date_forms().weekdays))})\b"


@cache
def clock_time() -> re.Pattern[str]:
    """Return the regex of a time that opens an entry of a live blog: "7.58pm", "[14:05 GMT]", "10:34 -"."""
    zones = _alternatives(load_date_forms().zones)
    half = r"\s?[ap]\.?m\b\.?"
    clock = rf"(?:\d{{1,2}}:\d\d(?::\d\d)?(?:{half})?|\d{{1,2}}\.\d\d(?:{half}|(?=\s*$))|\d{{1,2}}{half})"
    return re.compile(rf"[\[(]?{clock}(?:\s?(?:{zones})\b)?[\])]?\s?[:|-]?(?:\s+|$)", re.IGNORECASE)


def _alternatives(words: Iterable[str]) -> str:
    """Return the regex of any of the words, longer ones first."""
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


def _numeric_or_written(text: str) -> Iterable[re.Match[str]]:
    """Yield the matches of all forms of a date; numeric ones have eight groups."""
    yield from _NUMERIC.finditer(text)
    for pattern in _written():
        yield from pattern.finditer(text)


def _day_of(match: re.Match[str]) -> date | None:
    """Return the date that a match stands for, or None if there is no such day or its order is open."""
    if match.re is not _NUMERIC:
        month = load_date_forms().months[match["month"].lower()]
        return _date(int(match["year"]), month, int(match["day"]))
    if match[1]:
        return _date(int(match[1]), int(match[3]), int(match[4]))
    first, second, year = int(match[5]), int(match[7]), int(match[8])
    if first > 12 or match[6] == "." or first == second:
        return _date(year, second, first)
    return _date(year, first, second) if second > 12 else None


def _date(year: int, month: int, day: int) -> date | None:
    """Return the date, or None if the calendar has no such day."""
    if year < _FIRST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _rank(label: str) -> int:
    """Return 0 for a label of publication, 1 for none, 2 for one of an update."""
    words = load_date_forms()
    if any(name in label for name in words.updated):
        return 2
    return 0 if any(name in label for name in words.published) else 1


def _other_words(part: str) -> list[str] | None:
    """Return the words of a part besides dates and times, or None if it is all date or time."""
    rest, dates = _NUMERIC.subn(" 1 ", _ISO_TIME.sub(" ", part))
    rest, clocks = _clock_zone().subn(" 1 ", rest)
    words = _WORD.findall(rest.lower())
    others = [word for word in words if word not in _known() and not _ORDINAL.fullmatch(word)]
    numbers = any(_ORDINAL.fullmatch(word) for word in words)
    telling = dates + clocks > 0 or any(word in _telling() for word in words)
    return None if numbers and telling and not others else others or words


@cache
def _known() -> frozenset[str]:
    """Return the words that a date line may hold besides numbers."""
    words = load_date_forms()
    labels = {part for label in (*words.published, *words.updated) for part in label.split()}
    return frozenset({*words.labels, *words.ages, *words.zones, *labels, *_telling()})


@cache
def _telling() -> frozenset[str]:
    """Return the words that make numbers beside them a date or an age."""
    return frozenset({*load_date_forms().months, *load_date_forms().weekdays, *load_date_forms().telling})


@cache
def _clock_zone() -> re.Pattern[str]:
    """Return the regex of a clock time with its zone, if any."""
    zones = _alternatives(load_date_forms().zones)
    return re.compile(
        rf"\b(?:{_CLOCK}|(?:{_alternatives(load_date_forms().clocks)})\b)(?:\s?\(?(?:{zones})\b\)?)?", re.IGNORECASE
    )


@cache
def _written() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the regexes of dates with the month as a word: day first, month first."""
    month = rf"(?P<month>{_alternatives(load_date_forms().months)})\b\.?"
    day, year = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4})\b"
    return (
        re.compile(rf"\b{day}[ -](?:of )?{month},?[ -]{year}", re.IGNORECASE),
        re.compile(rf"\b{month} {day},? {year}", re.IGNORECASE),
    )


def entry_moment(heading: str) -> tuple[int, int] | None:
    """Return month and day, or hour and minute, that a heading opens with: (12, 4) for "Dec. 4", None without either.

    By these the entries of a timeline and of a live blog stand in order.
    """
    if (match := _day_of_year().match(heading)) is not None:
        month = load_date_forms().months[(match["month"] or match["month2"]).lower()]
        return month, int(match["day"] or match["day2"])
    if (clock := clock_time().match(heading)) is not None:
        hour, *minute = map(int, re.findall(r"\d+", clock[0])[:2])
        is_afternoon = re.search(r"\dp|\sp", clock[0], re.IGNORECASE) is not None and hour < _NOON
        return hour + _NOON * is_afternoon, minute[0] if minute else 0
    return None


@cache
def _day_of_year() -> re.Pattern[str]:
    """Return the regex of a month with a day at the start of a line: "Dec. 4", "4 December"."""
    months = _alternatives(load_date_forms().months)
    first = rf"(?P<month>{months})\b\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
    return re.compile(rf"{first}|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s(?P<month2>{months})\b", re.IGNORECASE)
