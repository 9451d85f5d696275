"""What stands around a head and colours what it says: auxiliaries, conditions, negations, emptied objects."""

from dataclasses import replace

from spacy.tokens import Token

from coalition.lexicons.cues import Signature
from coalition.lexicons.grammar import Grammar
from coalition.pipeline.clauses import empty_object, modality, negations
from coalition.pipeline.conditions import awaited, condition_of, is_open_ended
from coalition.pipeline.readings import OBLIGATION_RULE, CueHit, Reading, State
from coalition.stance import Certainty, Polarity

_OBJECTS = frozenset({"dobj", "nsubjpass", "attr"})
_OPEN = Signature(Polarity.NEUTRAL, Certainty.OPEN)


def colour(
    head: Token, state: State, negated_by: tuple[Token, ...], grammar: Grammar
) -> tuple[State, tuple[Token, ...]]:
    """Return the state below a head's auxiliaries and conditions, and the negations in force there."""
    certainty, modal = modality(head, grammar)
    if modal is not None and certainty is not Certainty.ASSERTED:
        state = state.coloured(certainty, (CueHit((modal.i,), f"modal-{certainty}"),))
    modals = (c for c in (head, *head.children) if c.dep_ == "aux" or c.tag_ == "MD")
    duty = next((modal for modal in modals if modal.lower_ in grammar.obligations), None)
    if duty is not None:
        state = replace(state, cues=(*state.cues, CueHit((duty.i,), OBLIGATION_RULE)))
    condition = condition_of(head, grammar)
    if condition is not None and (condition.lower_ == "whether" or is_open_ended(head)):
        state = state.coloured(Certainty.CONDITIONAL, (CueHit((condition.i,), "condition"),))
    negators = tuple(negations(head, grammar))
    less = next((c for c in head.children if c.lower_ == "less" and head.pos_ == "ADJ"), None)
    if less is not None:  # "was less enthusiastic"
        state = state.through(_OPEN, (CueHit((less.i,), "less"),))
    yet = next((c for c in head.children if c.lower_ == "yet" and c.dep_ == "advmod"), None)
    if yet is not None and (negators or negated_by or head.lemma_ == "have"):
        state = state.through(_OPEN, (CueHit((yet.i,), "not-yet"),))
    elif negators and (far := _so_far(head)) is not None:
        state = state.through(_OPEN, (CueHit((far.i - 1, far.i), "not-yet"),))
    return state, negated_by + negators


def suspended(readings: list[Reading], beside: Token, others: list[Reading], grammar: Grammar) -> list[Reading]:
    """Leave open what is denied together with its contrary: "has neither joined nor ruled it out".

    ``others`` are the readings of ``beside``, the other head; "nor said that it would not" is a contrary too.
    """
    signs = {reading.polarity for reading in readings}
    refusals = (child for child in beside.children if child.dep_ == "ccomp" and negations(child, grammar))
    is_contrary = any(other.polarity not in signs for other in others) or (not others and any(True for _ in refusals))
    if not is_contrary:
        return readings
    return [replace(reading, polarity=Polarity.NEUTRAL, certainty=Certainty.OPEN) for reading in readings]


def _so_far(head: Token) -> Token | None:
    """Return "far" of "has so far not joined", which is open as "has not joined yet" is."""
    hosts = (head, *(child for child in head.children if child.dep_ == "neg"))  # "far" may hang on "not"
    words = (word for host in hosts for word in host.children if word.lower_ == "far" and word.i)
    return next((word for word in words if word.nbor(-1).lower_ in ("so", "thus")), None)


def awaiting(reading: Reading, head: Token, grammar: Grammar) -> Reading:
    """Return a refusal as one for the time being where it says what it waits for: "will not sign until", "without"."""
    if reading.polarity is not Polarity.AGAINST:
        return reading
    is_negated = any(hit.rule in _DENIALS for hit in reading.cues)
    for verb in dict.fromkeys((head.i, reading.head)):
        link = awaited(head.doc[verb], grammar, is_negated=is_negated)
        if link is not None:
            hits = (*reading.cues, CueHit((link.i,), "condition"))
            return replace(reading, certainty=reading.certainty.or_weaker(Certainty.CONDITIONAL), cues=hits)
    return reading


_DENIALS = frozenset({"negation", "refuse-to", "unable-to"})


def with_inner(
    head: Token, tokens: tuple[int, ...], negators: tuple[Token, ...], grammar: Grammar
) -> tuple[Token, ...]:
    """Add the negations of a phrase's other words: "has no plans", "gave no support"."""
    inner = [n for i in tokens if i != head.i for n in negations(head.doc[i], grammar) if n.i not in tokens]
    return tuple({token.i: token for token in (*negators, *inner)}.values())


def with_empty(
    head: Token, tokens: tuple[int, ...], target: int | None, negators: tuple[Token, ...], grammar: Grammar
) -> tuple[Token, ...]:
    """Add the word that empties the object of an act: "sent no troops", "will expel nobody"."""
    objects = [*[child.i for child in head.children if child.dep_ in _OBJECTS][:1], *tokens[1:]]
    if target is not None and head.doc[target].dep_ in _OBJECTS:
        objects.append(target)
    links = (child for child in head.children if child.dep_ == "prep")
    far = (inner for link in links for inner in link.children if inner.dep_ == "pobj")
    objects += [noun.i for noun in far if noun.lower_ in grammar.negative_choices]  # "put its name to neither"
    empty = (n for i in objects for n in empty_object(head.doc[i], grammar) if n.i not in tokens)
    return tuple({token.i: token for token in (*negators, *empty)}.values())
