"""What coordinated verbs say of one subject together: "hesitated but signed", "did not endorse or condemn it"."""

from collections.abc import Mapping
from dataclasses import replace

from spacy.tokens import Doc, Token

from coalition.lexicons.grammar import Grammar
from coalition.pipeline.readings import Reading
from coalition.pipeline.targets import Relevance
from coalition.stance import Certainty, Polarity, Stance, stance_of

_ELSEWHERE = frozenset({Relevance.OTHER, Relevance.ACTOR})
_ATTITUDES = frozenset({"support", "welcome", "condemn", "oppose", "urge", "say-yes", "judgement-good"})


def weighed(said: Mapping[int, list[Reading]], doc: Doc, grammar: Grammar) -> dict[int, list[Reading]]:
    """Return what each of the coordinated verbs of one subject says once the others are heard."""
    kept = {head: _withheld(doc[head], readings, grammar) for head, readings in said.items()}
    for later in said:
        earlier = doc[later].head.i
        if earlier not in said or doc[later].dep_ != "conj":
            continue
        if _leaves_both_open(doc[earlier], doc[later], kept[earlier], kept[later]):
            kept[earlier], kept[later] = ([_opened(r) for r in kept[i]] for i in (earlier, later))
        elif _is_contrast(doc[earlier], doc[later], grammar) and _outweighs(kept[later], kept[earlier]):
            kept[earlier] = []
    return kept


def _withheld(clause: Token, readings: list[Reading], grammar: Grammar) -> list[Reading]:
    """Return a kind word as none where nothing is given: "welcomed the plan without committing itself to it"."""
    links = (child for child in clause.children if child.dep_ == "prep" and child.lower_ == "without")
    verbs = [verb for link in links for verb in link.children if verb.dep_ == "pcomp"]
    is_withheld = any(verb.lemma_.lower() in grammar.withholding_verbs for verb in verbs)
    is_kind = bool(readings) and all(r.rule in _ATTITUDES and r.polarity is Polarity.FOR for r in readings)
    return [_opened(reading) for reading in readings] if is_withheld and is_kind else readings


def _leaves_both_open(first: Token, second: Token, before: list[Reading], after: list[Reading]) -> bool:
    """Tell whether one "not" denies yes and no: "did not endorse or condemn it"."""
    links = [child for child in first.children if child.dep_ == "cc" and first.i < child.i < second.i]
    if not any(link.lower_ == "or" for link in links) or any(_has_negation(reading) for reading in after):
        return False
    signs, others = {r.polarity for r in before}, {r.polarity for r in after}
    is_denied = any(_has_negation(reading) for reading in before)
    return is_denied and bool(others) and signs == others and Polarity.NEUTRAL not in signs


def _has_negation(reading: Reading) -> bool:
    return any(hit.rule == "negation" for hit in reading.cues)


def _opened(reading: Reading) -> Reading:
    return replace(reading, rule="undecided", polarity=Polarity.NEUTRAL, certainty=Certainty.OPEN)


def _is_contrast(first: Token, second: Token, grammar: Grammar) -> bool:
    links = [child for child in first.children if child.dep_ == "cc" and first.i < child.i < second.i]
    return any(link.lower_ in grammar.contrasts for link in links)


def _outweighs(after: list[Reading], before: list[Reading]) -> bool:
    """Tell whether what follows "but" counts alone: "backs the idea but has promised nothing", "wavered but signed".

    What was done stays done: "has sent a frigate but will not say how long it stays".
    """
    close = [reading for reading in after if reading.relevance not in _ELSEWHERE]
    if not close or not before:
        return False
    is_open = all(_is_open(reading) for reading in close)
    if is_open:
        return all(r.rule in _ATTITUDES and not _is_open(r) for r in before)
    return all(_is_open(reading) for reading in before) and not any(_is_open(reading) for reading in close)


def _is_open(reading: Reading) -> bool:
    return stance_of(reading.polarity, reading.certainty) is Stance.UNCERTAIN
