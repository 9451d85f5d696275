"""What is said of a decision and not of a country: "no decision has been taken", "nothing is ruled out", "is out"."""

from dataclasses import replace

from spacy.tokens import Token

from coalition.lexicons.grammar import Grammar
from coalition.pipeline.clauses import negations, subject_of
from coalition.pipeline.readings import CueHit, Reading, State, multiply, negation_hits
from coalition.pipeline.targets import Relevance
from coalition.stance import Certainty, Polarity

_COMPLEMENTS = frozenset({"acomp", "attr", "prep", "oprd", "advmod"})
_OPEN = frozenset({"open", "undecided", "pending"})


def open_matter(clause: Token, grammar: Grammar) -> tuple[int, ...] | None:
    """Return the words that say that a matter is open; it is so for whoever says that.

    "No decision has been made", "an answer will be given", "nothing is ruled out", "the question is open"; but
    "the decision was made in May", and "all options are on the table" is a threat as often as a doubt.
    """
    subject = subject_of(clause)
    if subject is None or subject.lemma_.lower() not in grammar.pending_matters:
        return None
    tokens = tuple(sorted((subject.i, clause.i)))
    is_denied = subject.lower_ == "nothing" or bool(negations(clause, grammar))
    is_to_come = any(child.tag_ == "MD" for child in clause.children)
    verb = clause.lemma_.lower()
    if verb in grammar.settling_verbs:
        is_vague = any(child.lower_ == "any" for child in subject.children)  # "any decision will be made with allies"
        return tokens if is_denied or (is_to_come and not is_vague) else None
    if verb in grammar.excluding_verbs or any(child.lower_ == "off" for child in clause.children):
        return tokens if is_denied else None
    if verb in grammar.pondering_verbs:
        return None if is_denied else tokens
    is_open = clause.lemma_ in grammar.copulas and any(child.lower_ in _OPEN for child in clause.children)
    return tokens if is_open and not is_denied else None


def pending_reading(clause: Token, state: State, grammar: Grammar) -> Reading | None:
    """Return what a clause about a decision says, of whoever says it; None for other clauses."""
    tokens = open_matter(clause, grammar)
    if tokens is None:
        return None
    hits = (*state.cues, CueHit(tokens, "undecided"))
    return Reading(clause.i, "undecided", Polarity.NEUTRAL, Certainty.OPEN, Relevance.BARE, None, hits)


def decided(reading: Reading, state: State) -> list[Reading]:
    """Read a decision: one to come is open ("will decide next week"), one past needs to be told what about."""
    if state.certainty is not Certainty.ASSERTED:
        return [replace(reading, polarity=Polarity.NEUTRAL, certainty=Certainty.OPEN)]
    return [] if reading.relevance is Relevance.BARE else [reading]


def standing_of(head: Token, state: State, negators: tuple[Token, ...], grammar: Grammar) -> Reading | None:
    """Read "Austria is out" and "Poland is in with a tanker"; "is in Rome" and "is out of town" tell of a place."""
    if head.lemma_ != "be" or head.dep_ in ("aux", "auxpass"):
        return None
    particle = next((c for c in head.rights if c.lower_ in ("in", "out") and c.dep_ in _COMPLEMENTS), None)
    if particle is None or any(child.lower_ != "with" for child in particle.children):
        return None
    behind = particle.nbor() if particle.i + 1 < len(particle.doc) else particle
    if not (behind.is_punct or behind.is_space or behind.lower_ in ("with", *grammar.gap_openers)):
        return None
    sign = Polarity.FOR if particle.lower_ == "in" else Polarity.AGAINST
    polarity = multiply(state.polarity, sign.flipped if len(negators) % 2 else sign)
    rule = "join" if sign is Polarity.FOR else "stay-out"
    hits = (*state.cues, *negation_hits(negators), CueHit((head.i, particle.i), rule))
    return Reading(head.i, rule, polarity, state.certainty, Relevance.BARE, None, hits)
