"""Verbs that were left out: "Italy sends forty, Poland twenty and Hungary none", "so did Laos"."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from coalition.pipeline.actors import Actor
from coalition.pipeline.chains import ChainReader
from coalition.pipeline.clauses import is_clause, is_ellipsis, negations
from coalition.pipeline.positions import Participation, Position


def gapped_readings(actor: Actor, doc: Doc, reader: ChainReader) -> list[Participation]:
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


def elliptical_readings(verb: Token, reader: ChainReader) -> Iterator[Participation]:
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
