"""Countries (``data/countries.json``) and groups of countries (``data/groups.toml``): the ``Gazetteer``."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from pydantic import Field, model_validator

from coalition.lexicons.compiled import compiled
from coalition.lexicons.store import Entry, Provenance, load

COUNTRIES_FILE = Path("countries.json")
GROUPS_FILE = Path("groups.toml")

_KOSOVO_ALPHA_2 = "XK"  # in use by the EU and the IMF, as XKX is; ISO 3166-1 has no entry
_REGIONAL_INDICATOR_A = 0x1F1E6


class MentionKind(StrEnum):
    """By what a text names a country, in the order in which a form of several kinds is read."""

    NAME = "name"
    ABBREVIATION = "abbreviation"
    CAPITAL = "capital"
    SEAT = "seat"
    ADJECTIVE = "adjective"
    DEMONYM = "demonym"


class Form(NamedTuple):
    """One spelling that names a country.

    ``base`` is the spelling in the data file from which ``text`` was derived ("TURKIYE"
    from "Türkiye"). ``codes`` has several members for words such as "Congo". A named tuple,
    since there are thousands, which are read from the compiled lexicon at each start.
    """

    text: str
    base: str
    kind: MentionKind
    codes: tuple[str, ...]
    needs_support: bool
    is_prefix: bool


@dataclass(frozen=True, slots=True)
class Country:
    """A country or area; ``code`` is ISO 3166-1 alpha-3, or XKX for Kosovo."""

    code: str
    name: str

    @property
    def alpha_2(self) -> str:
        """The code of two letters: "PL" of "POL"."""
        import pycountry  # not above: it is large, and an analysis does without

        entry = pycountry.countries.get(alpha_3=self.code)
        return str(entry.alpha_2) if entry else _KOSOVO_ALPHA_2

    @property
    def flag(self) -> str:
        """The flag as an emoji, which is the alpha-2 code in regional indicators."""
        return "".join(chr(_REGIONAL_INDICATOR_A + ord(letter) - ord("A")) for letter in self.alpha_2)


@dataclass(frozen=True, slots=True)
class Membership:
    """A country in a group from the day ``since`` to the day before ``until``."""

    code: str
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Group:
    """A named group, such as the Baltic states. A country that came back has several memberships."""

    id: str
    name: str
    aliases: tuple[str, ...]
    members: tuple[Membership, ...]

    def codes(self, on: date | None = None) -> tuple[str, ...]:
        """Return the members on that day, or those without an end, sorted by code."""
        found = {
            member.code
            for member in self.members
            if (member.until is None if on is None else member.since <= on < (member.until or date.max))
        }
        return tuple(sorted(found))


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All countries and groups, and the spellings by which a text names them."""

    countries: Mapping[str, Country]
    groups: Mapping[str, Group]
    forms: Mapping[str, Form]
    aliases: Mapping[str, str]
    """Spelling of a group to its id."""

    def find(self, name: str) -> tuple[Country, ...]:
        """Return the countries that a code, name or other form stands for, sorted by code.

        Case and accents do not matter: "cote d'ivoire", "CIV" and "ci" are the same
        country, "Congo" is two. Empty when nothing has this name.
        """
        import pycountry

        wanted = _fold(name)
        codes = {code for form in self.forms.values() if _fold(form.text) == wanted for code in form.codes}
        if not codes and (match := pycountry.countries.get(alpha_2=name.strip().upper())):
            codes = {match.alpha_3}
        codes |= {name.strip().upper()} & self.countries.keys()
        return tuple(self.countries[code] for code in sorted(codes))

    def find_group(self, name: str) -> Group | None:
        """Return the group of this name or alias, whatever its case and accents."""
        wanted = _fold(name)
        named = (group for group in self.groups.values() if wanted in map(_fold, (group.name, *group.aliases)))
        return next(named, None)

    def groups_of(self, code: str) -> tuple[Group, ...]:
        """Return the groups that the country is in now, in the order of the file."""
        return tuple(group for group in self.groups.values() if code in group.codes())

    def listed_forms(self, code: str) -> Mapping[MentionKind, tuple[str, ...]]:
        """Return the forms that the data file lists for a country by kind, none of the derived ones."""
        listed: dict[MentionKind, list[str]] = {kind: [] for kind in MentionKind}
        for form in self.forms.values():
            if code in form.codes and form.text == form.base:
                listed[form.kind].append(f"{form.text}-" if form.is_prefix else form.text)
        return {kind: tuple(texts) for kind, texts in listed.items()}

    def closest(self, name: str) -> tuple[Country, ...]:
        """Return up to three countries whose names are spelled much like this one, best first: "Polnd" is Poland."""
        names = {_fold(country.name): country for country in self.countries.values()}
        return tuple(names[match] for match in get_close_matches(_fold(name), names, cutoff=0.7))

    def forms_of(self, code: str) -> tuple[str, ...]:
        """Return all spellings that may name the country, sorted."""
        return tuple(sorted(form.text for form in self.forms.values() if code in form.codes))


class CountryEntry(Entry):
    """A country as ``countries.json`` has it; the loader adds upper case, plain letters, "St." and "&"."""

    code: str = Field(pattern=r"^[A-Z]{3}$")
    name: str
    names: list[str] = Field(default_factory=list)
    abbreviations: list[str] = Field(default_factory=list)
    adjectives: list[str] = Field(default_factory=list)
    demonyms: list[str] = Field(default_factory=list)
    prefixes: list[str] = Field(default_factory=list)
    capitals: list[str] = Field(default_factory=list)
    seats: list[str] = Field(default_factory=list)
    needs_support: list[str] = Field(default_factory=list)

    def listed(self) -> tuple[tuple[MentionKind, list[str]], ...]:
        """Return the forms by kind; a prefix counts as an adjective."""
        return (
            (MentionKind.NAME, [self.name, *self.names]),
            (MentionKind.ABBREVIATION, self.abbreviations),
            (MentionKind.CAPITAL, self.capitals),
            (MentionKind.SEAT, self.seats),
            (MentionKind.ADJECTIVE, [*self.adjectives, *self.prefixes]),
            (MentionKind.DEMONYM, self.demonyms),
        )


class CountryFile(Entry):
    """The whole of ``countries.json``."""

    provenance: Provenance
    countries: list[CountryEntry]


class MembershipEntry(Entry):
    """A membership as ``groups.toml`` has it."""

    code: str
    since: date
    until: date | None = None

    @model_validator(mode="after")
    def _is_a_time(self) -> "MembershipEntry":
        if self.until is not None and self.until <= self.since:
            raise ValueError(f"{self.code}: 'until' must be later than 'since'")
        return self


class GroupEntry(Entry):
    """A group as ``groups.toml`` has it."""

    id: str = Field(pattern=r"^[a-z0-9+-]+$")
    name: str
    aliases: list[str] = Field(min_length=1)
    notes: str = ""
    members: list[MembershipEntry] = Field(min_length=1)


class GroupFile(Entry):
    """The whole of ``groups.toml``."""

    provenance: Provenance
    group: list[GroupEntry]


@compiled("countries.json", "groups.toml")
def load_gazetteer() -> Gazetteer:
    """Return the countries and groups of the data files.

    Raises:
        LexiconError: A file is missing or wrong.
    """
    entries = load(COUNTRIES_FILE, CountryFile).countries
    groups = {entry.id: _to_group(entry) for entry in load(GROUPS_FILE, GroupFile).group}
    return Gazetteer(
        countries={entry.code: Country(entry.code, entry.name) for entry in entries},
        groups=groups,
        forms=collect_forms(entries),
        aliases={text: group.id for group in groups.values() for text in with_cases(group.aliases, title=True)},
    )


def _to_group(entry: GroupEntry) -> Group:
    members = tuple(Membership(member.code, member.since, member.until) for member in entry.members)
    return Group(entry.id, entry.name, tuple(entry.aliases), members)


def collect_forms(entries: Iterable[CountryEntry]) -> dict[str, Form]:
    """Return every spelling with its country; the first kind wins, and equal kinds share the spelling."""
    forms: dict[str, Form] = {}
    for entry in sorted(entries, key=lambda entry: entry.code):
        for kind, listed in entry.listed():
            for base in listed:
                for text in _spellings(base):
                    form = Form(
                        text, base, kind, (entry.code,), not {base, text}.isdisjoint(entry.needs_support),
                        base in entry.prefixes,
                    )  # fmt: skip
                    forms[text] = _share(forms.get(text), form)
    return forms


def _share(known: Form | None, form: Form) -> Form:
    """Return the form that stays where two entries, or two kinds of one, have the same spelling."""
    if known is None:
        return form
    if form.codes[0] in known.codes:
        return known
    codes = (*known.codes, *form.codes)
    return Form(known.text, known.base, known.kind, codes, known.needs_support or form.needs_support, is_prefix=False)


def _spellings(base: str) -> dict[str, None]:
    """Return the derived spellings in a fixed order, the listed one first."""
    texts = dict.fromkeys((base, strip_accents(base)))
    for text in list(texts):
        if "Saint" in text.replace("-", " ").split():
            texts.update(dict.fromkeys((text.replace("Saint", "St."), text.replace("Saint", "St"))))
    for text in list(texts):
        if " and " in text:
            texts[text.replace(" and ", " & ")] = None
    return with_cases(texts)


def with_cases(texts: Iterable[str], *, title: bool = False, lower: bool = False) -> dict[str, None]:
    """Return the texts, and each in upper and, if asked for, in title and lower case."""
    found = dict.fromkeys(texts)
    for text in list(found):
        if title:
            found[" ".join(word[:1].upper() + word[1:] for word in text.split(" "))] = None
        if lower:
            found[text.lower()] = None
        found[text.upper()] = None
    return found


def strip_accents(text: str) -> str:
    """Return the text in plain letters, so that "Türkiye" reads "Turkiye"."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).replace("þ", "th")


def _fold(text: str) -> str:
    return strip_accents(text).casefold().strip()
