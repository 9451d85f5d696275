"""From an article to one spaCy Doc whose character offsets are the article's own.

The unit of parsing is the block (a paragraph, a heading, a list item), for one article
and for an archive alike: the model's convolutions see across sentence borders, so a
text cut otherwise would get other parses (1.3 % of heads, docs/method.md).
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

import numpy
from spacy import attrs, symbols
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from coalition.lexicons.stand_ins import load_stand_ins
from coalition.pipeline.annotating import annotate
from coalition.pipeline.selection import Extent, Outline, choose_blocks
from coalition.reading.article import Article, Block, BlockKind
from coalition.stopwatch import timed

BLOCKS_KEY = "coalition_blocks"
EXTENT_KEY = "coalition_extent"  # in doc.user_data: how far the article was read, a value of ``Extent``
HEADINGS_KEY = "coalition_headings"  # in doc.user_data: block index -> the indices of its headings, nearest first

NamesIn = Callable[[tuple[str, ...]], Set[str]]

_UNBROKEN = re.compile(r"\S{200,}")  # longer than the addresses of most web pages
_MARK = re.compile(r"[^\w\s]")
_GAP = re.compile(r"\s+|\S+")


def parse(article: Article, nlp: Language, *, disable: Collection[str] = (), names_in: NamesIn | None = None) -> Doc:
    """Parse an article block by block into one Doc.

    ``doc.text`` has the length of ``article.text``, and ``token.idx`` is a character
    offset into it. Furniture, bullets and white space are tokens without annotation.
    ``doc.spans[BLOCKS_KEY]`` holds a span for each parsed block, labelled with its
    kind, its ``id`` the index into ``article.blocks``; blocks without tokens are left out.

    Args:
        article: What was read.
        nlp: The pipeline.
        disable: Names of components that do not run.
        names_in: Tells the countries and groups that the words of a block may name, so that
            only the blocks that ``choose_blocks`` chooses are parsed; None for all blocks.
            Where it chooses none, all blocks are there, and their tokens have no annotation.
    """
    with timed("tokenize"):
        units = list(_units(article, nlp))
    extent = Extent.WHOLE
    if names_in is not None:
        with timed("choose blocks"):
            outlines = [Outline(unit.kind, len(unit.doc), frozenset(names_in(unit.words))) for unit in units]
            selection = choose_blocks(outlines)
        extent = selection.extent
        units = [units[index] for index in selection.blocks] or units
    if extent is not Extent.NAMES:
        docs = annotate(nlp, [unit.doc for unit in units], disable=disable)
        units = [replace(unit, doc=doc) for unit, doc in zip(units, docs, strict=True)]
    with timed("assemble"):
        doc = _assemble(article, nlp, units)
    doc.user_data[HEADINGS_KEY] = _headings(article)
    doc.user_data[EXTENT_KEY] = extent.value
    return doc


@dataclass(frozen=True, slots=True)
class _Unit:
    """A block on its way through the parser; ``start_char`` and ``end_char`` bound what of it is parsed.

    ``words`` are its tokens as the article has them, and ``spaces`` whether one stands behind each.
    """

    index: int
    kind: BlockKind
    start_char: int
    end_char: int
    doc: Doc
    words: tuple[str, ...]
    spaces: Sequence[bool]


def _units(article: Article, nlp: Language) -> Iterator[_Unit]:
    for index, block in enumerate(article.blocks):
        if _is_read(block):
            start, end = _unit_range(article, block)
            text = article.normal[start:end]
            doc = nlp.make_doc(_readable(text))
            if len(doc):
                words, spaces = _cut(text, doc)
                yield _Unit(index, block.kind, start, end, _with_stand_ins(doc, words, spaces), words, spaces)


def _cut(text: str, doc: Doc) -> tuple[tuple[str, ...], list[bool]]:
    """Return the words of a text where a Doc has tokens, and whether a space stands behind each.

    From columns of the token table: to ask each token takes several times as long.
    """
    table: Any = doc.to_array([attrs.IDX, attrs.LENGTH, attrs.SPACY])
    starts, lengths, spaces = table.T.tolist()
    words = tuple([text[start : start + length] for start, length in zip(starts, lengths, strict=True)])
    return words, list(map(bool, spaces))


def _with_stand_ins(doc: Doc, words: Sequence[str], spaces: Sequence[bool]) -> Doc:
    """Return the Doc with names that the model knows for those that it takes for other words: "Kigali", "Vanuatu"."""
    known = load_stand_ins()
    if known.keys().isdisjoint(words):
        return doc
    return Doc(doc.vocab, words=[known.get(word, word) for word in words], spaces=list(spaces))


def _headings(article: Article) -> dict[int, list[int]]:
    """Return for each block the heading blocks of its section and of the sections above."""
    heading_of = {b.section: i for i, b in reversed(list(enumerate(article.blocks))) if b.kind is BlockKind.HEADING}
    found: dict[int, list[int]] = {}
    for index, block in enumerate(article.blocks):
        section: int | None = block.section
        while section is not None:
            if section in heading_of and heading_of[section] != index:
                found.setdefault(index, []).append(heading_of[section])
            section = article.sections[section].parent
    return found


def _readable(text: str) -> str:
    """Return a text of the same length that the model reads better.

    It has no line breaks, no line all in capitals, and no marks in a long run without white
    space, which spaCy's tokenizer peels off one by one, each time from the start.
    """
    text = _UNBROKEN.sub(lambda run: _MARK.sub(" ", run[0]), text.replace("\n", " "))
    if text.isupper() and len(text) > _MAX_ACRONYM and len(text.lower()) == len(text):
        return text.lower()
    return text


_MAX_ACRONYM = 8  # characters; a shorter line in capitals is a name


def _is_read(block: Block) -> bool:
    return block.kind is not BlockKind.FURNITURE and block.kind not in (BlockKind.DATE, BlockKind.BYLINE)


def _unit_range(article: Article, block: Block) -> tuple[int, int]:
    # "BRUSSELS (Reuters) -" in front of the first sentence misleads the parser.
    dateline = article.dateline_range
    if dateline and block.start_char <= dateline[0] < block.end_char:
        return dateline[1], block.end_char
    return block.start_char, block.end_char


def _assemble(article: Article, nlp: Language, units: Sequence[_Unit]) -> Doc:
    columns = _Columns(nlp)
    spans: list[tuple[int, int, _Unit]] = []
    at = 0
    for unit in units:
        columns.add_gap(article.normal[at : unit.start_char])
        spans.append((len(columns.words), len(columns.words) + len(unit.doc), unit))
        columns.add_unit(unit)
        at = unit.end_char
    columns.add_gap(article.normal[at:])
    doc = columns.to_doc()
    doc.spans[BLOCKS_KEY] = [
        Span(doc, start, end, label=unit.kind.value, span_id=str(unit.index)) for start, end, unit in spans
    ]
    return doc


class _Columns:
    """The token table of the Doc under construction: words, the spaces behind them, and rows of ``_ATTRIBUTES``."""

    def __init__(self, nlp: Language) -> None:
        self.nlp = nlp
        self.words: list[str] = []
        self.spaces: list[bool] = []
        self.rows: list[Any] = []

    def add_gap(self, text: str) -> None:
        if text.startswith(" ") and self.words and not self.spaces[-1]:
            self.spaces[-1] = True
            text = text[1:]
        pieces = _GAP.findall(text)
        self.words += pieces
        self.spaces += [False] * len(pieces)
        strings, no_morph = self.nlp.vocab.strings, self.nlp.vocab.morphology.add("")
        rows = [(0, symbols.dep, 0, 0, strings.add(piece), no_morph, _OUTSIDE, 0) for piece in pieces]
        self.rows.append(numpy.array(rows, dtype="uint64").reshape(-1, len(_ATTRIBUTES)))

    def add_unit(self, unit: _Unit) -> None:
        self.words += unit.words
        self.spaces += unit.spaces
        rows = unit.doc.to_array(_ATTRIBUTES)
        for index in numpy.flatnonzero(rows[:, _ATTRIBUTES.index(attrs.DEP)] == symbols.ccomp):
            if _is_cut_off(unit.doc[int(index)]):
                rows[index, _ATTRIBUTES.index(attrs.DEP)] = symbols.dep
        for at, word in enumerate(unit.words):
            if word in load_stand_ins():
                rows[at, _ATTRIBUTES.index(attrs.LEMMA)] = self.nlp.vocab.strings.add(word)
        entities = rows[:, _ATTRIBUTES.index(attrs.ENT_IOB)]
        entities[entities == 0] = _OUTSIDE
        self.rows.append(rows)

    def to_doc(self) -> Doc:
        doc = Doc(self.nlp.vocab, words=self.words, spaces=self.spaces)
        table: Any = numpy.concatenate(self.rows) if self.rows else None
        return doc.from_array(_ATTRIBUTES, table) if self.words else doc


_ATTRIBUTES = [attrs.HEAD, attrs.DEP, attrs.TAG, attrs.POS, attrs.LEMMA, attrs.MORPH, attrs.ENT_IOB, attrs.ENT_TYPE]
_OUTSIDE = 2  # spaCy's number for "O": in no entity


def _is_cut_off(clause: Token) -> bool:
    """Tell whether a clause is no complement of the next, since a semicolon cuts it off.

    The parser hangs "Oman will join" as a ccomp on "declined" in "Oman will join; Qatar declined".
    """
    end = clause.right_edge.i + 1
    return clause.head.i > clause.i and any(token.text == ";" for token in clause.doc[end : end + 1])


def sentences_of(span: Span) -> Iterator[Span]:
    """Yield the sentences of a span; spaCy's stubs do not know ``Span.sents``."""
    yield from span.sents  # type: ignore[attr-defined]


def blocks_of(doc: Doc) -> Iterator[Span]:
    """Yield the parsed blocks; a Doc that was made without an article is one paragraph."""
    blocks: Iterable[Span] = doc.spans[BLOCKS_KEY] if BLOCKS_KEY in doc.spans else [doc[:]]
    yield from blocks
