"""The places an actor may have in a predicate, and what a predicate in such a place says of it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from coalition.pipeline.readings import Reading


class Position(StrEnum):
    """The place of an actor in its predicate, a feature of the evidence."""

    SUBJECT = "subject"
    AGENT = "agent"
    NOMINAL = "nominal"
    OBJECT = "object"
    RELATIVE = "relative"
    APPOSITION = "apposition"
    GATHERED = "gathered"
    COMITATIVE = "comitative"
    COMPOUND = "compound"
    LISTED = "listed"
    TOPIC = "topic"
    JUDGE = "judge"


@dataclass(frozen=True, slots=True)
class Participation:
    """One reading of one actor, with the verb at whose level its context (reports, wishes) is to be looked up."""

    reading: Reading
    position: Position
    verb: int

    @property
    def turned(self) -> "Participation":
        """The same with the opposite sign."""
        return replace(self, reading=replace(self.reading, polarity=self.reading.polarity.flipped))
