"""Which verb attributes a stretch in quotation marks, and to whom: the words before it, behind it, above it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from coalition.lexicons.speech import SpeechLexicon, VerbKind
from coalition.pipeline.reports import Report, noun_phrase_after

_ENDS = frozenset({".", "!", "?", ";"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_MAX_LEAD = 30  # tokens between a closing mark and its verb: an apposition may stand between
_MAX_TAIL = 12  # tokens of an attribution behind a full stop: "... ." Tusk said.
_MAX_CLIMB = 12
_NEAR = 8  # tokens between a naming verb and its label


@dataclass(frozen=True, slots=True)
class Stretch:
    """A marked stretch in tokens: ``start``/``end`` the words, ``outer_start``/``outer_end`` with the marks."""

    number: int
    start: int
    end: int
    outer_start: int
    outer_end: int
    block: int
    start_char: int
    end_char: int
    is_single: bool
    is_open: bool
    reopens: bool


@dataclass(frozen=True, slots=True)
class Attribution:
    """The head token of a speaker (None where only a carrier is found) and the verb, if there is one."""

    speaker: int | None
    verb: int | None
    is_fragment: bool = False


class Page:
    """A Doc with its stretches and report verbs, and the questions that attribution asks of it."""

    def __init__(
        self, doc: Doc, blocks: Sequence[tuple[int, int]], stretches: Sequence[Stretch], inside: Sequence[int],
        reports: Sequence[Report], speech: SpeechLexicon,
    ) -> None:  # fmt: skip
        self.doc = doc
        self.text = doc.text
        self.blocks = blocks
        self.stretches = stretches
        self.inside = inside
        self.reports = sorted(reports, key=lambda report: report.verb)
        self.speech = speech
        self._verbs = [report.verb for report in self.reports]
        self.report_at = {report.verb: report for report in reports}
        self._sources: dict[int, int] = {}  # verb -> speaker, as found beside an earlier stretch

    # ------------------------------------------------------------ zones
    def zone_after(self, stretch: Stretch) -> tuple[int, int]:
        """Return the tokens from the closing mark to the end of the sentence or the next opening mark."""
        start, limit = stretch.outer_end, self.blocks[stretch.block][1]
        end = start
        while end < limit and not self.inside[end] and self.doc[end].text not in _ENDS:
            end += 1
        return start, end

    def zone_before(self, stretch: Stretch, *, across: bool = False) -> tuple[int, int]:
        """Return the tokens from the start of the sentence, or the mark before, to the opening mark.

        Args:
            stretch: The stretch that the zone leads to.
            across: Whether the zone runs on over earlier stretches of the sentence.
        """
        end, limit = stretch.outer_start, self.blocks[stretch.block][0]
        start = end
        while start > limit and self.doc[start - 1].text not in _ENDS:
            if self.inside[start - 1] and not across:
                break
            start -= 1
        return start, end

    def reports_in(self, start: int, end: int) -> list[Report]:
        """Return the report verbs of a token range outside quotation marks."""
        found = self.reports[bisect_left(self._verbs, start) : bisect_left(self._verbs, end)]
        return [report for report in found if not self.inside[report.verb]]

    def source_at(self, index: int) -> int:
        """Return the length in tokens of an "according to" that begins at a token, 0 for none."""
        lower = self.doc[index].lower_
        for phrase in self.speech.before_speaker:
            if lower == phrase[0] and tuple(t.lower_ for t in self.doc[index : index + len(phrase)]) == phrase:
                return len(phrase)
        return 0

    # ------------------------------------------------------------ the words around
    def find(self, stretch: Stretch) -> Attribution | None:
        """Return the attribution of a stretch within its sentence, or None."""
        attribution = self._find(stretch)
        if attribution is not None and attribution.verb is not None and attribution.speaker is not None:
            self._sources.setdefault(attribution.verb, attribution.speaker)
        return attribution

    def _find(self, stretch: Stretch) -> Attribution | None:
        behind = self._behind(stretch)
        if behind is not None and self._last_char(stretch) in ",?!-":
            return behind
        return self._ahead(stretch) or behind or self._above(stretch)

    def _last_char(self, stretch: Stretch) -> str:
        return self.text[stretch.end_char - 1 : stretch.end_char]

    def _behind(self, stretch: Stretch) -> Attribution | None:
        """Attribute by what follows: '..." said X', '..." X, a doctor, said'."""
        start, end = self.zone_after(stretch)
        comma_outside = start < end and self.doc[start].text == ","
        while start < end and self.doc[start].text in (",", "-", "--"):
            start += 1
        if start >= end or self.doc[start].lower_ in self.speech.noun_phrases.subordinators:
            return None
        if (source := self._source_phrase(start, end)) is not None:
            return Attribution(source, None)
        reports = self.reports_in(start, min(end, start + _MAX_LEAD))
        report = next((r for r in reports if self._may_attribute(r)), None)
        if report is not None and report.verb == start and self.doc[start].tag_ == "VBG":  # '", adding that'
            return None
        if report is None or not self._closes_well(stretch, start, end, report, comma_outside=comma_outside):
            return None
        speaker = self._subject_behind(report, start, end)
        return Attribution(speaker, report.verb) if speaker is not None else None

    def _may_attribute(self, report: Report) -> bool:
        return report.speaks and self.doc[report.verb].tag_ in ("VBD", "VBZ", "VBP", "VBN", "VB", "VBG", "NNS", "NNP")

    def _closes_well(self, stretch: Stretch, start: int, end: int, report: Report, *, comma_outside: bool) -> bool:
        last = self._last_char(stretch)
        if not self._lead_is_noun_phrase(start, report):
            return False
        if last in ",?!-" or comma_outside:
            return True
        if last == ".":  # a new sentence, unless nothing but the attribution is in it
            return end - start <= _MAX_TAIL and not self._has_complement(report)
        return report.verb - start <= _NEAR and end - report.verb <= _MAX_TAIL and not self._has_complement(report)

    def _lead_is_noun_phrase(self, start: int, report: Report) -> bool:
        if report.subject is not None and start <= report.subject < report.verb:
            return True
        relative = False
        for index in range(start, report.verb):
            token = self.doc[index]
            relative = relative or token.tag_ in ("WP", "WDT", "WP$")
            if token.tag_ in _FINITE and not relative and token.dep_ not in ("aux", "auxpass"):
                return False
        return True

    def _has_complement(self, report: Report) -> bool:
        children = self.doc[report.verb].children
        return any(
            c.dep_ in ("ccomp", "dobj", "xcomp") and c.i > report.verb and not self.inside[c.i] for c in children
        )

    def _subject_behind(self, report: Report, start: int, end: int) -> int | None:
        if report.subject is not None and start <= report.subject < end:
            return report.subject
        first = next((i for i in range(start, report.verb) if not self.doc[i].is_punct), report.verb)
        if first < report.verb and self.doc[first].dep_ not in ("aux", "advmod"):
            return noun_phrase_after(self.doc, first, report.verb)
        return noun_phrase_after(self.doc, report.verb + 1, end)

    def _source_phrase(self, start: int, end: int) -> int | None:
        """Return the head of the speaker in "according to X" at the start of a range."""
        length = self.source_at(start)
        return noun_phrase_after(self.doc, start + length, end) if length else None

    def _ahead(self, stretch: Stretch) -> Attribution | None:
        """Attribute by what stands before: 'X said: "...', 'he added, "...', 'X: "...'."""
        start, end = self.zone_before(stretch)
        if start >= end:
            return None
        last = self.doc[end - 1]
        reports = [r for r in self.reports_in(start, end) if self._source(r) is not None]
        if last.text == ":":
            return self._before_colon(reports, start, end)
        if last.text == "," and (source := self._source_phrase(start, end)) is not None:
            return Attribution(source, None)  # 'According to the ministry, "we shall go".'
        if last.text == ",":
            report = next((r for r in reversed(reports) if self._may_attribute(r)), None)
            if report is None or self._has_clause_after(report, end):
                return None
            return Attribution(self._source(report), report.verb)
        report = self.report_at.get(last.i)
        if report is not None and self._source(report) is not None and self._may_attribute(report):
            report = self._outermost(report)
            return Attribution(self._source(report), report.verb, is_fragment=True)
        return None

    def _source(self, report: Report) -> int | None:
        return self._sources.get(report.verb, report.subject)

    def _before_colon(self, reports: Sequence[Report], start: int, end: int) -> Attribution | None:
        report = next((r for r in reversed(reports) if r.speaks), reports[-1] if reports else None)
        if report is not None:
            return Attribution(self._source(report), report.verb)
        root = next((t for t in self.doc[start:end] if t.dep_ in ("nsubj", "nsubjpass") and not self.inside[t.i]), None)
        head = root.i if root is not None else noun_phrase_after(self.doc, start, end)
        return Attribution(head, None) if head is not None else None

    def _has_clause_after(self, report: Report, end: int) -> bool:
        return any(self.doc[i].tag_ in _FINITE for i in range(report.verb + 1, end))

    # ------------------------------------------------------------ fragments
    def _above(self, stretch: Stretch) -> Attribution | None:
        """Attribute a fragment by the clause it stands in: 'called it "a crime"', 'said it was "time"'."""
        report = self._governing(stretch) or self._leading(stretch) or self._trailing(stretch)
        if report is None or report.subject is None or report.is_negated:
            return None
        return Attribution(report.subject, report.verb, is_fragment=True)

    def _governing(self, stretch: Stretch) -> Report | None:
        token = self.doc[stretch.start : stretch.end].root
        for _ in range(_MAX_CLIMB):
            report = self.report_at.get(token.i)
            if report is not None and self._governs_fragments(report) and not self._is_own_subject(stretch, report):
                return self._outermost(report)
            if token.head is token:
                return None
            token = token.head
        return None

    def _governs_fragments(self, report: Report) -> bool:
        return report.subject is not None and not self.inside[report.verb] and report.kinds != {VerbKind.VOICE}

    def _outermost(self, report: Report) -> Report:
        """Return the report above one whose subject is a pronoun: in "X said it had called" the speaker is X."""
        token = self.doc[report.verb]
        while report.subject is not None and (self.doc[report.subject].pos_ == "PRON" or self._is_wished(report)):
            above = next((self.report_at[a.i] for a in token.ancestors if a.i in self.report_at), None)
            if above is None or above.subject is None or self.inside[above.verb] or above.subject == report.subject:
                return report
            report, token = above, self.doc[above.verb]
        return report

    def _is_wished(self, report: Report) -> bool:
        """Tell "said Obama should seek 'buy-in'", where the words are the outer speaker's."""
        verb = self.doc[report.verb]
        if VerbKind.SPEAK in report.kinds or verb.tag_ not in ("VB", "VBG"):
            return False
        return any(a.i in self.report_at and self.report_at[a.i].reports_clauses for a in verb.ancestors)

    def _is_own_subject(self, stretch: Stretch, report: Report) -> bool:
        """Tell whether the fragment stands in the subject: 'the "reckless" minister said'."""
        if report.subject is None:
            return False
        subject = self.doc[report.subject]
        return subject.left_edge.i <= stretch.start <= subject.right_edge.i and stretch.start < report.verb

    def _leading(self, stretch: Stretch) -> Report | None:
        start, end = self.zone_before(stretch, across=True)
        reports = [r for r in self.reports_in(start, end) if r.subject is not None]
        for report in reversed(reports):
            if not self._governs_fragments(report):
                continue
            if (report.reports_clauses and self.doc[report.verb].tag_ != "VBN") or end - report.verb <= _NEAR:
                return self._outermost(report)
        return None

    def _trailing(self, stretch: Stretch) -> Report | None:
        start, end = self.zone_after(stretch)
        reports = [r for r in self.reports_in(start, end) if r.subject is not None and VerbKind.SPEAK in r.kinds]
        report = reports[-1] if reports else None
        if report is None or self._has_complement(report):
            return None
        return report if end - report.verb <= _MAX_TAIL and self._follows_comma(report, start) else None

    def _follows_comma(self, report: Report, start: int) -> bool:
        first = min(report.verb, report.subject if report.subject is not None else report.verb)
        return any(self.doc[i].text == "," for i in range(start, first))
