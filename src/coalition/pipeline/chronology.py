"""What comes later where the page has dates: the entries of a timeline and of a live blog."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from coalition.evidence import Evidence
from coalition.pipeline.page import Page
from coalition.pipeline.targets import Relevance
from coalition.reading.dates import entry_moment
from coalition.stance import Stance

MIN_ENTRIES = 3  # headings with a date or a time, from which a page is a timeline or a live blog
_CLOSE = frozenset({Relevance.NAMED, Relevance.CONTRIBUTION, Relevance.RELATED, Relevance.STAND_IN, Relevance.BARE})


def mark_overtaken(found: Sequence[Evidence], doc: Doc, page: Page) -> list[Evidence]:
    """Return the evidence with ``is_overtaken`` where a later entry says otherwise of the country.

    Paragraphs without dates are not compared: an article does not tell things in their order.
    """
    ranks = entry_ranks(doc, page)
    said: dict[str, dict[int, set[Stance]]] = {}
    for item in found:
        if item.block in ranks and item.relevance in _CLOSE:
            said.setdefault(item.code, {}).setdefault(ranks[item.block], set()).add(item.stance)
    return [replace(item, is_overtaken=True) if _is_overtaken(item, ranks, said) else item for item in found]


def _is_overtaken(item: Evidence, ranks: Mapping[int, int], said: Mapping[str, Mapping[int, Set[Stance]]]) -> bool:
    if item.block not in ranks or item.code not in said:
        return False
    latest = max(said[item.code])
    return ranks[item.block] < latest and item.stance not in said[item.code][latest]


def entry_ranks(doc: Doc, page: Page) -> dict[int, int]:
    """Return for the blocks of dated entries how late they are, the latest highest; empty for other pages.

    The newest entry of a live blog stands first, that of a timeline last. An order that most of
    the dates do not follow is none.
    """
    headings = sorted({above[0] for above in page.above.values() if above and above[0] in page.spans})
    ends = sorted(end for _, end in page.spans.values())
    lines = {heading: _lines_of(doc, page.spans[heading], ends) for heading in headings}
    found = {heading: next(filter(None, map(entry_moment, texts)), None) for heading, texts in lines.items()}
    moments = {heading: moment for heading, moment in found.items() if moment is not None}
    if len(moments) < MIN_ENTRIES:
        return {}
    rising = sum(first <= second for first, second in pairwise(moments.values()))
    falling = sum(first >= second for first, second in pairwise(moments.values()))
    if max(rising, falling) < len(moments) - 2:  # a year or a day may end in between
        return {}
    sign = 1 if rising >= falling else -1
    entries = {block: above[0] for block, above in page.above.items() if above and above[0] in moments}
    return {block: sign * entry for block, entry in (entries | {heading: heading for heading in moments}).items()}


def _lines_of(doc: Doc, heading: tuple[int, int], ends: Sequence[int]) -> tuple[str, str]:
    """Return a heading, and the line above it that is no block of the Doc, since it is only a date or a time."""
    start, end = heading
    before = bisect_right(ends, start) - 1
    above = doc[ends[before] if before >= 0 else 0 : start].text.strip()
    return doc[start:end].text, above.rpartition("\n")[2].strip()
