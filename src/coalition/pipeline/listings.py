"""Evidence from the page: lists under headings, labels, remarks beside a name, tables, topic sections."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from coalition.evidence import Evidence, EvidenceCue
from coalition.lexicons.cues import Signature
from coalition.lexicons.stance_headings import StanceHeadings
from coalition.pipeline.actors import Actor, Authority
from coalition.pipeline.chains import ChainReader
from coalition.pipeline.clauses import SUBJECTS, is_clause, subject_of
from coalition.pipeline.context import sentence_range
from coalition.pipeline.namelines import ListedName, NameLine, read_name_line
from coalition.pipeline.page import Page
from coalition.pipeline.parsing import sentences_of
from coalition.pipeline.positions import Participation, Position
from coalition.pipeline.requests import is_uninvited
from coalition.pipeline.tables import Table, cells_of, read_table
from coalition.pipeline.targets import Relevance
from coalition.reading.article import BlockKind
from coalition.stance import Certainty, Polarity, Source

Said = set[tuple[str, int]]  # country code and block of the predicates that were read
Range = tuple[int, int]  # half-open, of characters
FromPredicate = Callable[[Actor, Participation], Evidence]

_CLOSE = frozenset({Relevance.NAMED, Relevance.CONTRIBUTION, Relevance.RELATED, Relevance.BARE, Relevance.STAND_IN})
_SPEAKS = frozenset({Authority.NATION, Authority.GOVERNMENT})
_RELATIVES = frozenset({"who", "which", "that", "following", "these"})
_EMBEDDED = frozenset({"relcl", "acl", "advcl", "ccomp", "pcomp"})
_BREAKS = frozenset({".", ";", "!", "?"})
_MAX_LABEL = 12  # tokens of a label before a colon: "Founding members, according to the bank's secretariat"
_MAX_GAP = 6  # tokens between the colon and the first name: "21 countries, among them Belgium"
_MAX_COUNT = 3  # tokens before the noun: "About 200 military engineers"
_MIN_PASSAGE = 20  # characters; a shorter sentence is shown with the next one
_MAX_PASSAGE = 300  # characters of a paragraph that is shown whole
_MAX_WORD = 8  # tokens of a sentence that is one remark: "No.", "Asked to be taken off the list."


@dataclass(frozen=True, slots=True)
class ListingReader:
    """Reads the page of one article; ``evidence_of`` makes evidence of the predicates that stand in it."""

    doc: Doc
    actors: Sequence[Actor]
    page: Page
    chains: ChainReader
    headings: StanceHeadings
    evidence_of: FromPredicate

    def read(self, predicates: Iterable[Evidence]) -> Iterator[Evidence]:
        """Yield what the page says; the words in a block (``predicates``) come before what a heading says of it."""
        said = {(e.code, e.block) for e in predicates if _is_own_word(e)}
        about = self.chains.initiative.words
        tables = self._tables(about)
        actors_in: dict[int, list[Actor]] = {}
        for actor in self.actors:
            actors_in.setdefault(self.page.block_of[actor.start], []).append(actor)
        for block in self.page.spans:
            spoken: set[str] = set()
            for piece in self._lines(block, tables, about, said):
                spoken.add(piece.code)
                yield piece
            if self.page.kinds[block] == BlockKind.PARAGRAPH.value:
                yield from self._prior(block, actors_in.get(block, ()), said, spoken, about)
        yield from self._from_topics(about)

    def _lines(self, block: int, tables: dict[int, Table], about: frozenset[str], said: Said) -> Iterator[Evidence]:
        kind = self.page.kinds[block]
        labelled = list(self._from_labels(block, about))
        yield from labelled
        covered = {piece.code for piece in labelled}
        if kind == BlockKind.TABLE_ROW.value:
            yield from self._from_row(block, tables, about)
        else:
            yield from (piece for piece in self._from_names(block, about, said) if piece.code not in covered)
        yield from self._from_brackets(block, about)

    # ------------------------------------------------------------------ lists
    def _from_names(self, block: int, about: frozenset[str], said: Said) -> Iterator[Evidence]:
        line, kind = self.page.lines.get(block), self.page.kinds[block]
        if line is None or kind == BlockKind.TITLE.value:
            return
        is_item = kind == BlockKind.LIST_ITEM.value
        if not (is_item or line.is_bare) or (kind == BlockKind.HEADING.value and block not in self._listed_headings()):
            return
        remarks = list(self._from_remark(block, line, about)) if line.has_remark else []
        yield from remarks
        if remarks:
            return
        voice = self._voice(self.page.voices.get(block, ()), about)
        for name in line.names:
            is_own = not line.is_bare and not line.has_remark and (name.code, block) in said
            if voice is not None and not is_own and self._bracket(name, about) is None:
                yield self._evidence(name.code, voice, self._range(block), block, "heading-list_item", len(line.codes))

    def _listed_headings(self) -> frozenset[int]:
        """Return the headings that are names of a list: their voice is a label, since none stands above them."""
        return frozenset(
            block
            for block, voices in self.page.voices.items()
            if self.page.kinds[block] == BlockKind.HEADING.value
            and any(self.page.kinds[voice] != BlockKind.HEADING.value for voice in voices)
        )

    def _from_remark(self, block: int, line: NameLine, about: frozenset[str]) -> Iterator[Evidence]:
        """Read the words beside a name: "Norway: yes", "Switzerland: asked to be taken off the list"."""
        remark = self.doc[slice(*line.rest)]
        says = self.headings.read_remark(remark.text, about)
        for code in line.codes:
            if says is not None:
                yield self._evidence(code, says, self._range(block), block, "item-remark", len(line.codes), remark)
                continue
            for token in remark:
                if is_clause(token) and subject_of(token) is None and not (line.rest[0] <= token.head.i < token.i):
                    yield from self._from_clause(code, token)

    def _from_clause(self, code: str, head: Token) -> Iterator[Evidence]:
        actor = Actor(code, head.i, head.i, head.i + 1, Authority.NATION, is_inferred=True, kind="topic")
        for reading in self.chains.read(head):
            if reading.certainty is Certainty.OPEN and reading.relevance is Relevance.OTHER:
                reading = replace(reading, relevance=Relevance.BARE)  # "Waiting for a report" is about the topic
            yield self.evidence_of(actor, Participation(reading, Position.TOPIC, head.i))

    def _from_brackets(self, block: int, about: frozenset[str]) -> Iterator[Evidence]:
        """Read "Denmark (for), Italy (against)", in a list and in running text."""
        for mention in self.page.mentions.get(block, ()):
            line = read_name_line(self.doc, mention.start, self.page.spans[block][1], [mention])
            if line is None or line.names[0].remark[0] == line.names[0].remark[1]:
                continue
            says = self._bracket(line.names[0], about)
            if says is not None:
                first, last = line.names[0].start, line.names[0].remark[1]
                yield self._evidence(
                    mention.kb_id_, says, self._passage(block, first), block, "item-remark", 1, self.doc[first:last]
                )

    def _bracket(self, name: ListedName, about: frozenset[str]) -> Signature | None:
        text = self.doc[slice(*name.remark)].text
        return self.headings.read(text, about) if text and len(text.split()) <= _MAX_WORD else None

    # ------------------------------------------------------------------ labels
    def _from_labels(self, block: int, about: frozenset[str]) -> Iterator[Evidence]:
        """Read "Against: Hungary, Malta", as often as it stands in a block."""
        first, last = self.page.spans[block]
        mentions = self.page.mentions.get(block, ())
        if not mentions:
            return
        start = first
        for index in range(first, last):
            if self.doc[index].text in _BREAKS:
                start = index + 1
            if self.doc[index].text != ":" or index - start > _MAX_LABEL:
                continue
            if any(start <= m.start < index for m in mentions):
                continue  # "Norway: yes" is a remark
            line = self._after_label(index + 1, last, mentions)
            voice = self._label(self.doc[start:index], about) if line is not None else None
            if line is None or voice is None:
                continue
            is_item = self.page.kinds[block] == BlockKind.LIST_ITEM.value
            passage = self._range(block) if is_item else self._chars(start, line.names[-1].last)
            size, label = len(line.codes), self.doc[start:index]
            for name in line.names:
                if self._bracket(name, about) is None:
                    yield self._evidence(name.code, voice, passage, block, "list-label", size, label)

    def _after_label(self, start: int, last: int, mentions: Sequence[Span]) -> NameLine | None:
        """Return the names behind a colon, those of a sentence not: "One thing is clear: Japan will not sign"."""
        line = read_name_line(self.doc, start, last, mentions)
        if line is None:
            introduced = next((m.start for m in mentions if start <= m.start <= start + _MAX_GAP), None)
            introducers = self.chains.undertakings.introducers
            if introduced is None or not any(t.lower_ in introducers for t in self.doc[start:introduced]):
                return None
            line = read_name_line(self.doc, introduced, last, mentions)
        if line is None:
            return None
        rest, end = line.rest
        is_whole = line.is_bare or rest == end or rest >= last or self.doc[rest - 1].text in _BREAKS
        return line if is_whole else None

    def _label(self, label: Span, about: frozenset[str]) -> Signature | None:
        if not label:
            return None
        return self.headings.read_remark(label.text, about) or self._clause_voice(label)

    # ------------------------------------------------------------------ headings
    def _voice(self, lines: Sequence[int], about: frozenset[str], *, is_prior: bool = False) -> Signature | None:
        """Return what the nearest of some lines says that says anything.

        Over running text (``is_prior``) a clause must ask or tell of countries ("Who has imposed
        sanctions?"): headings without a subject there are mostly about something else.
        """
        for line in lines:
            span = self.doc[slice(*self.page.spans[line])]
            if self.page.kinds[line] != BlockKind.HEADING.value and span.text.rstrip().endswith(":"):
                span = list(sentences_of(span))[-1]
            says = self.headings.read(span.text, about) or self._clause_voice(span, is_prior=is_prior)
            if says is None and span.text.rstrip().endswith(":"):
                says = self._intro(span, about)
            if says is not None:
                return says
        return None

    def _intro(self, span: Span, about: frozenset[str]) -> Signature | None:
        """Read an intro that has more words than a heading: "Four have not declared themselves on the plan:"."""
        words = span.text.rstrip(" :").split()
        parts = (" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4)))
        return next((says for part in parts if (says := self.headings.read(part, about)) is not None), None)

    def _clause_voice(self, span: Span, *, is_prior: bool = False) -> Signature | None:
        """Read a line as a clause about those under it: "Countries that are expelling diplomats"."""
        gatherers = self.chains.undertakings.gatherers
        for token in span:
            subject = subject_of(token)
            is_group = subject is not None and (subject.lower_ in _RELATIVES or subject.lemma_.lower() in gatherers)
            if (subject is not None or is_prior) and not is_group:
                continue
            for reading in self.chains.read(token):
                if reading.relevance in _CLOSE and not self._is_country(reading.target):
                    return Signature(reading.polarity, reading.certainty)
        return None

    def _is_country(self, target: int | None) -> bool:
        """Tell whether a word is about a country and not about the initiative: "Top trading partners of Iran"."""
        if target is None:
            return False
        return any(m.start <= target < m.end for m in self.page.mentions.get(self.page.block_of[target], ()))

    def _prior(
        self, block: int, actors: Iterable[Actor], said: Said, spoken: set[str], about: frozenset[str]
    ) -> Iterator[Evidence]:
        """Read the heading for the subjects of a paragraph whose own words say nothing."""
        voice = None
        seen = set(spoken)
        for actor in actors:
            if actor.code in seen or (actor.code, block) in said:
                continue
            if not self._is_subject(actor):
                continue
            voice = voice or self._voice(self.page.voices.get(block, ()), about, is_prior=True)
            if voice is None:
                return
            seen.add(actor.code)
            passage = self._short(block, actor.start)
            yield self._evidence(actor.code, voice, passage, block, "heading-paragraph", actor.list_size)

    def _is_subject(self, actor: Actor) -> bool:
        """Tell whether a country is named as the subject of a main clause that nobody is quoted with."""
        if actor.authority not in _SPEAKS or actor.is_inferred or actor.kind == "person":
            return False
        heads = (self.doc[i] for i in (actor.head, *actor.anchors))
        return any(
            head.dep_ in SUBJECTS
            and head.head.dep_ not in _EMBEDDED
            and head.sent[0].text != '"'
            and not is_uninvited(head.head, self.chains)
            for head in heads
        )

    # ------------------------------------------------------------------ tables
    def _tables(self, about: frozenset[str]) -> dict[int, Table]:
        """Return the tables by their first row."""
        rows: dict[int, list[int]] = {}
        for row, first in self.page.columns.items():
            rows.setdefault(first, []).append(row)
        found = {}
        for first, others in rows.items():
            header = None if first in self.page.mentions else self._text(first)
            rows_below = [self._text(row) for row in others]
            found[first] = read_table(
                header, rows_below, lambda name: self.headings.read(name, about), self.headings.asks
            )
        return found

    def _from_row(self, block: int, tables: dict[int, Table], about: frozenset[str]) -> Iterator[Evidence]:
        first = self.page.columns.get(block, block)
        table = tables.get(first, Table((), frozenset(), has_ticks=False))
        text, (start, end) = self._text(block), self._range(block)
        cells = cells_of(text)
        mentions = self.page.mentions.get(block, ())
        places = {m.start: self._place(m, start, cells) for m in mentions}
        is_several = len(set(places.values())) > 1
        for mention in mentions:
            place = places[mention.start]
            if not _leads_cell(text[cells[place][0] : mention.start_char - start]):
                continue
            says = table.column(place)
            if says is None and not is_several:
                says = table.read(text, place, self.headings, about)
            if says is None and not table.answers and not any(table.columns):
                says = self._voice(self.page.voices.get(block, ()), about)
            if says is not None:
                yield self._evidence(mention.kb_id_, says, (start, end), block, "heading-table_row", 1)

    def _place(self, mention: Span, start: int, cells: Sequence[tuple[int, int]]) -> int:
        at = mention.start_char - start
        return max((i for i, (a, _) in enumerate(cells) if a <= at), default=0)

    # ------------------------------------------------------------------ topic sections
    def _from_topics(self, about: frozenset[str]) -> Iterator[Evidence]:
        """Read clauses without a subject below a heading that names a country: "Signed last year", "No."."""
        codes = {block: (code,) for block, code in self.page.topics.items()} | dict(self.page.subjects)
        for block, named in codes.items():
            is_line = self.page.kinds[block] == BlockKind.LIST_ITEM.value and block in self.page.lines
            if self.page.kinds[block] == BlockKind.HEADING.value or is_line:
                continue
            for sent in sentences_of(self.doc[slice(*self.page.spans[block])]):
                for code in named:
                    yield from self._from_topic(code, sent, block, len(named), about)

    def _from_topic(self, code: str, sent: Span, block: int, size: int, about: frozenset[str]) -> Iterator[Evidence]:
        says = self.headings.read_remark(sent.text, about) if self._is_remark(sent) else None
        if says is None and block in self.page.subjects:
            says = self._contribution(sent)
        if says is not None:
            yield self._evidence(code, says, self._passage(block, sent.start), block, "topic-word", size)
        elif subject_of(sent.root) is None and (is_clause(sent.root) or len(sent) <= _MAX_WORD):
            yield from self._from_clause(code, sent.root)

    def _is_remark(self, sent: Span) -> bool:
        """Tell whether a sentence, or what stands before its first mark, is a remark without a subject of its own."""
        if self.headings.is_condition(sent.text):
            return True
        until = next((t.i for t in sent if t.i > sent.start and (t.text in ",;:-–—(" or t.text in _BREAKS)), sent.end)
        head = self.doc[sent.start : until]
        return len(head) <= _MAX_WORD and not any(t.dep_ in SUBJECTS or t.text == '"' for t in head)

    def _contribution(self, sent: Span) -> Signature | None:
        """Read a sentence that only names what a country gives: "One frigate, from June.", "No ships to send."."""
        head = next((t for t in sent if t.pos_ == "NOUN" and t.dep_ not in ("compound", "nmod", "poss")), None)
        if head is None or head.i - sent.start > _MAX_COUNT:
            return None
        if head.lemma_.lower() not in self.chains.undertakings.contributions:
            return None
        opener = sent[0]
        if opener.lower_ == "no":  # the parser makes "No ships to send, she said." a subject
            is_all = head.i + 1 >= sent.end or self.doc[head.i + 1].text in (",", ".", ";", "to", "for")
            return Signature(Polarity.AGAINST, Certainty.ASSERTED) if is_all else None
        if any(_is_subject_noun(t) for t in self.doc[sent.start : head.i + 1]):
            return None
        is_counted = opener.like_num or opener.lower_ in ("a", "an", "some", "several", "two", "up", "about", "around")
        return Signature(Polarity.FOR, Certainty.ASSERTED) if is_counted else None

    # ------------------------------------------------------------------ passages
    def _text(self, block: int) -> str:
        first, last = self.page.spans[block]
        return self.doc[first:last].text.strip()

    def _range(self, block: int) -> Range:
        return self._chars(*self.page.spans[block])

    def _chars(self, first: int, last: int) -> Range:
        text = self.doc[first:last].text
        start = self.doc[first].idx + len(text) - len(text.lstrip())
        return start, start + len(text.strip())

    def _passage(self, block: int, index: int) -> Range:
        """Return the item or row around a token, in running text its sentence."""
        if self.page.kinds[block] in (BlockKind.LIST_ITEM.value, BlockKind.TABLE_ROW.value):
            return self._range(block)
        start, end = sentence_range(self.doc, index)
        following = self.doc[index].sent.end
        while end - start < _MIN_PASSAGE and following < self.page.spans[block][1]:  # "No." is no passage to show
            end, following = sentence_range(self.doc, following)[1], self.doc[following].sent.end
        return start, end

    def _short(self, block: int, index: int) -> Range:
        """Return the paragraph where it is short enough to show, else the sentence around a token."""
        start, end = self._range(block)
        return (start, end) if end - start <= _MAX_PASSAGE else self._passage(block, index)

    def _evidence(
        self, code: str, says: Signature, passage: Range, block: int, rule: str, size: int, cue: Span | None = None
    ) -> Evidence:
        cues = (EvidenceCue(cue.start_char, cue.end_char, rule),) if cue else ()
        return Evidence(
            code=code, start_char=passage[0], end_char=passage[1], polarity=says.polarity, certainty=says.certainty,
            rule=rule, relevance=Relevance.NAMED.value, position=Position.LISTED.value, actor="name",
            source=Source.NARRATOR, speaker=None, cues=cues, block=block, list_size=size,
        )  # fmt: skip


def _is_subject_noun(token: Token) -> bool:
    return token.dep_ in SUBJECTS and token.pos_ != "NUM"  # the parser makes "One" in "One frigate." a subject


def _is_own_word(evidence: Evidence) -> bool:
    """Tell whether a clause says where its country stands, or leaves it open, so that the heading need not."""
    is_close = Relevance(evidence.relevance) in _CLOSE or evidence.certainty is not Certainty.ASSERTED
    return is_close and not evidence.is_past


def _leads_cell(before: str) -> bool:
    """Tell whether a country is what a table's cell is about, by the words before it in the cell."""
    before = before.strip().lower()
    return before in ("", "the") or before.endswith((",", " and"))
