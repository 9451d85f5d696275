"""Gold labels: what a careful reader says of an article, read from a file with one article a line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from coalition.errors import CoalitionError
from coalition.lexicons.store import first_fault
from coalition.report import CountryCode
from coalition.stance import Role, Source, Stance

_SPECIAL_ROLES = (Role.TARGET, Role.HOST)


def _without_word(value: object) -> object:
    return None if value == "none" else value


def _or_empty(value: object) -> object:
    return () if value is None else value


def _or_none(value: object) -> object:
    return None if value == "" else value


class _Label(BaseModel):
    # Gold files hold more than the figures need, such as sections and clutter.
    model_config = ConfigDict(frozen=True, extra="ignore")


class GoldParty(_Label):
    """A country with a position or a special role: ``stance`` is null, "none" in the file, where it has only the role.

    ``spans`` are the character ranges of the best evidence, ``source`` on whose word it stands.
    """

    iso3: CountryCode
    stance: Annotated[Stance | None, BeforeValidator(_without_word)]
    role: Role
    source: Source | None = None
    spans: Annotated[tuple[tuple[int, int], ...], BeforeValidator(_or_empty)] = ()
    contested: Annotated[bool, BeforeValidator(bool)] = False

    @property
    def is_scored(self) -> bool:
        """False for targets, hosts and contested rows, which are neither counted nor punished."""
        return self.role not in _SPECIAL_ROLES and not self.contested


class GoldPerson(_Label):
    """A person of the story: ``iso3`` is null where nothing ties the person to a country."""

    name: Annotated[str, Field(pattern=r"\S")]
    iso3: Annotated[CountryCode | None, BeforeValidator(_or_none)]
    speaks: bool | None = None


class GoldArticle(_Label):
    """The labels of one article; ``id`` names its files, ID.txt and ID.json."""

    id: Annotated[str, Field(pattern=r"\S")]
    parties: tuple[GoldParty, ...]
    people: tuple[GoldPerson, ...]
    initiative: str | None = None
    difficulty: str | None = None

    @model_validator(mode="after")
    def _has_each_country_once(self) -> Self:
        codes = [party.iso3 for party in self.parties]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        if twice:
            raise ValueError(f"more than one row for {', '.join(twice)}")
        return self


def read_gold(path: Path) -> list[GoldArticle]:
    """Return the labelled articles of a file; a line that says ``"qualifies": false`` is passed over.

    Raises:
        CoalitionError: A line is no JSON or breaks the form, or there is no labelled article in
            the file. The message says where: ``gold.jsonl:3: parties.0.stance: Input should be ...``.
        OSError: The file cannot be read.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            articles = list(_articles(path, lines))
    except UnicodeDecodeError as error:
        raise CoalitionError(f"{path}: is not UTF-8; save the labels as UTF-8") from error
    if not articles:
        raise CoalitionError(f"{path}: has no labelled article in it; give one JSON object a line")
    return articles


def _articles(path: Path, lines: Iterator[str]) -> Iterator[GoldArticle]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            content = json.loads(line)
            if not isinstance(content, dict) or content.get("qualifies", True):
                yield GoldArticle.model_validate(content)
        except ValidationError as error:
            raise CoalitionError(f"{path}:{number}: {first_fault(error)}") from error
        except json.JSONDecodeError as error:
            raise CoalitionError(f"{path}:{number}: {error.msg}: column {error.colno}") from error
