"""Pronouns and descriptions that stand for something named elsewhere (``data/references.toml``)."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from coalition.lexicons.compiled import compiled
from coalition.lexicons.store import Entry, Provenance, load

Word = Annotated[str, Field(min_length=1, pattern=r"^[^A-Z]+$")]
Code = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
Words = frozenset[Word]


class Pronouns(Entry):
    """The pronouns by what they stand for; ``owner`` forms stand before a noun: "its", "our"."""

    person: Words
    person_owner: Words
    person_own: Words
    person_object: Words
    nation: Words
    nation_owner: Words
    group: Words
    group_owner: Words
    first: Words
    first_object: Words
    first_owner: Words
    male: Words
    female: Words


class Gatherers(Entry):
    """Words for several countries at once, by what has to stand beside them."""

    alone: Words
    each: Words
    pair: Words
    behind_article: Words
    determiners: Words


class _Description(Entry):
    forms: tuple[Word, ...] = Field(min_length=1)
    people: tuple[Word, ...] = ()
    codes: tuple[Code, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _is_sorted(self) -> Self:
        for left, right in pairwise(self.codes):
            if left >= right:
                raise ValueError(f"{self.forms[0]!r}: {right!r} after {left!r}; codes are sorted and distinct")
        return self


class ReferenceLexicon(Entry):
    """The whole of ``references.toml``; all words in lower case."""

    provenance: Provenance
    nations: Words
    members: Words
    humans: Words
    hosts: Words
    staff: Words
    companionship: Words
    selves: Words
    others: Words
    companions: Words
    questioning: Words
    places: Words
    empty_verbs: Words
    empty_copulas: Words
    empty_attributes: Words
    thinking: Words
    pronouns: Pronouns
    counts: Mapping[Word, int]
    gatherers: Gatherers
    orders: Mapping[Word, int]
    noun: tuple[_Description, ...]
    region: tuple[_Description, ...]

    @model_validator(mode="after")
    def _reject_duplicates(self) -> Self:
        for entries in (self.noun, self.region):
            forms = sorted(form for entry in entries for form in (*entry.forms, *entry.people))
            for left, right in pairwise(forms):
                if left == right:
                    raise ValueError(f"{left!r} is described twice")
        return self

    @cached_property
    def _codes_of_noun(self) -> Mapping[str, frozenset[str]]:
        return _by_form((entry.forms, entry.codes) for entry in self.noun)

    @cached_property
    def _codes_of_region(self) -> Mapping[str, frozenset[str]]:
        return _by_form((entry.forms, entry.codes) for entry in self.region)

    @cached_property
    def _codes_of_people(self) -> Mapping[str, frozenset[str]]:
        return _by_form((entry.people, entry.codes) for entry in self.region)

    def is_nation(self, noun: str) -> bool:
        """Tell whether a noun may stand for a country: "nation", "kingdom"."""
        return noun in self.nations or noun in self._codes_of_noun

    def codes_of_noun(self, noun: str) -> frozenset[str] | None:
        """Return the countries that a noun may stand for, None where it may be any."""
        return self._codes_of_noun.get(noun)

    def codes_of_region(self, words: str) -> frozenset[str] | None:
        """Return the countries of a region by its adjective ("central asian"), None for other words."""
        return self._codes_of_region.get(words)

    def codes_of_people(self, noun: str) -> frozenset[str] | None:
        """Return the countries of a region by its people ("scandinavians"), None for other words."""
        return self._codes_of_people.get(noun)


def _by_form(entries: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> Mapping[str, frozenset[str]]:
    return {form: frozenset(codes) for forms, codes in entries for form in forms}


@compiled("references.toml")
def load_references() -> ReferenceLexicon:
    """Read the file.

    Raises:
        LexiconError: It is missing or breaks its model.
    """
    return load(Path("references.toml"), ReferenceLexicon)
