"""Evidence: what one passage says of one country, as a plain value."""

from dataclasses import dataclass

from coalition.stance import Certainty, Polarity, Source, Stance, stance_of


@dataclass(frozen=True, slots=True)
class EvidenceCue:
    """The words that triggered a rule: half-open character range and the rule's name."""

    start_char: int
    end_char: int
    rule: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one passage says of one country.

    ``start_char``/``end_char`` delimit the passage in the article's text. ``rule`` names
    the last predicate of the chain, ``relevance`` says what its target is to the
    initiative, ``position`` how the country takes part in it, ``actor`` what kind of
    mention stands for the country. ``is_overtaken`` tells that a later
    entry of a timeline or live blog says otherwise. The other ``is_`` flags say where the passage stands;
    ``is_title`` is true of a headline and of a heading.
    """

    code: str
    start_char: int
    end_char: int
    polarity: Polarity
    certainty: Certainty
    rule: str
    relevance: str
    position: str
    actor: str
    source: Source
    speaker: str | None
    cues: tuple[EvidenceCue, ...]
    block: int
    is_inferred: bool = False
    is_quoted: bool = False
    is_title: bool = False
    is_lede: bool = False
    list_size: int = 1
    is_past: bool = False
    is_overtaken: bool = False

    @property
    def stance(self) -> Stance:
        """The two axes combined."""
        return stance_of(self.polarity, self.certainty)
