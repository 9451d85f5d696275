"""What ``coalition evaluate --json`` prints: the only place that defines this JSON."""

import json
from dataclasses import dataclass, fields
from typing import Final, Literal, Self

from pydantic import BaseModel, ConfigDict, TypeAdapter

from coalition.evaluation import Figures, GroupFigures, Grouping, Outcome, Row
from coalition.gold import GoldParty
from coalition.report import CountryReport

MEASUREMENT_VERSION: Final = "1.0"  # with another one, the schema of the old one stays in docs/schemas/


class _Closed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Initiatives(_Closed):
    """What the gold and the analysis take the stances to be about."""

    expected: str | None
    found: str | None


class ErrorRow(_Closed):
    """A row that is not right; ``passages`` are those by which the gold proves its stance."""

    article: str
    country: str
    initiative: Initiatives
    outcome: Outcome
    expected: GoldParty | None
    passages: tuple[str, ...]
    found: CountryReport | None

    @classmethod
    def of(cls, row: Row, text: str) -> Self:
        """Return the row with the passages of the article's text."""
        return cls(
            article=row.article.id,
            country=row.code,
            initiative=Initiatives(expected=row.article.initiative, found=row.initiative),
            outcome=row.outcome,
            expected=row.expected,
            passages=tuple(text[start:end] for start, end in row.expected.spans) if row.expected else (),
            found=row.found,
        )


class Groups(_Closed):
    """Figures of the rows by what they have in common."""

    field: Grouping
    groups: tuple[GroupFigures, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement(Figures):
    """The figures; ``by`` and ``errors`` only where they were asked for."""

    schema_version: Literal["1.0"]
    by: Groups | None = None
    errors: tuple[ErrorRow, ...] | None = None

    @classmethod
    def of(cls, figures: Figures, *, by: Groups | None, errors: tuple[ErrorRow, ...] | None) -> Self:
        """Put the parts together."""
        values = {field.name: getattr(figures, field.name) for field in fields(Figures)}
        return cls(**values, schema_version=MEASUREMENT_VERSION, by=by, errors=errors)

    def to_json(self) -> str:
        """Return the JSON, indented by two; ASCII, so that no locale and no terminal can garble it."""
        values = TypeAdapter(Measurement).dump_python(self, mode="json")
        told = {key: values[key] for key in ("schema_version", *values) if values[key] is not None}
        return json.dumps(told, indent=2)
