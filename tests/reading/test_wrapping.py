"""Hard-wrapped text is joined, a paragraph a line is not."""

import textwrap

import pytest
from tests.reading.pages import SENTENCE, blocks, headings, texts

from coalition.reading import BlockKind, article_from_text

PARAGRAPHS = [
    "Sixteen governments put their names on Monday to a treaty that opens their harbours to each "
    "other's rescue ships, but two "
    "of the region's largest fleets stayed away and a third said it would decide after an election in May.",
    "“We have waited for nine years and we are not going to wait for a tenth,” said the Portuguese "
    "sea minister, Ines Valadao, "
    "who chaired the talks.",
    "Denmark will not join, its foreign ministry said. Norway followed within the hour, and so did "
    "Iceland, whose parliament "
    "had voted for the text on Friday. The rest of the coastal states have until the end of the "
    "year to make up their minds.",
]


@pytest.mark.parametrize("width", [55, 65, 72, 80, 100])
@pytest.mark.parametrize("gap", ["\n\n", "\n"], ids=["blank lines", "none"])
def test_wrapped(width: int, gap: str) -> None:
    """The paragraphs come out as before, their inner newlines as spaces in the normal form."""
    wrapped = gap.join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
    article = article_from_text(f"Sixteen back harbour treaty\n\n{wrapped}\n")
    found = [article.text[b.start_char : b.end_char].replace("\n", " ") for b in article.blocks[1:]]
    if gap == "\n\n":
        assert found == PARAGRAPHS
    assert " ".join(found) == " ".join(PARAGRAPHS)
    assert "\n" not in article.normal[article.blocks[1].start_char : article.blocks[1].end_char]


def test_wrapped_with_headings_and_lists() -> None:
    """Headings and items keep their lines, also right above and below wrapped text."""
    first, second, third = (textwrap.fill(paragraph, 70) for paragraph in PARAGRAPHS)
    text = (
        f"Sixteen back harbour treaty\n\n{first}\n\nWho's in?\n{second}\n\nSignatories\n"
        f"- Portugal\n- Spain\n\nWho's out?\n\n{third}\n"
    )
    article = article_from_text(text)
    assert headings(article) == ["Who's in?", "Signatories", "Who's out?"]
    assert texts(article, BlockKind.LIST_ITEM) == ["Portugal", "Spain"]
    assert len(texts(article, BlockKind.PARAGRAPH)) == 3


def test_wrapped_title() -> None:
    """A title may run over two lines."""
    body = textwrap.fill(PARAGRAPHS[0], 60)
    article = article_from_text(
        f"Sixteen states back the harbour treaty as two neighbours\nhold out over fishing rights\n\n{body}\n"
    )
    assert article.title == "Sixteen states back the harbour treaty as two neighbours hold out over fishing rights"


def test_a_paragraph_a_line() -> None:
    """Lines without blank lines between them are paragraphs, long or short."""
    lines = [*PARAGRAPHS, SENTENCE, "Nobody else did.", SENTENCE]
    article = article_from_text("Sixteen back harbour treaty\n" + "\n".join(lines) + "\n")
    assert blocks(article)[1:] == [("paragraph", line) for line in lines]


def test_short_sentences_a_line() -> None:
    """Sentences of the width of a wrapped line are not joined."""
    lines = [
        f"The minister of state number {name} said that it would sign the pact."
        for name in ("one", "two", "three", "four")
    ]
    assert len(article_from_text("Sixteen back harbour treaty\n\n" + "\n".join(lines)).blocks) == 5


def test_links_of_the_width_of_a_line() -> None:
    """Headlines in a row are not joined to a paragraph."""
    links = [
        "Ministers at odds over the ferries of the northern coast",
        "Inside the longest meeting of the year in Lisbon harbour",
    ]
    article = article_from_text(
        f"Sixteen back harbour treaty\n\n{SENTENCE}\n\nRead more:\n" + "\n".join(links) + f"\n\n{SENTENCE}\n"
    )
    assert texts(article, BlockKind.FURNITURE) == ["Read more:", *links]
