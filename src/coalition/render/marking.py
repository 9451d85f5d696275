"""The article's text cut into runs, each with what it is part of: evidence, a quotation, a speaker's name."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter

from coalition.errors import ArticleError
from coalition.reading.article import Block, BlockKind
from coalition.reading.reader import article_from_text
from coalition.report import Analysis, QuoteReport
from coalition.stance import Stance

_LINE = re.compile(r"\S[^\n]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of evidence, as the text links to its row in the table.

    ``id`` is the anchor of its first words, ``number`` its place in the evidence of its country, from 0.
    """

    id: str
    code: str
    number: int
    name: str
    stance: Stance
    start_char: int
    end_char: int


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text all of whose characters are part of the same things.

    ``anchors`` are the ids of the passages and quotations that begin here, ``ending`` the
    passages of which this is the last run, at most one for each country and stance.
    """

    text: str
    passages: tuple[Passage, ...]
    anchors: tuple[str, ...]
    ending: tuple[Passage, ...]
    is_quoted: bool
    is_name: bool

    @property
    def stance(self) -> str | None:
        """The stance that the passages here agree on, "mixed" where they do not, None outside evidence."""
        stances = {passage.stance for passage in self.passages}
        return stances.pop() if len(stances) == 1 else "mixed" if stances else None


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block of the page in runs that do not overlap and leave nothing of it out."""

    kind: BlockKind
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """The whole text, and the ids that a link can lead to: evidence outside every block has none."""

    blocks: tuple[MarkedBlock, ...]
    anchors: frozenset[str]


def passages_of(analysis: Analysis, prefix: str) -> tuple[Passage, ...]:
    """Return all evidence of the report; the second piece of Brazil has the id PREFIX-e-BRA-2."""
    return tuple(
        Passage(
            id=f"{prefix}-e-{country.code}-{number + 1}",
            code=country.code,
            number=number,
            name=country.name,
            stance=piece.stance,
            start_char=piece.start,
            end_char=piece.end,
        )
        for country in analysis.countries
        for number, piece in enumerate(country.evidence)
    )


def mark_text(analysis: Analysis, text: str, prefix: str) -> MarkedText:
    """Cut the text into blocks and runs.

    Ranges may overlap, nest, cross blocks or lie outside the text: each character of a block
    is in one run, and what lies in no block is not shown.

    Args:
        analysis: The report whose ranges point into the text.
        text: The article's text.
        prefix: What the ids begin with: "a1" for the first article of a page.
    """
    blocks = _blocks(text)
    marks = [shown for mark in _marks(analysis, prefix) if (shown := mark.within(blocks))]
    names = _names(analysis, text, [mark for mark in marks if mark.quote], blocks)
    marked = tuple(MarkedBlock(block.kind, tuple(_runs(block, text, marks, names))) for block in blocks)
    return MarkedText(marked, frozenset(mark.id for mark in marks))


def _blocks(text: str) -> Sequence[Block]:
    """Return the blocks that reading finds, or each line as a paragraph where it takes the text for no article."""
    try:
        article = article_from_text(text)
    except ArticleError:
        article = None
    if article is not None and article.text == text:
        return article.blocks
    return [Block(BlockKind.PARAGRAPH, line.start(), line.end(), 0) for line in _LINE.finditer(text)]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A passage or a quotation with the range of it that is shown."""

    id: str
    start: int
    end: int
    passage: Passage | None = None
    quote: QuoteReport | None = None

    def within(self, blocks: Iterable[Block]) -> "_Mark | None":
        """Return the mark from its first to its last character in a block, None where no block shows it."""
        spots = (_overlap(self.start, self.end, block.start_char, block.end_char) for block in blocks)
        parts = [part for part in spots if part]
        return replace(self, start=parts[0][0], end=parts[-1][1]) if parts else None


def _marks(analysis: Analysis, prefix: str) -> Iterator[_Mark]:
    for passage in passages_of(analysis, prefix):
        yield _Mark(passage.id, passage.start_char, passage.end_char, passage=passage)
    for number, quote in enumerate(analysis.quotes, start=1):
        yield _Mark(f"{prefix}-q-{number}", quote.start, quote.end, quote=quote)


def _overlap(start: int, end: int, other_start: int, other_end: int) -> tuple[int, int] | None:
    first, last = max(start, other_start), min(end, other_end)
    return (first, last) if first < last else None


def _names(analysis: Analysis, text: str, quotes: Sequence[_Mark], blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Return where speakers are named: in full anywhere, by the last name in the block of their words."""
    speakers = {person.name for person in analysis.people if person.speaks}
    speakers |= {quote.speaker for quote in analysis.quotes if quote.speaker}
    found = _places(speakers, text, 0, len(text))
    for mark in quotes:
        *_, last_name = ("", *(mark.quote.speaker or "").split()) if mark.quote else ("",)
        if last_name[:1].isupper():
            for block in blocks:
                if _overlap(mark.start, mark.end, block.start_char, block.end_char):
                    found += _places({last_name}, text, block.start_char, block.end_char)
    return _outermost(found)


def _outermost(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the ranges that lie in no other one, in the order of starts and of ends.

    "Holm" within "Sigrid Holm" is no name of its own.
    """
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def _places(names: Iterable[str], text: str, start: int, end: int) -> list[tuple[int, int]]:
    # The longest first, or "Inês" would hide "Inês Quaresma"; sorted, so that nothing depends on a set's order.
    forms = [r"\s+".join(map(re.escape, name.split())) for name in sorted(names, key=lambda name: (-len(name), name))]
    if not (forms := [form for form in forms if form]):
        return []
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")
    return [match.span() for match in pattern.finditer(text, start, end)]


def _runs(block: Block, text: str, marks: Iterable[_Mark], names: Sequence[tuple[int, int]]) -> Iterator[Run]:
    start, end = block.start_char, block.end_char
    here = [mark for mark in marks if _overlap(mark.start, mark.end, start, end)]
    named = _meeting(names, start, end)
    spans = [*named, *((mark.start, mark.end) for mark in here)]
    borders = {start, end, *(border for span in spans for border in span if start < border < end)}
    for first, last in pairwise(sorted(borders)):
        covering = [mark for mark in here if mark.start <= first < mark.end]
        yield _run(text[first:last], first, last, covering, is_name=bool(_meeting(named, first, last)))


def _meeting(spans: Sequence[tuple[int, int]], start: int, end: int) -> Sequence[tuple[int, int]]:
    """Return those of the ``_outermost`` ranges that overlap this one; a page may name somebody a thousand times."""
    first = bisect_right(spans, start, key=itemgetter(1))
    return spans[first : bisect_left(spans, end, key=itemgetter(0))]


def _run(text: str, first: int, last: int, marks: Sequence[_Mark], *, is_name: bool) -> Run:
    closing = [mark.passage for mark in marks if mark.passage and mark.end == last]
    return Run(
        text=text,
        passages=tuple(mark.passage for mark in marks if mark.passage),
        anchors=tuple(mark.id for mark in marks if mark.start == first),
        ending=tuple({(passage.code, passage.stance): passage for passage in closing}.values()),
        is_quoted=any(mark.quote for mark in marks),
        is_name=is_name,
    )
