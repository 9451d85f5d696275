"""The last component: evidence of stance, one piece for each actor and predicate that meet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from coalition.evidence import Evidence, EvidenceCue
from coalition.lexicons.stance_headings import StanceHeadings
from coalition.pipeline.actors import Actor
from coalition.pipeline.chains import ChainReader
from coalition.pipeline.chronology import mark_overtaken
from coalition.pipeline.clauses import is_passive, subject_of
from coalition.pipeline.context import Context, ContextReader, sentence_range
from coalition.pipeline.judgements import JudgementReader
from coalition.pipeline.listings import ListingReader
from coalition.pipeline.page import Page
from coalition.pipeline.participation import participations
from coalition.pipeline.positions import Participation, Position
from coalition.pipeline.readings import OBLIGATION_RULE, CueHit, Reading
from coalition.pipeline.targets import Relevance
from coalition.reading.article import BlockKind
from coalition.stance import Certainty, Source

_HEADLINES = (BlockKind.TITLE.value, BlockKind.HEADING.value)
_OWN_CLAUSES = frozenset({Position.SUBJECT, Position.RELATIVE, Position.COMITATIVE, Position.OBJECT})
_OBJECTS = frozenset({"dobj", "nsubjpass", "attr"})
_QUARRELS = frozenset({"condemn", "oppose"})
_MEMBERSHIPS = frozenset({"join", "attend"})
_GATHERINGS = frozenset({"join", "attend", "lead"})  # who joins or leads a group is one of it
_ELSEWHERE = frozenset({Relevance.OTHER, Relevance.ACTOR})
_FOREIGN_QUARRELS = {  # by what a quarrel was found to be about: what its object may be, not to count
    Relevance.OTHER: _ELSEWHERE,
    Relevance.BARE: _ELSEWHERE,
    Relevance.ACTOR: frozenset({Relevance.OTHER}),
}
_NEAR, _BEHIND = 6, 15  # tokens before and behind a predicate in which "previously" or a year colours it


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
        in_order = sorted(found.values(), key=lambda e: (e.start_char, e.code, e.rule))
        return mark_overtaken(in_order, self.doc, self.page)

    # ------------------------------------------------------------------ predicates
    def _from_predicates(self) -> Iterator[Evidence]:
        for actor in self.actors:
            for item in participations(actor, self.doc, self.chains):
                if self._is_other_matter(item) or self._is_other_membership(item):
                    continue
                verb = self.doc[item.verb]
                if item.position is Position.OBJECT and (self._asks_its_own(actor, verb) or self._is_people(actor)):
                    continue
                if self._is_headline(actor.start) and self.contexts.is_asked(verb.sent):
                    continue  # "Will Chad send troops?" over an article asks what the article answers
                rules = {hit.rule for hit in item.reading.cues}
                context = self.contexts.read(actor, verb, rules)
                if not context.is_retracted:
                    yield self._evidence(actor, item, context)

    def _asks_its_own(self, actor: Actor, verb: Token) -> bool:
        """Tell whether a country asks itself: "senators urged the administration", "the king told his people"."""
        subject = subject_of(verb)
        actors = self.contexts.by_head.get(subject.i, ()) if subject is not None and not is_passive(verb) else ()
        return any(other.code == actor.code for other in actors)

    def _is_people(self, actor: Actor) -> bool:
        """Tell the people of a country, "urged young Israelis to vote", from its government, "urged the Israelis"."""
        word = self.doc[actor.head]
        return actor.kind == "demonym" and word.tag_ in ("NNS", "NNPS") and word.left_edge.lower_ != "the"

    def _is_headline(self, index: int) -> bool:
        return self.page.kinds.get(self.page.block_of[index], "") in _HEADLINES

    def _is_other_matter(self, item: Participation) -> bool:
        """Tell whether something else is named: a rival, or an object that has nothing to do with the initiative.

        "Guatemala rejected the maps" is no stance on vaccines. Only the object itself says so: what hangs
        on a preposition may be an occasion or a manner.
        """
        reading = item.reading
        if reading.rule in _QUARRELS and self._is_other_quarrel(reading):
            return True
        if reading.relevance is not Relevance.OTHER or reading.target is None:
            return reading.relevance is Relevance.RIVAL
        target = self.doc[reading.target]
        if item.position is Position.AGENT and is_passive(self.doc[reading.head]):
            # "figures given by Chad", "rulers backed by Chad"; but "the rulers were joined by Chad"
            is_group = target.lemma_.lower() in self.chains.undertakings.gatherers
            return not is_group or reading.rule not in _GATHERINGS
        return item.position in _OWN_CLAUSES and target.dep_ in _OBJECTS

    def _is_other_quarrel(self, reading: Reading) -> bool:
        """Tell whether "a critic of the regime", "lashed out at the press" names what it is about, and that is else.

        Where only a country was met, it may be the one whose quarrel it is: "Oman's objections to the airport".
        """
        foreign = _FOREIGN_QUARRELS.get(reading.relevance)
        if foreign is None:
            return False
        head = self.doc[reading.head]
        links = (c for c in head.children if c.dep_ == "prep" and c.lower_ in self.chains.grammar.quarrel_prepositions)
        objects = [inner for link in links for inner in link.children if inner.dep_ == "pobj"]
        return bool(objects) and all(self.chains.relevance(word)[0] in foreign for word in objects)

    def _is_other_membership(self, item: Participation) -> bool:
        """Tell whether a noun ties the country to something else: "NATO members", "supporters of the general"."""
        reading = item.reading
        is_elsewhere = reading.relevance in _ELSEWHERE and item.position is not Position.AGENT
        head = self.doc[reading.head]
        gathers_side = item.position is Position.GATHERED and head.lemma_.lower() in self.chains.grammar.side_takers
        is_side = reading.rule in _MEMBERSHIPS or (gathers_side and head.dep_ != "conj")
        return is_elsewhere and is_side and head.pos_ in ("NOUN", "PROPN")

    def _evidence(self, actor: Actor, item: Participation, context: Context) -> Evidence:
        reading = item.reading
        polarity = reading.polarity.flipped if context.is_denied else reading.polarity
        certainty = reading.certainty.or_weaker(context.certainty)
        is_duty = any(hit.rule == OBLIGATION_RULE for hit in reading.cues) and reading.relevance not in _ELSEWHERE
        if is_duty and context.source is not Source.GOVERNMENT:
            certainty = certainty.or_weaker(Certainty.OPEN)  # "Chad should join" is others' wish
        start, end = sentence_range(self.doc, item.verb if item.position is not Position.GATHERED else actor.start)
        block = self.page.block_of[actor.start]
        return Evidence(
            code=actor.code, start_char=start, end_char=end, polarity=polarity, certainty=certainty,
            rule=reading.rule, relevance=reading.relevance.value, position=item.position.value, actor=actor.kind,
            source=context.source, speaker=context.speaker, cues=self._cues((*reading.cues, *context.cues)),
            block=block, is_inferred=actor.is_inferred, is_quoted=self._is_quoted(item.verb),
            is_title=self._is_headline(actor.start), is_lede=actor.start < self.chains.initiative.lede_end,
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
        """Tell whether a year or "previously" stands beside the predicate and puts it into the past."""
        sentence = head.sent
        beside = self.doc[max(sentence.start, head.i - _NEAR) : min(sentence.end, head.i + _BEHIND)]
        return any(_is_year(token) or token.lower_ in self.chains.grammar.past_adverbs for token in beside)

    def _from_judgements(self) -> Iterator[Evidence]:
        for judgement in JudgementReader(self.doc, self.chains, self.contexts).read():
            yield self._evidence(judgement.holder, judgement.participation, judgement.context)

    # ------------------------------------------------------------------ the page
    def _listings(self) -> ListingReader:
        return ListingReader(self.doc, self.actors, self.page, self.chains, self.headings, self._from_clause)

    def _from_clause(self, actor: Actor, item: Participation) -> Evidence:
        return self._evidence(actor, item, self.contexts.read(actor, self.doc[item.verb]))


def _is_year(token: Token) -> bool:
    return token.shape_ == "dddd" and token.text[:2] in ("19", "20") and token.head.lower_ in ("in", "since")
