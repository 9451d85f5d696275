"""How an actor takes part in predicates: as subject, agent, object, possessor, list member."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from coalition.lexicons.grammar import Grammar
from coalition.pipeline.actors import Actor, Authority
from coalition.pipeline.attachments import attached_readings, trailing_readings
from coalition.pipeline.chains import ChainReader
from coalition.pipeline.clauses import NOUN_TAGS, SUBJECTS, first_conjunct, is_clause, modality, negations, subject_of
from coalition.pipeline.ellipsis import gapped_readings
from coalition.pipeline.exceptions import exception_group, is_alternative, is_excluded, is_negative_group
from coalition.pipeline.inversion import inverted_readings
from coalition.pipeline.matching import match_act
from coalition.pipeline.matters import open_matter
from coalition.pipeline.nominals import OWN_ACT_RULE, compound_readings, existing, nominal_readings
from coalition.pipeline.positions import Participation, Position
from coalition.pipeline.readings import CueHit, Reading
from coalition.pipeline.requests import object_readings
from coalition.pipeline.subjects import (
    among_readings,
    companion_readings,
    forerunner_readings,
    left_out_readings,
    passive_subject_readings,
    subject_readings,
)
from coalition.pipeline.targets import Relevance
from coalition.stance import Certainty, Polarity


def participations(actor: Actor, doc: Doc, reader: ChainReader) -> list[Participation]:
    """Return what the positions of an actor say of its country; empty for a mere mention."""
    found: list[Participation] = list(compound_readings(actor, doc, reader))
    if actor.authority is Authority.OTHER:
        return []
    by_order = gapped_readings(actor, doc, reader) or inverted_readings(actor, doc, reader)
    if by_order:
        return _unique(by_order)
    found += _open_question(doc[actor.head], reader)
    if actor.authority is Authority.MODIFIER:
        noun = doc[actor.head]
        own = [p for p in nominal_readings(noun, noun, reader) if not _is_about(actor, p, doc, reader)]
        return found + own
    group = exception_group(actor, doc, reader.grammar, reader.undertakings)
    if group is not None:
        return _unique([_taken_out(item, group, reader.grammar) for item in _of_group(group, actor, doc, reader)])
    heads = dict.fromkeys([actor.head, *actor.anchors])
    for index in heads:
        found += _at(doc[index], reader)
    found = _without_overtaken(found, doc, reader.grammar)
    found += trailing_readings(actor, doc, reader)
    found += _included_readings(actor, doc, reader)
    if not found:
        found += _lost_verb_readings(actor, doc, reader)
    last = doc[actor.end - 1]
    if last.i not in heads:  # "the presidents of Mali and other states who have warned against the pact"
        found += [p for p in attached_readings(last, reader) if p.position is Position.GATHERED]
    if actor.authority is Authority.PARLIAMENT:
        return [item for item in _unique(found) if item.reading.rule in _BINDING and not _is_count(item, doc)]
    if actor.gatherer is not None:
        found += [
            replace(p, position=Position.GATHERED) for p in _gathered(doc[actor.gatherer], actor.list_start, reader)
        ]
    if is_excluded(actor, doc, reader.grammar):
        found = [item.turned for item in found]
    if is_alternative(actor, doc):
        found = [replace(p, reading=replace(p.reading, certainty=Certainty.OPEN)) for p in found]
    return _unique(found)


def _is_count(item: Participation, doc: Doc) -> bool:
    """Tell whether a number is decided on: "voters rejected all four"."""
    return item.reading.target is not None and doc[item.reading.target].pos_ == "NUM"


def _without_overtaken(found: list[Participation], doc: Doc, grammar: Grammar) -> list[Participation]:
    """Drop "which once opposed it" where the main clause tells of today: "has changed its mind", "will now join"."""
    if not any(item.position is Position.SUBJECT for item in found):
        return found
    return [p for p in found if p.position is not Position.RELATIVE or not _is_bygone(doc[p.verb], grammar)]


def _is_bygone(verb: Token, grammar: Grammar) -> bool:
    return any(
        (child.dep_ == "aux" and child.lower_ == "had")
        or (child.dep_ == "advmod" and child.lower_ in grammar.bygone_adverbs)
        for child in verb.children
    )


def _lost_verb_readings(actor: Actor, doc: Doc, reader: ChainReader) -> Iterator[Participation]:
    """Read the verb behind a country where the parse gives it no subject: "voted in favour and Belgium abstained"."""
    head = doc[actor.head]
    is_added = head.dep_ == "conj" and doc[actor.start - 1].lower_ in reader.grammar.coordinators
    if not (is_added or _is_swallowed(head)) or not actor.end < len(doc):
        return
    verb = doc[actor.end]
    verb = verb.head if verb.dep_ in ("aux", "auxpass") else verb
    if not is_added and verb.tag_ == "VBN" and any(child.lower_ in reader.grammar.have_forms for child in verb.lefts):
        yield from subject_readings(verb, reader) if subject_of(verb) is None else ()
    if verb.tag_ in ("VBD", "VBZ", "VBP", "VB") and is_clause(verb) and subject_of(verb) is None:
        yield from subject_readings(verb, reader)


def _is_swallowed(name: Token) -> bool:
    """Tell "After weeks of doubt Peru has signed", where the name becomes the object of the last preposition."""
    top = name
    while top.dep_ in ("pobj", "prep") and top.head.dep_ in ("prep", "pobj"):
        top = top.head
    return name.dep_ == "pobj" and top.dep_ == "prep" and top.left_edge.i == name.sent.start and is_clause(top.head)


def _included_readings(actor: Actor, doc: Doc, reader: ChainReader) -> Iterator[Participation]:
    """Read what the whole does for those named in an aside: "All the others, Peru and Chile included, have joined"."""
    end = max(actor.end, actor.list_end)
    if end + 1 >= len(doc) or doc[end].lower_ not in reader.grammar.inclusions or doc[end + 1].text != ",":
        return
    behind = (t for t in doc[end + 1 : doc[end].sent.end] if is_clause(t) and t.dep_ not in ("aux", "auxpass"))
    for item in subject_readings(verb, reader) if (verb := next(behind, None)) is not None else ():
        yield replace(item, position=Position.GATHERED)


def _is_about(actor: Actor, item: Participation, doc: Doc, reader: ChainReader) -> bool:
    """Tell whether a name before a noun is what it is done to: "the Cuba embargo", but "the Cuban embargo"."""
    family = reader.undertakings.families.get(reader.initiative.family or "")
    last = doc[actor.end - 1]
    is_name = actor.kind == "name" and last.dep_ != "poss" and last.lower_ not in reader.grammar.attributive_names
    return item.reading.rule == OWN_ACT_RULE and is_name and family is not None and family.directed


def _of_group(group: Token, actor: Actor, doc: Doc, reader: ChainReader) -> list[Participation]:
    """Return what is said of "everyone" in "Everyone bar Malta voted for it".

    Where the parser loses the group, the next verb is its verb.
    """
    found = _at(group, reader)
    if found or group.i > actor.start:
        return found
    behind = doc[max(actor.end, actor.list_end) : doc[actor.start].sent.end]
    verb = next((t for t in behind if is_clause(t)), None)
    items = subject_readings(verb, reader) if verb is not None else ()
    is_negative = is_negative_group(group, reader.grammar)
    return [item.turned if is_negative and not _is_negated(item) else item for item in items]


def _is_negated(item: Participation) -> bool:
    return any(hit.rule == "negation" for hit in item.reading.cues)


def _taken_out(item: Participation, group: Token, grammar: Grammar) -> Participation:
    """Turn what is said of all or none of a group; "no country but Chad opposed it" is no hedge on Chad's part."""
    reading = item.reading
    is_firm = is_negative_group(group, grammar) and reading.certainty is Certainty.HEDGED
    certainty = Certainty.ASSERTED if is_firm else reading.certainty
    return replace(item, reading=replace(reading, polarity=reading.polarity.flipped, certainty=certainty))


_BINDING = frozenset({"commit", "vote-for", "vote-against", "reject", "support", "act", "abstain", "recognise"})


def _open_question(head: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read "It is unclear what Washington's response will be": the subject of the question is undecided."""
    clause = head.head
    own = _own_matter(head, reader) or (_own_matter(clause, reader) if head.dep_ in _OWNING else None)
    if own is not None:
        yield own
        return
    if (head.dep_ not in SUBJECTS and head.dep_ not in ("poss", "compound")) or not is_clause(clause):
        return
    if clause.dep_ not in ("ccomp", "csubj", "csubjpass") or not _is_question(clause, reader.grammar):
        return
    for word in (clause.head, *(c for c in clause.head.children if c.dep_ in ("acomp", "oprd"))):
        match = next((m for m in reader.cues.at(word) if m.cue.id == "undecided"), None)
        if match is not None:
            target = reader.targets.read(clause, (clause.i,))
            hit = CueHit(match.tokens, match.cue.id)
            reading = Reading(
                word.i, match.cue.id, Polarity.NEUTRAL, Certainty.OPEN, target.relevance, target.token, (hit,)
            )
            yield Participation(reading, Position.SUBJECT, clause.head.i)
            return


_OWNING = frozenset({"poss", "amod", "compound"})


def _own_matter(noun: Token, reader: ChainReader) -> Participation | None:
    """Read "Chile's position remains unclear" and "the Chilean answer is not known"."""
    clause = noun.head
    if noun.dep_ not in SUBJECTS or noun.lemma_.lower() not in reader.grammar.pending_matters:
        return None
    words = [clause, *(c for c in clause.children if c.dep_ in ("acomp", "attr", "oprd", "prep"))]
    match = next((m for word in words for m in reader.cues.at(word) if m.cue.id == "undecided"), None)
    tokens = match.tokens if match is not None else open_matter(clause, reader.grammar)
    if tokens is None:
        return None
    hit = CueHit(tokens, "undecided")
    reading = Reading(clause.i, "undecided", Polarity.NEUTRAL, Certainty.OPEN, Relevance.BARE, None, (hit,))
    return Participation(reading, Position.NOMINAL, clause.i)


def _is_question(clause: Token, grammar: Grammar) -> bool:
    first = [token.lower_ for token in clause.subtree][:1]
    return bool(first) and first[0] in grammar.question_words


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


def _above(anchor: Token, reader: ChainReader) -> Token | None:
    """Return the noun whose position an actor shares: an apposition's head, "diplomats" in "diplomats from X"."""
    if anchor.dep_ == "appos" and anchor.head.i != anchor.i:
        return anchor.head
    if anchor.dep_ == "pobj" and anchor.head.lower_ in ("of", "from", "in", "including"):
        owner = anchor.head.head
        lemma = owner.lemma_.lower()
        is_part = anchor.head.lower_ == "of" and owner.pos_ in NOUN_TAGS | {"DET"}  # "five of the biggest states"
        if anchor.head.lower_ == "from" and _is_contingent(owner, reader):
            return owner
        if (is_part or owner.pos_ in ("NOUN", "PROPN")) and lemma in reader.undertakings.gatherers:
            return owner
    return None


def _is_contingent(noun: Token, reader: ChainReader) -> bool:
    """Tell "rescuers from Chad" who arrive, and act for it, from "support from Chad" and officers who say things."""
    if noun.lemma_.lower() not in reader.undertakings.contributions or reader.read(noun):
        return False
    return reader.is_presence(noun.head) or match_act(noun.head, reader.initiative.acts) is not None


def _at(head: Token, reader: ChainReader) -> list[Participation]:
    anchor = first_conjunct(head)
    while (above := _above(anchor, reader)) is not None:
        anchor = first_conjunct(above)
    found = [*_cleft_readings(head, anchor, reader), *_clause_positions(anchor, reader)]
    for token in dict.fromkeys((head.i, anchor.i)):
        found += attached_readings(head.doc[token], reader)
    return found


def _cleft_readings(head: Token, anchor: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read "It was Chad that signed first"; in "It was not Mali but Niger that signed" Mali did not."""
    copula = anchor.head
    subject = subject_of(copula)
    if anchor.dep_ != "attr" or copula.lemma_ != "be" or subject is None or subject.lower_ != "it":
        return
    is_set_right = any(t.lower_ in reader.grammar.contrasts for t in head.doc[anchor.i + 1 : head.i])
    is_denied = bool(negations(copula, reader.grammar)) and not is_set_right
    for clause in (
        c for noun in (copula, anchor, head) for c in noun.children if c.dep_ in ("ccomp", "relcl", "advcl")
    ):
        own = subject_of(clause)
        if clause.i > head.i and own is not None and own.lower_ in reader.grammar.relative_pronouns:
            yield from (item.turned if is_denied else item for item in subject_readings(clause, reader))


def _clause_positions(anchor: Token, reader: ChainReader) -> Iterator[Participation]:
    head = anchor.head
    if anchor.dep_ in ("nsubj", "csubj"):
        yield from subject_readings(_next_verb(anchor, head) if head.pos_ == "ADP" else head, reader)
        if _is_aside(head):
            yield from subject_readings(head.head, reader)
    elif anchor.dep_ == "nsubjpass":
        yield from passive_subject_readings(head, reader)
    elif anchor.dep_ == "pobj":
        yield from _prepositional(anchor, head, reader)
    elif anchor.dep_ in ("dobj", "dative", "iobj"):
        yield from object_readings(anchor, head, reader)
    elif anchor.dep_ == "poss" or anchor.dep_ in ("compound", "nmod"):
        yield from nominal_readings(anchor, head, reader)
    elif anchor.dep_ == "attr":
        yield from _attribute(head, reader)
        yield from (Participation(reading, Position.NOMINAL, head.i) for reading in existing(anchor, reader))


def _is_aside(participle: Token) -> bool:
    """Tell "Iraq, said to be in doubt, is taking part", where the parser gives the participle the subject."""
    verb = participle.head
    is_cut = participle.i > 0 and participle.nbor(-1).text == "," and participle.tag_ in ("VBD", "VBN")
    return is_cut and is_clause(verb) and verb.i > participle.i and subject_of(verb) is None


def _next_verb(subject: Token, head: Token) -> Token:
    """Return the verb of "The two will between them hand over ten jets", where the parser makes "between" the head."""
    behind = subject.doc[subject.right_edge.i + 1 : subject.sent.end]
    return next((t for t in behind if t.pos_ == "VERB" and t.dep_ not in ("relcl", "acl")), head)


def _prepositional(anchor: Token, preposition: Token, reader: ChainReader) -> Iterator[Participation]:
    governor = first_conjunct(preposition).head  # "ratification by Chad on Monday and by Mali on Tuesday"
    word = preposition.lower_
    if preposition.dep_ == "agent" or (word in ("by", "between") and is_clause(governor)):
        shared = _shared_with(governor, reader)
        yield from shared
        for reading in () if shared else reader.read(governor):
            yield Participation(reading, Position.AGENT, governor.i)
    elif word in reader.grammar.absence_prepositions:
        yield from left_out_readings(preposition, reader)
    elif word in reader.grammar.companion_prepositions | reader.grammar.exception_prepositions:
        if not (word == "with" and _is_other_side(anchor, governor, reader)):
            found = companion_readings(word, governor, reader)
            yield from (item for item in found if not (word == "with" and _is_broken_with(preposition, item)))
        yield from object_readings(anchor, governor, reader)
    elif word == "after":
        yield from forerunner_readings(governor, reader)
    elif word in reader.grammar.among_prepositions and is_clause(governor):
        yield from subject_readings(governor, reader)
    elif word == "of" and governor.lower_ in reader.grammar.proxies:
        yield from _represented(anchor, governor, reader)
    elif governor.pos_ in ("NOUN", "PROPN") and word in reader.grammar.owner_prepositions:
        yield from nominal_readings(anchor, governor, reader)
    elif is_clause(governor):
        yield from object_readings(anchor, governor, reader)
        if governor.lemma_ == "come" and word == "from":
            yield from _sent_by(governor, reader)
            given = [noun for noun in governor.children if noun.dep_ == "nsubj"]
            yield from (p for noun in given for p in nominal_readings(anchor, noun, reader) if _is_given(p))
        if word == "from":
            yield from _delegated(governor, reader)
        if word in ("from", "by"):  # "drew support from X": the parser hangs "from" on the verb
            nouns = [noun for noun in governor.children if noun.dep_ in ("dobj", "nsubjpass")]
            if governor.dep_ == "relcl":  # "the advice he had received from X"
                nouns.append(governor.head)
            for noun in nouns:
                yield from nominal_readings(anchor, noun, reader)


def _represented(anchor: Token, proxy: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read what is done "on behalf of" a country; who has several spoken for has them join in what is said."""
    verb = proxy.head.head
    while verb.dep_ in ("advcl", "xcomp", "prep") and verb.head.i != verb.i:
        verb = verb.head
    found = list(subject_readings(verb, reader)) if is_clause(verb) else []
    if not found and any(child.dep_ == "conj" for child in anchor.children):
        found = list(nominal_readings(anchor, proxy, reader))
    yield from (replace(item, position=Position.AGENT) for item in found)


def _is_other_side(anchor: Token, governor: Token, reader: ChainReader) -> bool:
    """Tell whether "with" names no companion: "the drill with Oman was cancelled", "with Oman wavering, Qatar left"."""
    is_thing = governor.pos_ == "NOUN" and governor.lemma_.lower() not in reader.undertakings.gatherers
    is_absolute = any(child.dep_ == "acl" and child.tag_ == "VBG" for child in anchor.children)
    return (is_thing and governor.dep_ in SUBJECTS) or is_absolute


def _shared_with(participle: Token, reader: ChainReader) -> list[Participation]:
    """Return what is said of Egypt for Sudan in "Egypt, backed by Sudan, fought the treaty": a backer shares it."""
    backed = participle.head
    is_backing = any(match.cue.id == "support" for match in reader.cues.at(participle))
    if participle.dep_ != "acl" or backed.pos_ != "PROPN" or not is_backing:
        return []
    return [replace(item, position=Position.AGENT) for item in _at(backed, reader)]


def _is_given(item: Participation) -> bool:
    """Tell "pledges came from Japan" and "the noes came from Mali" from the loudest applause."""
    is_answer = item.reading.rule in _ANSWERS and item.reading.relevance is not Relevance.OTHER
    return is_answer or item.reading.rule in _BINDING - {"support", "reject"}


_ANSWERS = frozenset({"condemn", "oppose", "support"})


def _delegated(verb: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read "ministers attended from Mali and Niger": where those who take part come from."""
    subject = subject_of(verb)
    if subject is None or subject.tag_ != "NNS" or subject.lemma_.lower() not in reader.undertakings.gatherers:
        return
    for item in subject_readings(verb, reader):
        if item.reading.polarity is Polarity.FOR and item.reading.rule in _TAKING_PART:
            yield replace(item, position=Position.AGENT)


_TAKING_PART = frozenset({"act", "join", "attend"})


def _is_broken_with(preposition: Token, item: Participation) -> bool:
    """Tell whether what is done "with" a country is against it: "broke with Oman", not "left together with Oman"."""
    before = preposition.nbor(-1).lower_ if preposition.i else ""
    return item.reading.polarity is Polarity.AGAINST and before not in ("along", "together", ",")


def _sent_by(verb: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read "half of the soldiers came from Ghana": who a contribution comes from has given it."""
    thing = subject_of(verb)
    if thing is None or negations(verb, reader.grammar) or not _is_contribution(thing, reader):
        return
    relevance = min(reader.relevance(thing)[0], Relevance.CONTRIBUTION, key=list(Relevance).index)
    certainty, _ = modality(verb, reader.grammar)
    hit = CueHit((thing.i, verb.i), "come-from")
    reading = Reading(verb.i, "come-from", Polarity.FOR, certainty, relevance, thing.i, (hit,))
    yield Participation(reading, Position.AGENT, verb.i)


def _is_contribution(noun: Token, reader: ChainReader) -> bool:
    parts = [inner for child in noun.children if child.lower_ == "of" for inner in child.children]
    return any(token.lemma_.lower() in reader.undertakings.contributions for token in (noun, *parts))


def _attribute(copula: Token, reader: ChainReader) -> Iterator[Participation]:
    yield from among_readings(copula, reader)
    subject = subject_of(copula)
    is_group = subject is not None and subject.lemma_.lower() in reader.undertakings.gatherers
    if subject is not None and (is_group or subject.lower_ in reader.grammar.plural_pronouns):
        yield from _earlier_group(subject, reader)
    if subject is not None and subject.pos_ in ("NOUN", "PRON"):
        for child in (subject, *subject.children):
            if child.i == subject.i or child.dep_ in ("relcl", "acl"):
                for reading in reader.read(child):
                    yield Participation(reading, Position.GATHERED, copula.i)


def _earlier_group(group: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read "The six were A, B ..." from the sentence before, where "six countries" did something or "six abstained"."""
    for token in reversed(group.doc[max(0, group.sent.start - GROUP_REACH) : group.sent.start]):
        if token.lemma_ != group.lemma_:
            continue
        found = _at(token, reader) if token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "nummod") else []
        verb = token.nbor()
        if not found and is_clause(verb) and verb.i < group.sent.start:  # the parser coordinates "and six abstained"
            found = list(subject_readings(verb, reader))
        if found:
            yield from (replace(item, position=Position.GATHERED) for item in found)
            return
    before = group.doc[group.sent.start - 1].sent.root if group.sent.start else None
    subject = subject_of(before) if before is not None else None
    if subject is not None and subject.lemma_.lower() in reader.undertakings.gatherers:
        for item in _at(subject, reader):
            yield replace(item, position=Position.GATHERED)


GROUP_REACH = 60  # tokens back to the first naming of a group; two sentences
