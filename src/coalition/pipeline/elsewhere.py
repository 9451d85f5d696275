"""Predicates about what no undertaking is: journeys, quarrels, claims, the end of another thing."""

from spacy.tokens import Token

from coalition.lexicons.cues import CueKind, TargetKind, WordClass
from coalition.lexicons.grammar import Grammar
from coalition.pipeline.clauses import NOUN_TAGS, is_clause, negations, subject_of
from coalition.pipeline.complements import has_object
from coalition.pipeline.matching import CueFinder, Match
from coalition.pipeline.readings import Reading
from coalition.pipeline.targets import Relevance, TargetReader
from coalition.stance import Polarity

COMPLEMENTS = frozenset({"acomp", "attr", "prep", "oprd", "advmod"})  # of a copula
_OPENNESS = frozenset({"undecided", "say-whether"})
_QUARRELS = frozenset({"condemn", "oppose"})
_UNNAMED = frozenset({Relevance.BARE, Relevance.OTHER, Relevance.ACTOR})
_INFINITIVES = frozenset({"xcomp", "ccomp", "relcl", "acl", "advcl"})
_PHRASE = 6  # tokens: "of a noisy public argument"
_JOURNEYS = frozenset({Relevance.ACTOR, Relevance.CONTRIBUTION})


def is_elsewhere(head: Token, match: Match, reading: Reading, targets: TargetReader) -> bool:
    """Tell whether a predicate is about what no undertaking is: a journey, another thing's end, a claim.

    "left Rome" and "returned to Rome" are journeys, "broke new ground" ends nothing, and
    who "rejected the allegation" has refused nothing.
    """
    if match.cue.target is TargetKind.CONTINGENT:
        return False  # soldiers who "left for Mali" are no travellers
    objects = (child for child in head.children if child.dep_ in ("dobj", "nsubjpass"))
    if any(child.lemma_.lower() in targets.grammar.claim_nouns for child in objects):
        return True
    if match.cue.id in _OPENNESS and (
        asks_of_another(head, match.tokens, targets)
        or _has_no_doubt(head, match, targets)
        or _is_reliant(head, targets)
    ):
        return True
    if match.cue.id == "consider" and (_is_opinion(head) or _is_mere_talk(head, reading, targets)):
        return True
    if match.cue.id == "stay-out" and _is_dispute(head, match, targets):
        return True  # who "stays out of the argument" takes no side in it
    if match.cue.id in _QUARRELS and reading.relevance is Relevance.ACTOR and _is_named(head, reading):
        return True  # who "blasted Mali", "is hostile to Mali" has a quarrel with it, the undertaking aside
    if match.cue.id == "contribute" and _is_gift(match, reading):
        return True  # "gave Peru a wink", "flew to the capital"; but "has yet to pay"
    if match.cue.id == "reject" and reading.relevance in _UNNAMED and _has_infinitive(head):
        return True  # "refused to meet them", "declined to elaborate"
    if match.cue.id == "threaten-to" and not (reading.relevance is Relevance.NAMED and has_object(head, reading)):
        return True  # "gave a warning", "warned of consequences"; but "threatened tariffs"
    if match.cue.id == "help" and reading.relevance is Relevance.ACTOR and reading.polarity is Polarity.AGAINST:
        return True  # who is "not coordinating with Mali" keeps away from it, the undertaking aside
    if match.cue.target is TargetKind.EXIT and _is_left_to_others(head):
        return True
    is_foreign = reading.relevance is Relevance.OTHER and not _is_joint(head, reading.target, targets)
    if head.lemma_.lower() in targets.grammar.motions:
        return is_foreign or (is_clause(head) and reading.relevance in _JOURNEYS)
    if match.cue.target is TargetKind.EXIT:
        is_recall = head.lemma_.lower() in targets.grammar.recalls or head.pos_ in NOUN_TAGS
        if reading.relevance is Relevance.ACTOR and is_clause(head):  # "pulled Chad out", not "withdrew from Chad"
            is_recall = is_recall and any(child.dep_ == "dobj" for child in head.children)
        return is_foreign or (reading.relevance in _JOURNEYS and not is_recall)
    return False


def _is_left_to_others(head: Token) -> bool:
    """Tell whether something is left for others to do: "leaves the details of the deal to be worked out"."""
    objects = (child for child in head.children if child.dep_ == "dobj")
    below = (clause for word in (head, *objects) for clause in word.children if clause.dep_ in _INFINITIVES)
    clauses = (clause for clause in below if clause.left_edge.i and clause.left_edge.nbor(-1).text != ",")
    links = ({child.dep_ for child in clause.children if child.lower_ in ("to", "be")} for clause in clauses)
    return any({"aux", "auxpass"} <= found for found in links)


def _is_dispute(head: Token, match: Match, targets: TargetReader) -> bool:
    end = match.tokens[-1] + 1
    behind = (token for token in head.doc[end : end + _PHRASE] if token.dep_ == "pobj")
    return next((token.lemma_.lower() in targets.grammar.dispute_nouns for token in behind), False)


def _is_gift(match: Match, reading: Reading) -> bool:
    return reading.relevance is Relevance.OTHER and reading.target is not None and len(match.tokens) == 1


def _has_infinitive(head: Token) -> bool:
    return any(child.dep_ == "xcomp" and is_clause(child) for child in head.children)


def _is_named(head: Token, reading: Reading) -> bool:
    """Tell a country or person from what is called after one: "hostile to Iran", "hostile to the Iran talks"."""
    return reading.target is not None and head.doc[reading.target].pos_ in ("PROPN", "PRON")


def is_judged(head: Token, cues: CueFinder) -> bool:
    """Tell whether an act is only judged: "it was wrong to leave the pact" says nothing of who left."""
    subject = subject_of(head)
    if subject is None or subject.lower_ != "it":
        return False
    words = (head, *(child for child in head.children if child.dep_ in COMPLEMENTS))
    return any(match.cue.kind is CueKind.JUDGEMENT for word in words for match in cues.at(word))


def asks_of_another(head: Token, tokens: tuple[int, ...], targets: TargetReader) -> bool:
    """Tell whether what is open is another country's: "said it was unclear whether Chad had signed"."""
    words = {*(head.doc[i] for i in tokens), head, head.head if head.dep_ == "acomp" else head}
    clauses = (child for word in words for child in word.children if child.dep_ in ("ccomp", "csubj"))
    subjects = (subject_of(clause) for clause in clauses)
    return any(subject is not None and subject.i in targets.rivals.places for subject in subjects)


def _has_no_doubt(head: Token, match: Match, targets: TargetReader) -> bool:
    """Tell whether doubt is denied: "has no doubt", "can no longer be silent"; "has not made up its mind" is open."""
    if match.word_class is WordClass.VERB:
        words = (head.doc[i] for i in match.tokens if head.doc[i].pos_ == "NOUN")
        return any(child.lower_ == "no" and child.i not in match.tokens for word in words for child in word.children)
    copula = head.head if head.dep_ in ("acomp", "attr") else head
    return any(n.i not in match.tokens for word in (head, copula) for n in negations(word, targets.grammar))


def _is_reliant(head: Token, targets: TargetReader) -> bool:
    """Tell "Mali depends on grain from abroad" from "Mali's vote depends on the price"."""
    subject = subject_of(head)
    return head.lemma_ in targets.grammar.dependences and subject is not None and subject.i in targets.rivals.places


def _is_opinion(head: Token) -> bool:
    """Tell "considers the pact a good one" and "what it considers a bad pact" from "considers the pact"."""
    if any(child.lower_ == "what" for child in head.lefts):
        return True
    views = [c for c in head.children if c.i > head.i and c.dep_ in ("dobj", "oprd", "ccomp", "xcomp", "attr")]
    return any(c.dep_ != "dobj" and c.pos_ in ("NOUN", "PROPN", "ADJ", "PRON") for c in views)


def _is_mere_talk(head: Token, reading: Reading, targets: TargetReader) -> bool:
    """Tell whether something is talked about that need not be the undertaking: "met to discuss the matter"."""
    is_talk = head.lemma_.lower() in targets.grammar.talking_verbs
    return is_talk and reading.relevance in (Relevance.STAND_IN, Relevance.CONTRIBUTION)


def _is_joint(head: Token, target: int | None, targets: TargetReader) -> bool:
    """Tell whether a thing is of a kind that can be joined: "left the club", "quit the JCPOA"."""
    if target is None:
        return False
    lemma = head.doc[target].lemma_.lower()
    return head.doc[target].pos_ == "PROPN" or any(lemma in f.nouns for f in targets.undertakings.families.values())


def only_watches(head: Token, grammar: Grammar) -> bool:
    """Tell who is there and takes no part: "attended as observers"."""
    roles = (child for child in head.children if child.dep_ == "prep" and child.lower_ == "as")
    return any(noun.lemma_.lower() in grammar.watching_roles for role in roles for noun in role.children)
