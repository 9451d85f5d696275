"""The word lists by which a page is read: furniture, headings, header lines, dates, language."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field

from coalition.lexicons.compiled import compiled
from coalition.lexicons.store import Entry, Provenance, load

EntryT = TypeVar("EntryT", bound=Entry)
Words = Annotated[tuple[str, ...], Field(min_length=1)]


class Match(StrEnum):
    """Where in a line a pattern must stand."""

    WHOLE = "whole"
    START = "start"
    END = "end"
    ANY = "any"


class Strength(StrEnum):
    """Whether a pattern may also take a line that looks like prose."""

    STRONG = "strong"
    WEAK = "weak"


class FurnitureKind(StrEnum):
    """What a line is on the page; it decides which lines may stand before a title."""

    APP = "app"
    COMMENTS = "comments"
    CONTRIBUTOR = "contributor"
    COPYRIGHT = "copyright"
    CREDIT = "credit"
    MENU = "menu"
    NOTICE = "notice"
    PLAYER = "player"
    PROMO = "promo"
    RELATED = "related"
    SHARE = "share"
    SIGN_UP = "sign_up"


class FurniturePattern(Entry):
    """One kind of line that a page carries beside its article.

    ``needs`` are lower-case substrings of which a line must hold one before the
    regex is tried. ``max_words`` bounds the lines it may take.
    """

    id: str
    kind: FurnitureKind
    match: Match
    strength: Strength
    regex: str
    example: str
    max_words: int = Field(default=30, ge=1, le=4000)
    opens: bool = False
    ends_page: bool = False
    needs: tuple[str, ...] = ()


class PageFurniture(Entry):
    """``page_furniture.toml``."""

    provenance: Provenance
    pattern: tuple[FurniturePattern, ...]


class HeadingWords(Entry):
    """``headings.toml``; all words in lower case."""

    provenance: Provenance
    broken_ends: Words
    connectors: Words
    intro_starts: Words
    intro_verbs: Words
    list_titles: Words
    name_links: Words
    question_starts: Words
    spoken: Words


class HeaderFields(Entry):
    """Labels of a page header in text form, in lower case."""

    byline: Words
    date: Words
    source: Words
    title: Words


class PageHeader(Entry):
    """``page_header.toml``."""

    provenance: Provenance
    agencies: Words
    byline_starts: Words
    companies: Words
    not_places: Words
    outlets: Words
    particles: Words
    plain_starts: Words
    roles: Words
    fields: HeaderFields


class DateForms(Entry):
    """``date_forms.toml``; all words in lower case."""

    provenance: Provenance
    ages: Words
    clocks: Words
    labels: Words
    months: dict[str, Annotated[int, Field(ge=1, le=12)]]
    published: Words
    telling: Words
    updated: Words
    weekdays: Words
    zones: Words


class FunctionWords(Entry):
    """``function_words.toml``; all words in lower case."""

    provenance: Provenance
    english: Words
    others: dict[str, Words]


def _loader(name: str, model: type[EntryT]) -> Callable[[], EntryT]:
    """Return the function that reads a file into its model, and raises LexiconError if it is missing or breaks it."""

    def read() -> EntryT:
        return load(Path(name), model)

    read.__name__ = f"load_{Path(name).stem}"  # under which its value is compiled
    return compiled(name)(read)


load_page_furniture = _loader("page_furniture.toml", PageFurniture)
load_heading_words = _loader("headings.toml", HeadingWords)
load_page_header = _loader("page_header.toml", PageHeader)
load_date_forms = _loader("date_forms.toml", DateForms)
load_function_words = _loader("function_words.toml", FunctionWords)
