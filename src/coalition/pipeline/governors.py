"""What stands above a nominal predicate and says whether it is real: "withdrew its offer", "support is in doubt"."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from coalition.lexicons.cues import CueKind
from coalition.pipeline.chains import ChainReader
from coalition.pipeline.clauses import first_conjunct, is_clause, negations
from coalition.pipeline.matching import Match, best_of
from coalition.pipeline.readings import CueHit, Reading
from coalition.stance import Certainty, Polarity

_GOVERNED = frozenset({"dobj", "pobj", "conj", "nsubjpass"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_STATUS = frozenset({"governor-pending", "governor-doubtful", "governor-sure", "governor-excluded", "governor-ended"})
_LINKS = frozenset({"of", "about", "over"})
_COMPLEMENTS = frozenset({"acomp", "advmod", "attr", "oprd", "prep", "xcomp"})


def governed(noun: Token, reading: Reading, reader: ChainReader) -> Reading:
    """Turn or open a nominal predicate by the adjective, the noun and the verb above it.

    A contribution that is under review is open, one that is off the table is refused,
    "the end of Malta's objections" is a consent and "the threat of a Greek veto" none yet.
    """
    for match, negators in _governors(noun, reader):
        sign = match.cue.negated if len(negators) % 2 else match.cue.affirmed
        cues = (*reading.cues, CueHit(match.tokens, match.cue.id), *(CueHit((n.i,), "negation") for n in negators))
        if sign.polarity is Polarity.NEUTRAL:
            reading = replace(reading, certainty=reading.certainty.or_weaker(Certainty.OPEN), cues=cues)
        elif sign.polarity is Polarity.AGAINST:
            reading = replace(reading, polarity=reading.polarity.flipped, cues=cues)
    return reading


def _governors(noun: Token, reader: ChainReader) -> Iterator[tuple[Match, list[Token]]]:
    first = first_conjunct(noun)
    above = _noun_above(first)
    if above is not None and (match := _status(above, reader)) is not None:
        yield match, _negators(above, match, reader)
        first = above
    verb = first.head.head if first.head.dep_ == "prep" else first.head
    # Of the verb itself: in "withdrew in line with its call" nothing is withdrawn but the team.
    if not is_clause(verb):
        return
    if noun.dep_ in _GOVERNED and above is None:
        governor = best_of(reader.cues.at(verb), CueKind.GOVERNOR)
        if governor is not None and governor.cue.affirmed.polarity is not Polarity.FOR:
            yield governor, negations(verb, reader.grammar)
            return
    if first.dep_ in _SUBJECTS:
        objects = {child.i for child in verb.children if child.dep_ == "dobj"}
        for word in (verb, *(c for c in verb.children if c.dep_ in _COMPLEMENTS)):
            if (match := _status(word, reader)) is not None and objects.issubset(match.tokens):
                yield match, _negators(verb, match, reader)
                return


def _negators(word: Token, match: Match, reader: ChainReader) -> list[Token]:
    """Return what negates a governor, be it before its own noun: "needs no approval", "there is no doubt about"."""
    nouns = (word.doc[i] for i in match.tokens)
    empty = (c for noun in nouns for c in noun.lefts if c.lower_ in reader.grammar.negative_determiners)
    return list({token.i: token for token in (*negations(word, reader.grammar), *empty)}.values())


def _noun_above(noun: Token) -> Token | None:
    """Return "end" in "the end of Malta's objections", "doubts" in "amid doubts about its support".

    "At the end of its mission" tells when, and nothing of the mission.
    """
    link, above = noun.head, noun.head.head
    if noun.dep_ != "pobj" or link.lower_ not in _LINKS or above.pos_ != "NOUN":
        return None
    return above if above.dep_ != "pobj" or link.lower_ != "of" else None


def _status(word: Token, reader: ChainReader) -> Match | None:
    return next((match for match in reader.cues.at(word) if match.cue.id in _STATUS), None)
