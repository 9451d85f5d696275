"""The context of a clause: who reports it, who wishes it, and on whose word it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, Span, Token

from coalition.lexicons.cues import CueKind, CueLexicon
from coalition.lexicons.grammar import Grammar
from coalition.pipeline.actors import Actor, Authority
from coalition.pipeline.chains import CueHit
from coalition.pipeline.clauses import condition_of, first_conjunct, is_clause, modality, negations, subject_of
from coalition.pipeline.matching import match_cues
from coalition.stance import Certainty, Source

Quote = dict[str, Any]  # an entry of doc._.coalition_quotes

# What an office does with words: "the minister backed the plan" is its own word, "sent troops" the narrator's.
_VOICED = frozenset({"support", "welcome", "urge", "oppose", "reject", "condemn", "undecided", "refuse-to", "consider"})
MAX_CLIMB = 4
_WISHES = frozenset({"want-to", "request", "urge", "threaten-to", "consider", "undecided"})


@dataclass(frozen=True, slots=True)
class Context:
    """What the clauses above a predicate and the quotation around it add."""

    certainty: Certainty
    source: Source
    speaker: str | None
    is_denied: bool
    cues: tuple[CueHit, ...]


@dataclass(frozen=True, slots=True)
class ContextReader:
    """Reads contexts with the actors and quotations of one article."""

    cues: CueLexicon
    grammar: Grammar
    by_head: dict[int, list[Actor]]
    quotes: Sequence[Quote]
    people: Sequence[dict[str, object]]

    def read(self, actor: Actor, verb: Token, rule: str = "") -> Context:
        """Return the context of an actor's predicate; ``rule`` names its last cue."""
        certainty, denied, hits, reporter = self._climb(actor, verb)
        quote = self.quote_at(verb.i) or self.quote_at(actor.start)
        if quote is not None:
            source, speaker = self._source_of_quote(actor, quote)
        elif reporter is not None:
            source, speaker = self._source_of_reporter(actor, reporter)
        elif actor.authority is Authority.GOVERNMENT and rule in _VOICED:
            source, speaker = Source.GOVERNMENT, self._name(actor)
        else:
            source, speaker = Source.NARRATOR, None
        if quote is None and self.is_asked(verb.sent):
            certainty = max(certainty, Certainty.OPEN, key=lambda c: c.rank)
        return Context(certainty, source, speaker, denied, tuple(hits))

    def is_asked(self, sent: Span) -> bool:
        """Tell whether a sentence asks if something is so; "Why did the US withdraw?" takes it for granted."""
        return sent.text.rstrip().endswith("?") and sent[0].lower_ not in self.grammar.factive_questions

    def _climb(self, actor: Actor, verb: Token) -> tuple[Certainty, bool, list[CueHit], Token | None]:
        """Go up through the clauses that contain this one; only those with another subject colour it."""
        certainty, denied, hits, reporter = Certainty.ASSERTED, False, [], None
        clause = verb
        while not is_clause(clause) and clause.head.i != clause.i:
            clause = clause.head
        if any(match.cue.kind is CueKind.REPORT for match in match_cues(clause, self.cues)):
            reporter = subject_of(clause)  # "Chile said it would join": the chain begins at the verb of saying
        for _ in range(MAX_CLIMB):
            above = _above(clause)
            if above is None:
                break
            if clause.dep_ in ("advcl",) and condition_of(clause, self.grammar):
                certainty = max(certainty, Certainty.CONDITIONAL, key=lambda c: c.rank)
                hits.append(CueHit((clause.i,), "condition"))
            subject = subject_of(above)
            own = subject is not None and self._is_same(actor, subject)
            matches = match_cues(above, self.cues)
            wish = next((m for m in matches if m.cue.id in _WISHES), None)
            if (
                wish is not None
                and wish.cue.id != "want-to"
                and not any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.children)
            ):
                wish = None  # "told reporters that", "warned that" report; only an infinitive is asked for
            if clause.dep_ in ("ccomp", "xcomp") and not own:
                if above.lemma_.lower() in self.grammar.doubts:
                    denied = not denied
                    hits.append(CueHit((above.i,), "denial"))
                elif wish is not None and not negations(above, self.grammar):
                    certainty = max(certainty, Certainty.OPEN, key=lambda c: c.rank)
                    hits.append(CueHit(wish.tokens, wish.cue.id))
                elif "expected-to" in {m.cue.id for m in matches} or above.lemma_ in self.grammar.expecters:
                    certainty = max(certainty, Certainty.EXPECTED, key=lambda c: c.rank)
                    hits.append(CueHit((above.i,), "expected-to"))
                elif above.lemma_ in self.grammar.beliefs and any(c.lower_ == "would" for c in clause.children):
                    certainty = max(certainty, Certainty.HEDGED, key=lambda c: c.rank)
                    hits.append(CueHit((above.i,), "belief"))
                hedge, token = modality(above, self.grammar)
                if hedge is Certainty.HEDGED and token is not None and subject is None:
                    certainty = max(certainty, hedge, key=lambda c: c.rank)
            if (
                any(m.cue.kind is CueKind.REPORT for m in matches)
                and clause.dep_ in ("ccomp", "parataxis", "xcomp")
                and reporter is None
            ):
                reporter = subject
            clause = above
        return certainty, denied, hits, reporter

    def _is_same(self, actor: Actor, subject: Token) -> bool:
        if first_conjunct(subject).i in (actor.head, *actor.anchors):
            return True
        return any(a.code == actor.code for a in self.by_head.get(subject.i, ()))

    def quote_at(self, index: int) -> Quote | None:
        """Return the innermost quotation around a token, or None."""
        found = [q for q in self.quotes if q["start"] <= index < q["end"]]
        return min(found, key=lambda q: q["end"] - q["start"], default=None)

    def _source_of_quote(self, actor: Actor, quote: Quote) -> tuple[Source, str | None]:
        if quote["country"] == actor.code and quote["governs"]:
            return Source.GOVERNMENT, quote["speaker"]
        if quote["country"] and quote["governs"]:
            return Source.OTHER_GOVERNMENT, quote["speaker"]
        # An agency, a report or an office without a country is the journalist's way of knowing, not an analyst.
        return (Source.ANALYST if quote["person"] is not None else Source.NARRATOR), quote["speaker"]

    def _source_of_reporter(self, actor: Actor, reporter: Token) -> tuple[Source, str | None]:
        actors = self.by_head.get(reporter.i, [])
        if any(a.code == actor.code and a.authority is not Authority.OTHER for a in actors) or self._is_same(
            actor, reporter
        ):
            return Source.GOVERNMENT, self._name(actors[0] if actors else actor)
        if any(a.authority is not Authority.OTHER for a in actors):
            return Source.OTHER_GOVERNMENT, self._name(actors[0])
        if reporter.ent_type_ == "PERSON" or actors:
            return Source.ANALYST, reporter.text
        return Source.NARRATOR, None

    def _name(self, actor: Actor) -> str | None:
        return str(self.people[actor.person]["name"]) if actor.person is not None else None


def _above(clause: Token) -> Token | None:
    token = clause
    while (
        token.dep_ in ("conj", "prep", "pobj", "pcomp", "dobj", "attr", "nsubj", "nsubjpass")
        and token.head.i != token.i
        and token.dep_ == "conj"
    ):
        token = token.head
    if (
        token.dep_ in ("ccomp", "xcomp", "advcl", "relcl", "acl", "parataxis")
        and token.head.i != token.i
        and is_clause(token.head)
    ):
        return token.head
    return None


def sentence_range(doc: Doc, index: int) -> tuple[int, int]:
    """Return the character range of the sentence around a token, white space cut off."""
    sent = doc[index].sent
    text = sent.text
    start = sent.start_char + len(text) - len(text.lstrip())
    return start, start + len(text.strip())
