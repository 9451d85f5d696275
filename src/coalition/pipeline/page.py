"""What the structure of the page says: which lines are bare names, which line speaks for them, what a heading names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from coalition.lexicons.stance_headings import StanceHeadings
from coalition.pipeline.clauses import SUBJECTS
from coalition.pipeline.countries import COUNTRIES_KEY
from coalition.pipeline.namelines import NameLine, read_name_line
from coalition.pipeline.parsing import HEADINGS_KEY, blocks_of
from coalition.reading.article import BlockKind

_MAX_TOPIC_WORDS = 6  # "France goes its own way" names a topic; a sentence about two countries does not
_MAX_LABEL_WORDS = 8  # "Planes in the air, by noon on Tuesday" is a label; a longer line is a sentence
_TOPIC_PREPOSITIONS = frozenset({"from", "in", "about", "for"})  # "The view from Paris", "What about Russia?"
_MAX_BLANK = 1000  # characters of white space before a row that are looked at


@dataclass(frozen=True, slots=True)
class Page:
    """What the structure of the page says of its blocks.

    ``block_of`` maps a token to its block (-1 outside), ``spans`` a block to its tokens,
    ``kinds`` to its kind, ``topics`` to the country that its heading names, ``subjects`` to all
    countries of a heading that is nothing but their names, ``above`` to its headings, nearest
    first. ``lines`` holds the blocks that begin with names of countries, ``voices`` for each
    block the lines that speak for the names in it, nearest first, and ``columns`` for each
    row of a table but the first its first row. ``mentions`` are the countries in a block.
    """

    block_of: Sequence[int]
    spans: Mapping[int, tuple[int, int]]
    kinds: Mapping[int, str]
    topics: Mapping[int, str]
    subjects: Mapping[int, tuple[str, ...]]
    above: Mapping[int, Sequence[int]]
    lines: Mapping[int, NameLine]
    voices: Mapping[int, Sequence[int]]
    columns: Mapping[int, int]
    mentions: Mapping[int, Sequence[Span]]


def read_page(doc: Doc, headings: StanceHeadings) -> Page:
    """Read the page of a parsed article; a Doc made without one is a single paragraph."""
    return _PageReader(doc, headings).read()


class _PageReader:
    def __init__(self, doc: Doc, headings: StanceHeadings) -> None:
        self._doc = doc
        self._text = doc.text
        self._headings = headings
        self._above: dict[int, list[int]] = doc.user_data.get(HEADINGS_KEY, {})
        self._spans: dict[int, Span] = {}
        for number, block in enumerate(blocks_of(doc)):
            self._spans[int(block.id_) if block.id_ else number] = block
        self._order = list(self._spans)
        self._kinds = {index: span.label_ or BlockKind.PARAGRAPH.value for index, span in self._spans.items()}
        self._block_of = [-1] * len(doc)
        for index, span in self._spans.items():
            self._block_of[span.start : span.end] = [index] * len(span)
        self._mentions: dict[int, list[Span]] = {}
        for mention in doc.spans[COUNTRIES_KEY]:
            self._mentions.setdefault(self._block_of[mention.start], []).append(mention)
        self._lines = self._name_lines()

    def read(self) -> Page:
        topics, subjects = self._topics()
        return Page(
            block_of=self._block_of,
            spans={index: (span.start, span.end) for index, span in self._spans.items()},
            mentions=self._mentions,
            kinds=self._kinds,
            topics=topics,
            subjects=subjects,
            above=self._above,
            lines=self._lines,
            voices=self._voices(),
            columns=self._columns(),
        )

    def _name_lines(self) -> dict[int, NameLine]:
        found = {}
        for index, span in self._spans.items():
            line = read_name_line(self._doc, span.start, span.end, self._mentions.get(index, ()))
            if line is not None:
                found[index] = line
        return found

    # ------------------------------------------------------------------ topics
    def _topics(self) -> tuple[dict[int, str], dict[int, tuple[str, ...]]]:
        topics: dict[int, str] = {}
        subjects: dict[int, tuple[str, ...]] = {}
        for index in self._order:
            for heading in self._above.get(index, ()):
                topic = self._topic(heading)
                if topic is not None:
                    topics.setdefault(index, topic)
                line = self._lines.get(heading)
                if line is not None and line.is_bare:
                    subjects.setdefault(index, line.codes)
        return topics, subjects

    def _topic(self, heading: int) -> str | None:
        mentions = self._mentions.get(heading, [])
        if heading not in self._spans or len({mention.kb_id_ for mention in mentions}) != 1:
            return None
        if len(self._spans[heading]) > _MAX_TOPIC_WORDS or _is_complement(mentions[0]):
            return None
        return mentions[0].kb_id_

    # ------------------------------------------------------------------ voices
    def _voices(self) -> dict[int, list[int]]:
        """Return for each block the lines that speak for its names: a label or intro right above, then the headings."""
        found: dict[int, list[int]] = {}
        label: list[int] = []
        closed = False  # a label line, unlike an intro, leaves the heading above it no say
        for place, index in enumerate(self._order):
            headings = self._heading_voices(index)
            if self._is_label(place):
                text = self._spans[index].text.rstrip()
                label, closed = [index], not text.endswith(":")
            elif self._is_listed(place):
                found[index] = label if closed else label + headings
            else:
                label, closed = [], False
                found[index] = headings
        return found

    def _heading_voices(self, index: int) -> list[int]:
        """Return the nearest heading, and those above it as long as the nearer ones are only names of countries."""
        found: list[int] = []
        for heading in self._above.get(index, ()):
            line = self._lines.get(heading)
            if line is not None and line.is_bare:
                continue
            if heading in self._spans and not self._names_subject(heading):
                found.append(heading)
            break
        return found

    def _is_listed(self, place: int) -> bool:
        """Tell whether a block is one of a run that a label speaks for."""
        index = self._order[place]
        line, kind = self._lines.get(index), self._kinds[index]
        if kind in (BlockKind.LIST_ITEM.value, BlockKind.TABLE_ROW.value):
            return True
        if kind == BlockKind.HEADING.value:  # the first name of a list that reads like a heading: names go on below it
            return line is not None and line.is_bare and self._is_bare(place + 1, BlockKind.LIST_ITEM)
        return line is not None and line.is_bare

    def _is_bare(self, place: int, kind: BlockKind | None = None) -> bool:
        if not 0 <= place < len(self._order):
            return False
        line = self._lines.get(self._order[place])
        return line is not None and line.is_bare and (kind is None or self._kinds[self._order[place]] == kind.value)

    def _is_label(self, place: int) -> bool:
        """Tell whether a line is no heading for the reader and yet stands for the names below it."""
        index = self._order[place]
        kind, text = self._kinds[index], self._spans[index].text.strip()
        if index in self._lines or kind not in (BlockKind.LIST_ITEM.value, BlockKind.PARAGRAPH.value):
            return False
        below = self._order[place + 1] if place + 1 < len(self._order) else None
        if below is None:
            return False
        if text.endswith(":"):
            return below in self._lines or self._kinds[below] != BlockKind.PARAGRAPH.value
        if not self._is_bare(place + 1) or len(text.split()) > _MAX_LABEL_WORDS or text[-1:] in (".", ","):
            return False
        if kind == BlockKind.LIST_ITEM.value:
            return (text.isupper() and not self._spans[below].text.isupper()) or self._headings.read(text) is not None
        return True

    def _names_subject(self, heading: int) -> bool:
        """Tell whether a heading speaks of one country only: "Why Hungary refused"."""
        mentions = self._mentions.get(heading, [])
        return any(m.start == self._spans[heading].start or m.root.dep_ in SUBJECTS for m in mentions)

    # ------------------------------------------------------------------ tables
    def _columns(self) -> dict[int, int]:
        found: dict[int, int] = {}
        first: int | None = None
        for index in self._order:
            if self._kinds[index] != BlockKind.TABLE_ROW.value:
                first = None
            elif first is None or self._opens_table(index):
                first = index
            else:
                found[index] = first
        return found

    def _opens_table(self, row: int) -> bool:
        """Tell whether a row is the header of a further table: no country in it and a blank line before it."""
        end = self._spans[row].start_char
        before = self._text[max(0, end - _MAX_BLANK) : end]
        gap = before[len(before.rstrip(" \t\n|-+:")) :]
        return row not in self._mentions and gap.count("\n") > 1


def _is_complement(mention: Span) -> bool:
    """Tell whether a country only says more of another noun: "Top trading partners of Iran"."""
    head = mention.root.head
    return (
        mention.root.dep_ == "pobj" and head.lower_ not in _TOPIC_PREPOSITIONS and head.head.pos_ in ("NOUN", "PROPN")
    )
