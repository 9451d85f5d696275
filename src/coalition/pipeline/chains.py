"""Predicate chains: from the head of a clause down to what it says about the initiative.

Start at the verb that an actor is the subject of, go down through infinitives, clauses
and nouns that have no subject of their own, and compose the signs on the way (manage +,
fail -, refuse -, not plan -, not refuse open). The end of the chain is a predicate with
a polarity of its own, or a verb that is the initiative's own act. Where the chain ends
in an unknown word there is no reading: abstaining was measured better than a window of
words (docs/method.md).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from spacy.tokens import Token

from coalition.lexicons.cues import Cue, CueKind, CueLexicon, Signature, Target
from coalition.lexicons.grammar import Grammar
from coalition.lexicons.undertakings import Undertakings
from coalition.pipeline.clauses import (
    NOUN_TAGS,
    condition_of,
    is_clause,
    is_passive,
    modality,
    negations,
    subject_of,
)
from coalition.pipeline.initiative import NAMED, RELATED, Initiative, compound_lemmas
from coalition.pipeline.matching import Match, best_of, match_act, match_cues
from coalition.stance import Certainty, Polarity

EXIT_REACH = 60  # tokens between an exit and "the move" that means it; two sentences
PRONOUN_REACH = 30  # tokens between "it" and what it stands for
MAX_DEPTH = 6  # links of a chain; deeper ones were all parse errors in train.jsonl


class Relevance(StrEnum):
    """What the target of a predicate is to the initiative, surest first."""

    NAMED = "named"
    CONTRIBUTION = "contribution"
    RELATED = "related"
    STAND_IN = "stand-in"
    ACTOR = "actor"
    BARE = "bare"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CueHit:
    """A cue that a chain passed: token indices (half-open ends are the next token) and the rule's name."""

    tokens: tuple[int, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one chain says.

    ``head`` is the token index of the last predicate, ``rule`` the id of its cue or
    "act". ``target`` is the token index of what it is about, None when nothing is named.
    """

    head: int
    rule: str
    polarity: Polarity
    certainty: Certainty
    relevance: Relevance
    target: int | None
    cues: tuple[CueHit, ...]


@dataclass(frozen=True, slots=True)
class _State:
    polarity: Polarity = Polarity.FOR
    certainty: Certainty = Certainty.ASSERTED
    cues: tuple[CueHit, ...] = ()
    depth: int = 0

    def through(self, sign: Signature, cues: tuple[CueHit, ...]) -> "_State":
        polarity = _multiply(self.polarity, sign.polarity)
        return _State(polarity, _weaker(self.certainty, sign.certainty), self.cues + cues, self.depth + 1)

    def coloured(self, certainty: Certainty, cues: tuple[CueHit, ...]) -> "_State":
        return replace(self, certainty=_weaker(self.certainty, certainty), cues=self.cues + cues)


_REPORTING = frozenset({"announce"})
_EMPTY_ALONE = frozenset(
    {"announce", "urge-others", "proceed-to", "prevent", "appear-to", "said-to"}
)  # nothing without a complement
_EMPTY_WITHOUT_TARGET = frozenset(
    {"lead", "urge", "help", "welcome", "consider", "threaten-to", "want-to", "willing-to"}
)
_REACTIONS = frozenset({"condemn", "welcome"})
_OPEN = Signature(Polarity.NEUTRAL, Certainty.OPEN)


def _multiply(one: Polarity, other: Polarity) -> Polarity:
    if one is Polarity.AGAINST:
        return other.flipped
    return one if one is Polarity.NEUTRAL else other


def _weaker(one: Certainty, other: Certainty) -> Certainty:
    return max(one, other, key=lambda certainty: certainty.rank)


@dataclass(frozen=True, slots=True)
class ChainReader:
    """Reads chains with the lexicons and the initiative of one article."""

    cues: CueLexicon
    grammar: Grammar
    undertakings: Undertakings
    initiative: Initiative

    def read(self, head: Token) -> list[Reading]:
        """Return what the clause of a head says of its subject; empty where no cue is met."""
        return self._read(head, _State(), ())

    def _read(self, head: Token, state: _State, negated_by: tuple[Token, ...]) -> list[Reading]:
        if state.depth > MAX_DEPTH:
            return []
        state, negators = self._colour(head, state, negated_by)
        complements = self._copula_complements(head)
        if complements:
            found = [r for c in complements for r in self._read(c, replace(state, depth=state.depth + 1), negators)]
            if found:
                return found
        matches = match_cues(head, self.cues)
        operators = [match for match in matches if match.cue.kind is CueKind.OPERATOR]
        operator, predicate = next(iter(operators), None), best_of(matches, CueKind.PREDICATE)
        act = match_act(head, self.initiative.acts) if is_clause(head) else None
        for match in operators:
            if predicate is not None and not match.cue.is_wide and self._is_fuller(predicate, match, head):
                continue  # "work with a coalition to" is help; "work to" is an attempt
            below = self._below_operator(head, match, state, self._with_inner(head, match, negators))
            if below:
                return below
        if operator is not None and operator.cue.id in _EMPTY_ALONE:
            operator = None
        if act and not (predicate and len(predicate.tokens) > len(act[0])):
            return [self._act_reading(head, act, state, negators)]
        light = self._below_light_verb(head, operator, state, negators)
        if light and not (predicate and len(predicate.tokens) > 1):
            return light
        chosen = predicate or operator
        if chosen is None:
            return self._below_purpose(head, state)
        reading = self._reading(head, chosen, state, self._with_inner(head, chosen, negators))
        if chosen.cue.kind is CueKind.OPERATOR and reading.relevance in (Relevance.OTHER, Relevance.ACTOR):
            return []  # "eager to buy weapons", "a plan for schools"
        if reading.relevance is Relevance.BARE and chosen.cue.id in _EMPTY_WITHOUT_TARGET:
            return []  # "he announced", "she suggested"
        return [reading]

    @staticmethod
    def _is_fuller(predicate: Match, operator: Match, head: Token) -> bool:
        last = head.doc[predicate.tokens[-1]]
        is_close = last.i - head.i <= 3 and not (
            last.lower_ == "to" and last.i + 1 < len(head.doc) and is_clause(last.nbor())
        )
        return len(predicate.tokens) > len(operator.tokens) and is_close

    def _below_purpose(self, head: Token, state: _State) -> list[Reading]:
        """Read what an act without a sign is for: "flew to Washington to talk him out of leaving"."""
        if not is_clause(head):
            return []
        inner = replace(state, depth=state.depth + 1)
        purposes = [
            child
            for child in head.children
            if child.dep_ in ("advcl", "xcomp") and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children)
        ]
        return [
            reading for clause in purposes if subject_of(clause) is None for reading in self._read(clause, inner, ())
        ]

    def _with_inner(self, head: Token, match: Match, negators: tuple[Token, ...]) -> tuple[Token, ...]:
        """Add the negations of the phrase's other words: "has no plans", "gave no support"."""
        inner = [n for i in match.tokens if i != head.i for n in negations(head.doc[i], self.grammar)]
        return tuple({token.i: token for token in (*negators, *inner)}.values())

    def _colour(self, head: Token, state: _State, negated_by: tuple[Token, ...]) -> tuple[_State, tuple[Token, ...]]:
        certainty, modal = modality(head, self.grammar)
        if modal is not None and certainty is not Certainty.ASSERTED:
            state = state.coloured(certainty, (CueHit((modal.i,), f"modal-{certainty}"),))
        condition = condition_of(head, self.grammar)
        if condition is not None and self._is_open_ended(head):
            state = state.coloured(Certainty.CONDITIONAL, (CueHit((condition.i,), "condition"),))
        negators = tuple(negations(head, self.grammar))
        yet = next((c for c in head.children if c.lower_ == "yet" and c.dep_ == "advmod"), None)
        if yet is not None and (negators or negated_by or head.lemma_ == "have"):
            state = state.through(_OPEN, (CueHit((yet.i,), "not-yet"),))
        return state, negated_by + negators

    @staticmethod
    def _is_open_ended(head: Token) -> bool:
        """Tell whether a condition can bear on a head: what has happened has no condition any more."""
        modals = any(child.tag_ == "MD" for child in head.children)
        return modals or head.tag_ not in ("VBD", "VBN") or any(child.lower_ == "to" for child in head.children)

    def _copula_complements(self, head: Token) -> list[Token]:
        if head.lemma_ not in self.grammar.copulas:
            return []
        return [c for c in head.children if c.dep_ in ("acomp", "attr", "prep", "oprd", "advmod") and c.i > head.i]

    def _below_operator(
        self, head: Token, operator: Match, state: _State, negators: tuple[Token, ...]
    ) -> list[Reading]:
        clauses = list(self._clausal_complements(head, operator))
        if not clauses:
            return []
        inner = self._through(state, operator, negators)
        return [reading for clause in clauses for reading in self._read(clause, inner, ())]

    def _through(self, state: _State, match: Match, negators: tuple[Token, ...]) -> _State:
        hits = (*_negation_hits(negators), CueHit(match.tokens, match.cue.id))
        return state.through(match.cue.negated if len(negators) % 2 else match.cue.affirmed, hits)

    def _clausal_complements(self, head: Token, match: Match) -> Iterator[Token]:
        for word in [head, *(head.doc[i] for i in match.tokens[1:])]:
            for child in word.children:
                if match.cue.id == "urge-others" and not self._is_urged(child, head):
                    continue
                if child.dep_ in ("xcomp", "ccomp", "acl", "advcl") and is_clause(child) and self._shares(child, match):
                    if child.dep_ != "advcl" or any(c.lower_ == "to" for c in child.children):
                        yield child
                elif child.dep_ == "prep":
                    yield from (c for c in child.children if c.dep_ == "pcomp" and is_clause(c))
                elif child.dep_ == "xcomp":
                    yield child

    def _is_urged(self, clause: Token, head: Token) -> bool:
        """Tell whether a clause is what somebody is urged to do; "told reporters that" only reports."""
        return head.lemma_ in self.grammar.wishers or any(child.lower_ in ("to", "should") for child in clause.children)

    def _shares(self, clause: Token, match: Match) -> bool:
        """Tell whether a clause has no subject but that of the clause above, or none that matters."""
        subject = subject_of(clause)
        if match.cue.is_wide:
            return True
        if match.cue.id in _REPORTING and any(c.lower_ in self.grammar.obligations for c in clause.children):
            return True
        return subject is None or subject.lower_ in self.grammar.shared_subjects

    def _below_light_verb(
        self, head: Token, operator: Match | None, state: _State, negators: tuple[Token, ...]
    ) -> list[Reading]:
        """Read the noun that carries the meaning: "expressed its support", "has no plans", "threatened withdrawal"."""
        if not is_clause(head):
            return []
        governor = best_of(match_cues(head, self.cues), CueKind.GOVERNOR)
        if operator is None and governor is not None and governor.cue.affirmed.polarity is not Polarity.FOR:
            operator = governor  # "withdrew its sponsorship", "is seeking support"
        if operator is None and head.lemma_.lower() not in self.grammar.light_verbs:
            return []
        inner = self._through(state, operator, negators) if operator else replace(state, depth=state.depth + 1)
        carried = () if operator else negators
        nouns = [c for c in head.children if c.dep_ in ("dobj", "attr", "oprd") and c.pos_ in NOUN_TAGS]
        return [reading for noun in nouns for reading in self._read(noun, inner, carried)]

    def _act_reading(
        self, head: Token, act: tuple[tuple[int, ...], float], state: _State, negators: tuple[Token, ...]
    ) -> Reading:
        tokens, weight = act
        sign = Polarity.AGAINST if len(negators) % 2 else Polarity.FOR
        target, found, is_reversed = self._target(head, tokens)
        relevance = Relevance.NAMED if weight >= NAMED else Relevance.RELATED
        if len(tokens) == 1 and found is Relevance.OTHER:
            relevance = Relevance.RELATED
        if is_reversed:
            sign = sign.flipped
        hits = (*state.cues, *_negation_hits(negators), CueHit(tokens, "act"))
        return Reading(head.i, "act", _multiply(state.polarity, sign), state.certainty, relevance, target, hits)

    def _reading(self, head: Token, match: Match, state: _State, negators: tuple[Token, ...]) -> Reading:
        inner = self._through(state, match, negators)
        target, relevance, is_reversed = self._target(head, match.tokens)
        if relevance is Relevance.BARE and match.cue.id in _REACTIONS and self._follows_exit(head):
            is_reversed = True  # "China expressed regret", after somebody's leaving
        polarity = inner.polarity.flipped if is_reversed else inner.polarity
        if match.cue.target is Target.CONTRIBUTION and relevance in (Relevance.BARE, Relevance.STAND_IN):
            relevance = Relevance.OTHER
        return Reading(head.i, match.cue.id, polarity, inner.certainty, relevance, target, inner.cues)

    # ------------------------------------------------------------------ targets
    def _target(self, head: Token, consumed: tuple[int, ...]) -> tuple[int | None, Relevance, bool]:
        """Return what a predicate is about: its token index, its relevance, and whether it turns the sign."""
        objects = list(self._objects(head, consumed))
        if is_passive(head):
            subject = subject_of(head)
            objects = [subject, *objects] if subject is not None else objects
        if not objects:
            return None, Relevance.BARE, False
        rated = [(self.relevance(token), token) for token in objects]
        (relevance, is_reversed), token = min(rated, key=lambda item: (_ORDER[item[0][0]], item[1].i))
        return token.i, relevance, is_reversed

    def _objects(self, head: Token, consumed: tuple[int, ...]) -> Iterator[Token]:
        heads = [head, *(head.doc[i] for i in consumed if i != head.i)]
        for word in heads:
            for child in word.children:
                if child.i in consumed and child.dep_ != "dobj":
                    continue
                if child.dep_ in ("pobj", "pcomp") and word.i != head.i:  # of a preposition in the phrase: "vote for"
                    yield child
                    continue
                if (
                    child.dep_ in ("dobj", "attr", "oprd", "dative", "nmod", "compound", "amod")
                    and child.i not in consumed
                ):
                    if child.dep_ not in ("nmod", "compound", "amod") or word.pos_ in ("NOUN", "PROPN"):
                        yield child
                elif child.dep_ in ("prep", "agent", "prt", "dative") or child.dep_ in ("pcomp", "xcomp"):
                    if child.lower_ not in self.grammar.adjunct_prepositions:
                        yield from _prepositional_objects(child)
                elif child.dep_ == "poss" and word.pos_ in ("NOUN", "PROPN"):
                    yield child

    def relevance(self, token: Token, depth: int = 0) -> tuple[Relevance, bool]:
        """Return how a noun phrase or clause relates to the initiative, and whether it reverses the sign."""
        lemma = token.lemma_.lower()
        own = max(self.initiative.weights.get(name, 0.0) for name in compound_lemmas(token))
        inner = self._inner_relevance(token, depth) if depth < 3 else (Relevance.BARE, False)
        if self._reverses(token, own, inner[0]):
            named = inner[0] if _ORDER[inner[0]] <= _ORDER[Relevance.STAND_IN] else Relevance.RELATED
            return named, not inner[1]
        if is_clause(token):
            act = match_act(token, self.initiative.acts)
            return (Relevance.NAMED, False) if act and act[1] >= NAMED else inner
        if own >= NAMED and self._is_another(token):
            return Relevance.RELATED, False
        if own >= NAMED:
            return Relevance.NAMED, inner[1] if inner[0] is Relevance.NAMED else False
        if _ORDER[inner[0]] < _ORDER[Relevance.RELATED]:
            return inner
        if own >= RELATED or inner[0] is Relevance.RELATED:
            return Relevance.RELATED, inner[1]
        if lemma in self.undertakings.stand_in_pronouns:
            return Relevance.STAND_IN, self._means_exit(token)
        if lemma in self.undertakings.stand_in_nouns:
            return Relevance.STAND_IN, False
        if lemma in self.undertakings.contributions:
            return Relevance.CONTRIBUTION, False
        if token.ent_type_ in ("GPE", "PERSON", "NORP") or token.tag_ in ("PRP", "WP"):
            return Relevance.ACTOR, False
        return Relevance.OTHER, False

    def _is_another(self, token: Token) -> bool:
        """Tell whether a noun names a rival of the initiative: "a new deal", "another force"."""
        name = self.initiative.name.lower()
        return any(
            child.lower_ in self.undertakings.rival_words and child.lower_ not in name for child in token.children
        )

    def _reverses(self, token: Token, own: float, inner: Relevance) -> bool:
        lemma = token.lemma_.lower()
        if own >= NAMED and lemma in self.initiative.weights:
            return False
        if lemma in self.undertakings.exit_stand_ins and inner is not Relevance.NAMED and self._follows_exit(token):
            return True
        words = self.undertakings.reverser_verbs if is_clause(token) else self.undertakings.reverser_nouns
        return lemma in words and inner in (Relevance.NAMED, Relevance.RELATED, Relevance.STAND_IN)

    def _follows_exit(self, token: Token) -> bool:
        """Tell whether "the move" stands for somebody's leaving: one was told of shortly before, or is the topic."""
        before = [i for i in self.initiative.exits if i < token.i]
        if before and token.i - before[-1] <= EXIT_REACH:
            return True
        return self.initiative.is_exit

    def _means_exit(self, pronoun: Token) -> bool:
        """Tell whether "it" stands for somebody's leaving: the nearest candidate before it decides."""
        for index in range(pronoun.i - 1, max(-1, pronoun.i - PRONOUN_REACH), -1):
            token = pronoun.doc[index]
            lemma = token.lemma_.lower()
            if index in self.initiative.exits or (
                token.pos_ == "NOUN" and lemma in self.undertakings.exit_stand_ins and self._follows_exit(token)
            ):
                return True
            if token.pos_ in ("NOUN", "PROPN") and self.initiative.weights.get(lemma, 0.0) >= NAMED:
                return any(0 < index - exit_index <= 8 for exit_index in self.initiative.exits)
        return False

    def _inner_relevance(self, token: Token, depth: int) -> tuple[Relevance, bool]:
        rated = []
        for inner in self._inner_nouns(token):
            relevance, is_reversed = self.relevance(inner, depth + 1)
            if inner.dep_ in ("relcl", "acl") and self._is_adverse(inner):
                is_reversed = not is_reversed  # "measures that go against the deal"
            rated.append((relevance, is_reversed))
        return min(rated, key=lambda item: _ORDER[item[0]], default=(Relevance.BARE, False))

    def _inner_nouns(self, token: Token) -> Iterator[Token]:
        for child in token.children:
            if child.dep_ in ("compound", "amod", "nmod", "dobj", "attr", "oprd"):
                if child.pos_ in ("NOUN", "PROPN", "ADJ", "PRON"):
                    yield child
            elif child.dep_ in ("prep", "agent"):
                if child.lower_ not in self.grammar.adjunct_prepositions:
                    yield from _prepositional_objects(child)
            elif child.dep_ in ("acl", "relcl", "xcomp", "pcomp"):
                yield child

    def _is_adverse(self, clause: Token) -> bool:
        return any(
            match.cue.kind in (CueKind.PREDICATE, CueKind.JUDGEMENT) and match.cue.affirmed.polarity is Polarity.AGAINST
            for match in match_cues(clause, self.cues)
        )


_ORDER = {relevance: rank for rank, relevance in enumerate(Relevance)}


def _prepositional_objects(child: Token) -> Iterator[Token]:
    if child.dep_ in ("pcomp", "xcomp"):
        yield child
        return
    for inner in child.children:
        if inner.dep_ in ("pobj", "pcomp"):
            yield inner
        elif inner.dep_ == "prep":
            yield from _prepositional_objects(inner)


def _negation_hits(negators: tuple[Token, ...]) -> tuple[CueHit, ...]:
    return tuple(CueHit((token.i,), "negation") for token in negators)


def judgement_at(head: Token, cues: CueLexicon) -> tuple[Cue, tuple[int, ...]] | None:
    """Return the judgement cue at a word ("legitimate", "a crime"), or None."""
    match = next((m for m in match_cues(head, cues) if m.cue.kind is CueKind.JUDGEMENT), None)
    return (match.cue, match.tokens) if match else None
