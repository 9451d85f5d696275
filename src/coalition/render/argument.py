"""One verdict, argued: the passages for and against it by weight, and why it is not the other one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from coalition.reasons import USUAL, Factor, PassageReasons, Reasons
from coalition.render.explain import INDENT, cue_words, hanging, marked
from coalition.render.layout import QUIET, SIGNS, STYLES, Heading, joined, print_page
from coalition.render.reason_words import (
    decision_words,
    factor_words,
    likelier_words,
    mention_words,
    number_words,
    probability_words,
    stance_words,
    voice_words,
)
from coalition.render.text import ASCII, UNICODE, Glyphs
from coalition.render.words import article_lines, confidence_words, who_words
from coalition.report import Analysis, CountryReport, EvidenceReport
from coalition.stance import Stance

WEIGHT = "Weight: how probable it is that such a passage shows where the country stands."
_FELT = 0.2  # a smaller part of the log-odds moves a probability by less than 5 points
_MAX_FACTORS = 2


@dataclass(frozen=True, slots=True)
class _Passage:
    """A passage as the report has it, with what it counts for."""

    evidence: EvidenceReport
    reasons: PassageReasons


def render_argument(
    analysis: Analysis, country: CountryReport, reasons: Reasons, console: Console, *, ascii_only: bool = False
) -> None:
    """Print why a country has its verdict.

    Text of the article is shown, never interpreted, whatever marks or escapes it holds.

    Args:
        analysis: The result for the article.
        country: The country, one of the analysis with all its evidence.
        reasons: Its reasons, whose passages stand in the order of its evidence.
        console: Where to print. Its width is taken as it is between 60 and 200 columns.
        ascii_only: Write ASCII only, as on a console whose encoding is not Unicode.
    """
    glyphs = ASCII if ascii_only or console.options.ascii_only else UNICODE
    print_page(_Argument(analysis, country, reasons, glyphs).parts(), console)


class _Argument:
    """The parts of the page."""

    def __init__(self, analysis: Analysis, country: CountryReport, reasons: Reasons, glyphs: Glyphs) -> None:
        self.analysis, self.country, self.reasons, self.glyphs = analysis, country, reasons, glyphs
        passages = map(_Passage, country.evidence, reasons.passages)
        self.passages = sorted(passages, key=lambda passage: -passage.reasons.weight)
        self.chosen = reasons.decision.overruled or reasons.decision.stance
        self.pros = [passage for passage in self.passages if passage.evidence.stance is self.chosen]
        self.cons = [passage for passage in self.passages if passage.evidence.stance is not self.chosen]

    def parts(self) -> Iterator[RenderableType]:
        yield from self._head()
        yield Text(self.glyphs.show(" ".join(self._case())))
        yield Text()
        yield from self._group(f"FOR {stance_words(self.chosen).upper()}", self.pros)
        yield from self._group("AGAINST IT" if self.pros else "PASSAGES", self.cons)
        if self.reasons.factors:
            yield from self._contrast()

    # ------------------------------------------------------------------ the verdict in sentences
    def _head(self) -> Iterator[RenderableType]:
        article, country, glyphs = self.analysis.article, self.country, self.glyphs
        head = Text(f"{SIGNS[country.stance]} ", style=STYLES[country.stance])
        head.append(glyphs.name(country.code, country.name), style="bold")
        verdict = filter(None, (stance_words(country.stance), confidence_words(country.confidence), country.role))
        yield head.append(": " + ", ".join(verdict), style=STYLES[country.stance])
        yield Text(glyphs.show(article.title or "(no title)"), overflow="fold")
        yield from (
            joined([glyphs.show(part) for part in line], glyphs, style=QUIET) for line in article_lines(article)
        )
        yield Text()

    def _case(self) -> Iterator[str]:
        name, decision = self.country.name, self.reasons.decision
        if not self.passages:
            role = f"; it is the {self.country.role} of the initiative" if self.country.role else ""
            yield f"The article mentions {name}{role}. No passage says where it stands, so there is no verdict."
            yield from (f"{_start(warning)}." for warning in self.analysis.warnings)
            return
        initiative = self.analysis.initiative.name
        yield (f"Toward “{initiative}”, " if initiative else "") + f"{name} {decision_words(decision)}."
        if self.pros:
            yield f"{_start(_say(self.pros, stance_words(self.chosen)))}, {_voices(self.pros)}."
        yield from self._objection()
        if decision.overruled and self.pros:
            yield f"But {name} is what the initiative is aimed at, and its own government says nothing of it."
        elif decision.overruled:
            yield f"By weight it would be {decision.overruled}, but without a passage that says so there is no verdict."
        elif decision.stance is None:
            yield "By weight that is too little: no stance is likelier than any."

    def _objection(self) -> Iterator[str]:
        if not self.cons:
            yield "No passage says otherwise."
            return
        for stance in Stance:
            group = [one for one in self.cons if one.evidence.stance is stance]
            if group:
                said = f"Against it {_say(group, stance)}" if self.pros else _start(_say(group, stance))
                yield f"{said}, {_voices(group)}{self._place(group)}."

    def _place(self, group: Sequence[_Passage]) -> str:
        """Say whether passages stand before or after the heaviest one for the verdict, if all of them do."""
        if not self.pros:
            return ""
        best = self.pros[0].evidence.start
        if all(one.evidence.start > best for one in group):
            return ", later in the text"
        return ", earlier in the text" if all(one.evidence.start < best for one in group) else ""

    # ------------------------------------------------------------------ passages
    def _group(self, title: str, passages: Sequence[_Passage]) -> Iterator[RenderableType]:
        if not passages:
            return
        count = f"{len(passages)} {'passage' if len(passages) == 1 else 'passages'}"
        yield Heading(f"{title} {self.glyphs.dot} {count}", self.glyphs)
        for number, passage in enumerate(passages, start=1):
            yield from self._passage(number, passage)
        yield Text()

    def _passage(self, number: int, passage: _Passage) -> Iterator[RenderableType]:
        evidence, glyphs = passage.evidence, self.glyphs
        says = f"says {evidence.stance}: {evidence.polarity}, {evidence.certainty}"
        head = f"weight {passage.reasons.weight:.0%}; {says}; {who_words(evidence)}"
        yield hanging(f"{number:>3}.", Text(glyphs.show(head), style=QUIET))
        yield Padding(marked(evidence, glyphs), INDENT)
        for cue in evidence.cues:
            yield Padding(cue_words(cue, glyphs), INDENT)
        for words in (_weight_words(passage.reasons), self._without(passage.reasons)):
            if words:
                yield Padding(Text(glyphs.show(words)), INDENT)

    def _without(self, passage: PassageReasons) -> str:
        if len(self.passages) == 1:
            return ""
        would = "would still be" if passage.without.stance is self.reasons.decision.stance else "would be"
        verdict = filter(None, (stance_words(passage.without.stance), confidence_words(passage.without.confidence)))
        return f"Without it the verdict {would} {', '.join(verdict)}."

    # ------------------------------------------------------------------ why not the other one
    def _contrast(self) -> Iterator[RenderableType]:
        chosen, other = stance_words(self.chosen), stance_words(self.reasons.other)
        why = "BY WEIGHT" if self.reasons.decision.overruled else "WHY"
        yield Heading(f"{why} {chosen.upper()} AND NOT {other.upper()}", self.glyphs)
        yield Text(self.glyphs.show(probability_words(self.reasons.decision.probabilities)))
        yield Text(f"How many times likelier {chosen} becomes than {other}, or {other} than {chosen}, and by what:")
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(width=24)
        table.add_column(ratio=1, overflow="fold")
        for factor in self.reasons.factors:
            odds = likelier_words(exp(abs(factor.value)), chosen if factor.value > 0 else other)
            table.add_row(Text(self.glyphs.show(odds)), Text(self.glyphs.show(self._reason(factor))))
        total = exp(sum(factor.value for factor in self.reasons.factors))
        table.add_row(Text(self.glyphs.show(likelier_words(total, chosen))), Text("all of it together"))
        yield Padding(table, INDENT)
        yield Text()
        yield Text(WEIGHT, style=QUIET)
        yield Text()

    def _reason(self, factor: Factor) -> str:
        if factor.name == USUAL:
            return f"what is usual of a country that is named {mention_words(self.reasons.facts)}"
        group = [one for one in self.passages if one.evidence.stance == factor.name]
        weight = f"{group[0].reasons.weight:.0%}"
        return f"{_say(group, factor.name)}, {'the heaviest ' if len(group) > 1 else ''}of weight {weight}"


def _say(passages: Sequence[_Passage], what: str) -> str:
    return f"{number_words(len(passages))} {'passage says' if len(passages) == 1 else 'passages say'} {what}"


def _voices(passages: Sequence[_Passage]) -> str:
    return voice_words([passage.evidence for passage in passages])


def _start(words: str) -> str:
    return words[:1].upper() + words[1:]


def _weight_words(passage: PassageReasons) -> str:
    """Say by what a passage is heavier or lighter than others, the strongest first."""
    felt = [factor for factor in passage.factors if abs(factor.value) >= _FELT]
    sides = {
        "heavier for": [factor for factor in felt if factor.value > 0],
        "lighter for": [factor for factor in felt if factor.value < 0],
    }
    told = [
        f"{label} {' and '.join(factor_words(factor.name, passage.piece) for factor in side[:_MAX_FACTORS])}"
        for label, side in sides.items()
        if side
    ]
    return _start("; ".join(told)) + "." if told else ""
