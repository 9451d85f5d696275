"""Reported clauses: what the subject of a verb of saying is reported to have said, as a token range."""

from spacy.tokens import Doc, Span, Token

_ASKING = frozenset({"ask", "wonder"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_QUESTION_WORDS = frozenset({"WP", "WDT", "WRB", "WP$"})
_MARKS = frozenset({".", ",", ";", ":", "!", "-", "--"})
_BREAKS = frozenset({";", ":"})
_MIN_TOKENS = 2


def clause_of(verb: Token, subject: int) -> tuple[int, int] | None:
    """Return the reported clause of a verb, without "that" and the closing full stop.

    Args:
        verb: The verb of saying.
        subject: The token of its subject, which a clause in front must not reach.

    Returns:
        The half-open token range, None where the verb has no clause.
    """
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if clause is None:
        return _clause_before(verb, subject)
    start = max(clause.left_edge.i, verb.i + 1)
    if verb.doc[start].tag_ in _QUESTION_WORDS and verb.lemma_ not in _ASKING:
        return None  # "explained what he had meant" does not say what he said
    return _stripped(verb.doc, start, clause.right_edge.i + 1)


def _clause_before(verb: Token, subject: int) -> tuple[int, int] | None:
    """Return the clause of "Poland would not join, its president said"."""
    doc = verb.doc
    first = min(_phrase_start(doc[subject]), verb.i)
    breaks = [t.i + 1 for t in doc[verb.sent.start : first] if t.text in _BREAKS]
    start = breaks[-1] if breaks else verb.sent.start  # "Oslo is in; nobody else has asked, Riga said"
    if verb.tag_ not in _FINITE or first <= start or doc[first - 1].text != ",":
        return None
    if subject > verb.i and doc[verb.i - 1].text != ",":
        return None
    has_object = any(c.dep_ in ("dobj", "xcomp") and c.i > verb.i for c in verb.children)
    if has_object and verb.lemma_ != "tell":
        return None
    return _stripped(doc, start, first) if any(t.tag_ in _FINITE for t in doc[start:first]) else None


def _phrase_start(subject: Token) -> int:
    """Return where a subject begins, its title across a comma included ("*its* prime minister, X, told")."""
    start = subject.left_edge.i
    if subject.dep_ == "appos" and subject.head.i == start - 2:
        return subject.head.left_edge.i
    return start


def rest_of_sentence(sent: Span, source: int, speaker: int) -> tuple[int, int] | None:
    """Return what "according to X" leaves of a sentence, None where it stands in the middle of nothing.

    Args:
        sent: The sentence.
        source: The token of "according".
        speaker: The head token of X.
    """
    doc = sent.doc
    edge = doc[speaker].right_edge.i + 1
    if source - sent.start > _MIN_TOKENS:
        return _stripped(doc, sent.start, source)
    comma = next((i for i in range(max(speaker + 1, edge - 1), sent.end) if doc[i].text == ","), None)
    return _stripped(doc, comma + 1 if comma is not None else edge, sent.end)


def _stripped(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    while start < end and (doc[start].is_punct or doc[start].is_space or _is_that(doc[start])):
        start += 1
    while end > start and (doc[end - 1].text in _MARKS or doc[end - 1].is_space):
        end -= 1
    return (start, end) if end - start >= _MIN_TOKENS else None


def _is_that(token: Token) -> bool:
    return token.lower_ == "that" and token.tag_ == "IN"
