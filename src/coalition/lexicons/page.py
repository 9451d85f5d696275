"""The word lists by which a page is read: furniture, headings, header lines, dates, language."""

from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from coalition.lexicons.store import Provenance

Words = Annotated[tuple[str, ...], Field(min_length=1)]


class _Frozen(BaseModel):
    """A validated value that nobody changes and that has no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


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


class FurniturePattern(_Frozen):
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


class PageFurniture(_Frozen):
    """``page_furniture.toml``."""

    provenance: Provenance
    pattern: tuple[FurniturePattern, ...]


class HeadingWords(_Frozen):
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


class HeaderFields(_Frozen):
    """Labels of a page header in text form, in lower case."""

    byline: Words
    date: Words
    source: Words
    title: Words


class PageHeader(_Frozen):
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


class DateForms(_Frozen):
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


class FunctionWords(_Frozen):
    """``function_words.toml``; all words in lower case."""

    provenance: Provenance
    english: Words
    others: dict[str, Words]
