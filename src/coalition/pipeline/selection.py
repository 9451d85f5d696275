"""How much of an article is worth parsing: a parse takes fifty times as long as looking for names.

An article about what countries do together names one in nearly each paragraph, and several
in many; it is parsed as a whole. Most news is not: there the verdicts do not suffer if the
paragraphs that name no country are left out, and where hardly a paragraph names two, or few
name any, there is nothing that they do together (docs/architecture.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from coalition.reading.article import BlockKind

SHORT, BRIEF = 5, 400  # paragraphs, tokens; so short a text is read as a whole
MIN_SHARE = 0.5  # of the paragraphs that name a country; all but two of 110 labelled articles have more
LEDE = 3  # paragraphs that tell what an article is about
# Two of 237 labelled articles have both fewer blocks that name two and fewer countries, of 490 others six in ten.
MIN_TOGETHER, MIN_NAMED = 2, 4
# One more of the labelled has neither so many blocks that name a country, nor that name two, nor such a layout, of the
# others that are left two in nine.
MIN_DENSITY, MANY_TOGETHER, MIN_LABELS = 0.3, 5, 2


class Extent(StrEnum):
    """How far an article is read."""

    WHOLE = "whole"
    PART = "part"  # but for paragraphs that name no country
    NAMES = "names"  # only searched for the names of countries, since it is about nothing that they do together


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of a block before it is parsed: kind, length in tokens, countries and groups that it may name."""

    kind: BlockKind
    length: int
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Selection:
    """How far an article is read, and the indices of the blocks to parse, in order."""

    extent: Extent
    blocks: Sequence[int]


def choose_blocks(outlines: Sequence[Outline]) -> Selection:
    """Choose the blocks to parse.

    All of them, if they are few or brief, or half of the paragraphs name a country or a group. Else
    those that do, and whatever is no paragraph, such as title and headings, and the first paragraphs,
    since they tell of the undertaking. None where hardly a block names two of them together, and few are named at
    all, or where they are named in passing: in few blocks, and in no headings, rows or items of a list.
    """
    paragraphs = [index for index, outline in enumerate(outlines) if outline.kind is BlockKind.PARAGRAPH]
    if len(paragraphs) <= SHORT or sum(outline.length for outline in outlines) <= BRIEF:
        return Selection(Extent.WHOLE, range(len(outlines)))
    if not _is_about_several(outlines):
        return Selection(Extent.NAMES, ())
    if sum(bool(outlines[index].names) for index in paragraphs) >= MIN_SHARE * len(paragraphs):
        return Selection(Extent.WHOLE, range(len(outlines)))
    kept = [
        index
        for index, outline in enumerate(outlines)
        if outline.names or outline.kind is not BlockKind.PARAGRAPH or index in paragraphs[:LEDE]
    ]
    return Selection(Extent.PART, kept)


def _is_about_several(outlines: Sequence[Outline]) -> bool:
    naming = [outline for outline in outlines if outline.names]
    together = sum(len(outline.names) > 1 for outline in naming)
    named = frozenset().union(*(outline.names for outline in naming))
    labels = sum(outline.kind not in (BlockKind.PARAGRAPH, BlockKind.TITLE) for outline in naming)
    is_dense = len(naming) >= MIN_DENSITY * len(outlines) or together >= MANY_TOGETHER or labels >= MIN_LABELS
    return is_dense and (together >= MIN_TOGETHER or len(named) >= MIN_NAMED)
