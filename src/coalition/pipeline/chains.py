"""Predicate chains: from the head of a clause down to what it says about the initiative.

Start at the verb that an actor is the subject of, go down through infinitives, clauses
and nouns that have no subject of their own, and compose the signs on the way (manage +,
fail -, refuse -, not plan -, not refuse open). The end of the chain is a predicate with
a polarity of its own, or a verb that is the initiative's own act. Where the chain ends
in an unknown word there is no reading: abstaining was measured better than a window of
words (docs/method.md).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from coalition.lexicons.cues import CueKind, Signature, TargetKind
from coalition.lexicons.grammar import Grammar
from coalition.lexicons.undertakings import Undertakings
from coalition.pipeline.announced import is_announced
from coalition.pipeline.ballots import split_ballot
from coalition.pipeline.clauses import (
    NOUN_TAGS,
    denied_beside,
    first_conjunct,
    infinitive_behind,
    is_alone,
    is_bare_rank,
    is_clause,
    is_passive,
    is_quoted_below,
    is_ranked,
    negations,
    relative_clause_above,
    subject_of,
    tells_an_end,
    tells_of,
)
from coalition.pipeline.colouring import awaiting, colour, suspended, with_empty, with_inner
from coalition.pipeline.complements import (
    has_object,
    is_full,
    is_lacking,
    is_nominal,
    is_pro_noun,
    is_urged,
    tells_clause,
)
from coalition.pipeline.elsewhere import COMPLEMENTS, is_elsewhere, is_judged, only_watches
from coalition.pipeline.initiative import NAMED, Initiative, compound_lemmas
from coalition.pipeline.matching import CueFinder, Match, best_of, best_predicate, joined_opponents, match_act
from coalition.pipeline.matters import decided, open_matter, pending_reading, standing_of
from coalition.pipeline.readings import CueHit, Reading, State, is_negated, multiply, negation_hits
from coalition.pipeline.targets import Relevance, TargetReader
from coalition.stance import Certainty, Polarity

REPEAT_REACH = 40  # tokens back to what "did the same" repeats
MAX_DEPTH = 6  # links of a chain; deeper ones were all parse errors in train.jsonl

_REPORTING = frozenset({"announce"})
_EMPTY_ALONE = frozenset(
    {
        "announce",
        "urge-others",
        "proceed-to",
        "prevent",
        "appear-to",
        "said-to",
        "deny",
        "vote-to",
        "join-in",
        "unable-to",
    }
)  # nothing without a complement
_EMPTY_WITHOUT_TARGET = frozenset(
    {"lead", "urge", "help", "welcome", "consider", "threaten-to", "want-to", "willing-to"}
)
_REACTIONS = frozenset({"condemn", "welcome"})
_EVENTS = frozenset({"act", "contribute", "announce-it", "lead", "vote-for", "vote-against", "reject", "stay-out"})
_TOWARD_BASE = frozenset({"attend", "leave", "stay", "stay-out", "contribute", "announce-it"})
_UNNAMED = frozenset({Relevance.BARE, Relevance.OTHER, Relevance.ACTOR})
_OTHERS_MINDS = frozenset({"condemn", "oppose"})
_QUESTIONS = frozenset({"say-whether", "no-answer"})
_DECISIONS = frozenset({"decide-to", "decide-open"})
_VOTES = frozenset({"vote-for", "vote-against"})
_ONLY_NEGATED = frozenset({"no-answer", "see-reason", "vote-at-all"})
_REPEATS = frozenset({"repeat", "differ"})
_JOINT = "join-in"
_PUT_SOMEWHERE = frozenset({TargetKind.CONTRIBUTION, TargetKind.CONTINGENT})
_UNGIVEN = frozenset({Relevance.BARE, Relevance.OTHER, Relevance.STAND_IN})
_ELSEWHERE = frozenset({Relevance.OTHER, Relevance.ACTOR})


@dataclass(frozen=True, slots=True)
class ChainReader:
    """Reads chains with the lexicons and the initiative of one article."""

    cues: CueFinder
    grammar: Grammar
    targets: TargetReader
    _known: dict[int, list[Reading]] = field(default_factory=dict)  # by head: the countries of a list share it

    @property
    def initiative(self) -> Initiative:
        """What the article is about."""
        return self.targets.initiative

    @property
    def undertakings(self) -> Undertakings:
        """The lexicon of undertakings."""
        return self.targets.undertakings

    def relevance(self, token: Token) -> tuple[Relevance, bool]:
        """Return how a noun phrase relates to the initiative, and whether it reverses the sign."""
        return self.targets.relevance(token)

    def read(self, head: Token) -> list[Reading]:
        """Return what the clause of a head says of its subject; empty where no cue is met, or only of a rival."""
        if head.i not in self._known:
            readings = self._read(head, State(), ())
            if readings and (beside := denied_beside(head)) is not None:
                readings = suspended(readings, beside, self._read(beside, State(), ()), self.grammar)
            readings = [awaiting(reading, head, self.grammar) for reading in readings]
            self._known[head.i] = [
                r for r in readings if r.relevance is not Relevance.RIVAL and not self._is_history(head, r)
            ]
        return list(self._known[head.i])

    def _is_history(self, head: Token, reading: Reading) -> bool:
        """Tell whether an event of a year gone by was read; who joined a bank in 2009 is a member still."""
        verb = head.doc[reading.head]
        clauses = (verb, *relative_clause_above(verb))  # "In 2015 Chad was among the four that voted against it"
        if reading.rule not in _EVENTS or not any(self.targets.rivals.is_history(clause) for clause in clauses):
            return False
        return reading.target is None or not self.targets.rivals.is_lasting(head.doc[reading.target])

    def _read(self, head: Token, state: State, negated_by: tuple[Token, ...]) -> list[Reading]:
        if state.depth > MAX_DEPTH or only_watches(head, self.grammar):
            return []
        if (pending := pending_reading(head, state, self.grammar)) is not None:
            return [pending]
        state, negators = colour(head, state, negated_by, self.grammar)
        if (standing := standing_of(head, state, negators, self.grammar)) is not None:
            return [standing]
        complements = self._copula_complements(head)
        if complements:
            found = [r for c in complements for r in self._read(c, replace(state, depth=state.depth + 1), negators)]
            if found:
                return found
        if is_ranked(head, self.grammar) and (ranked := self._below_group(head, state, negators)):
            return ranked
        matches = [match for match in self.cues.at(head) if self._fits(match, head)]
        ballot = self._ballot_reading(head, matches, state, negators)
        if ballot is not None:
            return [ballot]
        operators = [match for match in matches if match.cue.kind is CueKind.OPERATOR]
        operator, predicate = next(iter(operators), None), best_predicate(matches)
        act = match_act(head, self.initiative.acts) if is_clause(head) else None
        for match in operators:
            if predicate is not None and not match.cue.is_wide and self._is_fuller(predicate, match, head):
                continue  # "work with a coalition to" is help; "work to" is an attempt
            below = self._below_operator(head, match, state, with_inner(head, match.tokens, negators, self.grammar))
            if match.cue.id == _JOINT:  # "joined Italy in condemning the attack": what they do is beside the point
                below = [reading for reading in below if reading.relevance not in _ELSEWHERE]
            if below:
                return below
        if predicate is not None and predicate.cue.id == "urge" and self._wants_an_act(head, operators):
            return []  # "wants to rest" ends in an unknown word
        operator = None if operator is not None and operator.cue.id in _EMPTY_ALONE else operator
        if predicate is not None and predicate.cue.id == "join" and (side := joined_opponents(head, self.cues)):
            return self._read(side, replace(state, depth=state.depth + 1), negators)
        if act and not (predicate and len(predicate.tokens) > len(act[0])):
            return [self._act_reading(head, act, state, negators)]
        light = self._below_light_verb(head, operator, state, negators) or self._below_led_group(head, state, negators)
        is_given_up = predicate is not None and predicate.cue.target is TargetKind.EXIT and is_nominal(head, light)
        if light and (is_given_up or not (predicate and len(predicate.tokens) > 1)):
            return light
        chosen = operator if operator and predicate and predicate.cue.id in _ONLY_NEGATED else predicate or operator
        if chosen is None:
            below = self._below_purpose(head, state) or self._below_group(head, state, negators)
            return below or self._seen_done(head, state, negators) or self._contributed(head, state, negators)
        if chosen.cue.id in _ONLY_NEGATED and not negators and state.polarity is Polarity.FOR:
            return []  # "Chile replied" tells nothing, "has not replied" that it is undecided
        reading = self._reading(head, chosen, state, with_inner(head, chosen.tokens, negators, self.grammar))
        if chosen.cue.id == "fail-to" and not (reading.relevance is Relevance.NAMED and has_object(head, reading)):
            return []  # "failed to explain", "wants to avoid a war"; but "halted the tax"
        is_owned = reading.relevance is Relevance.BARE and head.pos_ in NOUN_TAGS and state.depth == 0
        if chosen.cue.kind is CueKind.OPERATOR and (is_owned or reading.relevance in _ELSEWHERE):
            return []  # "eager to buy weapons", "a plan for schools", "Oman's plan"
        is_joint = any(match.cue.id == _JOINT for match in operators)
        if is_joint and reading.relevance not in (Relevance.NAMED, Relevance.RELATED) and self.joint_act(head) == []:
            return []  # "joined Norway in mourning the crew"
        if chosen.cue.id == "repeat" and reading.relevance is Relevance.OTHER:
            return []  # "followed the rules"
        if chosen.cue.id == "stay" and (reading.relevance in _UNNAMED and not is_alone(head)):
            return []  # "remains in Syria", "remains cautious"
        if reading.relevance is Relevance.ACTOR and chosen.cue.id == "lead" and has_object(head, reading):
            return []  # "has led Croatia since the spring"
        is_vague = chosen.cue.id == "announce-it" and reading.relevance is Relevance.OTHER
        if is_vague and tells_clause(head, self.grammar):
            return []  # "announced that it will not go", "it will go, the palace announced"
        if chosen.cue.id in _DECISIONS and not negators:
            return decided(reading, state)
        if reading.relevance is Relevance.BARE and self._reports(head, chosen):
            return []  # "he suggested that others join" says nothing of him
        is_told = is_full(head, chosen, negators)
        if reading.relevance is Relevance.BARE and chosen.cue.id in _EMPTY_WITHOUT_TARGET and not is_told:
            return []  # "he announced", "she suggested"
        return [] if is_elsewhere(head, chosen, reading, self.targets) else [reading]

    def _below_group(self, head: Token, state: State, negators: tuple[Token, ...]) -> list[Reading]:
        """Read what the members of a group do: "the first country to ratify it", "one of the few that have joined"."""
        if head.lower_ in self.grammar.group_links:
            groups = [child for child in head.children if child.dep_ == "pobj"]
            if any(group.lower_ in self.grammar.group_pronouns for group in groups):
                return self._as_before(head, state, negators)
            below = [c for group in groups for c in group.children if tells_of(c, self.grammar)] or groups
        elif head.lemma_.lower() in self.undertakings.gatherers or head.lower_ in self.grammar.group_words:
            below = [c for c in head.children if tells_of(c, self.grammar) or c.lower_ in self.grammar.group_links]
            below = infinitive_behind(head) or below
            if not below and is_bare_rank(head, self.grammar):  # "Chile has joined. Peru was the first"
                return [before] if (before := self._repeated(head.head)) is not None else []
            if not below and is_pro_noun(head):
                return self._as_before(head, state, negators)
        else:
            return []
        inner = replace(state, depth=state.depth + 1)
        return [reading for token in below for reading in self._read(token, inner, negators)]

    def _below_led_group(self, head: Token, state: State, negators: tuple[Token, ...]) -> list[Reading]:
        """Read what a group does for who is at its head: "leads a group of states which oppose the ban"."""
        if head.lemma_ not in self.grammar.group_leading_verbs:
            return []
        groups = (child for child in head.children if child.dep_ == "dobj")
        inner = replace(state, depth=state.depth + 1)
        return [reading for group in groups for reading in self._below_group(group, inner, negators)]

    def _as_before(self, head: Token, state: State, negators: tuple[Token, ...]) -> list[Reading]:
        """Read what the others have done: "forty states signed, but Chad was not one of them"."""
        clause = next((token for token in head.ancestors if is_clause(token)), head)
        before = self._repeated(clause) if clause.lemma_ in self.grammar.copulas else None
        if before is None or is_negated(before):
            return []
        hits = (*before.cues, *state.cues, *negation_hits(negators))
        polarity = before.polarity.flipped if len(negators) % 2 else before.polarity
        return [replace(before, polarity=polarity, certainty=before.certainty.or_weaker(state.certainty), cues=hits)]

    def _seen_done(self, head: Token, state: State, negators: tuple[Token, ...]) -> list[Reading]:
        """Read what somebody wants to see done: "would like to see the embargo lifted"."""
        if state.depth == 0 or head.lemma_ not in self.grammar.resultative_wishers:
            return []
        inner = replace(state, depth=state.depth + 1)
        clauses = [child for child in head.children if child.dep_ == "ccomp" and child.i > head.i]
        return [reading for clause in clauses for reading in self._read(clause, inner, negators)]

    def _contributed(self, head: Token, state: State, negators: tuple[Token, ...]) -> list[Reading]:
        """Read "has 1,200 soldiers in the brigade": what is in the initiative has been put there."""
        is_owned = state.depth > 0 or any(c.dep_ in ("amod", "compound", "poss", "nmod") for c in head.lefts)
        if not is_owned or head.lemma_.lower() not in self.undertakings.contributions:
            return []
        holders = [head, *(child for child in head.children if child.dep_ == "acl")]
        holders += [head.head] if head.dep_ == "dobj" and head.head.lemma_ == "have" else []
        links = [c for holder in holders for c in holder.rights if c.lower_ in self.grammar.membership_prepositions]
        nouns = [noun for link in links for noun in link.children if noun.dep_ == "pobj"]
        named = next((noun.i for noun in nouns if self.relevance(noun)[0] is Relevance.NAMED), None)
        if named is None and not is_lacking(head, nouns):
            return []
        polarity = state.polarity.flipped if len(negators) % 2 else state.polarity
        hits = (*state.cues, *negation_hits(negators), CueHit((head.i,), "contribute"))
        relevance = Relevance.CONTRIBUTION if named is None else Relevance.NAMED
        return [Reading(head.i, "contribute", polarity, state.certainty, relevance, named, hits)]

    def _ballot_reading(
        self, head: Token, matches: list[Match], state: State, negators: tuple[Token, ...]
    ) -> Reading | None:
        is_vote = any(match.cue.id in _VOTES for match in matches)
        ballot = split_ballot(head, self.initiative.weights, self.grammar) if is_vote else None
        if ballot is None:
            return None
        sign = Signature(ballot.polarity.flipped if len(negators) % 2 else ballot.polarity, Certainty.ASSERTED)
        rule = "vote-for" if ballot.polarity is Polarity.FOR else "vote-against"
        inner = state.through(sign, (*negation_hits(negators), CueHit((head.i, ballot.link.i), rule)))
        return Reading(head.i, rule, inner.polarity, inner.certainty, Relevance.NAMED, ballot.text.i, inner.cues)

    def _wants_an_act(self, head: Token, operators: list[Match]) -> bool:
        return any(
            clause.dep_ == "xcomp" and is_clause(clause)
            for match in operators
            if not match.cue.is_wide
            for clause in self._clausal_complements(head, match)
        )

    def joint_act(self, head: Token) -> list[Reading] | None:
        """Return what a verb and its object do together, "joined Russia in voting against it"; None if nothing is told.

        Empty where what they do is beside the point: "joined Norway in mourning the poet".
        """
        match = next((m for m in self.cues.at(head) if m.cue.id == _JOINT), None)
        if match is None or not any(True for _ in self._clausal_complements(head, match)):
            return None
        below = self._below_operator(head, match, State(), tuple(negations(head, self.grammar)))
        return [reading for reading in below if reading.relevance not in _ELSEWHERE]

    def is_presence(self, head: Token) -> bool:
        """Tell whether a verb says that a contingent is there or on its way: "landed", "is due"."""
        return any(match.cue.target is TargetKind.CONTINGENT for match in self.cues.at(head))

    def _fits(self, match: Match, head: Token) -> bool:
        """Tell whether a cue has what it asks for: the initiative as object, a contingent as subject.

        Who "has not been asked to pay" asks nobody.
        """
        if match.cue.id == "urge-others" and is_passive(head):
            return False
        if match.cue.target is TargetKind.NAMED:
            target = self.targets.read(head, match.tokens)
            is_part = target.token is not None and head.doc[target.token].lower_ in self.grammar.group_words
            return target.relevance in (Relevance.NAMED, Relevance.STAND_IN) and not is_part
        if match.cue.target is not TargetKind.CONTINGENT:
            return True
        subject = subject_of(head) or (subject_of(head.head) if head.dep_ in COMPLEMENTS else None)
        return subject is not None and any(n in self.undertakings.contributions for n in compound_lemmas(subject))

    @staticmethod
    def _is_fuller(predicate: Match, operator: Match, head: Token) -> bool:
        last = head.doc[predicate.tokens[-1]]
        is_close = last.i - head.i <= 3 and not (
            last.lower_ == "to" and last.i + 1 < len(head.doc) and is_clause(last.nbor())
        )
        return len(predicate.tokens) > len(operator.tokens) and is_close

    def _below_purpose(self, head: Token, state: State) -> list[Reading]:
        """Read what an act without a sign is for: "flew to Washington to talk him out of leaving"."""
        if not is_clause(head) or is_judged(head, self.cues):
            return []
        inner = replace(state, depth=state.depth + 1)
        links = ("advcl",) if is_passive(head) else ("advcl", "xcomp")  # who "was asked to pay" has not come to pay
        clauses = (child for child in head.children if child.dep_ in links)
        purposes = [c for c in clauses if any(to.lower_ == "to" and to.dep_ == "aux" for to in c.children)]
        return [
            reading for clause in purposes if subject_of(clause) is None for reading in self._read(clause, inner, ())
        ]

    def _reports(self, head: Token, match: Match) -> bool:
        """Tell whether a finite clause with a subject of its own is all that a head has for an object.

        What follows a colon is no object: "Kigali did not hesitate: its trucks were on the road".
        """
        clauses = [c for c in head.children if c.dep_ == "ccomp" and subject_of(c) is not None]
        if match.cue.id in _QUESTIONS:  # "would not say how it will vote": a question about oneself reports nothing
            clauses = [clause for clause in clauses if not self._shares(clause, match)]
        return any(clause.i > head.i and ":" not in {t.text for t in head.doc[head.i : clause.i]} for clause in clauses)

    def _copula_complements(self, head: Token) -> list[Token]:
        if head.lemma_ not in self.grammar.copulas:
            return []
        return [c for c in head.children if c.dep_ in COMPLEMENTS and c.i > head.i]

    def _below_operator(self, head: Token, operator: Match, state: State, negators: tuple[Token, ...]) -> list[Reading]:
        clauses = list(self._clausal_complements(head, operator))
        if not clauses:
            return []
        inner = self._through(state, operator, negators)
        return [reading for clause in clauses for reading in self._read(clause, inner, ())]

    def _through(self, state: State, match: Match, negators: tuple[Token, ...]) -> State:
        hits = (*negation_hits(negators), CueHit(match.tokens, match.cue.id))
        sign = match.cue.negated if len(negators) % 2 else match.cue.affirmed
        if sign.certainty is Certainty.HEDGED and tells_an_end(negators, self.grammar):
            sign = replace(sign, certainty=Certainty.EXPECTED)  # whoever no longer opposes has come round
        if self._excludes(state, match, negators):
            return State(Polarity.AGAINST, state.certainty, state.cues + hits, state.depth + 1)
        return state.through(sign, hits)

    @staticmethod
    def _excludes(state: State, match: Match, negators: tuple[Token, ...]) -> bool:
        """Tell whether what is open is refused: "refused to consider joining", "ruled out the possibility of"."""
        is_open = match.cue.affirmed.polarity is Polarity.NEUTRAL and match.cue.negated.polarity is Polarity.AGAINST
        return is_open and not negators and state.polarity is Polarity.AGAINST

    def _clausal_complements(self, head: Token, match: Match) -> Iterator[Token]:
        for word in [head, *(head.doc[i] for i in match.tokens[1:])]:
            # "was alone in opposing": the parser hangs the preposition on the copula
            beside = word.head.rights if word.dep_ == "acomp" else ()
            for child in (*word.children, *(c for c in beside if c.dep_ == "prep" and c.i == word.i + 1)):
                if match.cue.id == "urge-others" and not is_urged(child, head, self.grammar):
                    continue
                if child.dep_ in ("xcomp", "ccomp", "acl", "advcl") and is_clause(child) and self._shares(child, match):
                    if child.dep_ != "advcl" or any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children):
                        yield child
                elif child.dep_ == "prep" and child.lower_ not in self.grammar.means_prepositions:
                    yield from (c for c in child.children if c.dep_ in ("pcomp", "pobj") and is_clause(c))
                elif child.dep_ == "xcomp":
                    yield child

    def _shares(self, clause: Token, match: Match) -> bool:
        """Tell whether a clause has no subject but that of the clause above, or none that matters."""
        subject = subject_of(clause)
        if match.cue.is_wide:
            return True
        if match.cue.id in _REPORTING and is_announced(clause, self.cues, self.targets):
            return True
        if match.cue.id in _REPORTING and open_matter(clause, self.grammar) is not None:
            return True
        if subject is None:  # "'Give us a seat,' she said" asks it of others
            is_order = clause.dep_ == "ccomp" and clause.tag_ == "VB" and clause.i < match.tokens[0]
            return not is_order or any(child.dep_ == "aux" for child in clause.children)
        return subject.lower_ in (
            self.grammar.first_persons if is_quoted_below(subject, match.tokens[0]) else self.grammar.shared_subjects
        )

    def _below_light_verb(
        self, head: Token, operator: Match | None, state: State, negators: tuple[Token, ...]
    ) -> list[Reading]:
        """Read the noun that carries the meaning: "expressed its support", "has no plans", "threatened withdrawal"."""
        if not is_clause(head):
            return []
        governor = best_of(self.cues.at(head), CueKind.GOVERNOR)
        if operator is None and governor is not None and governor.cue.affirmed.polarity is not Polarity.FOR:
            operator = governor  # "withdrew its sponsorship", "is seeking support"
        if operator is None and head.lemma_.lower() not in self.grammar.light_verbs:
            return []
        inner = self._through(state, operator, negators) if operator else replace(state, depth=state.depth + 1)
        carried = () if operator else negators
        # "has no choice but to sign": the choice is part of the phrase; "opposed the resolution
        # calling for an end to it": that is the initiative itself
        own = operator.tokens if operator and operator is not governor else ()
        heads = self.initiative.heads if operator and operator.cue.kind is CueKind.OPERATOR else ()
        nouns = [c for c in head.children if c.dep_ in ("dobj", "attr", "oprd") and c.pos_ in NOUN_TAGS]
        nouns = [noun for noun in nouns if noun.i not in own and noun.lemma_.lower() not in heads]
        readings = [reading for noun in nouns for reading in self._read(noun, inner, carried)]
        if head.lemma_.lower() in self.grammar.receiving_verbs:  # "faces criticism" tells what others think
            readings = [reading for reading in readings if reading.rule not in _OTHERS_MINDS]
        return readings

    def _act_reading(
        self, head: Token, act: tuple[tuple[int, ...], float], state: State, negators: tuple[Token, ...]
    ) -> Reading:
        tokens, weight = act
        target = self.targets.read(head, tokens)
        negators = with_empty(head, tokens, target.token, negators, self.grammar)
        sign = Polarity.AGAINST if (len(negators) % 2 == 1) != (weight < 0) else Polarity.FOR
        relevance = Relevance.NAMED if abs(weight) >= NAMED else Relevance.RELATED
        if len(tokens) == 1 and target.relevance is Relevance.OTHER:
            relevance = Relevance.RELATED
        if target.relevance is Relevance.RIVAL or self.targets.rivals.is_done_elsewhere(head):
            relevance = Relevance.RIVAL
        is_thing = target.token is not None and self.targets.is_thing_named(head.doc[target.token])
        if (
            target.is_undone and not is_thing
        ):  # an act has its side already: "delivered arms", where the initiative is to stop that
            sign = sign.flipped
        hits = (*state.cues, *negation_hits(negators), CueHit(tokens, "act"))
        return Reading(head.i, "act", multiply(state.polarity, sign), state.certainty, relevance, target.token, hits)

    def _repeated(self, head: Token) -> Reading | None:
        """Return what "did the same" repeats: the nearest reading before, of a clause that does not hold it.

        One that holds it may be meant where another does the same: "left within weeks of Spain doing so".
        """
        anchor = first_conjunct(head)  # "announced its exit, and Burundi did the same" is one coordination
        is_own = head.dep_ in ("pcomp", "advcl") and subject_of(head) is not None
        for token in reversed(head.doc[max(0, head.i - REPEAT_REACH) : head.i]):
            if is_clause(token) and token.dep_ not in ("aux", "auxpass") and (is_own or not token.is_ancestor(anchor)):
                readings = self._read(token, State(), ())
                if readings:
                    return readings[-1]
        return None

    def _reading(self, head: Token, match: Match, state: State, negators: tuple[Token, ...]) -> Reading:
        target = self.targets.read(head, match.tokens)
        if match.cue.kind is CueKind.PREDICATE:
            negators = with_empty(head, match.tokens, target.token, negators, self.grammar)
        inner = self._through(state, match, negators)
        relevance, is_reversed = target.relevance, target.is_reversed
        if relevance is Relevance.BARE and match.cue.id in _REACTIONS and self.targets.undoes(head):
            is_reversed = True  # "China expressed regret", after somebody's leaving
        if match.cue.id in _TOWARD_BASE and relevance in _UNNAMED and self.targets.is_kept_by_leaving:
            is_reversed = not is_reversed  # "Italy stayed away", where the initiative is a boycott
        polarity = inner.polarity.flipped if is_reversed else inner.polarity
        is_repeated = match.cue.id in _REPEATS and (len(match.tokens) > 1 or relevance is not Relevance.OTHER)
        if is_repeated and (before := self._repeated(head)) is not None:
            # "did so" takes up the verb alone, "did the same" its negation too
            is_turned = head.doc[match.tokens[-1]].lower_ == "so" and is_negated(before)
            said = before.polarity.flipped if is_turned else before.polarity
            polarity, relevance = multiply(said, inner.polarity), before.relevance
        if (
            match.cue.target is TargetKind.ANY
            and len(match.tokens) > 1
            and relevance in (Relevance.OTHER, Relevance.ACTOR)
        ):
            relevance = Relevance.BARE  # the object belongs to the idiom: "making up its mind"
        if match.cue.target is TargetKind.CONTINGENT and relevance is not Relevance.NAMED:
            relevance = Relevance.CONTRIBUTION
        if match.cue.target in _PUT_SOMEWHERE and self.targets.rivals.is_done_elsewhere(head):
            relevance = Relevance.RIVAL
        if match.cue.target is TargetKind.CONTRIBUTION and relevance in _UNGIVEN:
            given = head.doc[target.token].lower_ if target.token is not None else ""
            is_nothing = given in self.grammar.empty_objects | self.grammar.unspecified_objects
            relevance = Relevance.CONTRIBUTION if is_nothing else Relevance.OTHER  # "will send nobody"
        return Reading(head.i, match.cue.id, polarity, inner.certainty, relevance, target.token, inner.cues)
