"""Text tables with their cells."""

import pytest
from tests.reading.pages import SENTENCE, texts

from coalition.reading import Article, BlockKind, article_from_text

LEAD = f"How they voted on the ferry rule\n\n{SENTENCE}\n\n"
CELLS = [["Country", "Vote"], ["Malta", "Did not vote"], ["Korea (Republic of)", "No"]]


def cells(article: Article) -> list[list[str]]:
    """Return the texts of the cells of each row."""
    return [
        [article.text[a:b] for a, b in block.cells] for block in article.blocks if block.kind is BlockKind.TABLE_ROW
    ]


@pytest.mark.parametrize(
    "table",
    [
        "Country\tVote\nMalta\tDid not vote\nKorea (Republic of)\tNo\n",
        "| Country | Vote |\n|---------|:-----|\n| Malta | Did not vote |\n| Korea (Republic of) | No |\n",
        "Country | Vote\n--------|-----\nMalta | Did not vote\nKorea (Republic of) | No\n",
        "Country               Vote\n-------               ----\n"
        "Malta                 Did not vote\nKorea (Republic of)   No\n",
        "+-----+----+\n| Country | Vote |\n+-----+----+\n| Malta | Did not vote |\n"
        "| Korea (Republic of) | No |\n+-----+----+\n",
    ],
    ids=["tabs", "bordered", "pipes", "aligned", "drawn"],
)
def test_tables(table: str) -> None:
    """The cells are the same in each form, and rules between rows are no rows."""
    assert cells(article_from_text(f"{LEAD}{table}\n{SENTENCE}\n")) == CELLS


def test_rows_of_different_length() -> None:
    """A tab table may have rows with fewer or more cells."""
    article = article_from_text(LEAD + "Country\tVote\tNote\nMalta\tYes\nSpain\tNo\thost of the meeting\n")
    assert [len(row) for row in cells(article)] == [3, 2, 3]


def test_tabs_stay_in_rows_only() -> None:
    """The normal form keeps the tabs of a row and has spaces for others."""
    article = article_from_text(
        LEAD + "Malta\tYes\nSpain\tNo\n\nThe vote\twas\tclose, and nobody in the hall had expected it.\n"
    )
    assert "Malta\tYes" in article.normal
    assert "The vote was close" in article.normal


@pytest.mark.parametrize(
    "line",
    [
        "Feedback | Imprint | About us",
        "Terms of use | Privacy",
    ],
)
def test_menus_are_no_tables(line: str) -> None:
    """A row of links is furniture."""
    article = article_from_text(f"{LEAD}{SENTENCE}\n\n{line}\n")
    assert texts(article, BlockKind.FURNITURE) == [line]


def test_two_spaces_after_a_stop_make_no_table() -> None:
    """Typists leave two spaces after a sentence."""
    text = "\n".join(
        [
            "The vote was close.  Nobody had expected it.",
            "Malta voted yes.  Spain voted no.",
            "It was late.  They left.",
        ]
    )
    assert cells(article_from_text(LEAD + text)) == []
