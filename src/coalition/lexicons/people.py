"""The words for people in office and for institutions: ``data/office_titles.toml``."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from coalition.lexicons.compiled import compiled
from coalition.lexicons.store import Entry, Provenance, load

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


Name = Annotated[str, Field(min_length=2)]
Code = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]


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


@compiled("office_titles.toml")
def load_office_titles() -> OfficeTitles:
    """Read the words for offices and index them.

    Raises:
        LexiconError: The file is missing or breaks its model.
    """
    return OfficeTitles(load(Path("office_titles.toml"), TitlesFile))
