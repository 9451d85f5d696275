"""Component ``coalition_quotes``: direct, indirect and mixed quotations with their speakers."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from coalition.lexicons.names import NameLexicon, load_names
from coalition.lexicons.people import OfficeTitles, load_office_titles
from coalition.lexicons.speech import SpeechLexicon, VerbKind, load_speech
from coalition.pipeline.attribution import Attribution, Page, Stretch
from coalition.pipeline.countries import COUNTRIES_KEY
from coalition.pipeline.marks import Marked, pair_marks
from coalition.pipeline.parsing import blocks_of
from coalition.pipeline.people import PEOPLE_KEY
from coalition.pipeline.reports import Report, find_reports, noun_phrase_after
from coalition.pipeline.speakers import Speaker, SpeakerResolver
from coalition.reading.article import BlockKind

QUOTES_KEY = "coalition_quotes"
MIN_WORDS = 4  # a quotation without any attribution has at least as many; shorter ones are scare quotes
_HEADINGS = (BlockKind.TITLE.value, BlockKind.HEADING.value)
_ASKING = frozenset({"ask", "wonder"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation found: its characters and tokens, who said it, and the verb, as token index."""

    start_char: int
    end_char: int
    start: int
    end: int
    direct: bool
    speaker: Speaker | None
    verb: int | None


@Language.factory(
    "coalition_quotes",
    assigns=["doc.spans", "doc._.coalition_quotes"],
    requires=["doc.spans", "doc._.coalition_people", "token.dep", "token.tag", "token.lemma", "token.pos"],
    default_config={"indirect": True},
)
def create_quotes(nlp: Language, name: str, indirect: bool) -> "QuoteFinder":  # noqa: ARG001, FBT001
    """Make the component; ``indirect`` tells whether reported clauses are quotations too."""
    return QuoteFinder(load_speech(), load_names(), load_office_titles(), indirect=indirect)


class QuoteFinder:
    """Sets ``doc.spans[QUOTES_KEY]`` and ``doc._.coalition_quotes``, a list of plain dicts in text order."""

    def __init__(
        self, speech: SpeechLexicon, names: NameLexicon, titles: OfficeTitles, *, indirect: bool = True
    ) -> None:
        self._speech = speech
        self._names = names
        self._titles = titles
        self._indirect = indirect
        if not Doc.has_extension("coalition_quotes"):
            Doc.set_extension("coalition_quotes", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Find the quotations; people who speak are marked so in ``doc._.coalition_people``."""
        page, labels = _read_page(doc, self._speech)
        resolver = SpeakerResolver(
            doc, doc._.coalition_people or [], list(doc.spans.get(PEOPLE_KEY, [])), list(doc.spans.get(COUNTRIES_KEY, [])),
            inside=page.inside, speech=self._speech, names=self._names, titles=self._titles,
        )  # fmt: skip
        found = _Finder(page, labels, resolver, indirect=self._indirect).run()
        doc._.coalition_quotes = [_as_dict(doc, quotation) for quotation in found]
        doc.spans[QUOTES_KEY] = [
            Span(doc, q.start, q.end, label="direct" if q.direct else "indirect", span_id=str(i))
            for i, q in enumerate(found)
        ]
        _mark_speakers(doc, found)
        return doc


def _as_dict(doc: Doc, quotation: Quotation) -> dict[str, Any]:
    speaker = quotation.speaker
    verb = doc[quotation.verb] if quotation.verb is not None else None
    return {
        "start_char": quotation.start_char,
        "end_char": quotation.end_char,
        "start": quotation.start,
        "end": quotation.end,
        "direct": quotation.direct,
        "speaker": speaker.text if speaker else None,
        "person": speaker.person if speaker else None,
        "country": speaker.country if speaker else None,
        "governs": bool(speaker and speaker.governs),
        "cue": verb.text if verb is not None else None,
        "cue_start_char": verb.idx if verb is not None else None,
        "cue_end_char": verb.idx + len(verb) if verb is not None else None,
        "speaker_start": speaker.start if speaker else None,
        "speaker_end": speaker.end if speaker else None,
    }


def _mark_speakers(doc: Doc, found: Sequence[Quotation]) -> None:
    people = doc._.coalition_people or []
    for quotation in found:
        if quotation.speaker and quotation.speaker.person is not None:
            people[quotation.speaker.person]["speaks"] = True


# ---------------------------------------------------------------- the page
def _read_page(doc: Doc, speech: SpeechLexicon) -> tuple[Page, list[str]]:
    blocks = list(blocks_of(doc))
    starts = [token.idx for token in doc]
    text = doc.text
    ranges = [(block.start_char, block.end_char) for block in blocks]
    stretches = []
    for marked in pair_marks(text, ranges):
        stretch = _to_stretch(doc, starts, marked, len(stretches) + 1)
        if stretch is not None:
            stretches.append(stretch)
    inside = [0] * len(doc)
    for stretch in stretches:
        inside[stretch.outer_start : stretch.outer_end] = [stretch.number] * (stretch.outer_end - stretch.outer_start)
    persons = {
        i: s.start for s in (doc.spans[PEOPLE_KEY] if PEOPLE_KEY in doc.spans else []) for i in range(s.start, s.end)
    }
    reports = find_reports(doc, inside, speech, persons)
    page = Page(doc, [(block.start, block.end) for block in blocks], stretches, inside, reports, speech)
    return page, [block.label_ for block in blocks]


def _to_stretch(doc: Doc, starts: Sequence[int], marked: Marked, number: int) -> Stretch | None:
    if marked.start >= marked.end:
        return None
    start = bisect_right(starts, marked.start) - 1
    end = bisect_left(starts, marked.end)
    outer_start = bisect_right(starts, marked.outer_start) - 1
    outer_end = max(end, bisect_left(starts, marked.outer_end))
    if start >= end:
        return None
    return Stretch(
        number, start, end, outer_start, outer_end, marked.block, marked.start, marked.end,
        marked.is_single, marked.is_open, marked.reopens,
    )  # fmt: skip


# ---------------------------------------------------------------- the search
class _Finder:
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

    def run(self) -> list[Quotation]:
        """Return all quotations in text order."""
        by_block: dict[int, list[Stretch]] = {}
        for stretch in self._page.stretches:
            by_block.setdefault(stretch.block, []).append(stretch)
        for block, (start, end) in enumerate(self._page.blocks):
            events = sorted(self._events(by_block.get(block, []), start, end), key=lambda event: event[0])
            for _, event in events:
                if isinstance(event, Stretch):
                    self._direct(event)
                elif isinstance(event, Report):
                    self._reported(event, by_block.get(block, []))
                else:
                    self._sourced(event, by_block.get(block, []), (start, end))
        cues = {q.verb for q in self._found if q.direct}
        found = [q for q in self._found if q.direct or q.verb is None or q.verb not in cues]
        return sorted(found, key=lambda quotation: (quotation.start_char, quotation.end_char))

    def _events(
        self, stretches: Sequence[Stretch], start: int, end: int
    ) -> Iterator[tuple[int, Stretch | Report | int]]:
        for stretch in stretches:
            yield stretch.start, stretch
        if self._indirect:
            for report in self._page.reports_in(start, end):
                yield report.verb, report
            for index in range(start, end):
                if self._doc[index].lower_ in ("according", "in") and not self._page.inside[index]:
                    yield index, index

    # ------------------------------------------------------------ direct
    def _direct(self, stretch: Stretch) -> None:
        attribution = self._page.find(stretch)
        if attribution is None and stretch.is_open and not stretch.reopens:
            if (cut := self._cut_open(stretch)) is not None:
                stretch, attribution = cut
        if attribution is not None and attribution.speaker is not None:
            if self._labels[stretch.block] in _HEADINGS and attribution.is_fragment:
                return
            if self._is_title(stretch):
                return
            speaker = self._resolver.resolve(attribution.speaker, before=attribution.verb)
            self._add(stretch, speaker, attribution)
            return
        if self._labels[stretch.block] in _HEADINGS or not self._stands_alone(stretch):
            return
        self._add(stretch, self._speaker_of_context(stretch), Attribution(None, None))

    def _add(self, stretch: Stretch, speaker: Speaker | None, attribution: Attribution) -> None:
        quotation = Quotation(
            stretch.start_char, stretch.end_char, stretch.start, stretch.end, True, speaker, attribution.verb
        )
        self._found.append(quotation)
        self._speaker, self._last_block = speaker or self._speaker, stretch.block

    def _cut_open(self, stretch: Stretch) -> tuple[Stretch, Attribution] | None:
        """Find the attribution that a missing closing mark has swallowed: '"We go, Rycroft said.'."""
        for report in self._page.reports:
            if not stretch.start < report.verb < stretch.end or VerbKind.SPEAK not in report.kinds:
                continue
            comma = next(
                (
                    i
                    for i in range(report.verb - 1, max(stretch.start, report.verb - 8), -1)
                    if self._doc[i].text == ","
                ),
                None,
            )
            if comma is None:
                continue
            head = noun_phrase_after(self._doc, comma + 1, report.verb)
            if head is None:
                head = noun_phrase_after(self._doc, report.verb + 1, stretch.end) if comma == report.verb - 1 else None
            token = self._doc[head] if head is not None else None
            if token is None or not (token.pos_ == "PROPN" or token.lower_ in ("he", "she")):
                continue
            end_char = self._doc[comma].idx + 1
            cut = Stretch(
                stretch.number, stretch.start, comma + 1, stretch.outer_start, comma + 1, stretch.block,
                stretch.start_char, end_char, stretch.is_single, stretch.is_open, stretch.reopens,
            )  # fmt: skip
            return cut, Attribution(head, report.verb)
        return None

    def _is_title(self, stretch: Stretch) -> bool:
        """Tell whether the marks hold the name of a film, a book, an article."""
        before = self._doc[stretch.outer_start - 1].lower_ if stretch.outer_start else ""
        words = [t for t in self._doc[stretch.start : stretch.end] if t.is_alpha]
        capitals = sum(t.text[0].isupper() for t in words)
        return before in self._page.speech.works and len(words) > 0 and capitals >= (len(words) + 1) // 2

    def _stands_alone(self, stretch: Stretch) -> bool:
        """Tell a quoted sentence without attribution from a phrase in scare quotes."""
        tokens = self._doc[stretch.start : stretch.end]
        if stretch.reopens:
            return True
        if self._continues(stretch):
            return True
        if sum(t.is_alpha for t in tokens) < MIN_WORDS or not any(t.tag_ in _FINITE for t in tokens):
            return False
        first = next((t for t in tokens if t.is_alpha), None)
        start, end = self._page.zone_before(stretch)
        opens_sentence = start == end
        closed = stretch.is_open or self._page.text[stretch.end_char - 1] in ".!?…" or self._ends_sentence(stretch)
        return opens_sentence and closed and first is not None and first.text[0].isupper()

    def _continues(self, stretch: Stretch) -> bool:
        """Tell whether a quoted sentence follows an attributed one in its paragraph: '"Who?" he asked. "The English?"'."""
        if not self._found or self._found[-1].start < self._page.blocks[stretch.block][0]:
            return False
        start, end = self._page.zone_before(stretch)
        ends = self._page.text[stretch.end_char - 1] in ".!?…"
        return start == end and ends and self._found[-1].direct and self._doc[stretch.start].text[:1].isupper()

    def _ends_sentence(self, stretch: Stretch) -> bool:
        start, end = self._page.zone_after(stretch)
        return start == end

    def _speaker_of_context(self, stretch: Stretch) -> Speaker | None:
        """Return who speaks where the sentence does not say: whoever spoke, or acted, last before it."""
        if stretch.reopens:
            return self._speaker
        block_start = self._page.blocks[stretch.block][0]
        heard = self._found[-1] if self._found else None
        said_here = heard is not None and heard.start >= block_start
        since = heard.end if heard is not None and said_here else block_start
        acting = self._acting(max(since, block_start), stretch.outer_start)
        if acting is not None:
            return acting
        if said_here or stretch.block - self._last_block <= 1:
            return self._speaker
        if stretch.block == 0:
            return None
        return self._acting(*self._page.blocks[stretch.block - 1])

    def _acting(self, start: int, end: int) -> Speaker | None:
        """Return the last subject of a sentence in a range that is a person or a "he"."""
        for index in range(end - 1, start - 1, -1):
            token = self._doc[index]
            if self._page.inside[index] or token.dep_ not in ("nsubj", "nsubjpass"):
                continue
            if self._resolver.means_person(index):
                return self._resolver.resolve(index)
        return None

    # ------------------------------------------------------------ indirect
    def _reported(self, report: Report, stretches: Sequence[Stretch]) -> None:
        if not report.reports_clauses or report.is_negated or report.is_passive:
            return
        subject = self._subject(report)
        if (
            subject is None
            or not self._is_plausible(report, subject)
            or any(q.verb == report.verb for q in self._found)
        ):
            return
        clause = _clause_of(self._doc[report.verb], subject)
        if clause is None or any(s.start < clause[1] and s.end > clause[0] for s in stretches):
            return
        speaker = self._resolver.resolve(subject, before=report.verb)
        if speaker is None or speaker.text.lower() == "it":
            return
        self._found.append(self._indirect_quotation(clause, speaker, report.verb))
        self._speaker, self._last_block = speaker, self._block_of(report.verb)

    def _is_plausible(self, report: Report, subject: int) -> bool:
        """Tell whether a verb reports here: "maintain NATO" and "the strike signals that" do not."""
        verb, speech = self._doc[report.verb], self._page.speech
        if verb.lemma_ in speech.needs_that and not any(
            c.dep_ == "mark" for child in verb.children for c in child.children
        ):
            return verb.tag_ != "VB" and self._resolver.can_speak(subject)
        return verb.lemma_ not in speech.ambiguous or self._resolver.can_speak(subject)

    def _subject(self, report: Report) -> int | None:
        if self._labels[self._block_of(report.verb)] in _HEADINGS:
            return None
        return report.subject

    def _block_of(self, index: int) -> int:
        return bisect_right([start for start, _ in self._page.blocks], index) - 1

    def _indirect_quotation(self, clause: tuple[int, int], speaker: Speaker, verb: int | None) -> Quotation:
        start, end = clause
        last = self._doc[end - 1]
        return Quotation(self._doc[start].idx, last.idx + len(last), start, end, False, speaker, verb)

    def _sourced(self, index: int, stretches: Sequence[Stretch], block: tuple[int, int]) -> None:
        """Read "according to X": the rest of the sentence is X's."""
        phrase = next((p for p in self._page.speech.before_speaker if self._matches(index, p)), None)
        if phrase is None:
            return
        sent = self._doc[index].sent
        head = noun_phrase_after(self._doc, index + len(phrase), sent.end)
        if head is None:
            return
        clause = self._rest(index, head, sent)
        if clause is None or any(s.start < sent.end and s.end > sent.start for s in stretches):
            return
        speaker = self._resolver.resolve(head)
        if speaker is not None and block[0] <= clause[0]:
            self._found.append(self._indirect_quotation(clause, speaker, None))

    def _matches(self, index: int, phrase: tuple[str, ...]) -> bool:
        return tuple(t.lower_ for t in self._doc[index : index + len(phrase)]) == phrase

    def _rest(self, index: int, head: int, sent: Span) -> tuple[int, int] | None:
        edge = self._doc[head].right_edge.i + 1
        if index - sent.start <= 2:
            comma = next((i for i in range(head + 1, sent.end) if self._doc[i].text == "," and i >= edge - 1), None)
            start, end = (comma + 1 if comma is not None else edge), sent.end
        else:
            start, end = sent.start, index
        return _stripped(self._doc, start, end)


def _clause_of(verb: Token, subject: int) -> tuple[int, int] | None:
    """Return the reported clause of a verb, without "that" and the closing full stop."""
    doc = verb.doc
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    if clause is not None:
        start = max(clause.left_edge.i, verb.i + 1)
        if doc[start].tag_ in ("WP", "WDT", "WRB") and verb.lemma_ not in _ASKING:
            return None  # "explained what he had meant" does not say what he said
        return _stripped(doc, start, clause.right_edge.i + 1)
    return _clause_before(verb, subject)


def _clause_before(verb: Token, subject: int) -> tuple[int, int] | None:
    """Return the clause of "Poland would not join, its president said"."""
    doc = verb.doc
    first = min(_phrase_start(doc[subject]), verb.i)
    start = verb.sent.start
    if first <= start or doc[first - 1].text != "," or (subject > verb.i and doc[verb.i - 1].text != ","):
        return None
    if any(c.dep_ in ("dobj", "xcomp") and c.i > verb.i for c in verb.children):
        if verb.lemma_ != "tell":
            return None
    clause = doc[start:first]
    return _stripped(doc, start, first) if any(t.tag_ in _FINITE for t in clause) else None


def _phrase_start(subject: Token) -> int:
    """Return where a subject begins, with the title that an apposition stands behind ("its prime minister, X, told")."""
    start = subject.left_edge.i
    if subject.dep_ == "appos" and subject.head.i == start - 2:
        return subject.head.left_edge.i
    return start


def _stripped(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    while start < end and (doc[start].is_punct or doc[start].is_space or doc[start].lower_ == "that"):
        start += 1
    while end > start and (doc[end - 1].text in (".", ",", ";", ":", "!", "-") or doc[end - 1].is_space):
        end -= 1
    return (start, end) if end - start > 1 else None
