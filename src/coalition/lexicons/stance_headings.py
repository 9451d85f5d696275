"""Headings, cells and remarks that give a stance (``data/stance_headings.toml``)."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import Field

from coalition.lexicons.compiled import compiled
from coalition.lexicons.cues import Signature, signature
from coalition.lexicons.store import Entry, Provenance, load
from coalition.stance import Certainty, Polarity

Words = tuple[str, ...]

_WORD = re.compile(r"[\w']+")
_SEGMENT_END = re.compile(r"\s*[,;:.(!]\s+|\s+[-–—]+\s+|\s*\(")
_MAX_EXTRA_WORDS = 3  # "Countries that have signed" still says "have signed"; a sentence does not


@dataclass(frozen=True, slots=True)
class HeadingPhrase:
    """One sense of a phrase.

    ``is_alone`` phrases ("In", "No") must be the whole text but for fillers; ``where``
    holds the nouns of the initiatives to which the sense is bound, empty for any.
    """

    says: Signature
    is_alone: bool
    where: frozenset[str]


@dataclass(frozen=True, slots=True)
class StanceHeadings:
    """Phrases of headings, cells and remarks, as tuples of lower-case words, with what they say."""

    phrases: Mapping[Words, tuple[HeadingPhrase, ...]]
    fillers: frozenset[str]
    other_questions: frozenset[str]
    answer_columns: frozenset[str]
    negators: frozenset[str]
    hedges: frozenset[str]
    expectations: frozenset[str]
    conditions: frozenset[Words]
    bare_conditions: frozenset[Words]

    def read(self, text: str, about: Collection[str] = ()) -> Signature | None:
        """Return what a heading or cell says, or None.

        The longest phrase in it wins, and at most three further words may stand beside it. A
        negator in front of the phrase turns it ("Who has not joined?"), "might" and "likely"
        colour it, and a condition without any phrase ("Only with a mandate") is conditional.

        Args:
            text: The heading, label or cell.
            about: Nouns that name the initiative, in lower case; they count as fillers and choose among senses.
        """
        words = tuple(_WORD.findall(text.lower()))
        if words and words[0] in self.other_questions:
            return None
        for size in range(len(words), 0, -1):
            for start in range(len(words) - size + 1):
                sense = self._sense(words[start : start + size], about)
                if sense is not None and self._allows(sense, words, start, start + size, about):
                    return self._coloured(sense.says, words[:start], words[start + size :])
        if self.is_condition(text):
            return Signature(Polarity.FOR, Certainty.CONDITIONAL)
        return None

    def read_remark(self, text: str, about: Collection[str] = ()) -> Signature | None:
        """Return what the words beside a name say: all of them, or those up to the first mark.

        So "yes, if the seat is not in Geneva" is a yes under a condition, and "No decision
        before Friday, the ministry says" is open.
        """
        whole = self.read(text, about)
        if whole is not None:
            return whole
        parts = _SEGMENT_END.split(text.strip(), maxsplit=1)
        found = self.read(parts[0], about) if len(parts) > 1 else None
        if found is not None and _starts_with(tuple(_WORD.findall(parts[1].lower())), self.conditions):
            return replace(found, certainty=Certainty.CONDITIONAL)
        return found

    def asks(self, text: str) -> bool:
        """Tell whether the name of a column asks for a stance without giving one: "Vote"."""
        return not self.answer_columns.isdisjoint(_WORD.findall(text.lower()))

    def is_condition(self, text: str) -> bool:
        """Tell whether a text opens as a condition that is a stance by itself: "Only with a mandate"."""
        return _starts_with(tuple(_WORD.findall(text.lower())), self.bare_conditions)

    def _sense(self, words: Words, about: Collection[str]) -> HeadingPhrase | None:
        senses = self.phrases.get(words, ())
        bound = next((sense for sense in senses if sense.where and not sense.where.isdisjoint(about)), None)
        return bound or next((sense for sense in senses if not sense.where), None)

    def _allows(self, sense: HeadingPhrase, words: Words, start: int, end: int, about: Collection[str]) -> bool:
        extras = (*words[:start], *words[end:])
        if not sense.is_alone:
            return len(extras) <= _MAX_EXTRA_WORDS
        return all(word in self.fillers or word in about or word.isdecimal() for word in extras)

    def _coloured(self, says: Signature, before: Words, after: Words) -> Signature:
        if not self.negators.isdisjoint(before) and says.polarity is not Polarity.NEUTRAL:
            says = replace(says, polarity=says.polarity.flipped)
        certainty = says.certainty
        if not self.expectations.isdisjoint(before):
            certainty = certainty.or_weaker(Certainty.EXPECTED)
        if not self.hedges.isdisjoint(before):
            certainty = certainty.or_weaker(Certainty.HEDGED)
        if _starts_with(after, self.conditions):
            certainty = Certainty.CONDITIONAL
        return replace(says, certainty=certainty)


def _starts_with(words: Words, phrases: Iterable[Words]) -> bool:
    return any(words[: len(phrase)] == phrase for phrase in phrases)


class _Heading(Entry):
    says: str
    phrases: list[str] = Field(default_factory=list)
    alone: list[str] = Field(default_factory=list)
    where: list[str] = Field(default_factory=list)


class StanceHeadingFile(Entry):
    """The whole of ``stance_headings.toml``."""

    provenance: Provenance
    fillers: list[str]
    other_questions: list[str]
    answer_columns: list[str]
    negators: list[str]
    hedges: list[str]
    expectations: list[str]
    conditions: list[str]
    bare_conditions: list[str]
    heading: list[_Heading]


@compiled("stance_headings.toml")
def load_stance_headings() -> StanceHeadings:
    """Read the file.

    Raises:
        LexiconError: It is missing or breaks its model.
    """
    content = load(Path("stance_headings.toml"), StanceHeadingFile)
    phrases: dict[Words, tuple[HeadingPhrase, ...]] = {}
    for words, sense in _senses(content.heading):
        phrases[words] = (*phrases.get(words, ()), sense)
    return StanceHeadings(
        phrases=phrases,
        fillers=frozenset(content.fillers),
        other_questions=frozenset(content.other_questions),
        answer_columns=frozenset(content.answer_columns),
        negators=frozenset(content.negators),
        hedges=frozenset(content.hedges),
        expectations=frozenset(content.expectations),
        conditions=_as_words((*content.conditions, *content.bare_conditions)),
        bare_conditions=_as_words(content.bare_conditions),
    )


def _senses(entries: Iterable[_Heading]) -> Iterator[tuple[Words, HeadingPhrase]]:
    for entry in entries:
        says, where = signature(entry.says), frozenset(entry.where)
        for is_alone, phrases in ((False, entry.phrases), (True, entry.alone)):
            for phrase in phrases:
                yield tuple(_WORD.findall(phrase.lower())), HeadingPhrase(says, is_alone, where)


def _as_words(phrases: Iterable[str]) -> frozenset[Words]:
    return frozenset(tuple(_WORD.findall(phrase)) for phrase in phrases)
