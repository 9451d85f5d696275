"""Datelines: "BRUSSELS (Reuters) -", "GENEVA, June 9 (AlpenNews) -", "(CNN) --"."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from coalition.lexicons.page import load_page_header

_MAX_CHARS: Final = 200


@dataclass(frozen=True, slots=True)
class Dateline:
    """What "GENEVA, June 9 (AlpenNews) -" holds: its text without the dash, its end with it, its agency or None."""

    text: str
    end: int
    agency: str | None


def find_dateline(text: str, *, colon: bool = False) -> Dateline | None:
    """Return the dateline that a paragraph begins with, or None.

    The place stands in capitals, or an agency in brackets stands behind it. "NATO - the
    alliance - said" is none: words that are no places are listed, and after a dateline
    the text begins anew, with a capital, a digit or a quotation mark.

    Args:
        text: A paragraph in its normal form.
        colon: Whether a colon may stand for the dash ("RIYADH: The kingdom said"), as a
            transcript has it behind each speaker.
    """
    text = text[:_MAX_CHARS]
    for pattern in _datelines() if colon else _datelines()[:-1]:
        match = pattern.match(text)
        if match is None:
            continue
        place, agency = (match["place"] or "").strip(" ,"), match["agency"]
        known = agency in load_page_header().agencies or (agency is not None and not place)
        if place not in load_page_header().not_places and (known or _is_capitals(place)):
            return Dateline(match["body"].strip(), match.end(), agency)
    return None


def _is_capitals(place: str) -> bool:
    """Tell whether a place is written in capitals, as agencies do; "U.S." and "UK" are too short for one."""
    first = place.split(",")[0]
    return first.isupper() and sum(character.isalpha() for character in first) > 3


@cache
def _datelines() -> tuple[re.Pattern[str], ...]:
    """Return the regexes of datelines: with a dash, an agency alone, a date and an agency, with a colon."""
    agencies = "|".join(map(re.escape, sorted(load_page_header().agencies, key=lambda word: (-len(word), word))))
    place = r"(?P<place>[A-Z][\w.'-]*(?:[ /][A-Z][\w.'-]*){0,3}(?:, [A-Z][\w.' ]{1,24}?)?)"
    month_day = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?"
    day = rf"(?:,? {month_day})?"
    agency = rf"\((?P<agency>{agencies}|[A-Z][\w .&-]{{1,30}})\)"
    anew = r"""(?=["'(\[]?[A-Z\d"'])"""
    return (
        re.compile(rf"(?P<body>{place}{day}(?:\s?[,/]?\s?{agency})?)\s?--?\s?{anew}"),
        re.compile(rf"(?P<body>(?:{place}\s)?\((?P<agency>{agencies})\))\s?(?:--?|:)?\s?{anew}"),
        re.compile(rf"(?P<place>)(?P<body>{month_day}\s{agency})\s?--?\s?{anew}"),
        re.compile(rf"(?P<body>{place}{day}(?:\s?[,/]?\s?{agency})?):\s{anew}"),
    )
