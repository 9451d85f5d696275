"""The report on one article: the only place that defines the JSON that other scripts read.

All ranges are half-open character ranges into the article's text. Models are frozen;
a list is a tuple here and an array in JSON. The optional keys, ``filters``, ``article.text``
and ``inferred``, are written only where they say something.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date as Date  # noqa: N812 - a field is called "date"
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SerializerFunctionWrapHandler,
    ValidationError,
    model_serializer,
    model_validator,
)

from coalition.errors import ReportError
from coalition.lexicons.store import first_fault
from coalition.notebook import Cell, make_frame, make_table
from coalition.reading.article import Article, SectionKind
from coalition.stance import Certainty, Polarity, Role, Source, Stance

SCHEMA_VERSION = "1.1"  # with another one, the schema of the old one stays in docs/schemas/

# JSON allows these raw inside a string, but a terminal obeys them (C1 holds a one-character CSI).
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class ReportedCertainty(StrEnum):
    """How firmly evidence is put, as JSON says it: the inner EXPECTED is written as hedged."""

    ASSERTED = "asserted"
    PLEDGED = "pledged"
    HEDGED = "hedged"
    CONDITIONAL = "conditional"
    OPEN = "open"
    HYPOTHETICAL = "hypothetical"
    PAST = "past"


def _reported(value: object) -> object:
    return ReportedCertainty.HEDGED if value is Certainty.EXPECTED else value


def _two_digits(value: float) -> float:
    return round(value, 2)


CountryCode = Annotated[str, Field(pattern="^[A-Z]{3}$", description="ISO 3166-1 alpha-3; XKX for Kosovo")]
Confidence = Annotated[float, Field(ge=0, le=1), AfterValidator(_two_digits)]
Count = Annotated[int, Field(ge=0)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class _Ranged(_Model):
    """A model with ``start`` and ``end``, which must not run backwards."""

    @model_validator(mode="after")
    def _runs_forward(self) -> Self:
        start, end = getattr(self, "start", 0), getattr(self, "end", 0)
        if end < start:
            raise ValueError(f"the range {start}-{end} runs backwards")
        return self


class _Sparse(_Model):
    """A model that writes an optional key only where it differs from its default."""

    @model_serializer(mode="wrap")
    def _without_defaults(self, handler: SerializerFunctionWrapHandler) -> dict[str, object]:
        optional = {name: field.default for name, field in type(self).model_fields.items() if not field.is_required()}
        written: dict[str, object] = handler(self)
        return {key: value for key, value in written.items() if key not in optional or value != optional[key]}


class SectionReport(_Ranged):
    """A section of the page, its heading included; furniture is listed so that nothing is silently lost."""

    heading: str | None
    kind: SectionKind
    start: Count
    end: Count


class ArticleReport(_Sparse):
    """What the page says of itself. ``path`` is the path that was given, null for standard input."""

    path: str | None
    title: str | None
    date: Date | None
    byline: str | None
    source: str | None
    language: str
    words: Count
    sections: tuple[SectionReport, ...]
    text: str | None = None


class InitiativeReport(_Model):
    """What the stances are about; ``name`` is null where none was found, ``given`` says that the caller named it."""

    name: str | None
    given: bool


class CueReport(_Ranged):
    """Words that triggered a rule, with the rule's name; the words may stand outside the passage, as a heading does."""

    text: str
    start: Count
    end: Count
    rule: str


class EvidenceReport(_Ranged, _Sparse):
    """A passage, copied exactly, and what it says of the country's stance on whose word."""

    text: str
    start: Count
    end: Count
    section: str | None
    stance: Stance
    polarity: Polarity
    certainty: Annotated[ReportedCertainty, BeforeValidator(_reported)]
    source: Source
    speaker: str | None
    cues: tuple[CueReport, ...]
    inferred: bool = Field(default=False, description="The link from the passage to the country was inferred.")


class CountryReport(_Model):
    """A country of the article and its verdict.

    ``stance`` is null for a country that takes none, such as a mere mention or a target.
    ``evidence`` stands best first, contradicting passages included.
    """

    code: CountryCode
    name: str
    stance: Stance | None
    role: Role | None
    confidence: Confidence | None
    mentions: Count
    evidence: tuple[EvidenceReport, ...]


class PersonReport(_Sparse):
    """A named person of the story, by the fullest form of the name in the text, without title."""

    name: str
    title: str | None
    country: CountryCode | None
    mentions: Count
    speaks: bool
    stance: Stance | None
    inferred: bool = Field(default=False, description="The country stands in no words of the text.")


class QuoteReport(_Ranged):
    """A quotation; ``country`` is the speaker's and ``cue`` the verb of saying."""

    text: str
    start: Count
    end: Count
    direct: bool
    speaker: str | None
    country: CountryCode | None
    cue: str | None


class CoalitionSets(_Model):
    """The verdict at a glance: country codes by stance, in the order of ``countries``."""

    in_: tuple[CountryCode, ...] = Field(alias="in")
    out: tuple[CountryCode, ...]
    uncertain: tuple[CountryCode, ...]

    @classmethod
    def of(cls, countries: Iterable[CountryReport]) -> Self:
        """Group the countries that have a stance."""
        groups: dict[Stance | None, list[str]] = {stance: [] for stance in (*Stance, None)}
        for country in countries:
            groups[country.stance].append(country.code)
        return cls(
            in_=tuple(groups[Stance.IN]), out=tuple(groups[Stance.OUT]), uncertain=tuple(groups[Stance.UNCERTAIN])
        )


class Rows(StrEnum):
    """What a row of a table stands for."""

    COUNTRIES = "countries"
    EVIDENCE = "evidence"
    PEOPLE = "people"
    QUOTES = "quotes"


_ARTICLE = ("article", "article_title", "article_date", "initiative")
_COUNTRY = ("code", "name", "stance", "role", "confidence", "mentions")
_PASSAGE = ("text", "start", "end", "section", "polarity", "certainty", "source", "speaker", "inferred")
_EVIDENCE = ("text", "start", "end", "section", "stance", "polarity", "certainty", "source", "speaker", "inferred")
_PERSON = ("name", "title", "country", "mentions", "speaks", "stance", "inferred")
_QUOTE = ("text", "start", "end", "direct", "speaker", "country", "cue")

COLUMNS = {
    Rows.COUNTRIES: (*_ARTICLE, *_COUNTRY, *_PASSAGE),
    Rows.EVIDENCE: (*_ARTICLE, "code", "name", "verdict", "confidence", "rank", *_EVIDENCE, "rules"),
    Rows.PEOPLE: (*_ARTICLE, *_PERSON),
    Rows.QUOTES: (*_ARTICLE, *_QUOTE),
}
_SHOWN = ("name", "stance", "confidence", "text", "source", "speaker")  # in a notebook


class Filters(_Model):
    """What was asked for: countries that meet all of it; an empty list and null ask for nothing."""

    stances: tuple[Stance, ...] = ()
    countries: tuple[CountryCode, ...] = ()
    min_confidence: Annotated[float, Field(ge=0, le=1)] | None = None

    def admit(self, country: CountryReport) -> bool:
        """Tell whether a country meets all; one without a verdict has no confidence that could suffice."""
        return (
            (not self.stances or country.stance in self.stances)
            and (not self.countries or country.code in self.countries)
            and (self.min_confidence is None or (country.confidence or 0.0) >= self.min_confidence)
        )


class Analysis(_Sparse):
    """The result for one article, the root of the JSON.

    ``filters`` is there where only a part of the result is: then ``countries``, ``coalition``,
    ``people`` and ``quotes`` hold the countries that the filters admit and what belongs to them.
    """

    schema_version: Literal["1.0", "1.1"]
    article: ArticleReport
    initiative: InitiativeReport
    coalition: CoalitionSets
    countries: tuple[CountryReport, ...]
    people: tuple[PersonReport, ...]
    quotes: tuple[QuoteReport, ...]
    warnings: tuple[str, ...]
    filters: Filters | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        if self.coalition != CoalitionSets.of(self.countries):
            raise ValueError("coalition and the stances in countries differ")
        return self

    @classmethod
    def assemble(
        cls,
        *,
        article: ArticleReport,
        initiative: InitiativeReport,
        countries: Iterable[CountryReport] = (),
        people: Iterable[PersonReport] = (),
        quotes: Iterable[QuoteReport] = (),
        warnings: Iterable[str] = (),
    ) -> Self:
        """Put the findings in their order, which does not depend on the order in which they come.

        Countries stand by stance (in, out, uncertain, none), leaders, targets and hosts first, then
        by confidence and mentions; people by mentions; quotations as in the text. Evidence and
        warnings keep their order, and a warning is said once.
        """
        ordered = tuple(sorted(countries, key=_country_order))
        return cls(
            schema_version=SCHEMA_VERSION,
            article=article,
            initiative=initiative,
            coalition=CoalitionSets.of(ordered),
            countries=ordered,
            people=tuple(sorted(people, key=lambda person: (-person.mentions, person.name, person.country or ""))),
            quotes=tuple(sorted(quotes, key=lambda quote: (quote.start, quote.end, quote.speaker or ""))),
            warnings=tuple(dict.fromkeys(warnings)),
        )

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read what ``to_json`` wrote.

        Raises:
            ReportError: It is not such a report; the message names the first field that is wrong.
        """
        try:
            return cls.model_validate_json(text)
        except ValidationError as error:
            raise ReportError(f"is no report of coalition: {first_fault(error)}") from error

    def to_json(self, *, indent: int | None = 2) -> str:
        """Return the JSON of the contract without a newline at its end; with no indent it is one line.

        Text beyond ASCII stands as itself, except for the few characters that a terminal
        would obey instead of show.
        """
        text = self.model_dump_json(indent=indent, by_alias=True)
        return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match.group()):04x}", text)

    def filtered(self, filters: Filters) -> Self:
        """Return the part that is about the countries which the filters admit.

        People and quotations stay where their country does; a country keeps all its evidence,
        that against the verdict too, and what is said of the article stays whole.
        """
        countries = tuple(country for country in self.countries if filters.admit(country))
        codes = {country.code for country in countries}
        left = {
            "coalition": CoalitionSets.of(countries),
            "countries": countries,
            "people": tuple(person for person in self.people if person.country in codes),
            "quotes": tuple(quote for quote in self.quotes if quote.country in codes),
            "filters": filters,
        }
        return self.model_copy(update=left)

    def with_text(self, text: str) -> Self:
        """Return a copy whose ``article.text`` holds the text that all ranges point into."""
        return self.model_copy(update={"article": self.article.model_copy(update={"text": text})})

    # ------------------------------------------------------------------ tables
    def rows(self, kind: Rows) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows of a table with the columns ``COLUMNS[kind]``; the text in them is the article's, as it is."""
        head = (self.article.path, self.article.title, self.article.date, self.initiative.name)
        return ((*head, *cells) for cells in _CELLS[kind](self))

    def to_frame(self, rows: Rows | str = Rows.COUNTRIES) -> Any:
        """Return a table as a data frame of pandas, or of polars where there is no pandas.

        Args:
            rows: What a row is: "countries" (with the best passage of each), "evidence",
                "people" or "quotes". The columns are those of the CSV.

        Raises:
            ImportError: Neither pandas nor polars is installed.
            ValueError: ``rows`` is none of these.
        """
        kind = Rows(rows)
        return make_frame(COLUMNS[kind], self.rows(kind))

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the countries with a stance, each with its best passage."""
        taken = (dict(zip(COLUMNS[Rows.COUNTRIES], row, strict=True)) for row in self.rows(Rows.COUNTRIES))
        cells = [[row[column] for column in _SHOWN] for row in taken if row["stance"]]
        initiative = self.initiative.name or "no initiative was found"
        return make_table(f"{self.article.title or 'Article'}: {initiative}", _SHOWN, cells)


def describe_article(article: Article) -> ArticleReport:
    """Report what the page says of itself, furniture among its sections."""
    return ArticleReport(
        path=_printable_path(article.path),
        title=article.title,
        date=article.published,
        byline=article.byline,
        source=article.source,
        language=article.language,
        words=article.words,
        sections=tuple(
            SectionReport(heading=part.heading, kind=part.kind, start=part.start_char, end=part.end_char)
            for part in article.sections
        ),
    )


def _printable_path(path: str | None) -> str | None:
    # A file name that is not UTF-8 arrives with lone surrogates, which JSON cannot carry.
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace") if path is not None else None


_STANCE_ORDER: dict[Stance | None, int] = {stance: place for place, stance in enumerate((*Stance, None))}
_ROLE_ORDER: dict[Role | None, int] = {Role.LEADER: 0, Role.TARGET: 1, Role.HOST: 2}


def _country_order(country: CountryReport) -> tuple[int, int, float, int, str]:
    return (
        _STANCE_ORDER[country.stance],
        _ROLE_ORDER.get(country.role, len(_ROLE_ORDER)),
        -(country.confidence or 0.0),
        -country.mentions,
        country.code,
    )


# ------------------------------------------------------------------ the four kinds of rows
def _country_cells(analysis: Analysis) -> Iterator[list[Cell]]:
    for country in analysis.countries:
        best = _cells(country.evidence[0], _PASSAGE) if country.evidence else [None] * len(_PASSAGE)
        yield [*_cells(country, _COUNTRY), *best]


def _evidence_cells(analysis: Analysis) -> Iterator[list[Cell]]:
    for country in analysis.countries:
        verdict = _cells(country, ("code", "name", "stance", "confidence"))
        for rank, piece in enumerate(country.evidence, start=1):
            rules = " ".join(dict.fromkeys(cue.rule for cue in piece.cues))
            yield [*verdict, rank, *_cells(piece, _EVIDENCE), rules]


def _person_cells(analysis: Analysis) -> Iterator[list[Cell]]:
    return (_cells(person, _PERSON) for person in analysis.people)


def _quote_cells(analysis: Analysis) -> Iterator[list[Cell]]:
    return (_cells(quote, _QUOTE) for quote in analysis.quotes)


def _cells(model: BaseModel, columns: Iterable[str]) -> list[Cell]:
    values = (getattr(model, column) for column in columns)
    return [value.value if isinstance(value, StrEnum) else value for value in values]


_CELLS = {
    Rows.COUNTRIES: _country_cells,
    Rows.EVIDENCE: _evidence_cells,
    Rows.PEOPLE: _person_cells,
    Rows.QUOTES: _quote_cells,
}
