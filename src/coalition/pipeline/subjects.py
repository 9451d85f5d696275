"""What a verb says of its subject, and of those who share that place: companions, members of a group."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from coalition.lexicons.cues import CueKind, WordClass
from coalition.lexicons.grammar import Grammar
from coalition.pipeline.chains import ChainReader
from coalition.pipeline.clauses import conjuncts_of, is_clause, modality, negations, subject_of
from coalition.pipeline.ellipsis import clause_readings
from coalition.pipeline.matching import best_of
from coalition.pipeline.positions import Participation, Position
from coalition.pipeline.readings import CueHit, Reading
from coalition.pipeline.requests import is_requested, requested
from coalition.pipeline.targets import Relevance
from coalition.pipeline.weighing import weighed
from coalition.stance import Certainty, Polarity

_ELSEWHERE = frozenset({Relevance.OTHER, Relevance.ACTOR})


def subject_readings(verb: Token, reader: ChainReader) -> Iterator[Participation]:
    """Yield what a verb and the verbs coordinated with it say of their subject."""
    clauses = [clause for clause in (verb, *conjuncts_of(verb)) if not _is_overtaken(clause, reader)]
    said = weighed({clause.i: clause_readings(clause, reader) for clause in clauses}, verb.doc, reader.grammar)
    for clause in clauses:
        for reading in said[clause.i]:
            yield Participation(reading, Position.SUBJECT, clause.i)
        yield from _manner_readings(clause, reader)
        for child in _participles(clause, reader.grammar):
            if child.dep_ in ("acl", "pcomp") or (
                child.dep_ == "advcl" and child.tag_ == "VBG" and subject_of(child) is None and _is_free(child)
            ):
                for reading in reader.read(child):
                    yield Participation(reading, Position.SUBJECT, clause.i)
    yield from among_readings(verb, reader)
    for child in verb.lefts:  # "Voting against the motion were Israel and Palau"
        if verb.lemma_ == "be" and child.tag_ == "VBG" and child.dep_ in ("csubj", "advcl", "nsubj", "dep", "ROOT"):
            for reading in reader.read(child):
                yield Participation(reading, Position.GATHERED, verb.i)


def _manner_readings(clause: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read "recalled its envoys in protest" and "flew to Rome in support of the pact": the act itself tells nothing."""
    if not is_clause(clause) or reader.read(clause):
        return
    for noun in clause.doc[clause.i + 1 : clause.right_edge.i + 1]:
        # by order: the parser hangs "from the capital in protest" on the capital
        if noun.lemma_.lower() in reader.grammar.manner_nouns and noun.nbor(-1).lower_ == "in":
            for reading in reader.read(noun):
                yield Participation(reading, Position.SUBJECT, clause.i)


def _is_overtaken(clause: Token, reader: ChainReader) -> bool:
    """Tell whether what had been so was over when the next thing happened: "had been in talks but pulled out"."""
    if clause.lower_ == _PAST_HABIT and any(child.dep_ == "xcomp" for child in clause.children):
        return True  # "used to abstain"
    if not any(child.lower_ in ("had", "'d") and child.dep_ == "aux" for child in clause.children):
        return _gives_way(clause, reader)
    turns = any(child.lower_ in reader.grammar.contrasts for child in clause.children if child.dep_ == "cc")
    if turns and any(conjunct.tag_ == "VBD" for conjunct in conjuncts_of(clause)):
        return True
    words = reader.grammar.turning_points
    return any(
        (child.dep_ == "advcl" and any(mark.lower_ in words for mark in child.children if mark.dep_ == "mark"))
        or (child.dep_ == "prep" and child.lower_ in words and any(inner.dep_ == "pcomp" for inner in child.children))
        for child in clause.children
    )


_PAST_HABIT = "used"


def _gives_way(clause: Token, reader: ChainReader) -> bool:
    """Tell whether the same country did the contrary later: "held the deal up for a week before it accepted a cut"."""
    words = reader.grammar.turning_points
    for child in clause.children:
        if child.dep_ != "advcl" or clause.tag_ != "VBD" or not any(mark.lower_ in words for mark in child.lefts):
            continue
        subject = subject_of(child)
        if subject is not None and subject.lower_ in reader.grammar.shared_subjects and child.tag_ == "VBD":
            later = {reading.polarity for reading in reader.read(child) if reading.relevance not in _ELSEWHERE}
            return bool(later) and later.isdisjoint(reading.polarity for reading in reader.read(clause))
    return False


def _participles(clause: Token, grammar: Grammar) -> Iterator[Token]:
    """Yield "pledging to act", and "urging" in "issued a statement urging": the subject's own words."""
    for child in clause.children:
        if child.dep_ == "advcl" and not (child.i > clause.i and child.lemma_.lower() in grammar.resultatives):
            yield child  # "he left Rome, raising doubts about the deal": not he but his leaving raised them
        elif child.dep_ == "prep" and child.lower_ in grammar.means_prepositions:  # "surprised them by signing"
            yield from (inner for inner in child.children if inner.dep_ == "pcomp" and is_clause(inner))
        elif child.dep_ == "advmod" and child.lower_ != _SHORT:  # "Far from resisting the tax, Oman drafted it"
            yield from (inner for word in child.children for inner in word.children if inner.dep_ == "pcomp")
        elif child.dep_ == "dobj" and child.pos_ == "NOUN":
            yield from (inner for inner in child.children if inner.dep_ == "acl" and inner.tag_ == "VBG")


_SHORT = "short"  # "stopped short of signing"


def _is_free(clause: Token) -> bool:
    """Tell a participle with a comma, ", pledging to act", from the object of "ruled out sending troops"."""
    start = clause.left_edge.i
    if clause.head.i < start and clause.doc[start - 1].text != ",":
        return False
    return not any(child.dep_ in ("mark", "prep") and child.i < clause.i for child in clause.children)


def among_readings(verb: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read the group in "Among those in favour were China and Brazil" for its subject or attribute."""
    for word in _group_words(verb, reader.grammar):
        for reading in reader.read(word):
            yield Participation(reading, Position.GATHERED, verb.i)


def _group_words(verb: Token, grammar: Grammar) -> Iterator[Token]:
    """Yield the words that tell what a group has in common, the nearest to its noun first."""
    links = [child for child in verb.children if child.dep_ == "prep" and child.lower_ in grammar.among_prepositions]
    for group in (child for link in links for child in link.children):
        if group.dep_ == "pcomp":
            yield group
        if group.dep_ == "pobj":
            yield group
            yield from (inner for inner in group.children if inner.dep_ in ("pobj", "relcl", "acl", "prep"))
    if not links and verb.lemma_ == "be" and verb.sent[0].lower_ in grammar.among_prepositions:
        # "Among the countries to have met the goal since May are ...": the parser hangs "among" on what follows
        opening = verb.doc[verb.sent.start : verb.i]
        yield from (t for t in opening if is_clause(t) and t.dep_ not in ("aux", "auxpass"))


def passive_subject_readings(verb: Token, reader: ChainReader) -> Iterator[Participation]:
    """Yield what a passive says of its subject: "was expected to join", "was urged to join and refused"."""
    yield from among_readings(verb, reader)  # "is counted among the supporters"
    matches = reader.cues.at(verb)
    operators = [
        m for m in matches if m.cue.kind is CueKind.OPERATOR and (m.needs_be or m.word_class is WordClass.ADJECTIVE)
    ]
    predicates = [m for m in matches if m.cue.kind is CueKind.PREDICATE]
    if operators or any(len(m.tokens) > 1 or m.word_class is WordClass.ADJECTIVE for m in predicates):
        yield from subject_readings(verb, reader)
        return
    request = best_of(matches, CueKind.REQUEST)
    subject = subject_of(verb)
    if request is not None and subject is not None and is_requested(subject, verb, request, reader):
        yield Participation(requested(subject, verb, request, reader), Position.OBJECT, verb.i)
    for clause in conjuncts_of(verb):
        for reading in reader.read(clause):
            yield Participation(reading, Position.SUBJECT, clause.i)


def _counterpart_readings(word: str, noun: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read "signed the pact with Oman": who signs it with another makes that one a party too."""
    if word != "with" or noun.dep_ != "dobj" or not is_clause(noun.head):
        return
    for item in subject_readings(noun.head, reader):
        reading = item.reading
        is_about = reading.target == noun.i and reading.relevance in (Relevance.NAMED, Relevance.RELATED)
        is_kept = reading.polarity is Polarity.FOR and not reader.initiative.is_mirror
        if is_about and is_kept and reading.rule in _MUTUAL:
            yield Participation(reading, Position.COMITATIVE, item.verb)


def forerunner_readings(governor: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read "became the third country to ban it, after Poland and Hungary": those two did so before."""
    above = [governor, *(token for token, _ in zip(governor.ancestors, range(2), strict=False))]
    for verb in above:
        group = next((child for child in verb.children if child.dep_ == "attr"), None)
        if group is not None and _is_in_line(group, reader):
            for item in subject_readings(verb, reader):
                yield replace(item, position=Position.GATHERED)
            return


def _is_in_line(group: Token, reader: ChainReader) -> bool:
    """Tell "the third country" and "the latest to join", which others have gone before."""
    is_rank = any(c.tag_ == "JJS" or c.lower_ in reader.grammar.rank_words for c in (group, *group.lefts))
    is_country = group.lemma_.lower() in reader.undertakings.gatherers or group.lower_ in reader.grammar.group_words
    clauses = [c for head in (group, group.head) for c in head.children if c.dep_ in ("relcl", "advcl", "acl", "xcomp")]
    return is_rank and is_country and any(c.lower_ == "to" for clause in clauses for c in clause.lefts)


_MUTUAL = frozenset({"act", "commit"})


def left_out_readings(preposition: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read "signed the pact without Chile" and "will go ahead without Chile": what others do, Chile does not.

    What they will not, could not or may do without it leaves it open: "cannot work without Chile", "with or without".
    """
    above = (preposition.head, *(token for token, _ in zip(preposition.head.ancestors, range(2), strict=False)))
    verb = next((token for token in above if is_clause(token)), None)
    if verb is None or negations(verb, reader.grammar) or preposition.nbor(-1).lower_ in reader.grammar.coordinators:
        return
    found = [item.reading for item in subject_readings(verb, reader)]
    for reading in found:
        if reading.polarity is Polarity.FOR and reading.certainty in _FIRM and reading.relevance not in _ELSEWHERE:
            yield Participation(replace(reading, polarity=Polarity.AGAINST), Position.COMITATIVE, verb.i)
    certainty, _ = modality(verb, reader.grammar)
    if not found and certainty in _FIRM and _goes_on(verb, reader):
        hit = CueHit((verb.i, preposition.i), "go-without")
        reading = Reading(verb.i, "go-without", Polarity.AGAINST, certainty, Relevance.STAND_IN, None, (hit,))
        yield Participation(reading, Position.COMITATIVE, verb.i)


def _goes_on(verb: Token, reader: ChainReader) -> bool:
    """Tell whether the undertaking or those in it go on: "the pact takes off", "the five press ahead"."""
    if verb.lemma_.lower() not in reader.grammar.going_on:
        return False
    top = verb
    while top.dep_ == "xcomp" and subject_of(top) is None:
        top = top.head
    subject = subject_of(top)
    if subject is None or subject.pos_ in ("PRON", "PROPN", "NUM"):
        return True
    is_group = subject.lemma_.lower() in reader.undertakings.gatherers
    return is_group or reader.relevance(subject)[0] in (Relevance.NAMED, Relevance.RELATED, Relevance.STAND_IN)


_FIRM = frozenset({Certainty.ASSERTED, Certainty.PLEDGED})


def companion_readings(word: str, governor: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read the subject's predicate for a companion ("along with X"), turned for an exception ("except X")."""
    verb = governor if is_clause(governor) else None
    is_object = word == "with" and verb is not None
    if governor.dep_ == "prep":  # "along with X"
        verb = governor.head if is_clause(governor.head) else None
        governor = governor.head
    if verb is None and governor.dep_ in ("nsubj", "nsubjpass"):
        verb = governor.head
    if verb is None:
        yield from _counterpart_readings(word, governor, reader)
        return
    for item in subject_readings(verb, reader):
        reading = item.reading
        if is_object and reading.polarity is Polarity.AGAINST and not any(h.rule == "negation" for h in reading.cues):
            continue  # "disagreed with Spain", "scrapped the deal with Spain": Spain is no companion
        if word in reader.grammar.exception_prepositions:  # "unlike Chile"
            reading = replace(reading, polarity=reading.polarity.flipped)
        yield Participation(reading, Position.COMITATIVE, item.verb)
