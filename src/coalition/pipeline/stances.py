"""The last component: evidence of stance, one piece for each actor and predicate that meet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from coalition.evidence import Evidence, EvidenceCue
from coalition.lexicons.stance_headings import StanceHeadings
from coalition.pipeline.actors import Actor, Authority
from coalition.pipeline.chains import ChainReader, CueHit, Reading, Relevance, judgement_at
from coalition.pipeline.clauses import is_clause, negations, subject_of
from coalition.pipeline.context import Context, ContextReader, sentence_range
from coalition.pipeline.listings import ListingReader
from coalition.pipeline.page import Page
from coalition.pipeline.participation import Participation, Position, participations
from coalition.reading.article import BlockKind
from coalition.stance import Source

_MEMBERSHIPS = frozenset({"join"})
_NAMERS = frozenset({"call", "describe", "brand", "term", "label", "dub", "denounce", "deem", "consider", "regard", "see", "condemn", "hail", "defend", "praise", "dismiss", "slam", "characterize", "characterise", "view", "find"})


@dataclass(frozen=True, slots=True)
class EvidenceFinder:
    """Finds the evidence of one article."""

    doc: Doc
    actors: Sequence[Actor]
    page: Page
    chains: ChainReader
    contexts: ContextReader
    headings: StanceHeadings

    def find(self) -> list[Evidence]:
        """Return all evidence in text order, one piece for each country, passage and rule."""
        found: dict[tuple[str, int, str], Evidence] = {}
        said = [*self._from_predicates(), *self._from_judgements()]
        for evidence in (*said, *self._listings().read(said)):
            found.setdefault((evidence.code, evidence.start_char, evidence.rule), evidence)
        return sorted(found.values(), key=lambda e: (e.start_char, e.code, e.rule))

    # ------------------------------------------------------------------ predicates
    def _from_predicates(self) -> Iterator[Evidence]:
        for actor in self.actors:
            for item in participations(actor, self.doc, self.chains):
                if self._is_other_membership(item):
                    continue
                context = self.contexts.read(actor, self.doc[item.verb])
                yield self._evidence(actor, item, context)

    def _is_other_membership(self, item: Participation) -> bool:
        """Tell whether a noun makes the country a member of something else: "NATO members", "party leader"."""
        reading = item.reading
        is_elsewhere = reading.relevance in (Relevance.OTHER, Relevance.ACTOR)
        return is_elsewhere and reading.rule in _MEMBERSHIPS and self.doc[reading.head].pos_ in ("NOUN", "PROPN")

    def _evidence(self, actor: Actor, item: Participation, context: Context) -> Evidence:
        reading = item.reading
        polarity = reading.polarity.flipped if context.is_denied else reading.polarity
        certainty = max(reading.certainty, context.certainty, key=lambda c: c.rank)
        start, end = sentence_range(self.doc, item.verb if item.position is not Position.GATHERED else actor.start)
        block = self.page.block_of[actor.start]
        kind = self.page.kinds.get(block, "")
        return Evidence(
            code=actor.code, start_char=start, end_char=end, polarity=polarity, certainty=certainty,
            rule=reading.rule, relevance=reading.relevance.value, position=item.position.value, actor=actor.kind,
            source=context.source, speaker=context.speaker, cues=self._cues((*reading.cues, *context.cues)),
            block=block, is_inferred=actor.is_inferred, is_quoted=self._is_quoted(item.verb),
            is_title=kind == BlockKind.TITLE.value, is_lede=actor.start < self.chains.initiative.lede_end,
            list_size=actor.list_size, is_past=self._is_past(self.doc[reading.head]),
        )  # fmt: skip

    def _cues(self, hits: Sequence[CueHit]) -> tuple[EvidenceCue, ...]:
        cues = []
        for hit in hits:
            first, last = self.doc[hit.tokens[0]], self.doc[hit.tokens[-1]]
            cues.append(EvidenceCue(first.idx, last.idx + len(last), hit.rule))
        return tuple(sorted(cues, key=lambda cue: (cue.start_char, cue.end_char, cue.rule)))

    def _is_quoted(self, index: int) -> bool:
        return any(q["direct"] and q["start"] <= index < q["end"] for q in self.contexts.quotes)

    def _is_past(self, head: Token) -> bool:
        """Tell whether a year long gone or "previously" stands beside the predicate."""
        return any(
            (token.like_num and token.shape_ == "dddd" and token.text[:2] in ("19", "20") and token.head.lower_ in ("in", "since"))
            or token.lower_ in ("previously", "formerly", "originally")
            for token in head.subtree
            if token.i > head.i - 6
        )

    # ------------------------------------------------------------------ judgements
    def _from_judgements(self) -> Iterator[Evidence]:
        for token in self.doc:
            if not token.dep_ or token.pos_ not in ("ADJ", "NOUN", "VERB", "ADV"):
                continue
            judged = judgement_at(token, self.chains.cues)
            if judged is None:
                continue
            cue, tokens = judged
            target = self._judged(token)
            if target is None:
                continue
            relevance, is_reversed = self.chains.relevance(target)
            if relevance in (Relevance.OTHER, Relevance.ACTOR, Relevance.BARE, Relevance.CONTRIBUTION):
                continue
            negators = negations(token, self.chains.grammar) + (negations(token.head, self.chains.grammar) if token.dep_ in ("acomp", "attr") else [])
            sign = cue.negated if len(negators) % 2 else cue.affirmed
            polarity = sign.polarity.flipped if is_reversed else sign.polarity
            hits = (CueHit(tokens, cue.id), *(CueHit((n.i,), "negation") for n in negators))
            reading = Reading(token.i, f"judgement-{cue.id}", polarity, sign.certainty, relevance, target.i, hits)
            for holder in self._holders(token):
                item = Participation(reading, Position.JUDGE, token.i)
                yield self._evidence(holder, item, self._judge_context(holder, token))

    def _judged(self, token: Token) -> Token | None:
        """Return what a judgement word is said of: the subject of its clause, or the object of "call"."""
        clause = token
        for _ in range(4):
            if is_clause(clause):
                break
            clause = clause.head
        if clause.lemma_.lower() in _NAMERS and clause.i != token.i:
            objects = [c for c in clause.children if c.dep_ in ("dobj", "nsubj") and c.i > clause.i and c.i != token.i]
            below = [s for c in clause.children if c.dep_ in ("ccomp", "xcomp", "oprd") and (s := subject_of(c))]
            return next(iter(objects + below), None)
        if token.pos_ == "NOUN" and token.dep_ not in ("attr", "oprd", "pobj", "dobj"):
            return None
        if token.pos_ == "ADJ" and token.dep_ == "amod" and token.head.dep_ not in ("attr", "oprd"):
            return None
        return subject_of(clause)

    def _holders(self, token: Token) -> list[Actor]:
        quote = self.contexts._quote_at(token.i)
        if quote is not None and quote["country"] and quote["governs"]:
            return [Actor(quote["country"], token.i, token.i, token.i + 1, Authority.GOVERNMENT, is_inferred=not quote["person"], person=quote["person"], kind="quote")]
        clause = token
        for _ in range(6):
            subject = subject_of(clause) if is_clause(clause) else None
            if subject is not None and subject.lower_ in self.chains.grammar.relative_pronouns:
                subject = clause.head  # "supporters such as Iran, who say that the strikes are illegal"
            if subject is not None:
                actors = [a for a in self.contexts.by_head.get(subject.i, ()) if a.authority is not Authority.OTHER]
                if actors:
                    return actors
            if clause.head.i == clause.i:
                break
            clause = clause.head
        return []

    def _judge_context(self, holder: Actor, token: Token) -> Context:
        context = self.contexts.read(holder, token)
        source = Source.GOVERNMENT if holder.kind in ("quote", "person") or holder.authority is Authority.GOVERNMENT else context.source
        return Context(context.certainty, source, context.speaker, False, context.cues)

    # ------------------------------------------------------------------ the page
    def _listings(self) -> ListingReader:
        return ListingReader(self.doc, self.actors, self.page, self.chains, self.headings, self._from_clause)

    def _from_clause(self, actor: Actor, item: Participation) -> Evidence:
        return self._evidence(actor, item, self.contexts.read(actor, self.doc[item.verb]))
