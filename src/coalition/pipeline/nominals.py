"""Nominal predicates: "Hungary's refusal", "support from Japan", "French airstrikes", "a U.S.-led coalition"."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from coalition.pipeline.actors import Actor
from coalition.pipeline.chains import ChainReader
from coalition.pipeline.clauses import is_clause, modality, negations
from coalition.pipeline.governors import governed
from coalition.pipeline.initiative import RELATED, compound_lemmas
from coalition.pipeline.positions import Participation, Position
from coalition.pipeline.readings import CueHit, Reading, negation_hits
from coalition.pipeline.targets import Relevance
from coalition.stance import Certainty, Polarity

OWN_ACT_RULE = "own-act"  # the rule of "French airstrikes"
_OBJECTIVE = frozenset({"recognise", "condemn"})  # "the recognition of X" is done to X


def nominal_readings(anchor: Token, noun: Token, reader: ChainReader) -> Iterator[Participation]:
    """Read "Hungary's refusal", "support from Japan", "French airstrikes", with the verb that governs the noun."""
    if noun.pos_ not in ("NOUN", "PROPN") or not _holds(anchor, noun, reader):
        return
    if _is_left_open(anchor, noun, reader):
        return
    followed = _followed_example(anchor, noun, reader)
    if followed is not None:
        yield followed
        return
    defied = _defied_plea(noun, reader)
    if defied is not None:
        yield Participation(defied, Position.NOMINAL, noun.i)
        return
    is_modifier = anchor.dep_ in ("poss", "amod", "compound", "nmod")
    readings = reader.read(noun) or _own_act(anchor, noun, reader) or (existing(noun, reader) if is_modifier else [])
    for reading in readings:
        if anchor.head.lower_ == "of" and reading.rule in _OBJECTIVE:
            continue
        yield Participation(governed(noun, reading, reader), Position.NOMINAL, noun.i)


def _holds(anchor: Token, noun: Token, reader: ChainReader) -> bool:
    """Tell whether a country holds what a noun says, or is what it is about or where it happens.

    "Malawi's critics" are others, in "Chad's support of Niger" the second country is
    supported, and "the campaign in Mali" is somebody's who comes there.
    """
    link = anchor.head.lower_ if anchor.dep_ == "pobj" and anchor.head.head.i == noun.i else ""
    if (link == "of" or anchor.dep_ == "poss") and noun.lemma_.lower() in reader.grammar.side_takers:
        return False
    if link == "in":
        return max(reader.initiative.weights.get(lemma, 0.0) for lemma in compound_lemmas(noun)) < RELATED
    return link != "of" or not any(child.dep_ == "poss" or _is_adjective_of_country(child) for child in noun.children)


def _is_adjective_of_country(token: Token) -> bool:
    return token.dep_ in ("amod", "compound", "nmod") and token.ent_type_ in ("NORP", "GPE")


def _is_left_open(anchor: Token, noun: Token, reader: ChainReader) -> bool:
    """Tell whether a noun is part of what is said to be open: "has tied its signature to a loan"."""
    matches = reader.cues.at(noun.head) if noun.dep_ == "dobj" and (anchor.dep_ == "poss" or anchor.i == noun.i) else []
    return any(match.cue.id == "undecided" and noun.i in match.tokens for match in matches)


def _own_act(anchor: Token, noun: Token, reader: ChainReader) -> list[Reading]:
    """Read the undertaking itself where it is a country's own: "French airstrikes", "Hungary's veto"."""
    is_owned = anchor.dep_ in ("poss", "amod", "compound", "nmod") or anchor.head.lower_ in ("between", "by")
    if not (is_owned or anchor.i == noun.i) or reader.initiative.heads.isdisjoint(compound_lemmas(noun)):
        return []
    relevance, is_reversed = reader.relevance(noun)
    if relevance is not Relevance.NAMED:
        return []
    if is_reversed and anchor.lower_ in reader.initiative.name.lower().split():
        return []  # in a boycott of the Chinese games, "the Chinese games" are what it is about
    polarity = Polarity.AGAINST if is_reversed else Polarity.FOR
    hit = CueHit((noun.i,), OWN_ACT_RULE)
    return [Reading(noun.i, "own-act", polarity, Certainty.ASSERTED, relevance, noun.i, (hit,))]


def existing(noun: Token, reader: ChainReader) -> list[Reading]:
    """Read "There will be no Peruvian soldiers in the mission": what is given is said to exist, or not to."""
    verb = noun.head
    if noun.dep_ != "attr" or noun.lemma_.lower() not in reader.undertakings.contributions:
        return []
    if not any(child.dep_ == "expl" and child.lower_ == "there" for child in verb.children):
        return []
    places = [c for link in (*verb.children, *noun.children) if link.dep_ == "prep" for c in link.children]
    if any(reader.relevance(place)[0] is Relevance.OTHER for place in places):
        return []  # "There were Peruvian soldiers at the parade"
    negators = (*negations(verb, reader.grammar), *negations(noun, reader.grammar))
    polarity = Polarity.AGAINST if len(negators) % 2 else Polarity.FOR
    certainty, _ = modality(verb, reader.grammar)
    hits = (*negation_hits(negators), CueHit((noun.i,), "contribute"))
    return [Reading(noun.i, "contribute", polarity, certainty, Relevance.CONTRIBUTION, noun.i, hits)]


def _followed_example(anchor: Token, noun: Token, reader: ChainReader) -> Participation | None:
    """Read "following similar moves by Chad" and "following the lead of Chad": Chad did so before."""
    lemma, grammar = noun.lemma_.lower(), reader.grammar
    is_like = lemma in reader.undertakings.stand_in_nouns and any(c.lower_ in grammar.likenesses for c in noun.children)
    if anchor.head.lower_ not in ("by", "of") or not (is_like or lemma in grammar.example_nouns):
        return None
    above = [token for token in noun.ancestors if is_clause(token)]
    clause = next((token for token in above if token.lemma_.lower() != "follow"), None)
    reading = next(iter(reader.read(clause)), None) if clause is not None else None
    if clause is None or reading is None:
        return None
    hits = (*reading.cues, CueHit((noun.i,), "repeat"))
    return Participation(replace(reading, rule="repeat", cues=hits), Position.NOMINAL, clause.i)


def _defied_plea(noun: Token, reader: ChainReader) -> Reading | None:
    """Read "dismissed appeals from X", "went against the advice of X": X was against what was done all the same."""
    if noun.lemma_.lower() not in reader.grammar.plea_nouns:
        return None
    verb = noun.head.head if noun.head.lower_ == "against" else noun.head
    if verb.lemma_.lower() not in reader.grammar.defiance_verbs:
        return None
    is_exit = any(0 < i - verb.i <= EXIT_AHEAD for i in reader.initiative.exits) or reader.targets.follows_exit(verb)
    polarity = Polarity.FOR if is_exit != reader.initiative.is_mirror else Polarity.AGAINST
    hit = CueHit((noun.i,), "defied-plea")
    return Reading(noun.i, "defied-plea", polarity, Certainty.ASSERTED, Relevance.STAND_IN, None, (hit,))


EXIT_AHEAD = 20  # tokens: "dismissing appeals from allies and pulling out of the agreement"


def compound_readings(actor: Actor, doc: Doc, reader: ChainReader) -> Iterator[Participation]:
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
    if relevance is Relevance.OTHER:
        return  # "Iran-backed militiamen" are not what the article is about
    rule = "compound-led" if word in reader.grammar.compound_leaders else "compound-backed"
    hit = CueHit((last,), rule)
    yield Participation(
        Reading(noun.i, rule, Polarity.FOR, Certainty.ASSERTED, relevance, noun.i, (hit,)), Position.COMPOUND, noun.i
    )
