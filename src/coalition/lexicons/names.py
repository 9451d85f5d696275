"""What stands around and inside a person's name (``data/person_names.toml``)."""

import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from coalition.lexicons.compiled import compiled
from coalition.lexicons.store import Entry, Provenance, load

ValueT = TypeVar("ValueT")
MAX_PHRASE = 5  # words in the name of a body


class Gender(StrEnum):
    """Whom "he" or "she" may mean."""

    FEMALE = "female"
    MALE = "male"


class _Names(Entry):
    particles: frozenset[str]
    suffixes: frozenset[str]
    family_first: frozenset[str]
    nicknames: tuple[tuple[str, ...], ...]
    female: frozenset[str]
    male: frozenset[str]


class _Honorifics(Entry):
    male: frozenset[str]
    female: frozenset[str]
    neutral: frozenset[str]
    first_name: frozenset[str]


class _NotPersons(Entry):
    words: frozenset[str]
    historical: frozenset[str]
    after: frozenset[str]
    before: frozenset[str]
    government: frozenset[str]


class _Affiliation(Entry):
    aspiring: frozenset[str]
    not_titles: tuple[str, ...]
    sent: frozenset[str]
    ruling: frozenset[str]
    american: frozenset[str]
    american_bodies: tuple[str, ...]
    un: tuple[str, ...]
    nato: tuple[str, ...]
    eu: tuple[str, ...]
    other: tuple[str, ...]


class _Descriptions(Entry):
    links: frozenset[str]
    openers: frozenset[str]
    articles: frozenset[str]
    possessives: frozenset[str]
    impersonal: frozenset[str]
    role_verbs: frozenset[str]
    own: frozenset[str]
    foreign: frozenset[str]
    sent: frozenset[str]
    placed: frozenset[str]
    of_body: frozenset[str]
    regal: frozenset[str]


class _Credits(Entry):
    anywhere: tuple[str, ...]
    at_start: tuple[str, ...]


class NamesFile(Entry):
    """The whole of ``person_names.toml``; words are folded (see ``fold``)."""

    provenance: Provenance
    names: _Names
    honorifics: _Honorifics
    not_persons: _NotPersons
    affiliation: _Affiliation
    descriptions: _Descriptions
    credits: _Credits


class Organisation(StrEnum):
    """An organisation of states whose officials belong to no country here."""

    UN = "UN"
    NATO = "NATO"
    EU = "EU"
    OTHER = "other"


class NameLexicon:
    """The lists of the file, with nicknames and genders indexed by word."""

    def __init__(self, content: NamesFile) -> None:
        self.particles = content.names.particles
        self.suffixes = content.names.suffixes
        self.family_first = content.names.family_first
        self.honorifics = content.honorifics
        self.not_persons = content.not_persons
        self.credits = content.credits
        self.descriptions = content.descriptions
        self.aspiring = content.affiliation.aspiring
        self.not_titles = frozenset(tuple(phrase.split()) for phrase in content.affiliation.not_titles)
        self.sent = content.affiliation.sent
        self.ruling = content.affiliation.ruling
        self.american = content.affiliation.american
        self._american_bodies = dict.fromkeys(content.affiliation.american_bodies, True)
        self._organisations = _index_organisations(content.affiliation)
        self._historical = {name_words(name, self) for name in content.not_persons.historical}
        self._nicknames = _index_groups(content.names.nicknames)
        self._genders: Mapping[str, Gender] = {
            **dict.fromkeys(content.names.female | content.honorifics.female, Gender.FEMALE),
            **dict.fromkeys(content.names.male | content.honorifics.male, Gender.MALE),
        }

    def is_historical(self, words: Sequence[str]) -> bool:
        """Tell whether the words of a full name, particles left out, are those of a leader of the past."""
        return tuple(words) in self._historical

    def gender_of(self, word: str) -> Gender | None:
        """Return the gender that a first name or an honorific tells, or None."""
        return self._genders.get(word)

    def are_nicknames(self, one: str, other: str) -> bool:
        """Tell whether two first names may stand for one another ("jim", "james")."""
        return bool(self._nicknames.get(one, frozenset()) & self._nicknames.get(other, frozenset()))

    def organisation_in(self, words: Sequence[str]) -> Organisation | None:
        """Return the first organisation named in a list of lower-case words, or None."""
        return _first_phrase(words, self._organisations)

    def names_american_body(self, words: Sequence[str]) -> bool:
        """Tell whether lower-case words name a body that is American without saying so ("Joint Chiefs of Staff")."""
        return _first_phrase(words, self._american_bodies) is not None

    def is_honorific(self, word: str) -> bool:
        """Tell whether a word such as "Mr", "Sir" or "Dr" stands before a name and is no office."""
        known = self.honorifics
        return word in known.male or word in known.female or word in known.neutral


def _first_phrase(words: Sequence[str], phrases: Mapping[str, ValueT]) -> ValueT | None:
    for index in range(len(words)):
        for size in range(min(MAX_PHRASE, len(words) - index), 0, -1):
            found = phrases.get(" ".join(words[index : index + size]))
            if found is not None:
                return found
    return None


def _index_organisations(content: _Affiliation) -> dict[str, Organisation]:
    groups = {
        Organisation.OTHER: content.other, Organisation.EU: content.eu,
        Organisation.NATO: content.nato, Organisation.UN: content.un,
    }  # fmt: skip
    return {name: organisation for organisation, names in groups.items() for name in names}


def _index_groups(groups: tuple[tuple[str, ...], ...]) -> dict[str, frozenset[int]]:
    index: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        for word in group:
            index.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in index.items()}


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Return a word without case, accents, dots and apostrophes, as names are compared: "Ra'ad" is "raad"."""
    plain = unicodedata.normalize("NFKD", word.casefold().replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    return "".join(char for char in plain if char.isalnum() or char == "-")


def name_words(name: str, lexicon: NameLexicon) -> tuple[str, ...]:
    """Return the folded words of a name, without particles and suffixes, as they are compared."""
    words = []
    for word in name.split():
        folded = fold(word)
        head, hyphen, tail = folded.partition("-")
        words.append(tail if hyphen and tail and head in lexicon.particles else folded.strip("-"))
    kept = [word for word in words if word and word not in lexicon.particles]
    while len(kept) > 1 and kept[-1] in lexicon.suffixes:
        kept.pop()
    return tuple(kept)


@compiled("person_names.toml")
def load_names() -> NameLexicon:
    """Read the file and index it.

    Raises:
        LexiconError: The file is missing or breaks its model.
    """
    return NameLexicon(load(Path("person_names.toml"), NamesFile))
