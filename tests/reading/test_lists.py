"""Lists with and without marks, and their titles."""

import pytest
from tests.reading.pages import SENTENCE, blocks, headings, texts

from coalition.reading import BlockKind, article_from_text

LEAD = f"Who stands where on the ferry pact\n\n{SENTENCE}\n\n"
NAMES = ["Portugal", "Spain", "Republic of Korea"]


@pytest.mark.parametrize("mark", ["- ", "• ", "* ", "– ", "-- ", "•", "+ ", "  - ", "✅ ", "❌", "🇪🇺 ", "✔️ "])
def test_bullets(mark: str) -> None:
    """Each bullet is left out of the item, and the line above is the list's title."""
    article = article_from_text(
        LEAD + "Signatories\n" + "".join(f"{mark}{name}\n" for name in NAMES) + f"\n{SENTENCE}\n"
    )
    assert texts(article, BlockKind.LIST_ITEM) == NAMES
    assert headings(article) == ["Signatories"]


@pytest.mark.parametrize("form", ["{}. ", "{}) ", "({}) "])
def test_numbers(form: str) -> None:
    """Consecutive numbered lines are items."""
    article = article_from_text(LEAD + "".join(f"{form.format(i)}{name}\n" for i, name in enumerate(NAMES, 1)))
    assert texts(article, BlockKind.LIST_ITEM) == NAMES


def test_letters_need_an_a() -> None:
    """The marks "(a)" and "(b)" count items; "(c)" alone is a copyright."""
    article = article_from_text(LEAD + "(a) open two harbours,\n(b) pay for a ship, and\n(c) report once a year.\n")
    assert len(texts(article, BlockKind.LIST_ITEM)) == 3
    article = article_from_text(LEAD + SENTENCE + "\n\n(c) Harbour News 2025\n")
    assert texts(article, BlockKind.FURNITURE) == ["(c) Harbour News 2025"]


@pytest.mark.parametrize("gap", ["\n", "\n\n"], ids=["tight", "loose"])
def test_one_name_a_line(gap: str) -> None:
    """Names alone on their lines are items, with or without blank lines between them."""
    article = article_from_text(LEAD + "Who signed?\n\n" + gap.join(NAMES) + f"\n\nWhat comes next\n\n{SENTENCE}\n")
    assert texts(article, BlockKind.LIST_ITEM) == NAMES
    assert headings(article) == ["Who signed?", "What comes next"]


def test_titles_of_bare_lists() -> None:
    """A known title, a line with a colon and a line that is no name entitle the names below them."""
    article = article_from_text(
        LEAD + "In favour\nPortugal\nSpain\nIreland\n\nAgainst:\nDenmark\n\nUndecided\n\nIceland\n\n"
        f"Malta\n\nCyprus\n\n{SENTENCE}\n\n"
        "Attending without signing\nHungary\nIsrael\nKenya\n"
    )
    assert headings(article) == ["In favour", "Against", "Undecided", "Attending without signing"]
    assert len(texts(article, BlockKind.LIST_ITEM)) == 10
    assert {section.level for section in article.sections} == {1}


def test_names_between_headings() -> None:
    """One or two names below a question are its list and no headings."""
    article = article_from_text(
        LEAD + f"Who's in?\n\nPortugal\n\nSpain\n\nWho's out?\n\nDenmark\n\nWhat next?\n\n{SENTENCE}\n"
    )
    assert headings(article) == ["Who's in?", "Who's out?", "What next?"]
    assert texts(article, BlockKind.LIST_ITEM) == ["Portugal", "Spain", "Denmark"]


def test_summaries() -> None:
    """Several lines without a full stop in a row are a list, and what announces it is none of it."""
    text = LEAD + (
        "In other developments:\n\nThe Swiss president offered to mediate between the two coasts in the coming week\n\n"
        "Japan is planning to move its ships out of the strait before the winter\n\n"
        "Norway sent a letter to all members of the council\n\n"
        f"{SENTENCE}\n"
    )
    article = article_from_text(text)
    assert len(texts(article, BlockKind.LIST_ITEM)) == 3
    assert ("paragraph", "In other developments:") in blocks(article)


def test_last_line_of_a_summary_may_be_a_heading() -> None:
    """A much shorter line right above the text is the heading of that text."""
    text = LEAD + (
        "The Swiss president offered to mediate between the two coasts in the coming week\n\n"
        "Japan is planning to move its ships out of the strait before the winter\n\n"
        f"Norway sent a letter to all members of the council\n\nWorst weather\n\n{SENTENCE}\n"
    )
    assert headings(article_from_text(text)) == ["Worst weather"]


def test_source_of_a_quotation_is_no_list() -> None:
    """A lone dash before a name stays out of the name, which is a paragraph."""
    article = article_from_text(LEAD + "“Nobody reads a declaration.”\n\n— Jane Ashworth\n\n" + SENTENCE)
    assert ("paragraph", "Jane Ashworth") in blocks(article)


def test_hanging_items() -> None:
    """The second line of an item belongs to it."""
    article = article_from_text(LEAD + "- Portugal, whose capital\n  hosted the talks\n- Spain\n")
    assert texts(article, BlockKind.LIST_ITEM) == ["Portugal, whose capital\n  hosted the talks", "Spain"]
    block = article.blocks[-2]
    assert article.normal[block.start_char : block.end_char] == "Portugal, whose capital   hosted the talks"
