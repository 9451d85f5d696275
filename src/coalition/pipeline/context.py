"""The context of a clause: who reports it, who wishes it, and on whose word it stands."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from spacy.tokens import Doc, Span, Token

from coalition.lexicons.cues import CueKind
from coalition.lexicons.grammar import Grammar
from coalition.lexicons.people import OfficeTitles
from coalition.pipeline.actors import Actor, Authority
from coalition.pipeline.clauses import first_conjunct, is_clause, is_passive, modality, negations, subject_of
from coalition.pipeline.conditions import condition_of, is_given_fact
from coalition.pipeline.matching import CueFinder, Match
from coalition.pipeline.readings import CueHit
from coalition.stance import Certainty, Polarity, Source

Quote = dict[str, Any]  # an entry of doc._.coalition_quotes

# What an office does with words: "the minister backed the plan" is its own word, "sent troops" the narrator's.
_VOICED = frozenset(
    {"support", "welcome", "urge", "urge-others", "oppose", "reject", "condemn", "undecided", "refuse-to", "consider"}
)
_UNSETTLED = frozenset({Certainty.HEDGED, Certainty.OPEN})
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
    is_retracted: bool
    cues: tuple[CueHit, ...]


@dataclass(frozen=True, slots=True)
class _Above:
    """What the clauses above a predicate have added so far; ``reporter`` is the subject of the nearest report."""

    certainty: Certainty = Certainty.ASSERTED
    is_denied: bool = False
    is_retracted: bool = False
    cues: tuple[CueHit, ...] = ()
    reporter: Token | None = None

    def coloured(self, certainty: Certainty, hit: CueHit) -> "_Above":
        return replace(self, certainty=self.certainty.or_weaker(certainty), cues=(*self.cues, hit))

    def denied(self, hit: CueHit) -> "_Above":
        return replace(self, is_denied=not self.is_denied, cues=(*self.cues, hit))


@dataclass(frozen=True, slots=True)
class ContextReader:
    """Reads contexts with the actors and quotations of one article."""

    cues: CueFinder
    grammar: Grammar
    by_head: dict[int, list[Actor]]
    quotes: Sequence[Quote]
    people: Sequence[dict[str, object]]
    titles: OfficeTitles

    def read(self, actor: Actor, verb: Token, rules: Collection[str] = ()) -> Context:
        """Return the context of an actor's predicate; ``rules`` names its cues."""
        above = self._climb(actor, verb)
        certainty = above.certainty
        quote = self.quote_at(verb.i) or self.quote_at(actor.start)
        if quote is not None:
            source, speaker = self._source_of_quote(actor, quote, verb.doc)
        elif above.reporter is not None:
            source, speaker = self._source_of_reporter(actor, above.reporter)
        elif (
            actor.authority is Authority.GOVERNMENT and _VOICED.intersection(rules) and self._is_person(actor, verb.doc)
        ):
            source, speaker = Source.GOVERNMENT, self._name(actor)
        else:
            source, speaker = Source.NARRATOR, None
        if quote is None and self.is_asked(verb.sent):
            certainty = certainty.or_weaker(Certainty.OPEN)
        return Context(certainty, source, speaker, above.is_denied, above.is_retracted, above.cues)

    def is_asked(self, sent: Span) -> bool:
        """Tell whether a sentence asks if something is so; "Why did the US withdraw?" takes it for granted."""
        last = next((token for token in reversed(sent) if not token.is_space), sent[0])
        return last.text.endswith("?") and sent[0].lower_ not in self.grammar.factive_questions

    def _climb(self, actor: Actor, verb: Token) -> _Above:
        """Go up through the clauses that contain this one; only those with another subject colour it."""
        clause = verb
        while not is_clause(clause) and clause.head.i != clause.i:
            clause = clause.head
        found = _Above()
        if (self._reports(clause) and has_reported_clause(clause)) or self._is_own_word(actor, clause):
            found = replace(found, reporter=subject_of(clause))  # "Chile said it would join"
        if self._is_denied_claim(clause):
            found = found.denied(CueHit((clause.head.head.i,), "denial"))
        for _ in range(MAX_CLIMB):
            noun, above = _above(clause)
            if noun is not None:
                match = self._opening_noun(noun)
                if match is None:
                    break
                found = self._under_noun(found, noun, match, above)
            if above is None:
                break
            if is_given_fact(clause, self.grammar):
                break
            found = self._under_clause(found, actor, clause, above)
            clause = above
        return found

    def _opening_noun(self, noun: Token) -> Match | None:
        """Return the cue of a noun that leaves open what is said in its clause: "the chance that Chile will sign"."""
        for match in self.cues.at(noun):
            sign = match.cue.affirmed
            if match.cue.kind in (CueKind.OPERATOR, CueKind.PREDICATE) and sign.certainty in _UNSETTLED:
                return match
        return None

    def _under_noun(self, found: _Above, noun: Token, match: Match, verb: Token | None) -> _Above:
        """Colour a clause by the noun above it: "no question of Chile leaving" denies, "a risk that" leaves open."""
        is_scanty = any(child.lower_ in self.grammar.scanty for child in noun.children)
        is_refused = verb is not None and any(
            m.cue.affirmed.polarity is Polarity.AGAINST and m.cue.kind is not CueKind.JUDGEMENT
            for m in self.cues.at(verb)
        )
        is_negated = verb is not None and len(negations(verb, self.grammar)) % 2 == 1
        is_empty = (is_scanty + is_refused + is_negated) % 2 == 1
        hit = CueHit(match.tokens, match.cue.id)
        if not is_empty:
            return found.coloured(match.cue.affirmed.certainty, hit)
        return found.denied(hit) if match.cue.negated.polarity is Polarity.AGAINST else found  # "no doubt that"

    def _under_clause(self, found: _Above, actor: Actor, clause: Token, above: Token) -> _Above:
        if clause.dep_ == "advcl" and condition_of(clause, self.grammar):
            found = found.coloured(Certainty.CONDITIONAL, CueHit((clause.i,), "condition"))
        subject = subject_of(above)
        if self._withholds(actor, clause, above):
            found = found.coloured(Certainty.OPEN, CueHit((above.i,), "say-whether"))
        matches = self.cues.at(above)
        if clause.dep_ in ("ccomp", "xcomp") and above.lemma_.lower() in self.grammar.doubts:
            hit = CueHit((above.i,), "denial")
            is_open = bool(negations(above, self.grammar))  # "did not deny that it would leave"
            found = found.coloured(Certainty.OPEN, hit) if is_open else found.denied(hit)
        elif clause.dep_ in ("ccomp", "xcomp") and not (subject is not None and self._is_same(actor, subject)):
            found = self._as_complement(found, clause, above, matches)
        if (self._reports(above) or self._speaks(above)) and clause.dep_ in ("ccomp", "parataxis", "xcomp"):
            retracted = found.is_retracted or self._is_retracted(above, subject)
            found = replace(found, reporter=found.reporter or subject, is_retracted=retracted)
        return found

    def _withholds(self, actor: Actor, clause: Token, above: Token) -> bool:
        """Tell whether a country keeps its own plan to itself: "Peru has not said what it will send"."""
        subject = subject_of(above)
        is_question = clause.dep_ == "ccomp" and clause.left_edge.lower_ in self.grammar.question_words
        is_own = subject is not None and self._is_same(actor, subject) and self._reports(above)
        return is_question and is_own and bool(negations(above, self.grammar))

    def _as_complement(self, found: _Above, clause: Token, above: Token, matches: Sequence[Match]) -> _Above:
        """Colour a clause by what somebody else wishes, expects or believes of it."""
        wish = next((m for m in matches if m.cue.id in _WISHES), None)
        if wish is not None and wish.cue.id != "want-to" and not _is_wished(clause):
            wish = None  # "told reporters that", "warned that" report; only an infinitive is asked for
        if wish is not None and not negations(above, self.grammar):
            found = found.coloured(Certainty.OPEN, CueHit(wish.tokens, wish.cue.id))
        elif above.lemma_ in self.grammar.wishers and clause.dep_ == "ccomp" and _is_wished(clause):
            found = found.coloured(Certainty.OPEN, CueHit((above.i,), "wish"))
        elif above.lemma_ in self.grammar.beliefs | self.grammar.expecters and len(negations(above, self.grammar)) % 2:
            found = found.denied(CueHit((above.i,), "denial"))  # "nobody believes that Chile will sign"
        elif "expected-to" in {m.cue.id for m in matches} or above.lemma_ in self.grammar.expecters:
            found = found.coloured(Certainty.EXPECTED, CueHit((above.i,), "expected-to"))
        elif above.lemma_ in self.grammar.beliefs and any(c.lower_ == "would" for c in clause.children):
            found = found.coloured(Certainty.HEDGED, CueHit((above.i,), "belief"))
        hedge, token = modality(above, self.grammar)
        if hedge is Certainty.HEDGED and token is not None and subject_of(above) is None:
            found = found.coloured(hedge, CueHit((token.i,), "modal-hedged"))
        return found

    def _is_retracted(self, report: Token, subject: Token | None) -> bool:
        """Tell whether a report is taken back: "an earlier version of this article said", "wrongly said"."""
        if any(child.lower_ in self.grammar.retracting_adverbs for child in report.children):
            return True
        return subject is not None and subject.lemma_.lower() in self.grammar.retracted_sources

    def _reports(self, verb: Token) -> bool:
        """Tell whether a verb attributes its clause to its subject; that of "is expected to" has none."""
        is_attributing = any(match.cue.kind is CueKind.REPORT for match in self.cues.at(verb))
        return is_attributing and not is_passive(verb)

    def _speaks(self, verb: Token) -> bool:
        """Tell verbs by which a government says something also without a clause: "denied", "vowed to", "announced"."""
        return verb.lemma_ in self.grammar.speech_acts and not is_passive(verb)

    def _is_own_word(self, actor: Actor, clause: Token) -> bool:
        """Tell "Peru announced its exit" from "Peru promised ships, Chile a plane" when asked for Chile."""
        subject = subject_of(clause) if self._speaks(clause) else None
        return subject is not None and self._is_same(actor, subject)

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
        is_person = quote["person"] is not None or self._is_named_person(quote, doc)
        return (Source.ANALYST if is_person else Source.NARRATOR), quote["speaker"]

    def _is_named_person(self, quote: Quote, doc: Doc) -> bool:
        if quote["speaker_start"] is None or quote["country"]:
            return False
        return doc[quote["speaker_start"] : quote["speaker_end"]].root.ent_type_ == "PERSON"

    def _governments_of(self, quote: Quote, doc: Doc) -> frozenset[str]:
        """Return the countries whose governments say a quotation: two in "Kyiv and London said", one as a rule."""
        known = frozenset({quote["country"]} if quote["country"] and quote["governs"] else ())
        if quote["speaker_start"] is None or quote["person"] is not None or (quote["country"] and not known):
            return known
        head = doc[quote["speaker_start"] : quote["speaker_end"]].root
        actors = (a for token in (head, *head.conjuncts) for a in self.by_head.get(token.i, ()))
        return known | {actor.code for actor in actors if actor.authority in _SPEAKING}

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


def _above(clause: Token) -> tuple[Token | None, Token | None]:
    """Return the noun that a clause hangs on, None where it hangs on a verb, and the verb above both."""
    token = clause
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    if token.head.i == token.i:
        return None, None
    if any(mark.text == ";" for mark in clause.doc[min(token.i, token.head.i) : max(token.i, token.head.i)]):
        return None, None  # "Oslo has joined; Riga said": the parse hangs the first clause on the second
    if token.dep_ in _EMBEDDED and is_clause(token.head):
        return None, token.head
    noun = token.head.head if token.dep_ == "pcomp" else token.head
    if token.dep_ not in ("acl", "pcomp") or noun.pos_ != "NOUN":
        return None, None
    verb = noun
    while not is_clause(verb) and verb.dep_ in _NOUN_LINKS and verb.head.i != verb.i:
        verb = verb.head
    return noun, verb if is_clause(verb) else None


_EMBEDDED = frozenset({"ccomp", "xcomp", "advcl", "relcl", "acl", "parataxis"})
_NOUN_LINKS = frozenset({"attr", "conj", "dobj", "nsubj", "nsubjpass", "oprd", "pobj", "prep"})


def has_reported_clause(verb: Token) -> bool:
    """Tell "said that it would join" from "agreed to join" and "condemned the plan", which is told of the subject."""
    return any(child.dep_ == "ccomp" and is_clause(child) for child in verb.children)


def sentence_range(doc: Doc, index: int) -> tuple[int, int]:
    """Return the character range of the sentence around a token, white space cut off."""
    sent = doc[index].sent
    first = next((token for token in sent if not token.is_space), sent[0])
    last = next((token for token in reversed(sent) if not token.is_space), sent[0])
    return first.idx, last.idx + len(last)
