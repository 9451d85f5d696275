"""Verbs that were left out: "Italy sends forty, Poland twenty and Hungary none", "so did Laos".

The parser has no good place for such a country: it becomes an apposition or a second
object. So what stands right behind the name, up to the next comma, decides, and not the
parse: an amount, a time, a word for yes or no, a bare auxiliary.
"""

from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from coalition.lexicons.cues import CueKind
from coalition.lexicons.grammar import Grammar
from coalition.pipeline.actors import Actor, Authority
from coalition.pipeline.chains import ChainReader
from coalition.pipeline.clauses import is_clause, is_ellipsis, modality, negations, subject_of
from coalition.pipeline.matching import best_of
from coalition.pipeline.positions import Participation, Position
from coalition.pipeline.readings import CueHit, Reading
from coalition.pipeline.targets import Relevance
from coalition.stance import Certainty, Polarity

ELLIPSIS_REACH = 40  # tokens back to the clause that "so did X" repeats
MAX_REMNANT = 8  # tokens: "Ghana none at all in the first two years"
_FINITE = frozenset({"VBD", "VBP", "VBZ", "VBG", "VBN", "VB"})
_NAMES = frozenset({"GPE", "LOC", "NORP", "ORG", "PERSON"})


@dataclass(frozen=True, slots=True)
class _Remnant:
    """What stands behind the name of a country without a verb; ``opener`` is the token before its list."""

    opener: Token
    first: int
    tokens: tuple[Token, ...]


def gapped_readings(actor: Actor, doc: Doc, reader: ChainReader) -> list[Participation]:
    """Read a country whose verb was left out; empty where it has one.

    "Reykjavik voted against the ban and Copenhagen for it" has its sign behind the name,
    "Poland twenty and Hungary none" takes it from the clause before, "Bucharest will not"
    from the sentence before if need be.
    """
    remnant = _remnant(actor, doc, reader.grammar)
    if remnant is None:
        return []
    sign = _sign(remnant, reader.grammar)
    if sign is not None:
        return _signed(remnant, *sign, reader)
    if remnant.opener.lower_ == "with" or _is_description(remnant, reader.grammar):
        return _described(remnant, reader)
    if _is_auxiliary(remnant, reader.grammar):
        verb = remnant.tokens[0]
        readings = _repeated(verb, remnant.first, remnant.tokens, reader)
        return [Participation(reading, Position.SUBJECT, verb.i) for reading in readings]
    is_none = remnant.tokens[0].lower_ in reader.grammar.nothings
    is_amount = is_none or _is_amount(remnant, reader)
    if is_amount or _is_time(remnant):
        return _paralleled(remnant, reader, is_negative=is_none, is_time=not is_amount)
    return []


# ---------------------------------------------------------------- what is left of the clause
def _remnant(actor: Actor, doc: Doc, grammar: Grammar) -> _Remnant | None:
    if actor.authority not in (Authority.NATION, Authority.MODIFIER) or actor.kind == "adjective":
        return None  # "Hungary none" and "Morocco tents" are compounds to the parser
    first, end = (actor.list_start, actor.list_end) if actor.list_start >= 0 else (actor.start, actor.end)
    sent = doc[actor.start].sent
    before = first - 1 - (first > sent.start and doc[first - 1].lower_ == "the")
    if before < sent.start or doc[before].lower_ not in grammar.gap_openers:
        return None
    stop = next((i for i in range(end, sent.end) if _ends(doc[i], grammar)), sent.end)
    tokens = tuple(t for t in doc[end:stop] if t.pos_ != "ADV" or t.lower_ in grammar.remnant_words)
    if not tokens or len(tokens) > MAX_REMNANT:
        return None
    verbs = [t for t in tokens[1:] if t.tag_ in _FINITE and t.lower_ not in grammar.remnant_words]
    if any(t.tag_ != "VB" or t.nbor(-1).lower_ != "to" for t in verbs):
        return None
    return _Remnant(doc[before], first, tokens)


def _ends(token: Token, grammar: Grammar) -> bool:
    return token.is_punct or token.is_space or token.lower_ in grammar.gap_openers


def _is_auxiliary(remnant: _Remnant, grammar: Grammar) -> bool:
    first, *rest = remnant.tokens
    is_pro_verb = first.lemma_ in grammar.pro_verbs or first.tag_ == "MD"
    return is_pro_verb and all(t.lower_ in grammar.negators for t in rest)


def _is_amount(remnant: _Remnant, reader: ChainReader) -> bool:
    """Tell "twenty", "$40m", "a frigate"; and "tents" in "Morocco tents", where the name is no modifier."""
    first = remnant.tokens[0]
    if first.tag_ in _FINITE:
        return False
    if first.pos_ in ("NUM", "SYM"):
        return remnant.opener.lower_ != "with"
    if first.tag_ == "PRP$":  # "Chad lent its trucks and Niger its drivers"
        return remnant.opener.lower_ in reader.grammar.coordinators
    given = any(t.lemma_.lower() in reader.undertakings.contributions for t in remnant.tokens)
    return given and (first.lower_ in ("a", "an") or (len(remnant.tokens) == 1 and first.tag_ == "NNS"))


def _is_time(remnant: _Remnant) -> bool:
    first = remnant.tokens[0]
    return first.pos_ not in ("VERB", "AUX") and any(t.ent_type_ in ("DATE", "TIME") for t in remnant.tokens)


def _sign(remnant: _Remnant, grammar: Grammar) -> tuple[Polarity, Certainty, str] | None:
    words = [t.lower_ for t in remnant.tokens]
    if words[-1] == "it":  # "and Copenhagen for it"
        words = words[:-1]
    if words[:1] == ["a"]:
        words = words[1:]  # "and Liechtenstein a yes"
    text = " ".join(words[: words.index("of")] if "of" in words else words)  # "Denmark in favour of the quota"
    if text in grammar.remnants_for:
        return Polarity.FOR, Certainty.ASSERTED, "support"
    if text in grammar.remnants_against:
        return Polarity.AGAINST, Certainty.ASSERTED, "oppose"
    return (Polarity.NEUTRAL, Certainty.OPEN, "undecided") if text in grammar.remnants_open else None


# ---------------------------------------------------------------- the clause before
def _antecedent(first: int, start: int, reader: ChainReader, doc: Doc) -> tuple[Token, list[Reading]] | None:
    """Return the nearest clause before a token that says something of its subject."""
    vague = None
    for token in reversed(doc[start:first]):
        if not is_clause(token) or token.dep_ in ("aux", "auxpass") or is_ellipsis(token, reader.grammar):
            continue
        verb = _top(token, start)
        readings = reader.read(verb)
        if any(r.relevance not in (Relevance.OTHER, Relevance.ACTOR) for r in readings):
            return verb, readings
        if readings and vague is None:
            vague = verb, readings  # "recognised it, joining the 140 others that already do"
    return vague


def _top(verb: Token, start: int) -> Token:
    """Climb from "join" to "refused" in "refused to join", whose whole is repeated by "so did Mali"."""
    while verb.dep_ in ("xcomp", "pcomp", "prep") and start <= verb.head.i < verb.i and subject_of(verb) is None:
        verb = verb.head
    return verb


def _paralleled(remnant: _Remnant, reader: ChainReader, *, is_negative: bool, is_time: bool) -> list[Participation]:
    doc = remnant.opener.doc
    found = _antecedent(remnant.first, remnant.opener.sent.start, reader, doc)
    if found is None or not _is_subject_gap(found[0], remnant, is_time=is_time):
        return []
    return [
        Participation(
            replace(r, polarity=r.polarity.flipped if is_negative else r.polarity), Position.SUBJECT, found[0].i
        )
        for r in found[1]
    ]


def _is_subject_gap(verb: Token, remnant: _Remnant, *, is_time: bool) -> bool:
    """Tell "A joined in May, B in June" from "sanctioned A in May, B in June": the verb has no country behind it.

    A time stands beside another time; "pushback from allies and China over the weekend" leaves nothing out.
    """
    subject = subject_of(verb)
    while subject is None and verb.dep_ == "conj":
        verb = verb.head
        subject = subject_of(verb)
    if subject is None and verb.nbor(-1).pos_ != "PROPN":  # "To the relief in Syria Jordan sent": a misparse
        return False
    behind = [t for t in verb.doc[verb.i + 1 : remnant.opener.i] if t.ent_type_ in _NAMES]
    if any(t.dep_ in ("dobj", "dative", "iobj") for t in behind):
        return False
    if not is_time:
        return True
    is_timed = any(t.ent_type_ in ("DATE", "TIME") for t in verb.doc[verb.i + 1 : remnant.opener.i])
    return is_timed and not any(t.left_edge.nbor(-1).pos_ == "ADP" for t in behind)


def _signed(
    remnant: _Remnant, polarity: Polarity, certainty: Certainty, rule: str, reader: ChainReader
) -> list[Participation]:
    found = _antecedent(remnant.first, remnant.opener.sent.start, reader, remnant.opener.doc)
    if found is None and remnant.opener.lower_ not in ("with", ",", "and"):
        return []
    first = remnant.tokens[0].i
    relevance, target = (found[1][0].relevance, found[1][0].target) if found else (Relevance.BARE, None)
    if relevance in (Relevance.ACTOR, Relevance.OTHER):
        relevance = Relevance.BARE  # "broke up with Oman against": what broke up is not the matter
    hit = CueHit(tuple(t.i for t in remnant.tokens), rule)
    return [
        Participation(Reading(first, rule, polarity, certainty, relevance, target, (hit,)), Position.SUBJECT, first)
    ]


def _is_description(remnant: _Remnant, grammar: Grammar) -> bool:
    """Tell "the last holdout" of "Uruguay is the author of the pact, Chile the last holdout"."""
    doc, first = remnant.opener.doc, remnant.tokens[0]
    if first.lower_ not in ("a", "an", "the") or remnant.opener.lower_ not in (",", ";", "and", "but", "while"):
        return False
    before = [t for t in doc[remnant.opener.sent.start : remnant.opener.i] if t.lemma_ in grammar.copulas]
    return any(child.dep_ == "attr" for verb in before[-1:] for child in verb.children)


def _described(remnant: _Remnant, reader: ChainReader) -> list[Participation]:
    """Read "with Malta and Monaco the only ones to reject the tax"."""
    if remnant.tokens[0].pos_ != "DET":
        return []
    return [Participation(r, Position.APPOSITION, t.i) for t in remnant.tokens for r in reader.read(t)]


# ---------------------------------------------------------------- auxiliaries for a whole clause
def clause_readings(verb: Token, reader: ChainReader) -> list[Reading]:
    """Return what a clause says of its subject, from the clause before where only an auxiliary or "to" is left.

    So "nor did Mali", "Myanmar did not", "the 140 others that already do", "Lima means to".
    """
    if is_ellipsis(verb, reader.grammar):
        return _repeated(verb, verb.i, (*verb.children, verb.nbor(-1) if verb.i else verb), reader)
    if _ends_in_to(verb, reader.grammar):
        return _intended(verb, reader)
    return reader.read(verb)


def echoed_readings(verb: Token, reader: ChainReader) -> list[Reading]:
    """Return what the clause before says, for the country behind an auxiliary: "nor did Mali", "as has Peru"."""
    return _repeated(verb, verb.i - 1, (verb.nbor(-1),), reader)


def _repeated(verb: Token, first: int, around: tuple[Token, ...], reader: ChainReader) -> list[Reading]:
    is_negative = bool(negations(verb, reader.grammar)) or any(t.lower_ in reader.grammar.negators for t in around)
    found = _antecedent(first, max(0, first - ELLIPSIS_REACH), reader, verb.doc)
    own = reader.grammar.modals.get(verb.lower_, Certainty.ASSERTED)
    return [
        replace(_turned(reading, is_negative=is_negative), certainty=_own_certainty(own, reading))
        for reading in (found[1] if found else ())
    ]


def _turned(reading: Reading, *, is_negative: bool) -> Reading:
    was_negative = any(hit.rule == "negation" for hit in reading.cues)
    return reading if is_negative == was_negative else replace(reading, polarity=reading.polarity.flipped)


def _own_certainty(own: Certainty, reading: Reading) -> Certainty:
    """Return how firm "may" in "Chile has joined and Peru may" is; a modal before is not repeated."""
    if any(hit.rule.startswith("modal-") for hit in reading.cues):
        return own
    return own.or_weaker(reading.certainty)


def _ends_in_to(verb: Token, grammar: Grammar) -> bool:
    """Tell whether the infinitive behind a verb is left out: "Lima means to.", "Peru, which is expected to, sent"."""
    following = verb.doc[verb.i + 1 : verb.i + 4]
    to = next((t for t in following if t.lower_ == "to"), None)
    if to is None or any(t.lower_ not in grammar.negators for t in following[: to.i - verb.i - 1]):
        return False
    end = verb.sent.end
    return to.i + 1 == end or (to.i < end and _ends(to.nbor(), grammar))


def _intended(verb: Token, reader: ChainReader) -> list[Reading]:
    operator = best_of(reader.cues.at(verb), CueKind.OPERATOR)
    before = (t for t in reversed(verb.doc[max(0, verb.i - ELLIPSIS_REACH) : verb.i]) if is_clause(t))
    own = subject_of(verb) or verb
    last = next((t for t in before if t.dep_ not in ("aux", "auxpass", "amod") and not own.is_ancestor(t)), None)
    if operator is None or last is None:
        return []
    negators = [*negations(verb, reader.grammar)]
    sign = operator.cue.negated if len(negators) % 2 else operator.cue.affirmed
    hit = CueHit(operator.tokens, operator.cue.id)
    certainty = sign.certainty.or_weaker(modality(verb, reader.grammar)[0])
    return [
        replace(
            _turned(reading, is_negative=sign.polarity is Polarity.AGAINST),
            rule=operator.cue.id,
            certainty=_own_certainty(certainty, reading),
            cues=(*reading.cues, hit),
        )
        for reading in reader.read(last)
    ]
