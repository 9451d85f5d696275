"""Which blocks of an article are worth parsing: a parse takes fifty times as long as looking for names.

An article about what countries do together names one in nearly each paragraph, and is
parsed as a whole. Most news is not: there the verdicts do not suffer if the paragraphs that
name no country are left out (docs/architecture.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from coalition.reading.article import BlockKind

SHORT = 5  # paragraphs; so short a text is read as a whole
MIN_SHARE = 0.5  # of the paragraphs that name a country; all but two of 110 labelled articles have more
LEDE = 3  # paragraphs that tell what an article is about


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of a block before it is parsed: its kind, and the countries and groups that it may name."""

    kind: BlockKind
    names: frozenset[str]


def choose_blocks(outlines: Sequence[Outline]) -> list[int]:
    """Return the indices of the blocks to parse, in order.

    All of them, if there are few or half of the paragraphs name a country or a group. Else
    those that do, and whatever is no paragraph, such as title and headings; where the article names at
    least two, its first paragraphs too, since they tell of the undertaking.
    """
    paragraphs = [index for index, outline in enumerate(outlines) if outline.kind is BlockKind.PARAGRAPH]
    named = sum(bool(outlines[index].names) for index in paragraphs)
    if len(paragraphs) <= SHORT or named >= MIN_SHARE * len(paragraphs):
        return list(range(len(outlines)))
    lede = paragraphs[:LEDE] if len(frozenset().union(*(outline.names for outline in outlines))) > 1 else []
    return [
        index
        for index, outline in enumerate(outlines)
        if outline.names or outline.kind is not BlockKind.PARAGRAPH or index in lede
    ]
