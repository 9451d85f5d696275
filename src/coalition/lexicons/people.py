"""Who holds which office, and the words for offices: ``data/office_holders.json``, ``data/office_titles.toml``."""

import re
import unicodedata
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from coalition.lexicons.compiled import compiled
from coalition.lexicons.store import Entry, Provenance, load

# Letters that carry their stroke inside and do not decompose: "Lech Wałęsa", "Jonas Gahr Støre", "Yıldırım".
_STROKES = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe"})
_NOT_LETTERS = re.compile(r"[^\w\s]|_")
_DASHES = re.compile(r"[-\u2010-\u2015]")
_PIECES = re.compile(r"[^\s-]+|-")


class OfficeKind(StrEnum):
    """What an office or a trade is: ``HEIR`` a crown prince, ``VICE`` any deputy, ``OFFICIAL`` an envoy or a chief."""

    HEAD_OF_STATE = "head_of_state"
    HEAD_OF_GOVERNMENT = "head_of_government"
    MONARCH = "monarch"
    HEIR = "heir"
    VICE = "vice"
    FOREIGN_MINISTER = "foreign_minister"
    DEFENCE_MINISTER = "defence_minister"
    OTHER_MINISTER = "other_minister"
    AMBASSADOR = "ambassador"
    UN_AMBASSADOR = "un_ambassador"
    SPOKESPERSON = "spokesperson"
    MILITARY = "military"
    OFFICIAL = "official"
    LEGISLATOR = "legislator"
    OPPOSITION = "opposition"
    ORGANISATION = "organisation"
    EXPERT = "expert"
    JOURNALIST = "journalist"
    OTHER = "other"


_OUTSIDE_GOVERNMENT = frozenset(
    {OfficeKind.LEGISLATOR, OfficeKind.OPPOSITION, OfficeKind.ORGANISATION}
    | {OfficeKind.EXPERT, OfficeKind.JOURNALIST, OfficeKind.OTHER}
)


class BodyKind(StrEnum):
    """What stands or speaks in a country beside its people in office: "the Polish cabinet", "French courts"."""

    GOVERNMENT = "government"
    MINISTRY = "ministry"
    ARMED_FORCES = "armed_forces"
    DIPLOMACY = "diplomacy"
    OFFICIALS = "officials"
    LEGISLATURE = "legislature"
    COURT = "court"
    PARTY = "party"
    PUBLIC = "public"
    MEDIA = "media"
    ANALYSIS = "analysis"
    BUSINESS = "business"
    REBELS = "rebels"
    SUBNATIONAL = "subnational"


class Tenure(StrEnum):
    """How a term stands to the day that was asked for; ``UNDATED`` where none was."""

    IN_OFFICE = "in_office"
    FORMER = "former"
    FUTURE = "future"
    UNDATED = "undated"


class MatchedBy(StrEnum):
    """Which part of a name was found, the surest first."""

    NAME = "name"
    ALIAS = "alias"
    FIRST_AND_SURNAME = "first_and_surname"
    SURNAME = "surname"


class ModifierEffect(StrEnum):
    """What a word before a title does to it.

    ``FORMER`` ("ex-president"), ``FUTURE`` ("president-elect") and ``OPPOSING``
    ("shadow foreign secretary") take the government's voice away; ``SERVING``
    ("acting", "outgoing") and ``DEPUTY`` ("deputy foreign minister") leave it.
    """

    FORMER = "former"
    FUTURE = "future"
    OPPOSING = "opposing"
    SERVING = "serving"
    DEPUTY = "deputy"

    @property
    def governs(self) -> bool:
        """Tell whether a governing title still governs behind the word."""
        return self in {ModifierEffect.SERVING, ModifierEffect.DEPUTY}


def _first_day(text: str) -> date:
    """Return the first day that a date may mean."""
    return date.fromisoformat(text + "-01-01"[len(text) - 4 :])


def _last_day(text: str) -> date:
    """Return the last day that a date may mean, so that a term known by its year is never cut short."""
    if len(text) == 10:
        return date.fromisoformat(text)
    year, month = int(text[:4]), int(text[5:] or 12)
    return date(year, month, monthrange(year, month)[1])


# "2011", "2011-06" or "2011-06-28": as exactly as it is known
PartialDate = Annotated[str, Field(pattern=r"^\d{4}(-\d\d){0,2}$")]
Name = Annotated[str, Field(min_length=2)]
Code = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


# ---------------------------------------------------------------- office holders
class HolderEntry(Entry):
    """One term of one person in one office, as ``office_holders.json`` has it."""

    name: Name
    aliases: tuple[Name, ...] = ()
    surnames: tuple[Name, ...] = ()
    country: Code | None = None
    organisation: Name | None = None
    office: Name
    kind: OfficeKind
    since: PartialDate
    until: PartialDate | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.country is None) == (self.organisation is None):
            raise ValueError(f"{self.name}: give a country or an organisation, and only one of them")
        if _first_day(self.since) > _last_day(self.until or self.since):
            raise ValueError(f"{self.name}: the term ends ({self.until}) before it begins ({self.since})")
        names = [self.name, *self.aliases]
        if len(set(names)) != len(names):
            raise ValueError(f"{self.name}: an alias is given twice")
        return self


class _AmbiguousSurnames(Entry):
    """Surnames that prove nothing alone: English words ("may") and names of very many people ("johnson")."""

    words: tuple[str, ...]
    common: tuple[str, ...]


class HoldersFile(Entry):
    """The whole of ``office_holders.json``."""

    provenance: Provenance
    particles: tuple[str, ...]
    suffixes: tuple[str, ...]
    ambiguous_surnames: _AmbiguousSurnames
    holders: tuple[HolderEntry, ...]

    @model_validator(mode="after")
    def _reject_duplicates(self) -> Self:
        keys = ((e.name, e.office, e.since, e.country, e.organisation) for e in self.holders)
        for (name, office, since, *_), times in Counter(keys).items():
            if times > 1:
                raise ValueError(f"{name}, {office} since {since}: listed twice")
        return self


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """One term in an office.

    ``surnames`` are the forms that may stand alone ("Lula da Silva", "Lula").
    ``country`` is None for the offices of an organisation, which ``organisation``
    then names. ``since`` is the first and ``until`` the last day on which the term
    may have run, as exactly as the file knows it; ``until`` is None while it runs.
    """

    name: str
    aliases: tuple[str, ...]
    surnames: tuple[str, ...]
    country: str | None
    organisation: str | None
    office: str
    kind: OfficeKind
    since: date
    until: date | None

    @property
    def governs(self) -> bool:
        """Tell whether what the holder says in office is the position of a government."""
        return self.kind not in _OUTSIDE_GOVERNMENT

    def tenure(self, on: date | None) -> Tenure:
        """Tell how the term stands to a day; the first and the last day belong to it."""
        if on is None:
            return Tenure.UNDATED
        if self.until is not None and on > self.until:
            return Tenure.FORMER
        return Tenure.FUTURE if on < self.since else Tenure.IN_OFFICE


@dataclass(frozen=True, slots=True)
class HolderMatch:
    """A holder found for a name.

    ``is_ambiguous`` marks a bare surname that is also a word or a very common name
    ("May", "Johnson"): without another sign in the text it proves nothing.
    """

    holder: OfficeHolder
    matched_by: MatchedBy
    tenure: Tenure
    is_ambiguous: bool


# The fields of an ``OfficeHolder`` in their order, the kind as text and the days as ordinals.
_Row = tuple[str, tuple[str, ...], tuple[str, ...], str | None, str | None, str, str, int, int | None]


def _to_holder(row: _Row) -> OfficeHolder:
    name, aliases, surnames, country, organisation, office, kind, since, until = row
    return OfficeHolder(
        name=name,
        aliases=aliases,
        surnames=surnames,
        country=country,
        organisation=organisation,
        office=office,
        kind=OfficeKind(kind),
        since=date.fromordinal(since),
        until=None if until is None else date.fromordinal(until),
    )


class OfficeHolders:
    """The table of office holders, indexed by full name, alias and surname.

    The terms are kept as plain rows, of which an article needs a handful: thousands of
    values would cost each start of the program 0.02 s.
    """

    def __init__(self, content: HoldersFile) -> None:
        self._particles = frozenset(content.particles)
        self._suffixes = frozenset(content.suffixes)
        self._ambiguous = frozenset(chain(content.ambiguous_surnames.words, content.ambiguous_surnames.common))
        self._rows = tuple(self._to_row(entry) for entry in content.holders)
        self._index = self._index_rows(0, self._rows)

    def extended(self, entries: Iterable[HolderEntry]) -> "OfficeHolders":
        """Return a table that holds further terms too; this one stays as it is."""
        table, rows = copy(self), tuple(map(self._to_row, entries))
        further = self._index_rows(len(self._rows), rows)
        table._rows = (*self._rows, *rows)
        table._index = {
            by: found | {key: (*found.get(key, ()), *numbers) for key, numbers in further[by].items()}
            for by, found in self._index.items()
        }
        return table

    def _index_rows(self, first: int, rows: Iterable[_Row]) -> dict[MatchedBy, dict[str, tuple[int, ...]]]:
        """Return the numbers of the rows by key, the first of them being ``first``."""
        index: dict[MatchedBy, dict[str, dict[int, None]]] = {matched_by: {} for matched_by in MatchedBy}
        for number, row in enumerate(rows, start=first):
            for key, matched_by in self._keys(_to_holder(row)):
                index[matched_by].setdefault(key, {})[number] = None
        return {by: {key: tuple(numbers) for key, numbers in found.items()} for by, found in index.items()}

    @property
    def entries(self) -> tuple[OfficeHolder, ...]:
        """All terms in the file's order."""
        return tuple(_to_holder(row) for row in self._rows)

    def find(self, name: str, on: date | None = None) -> tuple[HolderMatch, ...]:
        """Return the holders whom a name may mean, the likeliest first.

        "Angela Merkel", "angela merkel", "Merkel" and "Muammar Qaddafi" are found;
        titles and "Mr" are not part of a name (``OfficeTitles.bare_name``). Case,
        accents, dots, hyphens and the shape of apostrophes do not count. A name that
        the table has in full is never matched by its surname.

        With a day, those in office win: former holders are returned only where nobody
        of the name was in office, the last to leave first, and future ones only where
        there are no former ones either. So "Tusk" is Poland in 2010, the European
        Council, without a country, in 2016, and Poland again in 2024. Without a day,
        every term is returned. A surname that fits several countries returns all of
        them: the caller decides.

        Args:
            name: A full name, an alias or a bare surname.
            on: The day of the article; None where it is not known.

        Returns:
            The matches, sorted by the surest part of the name, then by the latest
            term, country and name; who has left office belongs to a country again, so
            former posts in organisations come last. Empty for an unknown person.
        """
        key = _fold(name)
        found = self._numbers(key) or self._without_middle_names(key)
        by_surname = all(by is MatchedBy.SURNAME for by in found.values())
        is_ambiguous = by_surname and key in self._ambiguous
        holders = [
            (_to_holder(self._rows[number]), by)
            for number, by in found.items()
            if by_surname or by is not MatchedBy.SURNAME
        ]
        matches = [HolderMatch(holder, by, holder.tenure(on), is_ambiguous) for holder, by in holders]
        for tenure in Tenure:  # declared in the order in which they win
            chosen = [match for match in matches if match.tenure is tenure]
            if chosen:
                return tuple(sorted(chosen, key=_rank))
        return ()

    def _numbers(self, key: str) -> dict[int, MatchedBy]:
        """Return the rows that have a key, each with the surest part of a name that it is."""
        found: dict[int, MatchedBy] = {}
        for matched_by, numbers in self._index.items():
            for number in numbers.get(key, ()):
                found.setdefault(number, matched_by)
        return found

    def _without_middle_names(self, key: str) -> dict[int, MatchedBy]:
        """Look up "donald john trump" as "donald trump", but never as "trump"."""
        words = key.split()
        found = self._numbers(f"{words[0]} {words[-1]}") if len(words) > 2 else {}
        return {number: MatchedBy.FIRST_AND_SURNAME for number, by in found.items() if by is not MatchedBy.SURNAME}

    def _keys(self, holder: OfficeHolder) -> Iterator[tuple[str, MatchedBy]]:
        """Yield the index keys of an entry, the surest first."""
        names = (holder.name, *holder.aliases)
        yield _fold(holder.name), MatchedBy.NAME
        for alias in holder.aliases:
            yield _fold(alias), MatchedBy.ALIAS if " " in alias else MatchedBy.SURNAME
        firsts = dict.fromkeys(_fold(name).split()[0] for name in names if " " in name)
        for surname in holder.surnames:
            for key in self._with_and_without_particles(surname):
                for first in firsts:
                    if first != key.split()[0]:
                        yield f"{first} {key}", MatchedBy.FIRST_AND_SURNAME
                yield key, MatchedBy.SURNAME

    def _to_row(self, entry: HolderEntry) -> _Row:
        surnames = entry.surnames or tuple(self._surnames(entry))
        until = None if entry.until is None else _last_day(entry.until).toordinal()
        since = _first_day(entry.since).toordinal()
        return (
            entry.name, entry.aliases, surnames, entry.country, entry.organisation, entry.office, entry.kind.value,
            since, until,
        )  # fmt: skip

    def _surnames(self, entry: HolderEntry) -> list[str]:
        """Return the last words of the names; monarchs and popes have none but their single-word aliases."""
        singles = [alias for alias in entry.aliases if " " not in alias]
        if entry.kind in {OfficeKind.MONARCH, OfficeKind.HEIR}:
            return singles
        surnames = []
        for name in (entry.name, *entry.aliases):
            words = name.split()
            while len(words) > 1 and _fold(words[-1]) in self._suffixes:
                words.pop()
            start = len(words) - 1
            while start > 1 and _fold(words[start - 1]) in self._particles:
                start -= 1
            surnames.append(" ".join(words[start:]))
        return list(dict.fromkeys(surnames))

    def _with_and_without_particles(self, surname: str) -> list[str]:
        """Return "al assad" and "assad" for "al-Assad"."""
        words = _fold(surname).split()
        keys = [" ".join(words)]
        while len(words) > 1 and words[0] in self._particles:
            words = words[1:]
            keys.append(" ".join(words))
        return keys


def _rank(match: HolderMatch) -> tuple[int, bool, int, int, str, str, str]:
    holder = match.holder
    is_stateless = holder.country is None and match.tenure is Tenure.FORMER
    last = (holder.until or date.max).toordinal()
    place = holder.country or holder.organisation or ""
    sureness = tuple(MatchedBy).index(match.matched_by)
    return (sureness, is_stateless, -last, -holder.since.toordinal(), place, holder.name, holder.office)


@lru_cache(maxsize=4096)
def _fold(name: str) -> str:
    """Return a name as names are compared: "Gideon Sa’ar" is "gideon saar", "Kim Jong-un" is "kim jong un"."""
    spaced = _DASHES.sub(" ", name)
    plain = spaced.lower()
    if not spaced.isascii():
        decomposed = unicodedata.normalize("NFKD", spaced.casefold().translate(_STROKES))
        plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(_NOT_LETTERS.sub("", plain).split())


# ---------------------------------------------------------------- titles
class _WithForms(Entry):
    forms: tuple[Name, ...] = Field(min_length=1)


class OfficeTitle(_WithForms):
    """An office or a trade that stands before or after a name, or alone for a government.

    ``governs`` tells whether the statements of its holder are the government's.
    ``country`` or ``organisation`` is given where the title belongs to one:
    "taoiseach", "high representative". ``beside_name`` marks words that are an office
    only next to a name, such as "general".
    """

    kind: OfficeKind
    governs: bool
    country: Code | None = None
    organisation: Name | None = None
    beside_name: bool = False


class _Modifier(_WithForms):
    effect: ModifierEffect


class _Body(_WithForms):
    kind: BodyKind


class _Institution(_Body):
    governs: bool


class TitlesFile(Entry):
    """The whole of ``office_titles.toml``; forms are in lower case."""

    provenance: Provenance
    honorifics: tuple[Name, ...]
    colleagues: tuple[Name, ...] = ()
    residents: tuple[Name, ...] = ()
    unnamed: tuple[Name, ...] = ()
    modifier: tuple[_Modifier, ...]
    title: tuple[OfficeTitle, ...]
    institution: tuple[_Institution, ...]
    non_government: tuple[_Body, ...]

    @model_validator(mode="after")
    def _reject_duplicates(self) -> Self:
        _require_distinct("a title", _forms(self.title))
        _require_distinct("an institution or non-government", (*_forms(self.institution), *_forms(self.non_government)))
        _require_distinct("a modifier", _forms(self.modifier))
        _require_distinct("an honorific", self.honorifics)
        return self


def _forms(entries: Iterable[_WithForms]) -> Iterator[str]:
    return (form for entry in entries for form in entry.forms)


def _require_distinct(what: str, forms: Iterable[str]) -> None:
    for form, times in Counter(forms).items():
        if form != form.lower():
            raise ValueError(f"{form!r}: forms are written in lower case")
        if times > 1:
            raise ValueError(f"{form!r} is listed twice as {what}")


class OfficeTitles:
    """The words for offices and institutions; ``phrases`` maps each form of a title, in lower case, to its entry."""

    def __init__(self, content: TitlesFile) -> None:
        phrases = {form: title for title in content.title for form in title.forms}
        self.phrases: Mapping[str, OfficeTitle] = phrases
        self.honorifics = frozenset(content.honorifics)
        self.colleagues = frozenset(content.colleagues)
        self.residents = frozenset(content.residents)
        self.unnamed = frozenset(content.unnamed)
        self._effects = {form: entry.effect for entry in content.modifier for form in entry.forms}
        speaking: tuple[OfficeTitle | _Institution, ...] = (*content.title, *content.institution)
        self._government = frozenset(_forms(entry for entry in speaking if entry.governs))
        silent = _forms(entry for entry in speaking if not entry.governs)
        self._outside = frozenset(chain(silent, _forms(content.non_government)))
        binding = (body for body in content.non_government if body.kind is BodyKind.LEGISLATURE)
        legislators = (title for title in content.title if title.kind is OfficeKind.LEGISLATOR)
        self._legislature = frozenset(chain(_forms(binding), _forms(legislators)))
        self._by_first = _index_phrases(phrases)

    def is_person(self, word: str) -> bool:
        """Tell a lower-case noun for somebody in office ("minister", "leaders") from one for a body ("ministry")."""
        return word in self.phrases

    def is_government(self, phrase: str) -> bool:
        """Tell whether a lower-case noun phrase stands for a government: "foreign ministry", "leaders"."""
        return phrase in self._government

    def is_non_government(self, phrase: str) -> bool:
        """Tell whether a lower-case noun phrase is of a country but not its government.

        "parliament", "opposition leader", "analyst", and a governing title behind a word
        that takes the office away: "former president". Everything else is neither.
        """
        first, _, rest = phrase.partition(" ")
        effect = self._effects.get(first)
        has_lost_office = effect is not None and not effect.governs and rest in self._government
        return phrase in self._outside or has_lost_office

    def is_legislature(self, phrase: str) -> bool:
        """Tell whether a lower-case noun phrase names those whose vote can bind a government: "parliament"."""
        return phrase in self._legislature

    def effect_of(self, word: str) -> ModifierEffect | None:
        """Return what a lower-case word does to the title beside it, None for other words."""
        return self._effects.get(word)

    def longest_at(self, lowers: Sequence[str], start: int) -> tuple[int, OfficeTitle] | None:
        """Return where the longest title that begins at a token ends, and the title.

        Args:
            lowers: The lower-case texts of the tokens; a hyphen may be a token of its own.
            start: The index of the first token.

        Returns:
            The half-open end and the title, None where no title begins.
        """
        for words, title in self._by_first.get(lowers[start], ()):
            if tuple(lowers[start : start + len(words)]) == words:
                return start + len(words), title
        return None

    def bare_name(self, name: str) -> str:
        """Return a name without what stands before it: "Trump" for "former US President Mr. Trump".

        Everything up to the last title, modifier or honorific is cut, but never the last
        word: "Imam" stays "Imam".
        """
        words = name.split()
        lowers = [word.lower().rstrip(".,") for word in words]
        cut = index = 0
        while index < len(words) - 1:
            hit = self.longest_at(lowers, index)
            is_known = hit is not None or lowers[index] in self.honorifics or lowers[index] in self._effects
            index = hit[0] if hit is not None else index + 1
            if is_known and index < len(words):
                cut = index
        return " ".join(words[cut:])


def _index_phrases(phrases: Mapping[str, OfficeTitle]) -> dict[str, list[tuple[tuple[str, ...], OfficeTitle]]]:
    index: dict[str, list[tuple[tuple[str, ...], OfficeTitle]]] = {}
    for phrase, title in phrases.items():
        # "vice-president" is one word of a name and three tokens of spaCy's.
        for words in dict.fromkeys((tuple(_PIECES.findall(phrase)), tuple(phrase.split()))):
            index.setdefault(words[0], []).append((words, title))
    for found in index.values():
        found.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    return index


@compiled("office_holders.json")
def load_office_holders() -> OfficeHolders:
    """Read the table of office holders and index it.

    Raises:
        LexiconError: The file is missing or breaks its model.
    """
    return OfficeHolders(load(Path("office_holders.json"), HoldersFile))


@compiled("office_titles.toml")
def load_office_titles() -> OfficeTitles:
    """Read the words for offices and index them.

    Raises:
        LexiconError: The file is missing or breaks its model.
    """
    return OfficeTitles(load(Path("office_titles.toml"), TitlesFile))
