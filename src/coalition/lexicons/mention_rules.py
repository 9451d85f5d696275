"""Namesakes of countries and how to tell them (``data/pseudo_mentions.toml``, whose head explains its language)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import Field, field_validator, model_validator

from coalition.lexicons.compiled import compiled
from coalition.lexicons.countries import Form, MentionKind, strip_accents, with_cases
from coalition.lexicons.store import Entry, Provenance, load

PSEUDO_MENTIONS_FILE = Path("pseudo_mentions.toml")

_MOST_REPEATS = 4


class Effect(StrEnum):
    """What a rule decides about a mention."""

    KEEP = "keep"
    DROP = "drop"
    PLACE = "place"


class LineStyle(StrEnum):
    """How the words of a line are capitalised."""

    SENTENCE = "sentence"
    TITLE = "title"
    UPPER = "upper"


class SlotClass(StrEnum):
    """What a slot may ask of a token instead of being a certain word."""

    CAPITALISED = "<cap>"
    INITIAL = "<initial>"
    NUMBER = "<number>"
    EDGE = "<edge>"
    COUNTRY = "<country>"


@dataclass(frozen=True, slots=True)
class Slot:
    """What one place beside a mention must hold; see the head of ``pseudo_mentions.toml``.

    A word stands in ``exact`` (with its upper case) if it has a capital, else in
    ``lower``; ``phrases`` holds the alternatives of several words. The slot takes
    ``least`` to ``most`` alternatives; a negated one takes none and asks for absence.
    """

    exact: frozenset[str]
    lower: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    classes: frozenset[SlotClass]
    least: int
    most: int
    negated: bool


@dataclass(frozen=True, slots=True)
class ContextRule:
    """A decision by the words beside a mention; empty restrictions restrict nothing.

    Both ``left`` and ``right`` begin at the mention and go outwards.
    """

    id: str
    effect: Effect
    spreads: bool
    kinds: frozenset[MentionKind]
    forms: frozenset[str]
    except_forms: frozenset[str]
    lines: frozenset[LineStyle]
    left: tuple[Slot, ...]
    right: tuple[Slot, ...]

    def covers(self, form: Form) -> bool:
        """Say whether the rule is about this form at all."""
        return (
            (not self.kinds or form.kind in self.kinds)
            and (not self.forms or form.base in self.forms)
            and form.base not in self.except_forms
        )


@dataclass(frozen=True, slots=True)
class MentionRules:
    """Namesakes and how to tell them; all keys are base forms but those of ``phrases``."""

    phrases: Mapping[str, str]
    """Spelling of a phrase that names no country, to the id of its entry."""
    rules: tuple[ContextRule, ...]
    contests: Mapping[str, frozenset[str]]
    """Form to the words that speak against it in a text."""
    choices: Mapping[str, tuple[str, ...]]
    """Form to its countries, the usual one first."""


class PhraseEntry(Entry):
    """Phrases that swallow a country word."""

    id: str
    reason: str
    example: str
    any_case: bool = False
    phrases: list[str] = Field(min_length=1)


class RuleEntry(Entry):
    """A rule in context."""

    id: str
    reason: str
    example: str
    effect: Effect
    spreads: bool = False
    kinds: list[MentionKind] = Field(default_factory=list)
    forms: list[str] = Field(default_factory=list)
    except_forms: list[str] = Field(default_factory=list)
    lines: list[LineStyle] = Field(default_factory=list)
    left: list[str] = Field(default_factory=list)
    right: list[str] = Field(default_factory=list)


class ContestEntry(Entry):
    """Forms that words elsewhere in the text speak against."""

    forms: list[str]
    against: list[str]
    reason: str
    example: str


class ChoiceEntry(Entry):
    """Forms of several countries."""

    forms: list[str]
    codes: list[str] = Field(min_length=2)
    reason: str
    example: str


class PseudoMentionFile(Entry):
    """The whole of ``pseudo_mentions.toml``."""

    provenance: Provenance
    words: dict[str, list[str]]
    phrase: list[PhraseEntry]
    rule: list[RuleEntry]
    contest: list[ContestEntry]
    choice: list[ChoiceEntry]

    @field_validator("rule")
    @classmethod
    def _has_unique_ids(cls, rules: list[RuleEntry]) -> list[RuleEntry]:
        seen: set[str] = set()
        for rule in rules:
            if rule.id in seen:
                raise ValueError(f"the id {rule.id!r} is used twice")
            seen.add(rule.id)
        return rules

    @model_validator(mode="after")
    def _knows_its_words(self) -> "PseudoMentionFile":
        slots = [slot for rule in self.rule for slot in (*rule.left, *rule.right)]
        for alternative in (part for slot in slots for part in _split_slot(slot)[0]):
            _expand(alternative, self.words)
            if alternative.startswith("<") and alternative not in set(SlotClass):
                raise ValueError(f"{alternative} is no class of words; use one of {', '.join(SlotClass)}")
        return self


@compiled("pseudo_mentions.toml")
def load_mention_rules() -> MentionRules:
    """Return the namesakes and rules of ``pseudo_mentions.toml``.

    Raises:
        LexiconError: The file is missing or wrong.
    """
    content = load(PSEUDO_MENTIONS_FILE, PseudoMentionFile)
    return MentionRules(
        phrases={text: entry.id for entry in content.phrase for text in _phrase_cases(entry)},
        rules=tuple(_to_rule(entry, content.words) for entry in content.rule),
        contests={
            form: frozenset(_any_case(word for item in entry.against for word in _expand(item, content.words)))
            for entry in content.contest
            for form in entry.forms
        },
        choices={form: tuple(entry.codes) for entry in content.choice for form in entry.forms},
    )


def _any_case(words: Iterable[str]) -> Iterator[str]:
    """Yield the words, and with a capital too those that have none."""
    for word in words:
        yield word
        yield word.upper()
        if word == word.lower():
            yield word.capitalize()


def _phrase_cases(entry: PhraseEntry) -> dict[str, None]:
    plain = dict.fromkeys(text for phrase in entry.phrases for text in (phrase, strip_accents(phrase)))
    return with_cases(plain, title=entry.any_case, lower=entry.any_case)


def _to_rule(entry: RuleEntry, words: Mapping[str, list[str]]) -> ContextRule:
    return ContextRule(
        id=entry.id,
        effect=entry.effect,
        spreads=entry.spreads,
        kinds=frozenset(entry.kinds),
        forms=frozenset(entry.forms),
        except_forms=frozenset(entry.except_forms),
        lines=frozenset(entry.lines),
        left=tuple(_to_slot(text, words) for text in reversed(entry.left)),
        right=tuple(_to_slot(text, words) for text in entry.right),
    )


def _split_slot(text: str) -> tuple[list[str], bool, int, int]:
    """Return the alternatives of a slot, whether it is negated, and how often it may stand there."""
    negated = len(text) > 1 and text[0] == "!" and text[1] != "|"
    text = text[1:] if negated else text
    repeats = {"?": (0, 1), "*": (0, _MOST_REPEATS)}.get(text[-1:] if len(text) > 1 and text[-2] != "|" else "")
    least, most = repeats or (1, 1)
    return (text[:-1] if repeats else text).split("|"), negated, least, most


def _expand(alternative: str, words: Mapping[str, list[str]]) -> list[str]:
    """Return the words of a named set, or the alternative itself.

    Raises:
        ValueError: There is no set of this name.
    """
    if not alternative.startswith("@"):
        return [alternative]
    if alternative[1:] not in words:
        raise ValueError(f"{alternative} is no set in [words]")
    return words[alternative[1:]]


def _to_slot(text: str, words: Mapping[str, list[str]]) -> Slot:
    alternatives, negated, least, most = _split_slot(text)
    expanded = [word for alternative in alternatives for word in _expand(alternative, words)]
    classes = frozenset(SlotClass(word) for word in expanded if word in set(SlotClass))
    single = [word for word in expanded if " " not in word and word not in classes]
    capitals = [word for word in single if word != word.lower()]
    return Slot(
        exact=frozenset(capitals) | {word.upper() for word in capitals},
        lower=frozenset(single).difference(capitals),
        phrases=tuple(tuple(word.split(" ")) for word in expanded if " " in word),
        classes=classes,
        least=least,
        most=most,
        negated=negated,
    )
