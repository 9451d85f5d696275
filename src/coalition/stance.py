"""The closed sets that every room speaks of: stance, polarity, certainty, source, role."""

from enum import StrEnum


class Stance(StrEnum):
    """Where a country stands toward the initiative; no stance at all is None, a fourth state."""

    IN = "in"
    OUT = "out"
    UNCERTAIN = "uncertain"


class Polarity(StrEnum):
    """The sign of a piece of evidence toward the initiative; NEUTRAL has a certainty but no sign (an abstention)."""

    FOR = "for"
    AGAINST = "against"
    NEUTRAL = "neutral"

    @property
    def flipped(self) -> "Polarity":
        """The other sign; NEUTRAL stays as it is."""
        return _FLIPPED[self]


_FLIPPED = {
    Polarity.FOR: Polarity.AGAINST,
    Polarity.AGAINST: Polarity.FOR,
    Polarity.NEUTRAL: Polarity.NEUTRAL,
}


class Certainty(StrEnum):
    """How firmly a predicate is put, from a fact to a closed chapter.

    EXPECTED ("is likely to", "is expected to") keeps its sign in a verdict, HEDGED
    ("could", "may", "an option") leaves it open; the JSON contract calls both hedged.
    """

    ASSERTED = "asserted"
    PLEDGED = "pledged"
    EXPECTED = "expected"
    HEDGED = "hedged"
    CONDITIONAL = "conditional"
    OPEN = "open"
    HYPOTHETICAL = "hypothetical"
    PAST = "past"

    @property
    def rank(self) -> int:
        """The place in the order above: of two certainties in one chain the higher rank wins."""
        return _CERTAINTY_ORDER[self]

    def or_weaker(self, other: "Certainty") -> "Certainty":
        """Return the less firm of two: "could" within "will" is hedged."""
        return max(self, other, key=lambda certainty: certainty.rank)


_CERTAINTY_ORDER = {certainty: rank for rank, certainty in enumerate(Certainty)}
_SETTLED = (Certainty.ASSERTED, Certainty.PLEDGED, Certainty.EXPECTED)


class Source(StrEnum):
    """On whose word a piece of evidence stands."""

    GOVERNMENT = "government"
    OTHER_GOVERNMENT = "other_government"
    ANALYST = "analyst"
    NARRATOR = "narrator"


class Role(StrEnum):
    """What a country is to the initiative."""

    LEADER = "leader"
    MEMBER = "member"
    TARGET = "target"
    HOST = "host"
    OTHER = "other"


def stance_of(polarity: Polarity, certainty: Certainty) -> Stance:
    """Combine the two axes, which stay apart until here.

    "will not help" is (against, pledged), so out; "has not decided" is (neutral,
    open) and "could help" (for, hedged), so both uncertain.
    """
    if polarity is Polarity.NEUTRAL or certainty not in _SETTLED:
        return Stance.UNCERTAIN
    return Stance.IN if polarity is Polarity.FOR else Stance.OUT
