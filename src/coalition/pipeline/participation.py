"""How an actor takes part in predicates: as subject, agent, object, possessor, list member."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from spacy.tokens import Doc, Token

from coalition.lexicons.cues import CueKind, Signature, WordClass
from coalition.lexicons.grammar import Grammar
from coalition.pipeline.actors import Actor, Authority
from coalition.pipeline.chains import ChainReader, CueHit, Reading
from coalition.pipeline.clauses import (
    SUBJECTS,
    conjuncts_of,
    first_conjunct,
    is_clause,
    is_ellipsis,
    modality,
    negations,
    subject_of,
)
from coalition.pipeline.initiative import NAMED, compound_lemmas
from coalition.pipeline.matching import Match, best_of, match_cues
from coalition.pipeline.targets import Relevance
from coalition.stance import Certainty, Polarity


class Position(StrEnum):
    """The place of an actor in its predicate, a feature of the evidence."""

    SUBJECT = "subject"
    AGENT = "agent"
    NOMINAL = "nominal"
    OBJECT = "object"
    RELATIVE = "relative"
    APPOSITION = "apposition"
    GATHERED = "gathered"
    COMITATIVE = "comitative"
    COMPOUND = "compound"
    LISTED = "listed"
    TOPIC = "topic"
    JUDGE = "judge"


@dataclass(frozen=True, slots=True)
class Participation:
    """One reading of one actor, with the verb at whose level its context (reports, wishes) is to be looked up."""

    reading: Reading
    position: Position
    verb: int


def participations(actor: Actor, doc: Doc, reader: ChainReader) -> list[Participation]:
    """Return what the positions of an actor say of its country; empty for a mere mention."""
    found: list[Participation] = list(_compound(actor, doc, reader))
    if actor.authority is Authority.OTHER:
        return []
    found += _open_question(doc[actor.head], reader)
    if actor.authority is Authority.MODIFIER:
        return found + list(_nominal(doc[actor.head], doc[actor.head], reader))
    heads = dict.fromkeys([actor.head, *actor.anchors])
    for index in heads:
        found += _at(doc[index], reader)
    if actor.authority is Authority.PARLIAMENT:
        return [item for item in _unique(found) if item.reading.rule in _BINDING]
    found += _gapped(actor, doc, reader)
    if actor.gatherer is not None:
        found += [
            replace(p, position=Position.GATHERED) for p in _gathered(doc[actor.gatherer], actor.list_start, reader)
        ]
    return _unique(found)


_BINDING = frozenset({"commit", "vote-for", "vote-against", "reject", "support", "act", "abstain", "recognise"})


def _open_question(head: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read "It is unclear what Washington's response will be": the subject of the question is undecided."""
    clause = head.head
    if (head.dep_ not in SUBJECTS and head.dep_ not in ("poss", "compound")) or not is_clause(clause):
        return
    if clause.dep_ not in ("ccomp", "csubj", "csubjpass") or not _is_question(clause, reader.grammar):
        return
    for word in (clause.head, *(c for c in clause.head.children if c.dep_ in ("acomp", "oprd"))):
        match = next((m for m in match_cues(word, reader.cues) if m.cue.id == "undecided"), None)
        if match is not None:
            target = reader.targets.read(clause, (clause.i,))
            hit = CueHit(match.tokens, match.cue.id)
            reading = Reading(
                word.i, match.cue.id, Polarity.NEUTRAL, Certainty.OPEN, target.relevance, target.token, (hit,)
            )
            yield Participation(reading, Position.SUBJECT, clause.head.i)
            return


def _is_question(clause: Token, grammar: Grammar) -> bool:
    first = [token.lower_ for token in clause.subtree][:1]
    return bool(first) and first[0] in grammar.question_words


def _gapped(actor: Actor, doc: Doc, reader: ChainReader) -> list[Participation]:
    """Read a country whose verb was left out: "Italy sends forty, Poland twenty and Hungary none"."""
    head = doc[actor.head]
    if actor.end >= len(doc) or (
        head.dep_ in ("nsubj", "nsubjpass") and is_clause(head.head) and head.head.i > actor.end
    ):
        return []
    following = doc[actor.end]
    ending = doc[actor.end + 1].text if actor.end + 1 < len(doc) else "."
    if following.pos_ == "NUM" and ending in (",", ";", ".", "each", "and", "more"):
        negative = False
    elif following.lower_ in reader.grammar.nothings and ending in (",", ";", ".", "and", "at"):
        negative = True
    else:
        return []
    for token in reversed(doc[head.sent.start : actor.start]):
        if is_clause(token) and token.dep_ not in ("aux", "auxpass"):
            found = []
            for reading in reader.read(token):
                polarity = reading.polarity.flipped if negative else reading.polarity
                found.append(Participation(replace(reading, polarity=polarity), Position.SUBJECT, token.i))
            if found:
                return found
    return []


def _unique(found: list[Participation]) -> list[Participation]:
    seen: dict[tuple[int, str], Participation] = {}
    for item in found:
        seen.setdefault((item.reading.head, item.reading.rule), item)
    return list(seen.values())


def _gathered(head: Token, first: int, reader: ChainReader) -> Iterator[Participation]:
    yield from _at(head, reader)
    inside = [
        t
        for t in head.doc[head.i + 1 : max(head.i + 1, first)]
        if t.pos_ in ("NOUN", "ADJ", "VERB", "ADP") and t.dep_ != "pobj"
    ]
    for token in (head, *inside):
        for reading in reader.read(token):
            yield Participation(reading, Position.GATHERED, head.i)


# ---------------------------------------------------------------- positions
def _above(anchor: Token, reader: ChainReader) -> Token | None:
    """Return the noun whose position an actor shares: an apposition's head, "diplomats" in "diplomats from X"."""
    if anchor.dep_ == "appos" and anchor.head.i != anchor.i:
        return anchor.head
    if anchor.dep_ == "pobj" and anchor.head.lower_ in ("of", "from", "in", "including"):
        owner = anchor.head.head
        if owner.pos_ in ("NOUN", "PROPN") and owner.lemma_.lower() in reader.undertakings.gatherers:
            return owner
    return None


def _at(head: Token, reader: ChainReader) -> list[Participation]:
    anchor = first_conjunct(head)
    while (above := _above(anchor, reader)) is not None:
        anchor = first_conjunct(above)
    found = list(_clause_positions(anchor, reader))
    for token in dict.fromkeys((head.i, anchor.i)):
        found += _attached(head.doc[token], reader)
    return found


def _clause_positions(anchor: Token, reader: ChainReader) -> Iterator[Participation]:
    head = anchor.head
    if anchor.dep_ in ("nsubj", "csubj"):
        yield from subject_readings(head, reader)
    elif anchor.dep_ == "nsubjpass":
        yield from _passive_subject(head, reader)
    elif anchor.dep_ == "pobj":
        yield from _prepositional(anchor, head, reader)
    elif anchor.dep_ in ("dobj", "dative", "iobj"):
        yield from _object(anchor, head, reader)
    elif anchor.dep_ == "poss" or anchor.dep_ in ("compound", "nmod"):
        yield from _nominal(anchor, head, reader)
    elif anchor.dep_ == "attr":
        yield from _attribute(head, reader)
    elif anchor.dep_ == "ROOT" and is_clause(anchor) is False:
        yield from ()


def subject_readings(verb: Token, reader: ChainReader) -> Iterator[Participation]:
    """Yield what a verb and the verbs coordinated with it say of their subject."""
    if is_ellipsis(verb, reader.grammar):
        yield from _elliptical(verb, reader)
        return
    for clause in (verb, *conjuncts_of(verb)):
        for reading in reader.read(clause):
            yield Participation(reading, Position.SUBJECT, clause.i)
        for child in _participles(clause):
            if child.dep_ == "acl" or (
                child.dep_ == "advcl" and child.tag_ == "VBG" and subject_of(child) is None and _is_free(child)
            ):
                for reading in reader.read(child):
                    yield Participation(reading, Position.SUBJECT, clause.i)
    yield from _among(verb, reader)
    for child in verb.lefts:  # "Voting against the motion were Israel and Palau"
        if verb.lemma_ == "be" and child.tag_ == "VBG" and child.dep_ in ("csubj", "advcl", "nsubj", "dep", "ROOT"):
            for reading in reader.read(child):
                yield Participation(reading, Position.GATHERED, verb.i)


def _elliptical(verb: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read "so did Laos" and "Myanmar did not" from the clause before."""
    is_negative = bool(negations(verb, reader.grammar)) or any(c.lower_ in ("neither", "nor") for c in verb.children)
    for token in reversed(verb.doc[max(0, verb.i - ELLIPSIS_REACH) : verb.i]):
        if not is_clause(token) or is_ellipsis(token, reader.grammar) or token.dep_ in ("aux", "auxpass"):
            continue
        readings = reader.read(token)
        if readings:
            for reading in readings:
                was_negative = any(hit.rule == "negation" for hit in reading.cues)
                polarity = reading.polarity if is_negative == was_negative else reading.polarity.flipped
                yield Participation(replace(reading, polarity=polarity), Position.SUBJECT, verb.i)
            return


ELLIPSIS_REACH = 40  # tokens back to the clause that "so did X" repeats


def _participles(clause: Token) -> Iterator[Token]:
    """Yield "pledging to act", and "urging" in "issued a statement urging": the subject's own words."""
    for child in clause.children:
        if child.dep_ == "advcl":
            yield child
        elif child.dep_ == "dobj" and child.pos_ == "NOUN":
            yield from (inner for inner in child.children if inner.dep_ == "acl" and inner.tag_ == "VBG")


def _is_free(clause: Token) -> bool:
    return not any(child.dep_ in ("mark", "prep") and child.i < clause.i for child in clause.children)


def _among(verb: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read the group in "Among those in favour were China and Brazil" for its subject or attribute."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in reader.grammar.among_prepositions:
            for group in child.children:
                if group.dep_ == "pcomp":
                    for reading in reader.read(group):
                        yield Participation(reading, Position.GATHERED, verb.i)
                if group.dep_ == "pobj":
                    for inner in (group, *group.children):
                        if inner.dep_ in ("pobj", "relcl", "acl", "prep") or inner.i == group.i:
                            for reading in reader.read(inner):
                                yield Participation(reading, Position.GATHERED, verb.i)


def _passive_subject(verb: Token, reader: ChainReader) -> Iterator[Participation]:
    matches = match_cues(verb, reader.cues)
    operators = [
        m for m in matches if m.cue.kind is CueKind.OPERATOR and (m.needs_be or m.word_class is WordClass.ADJECTIVE)
    ]
    predicates = [m for m in matches if m.cue.kind is CueKind.PREDICATE]
    if operators or any(len(m.tokens) > 1 or m.word_class is WordClass.ADJECTIVE for m in predicates):
        yield from subject_readings(verb, reader)
        return
    request = best_of(matches, CueKind.REQUEST)
    if request is not None and request.cue.id == "request":
        yield Participation(_requested(verb, request, reader), Position.OBJECT, verb.i)
    for clause in conjuncts_of(verb):
        for reading in reader.read(clause):
            yield Participation(reading, Position.SUBJECT, clause.i)


def _prepositional(anchor: Token, preposition: Token, reader: ChainReader) -> Iterator[Participation]:
    governor = preposition.head
    word = preposition.lower_
    if preposition.dep_ == "agent" or (word in ("by", "between") and is_clause(governor)):
        for reading in reader.read(governor):
            yield Participation(reading, Position.AGENT, governor.i)
    elif word in reader.grammar.companion_prepositions | reader.grammar.exception_prepositions:
        yield from _companion(word, governor, reader)
        yield from _object(anchor, governor, reader)
    elif word in reader.grammar.among_prepositions and is_clause(governor):
        yield from subject_readings(governor, reader)
    elif governor.pos_ in ("NOUN", "PROPN") and word in reader.grammar.owner_prepositions:
        yield from _nominal(anchor, governor, reader)
    elif is_clause(governor):
        yield from _object(anchor, governor, reader)
        if word in ("from", "by"):  # "drew support from X": the parser hangs "from" on the verb
            nouns = [noun for noun in governor.children if noun.dep_ in ("dobj", "nsubjpass")]
            if governor.dep_ == "relcl":  # "the advice he had received from X"
                nouns.append(governor.head)
            for noun in nouns:
                yield from _nominal(anchor, noun, reader)


def _companion(word: str, governor: Token, reader: ChainReader) -> Iterator[Participation]:
    verb = governor if is_clause(governor) else None
    if governor.dep_ == "prep":  # "along with X"
        verb = governor.head if is_clause(governor.head) else None
        governor = governor.head
    if verb is None and governor.dep_ in ("nsubj", "nsubjpass"):
        verb = governor.head
    if verb is None:
        return
    for item in subject_readings(verb, reader):
        reading = item.reading
        if word in reader.grammar.exception_prepositions:
            reading = replace(reading, polarity=reading.polarity.flipped)
        yield Participation(reading, Position.COMITATIVE, item.verb)


def _object(anchor: Token, verb: Token, reader: ChainReader) -> Iterator[Participation]:
    if not is_clause(verb):
        return
    if anchor.dep_ == "dobj":  # "pulled the country out of the deal"
        for reading in reader.read(verb):
            if reading.rule == "leave" and reading.head == verb.i:
                yield Participation(reading, Position.OBJECT, verb.i)
    for match in _requests(verb, reader):
        if match.cue.id == "include":
            yield from _included(verb, reader)
            continue
        if match.cue.id == "joined-with" and not _joins_country(anchor, verb, match):
            continue
        yield Participation(_requested(verb, match, reader), Position.OBJECT, verb.i)


def _included(verb: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read "the coalition includes X" and "opponents include X" from the subject of the verb."""
    subject = subject_of(verb)
    if subject is None:
        return
    readings = reader.read(subject)
    own = max(reader.initiative.weights.get(lemma, 0.0) for lemma in compound_lemmas(subject))
    if not readings and own >= NAMED:
        hit = CueHit((verb.i,), "include")
        readings = [Reading(verb.i, "include", Polarity.FOR, Certainty.ASSERTED, Relevance.NAMED, subject.i, (hit,))]
    for reading in readings:
        yield Participation(reading, Position.GATHERED, verb.i)


def _requests(verb: Token, reader: ChainReader) -> list[Match]:
    from_cues = [m for m in match_cues(verb, reader.cues) if m.cue.kind is CueKind.REQUEST]
    return from_cues[:1]


def _joins_country(anchor: Token, verb: Token, match: Match) -> bool:
    return anchor.head.i == verb.i or anchor.head.i in match.tokens or anchor.head.head.i == verb.i


def _requested(verb: Token, match: Match, reader: ChainReader) -> Reading:
    """Read a request: joined with a country it is in; asked, urged or invited it is open."""
    sign: Signature = match.cue.affirmed
    relevances = [
        reader.relevance(child)[0]
        for child in verb.children
        if child.dep_ in ("xcomp", "ccomp", "dobj", "prep", "advcl")
    ]
    relevance = min(relevances, key=lambda r: list(Relevance).index(r), default=Relevance.BARE)
    negators = negations(verb, reader.grammar)
    if len(negators) % 2:
        sign = match.cue.negated
    certainty, _ = modality(verb, reader.grammar)
    certainty = max(certainty, sign.certainty, key=lambda c: c.rank)
    return Reading(
        verb.i, match.cue.id, sign.polarity, certainty, relevance, None, (CueHit(match.tokens, match.cue.id),)
    )


def _nominal(anchor: Token, noun: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read "Hungary's refusal", "support from Japan", "French airstrikes", with the verb that governs the noun."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return
    defied = _defied_plea(noun, reader)
    if defied is not None:
        yield Participation(defied, Position.NOMINAL, noun.i)
        return
    readings = reader.read(noun)
    if not readings:
        own = max(reader.initiative.weights.get(lemma, 0.0) for lemma in compound_lemmas(noun))
        is_act = (
            anchor.dep_ in ("poss", "amod", "compound", "nmod")
            or anchor.i == noun.i
            or anchor.head.lower_ in ("between", "by")
        )
        if own >= NAMED and is_act:
            readings = [
                Reading(
                    noun.i,
                    "own-act",
                    Polarity.FOR,
                    Certainty.ASSERTED,
                    Relevance.NAMED,
                    noun.i,
                    (CueHit((noun.i,), "own-act"),),
                )
            ]
    for reading in readings:
        governed = _governed(noun, reading, reader)
        yield Participation(governed, Position.NOMINAL, noun.i)


def _defied_plea(noun: Token, reader: ChainReader) -> Reading | None:
    """Read "dismissed appeals from X", "went against the advice of X": X was against what was done all the same."""
    if noun.lemma_.lower() not in reader.grammar.plea_nouns:
        return None
    verb = noun.head.head if noun.head.lower_ == "against" else noun.head
    if verb.lemma_.lower() not in reader.grammar.defiance_verbs:
        return None
    is_exit = reader.targets.follows_exit(verb) or any(0 < i - verb.i <= EXIT_AHEAD for i in reader.initiative.exits)
    polarity = Polarity.FOR if is_exit else Polarity.AGAINST
    hit = CueHit((noun.i,), "defied-plea")
    return Reading(noun.i, "defied-plea", polarity, Certainty.ASSERTED, Relevance.STAND_IN, None, (hit,))


EXIT_AHEAD = 20  # tokens: "dismissing appeals from allies and pulling out of the agreement"


def _governed(noun: Token, reading: Reading, reader: ChainReader) -> Reading:
    verb = noun.head
    while verb.dep_ in ("prep", "pobj", "conj") and verb.head.i != verb.i:
        verb = verb.head
    if noun.dep_ not in ("dobj", "pobj", "conj", "nsubjpass") or not is_clause(verb):
        return reading
    governor = best_of(match_cues(verb, reader.cues), CueKind.GOVERNOR)
    if governor is None or governor.cue.affirmed.polarity is Polarity.FOR:
        return reading
    hits = (*reading.cues, CueHit(governor.tokens, governor.cue.id))
    if governor.cue.affirmed.polarity is Polarity.NEUTRAL:
        return replace(reading, certainty=Certainty.OPEN, cues=hits)
    return replace(reading, polarity=reading.polarity.flipped, cues=hits)


def _attribute(copula: Token, reader: ChainReader) -> Iterator[Participation]:
    yield from _among(copula, reader)
    subject = subject_of(copula)
    if subject is not None and subject.lemma_.lower() in reader.undertakings.gatherers:
        yield from _earlier_group(subject, reader)
    if subject is not None and subject.pos_ in ("NOUN", "PRON"):
        for child in (subject, *subject.children):
            if child.i == subject.i or child.dep_ in ("relcl", "acl"):
                for reading in reader.read(child):
                    yield Participation(reading, Position.GATHERED, copula.i)


def _earlier_group(group: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read "The eight countries were A, B ..." from the sentence before, where "eight countries" did something."""
    for token in reversed(group.doc[max(0, group.sent.start - GROUP_REACH) : group.sent.start]):
        if token.lemma_ == group.lemma_ and token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj"):
            for item in _at(token, reader):
                yield replace(item, position=Position.GATHERED)
            return
    before = group.doc[group.sent.start - 1].sent.root if group.sent.start else None
    subject = subject_of(before) if before is not None else None
    if subject is not None and subject.lemma_.lower() in reader.undertakings.gatherers:
        for item in _at(subject, reader):
            yield replace(item, position=Position.GATHERED)


GROUP_REACH = 60  # tokens back to the first naming of a group; two sentences


def _attached(head: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read what hangs on the actor itself: relative clauses, participles, appositions."""
    for child in head.children:
        if (child.dep_ == "relcl" and _relative_subject(child, reader.grammar)) or (
            child.dep_ == "acl" and child.tag_ == "VBG"
        ):
            for reading in reader.read(child):
                yield Participation(reading, Position.RELATIVE, child.i)
        elif child.dep_ == "appos" and child.pos_ in ("NOUN", "PROPN"):
            for inner in (child, *(c for c in child.children if c.dep_ in ("acl", "relcl", "amod", "prep"))):
                for reading in reader.read(inner):
                    yield Participation(reading, Position.APPOSITION, child.i)
        elif child.dep_ == "conj" and child.pos_ == "NOUN" and any(c.lower_ == "other" for c in child.children):
            relatives = [c for c in child.children if c.dep_ == "relcl" and _relative_subject(c, reader.grammar)]
            for inner in (child, *relatives):  # "Israel and other critics of the deal", "and other states who warned"
                for reading in reader.read(inner):
                    yield Participation(reading, Position.GATHERED, child.i)
        elif child.dep_ == "conj":
            yield from (p for p in _attached(child, reader) if p.position is Position.GATHERED)


def _relative_subject(verb: Token, grammar: Grammar) -> bool:
    subject = subject_of(verb)
    return subject is None or subject.lower_ in grammar.relative_pronouns


def _compound(actor: Actor, doc: Doc, reader: ChainReader) -> Iterator[Participation]:
    """Read the compound in "U.S.-led coalition", "Saudi-backed plan": its first part leads or backs the noun."""
    end = actor.end
    if end + 1 >= len(doc) or doc[end].text != "-":
        word = doc[end - 1].lower_.rpartition("-")[2] if "-" in doc[end - 1].text else ""
        last = end - 1
    else:
        word, last = doc[end + 1].lower_, end + 1
    if word not in reader.grammar.compound_leaders | reader.grammar.compound_backers:
        return
    noun = doc[last]
    while noun.dep_ in ("amod", "compound", "npadvmod", "punct", "nmod") and noun.head.i != noun.i:
        noun = noun.head
    relevance = reader.relevance(noun)[0]
    rule = "compound-led" if word in reader.grammar.compound_leaders else "compound-backed"
    hit = CueHit((last,), rule)
    yield Participation(
        Reading(noun.i, rule, Polarity.FOR, Certainty.ASSERTED, relevance, noun.i, (hit,)), Position.COMPOUND, noun.i
    )
