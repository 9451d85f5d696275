"""What is done to a country: urged, invited, joined with, included."""

from collections.abc import Iterator

from spacy.tokens import Token

from coalition.lexicons.cues import CueKind, Signature
from coalition.pipeline.chains import ChainReader
from coalition.pipeline.clauses import NOUN_TAGS, is_clause, modality, negations, subject_of
from coalition.pipeline.initiative import NAMED, compound_lemmas
from coalition.pipeline.matching import Match
from coalition.pipeline.positions import Participation, Position
from coalition.pipeline.readings import CueHit, Reading
from coalition.pipeline.targets import Relevance
from coalition.stance import Certainty, Polarity

_SOURCES = frozenset({"from", "of"})
_NOWHERE = frozenset({Relevance.OTHER, Relevance.ACTOR})


def object_readings(anchor: Token, verb: Token, reader: ChainReader) -> Iterator[Participation]:
    """Yield what a verb says of its object: urged to join it is open, "pulled the country out" is out."""
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
        if match.cue.id == "joined-with" and not _joins_country(anchor, verb, match, reader):
            continue
        if match.cue.id == "request" and not is_requested(anchor, verb, match, reader):
            continue
        if match.cue.id == "joined-with" and (joint := reader.joint_act(verb)) is not None:
            yield from (Participation(reading, Position.OBJECT, verb.i) for reading in joint)
            continue
        yield Participation(requested(anchor, verb, match, reader), Position.OBJECT, verb.i)


def _included(verb: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read "the coalition includes X" and "opponents include X" from the subject of the verb."""
    subject = subject_of(verb)
    if subject is None:
        return
    readings = reader.read(subject) or _said_before(subject, reader)
    own = max(reader.initiative.weights.get(lemma, 0.0) for lemma in compound_lemmas(subject))
    if not readings and own >= NAMED:
        hit = CueHit((verb.i,), "include")
        readings = [Reading(verb.i, "include", Polarity.FOR, Certainty.ASSERTED, Relevance.NAMED, subject.i, (hit,))]
    for reading in readings:
        yield Participation(reading, Position.GATHERED, verb.i)


def _said_before(group: Token, reader: ChainReader) -> list[Reading]:
    """Read "participating" and "undecided" before the noun that gathers countries: "undecided members include Chad"."""
    if group.lemma_.lower() not in reader.undertakings.gatherers:
        return []
    return [reading for child in group.lefts if child.dep_ == "amod" for reading in reader.read(child)]


def _requests(verb: Token, reader: ChainReader) -> list[Match]:
    from_cues = [m for m in reader.cues.at(verb) if m.cue.kind is CueKind.REQUEST]
    return from_cues[:1]


def _joins_country(anchor: Token, verb: Token, match: Match, reader: ChainReader) -> bool:
    """Tell whether a country is who is joined, "joined Mali", not where it goes to, "joined the airlift to Mali"."""
    link = anchor.head
    is_fellow = link.dep_ != "prep" or link.lower_ in reader.grammar.companion_prepositions | _SOURCES
    return link.i == verb.i or link.i in match.tokens or (link.head.i == verb.i and is_fellow)


def is_requested(anchor: Token, verb: Token, match: Match, reader: ChainReader) -> bool:
    """Tell whether something is asked of an object; "told Americans that" and "push back on Iran" ask nothing.

    Nor does "turned its attention to Peru": a country behind a preposition is asked where that belongs
    to the cue and nothing else is the verb's object.
    """
    if match.cue.id != "request" or _invites_nowhere(verb, reader):
        return False
    if any(child.dep_ == "prt" and child.i not in match.tokens for child in verb.children):
        return False
    if anchor.dep_ == "pobj" and anchor.head.lower_ not in _SOURCES:
        objects = [child for child in verb.children if child.dep_ == "dobj" and child.i not in match.tokens]
        if anchor.head.i not in match.tokens or any(child.i < anchor.i for child in objects):
            return False
    if _asks_other_act(verb, reader):
        return False
    is_plain = len(match.tokens) > 1 or verb.lemma_.lower() not in reader.grammar.tellers
    return is_plain or _asks_for_act(verb)


def _invites_nowhere(verb: Token, reader: ChainReader) -> bool:
    """Tell whether an invitation is to a place, "invited the emir to Rome", "to visit Rome", or there is none."""
    if is_uninvited(verb, reader):
        return True
    if verb.lemma_.lower() != "invite":
        return False
    goals = [child for child in verb.children if child.dep_ in ("xcomp", "prep", "ccomp") and child.i > verb.i]
    aims = [aim for goal in goals for aim in _aims(goal)]
    return bool(aims) and all(reader.relevance(aim)[0] in _NOWHERE for aim in aims)


def is_uninvited(verb: Token, reader: ChainReader) -> bool:
    """Tell whether an invitation is denied: who was not invited has nothing to decide."""
    return verb.lemma_.lower() == "invite" and len(negations(verb, reader.grammar)) % 2 == 1


def _asks_other_act(verb: Token, reader: ChainReader) -> bool:
    """Tell whether the act that is asked for is another matter: "urged Chad to release the editor"."""
    acts = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp") and c.i > verb.i and is_clause(c)]
    acts = [act for act in acts if any(child.lower_ == "to" and child.dep_ == "aux" for child in act.children)]
    things = [child for act in acts for child in act.children if child.dep_ == "dobj" and child.pos_ in NOUN_TAGS]
    if not things or any(reader.read(act) for act in acts):
        return False
    return all(reader.relevance(thing)[0] in _NOWHERE and thing.pos_ != "PRON" for thing in things)


def _aims(goal: Token) -> list[Token]:
    return list(goal.children) if goal.dep_ == "prep" else [goal]


def _asks_for_act(verb: Token) -> bool:
    """Tell whether a verb that may also report has an infinitive, or "for" or "against": "asked Oman for ships"."""
    for child in verb.children:
        if child.dep_ in ("xcomp", "ccomp", "advcl") and any(
            c.lower_ in ("to", "should") and c.dep_ == "aux" for c in child.children
        ):
            return True
        if child.dep_ == "prep" and child.i > verb.i and child.lower_ in ("for", "against", "into"):
            return True
    return False


def requested(anchor: Token, verb: Token, match: Match, reader: ChainReader) -> Reading:
    """Read a request: joined with a country it is in; asked, urged or invited it is open."""
    sign: Signature = match.cue.affirmed
    goals = [child for child in verb.children if child.dep_ in ("xcomp", "ccomp", "dobj", "prep", "advcl")]
    relevances = [reader.relevance(aim)[0] for goal in goals for aim in _aims(goal) if aim.i != anchor.i]
    relevance = min(relevances, key=lambda r: list(Relevance).index(r), default=Relevance.BARE)
    negators = negations(verb, reader.grammar)
    if len(negators) % 2:
        sign = match.cue.negated
    certainty, _ = modality(verb, reader.grammar)
    certainty = certainty.or_weaker(sign.certainty)
    return Reading(
        verb.i, match.cue.id, sign.polarity, certainty, relevance, None, (CueHit(match.tokens, match.cue.id),)
    )
