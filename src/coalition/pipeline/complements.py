"""Objects and clauses of a predicate: which of them say what it means, and which only report or describe."""

from collections.abc import Sequence

from spacy.tokens import Token

from coalition.lexicons.grammar import Grammar
from coalition.pipeline.clauses import is_clause, subject_of
from coalition.pipeline.matching import Match
from coalition.pipeline.readings import Reading

_SIDES = frozenset({"oppose", "support"})


def is_nominal(head: Token, readings: Sequence[Reading]) -> bool:
    """Tell whether the object of a verb says it: "gave up its resistance to the tax"."""
    return any(head.doc[reading.head].head.i == head.i and reading.rule in _SIDES for reading in readings)


def has_object(head: Token, reading: Reading) -> bool:
    """Tell whether a reading is about the object of its verb."""
    return any(child.i == reading.target and child.dep_ == "dobj" for child in head.children)


def is_urged(clause: Token, head: Token, grammar: Grammar) -> bool:
    """Tell whether a clause is what somebody is urged to do; "told reporters that" only reports."""
    return head.lemma_ in grammar.wishers or any(
        child.lower_ in ("to", "should") and child.dep_ == "aux" for child in clause.children
    )


def tells_clause(head: Token, grammar: Grammar) -> bool:
    """Tell whether a clause is what is announced: "it will go, he announced"; "announce whether" leaves it open."""
    clauses = [c for c in head.children if c.dep_ in ("ccomp", "advcl") and subject_of(c) is not None]
    return any(next(iter(clause.subtree)).lower_ not in grammar.question_words for clause in clauses)


def is_pro_noun(head: Token) -> bool:
    """Tell "Peru is a party to the pact; Chile has never been one", where "one" is what Peru is."""
    return head.lower_ == "one" and head.dep_ == "attr" and not any(True for _ in head.children)


def is_lacking(noun: Token, places: Sequence[Token]) -> bool:
    """Tell "has no ships to spare" and "has no ships available", which give nothing, from "has no ships"."""
    is_had = noun.dep_ == "dobj" and noun.head.lemma_ == "have"
    is_told = any(child.dep_ in ("relcl", "acl", "amod", "advmod") for child in noun.rights)
    return is_had and is_told and not places and any(c.dep_ == "det" and c.lower_ == "no" for c in noun.lefts)


def is_full(head: Token, match: Match, negators: tuple[Token, ...]) -> bool:
    """Tell whether a cue says enough without an object: "are the driving forces", "no interest", "help from Chad"."""
    if len(match.tokens) > 2:  # "came to its help"
        return True
    if is_clause(head):
        return False
    is_held = any(child.lower_ in ("from", "between") for child in head.children)
    return (head.dep_ == "attr" and len(match.tokens) > 1) or (head.pos_ == "NOUN" and (bool(negators) or is_held))
