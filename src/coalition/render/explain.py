"""Why each verdict came about: all evidence, its cues marked, and what was left out of the page."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from coalition.reading.article import SectionKind
from coalition.render.layout import QUIET, SIGNS, STYLES, Heading
from coalition.render.text import Glyphs
from coalition.render.words import GROUPS, confidence_words, holder_words, section_words
from coalition.report import Analysis, CountryReport, CueReport, EvidenceReport

INDENT = (0, 0, 0, 5)


def explanation(analysis: Analysis, article_text: str, glyphs: Glyphs) -> Iterator[RenderableType]:
    """Yield the evidence of each country that has any, then the page furniture word for word."""
    yield Heading("EVIDENCE", glyphs)
    explained = sorted((country for country in analysis.countries if country.evidence), key=_place)
    if not explained:
        yield Text("none")
        yield Text()
    for country in explained:
        yield from _country(country, glyphs)
    yield from _furniture(analysis, article_text, glyphs)


def marked(evidence: EvidenceReport, glyphs: Glyphs) -> Text:
    """Return the passage with each cue between marks and underlined: "Poland «will not» take part".

    Cues that overlap share one pair of marks, and one outside the passage has none here.
    """
    passage = Text()
    last = 0
    for start, end in _cue_ranges(evidence):
        passage.append(glyphs.show(evidence.text[last:start]))
        passage.append(
            f"{glyphs.open_mark}{glyphs.show(evidence.text[start:end])}{glyphs.close_mark}", style="underline"
        )
        last = end
    return passage.append(glyphs.show(evidence.text[last:]))


def _cue_ranges(evidence: EvidenceReport) -> list[tuple[int, int]]:
    """Return the ranges that cues cover in the passage, relative to it, those that overlap as one."""
    offset, length = evidence.start, len(evidence.text)
    covered: list[tuple[int, int]] = []
    for start, end in sorted((cue.start - offset, cue.end - offset) for cue in evidence.cues):
        if not 0 <= start < end <= length:
            continue
        if covered and start < covered[-1][1]:
            start, end = covered[-1][0], max(end, covered.pop()[1])
        covered.append((start, end))
    return covered


def _place(country: CountryReport) -> int:
    return (*GROUPS, None).index(country.stance)


def _country(country: CountryReport, glyphs: Glyphs) -> Iterator[RenderableType]:
    style = STYLES[country.stance]
    head = Text(f"{SIGNS[country.stance]} ", style=style).append(glyphs.name(country.code, country.name), style="bold")
    mentions = f"{country.mentions} {'mention' if country.mentions == 1 else 'mentions'}"
    verdict = [country.stance or "no stance", confidence_words(country.confidence), country.role or "", mentions]
    yield head.append(": ").append_text(Text(", ".join(part for part in verdict if part)))
    for number, evidence in enumerate(country.evidence, start=1):
        yield from _evidence(number, evidence, glyphs)
    yield Text()


def _evidence(number: int, evidence: EvidenceReport, glyphs: Glyphs) -> Iterator[RenderableType]:
    axes = f"{evidence.stance}: {evidence.polarity}, {evidence.certainty}"
    where = f"characters {evidence.start}-{evidence.end}"
    told = filter(None, (axes, holder_words(evidence), section_words(evidence.section), where))
    yield hanging(f"{number:>3}.", Text(glyphs.show("; ".join(told)), style=QUIET))
    yield Padding(marked(evidence, glyphs), INDENT)
    for cue in evidence.cues:
        yield Padding(cue_words(cue, glyphs), INDENT)


def cue_words(cue: CueReport, glyphs: Glyphs) -> Text:
    """Return the words of a cue between marks, and its rule."""
    words = f"{glyphs.open_mark}{glyphs.show(cue.text)}{glyphs.close_mark}"
    return Text(words).append(f"  rule {glyphs.show(cue.rule)}", style=QUIET)


def _furniture(analysis: Analysis, article_text: str, glyphs: Glyphs) -> Iterator[RenderableType]:
    runs = [section for section in analysis.article.sections if section.kind is SectionKind.FURNITURE]
    if not runs:
        return
    yield Heading("LEFT OUT AS PAGE FURNITURE", glyphs)
    for run in runs:
        yield hanging("  *", Text(glyphs.show(article_text[run.start : run.end])))
    yield Text()


def hanging(sign: str, text: Text) -> Table:
    """Return text behind a sign, to which its lines do not come back."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=4)
    table.add_column(overflow="fold")
    table.add_row(sign, text)
    return table
