"""The search for quotations: which marked stretches and reported clauses count, and whose they are."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from coalition.lexicons.speech import VerbKind
from coalition.pipeline.attribution import Attribution, Page, Stretch
from coalition.pipeline.reported import clause_of, rest_of_sentence
from coalition.pipeline.reports import Report, noun_phrase_after
from coalition.pipeline.speakers import Speaker, SpeakerResolver
from coalition.reading.article import BlockKind

MIN_WORDS = 4  # a quotation without any attribution has at least as many; shorter ones are scare quotes
MAX_LABEL = 5  # tokens of a speaker's name before a colon
MAX_SWALLOWED = 8  # tokens from the comma to the verb of an attribution that an open quotation has swallowed
_HEADINGS = (BlockKind.TITLE.value, BlockKind.HEADING.value)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SENTENCE_ENDS = ".!?…"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation found: its characters and tokens, who said it, and the verb, as token index."""

    start_char: int
    end_char: int
    start: int
    end: int
    is_direct: bool
    speaker: Speaker | None
    verb: int | None


class QuotationSearch:
    """The walk over one page, block by block; remembers who spoke last."""

    def __init__(self, page: Page, labels: Sequence[str], resolver: SpeakerResolver, *, indirect: bool) -> None:
        self._page = page
        self._doc = page.doc
        self._labels = labels
        self._resolver = resolver
        self._indirect = indirect
        self._found: list[Quotation] = []
        self._speaker: Speaker | None = None
        self._last_block = -9
        self._starts = [start for start, _ in page.blocks]

    def run(self) -> list[Quotation]:
        """Return all quotations in text order."""
        by_block: dict[int, list[Stretch]] = {}
        for stretch in self._page.stretches:
            by_block.setdefault(stretch.block, []).append(stretch)
        for block, (start, end) in enumerate(self._page.blocks):
            stretches = by_block.get(block, [])
            colon = self._label_end(block)
            if colon is not None:
                self._spoken(block, colon)
                continue
            for _, event in sorted(self._events(stretches, start, end), key=lambda event: event[0]):
                if isinstance(event, Stretch):
                    self._quoted(event)
                elif isinstance(event, Report):
                    self._reported(event, stretches)
                else:
                    self._sourced(event, stretches)
        cues = {q.verb for q in self._found if q.is_direct}  # 'She wanted, she said, "to see": one quotation
        found = [q for q in self._found if q.is_direct or q.verb is None or q.verb not in cues]
        return sorted(found, key=lambda quotation: (quotation.start_char, quotation.end_char))

    def _events(
        self, stretches: Sequence[Stretch], start: int, end: int
    ) -> Iterator[tuple[int, Stretch | Report | int]]:
        for stretch in stretches:
            yield stretch.start, stretch
        if not self._indirect:
            return
        for report in self._page.reports_in(start, end):
            yield report.verb, report
        for index in range(start, end):
            if self._page.source_at(index) and not self._page.inside[index]:
                yield index, index

    # ------------------------------------------------------------ transcripts
    def _label_end(self, block: int) -> int | None:
        """Return the colon behind the name of whose words a paragraph is: "Wanjiru: We wish them luck"."""
        start, end = self._page.blocks[block]
        colon = next((i for i in range(start + 1, min(end, start + MAX_LABEL + 1)) if self._doc[i].text == ":"), None)
        if colon is None or self._labels[block] != BlockKind.PARAGRAPH.value:
            return None
        is_sentence = any(token.tag_ in _FINITE for token in self._doc[colon + 1 : end])
        return colon if is_sentence and self._resolver.is_name(start, colon) else None

    def _spoken(self, block: int, colon: int) -> None:
        end = self._page.blocks[block][1]
        speaker = self._resolver.resolve(colon - 1)
        first, last = self._doc[colon + 1], self._doc[end - 1]
        self._found.append(
            Quotation(
                first.idx, last.idx + len(last), first.i, end, is_direct=True, speaker=speaker, verb=None,
            )
        )  # fmt: skip
        self._speaker, self._last_block = speaker or self._speaker, block

    # ------------------------------------------------------------ words in quotation marks
    def _quoted(self, stretch: Stretch) -> None:
        attribution = self._page.find(stretch)
        if attribution is None and stretch.is_open and not stretch.reopens:
            stretch, attribution = self._cut_open(stretch)
        is_heading = self._labels[stretch.block] in _HEADINGS
        if attribution is None or attribution.speaker is None:
            if not is_heading and self._stands_alone(stretch):
                self._add(stretch, self._speaker_of_context(stretch), None)
        elif not (is_heading and attribution.is_fragment) and not self._is_title(stretch):
            speaker = self._resolver.resolve(attribution.speaker, before=attribution.verb)
            self._add(stretch, speaker, attribution.verb)

    def _add(self, stretch: Stretch, speaker: Speaker | None, verb: int | None) -> None:
        self._found.append(
            Quotation(
                stretch.start_char, stretch.end_char, stretch.start, stretch.end,
                is_direct=True, speaker=speaker, verb=verb,
            )
        )  # fmt: skip
        self._speaker, self._last_block = speaker or self._speaker, stretch.block

    def _cut_open(self, stretch: Stretch) -> tuple[Stretch, Attribution | None]:
        """Find the attribution that a missing closing mark has swallowed: '"We go, Rycroft said.'."""
        for report in self._page.reports:
            if not stretch.start < report.verb < stretch.end or VerbKind.SPEAK not in report.kinds:
                continue
            comma = self._comma_before(report.verb, stretch.start)
            head = self._swallowed_speaker(comma, report.verb, stretch.end) if comma is not None else None
            if comma is not None and head is not None:
                end_char = self._doc[comma].idx + 1
                cut = replace(stretch, end=comma + 1, outer_end=comma + 1, end_char=end_char)
                return cut, Attribution(head, report.verb)
        return stretch, None

    def _comma_before(self, verb: int, start: int) -> int | None:
        candidates = range(verb - 1, max(start, verb - MAX_SWALLOWED), -1)
        return next((i for i in candidates if self._doc[i].text == ","), None)

    def _swallowed_speaker(self, comma: int, verb: int, end: int) -> int | None:
        head = noun_phrase_after(self._doc, comma + 1, verb)
        if head is None and comma == verb - 1:
            head = noun_phrase_after(self._doc, verb + 1, end)
        token = self._doc[head] if head is not None else None
        return head if token is not None and (token.pos_ == "PROPN" or token.lower_ in ("he", "she")) else None

    def _is_title(self, stretch: Stretch) -> bool:
        """Tell whether the marks hold the name of a film, a book, an article."""
        before = self._doc[stretch.outer_start - 1].lower_ if stretch.outer_start else ""
        words = [t for t in self._doc[stretch.start : stretch.end] if t.is_alpha]
        capitals = sum(t.text[0].isupper() for t in words)
        return before in self._page.speech.works and len(words) > 0 and capitals >= (len(words) + 1) // 2

    # ------------------------------------------------------------ without attribution
    def _stands_alone(self, stretch: Stretch) -> bool:
        """Tell a quoted sentence without attribution from a phrase in scare quotes."""
        if stretch.reopens:
            return True
        start, end = self._page.zone_before(stretch)
        tokens = self._doc[stretch.start : stretch.end]
        first = next((t for t in tokens if t.is_alpha), None)
        if start < end or first is None or not first.text[0].isupper():
            return False
        if self._continues(stretch):
            return True
        if sum(t.is_alpha for t in tokens) < MIN_WORDS or not any(t.tag_ in _FINITE for t in tokens):
            return False
        behind = self._page.zone_after(stretch)
        return stretch.is_open or self._ends_sentence(stretch) or behind[0] == behind[1]

    def _ends_sentence(self, stretch: Stretch) -> bool:
        return self._page.text[stretch.end_char - 1] in _SENTENCE_ENDS

    def _continues(self, stretch: Stretch) -> bool:
        """Tell whether a quoted sentence follows another in its paragraph: '"Who?" he asked. "The English?"'."""
        last = self._found[-1] if self._found else None
        is_here = last is not None and last.is_direct and last.start >= self._starts[stretch.block]
        return is_here and self._ends_sentence(stretch)

    def _speaker_of_context(self, stretch: Stretch) -> Speaker | None:
        """Return who speaks where the sentence does not say: whoever spoke, or acted, last before it."""
        if stretch.reopens:
            return self._speaker
        block_start = self._starts[stretch.block]
        last = self._found[-1] if self._found else None
        is_here = last is not None and last.start >= block_start
        since = last.end if last is not None and is_here else block_start
        acting = self._acting(since, stretch.outer_start)
        if acting is not None:
            return acting
        if is_here or stretch.block - self._last_block <= 1:
            return self._speaker
        return self._acting(*self._page.blocks[stretch.block - 1]) if stretch.block else None

    def _acting(self, start: int, end: int) -> Speaker | None:
        """Return the last subject of a sentence in a range that is a person or a "he"."""
        for index in range(end - 1, start - 1, -1):
            token = self._doc[index]
            if self._page.inside[index] or token.dep_ not in ("nsubj", "nsubjpass"):
                continue
            if self._resolver.means_person(index):
                return self._resolver.resolve(index)
        return None

    # ------------------------------------------------------------ reported clauses
    def _reported(self, report: Report, stretches: Sequence[Stretch]) -> None:
        block = bisect_right(self._starts, report.verb) - 1
        if not report.reports_clauses or report.is_negated or report.is_passive or report.subject is None:
            return
        if self._labels[block] in _HEADINGS or not self._is_plausible(report, report.subject):
            return
        clause = clause_of(self._doc[report.verb], report.subject)
        if clause is None or any(s.start < clause[1] and s.end > clause[0] for s in stretches):
            return
        speaker = self._resolver.resolve(report.subject, before=report.verb)
        if speaker is not None and speaker.text.lower() != "it":
            self._add_clause(clause, speaker, report.verb)
            self._speaker, self._last_block = speaker, block

    def _is_plausible(self, report: Report, subject: int) -> bool:
        """Tell whether a verb reports here: "maintain NATO" and "the strike signals that" do not."""
        verb, speech = self._doc[report.verb], self._page.speech
        has_that = any(c.dep_ == "mark" for child in verb.children for c in child.children)
        if verb.lemma_ in speech.needs_that and not has_that:
            return verb.tag_ != "VB" and self._resolver.can_speak(subject)
        return verb.lemma_ not in speech.ambiguous or self._resolver.can_speak(subject)

    def _sourced(self, index: int, stretches: Sequence[Stretch]) -> None:
        """Read "according to X": the rest of the sentence is X's."""
        sent = self._doc[index].sent
        head = noun_phrase_after(self._doc, index + self._page.source_at(index), sent.end)
        clause = rest_of_sentence(sent, index, head) if head is not None else None
        if head is None or clause is None or any(s.start < sent.end and s.end > sent.start for s in stretches):
            return
        speaker = self._resolver.resolve(head)
        if speaker is not None:
            self._add_clause(clause, speaker, None)

    def _add_clause(self, clause: tuple[int, int], speaker: Speaker, verb: int | None) -> None:
        start, end = clause
        last = self._doc[end - 1]
        self._found.append(
            Quotation(
                self._doc[start].idx, last.idx + len(last), start, end, is_direct=False, speaker=speaker, verb=verb
            )
        )
