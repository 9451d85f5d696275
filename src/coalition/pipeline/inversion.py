"""Sentences that name their subject last: "Voting against were Chile and Peru", "Absent from the list is Mali".

The parser makes the countries objects, appositions or attributes of whatever comes
first, so the order of the words decides: a predicate, a form of "be", a list.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from coalition.lexicons.grammar import Grammar
from coalition.pipeline.actors import Actor, Authority
from coalition.pipeline.chains import ChainReader
from coalition.pipeline.ellipsis import echoed_readings
from coalition.pipeline.positions import Participation, Position

_OPENING_TAGS = frozenset({"VBG", "VBN", "VBD", "JJ"})  # "Opposed to it are" may be tagged as a past tense


def inverted_readings(actor: Actor, doc: Doc, reader: ChainReader) -> list[Participation]:
    """Return what the words before "be" say of a country behind it; empty where the sentence is in plain order."""
    if actor.authority is Authority.MODIFIER:
        return []
    echo = _echo_before(actor, doc, reader.grammar)
    if echo is not None:
        return [Participation(reading, Position.SUBJECT, echo.i) for reading in echoed_readings(echo, reader)]
    copula = _copula_before(actor, doc)
    if copula is None:
        return []
    opening = _opening(copula, reader.grammar)
    is_absence = any(token.lower_ in reader.grammar.absences for token in opening)
    words = [token for token in opening if token.lower_ not in reader.grammar.absences]
    readings = next((found for token in words if (found := reader.read(token))), [])
    items = [Participation(reading, Position.GATHERED, copula.i) for reading in readings]
    return [item.turned for item in items] if is_absence else items


def _echo_before(actor: Actor, doc: Doc, grammar: Grammar) -> Token | None:
    """Return "did" in "nor did Mali"; in "nor did Mali sign" the verb stands behind the name."""
    start, end = (actor.list_start, actor.list_end) if actor.list_start >= 0 else (actor.start, actor.end)
    start -= start > 0 and doc[start - 1].lower_ == "the"
    if start < 2 or doc[start - 2].lower_ not in grammar.echoes or (end < len(doc) and not _closes(doc[end], grammar)):
        return None
    verb = doc[start - 1]
    return verb if verb.lemma_ in grammar.pro_verbs or verb.tag_ == "MD" else None


def _closes(token: Token, grammar: Grammar) -> bool:
    return token.is_punct or token.is_space or token.is_sent_start or token.lower_ in grammar.gap_openers


def _copula_before(actor: Actor, doc: Doc) -> Token | None:
    start = actor.list_start if actor.list_start >= 0 else actor.start
    index = start - 1
    while index > 0 and (doc[index].pos_ in ("DET", "ADV") or doc[index].text == ":"):
        index -= 1
    is_be = index > 0 and doc[index].lemma_ == "be" and doc[index].pos_ in ("AUX", "VERB")
    return doc[index] if is_be and index > doc[start].sent.start else None


def _opening(copula: Token, grammar: Grammar) -> Sequence[Token]:
    """Return the words from the start of the clause to its "be" if they hold no subject of their own."""
    doc, end = copula.doc, copula.i
    while end > copula.sent.start and doc[end - 1].tag_ in ("MD", "RB"):
        end -= 1
    start = next((i + 1 for i in range(end - 1, copula.sent.start - 1, -1) if doc[i].text == ";"), copula.sent.start)
    while start < end and doc[start].lower_ in grammar.inversion_openers:
        start += 1
    tokens = doc[start:end]
    if not len(tokens):
        return ()
    opens = tokens[0].tag_ in _OPENING_TAGS or any(t.lower_ in grammar.absences for t in tokens[:2])
    return list(tokens) if opens else ()
