"""What the structure of the page says: headings that give a stance, headings that name a country."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from coalition.lexicons.cues import Signature
from coalition.lexicons.stance_headings import StanceHeadings
from coalition.pipeline.countries import COUNTRIES_KEY
from coalition.pipeline.parsing import HEADINGS_KEY, blocks_of
from coalition.reading.article import BlockKind

_MAX_TOPIC_WORDS = 6  # "France goes its own way" names a topic; a sentence about two countries does not


@dataclass(frozen=True, slots=True)
class Page:
    """What the structure of the page says of its blocks.

    ``block_of`` maps a token to its block (-1 outside), ``spans`` a block to its tokens,
    ``kinds`` to its kind, ``says`` to what its headings say of the countries in it, and
    ``topics`` to the country that its heading names, ``above`` to its headings, nearest first.
    """

    block_of: Sequence[int]
    spans: Mapping[int, tuple[int, int]]
    kinds: Mapping[int, str]
    says: Mapping[int, Signature]
    topics: Mapping[int, str]
    above: Mapping[int, Sequence[int]]


def read_page(doc: Doc, headings: StanceHeadings) -> Page:
    """Read the page of a parsed article; a Doc made without one is a single paragraph."""
    block_of = [-1] * len(doc)
    spans: dict[int, tuple[int, int]] = {}
    kinds: dict[int, str] = {}
    for number, block in enumerate(blocks_of(doc)):
        index = int(block.id_) if block.id_ else number
        spans[index], kinds[index] = (block.start, block.end), block.label_ or BlockKind.PARAGRAPH.value
        block_of[block.start : block.end] = [index] * len(block)
    named = _countries_by_block(doc, block_of)
    above: dict[int, list[int]] = doc.user_data.get(HEADINGS_KEY, {})
    says: dict[int, Signature] = {}
    topics: dict[int, str] = {}
    for index in spans:
        for heading in above.get(index, ()):
            span = doc[slice(*spans[heading])] if heading in spans else None
            if span is None:
                continue
            found = headings.read(span.text)
            if found is not None:
                says.setdefault(index, found)
            topic = _topic(span, named.get(heading, []))
            if topic is not None:
                topics.setdefault(index, topic)
    return Page(block_of, spans, kinds, says, topics, above)


def _countries_by_block(doc: Doc, block_of: Sequence[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for span in doc.spans[COUNTRIES_KEY]:
        found.setdefault(block_of[span.start], []).append(span.kb_id_)
    return found


def _topic(heading: Span, codes: list[str]) -> str | None:
    return codes[0] if len(set(codes)) == 1 and len(heading) <= _MAX_TOPIC_WORDS else None
