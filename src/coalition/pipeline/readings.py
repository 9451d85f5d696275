"""What a chain of predicates says: the reading at its end, the state on the way, the cues passed."""

from dataclasses import dataclass, replace

from spacy.tokens import Token

from coalition.lexicons.cues import Signature
from coalition.pipeline.targets import Relevance
from coalition.stance import Certainty, Polarity

OBLIGATION_RULE = "obligation"  # the hit of "should": somebody's wish, unless the country says it itself


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue that a chain passed: token indices (half-open ends are the next token) and the rule's name."""

    tokens: tuple[int, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one chain says.

    ``head`` is the token index of the last predicate, ``rule`` the id of its cue or
    "act". ``target`` is the token index of what it is about, None when nothing is named.
    """

    head: int
    rule: str
    polarity: Polarity
    certainty: Certainty
    relevance: Relevance
    target: int | None
    cues: tuple[CueHit, ...]


@dataclass(frozen=True, slots=True)
class State:
    """What a chain has passed on its way down: the sign and certainty so far, the cues, the links."""

    polarity: Polarity = Polarity.FOR
    certainty: Certainty = Certainty.ASSERTED
    cues: tuple[CueHit, ...] = ()
    depth: int = 0

    def through(self, sign: Signature, cues: tuple[CueHit, ...]) -> "State":
        """Return the state below an operator or predicate."""
        polarity = multiply(self.polarity, sign.polarity)
        return State(polarity, self.certainty.or_weaker(sign.certainty), self.cues + cues, self.depth + 1)

    def coloured(self, certainty: Certainty, cues: tuple[CueHit, ...]) -> "State":
        """Return the state under a modal or a condition."""
        return replace(self, certainty=self.certainty.or_weaker(certainty), cues=self.cues + cues)


def multiply(one: Polarity, other: Polarity) -> Polarity:
    """Compose two signs: against turns, neutral stays."""
    if one is Polarity.AGAINST:
        return other.flipped
    return one if one is Polarity.NEUTRAL else other


def negation_hits(negators: tuple[Token, ...]) -> tuple[CueHit, ...]:
    """Return the hits of negating tokens."""
    return tuple(CueHit((token.i,), "negation") for token in negators)


def is_negated(reading: Reading) -> bool:
    """Tell whether an odd number of negations stands in a reading's chain."""
    return sum(hit.rule == "negation" for hit in reading.cues) % 2 == 1
