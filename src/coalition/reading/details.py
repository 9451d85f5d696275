"""What the page says of its article: title, date, byline, dateline, source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from coalition.reading.article import BlockKind
from coalition.reading.dateline import Dateline, find_dateline
from coalition.reading.dates import find_dates, publication_date
from coalition.reading.header import (
    byline_of,
    end_of_title,
    field_value,
    header_of,
    is_outlet,
    without_company,
)
from coalition.reading.unit import Unit

_COPYRIGHT: Final = re.compile(
    r"(?:copyright|©|\(c\)|c\.?(?=\s(?:19|20)\d\d\s))[\s©]*(?:\(c\))?\s*(?:by\s)?", re.IGNORECASE
)
_YEAR: Final = re.compile(r"[\s,]*\b(?:19|20)\d\d(?:-(?:19|20)?\d\d)?\b[\s,]*")
_HOLDER: Final = re.compile(r"(?:[A-Z][\w&'.]*|of|the|and|&)(?:\s(?:[A-Z][\w&'-]*(?:\.[A-Z]?)?|of|the|and|&)){0,5}")
_SOURCE: Final = re.compile(r"Source:\s+(?=[A-Z])")

_TITLE_TAIL: Final = re.compile(r"\s\|\s([^|\n]{2,40})(?=\n|$)")
_PARTS: Final = re.compile(r"\s*[,|·•]\s*|\s-\s")
_SPEAKER: Final = re.compile(r"[A-Z][A-Z .'-]{2,40}:\s")

_DATELINE_PARAGRAPHS: Final = 5
_FOOT_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class Details:
    """What the page says of its article; ranges point into the article's text."""

    title: str | None
    published: date | None
    byline: str | None
    dateline: str | None
    dateline_range: tuple[int, int] | None
    source: str | None


def read_details(units: Sequence[Unit], text: str) -> Details:
    """Return what the units of known kind say of the article.

    Args:
        units: All units of the page, each with its kind.
        text: The article's text, from which title, byline and dateline are copied.
    """
    title = next((unit for unit in units if unit.kind is BlockKind.TITLE), None)
    around = [*units[: end_of_title(units)], *header_of(units), *units[-_FOOT_LINES:]]
    dates = [unit.text for unit in around if unit.kind in {BlockKind.DATE, BlockKind.BYLINE}]
    bylines = [byline_of(unit.text) for unit in around if _is_written_by(unit)]
    found = _dateline(units)
    span = (found[0].start_char, found[0].start_char + found[1].end) if found else None
    names = bylines[0].names if bylines else None
    outlets = [one.outlet for one in bylines if one.outlet]
    if title and (tail := _TITLE_TAIL.match(text, title.end_char)):
        outlets.append(tail[1].strip())
    return Details(
        title=_copied(text, title.start_char, title.end_char) if title else None,
        published=publication_date(dates) or (_day(found[1]) if found else None),
        byline=names,
        dateline=_copied(text, span[0], span[0] + len(found[1].text)) if found and span else None,
        dateline_range=span,
        source=_source(units, found[1] if found else None, outlets),
    )


def source_names(units: Sequence[Unit]) -> set[str]:
    """Return the names under which the page may sign, in lower case: outlets in its header, owners of the copyright."""
    names = [unit.text for unit in units if unit.kind is BlockKind.BYLINE and is_outlet(unit.text)]
    names += [holder for unit in units if (holder := _holder(unit.text))]
    return {name.lower().removeprefix("the ") for name in names}


def _copied(text: str, start: int, end: int) -> str:
    """Return a range of the text on one line."""
    return " ".join(text[start:end].split())


def _is_written_by(unit: Unit) -> bool:
    """Tell whether a unit names writers: a byline, or a date line with a byline beside the date."""
    if unit.kind is BlockKind.DATE:
        return bool(re.search(r"(?:^|[|•·]\s?)[Bb]y\s[A-Z]", unit.text))
    return unit.kind is BlockKind.BYLINE and not is_outlet(unit.text) and field_value(unit.text, "source") is None


def _dateline(units: Sequence[Unit]) -> tuple[Unit, Dateline] | None:
    """Return the first dateline within the first paragraphs, and the paragraph that it opens."""
    paragraphs = [unit for unit in units if unit.kind is BlockKind.PARAGRAPH]
    is_transcript = sum(bool(_SPEAKER.match(unit.text)) for unit in paragraphs) > 1
    for index, unit in enumerate(paragraphs[:_DATELINE_PARAGRAPHS]):
        if (found := find_dateline(unit.text, colon=index == 0 and unit.is_prose and not is_transcript)) is not None:
            return unit, found
    return None


def _day(dateline: Dateline) -> date | None:
    """Return the date of a dateline that gives the year as well."""
    found = find_dates(dateline.text)
    return found[0].day if found else None


def _source(units: Sequence[Unit], dateline: Dateline | None, outlets: Sequence[str]) -> str | None:
    """Return the outlet: from the header, a byline, the copyright, the last line, then the agency of the dateline."""
    header = [unit.text for unit in header_of(units) if unit.kind is BlockKind.BYLINE]
    named = [value for text in header if (value := field_value(text, "source"))]
    named += [text for text in header if is_outlet(text)]
    named += [part for unit in header_of(units) if unit.kind is BlockKind.DATE for part in _PARTS.split(unit.text)
              if is_outlet(part)]  # fmt: skip
    named += outlets
    named += [holder for unit in units if (holder := _holder(unit.text))]
    if units and (match := _SOURCE.match(units[-1].text)):
        named.append(units[-1].text[match.end() :].strip(" ."))
    if named:
        return named[0]
    return dateline.agency if dateline else None


def _holder(text: str) -> str | None:
    """Return who owns the copyright: "© 2019 The Harbour Times, LLC." gives "The Harbour Times"."""
    match = _COPYRIGHT.match(text)
    if match is None:
        return None
    rest = _YEAR.sub(" ", text[match.end() :], count=1).strip()
    holder = _HOLDER.match(without_company(rest).split(":")[0].split(". ")[0].split(" - ")[0])
    name = holder[0].strip(" .") if holder else ""
    return name if name and not name.lower().startswith("all rights") else None
