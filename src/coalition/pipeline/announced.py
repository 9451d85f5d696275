"""Announcements whose clause has another subject than their speaker: "said that 300 soldiers would be sent".

What a government says will be done about the initiative, or with soldiers that nobody else
owns, it does itself.
"""

from spacy.tokens import Token

from coalition.lexicons.cues import TargetKind
from coalition.pipeline.clauses import is_passive, modality, passive_subject_of, subject_of
from coalition.pipeline.initiative import compound_lemmas
from coalition.pipeline.matching import CueFinder, match_act
from coalition.pipeline.targets import Relevance, TargetReader
from coalition.stance import Certainty

_OWNERS = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_COMPLEMENTS = frozenset({"acomp", "advmod", "prep"})
_DEEDS = frozenset({"join", "attend", "leave", "stay"})
_PUT_SOMEWHERE = frozenset({TargetKind.CONTINGENT, TargetKind.CONTRIBUTION})


def is_announced(clause: Token, cues: CueFinder, targets: TargetReader) -> bool:
    """Tell whether a reported clause is the deed of whoever reports it."""
    if any(child.lower_ in targets.grammar.obligations for child in clause.children):
        return True  # "said that all should join"
    return _is_to_be_done(clause, targets) or _is_own_contingent(clause, cues, targets)


def _is_to_be_done(clause: Token, targets: TargetReader) -> bool:
    """Tell whether something will be done about the initiative, and not by others: "said it would be signed"."""
    subject = passive_subject_of(clause) if is_passive(clause) else None
    if subject is None or any(child.dep_ == "agent" for child in clause.children):
        return False
    is_ahead = modality(clause, targets.grammar)[0] is Certainty.PLEDGED
    return is_ahead and targets.relevance(subject)[0] is Relevance.NAMED


def _is_own_contingent(clause: Token, cues: CueFinder, targets: TargetReader) -> bool:
    """Tell whether soldiers go or stay who are nobody else's: "said that 300 more police would leave for Haiti".

    A host says that soldiers arrive, too, so those must be the speaker's in words: "said *its* ship had arrived".
    """
    subject = subject_of(clause)
    if subject is not None and subject.dep_ == "expl":  # "there would be no soldiers in Haiti"
        subject = next((child for child in clause.children if child.dep_ == "attr"), None)
        return subject is not None and _is_nobodys(subject, targets)
    if subject is None or not _is_nobodys(subject, targets):
        return False
    is_owned = any(child.dep_ == "poss" for child in subject.children)
    if clause.lemma_ in targets.grammar.arrivals and not is_owned:
        return False
    if any(child.dep_ == "agent" for child in clause.children):
        return False
    heads = [clause, *(child for child in clause.children if child.dep_ in _COMPLEMENTS)]
    heads += [child for head in heads for child in head.children if child.dep_ == "xcomp"]  # "were ready to join"
    is_deed = any(m.cue.id in _DEEDS or m.cue.target in _PUT_SOMEWHERE for head in heads for m in cues.at(head))
    return is_deed or match_act(clause, targets.initiative.acts) is not None


def _is_nobodys(noun: Token, targets: TargetReader) -> bool:
    """Tell whether a noun is a contingent and names no owner but by a pronoun."""
    if not any(lemma in targets.undertakings.contributions for lemma in compound_lemmas(noun)):
        return False
    words = [inner for child in noun.children for inner in (child, *child.children)]
    return noun.tag_ in ("NN", "NNS") and not any(word.ent_type_ in _OWNERS for word in words)
