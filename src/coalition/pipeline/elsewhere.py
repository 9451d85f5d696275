"""Predicates about what no undertaking is: journeys, quarrels, claims, the end of another thing."""

from spacy.tokens import Token

from coalition.lexicons.cues import TargetKind
from coalition.pipeline.clauses import NOUN_TAGS, is_clause
from coalition.pipeline.matching import Match
from coalition.pipeline.readings import Reading
from coalition.pipeline.targets import Relevance, TargetReader

_JOURNEYS = frozenset({Relevance.ACTOR, Relevance.CONTRIBUTION})


def is_elsewhere(head: Token, match: Match, reading: Reading, targets: TargetReader) -> bool:
    """Tell whether a predicate is about what no undertaking is: a journey, another thing's end, a claim.

    "left Rome" and "returned to Rome" are journeys, "broke new ground" ends nothing, and
    who "rejected the allegation" has refused nothing.
    """
    objects = (child for child in head.children if child.dep_ in ("dobj", "nsubjpass"))
    if any(child.lemma_.lower() in targets.grammar.claim_nouns for child in objects):
        return True
    if match.cue.id == "condemn" and reading.relevance is Relevance.ACTOR and is_clause(head):
        return True  # who "blasted Mali" has a quarrel with it, the undertaking aside
    is_foreign = reading.relevance is Relevance.OTHER and not _is_joint(head, reading.target, targets)
    if head.lemma_.lower() in targets.grammar.motions:
        return is_foreign or (is_clause(head) and reading.relevance in _JOURNEYS)
    if match.cue.target is TargetKind.EXIT:
        is_recall = head.lemma_.lower() in targets.grammar.recalls or head.pos_ in NOUN_TAGS
        if reading.relevance is Relevance.ACTOR and is_clause(head):  # "pulled Chad out", not "withdrew from Chad"
            is_recall = is_recall and any(child.dep_ == "dobj" for child in head.children)
        return is_foreign or (reading.relevance in _JOURNEYS and not is_recall)
    return False


def _is_joint(head: Token, target: int | None, targets: TargetReader) -> bool:
    """Tell whether a thing is of a kind that can be joined: "left the club", "quit the JCPOA"."""
    if target is None:
        return False
    lemma = head.doc[target].lemma_.lower()
    return head.doc[target].pos_ == "PROPN" or any(lemma in f.nouns for f in targets.undertakings.families.values())
