"""PDF: paragraphs, headings and lists from lines on a page."""

import pytest
from tests.reading.formats.files import Line, pdf_bytes, prose
from tests.reading.pages import SENTENCE, blocks, texts

from coalition.errors import ArticleError
from coalition.reading import BlockKind, read_bytes

MORE = "Malta, which had not come to Lisbon, will sign the pact in May, its foreign minister told reporters later."
TITLE: Line = ("Three states sign the pact", 60, 780, 20, "F2")


def found(*pages: list[Line]) -> list[tuple[str, str]]:
    return blocks(read_bytes(pdf_bytes(*pages), path="a.pdf"))


def test_headings_by_size_paragraphs_by_gaps() -> None:
    """Larger type is a heading, a wider gap a new paragraph, a bullet a list item."""
    lines = [
        TITLE,
        *prose(SENTENCE, top=740),
        *prose(MORE, top=700),
        ("Who's out?", 60, 660, 14, "F2"),
        ("• Norway", 60, 640, 11, "F1"),
        ("• Iceland", 60, 626, 11, "F1"),
        ("Undecided", 60, 600, 11, "F2"),
        *prose(SENTENCE.replace("Monday", "Tuesday"), top=584),
    ]
    assert found(lines) == [
        ("title", TITLE[0]),
        ("paragraph", SENTENCE),
        ("paragraph", MORE),
        ("heading", "Who's out?"),
        ("list_item", "Norway"),
        ("list_item", "Iceland"),
        ("heading", "Undecided"),
        ("paragraph", SENTENCE.replace("Monday", "Tuesday")),
    ]


def test_short_lines_are_items_and_rows() -> None:
    """A line that ends early ends its paragraph, unless the next one goes on in small letters."""
    names = ["Norway", "Iceland", "Chile"]
    lines = [TITLE, *prose(SENTENCE, top=740), *[(name, 60, 690 - 14 * n, 11, "F1") for n, name in enumerate(names)]]
    assert found(lines)[1:] == [("paragraph", SENTENCE), *[("list_item", name) for name in names]]


def test_title_below_a_masthead() -> None:
    """What stands above the title tells of the page."""
    lines: list[Line] = [("The Ledger", 60, 820, 11, "F1"), ("4 May 2027", 60, 800, 11, "F1"), TITLE]
    assert found([*lines, *prose(SENTENCE, top=740)])[:3] == [
        ("title", TITLE[0]),
        ("byline", "The Ledger"),
        ("date", "4 May 2027"),
    ]


def test_bullet_that_was_drawn_alone() -> None:
    """Some programs write the bullet as a line of its own, beside or far from its text."""
    items: list[Line] = [
        ("•", 50, 694, 11, "F1"), ("Norway", 60, 690, 11, "F1"), ("•", 50, 680, 11, "F1"), ("Chile", 60, 676, 11, "F1")
    ]  # fmt: skip
    lines = [TITLE, *prose(SENTENCE, top=740), *items, ("•", 50, 300, 11, "F1")]
    assert found(lines)[2:] == [("list_item", "Norway"), ("list_item", "Chile")]


def test_divided_words_are_whole_again() -> None:
    """A hyphen at the end of a line goes where the next line begins small."""
    lines: list[Line] = [
        TITLE,
        ("The ministers met in Lisbon on Monday to talk about the agree-", 60, 740, 11, "F1"),
        ("ment on fish, and Franco-", 60, 726, 11, "F1"),
        ("German talks went on until the morning of the next day.", 60, 712, 11, "F1"),
    ]
    text = "The ministers met in Lisbon on Monday to talk about the agreement on fish, and Franco-German talks went on"
    assert found(lines)[1][1].startswith(text)


def test_headers_and_footers_go() -> None:
    """Lines at the margins that return on the pages, and page numbers, are no text; a paragraph goes on behind them."""
    half = len(SENTENCE) // 2
    first, second = SENTENCE[:half].rsplit(" ", 1)[0], SENTENCE[len(SENTENCE[:half].rsplit(" ", 1)[0]) + 1 :]
    pages = [
        [("The Ledger 4 May 2027", 60, 810, 9, "F1"), TITLE, *prose(MORE, top=740), *prose(first, top=690),
         ("Page 1 of 2", 280, 30, 9, "F1")],
        [("The Ledger 4 May 2027", 60, 810, 9, "F1"), *prose(second, top=780), *prose(MORE, top=700),
         ("Page 2 of 2", 280, 30, 9, "F1")],
    ]  # fmt: skip
    assert found(*pages) == [("title", TITLE[0]), ("paragraph", MORE), ("paragraph", SENTENCE), ("paragraph", MORE)]


def test_columns_are_read_as_the_file_has_them() -> None:
    """A paragraph goes on at the top of the next column."""
    words = SENTENCE.split()
    left, right = " ".join(words[:10]), " ".join(words[10:])
    lines = [TITLE, *prose(MORE, top=740, columns=36), *prose(left, top=650, columns=36),
             *prose(right, top=740, x=320, columns=36)]  # fmt: skip
    assert found(lines)[1:] == [("paragraph", MORE), ("paragraph", SENTENCE)]


def test_file_locked_for_changes_only_is_read() -> None:
    """Many are encrypted with an empty password."""
    data = pdf_bytes([TITLE, *prose(SENTENCE, top=740)], password="")
    assert texts(read_bytes(data, path="a.pdf"), BlockKind.PARAGRAPH) == [SENTENCE]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        pytest.param(pdf_bytes([TITLE], password="secret"), "is locked with a password", id="locked"),
        pytest.param(pdf_bytes([]), "only pictures of pages; run it through text recognition", id="scanned"),
        pytest.param(pdf_bytes([TITLE])[:-400], "is damaged and cannot be read as a PDF", id="cut"),
        pytest.param(b"%PDF-1.7\n", "is damaged and cannot be read as a PDF", id="mark only"),
        pytest.param(pdf_bytes(*[[]] * 301), "has 301 pages", id="a book"),
    ],
)
def test_refusals(data: bytes, says: str) -> None:
    """One sentence each."""
    with pytest.raises(ArticleError, match=rf"^a.pdf: .*{says}") as refused:
        read_bytes(data, path="a.pdf")
    assert "\n" not in str(refused.value)
