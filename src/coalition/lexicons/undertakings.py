"""Undertakings (``data/undertakings.toml``): families of what countries do together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from coalition.lexicons.compiled import compiled
from coalition.lexicons.store import Entry, Provenance, load


@dataclass(frozen=True, slots=True)
class Family:
    """One family: the nouns that name it, the verbs that are taking part in it, the nouns for its members.

    In a mirror family taking part is staying out of something else: "boycott".
    """

    id: str
    nouns: frozenset[str]
    acts: tuple[tuple[str, ...], ...]
    members: frozenset[str]
    weak: frozenset[str]
    joint: bool
    lasting: bool
    directed: bool
    mirror: bool


@dataclass(frozen=True, slots=True)
class Undertakings:
    """The families and the word sets that several rooms share; all lemmas in lower case.

    ``by_noun`` and ``by_verb`` hold the families that a noun, of one word or two, and an act of one word name.
    """

    families: Mapping[str, Family]
    by_noun: Mapping[str, tuple[Family, ...]]
    by_verb: Mapping[str, tuple[Family, ...]]
    stand_in_nouns: frozenset[str]
    stand_in_pronouns: frozenset[str]
    plain_names: frozenset[str]
    quantities: frozenset[str]
    reverser_nouns: frozenset[str]
    reverser_verbs: frozenset[str]
    bans: frozenset[str]
    ban_kin: frozenset[str]
    contributions: frozenset[str]
    gatherers: frozenset[str]
    introducers: frozenset[str]
    distractors: frozenset[str]
    name_prepositions: frozenset[str]
    name_fillers: frozenset[str]
    rival_words: frozenset[str]
    earlier_words: frozenset[str]
    exit_verbs: frozenset[str]
    exit_nouns: frozenset[str]
    keep_verbs: frozenset[str]
    exit_stand_ins: frozenset[str]
    endings: frozenset[str]

    @property
    def stand_ins(self) -> frozenset[str]:
        """All words that stand in for the initiative."""
        return self.stand_in_nouns | self.stand_in_pronouns


class _Family(Entry):
    id: str
    nouns: list[str]
    weak: list[str] = Field(default_factory=list)
    acts: list[str]
    members: list[str] = Field(default_factory=list)
    joint: bool = True
    lasting: bool = False
    directed: bool = False
    mirror: bool = False


class _Nouns(Entry):
    nouns: list[str]


class _StandIns(_Nouns):
    pronouns: list[str]
    plain: list[str]
    quantities: list[str]


class _Verbal(_Nouns):
    verbs: list[str]


class _Reversers(_Verbal):
    bans: list[str]
    kin: list[str]


class _Gatherers(_Nouns):
    introducers: list[str]


class _NameWords(Entry):
    prepositions: list[str]
    fillers: list[str]


class _Rivals(Entry):
    words: list[str]
    earlier: list[str]


class _Exits(_Verbal):
    keep_verbs: list[str]
    endings: list[str]
    stand_ins: list[str]


class UndertakingFile(Entry):
    """The whole of ``undertakings.toml``."""

    provenance: Provenance
    family: list[_Family]
    stand_ins: _StandIns
    reversers: _Reversers
    contributions: _Nouns
    gatherers: _Gatherers
    distractors: _Nouns
    names: _NameWords
    rivals: _Rivals
    exits: _Exits


@compiled("undertakings.toml")
def load_undertakings() -> Undertakings:
    """Read the file.

    Raises:
        LexiconError: The file is missing or breaks its model.
    """
    content = load(Path("undertakings.toml"), UndertakingFile)
    families = [_family(family) for family in content.family]
    return Undertakings(
        families={family.id: family for family in families},
        by_noun=_index((noun, family) for family in families for noun in family.nouns),
        by_verb=_index((act[0], family) for family in families for act in family.acts if len(act) == 1),
        stand_in_nouns=frozenset(content.stand_ins.nouns),
        stand_in_pronouns=frozenset(content.stand_ins.pronouns),
        plain_names=frozenset(content.stand_ins.plain),
        quantities=frozenset(content.stand_ins.quantities),
        reverser_nouns=frozenset(content.reversers.nouns),
        reverser_verbs=frozenset(content.reversers.verbs),
        bans=frozenset(content.reversers.bans),
        ban_kin=frozenset(content.reversers.kin),
        contributions=frozenset(content.contributions.nouns),
        gatherers=frozenset(content.gatherers.nouns),
        introducers=frozenset(content.gatherers.introducers),
        name_prepositions=frozenset(content.names.prepositions),
        name_fillers=frozenset(content.names.fillers),
        rival_words=frozenset(content.rivals.words),
        earlier_words=frozenset(content.rivals.earlier),
        distractors=frozenset(content.distractors.nouns),
        exit_verbs=frozenset(content.exits.verbs),
        keep_verbs=frozenset(content.exits.keep_verbs),
        exit_nouns=frozenset(content.exits.nouns),
        exit_stand_ins=frozenset(content.exits.stand_ins),
        endings=frozenset(content.exits.endings),
    )


def _index(named: Iterable[tuple[str, Family]]) -> dict[str, tuple[Family, ...]]:
    found: dict[str, tuple[Family, ...]] = {}
    for word, family in named:
        found[word] = (*found.get(word, ()), family)
    return found


def _family(entry: _Family) -> Family:
    acts = tuple(tuple(act.split()) for act in entry.acts)
    return Family(
        id=entry.id,
        nouns=frozenset(entry.nouns),
        acts=acts,
        members=frozenset(entry.members),
        weak=frozenset(entry.weak),
        joint=entry.joint,
        lasting=entry.lasting,
        directed=entry.directed,
        mirror=entry.mirror,
    )
