"""What hangs on the actor itself: relative clauses, participles, appositions."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from coalition.lexicons.grammar import Grammar
from coalition.pipeline.chains import ChainReader
from coalition.pipeline.clauses import subject_of
from coalition.pipeline.ellipsis import clause_readings
from coalition.pipeline.positions import Participation, Position
from coalition.pipeline.subjects import passive_subject_readings


def attached_readings(head: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read what hangs on the actor itself: relative clauses, participles, appositions."""
    for child in head.children:
        if (child.dep_ == "relcl" and _relative_subject(child, reader.grammar)) or (
            child.dep_ == "acl" and child.tag_ == "VBG"
        ):
            for reading in clause_readings(child, reader):
                yield Participation(reading, Position.RELATIVE, child.i)
        elif child.dep_ == "acl" and child.tag_ == "VBN":  # "the countries involved in the talks"
            said = (item for item in passive_subject_readings(child, reader) if item.position is Position.SUBJECT)
            yield from (replace(item, position=Position.RELATIVE) for item in said)
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
            yield from (p for p in attached_readings(child, reader) if p.position is Position.GATHERED)


def _relative_subject(verb: Token, grammar: Grammar) -> bool:
    subject = subject_of(verb)
    return subject is None or subject.lower_ in grammar.relative_pronouns
