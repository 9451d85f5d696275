"""Votes on several texts at once: "voted for the amendment but against the resolution itself"."""

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from coalition.lexicons.grammar import Grammar
from coalition.pipeline.initiative import NAMED
from coalition.stance import Polarity


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote on the initiative: its preposition, the noun voted on, the sign."""

    link: Token
    text: Token
    polarity: Polarity


def split_ballot(verb: Token, weights: Mapping[str, float], grammar: Grammar) -> Ballot | None:
    """Return the vote on the initiative where a verb has one for and one against; None where that is not told.

    "voted for and against the tariff respectively" does not tell whose vote was whose.
    """
    links = [child for child in verb.children if child.dep_ in ("prep", "conj")]
    links += [inner for link in links for inner in link.children if inner.dep_ == "conj"]
    ballots = [link for link in links if link.lower_ in grammar.ballots]
    texts = [next((c for c in link.children if c.dep_ == "pobj"), None) for link in ballots]
    if len({link.lower_ for link in ballots}) < 2 or None in texts:
        return None
    found = [
        Ballot(link, text, grammar.ballots[link.lower_])
        for link, text in zip(ballots, texts, strict=True)
        if text is not None and weights.get(text.lemma_.lower(), 0.0) >= NAMED
    ]
    return found[0] if len(found) == 1 else None
