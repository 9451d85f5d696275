"""The context of a clause: who reports it, who wishes it, and on whose word it stands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc, Span, Token

from coalition.lexicons.cues import CueKind, CueLexicon
from coalition.lexicons.grammar import Grammar
from coalition.lexicons.people import OfficeTitles
from coalition.pipeline.actors import Actor, Authority
from coalition.pipeline.chains import CueHit
from coalition.pipeline.clauses import (
    condition_of,
    first_conjunct,
    is_clause,
    is_passive,
    modality,
    negations,
    subject_of,
)
from coalition.pipeline.matching import match_cues
from coalition.stance import Certainty, Source

Quote = dict[str, Any]  # an entry of doc._.coalition_quotes

# What an office does with words: "the minister backed the plan" is its own word, "sent troops" the narrator's.
_VOICED = frozenset(
    {"support", "welcome", "urge", "urge-others", "oppose", "reject", "condemn", "undecided", "refuse-to", "consider"}
)
MAX_CLIMB = 4
_SPEAKING = frozenset({Authority.NATION, Authority.GOVERNMENT})
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
    titles: OfficeTitles

    def read(self, actor: Actor, verb: Token, rules: Collection[str] = ()) -> Context:
        """Return the context of an actor's predicate; ``rules`` names its cues."""
        certainty, denied, hits, reporter = self._climb(actor, verb)
        quote = self.quote_at(verb.i) or self.quote_at(actor.start)
        if quote is not None:
            source, speaker = self._source_of_quote(actor, quote, verb.doc)
        elif reporter is not None:
            source, speaker = self._source_of_reporter(actor, reporter)
        elif (
            actor.authority is Authority.GOVERNMENT and _VOICED.intersection(rules) and self._is_person(actor, verb.doc)
        ):
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
        if self._reports(clause) and (has_reported_clause(clause) or clause.lemma_ in self.grammar.promisers):
            reporter = subject_of(clause)  # "Chile said it would join": the chain begins at the verb of saying
        if self._is_denied_claim(clause):
            denied = True
            hits.append(CueHit((clause.head.head.i,), "denial"))
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
            if wish is not None and wish.cue.id != "want-to" and not _is_wished(clause):
                wish = None  # "told reporters that", "warned that" report; only an infinitive is asked for
            if clause.dep_ in ("ccomp", "xcomp") and above.lemma_.lower() in self.grammar.doubts:
                denied = not denied  # also by its own: "the minister denied that Belgrade had agreed"
                hits.append(CueHit((above.i,), "denial"))
            elif clause.dep_ in ("ccomp", "xcomp") and not own:
                if wish is not None and not negations(above, self.grammar):
                    certainty = max(certainty, Certainty.OPEN, key=lambda c: c.rank)
                    hits.append(CueHit(wish.tokens, wish.cue.id))
                elif above.lemma_ in self.grammar.wishers and clause.dep_ == "ccomp" and _is_wished(clause):
                    certainty = max(certainty, Certainty.OPEN, key=lambda c: c.rank)
                    hits.append(CueHit((above.i,), "wish"))
                elif "expected-to" in {m.cue.id for m in matches} or above.lemma_ in self.grammar.expecters:
                    certainty = max(certainty, Certainty.EXPECTED, key=lambda c: c.rank)
                    hits.append(CueHit((above.i,), "expected-to"))
                elif above.lemma_ in self.grammar.beliefs and any(c.lower_ == "would" for c in clause.children):
                    certainty = max(certainty, Certainty.HEDGED, key=lambda c: c.rank)
                    hits.append(CueHit((above.i,), "belief"))
                hedge, token = modality(above, self.grammar)
                if hedge is Certainty.HEDGED and token is not None and subject is None:
                    certainty = max(certainty, hedge, key=lambda c: c.rank)
            if reporter is None and clause.dep_ in ("ccomp", "parataxis", "xcomp") and self._reports(above):
                reporter = subject
            clause = above
        return certainty, denied, hits, reporter

    def _reports(self, verb: Token) -> bool:
        """Tell whether a verb attributes its clause to its subject; that of "is expected to" has none."""
        is_attributing = any(match.cue.kind is CueKind.REPORT for match in match_cues(verb, self.cues))
        return is_attributing and not is_passive(verb)

    def _is_denied_claim(self, clause: Token) -> bool:
        """Tell whether a clause is what somebody "denied reports that" of."""
        claim = clause.head
        is_claim = clause.dep_ in ("acl", "ccomp") and claim.lemma_.lower() in self.grammar.claim_nouns
        return is_claim and claim.dep_ == "dobj" and claim.head.lemma_.lower() in self.grammar.doubts

    def _is_same(self, actor: Actor, subject: Token) -> bool:
        if first_conjunct(subject).i in (actor.head, *actor.anchors):
            return True
        return any(a.code == actor.code for a in self.by_head.get(subject.i, ()))

    def quote_at(self, index: int) -> Quote | None:
        """Return the innermost quotation around a token, or None."""
        found = [q for q in self.quotes if q["start"] <= index < q["end"]]
        return min(found, key=lambda q: q["end"] - q["start"], default=None)

    def _is_person(self, actor: Actor, doc: Doc) -> bool:
        """Tell the minister, who backs a plan in words, from the cabinet, which does so by a decision."""
        return actor.person is not None or self.titles.is_person(doc[actor.head].lower_)

    def _source_of_quote(self, actor: Actor, quote: Quote, doc: Doc) -> tuple[Source, str | None]:
        speaking = self._governments_of(quote, doc)
        if actor.code in speaking:
            return Source.GOVERNMENT, quote["speaker"]
        if speaking:
            return Source.OTHER_GOVERNMENT, quote["speaker"]
        # An agency, a report or an office without a country is the journalist's way of knowing, not an analyst.
        return (Source.ANALYST if quote["person"] is not None else Source.NARRATOR), quote["speaker"]

    def _governments_of(self, quote: Quote, doc: Doc) -> frozenset[str]:
        """Return the countries whose governments say a quotation: two in "Kyiv and London said", one as a rule."""
        if quote["country"]:
            return frozenset({quote["country"]} if quote["governs"] else ())
        if quote["speaker_start"] is None or quote["person"] is not None:
            return frozenset()
        head = doc[quote["speaker_start"] : quote["speaker_end"]].root
        heads = (head, *head.conjuncts)
        return frozenset(a.code for t in heads for a in self.by_head.get(t.i, ()) if a.authority in _SPEAKING)

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


def _is_wished(clause: Token) -> bool:
    """Tell whether a clause has an infinitive or a subjunctive: "asked it to stay", "proposed that it stay"."""
    auxiliaries = [child for child in clause.children if child.dep_ in ("aux", "auxpass")]
    if any(child.lower_ in ("to", "should") for child in auxiliaries):
        return True
    subject = subject_of(clause)
    is_single = subject is not None and subject.tag_ in ("NN", "NNP")
    is_bare = clause.tag_ == "VB" or (clause.tag_ == "VBP" and is_single)
    return clause.dep_ == "ccomp" and is_bare and not auxiliaries


def _above(clause: Token) -> Token | None:
    token = clause
    while (
        token.dep_ in ("conj", "prep", "pobj", "pcomp", "dobj", "attr", "nsubj", "nsubjpass")
        and token.head.i != token.i
        and token.dep_ == "conj"
    ):
        token = token.head
    if any(mark.text == ";" for mark in clause.doc[min(token.i, token.head.i) : max(token.i, token.head.i)]):
        return None  # "Oslo has joined; Riga said": the parse hangs the first clause on the second
    if (
        token.dep_ in ("ccomp", "xcomp", "advcl", "relcl", "acl", "parataxis")
        and token.head.i != token.i
        and is_clause(token.head)
    ):
        return token.head
    return None


def has_reported_clause(verb: Token) -> bool:
    """Tell "said that it would join" from "agreed to join" and "condemned the plan", which is told of the subject."""
    return any(child.dep_ == "ccomp" and is_clause(child) for child in verb.children)


def sentence_range(doc: Doc, index: int) -> tuple[int, int]:
    """Return the character range of the sentence around a token, white space cut off."""
    sent = doc[index].sent
    text = sent.text
    start = sent.start_char + len(text) - len(text.lstrip())
    return start, start + len(text.strip())
