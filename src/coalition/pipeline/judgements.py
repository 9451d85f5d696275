"""Judgements: what is said of the initiative itself, "the strikes were illegal", and whose judgement it is."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from coalition.lexicons.cues import OPEN_CUE, Cue, CueKind, Signature
from coalition.pipeline.actors import Actor, Authority
from coalition.pipeline.chains import ChainReader
from coalition.pipeline.clauses import is_clause, modality, negations, postponed_clause, subject_of
from coalition.pipeline.context import Context, ContextReader
from coalition.pipeline.elsewhere import asks_of_another
from coalition.pipeline.positions import Participation, Position
from coalition.pipeline.readings import CueHit, Reading, multiply, negation_hits
from coalition.pipeline.targets import Relevance
from coalition.stance import Source

_FOREIGN = frozenset({Relevance.RIVAL, Relevance.OTHER, Relevance.ACTOR, Relevance.BARE, Relevance.CONTRIBUTION})
_JUDGING_POS = frozenset({"ADJ", "NOUN", "VERB", "ADV"})
_MAX_CLIMB = 6
_NAMED_ROLES = frozenset({"dobj", "oprd", "ccomp"})
_VERDICT_PREPOSITIONS = frozenset({"as", "for", "in"})


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judgement with its holder, ready to become evidence."""

    holder: Actor
    participation: Participation
    context: Context


_SILENT = frozenset({Authority.OTHER, Authority.MODIFIER})  # "a Norwegian member of parliament called it"


@dataclass(frozen=True, slots=True)
class JudgementReader:
    """Reads the judgements of one article."""

    doc: Doc
    chains: ChainReader
    contexts: ContextReader

    def read(self) -> Iterator[Judgement]:
        """Yield each judgement once for each country that holds it, in text order."""
        for token in self.doc:
            if token.pos_ not in _JUDGING_POS or not token.dep_ or not self.chains.cues.may_judge(token):
                continue
            for reading in self._readings(token):
                for holder in self._holders(token):
                    item = Participation(reading, Position.JUDGE, token.i)
                    yield Judgement(holder, item, self._context(holder, token))

    def _readings(self, token: Token) -> Iterator[Reading]:
        for match in self.chains.cues.at(token):
            if match.cue.kind is CueKind.JUDGEMENT:
                yield from self._judged(token, match.cue, match.tokens)
            elif match.cue.id == OPEN_CUE:
                yield from self._left_open(token, match.cue, match.tokens)

    def _is_supposed(self, token: Token) -> bool:
        """Tell whether a judgement stands in an if-clause: "more to lose if the force fails" judges nothing."""
        marks = (child for child in _clause_of(token).children if child.dep_ == "mark")
        return any(mark.lower_ in self.chains.grammar.conditionals for mark in marks)

    def _judged(self, token: Token, cue: Cue, tokens: tuple[int, ...]) -> Iterator[Reading]:
        target = self._target(token)
        if target is None or target.lower_ == "who" or self._is_supposed(token):
            return  # "those who failed" are people
        if target.lower_ == "it" and (clause := postponed_clause(token)) is not None:
            yield from self._judged_act(clause, cue, CueHit(tokens, cue.id), self._negators(token))
            return
        target = self._antecedent(target, token)
        relevance, is_reversed = self.chains.relevance(target)
        if relevance in _FOREIGN:
            return
        negators = self._negators(token)
        sign: Signature = cue.negated if len(negators) % 2 else cue.affirmed
        polarity = sign.polarity.flipped if is_reversed else sign.polarity
        hits = (CueHit(tokens, cue.id), *(CueHit((n.i,), "negation") for n in negators))
        modal, _ = modality(_clause_of(token), self.chains.grammar)  # "could further complicate" is no verdict yet
        certainty = sign.certainty.or_weaker(modal)
        yield Reading(token.i, f"judgement-{cue.id}", polarity, certainty, relevance, target.i, hits)

    def _judged_act(self, clause: Token, cue: Cue, hit: CueHit, negators: list[Token]) -> Iterator[Reading]:
        """Read "it was wrong to leave the pact": what is judged is the act, and who finds leaving wrong would stay."""
        sign: Signature = cue.negated if len(negators) % 2 else cue.affirmed
        for reading in self.chains.read(clause):
            if reading.relevance in _FOREIGN:
                continue
            polarity = multiply(sign.polarity, reading.polarity)
            certainty = sign.certainty.or_weaker(reading.certainty)
            hits = (hit, *negation_hits(tuple(negators)), *reading.cues)
            yield replace(reading, rule=f"judgement-{cue.id}", polarity=polarity, certainty=certainty, cues=hits)

    def _antecedent(self, target: Token, token: Token) -> Token:
        """Return what "it" stands for in "condemned the killing, calling it a crime": the object of the verb above."""
        clause = _clause_of(token)
        if target.lower_ not in self.chains.grammar.judged_pronouns or clause.dep_ not in ("advcl", "conj"):
            return target
        objects = (c for c in clause.head.children if c.dep_ in ("dobj", "nsubjpass") and c.i < target.i)
        return next((c for c in objects if c.pos_ == "NOUN"), target)

    def _left_open(self, token: Token, cue: Cue, tokens: tuple[int, ...]) -> Iterator[Reading]:
        subject = subject_of(_clause_of(token))
        if subject is None or subject.lower_ != "it" or asks_of_another(token, tokens, self.chains.targets):
            return
        hit = CueHit(tokens, cue.id)
        signs = cue.affirmed
        yield Reading(token.i, cue.id, signs.polarity, signs.certainty, Relevance.STAND_IN, subject.i, (hit,))

    def _negators(self, token: Token) -> list[Token]:
        grammar = self.chains.grammar
        found = negations(token, grammar)
        copula = token.head.head if token.dep_ == "pobj" else token.head  # "is not in our interest"
        is_said = token.dep_ in ("acomp", "attr") or (token.dep_ == "pobj" and copula.lemma_ in grammar.copulas)
        return found + (negations(copula, grammar) if is_said else [])

    def _target(self, token: Token) -> Token | None:
        """Return what a judgement word is said of: the subject of its clause, or the object of "call"."""
        clause = _clause_of(token)
        if clause.lemma_.lower() in self.chains.grammar.namers and clause.i != token.i:
            if _is_swallowed(token, clause):
                return token.head
            objects = [c for c in clause.children if c.dep_ in ("dobj", "nsubj") and c.i > clause.i and c.i != token.i]
            objects += [
                c for c in clause.children if c.dep_ == "oprd" and c.pos_ == "NOUN" and clause.i < c.i < token.i
            ]
            if token.dep_ in ("dobj", "ccomp"):  # "called the plan madness", one noun to the parser
                objects += [c for c in token.lefts if c.dep_ == "compound" and c.i == token.i - 1]
            below = [s for c in clause.children if c.dep_ in ("ccomp", "xcomp", "oprd") and (s := subject_of(c))]
            return next(iter(objects + below), None)
        if token.pos_ == "NOUN" and not self._is_verdict(token, clause):
            return None
        if token.pos_ == "ADJ" and token.dep_ == "amod" and token.head.dep_ not in ("attr", "oprd"):
            return None
        return subject_of(clause)

    def _is_verdict(self, noun: Token, clause: Token) -> bool:
        """Tell whether a noun names the thing judged: "called it a crime", not "victims of a crime"."""
        if noun.dep_ == "pobj" and noun.head.lower_ == "of":  # "an act of aggression"
            return self._is_verdict(noun.head.head, clause)
        if noun.dep_ == "pobj":
            return noun.head.lower_ in _VERDICT_PREPOSITIONS
        verbs = self.chains.grammar.namers | self.chains.grammar.light_verbs
        return noun.dep_ in ("attr", "oprd") or (noun.dep_ == "dobj" and clause.lemma_.lower() in verbs)

    def _holders(self, token: Token) -> list[Actor]:
        """Return whose judgement it is: the speaker's of the quotation, or the nearest subject's above."""
        quote = self.contexts.quote_at(token.i)
        if quote is not None and quote["country"] and quote["governs"]:
            return [
                Actor(
                    quote["country"], token.i, token.i, token.i + 1, Authority.GOVERNMENT,
                    is_inferred=quote["person"] is None, person=quote["person"], kind="quote",
                )
            ]  # fmt: skip
        clause, judged = token, self._target(token)
        for _ in range(_MAX_CLIMB):
            subject = subject_of(clause) if is_clause(clause) else None
            if subject is not None and judged is not None and subject.i == judged.i:
                subject = None  # "Britain's strikes were illegal" is not what Britain says
            if subject is not None and subject.lower_ in self.chains.grammar.relative_pronouns:
                subject = clause.head  # "supporters such as Iran, who say that the strikes are illegal"
            actors = self.contexts.by_head.get(subject.i, []) if subject is not None else []
            governing = [actor for actor in actors if actor.authority not in _SILENT]
            if governing or clause.head.i == clause.i:
                return governing
            clause = clause.head
        return []

    def _context(self, holder: Actor, token: Token) -> Context:
        context = self.contexts.read(holder, token)
        speaks = holder.kind in ("quote", "person") or holder.authority is Authority.GOVERNMENT
        source = Source.GOVERNMENT if speaks else context.source
        return replace(context, source=source, is_denied=False)


def _is_swallowed(token: Token, clause: Token) -> bool:
    """Tell whether the parser hangs what a thing is called on the thing: "called a boycott misguided", "a mistake"."""
    named = token.head
    is_named = named.head.i == clause.i and named.dep_ in _NAMED_ROLES and clause.i < named.i < token.i
    is_thing = named.pos_ == "NOUN" or _is_noun_phrase(named)
    return is_named and is_thing and (token.dep_ == "dobj" or (token.dep_ == "acl" and token.i == named.i + 1))


def _is_noun_phrase(verb: Token) -> bool:
    """Tell whether what the tagger takes for a verb is a noun: "pact" in "called the fish pact a mistake"."""
    return any(child.dep_ in ("det", "compound") for child in verb.lefts)


def _clause_of(token: Token) -> Token:
    """Return the verb whose clause a word stands in, the word itself where none is near."""
    clause = token
    for _ in range(4):
        if is_clause(clause) and not _is_noun_phrase(clause):
            break
        clause = clause.head
    return clause
