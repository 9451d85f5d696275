"""Cues (``data/cues.toml``): the words that carry or turn a stance, indexed by their head word."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field, field_validator

from coalition.lexicons.compiled import compiled
from coalition.lexicons.store import Entry, Provenance, load
from coalition.stance import Certainty, Polarity


class CueKind(StrEnum):
    """What a cue does in a clause; ``data/cues.toml`` explains each."""

    PREDICATE = "predicate"
    OPERATOR = "operator"
    JUDGEMENT = "judgement"
    REQUEST = "request"
    REPORT = "report"
    GOVERNOR = "governor"


class TargetKind(StrEnum):
    """What the object of a predicate must be for the predicate to count."""

    INITIATIVE = "initiative"
    EXIT = "exit"
    CONTRIBUTION = "contribution"
    NAMED = "named"
    CONTINGENT = "contingent"
    ANY = "any"


class WordClass(StrEnum):
    """The list of a cue entry in which a phrase stands; it says which heads it fits."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Signature:
    """What a cue says: a sign toward its target and how firmly."""

    polarity: Polarity
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Cue:
    """One sense of a set of phrases; ``id`` is the name of the rule in the evidence.

    A wide operator also turns a complement with a subject of its own: whoever urges
    others to stay in the deal is for it.
    """

    id: str
    kind: CueKind
    affirmed: Signature
    negated: Signature
    target: TargetKind
    is_wide: bool


class CuePhrase(NamedTuple):
    """One phrase of a cue: the words after its head word, and whether the head wants a form of "be".

    A named tuple, since there are thousands, which are read from the compiled lexicon at each start.
    """

    cue: Cue
    word_class: WordClass
    tail: tuple[str, ...]
    needs_be: bool


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """All cue phrases by head word (lower case), longest first, the pseudo-cue phrases, and the heads of judgements."""

    by_head: Mapping[str, tuple[CuePhrase, ...]]
    pseudo: Mapping[str, tuple[tuple[str, ...], ...]]
    judging: frozenset[str]

    @classmethod
    def indexed(
        cls, by_head: Mapping[str, tuple[CuePhrase, ...]], pseudo: Mapping[str, tuple[tuple[str, ...], ...]]
    ) -> "CueLexicon":
        """Make one from its phrases."""
        return cls(by_head, pseudo, frozenset(head for head, found in by_head.items() if any(map(_judges, found))))


OPEN_CUE = "undecided"  # "it is too early to say" leaves open what a judgement would settle


def _judges(phrase: CuePhrase) -> bool:
    return phrase.cue.kind is CueKind.JUDGEMENT or phrase.cue.id == OPEN_CUE


_Words = Annotated[str, Field(pattern=r"\S")]


class CueEntry(Entry):
    """A cue as ``cues.toml`` has it."""

    id: str
    kind: CueKind
    affirmed: str
    negated: str | None = None
    target: TargetKind = TargetKind.INITIATIVE
    wide: bool = False
    verbs: list[_Words] = Field(default_factory=list)
    nouns: list[_Words] = Field(default_factory=list)
    adjectives: list[_Words] = Field(default_factory=list)
    phrases: list[_Words] = Field(default_factory=list)

    @field_validator("affirmed", "negated")
    @classmethod
    def _is_signature(cls, value: str | None) -> str | None:
        if value is not None:
            signature(value)
        return value


class _Pseudo(Entry):
    phrases: list[str]


class CueFile(Entry):
    """The whole of ``cues.toml``."""

    provenance: Provenance
    cue: list[CueEntry]
    pseudo: list[_Pseudo]


def signature(text: str) -> Signature:
    """Parse "against expected" into a signature.

    Raises:
        ValueError: It is not a polarity and a certainty.
    """
    polarity, _, certainty = text.partition(" ")
    return Signature(Polarity(polarity), Certainty(certainty))


@compiled("cues.toml")
def load_cues() -> CueLexicon:
    """Return the cues of the data files; errors as of ``read_cues``."""
    return read_cues(Path("cues.toml"))


def read_cues(path: Path) -> CueLexicon:
    """Read a file of cues and index it.

    Raises:
        LexiconError: The file is missing or breaks its model.
    """
    content = load(path, CueFile)
    pseudo = _index_pseudo(text for group in content.pseudo for text in group.phrases)
    return CueLexicon.indexed(index_cues(content.cue), pseudo)


def index_cues(entries: Iterable[CueEntry]) -> dict[str, tuple[CuePhrase, ...]]:
    """Return the phrases of cues by head word, longest first."""
    phrases: dict[str, list[CuePhrase]] = {}
    for entry in entries:
        cue = _cue(entry)
        for word_class, texts in _lists(entry):
            for text in texts:
                head, phrase = _phrase(cue, word_class, text)
                phrases.setdefault(head, []).append(phrase)
    return {head: tuple(sorted(found, key=lambda p: -len(p.tail))) for head, found in phrases.items()}


def _cue(entry: CueEntry) -> Cue:
    affirmed = signature(entry.affirmed)
    negated = signature(entry.negated) if entry.negated else Signature(affirmed.polarity.flipped, affirmed.certainty)
    return Cue(entry.id, entry.kind, affirmed, negated, entry.target, entry.wide)


def _lists(entry: CueEntry) -> Iterable[tuple[WordClass, list[str]]]:
    yield WordClass.VERB, entry.verbs
    yield WordClass.NOUN, entry.nouns
    yield WordClass.ADJECTIVE, entry.adjectives
    yield WordClass.PHRASE, entry.phrases


def _phrase(cue: Cue, word_class: WordClass, text: str) -> tuple[str, CuePhrase]:
    words = text.lower().split()
    needs_be = len(words) > 1 and words[0] == "be"
    if needs_be:
        words = words[1:]
    if word_class is WordClass.NOUN:  # the head of a compound is its last word: "yes vote"
        return words[-1], CuePhrase(cue, word_class, tuple(words[:-1]), needs_be)
    return words[0], CuePhrase(cue, word_class, tuple(words[1:]), needs_be)


def _index_pseudo(texts: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    index: dict[str, list[tuple[str, ...]]] = {}
    for text in texts:
        words = tuple(text.lower().split())
        index.setdefault(words[0], []).append(words)
    return {head: tuple(found) for head, found in index.items()}
