"""What hangs on the actor itself: relative clauses, participles, appositions."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from coalition.lexicons.grammar import Grammar
from coalition.pipeline.actors import Actor
from coalition.pipeline.chains import ChainReader
from coalition.pipeline.clauses import LONGEST_LIST, conjuncts_of, subject_of
from coalition.pipeline.ellipsis import clause_readings
from coalition.pipeline.positions import Participation, Position
from coalition.pipeline.subjects import passive_subject_readings, subject_readings
from coalition.pipeline.targets import Relevance


def attached_readings(head: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read what hangs on the actor itself: relative clauses, participles, appositions."""
    for clause in _cut_off(head):
        yield from subject_readings(clause, reader)
    for child in head.children:
        if (child.dep_ == "relcl" and _relative_subject(child, reader.grammar)) or (
            child.dep_ == "acl" and child.tag_ == "VBG"
        ):
            for clause in (child, *conjuncts_of(child)):
                for reading in clause_readings(clause, reader):
                    yield Participation(reading, Position.RELATIVE, clause.i)
        elif child.dep_ == "acl" and child.tag_ == "VBN":  # "the countries involved in the talks"
            said = (item for item in passive_subject_readings(child, reader) if item.position is Position.SUBJECT)
            yield from (replace(item, position=Position.RELATIVE) for item in said)
        elif child.dep_ == "appos" and child.pos_ in ("NOUN", "PROPN", "NUM") and not _is_empty(child, reader.grammar):
            for inner in (child, *(c for c in child.children if _describes(c, reader.grammar))):
                for reading in reader.read(inner):
                    item = Participation(reading, Position.APPOSITION, child.i)
                    yield item.turned if _is_denied(child) else item
        elif child.dep_ == "conj":
            yield from _gathered_readings(child, reader)


def _is_denied(apposition: Token) -> bool:
    """Tell "Norway, not a member", where the parser hangs "not" elsewhere."""
    edge = apposition.left_edge
    return edge.i > 0 and edge.nbor(-1).lower_ == "not" and edge.nbor(-1).head.i != apposition.i


def _gathered_readings(conjunct: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read "Israel and other critics of the deal", "and other states who warned", at the end of any list."""
    waiting = [conjunct]  # no recursion: lists have hundreds of members
    for _ in range(LONGEST_LIST):
        if not waiting:
            return
        token = waiting.pop()
        if token.pos_ == "NOUN" and any(child.lower_ == "other" for child in token.children):
            relatives = [c for c in token.children if c.dep_ == "relcl" and _relative_subject(c, reader.grammar)]
            for inner in (token, *relatives):
                for reading in reader.read(inner):
                    yield Participation(reading, Position.GATHERED, token.i)
        else:
            waiting += reversed([child for child in token.children if child.dep_ == "conj"])


def _cut_off(head: Token) -> Iterator[Token]:
    """Yield "pressed" of "Ethiopia, backed by Kenya, pressed ahead", which is no root to the parser."""
    participles = [c for c in head.children if c.dep_ == "acl" and c.tag_ in ("VBD", "VBN")]
    if head.dep_ == "ROOT" and len(participles) > 1:
        yield from (c for c in participles[1:] if not any(child.dep_ == "agent" for child in c.children))


def trailing_readings(actor: Actor, doc: Doc, reader: ChainReader) -> Iterator[Participation]:
    """Read "which" right behind a name that the parser hangs elsewhere: "a border with Azerbaijan, which never signed".

    A passive is left to the parser ("an accord with Iran, which was signed in May"), and so is
    a clause that may speak of the initiative.
    """
    at = actor.end + (actor.end < len(doc) and doc[actor.end].text == ",")
    if at > actor.end:
        yield from _trailing_group(actor, doc, at, reader)
    yield from _shared_description(actor, doc, reader)
    if at >= len(doc) or doc[at].lower_ not in ("which", "who") or doc[at].dep_ != "nsubj":
        return
    verb = doc[at].head
    if verb.dep_ != "relcl" or actor.start <= verb.head.i < actor.end or verb.head.i == actor.head:
        return
    if reader.relevance(verb.head)[0] in (Relevance.OTHER, Relevance.BARE, Relevance.ACTOR):
        for clause in (verb, *conjuncts_of(verb)):
            for reading in clause_readings(clause, reader):
                yield Participation(reading, Position.RELATIVE, clause.i)


def _trailing_group(actor: Actor, doc: Doc, at: int, reader: ChainReader) -> Iterator[Participation]:
    """Read "seventy people in Kenya, the first country to send police", where the parser explains the people."""
    nouns = (t for t in doc[at : min(at + _NOUN_PHRASE, len(doc))] if t.dep_ == "appos" and t.left_edge.i == at)
    noun = next(nouns, None)
    if noun is None or actor.start <= noun.head.i < actor.end or noun.head.i == actor.head:
        return
    is_country = noun.lemma_.lower() in reader.undertakings.gatherers or noun.lower_ in reader.grammar.group_words
    for reading in reader.read(noun) if is_country and not _is_empty(noun, reader.grammar) else ():
        yield Participation(reading, Position.APPOSITION, noun.i)


def _shared_description(actor: Actor, doc: Doc, reader: ChainReader) -> Iterator[Participation]:
    """Read "envoys of Chad and Mali, both supporters of the pact, said": the parser makes of them one more subject."""
    at = actor.list_end + 1
    if (
        actor.list_size < 2
        or at >= len(doc)
        or doc[at - 1].text != ","
        or doc[at].lower_ not in reader.grammar.universals
    ):
        return
    noun = next(
        (t for t in doc[at : min(at + _NOUN_PHRASE, len(doc))] if t.tag_ == "NNS" and t.left_edge.i == at), None
    )
    if noun is None or _is_empty(noun, reader.grammar):
        return
    for reading in reader.read(noun):
        yield Participation(reading, Position.APPOSITION, noun.i)


_NOUN_PHRASE = 6  # tokens from the article to its noun: "the first African country"


def _describes(child: Token, grammar: Grammar) -> bool:
    """Tell whether a word tells of an apposition what it does; in "a phrase that Rome had used" Rome acts."""
    return child.dep_ in ("acl", "amod", "prep") or (child.dep_ == "relcl" and _relative_subject(child, grammar))


def _relative_subject(verb: Token, grammar: Grammar) -> bool:
    subject = subject_of(verb)
    return subject is None or subject.lower_ in grammar.relative_pronouns


def _is_empty(noun: Token, grammar: Grammar) -> bool:
    """Tell appositions that say nothing of today: "once the loudest critic", and "the only one to do so", an echo."""
    before = noun.doc[max(noun.sent.start, noun.left_edge.i - 2) : noun.i]
    if any(t.lower_ in grammar.past_adverbs or t.lower_ in grammar.past_adjectives for t in before):
        return True
    return any(t.lemma_ == "do" and t.i + 1 < len(t.doc) and t.nbor().lower_ == "so" for t in noun.subtree)
