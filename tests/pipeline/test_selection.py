"""How far an article is read, and which blocks are parsed."""

from __future__ import annotations

import pytest

from coalition.pipeline.selection import BRIEF, LEDE, SHORT, Extent, Outline, choose_blocks
from coalition.reading.article import BlockKind


def outlines(marks: str, length: int = BRIEF) -> list[Outline]:
    """Return a block for each letter.

    T title, H heading, A and B headings that name a country, "." a paragraph without names, "&" one with two, else one.
    """
    kinds = {"T": BlockKind.TITLE, "H": BlockKind.HEADING, "A": BlockKind.HEADING, "B": BlockKind.HEADING}
    names = {"T": "", "H": "", ".": "", "&": "yz"}
    return [Outline(kinds.get(mark, BlockKind.PARAGRAPH), length, frozenset(names.get(mark, mark))) for mark in marks]


@pytest.mark.parametrize(
    ("marks", "extent", "chosen"),
    [
        pytest.param("T....", Extent.WHOLE, "T....", id="short"),
        pytest.param("", Extent.WHOLE, "", id="empty"),
        pytest.param("Tab&.&b.ab", Extent.WHOLE, "Tab&.&b.ab", id="mostly-named"),
        pytest.param("HaHaHbHbHcHd", Extent.WHOLE, "HaHaHbHbHcHd", id="a-heading-for-each-of-four"),
        pytest.param("T...&.&a.b...", Extent.PART, "T...&&ab", id="two-together-twice"),
        pytest.param("T.a..b..c..d", Extent.PART, "T.a.bcd", id="four-apart"),
        pytest.param("T...&.......&.......&...&...&...&", Extent.PART, "T...&&&&&&", id="seldom-but-often-together"),
        pytest.param("T...A.....c.&.B....d", Extent.PART, "T...Ac&Bd", id="under-headings"),
        pytest.param("T.......H&....&..", Extent.NAMES, "", id="two-together-in-passing"),
        pytest.param("T.a......b...c..d...", Extent.NAMES, "", id="four-in-passing"),
        pytest.param("T.......H.a...a...", Extent.NAMES, "", id="one-country"),
        pytest.param("Taaaaaaaaaaa&", Extent.NAMES, "", id="a-country-and-a-glance-at-another"),
        pytest.param("T.........", Extent.NAMES, "", id="none"),
    ],
)
def test_choice(marks: str, extent: Extent, chosen: str) -> None:
    """All where most name a country; else what names one, the frame and the lede; none where no two act together."""
    selection = choose_blocks(outlines(marks))
    assert (selection.extent, "".join(marks[index] for index in selection.blocks)) == (extent, chosen)


def test_few_paragraphs_are_all_read() -> None:
    """One more is too many."""
    assert choose_blocks(outlines("." * SHORT)).extent is Extent.WHOLE
    assert choose_blocks(outlines("." * (SHORT + 1))).extent is Extent.NAMES
    assert LEDE < SHORT


def test_brief_article_is_read_as_a_whole() -> None:
    """Eight paragraphs of a line each, in which one country sends a frigate."""
    marks = "Taa......"
    assert choose_blocks(outlines(marks, length=BRIEF // len(marks))).extent is Extent.WHOLE
    assert choose_blocks(outlines(marks, length=BRIEF // len(marks) + 1)).extent is Extent.NAMES
